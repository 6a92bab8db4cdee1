"""CAN gateway jobs, which share RTM_NEWROUTE, RTM_DELROUTE and RTM_GETROUTE with routes (linux/can/gw.h)."""

from __future__ import annotations

from dissectors.constants import AF
from nldissect.schema import (
    HEX,
    INTERFACE,
    S8,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Bytes,
    Enum,
    Flags,
    Member,
    Pad,
    Struct,
    rtnetlink,
)

CGW_TYPE = Enum("CGW_TYPE_", {0: "CGW_TYPE_UNSPEC", 1: "CGW_TYPE_CAN_CAN"})
CGW_FLAGS = Flags(
    "CGW_FLAGS_",
    {
        0x1: "CGW_FLAGS_CAN_ECHO",
        0x2: "CGW_FLAGS_CAN_SRC_TSTAMP",
        0x4: "CGW_FLAGS_CAN_IIF_TX_OK",
        0x8: "CGW_FLAGS_CAN_FD",
    },
)
CGW_MOD = Flags("CGW_MOD_", {0x1: "CGW_MOD_ID", 0x2: "CGW_MOD_LEN", 0x4: "CGW_MOD_DATA", 0x8: "CGW_MOD_FLAGS"})
CGW_CRC8PRF = Enum(
    "CGW_CRC8PRF_",
    {
        0: "CGW_CRC8PRF_UNSPEC",
        1: "CGW_CRC8PRF_1U8",
        2: "CGW_CRC8PRF_16U8",
        3: "CGW_CRC8PRF_SFFID_XOR",
    },
)

RTCANMSG = Struct(
    "rtcanmsg",
    [Member("can_family", U8, AF), Member("gwtype", U8, CGW_TYPE), Member("flags", U16, CGW_FLAGS)],
)
CAN_FRAME = Struct(
    "can_frame",
    [
        Member("can_id", U32, HEX),
        Member("len", U8),
        Pad(1, "__pad"),
        Pad(1, "__res0"),
        Member("len8_dlc", U8),
        Member("data", Bytes(8)),
    ],
    text="{can_id} {len} {data}",
)
CANFD_FRAME = Struct(
    "canfd_frame",
    [
        Member("can_id", U32, HEX),
        Member("len", U8),
        Member("flags", U8, HEX),
        Pad(1, "__res0"),
        Pad(1, "__res1"),
        Member("data", Bytes(64)),
    ],
    text="{can_id} {len} {data}",
)
CGW_FRAME_MOD = Struct("cgw_frame_mod", [Member("cf", CAN_FRAME), Member("modtype", U8, CGW_MOD)])
CGW_FDFRAME_MOD = Struct("cgw_fdframe_mod", [Member("cf", CANFD_FRAME), Member("modtype", U8, CGW_MOD)])
CGW_CSUM_XOR = Struct(
    "cgw_csum_xor",
    [Member("from_idx", S8), Member("to_idx", S8), Member("result_idx", S8), Member("init_xor_val", U8, HEX)],
)
CGW_CSUM_CRC8 = Struct(
    "cgw_csum_crc8",
    [
        Member("from_idx", S8),
        Member("to_idx", S8),
        Member("result_idx", S8),
        Member("init_crc_val", U8, HEX),
        Member("final_xor_val", U8, HEX),
        Member("crctab", Bytes(256)),
        Member("profile", U8, CGW_CRC8PRF),
        Member("profile_data", Bytes(20)),
    ],
)
CAN_FILTER = Struct(
    "can_filter", [Member("can_id", U32, HEX), Member("can_mask", U32, HEX)], text="{can_id}:{can_mask}"
)

CGW = AttributeSet(
    "CGW_",
    [
        Attribute(1, "CGW_MOD_AND", CGW_FRAME_MOD),
        Attribute(2, "CGW_MOD_OR", CGW_FRAME_MOD),
        Attribute(3, "CGW_MOD_XOR", CGW_FRAME_MOD),
        Attribute(4, "CGW_MOD_SET", CGW_FRAME_MOD),
        Attribute(5, "CGW_CS_XOR", CGW_CSUM_XOR),
        Attribute(6, "CGW_CS_CRC8", CGW_CSUM_CRC8),
        Attribute(7, "CGW_HANDLED", U32),
        Attribute(8, "CGW_DROPPED", U32),
        Attribute(9, "CGW_SRC_IF", U32, INTERFACE),
        Attribute(10, "CGW_DST_IF", U32, INTERFACE),
        Attribute(11, "CGW_FILTER", CAN_FILTER),
        Attribute(12, "CGW_DELETED", U32),
        Attribute(13, "CGW_LIM_HOPS", U8, range=(1, 255)),
        Attribute(14, "CGW_MOD_UID", U32),
        Attribute(15, "CGW_FDMOD_AND", CGW_FDFRAME_MOD),
        Attribute(16, "CGW_FDMOD_OR", CGW_FDFRAME_MOD),
        Attribute(17, "CGW_FDMOD_XOR", CGW_FDFRAME_MOD),
        Attribute(18, "CGW_FDMOD_SET", CGW_FDFRAME_MOD),
    ],
)

NEW, DELETE, GET = rtnetlink(
    "ROUTE",
    RTCANMSG,
    CGW,
    new=24,
    delete=25,
    get=26,
    summary="can[ from {CGW_SRC_IF}][ to {CGW_DST_IF}][ filter {CGW_FILTER}][ handled {CGW_HANDLED}]",
)
