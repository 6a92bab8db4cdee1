"""Options and statistics of qdiscs and classes; what tc itself said of each stands beside it."""

from __future__ import annotations

from struct import pack

import pytest

from dissectors.route.tc import CLASS, QDISC, XSTATS
from dissectors.route.tc.units import PROBABILITY, PSCHED_TICKS
from nldissect.message import Message
from nldissect.stream import Knowledge
from tests.build import attribute, decoded, message, nest
from tests.dissectors.route.tc.real import messages, of_kind, one_tells, tells

Expected = dict[str, object]

QDISCS: dict[tuple[str, str], tuple[str, Expected]] = {
    ("tc-qdisc", "pfifo"): ("limit 100p", {"limit": "100 packets"}),
    ("tc-qdisc", "bfifo"): ("limit 10000b", {"limit": "10000 bytes"}),
    ("tc-qdisc", "pfifo_fast"): (
        "bands 3 priomap 1 2 2 2 1 2 0 0 1 1 1 1 1 1 1 1",
        {"bands": 3, "priomap": [1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]},
    ),
    ("tc-qdisc", "prio"): ("bands 4", {"tc_prio_qopt.bands": 4}),
    ("tc-qdisc", "multiq"): ("bands 8/8", {"bands": 8, "max_bands": 8}),
    ("tc-qdisc", "skbprio"): ("limit 50", {"limit": "50 packets"}),
    ("tc-qdisc", "fq_codel"): (
        "limit 1000p flows 512 quantum 300 target 3ms ce_threshold 999us interval 50ms memory_limit 1000000b",
        {
            "TCA_FQ_CODEL_LIMIT": "1000 packets",
            "TCA_FQ_CODEL_FLOWS": 512,
            "TCA_FQ_CODEL_TARGET": "2999 µs",
            "TCA_FQ_CODEL_CE_THRESHOLD": 999,
            "TCA_FQ_CODEL_MEMORY_LIMIT": "1000000 bytes",
            "TCA_FQ_CODEL_ECN": "off",
        },
    ),
    ("s390x/tc-qdisc", "fq_codel"): ("flows 512 quantum 300", {"TCA_FQ_CODEL_QUANTUM": "300 bytes"}),
    ("tc-qdisc", "codel"): ("limit 100p interval 30ms ecn", {"TCA_CODEL_INTERVAL": 29999, "TCA_CODEL_ECN": "on"}),
    ("tc-qdisc", "cake"): (
        "bandwidth 10Mbit diffserv4 dual-srchost nat wash ingress ack-filter split-gso rtt 50ms atm overhead 18 mpu 64"
        " memlimit 1Mb fwmark 0xf",
        {
            "TCA_CAKE_BASE_RATE64": 10_000_000 // 8,
            "TCA_CAKE_DIFFSERV_MODE": "CAKE_DIFFSERV_DIFFSERV4",
            "TCA_CAKE_FLOW_MODE": "CAKE_FLOW_DUAL_SRC",
            "TCA_CAKE_NAT": "on",
            "TCA_CAKE_ACK_FILTER": "CAKE_ACK_FILTER",
            "TCA_CAKE_ATM": "CAKE_ATM_ATM",
            "TCA_CAKE_OVERHEAD": "18 bytes",
            "TCA_CAKE_MEMORY": "1048576 bytes",
            "TCA_CAKE_FWMARK": "0xf",
        },
    ),
    ("tc-qdisc", "cake_mq"): ("bandwidth 5Mbit raw", {"TCA_CAKE_BASE_RATE64": 625000, "TCA_CAKE_RAW": 0}),
    ("tc-qdisc", "sfq"): (
        "limit 100p headdrop perturb 10sec ewma 6 min 8000b probability 0.1 ecn",
        {
            "v0.limit": "100 packets",
            "v0.perturb_period": "10 s",
            "headdrop": "on",
            "qth_min": "8000 bytes",
            "Wlog": 6,
            "max_P": "429496729 (10 %)",
            "flags": "TC_RED_ECN",
        },
    ),
    ("tc-qdisc", "red"): (
        "limit 400000b min 30000b max 90000b ecn harddrop adaptive nodrop ewma 5 probability 0.2 qevent early_drop",
        {
            "TCA_RED_PARMS.qth_max": "90000 bytes",
            "TCA_RED_MAX_P": "858993459 (20 %)",
            "TCA_RED_FLAGS": "ecn,harddrop,adaptative,nodrop",
            "TCA_RED_EARLY_DROP_BLOCK": 10,
        },
    ),
    ("tc-more", "red"): ("qevent mark block 10", {"TCA_RED_MARK_BLOCK": 10}),
    ("tc-qdisc", "choke"): ("limit 1000p min 83p probability 0.02", {"TCA_CHOKE_PARMS.qth_min": "83 packets"}),
    ("tc-qdisc", "gred"): (
        "vqs 2 default 1 limit 1514000b; vq 1 probability 0.02",
        {
            "TCA_GRED_DPS.DPs": 2,
            "TCA_GRED_DPS.grio": "off",
            "TCA_GRED_LIMIT": "1514000 bytes",
            "TCA_GRED_PARMS.[15].DP": 31,
            "TCA_GRED_PARMS.[1].limit": "61440 bytes",
            "TCA_GRED_MAX_P": [0, 85899345] + [0] * 14,
        },
    ),
    ("tc-qdisc", "sfb"): (
        "rehash 600s db 60s limit 100p max 15p target 10p increment 0.000503548 penalty_rate 10pps penalty_burst 20p",
        {
            "TCA_SFB_PARMS.rehash_interval": "600000 ms (600 s)",
            "TCA_SFB_PARMS.increment": "33 (0.05035 %)",
            "TCA_SFB_PARMS.penalty_rate": "10 packets/s",
        },
    ),
    ("tc-qdisc", "pie"): (
        "limit 100p target 10ms tupdate 20ms alpha 1 beta 10 ecn bytemode dq_rate_estimator",
        {"TCA_PIE_TARGET": "10000 µs", "TCA_PIE_ALPHA": 1, "TCA_PIE_BETA": 10, "TCA_PIE_DQ_RATE_ESTIMATOR": "on"},
    ),
    ("tc-qdisc", "fq_pie"): (
        "flows 64 tupdate 16ms memory_limit 32Mb ecn_prob 10 ecn",
        {"TCA_FQ_PIE_FLOWS": 64, "TCA_FQ_PIE_MEMORY_LIMIT": 32 << 20, "TCA_FQ_PIE_ECN_PROB": "10 %"},
    ),
    ("tc-qdisc", "netem"): (
        "limit 500 delay 100ms 10ms 25% loss 1% duplicate 2% reorder 25% 50% corrupt 0.1% rate 1Mbit seed 42 gap 5",
        {
            "tc_netem_qopt.loss": "42949673 (1 %)",
            "tc_netem_qopt.gap": "5 packets",
            "TCA_NETEM_LATENCY64": 100_000_000,
            "TCA_NETEM_JITTER64": "10000000 ns",
            "TCA_NETEM_CORR.delay_corr": "1073741824 (25 %)",
            "TCA_NETEM_REORDER.correlation": "2147483648 (50 %)",
            "TCA_NETEM_CORRUPT.probability": "4294967 (0.1 %)",
            "TCA_NETEM_RATE.rate": "125000 B/s",
            "TCA_NETEM_PRNG_SEED": 42,
        },
    ),
    ("s390x/tc-qdisc", "netem"): ("delay 1ms loss 5% ecn", {"tc_netem_qopt.latency": "15625 ticks (1 ms)"}),
    ("tc-qdisc", "ets"): (
        "bands 8 strict 2 quanta 4000 3000 2000 1514 1514 1514",
        {"TCA_ETS_NBANDS": 8, "TCA_ETS_QUANTA.TCA_ETS_QUANTA_BAND": "4000 bytes"},
    ),
    ("tc-qdisc", "mqprio"): (
        "tc 3 map 2 2 1 0 2 2 2 2 2 2 2 2 2 2 2 2 queues:(0:0) (1:1) (2:3) fp: E E E",
        {
            "tc_mqprio_qopt.num_tc": 3,
            "tc_mqprio_qopt.count": [1, 1, 2] + [0] * 13,
            "tc_mqprio_qopt.offset": [0, 1, 2] + [0] * 13,
            "TCA_MQPRIO_TC_ENTRY.TCA_MQPRIO_TC_ENTRY_FP": "TC_FP_EXPRESS",
        },
    ),
    ("tc-more", "taprio"): (
        "clockid TAI base-time 99999999999999 index 0 cmd S gatemask 0x7 interval 500000",
        {
            "TCA_TAPRIO_ATTR_SCHED_CLOCKID": "CLOCK_TAI",
            "TCA_TAPRIO_ATTR_PRIOMAP.num_tc": 3,
            "TCA_TAPRIO_ATTR_SCHED_BASE_TIME": 99999999999999,
            "TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST.TCA_TAPRIO_SCHED_ENTRY.TCA_TAPRIO_SCHED_ENTRY_GATE_MASK": "0x7",
        },
    ),
    ("tc-qdisc", "cbs"): (
        "hicredit 153 locredit -1389 sendslope -901312 idleslope 98688 offload 0",
        {"TCA_CBS_PARMS.locredit": "-1389 bytes", "TCA_CBS_PARMS.idleslope": "98688 kbit/s"},
    ),
    ("s390x/tc-qdisc", "cbs"): ("sendslope -901312", {"TCA_CBS_PARMS.sendslope": -901312}),
    ("tc-qdisc", "etf"): (
        "clockid TAI delta 500000 offload off deadline_mode on skip_sock_check on",
        {
            "TCA_ETF_PARMS.clockid": "CLOCK_TAI",
            "TCA_ETF_PARMS.flags": "TC_ETF_DEADLINE_MODE_ON|TC_ETF_SKIP_SOCK_CHECK",
        },
    ),
    ("tc-qdisc", "hhf"): (
        "limit 100p quantum 600b hh_limit 100 reset_timeout 4ms admit_bytes 1000b non_hh_weight 3",
        {"TCA_HHF_RESET_TIMEOUT": "4000 µs", "TCA_HHF_NON_HH_WEIGHT": 3},
    ),
    ("tc-qdisc", "htb"): (
        "r2q 5 default 0x30 direct_packets_stat 0 ver 3.17 direct_qlen 100",
        {"TCA_HTB_INIT.version": "196625 (3.17)", "TCA_HTB_INIT.defcls": "0x30", "TCA_HTB_DIRECT_QLEN": "100 packets"},
    ),
    ("tc-qdisc", "hfsc"): ("default 0x1", {"defcls": 1}),
    ("tc-more", "tbf"): (
        "rate 40Gbit burst 100000b/1 mpu 0b lat 70ms",
        {"TCA_TBF_RATE64": 5_000_000_000, "TCA_TBF_PARMS.rate.rate": "4294967295 or more"},
    ),
    ("tc-more", "fq"): (
        "limit 100p maxrate unlimited weights 600000 200000 70000",
        {
            "TCA_FQ_PLIMIT": "100 packets",
            "TCA_FQ_FLOW_MAX_RATE": "unlimited",
            "TCA_FQ_CE_THRESHOLD": "none",
            "TCA_FQ_PRIOMAP.bands": 3,
            "TCA_FQ_WEIGHTS": [600000, 200000, 70000],
        },
    ),
}


@pytest.mark.parametrize("where", QDISCS, ids="-".join)
def test_qdiscs(where: tuple[str, str]) -> None:
    _, expected = QDISCS[where]
    capture, kind = where
    both = of_kind(capture, "RTM_NEWQDISC", kind) + of_kind(capture, "RTM_NEWQDISC", kind, asked=True)
    one_tells((found.tree["TCA_OPTIONS"] for found in both if "TCA_OPTIONS" in found.tree), expected)


REQUESTS: dict[tuple[str, str, str], Expected] = {
    ("tc-more", "RTM_NEWQDISC", "tbf"): {
        "TCA_TBF_PARMS.buffer": "1280000 ticks (81.92 ms)",  # 10 KiB at 125000 B/s
        "TCA_TBF_BURST": "10240 bytes",
        "TCA_TBF_PARMS.rate.linklayer": "TC_LINKLAYER_ETHERNET",
    },
    ("tc-more", "RTM_NEWQDISC", "dualpi2"): {
        "TCA_DUALPI2_LIMIT": "200 packets",
        "TCA_DUALPI2_COUPLING": 2,
        "TCA_DUALPI2_DROP_EARLY": "TC_DUALPI2_DROP_EARLY_DROP_ENQUEUE",
        "TCA_DUALPI2_C_PROTECTION": "10 %",
        "TCA_DUALPI2_ECN_MASK": "TC_DUALPI2_ECN_MASK_L4S_ECT",
    },
    ("s390x/tc-qdisc", "RTM_NEWQDISC", "cbq"): {
        "TCA_CBQ_RATE.rate": 1250000,
        "TCA_CBQ_LSSOPT.change": "TCF_CBQ_LSS_EWMA|TCF_CBQ_LSS_MAXIDLE|TCF_CBQ_LSS_AVPKT",
        "TCA_CBQ_LSSOPT.avpkt": "1000 bytes",
    },
    ("s390x/tc-qdisc", "RTM_NEWQDISC", "dsmark"): {"TCA_DSMARK_INDICES": 4},
    ("tc-qdisc", "RTM_NEWTCLASS", "htb"): {
        "TCA_HTB_PARMS.rate.rate": 4294967295,
        "TCA_HTB_RATE64": "5000000000 B/s",
        "TCA_HTB_PARMS.buffer": "6 ticks (384 ns)",
    },
}


@pytest.mark.parametrize("where", REQUESTS, ids="-".join)
def test_requests(where: tuple[str, str, str]) -> None:
    tells(of_kind(*where, asked=True)[0].tree["TCA_OPTIONS"], REQUESTS[where])


def test_tables_are_read_entry_by_entry() -> None:
    rates = of_kind("tc-more", "RTM_NEWQDISC", "tbf", asked=True)[0].tree["TCA_OPTIONS"]["TCA_TBF_RTAB"].value
    assert isinstance(rates, list)
    assert rates[:4] == [1000, 2000, 3000, 4000]
    assert len(rates) == 256
    delays = of_kind("tc-more", "RTM_NEWQDISC", "netem", asked=True)[0].tree["TCA_OPTIONS"]["TCA_NETEM_DELAY_DIST"]
    assert isinstance(delays.value, list)
    assert delays.value[0] == -32768
    assert delays.value == sorted(delays.value)


CLASSES: dict[str, tuple[str, Expected, Expected]] = {
    "htb": (
        "prio 2 quantum 4000 rate 5Mbit overhead 24 ceil 6Mbit linklayer atm burst 15Kb cburst 3Kb level 0",
        {
            "TCA_HTB_PARMS.prio": 2,
            "TCA_HTB_PARMS.rate": "625000 B/s overhead 24 mpu 0 linklayer atm",
            "TCA_HTB_PARMS.ceil.rate": 750000,
            "TCA_HTB_PARMS.buffer": "384000 ticks (24.576 ms)",
        },
        {"tokens": "384000 ticks (24.576 ms)", "lends": "0 packets"},
    ),
    "hfsc": (
        "rt m1 1Mbit d 10ms m2 500Kbit ls m1 0bit d 0us m2 200Kbit",
        {"TCA_HFSC_RSC": "m1 125000 B/s d 10000 µs m2 62500 B/s", "TCA_HFSC_FSC.m2": 25000},
        {"work": "0 bytes"},
    ),
    "drr": ("quantum 600b", {"TCA_DRR_QUANTUM": "600 bytes"}, {"deficit": "0 bytes"}),
    "qfq": ("weight 10 maxpkt 1600", {"TCA_QFQ_WEIGHT": 10, "TCA_QFQ_LMAX": "1600 bytes"}, {"weight": 10}),
    "ets": ("quantum 5000", {"TCA_ETS_QUANTA_BAND": "5000 bytes"}, {}),
}


@pytest.mark.parametrize("kind", CLASSES)
def test_classes(kind: str) -> None:
    _, options, statistics = CLASSES[kind]
    told = of_kind("tc-qdisc", "RTM_NEWTCLASS", kind)
    one_tells((found.tree["TCA_OPTIONS"] for found in told), options)
    if statistics:
        one_tells((found.tree["TCA_XSTATS"] for found in told), statistics)
        one_tells((found.tree["TCA_STATS2"]["TCA_STATS_APP"] for found in told), statistics)


STATISTICS: dict[tuple[str, str], Expected] = {
    ("tc-qdisc", "codel"): {"ldelay": "0 µs", "dropping": "off"},
    ("tc-qdisc", "pie"): {"prob": "0 (0 %)", "avg_dq_rate": "0 B/s"},
    ("tc-more", "netem"): {"delayed": "0 packets", "allocation_errors": 0},
    ("tc-more", "fq"): {"unthrottle_latency_ns": "0 ns", "band_drops": [0, 0, 0]},
    ("tc-more", "fq_codel"): {"type": "TCA_FQ_CODEL_XSTATS_QDISC", "qdisc_stats.memory_usage": "0 bytes"},
    ("tc-qdisc", "cake"): {
        "TCA_CAKE_STATS_MEMORY_LIMIT": "15503360 bytes",  # 15140Kb
        "TCA_CAKE_STATS_TIN_STATS.[1].TCA_CAKE_TIN_STATS_TARGET_US": "5000 µs",
        "TCA_CAKE_STATS_TIN_STATS.[3].TCA_CAKE_TIN_STATS_FLOW_QUANTUM": "1514 bytes",
    },
}


@pytest.mark.parametrize("where", STATISTICS, ids="-".join)
def test_statistics(where: tuple[str, str]) -> None:
    told = [m.tree["TCA_STATS2"] for m in of_kind(where[0], "RTM_NEWQDISC", where[1]) if "TCA_STATS2" in m.tree]
    tells(next(node["TCA_STATS_APP"] for node in told if "TCA_STATS_APP" in node), STATISTICS[where])


def qdisc(kind: str, *parts: bytes, number: int = 36) -> Message:
    header = pack("<BxxxiIII", 0, 3, 0x10000, 0xFFFFFFFF, 0)
    return decoded(message(number, header, attribute(1, kind.encode() + b"\0"), *parts))[0]


def test_by_hand() -> None:
    """Laid out as the headers say; no tool or kernel at hand sends them."""
    schedule = nest(2, nest(1, attribute(2, b"\1"), attribute(4, pack("<I", 5))))
    taprio = qdisc(
        "taprio", nest(2, nest(7, schedule, attribute(3, pack("<q", 9)))), nest(7, nest(4, attribute(2, bytes(8))))
    )
    tells(
        taprio.tree,
        {
            "TCA_OPTIONS.TCA_TAPRIO_ATTR_ADMIN_SCHED.TCA_TAPRIO_ATTR_SCHED_BASE_TIME": "9 ns",
            "TCA_OPTIONS.TCA_TAPRIO_ATTR_ADMIN_SCHED.TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST.TCA_TAPRIO_SCHED_ENTRY"
            ".TCA_TAPRIO_SCHED_ENTRY_CMD": "TC_TAPRIO_CMD_SET_AND_HOLD",
            "TCA_STATS2.TCA_STATS_APP.TCA_TAPRIO_OFFLOAD_STATS_WINDOW_DROPS": "0 packets",
        },
    )
    rates = nest(3, attribute(3, pack("<Q", 125)), attribute(3, pack("<Q", 250)))
    mqprio = qdisc("mqprio", attribute(2, bytes(84) + attribute(1, b"\1\0") + attribute(2, b"\1\0") + rates))
    tells(
        mqprio.tree["TCA_OPTIONS"],
        {
            "TCA_MQPRIO_MODE": "TC_MQPRIO_MODE_CHANNEL",
            "TCA_MQPRIO_SHAPER": "TC_MQPRIO_SHAPER_BW_RATE",
            "TCA_MQPRIO_MIN_RATE64.TCA_MQPRIO_MIN_RATE64": "125 B/s",
        },
    )
    plug = qdisc("plug", attribute(2, pack("<iI", 3, 1000)))
    assert plug.tree["TCA_OPTIONS"]["action"].text == "TCQ_PLUG_LIMIT"
    flow = qdisc("fq_codel", attribute(4, pack("<IiIIIIi12x", 1, -5, 7, 0, 0, 1, 0)), number=40)
    tells(flow.tree["TCA_XSTATS"], {"class_stats.deficit": "-5 bytes", "class_stats.dropping": "on"})
    drops = nest(6, nest(1, attribute(2, pack("<I", 1)), attribute(3, pack("<Q", 9)), attribute(12, pack("<I", 1))))
    gred = qdisc("gred", nest(2, drops, attribute(1, pack("<I48x", 7))))
    tells(
        gred.tree["TCA_OPTIONS"],
        {
            "TCA_GRED_VQ_LIST.TCA_GRED_VQ_ENTRY.TCA_GRED_VQ_STAT_BYTES": "9 bytes",
            "TCA_GRED_VQ_LIST.TCA_GRED_VQ_ENTRY.TCA_GRED_VQ_FLAGS": "TC_RED_ECN",
            "TCA_GRED_PARMS.limit": "7 bytes",
        },
    )
    atm = qdisc("atm", nest(2, attribute(4, pack("<I", 0x10002)), attribute(5, pack("<HxxhhI", 8, 1, 2, 3))), number=40)
    tells(
        atm.tree["TCA_OPTIONS"],
        {"TCA_ATM_EXCESS": "1:2", "TCA_ATM_ADDR.sap_family": "AF_ATMPVC", "TCA_ATM_ADDR.vci": 3},
    )
    for found in (taprio, mqprio, plug, flow, gred, atm):
        assert [node.name for node in found.tree.walk() if node.raw or node.notes] == []


def test_units() -> None:
    names = Knowledge().at(0)
    assert PSCHED_TICKS.text(15_625, names) == "15625 ticks (1 ms)"
    assert PSCHED_TICKS.text(-15_625_000, names) == "-15625000 ticks (-1 s)"
    assert PSCHED_TICKS.text(5, names) == "5 ticks (320 ns)"
    assert PROBABILITY.text(0xFFFFFFFF, names) == "4294967295 (100 %)"
    assert PROBABILITY.short(0, names) == "0%"


@pytest.mark.parametrize("capture", ["tc-qdisc", "tc-filter", "tc-more", "s390x/tc-qdisc"])
def test_nothing_is_unknown(capture: str) -> None:
    unknown = [
        (message.frame, node.name)
        for message in messages(capture)
        if message.type_name.endswith(("QDISC", "TCLASS", "TFILTER", "CHAIN", "ACTION"))
        for node in message.tree.walk()
        if node.raw or any(note.level != "info" for note in node.notes)
    ]
    assert unknown == []


def test_every_kind_is_seen_or_made() -> None:
    """A kind that is in no capture is in a test above by hand."""
    seen = {node.value for capture in ("tc-qdisc", "tc-more", "s390x/tc-qdisc") for m in messages(capture)
            if (node := m.tree.get("TCA_KIND")) is not None}  # fmt: skip
    by_hand = {"atm", "blackhole", "noop", "mq", "ingress", "plug"}
    assert (QDISC.keys() | CLASS.keys() | XSTATS.keys()) - seen - by_hand == set()
