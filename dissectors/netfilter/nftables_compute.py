"""Expressions of nf_tables that compute, compare and look up (linux/netfilter/nf_tables.h)."""

from __future__ import annotations

from dissectors.netfilter.nftables_data import EXPRESSION, EXPRESSIONS, NFT_REG, NFTA_DATA, Options
from dissectors.netfilter.nftables_objects import NFT_OBJECT
from nldissect.schema import BE32, BE64, BYTES, HEX, MILLISECONDS, OPAQUE, TEXT, Attribute, AttributeSet, Enum

NFTA_IMMEDIATE = AttributeSet(
    "NFTA_IMMEDIATE_",
    [
        Attribute(1, "NFTA_IMMEDIATE_DREG", BE32, NFT_REG),
        Attribute(2, "NFTA_IMMEDIATE_DATA", NFTA_DATA),
    ],
)

NFT_BITWISE = Enum(
    "NFT_BITWISE_",
    {
        0: "NFT_BITWISE_MASK_XOR",
        1: "NFT_BITWISE_LSHIFT",
        2: "NFT_BITWISE_RSHIFT",
        3: "NFT_BITWISE_AND",
        4: "NFT_BITWISE_OR",
        5: "NFT_BITWISE_XOR",
    },
)
NFTA_BITWISE = AttributeSet(
    "NFTA_BITWISE_",
    [
        Attribute(1, "NFTA_BITWISE_SREG", BE32, NFT_REG),
        Attribute(2, "NFTA_BITWISE_DREG", BE32, NFT_REG),
        Attribute(3, "NFTA_BITWISE_LEN", BE32, BYTES, range=(0, 255)),
        Attribute(4, "NFTA_BITWISE_MASK", NFTA_DATA),
        Attribute(5, "NFTA_BITWISE_XOR", NFTA_DATA),
        Attribute(6, "NFTA_BITWISE_OP", BE32, NFT_BITWISE, range=(0, 255)),
        Attribute(7, "NFTA_BITWISE_DATA", NFTA_DATA),
        Attribute(8, "NFTA_BITWISE_SREG2", BE32, NFT_REG),
    ],
)

NFT_BYTEORDER = Enum(
    "NFT_BYTEORDER_",
    {
        0: "NFT_BYTEORDER_NTOH",
        1: "NFT_BYTEORDER_HTON",
    },
)
NFTA_BYTEORDER = AttributeSet(
    "NFTA_BYTEORDER_",
    [
        Attribute(1, "NFTA_BYTEORDER_SREG", BE32, NFT_REG),
        Attribute(2, "NFTA_BYTEORDER_DREG", BE32, NFT_REG),
        Attribute(3, "NFTA_BYTEORDER_OP", BE32, NFT_BYTEORDER, range=(0, 255)),
        Attribute(4, "NFTA_BYTEORDER_LEN", BE32, BYTES, range=(0, 255)),
        Attribute(5, "NFTA_BYTEORDER_SIZE", BE32, BYTES, range=(0, 255)),
    ],
)

NFT_CMP = Enum(
    "NFT_CMP_",
    {
        0: "NFT_CMP_EQ",
        1: "NFT_CMP_NEQ",
        2: "NFT_CMP_LT",
        3: "NFT_CMP_LTE",
        4: "NFT_CMP_GT",
        5: "NFT_CMP_GTE",
    },
)
NFTA_CMP = AttributeSet(
    "NFTA_CMP_",
    [
        Attribute(1, "NFTA_CMP_SREG", BE32, NFT_REG),
        Attribute(2, "NFTA_CMP_OP", BE32, NFT_CMP, range=(0, 255)),
        Attribute(3, "NFTA_CMP_DATA", NFTA_DATA),
    ],
)

NFT_RANGE = Enum(
    "NFT_RANGE_",
    {
        0: "NFT_RANGE_EQ",
        1: "NFT_RANGE_NEQ",
    },
)
NFTA_RANGE = AttributeSet(
    "NFTA_RANGE_",
    [
        Attribute(1, "NFTA_RANGE_SREG", BE32, NFT_REG),
        Attribute(2, "NFTA_RANGE_OP", BE32, NFT_RANGE, range=(0, 255)),
        Attribute(3, "NFTA_RANGE_FROM_DATA", NFTA_DATA),
        Attribute(4, "NFTA_RANGE_TO_DATA", NFTA_DATA),
    ],
)

NFT_LOOKUP_F = Options(
    "NFT_LOOKUP_F_",
    {
        0x1: "NFT_LOOKUP_F_INV",
    },
)
NFTA_LOOKUP = AttributeSet(
    "NFTA_LOOKUP_",
    [
        Attribute(1, "NFTA_LOOKUP_SET", TEXT),
        Attribute(2, "NFTA_LOOKUP_SREG", BE32, NFT_REG),
        Attribute(3, "NFTA_LOOKUP_DREG", BE32, NFT_REG),
        Attribute(4, "NFTA_LOOKUP_SET_ID", BE32),
        Attribute(5, "NFTA_LOOKUP_FLAGS", BE32, NFT_LOOKUP_F),
    ],
)

NFT_DYNSET_OP = Enum(
    "NFT_DYNSET_OP_",
    {
        0: "NFT_DYNSET_OP_ADD",
        1: "NFT_DYNSET_OP_UPDATE",
        2: "NFT_DYNSET_OP_DELETE",
    },
)
NFT_DYNSET_F = Options(
    "NFT_DYNSET_F_",
    {
        0x1: "NFT_DYNSET_F_INV",
        0x2: "NFT_DYNSET_F_EXPR",
    },
)
NFTA_DYNSET = AttributeSet(
    "NFTA_DYNSET_",
    [
        Attribute(1, "NFTA_DYNSET_SET_NAME", TEXT),
        Attribute(2, "NFTA_DYNSET_SET_ID", BE32),
        Attribute(3, "NFTA_DYNSET_OP", BE32, NFT_DYNSET_OP),
        Attribute(4, "NFTA_DYNSET_SREG_KEY", BE32, NFT_REG),
        Attribute(5, "NFTA_DYNSET_SREG_DATA", BE32, NFT_REG),
        Attribute(6, "NFTA_DYNSET_TIMEOUT", BE64, MILLISECONDS),
        Attribute(7, "NFTA_DYNSET_EXPR", EXPRESSION),
        Attribute(8, "NFTA_DYNSET_PAD", OPAQUE),
        Attribute(9, "NFTA_DYNSET_FLAGS", BE32, NFT_DYNSET_F),
        Attribute(10, "NFTA_DYNSET_EXPRESSIONS", EXPRESSIONS),
    ],
)

NFT_HASH = Enum(
    "NFT_HASH_",
    {
        0: "NFT_HASH_JENKINS",
        1: "NFT_HASH_SYM",
    },
)
NFTA_HASH = AttributeSet(
    "NFTA_HASH_",
    [
        Attribute(1, "NFTA_HASH_SREG", BE32, NFT_REG),
        Attribute(2, "NFTA_HASH_DREG", BE32, NFT_REG),
        Attribute(3, "NFTA_HASH_LEN", BE32, BYTES, range=(0, 255)),
        Attribute(4, "NFTA_HASH_MODULUS", BE32),
        Attribute(5, "NFTA_HASH_SEED", BE32, HEX),
        Attribute(6, "NFTA_HASH_OFFSET", BE32),
        Attribute(7, "NFTA_HASH_TYPE", BE32, NFT_HASH),
        Attribute(8, "NFTA_HASH_SET_NAME", TEXT),
        Attribute(9, "NFTA_HASH_SET_ID", BE32),
    ],
)

NFT_NG = Enum(
    "NFT_NG_",
    {
        0: "NFT_NG_INCREMENTAL",
        1: "NFT_NG_RANDOM",
    },
)
NFTA_NG = AttributeSet(
    "NFTA_NG_",
    [
        Attribute(1, "NFTA_NG_DREG", BE32, NFT_REG),
        Attribute(2, "NFTA_NG_MODULUS", BE32),
        Attribute(3, "NFTA_NG_TYPE", BE32, NFT_NG),
        Attribute(4, "NFTA_NG_OFFSET", BE32),
        Attribute(5, "NFTA_NG_SET_NAME", TEXT),
        Attribute(6, "NFTA_NG_SET_ID", BE32),
    ],
)

NFTA_OBJREF = AttributeSet(
    "NFTA_OBJREF_",
    [
        Attribute(1, "NFTA_OBJREF_IMM_TYPE", BE32, NFT_OBJECT),
        Attribute(2, "NFTA_OBJREF_IMM_NAME", TEXT),
        Attribute(3, "NFTA_OBJREF_SET_SREG", BE32, NFT_REG),
        Attribute(4, "NFTA_OBJREF_SET_NAME", TEXT),
        Attribute(5, "NFTA_OBJREF_SET_ID", BE32),
    ],
)

COMPUTE_EXPRESSIONS = {
    "immediate": NFTA_IMMEDIATE,
    "bitwise": NFTA_BITWISE,
    "byteorder": NFTA_BYTEORDER,
    "cmp": NFTA_CMP,
    "range": NFTA_RANGE,
    "lookup": NFTA_LOOKUP,
    "dynset": NFTA_DYNSET,
    "hash": NFTA_HASH,
    "numgen": NFTA_NG,
    "objref": NFTA_OBJREF,
}
