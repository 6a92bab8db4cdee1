"""What TCP remembers of its peers: round trip times, windows, Fast Open cookies (linux/tcp_metrics.h)."""

from __future__ import annotations

from nldissect.schema import (
    BYTES,
    IPV4,
    IPV6,
    MILLISECONDS,
    OPAQUE,
    PACKETS,
    S32,
    SECONDS,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    GenericFamily,
    Names,
    Operation,
)


class _Fixed:
    """A time with `bits` binary places, as TCP's estimator keeps it; the text says it in `unit` too."""

    def __init__(self, unit: str, bits: int) -> None:
        self._unit = unit
        self._bits = bits

    def text(self, value: int, names: Names) -> str:
        return f"{value} ({self.short(value, names)}{self._unit})"

    def short(self, value: int, names: Names) -> str:
        return f"{value / (1 << self._bits):g}"


TCP_METRICS_A_METRICS = AttributeSet(
    "TCP_METRICS_A_METRICS_",
    [
        Attribute(1, "TCP_METRICS_A_METRICS_RTT", U32, _Fixed(" ms", 3)),
        Attribute(2, "TCP_METRICS_A_METRICS_RTTVAR", U32, _Fixed(" ms", 2)),
        Attribute(3, "TCP_METRICS_A_METRICS_SSTHRESH", U32, PACKETS),
        Attribute(4, "TCP_METRICS_A_METRICS_CWND", U32, PACKETS),
        Attribute(5, "TCP_METRICS_A_METRICS_REODERING", U32, PACKETS),
        Attribute(6, "TCP_METRICS_A_METRICS_RTT_US", U32, _Fixed(" µs", 3)),
        Attribute(7, "TCP_METRICS_A_METRICS_RTTVAR_US", U32, _Fixed(" µs", 2)),
    ],
)

TCP_METRICS_ATTR = AttributeSet(
    "TCP_METRICS_ATTR_",
    [
        Attribute(1, "TCP_METRICS_ATTR_ADDR_IPV4", IPV4),
        Attribute(2, "TCP_METRICS_ATTR_ADDR_IPV6", IPV6),
        Attribute(3, "TCP_METRICS_ATTR_AGE", U64, MILLISECONDS),
        Attribute(4, "TCP_METRICS_ATTR_TW_TSVAL", U32),
        Attribute(5, "TCP_METRICS_ATTR_TW_TS_STAMP", S32, SECONDS),
        Attribute(6, "TCP_METRICS_ATTR_VALS", TCP_METRICS_A_METRICS),
        Attribute(7, "TCP_METRICS_ATTR_FOPEN_MSS", U16, BYTES),
        Attribute(8, "TCP_METRICS_ATTR_FOPEN_SYN_DROPS", U16),
        Attribute(9, "TCP_METRICS_ATTR_FOPEN_SYN_DROP_TS", U64, MILLISECONDS),
        Attribute(10, "TCP_METRICS_ATTR_FOPEN_COOKIE", OPAQUE),
        Attribute(11, "TCP_METRICS_ATTR_SADDR_IPV4", IPV4),
        Attribute(12, "TCP_METRICS_ATTR_SADDR_IPV6", IPV6),
        Attribute(13, "TCP_METRICS_ATTR_PAD", OPAQUE),
    ],
)

SUMMARY = (
    "[{TCP_METRICS_ATTR_ADDR_IPV4}][{TCP_METRICS_ATTR_ADDR_IPV6}][ age {TCP_METRICS_ATTR_AGE} ms]"
    "[ rtt {TCP_METRICS_ATTR_VALS.TCP_METRICS_A_METRICS_RTT_US} us]"
    "[ rttvar {TCP_METRICS_ATTR_VALS.TCP_METRICS_A_METRICS_RTTVAR_US} us]"
    "[ cwnd {TCP_METRICS_ATTR_VALS.TCP_METRICS_A_METRICS_CWND}]"
    "[ source {TCP_METRICS_ATTR_SADDR_IPV4}][ source {TCP_METRICS_ATTR_SADDR_IPV6}]"
)

COMMANDS = (
    Command(1, "TCP_METRICS_CMD_GET", operation=Operation.GET, summary=SUMMARY),
    Command(2, "TCP_METRICS_CMD_DEL", operation=Operation.DELETE, summary=SUMMARY),
)

TCP_METRICS = GenericFamily("tcp_metrics", TCP_METRICS_ATTR, commands=COMMANDS)
FAMILIES = (TCP_METRICS,)
