"""Extended matches on what goes with a packet: meta (linux/tc_ematch/tc_em_meta.h)."""

from __future__ import annotations

from dissectors.route.tc.ematch import TCF_EM_OPND
from nldissect.schema import (
    DECIMAL,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Meant,
    Member,
    Names,
    Payload,
    Select,
    Shape,
    Struct,
)

TCF_META_ID = Enum(
    "TCF_META_ID_",
    {
        0: "TCF_META_ID_VALUE",
        1: "TCF_META_ID_RANDOM",
        2: "TCF_META_ID_LOADAVG_0",
        3: "TCF_META_ID_LOADAVG_1",
        4: "TCF_META_ID_LOADAVG_2",
        5: "TCF_META_ID_DEV",
        6: "TCF_META_ID_PRIORITY",
        7: "TCF_META_ID_PROTOCOL",
        8: "TCF_META_ID_PKTTYPE",
        9: "TCF_META_ID_PKTLEN",
        10: "TCF_META_ID_DATALEN",
        11: "TCF_META_ID_MACLEN",
        12: "TCF_META_ID_NFMARK",
        13: "TCF_META_ID_TCINDEX",
        14: "TCF_META_ID_RTCLASSID",
        15: "TCF_META_ID_RTIIF",
        16: "TCF_META_ID_SK_FAMILY",
        17: "TCF_META_ID_SK_STATE",
        18: "TCF_META_ID_SK_REUSE",
        19: "TCF_META_ID_SK_BOUND_IF",
        20: "TCF_META_ID_SK_REFCNT",
        21: "TCF_META_ID_SK_SHUTDOWN",
        22: "TCF_META_ID_SK_PROTO",
        23: "TCF_META_ID_SK_TYPE",
        24: "TCF_META_ID_SK_RCVBUF",
        25: "TCF_META_ID_SK_RMEM_ALLOC",
        26: "TCF_META_ID_SK_WMEM_ALLOC",
        27: "TCF_META_ID_SK_OMEM_ALLOC",
        28: "TCF_META_ID_SK_WMEM_QUEUED",
        29: "TCF_META_ID_SK_RCV_QLEN",
        30: "TCF_META_ID_SK_SND_QLEN",
        31: "TCF_META_ID_SK_ERR_QLEN",
        32: "TCF_META_ID_SK_FORWARD_ALLOCS",
        33: "TCF_META_ID_SK_SNDBUF",
        34: "TCF_META_ID_SK_ALLOCS",
        36: "TCF_META_ID_SK_HASH",
        37: "TCF_META_ID_SK_LINGERTIME",
        38: "TCF_META_ID_SK_ACK_BACKLOG",
        39: "TCF_META_ID_SK_MAX_ACK_BACKLOG",
        40: "TCF_META_ID_SK_PRIO",
        41: "TCF_META_ID_SK_RCVLOWAT",
        42: "TCF_META_ID_SK_RCVTIMEO",
        43: "TCF_META_ID_SK_SNDTIMEO",
        44: "TCF_META_ID_SK_SENDMSG_OFF",
        45: "TCF_META_ID_SK_WRITE_PENDING",
        46: "TCF_META_ID_VLAN_TAG",
        47: "TCF_META_ID_RXHASH",
    },
)
TCF_META_TYPE = Enum(
    "TCF_META_TYPE_",
    {
        0: "TCF_META_TYPE_VAR",
        1: "TCF_META_TYPE_INT",
    },
)
_TYPE_SHIFT = 12
_ID_MASK = 0x7FF


class _Kind:
    """What is compared: the type in the upper four bits, below it what it is."""

    def text(self, value: int, names: Names) -> str:
        """TCF_META_ID_NFMARK (TCF_META_TYPE_INT)"""
        kind = TCF_META_TYPE.text(value >> _TYPE_SHIFT, names)
        return f"{TCF_META_ID.text(value & _ID_MASK, names)} ({kind})"

    def short(self, value: int, names: Names) -> str:
        """nfmark"""
        return TCF_META_ID.short(value & _ID_MASK, names)


TCF_META_VAL = Struct(
    "tcf_meta_val",
    [
        Member("kind", U16, _Kind()),
        Member("shift", U8),
        Member("op", U8, TCF_EM_OPND),
    ],
)
TCF_META_HDR = Struct("tcf_meta_hdr", [Member("left", TCF_META_VAL), Member("right", TCF_META_VAL)])


def _length(data: memoryview, order: str) -> int:
    return len(data)


NUMBER = Select(Payload(_length), {4: Meant(U32, DECIMAL), 8: Meant(U64, DECIMAL)})


def _meta(left: Shape, right: Shape) -> AttributeSet:
    return AttributeSet(
        "TCA_EM_META_",
        [
            Attribute(1, "TCA_EM_META_HDR", TCF_META_HDR),
            # the mask of a number, or what is compared with
            Attribute(2, "TCA_EM_META_LVALUE", left),
            Attribute(3, "TCA_EM_META_RVALUE", right),
        ],
    )


def _types(data: memoryview, order: str) -> int:
    """Whether left and right are numbers, as bits 0 and 1: told by the header, which comes first."""
    if len(data) < 12:
        return 0
    kinds = (int.from_bytes(data[at : at + 2], "little" if order == "<" else "big") for at in (4, 8))
    left, right = (kind >> _TYPE_SHIFT for kind in kinds)
    return left | right << 1


META = Select(
    Payload(_types),
    {0: _meta(TEXT, TEXT), 1: _meta(NUMBER, TEXT), 2: _meta(TEXT, NUMBER), 3: _meta(NUMBER, NUMBER)},
)
