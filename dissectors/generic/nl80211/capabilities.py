"""What a station can do in HT, VHT, HE and EHT, as IEEE 802.11 lays it out (include/linux/ieee80211.h).

Little-endian throughout, also where nl80211 hands out a part of it in an attribute of its own.
"""

from __future__ import annotations

from nldissect.schema import HEX, LE16, LE32, OPAQUE, U8, Bytes, Flags, Member, Pad, Sequence, Struct

WLAN_CAPABILITY = Flags(
    "WLAN_CAPABILITY_",
    {
        0x0001: "WLAN_CAPABILITY_ESS",
        0x0002: "WLAN_CAPABILITY_IBSS",
        0x0004: "WLAN_CAPABILITY_CF_POLLABLE",
        0x0008: "WLAN_CAPABILITY_CF_POLL_REQUEST",
        0x0010: "WLAN_CAPABILITY_PRIVACY",
        0x0020: "WLAN_CAPABILITY_SHORT_PREAMBLE",
        0x0040: "WLAN_CAPABILITY_PBCC",
        0x0080: "WLAN_CAPABILITY_CHANNEL_AGILITY",
        0x0100: "WLAN_CAPABILITY_SPECTRUM_MGMT",
        0x0200: "WLAN_CAPABILITY_QOS",
        0x0400: "WLAN_CAPABILITY_SHORT_SLOT_TIME",
        0x0800: "WLAN_CAPABILITY_APSD",
        0x1000: "WLAN_CAPABILITY_RADIO_MEASURE",
        0x2000: "WLAN_CAPABILITY_DSSS_OFDM",
        0x4000: "WLAN_CAPABILITY_DEL_BACK",
        0x8000: "WLAN_CAPABILITY_IMM_BACK",
    },
)
HT_CAP = Flags(
    "IEEE80211_HT_CAP_",
    {
        0x0001: "IEEE80211_HT_CAP_LDPC_CODING",
        0x0002: "IEEE80211_HT_CAP_SUP_WIDTH_20_40",
        0x000C: "IEEE80211_HT_CAP_SM_PS",
        0x0010: "IEEE80211_HT_CAP_GRN_FLD",
        0x0020: "IEEE80211_HT_CAP_SGI_20",
        0x0040: "IEEE80211_HT_CAP_SGI_40",
        0x0080: "IEEE80211_HT_CAP_TX_STBC",
        0x0300: "IEEE80211_HT_CAP_RX_STBC",
        0x0400: "IEEE80211_HT_CAP_DELAY_BA",
        0x0800: "IEEE80211_HT_CAP_MAX_AMSDU",
        0x1000: "IEEE80211_HT_CAP_DSSSCCK40",
        0x4000: "IEEE80211_HT_CAP_40MHZ_INTOLERANT",
        0x8000: "IEEE80211_HT_CAP_LSIG_TXOP_PROT",
    },
)
VHT_CAP = Flags(
    "IEEE80211_VHT_CAP_",
    {
        0x00000002: "IEEE80211_VHT_CAP_MAX_MPDU_LENGTH_11454",
        0x00000001: "IEEE80211_VHT_CAP_MAX_MPDU_LENGTH_7991",
        0x00000004: "IEEE80211_VHT_CAP_SUPP_CHAN_WIDTH_160MHZ",
        0x00000008: "IEEE80211_VHT_CAP_SUPP_CHAN_WIDTH_160_80PLUS80MHZ",
        0x00000010: "IEEE80211_VHT_CAP_RXLDPC",
        0x00000020: "IEEE80211_VHT_CAP_SHORT_GI_80",
        0x00000040: "IEEE80211_VHT_CAP_SHORT_GI_160",
        0x00000080: "IEEE80211_VHT_CAP_TXSTBC",
        0x00000400: "IEEE80211_VHT_CAP_RXSTBC_4",
        0x00000300: "IEEE80211_VHT_CAP_RXSTBC_3",
        0x00000200: "IEEE80211_VHT_CAP_RXSTBC_2",
        0x00000100: "IEEE80211_VHT_CAP_RXSTBC_1",
        0x00000800: "IEEE80211_VHT_CAP_SU_BEAMFORMER_CAPABLE",
        0x00001000: "IEEE80211_VHT_CAP_SU_BEAMFORMEE_CAPABLE",
        0x00080000: "IEEE80211_VHT_CAP_MU_BEAMFORMER_CAPABLE",
        0x00100000: "IEEE80211_VHT_CAP_MU_BEAMFORMEE_CAPABLE",
        0x00200000: "IEEE80211_VHT_CAP_VHT_TXOP_PS",
        0x00400000: "IEEE80211_VHT_CAP_HTC_VHT",
        0x03800000: "IEEE80211_VHT_CAP_MAX_A_MPDU_LENGTH_EXPONENT_MASK",
        0x0C000000: "IEEE80211_VHT_CAP_VHT_LINK_ADAPTATION_VHT_MRQ_MFB",
        0x08000000: "IEEE80211_VHT_CAP_VHT_LINK_ADAPTATION_VHT_UNSOL_MFB",
        0x10000000: "IEEE80211_VHT_CAP_RX_ANTENNA_PATTERN",
        0x20000000: "IEEE80211_VHT_CAP_TX_ANTENNA_PATTERN",
    },
)
"""numbers of several bits (beamformee streams, sounding dimensions) are in the rest, in hex"""
MCS_INFO = Struct(
    "ieee80211_mcs_info",
    [
        Member("rx_mask", Bytes(10)),
        Member("rx_highest", LE16),
        Member("tx_params", U8, HEX),
        Pad(3, "reserved"),
    ],
    text="{rx_mask}",
)
HT_CAPABILITY = Struct(
    "ieee80211_ht_cap",
    [
        Member("cap_info", LE16, HT_CAP),
        Member("ampdu_params_info", U8, HEX),
        Member("mcs", MCS_INFO),
        Member("extended_ht_cap_info", LE16, HEX),
        Member("tx_BF_cap_info", LE32, HEX),
        Member("antenna_selection_info", U8, HEX),
    ],
    text="{cap_info}",
)
VHT_MCS_INFO = Struct(
    "ieee80211_vht_mcs_info",
    [
        Member("rx_mcs_map", LE16, HEX),
        Member("rx_highest", LE16, HEX),
        Member("tx_mcs_map", LE16, HEX),
        Member("tx_highest", LE16, HEX),
    ],
    text="rx {rx_mcs_map} tx {tx_mcs_map}",
)
VHT_CAPABILITY = Struct(
    "ieee80211_vht_cap",
    [
        Member("vht_cap_info", LE32, VHT_CAP),
        Member("supp_mcs", VHT_MCS_INFO),
    ],
    text="{vht_cap_info}",
)
HE_CAPABILITY = Struct(
    "ieee80211_he_cap_elem",
    [
        Member("mac_cap_info", Bytes(6)),
        Member("phy_cap_info", Bytes(11)),
        Member("optional", OPAQUE),
    ],
    text="mac {mac_cap_info} phy {phy_cap_info}",
)
"""`optional` are the supported MCS and NSS, 4 to 12 bytes, and the PPE thresholds"""
EHT_CAPABILITY = Struct(
    "ieee80211_eht_cap_elem",
    [
        Member("mac_cap_info", Bytes(2)),
        Member("phy_cap_info", Bytes(9)),
        Member("optional", OPAQUE),
    ],
    text="mac {mac_cap_info} phy {phy_cap_info}",
)
HE_MCS_SET = Sequence(LE16, HEX)
"""struct ieee80211_he_mcs_nss_supp: receive and send maps for 80, 160 and 80+80 MHz"""
