"""RDMA devices, links, resources and counters: nldev (rdma/rdma_netlink.h, drivers/infiniband/core/nldev.c)."""

from __future__ import annotations

from typing import Final

from dissectors.rdma.constants import (
    IB_ACCESS,
    IB_MIG,
    IB_POLL,
    IB_PORT,
    IB_PORT_PHYS_STATE,
    IB_QPS,
    IB_QPT,
    IB_SRQT,
    IB_UVERBS_DEVICE,
    IB_UVERBS_PCF,
    RDMA_CM,
    RDMA_COUNTER_MASK,
    RDMA_COUNTER_MODE,
    RDMA_DEVICE_TYPE,
    RDMA_DRIVER,
    RDMA_EVENT,
    RDMA_NAME_ASSIGN_TYPE,
    RDMA_NLDEV_CMD,
    RDMA_NLDEV_PRINT_TYPE,
    RDMA_NODE,
    RDMA_PS,
)
from dissectors.sock_diag.sockaddr import SOCKADDR_STORAGE
from nldissect.schema import (
    BOOL,
    BYTES,
    HEX,
    IFNAME,
    INTERFACE,
    OPAQUE,
    S32,
    S64,
    SECONDS,
    TEXT,
    U8,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Lazy,
    Meaning,
    Meant,
    Names,
    Node,
    Operation,
    Select,
    Summary,
    Unit,
    render,
)


class _Guid:
    """A 64-bit identifier: f4da:4bff:fe89:1e20."""

    def text(self, value: int, names: Names) -> str:
        """Four groups of four hex digits."""
        digits = f"{value:016x}"
        return ":".join(digits[start : start + 4] for start in (0, 4, 8, 12))

    short = text


class _DeviceNumber:
    """A device's number as the kernel encodes it for user space (new_encode_dev)."""

    def text(self, value: int, names: Names) -> str:
        """231:193"""
        return f"{value >> 8 & 0xFFF}:{value & 0xFF | value >> 12 & 0xFFF00}"

    short = text


GUID: Final = _Guid()
DEVICE_NUMBER: Final = _DeviceNumber()
NETNS_MODE: Final = Unit("", {0: "exclusive", 1: "shared"})
STAT_RES: Final = Enum("RDMA_NLDEV_ATTR_RES_", {19: "RDMA_NLDEV_ATTR_RES_QP", 40: "RDMA_NLDEV_ATTR_RES_MR"})


CAPABILITIES: Final = Select(
    lambda look: look("RDMA_NLDEV_ATTR_PORT_STATE") is not None,
    {True: Meant(U64, IB_UVERBS_PCF)},
    default=Meant(U64, IB_UVERBS_DEVICE),
)
"""a port's, or a device's"""


def _attributes(kind: Meaning, state: Meaning) -> AttributeSet:
    """All of nldev is one attribute space; what RES_TYPE and RES_STATE mean depends on the object."""
    inside = Lazy(lambda: found)
    found = AttributeSet(
        "RDMA_NLDEV_ATTR_",
        [
            Attribute(0, "RDMA_NLDEV_ATTR_PAD", OPAQUE),
            Attribute(1, "RDMA_NLDEV_ATTR_DEV_INDEX", U32),
            Attribute(2, "RDMA_NLDEV_ATTR_DEV_NAME", TEXT),
            Attribute(3, "RDMA_NLDEV_ATTR_PORT_INDEX", U32),
            Attribute(4, "RDMA_NLDEV_ATTR_CAP_FLAGS", CAPABILITIES),
            Attribute(5, "RDMA_NLDEV_ATTR_FW_VERSION", TEXT),
            Attribute(6, "RDMA_NLDEV_ATTR_NODE_GUID", U64, GUID),
            Attribute(7, "RDMA_NLDEV_ATTR_SYS_IMAGE_GUID", U64, GUID),
            Attribute(8, "RDMA_NLDEV_ATTR_SUBNET_PREFIX", U64, GUID),
            Attribute(9, "RDMA_NLDEV_ATTR_LID", U32),
            Attribute(10, "RDMA_NLDEV_ATTR_SM_LID", U32),
            Attribute(11, "RDMA_NLDEV_ATTR_LMC", U8),
            Attribute(12, "RDMA_NLDEV_ATTR_PORT_STATE", U8, IB_PORT),
            Attribute(13, "RDMA_NLDEV_ATTR_PORT_PHYS_STATE", U8, IB_PORT_PHYS_STATE),
            Attribute(14, "RDMA_NLDEV_ATTR_DEV_NODE_TYPE", U8, RDMA_NODE),
            Attribute(15, "RDMA_NLDEV_ATTR_RES_SUMMARY", inside),
            Attribute(16, "RDMA_NLDEV_ATTR_RES_SUMMARY_ENTRY", inside, multiple=True),
            Attribute(17, "RDMA_NLDEV_ATTR_RES_SUMMARY_ENTRY_NAME", TEXT),
            Attribute(18, "RDMA_NLDEV_ATTR_RES_SUMMARY_ENTRY_CURR", U64),
            Attribute(19, "RDMA_NLDEV_ATTR_RES_QP", Lazy(lambda: QP)),
            Attribute(20, "RDMA_NLDEV_ATTR_RES_QP_ENTRY", Lazy(lambda: QP), multiple=True),
            Attribute(21, "RDMA_NLDEV_ATTR_RES_LQPN", U32),
            Attribute(22, "RDMA_NLDEV_ATTR_RES_RQPN", U32),
            Attribute(23, "RDMA_NLDEV_ATTR_RES_RQ_PSN", U32),
            Attribute(24, "RDMA_NLDEV_ATTR_RES_SQ_PSN", U32),
            Attribute(25, "RDMA_NLDEV_ATTR_RES_PATH_MIG_STATE", U8, IB_MIG),
            Attribute(26, "RDMA_NLDEV_ATTR_RES_TYPE", U8, kind),
            Attribute(27, "RDMA_NLDEV_ATTR_RES_STATE", U8, state),
            Attribute(28, "RDMA_NLDEV_ATTR_RES_PID", U32),
            Attribute(29, "RDMA_NLDEV_ATTR_RES_KERN_NAME", TEXT),
            Attribute(30, "RDMA_NLDEV_ATTR_RES_CM_ID", Lazy(lambda: CM_ID)),
            Attribute(31, "RDMA_NLDEV_ATTR_RES_CM_ID_ENTRY", Lazy(lambda: CM_ID), multiple=True),
            Attribute(32, "RDMA_NLDEV_ATTR_RES_PS", U32, RDMA_PS),
            Attribute(33, "RDMA_NLDEV_ATTR_RES_SRC_ADDR", SOCKADDR_STORAGE),
            Attribute(34, "RDMA_NLDEV_ATTR_RES_DST_ADDR", SOCKADDR_STORAGE),
            Attribute(35, "RDMA_NLDEV_ATTR_RES_CQ", inside),
            Attribute(36, "RDMA_NLDEV_ATTR_RES_CQ_ENTRY", inside, multiple=True),
            Attribute(37, "RDMA_NLDEV_ATTR_RES_CQE", U32),
            Attribute(38, "RDMA_NLDEV_ATTR_RES_USECNT", U64),
            Attribute(39, "RDMA_NLDEV_ATTR_RES_POLL_CTX", U8, IB_POLL),
            Attribute(40, "RDMA_NLDEV_ATTR_RES_MR", inside),
            Attribute(41, "RDMA_NLDEV_ATTR_RES_MR_ENTRY", inside, multiple=True),
            Attribute(42, "RDMA_NLDEV_ATTR_RES_RKEY", U32, HEX, secret=True),
            Attribute(43, "RDMA_NLDEV_ATTR_RES_LKEY", U32, HEX, secret=True),
            Attribute(44, "RDMA_NLDEV_ATTR_RES_IOVA", U64, HEX),
            Attribute(45, "RDMA_NLDEV_ATTR_RES_MRLEN", U64, BYTES),
            Attribute(46, "RDMA_NLDEV_ATTR_RES_PD", inside),
            Attribute(47, "RDMA_NLDEV_ATTR_RES_PD_ENTRY", inside, multiple=True),
            Attribute(48, "RDMA_NLDEV_ATTR_RES_LOCAL_DMA_LKEY", U32, HEX, secret=True),
            Attribute(49, "RDMA_NLDEV_ATTR_RES_UNSAFE_GLOBAL_RKEY", U32, HEX, secret=True),
            Attribute(50, "RDMA_NLDEV_ATTR_NDEV_INDEX", U32, INTERFACE),
            Attribute(51, "RDMA_NLDEV_ATTR_NDEV_NAME", IFNAME),
            Attribute(52, "RDMA_NLDEV_ATTR_DRIVER", inside),
            Attribute(53, "RDMA_NLDEV_ATTR_DRIVER_ENTRY", inside),
            Attribute(54, "RDMA_NLDEV_ATTR_DRIVER_STRING", TEXT),
            Attribute(55, "RDMA_NLDEV_ATTR_DRIVER_PRINT_TYPE", U8, RDMA_NLDEV_PRINT_TYPE),
            Attribute(56, "RDMA_NLDEV_ATTR_DRIVER_S32", S32),
            Attribute(57, "RDMA_NLDEV_ATTR_DRIVER_U32", U32),
            Attribute(58, "RDMA_NLDEV_ATTR_DRIVER_S64", S64),
            Attribute(59, "RDMA_NLDEV_ATTR_DRIVER_U64", U64),
            Attribute(60, "RDMA_NLDEV_ATTR_RES_PDN", U32),
            Attribute(61, "RDMA_NLDEV_ATTR_RES_CQN", U32),
            Attribute(62, "RDMA_NLDEV_ATTR_RES_MRN", U32),
            Attribute(63, "RDMA_NLDEV_ATTR_RES_CM_IDN", U32),
            Attribute(64, "RDMA_NLDEV_ATTR_RES_CTXN", U32),
            Attribute(65, "RDMA_NLDEV_ATTR_LINK_TYPE", TEXT),
            Attribute(66, "RDMA_NLDEV_SYS_ATTR_NETNS_MODE", U8, NETNS_MODE),
            Attribute(67, "RDMA_NLDEV_ATTR_DEV_PROTOCOL", TEXT),
            Attribute(68, "RDMA_NLDEV_NET_NS_FD", U32),
            Attribute(69, "RDMA_NLDEV_ATTR_CHARDEV_TYPE", TEXT),
            Attribute(70, "RDMA_NLDEV_ATTR_CHARDEV_NAME", TEXT),
            Attribute(71, "RDMA_NLDEV_ATTR_CHARDEV_ABI", U64),
            Attribute(72, "RDMA_NLDEV_ATTR_CHARDEV", U64, DEVICE_NUMBER),
            Attribute(73, "RDMA_NLDEV_ATTR_UVERBS_DRIVER_ID", U32, RDMA_DRIVER),
            Attribute(74, "RDMA_NLDEV_ATTR_STAT_MODE", U32, RDMA_COUNTER_MODE),
            Attribute(75, "RDMA_NLDEV_ATTR_STAT_RES", U32, STAT_RES),
            Attribute(76, "RDMA_NLDEV_ATTR_STAT_AUTO_MODE_MASK", U32, RDMA_COUNTER_MASK),
            Attribute(77, "RDMA_NLDEV_ATTR_STAT_COUNTER", inside),
            Attribute(78, "RDMA_NLDEV_ATTR_STAT_COUNTER_ENTRY", inside, multiple=True),
            Attribute(79, "RDMA_NLDEV_ATTR_STAT_COUNTER_ID", U32),
            Attribute(80, "RDMA_NLDEV_ATTR_STAT_HWCOUNTERS", inside),
            Attribute(81, "RDMA_NLDEV_ATTR_STAT_HWCOUNTER_ENTRY", inside, multiple=True),
            Attribute(82, "RDMA_NLDEV_ATTR_STAT_HWCOUNTER_ENTRY_NAME", TEXT),
            Attribute(83, "RDMA_NLDEV_ATTR_STAT_HWCOUNTER_ENTRY_VALUE", U64),
            Attribute(84, "RDMA_NLDEV_ATTR_DEV_DIM", U8, BOOL),
            Attribute(85, "RDMA_NLDEV_ATTR_RES_RAW", OPAQUE),
            Attribute(86, "RDMA_NLDEV_ATTR_RES_CTX", inside),
            Attribute(87, "RDMA_NLDEV_ATTR_RES_CTX_ENTRY", inside, multiple=True),
            Attribute(88, "RDMA_NLDEV_ATTR_RES_SRQ", Lazy(lambda: SRQ)),
            Attribute(89, "RDMA_NLDEV_ATTR_RES_SRQ_ENTRY", Lazy(lambda: SRQ), multiple=True),
            Attribute(90, "RDMA_NLDEV_ATTR_RES_SRQN", U32),
            Attribute(91, "RDMA_NLDEV_ATTR_MIN_RANGE", U32),
            Attribute(92, "RDMA_NLDEV_ATTR_MAX_RANGE", U32),
            Attribute(93, "RDMA_NLDEV_SYS_ATTR_COPY_ON_FORK", U8, BOOL),
            Attribute(94, "RDMA_NLDEV_ATTR_STAT_HWCOUNTER_INDEX", U32),
            Attribute(95, "RDMA_NLDEV_ATTR_STAT_HWCOUNTER_DYNAMIC", U8, BOOL),
            Attribute(96, "RDMA_NLDEV_SYS_ATTR_PRIVILEGED_QKEY_MODE", U8, BOOL),
            Attribute(97, "RDMA_NLDEV_ATTR_DRIVER_DETAILS", U8, BOOL),
            Attribute(98, "RDMA_NLDEV_ATTR_RES_SUBTYPE", TEXT),
            Attribute(99, "RDMA_NLDEV_ATTR_DEV_TYPE", U8, RDMA_DEVICE_TYPE),
            Attribute(100, "RDMA_NLDEV_ATTR_PARENT_NAME", TEXT),
            Attribute(101, "RDMA_NLDEV_ATTR_NAME_ASSIGN_TYPE", U8, RDMA_NAME_ASSIGN_TYPE),
            Attribute(102, "RDMA_NLDEV_ATTR_EVENT_TYPE", U8, RDMA_EVENT),
            Attribute(103, "RDMA_NLDEV_SYS_ATTR_MONITOR_MODE", U8, BOOL),
            Attribute(104, "RDMA_NLDEV_ATTR_STAT_OPCOUNTER_ENABLED", U8, BOOL),
            Attribute(105, "RDMA_NLDEV_ATTR_FRMR_POOLS", inside),
            Attribute(106, "RDMA_NLDEV_ATTR_FRMR_POOL_ENTRY", inside, multiple=True),
            Attribute(107, "RDMA_NLDEV_ATTR_FRMR_POOL_KEY", inside),
            Attribute(108, "RDMA_NLDEV_ATTR_FRMR_POOL_KEY_ATS", U8, BOOL),
            Attribute(109, "RDMA_NLDEV_ATTR_FRMR_POOL_KEY_ACCESS_FLAGS", U32, IB_ACCESS),
            Attribute(110, "RDMA_NLDEV_ATTR_FRMR_POOL_KEY_VENDOR_KEY", U64, HEX),
            Attribute(111, "RDMA_NLDEV_ATTR_FRMR_POOL_KEY_NUM_DMA_BLOCKS", U64),
            Attribute(112, "RDMA_NLDEV_ATTR_FRMR_POOL_QUEUE_HANDLES", U32),
            Attribute(113, "RDMA_NLDEV_ATTR_FRMR_POOL_MAX_IN_USE", U64),
            Attribute(114, "RDMA_NLDEV_ATTR_FRMR_POOL_IN_USE", U64),
            Attribute(115, "RDMA_NLDEV_ATTR_FRMR_POOLS_AGING_PERIOD", U32, SECONDS),
            Attribute(116, "RDMA_NLDEV_ATTR_FRMR_POOL_PINNED_HANDLES", U32),
            Attribute(117, "RDMA_NLDEV_ATTR_FRMR_POOL_KEY_KERNEL_VENDOR_KEY", U64, HEX),
        ],
    )
    return found


QP: Final = _attributes(IB_QPT, IB_QPS)
"""of devices, queue pairs and all that has neither type nor state"""
CM_ID: Final = _attributes(IB_QPT, RDMA_CM)
SRQ: Final = _attributes(IB_SRQT, IB_QPS)
SETS: Final = {11: CM_ID, 23: SRQ}
"""command → its attributes, where these are not QP's"""

_GET, _SET, _PORT_GET, _MONITOR = 1, 2, 5, 28
TEMPLATES: Final[dict[int, str]] = {
    _GET: "[node_type {RDMA_NLDEV_ATTR_DEV_NODE_TYPE}][ protocol {RDMA_NLDEV_ATTR_DEV_PROTOCOL}]"
    "[ fw {RDMA_NLDEV_ATTR_FW_VERSION}][ node_guid {RDMA_NLDEV_ATTR_NODE_GUID}]"
    "[ sys_image_guid {RDMA_NLDEV_ATTR_SYS_IMAGE_GUID}]",
    _SET: "[name {RDMA_NLDEV_ATTR_DEV_NAME}][ adaptive-moderation {RDMA_NLDEV_ATTR_DEV_DIM}]"
    "[ netns fd {RDMA_NLDEV_NET_NS_FD}]",
    3: "[type {RDMA_NLDEV_ATTR_LINK_TYPE}][ netdev {RDMA_NLDEV_ATTR_NDEV_NAME}]",
    _PORT_GET: "[state {RDMA_NLDEV_ATTR_PORT_STATE}][ physical_state {RDMA_NLDEV_ATTR_PORT_PHYS_STATE}]"
    "[ netdev {RDMA_NLDEV_ATTR_NDEV_NAME}]",
    6: "[netns {RDMA_NLDEV_SYS_ATTR_NETNS_MODE}][ privileged-qkey {RDMA_NLDEV_SYS_ATTR_PRIVILEGED_QKEY_MODE}]"
    "[ monitor {RDMA_NLDEV_SYS_ATTR_MONITOR_MODE}][ copy-on-fork {RDMA_NLDEV_SYS_ATTR_COPY_ON_FORK}]",
    7: "[netns {RDMA_NLDEV_SYS_ATTR_NETNS_MODE}][ privileged-qkey {RDMA_NLDEV_SYS_ATTR_PRIVILEGED_QKEY_MODE}]",
    15: "[{RDMA_NLDEV_ATTR_CHARDEV_TYPE}][ {RDMA_NLDEV_ATTR_CHARDEV_NAME}][ {RDMA_NLDEV_ATTR_CHARDEV}]",
    16: "[{RDMA_NLDEV_ATTR_STAT_RES}][ mode {RDMA_NLDEV_ATTR_STAT_MODE}][ by {RDMA_NLDEV_ATTR_STAT_AUTO_MODE_MASK}]",
    26: "[type {RDMA_NLDEV_ATTR_DEV_TYPE}]",
    _MONITOR: "[netdev {RDMA_NLDEV_ATTR_NDEV_NAME}]",
}
"""command → what is said behind the device"""
ENTRIES: Final[dict[str, str]] = {
    "RDMA_NLDEV_ATTR_RES_SUMMARY_ENTRY": "{RDMA_NLDEV_ATTR_RES_SUMMARY_ENTRY_NAME}"
    " {RDMA_NLDEV_ATTR_RES_SUMMARY_ENTRY_CURR}",
    "RDMA_NLDEV_ATTR_RES_QP_ENTRY": "lqpn {RDMA_NLDEV_ATTR_RES_LQPN}[ type {RDMA_NLDEV_ATTR_RES_TYPE}]"
    "[ state {RDMA_NLDEV_ATTR_RES_STATE}]",
    "RDMA_NLDEV_ATTR_RES_CM_ID_ENTRY": "cm-idn {RDMA_NLDEV_ATTR_RES_CM_IDN}[ state {RDMA_NLDEV_ATTR_RES_STATE}]"
    "[ src {RDMA_NLDEV_ATTR_RES_SRC_ADDR}][ dst {RDMA_NLDEV_ATTR_RES_DST_ADDR}]",
    "RDMA_NLDEV_ATTR_RES_CQ_ENTRY": "cqn {RDMA_NLDEV_ATTR_RES_CQN}[ cqe {RDMA_NLDEV_ATTR_RES_CQE}]"
    "[ users {RDMA_NLDEV_ATTR_RES_USECNT}]",
    "RDMA_NLDEV_ATTR_RES_MR_ENTRY": "mrn {RDMA_NLDEV_ATTR_RES_MRN}[ mrlen {RDMA_NLDEV_ATTR_RES_MRLEN}]",
    "RDMA_NLDEV_ATTR_RES_PD_ENTRY": "pdn {RDMA_NLDEV_ATTR_RES_PDN}[ users {RDMA_NLDEV_ATTR_RES_USECNT}]",
    "RDMA_NLDEV_ATTR_RES_CTX_ENTRY": "ctxn {RDMA_NLDEV_ATTR_RES_CTXN}",
    "RDMA_NLDEV_ATTR_RES_SRQ_ENTRY": "srqn {RDMA_NLDEV_ATTR_RES_SRQN}[ type {RDMA_NLDEV_ATTR_RES_TYPE}]",
    "RDMA_NLDEV_ATTR_STAT_COUNTER_ENTRY": "cntn {RDMA_NLDEV_ATTR_STAT_COUNTER_ID}",
    "RDMA_NLDEV_ATTR_STAT_HWCOUNTER_ENTRY": "{RDMA_NLDEV_ATTR_STAT_HWCOUNTER_ENTRY_NAME}"
    "[ {RDMA_NLDEV_ATTR_STAT_HWCOUNTER_ENTRY_VALUE}]",
}
"""the entries of tables, as the rdma tool writes them"""


def _device(number: int, tree: Node, names: Names) -> str:
    """rxe0/1; device 0 where it is named by its index."""
    told = "" if number == _SET else render("[{RDMA_NLDEV_ATTR_DEV_NAME}]", tree, names)
    told = told or render("[device {RDMA_NLDEV_ATTR_DEV_INDEX}]", tree, names)
    return told if number == _GET else told + render("[/{RDMA_NLDEV_ATTR_PORT_INDEX}]", tree, names)


def summary(number: int) -> Summary:
    """What a command's messages say in one line: the device, and what there is in tables."""

    def told(tree: Node, names: Names) -> str:
        # The kernel answers a question about one port with the type of those about devices.
        what = _PORT_GET if number == _GET and "RDMA_NLDEV_ATTR_PORT_STATE" in tree else number
        words = [_device(what, tree, names), render(TEMPLATES.get(what, ""), tree, names)]
        if what == _MONITOR:
            words.insert(0, render("[{RDMA_NLDEV_ATTR_EVENT_TYPE}]", tree, names))
        words += [
            render(ENTRIES[entry.name], entry, names) for table in tree for entry in table if entry.name in ENTRIES
        ]
        return " ".join(word for word in words if word)

    return told


def operation(name: str) -> Operation:
    """What a command is for, told by its name."""
    if "_GET" in name:
        return Operation.GET
    if name.startswith(("RDMA_NLDEV_CMD_DEL", "RDMA_NLDEV_CMD_STAT_DEL")):
        return Operation.DELETE
    return Operation.NEW if name.startswith("RDMA_NLDEV_CMD_NEW") else Operation.OTHER


COMMANDS: Final = RDMA_NLDEV_CMD.constants
