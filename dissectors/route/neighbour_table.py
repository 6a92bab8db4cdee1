"""Tables of neighbours, with their parameters for all devices and for each (linux/neighbour.h)."""

from __future__ import annotations

from dissectors.constants import AF
from nldissect.schema import (
    BYTES,
    HEX,
    INTERFACE,
    MILLISECONDS,
    OPAQUE,
    PACKETS,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Member,
    Pad,
    Question,
    Struct,
    rtnetlink,
)

NDTMSG = Struct("ndtmsg", [Member("ndtm_family", U8, AF), Pad(1, "ndtm_pad1"), Pad(2, "ndtm_pad2")])

NDT_CONFIG = Struct(
    "ndt_config",
    [
        Member("ndtc_key_len", U16, BYTES),
        Member("ndtc_entry_size", U16, BYTES),
        Member("ndtc_entries", U32),
        # how long ago
        Member("ndtc_last_flush", U32, MILLISECONDS),
        Member("ndtc_last_rand", U32, MILLISECONDS),
        Member("ndtc_hash_rnd", U32, HEX),
        Member("ndtc_hash_mask", U32, HEX),
        Member("ndtc_hash_chain_gc", U32),
        Member("ndtc_proxy_qlen", U32, PACKETS),
    ],
)
NDT_STATS = Struct(
    "ndt_stats",
    [
        Member("ndts_allocs", U64),
        Member("ndts_destroys", U64),
        Member("ndts_hash_grows", U64),
        Member("ndts_res_failed", U64),
        Member("ndts_lookups", U64),
        Member("ndts_hits", U64),
        Member("ndts_rcv_probes_mcast", U64),
        Member("ndts_rcv_probes_ucast", U64),
        Member("ndts_periodic_gc_runs", U64),
        Member("ndts_forced_gc_runs", U64),
        Member("ndts_table_fulls", U64),
    ],
)

NDTPA = AttributeSet(
    "NDTPA_",
    [
        Attribute(1, "NDTPA_IFINDEX", U32, INTERFACE),
        Attribute(2, "NDTPA_REFCNT", U32),
        Attribute(3, "NDTPA_REACHABLE_TIME", U64, MILLISECONDS),
        Attribute(4, "NDTPA_BASE_REACHABLE_TIME", U64, MILLISECONDS),
        Attribute(5, "NDTPA_RETRANS_TIME", U64, MILLISECONDS),
        Attribute(6, "NDTPA_GC_STALETIME", U64, MILLISECONDS),
        Attribute(7, "NDTPA_DELAY_PROBE_TIME", U64, MILLISECONDS),
        Attribute(8, "NDTPA_QUEUE_LEN", U32, PACKETS),
        Attribute(9, "NDTPA_APP_PROBES", U32),
        Attribute(10, "NDTPA_UCAST_PROBES", U32),
        Attribute(11, "NDTPA_MCAST_PROBES", U32),
        Attribute(12, "NDTPA_ANYCAST_DELAY", U64, MILLISECONDS),
        Attribute(13, "NDTPA_PROXY_DELAY", U64, MILLISECONDS),
        Attribute(14, "NDTPA_PROXY_QLEN", U32, PACKETS),
        Attribute(15, "NDTPA_LOCKTIME", U64, MILLISECONDS),
        Attribute(16, "NDTPA_QUEUE_LENBYTES", U32, BYTES),
        Attribute(17, "NDTPA_MCAST_REPROBES", U32),
        Attribute(18, "NDTPA_PAD", OPAQUE),
        Attribute(19, "NDTPA_INTERVAL_PROBE_TIME_MS", U64, MILLISECONDS, range=(1, 86_400_000)),
    ],
)
NDTA = AttributeSet(
    "NDTA_",
    [
        Attribute(1, "NDTA_NAME", TEXT),
        Attribute(2, "NDTA_THRESH1", U32),
        Attribute(3, "NDTA_THRESH2", U32),
        Attribute(4, "NDTA_THRESH3", U32),
        Attribute(5, "NDTA_CONFIG", NDT_CONFIG),
        Attribute(6, "NDTA_PARMS", NDTPA),
        Attribute(7, "NDTA_STATS", NDT_STATS),
        Attribute(8, "NDTA_GC_INTERVAL", U64, MILLISECONDS),
        Attribute(9, "NDTA_PAD", OPAQUE),
    ],
)

MESSAGES = rtnetlink(
    "NEIGHTBL",
    NDTMSG,
    NDTA,
    new=64,
    get=66,
    set=67,
    dump=Question(attributes=()),
    summary="[{NDTA_NAME}][ dev {NDTA_PARMS.NDTPA_IFINDEX}][ entries {NDTA_CONFIG.ndtc_entries}]",
)
