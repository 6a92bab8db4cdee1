"""Sets and elements in one line, as ipset(8) writes them."""

from __future__ import annotations

from collections.abc import Iterator

from nldissect.schema import Names, Node, render

MOST = 8
"""elements that are told"""
IPSET_FLAG_BEFORE, IPSET_FLAG_PHYSDEV, IPSET_FLAG_NOMATCH, IPSET_FLAG_IFACE_WILDCARD = 0x01, 0x02, 0x04, 0x80
_WITH = {0x08: "counters", 0x10: "comment", 0x40: "skbinfo", 0x20: "forceadd"}
"""IPSET_FLAG_WITH_… → ipset's word"""
_FAMILIES = {2: "inet", 10: "inet6"}
_ICMP = {"icmp", "icmpv6"}

_HEADER = (
    "[markmask {IPSET_ATTR_MARKMASK}][ hashsize {IPSET_ATTR_HASHSIZE}][ maxelem {IPSET_ATTR_MAXELEM}]"
    "[ size {IPSET_ATTR_SIZE}][ netmask {IPSET_ATTR_NETMASK}]"
)
_TUNING = "[bucketsize {IPSET_ATTR_BUCKETSIZE}][ initval {IPSET_ATTR_INITVAL}]"
_OPTIONS = (
    "[packets {IPSET_ATTR_PACKETS}][ bytes {IPSET_ATTR_BYTES}]"
    '[ comment "{IPSET_ATTR_COMMENT}"][ skbmark {IPSET_ATTR_SKBMARK}][ skbprio {IPSET_ATTR_SKBPRIO}]'
    "[ skbqueue {IPSET_ATTR_SKBQUEUE}]"
)


def set_(tree: Node, names: Names) -> str:
    """`a hash:ip family inet hashsize 1024 maxelem 65536 { 1.2.3.8, 1.2.3.7 … 3 more }`."""
    told = [render("[{IPSET_ATTR_SETNAME}][ {IPSET_ATTR_TYPENAME}][ {IPSET_ATTR_FLAGS}]", tree, names)]
    data = tree.get("IPSET_ATTR_DATA")
    if data is not None:
        told += [_family(tree), *_header(data, names)]
    told.append(_listed(tree, names))
    return " ".join(part for part in told if part)


def _family(tree: Node) -> str:
    """Bitmaps are of IPv4, or of no family, and nobody says so."""
    family, kind = _FAMILIES.get(_number(tree, "IPSET_ATTR_FAMILY")), tree.get("IPSET_ATTR_TYPENAME")
    bitmap = kind is not None and kind.text.startswith("bitmap:")
    return "" if family is None or bitmap else f"family {family}"


def elements(tree: Node, names: Names) -> str:
    """`a 1.2.3.4`; where one command has several elements, `a { 1.2.3.4, 1.2.3.5 … 30 more }`."""
    data = tree.get("IPSET_ATTR_DATA")
    one = "" if data is None else element(data, names)
    return " ".join(part for part in (render("{IPSET_ATTR_SETNAME}", tree, names), one, _listed(tree, names)) if part)


def _listed(tree: Node, names: Names) -> str:
    """What stands in IPSET_ATTR_ADT."""
    adt = tree.get("IPSET_ATTR_ADT")
    if adt is None or not adt.children:
        return ""
    told = ", ".join(element(node, names) for node in adt.children[:MOST])
    rest = len(adt.children) - MOST
    return f"{{ {told}{f' … {rest} more' if rest > 0 else ''} }}"


def _header(data: Node, names: Names) -> Iterator[str]:
    """A set's properties."""
    address = _range(data, "IPSET_ATTR_IP_FROM", "IPSET_ATTR_IP_TO", "IPSET_ATTR_CIDR")
    ports = render("[{IPSET_ATTR_PORT_FROM}][-{IPSET_ATTR_PORT_TO}]", data, names)
    yield f"range {address or ports}" if address or ports else ""
    yield render(_HEADER, data, names)
    bitmask = _address(data, "IPSET_ATTR_BITMASK")
    yield f"bitmask {bitmask}" if bitmask else ""
    yield render("[timeout {IPSET_ATTR_TIMEOUT}]", data, names)
    flags = _number(data, "IPSET_ATTR_CADT_FLAGS")
    yield from (word for mask, word in _WITH.items() if flags & mask)
    yield render(_TUNING, data, names)


def element(data: Node, names: Names) -> str:
    """One element: its parts joined by commas in the order that all kinds of sets have them, then its options."""
    flags = _number(data, "IPSET_ATTR_CADT_FLAGS")
    told = [",".join(part for part in _parts(data, flags, names) if part)]
    where = "before" if flags & IPSET_FLAG_BEFORE else "after"
    told.append(render(f"[{where} {{IPSET_ATTR_NAMEREF}}]", data, names))
    told.append(render("[timeout {IPSET_ATTR_TIMEOUT}]", data, names))
    if flags & IPSET_FLAG_NOMATCH:
        told.append("nomatch")
    told.append(render(_OPTIONS, data, names))
    return " ".join(part for part in told if part)


def _parts(data: Node, flags: int, names: Names) -> Iterator[str]:
    yield _range(data, "IPSET_ATTR_IP", "IPSET_ATTR_IP_TO", "IPSET_ATTR_CIDR")
    yield _port(data, names)
    yield _range(data, "IPSET_ATTR_IP2", "IPSET_ATTR_IP2_TO", "IPSET_ATTR_CIDR2")
    yield render("[{IPSET_ATTR_MARK}]", data, names)
    yield render("[{IPSET_ATTR_ETHER}]", data, names)
    interface = render("{IPSET_ATTR_IFACE}", data, names)
    if interface:
        wildcard = "+" if flags & IPSET_FLAG_IFACE_WILDCARD else ""
        yield ("physdev:" if flags & IPSET_FLAG_PHYSDEV else "") + interface + wildcard
    yield render("[{IPSET_ATTR_NAME}]", data, names)


def _port(data: Node, names: Names) -> str:
    """`tcp:80-90`; for ICMP `icmp:8/0`, type and code."""
    if "IPSET_ATTR_PORT" not in data:
        return ""
    protocol = render("{IPSET_ATTR_PROTO}", data, names)
    if protocol in _ICMP:
        port = _number(data, "IPSET_ATTR_PORT")
        return f"{protocol}:{port >> 8}/{port & 0xFF}"
    return (f"{protocol}:" if protocol else "") + render("{IPSET_ATTR_PORT}[-{IPSET_ATTR_PORT_TO}]", data, names)


def _range(data: Node, first: str, last: str, prefix: str) -> str:
    """`10.0.0.0/8` or `1.2.3.5-1.2.3.9`."""
    begin, end = _address(data, first), _address(data, last)
    if not begin:
        return ""
    if end and end != begin:
        return f"{begin}-{end}"
    return f"{begin}/{_number(data, prefix)}" if prefix in data else begin


def _address(data: Node, name: str) -> str:
    node = data.get(name)
    return "" if node is None or not node.children else node.children[0].text


def _number(node: Node, name: str) -> int:
    found = node.get(name)
    return found.value if found is not None and isinstance(found.value, int) else 0
