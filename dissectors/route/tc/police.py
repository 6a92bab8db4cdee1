"""Policing: an action, and a nest of its own in filters of old (linux/pkt_cls.h)."""

from __future__ import annotations

from dissectors.route.tc.action import CONTROL, TCF_T
from dissectors.route.tc.rate import RATE_TABLE, TC_RATESPEC
from dissectors.route.tc.units import PSCHED_TICKS
from dissectors.route.tc_stats import PACKETS_PER_SECOND
from nldissect.schema import (
    BYTES,
    BYTES_PER_SECOND,
    HEX,
    OPAQUE,
    S32,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Member,
    Struct,
)

TC_POLICE = Struct(
    "tc_police",
    [
        Member("index", U32),
        Member("action", S32, CONTROL),
        Member("limit", U32, BYTES),
        Member("burst", U32, PSCHED_TICKS),  # how long it takes to send at rate
        Member("mtu", U32, BYTES),
        Member("rate", TC_RATESPEC),
        Member("peakrate", TC_RATESPEC),
        Member("refcnt", S32),
        Member("bindcnt", S32),
        Member("capab", U32, HEX),
    ],
)
POLICE = AttributeSet(
    "TCA_POLICE_",
    [
        Attribute(1, "TCA_POLICE_TBF", TC_POLICE),
        Attribute(2, "TCA_POLICE_RATE", RATE_TABLE),
        Attribute(3, "TCA_POLICE_PEAKRATE", RATE_TABLE),
        Attribute(4, "TCA_POLICE_AVRATE", U32, BYTES_PER_SECOND),
        Attribute(5, "TCA_POLICE_RESULT", U32, CONTROL),
        Attribute(6, "TCA_POLICE_TM", TCF_T),
        Attribute(7, "TCA_POLICE_PAD", OPAQUE),
        Attribute(8, "TCA_POLICE_RATE64", U64, BYTES_PER_SECOND),
        Attribute(9, "TCA_POLICE_PEAKRATE64", U64, BYTES_PER_SECOND),
        Attribute(10, "TCA_POLICE_PKTRATE64", U64, PACKETS_PER_SECOND),
        Attribute(11, "TCA_POLICE_PKTBURST64", U64, PSCHED_TICKS),  # how long it takes to send
    ],
)
