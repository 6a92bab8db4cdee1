"""Simulated wireless radios: the hwsim driver's family (drivers/net/wireless/virtual/mac80211_hwsim.h, not UAPI)."""

from __future__ import annotations

from dissectors.generic.nl80211.constants import IFTYPE
from dissectors.generic.nl80211.measurement import PMSR
from dissectors.generic.nl80211.suites import CIPHER
from dissectors.generic.nl80211.units import DBM, MHZ
from nldissect.schema import (
    FLAG,
    HEX,
    LINK_ADDRESS,
    OPAQUE,
    S8,
    S32,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Flags,
    GenericFamily,
    Member,
    Operation,
    Packet,
    Sequence,
    Struct,
)

IFTYPES = Flags("NL80211_IFTYPE_", {1 << number: name for number, name in IFTYPE.constants.items()})
HWSIM_TX_CTL = Flags(
    "HWSIM_TX_",
    {
        0x1: "HWSIM_TX_CTL_REQ_TX_STATUS",
        0x2: "HWSIM_TX_CTL_NO_ACK",
        0x4: "HWSIM_TX_STAT_ACK",
    },
)
HWSIM_TX_RATE = Struct("hwsim_tx_rate", [Member("idx", S8), Member("count", U8)], text="{idx} x {count}")
HWSIM_TX_RATE_FLAG = Struct("hwsim_tx_rate_flag", [Member("idx", S8), Member("flags", U16, HEX)], text="{idx} {flags}")
"""packed"""
HWSIM_ATTR = AttributeSet(
    "HWSIM_ATTR_",
    [
        Attribute(1, "HWSIM_ATTR_ADDR_RECEIVER", LINK_ADDRESS),
        Attribute(2, "HWSIM_ATTR_ADDR_TRANSMITTER", LINK_ADDRESS),
        Attribute(3, "HWSIM_ATTR_FRAME", Packet(link="802.11")),
        Attribute(4, "HWSIM_ATTR_FLAGS", U32, HWSIM_TX_CTL),
        Attribute(5, "HWSIM_ATTR_RX_RATE", U32),
        Attribute(6, "HWSIM_ATTR_SIGNAL", S32, DBM),
        Attribute(7, "HWSIM_ATTR_TX_INFO", Sequence(HWSIM_TX_RATE)),
        Attribute(8, "HWSIM_ATTR_COOKIE", U64, HEX),
        Attribute(9, "HWSIM_ATTR_CHANNELS", U32),
        Attribute(10, "HWSIM_ATTR_RADIO_ID", U32),
        Attribute(11, "HWSIM_ATTR_REG_HINT_ALPHA2", TEXT),
        Attribute(12, "HWSIM_ATTR_REG_CUSTOM_REG", U32),
        Attribute(13, "HWSIM_ATTR_REG_STRICT_REG", FLAG),
        Attribute(14, "HWSIM_ATTR_SUPPORT_P2P_DEVICE", FLAG),
        Attribute(15, "HWSIM_ATTR_USE_CHANCTX", FLAG),
        Attribute(16, "HWSIM_ATTR_DESTROY_RADIO_ON_CLOSE", FLAG),
        Attribute(17, "HWSIM_ATTR_RADIO_NAME", TEXT),
        Attribute(18, "HWSIM_ATTR_NO_VIF", FLAG),
        Attribute(19, "HWSIM_ATTR_FREQ", U32, MHZ),
        Attribute(20, "HWSIM_ATTR_PAD", OPAQUE),
        Attribute(21, "HWSIM_ATTR_TX_INFO_FLAGS", Sequence(HWSIM_TX_RATE_FLAG)),
        Attribute(22, "HWSIM_ATTR_PERM_ADDR", LINK_ADDRESS),
        Attribute(23, "HWSIM_ATTR_IFTYPE_SUPPORT", U32, IFTYPES),
        Attribute(24, "HWSIM_ATTR_CIPHER_SUPPORT", Sequence(U32, CIPHER)),
        Attribute(25, "HWSIM_ATTR_MLO_SUPPORT", FLAG),
        Attribute(26, "HWSIM_ATTR_PMSR_SUPPORT", PMSR),
        Attribute(27, "HWSIM_ATTR_PMSR_REQUEST", PMSR),
        Attribute(28, "HWSIM_ATTR_PMSR_RESULT", PMSR),
        Attribute(29, "HWSIM_ATTR_MULTI_RADIO", FLAG),
        Attribute(30, "HWSIM_ATTR_SUPPORT_NAN_DEVICE", FLAG),
        Attribute(31, "HWSIM_ATTR_SUPPORT_BACKGROUND_RADAR", FLAG),
    ],
)

_RADIO = "[radio {HWSIM_ATTR_RADIO_ID}][ {HWSIM_ATTR_RADIO_NAME}][ channels {HWSIM_ATTR_CHANNELS}]"
_FRAME = "[{HWSIM_ATTR_ADDR_TRANSMITTER}][ to {HWSIM_ATTR_ADDR_RECEIVER}][ freq {HWSIM_ATTR_FREQ}]"

MAC80211_HWSIM = GenericFamily(
    "MAC80211_HWSIM",
    HWSIM_ATTR,
    commands=(
        Command(1, "HWSIM_CMD_REGISTER"),
        Command(2, "HWSIM_CMD_FRAME", summary=_FRAME),
        Command(3, "HWSIM_CMD_TX_INFO_FRAME", summary=_FRAME),
        Command(4, "HWSIM_CMD_NEW_RADIO", operation=Operation.NEW, summary=_RADIO),
        Command(5, "HWSIM_CMD_DEL_RADIO", operation=Operation.DELETE, summary=_RADIO),
        Command(6, "HWSIM_CMD_GET_RADIO", operation=Operation.GET, summary=_RADIO),
        Command(7, "HWSIM_CMD_ADD_MAC_ADDR", operation=Operation.NEW, summary=_FRAME),
        Command(8, "HWSIM_CMD_DEL_MAC_ADDR", operation=Operation.DELETE, summary=_FRAME),
        Command(9, "HWSIM_CMD_START_PMSR"),
        Command(10, "HWSIM_CMD_ABORT_PMSR"),
        Command(11, "HWSIM_CMD_REPORT_PMSR"),
    ),
    groups=("config",),
)
FAMILIES = (MAC80211_HWSIM,)
