"""Access points: queues, access lists, BSS colours, spatial reuse, several BSSIDs, discovery frames."""

from __future__ import annotations

from dissectors.generic.nl80211.constants import AC, IFTYPES
from dissectors.generic.nl80211.elements import BEACON, ELEMENTS
from dissectors.generic.nl80211.suites import AKM
from dissectors.generic.nl80211.units import TIME_UNITS, UNITS_OF_32_US
from dissectors.wide_values import BIT_NUMBERS
from nldissect.schema import (
    FLAG,
    HEX,
    INTERFACE,
    OPAQUE,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Packet,
    Sequence,
)

ACL_POLICY = Enum(
    "NL80211_ACL_POLICY_",
    {
        0: "NL80211_ACL_POLICY_ACCEPT_UNLESS_LISTED",
        1: "NL80211_ACL_POLICY_DENY_UNLESS_LISTED",
    },
)
HIDDEN_SSID = Enum(
    "NL80211_HIDDEN_SSID_",
    {
        0: "NL80211_HIDDEN_SSID_NOT_IN_USE",
        1: "NL80211_HIDDEN_SSID_ZERO_LEN",
        2: "NL80211_HIDDEN_SSID_ZERO_CONTENTS",
    },
)
AP_SETTINGS = Flags(
    "NL80211_AP_SETTINGS_",
    {
        0x1: "NL80211_AP_SETTINGS_EXTERNAL_AUTH_SUPPORT",
        0x2: "NL80211_AP_SETTINGS_SA_QUERY_OFFLOAD_SUPPORT",
    },
)
CONN_FAIL = Enum(
    "NL80211_CONN_FAIL_",
    {
        0: "NL80211_CONN_FAIL_MAX_CLIENTS",
        1: "NL80211_CONN_FAIL_BLOCKED_CLIENT",
    },
)
CRIT_PROTO = Enum(
    "NL80211_CRIT_PROTO_",
    {
        0: "NL80211_CRIT_PROTO_UNSPEC",
        1: "NL80211_CRIT_PROTO_DHCP",
        2: "NL80211_CRIT_PROTO_EAPOL",
        3: "NL80211_CRIT_PROTO_APIPA",
    },
)
RXMGMT_FLAG = Flags(
    "NL80211_RXMGMT_FLAG_",
    {
        0x1: "NL80211_RXMGMT_FLAG_ANSWERED",
        0x2: "NL80211_RXMGMT_FLAG_EXTERNAL_AUTH",
    },
)
TXQ_PARAMS = AttributeSet(
    "NL80211_TXQ_ATTR_",
    [
        Attribute(1, "NL80211_TXQ_ATTR_AC", U8, AC),
        Attribute(2, "NL80211_TXQ_ATTR_TXOP", U16, UNITS_OF_32_US),
        Attribute(3, "NL80211_TXQ_ATTR_CWMIN", U16),
        Attribute(4, "NL80211_TXQ_ATTR_CWMAX", U16),
        Attribute(5, "NL80211_TXQ_ATTR_AIFS", U8),
    ],
)
HE_OBSS_PD = AttributeSet(
    "NL80211_HE_OBSS_PD_ATTR_",
    [
        Attribute(1, "NL80211_HE_OBSS_PD_ATTR_MIN_OFFSET", U8, range=(1, 20)),
        Attribute(2, "NL80211_HE_OBSS_PD_ATTR_MAX_OFFSET", U8, range=(1, 20)),
        Attribute(3, "NL80211_HE_OBSS_PD_ATTR_NON_SRG_MAX_OFFSET", U8, range=(1, 20)),
        Attribute(4, "NL80211_HE_OBSS_PD_ATTR_BSS_COLOR_BITMAP", BIT_NUMBERS),
        Attribute(5, "NL80211_HE_OBSS_PD_ATTR_PARTIAL_BSSID_BITMAP", BIT_NUMBERS),
        Attribute(6, "NL80211_HE_OBSS_PD_ATTR_SR_CTRL", U8, HEX),
    ],
)
HE_BSS_COLOR = AttributeSet(
    "NL80211_HE_BSS_COLOR_ATTR_",
    [
        Attribute(1, "NL80211_HE_BSS_COLOR_ATTR_COLOR", U8, range=(1, 63)),
        Attribute(2, "NL80211_HE_BSS_COLOR_ATTR_DISABLED", FLAG),
        Attribute(3, "NL80211_HE_BSS_COLOR_ATTR_PARTIAL", FLAG),
    ],
)
IFTYPE_AKM = AttributeSet(
    "NL80211_IFTYPE_AKM_ATTR_",
    [
        Attribute(1, "NL80211_IFTYPE_AKM_ATTR_IFTYPES", IFTYPES),
        Attribute(2, "NL80211_IFTYPE_AKM_ATTR_SUITES", Sequence(U32, AKM)),
    ],
)
FILS_DISCOVERY = AttributeSet(
    "NL80211_FILS_DISCOVERY_ATTR_",
    [
        Attribute(1, "NL80211_FILS_DISCOVERY_ATTR_INT_MIN", U32, TIME_UNITS, range=(0, 10000)),
        Attribute(2, "NL80211_FILS_DISCOVERY_ATTR_INT_MAX", U32, TIME_UNITS, range=(0, 10000)),
        Attribute(3, "NL80211_FILS_DISCOVERY_ATTR_TMPL", Packet(link="802.11")),
    ],
)
UNSOL_BCAST_PROBE_RESP = AttributeSet(
    "NL80211_UNSOL_BCAST_PROBE_RESP_ATTR_",
    [
        Attribute(1, "NL80211_UNSOL_BCAST_PROBE_RESP_ATTR_INT", U32, TIME_UNITS, range=(0, 20)),
        Attribute(2, "NL80211_UNSOL_BCAST_PROBE_RESP_ATTR_TMPL", BEACON),
    ],
)
MBSSID_CONFIG = AttributeSet(
    "NL80211_MBSSID_CONFIG_ATTR_",
    [
        Attribute(1, "NL80211_MBSSID_CONFIG_ATTR_MAX_INTERFACES", U8, range=(2, 255)),
        Attribute(2, "NL80211_MBSSID_CONFIG_ATTR_MAX_EMA_PROFILE_PERIODICITY", U8, range=(1, 255)),
        Attribute(3, "NL80211_MBSSID_CONFIG_ATTR_INDEX", U8),
        Attribute(4, "NL80211_MBSSID_CONFIG_ATTR_TX_IFINDEX", U32, INTERFACE),
        Attribute(5, "NL80211_MBSSID_CONFIG_ATTR_EMA", FLAG),
        Attribute(6, "NL80211_MBSSID_CONFIG_ATTR_TX_LINK_ID", U8, range=(0, 14)),
    ],
)
S1G_SHORT_BEACON = AttributeSet(
    "NL80211_S1G_SHORT_BEACON_ATTR_",
    [
        Attribute(1, "NL80211_S1G_SHORT_BEACON_ATTR_HEAD", OPAQUE),
        Attribute(2, "NL80211_S1G_SHORT_BEACON_ATTR_TAIL", ELEMENTS),
    ],
)
