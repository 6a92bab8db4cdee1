"""BPF as a filter and as an action (linux/pkt_cls.h, linux/tc_act/tc_bpf.h)."""

from __future__ import annotations

from dissectors.classic_bpf import SOCK_FILTERS
from dissectors.route.tc.action import TCF_T, action
from dissectors.route.tc.classifier import TCA_CLS_FLAGS
from dissectors.route.tc.police import POLICE
from dissectors.route.tc_action import ACTIONS
from dissectors.route.tc_handle import HANDLE
from nldissect.schema import OPAQUE, TEXT, U16, U32, Attribute, AttributeSet, Flags

TCA_BPF_FLAG = Flags(
    "TCA_BPF_FLAG_",
    {
        0x1: "TCA_BPF_FLAG_ACT_DIRECT",
    },
)
FILTER = AttributeSet(
    "TCA_BPF_",
    [
        Attribute(1, "TCA_BPF_ACT", ACTIONS),
        Attribute(2, "TCA_BPF_POLICE", POLICE),
        Attribute(3, "TCA_BPF_CLASSID", U32, HANDLE),
        Attribute(4, "TCA_BPF_OPS_LEN", U16),
        Attribute(5, "TCA_BPF_OPS", SOCK_FILTERS),
        Attribute(6, "TCA_BPF_FD", U32),
        Attribute(7, "TCA_BPF_NAME", TEXT),
        Attribute(8, "TCA_BPF_FLAGS", U32, TCA_BPF_FLAG),
        Attribute(9, "TCA_BPF_FLAGS_GEN", U32, TCA_CLS_FLAGS),
        Attribute(10, "TCA_BPF_TAG", OPAQUE),
        Attribute(11, "TCA_BPF_ID", U32),
    ],
)
ACTION = AttributeSet(
    "TCA_ACT_BPF_",
    [
        Attribute(1, "TCA_ACT_BPF_TM", TCF_T),
        Attribute(2, "TCA_ACT_BPF_PARMS", action("tc_act_bpf")),
        Attribute(3, "TCA_ACT_BPF_OPS_LEN", U16),
        Attribute(4, "TCA_ACT_BPF_OPS", SOCK_FILTERS),
        Attribute(5, "TCA_ACT_BPF_FD", U32),
        Attribute(6, "TCA_ACT_BPF_NAME", TEXT),
        Attribute(7, "TCA_ACT_BPF_PAD", OPAQUE),
        Attribute(8, "TCA_ACT_BPF_TAG", OPAQUE),
        Attribute(9, "TCA_ACT_BPF_ID", U32),
    ],
)
