"""Which functions hook into the packet path (linux/netfilter/nfnetlink_hook.h)."""

from __future__ import annotations

from dissectors.netfilter.nftables_data import FAMILY, HOOK, NFTABLES_NFGENMSG, SIGNED_BE32
from nldissect.schema import BE32, TEXT, U8, Attribute, AttributeSet, Enum, Operation, Select, netfilter

NFNL_HOOK_TYPE = Enum(
    "NFNL_HOOK_TYPE_",
    {1: "NFNL_HOOK_TYPE_NFTABLES", 2: "NFNL_HOOK_TYPE_BPF", 3: "NFNL_HOOK_TYPE_NFT_FLOWTABLE"},
)
NFNLA_CHAIN = AttributeSet(
    "NFNLA_CHAIN_",
    [
        Attribute(1, "NFNLA_CHAIN_TABLE", TEXT),
        Attribute(2, "NFNLA_CHAIN_FAMILY", U8, FAMILY),
        Attribute(3, "NFNLA_CHAIN_NAME", TEXT),
    ],
)
NFNLA_HOOK_BPF = AttributeSet(
    "NFNLA_HOOK_BPF_",
    [
        Attribute(1, "NFNLA_HOOK_BPF_ID", BE32),
    ],
)
_DESC = Select("NFNLA_HOOK_INFO_TYPE", {1: NFNLA_CHAIN, 2: NFNLA_HOOK_BPF, 3: NFNLA_CHAIN})
NFNLA_HOOK_INFO = AttributeSet(
    "NFNLA_HOOK_INFO_",
    [
        Attribute(1, "NFNLA_HOOK_INFO_DESC", _DESC),
        Attribute(2, "NFNLA_HOOK_INFO_TYPE", BE32, NFNL_HOOK_TYPE),
    ],
)
NFNLA_HOOK = AttributeSet(
    "NFNLA_HOOK_",
    [
        Attribute(1, "NFNLA_HOOK_HOOKNUM", HOOK),
        Attribute(2, "NFNLA_HOOK_PRIORITY", SIGNED_BE32),
        Attribute(3, "NFNLA_HOOK_DEV", TEXT),
        Attribute(4, "NFNLA_HOOK_FUNCTION_NAME", TEXT),
        Attribute(5, "NFNLA_HOOK_MODULE_NAME", TEXT),
        Attribute(6, "NFNLA_HOOK_CHAIN_INFO", NFNLA_HOOK_INFO),
    ],
)

SUMMARY = (
    "{nfgen_family}[ hook {NFNLA_HOOK_HOOKNUM}][ device {NFNLA_HOOK_DEV}][ priority {NFNLA_HOOK_PRIORITY}]"
    "[ {NFNLA_HOOK_FUNCTION_NAME}][ chain {NFNLA_HOOK_CHAIN_INFO.NFNLA_HOOK_INFO_DESC.NFNLA_CHAIN_FAMILY}"
    " {NFNLA_HOOK_CHAIN_INFO.NFNLA_HOOK_INFO_DESC.NFNLA_CHAIN_TABLE}"
    " {NFNLA_HOOK_CHAIN_INFO.NFNLA_HOOK_INFO_DESC.NFNLA_CHAIN_NAME}]"
    r"[ bpf id {NFNLA_HOOK_CHAIN_INFO.NFNLA_HOOK_INFO_DESC.NFNLA_HOOK_BPF_ID}][ module {NFNLA_HOOK_MODULE_NAME}]"
)
MESSAGES = netfilter(12, NFTABLES_NFGENMSG, {0: ("NFNL_MSG_HOOK_GET", NFNLA_HOOK, Operation.GET, SUMMARY)})
