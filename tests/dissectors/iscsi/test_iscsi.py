"""iSCSI: a real login; what needs other hardware by hand, as include/scsi/iscsi_if.h lays it out."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.message import Message
from tests.build import attribute, decoded, message
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import says

ISCSI = 8


def event(
    number: int, asked: bytes = b"", answered: bytes = b"", behind: bytes = b"", *, header: int | None = None
) -> Message:
    body = pack("<IiQ", number, 0, 1) + asked.ljust(24, b"\0") + answered.ljust(16, b"\0") + behind
    (found,) = decoded(message(number if header is None else header, body, flags=0), protocol=ISCSI)
    return found


@pytest.mark.parametrize(
    "told",
    [
        "CREATE_SESSION sid 1 host_no 1",
        "CREATE_CONN sid 1 cid 0",
        "SET_PARAM sid 1 cid 0 target_name iqn.2026-01.lab:t",
        "SEND_PDU sid 1 cid 0 login",
        "UNKNOWN ISCSI_KEVENT_RECV_PDU sid 1 login_rsp",
        "STOP_CONN sid 1 cid 0 term",
        "UNKNOWN ISCSI_KEVENT_DESTROY_SESSION host_no 1 sid 1",
    ],
)
def test_a_session(told: str) -> None:
    found = saying("iscsi", f"ISCSI_UEVENT_{told}")
    assert found.notes == []
    assert not any(node.raw for node in found.tree.walk())


def test_a_login() -> None:
    says(
        saying("iscsi", "ISCSI_UEVENT_SEND_PDU sid 1 cid 0 login"),
        {
            "u.hdr_size": "48 bytes",
            "pdu.hdr.opcode": "ISCSI_OP_LOGIN|ISCSI_OP_IMMEDIATE",
            "pdu.hdr.dlength": [0, 1, 154],
            "pdu.data.InitiatorName": "iqn.2026-01.lab:x",
            "pdu.data.MaxRecvDataSegmentLength": "262144",
        },
    )


def test_statistics_are_those_that_iscsiadm_printed() -> None:
    found = next(m for m in messages("iscsi") if "iscsi_stats" in m.tree)
    says(
        found,
        {
            "iscsi_stats.txdata_octets": "1756 bytes",
            "iscsi_stats.rxdata_octets": "14544 bytes",
            "iscsi_stats.scsicmd_pdus": 27,
            "iscsi_stats.datain_pdus": 23,
            "iscsi_stats.custom.[2]": "eh_abort_cnt 0",
        },
    )


@pytest.mark.parametrize(("param", "text"), [(22, "user"), (24, "‹secret, 5 bytes›"), (25, "‹secret, 5 bytes›")])
def test_passwords_are_secret(param: int, text: str) -> None:
    found = event(16, pack("<4I", 1, 0, param, 5), behind=b"user\0")
    assert found.tree["value"].text == text


def test_stored_passwords_are_secret() -> None:
    record = pack("<HxxI256s256sB3x", 1, 1, b"me", b"hunter2", 7)
    says(
        event(33, pack("<IIH", 1, 1, 0), behind=record),
        {"data.[0].username": "me", "data.[0].chap_type": "CHAP_TYPE_IN"},
    )
    chap = attribute(3, pack("<IH", 7, 3) + b"hunter2")
    flash = attribute(54, pack("<IH", 7, 54) + b"hunter2")
    for found in (event(33, behind=record), event(41, behind=chap), event(35, behind=flash)):
        assert "hunter2" not in " ".join(node.text for node in found.tree.walk())
        assert "‹secret" in " ".join(node.text for node in found.tree.walk())


def test_interface_parameters() -> None:
    address = attribute(1, pack("<IIHBB", 0, 4, 1, 1, 2) + bytes([10, 0, 0, 1]))
    digest = attribute(1, pack("<IIHBB", 0, 1, 1, 1, 5) + b"\1")
    found = event(31, pack("<II", 1, 2), behind=address + digest)
    first, second = found.tree["data"].children
    assert (first["param"].text, first["value"].text) == ("ISCSI_NET_PARAM_IPV4_ADDR", "10.0.0.1")
    assert (second["param"].text, second["value"].value) == ("ISCSI_IFACE_PARAM_HDRDGST_EN", 1)


def test_paths() -> None:
    path = pack("<Q6s6sI", 1, b"\2\0\0\0\0\1", bytes(6), 4) + bytes([10, 0, 0, 1]).ljust(16, b"\0") + bytes(16)
    found = event(107, answered=pack("<I", 3), behind=path + pack("<HHxxxx", 5, 1500), header=0)
    says(found, {"iscsi_path.src": "10.0.0.1", "iscsi_path.vlan_id": 5, "r.host_no": 3})


@pytest.mark.parametrize(
    ("number", "answered", "told"),
    [
        (102, pack("<III", 1, 0, 1011), "ISCSI_KEVENT_CONN_ERROR sid 1 err_conn_failed"),
        (109, pack("<III", 1, 0, 3), "ISCSI_KEVENT_CONN_LOGIN_STATE sid 1 logged_in"),
        (110, pack("<III", 2, 0, 1), "ISCSI_KEVENT_HOST_EVENT host_no 2 linkup"),
        (111, pack("<IIII", 2, 4, 9, 0), "ISCSI_KEVENT_PING_COMP host_no 2 timeout"),
    ],
)
def test_the_kernels_events(number: int, answered: bytes, told: str) -> None:
    assert event(number, answered=answered, header=0).summary == f"ISCSI_UEVENT_UNKNOWN {told}"


@pytest.mark.parametrize("number", range(45))
@pytest.mark.parametrize("behind", [b"", b"\0", b"\xff" * 7, b"\xff" * 700])
def test_what_lies(number: int, behind: bytes) -> None:
    found = event(number, b"\xff" * 24, b"\xff" * 16, behind)
    assert list(found.tree.walk())
    assert found.summary.isprintable()
