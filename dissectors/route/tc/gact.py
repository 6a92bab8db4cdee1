"""Actions that decide, and one that prints: gact, simple (linux/tc_act/tc_gact.h, tc_defact.h)."""

from __future__ import annotations

from dissectors.route.tc.action import CONTROL, TCF_T, action
from nldissect.schema import OPAQUE, S32, TEXT, U16, Attribute, AttributeSet, Enum, Member, Struct

PGACT = Enum(
    "PGACT_",
    {
        0: "PGACT_NONE",
        1: "PGACT_NETRAND",
        2: "PGACT_DETERM",
    },
)
TC_GACT_P = Struct(
    "tc_gact_p",
    [
        Member("ptype", U16, PGACT),
        Member("pval", U16),  # one packet in so many
        Member("paction", S32, CONTROL),
    ],
)
GACT = AttributeSet(
    "TCA_GACT_",
    [
        Attribute(1, "TCA_GACT_TM", TCF_T),
        Attribute(2, "TCA_GACT_PARMS", action("tc_gact")),
        Attribute(3, "TCA_GACT_PROB", TC_GACT_P),
        Attribute(4, "TCA_GACT_PAD", OPAQUE),
    ],
)
SIMPLE = AttributeSet(
    "TCA_DEF_",
    [
        Attribute(1, "TCA_DEF_TM", TCF_T),
        Attribute(2, "TCA_DEF_PARMS", action("tc_defact")),
        Attribute(3, "TCA_DEF_DATA", TEXT),
        Attribute(4, "TCA_DEF_PAD", OPAQUE),
    ],
)
