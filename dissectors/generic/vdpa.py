"""vDPA: virtio devices whose data path is in hardware (linux/vdpa.h)."""

from __future__ import annotations

from nldissect.schema import (
    BOOL,
    BYTES,
    HEX,
    MAC,
    OPAQUE,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Look,
    Meant,
    Operation,
    Select,
    Unit,
    Value,
)

# linux/virtio_ids.h
_DEVICES = {
    1: "VIRTIO_ID_NET",
    2: "VIRTIO_ID_BLOCK",
    3: "VIRTIO_ID_CONSOLE",
    4: "VIRTIO_ID_RNG",
    5: "VIRTIO_ID_BALLOON",
    8: "VIRTIO_ID_SCSI",
    9: "VIRTIO_ID_9P",
    16: "VIRTIO_ID_GPU",
    18: "VIRTIO_ID_INPUT",
    19: "VIRTIO_ID_VSOCK",
    20: "VIRTIO_ID_CRYPTO",
    26: "VIRTIO_ID_FS",
}
VIRTIO_ID = Enum("VIRTIO_ID_", _DEVICES)
VIRTIO_CLASSES = Flags("VIRTIO_ID_", {1 << number: name for number, name in _DEVICES.items()})
# linux/virtio_net.h
VIRTIO_NET_S = Flags("VIRTIO_NET_S_", {0x1: "VIRTIO_NET_S_LINK_UP", 0x2: "VIRTIO_NET_S_ANNOUNCE"})
_NET = {
    0: "VIRTIO_NET_F_CSUM",
    1: "VIRTIO_NET_F_GUEST_CSUM",
    2: "VIRTIO_NET_F_CTRL_GUEST_OFFLOADS",
    3: "VIRTIO_NET_F_MTU",
    5: "VIRTIO_NET_F_MAC",
    7: "VIRTIO_NET_F_GUEST_TSO4",
    8: "VIRTIO_NET_F_GUEST_TSO6",
    9: "VIRTIO_NET_F_GUEST_ECN",
    10: "VIRTIO_NET_F_GUEST_UFO",
    11: "VIRTIO_NET_F_HOST_TSO4",
    12: "VIRTIO_NET_F_HOST_TSO6",
    13: "VIRTIO_NET_F_HOST_ECN",
    14: "VIRTIO_NET_F_HOST_UFO",
    15: "VIRTIO_NET_F_MRG_RXBUF",
    16: "VIRTIO_NET_F_STATUS",
    17: "VIRTIO_NET_F_CTRL_VQ",
    18: "VIRTIO_NET_F_CTRL_RX",
    19: "VIRTIO_NET_F_CTRL_VLAN",
    20: "VIRTIO_NET_F_CTRL_RX_EXTRA",
    21: "VIRTIO_NET_F_GUEST_ANNOUNCE",
    22: "VIRTIO_NET_F_MQ",
    23: "VIRTIO_NET_F_CTRL_MAC_ADDR",
    52: "VIRTIO_NET_F_VQ_NOTF_COAL",
    53: "VIRTIO_NET_F_NOTF_COAL",
    54: "VIRTIO_NET_F_GUEST_USO4",
    55: "VIRTIO_NET_F_GUEST_USO6",
    56: "VIRTIO_NET_F_HOST_USO",
    57: "VIRTIO_NET_F_HASH_REPORT",
    59: "VIRTIO_NET_F_GUEST_HDRLEN",
    60: "VIRTIO_NET_F_RSS",
    61: "VIRTIO_NET_F_RSC_EXT",
    62: "VIRTIO_NET_F_STANDBY",
    63: "VIRTIO_NET_F_SPEED_DUPLEX",
}
# linux/virtio_blk.h
_BLOCK = {
    1: "VIRTIO_BLK_F_SIZE_MAX",
    2: "VIRTIO_BLK_F_SEG_MAX",
    4: "VIRTIO_BLK_F_GEOMETRY",
    5: "VIRTIO_BLK_F_RO",
    6: "VIRTIO_BLK_F_BLK_SIZE",
    9: "VIRTIO_BLK_F_FLUSH",
    10: "VIRTIO_BLK_F_TOPOLOGY",
    11: "VIRTIO_BLK_F_CONFIG_WCE",
    12: "VIRTIO_BLK_F_MQ",
    13: "VIRTIO_BLK_F_DISCARD",
    14: "VIRTIO_BLK_F_WRITE_ZEROES",
    16: "VIRTIO_BLK_F_SECURE_ERASE",
    17: "VIRTIO_BLK_F_ZONED",
}
# linux/virtio_config.h
_ANY = {
    27: "VIRTIO_F_ANY_LAYOUT",
    32: "VIRTIO_F_VERSION_1",
    33: "VIRTIO_F_ACCESS_PLATFORM",
    34: "VIRTIO_F_RING_PACKED",
    35: "VIRTIO_F_IN_ORDER",
    36: "VIRTIO_F_ORDER_PLATFORM",
    37: "VIRTIO_F_SR_IOV",
    38: "VIRTIO_F_NOTIFICATION_DATA",
    40: "VIRTIO_F_RING_RESET",
    41: "VIRTIO_F_ADMIN_VQ",
}


def _features(prefix: str, own: dict[int, str]) -> Meant:
    return Meant(U64, Flags(prefix, {1 << bit: name for bit, name in (own | _ANY).items()}))


def _device(look: Look) -> Value:
    """The device's kind; a management device says which kinds it has."""
    kind, classes = look("VDPA_ATTR_DEV_ID"), look("VDPA_ATTR_MGMTDEV_SUPPORTED_CLASSES")
    return {2: 1, 4: 2}.get(classes) if kind is None and isinstance(classes, int) else kind


FEATURES = Select(
    _device, {1: _features("VIRTIO_NET_F_", _NET), 2: _features("VIRTIO_BLK_F_", _BLOCK)}, default=Meant(U64, HEX)
)
SECTORS = Unit("sectors")

VDPA_ATTR = AttributeSet(
    "VDPA_ATTR_",
    [
        Attribute(0, "VDPA_ATTR_PAD", OPAQUE),
        Attribute(1, "VDPA_ATTR_MGMTDEV_BUS_NAME", TEXT),
        Attribute(2, "VDPA_ATTR_MGMTDEV_DEV_NAME", TEXT),
        Attribute(3, "VDPA_ATTR_MGMTDEV_SUPPORTED_CLASSES", U64, VIRTIO_CLASSES),
        Attribute(4, "VDPA_ATTR_DEV_NAME", TEXT),
        Attribute(5, "VDPA_ATTR_DEV_ID", U32, VIRTIO_ID),
        Attribute(6, "VDPA_ATTR_DEV_VENDOR_ID", U32, HEX),
        Attribute(7, "VDPA_ATTR_DEV_MAX_VQS", U32),
        Attribute(8, "VDPA_ATTR_DEV_MAX_VQ_SIZE", U16),
        Attribute(9, "VDPA_ATTR_DEV_MIN_VQ_SIZE", U16),
        Attribute(10, "VDPA_ATTR_DEV_NET_CFG_MACADDR", MAC),
        Attribute(11, "VDPA_ATTR_DEV_NET_STATUS", U16, VIRTIO_NET_S),
        Attribute(12, "VDPA_ATTR_DEV_NET_CFG_MAX_VQP", U16),
        Attribute(13, "VDPA_ATTR_DEV_NET_CFG_MTU", U16, BYTES, range=(68, 0xFFFF)),
        Attribute(14, "VDPA_ATTR_DEV_NEGOTIATED_FEATURES", FEATURES),
        Attribute(15, "VDPA_ATTR_DEV_MGMTDEV_MAX_VQS", U32),
        Attribute(16, "VDPA_ATTR_DEV_SUPPORTED_FEATURES", FEATURES),
        Attribute(17, "VDPA_ATTR_DEV_QUEUE_INDEX", U32),
        Attribute(18, "VDPA_ATTR_DEV_VENDOR_ATTR_NAME", TEXT, multiple=True),
        Attribute(19, "VDPA_ATTR_DEV_VENDOR_ATTR_VALUE", U64, multiple=True),
        Attribute(20, "VDPA_ATTR_DEV_FEATURES", FEATURES),
        Attribute(21, "VDPA_ATTR_DEV_BLK_CFG_CAPACITY", U64, SECTORS),
        Attribute(22, "VDPA_ATTR_DEV_BLK_CFG_SIZE_MAX", U32, BYTES),
        Attribute(23, "VDPA_ATTR_DEV_BLK_CFG_BLK_SIZE", U32, BYTES),
        Attribute(24, "VDPA_ATTR_DEV_BLK_CFG_SEG_MAX", U32),
        Attribute(25, "VDPA_ATTR_DEV_BLK_CFG_NUM_QUEUES", U16),
        Attribute(26, "VDPA_ATTR_DEV_BLK_CFG_PHY_BLK_EXP", U8),
        Attribute(27, "VDPA_ATTR_DEV_BLK_CFG_ALIGN_OFFSET", U8),
        Attribute(28, "VDPA_ATTR_DEV_BLK_CFG_MIN_IO_SIZE", U16),
        Attribute(29, "VDPA_ATTR_DEV_BLK_CFG_OPT_IO_SIZE", U32),
        Attribute(30, "VDPA_ATTR_DEV_BLK_CFG_MAX_DISCARD_SEC", U32, SECTORS),
        Attribute(31, "VDPA_ATTR_DEV_BLK_CFG_MAX_DISCARD_SEG", U32),
        Attribute(32, "VDPA_ATTR_DEV_BLK_CFG_DISCARD_SEC_ALIGN", U32, SECTORS),
        Attribute(33, "VDPA_ATTR_DEV_BLK_CFG_MAX_WRITE_ZEROES_SEC", U32, SECTORS),
        Attribute(34, "VDPA_ATTR_DEV_BLK_CFG_MAX_WRITE_ZEROES_SEG", U32),
        Attribute(35, "VDPA_ATTR_DEV_BLK_READ_ONLY", U8, BOOL),
        Attribute(36, "VDPA_ATTR_DEV_BLK_FLUSH", U8, BOOL),
    ],
)

MANAGER = "[{VDPA_ATTR_MGMTDEV_BUS_NAME}/][{VDPA_ATTR_MGMTDEV_DEV_NAME}]"
DEVICE = (
    "[{VDPA_ATTR_DEV_NAME}][ {VDPA_ATTR_DEV_ID}][ mgmtdev {VDPA_ATTR_MGMTDEV_DEV_NAME}]"
    "[ mac {VDPA_ATTR_DEV_NET_CFG_MACADDR}][ mtu {VDPA_ATTR_DEV_NET_CFG_MTU}][ max_vqs {VDPA_ATTR_DEV_MAX_VQS}]"
    "[ queue {VDPA_ATTR_DEV_QUEUE_INDEX}]"
)

COMMANDS = (
    Command(1, "VDPA_CMD_MGMTDEV_NEW", operation=Operation.NEW, summary=MANAGER),
    Command(2, "VDPA_CMD_MGMTDEV_GET", operation=Operation.GET, summary=MANAGER),
    Command(3, "VDPA_CMD_DEV_NEW", operation=Operation.NEW, summary=DEVICE),
    Command(4, "VDPA_CMD_DEV_DEL", operation=Operation.DELETE, summary=DEVICE),
    Command(5, "VDPA_CMD_DEV_GET", operation=Operation.GET, summary=DEVICE),
    Command(6, "VDPA_CMD_DEV_CONFIG_GET", operation=Operation.GET, summary=DEVICE),
    Command(7, "VDPA_CMD_DEV_VSTATS_GET", operation=Operation.GET, summary=DEVICE),
    Command(8, "VDPA_CMD_DEV_ATTR_SET", operation=Operation.NEW, summary=DEVICE),
)

VDPA = GenericFamily("vdpa", VDPA_ATTR, commands=COMMANDS)
FAMILIES = (VDPA,)
