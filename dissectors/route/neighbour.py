"""Neighbour entries: ARP, NDP, bridge and VXLAN forwarding databases (linux/neighbour.h)."""

from __future__ import annotations

from dissectors.constants import AF
from dissectors.route.constants import RTN, RTPROT
from nldissect.schema import (
    BE16,
    CLOCK_TICKS,
    FLAG,
    INTERFACE,
    LINK_ADDRESS,
    NETNSID,
    S32,
    U8,
    U16,
    U32,
    Address,
    Attribute,
    AttributeSet,
    Flags,
    Member,
    Names,
    Node,
    Pad,
    Question,
    Struct,
    render,
    rtnetlink,
    short,
)

NUD = Flags(
    "NUD_",
    {
        0x00: "NUD_NONE",
        0x01: "NUD_INCOMPLETE",
        0x02: "NUD_REACHABLE",
        0x04: "NUD_STALE",
        0x08: "NUD_DELAY",
        0x10: "NUD_PROBE",
        0x20: "NUD_FAILED",
        0x40: "NUD_NOARP",
        0x80: "NUD_PERMANENT",
    },
)
NTF = Flags(
    "NTF_",
    {
        0x01: "NTF_USE",
        0x02: "NTF_SELF",
        0x04: "NTF_MASTER",
        0x08: "NTF_PROXY",
        0x10: "NTF_EXT_LEARNED",
        0x20: "NTF_OFFLOADED",
        0x40: "NTF_STICKY",
        0x80: "NTF_ROUTER",
    },
)
NTF_EXT = Flags("NTF_EXT_", {0x1: "NTF_EXT_MANAGED", 0x2: "NTF_EXT_LOCKED", 0x4: "NTF_EXT_EXT_VALIDATED"})

NDMSG = Struct(
    "ndmsg",
    [
        Member("ndm_family", U8, AF),
        Pad(3),
        Member("ndm_ifindex", S32, INTERFACE),
        Member("ndm_state", U16, NUD),
        Member("ndm_flags", U8, NTF),
        Member("ndm_type", U8, RTN),
    ],
)

NDA_CACHEINFO = Struct(
    "nda_cacheinfo",
    [
        Member("ndm_confirmed", U32, CLOCK_TICKS),
        Member("ndm_used", U32, CLOCK_TICKS),
        Member("ndm_updated", U32, CLOCK_TICKS),
        Member("ndm_refcnt", U32),
    ],
)

FDB_NOTIFY = Flags("FDB_NOTIFY_", {0x1: "FDB_NOTIFY_BIT", 0x2: "FDB_NOTIFY_INACTIVE_BIT"})
NFEA = AttributeSet(
    "NFEA_",
    [
        Attribute(1, "NFEA_ACTIVITY_NOTIFY", U8, FDB_NOTIFY),
        Attribute(2, "NFEA_DONT_REFRESH", FLAG),
    ],
)

NDA = AttributeSet(
    "NDA_",
    [
        Attribute(1, "NDA_DST", Address("ndm_family")),
        Attribute(2, "NDA_LLADDR", LINK_ADDRESS),
        Attribute(3, "NDA_CACHEINFO", NDA_CACHEINFO),
        Attribute(4, "NDA_PROBES", U32),
        Attribute(5, "NDA_VLAN", U16, range=(1, 4094)),
        Attribute(6, "NDA_PORT", BE16),
        Attribute(7, "NDA_VNI", U32),
        Attribute(8, "NDA_IFINDEX", U32, INTERFACE),
        Attribute(9, "NDA_MASTER", U32, INTERFACE),
        Attribute(10, "NDA_LINK_NETNSID", S32, NETNSID),
        Attribute(11, "NDA_SRC_VNI", U32),
        Attribute(12, "NDA_PROTOCOL", U8, RTPROT),
        Attribute(13, "NDA_NH_ID", U32),
        Attribute(14, "NDA_FDB_EXT_ATTRS", NFEA),
        Attribute(15, "NDA_FLAGS_EXT", U32, NTF_EXT),
        Attribute(16, "NDA_NDM_STATE_MASK", U16, NUD),
        Attribute(17, "NDA_NDM_FLAGS_MASK", U8, NTF),
    ],
    strict_from=13,
)


def summary(tree: Node, names: Names) -> str:
    """`10.0.0.2 dev d0 lladdr 02:00:00:00:00:01 reachable`; an entry of a bridge has no address in front."""
    state = tree.get("ndm_state")
    words = [
        render("[{NDA_DST}][ dev {ndm_ifindex}][ lladdr {NDA_LLADDR}][ vlan {NDA_VLAN}][ vni {NDA_VNI}]", tree, names),
        render("[nhid {NDA_NH_ID}][ master {NDA_MASTER}]", tree, names),
        short(state, names) if state is not None and state.value else "",
        render("[proto {NDA_PROTOCOL}]", tree, names),
    ]
    return " ".join(filter(None, words))


SINGLE = Question(
    {"ndm_state": 0, "ndm_flags": 0x02 | 0x04 | 0x08, "ndm_type": 0},  # self, master, proxy
    ("NDA_DST", "NDA_LLADDR", "NDA_VLAN", "NDA_VNI", "NDA_MASTER"),
)
DUMP = Question({"ndm_state": 0, "ndm_flags": 0x08, "ndm_type": 0}, ("NDA_IFINDEX", "NDA_MASTER"))

MESSAGES = rtnetlink("NEIGH", NDMSG, NDA, new=28, delete=29, get=30, summary=summary, single=SINGLE, dump=DUMP)
