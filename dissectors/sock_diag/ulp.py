"""Protocols above TCP: kernel TLS, and MPTCP's view of a subflow (linux/inet_diag.h, linux/tls.h, linux/mptcp.h)."""

from __future__ import annotations

from nldissect.schema import BYTES, FLAG, HEX, OPAQUE, TEXT, U8, U16, U32, U64, Attribute, AttributeSet, Enum, Flags

TLS_VERSION = Enum("TLS_", {0x303: "TLS_1_2_VERSION", 0x304: "TLS_1_3_VERSION"})
TLS_CIPHER = Enum(
    "TLS_CIPHER_",
    {
        51: "TLS_CIPHER_AES_GCM_128",
        52: "TLS_CIPHER_AES_GCM_256",
        53: "TLS_CIPHER_AES_CCM_128",
        54: "TLS_CIPHER_CHACHA20_POLY1305",
        55: "TLS_CIPHER_SM4_GCM",
        56: "TLS_CIPHER_SM4_CCM",
        57: "TLS_CIPHER_ARIA_GCM_128",
        58: "TLS_CIPHER_ARIA_GCM_256",
    },
)
TLS_CONF = Enum("TLS_CONF_", {1: "TLS_CONF_BASE", 2: "TLS_CONF_SW", 3: "TLS_CONF_HW", 4: "TLS_CONF_HW_RECORD"})
TLS_INFO = AttributeSet(
    "TLS_INFO_",
    [
        Attribute(1, "TLS_INFO_VERSION", U16, TLS_VERSION),
        Attribute(2, "TLS_INFO_CIPHER", U16, TLS_CIPHER),
        Attribute(3, "TLS_INFO_TXCONF", U16, TLS_CONF),
        Attribute(4, "TLS_INFO_RXCONF", U16, TLS_CONF),
        Attribute(5, "TLS_INFO_ZC_RO_TX", FLAG),
        Attribute(6, "TLS_INFO_RX_NO_PAD", FLAG),
        Attribute(7, "TLS_INFO_TX_MAX_PAYLOAD_LEN", U16, BYTES),
    ],
)

MPTCP_SUBFLOW_FLAG = Flags(
    "MPTCP_SUBFLOW_FLAG_",
    {
        0x001: "MPTCP_SUBFLOW_FLAG_MCAP_REM",
        0x002: "MPTCP_SUBFLOW_FLAG_MCAP_LOC",
        0x004: "MPTCP_SUBFLOW_FLAG_JOIN_REM",
        0x008: "MPTCP_SUBFLOW_FLAG_JOIN_LOC",
        0x010: "MPTCP_SUBFLOW_FLAG_BKUP_REM",
        0x020: "MPTCP_SUBFLOW_FLAG_BKUP_LOC",
        0x040: "MPTCP_SUBFLOW_FLAG_FULLY_ESTABLISHED",
        0x080: "MPTCP_SUBFLOW_FLAG_CONNECTED",
        0x100: "MPTCP_SUBFLOW_FLAG_MAPVALID",
    },
)
MPTCP_SUBFLOW = AttributeSet(
    "MPTCP_SUBFLOW_ATTR_",
    [
        Attribute(1, "MPTCP_SUBFLOW_ATTR_TOKEN_REM", U32, HEX),
        Attribute(2, "MPTCP_SUBFLOW_ATTR_TOKEN_LOC", U32, HEX),
        Attribute(3, "MPTCP_SUBFLOW_ATTR_RELWRITE_SEQ", U32),
        Attribute(4, "MPTCP_SUBFLOW_ATTR_MAP_SEQ", U64),
        Attribute(5, "MPTCP_SUBFLOW_ATTR_MAP_SFSEQ", U32),
        Attribute(6, "MPTCP_SUBFLOW_ATTR_SSN_OFFSET", U32),
        Attribute(7, "MPTCP_SUBFLOW_ATTR_MAP_DATALEN", U16),
        Attribute(8, "MPTCP_SUBFLOW_ATTR_FLAGS", U32, MPTCP_SUBFLOW_FLAG),
        Attribute(9, "MPTCP_SUBFLOW_ATTR_ID_REM", U8),
        Attribute(10, "MPTCP_SUBFLOW_ATTR_ID_LOC", U8),
        Attribute(11, "MPTCP_SUBFLOW_ATTR_PAD", OPAQUE),
    ],
)

INET_ULP_INFO = AttributeSet(
    "INET_ULP_INFO_",
    [
        Attribute(1, "INET_ULP_INFO_NAME", TEXT),
        Attribute(2, "INET_ULP_INFO_TLS", TLS_INFO),
        Attribute(3, "INET_ULP_INFO_MPTCP", MPTCP_SUBFLOW),
    ],
)
