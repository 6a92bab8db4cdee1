"""The connector: real process events; all other drivers by hand, as their headers lay them out."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.message import Message
from tests.build import decoded, message
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import says

CONNECTOR = 11


def said(idx: int, data: bytes, order: str = "<") -> Message:
    header = pack(order + "4IHH", idx, 1, 7, 0, len(data), 0)
    (found,) = decoded(
        message(3, header, data, flags=0, order="<" if order == "<" else ">"),
        protocol=CONNECTOR,
        order="<" if order == "<" else ">",
    )
    return found


@pytest.mark.parametrize(
    "told",
    [
        "listen",
        "ignore",
        "ack 0",
        "fork 218 → 231",
        "exec 231",
        "exit 231 exit 3",
        "coredump 236",
        "exit 236 signal 11",
        "sid 237",
        "uid 238 real 65534 effective 65534",
        "gid 238 real 65534 effective 65534",
        "comm 218 newcomm",
    ],
)
def test_process_events(told: str) -> None:
    assert saying("connector", f"NLMSG_DONE proc: {told}").protocol_alias == "connector"


def test_an_exit() -> None:
    found = saying("connector", "NLMSG_DONE proc: exit 236 signal 11")
    says(
        found,
        {
            "id": "proc.1",
            "what": "PROC_EVENT_EXIT",
            "timestamp_ns": "19342839009 ns (19.342839009 s)",
            "event_data.process_tgid": 236,
            "event_data.exit_code": "11 (signal 11)",
            "event_data.parent_pid": 218,
        },
    )


def test_every_event_is_understood() -> None:
    assert not [
        m for m in messages("connector") if m.protocol == CONNECTOR and any(n.raw for n in m.tree) and len(m.data) > 60
    ]


def test_a_filter_for_events() -> None:
    found = said(1, pack("<II", 1, 0xA0000001))
    assert found.summary == "NLMSG_DONE proc: listen fork,nonzero_exit,exit"
    assert said(1, pack(">II", 1, 1), ">").summary == "NLMSG_DONE proc: listen fork"


def test_one_wire() -> None:
    command = pack("<BBH", 1, 0, 2) + b"\x44\x55"
    slave = pack("<BBHQ", 5, 0, len(command), 0x28_0000_1234_5678_9A) + command
    masters = pack("<BBHII", 6, 0, 8, 0, 0) + pack("<II", 1, 2)
    found = said(3, slave + masters)
    says(
        found,
        {
            "[0].type": "W1_SLAVE_CMD",
            "[0].id": "0x2800001234567" + "89a",
            "[0].cmd.cmd": "W1_CMD_WRITE",
            "[0].cmd.data": "4455",
            "[1].type": "W1_LIST_MASTERS",
            "[1].masters": [1, 2],
        },
    )
    assert found.summary == "NLMSG_DONE w1: slave_cmd 0x280000123456789a write, list_masters 0"


def test_a_search_lists_slaves() -> None:
    command = pack("<BBH", 2, 0, 16) + pack("<QQ", 0x28, 0x10)
    found = said(3, pack("<BBHII", 4, 0, len(command), 1, 0) + command)
    assert found.tree["[0]"]["cmd"]["data"].value == [0x28, 0x10]


def test_device_mapper() -> None:
    request = pack("<Q129s3xIiIII", 5, b"LVM-x", 3, 0, 9, 7, 8) + pack("<Q", 77)
    found = said(7, request)
    says(found, {"request_type": "DM_ULOG_IS_CLEAN", "uuid": "LVM-x", "data": [77]})
    assert found.summary == "NLMSG_DONE dm: is_clean LVM-x error 0 77"


def test_a_bios_call() -> None:
    task = pack("<B3xi", 3, 4) + pack("<10I6H", 0, 0, 0, 0, 0, 0, 0x4F00, *[0] * 9) + b"VBE2"
    found = said(4, task)
    says(found, {"regs.eax": "0x4f00", "buf": "56424532"})
    assert found.tree.children[1].text == "TF_VBEIB|TF_BUF_ESDI"


def test_hyper_v() -> None:
    value = pack("<III512s2048s", 1, 5, 6, b"OSName", b"Linux")
    found = said(9, pack("<BBH", 0, 1, 0) + value + bytes(7426 - len(value)))
    says(found, {"operation": "KVP_OP_GET", "body.key": "OSName", "body.value": "Linux"})
    address = "eth0".encode("utf-16-le").ljust(256, b"\0") + bytes([1, 0]) + "10.0.0.2".encode("utf-16-le")
    found = said(9, pack("<BBH", 5, 1, 0) + address.ljust(7426, b"\0"))
    says(found, {"body.adapter_id": "eth0", "body.addr_family": "ADDR_FAMILY_IPV4", "body.ip_addr": "10.0.0.2"})
    assert said(10, pack("<B7xI", 5, 0)).summary == "NLMSG_DONE vss: freeze"


@pytest.mark.parametrize("data", [b"", b"x", pack("<BBHII", 5, 0, 0xFFFF, 0, 0), bytes(5), b"\xff" * 64])
@pytest.mark.parametrize("idx", [1, 3, 4, 7, 9, 10, 153])
def test_what_lies(idx: int, data: bytes) -> None:
    found = said(idx, data)
    assert found.summary.startswith("NLMSG_DONE ")
    assert list(found.tree.walk())
