"""SELinux, fib_lookup and SCSI transports; Fibre Channel's events by hand, as scsi/scsi_netlink_fc.h lays them out."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.message import Message
from tests.build import decoded, message
from tests.dissectors.captured import saying
from tests.dissectors.route.link_samples import says

SELINUX, SCSITRANSPORT = 7, 18


def test_selinux() -> None:
    assert saying("audit", "SELNL_MSG_SETENFORCE enforcing").tree["val"].value == 1
    assert saying("audit", "SELNL_MSG_SETENFORCE permissive").protocol == SELINUX
    (found,) = decoded(message(17, pack("<I", 4), flags=0), protocol=SELINUX)
    assert found.summary == "SELNL_MSG_POLICYLOAD policy 4"


def test_fib_lookup() -> None:
    assert saying("connector", "fib_result_nl 127.0.0.1").tree["err"].value == 0
    answer = saying("connector", "fib_result_nl 127.0.0.1 local table main prefix 32 scope host")
    assert (answer.tree["type"].text, answer.tree["prefixlen"].value) == ("RTN_LOCAL", 32)
    assert saying("connector", "fib_result_nl 8.8.8.8 EAGAIN").tree["err"].value == -11


def scsi(kind: int, body: bytes, *, transport: int = 1) -> Message:
    header = pack("<BBHHH", 1, transport, 0xA1B2, kind, 8 + len(body))
    (found,) = decoded(message(17, header, body, flags=0), protocol=SCSITRANSPORT)
    return found


def test_a_fibre_channel_event() -> None:
    found = scsi(0x100, pack("<QQHHIII", 1_700_000_000, 0, 3, 4, 9, 2, 0xABCD))
    says(found, {"magic": "0xa1b2", "event_code": "FCH_EVT_LINKUP", "event_data": 0xABCD})
    assert found.summary == "SCSI_TRANSPORT_MSG fc_nl_async_event host3 linkup vendor 0x0 data 43981"


def test_a_vendors_event() -> None:
    found = scsi(0x100, pack("<QQHHII", 1, 1 << 56 | 0x10DF, 3, 6, 9, 0xFFFF) + b"abcdef")
    says(found, {"vendor_id": "SCSI_NL_VID_TYPE_PCI|0x10df", "event_data": "616263646566"})
    found = scsi(1, pack("<QHHxxxx", 1 << 56 | 0x10DF, 3, 2) + b"hi", transport=0)
    assert found.summary == "SCSI_TRANSPORT_MSG scsi_nl_shost_vendor host3 vendor 0x10df data 6869"


@pytest.mark.parametrize("body", [b"", b"\1", b"\xff" * 64])
def test_what_lies(body: bytes) -> None:
    for kind in (0, 1, 0x100):
        assert scsi(kind, body).summary.startswith("SCSI_TRANSPORT_MSG")
