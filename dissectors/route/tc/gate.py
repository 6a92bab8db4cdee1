"""The action that lets packets through by the clock: gate (linux/tc_act/tc_gate.h)."""

from __future__ import annotations

from dissectors.route.tc.action import TCF_T, action
from dissectors.route.tc.units import CLOCK
from nldissect.schema import FLAG, HEX, NANOSECONDS, OPAQUE, S32, U32, U64, Attribute, AttributeSet, Unit

ENTRY = AttributeSet(
    "TCA_GATE_ENTRY_",
    [
        Attribute(1, "TCA_GATE_ENTRY_INDEX", U32),
        Attribute(2, "TCA_GATE_ENTRY_GATE", FLAG),
        Attribute(3, "TCA_GATE_ENTRY_INTERVAL", U32, NANOSECONDS),
        Attribute(4, "TCA_GATE_ENTRY_IPV", S32, Unit("", {-1: "any"})),
        Attribute(5, "TCA_GATE_ENTRY_MAX_OCTETS", S32, Unit("bytes", {-1: "any number"})),
    ],
)
GATE = AttributeSet(
    "TCA_GATE_",
    [
        Attribute(1, "TCA_GATE_TM", TCF_T),
        Attribute(2, "TCA_GATE_PARMS", action("tc_gate")),
        Attribute(3, "TCA_GATE_PAD", OPAQUE),
        Attribute(4, "TCA_GATE_PRIORITY", S32),
        Attribute(
            5,
            "TCA_GATE_ENTRY_LIST",
            AttributeSet("TCA_GATE_ONE_", [Attribute(1, "TCA_GATE_ONE_ENTRY", ENTRY, multiple=True)]),
        ),
        Attribute(6, "TCA_GATE_BASE_TIME", U64, NANOSECONDS),
        Attribute(7, "TCA_GATE_CYCLE_TIME", U64, NANOSECONDS),
        Attribute(8, "TCA_GATE_CYCLE_TIME_EXT", U64, NANOSECONDS),
        Attribute(9, "TCA_GATE_FLAGS", U32, HEX),
        Attribute(10, "TCA_GATE_CLOCKID", S32, CLOCK),
    ],
    strict_from=0,
)
