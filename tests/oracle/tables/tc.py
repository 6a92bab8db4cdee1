"""What `tc -j -d -s` prints of queueing disciplines, filters and actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nldissect.tree import Node
from tests.oracle.compare import Ignored, Inside, Rule, Table, at, constant, get, scaled, there, words
from tests.oracle.tables.ip_link import hexadecimal, message_of
from tests.oracle.tables.ip_more import itself, number


def handle(path: str) -> Callable[[Node], str]:
    """A handle or class as the tool writes it: MAJOR:MINOR, each left out where it is zero."""

    def make(node: Node) -> str:
        major, minor = divmod(number(node, path), 1 << 16)
        return f"{major:x}:" + (f"{minor:x}" if minor else "") if major or not minor else f":{minor:x}"

    return make


def qdisc_handle(node: Node) -> str:
    """A qdisc's own handle, of which the tool tells the upper half."""
    return f"{number(node, 'tcm_handle') >> 16:x}:"


def share(path: str, whole: int = 0xFFFFFFFF, digits: int | None = None) -> Callable[[Node], float]:
    """A probability, rounded as `%g` does."""
    return lambda node: float(f"{number(node, path) / whole:.{digits or 6}g}")


def each_of(path: str) -> Callable[[Node], Any]:
    """All numbers of an array."""
    return lambda node: get(node, path).value


def red_flags(node: Node) -> list[str]:
    """The flags of a RED, which newer kernels tell in an attribute of their own."""
    for path in ("TCA_RED_FLAGS/value", "tc_red_qopt/flags", "TCA_RED_PARMS/flags", "TCA_CHOKE_PARMS/flags", "flags"):
        if (found := at(node, path)) is not None:
            return found.text.split("|")
    return []


def red_flag(flag: str) -> Callable[[Node], bool]:
    """A flag of a RED."""
    return lambda node: f"TC_RED_{flag}" in red_flags(node)


RED_FLAGS = {
    "ecn": red_flag("ECN"),
    "harddrop": red_flag("HARDDROP"),
    "adaptive": red_flag("ADAPTATIVE"),
    "nodrop": red_flag("NODROP"),
}


def red(parameters: str, probability: str) -> dict[str, Rule]:
    """The fields of a RED."""
    return {
        "limit": f"{parameters}/limit",
        "min": f"{parameters}/qth_min",
        "max": f"{parameters}/qth_max",
        "ewma": f"{parameters}/Wlog",
        "Scell_log": f"{parameters}/Scell_log",
        "probability": share(probability),
        **RED_FLAGS,
    }


def log2(path: str) -> Callable[[Node], int]:
    """A power of two."""
    return lambda node: 1 << number(node, path)


NETEM = Table(
    {
        "limit": "tc_netem_qopt/limit",
        "gap": "tc_netem_qopt/gap",
        "ecn": "TCA_NETEM_ECN",
        "delay": Inside(
            itself,
            Table(
                {
                    "delay": scaled("TCA_NETEM_LATENCY64", 1e-9, 9),
                    "jitter": scaled("TCA_NETEM_JITTER64", 1e-9, 9),
                    "correlation": share("TCA_NETEM_CORR/delay_corr"),
                }
            ),
        ),
        "loss-random": Inside(
            itself,
            Table({"loss": share("tc_netem_qopt/loss"), "correlation": share("TCA_NETEM_CORR/loss_corr")}),
        ),
        "duplicate": Inside(
            itself,
            Table({"duplicate": share("tc_netem_qopt/duplicate"), "correlation": share("TCA_NETEM_CORR/dup_corr")}),
        ),
        "reorder": Inside(
            "TCA_NETEM_REORDER", Table({"reorder": share("probability"), "correlation": share("correlation")})
        ),
        "corrupt": Inside(
            "TCA_NETEM_CORRUPT", Table({"corrupt": share("probability"), "correlation": share("correlation")})
        ),
        "rate": Inside(
            "TCA_NETEM_RATE",
            Table(
                {
                    "rate": "rate",
                    "packetoverhead": "packet_overhead",
                    "cellsize": "cell_size",
                    "celloverhead": "cell_overhead",
                }
            ),
        ),
    }
)
SFQ = Table(
    {
        "limit": "v0/limit",
        "quantum": "v0/quantum",
        "depth": "depth",
        "headdrop": "headdrop",
        "flows": "v0/flows",
        "divisor": "v0/divisor",
        "perturb": "v0/perturb_period",
        "ewma": "Wlog",
        "min": "qth_min",
        "max": "qth_max",
        "probability": share("max_P"),
        **RED_FLAGS,
    }
    | {
        name: f"stats/{name}"
        for name in ("prob_mark", "prob_mark_head", "prob_drop", "forced_mark", "forced_mark_head", "forced_drop")
    }
)
PRIO = Table({"bands": "bands", "priomap": each_of("priomap"), "multiqueue": constant(False)})


def in_bytes(path: str, rate: str) -> Callable[[Node], str]:
    """A time to send as the bytes that are sent in it; ticks of 64 ns."""

    def make(node: Node) -> str:
        count = round(number(node, rate) * number(node, path) * 64 / 1e9)
        size = f"{count // 1024}Kb" if count and not count % 1024 else f"{count}b"
        return f"{size}/{1 << number(node, rate.rpartition('/')[0] + '/cell_log')}"

    return make


TBF = Table(
    {
        "rate": "TCA_TBF_PARMS/rate/rate",
        "burst": in_bytes("TCA_TBF_PARMS/buffer", "TCA_TBF_PARMS/rate/rate"),
        "mpu": "TCA_TBF_PARMS/rate/mpu",
        "mtu": in_bytes("TCA_TBF_PARMS/mtu", "TCA_TBF_PARMS/peakrate/rate"),
        "mpu+": "TCA_TBF_PARMS/peakrate/mpu",
        "lat": Ignored("worked out of limit, burst and both rates"),
        "linklayer": "TCA_TBF_PARMS/rate/linklayer",
    }
)
FQ_CODEL = Table({}, ("TCA_FQ_CODEL_",)) | Table({"drop_batch": "TCA_FQ_CODEL_DROP_BATCH_SIZE"})
FQ = Table(
    {
        "limit": "TCA_FQ_PLIMIT",
        "flow_limit": "TCA_FQ_FLOW_PLIMIT",
        "buckets": log2("TCA_FQ_BUCKETS_LOG"),
        "maxrate": "TCA_FQ_FLOW_MAX_RATE",
        "refill_delay": "TCA_FQ_FLOW_REFILL_DELAY",
        "horizon_cap": lambda node: None if not number(node, "TCA_FQ_HORIZON_DROP") else "dropped",
        "horizon_drop": lambda node: None if number(node, "TCA_FQ_HORIZON_DROP") else "capped",
    },
    ("TCA_FQ_",),
)
CAKE = Table(
    {
        "bandwidth": "TCA_CAKE_BASE_RATE64",
        "diffserv": "TCA_CAKE_DIFFSERV_MODE",
        "flowmode": words("TCA_CAKE_FLOW_MODE", {5: "dual-srchost", 6: "dual-dsthost", 7: "triple-isolate"}),
        "ack-filter": words("TCA_CAKE_ACK_FILTER", {0: "disabled", 1: "enabled", 2: "aggressive"}),
        "raw": there("TCA_CAKE_RAW"),
        "memlimit": "TCA_CAKE_MEMORY",
    },
    ("TCA_CAKE_",),
)


def gred_queues(node: Node) -> list[Node]:
    """The virtual queues that were set up."""
    return [queue for queue in get(node, "TCA_GRED_PARMS").children if number(queue, "DP") < 16]


GRED = Table(
    {
        "dp_cnt": "TCA_GRED_DPS/DPs",
        "dp_default": "TCA_GRED_DPS/def_DP",
        "grio": "TCA_GRED_DPS/grio",
        "limit": "TCA_GRED_LIMIT",
        "vqs": Inside(
            gred_queues,
            Table(
                {
                    "vq": "DP",
                    "prio": "prio",
                    "limit": "limit",
                    "min": "qth_min",
                    "max": "qth_max",
                    "ewma": "Wlog",
                    "Scell_log": "Scell_log",
                    "probability": lambda node: share("max")(_gred_probability(node)),
                    "qave": "qave",
                    "backlog": "backlog",
                    "forced_drop": "forced",
                    "prob_drop": "early",
                    "pdrop": "pdrop",
                    "other": "other",
                    "forced_mark": constant(0),
                    "prob_mark": constant(0),
                    "packets": "packets",
                    "bytes": "bytesin",
                    **RED_FLAGS,
                }
            ),
        ),
        **RED_FLAGS,
    }
)


def _gred_probability(queue: Node) -> Node:
    assert queue.parent is not None
    assert queue.parent.parent is not None
    chances = get(queue.parent.parent, "TCA_GRED_MAX_P")
    found = Node("", 0, 0)
    inner = Node("max", 0, 0)
    assert isinstance(chances.value, list)
    inner.set(chances.value[number(queue, "DP")])
    found.append(inner)
    return found


def queues(path: str) -> Callable[[Node], list[list[int]]]:
    """The first and the last queue of each class."""

    def make(node: Node) -> list[list[int]]:
        counts, offsets = get(node, f"{path}/count").value, get(node, f"{path}/offset").value
        assert isinstance(counts, list)
        assert isinstance(offsets, list)
        classes = number(node, f"{path}/num_tc")
        return [[at, at + count - 1] for at, count in zip(offsets[:classes], counts[:classes], strict=True)]

    return make


MQPRIO = Table(
    {
        "tc": "tc_mqprio_qopt/num_tc",
        "map": each_of("tc_mqprio_qopt/prio_tc_map"),
        "queues": queues("tc_mqprio_qopt"),
        "mode": constant("dcb"),
        "shaper": constant("dcb"),
    }
)
TAPRIO = Table(
    {
        "tc": "TCA_TAPRIO_ATTR_PRIOMAP/num_tc",
        "map": each_of("TCA_TAPRIO_ATTR_PRIOMAP/prio_tc_map"),
        "queues": lambda node: [
            {"offset": first, "count": last - first + 1} for first, last in queues("TCA_TAPRIO_ATTR_PRIOMAP")(node)
        ],
        "clockid": words("TCA_TAPRIO_ATTR_SCHED_CLOCKID", {11: "TAI"}),
        "base_time": "TCA_TAPRIO_ATTR_SCHED_BASE_TIME",
        "cycle_time": "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME",
        "cycle_time_extension": "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME_EXTENSION",
        "schedule": Inside(
            "TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST",
            Table(
                {
                    "cmd": words("TCA_TAPRIO_SCHED_ENTRY_CMD", {0: "S"}),
                    "gatemask": hexadecimal("TCA_TAPRIO_SCHED_ENTRY_GATE_MASK"),
                },
                ("TCA_TAPRIO_SCHED_ENTRY_",),
            ),
        ),
    }
)
SFB = Table(
    {
        "rehash": lambda node: number(node, "TCA_SFB_PARMS/rehash_interval") * 1000,
        "db": lambda node: number(node, "TCA_SFB_PARMS/warmup_time") * 1000,
        "limit": "TCA_SFB_PARMS/limit",
        "max": "TCA_SFB_PARMS/max",
        "target": "TCA_SFB_PARMS/bin_size",
        "increment": share("TCA_SFB_PARMS/increment", 0xFFFF),
        "decrement": share("TCA_SFB_PARMS/decrement", 0xFFFF),
        "penalty_rate": "TCA_SFB_PARMS/penalty_rate",
        "penalty_burst": "TCA_SFB_PARMS/penalty_burst",
    }
)
OPTIONS: Mapping[str, Table] = {
    "htb": Table(
        {
            "r2q": "TCA_HTB_INIT/rate2quantum",
            "default": hexadecimal("TCA_HTB_INIT/defcls"),
            "direct_packets_stat": "TCA_HTB_INIT/direct_pkts",
            "ver": lambda node: f"{(version := number(node, 'TCA_HTB_INIT/version')) >> 16}.{version & 0xFFFF}",
            "direct_qlen": "TCA_HTB_DIRECT_QLEN",
        }
    ),
    "netem": NETEM,
    "sfq": SFQ,
    "prio": PRIO,
    "pfifo_fast": PRIO,
    "tbf": TBF,
    "fq_codel": FQ_CODEL,
    "codel": Table({}, ("TCA_CODEL_",)),
    "red": Table(red("TCA_RED_PARMS", "TCA_RED_MAX_P")),
    "choke": Table(red("TCA_CHOKE_PARMS", "TCA_CHOKE_MAX_P")),
    "pie": Table({}, ("TCA_PIE_",)),
    "fq": FQ,
    "cake": CAKE,
    "gred": GRED,
    "mqprio": MQPRIO,
    "taprio": TAPRIO,
    "sfb": SFB,
    "cbs": Table({}, ("TCA_CBS_PARMS/",)),
    "ets": Table(
        {
            "bands": "TCA_ETS_NBANDS",
            "strict": "TCA_ETS_NSTRICT",
            "quanta": lambda node: [child.value for child in get(node, "TCA_ETS_QUANTA").children],
            "priomap": lambda node: [child.value for child in get(node, "TCA_ETS_PRIOMAP").children],
        }
    ),
} | dict.fromkeys(("pfifo", "bfifo", "pfifo_head_drop", "skbprio"), Table({"limit": "limit"}))


def options(node: Node) -> Table:
    """The table of a qdisc's options."""
    return OPTIONS.get(str(get(message_of(node), "TCA_KIND").value), Table())


def stats(node: Node) -> Node:
    """The attribute that has a qdisc's or an action's counters."""
    return get(node, "TCA_STATS2" if at(node, "TCA_STATS2") else "TCA_ACT_STATS")


BASIC = {
    "bytes": "TCA_STATS_BASIC/bytes",
    "packets": "TCA_STATS_BASIC/packets",
    "drops": "TCA_STATS_QUEUE/drops",
    "overlimits": "TCA_STATS_QUEUE/overlimits",
    "requeues": "TCA_STATS_QUEUE/requeues",
    "backlog": "TCA_STATS_QUEUE/backlog",
    "qlen": "TCA_STATS_QUEUE/qlen",
}
TIN = Table(
    {"threshold_rate": "TCA_CAKE_TIN_STATS_THRESHOLD_RATE64", "sent_bytes": "TCA_CAKE_TIN_STATS_SENT_BYTES64"}
    | {"drops": "TCA_CAKE_TIN_STATS_DROPPED_PACKETS", "ecn_mark": "TCA_CAKE_TIN_STATS_ECN_MARKED_PACKETS"}
    | {"ack_drops": "TCA_CAKE_TIN_STATS_ACKS_DROPPED_PACKETS"}
    | {"max_pkt_len": "TCA_CAKE_TIN_STATS_MAX_SKBLEN"},
    ("TCA_CAKE_TIN_STATS_",),
)
APPLICATION: Mapping[str, str] = {
    "new_flow_count": "new_flow_count", "flows": "flows", "inactive": "inactive_flows",
    "throttled": "throttled_flows", "throttled+": "throttled", "gc": "gc_flows", "highprio": "highprio_packets",
    "delay": "delay", "pkts_in": "packets_in", "overlimit": "overlimit",
}  # fmt: skip
"""fields of a qdisc's own statistics that are not called like their members"""


class Statistics(Table):
    """The table of a whole qdisc: what it does not name is a member of the qdisc's own statistics."""

    def rule(self, name: str, node: Node) -> Rule | None:
        found = super().rule(name, node)
        if found is not None:
            return found
        own = "TCA_STATS2/TCA_STATS_APP/"
        for path in (APPLICATION.get(name, name), f"qdisc_stats/{name}", f"TCA_CAKE_STATS_{name.upper()}"):
            if at(node, own + path) is not None:
                return own + path
        return None


QDISC = Statistics(
    {
        "kind": "TCA_KIND",
        "handle": qdisc_handle,
        "dev": "tcm_ifindex",
        "root": lambda node: get(node, "tcm_parent").value == 0xFFFFFFFF,
        "parent": handle("tcm_parent"),
        "refcnt": "tcm_info",
        "ingress_block": "TCA_INGRESS_BLOCK",
        "egress_block": "TCA_EGRESS_BLOCK",
        "options": Inside(lambda node: at(node, "TCA_OPTIONS") or node, options),
        "stab": Inside("TCA_STAB/TCA_STAB_BASE", Table({}, ("",))),
        "tins": Inside(lambda node: get(node, "TCA_STATS2/TCA_STATS_APP/TCA_CAKE_STATS_TIN_STATS").children, TIN),
        "capacity_estimate": "TCA_STATS2/TCA_STATS_APP/TCA_CAKE_STATS_CAPACITY_ESTIMATE64",
        "min_network_size": "TCA_STATS2/TCA_STATS_APP/TCA_CAKE_STATS_MIN_NETLEN",
        "max_network_size": "TCA_STATS2/TCA_STATS_APP/TCA_CAKE_STATS_MAX_NETLEN",
        "min_adj_size": "TCA_STATS2/TCA_STATS_APP/TCA_CAKE_STATS_MIN_ADJLEN",
        "max_adj_size": "TCA_STATS2/TCA_STATS_APP/TCA_CAKE_STATS_MAX_ADJLEN",
        "avg_hdr_offset": "TCA_STATS2/TCA_STATS_APP/TCA_CAKE_STATS_AVG_NETOFF",
    }
    | {field: f"TCA_STATS2/{path}" for field, path in BASIC.items()},
)
