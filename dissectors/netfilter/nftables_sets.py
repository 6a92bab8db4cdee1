"""Sets and maps of nf_tables and their elements (linux/netfilter/nf_tables.h)."""

from __future__ import annotations

from dissectors.netfilter.nftables_data import DATATYPE, EXPRESSION, EXPRESSIONS, NFTA_DATA, Options, list_of
from dissectors.netfilter.nftables_objects import NFT_OBJECT
from dissectors.netfilter.nftables_userdata import ELEMENT_USERDATA, SET_USERDATA
from nldissect.schema import (
    BE32,
    BE64,
    BYTES,
    MILLISECONDS,
    OPAQUE,
    TEXT,
    Attribute,
    AttributeSet,
    Enum,
    Indexed,
)

NFT_SET = Options(
    "NFT_SET_",
    {
        0x001: "NFT_SET_ANONYMOUS",
        0x002: "NFT_SET_CONSTANT",
        0x004: "NFT_SET_INTERVAL",
        0x008: "NFT_SET_MAP",
        0x010: "NFT_SET_TIMEOUT",
        0x020: "NFT_SET_EVAL",
        0x040: "NFT_SET_OBJECT",
        0x080: "NFT_SET_CONCAT",
        0x100: "NFT_SET_EXPR",
    },
)
NFT_SET_POL = Enum(
    "NFT_SET_POL_",
    {
        0: "NFT_SET_POL_PERFORMANCE",
        1: "NFT_SET_POL_MEMORY",
    },
)
NFTA_SET_FIELD = AttributeSet(
    "NFTA_SET_FIELD_",
    [
        Attribute(1, "NFTA_SET_FIELD_LEN", BE32, BYTES),
    ],
)
NFTA_SET_DESC = AttributeSet(
    "NFTA_SET_DESC_",
    [
        Attribute(1, "NFTA_SET_DESC_SIZE", BE32),
        Attribute(2, "NFTA_SET_DESC_CONCAT", list_of(NFTA_SET_FIELD)),
    ],
)
NFTA_SET = AttributeSet(
    "NFTA_SET_",
    [
        Attribute(1, "NFTA_SET_TABLE", TEXT),
        Attribute(2, "NFTA_SET_NAME", TEXT),
        Attribute(3, "NFTA_SET_FLAGS", BE32, NFT_SET),
        Attribute(4, "NFTA_SET_KEY_TYPE", BE32, DATATYPE),
        Attribute(5, "NFTA_SET_KEY_LEN", BE32, BYTES),
        Attribute(6, "NFTA_SET_DATA_TYPE", BE32, DATATYPE),
        Attribute(7, "NFTA_SET_DATA_LEN", BE32, BYTES),
        Attribute(8, "NFTA_SET_POLICY", BE32, NFT_SET_POL),
        Attribute(9, "NFTA_SET_DESC", NFTA_SET_DESC),
        Attribute(10, "NFTA_SET_ID", BE32),
        Attribute(11, "NFTA_SET_TIMEOUT", BE64, MILLISECONDS),
        Attribute(12, "NFTA_SET_GC_INTERVAL", BE32, MILLISECONDS),
        Attribute(13, "NFTA_SET_USERDATA", SET_USERDATA),
        Attribute(14, "NFTA_SET_PAD", OPAQUE),
        Attribute(15, "NFTA_SET_OBJ_TYPE", BE32, NFT_OBJECT),
        Attribute(16, "NFTA_SET_HANDLE", BE64),
        Attribute(17, "NFTA_SET_EXPR", EXPRESSION),
        Attribute(18, "NFTA_SET_EXPRESSIONS", EXPRESSIONS),
        Attribute(19, "NFTA_SET_TYPE", TEXT),
        Attribute(20, "NFTA_SET_COUNT", BE32),
    ],
)

NFT_SET_ELEM = Options(
    "NFT_SET_ELEM_",
    {
        0x1: "NFT_SET_ELEM_INTERVAL_END",
        0x2: "NFT_SET_ELEM_CATCHALL",
    },
)
NFTA_SET_ELEM = AttributeSet(
    "NFTA_SET_ELEM_",
    [
        Attribute(1, "NFTA_SET_ELEM_KEY", NFTA_DATA),
        Attribute(2, "NFTA_SET_ELEM_DATA", NFTA_DATA),
        Attribute(3, "NFTA_SET_ELEM_FLAGS", BE32, NFT_SET_ELEM),
        Attribute(4, "NFTA_SET_ELEM_TIMEOUT", BE64, MILLISECONDS),
        Attribute(5, "NFTA_SET_ELEM_EXPIRATION", BE64, MILLISECONDS),
        Attribute(6, "NFTA_SET_ELEM_USERDATA", ELEMENT_USERDATA),
        Attribute(7, "NFTA_SET_ELEM_EXPR", EXPRESSION),
        Attribute(8, "NFTA_SET_ELEM_PAD", OPAQUE),
        Attribute(9, "NFTA_SET_ELEM_OBJREF", TEXT),
        Attribute(10, "NFTA_SET_ELEM_KEY_END", NFTA_DATA),
        Attribute(11, "NFTA_SET_ELEM_EXPRESSIONS", EXPRESSIONS),
    ],
)
NFTA_SET_ELEM_LIST = AttributeSet(
    "NFTA_SET_ELEM_LIST_",
    [
        Attribute(1, "NFTA_SET_ELEM_LIST_TABLE", TEXT),
        Attribute(2, "NFTA_SET_ELEM_LIST_SET", TEXT),
        Attribute(3, "NFTA_SET_ELEM_LIST_ELEMENTS", Indexed(NFTA_SET_ELEM)),  # NFTA_LIST_ELEM, but nft counts
        Attribute(4, "NFTA_SET_ELEM_LIST_SET_ID", BE32),
    ],
)
NFT_SET_ELEM_CATCHALL = 0x2
