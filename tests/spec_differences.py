"""Where a dissector module and the kernel's YNL spec (7.3) say something different of a message, and why that is so.

That a module's constants and struct layouts are the kernel's is what test_facts.py holds.
"""

from __future__ import annotations

from typing import NamedTuple


class Justified(NamedTuple):
    """Regular expressions for the family, for `Difference.what` and for `Difference.where`, all for the whole of it."""

    family: str
    what: str
    where: str
    reason: str


NO_PREFIX = "the spec has no name-prefix for this, so that no constant can be made of it"
LACKS = "the spec lacks it"
WRONG_NUMBER = "the spec leaves a number out before it; linux/netfilter/nf_tables.h has this order"
NO_ORDER = "the spec lacks byte-order: big-endian; the kernel puts it with nla_put_be16(), be32() or be64()"
HOST_ORDER = "the spec says big-endian; the kernel puts it in host order"
NO_HINT = "the spec lacks display-hint: it is an address"
LAYOUT = "the spec's struct is not the header's"
FLAT = "the module shows the struct around these, the spec its members alone"

DIFFERENCES = (
    Justified(".*", "binary", ".*", "the module knows more: the spec says that it is bytes"),
    # Generic netlink.
    Justified("devlink", "message", r".* → devlink command \d+", LACKS),
    Justified("devlink", "constant", r"cmd", LACKS),
    Justified("devlink", "unknown", r"DEVLINK_ATTR_(FMSG_OBJ_VALUE_DATA|PARAM_VALUES_LIST|PARAM_VALUE_DATA)", LACKS),
    Justified("devlink", "constant", r"value|selector", "the spec has reload-action's names for reload-limits"),
    Justified("fou", "value", r"FOU_ATTR_(LOCAL|PEER)_V4", NO_HINT),
    Justified(
        "mptcp_pm", "message|constant|name|parts|unknown", r"(MPTCP_EVENT_|MPTCP_ATTR_|cmd).*",
        "the spec has no operations for events, which have the numbers of commands",
    ),
    Justified("mptcp_pm", "value", r"MPTCP_PM_ADDR_ATTR_ADDR4|MPTCP_ATTR_SADDR4", NO_HINT),
    Justified(
        "mptcp_pm|net-shaper|ovpn", "flags", r"MPTCP_PM_CMD_ANNOUNCE|NET_SHAPER_CMD_GROUP|OVPN_CMD_KEY_SWAP",
        "the spec does not say what a command does, and its name has no verb that tells",
    ),
    Justified("nl80211", "message", r".* → nl80211 command \d+", "the spec has three of the 150 commands"),
    Justified("nl80211", "constant", r"cmd", "likewise"),
    Justified("nl80211", "constant", r"\[N\]|NL80211_ATTR_\w+", NO_PREFIX),
    Justified("nl80211", "parts", r"NL80211_ATTR_CONTROL_PORT_ETHERTYPE", "u16 in requests, a flag in answers"),
    Justified(
        "nl80211", "unknown",
        r"NL80211_(ATTR_BSS_PARAM|ATTR_NAN_CAPABILITIES|BAND_IFTYPE_ATTR_UHR_CAP_\w+|IFTYPE_\w+"
        r"|FREQUENCY_ATTR_(NO_\d+MHZ|S1G_NO_PRIMARY))",
        LACKS,
    ),
    Justified("nlctrl", "message|constant", r"CTRL_CMD_DELFAMILY → nlctrl command 2|cmd", LACKS),
    Justified("nlctrl", "constant", r"CTRL_ATTR_OP_FLAGS|NL_POLICY_TYPE_ATTR_TYPE", NO_PREFIX),
    Justified(
        "nlctrl", "name", r"NL_POLICY_TYPE_ATTR_MASK → NL_POLICY_TYPE_ATTR_PAD", "the spec has these two exchanged"
    ),
    Justified("ovs_datapath|ovs_flow", "message", r"OVS_(DP|FLOW)_CMD_(SET|DEL) → .* command \d", LACKS),
    Justified("ovs_datapath|ovs_flow", "constant", r"cmd", LACKS),
    Justified("ovs_datapath", "more", r"OVS_DP_ATTR_MEGAFLOW_STATS / pad(1|ding)", "the module hides padding"),
    Justified("ovs_flow", "absent|more", r"OVS_ACTION_ATTR_ADD_MPLS / \w+", LAYOUT),
    Justified(
        "ovs_flow", "absent|more|unknown", r"OVS_KEY_ATTR_(ETHERNET|MPLS) / .*|mask|\[N\]",
        "key and mask, or labels, one behind the other",
    ),
    Justified("ovs_flow", "name|parts", r"\[N\]( → mpls_lse)?", "likewise"),
    Justified("ovs_flow", "meaning", r"OVS_KEY_ATTR_CT_STATE|ipv4_frag", "in masks they are bits, no enumeration"),
    Justified("ovs_flow", "name", r"icmpv6_(code|type) → icmp_\1", "the header's struct has its own names"),
    Justified("ovs_flow", "name|unknown|parts", r"OVS_ACTION_ATTR_(DROP|PSAMPLE).*", "the spec lacks drop, 24"),
    Justified("ovs_flow", "value", r"OVS_TUNNEL_KEY_ATTR_IPV4_DST|arp_[st]ip|ipv4_(src|dst)", NO_HINT),
    Justified("wireguard", "name", r"tv_n?sec → n?sec", "struct timespec64, which the spec has its own of"),
    # Routing.
    Justified("rt-link", "absent|more|name", r"IFLA_BRIDGE_VLAN_INFO.*", "IFLA_AF_SPEC of AF_BRIDGE"),
    Justified("rt-link", "unknown", r"IFLA_BRIDGE_\w+", "likewise"),
    Justified("rt-link", "name|parts|unknown", r"IPMRA_\w+( → AF_INET)?", "IFLA_AF_SPEC of RTNL_FAMILY_IPMR"),
    Justified(
        "rt-link", "absent|more|name", r"IFLA_STATS_GET_FILTERS.*",
        "RTM_GETSTATS and its answer number their attributes each for itself; the spec has the answer's only",
    ),
    Justified("rt-link", "name", r"IFLA_OFFLOAD_XSTATS_L3_STATS → \[N\]", "the spec has this nest indexed"),
    Justified("rt-link", "constant", r"IFLA_(BR_STP_MODE|EXT_MASK|NETKIT_\w+|VLAN_PROTOCOL)", NO_PREFIX),
    Justified("rt-link", "constant", r"flags|link_state", NO_PREFIX),
    Justified("rt-link", "constant", r"IFLA_OVPN_MODE", "the spec's name-prefix lacks its last dash"),
    Justified("rt-link", "constant", r"ifi_flags", "the spec spells IFF_NOARP and others with more dashes"),
    Justified("rt-link", "parts", r"IFLA_(INET6?_CONF|INET6_(ICMP6)?STATS)", "the module names the array's numbers"),
    Justified("rt-link", "parts", r"IFLA_PROTO_DOWN_REASON", "a nest, which the spec has as a string"),
    Justified("rt-link", "unknown", r"IFLA_BOND_SLAVE_(ACTOR_PORT_PRIO|AD_CHURN_\w+)", LACKS),
    Justified("rt-link", "unknown", r"IFLA_INFO_(SLAVE_)?DATA", "the spec lacks this kind of interface"),
    Justified("rt-link", "value", r"IFLA_BR_VLAN_PROTOCOL|prio", NO_ORDER),
    Justified("rt-link", "value", r"IFLA_IPTUN_FLAGS", f"ip6tnl: {HOST_ORDER}"),
    Justified("rt-neigh", "constant", r"NDA_FLAGS_EXT|ndm_(flags|state|type)", NO_PREFIX),
    Justified("rt-neigh", "name", r"nd(m|tm|tc|ts)_(\w+) → \2", "the spec's members have no prefix"),
    Justified("rt-neigh", "value", r"NDA_PORT", NO_ORDER),
    Justified("rt-route", "absent", r"RTA_CACHEINFO / rta_(id|tsage|ts)", LACKS),
    Justified("rt-route", ".*", r".*(CGW_\w+|rtcanmsg|rtmsg|RTM_GETROUTE / UNKNOWN)( → \w+)?", "AF_CAN's own form"),
    Justified("rt-route", "parts", r"CGW_CS_XOR", "likewise"),
    Justified("rt-route", "value", r"RTA_[SD]PORT", NO_ORDER),
    Justified("rt-route", "value", r"RTA_(NEW)?DST", "MPLS labels, by rtm_family"),
    Justified("rt-rule", "constant", r"action", NO_PREFIX),
    Justified("rt-rule", "value", r"FRA_TUN_ID", NO_ORDER),
    Justified("tc", "name", r"tcm_(\w+) → \1", "the spec's members have no prefix"),
    Justified(
        "tc", "name|parts", r"TCA_FLOWER_KEY_MPLS_OPTS_LSE( → TCA_FLOWER_KEY_MPLS_OPT_LSE_DEPTH)?",
        "one nest a label, which the spec leaves out",
    ),
    Justified("tc", "absent|more", r"((peak)?rate|ceil) / \w+", f"{LAYOUT}: tc_ratespec"),
    Justified("tc", "absent|more", r"TCA_U32_(SEL|PCNT) / \w+|keys / .*", f"{LAYOUT}: arrays"),
    Justified("tc", "absent|more", r"TCA_(STATS_APP|XSTATS) / \w+", FLAT),
    Justified("tc", "absent|more", r"TCA_OPTIONS / \w+", "a struct, then attributes: the spec has one of them"),
    Justified("tc", "unknown", r"TCA_((ACT_)?OPTIONS|STATS_APP|XSTATS)", "the spec lacks this kind"),
    Justified("tc", "unknown", r"TCA_FQ_OFFLOAD_HORIZON", LACKS),
    Justified("tc", "constant", r"TCA_FLOWER_(FLAGS|KEY_FLAGS(_MASK)?)", NO_PREFIX),
    Justified("tc", "value", r"TCA_(CT_NAT|FLOWER_KEY_ARP|TUNNEL_KEY_ENC)_\w+", NO_HINT),
    Justified("tc", "value", r"TCA_FLOWER_KEY_(C?VLAN_ID|MPLS_LABEL)", HOST_ORDER),
    Justified("tc", "value", r"TCA_FLOWER_KEY_ENC_OPT_\w+|TCA_VLAN_PUSH_VLAN_PROTOCOL", NO_ORDER),
    Justified("tc", "value", r"kcnts", f"{LAYOUT}: an array"),
    # Netfilter.
    Justified("conntrack|nftables", "name", r"(?:CTA|NFTA|NFNL)_\w*?([A-Z0-9]+) → \w+_ATTRS_(\w+_)?\1", NO_PREFIX),
    Justified("conntrack", "message", r"IPCTNL_MSG_CT_(\w+?)(_CPU)? → CONNTRACK_CMD_\1", NO_PREFIX),
    Justified("conntrack", "constant", r"CTA_(PROTOINFO|STATUS)\w*|flags|mask", NO_PREFIX),
    Justified("conntrack", "parts", r"CTA_TIMESTAMP", "a nest, which the spec has as a number"),
    Justified("conntrack", "value", r"CTA_NAT_V4_MINIP", NO_HINT),
    Justified("nftables", "message", r"(?:NFT|NFNL)_MSG_(\w+) → NFTABLES_CMD_\1", NO_PREFIX),
    Justified("nftables", "constant", r"NFTA_\w+", NO_PREFIX),
    Justified("nftables", "name", r"NFTA_CHAIN_FLAGS → .*", WRONG_NUMBER),
    Justified("nftables", "name|parts", r"NFTA_(SET_ELEM_(KEY_END|OBJREF)|DATA_VALUE)( → .*)?", WRONG_NUMBER),
    Justified("nftables", "name", r"NFTA_LOOKUP_(DREG|SET_ID|SREG) → .*", "the spec has these in another order"),
    Justified("nftables", "name", r"NFTA_HOOK_HOOKNUM → .*_NUM", NO_PREFIX),
    Justified("nftables", "name", r"\[N\] → .*_ELEM", "the module numbers the elements of lists"),
    Justified("nftables", "unknown", r"NFTA_(EXPR|OBJ)_DATA", "the spec lacks this kind of expression or object"),
    Justified("nftables", "unknown", r"NFTA_CHAIN_USERDATA|NFTA_DEVICE_PREFIX", LACKS),
    Justified("nftables", "unknown", r"\[N\]", "all elements of a list are 1 in the spec; programs count them"),
    Justified("nftables", "value", r"NFTA_(NG_DREG|SET_ELEM_\w+|SET_(GC_INTERVAL|ID|TIMEOUT))", NO_ORDER),
    Justified("nftables", "value", r"NFTA_VERDICT_CODE", "the spec has it unsigned; NFT_JUMP is -3"),
)  # fmt: skip
"""for the captures in this repository; none may be there without need"""

ELSEWHERE = (
    Justified("ovs_datapath", "flags", r"OVS_DP_CMD_SET", LACKS),
    Justified("devlink", "flags", r"DEVLINK_CMD_(NEW|SET|DEL)", LACKS),
    Justified("nl80211", "parts", r"NL80211_ATTR_KEYS?", "bytes in the spec, and so secret as a whole"),
    Justified("nl80211", "value", r"NL80211_ATTR_RX_SIGNAL_DBM", "the spec has it unsigned, the kernel casts an int"),
)  # fmt: skip
"""for what only captures outside the repository hold"""
