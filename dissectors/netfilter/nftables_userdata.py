"""What nft stores beside tables, chains, rules, sets and objects: the kernel only keeps it (libnftnl's udata).

Records of a type, a length and a value, one byte each for the first two. Numbers are in the byte order of the host that
stored them. Programs other than nft may store what they like: that is shown in hex.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nldissect.schema import BE64, BOOL, OPAQUE, TEXT, U8, U32, Look, Meaning, Parsed, Part, Sequence, Shape, Unit

Kind = tuple[str, Shape, Meaning | None]
"""a record's name, how its value lies in bytes, and what it means"""


def _records(data: memoryview, kinds: Mapping[int, Kind]) -> Iterator[Part]:
    offset = 0
    while offset < len(data):
        length = data[offset + 1] if offset + 2 <= len(data) else len(data)
        if offset + 2 + length > len(data):
            raise ValueError("these are no records of nft's")
        name, shape, meaning = kinds.get(data[offset], (f"[{data[offset]}]", OPAQUE, None))
        inside = [Part("type", 0, 1, shape=U8), Part("length", 1, 1, shape=U8)]
        if length:
            inside.append(Part("value", 2, length, shape=shape, meaning=meaning))
        yield Part(name, offset, 2 + length, parts=inside)
        offset += 2 + length


def _userdata(kinds: Mapping[int, Kind]) -> Parsed:
    def parse(data: memoryview, order: str, look: Look) -> list[Part]:
        try:
            return list(_records(data, kinds))
        except ValueError:
            return [Part("", 0, len(data), shape=OPAQUE)]

    return Parsed(parse)


_BYTE_ORDER = Unit("", {0: "BYTEORDER_INVALID", 1: "BYTEORDER_HOST_ENDIAN", 2: "BYTEORDER_BIG_ENDIAN"})
_EXPRESSION = Unit(
    "",
    {
        0: "invalid",
        1: "verdict",
        2: "symbol",
        3: "variable",
        4: "value",
        5: "prefix",
        6: "range",
        7: "payload",
        8: "exthdr",
        9: "meta",
        10: "socket",
        11: "osf",
        12: "ct",
        13: "concat",
        14: "list",
        15: "set",
        16: "set_ref",
        17: "set_elem",
        18: "mapping",
        19: "map",
        20: "unary",
        21: "binop",
        22: "relational",
        23: "numgen",
        24: "hash",
        25: "rt",
        26: "fib",
        27: "xfrm",
    },
)
"""nft's own numbers of what `typeof` names"""
_TYPEOF = _userdata(
    {
        0: ("NFTNL_UDATA_SET_TYPEOF_EXPR", U32, _EXPRESSION),
        1: ("NFTNL_UDATA_SET_TYPEOF_DATA", OPAQUE, None),
    }
)

TABLE_USERDATA = _userdata(
    {
        0: ("NFTNL_UDATA_TABLE_COMMENT", TEXT, None),
        1: ("NFTNL_UDATA_TABLE_NFTVER", Sequence(U8), None),
        2: ("NFTNL_UDATA_TABLE_NFTBLD", BE64, None),
    }
)
CHAIN_USERDATA = _userdata({0: ("NFTNL_UDATA_CHAIN_COMMENT", TEXT, None)})
RULE_USERDATA = _userdata(
    {
        0: ("NFTNL_UDATA_RULE_COMMENT", TEXT, None),
        1: ("NFTNL_UDATA_RULE_EBTABLES_POLICY", U32, None),
    }
)
OBJECT_USERDATA = _userdata({0: ("NFTNL_UDATA_OBJ_COMMENT", TEXT, None)})
SET_USERDATA = _userdata(
    {
        0: ("NFTNL_UDATA_SET_KEYBYTEORDER", U32, _BYTE_ORDER),
        1: ("NFTNL_UDATA_SET_DATABYTEORDER", U32, _BYTE_ORDER),
        2: ("NFTNL_UDATA_SET_MERGE_ELEMENTS", U32, BOOL),
        3: ("NFTNL_UDATA_SET_KEY_TYPEOF", _TYPEOF, None),
        4: ("NFTNL_UDATA_SET_DATA_TYPEOF", _TYPEOF, None),
        5: ("NFTNL_UDATA_SET_EXPR", OPAQUE, None),
        6: ("NFTNL_UDATA_SET_DATA_INTERVAL", U32, BOOL),
        7: ("NFTNL_UDATA_SET_COMMENT", TEXT, None),
    }
)
ELEMENT_USERDATA = _userdata(
    {
        0: ("NFTNL_UDATA_SET_ELEM_COMMENT", TEXT, None),
        1: ("NFTNL_UDATA_SET_ELEM_FLAGS", U32, Unit("", {1: "NFTNL_SET_ELEM_F_INTERVAL_OPEN"})),
    }
)
