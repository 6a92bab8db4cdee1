"""What drivers say on the connector: device-mapper's mirror logs, uvesafb, Hyper-V's daemons of old.

(linux/dm-log-userspace.h, linux/uvesafb.h, linux/hyperv.h)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nldissect.schema import (
    BYTES,
    ERRNO,
    HEX,
    OPAQUE,
    S32,
    S64,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Bytes,
    Enum,
    Flags,
    Look,
    Member,
    Names,
    Node,
    Pad,
    Parsed,
    Part,
    Select,
    Sequence as Array,
    Struct,
    Text,
    render,
)

# Device-mapper: the dirty log of a mirror, kept by a program.

DM_ULOG: Final = Enum(
    "DM_ULOG_",
    {
        1: "DM_ULOG_CTR",
        2: "DM_ULOG_DTR",
        3: "DM_ULOG_PRESUSPEND",
        4: "DM_ULOG_POSTSUSPEND",
        5: "DM_ULOG_RESUME",
        6: "DM_ULOG_GET_REGION_SIZE",
        7: "DM_ULOG_IS_CLEAN",
        8: "DM_ULOG_IN_SYNC",
        9: "DM_ULOG_FLUSH",
        10: "DM_ULOG_MARK_REGION",
        11: "DM_ULOG_CLEAR_REGION",
        12: "DM_ULOG_GET_RESYNC_WORK",
        13: "DM_ULOG_SET_REGION_SYNC",
        14: "DM_ULOG_GET_SYNC_COUNT",
        15: "DM_ULOG_STATUS_INFO",
        16: "DM_ULOG_STATUS_TABLE",
        17: "DM_ULOG_IS_REMOTE_RECOVERING",
    },
)
_REGIONS: Final = Array(U64)
"""also where there is one at most: a question has none"""
DM_ULOG_REQUEST: Final = Struct(
    "dm_ulog_request",
    [
        Member("luid", U64, HEX),
        Member("uuid", Text(129)),
        Member("padding", Bytes(3)),
        Member("version", U32),
        Member("error", S32, ERRNO),
        Member("seq", U32),
        Member("request_type", U32, DM_ULOG),
        Member("data_size", U32, BYTES),
        Member(
            "data",
            Select(
                "request_type",
                {
                    1: TEXT,
                    2: TEXT,
                    **dict.fromkeys((6, 7, 8, 10, 11, 14), _REGIONS),
                    **dict.fromkeys((12, 13, 17), Array(S64)),
                    15: TEXT,
                    16: TEXT,
                },
                default=OPAQUE,
            ),
        ),
    ],
)

# uvesafb: BIOS calls made for the frame buffer by v86d.

TF: Final = Flags(
    "TF_",
    {0x01: "TF_VBEIB", 0x02: "TF_BUF_ESDI", 0x04: "TF_BUF_ESBX", 0x08: "TF_BUF_RET", 0x10: "TF_EXIT"},
)
V86_REGS: Final = Struct(
    "v86_regs",
    [
        *(Member(name, U32, HEX) for name in ("ebx", "ecx", "edx", "esi", "edi", "ebp", "eax", "eip", "eflags", "esp")),
        *(Member(name, U16, HEX) for name in ("cs", "ss", "es", "ds", "fs", "gs")),
    ],
)
UVESAFB_TASK: Final = Struct(
    "uvesafb_task",
    [Member("flags", U8, TF), Pad(3), Member("buf_len", S32, BYTES), Member("regs", V86_REGS), Member("buf", OPAQUE)],
)

# Hyper-V: before these daemons had devices of their own.

HV_KVP_OP: Final = Enum(
    "KVP_OP_",
    {
        0: "KVP_OP_GET",
        1: "KVP_OP_SET",
        2: "KVP_OP_DELETE",
        3: "KVP_OP_ENUMERATE",
        4: "KVP_OP_GET_IP_INFO",
        5: "KVP_OP_SET_IP_INFO",
        100: "KVP_OP_REGISTER1",
    },
)
"""KVP_OP_REGISTER of the oldest daemons is 4, too"""
HV_KVP_POOL: Final = Enum(
    "KVP_POOL_",
    {
        0: "KVP_POOL_EXTERNAL",
        1: "KVP_POOL_GUEST",
        2: "KVP_POOL_AUTO",
        3: "KVP_POOL_AUTO_EXTERNAL",
        4: "KVP_POOL_AUTO_INTERNAL",
    },
)
HV_REG: Final = Enum("REG_", {1: "REG_SZ", 4: "REG_U32", 8: "REG_U64"})
HV_VSS_OP: Final = Enum(
    "VSS_OP_",
    {
        0: "VSS_OP_CREATE",
        1: "VSS_OP_DELETE",
        2: "VSS_OP_HOT_BACKUP",
        3: "VSS_OP_GET_DM_INFO",
        4: "VSS_OP_BU_COMPLETE",
        5: "VSS_OP_FREEZE",
        6: "VSS_OP_THAW",
        7: "VSS_OP_AUTO_RECOVER",
        128: "VSS_OP_REGISTER",
        129: "VSS_OP_REGISTER1",
    },
)
ADDR_FAMILY: Final = Flags("ADDR_FAMILY_", {0: "ADDR_FAMILY_NONE", 1: "ADDR_FAMILY_IPV4", 2: "ADDR_FAMILY_IPV6"})
HV_KVP_EXCHANGE_MAX_KEY_SIZE, HV_KVP_EXCHANGE_MAX_VALUE_SIZE = 512, 2048


def _wide(length: int) -> Parsed:
    """`length` characters of UTF-16, up to their NUL."""

    def read(data: memoryview, order: str, look: Look) -> Sequence[Part]:
        text = bytes(data).decode("utf-16-le" if order == "<" else "utf-16-be", "backslashreplace")
        return [Part("", 0, len(data), text.partition("\0")[0])]

    return Parsed(read, length=2 * length)


HV_KVP_EXCHG_MSG_VALUE: Final = Struct(
    "hv_kvp_exchg_msg_value",
    [
        Member("value_type", U32, HV_REG),
        Member("key_size", U32, BYTES),
        Member("value_size", U32, BYTES),
        Member("key", Text(HV_KVP_EXCHANGE_MAX_KEY_SIZE)),
        Member(
            "value",
            Select(
                "value_type",
                {4: U32, 8: U64},
                default=Text(HV_KVP_EXCHANGE_MAX_VALUE_SIZE),
                length=HV_KVP_EXCHANGE_MAX_VALUE_SIZE,
            ),
        ),
    ],
)
HV_KVP_IPADDR_VALUE: Final = Struct(
    "hv_kvp_ipaddr_value",
    [
        Member("adapter_id", _wide(128)),
        Member("addr_family", U8, ADDR_FAMILY),
        Member("dhcp_enabled", U8),
        Member("ip_addr", _wide(1024)),
        Member("sub_net", _wide(1024)),
        Member("gate_way", _wide(512)),
        Member("dns_addr", _wide(1024)),
    ],
)
_KVP_BODY: Final = Select(
    "operation",
    {
        0: HV_KVP_EXCHG_MSG_VALUE,
        1: HV_KVP_EXCHG_MSG_VALUE,
        2: Struct(
            "hv_kvp_msg_delete", [Member("key_size", U32, BYTES), Member("key", Text(HV_KVP_EXCHANGE_MAX_KEY_SIZE))]
        ),
        3: Struct("hv_kvp_msg_enumerate", [Member("index", U32), Member("data", HV_KVP_EXCHG_MSG_VALUE)]),
        4: HV_KVP_IPADDR_VALUE,
        5: HV_KVP_IPADDR_VALUE,
        100: Struct("hv_kvp_register", [Member("version", Text(HV_KVP_EXCHANGE_MAX_KEY_SIZE))]),
    },
    default=OPAQUE,
)
_LARGEST: Final = HV_KVP_IPADDR_VALUE.fixed_size
HV_KVP_MSG: Final = Struct(
    "hv_kvp_msg",
    [
        Member("operation", U8, HV_KVP_OP),
        Member("pool", U8, HV_KVP_POOL),
        Pad(2),
        Member("body", Select(_KVP_BODY.selector, _KVP_BODY.cases, _KVP_BODY.default, length=_LARGEST)),
    ],
)
HV_VSS_MSG: Final = Struct("hv_vss_msg", [Member("operation", U8, HV_VSS_OP), Pad(7), Member("flags", U32, HEX)])


def dm_summary(tree: Node, names: Names) -> str:
    """is_clean uuid region"""
    return render("{request_type} {uuid}[ error {error}][ {data}]", tree, names)
