"""Network devices: XDP features, queues, NAPI instances, page pools and their statistics (linux/netdev.h)."""

from __future__ import annotations

from nldissect.schema import (
    BYTES,
    INTERFACE,
    NANOSECONDS,
    NETNSID,
    OPAQUE,
    PACKETS,
    S32,
    SECONDS,
    U32,
    U64,
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
    Unit,
)

PAGES = Unit("pages")
NETDEV_XDP_ACT = Flags(
    "NETDEV_XDP_ACT_",
    {
        0x1: "NETDEV_XDP_ACT_BASIC",
        0x2: "NETDEV_XDP_ACT_REDIRECT",
        0x4: "NETDEV_XDP_ACT_NDO_XMIT",
        0x8: "NETDEV_XDP_ACT_XSK_ZEROCOPY",
        0x10: "NETDEV_XDP_ACT_HW_OFFLOAD",
        0x20: "NETDEV_XDP_ACT_RX_SG",
        0x40: "NETDEV_XDP_ACT_NDO_XMIT_SG",
    },
)
NETDEV_XDP_RX_METADATA = Flags(
    "NETDEV_XDP_RX_METADATA_",
    {
        0x1: "NETDEV_XDP_RX_METADATA_TIMESTAMP",
        0x2: "NETDEV_XDP_RX_METADATA_HASH",
        0x4: "NETDEV_XDP_RX_METADATA_VLAN_TAG",
    },
)
NETDEV_XSK_FLAGS = Flags(
    "NETDEV_XSK_FLAGS_",
    {
        0x1: "NETDEV_XSK_FLAGS_TX_TIMESTAMP",
        0x2: "NETDEV_XSK_FLAGS_TX_CHECKSUM",
        0x4: "NETDEV_XSK_FLAGS_TX_LAUNCH_TIME_FIFO",
    },
)
NETDEV_QUEUE_TYPE = Enum("NETDEV_QUEUE_TYPE_", {0: "NETDEV_QUEUE_TYPE_RX", 1: "NETDEV_QUEUE_TYPE_TX"})
NETDEV_QSTATS_SCOPE = Flags("NETDEV_QSTATS_SCOPE_", {0x1: "NETDEV_QSTATS_SCOPE_QUEUE"})
NETDEV_NAPI_THREADED = Enum(
    "NETDEV_NAPI_THREADED_",
    {
        0: "NETDEV_NAPI_THREADED_DISABLED",
        1: "NETDEV_NAPI_THREADED_ENABLED",
        2: "NETDEV_NAPI_THREADED_BUSY_POLL",
    },
)
NETDEV_A_DEV = AttributeSet(
    "NETDEV_A_DEV_",
    [
        Attribute(1, "NETDEV_A_DEV_IFINDEX", U32, INTERFACE, range=(1, 0xFFFFFFFF)),
        Attribute(2, "NETDEV_A_DEV_PAD", OPAQUE),
        Attribute(3, "NETDEV_A_DEV_XDP_FEATURES", U64, NETDEV_XDP_ACT),
        Attribute(4, "NETDEV_A_DEV_XDP_ZC_MAX_SEGS", U32, range=(1, 0xFFFFFFFF)),
        Attribute(5, "NETDEV_A_DEV_XDP_RX_METADATA_FEATURES", U64, NETDEV_XDP_RX_METADATA),
        Attribute(6, "NETDEV_A_DEV_XSK_FEATURES", U64, NETDEV_XSK_FLAGS),
    ],
)
NETDEV_A_IO_URING_PROVIDER_INFO = AttributeSet(
    "NETDEV_A_IO_URING_PROVIDER_INFO_",
    [
        Attribute(1, "NETDEV_A_IO_URING_PROVIDER_INFO_RX_BUF_LEN", UINT, BYTES),
    ],
)
NETDEV_A_PAGE_POOL = AttributeSet(
    "NETDEV_A_PAGE_POOL_",
    [
        Attribute(1, "NETDEV_A_PAGE_POOL_ID", UINT, range=(1, 0xFFFFFFFF)),
        Attribute(2, "NETDEV_A_PAGE_POOL_IFINDEX", U32, INTERFACE, range=(1, 0x7FFFFFFF)),
        Attribute(3, "NETDEV_A_PAGE_POOL_NAPI_ID", UINT, range=(1, 0xFFFFFFFF)),
        Attribute(4, "NETDEV_A_PAGE_POOL_INFLIGHT", UINT, PAGES),
        Attribute(5, "NETDEV_A_PAGE_POOL_INFLIGHT_MEM", UINT, BYTES),
        Attribute(6, "NETDEV_A_PAGE_POOL_DETACH_TIME", UINT, SECONDS),
        Attribute(7, "NETDEV_A_PAGE_POOL_DMABUF", U32),
        Attribute(8, "NETDEV_A_PAGE_POOL_IO_URING", NETDEV_A_IO_URING_PROVIDER_INFO),
    ],
)
NETDEV_A_PAGE_POOL_INFO = AttributeSet(
    "NETDEV_A_PAGE_POOL_",
    [
        Attribute(1, "NETDEV_A_PAGE_POOL_ID", UINT, range=(1, 0xFFFFFFFF)),
        Attribute(2, "NETDEV_A_PAGE_POOL_IFINDEX", U32, INTERFACE, range=(1, 0x7FFFFFFF)),
    ],
)
NETDEV_A_PAGE_POOL_STATS = AttributeSet(
    "NETDEV_A_PAGE_POOL_STATS_",
    [
        Attribute(1, "NETDEV_A_PAGE_POOL_STATS_INFO", NETDEV_A_PAGE_POOL_INFO),
        Attribute(8, "NETDEV_A_PAGE_POOL_STATS_ALLOC_FAST", UINT),
        Attribute(9, "NETDEV_A_PAGE_POOL_STATS_ALLOC_SLOW", UINT),
        Attribute(10, "NETDEV_A_PAGE_POOL_STATS_ALLOC_SLOW_HIGH_ORDER", UINT),
        Attribute(11, "NETDEV_A_PAGE_POOL_STATS_ALLOC_EMPTY", UINT),
        Attribute(12, "NETDEV_A_PAGE_POOL_STATS_ALLOC_REFILL", UINT),
        Attribute(13, "NETDEV_A_PAGE_POOL_STATS_ALLOC_WAIVE", UINT),
        Attribute(14, "NETDEV_A_PAGE_POOL_STATS_RECYCLE_CACHED", UINT),
        Attribute(15, "NETDEV_A_PAGE_POOL_STATS_RECYCLE_CACHE_FULL", UINT),
        Attribute(16, "NETDEV_A_PAGE_POOL_STATS_RECYCLE_RING", UINT),
        Attribute(17, "NETDEV_A_PAGE_POOL_STATS_RECYCLE_RING_FULL", UINT),
        Attribute(18, "NETDEV_A_PAGE_POOL_STATS_RECYCLE_RELEASED_REFCNT", UINT),
    ],
)
NETDEV_A_NAPI = AttributeSet(
    "NETDEV_A_NAPI_",
    [
        Attribute(1, "NETDEV_A_NAPI_IFINDEX", U32, INTERFACE, range=(1, 0xFFFFFFFF)),
        Attribute(2, "NETDEV_A_NAPI_ID", U32),
        Attribute(3, "NETDEV_A_NAPI_IRQ", U32),
        Attribute(4, "NETDEV_A_NAPI_PID", U32),
        Attribute(5, "NETDEV_A_NAPI_DEFER_HARD_IRQS", U32, range=(0, 0x7FFFFFFF)),
        Attribute(6, "NETDEV_A_NAPI_GRO_FLUSH_TIMEOUT", UINT, NANOSECONDS),
        Attribute(7, "NETDEV_A_NAPI_IRQ_SUSPEND_TIMEOUT", UINT, NANOSECONDS),
        Attribute(8, "NETDEV_A_NAPI_THREADED", U32, NETDEV_NAPI_THREADED, range=(0, 2)),
    ],
)
NETDEV_A_XSK_INFO = AttributeSet("NETDEV_A_XSK_INFO_", ())
NETDEV_A_QUEUE_ID = AttributeSet(
    "NETDEV_A_QUEUE_",
    [
        Attribute(1, "NETDEV_A_QUEUE_ID", U32),
        Attribute(3, "NETDEV_A_QUEUE_TYPE", U32, NETDEV_QUEUE_TYPE, range=(0, 1)),
    ],
)
NETDEV_A_LEASE = AttributeSet(
    "NETDEV_A_LEASE_",
    [
        Attribute(
            1, "NETDEV_A_LEASE_IFINDEX", Select("NETDEV_A_LEASE_NETNS_ID", {None: Meant(U32, INTERFACE)}, default=U32)
        ),
        Attribute(2, "NETDEV_A_LEASE_QUEUE", NETDEV_A_QUEUE_ID),
        Attribute(3, "NETDEV_A_LEASE_NETNS_ID", S32, NETNSID, range=(0, 0x7FFFFFFF)),
    ],
)
NETDEV_A_QUEUE = AttributeSet(
    "NETDEV_A_QUEUE_",
    [
        Attribute(1, "NETDEV_A_QUEUE_ID", U32),
        Attribute(2, "NETDEV_A_QUEUE_IFINDEX", U32, INTERFACE, range=(1, 0xFFFFFFFF)),
        Attribute(3, "NETDEV_A_QUEUE_TYPE", U32, NETDEV_QUEUE_TYPE, range=(0, 1)),
        Attribute(4, "NETDEV_A_QUEUE_NAPI_ID", U32),
        Attribute(5, "NETDEV_A_QUEUE_DMABUF", U32),
        Attribute(6, "NETDEV_A_QUEUE_IO_URING", NETDEV_A_IO_URING_PROVIDER_INFO),
        Attribute(7, "NETDEV_A_QUEUE_XSK", NETDEV_A_XSK_INFO),
        Attribute(8, "NETDEV_A_QUEUE_LEASE", NETDEV_A_LEASE),
    ],
)
NETDEV_A_QSTATS = AttributeSet(
    "NETDEV_A_QSTATS_",
    [
        Attribute(1, "NETDEV_A_QSTATS_IFINDEX", U32, INTERFACE, range=(1, 0xFFFFFFFF)),
        Attribute(2, "NETDEV_A_QSTATS_QUEUE_TYPE", U32, NETDEV_QUEUE_TYPE),
        Attribute(3, "NETDEV_A_QSTATS_QUEUE_ID", U32),
        Attribute(4, "NETDEV_A_QSTATS_SCOPE", UINT, NETDEV_QSTATS_SCOPE),
        Attribute(8, "NETDEV_A_QSTATS_RX_PACKETS", UINT, PACKETS),
        Attribute(9, "NETDEV_A_QSTATS_RX_BYTES", UINT, BYTES),
        Attribute(10, "NETDEV_A_QSTATS_TX_PACKETS", UINT, PACKETS),
        Attribute(11, "NETDEV_A_QSTATS_TX_BYTES", UINT, BYTES),
        Attribute(12, "NETDEV_A_QSTATS_RX_ALLOC_FAIL", UINT),
        Attribute(13, "NETDEV_A_QSTATS_RX_HW_DROPS", UINT, PACKETS),
        Attribute(14, "NETDEV_A_QSTATS_RX_HW_DROP_OVERRUNS", UINT, PACKETS),
        Attribute(15, "NETDEV_A_QSTATS_RX_CSUM_COMPLETE", UINT, PACKETS),
        Attribute(16, "NETDEV_A_QSTATS_RX_CSUM_UNNECESSARY", UINT, PACKETS),
        Attribute(17, "NETDEV_A_QSTATS_RX_CSUM_NONE", UINT, PACKETS),
        Attribute(18, "NETDEV_A_QSTATS_RX_CSUM_BAD", UINT, PACKETS),
        Attribute(19, "NETDEV_A_QSTATS_RX_HW_GRO_PACKETS", UINT, PACKETS),
        Attribute(20, "NETDEV_A_QSTATS_RX_HW_GRO_BYTES", UINT, BYTES),
        Attribute(21, "NETDEV_A_QSTATS_RX_HW_GRO_WIRE_PACKETS", UINT, PACKETS),
        Attribute(22, "NETDEV_A_QSTATS_RX_HW_GRO_WIRE_BYTES", UINT, BYTES),
        Attribute(23, "NETDEV_A_QSTATS_RX_HW_DROP_RATELIMITS", UINT, PACKETS),
        Attribute(24, "NETDEV_A_QSTATS_TX_HW_DROPS", UINT, PACKETS),
        Attribute(25, "NETDEV_A_QSTATS_TX_HW_DROP_ERRORS", UINT, PACKETS),
        Attribute(26, "NETDEV_A_QSTATS_TX_CSUM_NONE", UINT, PACKETS),
        Attribute(27, "NETDEV_A_QSTATS_TX_NEEDS_CSUM", UINT, PACKETS),
        Attribute(28, "NETDEV_A_QSTATS_TX_HW_GSO_PACKETS", UINT, PACKETS),
        Attribute(29, "NETDEV_A_QSTATS_TX_HW_GSO_BYTES", UINT, BYTES),
        Attribute(30, "NETDEV_A_QSTATS_TX_HW_GSO_WIRE_PACKETS", UINT, PACKETS),
        Attribute(31, "NETDEV_A_QSTATS_TX_HW_GSO_WIRE_BYTES", UINT, BYTES),
        Attribute(32, "NETDEV_A_QSTATS_TX_HW_DROP_RATELIMITS", UINT, PACKETS),
        Attribute(33, "NETDEV_A_QSTATS_TX_STOP", UINT),
        Attribute(34, "NETDEV_A_QSTATS_TX_WAKE", UINT),
    ],
)
NETDEV_A_DMABUF = AttributeSet(
    "NETDEV_A_DMABUF_",
    [
        Attribute(1, "NETDEV_A_DMABUF_IFINDEX", U32, INTERFACE, range=(1, 0xFFFFFFFF)),
        Attribute(2, "NETDEV_A_DMABUF_QUEUES", NETDEV_A_QUEUE_ID, multiple=True),
        Attribute(3, "NETDEV_A_DMABUF_FD", U32),
        Attribute(4, "NETDEV_A_DMABUF_ID", U32, range=(1, 0xFFFFFFFF)),
        Attribute(5, "NETDEV_A_DMABUF_RX_PAGE_SIZE", U32, BYTES),
    ],
)

DEV = "[{NETDEV_A_DEV_IFINDEX}][ xdp {NETDEV_A_DEV_XDP_FEATURES}][ xsk {NETDEV_A_DEV_XSK_FEATURES}]"
PAGE_POOL = (
    "[page pool {NETDEV_A_PAGE_POOL_ID}][ dev {NETDEV_A_PAGE_POOL_IFINDEX}][ napi {NETDEV_A_PAGE_POOL_NAPI_ID}]"
    "[ inflight {NETDEV_A_PAGE_POOL_INFLIGHT}]"
)
PAGE_POOL_STATS = (
    "[page pool {NETDEV_A_PAGE_POOL_STATS_INFO.NETDEV_A_PAGE_POOL_ID}]"
    "[ dev {NETDEV_A_PAGE_POOL_STATS_INFO.NETDEV_A_PAGE_POOL_IFINDEX}]"
)
QUEUE = (
    "[dev {NETDEV_A_QUEUE_IFINDEX}][ {NETDEV_A_QUEUE_TYPE}][ queue {NETDEV_A_QUEUE_ID}][ napi {NETDEV_A_QUEUE_NAPI_ID}]"
)
NAPI = "[napi {NETDEV_A_NAPI_ID}][ dev {NETDEV_A_NAPI_IFINDEX}][ irq {NETDEV_A_NAPI_IRQ}][ pid {NETDEV_A_NAPI_PID}]"
QSTATS = (
    "[dev {NETDEV_A_QSTATS_IFINDEX}][ by {NETDEV_A_QSTATS_SCOPE}][ {NETDEV_A_QSTATS_QUEUE_TYPE}]"
    "[ queue {NETDEV_A_QSTATS_QUEUE_ID}][ rx {NETDEV_A_QSTATS_RX_PACKETS} packets]"
    "[ tx {NETDEV_A_QSTATS_TX_PACKETS} packets]"
)
DMABUF = "[dev {NETDEV_A_DMABUF_IFINDEX}][ fd {NETDEV_A_DMABUF_FD}][ dmabuf {NETDEV_A_DMABUF_ID}]"

NETDEV = GenericFamily(
    "netdev",
    NETDEV_A_DEV,
    commands=(
        Command(1, "NETDEV_CMD_DEV_GET", operation=Operation.GET, summary=DEV),
        Command(2, "NETDEV_CMD_DEV_ADD_NTF", operation=Operation.NEW, summary=DEV),
        Command(3, "NETDEV_CMD_DEV_DEL_NTF", operation=Operation.DELETE, summary=DEV),
        Command(4, "NETDEV_CMD_DEV_CHANGE_NTF", operation=Operation.NEW, summary=DEV),
        Command(5, "NETDEV_CMD_PAGE_POOL_GET", NETDEV_A_PAGE_POOL, operation=Operation.GET, summary=PAGE_POOL),
        Command(6, "NETDEV_CMD_PAGE_POOL_ADD_NTF", NETDEV_A_PAGE_POOL, operation=Operation.NEW, summary=PAGE_POOL),
        Command(7, "NETDEV_CMD_PAGE_POOL_DEL_NTF", NETDEV_A_PAGE_POOL, operation=Operation.DELETE, summary=PAGE_POOL),
        Command(8, "NETDEV_CMD_PAGE_POOL_CHANGE_NTF", NETDEV_A_PAGE_POOL, operation=Operation.NEW, summary=PAGE_POOL),
        Command(
            9,
            "NETDEV_CMD_PAGE_POOL_STATS_GET",
            NETDEV_A_PAGE_POOL_STATS,
            operation=Operation.GET,
            summary=PAGE_POOL_STATS,
        ),
        Command(10, "NETDEV_CMD_QUEUE_GET", NETDEV_A_QUEUE, operation=Operation.GET, summary=QUEUE),
        Command(11, "NETDEV_CMD_NAPI_GET", NETDEV_A_NAPI, operation=Operation.GET, summary=NAPI),
        Command(12, "NETDEV_CMD_QSTATS_GET", NETDEV_A_QSTATS, operation=Operation.GET, summary=QSTATS),
        Command(13, "NETDEV_CMD_BIND_RX", NETDEV_A_DMABUF, summary=DMABUF),
        Command(14, "NETDEV_CMD_NAPI_SET", NETDEV_A_NAPI, operation=Operation.NEW, summary=NAPI),
        Command(15, "NETDEV_CMD_BIND_TX", NETDEV_A_DMABUF, summary=DMABUF),
        Command(16, "NETDEV_CMD_QUEUE_CREATE", NETDEV_A_QUEUE, operation=Operation.NEW, summary=QUEUE),
    ),
    groups=("mgmt", "page-pool"),
    strict=True,
)
FAMILIES = (NETDEV,)
