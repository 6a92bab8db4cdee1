"""SMC, shared memory communications: networks by PNET id, link groups, devices, statistics (linux/smc.h)."""

from __future__ import annotations

from nldissect.schema import (
    BE32,
    BOOL,
    BYTES,
    HEX,
    INTERFACE,
    OPAQUE,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    UINT,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
    Operation,
    Text,
)

# net/smc/smc.h, net/smc/smc_core.h
SMC_ROLE = Enum("SMC_", {0: "SMC_CLNT", 1: "SMC_SERV"})
SMC_LGR_TYPE = Enum(
    "SMC_LGR_",
    {
        0: "SMC_LGR_NONE",
        1: "SMC_LGR_SINGLE",
        2: "SMC_LGR_SYMMETRIC",
        3: "SMC_LGR_ASYMMETRIC_PEER",
        4: "SMC_LGR_ASYMMETRIC_LOCAL",
    },
)
SMC_BUF_TYPE = Enum("SMCR_", {0: "SMCR_PHYS_CONT_BUFS", 1: "SMCR_VIRT_CONT_BUFS", 2: "SMCR_MIXED_BUFS"})
SMC_LINK_STATE = Enum(
    "SMC_LNK_", {0: "SMC_LNK_UNUSED", 1: "SMC_LNK_INACTIVE", 2: "SMC_LNK_ACTIVATING", 3: "SMC_LNK_ACTIVE"}
)

SMC_PNETID = AttributeSet(
    "SMC_PNETID_",
    [
        Attribute(1, "SMC_PNETID_NAME", Text(longest=16, nul=True)),
        Attribute(2, "SMC_PNETID_ETHNAME", Text(longest=15, nul=True)),
        Attribute(3, "SMC_PNETID_IBNAME", Text(longest=63, nul=True)),
        Attribute(4, "SMC_PNETID_IBPORT", U8),
    ],
)

SMC_NLA_SYS = AttributeSet(
    "SMC_NLA_SYS_",
    [
        Attribute(1, "SMC_NLA_SYS_VER", U8),
        Attribute(2, "SMC_NLA_SYS_REL", U8),
        Attribute(3, "SMC_NLA_SYS_IS_ISM_V2", U8, BOOL),
        Attribute(4, "SMC_NLA_SYS_LOCAL_HOST", TEXT),
        Attribute(5, "SMC_NLA_SYS_SEID", TEXT),
        Attribute(6, "SMC_NLA_SYS_IS_SMCR_V2", U8, BOOL),
    ],
)

SMC_NLA_LGR_V2 = AttributeSet(
    "SMC_NLA_LGR_V2_",
    [
        Attribute(0, "SMC_NLA_LGR_V2_VER", U8),
        Attribute(1, "SMC_NLA_LGR_V2_REL", U8),
        Attribute(2, "SMC_NLA_LGR_V2_OS", U8),
        Attribute(3, "SMC_NLA_LGR_V2_NEG_EID", TEXT),
        Attribute(4, "SMC_NLA_LGR_V2_PEER_HOST", TEXT),
    ],
)

SMC_NLA_LGR_R_V2 = AttributeSet(
    "SMC_NLA_LGR_R_V2_",
    [
        Attribute(1, "SMC_NLA_LGR_R_V2_DIRECT", U8, BOOL),
        Attribute(2, "SMC_NLA_LGR_R_V2_MAX_CONNS", U8),
        Attribute(3, "SMC_NLA_LGR_R_V2_MAX_LINKS", U8),
    ],
)

SMC_NLA_LGR_R = AttributeSet(
    "SMC_NLA_LGR_R_",
    [
        Attribute(1, "SMC_NLA_LGR_R_ID", U32, HEX),
        Attribute(2, "SMC_NLA_LGR_R_ROLE", U8, SMC_ROLE),
        Attribute(3, "SMC_NLA_LGR_R_TYPE", U8, SMC_LGR_TYPE),
        Attribute(4, "SMC_NLA_LGR_R_PNETID", TEXT),
        Attribute(5, "SMC_NLA_LGR_R_VLAN_ID", U8),
        Attribute(6, "SMC_NLA_LGR_R_CONNS_NUM", U32),
        Attribute(7, "SMC_NLA_LGR_R_V2_COMMON", SMC_NLA_LGR_V2),
        Attribute(8, "SMC_NLA_LGR_R_V2", SMC_NLA_LGR_R_V2),
        Attribute(9, "SMC_NLA_LGR_R_NET_COOKIE", U64, HEX),
        Attribute(10, "SMC_NLA_LGR_R_PAD", OPAQUE),
        Attribute(11, "SMC_NLA_LGR_R_BUF_TYPE", U8, SMC_BUF_TYPE),
        Attribute(12, "SMC_NLA_LGR_R_SNDBUF_ALLOC", UINT, BYTES),
        Attribute(13, "SMC_NLA_LGR_R_RMB_ALLOC", UINT, BYTES),
    ],
)

SMC_NLA_LINK = AttributeSet(
    "SMC_NLA_LINK_",
    [
        Attribute(1, "SMC_NLA_LINK_ID", U8),
        Attribute(2, "SMC_NLA_LINK_IB_DEV", TEXT),
        Attribute(3, "SMC_NLA_LINK_IB_PORT", U8),
        Attribute(4, "SMC_NLA_LINK_GID", TEXT),
        Attribute(5, "SMC_NLA_LINK_PEER_GID", TEXT),
        Attribute(6, "SMC_NLA_LINK_CONN_CNT", U32),
        Attribute(7, "SMC_NLA_LINK_NET_DEV", U32, INTERFACE),
        Attribute(8, "SMC_NLA_LINK_UID", BE32, HEX),
        Attribute(9, "SMC_NLA_LINK_PEER_UID", BE32, HEX),
        Attribute(10, "SMC_NLA_LINK_STATE", U32, SMC_LINK_STATE),
    ],
)

SMC_NLA_LGR_D = AttributeSet(
    "SMC_NLA_LGR_D_",
    [
        Attribute(1, "SMC_NLA_LGR_D_ID", U32, HEX),
        Attribute(2, "SMC_NLA_LGR_D_GID", U64, HEX),
        Attribute(3, "SMC_NLA_LGR_D_PEER_GID", U64, HEX),
        Attribute(4, "SMC_NLA_LGR_D_VLAN_ID", U8),
        Attribute(5, "SMC_NLA_LGR_D_CONNS_NUM", U32),
        Attribute(6, "SMC_NLA_LGR_D_PNETID", TEXT),
        Attribute(7, "SMC_NLA_LGR_D_CHID", U16, HEX),
        Attribute(8, "SMC_NLA_LGR_D_PAD", OPAQUE),
        Attribute(9, "SMC_NLA_LGR_D_V2_COMMON", SMC_NLA_LGR_V2),
        Attribute(10, "SMC_NLA_LGR_D_EXT_GID", U64, HEX),
        Attribute(11, "SMC_NLA_LGR_D_PEER_EXT_GID", U64, HEX),
        Attribute(12, "SMC_NLA_LGR_D_SNDBUF_ALLOC", UINT, BYTES),
        Attribute(13, "SMC_NLA_LGR_D_DMB_ALLOC", UINT, BYTES),
    ],
)

SMC_NLA_DEV_PORT = AttributeSet(
    "SMC_NLA_DEV_PORT_",
    [
        Attribute(1, "SMC_NLA_DEV_PORT_PNET_USR", U8, BOOL),
        Attribute(2, "SMC_NLA_DEV_PORT_PNETID", TEXT),
        Attribute(3, "SMC_NLA_DEV_PORT_NETDEV", U32, INTERFACE),
        Attribute(4, "SMC_NLA_DEV_PORT_STATE", U8),
        Attribute(5, "SMC_NLA_DEV_PORT_VALID", U8, BOOL),
        Attribute(6, "SMC_NLA_DEV_PORT_LNK_CNT", U32),
    ],
)

SMC_NLA_DEV = AttributeSet(
    "SMC_NLA_DEV_",
    [
        Attribute(1, "SMC_NLA_DEV_USE_CNT", U32),
        Attribute(2, "SMC_NLA_DEV_IS_CRIT", U8, BOOL),
        Attribute(3, "SMC_NLA_DEV_PCI_FID", U32, HEX),
        Attribute(4, "SMC_NLA_DEV_PCI_CHID", U16, HEX),
        Attribute(5, "SMC_NLA_DEV_PCI_VENDOR", U16, HEX),
        Attribute(6, "SMC_NLA_DEV_PCI_DEVICE", U16, HEX),
        Attribute(7, "SMC_NLA_DEV_PCI_ID", TEXT),
        Attribute(8, "SMC_NLA_DEV_PORT", SMC_NLA_DEV_PORT),
        Attribute(9, "SMC_NLA_DEV_PORT2", SMC_NLA_DEV_PORT),
        Attribute(10, "SMC_NLA_DEV_IB_NAME", TEXT),
    ],
)

SMC_NLA_STATS_PLOAD = AttributeSet(
    "SMC_NLA_STATS_PLOAD_",
    [
        Attribute(0, "SMC_NLA_STATS_PLOAD_PAD", OPAQUE),
        Attribute(1, "SMC_NLA_STATS_PLOAD_8K", U64),
        Attribute(2, "SMC_NLA_STATS_PLOAD_16K", U64),
        Attribute(3, "SMC_NLA_STATS_PLOAD_32K", U64),
        Attribute(4, "SMC_NLA_STATS_PLOAD_64K", U64),
        Attribute(5, "SMC_NLA_STATS_PLOAD_128K", U64),
        Attribute(6, "SMC_NLA_STATS_PLOAD_256K", U64),
        Attribute(7, "SMC_NLA_STATS_PLOAD_512K", U64),
        Attribute(8, "SMC_NLA_STATS_PLOAD_1024K", U64),
        Attribute(9, "SMC_NLA_STATS_PLOAD_G_1024K", U64),
    ],
)

SMC_NLA_STATS_RMB = AttributeSet(
    "SMC_NLA_STATS_RMB_",
    [
        Attribute(0, "SMC_NLA_STATS_RMB_PAD", OPAQUE),
        Attribute(1, "SMC_NLA_STATS_RMB_SIZE_SM_PEER_CNT", U64),
        Attribute(2, "SMC_NLA_STATS_RMB_SIZE_SM_CNT", U64),
        Attribute(3, "SMC_NLA_STATS_RMB_FULL_PEER_CNT", U64),
        Attribute(4, "SMC_NLA_STATS_RMB_FULL_CNT", U64),
        Attribute(5, "SMC_NLA_STATS_RMB_REUSE_CNT", U64),
        Attribute(6, "SMC_NLA_STATS_RMB_ALLOC_CNT", U64),
        Attribute(7, "SMC_NLA_STATS_RMB_DGRADE_CNT", U64),
    ],
)

SMC_NLA_STATS_T = AttributeSet(
    "SMC_NLA_STATS_T_",
    [
        Attribute(0, "SMC_NLA_STATS_T_PAD", OPAQUE),
        Attribute(1, "SMC_NLA_STATS_T_TX_RMB_SIZE", SMC_NLA_STATS_PLOAD),
        Attribute(2, "SMC_NLA_STATS_T_RX_RMB_SIZE", SMC_NLA_STATS_PLOAD),
        Attribute(3, "SMC_NLA_STATS_T_TXPLOAD_SIZE", SMC_NLA_STATS_PLOAD),
        Attribute(4, "SMC_NLA_STATS_T_RXPLOAD_SIZE", SMC_NLA_STATS_PLOAD),
        Attribute(5, "SMC_NLA_STATS_T_TX_RMB_STATS", SMC_NLA_STATS_RMB),
        Attribute(6, "SMC_NLA_STATS_T_RX_RMB_STATS", SMC_NLA_STATS_RMB),
        Attribute(7, "SMC_NLA_STATS_T_CLNT_V1_SUCC", U64),
        Attribute(8, "SMC_NLA_STATS_T_CLNT_V2_SUCC", U64),
        Attribute(9, "SMC_NLA_STATS_T_SRV_V1_SUCC", U64),
        Attribute(10, "SMC_NLA_STATS_T_SRV_V2_SUCC", U64),
        Attribute(11, "SMC_NLA_STATS_T_SENDPAGE_CNT", U64),
        Attribute(12, "SMC_NLA_STATS_T_SPLICE_CNT", U64),
        Attribute(13, "SMC_NLA_STATS_T_CORK_CNT", U64),
        Attribute(14, "SMC_NLA_STATS_T_NDLY_CNT", U64),
        Attribute(15, "SMC_NLA_STATS_T_URG_DATA_CNT", U64),
        Attribute(16, "SMC_NLA_STATS_T_RX_BYTES", U64, BYTES),
        Attribute(17, "SMC_NLA_STATS_T_TX_BYTES", U64, BYTES),
        Attribute(18, "SMC_NLA_STATS_T_RX_CNT", U64),
        Attribute(19, "SMC_NLA_STATS_T_TX_CNT", U64),
        Attribute(20, "SMC_NLA_STATS_T_RX_RMB_USAGE", UINT, BYTES),
        Attribute(21, "SMC_NLA_STATS_T_TX_RMB_USAGE", UINT, BYTES),
    ],
)

SMC_NLA_STATS = AttributeSet(
    "SMC_NLA_STATS_",
    [
        Attribute(0, "SMC_NLA_STATS_PAD", OPAQUE),
        Attribute(1, "SMC_NLA_STATS_SMCD_TECH", SMC_NLA_STATS_T),
        Attribute(2, "SMC_NLA_STATS_SMCR_TECH", SMC_NLA_STATS_T),
        Attribute(3, "SMC_NLA_STATS_CLNT_HS_ERR_CNT", U64),
        Attribute(4, "SMC_NLA_STATS_SRV_HS_ERR_CNT", U64),
    ],
)

SMC_NLA_FBACK_STATS = AttributeSet(
    "SMC_NLA_FBACK_STATS_",
    [
        Attribute(0, "SMC_NLA_FBACK_STATS_PAD", OPAQUE),
        Attribute(1, "SMC_NLA_FBACK_STATS_TYPE", U8),
        Attribute(2, "SMC_NLA_FBACK_STATS_SRV_CNT", U64),
        Attribute(3, "SMC_NLA_FBACK_STATS_CLNT_CNT", U64),
        Attribute(4, "SMC_NLA_FBACK_STATS_RSN_CODE", U32, HEX),
        Attribute(5, "SMC_NLA_FBACK_STATS_RSN_CNT", U16),
    ],
)

SMC_NLA_EID_TABLE = AttributeSet(
    "SMC_NLA_EID_TABLE_",
    [
        Attribute(1, "SMC_NLA_EID_TABLE_ENTRY", TEXT),
    ],
)

SMC_NLA_SEID = AttributeSet(
    "SMC_NLA_SEID_",
    [
        Attribute(1, "SMC_NLA_SEID_ENTRY", TEXT),
        Attribute(2, "SMC_NLA_SEID_ENABLED", U8, BOOL),
    ],
)

SMC_NLA_HS_LIMITATION = AttributeSet(
    "SMC_NLA_HS_LIMITATION_",
    [
        Attribute(1, "SMC_NLA_HS_LIMITATION_ENABLED", U8, BOOL),
    ],
)

SMC_GEN = AttributeSet(
    "SMC_GEN_",
    [
        Attribute(1, "SMC_GEN_SYS_INFO", SMC_NLA_SYS),
        Attribute(2, "SMC_GEN_LGR_SMCR", SMC_NLA_LGR_R),
        Attribute(3, "SMC_GEN_LINK_SMCR", SMC_NLA_LINK),
        Attribute(4, "SMC_GEN_LGR_SMCD", SMC_NLA_LGR_D),
        Attribute(5, "SMC_GEN_DEV_SMCD", SMC_NLA_DEV),
        Attribute(6, "SMC_GEN_DEV_SMCR", SMC_NLA_DEV),
        Attribute(7, "SMC_GEN_STATS", SMC_NLA_STATS),
        Attribute(8, "SMC_GEN_FBACK_STATS", SMC_NLA_FBACK_STATS),
    ],
)

NETWORK = "[{SMC_PNETID_NAME}][ eth {SMC_PNETID_ETHNAME}][ ib {SMC_PNETID_IBNAME}][ port {SMC_PNETID_IBPORT}]"

NETWORKS = (
    Command(1, "SMC_PNETID_GET", operation=Operation.GET, summary=NETWORK),
    Command(2, "SMC_PNETID_ADD", operation=Operation.NEW, summary=NETWORK),
    Command(3, "SMC_PNETID_DEL", operation=Operation.DELETE, summary=NETWORK),
    Command(4, "SMC_PNETID_FLUSH", operation=Operation.DELETE, summary=NETWORK),
)

EID = "[{SMC_NLA_EID_TABLE_ENTRY}]"
SEID = "[{SMC_NLA_SEID_ENTRY}][ {SMC_NLA_SEID_ENABLED}]"
LIMITATION = "[{SMC_NLA_HS_LIMITATION_ENABLED}]"

COMMANDS = (
    Command(
        1,
        "SMC_NETLINK_GET_SYS_INFO",
        operation=Operation.GET,
        summary="[version {SMC_GEN_SYS_INFO.SMC_NLA_SYS_VER}][ {SMC_GEN_SYS_INFO.SMC_NLA_SYS_LOCAL_HOST}]",
    ),
    Command(
        2,
        "SMC_NETLINK_GET_LGR_SMCR",
        operation=Operation.GET,
        summary="[{SMC_GEN_LGR_SMCR.SMC_NLA_LGR_R_ID}][ {SMC_GEN_LGR_SMCR.SMC_NLA_LGR_R_ROLE}]",
    ),
    Command(
        3,
        "SMC_NETLINK_GET_LINK_SMCR",
        operation=Operation.GET,
        summary="[{SMC_GEN_LINK_SMCR.SMC_NLA_LINK_IB_DEV}][ {SMC_GEN_LINK_SMCR.SMC_NLA_LINK_STATE}]",
    ),
    Command(4, "SMC_NETLINK_GET_LGR_SMCD", operation=Operation.GET, summary="[{SMC_GEN_LGR_SMCD.SMC_NLA_LGR_D_ID}]"),
    Command(5, "SMC_NETLINK_GET_DEV_SMCD", operation=Operation.GET, summary="[{SMC_GEN_DEV_SMCD.SMC_NLA_DEV_PCI_ID}]"),
    Command(6, "SMC_NETLINK_GET_DEV_SMCR", operation=Operation.GET, summary="[{SMC_GEN_DEV_SMCR.SMC_NLA_DEV_IB_NAME}]"),
    Command(7, "SMC_NETLINK_GET_STATS", operation=Operation.GET),
    Command(8, "SMC_NETLINK_GET_FBACK_STATS", operation=Operation.GET),
    Command(9, "SMC_NETLINK_DUMP_UEID", operation=Operation.GET, attributes=SMC_NLA_EID_TABLE, summary=EID),
    Command(10, "SMC_NETLINK_ADD_UEID", operation=Operation.NEW, attributes=SMC_NLA_EID_TABLE, summary=EID),
    Command(11, "SMC_NETLINK_REMOVE_UEID", operation=Operation.DELETE, attributes=SMC_NLA_EID_TABLE, summary=EID),
    Command(12, "SMC_NETLINK_FLUSH_UEID", operation=Operation.DELETE, attributes=SMC_NLA_EID_TABLE),
    Command(13, "SMC_NETLINK_DUMP_SEID", operation=Operation.GET, attributes=SMC_NLA_SEID, summary=SEID),
    Command(14, "SMC_NETLINK_ENABLE_SEID", operation=Operation.NEW, attributes=SMC_NLA_SEID),
    Command(15, "SMC_NETLINK_DISABLE_SEID", operation=Operation.NEW, attributes=SMC_NLA_SEID),
    Command(
        16,
        "SMC_NETLINK_DUMP_HS_LIMITATION",
        operation=Operation.GET,
        attributes=SMC_NLA_HS_LIMITATION,
        summary=LIMITATION,
    ),
    Command(17, "SMC_NETLINK_ENABLE_HS_LIMITATION", operation=Operation.NEW, attributes=SMC_NLA_HS_LIMITATION),
    Command(18, "SMC_NETLINK_DISABLE_HS_LIMITATION", operation=Operation.NEW, attributes=SMC_NLA_HS_LIMITATION),
)

FAMILIES = (
    GenericFamily("SMC_PNETID", SMC_PNETID, commands=NETWORKS),
    GenericFamily("SMC_GEN_NETLINK", SMC_GEN, commands=COMMANDS, strict=True),
)
