"""TIPC as tipc-config spoke to it: a header and type-length-values, not attributes (linux/tipc_config.h)."""

from __future__ import annotations

from struct import unpack_from

from nldissect.schema import (
    BE16,
    BE32,
    HEX,
    TEXT,
    U16,
    U32,
    AttributeSet,
    Bytes,
    Command,
    Enum,
    GenericFamily,
    Look,
    Member,
    Parsed,
    Part,
    Select,
    Struct,
    Text,
)

TIPC_CMD = Enum(
    "TIPC_CMD_",
    {
        0x0000: "TIPC_CMD_NOOP",
        0x0001: "TIPC_CMD_GET_NODES",
        0x0002: "TIPC_CMD_GET_MEDIA_NAMES",
        0x0003: "TIPC_CMD_GET_BEARER_NAMES",
        0x0004: "TIPC_CMD_GET_LINKS",
        0x0005: "TIPC_CMD_SHOW_NAME_TABLE",
        0x0006: "TIPC_CMD_SHOW_PORTS",
        0x000B: "TIPC_CMD_SHOW_LINK_STATS",
        0x000F: "TIPC_CMD_SHOW_STATS",
        0x4003: "TIPC_CMD_GET_REMOTE_MNG",
        0x4004: "TIPC_CMD_GET_MAX_PORTS",
        0x4005: "TIPC_CMD_GET_MAX_PUBL",
        0x4006: "TIPC_CMD_GET_MAX_SUBSCR",
        0x4007: "TIPC_CMD_GET_MAX_ZONES",
        0x4008: "TIPC_CMD_GET_MAX_CLUSTERS",
        0x4009: "TIPC_CMD_GET_MAX_NODES",
        0x400A: "TIPC_CMD_GET_MAX_SLAVES",
        0x400B: "TIPC_CMD_GET_NETID",
        0x4101: "TIPC_CMD_ENABLE_BEARER",
        0x4102: "TIPC_CMD_DISABLE_BEARER",
        0x4107: "TIPC_CMD_SET_LINK_TOL",
        0x4108: "TIPC_CMD_SET_LINK_PRI",
        0x4109: "TIPC_CMD_SET_LINK_WINDOW",
        0x410A: "TIPC_CMD_SET_LOG_SIZE",
        0x410B: "TIPC_CMD_DUMP_LOG",
        0x410C: "TIPC_CMD_RESET_LINK_STATS",
        0x8001: "TIPC_CMD_SET_NODE_ADDR",
        0x8003: "TIPC_CMD_SET_REMOTE_MNG",
        0x8004: "TIPC_CMD_SET_MAX_PORTS",
        0x8005: "TIPC_CMD_SET_MAX_PUBL",
        0x8006: "TIPC_CMD_SET_MAX_SUBSCR",
        0x8007: "TIPC_CMD_SET_MAX_ZONES",
        0x8008: "TIPC_CMD_SET_MAX_CLUSTERS",
        0x8009: "TIPC_CMD_SET_MAX_NODES",
        0x800A: "TIPC_CMD_SET_MAX_SLAVES",
        0x800B: "TIPC_CMD_SET_NETID",
        0xC001: "TIPC_CMD_NOT_NET_ADMIN",
    },
)
TIPC_TLV = Enum(
    "TIPC_TLV_",
    {
        0: "TIPC_TLV_NONE",
        1: "TIPC_TLV_VOID",
        2: "TIPC_TLV_UNSIGNED",
        3: "TIPC_TLV_STRING",
        4: "TIPC_TLV_LARGE_STRING",
        5: "TIPC_TLV_ULTRA_STRING",
        16: "TIPC_TLV_ERROR_STRING",
        17: "TIPC_TLV_NET_ADDR",
        18: "TIPC_TLV_MEDIA_NAME",
        19: "TIPC_TLV_BEARER_NAME",
        20: "TIPC_TLV_LINK_NAME",
        21: "TIPC_TLV_NODE_INFO",
        22: "TIPC_TLV_LINK_INFO",
        23: "TIPC_TLV_BEARER_CONFIG",
        24: "TIPC_TLV_LINK_CONFIG",
        25: "TIPC_TLV_NAME_TBL_QUERY",
        26: "TIPC_TLV_PORT_REF",
    },
)
TIPC_TLV_ULTRA_STRING = 5
_HEADER = 4

TIPC_NODE_INFO = Struct("tipc_node_info", [Member("addr", BE32, HEX), Member("up", BE32)], text="{addr} up {up}")
TIPC_LINK_INFO = Struct(
    "tipc_link_info",
    [Member("dest", BE32, HEX), Member("up", BE32), Member("str", Text(68))],
    text="{str} to {dest} up {up}",
)
TIPC_BEARER_CONFIG = Struct(
    "tipc_bearer_config",
    [Member("priority", BE32), Member("disc_domain", BE32, HEX), Member("name", Text(32))],
    text="{name} priority {priority}",
)
TIPC_LINK_CONFIG = Struct(
    "tipc_link_config", [Member("value", BE32), Member("name", Text(68))], text="{name} value {value}"
)
TIPC_NAME_TABLE_QUERY = Struct(
    "tipc_name_table_query",
    [Member("depth", BE32, HEX), Member("type", BE32), Member("lowbound", BE32), Member("upbound", BE32)],
)
TLV_DESC = Struct(
    "tlv_desc",
    [
        Member("tlv_len", BE16),
        Member("tlv_type", BE16, TIPC_TLV),
        Member(
            "data",
            Select(
                "tlv_type",
                {
                    **dict.fromkeys((3, 4, 5, 16, 18, 19, 20), TEXT),
                    1: Bytes(),
                    2: BE32,
                    17: BE32,
                    21: TIPC_NODE_INFO,
                    22: TIPC_LINK_INFO,
                    23: TIPC_BEARER_CONFIG,
                    24: TIPC_LINK_CONFIG,
                    25: TIPC_NAME_TABLE_QUERY,
                    26: BE32,
                },
            ),
        ),
    ],
    text="{tlv_type} {data}",
)


def _values(data: memoryview, order: str, look: Look) -> list[Part]:
    """One behind the other, each padded to four bytes. The kernel leaves the header out of a printed text's length."""
    found: list[Part] = []
    offset = index = 0
    while offset + _HEADER <= len(data):
        length, kind = unpack_from(">HH", data, offset)
        if kind == TIPC_TLV_ULTRA_STRING:
            length = len(data) - offset
        if length < _HEADER:
            break
        found.append(Part(f"[{index}]", offset, length, shape=TLV_DESC))
        index += 1
        stop = min((offset + length + 3) & ~3, len(data))
        if stop > offset + length:
            found.append(Part("padding", offset + length, stop - offset - length, shape=Bytes()))
        offset = stop
    return found


TIPC_GENLMSGHDR = Struct(
    "tipc_genlmsghdr",
    [
        Member("dest", U32, HEX),
        Member("cmd", U16, TIPC_CMD),
        Member("reserved", U16),
        Member("tlv", Parsed(_values)),
    ],
    text="{cmd}",
)

FAMILIES = (
    GenericFamily(
        "TIPC",
        AttributeSet("", ()),
        commands=(Command(1, "TIPC_GENL_CMD"),),
        header=TIPC_GENLMSGHDR,
        summary="[{tipc_genlmsghdr.cmd}]",
    ),
)
"""no attributes: what follows the header is in `tlv`"""
