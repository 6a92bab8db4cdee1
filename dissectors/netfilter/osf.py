"""Fingerprints of operating systems, by which the first packet of a TCP connection tells them
(linux/netfilter/nfnetlink_osf.h).
"""

from __future__ import annotations

from dissectors.netfilter.common import NFGENMSG
from nldissect.schema import (
    BYTES,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Member,
    Operation,
    Sequence,
    Struct,
    Text,
    netfilter,
)

OSF_WSS = Enum(
    "OSF_WSS_",
    {
        0: "OSF_WSS_PLAIN",
        1: "OSF_WSS_MSS",
        2: "OSF_WSS_MTU",
        3: "OSF_WSS_MODULO",
    },
)
"""how nf_osf_wc.val and the window are to be compared"""
OSFOPT = Enum(
    "OSFOPT_",
    {
        0: "OSFOPT_EOL",
        1: "OSFOPT_NOP",
        2: "OSFOPT_MSS",
        3: "OSFOPT_WSO",
        4: "OSFOPT_SACKP",
        5: "OSFOPT_SACK",
        6: "OSFOPT_ECHO",
        7: "OSFOPT_ECHOREPLY",
        8: "OSFOPT_TS",
        9: "OSFOPT_POCP",
        10: "OSFOPT_POSP",
        255: "OSFOPT_EMPTY",
    },
)
"""TCP options"""

nf_osf_wc = Struct("nf_osf_wc", [Member("wc", U32, OSF_WSS), Member("val", U32)], text="{wc} {val}")
nf_osf_opt = Struct(
    "nf_osf_opt",
    [Member("kind", U16, OSFOPT), Member("length", U16, BYTES), Member("wc", nf_osf_wc)],
    text="{kind} length {length} {wc}",
)
nf_osf_user_finger = Struct(
    "nf_osf_user_finger",
    [
        Member("wss", nf_osf_wc),
        Member("ttl", U8),
        Member("df", U8),
        Member("ss", U16, BYTES),
        Member("mss", U16),
        Member("opt_num", U16),
        Member("genre", Text(32)),
        Member("version", Text(32)),
        Member("subtype", Text(32)),
        Member("opt", Sequence(nf_osf_opt, count=40)),
    ],
    text="{genre} {version} {subtype}",
)
OSF_ATTR = AttributeSet("OSF_ATTR_", [Attribute(1, "OSF_ATTR_FINGER", nf_osf_user_finger)])

MESSAGES = netfilter(
    5,
    NFGENMSG,
    {
        0: ("OSF_MSG_ADD", OSF_ATTR, Operation.NEW, "{OSF_ATTR_FINGER}"),
        1: ("OSF_MSG_REMOVE", OSF_ATTR, Operation.DELETE, "{OSF_ATTR_FINGER}"),
    },
)
