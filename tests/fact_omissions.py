"""What the kernel's headers have and the tables need not: reason → regular expressions for whole names.

An expression that nothing needs any more fails the test too (tests/test_facts_whole.py).
"""

from __future__ import annotations

OTHER_HEADERS: dict[str, str] = {
    "ioctl": (
        r"linux/(bsg|chio|dlmconstants|firewire-cdev|fpga-dfl|gpio|kfd_ioctl|liveupdate|nitro_enclaves|tdx-guest)\.h "
        r"linux/(tee|ublk_cmd|vfio|iommufd|android/binder|if_(cablemodem|eql|plip|pppo\w+|slip|vlan)|kcm)\.h "
        r"linux/(ethtool|fs|fsmap|if_(bonding|tun|tunnel)|net|netdevice|quota|wireless|mii|ipv6_route)\.h "
        r"rdma/((bnxt_re|efa)-abi|mlx5_user_ioctl_cmds|ib_user_\w+|rdma_user_ioctl_cmds)\.h "
        r"scsi/scsi_bsg_\w+\.h"
    ),
    "system calls, /dev": (
        r"linux/(capability|fanotify|fuse|io_uring|lsm|mempolicy|mount|mqueue|perf_event|seccomp)\.h "
        r"linux/(sched/types|shm|signalfd|stat|sysctl|fcntl|usb/functionfs|rfkill|target_core_user)\.h"
    ),
    "the bpf system call, and programs of it": r"linux/(bpf|filter)\.h",
    "socket options, and IP itself": (
        r"linux/(in|in6|ip|ipv6|socket|tcp|udp|tls|errqueue|mroute6?|if_(alg|packet|xdp))\.h"
    ),
    "socket options": r"linux/(can|can/(bcm|isotp|j1939|raw)|dccp|mctp|rds|rxrpc|sctp|tipc|vm_sockets)\.h",
    "packets": (r"linux/(icmp|icmpv6|igmp|mpls|if_(arcnet|ether|fc|fddi|hippi|infiniband|ltalk|phonet|x25)|mdio)\.h"),
    "packets, formats": (
        r"linux/(batadv_packet|can/error|cfm_bridge|mrp_bridge|ife|map_to_\d+segment|iso_fs|major|snmp)\.h"
    ),
    "AF_KEY, which is not netlink": r"linux/pfkeyv2\.h",
    "the kernel's own, xtables": (
        r"linux/netfilter/(xt_\w+|nf_conntrack_ftp)\.h linux/netfilter_(arp|bridge|ipv4|ipv6)\.h "
        r"linux/netfilter_(bridge|ipv4|ipv6)/\w+\.h"
    ),
}
"""Headers that are not of netlink. An enum that the tables have something of must be whole all the same."""

OMITTED: dict[str, str] = {
    "where numbers begin": (
        r"(GENL|SELNL|XFRM|CRYPTO|RTM|ERR|IPSET_ERR)_\w*(BASE|MIN_ID|MAX_ID|START_ALLOC|TYPE_SPECIFIC) "
        r"RTM_BASE AFTER_LAST_ERR_CODE SS_AFTER_LAST_ERROR AUDIT_(FIRST|LAST)_\w+ SOF_\w+_LAST "
        r"HWTSTAMP_FLAG_LAST"
    ),
    "how many there are": (
        r"IP_CT_NUMBER NUM_\w+ \w+_NUM_(OPS|CLIENTS|GROUPS|ACS) \w+_(DIR|TYPE)_SIZE "
        r"CGW_(MOD_FUNCS|MOD_DLC|FRAME_MODS) MAX_MODFUNCTIONS ETH_SS_COUNT SK_MEMINFO_VARS NF_NETDEV_NUMHOOKS "
        r"NFPROTO_NUMPROTO XT_RECENT_NAME_LEN"
    ),
    "all flags of a set, or where a number's bits lie": (
        r"\w+_(MASK|FLAGMASK|BITMASK|MODES|KNOWN_FLAGS|QMASK|QBITS|BITS|SHIFT) "
        r"\w+_(FLAG_ALL|BITMAP_ALL|FLAGS|HISTORIC_FLAGS|FLAGS_RANGE|OVERWRITE_SECTIONS|NO_IR_ALL|RANDOM_ALL) "
        r"TUNNEL_(MSG_VALID_USER_FLAGS|OPTIONS_PRESENT) IFF_VOLATILE XT_TIME_ALL_\w+ PORT_SELF_VF NF_MAX_VERDICT"
    ),
    "a flag's bit number; the table has the flag": r"\w+_BIT (IPSET_FLAG|IPSET_CREATE_FLAG|IPSET)_BIT_\w+",
    "number 0": (
        r"(\w+GRP|AUDIT_NLGRP|SELNL_GRP|NETNSA|IPSET_CMD|L2TP_ATTR(_STATS)?|ETHTOOL_MSG_\w+)_NONE "
        r"(SK_DIAG_BPF_STORAGE|INET_DIAG|SMC_DIAG|XDP_DIAG)(_\w+)?_NONE \w+_(UNDEFINED|INVALID|INVALID_ID)"
    ),
    "groups that have names": (r"CIFS_GENL_MCGRP_SWN NET_DM_GRP_ALERT RTNLGRP_NOP\d SELNL_GRP_\w+"),
    "getsockopt, and the kernel's own": (
        r"IP(SET|_SET)_OP_\w+ SO_IP_SET IP_SET_\w+ IPSET_(ADT_\w+|ADD|DEL|TEST|CREATE|DIM_\w+)"
    ),
    "the kernel's own": (
        r"IPSET_CREATE_FLAG_\w+ IPS_UNCHANGEABLE_MASK IPEXP_\w+ TCP_CONNTRACK_\w+ Audit_\w+ "
        r"AUDIT_(FILTER_TYPE|NEGATE|OPERATORS|NR_FILTERS) NETCONFA_ALL NET_DM_CFG_ALERT_\w+ TC_U32_ROOT "
        r"TCF_EM_REL_END TC_QOPT_\w+ TC_RED_\w+ SFB_MAX_PROB TC_MQPRIO_F_\w+ TC_CAKE_\w+"
    ),
    "of the program ipset alone": r"IPSET_CMD_(RESTORE|HELP|VERSION|QUIT|COMMIT)",
    "socket options": (
        r"NFC_(SOCKPROTO|LLCP|DIRECTION|RAW_HEADER)\w* RAW_PAYLOAD_\w+ MPTCP_(INFO|TCPINFO|SUBFLOW_ADDRS) "
        r"SOF_TXTIME_\w+ TIPC_NTQ_ALLTYPES TCM_F_\w+"
    ),
    "a connection's own flags; of a destination only how it forwards is sent": r"IP_VS_CONN_F_\w+",
    "bit numbers of NFC_PROTO_*_MASK; the kernel's own": r"NFC_(PROTO|SE)_\w+",
    "all bits set: none, all": (
        r"AUDIT_[US]ID_UNSET IPSET_INVALID_ID XFRM_INF INET_DIAG_NOCOOKIE RTCF_NAT DCB_ATTR_VALUE_\w+"
    ),
    "0 ohms; port 0": r"CAN_TERMINATION_DISABLED OVSP_LOCAL",
    "DRBD's own": (
        r"DP_\w+ P_(INCONSISTENT|OUTDATED|DOWN|PRIMARY|FENCING) [RCD]_MASK UUID_JUST_CREATED "
        r"DRBD_(NL_\w+|MAGIC\w*|MD_MAGIC\w*|AL_MAGIC|CPU_MASK_SIZE) NOTIFY_FLAGS UI_\w+"
    ),
    "for #ifdef, or the uppermost bit": r"NFNL_NFA_NEST RTNETLINK_HAVE_PEERINFO NL80211_VENDOR_ID_IS_LINUX",
    "never sent": (
        r"CTA_NAT_SEQ_\w+ NF_OSF_\w+ TCA_OLD_COMPAT TCA_ACT_(NO)?(UN)?(BIND|REPLACE) NL_MMAP_\w+ "
        r"NFT_DATA_VALUE"
    ),
    "one less than TCP_METRICS_A_METRICS_*, which the newer header has": r"TCP_METRIC_\w+",
    "the meaning NETNSID says it, which is no table": r"NETNSA_NSID_NOT_ASSIGNED",
    "the two elements of the arrays in br_mcast_stats": r"BR_MCAST_DIR_[RT]X",
    "of nlmsg_flags": r"RDMA_NL_LS_F_ERR",
    "numbers of kinds, of which netlink has the names": r"TCA_(ID|ACT)_\w+",
    "what TC_ACT_* is called in pkt_cls.h's police": r"TC_POLICE_(OK|RECLASSIFY|SHOT|PIPE)",
    "numbers of bands and classes": r"TC_PRIO_\w+ TC_H_MIN_\w+",
    "packets; an end; a magic number": (
        r"IOAM6_(TYPE_PREALLOC|IPTUNNEL_\w+_MIN) IPV6_TLV_TNL_ENCAP_LIMIT SCSI_NL_MAGIC"
    ),
}
"""Constants."""

OMITTED_MACROS: dict[str, str] = {
    "the family's version in genlmsghdr: a number": (
        r"\w+_(GENL|FAMILY|GENL_FAMILY|GENL_V2|CFG)_VERSION MPTCP_PM_VER "
        r"OVS_(DATAPATH|PACKET|VPORT|FLOW|METER|CT_LIMIT)_VERSION OVS_DP_VER_FEATURES"
    ),
    "a protocol's version: a number": (
        r"(IWPM_UABI|DM_ULOG_REQUEST|AUDIT_FEATURE|SCSI_NL|TASKSTATS|BOND_ABI)_VERSION\w* "
        r"IPSET_PROTOCOL(_MIN)? IP_VS_VERSION_CODE TC_HTB_PROTOVER AUDIT_VERSION_\w+ BRCTL_VERSION"
    ),
    "a size": (
        r"\w+_(LEN|LEN_32|SIZE|MAXSIZE|MAX_SIZE|MAXLEN|MAXNAMELEN|NAMSIZ|LENGTH|HDRLEN|ALIGNTO|PREFIXLEN|ALGOSIZ) "
        r"IFALIASZ ALTIFNAMSIZ IFNAMSIZ IFHWADDRLEN (IPSET_)?MAX\w*(LEN|RELEN) NFT_OSF_MAXGENRELEN CGW_\w+_LEN "
        r"NL_MMAP_(MSG_ALIGNMENT|HDRLEN) CRYPTO_(MAX_NAME|REPORT_MAXSIZE) HISTORY_UUIDS MAX_PEERS "
        r"LWT_BPF_MAX_HEADROOM"
    ),
    "a limit, or how many there are": (
        r"\w+_(MIN|MAX|DEF|MAXIMUM|NR|CNT|COUNT|NUM|MAXDEPTH|NUMPRIO|BANDS|NUMHOOKS|NUMPROTO|VARS) "
        r"\w+_(MIN|MAX|NR|NUM)_\w+ MAX\w+ MAX_\w+ CEE_DCBX_MAX_PGS CN_NETLINK_USERS SMC_MAX_\w+ "
        r"(TIPC_(MIN|DEF|MAX|MEDIA)_LINK|IPV6_DEFAULT|NFC_LLCP_MAX|NETEM_DIST|FQ_MIN|BOND_DEFAULT)_\w+ "
        r"SMC_LIMIT_HS NL80211_(TKIP_DATA_OFFSET|EDMG|SCAN_RSSI_THOLD|CRIT_PROTO|NAN_SCHED|STA_FLAG_MAX)_\w+"
    ),
    "groups as masks, which only bind() has": r"RTMGRP_\w+ XFRMGRP_\w+ NF_NETLINK_\w+",
    "another name": (
        r"E(WOULDBLOCK|DEADLOCK|FSBADCRC|FSCORRUPTED) AF_(FILE|LOCAL|ROUTE) ARPHRD_HDLC NETLINK_INET_DIAG "
        r"NL80211_(CMD_(GET|SET)_MESH_PARAMS|MESH_SETUP_VENDOR_PATH_SEL_IE|STA_INFO_DATA_ACK_SIGNAL_AVG) "
        r"NL80211_ATTR_(SCAN_GENERATION|MESH_PARAMS|IFACE_SOCKET_OWNER|SAE_DATA|CSA_C_OFF_\w+|ASSOC_MLD_EXT_CAPA_OPS) "
        r"NL80211_(FREQUENCY_ATTR|RRF)_(PASSIVE_SCAN|NO_IBSS|GO_CONCURRENT|NO_UHB_\w+|NO_HT40) "
        r"NL80211_(SURVEY_INFO_CHANNEL_TIME\w*|ATTR_SCHED_SCAN_MATCH_SSID|TXQ_ATTR_QUEUE|TXQ_Q_\w+|TXRATE_MCS) "
        r"NL80211_(BSS_CANNOT_USE_UHB_PWR_MISMATCH|WOWLAN_PKTPAT_\w+) DEVLINK_CMD_ESWITCH_MODE_[GS]ET "
        r"FRA_IFNAME FIB_RULE_DEV_DETACHED GTPA_SGSN_ADDRESS XFRMA_OUTPUT_MARK CTA_NAT(_M..IP)? "
        r"NFT_(BITWISE_BOOL|META_IIFTYPE) TCA_ACT_TAB TCA_FLAG_LARGE_DUMP_ON TC_H_CLSACT "
        r"MACSEC_DEFAULT_CIPHER_ALT"
    ),
    "ioctl and socket options": (
        r"IP_VS_(BASE_CTL|SO_\w+) BRCTL_\w+ NETLINK_\w+ NET_MAJOR ATF_\w+ IF_(GET|PROTO|IFACE)_\w+ NL_MMAP_\w+"
    ),
    "the second number of a connector id: the module's, or a version": r"CN_\w+_VAL CN_VAL_\w+",
    "what a number is divided by; values that are usual": (r"D[PL]LL_\w+_DIVIDER DPLL_PIN_FREQUENCY_\w+ GENL_ID_\w+"),
}
"""Constants that are macros: these expressions are too wide for what stands in an enum."""

OTHER_STRUCTS: dict[str, str] = {
    "what nldissect.wire reads": r"nlmsghdr nlmsgerr nlattr genlmsghdr rtattr nfattr",
    "sockets": r"nl_(pktinfo|mmap_\w+) sockaddr_\w+ so_timestamping scm_ts_pktinfo sock_txtime mptcp_subflow_\w+",
    "ioctl": r"arpreq(_old)? ifmap if_settings ifreq ifconf __(bridge|port)_info __fdb_entry hwtstamp_config",
    "ioctl, getsockopt": r"ip_vs_\w+ ip6_tnl_parm2? ip_set_req_\w+",
    "between the bridge and switch drivers": r"br_mrp_\w+",
    "packets": r"arphdr tcphdr ioam6_hdr",
    "the kernel's own, xtables": (r"nf_osf_nlmsg nf_synproxy_info xfrm_sec_ctx tc_estimator"),
    "never sent": r"net_dm_config_entry tipc_cfg_msg_hdr tlv_list_desc",
    "read by dissectors/sock_diag/bytecode.py, which is no table": r"inet_diag_(bc_op|hostcond|markcond)",
    "its one member is the attribute": r"rdma_nla_ls_gid",
}
"""Structs."""
