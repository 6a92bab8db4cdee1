"""Packets of the network inside messages: what they begin with."""

from __future__ import annotations

from nldissect.schema import Look, Packet

_LINK = {
    0x0800: "ip",
    0x0806: "arp",
    0x8100: "vlan",
    0x86DD: "ip",
    0x8847: "mpls",
    0x8848: "mpls",
    0x88A8: "vlan",
}
"""ETH_P_* → what stands behind an Ethernet header of that protocol"""

FRAME = Packet(link="ethernet")


def network_packet(protocol: str) -> Packet:
    """A packet from its network header on; `protocol` names the member with its ETH_P_*, as far as it is there."""

    def link(data: memoryview, look: Look) -> str | None:
        return _link(look(protocol))

    return Packet(link=link)


def device_packet(protocol: str) -> Packet:
    """A packet as its device has it: Ethernet, or without any link layer (tunnels).

    `protocol` names the attribute with its ETH_P_*: where it stands in the place of an Ethernet header's type, there
    is one.
    """

    def link(data: memoryview, look: Look) -> str | None:
        number = look(protocol)
        if number is None or int.from_bytes(data[12:14], "big") == number:
            return "ethernet"
        inner = _link(number)
        return inner if inner == "ip" and data[:1] and data[0] >> 4 in (4, 6) else "ethernet"

    return Packet(link=link)


def _link(number: object) -> str | None:
    """Where no protocol is told (0, or none at all) it is most likely IP, which says its version itself."""
    return _LINK.get(number) if isinstance(number, int) and number else "ip"
