"""What each kind of qdisc, class, filter and action has for options: one module a kind, or a few close ones.

Each table has a kind's name as in TCA_KIND or TCA_ACT_KIND, and a `Lazy` shape of the payload of TCA_OPTIONS or
TCA_ACT_OPTIONS; XSTATS has the payloads of TCA_XSTATS and TCA_STATS_APP.
"""

from __future__ import annotations

from nldissect.schema import AttributeSet, Lazy, Shape

_NONE = AttributeSet("TCA_", ())
"""kinds without options: what they have for TCA_OPTIONS is an empty nest, if anything"""


def _lazy(shapes: dict[str, str]) -> dict[str, Shape]:
    return {kind: Lazy(f"dissectors.route.tc.{where}") for kind, where in shapes.items()}


QDISC: dict[str, Shape] = dict.fromkeys(("blackhole", "clsact", "ingress", "mq", "noop", "noqueue"), _NONE) | _lazy(
    {
        "atm": "cbq:ATM",
        "bfifo": "fifo:BFIFO",
        "cake": "cake:CAKE",
        "cake_mq": "cake:CAKE",
        "cbq": "cbq:CBQ",
        "cbs": "cbs:CBS",
        "choke": "red:CHOKE",
        "codel": "codel:CODEL",
        "drr": "drr:DRR",
        "dsmark": "cbq:DSMARK",
        "dualpi2": "pie:DUALPI2",
        "etf": "cbs:ETF",
        "ets": "ets:ETS",
        "fq": "fq:FQ",
        "fq_codel": "codel:FQ_CODEL",
        "fq_pie": "pie:FQ_PIE",
        "gred": "red:GRED",
        "hfsc": "hfsc:QDISC",
        "hhf": "hhf:HHF",
        "htb": "htb:HTB",
        "mqprio": "mqprio:MQPRIO",
        "multiq": "fifo:MULTIQ",
        "netem": "netem:NETEM",
        "pfifo": "fifo:PFIFO",
        "pfifo_fast": "fifo:PRIO",
        "pfifo_head_drop": "fifo:PFIFO",
        "pie": "pie:PIE",
        "plug": "fifo:PLUG",
        "prio": "fifo:PRIO_QDISC",
        "qfq": "drr:QFQ",
        "red": "red:RED",
        "sfb": "sfb:SFB",
        "sfq": "sfq:SFQ",
        "skbprio": "fifo:SKBPRIO",
        "taprio": "taprio:TAPRIO",
        "tbf": "tbf:TBF",
    }
)
CLASS: dict[str, Shape] = _lazy(
    {
        "atm": "cbq:ATM",
        "cbq": "cbq:CBQ",
        "drr": "drr:DRR",
        "dsmark": "cbq:DSMARK",
        "ets": "ets:ETS",
        "hfsc": "hfsc:CLASS",
        "htb": "htb:HTB",
        "qfq": "drr:QFQ",
    }
)
FILTER: dict[str, Shape] = _lazy(
    {
        "basic": "classifier:BASIC",
        "bpf": "bpf:FILTER",
        "cgroup": "classifier:CGROUP",
        "flow": "flow:FLOW",
        "flower": "flower:FLOWER",
        "fw": "classifier:FW",
        "matchall": "classifier:MATCHALL",
        "route": "classifier:ROUTE4",
        "rsvp": "tcindex:RSVP",
        "rsvp6": "tcindex:RSVP",
        "tcindex": "tcindex:TCINDEX",
        "u32": "u32:FILTER",
    }
)
ACTION: dict[str, Shape] = _lazy(
    {
        "bpf": "bpf:ACTION",
        "connmark": "ct:CONNMARK",
        "csum": "csum:CSUM",
        "ct": "ct:CT",
        "ctinfo": "ct:CTINFO",
        "gact": "gact:GACT",
        "gate": "gate:GATE",
        "ife": "ife:IFE_ACTION",
        "ipt": "ipt:IPT",
        "mirred": "mirred:MIRRED",
        "mpls": "vlan:MPLS",
        "nat": "csum:NAT",
        "pedit": "pedit:PEDIT",
        "police": "police:POLICE",
        "sample": "mirred:SAMPLE",
        "simple": "gact:SIMPLE",
        "skbedit": "skbedit:SKBEDIT",
        "skbmod": "skbedit:SKBMOD",
        "tunnel_key": "tunnel_key:TUNNEL_KEY",
        "vlan": "vlan:VLAN",
        "xt": "ipt:IPT",
    }
)
XSTATS: dict[str, Shape] = _lazy(
    {
        "cake": "cake:CAKE_XSTATS",
        "cake_mq": "cake:CAKE_XSTATS",
        "cbq": "cbq:CBQ_XSTATS",
        "choke": "red:CHOKE_XSTATS",
        "codel": "codel:CODEL_XSTATS",
        "drr": "drr:DRR_XSTATS",
        "dualpi2": "pie:DUALPI2_XSTATS",
        "fq": "fq:FQ_XSTATS",
        "fq_codel": "codel:FQ_CODEL_XSTATS",
        "fq_pie": "pie:FQ_PIE_XSTATS",
        "hfsc": "hfsc:XSTATS",
        "hhf": "hhf:HHF_XSTATS",
        "htb": "htb:HTB_XSTATS",
        "netem": "netem:NETEM_XSTATS",
        "pie": "pie:PIE_XSTATS",
        "qfq": "drr:QFQ_XSTATS",
        "red": "red:RED_XSTATS",
        "sfb": "sfb:SFB_XSTATS",
        "sfq": "sfq:SFQ_XSTATS",
        "taprio": "taprio:TAPRIO_XSTATS",
    }
)
