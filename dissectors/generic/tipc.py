"""TIPC: bearers, links, nodes, names and monitors, family TIPCv2 (linux/tipc_netlink.h)."""

from __future__ import annotations

from dissectors.sock_diag.sockaddr import SOCKADDR
from dissectors.sock_diag.tipc import TIPC_NLA_SOCK
from nldissect.schema import (
    BYTES,
    FLAG,
    HEX,
    MILLISECONDS,
    OPAQUE,
    PERCENT,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Bytes,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Member,
    Operation,
    Sequence,
    Struct,
    Text,
)

BEARER_NAME = Text(longest=31)
"""TIPC_MAX_BEARER_NAME less its NUL"""
LINK_NAME = Text(longest=67)
"""TIPC_MAX_LINK_NAME less its NUL"""

BCLINK_MODE = Flags(
    "BCLINK_MODE_",
    {
        0x1: "BCLINK_MODE_BCAST",
        0x2: "BCLINK_MODE_RCAST",
        0x4: "BCLINK_MODE_SEL",
    },
)
"""net/tipc/bcast.h"""
TIPC_SCOPE = Enum(
    "TIPC_",
    {
        1: "TIPC_ZONE_SCOPE",
        2: "TIPC_CLUSTER_SCOPE",
        3: "TIPC_NODE_SCOPE",
    },
)
"""linux/tipc.h"""

TIPC_AEAD_KEY = Struct(
    "tipc_aead_key",
    [
        Member("alg_name", Text(32)),
        Member("keylen", U32, BYTES),
        Member("key", OPAQUE, secret=True),
    ],
    text="{alg_name}",
)

TIPC_NLA_PROP = AttributeSet(
    "TIPC_NLA_PROP_",
    [
        Attribute(1, "TIPC_NLA_PROP_PRIO", U32),
        Attribute(2, "TIPC_NLA_PROP_TOL", U32, MILLISECONDS),
        Attribute(3, "TIPC_NLA_PROP_WIN", U32),
        Attribute(4, "TIPC_NLA_PROP_MTU", U32, BYTES),
        Attribute(5, "TIPC_NLA_PROP_BROADCAST", U32, BCLINK_MODE),
        Attribute(6, "TIPC_NLA_PROP_BROADCAST_RATIO", U32, PERCENT),
    ],
)
TIPC_NLA_UDP = AttributeSet(
    "TIPC_NLA_UDP_",
    [
        Attribute(1, "TIPC_NLA_UDP_LOCAL", SOCKADDR),
        Attribute(2, "TIPC_NLA_UDP_REMOTE", SOCKADDR, multiple=True),
        Attribute(3, "TIPC_NLA_UDP_MULTI_REMOTEIP", FLAG),
    ],
)
TIPC_NLA_BEARER = AttributeSet(
    "TIPC_NLA_BEARER_",
    [
        Attribute(1, "TIPC_NLA_BEARER_NAME", BEARER_NAME),
        Attribute(2, "TIPC_NLA_BEARER_PROP", TIPC_NLA_PROP),
        Attribute(3, "TIPC_NLA_BEARER_DOMAIN", U32, HEX),
        Attribute(4, "TIPC_NLA_BEARER_UDP_OPTS", TIPC_NLA_UDP),
    ],
)
TIPC_NLA_STATS = AttributeSet(
    "TIPC_NLA_STATS_",
    [
        Attribute(1, "TIPC_NLA_STATS_RX_INFO", U32),
        Attribute(2, "TIPC_NLA_STATS_RX_FRAGMENTS", U32),
        Attribute(3, "TIPC_NLA_STATS_RX_FRAGMENTED", U32),
        Attribute(4, "TIPC_NLA_STATS_RX_BUNDLES", U32),
        Attribute(5, "TIPC_NLA_STATS_RX_BUNDLED", U32),
        Attribute(6, "TIPC_NLA_STATS_TX_INFO", U32),
        Attribute(7, "TIPC_NLA_STATS_TX_FRAGMENTS", U32),
        Attribute(8, "TIPC_NLA_STATS_TX_FRAGMENTED", U32),
        Attribute(9, "TIPC_NLA_STATS_TX_BUNDLES", U32),
        Attribute(10, "TIPC_NLA_STATS_TX_BUNDLED", U32),
        Attribute(11, "TIPC_NLA_STATS_MSG_PROF_TOT", U32),
        Attribute(12, "TIPC_NLA_STATS_MSG_LEN_CNT", U32),
        Attribute(13, "TIPC_NLA_STATS_MSG_LEN_TOT", U32),
        Attribute(14, "TIPC_NLA_STATS_MSG_LEN_P0", U32),
        Attribute(15, "TIPC_NLA_STATS_MSG_LEN_P1", U32),
        Attribute(16, "TIPC_NLA_STATS_MSG_LEN_P2", U32),
        Attribute(17, "TIPC_NLA_STATS_MSG_LEN_P3", U32),
        Attribute(18, "TIPC_NLA_STATS_MSG_LEN_P4", U32),
        Attribute(19, "TIPC_NLA_STATS_MSG_LEN_P5", U32),
        Attribute(20, "TIPC_NLA_STATS_MSG_LEN_P6", U32),
        Attribute(21, "TIPC_NLA_STATS_RX_STATES", U32),
        Attribute(22, "TIPC_NLA_STATS_RX_PROBES", U32),
        Attribute(23, "TIPC_NLA_STATS_RX_NACKS", U32),
        Attribute(24, "TIPC_NLA_STATS_RX_DEFERRED", U32),
        Attribute(25, "TIPC_NLA_STATS_TX_STATES", U32),
        Attribute(26, "TIPC_NLA_STATS_TX_PROBES", U32),
        Attribute(27, "TIPC_NLA_STATS_TX_NACKS", U32),
        Attribute(28, "TIPC_NLA_STATS_TX_ACKS", U32),
        Attribute(29, "TIPC_NLA_STATS_RETRANSMITTED", U32),
        Attribute(30, "TIPC_NLA_STATS_DUPLICATES", U32),
        Attribute(31, "TIPC_NLA_STATS_LINK_CONGS", U32),
        Attribute(32, "TIPC_NLA_STATS_MAX_QUEUE", U32),
        Attribute(33, "TIPC_NLA_STATS_AVG_QUEUE", U32),
    ],
)
TIPC_NLA_LINK = AttributeSet(
    "TIPC_NLA_LINK_",
    [
        Attribute(1, "TIPC_NLA_LINK_NAME", LINK_NAME),
        Attribute(2, "TIPC_NLA_LINK_DEST", U32, HEX),
        Attribute(3, "TIPC_NLA_LINK_MTU", U32, BYTES),
        Attribute(4, "TIPC_NLA_LINK_BROADCAST", FLAG),
        Attribute(5, "TIPC_NLA_LINK_UP", FLAG),
        Attribute(6, "TIPC_NLA_LINK_ACTIVE", FLAG),
        Attribute(7, "TIPC_NLA_LINK_PROP", TIPC_NLA_PROP),
        Attribute(8, "TIPC_NLA_LINK_STATS", TIPC_NLA_STATS),
        Attribute(9, "TIPC_NLA_LINK_RX", U32),
        Attribute(10, "TIPC_NLA_LINK_TX", U32),
    ],
)
TIPC_NLA_MEDIA = AttributeSet(
    "TIPC_NLA_MEDIA_",
    [
        Attribute(1, "TIPC_NLA_MEDIA_NAME", Text()),
        Attribute(2, "TIPC_NLA_MEDIA_PROP", TIPC_NLA_PROP),
    ],
)
TIPC_NLA_NODE = AttributeSet(
    "TIPC_NLA_NODE_",
    [
        Attribute(1, "TIPC_NLA_NODE_ADDR", U32, HEX),
        Attribute(2, "TIPC_NLA_NODE_UP", FLAG),
        Attribute(3, "TIPC_NLA_NODE_ID", Bytes()),
        Attribute(4, "TIPC_NLA_NODE_KEY", TIPC_AEAD_KEY),
        Attribute(5, "TIPC_NLA_NODE_KEY_MASTER", FLAG),
        Attribute(6, "TIPC_NLA_NODE_REKEYING", U32),
    ],
)
"""TIPC_NLA_NODE_REKEYING is an interval in minutes, or TIPC_REKEYING_NOW"""
TIPC_NLA_NET = AttributeSet(
    "TIPC_NLA_NET_",
    [
        Attribute(1, "TIPC_NLA_NET_ID", U32),
        Attribute(2, "TIPC_NLA_NET_ADDR", U32, HEX),
        Attribute(3, "TIPC_NLA_NET_NODEID", U64, HEX),
        Attribute(4, "TIPC_NLA_NET_NODEID_W1", U64, HEX),
        Attribute(5, "TIPC_NLA_NET_ADDR_LEGACY", FLAG),
    ],
)
"""3 and 4 are the sixteen bytes of the node's identity"""
TIPC_NLA_PUBL = AttributeSet(
    "TIPC_NLA_PUBL_",
    [
        Attribute(1, "TIPC_NLA_PUBL_TYPE", U32),
        Attribute(2, "TIPC_NLA_PUBL_LOWER", U32),
        Attribute(3, "TIPC_NLA_PUBL_UPPER", U32),
        Attribute(4, "TIPC_NLA_PUBL_SCOPE", U32, TIPC_SCOPE),
        Attribute(5, "TIPC_NLA_PUBL_NODE", U32, HEX),
        Attribute(6, "TIPC_NLA_PUBL_REF", U32),
        Attribute(7, "TIPC_NLA_PUBL_KEY", U32),
    ],
)
TIPC_NLA_NAME_TABLE = AttributeSet("TIPC_NLA_NAME_TABLE_", [Attribute(1, "TIPC_NLA_NAME_TABLE_PUBL", TIPC_NLA_PUBL)])
TIPC_NLA_MON = AttributeSet(
    "TIPC_NLA_MON_",
    [
        Attribute(1, "TIPC_NLA_MON_ACTIVATION_THRESHOLD", U32),
        Attribute(2, "TIPC_NLA_MON_REF", U32),
        Attribute(3, "TIPC_NLA_MON_ACTIVE", FLAG),
        Attribute(4, "TIPC_NLA_MON_BEARER_NAME", BEARER_NAME),
        Attribute(5, "TIPC_NLA_MON_PEERCNT", U32),
        Attribute(6, "TIPC_NLA_MON_LISTGEN", U32),
    ],
)
TIPC_NLA_MON_PEER = AttributeSet(
    "TIPC_NLA_MON_PEER_",
    [
        Attribute(1, "TIPC_NLA_MON_PEER_ADDR", U32, HEX),
        Attribute(2, "TIPC_NLA_MON_PEER_DOMGEN", U32),
        Attribute(3, "TIPC_NLA_MON_PEER_APPLIED", U32),
        Attribute(4, "TIPC_NLA_MON_PEER_UPMAP", U64, HEX),
        Attribute(5, "TIPC_NLA_MON_PEER_MEMBERS", Sequence(U32, HEX)),
        Attribute(6, "TIPC_NLA_MON_PEER_UP", FLAG),
        Attribute(7, "TIPC_NLA_MON_PEER_HEAD", FLAG),
        Attribute(8, "TIPC_NLA_MON_PEER_LOCAL", FLAG),
        Attribute(9, "TIPC_NLA_MON_PEER_PAD", OPAQUE),
    ],
)
TIPC_NLA = AttributeSet(
    "TIPC_NLA_",
    [
        Attribute(1, "TIPC_NLA_BEARER", TIPC_NLA_BEARER),
        Attribute(2, "TIPC_NLA_SOCK", TIPC_NLA_SOCK),
        Attribute(3, "TIPC_NLA_PUBL", TIPC_NLA_PUBL),
        Attribute(4, "TIPC_NLA_LINK", TIPC_NLA_LINK),
        Attribute(5, "TIPC_NLA_MEDIA", TIPC_NLA_MEDIA),
        Attribute(6, "TIPC_NLA_NODE", TIPC_NLA_NODE),
        Attribute(7, "TIPC_NLA_NET", TIPC_NLA_NET),
        Attribute(8, "TIPC_NLA_NAME_TABLE", TIPC_NLA_NAME_TABLE),
        Attribute(9, "TIPC_NLA_MON", TIPC_NLA_MON),
        Attribute(10, "TIPC_NLA_MON_PEER", TIPC_NLA_MON_PEER),
    ],
)


def _with_properties(path: str) -> str:
    """The name, and what of TIPC_NLA_PROP is there."""
    words = {"PRIO": "priority", "TOL": "tolerance", "WIN": "window", "MTU": "mtu"}
    prop = f"{path}_PROP.TIPC_NLA_PROP"
    return f"[{{{path}_NAME}}]" + "".join(f"[ {word} {{{prop}_{name}}}]" for name, word in words.items())


BEARER = _with_properties("TIPC_NLA_BEARER.TIPC_NLA_BEARER")
LINK = _with_properties("TIPC_NLA_LINK.TIPC_NLA_LINK") + "[ to {TIPC_NLA_LINK.TIPC_NLA_LINK_DEST}]"
MEDIA = _with_properties("TIPC_NLA_MEDIA.TIPC_NLA_MEDIA")
_PUBL = "TIPC_NLA_NAME_TABLE.TIPC_NLA_NAME_TABLE_PUBL.TIPC_NLA_PUBL"
NAMES = (
    f"[type {{{_PUBL}_TYPE}}][ {{{_PUBL}_LOWER}}][-{{{_PUBL}_UPPER}}][ {{{_PUBL}_SCOPE}}][ port {{{_PUBL}_REF}}]"
    f"[ node {{{_PUBL}_NODE}}]"
)
PUBL = (
    "[type {TIPC_NLA_PUBL.TIPC_NLA_PUBL_TYPE}][ {TIPC_NLA_PUBL.TIPC_NLA_PUBL_LOWER}]"
    "[-{TIPC_NLA_PUBL.TIPC_NLA_PUBL_UPPER}][ of socket {TIPC_NLA_SOCK.TIPC_NLA_SOCK_REF}]"
)
SOCKET = "[socket {TIPC_NLA_SOCK.TIPC_NLA_SOCK_REF}][ {TIPC_NLA_SOCK.TIPC_NLA_SOCK_TIPC_STATE}]"
NODE = "[{TIPC_NLA_NODE.TIPC_NLA_NODE_ADDR}][ rekeying {TIPC_NLA_NODE.TIPC_NLA_NODE_REKEYING}]"
NETWORK = (
    "[id {TIPC_NLA_NET.TIPC_NLA_NET_ID}][ address {TIPC_NLA_NET.TIPC_NLA_NET_ADDR}]"
    "[ identity {TIPC_NLA_NET.TIPC_NLA_NET_NODEID}]"
)
MONITOR = (
    "[{TIPC_NLA_MON.TIPC_NLA_MON_BEARER_NAME}][ peers {TIPC_NLA_MON.TIPC_NLA_MON_PEERCNT}]"
    "[ generation {TIPC_NLA_MON.TIPC_NLA_MON_LISTGEN}][ threshold {TIPC_NLA_MON.TIPC_NLA_MON_ACTIVATION_THRESHOLD}]"
)
PEER = "[{TIPC_NLA_MON_PEER.TIPC_NLA_MON_PEER_ADDR}][ generation {TIPC_NLA_MON_PEER.TIPC_NLA_MON_PEER_DOMGEN}]"

FAMILIES = (
    GenericFamily(
        "TIPCv2",
        TIPC_NLA,
        commands=(
            Command(1, "TIPC_NL_LEGACY"),
            Command(2, "TIPC_NL_BEARER_DISABLE", operation=Operation.DELETE, summary=BEARER),
            Command(3, "TIPC_NL_BEARER_ENABLE", operation=Operation.NEW, summary=BEARER),
            Command(4, "TIPC_NL_BEARER_GET", operation=Operation.GET, summary=BEARER),
            Command(5, "TIPC_NL_BEARER_SET", operation=Operation.NEW, summary=BEARER),
            Command(6, "TIPC_NL_SOCK_GET", operation=Operation.GET, summary=SOCKET),
            Command(7, "TIPC_NL_PUBL_GET", operation=Operation.GET, summary=PUBL),
            Command(8, "TIPC_NL_LINK_GET", operation=Operation.GET, summary=LINK),
            Command(9, "TIPC_NL_LINK_SET", operation=Operation.NEW, summary=LINK),
            Command(10, "TIPC_NL_LINK_RESET_STATS", operation=Operation.NEW, summary=LINK),
            Command(11, "TIPC_NL_MEDIA_GET", operation=Operation.GET, summary=MEDIA),
            Command(12, "TIPC_NL_MEDIA_SET", operation=Operation.NEW, summary=MEDIA),
            Command(13, "TIPC_NL_NODE_GET", operation=Operation.GET, summary=NODE),
            Command(14, "TIPC_NL_NET_GET", operation=Operation.GET, summary=NETWORK),
            Command(15, "TIPC_NL_NET_SET", operation=Operation.NEW, summary=NETWORK),
            Command(16, "TIPC_NL_NAME_TABLE_GET", operation=Operation.GET, summary=NAMES),
            Command(17, "TIPC_NL_MON_SET", operation=Operation.NEW, summary=MONITOR),
            Command(18, "TIPC_NL_MON_GET", operation=Operation.GET, summary=MONITOR),
            Command(19, "TIPC_NL_MON_PEER_GET", operation=Operation.GET, summary=PEER),
            Command(20, "TIPC_NL_PEER_REMOVE", operation=Operation.DELETE, summary=NETWORK),
            Command(21, "TIPC_NL_BEARER_ADD", operation=Operation.NEW, summary=BEARER),
            Command(22, "TIPC_NL_UDP_GET_REMOTEIP", operation=Operation.GET, summary=BEARER),
            Command(23, "TIPC_NL_KEY_SET", operation=Operation.NEW, summary=NODE),
            Command(24, "TIPC_NL_KEY_FLUSH", operation=Operation.DELETE, summary=NODE),
            Command(25, "TIPC_NL_ADDR_LEGACY_GET", operation=Operation.GET, summary=NETWORK),
        ),
    ),
)
