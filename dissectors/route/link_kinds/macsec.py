"""macsec: IEEE 802.1AE (linux/if_link.h, linux/if_macsec.h). Keys go over generic netlink's "macsec"."""

from __future__ import annotations

from nldissect.schema import BE16, BE64, BOOL, BYTES, HEX, OPAQUE, PACKETS, U8, U32, U64, Attribute, AttributeSet, Enum

MACSEC_VALIDATE = Enum(
    "MACSEC_VALIDATE_",
    {0: "MACSEC_VALIDATE_DISABLED", 1: "MACSEC_VALIDATE_CHECK", 2: "MACSEC_VALIDATE_STRICT"},
)
MACSEC_OFFLOAD = Enum(
    "MACSEC_OFFLOAD_",
    {0: "MACSEC_OFFLOAD_OFF", 1: "MACSEC_OFFLOAD_PHY", 2: "MACSEC_OFFLOAD_MAC"},
)
MACSEC_CIPHER_ID = Enum(
    "MACSEC_",
    {
        0x0080020001000001: "MACSEC_DEFAULT_CIPHER_ID",
        0x0080C20001000001: "MACSEC_CIPHER_ID_GCM_AES_128",
        0x0080C20001000002: "MACSEC_CIPHER_ID_GCM_AES_256",
        0x0080C20001000003: "MACSEC_CIPHER_ID_GCM_AES_XPN_128",
        0x0080C20001000004: "MACSEC_CIPHER_ID_GCM_AES_XPN_256",
    },
)

IFLA_MACSEC = AttributeSet(
    "IFLA_MACSEC_",
    [
        Attribute(1, "IFLA_MACSEC_SCI", BE64, HEX),
        Attribute(2, "IFLA_MACSEC_PORT", BE16),
        Attribute(3, "IFLA_MACSEC_ICV_LEN", U8, BYTES, range=(8, 16)),
        Attribute(4, "IFLA_MACSEC_CIPHER_SUITE", U64, MACSEC_CIPHER_ID),
        Attribute(5, "IFLA_MACSEC_WINDOW", U32, PACKETS),
        Attribute(6, "IFLA_MACSEC_ENCODING_SA", U8, range=(0, 3)),
        Attribute(7, "IFLA_MACSEC_ENCRYPT", U8, BOOL, range=(0, 1)),
        Attribute(8, "IFLA_MACSEC_PROTECT", U8, BOOL, range=(0, 1)),
        Attribute(9, "IFLA_MACSEC_INC_SCI", U8, BOOL, range=(0, 1)),
        Attribute(10, "IFLA_MACSEC_ES", U8, BOOL, range=(0, 1)),
        Attribute(11, "IFLA_MACSEC_SCB", U8, BOOL, range=(0, 1)),
        Attribute(12, "IFLA_MACSEC_REPLAY_PROTECT", U8, BOOL, range=(0, 1)),
        Attribute(13, "IFLA_MACSEC_VALIDATION", U8, MACSEC_VALIDATE, range=(0, 2)),
        Attribute(14, "IFLA_MACSEC_PAD", OPAQUE),
        Attribute(15, "IFLA_MACSEC_OFFLOAD", U8, MACSEC_OFFLOAD, range=(0, 2)),
    ],
)
