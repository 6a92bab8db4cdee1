"""Routes in one line, as `ip monitor route` and `ip mroute` would say it."""

from __future__ import annotations

from dissectors.route.encap import told
from nldissect.schema import Names, Node, render, short

RTNL_FAMILY_IPMR, RTNL_FAMILY_IP6MR = 128, 129
RTNH_F_UNRESOLVED = 0x20
RTN_UNICAST, RTN_MULTICAST = 1, 5
RT_SCOPE_UNIVERSE = 0
RTPROT_UNSPEC, RTPROT_BOOT = 0, 3
RT_TABLE_UNSPEC, RT_TABLE_MAIN = 0, 254
AF_INET, AF_INET6 = 2, 10
_WHOLE = {AF_INET: "/32", AF_INET6: "/128", RTNL_FAMILY_IPMR: "/32", RTNL_FAMILY_IP6MR: "/128"}
_FLAGS = ((0x4, "onlink"), (0x1, "dead"), (0x10, "linkdown"), (0x8, "offload"), (0x40, "trap"), (0x200, "cache"))


def summary(tree: Node, names: Names) -> str:
    """What a route is: `192.0.2.0/24 via 10.0.0.2 dev d0 proto static metric 5`."""
    if _value(tree, "rtm_family") in (RTNL_FAMILY_IPMR, RTNL_FAMILY_IP6MR):
        return _multicast(tree, names)
    words = [
        _unless(tree, "rtm_type", RTN_UNICAST, "{rtm_type}", names),
        _prefix(tree, "RTA_DST") or "default",
        _from(tree),
        _unless(tree, "rtm_tos", 0, "tos {rtm_tos}", names),
        _hop(tree, names),
        _table(tree, names),
        _unless(tree, "rtm_protocol", RTPROT_BOOT, "proto {rtm_protocol}", names),
        _unless(tree, "rtm_scope", RT_SCOPE_UNIVERSE, "scope {rtm_scope}", names),
        render("[src {RTA_PREFSRC}][ metric {RTA_PRIORITY}][ expires {RTA_EXPIRES}s]", tree, names),
        _unless(tree, "RTA_PREF", 0, "pref {RTA_PREF}", names),
        _flags(tree, "rtm_flags"),
        *_nexthops(tree, names),
    ]
    return " ".join(filter(None, words))


def get_summary(tree: Node, names: Names) -> str:
    """What is asked for: an address and how a packet to it would look, or the routes of a table."""
    words = [
        _prefix(tree, "RTA_DST"),
        _from(tree),
        _unless(tree, "rtm_tos", 0, "tos {rtm_tos}", names),
        render("[iif {RTA_IIF}][ oif {RTA_OIF}][ mark {RTA_MARK}][ uid {RTA_UID}]", tree, names),
        render("[ipproto {RTA_IP_PROTO}][ sport {RTA_SPORT}][ dport {RTA_DPORT}]", tree, names),
        _table(tree, names),
        _unless(tree, "rtm_protocol", RTPROT_UNSPEC, "proto {rtm_protocol}", names),
    ]
    return " ".join(filter(None, words))


def _multicast(tree: Node, names: Names) -> str:
    source, group = _prefix(tree, "RTA_SRC") or "*", _prefix(tree, "RTA_DST") or "*"
    words = [f"({source}, {group})", render("[iif {RTA_IIF}]", tree, names)]
    words += [render("oif {rtnh_ifindex}", hop, names) for hop in tree.get("RTA_MULTIPATH") or ()]
    if _number(tree, "rtm_flags") & RTNH_F_UNRESOLVED:
        words.append("unresolved")
    return " ".join(filter(None, words))


def _nexthops(tree: Node, names: Names) -> list[str]:
    words = []
    for hop in tree.get("RTA_MULTIPATH") or ():
        if "rtnh_ifindex" in hop:
            flags = _flags(hop, "rtnh_flags")
            weight = _number(hop, "rtnh_hops") + 1
            words.append(f"nexthop {_hop(hop, names)} weight {weight} {flags}".rstrip())
    return words


def _hop(node: Node, names: Names) -> str:
    """Where to, of a route or of one nexthop of it."""
    kind = node.get("RTA_ENCAP_TYPE")
    words = [
        render("[nhid {RTA_NH_ID}]", node, names),
        told(kind, node.get("RTA_ENCAP"), names) if kind is not None else "",
        render("[as {RTA_NEWDST}][ via {RTA_GATEWAY}][ via {RTA_VIA}]", node, names),
        render("[dev {RTA_OIF}]" if "rtnh_ifindex" not in node else "[dev {rtnh_ifindex}]", node, names),
    ]
    return " ".join(filter(None, words))


def _prefix(tree: Node, name: str) -> str:
    """An address with its prefix length; without it for a host."""
    node = tree.get(name)
    return "" if node is None else node.text.removesuffix(_WHOLE.get(_number(tree, "rtm_family"), "/none"))


def _from(tree: Node) -> str:
    source = _prefix(tree, "RTA_SRC")
    return f"from {source}" if source else ""


def _table(tree: Node, names: Names) -> str:
    table = tree.get("RTA_TABLE") or tree.get("rtm_table")
    if table is None or table.value in (RT_TABLE_UNSPEC, RT_TABLE_MAIN):
        return ""
    return f"table {short(table, names)}"


def _unless(tree: Node, name: str, usual: int, template: str, names: Names) -> str:
    """The template, unless the field is not there or has its usual value (or says nothing)."""
    return "" if _value(tree, name) in (None, usual, 0) else render(template, tree, names)


def _flags(node: Node, name: str) -> str:
    value = _number(node, name)
    return " ".join(word for bit, word in _FLAGS if value & bit)


def _number(node: Node, name: str) -> int:
    value = _value(node, name)
    return value if isinstance(value, int) else 0


def _value(node: Node, name: str) -> object:
    found = node.get(name)
    return None if found is None else found.value
