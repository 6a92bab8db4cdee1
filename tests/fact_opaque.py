"""Bytes that are shown as hex though they are no secret: why → regular expressions for `FAMILY NAME`.

What the kernel's headers, or the standards they point at, lay out belongs into a table, not here. The last entries are
formats of other standards that the tables do not read: they are what is missing, and told so.
"""

from __future__ import annotations

OPAQUE: dict[str, str] = {
    "padding, or never sent": (
        r".* \w*PAD .* (reserved\d?|padding\d?|rsvd2|optional|other) TASKSTATS TASKSTATS_TYPE_NULL rule FRA_UNUSED\d "
        r"ovs_packet OVS_PACKET_ATTR_UNUSED\d link IFLA_INET6_MCAST traffic_control TCA_ATM_PTR "
        r".* OVS_KEY_ATTR_TUNNEL_INFO psample PSAMPLE_TUNNEL_KEY_ATTR_VXLAN_OPTS"
    ),
    "a mark of the program's or the driver's own": (
        r".* \w+_COOKIE .* \w+_USERDATA .* \w+_USER_COOKIE link IFLA_PHYS_(PORT|SWITCH)_ID TIPCv2 TIPC_NLA_NODE_ID "
        r"macsec MACSEC_SA_ATTR_KEYID nfsd NFSD_A_EXPKEY_FSID link vsi_type_id link IFLA_BRIDGE_CFM_CC_CONFIG_EXP_MAID"
    ),
    "connection labels: 128 bits that the ruleset gives their meaning": (
        r".* ct_labels traffic_control TCA_(CT|FLOWER_KEY_CT)_LABELS(_MASK)?"
    ),
    "contents of devices, and what programs and drivers say to them in their own way": (
        r"devlink DEVLINK_ATTR_REGION_CHUNK_DATA ethtool ETHTOOL_A_MODULE_EEPROM_DATA ethtool ETHTOOL_A_RSS_HKEY "
        r"rdma RDMA_NLDEV_ATTR_RES_RAW nfc NFC_ATTR_VENDOR_DATA .* NL80211_ATTR_TESTDATA "
        r"(pmcraid|scsi_transport|iscsi|connector) (data|buf) (pmcraid|iscsi) (lun|device_id) conntrack CTA_HELP_INFO "
        r"nf(log|queue) CTA_HELP_INFO sock_diag SK_DIAG_BPF_STORAGE_MAP_VALUE IOAM6 IOAM6_ATTR_SC_DATA "
        r"nl802154 NL802154_COORD_PAYLOAD_DATA (route|nexthop) data"
    ),
    "options of packets, in the words of whoever defined them": (
        r".* \w+_GENEVE_DATA .* OVS_NSH_KEY_ATTR_MD2 traffic_control TCA_ATM_HDR"
    ),
    "digests, random numbers and counters": (
        r"traffic_control TCA_(ACT_)?BPF_TAG .* NL80211_ATTR_(PMKID|PMKR0_NAME|FILS_NONCES|FILS_CACHE_ID) "
        r".* NL80211_NAN_(FUNC_SERVICE_ID|SRF_BF) .* token_stream"
    ),
    "bytes to compare packets with, their masks, and parts of packets": (
        r"traffic_control pattern .* NL80211_(PKTPAT_(MASK|PATTERN)|ATTR_FRAME_MATCH) "
        r".* NL80211_WOWLAN_TCP_(DATA_PAYLOAD|WAKE_MASK|WAKE_PAYLOAD) .* NL80211_S1G_SHORT_BEACON_ATTR_HEAD "
        r".* NL80211_NAN_(FUNC_SERVICE_INFO|CONF_EXTRA_ATTRS) .* variable"
    ),
    "no UAPI header has its layout: Open vSwitch's own, not of the kernel": r".* OVS_KEY_ATTR_ND_EXTENSIONS",
    "not read: RFC 9197 lays it out by IOAM6_EVENT_ATTR_TRACE_TYPE": r"IOAM6 IOAM6_EVENT_ATTR_TRACE_DATA",
    "not read: DMTF DSP0222": r"NCSI NCSI_ATTR_DATA",
    "not read: NFC Forum, ISO 14443 and 7816": (
        r"nfc NFC_ATTR_(SE|SE_AID|SE_APDU|SE_PARAMS|TARGET_ATS|TARGET_ISO15693_UID|TARGET_NFCID1|TARGET_SENS[BF]_RES)"
    ),
    "not read: IEEE 802.11's elements and capabilities, which no UAPI header lays out": (
        r".* WLAN_(EID|OUI_TYPE)_\w+ .* NL80211_ATTR_EXT_CAPA(_MASK)? .* NL80211_ATTR_STA_EXT_CAPABILITY "
        r".* NL80211_ATTR_(S1G|UHR)_\w+ .* NL80211_BAND_(IFTYPE_)?ATTR_(HE|EHT|S1G|UHR)_\w+ "
        r".* NL80211_NAN_PHY_CAP_ATTR_HE_\w+ .* NL80211_ATTR_NAN_(AVAIL_BLOB|CHANNEL_ENTRY|ULW) "
        r".* NL80211_(FTM_RESP|PMSR_FTM_RESP)_ATTR_(LCI|CIVICLOC) .* (basic_set|(mac|phy)_cap_info|rx_mask|triplets) "
        r".* virtual_map"
    ),
}
