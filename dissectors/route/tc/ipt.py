"""What iptables targets are as actions: ipt, xt; gone with Linux 6.8 (linux/tc_act/tc_ipt.h)."""

from __future__ import annotations

from dissectors.netfilter.nftables_xt import target_info
from dissectors.route.tc.action import TCF_T
from nldissect.schema import BYTES, OPAQUE, S32, TEXT, U8, U16, U32, Attribute, AttributeSet, Enum, Member, Struct, Text

NF_INET = Enum(
    "NF_INET_",
    {
        0: "NF_INET_PRE_ROUTING",
        1: "NF_INET_LOCAL_IN",
        2: "NF_INET_FORWARD",
        3: "NF_INET_LOCAL_OUT",
        4: "NF_INET_POST_ROUTING",
    },
)
XT_ENTRY_TARGET = Struct(
    "xt_entry_target",
    [
        Member("target_size", U16, BYTES),
        Member("name", Text(29)),
        Member("revision", U8),
        Member("data", target_info("name", "revision", "nfgen_family")),
    ],
    text="{name}",
)
IPT = AttributeSet(
    "TCA_IPT_",
    [
        Attribute(1, "TCA_IPT_TABLE", TEXT),
        Attribute(2, "TCA_IPT_HOOK", U32, NF_INET),
        Attribute(3, "TCA_IPT_INDEX", U32),
        Attribute(4, "TCA_IPT_CNT", Struct("tc_cnt", [Member("refcnt", S32), Member("bindcnt", S32)])),
        Attribute(5, "TCA_IPT_TM", TCF_T),
        Attribute(6, "TCA_IPT_TARG", XT_ENTRY_TARGET),
        Attribute(7, "TCA_IPT_PAD", OPAQUE),
    ],
)
