"""PSP security protocol: devices, keys and associations of sockets (linux/psp.h)."""

from __future__ import annotations

from nldissect.schema import (
    BYTES,
    FLAG,
    HEX,
    INTERFACE,
    NETNSID,
    OPAQUE,
    PACKETS,
    S32,
    U32,
    UINT,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Meant,
    Operation,
    Select,
)

PSP_VERSION = Enum(
    "PSP_VERSION_",
    {
        0: "PSP_VERSION_HDR0_AES_GCM_128",
        1: "PSP_VERSION_HDR0_AES_GCM_256",
        2: "PSP_VERSION_HDR0_AES_GMAC_128",
        3: "PSP_VERSION_HDR0_AES_GMAC_256",
    },
)
PSP_VERSIONS = Flags(
    "PSP_VERSION_",
    {
        0x1: "PSP_VERSION_HDR0_AES_GCM_128",
        0x2: "PSP_VERSION_HDR0_AES_GCM_256",
        0x4: "PSP_VERSION_HDR0_AES_GMAC_128",
        0x8: "PSP_VERSION_HDR0_AES_GMAC_256",
    },
)
PSP_A_ASSOC_DEV_INFO = AttributeSet(
    "PSP_A_ASSOC_DEV_INFO_",
    [
        Attribute(
            1,
            "PSP_A_ASSOC_DEV_INFO_IFINDEX",
            Select("PSP_A_ASSOC_DEV_INFO_NSID", {None: Meant(U32, INTERFACE)}, default=U32),
        ),
        Attribute(2, "PSP_A_ASSOC_DEV_INFO_NSID", S32, NETNSID),
    ],
)
PSP_A_DEV = AttributeSet(
    "PSP_A_DEV_",
    [
        Attribute(1, "PSP_A_DEV_ID", U32, range=(1, 0xFFFFFFFF)),
        Attribute(2, "PSP_A_DEV_IFINDEX", Select("PSP_A_DEV_NSID", {None: Meant(U32, INTERFACE)}, default=U32)),
        Attribute(3, "PSP_A_DEV_PSP_VERSIONS_CAP", U32, PSP_VERSIONS),
        Attribute(4, "PSP_A_DEV_PSP_VERSIONS_ENA", U32, PSP_VERSIONS, range=(0, 15)),
        Attribute(5, "PSP_A_DEV_ASSOC_LIST", PSP_A_ASSOC_DEV_INFO, multiple=True),
        Attribute(6, "PSP_A_DEV_NSID", S32, NETNSID),
        Attribute(7, "PSP_A_DEV_BY_ASSOCIATION", FLAG),
    ],
)
PSP_A_KEYS = AttributeSet(
    "PSP_A_KEYS_",
    [
        Attribute(1, "PSP_A_KEYS_KEY", OPAQUE, secret=True),
        Attribute(2, "PSP_A_KEYS_SPI", U32, HEX),
    ],
)
PSP_A_ASSOC = AttributeSet(
    "PSP_A_ASSOC_",
    [
        Attribute(1, "PSP_A_ASSOC_DEV_ID", U32, range=(1, 0xFFFFFFFF)),
        Attribute(2, "PSP_A_ASSOC_VERSION", U32, PSP_VERSION, range=(0, 3)),
        Attribute(3, "PSP_A_ASSOC_RX_KEY", PSP_A_KEYS),
        Attribute(4, "PSP_A_ASSOC_TX_KEY", PSP_A_KEYS),
        Attribute(5, "PSP_A_ASSOC_SOCK_FD", U32),
    ],
)
PSP_A_STATS = AttributeSet(
    "PSP_A_STATS_",
    [
        Attribute(1, "PSP_A_STATS_DEV_ID", U32, range=(1, 0xFFFFFFFF)),
        Attribute(2, "PSP_A_STATS_KEY_ROTATIONS", UINT),
        Attribute(3, "PSP_A_STATS_STALE_EVENTS", UINT),
        Attribute(4, "PSP_A_STATS_RX_PACKETS", UINT, PACKETS),
        Attribute(5, "PSP_A_STATS_RX_BYTES", UINT, BYTES),
        Attribute(6, "PSP_A_STATS_RX_AUTH_FAIL", UINT, PACKETS),
        Attribute(7, "PSP_A_STATS_RX_ERROR", UINT, PACKETS),
        Attribute(8, "PSP_A_STATS_RX_BAD", UINT, PACKETS),
        Attribute(9, "PSP_A_STATS_TX_PACKETS", UINT, PACKETS),
        Attribute(10, "PSP_A_STATS_TX_BYTES", UINT, BYTES),
        Attribute(11, "PSP_A_STATS_TX_ERROR", UINT, PACKETS),
    ],
)

DEV = "[psp {PSP_A_DEV_ID}][ dev {PSP_A_DEV_IFINDEX}][ enabled {PSP_A_DEV_PSP_VERSIONS_ENA}]"
ASSOC = (
    "[psp {PSP_A_ASSOC_DEV_ID}][ {PSP_A_ASSOC_VERSION}][ fd {PSP_A_ASSOC_SOCK_FD}]"
    "[ rx spi {PSP_A_ASSOC_RX_KEY.PSP_A_KEYS_SPI}][ tx spi {PSP_A_ASSOC_TX_KEY.PSP_A_KEYS_SPI}]"
)
STATS = (
    "[psp {PSP_A_STATS_DEV_ID}][ rotations {PSP_A_STATS_KEY_ROTATIONS}][ rx {PSP_A_STATS_RX_PACKETS} packets]"
    "[ tx {PSP_A_STATS_TX_PACKETS} packets]"
)

PSP = GenericFamily(
    "psp",
    PSP_A_DEV,
    commands=(
        Command(1, "PSP_CMD_DEV_GET", operation=Operation.GET, summary=DEV),
        Command(2, "PSP_CMD_DEV_ADD_NTF", operation=Operation.NEW, summary=DEV),
        Command(3, "PSP_CMD_DEV_DEL_NTF", operation=Operation.DELETE, summary=DEV),
        Command(4, "PSP_CMD_DEV_SET", operation=Operation.NEW, summary=DEV),
        Command(5, "PSP_CMD_DEV_CHANGE_NTF", operation=Operation.NEW, summary=DEV),
        Command(6, "PSP_CMD_KEY_ROTATE", summary=DEV),
        Command(7, "PSP_CMD_KEY_ROTATE_NTF", operation=Operation.NEW, summary=DEV),
        Command(8, "PSP_CMD_RX_ASSOC", PSP_A_ASSOC, summary=ASSOC),
        Command(9, "PSP_CMD_TX_ASSOC", PSP_A_ASSOC, summary=ASSOC),
        Command(10, "PSP_CMD_GET_STATS", PSP_A_STATS, operation=Operation.GET, summary=STATS),
        Command(11, "PSP_CMD_DEV_ASSOC", summary=DEV),
        Command(12, "PSP_CMD_DEV_DISASSOC", operation=Operation.DELETE, summary=DEV),
    ),
    groups=("mgmt", "use"),
    strict=True,
)
FAMILIES = (PSP,)
