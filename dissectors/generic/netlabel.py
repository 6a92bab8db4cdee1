"""NetLabel: which security labels packets carry, by domain, by address, in CIPSO and CALIPSO options.

There is no UAPI header: net/netlabel/netlabel_{mgmt,cipso_v4,calipso,unlabeled}.h, include/net/netlabel.h.
"""

from __future__ import annotations

from dissectors.constants import AF
from nldissect.schema import (
    BOOL,
    IPV4,
    IPV6,
    TEXT,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
    Lazy,
    Operation,
    Text,
)

PROTOCOL_VERSION = 3

NETLBL_NLTYPE = Enum(
    "NETLBL_NLTYPE_",
    {
        0: "NETLBL_NLTYPE_NONE",
        1: "NETLBL_NLTYPE_MGMT",
        2: "NETLBL_NLTYPE_RIPSO",
        3: "NETLBL_NLTYPE_CIPSOV4",
        4: "NETLBL_NLTYPE_CIPSOV6",
        5: "NETLBL_NLTYPE_UNLABELED",
        6: "NETLBL_NLTYPE_ADDRSELECT",
        7: "NETLBL_NLTYPE_CALIPSO",
    },
)
# include/net/cipso_ipv4.h
CIPSO_V4_MAP = Enum(
    "CIPSO_V4_MAP_",
    {0: "CIPSO_V4_MAP_UNKNOWN", 1: "CIPSO_V4_MAP_TRANS", 2: "CIPSO_V4_MAP_PASS", 3: "CIPSO_V4_MAP_LOCAL"},
)
CIPSO_V4_TAG = Enum(
    "CIPSO_V4_TAG_",
    {
        0: "CIPSO_V4_TAG_INVALID",
        1: "CIPSO_V4_TAG_RBITMAP",
        2: "CIPSO_V4_TAG_ENUM",
        5: "CIPSO_V4_TAG_RANGE",
        6: "CIPSO_V4_TAG_PBITMAP",
        7: "CIPSO_V4_TAG_FREEFORM",
        128: "CIPSO_V4_TAG_LOCAL",
    },
)
# include/net/calipso.h
CALIPSO_MAP = Enum("CALIPSO_MAP_", {0: "CALIPSO_MAP_UNKNOWN", 2: "CALIPSO_MAP_PASS"})

NLBL_MGMT_A = AttributeSet(
    "NLBL_MGMT_A_",
    [
        Attribute(1, "NLBL_MGMT_A_DOMAIN", Text(nul=True)),
        Attribute(2, "NLBL_MGMT_A_PROTOCOL", U32, NETLBL_NLTYPE),
        Attribute(3, "NLBL_MGMT_A_VERSION", U32),
        Attribute(4, "NLBL_MGMT_A_CV4DOI", U32),
        Attribute(5, "NLBL_MGMT_A_IPV6ADDR", IPV6),
        Attribute(6, "NLBL_MGMT_A_IPV6MASK", IPV6),
        Attribute(7, "NLBL_MGMT_A_IPV4ADDR", IPV4),
        Attribute(8, "NLBL_MGMT_A_IPV4MASK", IPV4),
        Attribute(9, "NLBL_MGMT_A_ADDRSELECTOR", Lazy("dissectors.generic.netlabel:NLBL_MGMT_A"), multiple=True),
        Attribute(10, "NLBL_MGMT_A_SELECTORLIST", Lazy("dissectors.generic.netlabel:NLBL_MGMT_A")),
        Attribute(11, "NLBL_MGMT_A_FAMILY", U16, AF),
        Attribute(12, "NLBL_MGMT_A_CLPDOI", U32),
    ],
)

NLBL_CIPSOV4_A = AttributeSet(
    "NLBL_CIPSOV4_A_",
    [
        Attribute(1, "NLBL_CIPSOV4_A_DOI", U32),
        Attribute(2, "NLBL_CIPSOV4_A_MTYPE", U32, CIPSO_V4_MAP),
        Attribute(3, "NLBL_CIPSOV4_A_TAG", U8, CIPSO_V4_TAG, multiple=True),
        Attribute(4, "NLBL_CIPSOV4_A_TAGLST", Lazy("dissectors.generic.netlabel:NLBL_CIPSOV4_A")),
        Attribute(5, "NLBL_CIPSOV4_A_MLSLVLLOC", U32),
        Attribute(6, "NLBL_CIPSOV4_A_MLSLVLREM", U32),
        Attribute(7, "NLBL_CIPSOV4_A_MLSLVL", Lazy("dissectors.generic.netlabel:NLBL_CIPSOV4_A"), multiple=True),
        Attribute(8, "NLBL_CIPSOV4_A_MLSLVLLST", Lazy("dissectors.generic.netlabel:NLBL_CIPSOV4_A")),
        Attribute(9, "NLBL_CIPSOV4_A_MLSCATLOC", U32),
        Attribute(10, "NLBL_CIPSOV4_A_MLSCATREM", U32),
        Attribute(11, "NLBL_CIPSOV4_A_MLSCAT", Lazy("dissectors.generic.netlabel:NLBL_CIPSOV4_A"), multiple=True),
        Attribute(12, "NLBL_CIPSOV4_A_MLSCATLST", Lazy("dissectors.generic.netlabel:NLBL_CIPSOV4_A")),
    ],
)

NLBL_CALIPSO_A = AttributeSet(
    "NLBL_CALIPSO_A_",
    [
        Attribute(1, "NLBL_CALIPSO_A_DOI", U32),
        Attribute(2, "NLBL_CALIPSO_A_MTYPE", U32, CALIPSO_MAP),
    ],
)

NLBL_UNLABEL_A = AttributeSet(
    "NLBL_UNLABEL_A_",
    [
        Attribute(1, "NLBL_UNLABEL_A_ACPTFLG", U8, BOOL),
        Attribute(2, "NLBL_UNLABEL_A_IPV6ADDR", IPV6),
        Attribute(3, "NLBL_UNLABEL_A_IPV6MASK", IPV6),
        Attribute(4, "NLBL_UNLABEL_A_IPV4ADDR", IPV4),
        Attribute(5, "NLBL_UNLABEL_A_IPV4MASK", IPV4),
        Attribute(6, "NLBL_UNLABEL_A_IFACE", Text(longest=15, nul=True)),
        Attribute(7, "NLBL_UNLABEL_A_SECCTX", TEXT),
    ],
)

MAPPING = (
    "[domain {NLBL_MGMT_A_DOMAIN}][ {NLBL_MGMT_A_PROTOCOL}][ doi {NLBL_MGMT_A_CV4DOI}][ doi {NLBL_MGMT_A_CLPDOI}]"
    "[ {NLBL_MGMT_A_IPV4ADDR}/{NLBL_MGMT_A_IPV4MASK}][ {NLBL_MGMT_A_IPV6ADDR}/{NLBL_MGMT_A_IPV6MASK}]"
    "[ {NLBL_MGMT_A_FAMILY}]"
)
LABEL = (
    "[{NLBL_UNLABEL_A_IFACE}][ {NLBL_UNLABEL_A_IPV4ADDR}/{NLBL_UNLABEL_A_IPV4MASK}]"
    "[ {NLBL_UNLABEL_A_IPV6ADDR}/{NLBL_UNLABEL_A_IPV6MASK}][ {NLBL_UNLABEL_A_SECCTX}]"
)
ACCEPT = "[accept {NLBL_UNLABEL_A_ACPTFLG}]"

MANAGEMENT = (
    Command(1, "NLBL_MGMT_C_ADD", operation=Operation.NEW, summary=MAPPING),
    Command(2, "NLBL_MGMT_C_REMOVE", operation=Operation.DELETE, summary=MAPPING),
    Command(3, "NLBL_MGMT_C_LISTALL", operation=Operation.GET, summary=MAPPING),
    Command(4, "NLBL_MGMT_C_ADDDEF", operation=Operation.NEW, summary=MAPPING),
    Command(5, "NLBL_MGMT_C_REMOVEDEF", operation=Operation.DELETE, summary=MAPPING),
    Command(6, "NLBL_MGMT_C_LISTDEF", operation=Operation.GET, summary=MAPPING),
    Command(7, "NLBL_MGMT_C_PROTOCOLS", operation=Operation.GET, summary=MAPPING),
    Command(8, "NLBL_MGMT_C_VERSION", operation=Operation.GET, summary="[{NLBL_MGMT_A_VERSION}]"),
)

CIPSO = (
    Command(
        1, "NLBL_CIPSOV4_C_ADD", operation=Operation.NEW, summary="[doi {NLBL_CIPSOV4_A_DOI}][ {NLBL_CIPSOV4_A_MTYPE}]"
    ),
    Command(
        2,
        "NLBL_CIPSOV4_C_REMOVE",
        operation=Operation.DELETE,
        summary="[doi {NLBL_CIPSOV4_A_DOI}][ {NLBL_CIPSOV4_A_MTYPE}]",
    ),
    Command(
        3, "NLBL_CIPSOV4_C_LIST", operation=Operation.GET, summary="[doi {NLBL_CIPSOV4_A_DOI}][ {NLBL_CIPSOV4_A_MTYPE}]"
    ),
    Command(
        4,
        "NLBL_CIPSOV4_C_LISTALL",
        operation=Operation.GET,
        summary="[doi {NLBL_CIPSOV4_A_DOI}][ {NLBL_CIPSOV4_A_MTYPE}]",
    ),
)

CALIPSO = (
    Command(
        1, "NLBL_CALIPSO_C_ADD", operation=Operation.NEW, summary="[doi {NLBL_CALIPSO_A_DOI}][ {NLBL_CALIPSO_A_MTYPE}]"
    ),
    Command(
        2,
        "NLBL_CALIPSO_C_REMOVE",
        operation=Operation.DELETE,
        summary="[doi {NLBL_CALIPSO_A_DOI}][ {NLBL_CALIPSO_A_MTYPE}]",
    ),
    Command(
        3, "NLBL_CALIPSO_C_LIST", operation=Operation.GET, summary="[doi {NLBL_CALIPSO_A_DOI}][ {NLBL_CALIPSO_A_MTYPE}]"
    ),
    Command(
        4,
        "NLBL_CALIPSO_C_LISTALL",
        operation=Operation.GET,
        summary="[doi {NLBL_CALIPSO_A_DOI}][ {NLBL_CALIPSO_A_MTYPE}]",
    ),
)

UNLABELED = (
    Command(1, "NLBL_UNLABEL_C_ACCEPT", operation=Operation.NEW, summary=ACCEPT),
    Command(2, "NLBL_UNLABEL_C_LIST", operation=Operation.GET, summary=ACCEPT),
    Command(3, "NLBL_UNLABEL_C_STATICADD", operation=Operation.NEW, summary=LABEL),
    Command(4, "NLBL_UNLABEL_C_STATICREMOVE", operation=Operation.DELETE, summary=LABEL),
    Command(5, "NLBL_UNLABEL_C_STATICLIST", operation=Operation.GET, summary=LABEL),
    Command(6, "NLBL_UNLABEL_C_STATICADDDEF", operation=Operation.NEW, summary=LABEL),
    Command(7, "NLBL_UNLABEL_C_STATICREMOVEDEF", operation=Operation.DELETE, summary=LABEL),
    Command(8, "NLBL_UNLABEL_C_STATICLISTDEF", operation=Operation.GET, summary=LABEL),
)

FAMILIES = (
    GenericFamily("NLBL_MGMT", NLBL_MGMT_A, commands=MANAGEMENT, version=PROTOCOL_VERSION),
    GenericFamily("NLBL_CIPSOv4", NLBL_CIPSOV4_A, commands=CIPSO, version=PROTOCOL_VERSION),
    GenericFamily("NLBL_CALIPSO", NLBL_CALIPSO_A, commands=CALIPSO, version=PROTOCOL_VERSION),
    GenericFamily("NLBL_UNLBL", NLBL_UNLABEL_A, commands=UNLABELED, version=PROTOCOL_VERSION),
)
