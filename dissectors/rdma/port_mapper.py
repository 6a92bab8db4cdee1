"""iWARP's port mapper: a program that maps TCP ports for the kernel (rdma/rdma_netlink.h, iwpm_msg.c)."""

from __future__ import annotations

from collections.abc import Callable
from struct import unpack_from
from typing import Final

from dissectors.rdma.constants import IWPM_ERR
from dissectors.sock_diag.sockaddr import SOCKADDR_STORAGE
from nldissect.schema import TEXT, U16, U32, Attribute, AttributeSet, Flags, Payload, Select, Shape

IWPM_FLAGS: Final = Flags("IWPM_FLAGS_", {0x1: "IWPM_FLAGS_NO_PORT_MAP"})

REG_PID: Final = AttributeSet(
    "IWPM_NLA_REG_",
    [
        Attribute(1, "IWPM_NLA_REG_PID_SEQ", U32),
        Attribute(2, "IWPM_NLA_REG_IF_NAME", TEXT),
        Attribute(3, "IWPM_NLA_REG_IBDEV_NAME", TEXT),
        Attribute(4, "IWPM_NLA_REG_ULIB_NAME", TEXT),
    ],
)
RREG_PID: Final = AttributeSet(
    "IWPM_NLA_RREG_",
    [
        Attribute(1, "IWPM_NLA_RREG_PID_SEQ", U32),
        Attribute(2, "IWPM_NLA_RREG_IBDEV_NAME", TEXT),
        Attribute(3, "IWPM_NLA_RREG_ULIB_NAME", TEXT),
        Attribute(4, "IWPM_NLA_RREG_ULIB_VER", U16),
        Attribute(5, "IWPM_NLA_RREG_PID_ERR", U16, IWPM_ERR),
    ],
)
MANAGE: Final = AttributeSet(
    "IWPM_NLA_MANAGE_",
    [
        Attribute(1, "IWPM_NLA_MANAGE_MAPPING_SEQ", U32),
        Attribute(2, "IWPM_NLA_MANAGE_ADDR", SOCKADDR_STORAGE),
        Attribute(3, "IWPM_NLA_MANAGE_FLAGS", U32, IWPM_FLAGS),
    ],
)
RMANAGE: Final = AttributeSet(
    "IWPM_NLA_RMANAGE_",
    [
        Attribute(1, "IWPM_NLA_RMANAGE_MAPPING_SEQ", U32),
        Attribute(2, "IWPM_NLA_RMANAGE_ADDR", SOCKADDR_STORAGE),
        Attribute(3, "IWPM_NLA_RMANAGE_MAPPED_LOC_ADDR", SOCKADDR_STORAGE),
        Attribute(4, "IWPM_NLA_RMANAGE_MAPPING_ERR", U16, IWPM_ERR),
    ],
)
QUERY: Final = AttributeSet(
    "IWPM_NLA_QUERY_",
    [
        Attribute(1, "IWPM_NLA_QUERY_MAPPING_SEQ", U32),
        Attribute(2, "IWPM_NLA_QUERY_LOCAL_ADDR", SOCKADDR_STORAGE),
        Attribute(3, "IWPM_NLA_QUERY_REMOTE_ADDR", SOCKADDR_STORAGE),
        Attribute(4, "IWPM_NLA_QUERY_FLAGS", U32, IWPM_FLAGS),
    ],
)
RQUERY: Final = AttributeSet(
    "IWPM_NLA_RQUERY_",
    [
        Attribute(1, "IWPM_NLA_RQUERY_MAPPING_SEQ", U32),
        Attribute(2, "IWPM_NLA_RQUERY_LOCAL_ADDR", SOCKADDR_STORAGE),
        Attribute(3, "IWPM_NLA_RQUERY_REMOTE_ADDR", SOCKADDR_STORAGE),
        Attribute(4, "IWPM_NLA_RQUERY_MAPPED_LOC_ADDR", SOCKADDR_STORAGE),
        Attribute(5, "IWPM_NLA_RQUERY_MAPPED_REM_ADDR", SOCKADDR_STORAGE),
        Attribute(6, "IWPM_NLA_RQUERY_MAPPING_ERR", U16, IWPM_ERR),
    ],
)
MAPINFO_REQ: Final = AttributeSet(
    "IWPM_NLA_MAPINFO_",
    [Attribute(1, "IWPM_NLA_MAPINFO_ULIB_NAME", TEXT), Attribute(2, "IWPM_NLA_MAPINFO_ULIB_VER", U16)],
)
MAPINFO: Final = AttributeSet(
    "IWPM_NLA_MAPINFO_",
    [
        Attribute(1, "IWPM_NLA_MAPINFO_LOCAL_ADDR", SOCKADDR_STORAGE),
        Attribute(2, "IWPM_NLA_MAPINFO_MAPPED_ADDR", SOCKADDR_STORAGE),
        Attribute(3, "IWPM_NLA_MAPINFO_FLAGS", U32, IWPM_FLAGS),
    ],
)
MAPINFO_NUM: Final = AttributeSet(
    "IWPM_NLA_MAPINFO_",
    [
        Attribute(1, "IWPM_NLA_MAPINFO_SEQ", U32),
        Attribute(2, "IWPM_NLA_MAPINFO_SEND_NUM", U32),
        Attribute(3, "IWPM_NLA_MAPINFO_ACK_NUM", U32),
    ],
)
ERR: Final = AttributeSet(
    "IWPM_NLA_ERR_", [Attribute(1, "IWPM_NLA_ERR_SEQ", U32), Attribute(2, "IWPM_NLA_ERR_CODE", U16, IWPM_ERR)]
)
HELLO: Final = AttributeSet("IWPM_NLA_HELLO_", [Attribute(1, "IWPM_NLA_HELLO_ABI_VERSION", U16)])


def _has(number: int, length: int) -> Callable[[memoryview, str], bool]:
    """Whether there is an attribute of that number with a payload of that many bytes."""

    def look(data: memoryview, order: str) -> bool:
        offset = 0
        while len(data) - offset >= 4:
            size, kind = unpack_from(order + "HH", data, offset)
            if kind == number and size == length + 4:
                return True
            offset += max(size + 3 & ~3, 4)
        return False

    return look


def _told_by(number: int, length: int, answer: AttributeSet, request: AttributeSet) -> Shape:
    """Both ends send the same type, and number what they say apart: an attribute's length tells which it is."""
    return Select(Payload(_has(number, length)), {True: answer}, default=request)


OPERATIONS: Final[dict[int, tuple[str, Shape, str]]] = {
    0: (
        "RDMA_NL_IWPM_REG_PID",
        _told_by(4, 2, RREG_PID, REG_PID),
        "[{IWPM_NLA_REG_IF_NAME}][ {IWPM_NLA_REG_IBDEV_NAME}][ {IWPM_NLA_RREG_IBDEV_NAME}]",
    ),
    1: (
        "RDMA_NL_IWPM_ADD_MAPPING",
        _told_by(3, 128, RMANAGE, MANAGE),
        "[{IWPM_NLA_MANAGE_ADDR}][{IWPM_NLA_RMANAGE_ADDR} is {IWPM_NLA_RMANAGE_MAPPED_LOC_ADDR}]",
    ),
    2: (
        "RDMA_NL_IWPM_QUERY_MAPPING",
        _told_by(4, 128, RQUERY, QUERY),
        (
            "[{IWPM_NLA_QUERY_LOCAL_ADDR}][ to {IWPM_NLA_QUERY_REMOTE_ADDR}]"
            "[{IWPM_NLA_RQUERY_MAPPED_LOC_ADDR}][ to {IWPM_NLA_RQUERY_MAPPED_REM_ADDR}]"
        ),
    ),
    3: ("RDMA_NL_IWPM_REMOVE_MAPPING", MANAGE, "[{IWPM_NLA_MANAGE_ADDR}]"),
    4: ("RDMA_NL_IWPM_REMOTE_INFO", RQUERY, "[{IWPM_NLA_RQUERY_REMOTE_ADDR} is {IWPM_NLA_RQUERY_MAPPED_REM_ADDR}]"),
    5: ("RDMA_NL_IWPM_HANDLE_ERR", ERR, "[{IWPM_NLA_ERR_CODE}]"),
    6: (
        "RDMA_NL_IWPM_MAPINFO",
        _told_by(2, 2, MAPINFO_REQ, MAPINFO),
        "[{IWPM_NLA_MAPINFO_ULIB_NAME}][{IWPM_NLA_MAPINFO_LOCAL_ADDR} is {IWPM_NLA_MAPINFO_MAPPED_ADDR}]",
    ),
    7: ("RDMA_NL_IWPM_MAPINFO_NUM", MAPINFO_NUM, "[sent {IWPM_NLA_MAPINFO_SEND_NUM}]"),
    8: ("RDMA_NL_IWPM_HELLO", HELLO, "[abi {IWPM_NLA_HELLO_ABI_VERSION}]"),
}
"""operation → its name, what it carries, and that in one line"""
