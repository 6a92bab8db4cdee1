"""Asking the kernel that runs the tests, and reading its refusals."""

from __future__ import annotations

import errno
from struct import pack

import pytest

from nldissect.capture.kernel import (
    NETLINK_GENERIC,
    NETLINK_ROUTE,
    NLM_F_ACK,
    NLM_F_DUMP,
    KernelError,
    KernelSocket,
    _raise_refusal,
    attribute,
    attributes_of,
)
from nldissect.capture.missing import missing_module, missing_right
from nldissect.capture.nlmon import find_device, link_table


def test_links_of_this_machine() -> None:
    with KernelSocket(NETLINK_ROUTE) as route:
        lo = find_device(route, "lo")
        assert lo is not None
        assert (lo.name, lo.index, lo.type) == ("lo", 1, 772)
        assert find_device(route, "no-such-link") is None
        assert find_device(route, "x" * 300) is None
        table = [bytes(message) for message in link_table(route)]
        assert any(b"lo\0" in message for message in table)
        assert find_device(route, "lo") == lo, "the dump was read to its end"


def test_families_of_this_machine() -> None:
    with KernelSocket(NETLINK_GENERIC) as generic:
        families = list(generic.ask(16, NLM_F_DUMP, bytes([3, 1, 0, 0])))
        assert any(b"nlctrl\0" in bytes(family) for family in families)
        with pytest.raises(KernelError) as info:
            list(generic.ask(16, NLM_F_ACK, bytes([3, 1, 0, 0]) + attribute(2, b"nosuch\0")))
        assert info.value.errno == errno.ENOENT


def test_attributes_are_padded_and_the_last_of_a_number_wins() -> None:
    data = attribute(1, b"abc") + attribute(2, b"") + attribute(1, b"xy")
    assert len(data) == 8 + 4 + 8
    found = attributes_of(memoryview(data), 0)
    assert {number: bytes(value) for number, value in found.items()} == {1: b"xy", 2: b""}


@pytest.mark.parametrize("flags", [0x300, 0x200, 0x100, 0])
def test_refusals_carry_the_words(flags: int) -> None:
    request = pack("=IHHII", 18, 16, 5, 1, 1) + b"xy"
    echoed = request[:16] if flags & 0x100 else request + bytes(2)
    body = pack("=i", -errno.EINVAL) + echoed + (attribute(1, b"no such thing\0") if flags & 0x200 else b"")
    message = pack("=IHHII", 16 + len(body), 2, flags, 1, 1) + body
    with pytest.raises(KernelError) as info:
        _raise_refusal(memoryview(message), 2, flags)
    assert info.value.errno == errno.EINVAL
    assert info.value.words == ("no such thing" if flags & 0x200 else "")


def test_a_dump_that_ends_badly() -> None:
    message = pack("=IHHIIi", 36, 3, 0x202, 1, 1, -errno.EBUSY) + attribute(1, b"busy\0")
    with pytest.raises(KernelError, match="busy") as info:
        _raise_refusal(memoryview(message), 3, 0x202)
    assert (info.value.errno, info.value.words) == (errno.EBUSY, "busy")
    _raise_refusal(memoryview(pack("=IHHIIi", 20, 3, 2, 1, 1, 0)), 3, 2)


def test_sentences_name_what_is_missing_and_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "`sudo modprobe nlmon`" in missing_module()
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert "`sudo setcap cap_net_admin,cap_net_raw+ep /" in missing_right("this", "CAP_NET_RAW")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert "--cap-add NET_RAW" in missing_right("this", "CAP_NET_RAW")
    for sentence in (missing_module(), missing_right("this", "CAP_NET_RAW")):
        assert "nldissect run -- COMMAND" in sentence
        assert "\n" not in sentence
