"""Where test_facts.py must not insist: regular expressions for whole names, each with the reason.

An entry that nothing needs any more fails the test too.
"""

from __future__ import annotations

ABSENT_CONSTANTS: dict[str, str] = {
    r"ERESTART\w+|ENOIOCTLCMD|EPROBE_DEFER|EOPENSTALE|ENOPARAM": "include/linux/errno.h, which is not UAPI",
    r"EBADHANDLE|ENOTSYNC|EBADCOOKIE|ENOTSUPP|ETOOSMALL|ESERVERFAULT|EBADTYPE|EJUKEBOX": "likewise",
    r"EIOCBQUEUED|ERECALLCONFLICT": "likewise",
    r"IP6_TNL_F_CAP_\w+": "include/net/ip6_tunnel.h; the kernel hands them out in IFLA_IPTUN_FLAGS all the same",
    r"IF_(RA_\w+|RS_SENT|READY)": "include/net/if_inet6.h; in IFLA_INET6_FLAGS",
    r"IF_PREFIX_\w+": "include/net/if_inet6.h; in RTM_NEWPREFIX",
    r"MCTP_PHYS_BINDING_\w+": "include/net/mctp.h; in IFLA_MCTP_PHYS_BINDING",
    r"ND_OPT_\w+": "include/net/ndisc.h and the RFCs; in RTM_NEWNDUSEROPT",
    r"NHA_(OP_FLAGS?|GROUP_STATS|HW_STATS)\w*": "nexthop.h after 6.1",
    r"TCPF?_(ESTABLISHED|SYN_SENT|SYN_RECV|FIN_WAIT[12]|TIME_WAIT)": "include/net/tcp_states.h; in NETLINK_SOCK_DIAG",
    r"TCPF?_(CLOSE|CLOSE_WAIT|LAST_ACK|LISTEN|CLOSING|NEW_SYN_RECV|BOUND_INACTIVE)": "likewise",
    r"(RCV|SEND)_SHUTDOWN": "include/net/sock.h; in INET_DIAG_SHUTDOWN and the like",
    r"SOCK_(STREAM|DGRAM|RAW|RDM|SEQPACKET|DCCP|PACKET)": "include/linux/net.h; in unix_diag_msg and the like",
    r"SCTP_STATE_\w+": "include/net/sctp/constants.h; in inet_diag_msg and sctp_info",
    r"SMC_(ACTIVE|INIT|CLOSED|LISTEN|PROCESSABORT|(PEER|APP)\w*WAIT\d?)": "net/smc/smc.h; in smc_diag_msg",
    r"TIPC_(ESTABLISHED|CONNECTING|OPEN|DISCONNECTING|LISTEN)": "net/tipc/socket.c; in TIPC_NLA_SOCK_TIPC_STATE",
    r"TLS_INFO_TX_MAX_PAYLOAD_LEN": "tls.h after 6.1",
    r"CRYPTO_(ALG|AHASH_ALG)_\w+|CRYPTO_NOLOAD": "include/linux/crypto.h, crypto/internal/hash.h; in cru_flags",
    r"IOAM6_IPTUNNEL_SRC|SEG6_IPTUNNEL_SRC": "ioam6_iptunnel.h and seg6_iptunnel.h after 6.1",
    r"NFNL_MSG_BATCH_\w+": "nfnetlink.h, which has them as NLMSG_MIN_TYPE and the next",
    r"TCPOPT_\w+": "include/net/tcp.h and the RFCs; in NFTA_EXTHDR_TYPE",
    r"SCTP_CID_\w+": "include/linux/sctp.h and the RFCs; likewise",
    r"invalid|established|related|new|untracked|[sd]nat": "nft's words for what NF_CT_STATE_BIT() and its like make",
    r"CTA_FILTER_F_\w+": "net/netfilter/nf_internals.h; in CTA_FILTER_ORIG_FLAGS and CTA_FILTER_REPLY_FLAGS",
    r"CT_DCCP_\w+": "include/linux/netfilter/nf_conntrack_dccp.h until 6.15; in CTA_PROTOINFO_DCCP",
    r"(TCA|TC|TCF)_(ATM|CBQ|DSMARK|RSVP|TCINDEX)_\w+": "pkt_sched.h and pkt_cls.h until 6.2; older kernels send them",
    r"CLOCK_\w+": "linux/time.h; in TCA_TAPRIO_ATTR_SCHED_CLOCKID and the like",
    r"PPP_\w+": "linux/ppp_defs.h and the RFCs; in TCA_FLOWER_KEY_PPP_PROTO",
    r"DEVLINK_HEALTH_REPORTER_STATE_\w+": "include/net/devlink.h; in DEVLINK_ATTR_HEALTH_REPORTER_STATE",
    r"NETIF_MSG_\w+": "include/linux/netdevice.h; in ETHTOOL_A_DEBUG_MSGMASK",
    r"ETH_RSS_HASH_\w+": "include/linux/ethtool.h; in ETHTOOL_A_RSS_HFUNC",
    r"HWTSTAMP_PROVIDER_QUALIFIER_\w+": "net_tstamp.h after 6.1",
    r"SOF_TIMESTAMPING_(OPT_ID_TCP|OPT_RX_FILTER|TX_COMPLETION)": "likewise",
    r"FSID_\w+|RPC_AUTH_\w+|(NFS|NLM|NFS_ACL)_PROGRAM": "fs/nfsd/nfsfh.h, sunrpc/msg_prot.h and the RFCs; in nfsd",
    r"OP_[A-Z_]+": "include/linux/nfs4.h and RFC 8881; in NFSD_A_RPC_STATUS_COMPOUND_OPS",
    r"ACPI_GENL_(ATTR|CMD)_EVENT": "drivers/acpi/event.c; generic netlink acpi_event",
    r"BATADV_DBG_\w+|BATADV_MCAST_HAVE_MC_PTYPE_CAPA": "net/batman-adv/log.h; batadv_packet.h after 6.1",
    r"MPTCP_PM_(ADDR_FLAG_LAMINAR|EV_FLAG_SERVER_SIDE)": "mptcp.h after 6.1",
    r"NBD_C?FLAG_\w+": "linux/nbd.h; in NBD_ATTR_SERVER_FLAGS and NBD_ATTR_CLIENT_FLAGS",
    r"NLBL_(MGMT|CIPSOV4|CALIPSO|UNLABEL)_[AC]_\w+": "net/netlabel/; generic netlink NLBL_*",
    r"NETLBL_NLTYPE_\w+|CIPSO_V4_(MAP|TAG)_\w+|CALIPSO_MAP_\w+": "include/net/{netlabel,cipso_ipv4,calipso}.h",
    r"PMCRAID_AEN_\w+|PMC_DEVICE_EVENT_\w+|HOSTRCB_TYPE_\w+": "drivers/scsi/pmcraid.h; generic netlink pmcraid",
    r"NOTIFICATION_TYPE_\w+|RES_TYPE_\w+": "likewise",
    r"SMC_(CLNT|SERV)|SMC_(LGR|LNK)_\w+|SMCR_\w+_BUFS": "net/smc/; in SMC_NLA_LGR_R_ROLE and the like",
    r"SCHED_\w+|A(FORK|SU|COMPAT|CORE|XSIG|GROUP)": "linux/sched.h, linux/acct.h; in struct taskstats",
    r"NLA_(BINARY|FLAG|STRING|[SU]32)": "include/net/netlink.h; in TEAM_ATTR_OPTION_TYPE",
    r"VIRTIO_\w+": "linux/virtio_{ids,config,net,blk}.h; in VDPA_ATTR_*",
    r"WLAN_(EID|CIPHER_SUITE|AKM_SUITE|REASON|STATUS|CAPABILITY|TDLS)_\w+": "include/linux/ieee80211.h; in nl80211",
    r"IEEE80211_(STYPE|HT_CAP|VHT_CAP)_\w+": "likewise",
    r"(RSN_CAPABILITY|WPA_CIPHER_SUITE|WPA_AKM_SUITE)_\w+": "IEEE 802.11 and WPA, for which no header has names",
    r"BSS_MEMBERSHIP_SELECTOR_\w+": "include/linux/ieee80211.h; in lists of rates",
    r"HWSIM_\w+": "drivers/net/wireless/virtual/mac80211_hwsim.h",
    r"(NL|IEEE|MAC)802154_\w+": "include/net/nl802154.h, include/linux/nl802154.h, ieee802154/mac802154_hwsim.h",
    r"TIPC_(ZONE|CLUSTER|NODE)_SCOPE|BCLINK_MODE_\w+": "linux/tipc.h, which the facts lack; net/tipc/bcast.h",
    r"AUDIT_(ADD|DEL|GRP|USER|USYS|CRED|ACCT|SYSTEM|SERVICE)_\w+": "audit-records.h of the audit tools: user records",
    r"AUDIT_(DAC_CHECK|CHGRP_ID|TEST|TRUSTED_APP|CHUSER_ID|MAC_CHECK|SOFTWARE_UPDATE)": "likewise",
    r"AUDIT_(RESP|ROLE|LABEL|DEV|FS|CRYPTO|VIRT)_\w+": "likewise",
    r"AUDIT_ANOM_(LOGIN|MAX|AMTU|RBAC|CRYPTO|ACCESS|EXEC|MK|ADD|DEL|MOD|ROOT|ORIGIN|SESSION)\w*": "likewise",
    r"AUDIT_(AA|APPARMOR_\w+)": "audit-records.h; include/linux/audit.h has them for AppArmor",
    r"(KVP|VSS)_(OP|POOL)_\w+|ADDR_FAMILY_\w+|REG_(SZ|U32|U64)": "linux/hyperv.h; on the connector",
    r"PROC_EVENT_NONZERO_EXIT": "cn_proc.h after 6.1",
    r"TF_(VBEIB|BUF_\w+|EXIT)": "linux/uvesafb.h; on the connector",
    r"W1_\w+": "drivers/w1/w1_netlink.h; on the connector",
    r"fib_result_nl": "NETLINK_FIB_LOOKUP has no message types",
    r"EBT_(ACCEPT|DROP|CONTINUE|RETURN)": "linux/netfilter_bridge/ebtables.h; in the targets of ebtables",
    r"TCP_ACCECN_(ACE|OPT)_FAIL_(SEND|RECV)": "include/net/tcp_ecn.h; in tcp_info.tcpi_accecn_fail_mode",
    r"IP6?T_ICMP_INV": "linux/netfilter_ipv4/ip_tables.h, netfilter_ipv6/ip6_tables.h; of the matches icmp and icmp6",
    r"ISCSI_\w+|STOP_CONN_\w+|CHAP_TYPE_\w+": "include/scsi/iscsi_if.h, iscsi_proto.h",
    r"FCH_EVT_\w+": "include/scsi/scsi_transport_fc.h; in FC_NL_ASYNC_EVENT",
    r"IB_(ACCESS|MIG|POLL|PORT|QPS|QPT|SRQT)_\w+|IB_ZERO_BASED": "include/rdma/ib_verbs.h; in nldev",
    r"IB_PATH_\w+|RDMA_PS_\w+": "rdma/ib_user_sa.h, rdma/rdma_user_cm.h",
    r"RDMA_CM_(IDLE|ADDR\w+|ROUTE\w+|CONNECT|DISCONNECT|LISTEN|DEVICE_REMOVAL|DESTROYING)": "cma_priv.h",
    r"IWPM_(\w+_ERR|REMOTE_QUERY_REJECT)": "include/rdma/iw_portmap.h; in IWPM_NLA_*_ERR",
}
"""Names that the UAPI headers do not have, each with the reason."""

BIT_NUMBERS: dict[str, str] = {
    r"BR_BOOLOPT_\w+": "enum br_boolopt_id: the bits of struct br_boolopt_multi",
    r"RTAX_(?!FEATURE_)\w+": "attribute numbers: the bits of RTAX_LOCK",
    r"SEG6_LOCAL_FLV_OP_\w+": "the bits of SEG6_LOCAL_FLV_OPERATION",
    r"FLOW_KEY_\w+": "the bits of TCA_FLOW_KEYS",
    r"DEVLINK_RELOAD_(ACTION|LIMIT)_\w+": "the bits of DEVLINK_ATTR_RELOAD_ACTIONS_PERFORMED and _LIMITS",
    r"PSP_VERSION_\w+": "the bits of PSP_A_DEV_PSP_VERSIONS_CAP and _ENA",
    r"NL80211_(STA_FLAG|TID_CONFIG_ATTR)_\w+": "the bits of nl80211's station and TID masks",
    r"NL80211_(BAND|CHAN_WIDTH|DFS|IFTYPE|PREAMBLE)_\w+": "the bits of nl80211's masks of what is possible",
    r"IPCT_\w+": "the bits of OVS_CT_ATTR_EVENTMASK",
    r"AUDIT_FEATURE_(ONLY_UNSET_LOGINUID|LOGINUID_IMMUTABLE)": "the bits of struct audit_features",
    r"XT_HMARK_\w+": "the bits of xt_hmark_info.flags",
    r"DCCP_PKT_\w+": "the bits of xt_dccp_info.typemask",
}
"""Constants that number bits, where a Flags table has the masks, each with the reason."""

BIT_NUMBERS_FROM_1: dict[str, str] = {
    r"INET_DIAG_(MEMINFO|INFO|VEGASINFO|CONG|TOS|TCLASS|SKMEMINFO|SHUTDOWN)": "the bits of idiag_ext",
    r"SMC_DIAG_(CONNINFO|LGRINFO|SHUTDOWN|DMBINFO|FALLBACK)": "the bits of diag_ext",
    r"IFLA_(OFFLOAD_X)?STATS_\w+": "IFLA_STATS_FILTER_BIT(), in if_stats_msg.filter_mask and the like",
}
"""The same where the lowest bit is number 1."""

ABSENT_STRUCTS: dict[str, str] = {
    r"(xt|ipt|ip6t|ebt)_\w+": "xtables' headers; in NFTA_MATCH_INFO and NFTA_TARGET_INFO",
    r"compat_xfrm_\w+": "net/xfrm/xfrm_compat.c: the layout of 32-bit x86 programs",
    r"count|classid|hmark_ports": "unions and structs without a name in xtables' headers",
    r"flags": "the u32 in front of XFRMA_SAD_* and XFRMA_SPD_*",
    r"nd_opt_\w+": "RFC 4861 and later; in RTM_NEWNDUSEROPT",
    r"cgw_csum_xor|cgw_fdframe_mod": "can/gw.h; the facts run packed structs together",
    r"nfqnl_msg_(packet_hw|verdict_hdr|config_params)|nfulnl_msg_config_(cmd|mode)": "likewise",
    r"tc_(cbq|rsvp)_\w+|sockaddr_atmpvc": "pkt_sched.h and pkt_cls.h until 6.2, linux/atm.h",
    r"xt_entry_target|xt_set_info": "linux/netfilter/x_tables.h, xt_set.h; in TCA_IPT_TARG, TCF_EM_IPSET",
    r"acpi_genl_event|pmcraid_\w+": "drivers/acpi/event.c, drivers/scsi/pmcraid.h",
    r"taskstats|cgroupstats|drbd_state": "linux/taskstats.h, cgroupstats.h, drbd.h; the facts leave them out",
    r"net_dm_alert_msg|lb_stats": "linux/net_dropmon.h, a member of variable length; net/team's load balancer",
    r"ieee80211_\w+|WLAN_(EID|OUI_TYPE)_\w+": "include/linux/ieee80211.h; in nl80211",
    r"hwsim_tx_rate(_flag)?": "drivers/net/wireless/virtual/mac80211_hwsim.h",
    r"md_(mark|labels)": "net/openvswitch/conntrack.c; in OVS_CT_ATTR_MARK and _LABELS",
    r"OVS_(NSH_)?KEY_ATTR_\w+": "a value and its mask, in OVS_ACTION_ATTR_SET_MASKED",
    r"geneve_opt|erspan_\w+|tipc_aead_key": "include/net/geneve.h, linux/erspan.h and tipc.h, which the facts lack",
    r"audit_(sig_info|make_equiv|replace|record)": "include/linux/audit.h, kernel/audit.c; the text of a record",
    r"hv_(kvp|vss)_\w+|uvesafb_task|v86_regs|proc_input|ack|data": "linux/hyperv.h, uvesafb.h, cn_proc.h after 6.1",
    r"fib_result_nl": "include/net/ip_fib.h",
    r"msg_\w+|iscsi_\w+|u|r|pdu|value": "include/scsi/iscsi_if.h, iscsi_proto.h, its unions, and what follows",
    r"ib_path_rec_data|ib_sa_path_rec": "rdma/ib_user_sa.h, and a path record as it goes over the wire",
    r"scsi_nl_\w+|fc_nl_event": "scsi/scsi_netlink.h: the facts leave aligned structs out",
    r"authentication|mu_mimo_groups": "IEEE 802.11; in NL80211_ATTR_AUTH_DATA and _MU_MIMO_GROUP_DATA",
    r"iw_\w+": "linux/wireless.h, which the facts lack; its struct sockaddr with six bytes of address, and a key",
    r"udev_monitor_netlink_header": "systemd; in front of what udev sends on",
}
"""Structs that the UAPI headers do not have, each with the reason."""

SHORTER: dict[str, str] = {
    r"(xt|ipt|ip6t|ebt|idletimer)_\w+": "padding and what the kernel keeps for itself come behind it",
}
"""Structs that end before the kernel's do, each with the reason."""

ABSENT_MEMBERS: dict[str, str] = {
    r"xt_string_info\.flags": "of its union u",
    r"ip_set_counter_match\.\w+": "the facts run it together with what comes after it",
    r"can_frame\.data|cgw_frame_mod\.cf": "with alignment, or a nested struct, which the facts leave out",
    r"(ioam6_trace_hdr|tcp_info|xt_policy_spec)\.unused": "bits without a name",
    r"xt_set_info_v0\.flags": "of its union u",
    r"mptcp_info\.mptcpi_(bytes_\w+|endp_\w+|last_\w+|retransmits|subflows_total)": "mptcp.h after 6.1",
    r"smcd_diag_dmbinfo\.\w+_ext": "smc_diag.h after 6.1",
    r"xfrm_user_sec_ctx\.ctx_str": "the bytes behind the struct",
    r"nexthop_grp\.weight_high": "resvd1 before 6.12",
    r"sr6_tlv_hmac\.(type|len)": "of its member tlvhdr",
    r"tcf_em_(nbyte|text)\.pattern": "what follows the struct",
    r"(nfqnl|nfulnl)_msg_packet_timestamp\.u?sec": "with alignment, which the facts leave out",
    r"tipc_genlmsghdr\.tlv|tlv_desc\.data": "what follows the struct",
}
"""Members that the kernel names otherwise, each with the reason."""

INCOMPLETE: dict[str, str] = {
    r"IPSET_CMD_(NONE|RESTORE|HELP|VERSION|QUIT|COMMIT)": "of the program ipset alone",
    r"RTM_BASE": "RTM_NEWLINK by another name",
    r"NETNSA_NONE|(INET|SMC|XDP)_DIAG_(REQ_)?NONE": "what others call UNSPEC",
    r"XFRM_SHARE_\w+": "another enum without a name, in front of that of the messages",
    r"ETHTOOL_MSG_(USER|KERNEL)_NONE": "what others call UNSPEC",
    r"NUM_\w+": "counts",
    r"L2TP_ATTR_(STATS_)?NONE": "UNSPEC by another name",
    r"RDMA_\w+_NUM_OPS": "a count",
}
"""Attributes, commands and message types that no table has to have, each with the reason."""
