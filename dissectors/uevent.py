"""Kernel object events: text, not an nlmsghdr (lib/kobject_uevent.c), and as udev hands them on (libudev)."""

from __future__ import annotations

from collections.abc import Sequence
from struct import unpack_from
from typing import Final

from nldissect.schema import BE32, BYTES, HEX, U32, Look, Member, Names, Node, Parsed, Part, Struct, Text, Unframed

NETLINK_KOBJECT_UEVENT: Final = 15
UDEV_MONITOR_MAGIC: Final = 0xFEEDCAFE
LIBUDEV: Final = b"libudev\0"

UDEV_MONITOR_NETLINK_HEADER: Final = Struct(
    "udev_monitor_netlink_header",
    [
        Member("prefix", Text(8)),
        Member("magic", BE32, HEX),
        Member("header_size", U32, BYTES),
        Member("properties_off", U32),
        Member("properties_len", U32, BYTES),
        Member("filter_subsystem_hash", BE32, HEX),
        Member("filter_devtype_hash", BE32, HEX),
        Member("filter_tag_bloom_hi", BE32, HEX),
        Member("filter_tag_bloom_lo", BE32, HEX),
    ],
    "{magic}",
)
"""what socket filters look at in udev's messages (systemd's src/libsystemd/sd-device/device-monitor.c)"""
_HEADER_SIZE: Final = UDEV_MONITOR_NETLINK_HEADER.fixed_size


def uevent(data: memoryview, order: str, look: Look) -> Sequence[Part]:
    """`action@devpath`, or udev's header; then KEY=VALUE strings, each ended by a NUL."""
    raw = bytes(data)
    if not raw.startswith(LIBUDEV) or len(raw) < _HEADER_SIZE:
        return _strings(raw, 0, first="uevent")
    (offset,) = unpack_from(order + "I", data, 16)
    start = offset if _HEADER_SIZE <= offset <= len(raw) else _HEADER_SIZE
    header = Part("udev_monitor_netlink_header", 0, _HEADER_SIZE, shape=UDEV_MONITOR_NETLINK_HEADER)
    return [header, *_strings(raw, start)]


def _strings(raw: bytes, start: int, first: str = "") -> list[Part]:
    """The strings from `start`; one without = is called `first`, "text" further on."""
    parts = []
    offset = start
    for piece in raw[start:].split(b"\0"):
        if piece:
            text = piece.decode("utf-8", "backslashreplace")
            key, equals, value = text.partition("=")
            leading = bool(first) and not offset
            name, shown = (key, value) if equals and key and not leading else (first if leading else "text", text)
            parts.append(Part(name, offset, min(len(piece) + 1, len(raw) - offset), shown))
        offset += len(piece) + 1
    return parts


def told(tree: Node, names: Names) -> str:
    """As `udevadm monitor` writes it: who tells it, what happened, where, of which subsystem."""
    known = {node.name: node.text for node in tree}
    action, path = known.get("ACTION"), known.get("DEVPATH")
    if action is None or path is None:
        return known.get("uevent", known.get("text", ""))
    said = f"{action} {path}"
    for key in ("SUBSYSTEM", "DEVTYPE", "DEVNAME", "INTERFACE", "DRIVER", "DEVPATH_OLD"):
        if key in known:
            said += f" {key}={known[key]}"
    return f"udev {said}" if UDEV_MONITOR_NETLINK_HEADER.name in known else said


UNFRAMED = (Unframed(NETLINK_KOBJECT_UEVENT, Parsed(uevent), told),)
