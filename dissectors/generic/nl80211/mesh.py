"""Mesh networks: configuration, joining, paths (NL80211_MESHCONF_*, NL80211_MESH_SETUP_*, NL80211_MPATH_*)."""

from __future__ import annotations

from dissectors.generic.nl80211.constants import MESH_POWER
from dissectors.generic.nl80211.elements import ELEMENTS
from dissectors.generic.nl80211.units import DBM, TIME_UNITS
from nldissect.schema import (
    BOOL,
    FLAG,
    HEX,
    INTERFACE,
    MILLISECONDS,
    S32,
    SECONDS,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Flags,
    Meant,
    Payload,
    Select,
)

MPATH_FLAG = Flags(
    "NL80211_MPATH_FLAG_",
    {
        0x1: "NL80211_MPATH_FLAG_ACTIVE",
        0x2: "NL80211_MPATH_FLAG_RESOLVING",
        0x4: "NL80211_MPATH_FLAG_SN_VALID",
        0x8: "NL80211_MPATH_FLAG_FIXED",
        0x10: "NL80211_MPATH_FLAG_RESOLVED",
    },
)
MPATH_INFO = AttributeSet(
    "NL80211_MPATH_INFO_",
    [
        Attribute(1, "NL80211_MPATH_INFO_FRAME_QLEN", U32),
        Attribute(2, "NL80211_MPATH_INFO_SN", U32),
        Attribute(3, "NL80211_MPATH_INFO_METRIC", U32),
        Attribute(4, "NL80211_MPATH_INFO_EXPTIME", U32, MILLISECONDS),
        Attribute(5, "NL80211_MPATH_INFO_FLAGS", U8, MPATH_FLAG),
        Attribute(6, "NL80211_MPATH_INFO_DISCOVERY_TIMEOUT", U32, MILLISECONDS),
        Attribute(7, "NL80211_MPATH_INFO_DISCOVERY_RETRIES", U8),
        Attribute(8, "NL80211_MPATH_INFO_HOP_COUNT", U8),
        Attribute(9, "NL80211_MPATH_INFO_PATH_CHANGE", U32),
    ],
)
_LENGTH = Payload(lambda data, order: len(data))
_HOLDING_TIMEOUT = Select(_LENGTH, {4: Meant(U32, INTERFACE)}, Meant(U16, MILLISECONDS))
"""The kernel puts NL80211_ATTR_IFINDEX, which is number 3 too, into the nest that it answers with."""
_HT_OPMODE = Select(_LENGTH, {4: Meant(U32, HEX)}, Meant(U16, HEX))
"""16 bits in a request, 32 in the answer"""
MESHCONF = AttributeSet(
    "NL80211_MESHCONF_",
    [
        Attribute(1, "NL80211_MESHCONF_RETRY_TIMEOUT", U16, MILLISECONDS, range=(1, 255)),
        Attribute(2, "NL80211_MESHCONF_CONFIRM_TIMEOUT", U16, MILLISECONDS, range=(1, 255)),
        Attribute(3, "NL80211_MESHCONF_HOLDING_TIMEOUT", _HOLDING_TIMEOUT, range=(1, 255)),
        Attribute(4, "NL80211_MESHCONF_MAX_PEER_LINKS", U16, range=(0, 255)),
        Attribute(5, "NL80211_MESHCONF_MAX_RETRIES", U8, range=(0, 16)),
        Attribute(6, "NL80211_MESHCONF_TTL", U8, range=(1, 255)),
        Attribute(7, "NL80211_MESHCONF_AUTO_OPEN_PLINKS", U8, BOOL, range=(0, 1)),
        Attribute(8, "NL80211_MESHCONF_HWMP_MAX_PREQ_RETRIES", U8),
        Attribute(9, "NL80211_MESHCONF_PATH_REFRESH_TIME", U32, MILLISECONDS),
        Attribute(10, "NL80211_MESHCONF_MIN_DISCOVERY_TIMEOUT", U16, MILLISECONDS, range=(1, 65535)),
        Attribute(11, "NL80211_MESHCONF_HWMP_ACTIVE_PATH_TIMEOUT", U32, TIME_UNITS),
        Attribute(12, "NL80211_MESHCONF_HWMP_PREQ_MIN_INTERVAL", U16, TIME_UNITS, range=(1, 65535)),
        Attribute(13, "NL80211_MESHCONF_HWMP_NET_DIAM_TRVS_TIME", U16, TIME_UNITS, range=(1, 65535)),
        Attribute(14, "NL80211_MESHCONF_HWMP_ROOTMODE", U8, range=(0, 4)),
        Attribute(15, "NL80211_MESHCONF_ELEMENT_TTL", U8, range=(1, 255)),
        Attribute(16, "NL80211_MESHCONF_HWMP_RANN_INTERVAL", U16, TIME_UNITS, range=(1, 65535)),
        Attribute(17, "NL80211_MESHCONF_GATE_ANNOUNCEMENTS", U8, BOOL, range=(0, 1)),
        Attribute(18, "NL80211_MESHCONF_HWMP_PERR_MIN_INTERVAL", U16, TIME_UNITS, range=(1, 65535)),
        Attribute(19, "NL80211_MESHCONF_FORWARDING", U8, BOOL, range=(0, 1)),
        Attribute(20, "NL80211_MESHCONF_RSSI_THRESHOLD", S32, DBM, range=(-255, 0)),
        Attribute(21, "NL80211_MESHCONF_SYNC_OFFSET_MAX_NEIGHBOR", U32),
        Attribute(22, "NL80211_MESHCONF_HT_OPMODE", _HT_OPMODE),
        Attribute(23, "NL80211_MESHCONF_HWMP_PATH_TO_ROOT_TIMEOUT", U32, TIME_UNITS),
        Attribute(24, "NL80211_MESHCONF_HWMP_ROOT_INTERVAL", U16, TIME_UNITS, range=(1, 65535)),
        Attribute(25, "NL80211_MESHCONF_HWMP_CONFIRMATION_INTERVAL", U16, TIME_UNITS, range=(1, 65535)),
        Attribute(26, "NL80211_MESHCONF_POWER_MODE", U32, MESH_POWER, range=(0, 3)),
        Attribute(27, "NL80211_MESHCONF_AWAKE_WINDOW", U16, TIME_UNITS),
        Attribute(28, "NL80211_MESHCONF_PLINK_TIMEOUT", U32, SECONDS),
        Attribute(29, "NL80211_MESHCONF_CONNECTED_TO_GATE", U8, BOOL, range=(0, 1)),
        Attribute(30, "NL80211_MESHCONF_NOLEARN", U8, BOOL, range=(0, 1)),
        Attribute(31, "NL80211_MESHCONF_CONNECTED_TO_AS", U8, BOOL, range=(0, 1)),
    ],
)
MESH_SETUP = AttributeSet(
    "NL80211_MESH_SETUP_",
    [
        Attribute(1, "NL80211_MESH_SETUP_ENABLE_VENDOR_PATH_SEL", U8, BOOL),
        Attribute(2, "NL80211_MESH_SETUP_ENABLE_VENDOR_METRIC", U8, BOOL),
        Attribute(3, "NL80211_MESH_SETUP_IE", ELEMENTS),
        Attribute(4, "NL80211_MESH_SETUP_USERSPACE_AUTH", FLAG),
        Attribute(5, "NL80211_MESH_SETUP_USERSPACE_AMPE", FLAG),
        Attribute(6, "NL80211_MESH_SETUP_ENABLE_VENDOR_SYNC", U8, BOOL),
        Attribute(7, "NL80211_MESH_SETUP_USERSPACE_MPM", FLAG),
        Attribute(8, "NL80211_MESH_SETUP_AUTH_PROTOCOL", U8),
    ],
)
