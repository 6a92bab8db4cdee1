"""Packets that wake the host, and those kept back for a while (NL80211_WOWLAN_*, NL80211_ATTR_COALESCE_RULE_*)."""

from __future__ import annotations

from struct import unpack_from

from dissectors.generic.nl80211.constants import NESTED
from nldissect.schema import (
    BYTES,
    FLAG,
    IPV4,
    LINK_ADDRESS,
    MILLISECONDS,
    OPAQUE,
    SECONDS,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Indexed,
    Member,
    Packet,
    Payload,
    Select,
    Struct,
)

PATTERN_SUPPORT = Struct(
    "nl80211_pattern_support",
    [
        Member("max_patterns", U32),
        Member("min_pattern_len", U32, BYTES),
        Member("max_pattern_len", U32, BYTES),
        Member("max_pkt_offset", U32, BYTES),
    ],
    text="{max_patterns} of {min_pattern_len} to {max_pattern_len} bytes",
)
PKTPAT = AttributeSet(
    "NL80211_PKTPAT_",
    [
        Attribute(1, "NL80211_PKTPAT_MASK", OPAQUE),
        Attribute(2, "NL80211_PKTPAT_PATTERN", OPAQUE),
        Attribute(3, "NL80211_PKTPAT_OFFSET", U32, BYTES),
    ],
)
_WOKEN_BY = Select(Payload(lambda data, order: len(data)), {4: U32}, Indexed(PKTPAT))
"""patterns; what woke the host is told by the pattern's number"""
DATA_SEQ = Struct(
    "nl80211_wowlan_tcp_data_seq",
    [
        Member("start", U32),
        Member("offset", U32, BYTES),
        Member("len", U32, BYTES),
    ],
)
DATA_TOKEN = Struct(
    "nl80211_wowlan_tcp_data_token",
    [
        Member("offset", U32, BYTES),
        Member("len", U32, BYTES),
        Member("token_stream", OPAQUE),
    ],
)
TOKEN_FEATURE = Struct(
    "nl80211_wowlan_tcp_data_token_feature",
    [
        Member("min_len", U32, BYTES),
        Member("max_len", U32, BYTES),
        Member("bufsize", U32, BYTES),
    ],
)
WOWLAN_TCP = AttributeSet(
    "NL80211_WOWLAN_TCP_",
    [
        Attribute(1, "NL80211_WOWLAN_TCP_SRC_IPV4", IPV4),
        Attribute(2, "NL80211_WOWLAN_TCP_DST_IPV4", IPV4),
        Attribute(3, "NL80211_WOWLAN_TCP_DST_MAC", LINK_ADDRESS),
        Attribute(4, "NL80211_WOWLAN_TCP_SRC_PORT", U16),
        Attribute(5, "NL80211_WOWLAN_TCP_DST_PORT", U16),
        Attribute(6, "NL80211_WOWLAN_TCP_DATA_PAYLOAD", OPAQUE),
        Attribute(7, "NL80211_WOWLAN_TCP_DATA_PAYLOAD_SEQ", DATA_SEQ),
        Attribute(8, "NL80211_WOWLAN_TCP_DATA_PAYLOAD_TOKEN", DATA_TOKEN),
        Attribute(9, "NL80211_WOWLAN_TCP_DATA_INTERVAL", U32, SECONDS),
        Attribute(10, "NL80211_WOWLAN_TCP_WAKE_PAYLOAD", OPAQUE),
        Attribute(11, "NL80211_WOWLAN_TCP_WAKE_MASK", OPAQUE),
    ],
)
WOWLAN_TCP_SUPPORT = AttributeSet(
    "NL80211_WOWLAN_TCP_",
    [
        Attribute(6, "NL80211_WOWLAN_TCP_DATA_PAYLOAD", U32, BYTES),
        Attribute(7, "NL80211_WOWLAN_TCP_DATA_PAYLOAD_SEQ", FLAG),
        Attribute(8, "NL80211_WOWLAN_TCP_DATA_PAYLOAD_TOKEN", TOKEN_FEATURE),
        Attribute(9, "NL80211_WOWLAN_TCP_DATA_INTERVAL", U32, SECONDS),
        Attribute(10, "NL80211_WOWLAN_TCP_WAKE_PAYLOAD", U32, BYTES),
    ],
)
"""the longest that the device can do"""
WOWLAN_TRIG = AttributeSet(
    "NL80211_WOWLAN_TRIG_",
    [
        Attribute(1, "NL80211_WOWLAN_TRIG_ANY", FLAG),
        Attribute(2, "NL80211_WOWLAN_TRIG_DISCONNECT", FLAG),
        Attribute(3, "NL80211_WOWLAN_TRIG_MAGIC_PKT", FLAG),
        Attribute(4, "NL80211_WOWLAN_TRIG_PKT_PATTERN", _WOKEN_BY),
        Attribute(5, "NL80211_WOWLAN_TRIG_GTK_REKEY_SUPPORTED", FLAG),
        Attribute(6, "NL80211_WOWLAN_TRIG_GTK_REKEY_FAILURE", FLAG),
        Attribute(7, "NL80211_WOWLAN_TRIG_EAP_IDENT_REQUEST", FLAG),
        Attribute(8, "NL80211_WOWLAN_TRIG_4WAY_HANDSHAKE", FLAG),
        Attribute(9, "NL80211_WOWLAN_TRIG_RFKILL_RELEASE", FLAG),
        Attribute(10, "NL80211_WOWLAN_TRIG_WAKEUP_PKT_80211", Packet(link="802.11")),
        Attribute(11, "NL80211_WOWLAN_TRIG_WAKEUP_PKT_80211_LEN", U32, BYTES),
        Attribute(12, "NL80211_WOWLAN_TRIG_WAKEUP_PKT_8023", Packet(link="ethernet")),
        Attribute(13, "NL80211_WOWLAN_TRIG_WAKEUP_PKT_8023_LEN", U32, BYTES),
        Attribute(14, "NL80211_WOWLAN_TRIG_TCP_CONNECTION", WOWLAN_TCP),
        Attribute(15, "NL80211_WOWLAN_TRIG_WAKEUP_TCP_MATCH", FLAG),
        Attribute(16, "NL80211_WOWLAN_TRIG_WAKEUP_TCP_CONNLOST", FLAG),
        Attribute(17, "NL80211_WOWLAN_TRIG_WAKEUP_TCP_NOMORETOKENS", FLAG),
        Attribute(18, "NL80211_WOWLAN_TRIG_NET_DETECT", NESTED),
        Attribute(19, "NL80211_WOWLAN_TRIG_NET_DETECT_RESULTS", Indexed(NESTED)),
        Attribute(20, "NL80211_WOWLAN_TRIG_UNPROTECTED_DEAUTH_DISASSOC", FLAG),
    ],
)
_SUPPORTED = {
    "NL80211_WOWLAN_TRIG_PKT_PATTERN": PATTERN_SUPPORT,
    "NL80211_WOWLAN_TRIG_TCP_CONNECTION": WOWLAN_TCP_SUPPORT,
    "NL80211_WOWLAN_TRIG_NET_DETECT": U32,
}
WOWLAN_SUPPORTED = AttributeSet(
    "NL80211_WOWLAN_TRIG_",
    [
        Attribute(row.number, row.name, _SUPPORTED.get(row.name, row.shape), row.meaning)
        for row in WOWLAN_TRIG.attributes
    ],
)
"""what the device can do; patterns, TCP and networks with their limits"""
COALESCE_CONDITION = Enum(
    "NL80211_COALESCE_CONDITION_",
    {
        0: "NL80211_COALESCE_CONDITION_MATCH",
        1: "NL80211_COALESCE_CONDITION_NO_MATCH",
    },
)
COALESCE_RULE = AttributeSet(
    "NL80211_ATTR_COALESCE_RULE_",
    [
        Attribute(1, "NL80211_ATTR_COALESCE_RULE_DELAY", U32, MILLISECONDS),
        Attribute(2, "NL80211_ATTR_COALESCE_RULE_CONDITION", U32, COALESCE_CONDITION),
        Attribute(3, "NL80211_ATTR_COALESCE_RULE_PKT_PATTERN", Indexed(PKTPAT)),
    ],
)
COALESCE_SUPPORT = Struct(
    "nl80211_coalesce_rule_support",
    [
        Member("max_rules", U32),
        Member("pat", PATTERN_SUPPORT),
        Member("max_delay", U32, MILLISECONDS),
    ],
    text="{max_rules} rules",
)


def _is_support(data: memoryview, order: str) -> bool:
    """A device's limits start with a small number; a rule's attribute header has a type in these bits or a length."""
    size = COALESCE_SUPPORT.fixed_size
    return len(data) == size and bool(unpack_from(order + "I", data)[0] < 0x10000)


COALESCE_RULES = Select(Payload(_is_support), {True: COALESCE_SUPPORT}, Indexed(COALESCE_RULE))
"""rules, or the device's limits for them"""
