"""RDMA's local service: a program that resolves paths and addresses for the kernel (rdma/rdma_netlink.h, ib_sa)."""

from __future__ import annotations

from struct import unpack_from
from typing import Final

from dissectors.rdma.constants import LS_RESOLVE_PATH_USE
from nldissect.schema import (
    BE16,
    BE32,
    BE64,
    HEX,
    INTERFACE,
    IPV4,
    IPV6,
    MILLISECONDS,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Bits,
    Bytes,
    Flags,
    Headed,
    Member,
    Payload,
    Select,
    Shape,
    Struct,
    Text,
)

RDMA_NLA_F_MANDATORY: Final = 0x2000
RDMA_NL_LS_OP_RESOLVE, RDMA_NL_LS_OP_SET_TIMEOUT, RDMA_NL_LS_OP_IP_RESOLVE = 0, 1, 2

IB_PATH: Final = Flags(
    "IB_PATH_",
    {
        0x1: "IB_PATH_GMP",
        0x2: "IB_PATH_PRIMARY",
        0x4: "IB_PATH_ALTERNATE",
        0x8: "IB_PATH_OUTBOUND",
        0x10: "IB_PATH_INBOUND",
        0x20: "IB_PATH_INBOUND_REVERSE",
    },
)
"""rdma/ib_user_sa.h"""
PATH_RECORD: Final = Struct(
    "ib_sa_path_rec",
    [
        Member("service_id", BE64, HEX),
        Member("dgid", IPV6),
        Member("sgid", IPV6),
        Member("dlid", BE16, HEX),
        Member("slid", BE16, HEX),
        Bits(BE32, (("raw_traffic", 1, None), ("reserved", 3, None), ("flow_label", 20, HEX), ("hop_limit", 8, None))),
        Member("traffic_class", U8, HEX),
        Bits(U8, (("numb_path", 7, None), ("reversible", 1, None))),
        Member("pkey", BE16, HEX),
        Bits(BE16, (("qos_class", 12, None), ("sl", 4, None))),
        Bits(U8, (("mtu", 6, None), ("mtu_selector", 2, None))),
        Bits(U8, (("rate", 6, None), ("rate_selector", 2, None))),
        Bits(U8, (("packet_life_time", 6, None), ("packet_life_time_selector", 2, None))),
        Member("preference", U8),
        Member("reserved2", Bytes(6)),
    ],
)
"""a path record as it goes over the wire (InfiniBand Architecture, PathRecord; drivers/infiniband/core/sa_query.c)"""
IB_PATH_REC_DATA: Final = Struct(
    "ib_path_rec_data", [Member("flags", U32, IB_PATH), Member("reserved", U32), Member("path_rec", PATH_RECORD)]
)


def _attribute(number: int, name: str, shape: Shape, meaning: object = None) -> tuple[Attribute, ...]:
    """The attribute, with and without RDMA_NLA_F_MANDATORY in its number."""
    row = Attribute(number, name, shape, meaning)  # type: ignore[arg-type]
    return Attribute(number | RDMA_NLA_F_MANDATORY, name, shape, row.meaning), row


LS_NLA_TYPE: Final = AttributeSet(
    "LS_NLA_TYPE_",
    [
        row
        for rows in (
            _attribute(1, "LS_NLA_TYPE_PATH_RECORD", IB_PATH_REC_DATA),
            _attribute(2, "LS_NLA_TYPE_TIMEOUT", U32, MILLISECONDS),
            _attribute(3, "LS_NLA_TYPE_SERVICE_ID", U64, HEX),
            _attribute(4, "LS_NLA_TYPE_DGID", IPV6),
            _attribute(5, "LS_NLA_TYPE_SGID", IPV6),
            _attribute(6, "LS_NLA_TYPE_TCLASS", U8, HEX),
            _attribute(7, "LS_NLA_TYPE_PKEY", U16, HEX),
            _attribute(8, "LS_NLA_TYPE_QOS_CLASS", U16),
            _attribute(9, "LS_NLA_TYPE_IPV4", IPV4),
            _attribute(10, "LS_NLA_TYPE_IPV6", IPV6),
        )
        for row in rows
    ],
)
RDMA_LS_RESOLVE_HEADER: Final = Struct(
    "rdma_ls_resolve_header",
    [Member("device_name", Text(64)), Member("port_num", U8), Member("path_use", U8, LS_RESOLVE_PATH_USE)],
)
RDMA_LS_IP_RESOLVE_HEADER: Final = Struct("rdma_ls_ip_resolve_header", [Member("ifindex", U32, INTERFACE)])


def _headless(data: memoryview, order: str) -> bool:
    """Whether attributes begin at once: answers have no header in front of them, and requests are the kernel's."""
    if len(data) < 4:
        return not data
    length, number = unpack_from(order + "HH", data)
    return 4 <= length <= len(data) and number & ~RDMA_NLA_F_MANDATORY in LS_NLA_TYPE.by_number


def _asked(header: Struct) -> Shape:
    return Select(Payload(_headless), {True: LS_NLA_TYPE}, default=Headed(header, LS_NLA_TYPE))


OPERATIONS: Final[dict[int, tuple[str, Shape, str]]] = {
    RDMA_NL_LS_OP_RESOLVE: (
        "RDMA_NL_LS_OP_RESOLVE",
        _asked(RDMA_LS_RESOLVE_HEADER),
        "[{device_name}/{port_num}][ {LS_NLA_TYPE_SGID}][ to {LS_NLA_TYPE_DGID}]",
    ),
    RDMA_NL_LS_OP_SET_TIMEOUT: ("RDMA_NL_LS_OP_SET_TIMEOUT", LS_NLA_TYPE, "[{LS_NLA_TYPE_TIMEOUT} ms]"),
    RDMA_NL_LS_OP_IP_RESOLVE: (
        "RDMA_NL_LS_OP_IP_RESOLVE",
        _asked(RDMA_LS_IP_RESOLVE_HEADER),
        "[dev {ifindex}][ {LS_NLA_TYPE_IPV4}][ {LS_NLA_TYPE_IPV6}][ is {LS_NLA_TYPE_DGID}]",
    ),
}
"""operation → its name, what it carries, and that in one line"""
