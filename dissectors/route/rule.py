"""Routing policy rules, of IPv4, IPv6 and the multicast forwarding caches (linux/fib_rules.h)."""

from __future__ import annotations

from dissectors.constants import AF, IPPROTO
from dissectors.route.constants import RT_TABLE, RTPROT
from dissectors.route.realms import REALMS
from nldissect.schema import (
    BE32,
    BE64,
    BOOL,
    HEX,
    IFNAME,
    OPAQUE,
    U8,
    U16,
    U32,
    Address,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Member,
    Names,
    Node,
    Pad,
    Question,
    Struct,
    Unit,
    render,
    rtnetlink,
    short,
)

FR_ACT = Enum(
    "FR_ACT_",
    {
        0: "FR_ACT_UNSPEC",
        1: "FR_ACT_TO_TBL",
        2: "FR_ACT_GOTO",
        3: "FR_ACT_NOP",
        4: "FR_ACT_RES3",
        5: "FR_ACT_RES4",
        6: "FR_ACT_BLACKHOLE",
        7: "FR_ACT_UNREACHABLE",
        8: "FR_ACT_PROHIBIT",
    },
)
FIB_RULE = Flags(
    "FIB_RULE_",
    {
        0x1: "FIB_RULE_PERMANENT",
        0x2: "FIB_RULE_INVERT",
        0x4: "FIB_RULE_UNRESOLVED",
        0x8: "FIB_RULE_IIF_DETACHED",
        0x10: "FIB_RULE_OIF_DETACHED",
        0x10000: "FIB_RULE_FIND_SADDR",
    },
)
FIB_RULE_INVERT = 0x2
FR_ACT_TO_TBL, FR_ACT_GOTO = 1, 2
NOT_SET = Unit("", {0xFFFFFFFF: "none"})

FIB_RULE_HDR = Struct(
    "fib_rule_hdr",
    [
        Member("family", U8, AF),
        Member("dst_len", U8),
        Member("src_len", U8),
        Member("tos", U8, HEX),
        Member("table", U8, RT_TABLE),
        Pad(1, "res1"),
        Pad(1, "res2"),
        Member("action", U8, FR_ACT),
        Member("flags", U32, FIB_RULE),
    ],
)
FIB_RULE_UID_RANGE = Struct("fib_rule_uid_range", [Member("start", U32), Member("end", U32)], text="{start}-{end}")
FIB_RULE_PORT_RANGE = Struct("fib_rule_port_range", [Member("start", U16), Member("end", U16)], text="{start}-{end}")

FRA = AttributeSet(
    "FRA_",
    [
        Attribute(1, "FRA_DST", Address("family", prefix="dst_len")),
        Attribute(2, "FRA_SRC", Address("family", prefix="src_len")),
        Attribute(3, "FRA_IIFNAME", IFNAME),
        Attribute(4, "FRA_GOTO", U32),
        Attribute(5, "FRA_UNUSED2", OPAQUE),
        Attribute(6, "FRA_PRIORITY", U32),
        Attribute(7, "FRA_UNUSED3", OPAQUE),
        Attribute(8, "FRA_UNUSED4", OPAQUE),
        Attribute(9, "FRA_UNUSED5", OPAQUE),
        Attribute(10, "FRA_FWMARK", U32, HEX),
        Attribute(11, "FRA_FLOW", U32, REALMS),
        Attribute(12, "FRA_TUN_ID", BE64),
        Attribute(13, "FRA_SUPPRESS_IFGROUP", U32, NOT_SET),
        Attribute(14, "FRA_SUPPRESS_PREFIXLEN", U32, NOT_SET),
        Attribute(15, "FRA_TABLE", U32, RT_TABLE),
        Attribute(16, "FRA_FWMASK", U32, HEX),
        Attribute(17, "FRA_OIFNAME", IFNAME),
        Attribute(18, "FRA_PAD", OPAQUE),
        Attribute(19, "FRA_L3MDEV", U8, BOOL),
        Attribute(20, "FRA_UID_RANGE", FIB_RULE_UID_RANGE),
        Attribute(21, "FRA_PROTOCOL", U8, RTPROT),
        Attribute(22, "FRA_IP_PROTO", U8, IPPROTO),
        Attribute(23, "FRA_SPORT_RANGE", FIB_RULE_PORT_RANGE),
        Attribute(24, "FRA_DPORT_RANGE", FIB_RULE_PORT_RANGE),
        Attribute(25, "FRA_DSCP", U8, range=(0, 63)),
        Attribute(26, "FRA_FLOWLABEL", BE32, HEX),
        Attribute(27, "FRA_FLOWLABEL_MASK", BE32, HEX),
        Attribute(28, "FRA_SPORT_MASK", U16, HEX),
        Attribute(29, "FRA_DPORT_MASK", U16, HEX),
        Attribute(30, "FRA_DSCP_MASK", U8, HEX, range=(0, 63)),
    ],
    strict_from=25,
)

_MATCHES = (
    ("fwmark", "FRA_FWMARK", "FRA_FWMASK", 0xFFFFFFFF),
    ("iif", "FRA_IIFNAME", "", 0),
    ("oif", "FRA_OIFNAME", "", 0),
    ("uidrange", "FRA_UID_RANGE", "", 0),
    ("ipproto", "FRA_IP_PROTO", "", 0),
    ("sport", "FRA_SPORT_RANGE", "FRA_SPORT_MASK", 0xFFFF),
    ("dport", "FRA_DPORT_RANGE", "FRA_DPORT_MASK", 0xFFFF),
    ("tun_id", "FRA_TUN_ID", "", 0),
    ("dscp", "FRA_DSCP", "FRA_DSCP_MASK", 0x3F),
    ("flowlabel", "FRA_FLOWLABEL", "FRA_FLOWLABEL_MASK", 0xFFFFF),
)
"""the word for a match, its attribute, its mask's attribute and the mask that goes without saying"""


def summary(tree: Node, names: Names) -> str:
    """`100: from 10.0.0.0/8 lookup 7`."""
    if "action" not in tree or not (_number(tree, "action") or len(tree.children) > 1):
        return ""
    flags = _number(tree, "flags")
    words = [
        f"{_number(tree, 'FRA_PRIORITY')}:" if "FRA_PRIORITY" in tree or _dumped(tree) else "",
        "not" if flags & FIB_RULE_INVERT else "",
        "from " + _prefix(tree, "FRA_SRC"),
        "to " + _prefix(tree, "FRA_DST") if "FRA_DST" in tree else "",
        render("tos {tos}", tree, names) if _number(tree, "tos") else "",
        *(_match(tree, *match, names) for match in _MATCHES),
        "l3mdev" if _number(tree, "FRA_L3MDEV") else "",
        _suppressed(tree, "FRA_SUPPRESS_PREFIXLEN", "suppress_prefixlength"),
        _suppressed(tree, "FRA_SUPPRESS_IFGROUP", "suppress_ifgroup"),
        _action(tree, names),
        render("[realms {FRA_FLOW}]", tree, names),
    ]
    return " ".join(filter(None, words))


def _match(tree: Node, word: str, name: str, mask_name: str, usual: int, names: Names) -> str:
    node, mask = tree.get(name), tree.get(mask_name)
    if node is None:
        return ""
    start, _, end = short(node, names).partition("-")
    told = start if end in ("", start) else f"{start}-{end}"
    return f"{word} {told}" + ("" if mask is None or mask.value == usual else f"/{mask.text}")


def _dumped(tree: Node) -> bool:
    """Whether the kernel wrote this: it leaves a priority of 0 away, and puts the other two always."""
    return "FRA_SUPPRESS_PREFIXLEN" in tree and "FRA_PROTOCOL" in tree


def _action(tree: Node, names: Names) -> str:
    action = tree["action"]
    if action.value == FR_ACT_GOTO:
        return render("goto {FRA_GOTO}", tree, names)
    if action.value != FR_ACT_TO_TBL:
        return short(action, names) if action.value else ""
    if _number(tree, "FRA_L3MDEV"):
        return ""
    table = tree.get("FRA_TABLE") or tree["table"]
    return f"lookup {short(table, names)}"


def _prefix(tree: Node, name: str) -> str:
    node = tree.get(name)
    if node is None or not node.value:
        return "all"
    host = "/32" if ":" not in node.text else "/128"
    return node.text.removesuffix(host)


def _suppressed(tree: Node, name: str, word: str) -> str:
    node = tree.get(name)
    return "" if node is None or node.value == 0xFFFFFFFF else f"{word} {node.value}"


def _number(node: Node, name: str) -> int:
    found = node.get(name)
    return found.value if found is not None and isinstance(found.value, int) else 0


DUMP = Question({"dst_len": 0, "src_len": 0, "tos": 0, "table": 0, "action": 0, "flags": 0}, ())

MESSAGES = rtnetlink("RULE", FIB_RULE_HDR, FRA, new=32, delete=33, get=34, summary=summary, dump=DUMP)
