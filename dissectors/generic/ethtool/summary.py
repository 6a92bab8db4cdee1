"""What a message of ethtool's says, in one line."""

from __future__ import annotations

from nldissect.schema import Names, Node, short

_BITS = 4
"""bits of a set that fit in a line"""
_PARTS = 10
"""settings that fit in a line"""


def summary(tree: Node, names: Names) -> str:
    """`eth0 rx 512 tx 512`, `eth0 wanted tx-tcp-segmentation off`: the device, then every setting that is there."""
    header = next((node for node in tree if node.name.endswith("_HEADER")), None)
    prefix = "" if header is None else header.name.removesuffix("HEADER")
    words = [] if header is None else [_device(header, names)]
    settings = (node for node in tree if node.type is not None and node is not header)
    parts = [_part(node, prefix, names) for node in settings if not node.name.endswith("_PAD")]
    if len(parts) > _PARTS:
        parts[_PARTS:] = ["…"]
    return " ".join(filter(None, [*words, *parts]))


def _device(header: Node, names: Names) -> str:
    """`eth0`, `eth0 phy 1`; nothing for all devices."""
    device = header.get("ETHTOOL_A_HEADER_DEV_NAME") or header.get("ETHTOOL_A_HEADER_DEV_INDEX")
    phy = header.get("ETHTOOL_A_HEADER_PHY_INDEX")
    return " ".join([*([short(device, names)] if device else []), *([f"phy {phy.text}"] if phy else [])])


def _part(node: Node, prefix: str, names: Names) -> str:
    name = node.name.removeprefix(prefix).removeprefix("ETHTOOL_A_").lower().replace("_", "-")
    if node.name == "ETHTOOL_A_STRSET_STRINGSETS":
        return ", ".join(_strings(stringset, names) for stringset in node)
    group = node.get("ETHTOOL_A_STATS_GRP_ID")
    if group is not None:
        return short(group, names)
    if node.get("ETHTOOL_A_BITSET_SIZE") or node.get("ETHTOOL_A_BITSET_BITS"):
        return f"{name} {_bitset(node, names)}"
    if node.children:
        return name
    value = node.value
    return name if value is True else f"{name} {short(node, names)}"


def _strings(stringset: Node, names: Names) -> str:
    """`features (60)`."""
    number, count = stringset.get("ETHTOOL_A_STRINGSET_ID"), stringset.get("ETHTOOL_A_STRINGSET_COUNT")
    name = "" if number is None else short(number, names)
    return name if count is None else f"{name} ({count.text})"


def _bitset(node: Node, names: Names) -> str:
    """`tx-checksum on, tso off`; of a set without mask the bits in it; of a large one how many are set."""
    bits = node.get("ETHTOOL_A_BITSET_BITS")
    if bits is None:
        value, size = node.get("ETHTOOL_A_BITSET_VALUE"), node.get("ETHTOOL_A_BITSET_SIZE")
        words = None if value is None else value.value
        count = sum(word.bit_count() for word in words) if isinstance(words, list) else 0
        if value is not None and 0 < count <= _BITS:
            return value.text.replace("|", ", ")
        return f"{count} of {'?' if size is None else size.text} bits"
    listed = "ETHTOOL_A_BITSET_NOMASK" in node
    if len(bits.children) > _BITS:
        count = sum(listed or "ETHTOOL_A_BITSET_BIT_VALUE" in bit for bit in bits)
        return f"{count} bits" if listed else f"{count} of {len(bits.children)} bits"
    return ", ".join(_bit(bit, names, listed=listed) for bit in bits) or "none"


def _bit(bit: Node, names: Names, *, listed: bool) -> str:
    name, index = bit.get("ETHTOOL_A_BITSET_BIT_NAME"), bit.get("ETHTOOL_A_BITSET_BIT_INDEX")
    text = name.text if name is not None and name.text else "?" if index is None else short(index, names)
    return text if listed else f"{text} {'on' if 'ETHTOOL_A_BITSET_BIT_VALUE' in bit else 'off'}"
