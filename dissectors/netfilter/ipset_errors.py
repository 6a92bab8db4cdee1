"""The errors that ipset numbers itself, past all errnos (linux/netfilter/ipset/ip_set{,_bitmap,_hash,_list}.h)."""

from __future__ import annotations

from nldissect.schema import Enum

IPSET_ERR = Enum(
    "IPSET_ERR_",
    {
        4096: "IPSET_ERR_PRIVATE",
        4097: "IPSET_ERR_PROTOCOL",
        4098: "IPSET_ERR_FIND_TYPE",
        4099: "IPSET_ERR_MAX_SETS",
        4100: "IPSET_ERR_BUSY",
        4101: "IPSET_ERR_EXIST_SETNAME2",
        4102: "IPSET_ERR_TYPE_MISMATCH",
        4103: "IPSET_ERR_EXIST",
        4104: "IPSET_ERR_INVALID_CIDR",
        4105: "IPSET_ERR_INVALID_NETMASK",
        4106: "IPSET_ERR_INVALID_FAMILY",
        4107: "IPSET_ERR_TIMEOUT",
        4108: "IPSET_ERR_REFERENCED",
        4109: "IPSET_ERR_IPADDR_IPV4",
        4110: "IPSET_ERR_IPADDR_IPV6",
        4111: "IPSET_ERR_COUNTER",
        4112: "IPSET_ERR_COMMENT",
        4113: "IPSET_ERR_INVALID_MARKMASK",
        4114: "IPSET_ERR_SKBINFO",
        4115: "IPSET_ERR_BITMASK_NETMASK_EXCL",
    },
)
"""what can be wrong with any set"""
BITMAP_ERR = Enum("IPSET_ERR_", {4352: "IPSET_ERR_BITMAP_RANGE", 4353: "IPSET_ERR_BITMAP_RANGE_SIZE"})
HASH_ERR = Enum(
    "IPSET_ERR_",
    {
        4352: "IPSET_ERR_HASH_FULL",
        4353: "IPSET_ERR_HASH_ELEM",
        4354: "IPSET_ERR_INVALID_PROTO",
        4355: "IPSET_ERR_MISSING_PROTO",
        4356: "IPSET_ERR_HASH_RANGE_UNSUPPORTED",
        4357: "IPSET_ERR_HASH_RANGE",
    },
)
LIST_ERR = Enum(
    "IPSET_ERR_",
    {
        4352: "IPSET_ERR_NAME",
        4353: "IPSET_ERR_LOOP",
        4354: "IPSET_ERR_BEFORE",
        4355: "IPSET_ERR_NAMEREF",
        4356: "IPSET_ERR_LIST_FULL",
        4357: "IPSET_ERR_REF_EXIST",
    },
)


def _all() -> dict[int, str]:
    """From IPSET_ERR_TYPE_SPECIFIC on, the kind of set decides, which a request does not tell: all that it may be."""
    kinds = BITMAP_ERR.constants, HASH_ERR.constants, LIST_ERR.constants
    numbers = sorted({number for kind in kinds for number in kind})
    return IPSET_ERR.constants | {n: "|".join(kind[n] for kind in kinds if n in kind) for n in numbers}


ERRORS = _all()
"""number → name, where a set's kind decides all names that it can have, joined by |"""
