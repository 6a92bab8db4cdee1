"""What `ethtool --json -k` prints: the features of an interface, told as bits whose names come from a string set."""

from __future__ import annotations

from typing import Any

from nldissect.message import Message
from nldissect.tree import Node
from tests.oracle.compare import at, get

ALIASES = {
    "rx-checksumming": "rx-checksum", "generic-segmentation-offload": "tx-generic-segmentation",
    "generic-receive-offload": "rx-gro", "large-receive-offload": "rx-lro", "rx-vlan-offload": "rx-vlan-hw-parse",
    "tx-vlan-offload": "tx-vlan-hw-insert", "ntuple-filters": "rx-ntuple-filter", "receive-hashing": "rx-hashing",
}  # fmt: skip
"""the tool's older names of features"""
TOGETHER = ("tx-checksumming", "scatter-gather", "tcp-segmentation-offload")
"""names for several features, which the tool works out"""


def names(message: Message) -> dict[str, int]:
    """The number of each feature, from a reply with the string set."""
    strings = next(node for node in message.tree.walk() if node.name == "ETHTOOL_A_STRINGSET_STRINGS")
    return {
        str(get(string, "ETHTOOL_A_STRING_VALUE").value): int(str(get(string, "ETHTOOL_A_STRING_INDEX").value))
        for string in strings.children
    }


def feature(reply: Node, number: int) -> dict[str, Any]:
    """What the reply tells of the feature of that number."""

    def holds(which: str) -> bool:
        text = get(reply, f"ETHTOOL_A_FEATURES_{which}/ETHTOOL_A_BITSET_VALUE").text
        ranges = [part.partition("-") for part in text.split() if part[0].isdigit()]
        return any(int(low) <= number <= int(high or low) for low, _, high in ranges)

    return {
        "active": holds("ACTIVE"),
        "fixed": not holds("HW") or holds("NOCHANGE"),
        "requested": holds("WANTED"),
    }


def whose(reply: Node) -> Any:
    """The interface's name."""
    found = at(reply, "ETHTOOL_A_FEATURES_HEADER/ETHTOOL_A_HEADER_DEV_NAME")
    return None if found is None else found.value
