"""Timeout policies of connection tracking, which rules refer to by name (linux/netfilter/nfnetlink_cttimeout.h)."""

from __future__ import annotations

from dissectors.netfilter.common import NFGENMSG
from dissectors.netfilter.nftables_data import FAMILY, L4PROTO
from dissectors.netfilter.timeouts import CTA_TIMEOUT_GENERIC, TIMEOUTS
from nldissect.schema import (
    BE16,
    BE32,
    U8,
    Attribute,
    AttributeSet,
    Names,
    Node,
    Operation,
    Select,
    Text,
    netfilter,
    render,
    short,
)

CTA_TIMEOUT = AttributeSet(
    "CTA_TIMEOUT_",
    [
        Attribute(1, "CTA_TIMEOUT_NAME", Text(longest=31, nul=True)),
        Attribute(2, "CTA_TIMEOUT_L3PROTO", BE16, FAMILY),
        Attribute(3, "CTA_TIMEOUT_L4PROTO", U8, L4PROTO),
        Attribute(4, "CTA_TIMEOUT_DATA", Select("CTA_TIMEOUT_L4PROTO", TIMEOUTS, default=CTA_TIMEOUT_GENERIC)),
        Attribute(5, "CTA_TIMEOUT_USE", BE32),
    ],
)


def policy(tree: Node, names: Names) -> str:
    """`test2 ip6 udp unreplied 10 replied 20`, as nfct wants it."""
    head = render("[{CTA_TIMEOUT_NAME}][ {CTA_TIMEOUT_L3PROTO}][ {CTA_TIMEOUT_L4PROTO}]", tree, names)
    data = tree.get("CTA_TIMEOUT_DATA")
    told = [] if data is None else [f"{_state(timeout)} {short(timeout, names)}" for timeout in data.children]
    return " ".join(part for part in (head, *told) if part)


def _state(timeout: Node) -> str:
    """CTA_TIMEOUT_TCP_SYN_SENT → syn_sent"""
    return timeout.name.removeprefix("CTA_TIMEOUT_").partition("_")[2].lower()


MESSAGES = netfilter(
    8,
    NFGENMSG,
    {
        0: ("IPCTNL_MSG_TIMEOUT_NEW", CTA_TIMEOUT, Operation.NEW, policy),
        1: ("IPCTNL_MSG_TIMEOUT_GET", CTA_TIMEOUT, Operation.GET, policy),
        2: ("IPCTNL_MSG_TIMEOUT_DELETE", CTA_TIMEOUT, Operation.DELETE, policy),
        3: ("IPCTNL_MSG_TIMEOUT_DEFAULT_SET", CTA_TIMEOUT, Operation.NEW, policy),
        4: ("IPCTNL_MSG_TIMEOUT_DEFAULT_GET", CTA_TIMEOUT, Operation.GET, policy),
    },
)
"""DEFAULT_GET is answered by a DEFAULT_SET"""
