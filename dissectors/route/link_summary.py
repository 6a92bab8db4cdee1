"""Links in one line, as ip and bridge would write them."""

from __future__ import annotations

from collections.abc import Iterator

from nldissect.schema import Flags, Names, Node, render

_AF_BRIDGE = 7
_IFF_UP = 0x1
_EVERYTHING = 0xFFFFFFFF
_VLANS_SHOWN = 6
_RANGE_BEGIN = 0x08
_RANGE_END = 0x10
_VLAN_FLAGS = {0x02: "pvid", 0x04: "untagged"}

_STATE = "[ mtu {IFLA_MTU}][ kind {IFLA_LINKINFO.IFLA_INFO_KIND}][ master {IFLA_MASTER}]"
_SETTINGS = (
    "[ kind {IFLA_LINKINFO.IFLA_INFO_KIND}][ master {IFLA_MASTER}][ address {IFLA_ADDRESS}]"
    "[ broadcast {IFLA_BROADCAST}][ mtu {IFLA_MTU}][ txqlen {IFLA_TXQLEN}][ group {IFLA_GROUP}]"
    "[ altname {IFLA_ALT_IFNAME}][ altname {IFLA_PROP_LIST.IFLA_ALT_IFNAME}][ alias {IFLA_IFALIAS}]"
    "[ netns pid {IFLA_NET_NS_PID}][ netns fd {IFLA_NET_NS_FD}][ carrier {IFLA_CARRIER}]"
    "[ protodown {IFLA_PROTO_DOWN}][ mode {IFLA_LINKMODE}][ state {IFLA_OPERSTATE}]"
    "[ xdp fd {IFLA_XDP.IFLA_XDP_FD}][ target-netnsid {IFLA_TARGET_NETNSID}]"
    "[ addrgenmode {IFLA_AF_SPEC.AF_INET6.IFLA_INET6_ADDR_GEN_MODE}][ token {IFLA_AF_SPEC.AF_INET6.IFLA_INET6_TOKEN}]"
)
_PORT = "[ state {IFLA_BRPORT_STATE}][ priority {IFLA_BRPORT_PRIORITY}][ cost {IFLA_BRPORT_COST}]"


def summary(tree: Node, names: Names) -> str:
    """A link as the kernel tells of it; of a request, whom it is about and what is to be set."""
    told = bool(_number(tree.get("ifi_type"))) or "IFLA_QDISC" in tree  # requests leave the type to the kernel
    words = [_who(tree, names)]
    if told:
        flags = tree.get("ifi_flags")
        words.append(f"<{','.join(_names_of(flags, _number(flags)))}>" if flags is not None else "")
        words.append(render(_STATE, tree, names))
        words.append(_upper("state", tree, "IFLA_OPERSTATE", names))
        words.append(_upper("event", tree, "IFLA_EVENT", names))
    else:
        words.append(_changes(tree))
        words.append(render(_SETTINGS, tree, names))
        words += _virtual_functions(tree)
    words.append(_bridge(tree, names))
    words.append(render("[multicast routing table {IFLA_AF_SPEC.IPMRA_TABLE_ID}]", tree, names))
    return " ".join(word for word in words if word)


def _who(tree: Node, names: Names) -> str:
    """`3 d0@eth0`; the index is left out where none is given."""
    index = _number(tree.get("ifi_index"))
    name = tree.get("IFLA_IFNAME")
    known = names.interface(index) if index else None
    text = name.text if name is not None else known or ""
    if known and name is not None and known != text and not _number(tree.get("ifi_type")):
        text = f"{known} name {text}"
    link = tree.get("IFLA_LINK")
    if link is not None and _number(link) and _number(link) != index:
        text += f"@{render('{IFLA_LINK}', tree, names)}" if "IFLA_LINK_NETNSID" not in tree else f"@if{link.text}"
    return f"{index} {text}".rstrip() if index else text


def _changes(tree: Node) -> str:
    """Flags that are to change: `up`, `+PROMISC`, `-ALLMULTI`."""
    flags, change = tree.get("ifi_flags"), tree.get("ifi_change")
    if flags is None or change is None:
        return ""
    wanted, mask = _number(flags), _number(change)
    if mask in (0, _EVERYTHING):
        mask = wanted
    words = [("up" if wanted & _IFF_UP else "down")] if mask & _IFF_UP else []
    words += (f"+{name}" for name in _names_of(flags, wanted & mask & ~_IFF_UP))
    words += (f"-{name}" for name in _names_of(flags, ~wanted & mask & ~_IFF_UP))
    return " ".join(words)


def _virtual_functions(tree: Node) -> Iterator[str]:
    """What is to be set for which virtual function: `vf 0 mac`."""
    for virtual in tree.get("IFLA_VFINFO_LIST") or ():
        for setting in virtual:
            number = setting.get("vf")
            if number is not None:
                yield f"vf {number.text} {setting.name.removeprefix('IFLA_VF_').lower()}"


def _bridge(tree: Node, names: Names) -> str:
    """What AF_BRIDGE messages say more: the port's state, and its VLANs."""
    if _number(tree.get("ifi_family")) != _AF_BRIDGE:
        return ""
    port, spec = tree.get("IFLA_PROTINFO"), tree.get("IFLA_AF_SPEC")
    if port is None and spec is None:
        return "bridge"
    words = [render(_PORT, port, names) if port is not None else ""]
    if spec is not None:
        words.append(render("[hwmode {IFLA_BRIDGE_MODE}]", spec, names))
        words += _vlans(spec)
        words.append(render("[{IFLA_BRIDGE_FLAGS}]", spec, names))
        words += (name for name in ("IFLA_BRIDGE_MRP", "IFLA_BRIDGE_CFM", "IFLA_BRIDGE_MST") if name in spec)
    return " ".join(word for word in words if word).replace("IFLA_BRIDGE_", "").strip()


def _vlans(spec: Node) -> Iterator[str]:
    """VLANs, neighbours with the same flags as one range."""
    ranges: list[tuple[int, int, str]] = []
    begin = 0
    for node in spec:
        if node.name == "IFLA_BRIDGE_VLAN_INFO":
            vid, flags, tunnel = _number(node.get("vid")), _number(node.get("flags")), None
        elif node.name == "IFLA_BRIDGE_VLAN_TUNNEL_INFO":
            vid = _number(node.get("IFLA_BRIDGE_VLAN_TUNNEL_VID"))
            flags = _number(node.get("IFLA_BRIDGE_VLAN_TUNNEL_FLAGS"))
            tunnel = node.get("IFLA_BRIDGE_VLAN_TUNNEL_ID")
        else:
            continue
        if flags & _RANGE_BEGIN:
            begin = vid
            continue
        words = "".join(f" {word}" for bit, word in _VLAN_FLAGS.items() if flags & bit)
        words += f" tunnel {tunnel.text}" if tunnel is not None else ""
        first = begin if flags & _RANGE_END else vid
        if ranges and ranges[-1][1:] == (first - 1, words):
            first = ranges.pop()[0]
        ranges.append((first, vid, words))
    for first, last, words in ranges[:_VLANS_SHOWN]:
        yield f"vlan {first}{words}" if first == last else f"vlan {first}-{last}{words}"
    if len(ranges) > _VLANS_SHOWN:
        yield "…"


def _upper(word: str, tree: Node, name: str, names: Names) -> str:
    text = render(f"{{{name}}}", tree, names) if name in tree else ""
    return f"{word} {text.upper()}" if text else ""


def _names_of(flags: Node, value: int) -> list[str]:
    meaning = getattr(flags.spec, "meaning", None)
    return [name.removeprefix("IFF_") for name in meaning.names_of(value)] if isinstance(meaning, Flags) else []


def _number(node: Node | None) -> int:
    value = None if node is None else node.value
    return value if isinstance(value, int) else 0
