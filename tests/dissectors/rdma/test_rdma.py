"""RDMA: devices against what the rdma tool printed; services by hand, as rdma/rdma_netlink.h has it."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.message import Message
from tests.build import NLM_F_REQUEST, attribute, decoded, message, nest
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import says

RDMA = 20
IWCM, LS, NLDEV = 2, 4, 5


def said(client: int, operation: int, *body: bytes, flags: int = 0) -> Message:
    (found,) = decoded(message(client << 10 | operation, *body, flags=flags), protocol=RDMA)
    return found


@pytest.mark.parametrize(
    "told",
    [
        "GET rxe0 node_type ib_ca protocol roce node_guid f4da:4bff:fe89:1e20 sys_image_guid f4da:4bff:fe89:1e20",
        "GET rxe0/1 state active physical_state link_up netdev r0",
        "RES_GET rxe0 pd 1 cq 1 qp 1 cm_id 0 mr 0 ctx 0 srq 0",
        "RES_QP_GET rxe0 lqpn 1 type gsi state rts",
        "RES_PD_GET rxe0 pdn 0 users 1",
        "RES_CQ_GET rxe0 cqn 0 cqe 1023 users 2",
        "SYS_GET netns shared privileged-qkey off monitor on copy-on-fork on",
        "SYS_SET netns exclusive",
        "NEWLINK rxe0 type rxe netdev r0",
        "SET device 0 name rxe9",
        "GET_CHARDEV uverbs0 231:192",
        "STAT_SET device 0/1 qp mode auto by qp_type",
        "MONITOR register_event rxe0",
        "MONITOR netdev_attach_event rxe0/1 netdev r0",
        "MONITOR rename_event rxe9",
    ],
)
def test_what_the_rdma_tool_printed(told: str) -> None:
    found = saying("rdma", f"RDMA_NLDEV_CMD_{told}")
    assert not any(node.raw or node.notes for node in found.tree.walk())


def test_a_queue_pair() -> None:
    found = next(m for m in messages("rdma") if "RDMA_NLDEV_ATTR_RES_QP" in m.tree)
    entry = found.tree["RDMA_NLDEV_ATTR_RES_QP"]["RDMA_NLDEV_ATTR_RES_QP_ENTRY"]
    assert entry["RDMA_NLDEV_ATTR_RES_TYPE"].text == "IB_QPT_GSI"
    assert entry["RDMA_NLDEV_ATTR_RES_STATE"].text == "IB_QPS_RTS"
    assert entry["RDMA_NLDEV_ATTR_RES_KERN_NAME"].value == "ib_core"


def test_types_and_states_depend_on_the_object() -> None:
    row = attribute(26, b"\1") + attribute(27, b"\7")
    tables = ((10, 19, 20), (11, 30, 31), (23, 88, 89))
    texts = []
    for command, table, entry in tables:
        found = said(NLDEV, command, nest(table, nest(entry, row)))
        inner = found.tree.children[0].children[0]
        texts.append([node.text for node in inner])
    assert texts == [["IB_QPT_GSI", "7"], ["IB_QPT_GSI", "RDMA_CM_ADDR_BOUND"], ["IB_SRQT_XRC", "7"]]


def test_capabilities_are_a_devices_or_a_ports() -> None:
    flags = attribute(4, pack("<Q", 0x10000))
    assert said(NLDEV, 1, flags).tree["RDMA_NLDEV_ATTR_CAP_FLAGS"].text == "0x10000"
    assert said(NLDEV, 1, flags, attribute(12, b"\4")).tree["RDMA_NLDEV_ATTR_CAP_FLAGS"].text == "IB_UVERBS_PCF_CM_SUP"


GID = bytes.fromhex("fe80000000000000f4da4bfffe891e20")


def test_a_path_is_asked_for() -> None:
    header = b"mlx5_0".ljust(64, b"\0") + bytes([1, 2, 0, 0])
    wanted = attribute(0x2004, GID) + attribute(0x2007, pack("<H", 0xFFFF))
    found = said(LS, 0, header, wanted, flags=NLM_F_REQUEST)
    says(
        found,
        {
            "rdma_ls_resolve_header.device_name": "mlx5_0",
            "rdma_ls_resolve_header.path_use": "LS_RESOLVE_PATH_USE_GMP",
            "LS_NLA_TYPE_DGID": "fe80::f4da:4bff:fe89:1e20",
            "LS_NLA_TYPE_PKEY": "0xffff",
        },
    )
    assert found.summary == "RDMA_NL_LS_OP_RESOLVE mlx5_0/1 to fe80::f4da:4bff:fe89:1e20"


def test_a_path_is_given() -> None:
    record = (
        bytes(8) + GID + GID + pack(">HHIBBHHBBBB6x", 1, 2, 0x01234507, 9, 0x81, 0xFFFF, 0x0013, 0x84, 0x87, 0x92, 0)
    )
    says(
        said(LS, 0, attribute(1, pack("<II", 0x29, 0) + record)),
        {
            "LS_NLA_TYPE_PATH_RECORD.flags": "IB_PATH_GMP|IB_PATH_OUTBOUND|IB_PATH_INBOUND_REVERSE",
            "LS_NLA_TYPE_PATH_RECORD.path_rec.dlid": "0x1",
            "LS_NLA_TYPE_PATH_RECORD.path_rec.flow_label": "0x12345",
            "LS_NLA_TYPE_PATH_RECORD.path_rec.hop_limit": 7,
            "LS_NLA_TYPE_PATH_RECORD.path_rec.reversible": 1,
            "LS_NLA_TYPE_PATH_RECORD.path_rec.numb_path": 1,
            "LS_NLA_TYPE_PATH_RECORD.path_rec.sl": 3,
            "LS_NLA_TYPE_PATH_RECORD.path_rec.mtu": 4,
            "LS_NLA_TYPE_PATH_RECORD.path_rec.mtu_selector": 2,
        },
    )


def test_an_address_is_resolved() -> None:
    asked = said(LS, 2, pack("<I", 7), attribute(0x2009, bytes([10, 7, 0, 1])), flags=NLM_F_REQUEST)
    assert asked.summary == "RDMA_NL_LS_OP_IP_RESOLVE dev if7 10.7.0.1"
    assert said(LS, 2, attribute(4, GID)).summary == "RDMA_NL_LS_OP_IP_RESOLVE is fe80::f4da:4bff:fe89:1e20"


def sockaddr(last: int) -> bytes:
    return (pack("<H", 2) + pack(">H", 4000) + bytes([10, 0, 0, last])).ljust(128, b"\0")


def test_ports_are_mapped() -> None:
    asked = said(IWCM, 1, attribute(1, pack("<I", 5)), attribute(2, sockaddr(1)), attribute(3, pack("<I", 1)))
    says(asked, {"IWPM_NLA_MANAGE_ADDR": "10.0.0.1", "IWPM_NLA_MANAGE_FLAGS": "IWPM_FLAGS_NO_PORT_MAP"})
    told = said(IWCM, 1, attribute(1, pack("<I", 5)), attribute(2, sockaddr(1)), attribute(3, sockaddr(2)))
    assert told.summary == "RDMA_NL_IWPM_ADD_MAPPING 10.0.0.1 is 10.0.0.2"
    names = attribute(1, pack("<I", 1)) + attribute(2, b"siw0\0") + attribute(3, b"iWarpPortMapperUser\0")
    assert said(IWCM, 0, names, attribute(4, pack("<H", 3))).summary == "RDMA_NL_IWPM_REG_PID siw0"
    assert said(IWCM, 5, attribute(2, pack("<H", 13))).summary == "RDMA_NL_IWPM_HANDLE_ERR unknown_mapping_err"


@pytest.mark.parametrize("body", [b"", b"\1", b"\xff" * 70, attribute(3, b""), bytes(64)])
def test_what_lies(body: bytes) -> None:
    for client, operations in ((IWCM, 9), (LS, 3), (NLDEV, 31)):
        for operation in range(operations):
            assert said(client, operation, body).summary.isprintable()
