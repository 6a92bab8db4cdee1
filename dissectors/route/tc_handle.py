"""Numbers of traffic control that are two in one: handles, and a filter's priority and protocol (linux/pkt_sched.h)."""

from __future__ import annotations

from collections.abc import Mapping

from dissectors.constants import ETH_P
from nldissect.schema import Look, Names, Part

TC_H_ROOT, TC_H_INGRESS = 0xFFFFFFFF, 0xFFFFFFF1
TCM_IFINDEX_MAGIC_BLOCK = -1
"""tcm_ifindex where a filter is not at a device but in a block that several share; tcm_parent is the block's number"""
_SPECIAL = {
    0: ("0", ""),
    TC_H_ROOT: ("TC_H_ROOT", "root"),
    TC_H_INGRESS: ("TC_H_INGRESS", "ingress"),
    0xFFFFFFF2: ("ffff:fff2 (TC_H_MIN_INGRESS)", "ingress"),
    0xFFFFFFF3: ("ffff:fff3 (TC_H_MIN_EGRESS)", "egress"),
}


def handle(value: int) -> str:
    """MAJOR:MINOR in hex, as tc writes it: `8001:`, `1:10`."""
    major, minor = value >> 16, value & 0xFFFF
    return f"{major:x}:{minor:x}" if minor else f"{major:x}:"


def u32_handle(value: int) -> str:
    """TABLE:BUCKET:NODE in hex, as tc writes the handle of a u32 filter: `800::800`."""
    table, bucket, node = value >> 20, value >> 12 & 0xFF, value & 0xFFF
    if not node:
        return f"{table:x}:{bucket:x}" if bucket else f"{table:x}:"
    return f"{table:x}:{bucket:x}:{node:x}" if bucket else f"{table:x}::{node:x}"


class _Handle:
    """The handle of a qdisc or class; places that are none of them by name."""

    constants: Mapping[int, str] = {TC_H_ROOT: "TC_H_ROOT", TC_H_INGRESS: "TC_H_INGRESS"}
    prefix = "TC_H_"

    def text(self, value: int, names: Names) -> str:
        """8001:"""
        return _SPECIAL[value][0] if value in _SPECIAL else handle(value)

    def short(self, value: int, names: Names) -> str:
        """8001:"""
        return _SPECIAL[value][1] if value in _SPECIAL else handle(value)


HANDLE = _Handle()


class _Device:
    """An interface index, but for TCM_IFINDEX_MAGIC_BLOCK."""

    def text(self, value: int, names: Names) -> str:
        """2 (d0)"""
        if value == TCM_IFINDEX_MAGIC_BLOCK:
            return "TCM_IFINDEX_MAGIC_BLOCK"
        name = names.interface(value)
        return f"{value} ({name})" if name else str(value)

    def short(self, value: int, names: Names) -> str:
        """d0"""
        return names.interface(value) or (f"if{value}" if value > 0 else "")


DEVICE = _Device()


def priority_and_protocol(data: memoryview, order: str, look: Look) -> list[Part]:
    """tcm_info of a filter: the priority in the upper sixteen bits, in the lower the protocol as a __be16."""
    value = int.from_bytes(data, "little" if order == "<" else "big")
    protocol = (value & 0xFF) << 8 | (value & 0xFFFF) >> 8 if order == "<" else value & 0xFFFF
    name = ETH_P.constants.get(protocol, hex(protocol))
    return [Part("", 0, 4, value, f"pref {value >> 16} protocol {name}" if value else "0")]


def parent_or_block(data: memoryview, order: str, look: Look) -> list[Part]:
    """tcm_parent of a filter, which in a block is the block's number."""
    value = int.from_bytes(data, "little" if order == "<" else "big")
    if look("tcm_ifindex") == TCM_IFINDEX_MAGIC_BLOCK:
        return [Part("", 0, 4, value, f"block {value}")]
    return [Part("", 0, 4, value, _SPECIAL[value][0] if value in _SPECIAL else handle(value))]
