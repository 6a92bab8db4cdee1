"""MACsec, IEEE 802.1AE: secure channels, associations, keys and counters (linux/if_macsec.h)."""

from __future__ import annotations

from dissectors.route.link_kinds.macsec import MACSEC_CIPHER_ID, MACSEC_OFFLOAD, MACSEC_VALIDATE
from nldissect.schema import (
    BE32,
    BE64,
    BOOL,
    BYTES,
    HEX,
    INTERFACE,
    OPAQUE,
    PACKETS,
    U8,
    U32,
    U64,
    UINT,
    Attribute,
    AttributeSet,
    Bytes,
    Command,
    GenericFamily,
    Indexed,
    Operation,
)

AN = (0, 3)
"""association numbers"""

MACSEC_SA_STATS_ATTR = AttributeSet(
    "MACSEC_SA_STATS_ATTR_",
    [
        Attribute(1, "MACSEC_SA_STATS_ATTR_IN_PKTS_OK", U32, PACKETS),
        Attribute(2, "MACSEC_SA_STATS_ATTR_IN_PKTS_INVALID", U32, PACKETS),
        Attribute(3, "MACSEC_SA_STATS_ATTR_IN_PKTS_NOT_VALID", U32, PACKETS),
        Attribute(4, "MACSEC_SA_STATS_ATTR_IN_PKTS_NOT_USING_SA", U32, PACKETS),
        Attribute(5, "MACSEC_SA_STATS_ATTR_IN_PKTS_UNUSED_SA", U32, PACKETS),
        Attribute(6, "MACSEC_SA_STATS_ATTR_OUT_PKTS_PROTECTED", U32, PACKETS),
        Attribute(7, "MACSEC_SA_STATS_ATTR_OUT_PKTS_ENCRYPTED", U32, PACKETS),
    ],
)

MACSEC_RXSC_STATS_ATTR = AttributeSet(
    "MACSEC_RXSC_STATS_ATTR_",
    [
        Attribute(1, "MACSEC_RXSC_STATS_ATTR_IN_OCTETS_VALIDATED", U64, BYTES),
        Attribute(2, "MACSEC_RXSC_STATS_ATTR_IN_OCTETS_DECRYPTED", U64, BYTES),
        Attribute(3, "MACSEC_RXSC_STATS_ATTR_IN_PKTS_UNCHECKED", U64, PACKETS),
        Attribute(4, "MACSEC_RXSC_STATS_ATTR_IN_PKTS_DELAYED", U64, PACKETS),
        Attribute(5, "MACSEC_RXSC_STATS_ATTR_IN_PKTS_OK", U64, PACKETS),
        Attribute(6, "MACSEC_RXSC_STATS_ATTR_IN_PKTS_INVALID", U64, PACKETS),
        Attribute(7, "MACSEC_RXSC_STATS_ATTR_IN_PKTS_LATE", U64, PACKETS),
        Attribute(8, "MACSEC_RXSC_STATS_ATTR_IN_PKTS_NOT_VALID", U64, PACKETS),
        Attribute(9, "MACSEC_RXSC_STATS_ATTR_IN_PKTS_NOT_USING_SA", U64, PACKETS),
        Attribute(10, "MACSEC_RXSC_STATS_ATTR_IN_PKTS_UNUSED_SA", U64, PACKETS),
        Attribute(11, "MACSEC_RXSC_STATS_ATTR_PAD", OPAQUE),
    ],
)

MACSEC_TXSC_STATS_ATTR = AttributeSet(
    "MACSEC_TXSC_STATS_ATTR_",
    [
        Attribute(1, "MACSEC_TXSC_STATS_ATTR_OUT_PKTS_PROTECTED", U64, PACKETS),
        Attribute(2, "MACSEC_TXSC_STATS_ATTR_OUT_PKTS_ENCRYPTED", U64, PACKETS),
        Attribute(3, "MACSEC_TXSC_STATS_ATTR_OUT_OCTETS_PROTECTED", U64, BYTES),
        Attribute(4, "MACSEC_TXSC_STATS_ATTR_OUT_OCTETS_ENCRYPTED", U64, BYTES),
        Attribute(5, "MACSEC_TXSC_STATS_ATTR_PAD", OPAQUE),
    ],
)

MACSEC_SECY_STATS_ATTR = AttributeSet(
    "MACSEC_SECY_STATS_ATTR_",
    [
        Attribute(1, "MACSEC_SECY_STATS_ATTR_OUT_PKTS_UNTAGGED", U64, PACKETS),
        Attribute(2, "MACSEC_SECY_STATS_ATTR_IN_PKTS_UNTAGGED", U64, PACKETS),
        Attribute(3, "MACSEC_SECY_STATS_ATTR_OUT_PKTS_TOO_LONG", U64, PACKETS),
        Attribute(4, "MACSEC_SECY_STATS_ATTR_IN_PKTS_NO_TAG", U64, PACKETS),
        Attribute(5, "MACSEC_SECY_STATS_ATTR_IN_PKTS_BAD_TAG", U64, PACKETS),
        Attribute(6, "MACSEC_SECY_STATS_ATTR_IN_PKTS_UNKNOWN_SCI", U64, PACKETS),
        Attribute(7, "MACSEC_SECY_STATS_ATTR_IN_PKTS_NO_SCI", U64, PACKETS),
        Attribute(8, "MACSEC_SECY_STATS_ATTR_IN_PKTS_OVERRUN", U64, PACKETS),
        Attribute(9, "MACSEC_SECY_STATS_ATTR_PAD", OPAQUE),
    ],
)

MACSEC_SA_ATTR = AttributeSet(
    "MACSEC_SA_ATTR_",
    [
        Attribute(1, "MACSEC_SA_ATTR_AN", U8, range=AN),
        Attribute(2, "MACSEC_SA_ATTR_ACTIVE", U8, BOOL, range=(0, 1)),
        Attribute(3, "MACSEC_SA_ATTR_PN", UINT),
        Attribute(4, "MACSEC_SA_ATTR_KEY", OPAQUE, secret=True),
        Attribute(5, "MACSEC_SA_ATTR_KEYID", Bytes(16)),
        Attribute(6, "MACSEC_SA_ATTR_STATS", MACSEC_SA_STATS_ATTR),
        Attribute(7, "MACSEC_SA_ATTR_PAD", OPAQUE),
        Attribute(8, "MACSEC_SA_ATTR_SSCI", BE32, HEX),
        Attribute(9, "MACSEC_SA_ATTR_SALT", Bytes(12), secret=True),
    ],
)

MACSEC_RXSC_ATTR = AttributeSet(
    "MACSEC_RXSC_ATTR_",
    [
        Attribute(1, "MACSEC_RXSC_ATTR_SCI", BE64, HEX),
        Attribute(2, "MACSEC_RXSC_ATTR_ACTIVE", U8, BOOL, range=(0, 1)),
        Attribute(3, "MACSEC_RXSC_ATTR_SA_LIST", Indexed(MACSEC_SA_ATTR)),
        Attribute(4, "MACSEC_RXSC_ATTR_STATS", MACSEC_RXSC_STATS_ATTR),
        Attribute(5, "MACSEC_RXSC_ATTR_PAD", OPAQUE),
    ],
)

MACSEC_SECY_ATTR = AttributeSet(
    "MACSEC_SECY_ATTR_",
    [
        Attribute(1, "MACSEC_SECY_ATTR_SCI", BE64, HEX),
        Attribute(2, "MACSEC_SECY_ATTR_ENCODING_SA", U8, range=AN),
        Attribute(3, "MACSEC_SECY_ATTR_WINDOW", U32, PACKETS),
        Attribute(4, "MACSEC_SECY_ATTR_CIPHER_SUITE", U64, MACSEC_CIPHER_ID),
        Attribute(5, "MACSEC_SECY_ATTR_ICV_LEN", U8, BYTES),
        Attribute(6, "MACSEC_SECY_ATTR_PROTECT", U8, BOOL),
        Attribute(7, "MACSEC_SECY_ATTR_REPLAY", U8, BOOL),
        Attribute(8, "MACSEC_SECY_ATTR_OPER", U8, BOOL),
        Attribute(9, "MACSEC_SECY_ATTR_VALIDATE", U8, MACSEC_VALIDATE),
        Attribute(10, "MACSEC_SECY_ATTR_ENCRYPT", U8, BOOL),
        Attribute(11, "MACSEC_SECY_ATTR_INC_SCI", U8, BOOL),
        Attribute(12, "MACSEC_SECY_ATTR_ES", U8, BOOL),
        Attribute(13, "MACSEC_SECY_ATTR_SCB", U8, BOOL),
        Attribute(14, "MACSEC_SECY_ATTR_PAD", OPAQUE),
    ],
)

MACSEC_OFFLOAD_ATTR = AttributeSet(
    "MACSEC_OFFLOAD_ATTR_",
    [
        Attribute(1, "MACSEC_OFFLOAD_ATTR_TYPE", U8, MACSEC_OFFLOAD, range=(0, 2)),
        Attribute(2, "MACSEC_OFFLOAD_ATTR_PAD", OPAQUE),
    ],
)

MACSEC_ATTR = AttributeSet(
    "MACSEC_ATTR_",
    [
        Attribute(1, "MACSEC_ATTR_IFINDEX", U32, INTERFACE),
        Attribute(2, "MACSEC_ATTR_RXSC_CONFIG", MACSEC_RXSC_ATTR),
        Attribute(3, "MACSEC_ATTR_SA_CONFIG", MACSEC_SA_ATTR),
        Attribute(4, "MACSEC_ATTR_SECY", MACSEC_SECY_ATTR),
        Attribute(5, "MACSEC_ATTR_TXSA_LIST", Indexed(MACSEC_SA_ATTR)),
        Attribute(6, "MACSEC_ATTR_RXSC_LIST", Indexed(MACSEC_RXSC_ATTR)),
        Attribute(7, "MACSEC_ATTR_TXSC_STATS", MACSEC_TXSC_STATS_ATTR),
        Attribute(8, "MACSEC_ATTR_SECY_STATS", MACSEC_SECY_STATS_ATTR),
        Attribute(9, "MACSEC_ATTR_OFFLOAD", MACSEC_OFFLOAD_ATTR),
    ],
)

SUMMARY = (
    "[{MACSEC_ATTR_IFINDEX}][ sci {MACSEC_ATTR_SECY.MACSEC_SECY_ATTR_SCI}]"
    "[ cipher {MACSEC_ATTR_SECY.MACSEC_SECY_ATTR_CIPHER_SUITE}][ rx sci {MACSEC_ATTR_RXSC_CONFIG.MACSEC_RXSC_ATTR_SCI}]"
    "[ sa {MACSEC_ATTR_SA_CONFIG.MACSEC_SA_ATTR_AN}][ pn {MACSEC_ATTR_SA_CONFIG.MACSEC_SA_ATTR_PN}]"
    "[ {MACSEC_ATTR_SA_CONFIG.MACSEC_SA_ATTR_ACTIVE}][ key {MACSEC_ATTR_SA_CONFIG.MACSEC_SA_ATTR_KEYID}]"
    "[ offload {MACSEC_ATTR_OFFLOAD.MACSEC_OFFLOAD_ATTR_TYPE}]"
)

COMMANDS = (
    Command(0, "MACSEC_CMD_GET_TXSC", operation=Operation.GET, summary=SUMMARY),
    Command(1, "MACSEC_CMD_ADD_RXSC", operation=Operation.NEW, summary=SUMMARY),
    Command(2, "MACSEC_CMD_DEL_RXSC", operation=Operation.DELETE, summary=SUMMARY),
    Command(3, "MACSEC_CMD_UPD_RXSC", operation=Operation.NEW, summary=SUMMARY),
    Command(4, "MACSEC_CMD_ADD_TXSA", operation=Operation.NEW, summary=SUMMARY),
    Command(5, "MACSEC_CMD_DEL_TXSA", operation=Operation.DELETE, summary=SUMMARY),
    Command(6, "MACSEC_CMD_UPD_TXSA", operation=Operation.NEW, summary=SUMMARY),
    Command(7, "MACSEC_CMD_ADD_RXSA", operation=Operation.NEW, summary=SUMMARY),
    Command(8, "MACSEC_CMD_DEL_RXSA", operation=Operation.DELETE, summary=SUMMARY),
    Command(9, "MACSEC_CMD_UPD_RXSA", operation=Operation.NEW, summary=SUMMARY),
    Command(10, "MACSEC_CMD_UPD_OFFLOAD", operation=Operation.NEW, summary=SUMMARY),
)

MACSEC = GenericFamily("macsec", MACSEC_ATTR, commands=COMMANDS)
FAMILIES = (MACSEC,)
