"""Keys, and handing their renewal to the device (NL80211_KEY_*, NL80211_REKEY_DATA_*)."""

from __future__ import annotations

from dissectors.generic.nl80211.suites import AKM, CIPHER
from dissectors.wide_values import LITTLE_ENDIAN
from nldissect.schema import BE64, FLAG, MAC, OPAQUE, U8, U32, Attribute, AttributeSet, Enum, Flags

KEYTYPE = Enum(
    "NL80211_KEYTYPE_",
    {
        0: "NL80211_KEYTYPE_GROUP",
        1: "NL80211_KEYTYPE_PAIRWISE",
        2: "NL80211_KEYTYPE_PEERKEY",
    },
)
KEY_MODE = Enum(
    "NL80211_KEY_",
    {
        0: "NL80211_KEY_RX_TX",
        1: "NL80211_KEY_NO_TX",
        2: "NL80211_KEY_SET_TX",
    },
)
AUTHTYPE = Enum(
    "NL80211_AUTHTYPE_",
    {
        0: "NL80211_AUTHTYPE_OPEN_SYSTEM",
        1: "NL80211_AUTHTYPE_SHARED_KEY",
        2: "NL80211_AUTHTYPE_FT",
        3: "NL80211_AUTHTYPE_NETWORK_EAP",
        4: "NL80211_AUTHTYPE_SAE",
        5: "NL80211_AUTHTYPE_FILS_SK",
        6: "NL80211_AUTHTYPE_FILS_SK_PFS",
        7: "NL80211_AUTHTYPE_FILS_PK",
        8: "NL80211_AUTHTYPE_EPPKE",
        9: "NL80211_AUTHTYPE_IEEE8021X",
        10: "NL80211_AUTHTYPE_AUTOMATIC",
    },
)
MFP = Enum(
    "NL80211_MFP_",
    {
        0: "NL80211_MFP_NO",
        1: "NL80211_MFP_REQUIRED",
        2: "NL80211_MFP_OPTIONAL",
    },
)
WPA_VERSION = Flags(
    "NL80211_WPA_VERSION_",
    {
        0x1: "NL80211_WPA_VERSION_1",
        0x2: "NL80211_WPA_VERSION_2",
        0x4: "NL80211_WPA_VERSION_3",
    },
)
SAE_PWE = Enum(
    "NL80211_SAE_PWE_",
    {
        0: "NL80211_SAE_PWE_UNSPECIFIED",
        1: "NL80211_SAE_PWE_HUNT_AND_PECK",
        2: "NL80211_SAE_PWE_HASH_TO_ELEMENT",
        3: "NL80211_SAE_PWE_BOTH",
    },
)
EXTERNAL_AUTH = Enum(
    "NL80211_EXTERNAL_AUTH_",
    {
        0: "NL80211_EXTERNAL_AUTH_START",
        1: "NL80211_EXTERNAL_AUTH_ABORT",
    },
)
KEY_DEFAULT_TYPES = AttributeSet(
    "NL80211_KEY_DEFAULT_TYPE_",
    [
        Attribute(1, "NL80211_KEY_DEFAULT_TYPE_UNICAST", FLAG),
        Attribute(2, "NL80211_KEY_DEFAULT_TYPE_MULTICAST", FLAG),
    ],
)
KEY = AttributeSet(
    "NL80211_KEY_",
    [
        Attribute(1, "NL80211_KEY_DATA", OPAQUE, secret=True),
        Attribute(2, "NL80211_KEY_IDX", U8, range=(0, 7)),
        Attribute(3, "NL80211_KEY_CIPHER", U32, CIPHER),
        Attribute(4, "NL80211_KEY_SEQ", LITTLE_ENDIAN),
        Attribute(5, "NL80211_KEY_DEFAULT", FLAG),
        Attribute(6, "NL80211_KEY_DEFAULT_MGMT", FLAG),
        Attribute(7, "NL80211_KEY_TYPE", U32, KEYTYPE, range=(0, 3)),
        Attribute(8, "NL80211_KEY_DEFAULT_TYPES", KEY_DEFAULT_TYPES),
        Attribute(9, "NL80211_KEY_MODE", U8, KEY_MODE, range=(0, 2)),
        Attribute(10, "NL80211_KEY_DEFAULT_BEACON", FLAG),
        Attribute(11, "NL80211_KEY_LTF_SEED", OPAQUE, secret=True),
    ],
)
REKEY_DATA = AttributeSet(
    "NL80211_REKEY_DATA_",
    [
        Attribute(1, "NL80211_REKEY_DATA_KEK", OPAQUE, secret=True),
        Attribute(2, "NL80211_REKEY_DATA_KCK", OPAQUE, secret=True),
        Attribute(3, "NL80211_REKEY_DATA_REPLAY_CTR", BE64),
        Attribute(4, "NL80211_REKEY_DATA_AKM", U32, AKM),
    ],
)
PMKSA_CANDIDATE = AttributeSet(
    "NL80211_PMKSA_CANDIDATE_",
    [
        Attribute(1, "NL80211_PMKSA_CANDIDATE_INDEX", U32),
        Attribute(2, "NL80211_PMKSA_CANDIDATE_BSSID", MAC),
        Attribute(3, "NL80211_PMKSA_CANDIDATE_PREAUTH", FLAG),
    ],
)
