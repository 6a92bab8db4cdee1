"""Kernel object events, as the kernel and as udev send them."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.filter import compile as compiled
from nldissect.message import Message
from tests.build import UEVENT, decoded
from tests.dissectors.captured import messages
from tests.dissectors.route.link_samples import says

KERNEL = b"add@/devices/virtual/net/lo\0ACTION=add\0DEVPATH=/devices/virtual/net/lo\0SUBSYSTEM=net\0INTERFACE=lo\0"
PROPERTIES = b"ACTION=change\0DEVPATH=/devices/x\0SUBSYSTEM=block\0DEVNAME=/dev/sda\0TAGS=:systemd:\0"


def one(data: bytes) -> Message:
    (found,) = decoded(data, protocol=UEVENT)
    return found


def udev(properties: bytes, offset: int = 40) -> bytes:
    """struct udev_monitor_netlink_header: the hashes are big-endian."""
    sizes = pack("<III", 40, offset, len(properties))
    return b"libudev\0" + pack(">I", 0xFEEDCAFE) + sizes + pack(">4I", 0xA74D3CC8, 0, 2, 3) + properties


def test_the_kernels_form() -> None:
    found = one(KERNEL)
    says(found, {"uevent": "add@/devices/virtual/net/lo", "ACTION": "add", "INTERFACE": "lo"})
    assert found.summary == "KOBJECT_UEVENT add /devices/virtual/net/lo SUBSYSTEM=net INTERFACE=lo"


def test_udevs_form() -> None:
    found = one(udev(PROPERTIES))
    says(
        found,
        {
            "udev_monitor_netlink_header.magic": "0xfeedcafe",
            "udev_monitor_netlink_header.properties_len": f"{len(PROPERTIES)} bytes",
            "udev_monitor_netlink_header.filter_subsystem_hash": "0xa74d3cc8",
            "udev_monitor_netlink_header.filter_tag_bloom_lo": "0x3",
            "DEVNAME": "/dev/sda",
        },
    )
    assert found.summary == "KOBJECT_UEVENT udev change /devices/x SUBSYSTEM=block DEVNAME=/dev/sda"


def test_all_real_ones_are_understood() -> None:
    found = messages("uevent")
    assert {message.summary.startswith("KOBJECT_UEVENT udev ") for message in found} == {True, False}
    for message in found:
        assert not any(node.raw for node in message.tree.walk())
        assert sum(node.length for node in message.tree) == len(message.data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"hello kernel", "hello kernel"),
        (b"", ""),
        (b"libudev\0", "libudev"),
        (udev(PROPERTIES, offset=9999)[:41], "A"),
        (udev(b"A"), "A"),
        (b"\0\0=x\0", "=x"),
    ],
)
def test_what_is_no_event(data: bytes, told: str) -> None:
    found = one(data)
    assert found.summary == f"KOBJECT_UEVENT {told}".rstrip()
    assert sum(node.length for node in found.tree) <= len(data)


def test_its_keys_in_filters() -> None:
    wanted = compiled('uevent.ACTION == "add" && uevent.SUBSYSTEM == net')
    assert [wanted.matches(one(data)) for data in (KERNEL, udev(PROPERTIES))] == [True, False]
