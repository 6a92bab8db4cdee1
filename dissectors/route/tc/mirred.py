"""Actions that send packets elsewhere: mirred, sample (linux/tc_act/tc_mirred.h, tc_sample.h)."""

from __future__ import annotations

from dissectors.route.tc.action import TCF_T, action
from nldissect.schema import BYTES, INTERFACE, OPAQUE, S32, U32, Attribute, AttributeSet, Enum, Member

TCA_MIRRED_ACTION = Enum(
    "TCA_",
    {
        1: "TCA_EGRESS_REDIR",
        2: "TCA_EGRESS_MIRROR",
        3: "TCA_INGRESS_REDIR",
        4: "TCA_INGRESS_MIRROR",
    },
)
MIRRED = AttributeSet(
    "TCA_MIRRED_",
    [
        Attribute(1, "TCA_MIRRED_TM", TCF_T),
        Attribute(
            2,
            "TCA_MIRRED_PARMS",
            action("tc_mirred", [Member("eaction", S32, TCA_MIRRED_ACTION), Member("ifindex", U32, INTERFACE)]),
        ),
        Attribute(3, "TCA_MIRRED_PAD", OPAQUE),
        Attribute(4, "TCA_MIRRED_BLOCKID", U32, range=(1, 0xFFFFFFFF)),
    ],
)
SAMPLE = AttributeSet(
    "TCA_SAMPLE_",
    [
        Attribute(1, "TCA_SAMPLE_TM", TCF_T),
        Attribute(2, "TCA_SAMPLE_PARMS", action("tc_sample")),
        Attribute(3, "TCA_SAMPLE_RATE", U32),  # one packet in so many
        Attribute(4, "TCA_SAMPLE_TRUNC_SIZE", U32, BYTES),
        Attribute(5, "TCA_SAMPLE_PSAMPLE_GROUP", U32),
        Attribute(6, "TCA_SAMPLE_PAD", OPAQUE),
    ],
)
