"""Intel's own commands (linux/nl80211-vnd-intel.h): which network the platform's management engine is on."""

from __future__ import annotations

from dissectors.generic.nl80211.elements import SSID
from dissectors.generic.nl80211.suites import CIPHER
from nldissect.schema import LINK_ADDRESS, U8, U32, Attribute, AttributeSet, Enum

INTEL_OUI = 0x001735
IWL_MVM_VENDOR_CMD = Enum(
    "IWL_MVM_VENDOR_CMD_",
    {
        45: "IWL_MVM_VENDOR_CMD_GET_CSME_CONN_INFO",
        48: "IWL_MVM_VENDOR_CMD_HOST_GET_OWNERSHIP",
        50: "IWL_MVM_VENDOR_CMD_ROAMING_FORBIDDEN_EVENT",
    },
)
IWL_VENDOR_AUTH = Enum(
    "IWL_VENDOR_AUTH_",
    {
        0: "IWL_VENDOR_AUTH_OPEN",
        6: "IWL_VENDOR_AUTH_RSNA",
        7: "IWL_VENDOR_AUTH_RSNA_PSK",
        9: "IWL_VENDOR_AUTH_SAE",
    },
)
IWL_MVM_VENDOR_ATTR = AttributeSet(
    "IWL_MVM_VENDOR_ATTR_",
    [
        Attribute(2, "IWL_MVM_VENDOR_ATTR_VIF_ADDR", LINK_ADDRESS),
        Attribute(10, "IWL_MVM_VENDOR_ATTR_ADDR", LINK_ADDRESS),
        Attribute(61, "IWL_MVM_VENDOR_ATTR_SSID", SSID),
        Attribute(81, "IWL_MVM_VENDOR_ATTR_STA_CIPHER", U32, CIPHER),
        Attribute(100, "IWL_MVM_VENDOR_ATTR_ROAMING_FORBIDDEN", U8),
        Attribute(101, "IWL_MVM_VENDOR_ATTR_AUTH_MODE", U32, IWL_VENDOR_AUTH),
        Attribute(102, "IWL_MVM_VENDOR_ATTR_CHANNEL_NUM", U8),
        Attribute(105, "IWL_MVM_VENDOR_ATTR_BAND", U8),
        Attribute(112, "IWL_MVM_VENDOR_ATTR_COLLOC_CHANNEL", U8),
        Attribute(113, "IWL_MVM_VENDOR_ATTR_COLLOC_ADDR", LINK_ADDRESS),
    ],
)
