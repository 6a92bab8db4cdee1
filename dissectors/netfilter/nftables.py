"""nf_tables: tables, chains, rules, sets, objects, flowtables (linux/netfilter/nf_tables.h)."""

from __future__ import annotations

from dissectors.netfilter.common import NF_VERDICT
from dissectors.netfilter.nftables_actions import NFTA_COUNTER
from dissectors.netfilter.nftables_data import (
    EXPRESSIONS,
    HOOK,
    L4PROTO,
    NF_NETDEV_HOOK,
    NFTABLES_NFGENMSG,
    SIGNED_BE32,
    Options,
)
from dissectors.netfilter.nftables_objects import NFTA_OBJ
from dissectors.netfilter.nftables_sets import NFTA_SET, NFTA_SET_ELEM_LIST
from dissectors.netfilter.nftables_summary import elements, rule
from dissectors.netfilter.nftables_trace import NFTA_TRACE
from dissectors.netfilter.nftables_userdata import CHAIN_USERDATA, RULE_USERDATA, TABLE_USERDATA
from nldissect.schema import BE32, BE64, OPAQUE, TEXT, Attribute, AttributeSet, Operation, netfilter

NFT_TABLE_F = Options(
    "NFT_TABLE_F_",
    {
        0x1: "NFT_TABLE_F_DORMANT",
        0x2: "NFT_TABLE_F_OWNER",
        0x4: "NFT_TABLE_F_PERSIST",
    },
)
NFTA_TABLE = AttributeSet(
    "NFTA_TABLE_",
    [
        Attribute(1, "NFTA_TABLE_NAME", TEXT),
        Attribute(2, "NFTA_TABLE_FLAGS", BE32, NFT_TABLE_F),
        Attribute(3, "NFTA_TABLE_USE", BE32),
        Attribute(4, "NFTA_TABLE_HANDLE", BE64),
        Attribute(5, "NFTA_TABLE_PAD", OPAQUE),
        Attribute(6, "NFTA_TABLE_USERDATA", TABLE_USERDATA),
        Attribute(7, "NFTA_TABLE_OWNER", BE32),
    ],
)

NFTA_DEVICE = AttributeSet(
    "NFTA_DEVICE_",
    [
        Attribute(1, "NFTA_DEVICE_NAME", TEXT, multiple=True),
        Attribute(2, "NFTA_DEVICE_PREFIX", TEXT, multiple=True),
    ],
)
NFTA_HOOK = AttributeSet(
    "NFTA_HOOK_",
    [
        Attribute(1, "NFTA_HOOK_HOOKNUM", HOOK),
        Attribute(2, "NFTA_HOOK_PRIORITY", SIGNED_BE32),
        Attribute(3, "NFTA_HOOK_DEV", TEXT),
        Attribute(4, "NFTA_HOOK_DEVS", NFTA_DEVICE),
    ],
)
NFT_CHAIN = Options(
    "NFT_CHAIN_",
    {
        0x1: "NFT_CHAIN_BASE",
        0x2: "NFT_CHAIN_HW_OFFLOAD",
        0x4: "NFT_CHAIN_BINDING",
    },
)
NFTA_CHAIN = AttributeSet(
    "NFTA_CHAIN_",
    [
        Attribute(1, "NFTA_CHAIN_TABLE", TEXT),
        Attribute(2, "NFTA_CHAIN_HANDLE", BE64),
        Attribute(3, "NFTA_CHAIN_NAME", TEXT),
        Attribute(4, "NFTA_CHAIN_HOOK", NFTA_HOOK),
        Attribute(5, "NFTA_CHAIN_POLICY", BE32, NF_VERDICT),
        Attribute(6, "NFTA_CHAIN_USE", BE32),
        Attribute(7, "NFTA_CHAIN_TYPE", TEXT),
        Attribute(8, "NFTA_CHAIN_COUNTERS", NFTA_COUNTER),
        Attribute(9, "NFTA_CHAIN_PAD", OPAQUE),
        Attribute(10, "NFTA_CHAIN_FLAGS", BE32, NFT_CHAIN),
        Attribute(11, "NFTA_CHAIN_ID", BE32),
        Attribute(12, "NFTA_CHAIN_USERDATA", CHAIN_USERDATA),
    ],
)

NFT_RULE_COMPAT_F = Options(
    "NFT_RULE_COMPAT_F_",
    {
        0x1: "NFT_RULE_COMPAT_F_UNUSED",
        0x2: "NFT_RULE_COMPAT_F_INV",
    },
)
NFTA_RULE_COMPAT = AttributeSet(
    "NFTA_RULE_COMPAT_",
    [
        Attribute(1, "NFTA_RULE_COMPAT_PROTO", BE32, L4PROTO),
        Attribute(2, "NFTA_RULE_COMPAT_FLAGS", BE32, NFT_RULE_COMPAT_F),
    ],
)
NFTA_RULE = AttributeSet(
    "NFTA_RULE_",
    [
        Attribute(1, "NFTA_RULE_TABLE", TEXT),
        Attribute(2, "NFTA_RULE_CHAIN", TEXT),
        Attribute(3, "NFTA_RULE_HANDLE", BE64),
        Attribute(4, "NFTA_RULE_EXPRESSIONS", EXPRESSIONS),
        Attribute(5, "NFTA_RULE_COMPAT", NFTA_RULE_COMPAT),
        Attribute(6, "NFTA_RULE_POSITION", BE64),
        Attribute(7, "NFTA_RULE_USERDATA", RULE_USERDATA),
        Attribute(8, "NFTA_RULE_PAD", OPAQUE),
        Attribute(9, "NFTA_RULE_ID", BE32),
        Attribute(10, "NFTA_RULE_POSITION_ID", BE32),
        Attribute(11, "NFTA_RULE_CHAIN_ID", BE32),
    ],
)

NFTA_FLOWTABLE_HOOK = AttributeSet(
    "NFTA_FLOWTABLE_HOOK_",
    [
        Attribute(1, "NFTA_FLOWTABLE_HOOK_NUM", BE32, NF_NETDEV_HOOK),
        Attribute(2, "NFTA_FLOWTABLE_HOOK_PRIORITY", SIGNED_BE32),
        Attribute(3, "NFTA_FLOWTABLE_HOOK_DEVS", NFTA_DEVICE),
    ],
)
NFT_FLOWTABLE = Options(
    "NFT_FLOWTABLE_",
    {
        0x1: "NFT_FLOWTABLE_HW_OFFLOAD",
        0x2: "NFT_FLOWTABLE_COUNTER",
    },
)
NFTA_FLOWTABLE = AttributeSet(
    "NFTA_FLOWTABLE_",
    [
        Attribute(1, "NFTA_FLOWTABLE_TABLE", TEXT),
        Attribute(2, "NFTA_FLOWTABLE_NAME", TEXT),
        Attribute(3, "NFTA_FLOWTABLE_HOOK", NFTA_FLOWTABLE_HOOK),
        Attribute(4, "NFTA_FLOWTABLE_USE", BE32),
        Attribute(5, "NFTA_FLOWTABLE_HANDLE", BE64),
        Attribute(6, "NFTA_FLOWTABLE_PAD", OPAQUE),
        Attribute(7, "NFTA_FLOWTABLE_FLAGS", BE32, NFT_FLOWTABLE),
    ],
)

NFTA_GEN = AttributeSet(
    "NFTA_GEN_",
    [
        Attribute(1, "NFTA_GEN_ID", BE32),
        Attribute(2, "NFTA_GEN_PROC_PID", BE32),
        Attribute(3, "NFTA_GEN_PROC_NAME", TEXT),
    ],
)

TABLE = "{nfgen_family}[ {NFTA_TABLE_NAME}][ handle {NFTA_TABLE_HANDLE}][ flags {NFTA_TABLE_FLAGS}]"
CHAIN = (
    "{nfgen_family}[ {NFTA_CHAIN_TABLE}][ {NFTA_CHAIN_NAME}][ handle {NFTA_CHAIN_HANDLE}][ type {NFTA_CHAIN_TYPE}]"
    "[ hook {NFTA_CHAIN_HOOK.NFTA_HOOK_HOOKNUM}][ device {NFTA_CHAIN_HOOK.NFTA_HOOK_DEV}]"
    "[ priority {NFTA_CHAIN_HOOK.NFTA_HOOK_PRIORITY}][ policy {NFTA_CHAIN_POLICY}]"
)
SET = (
    "{nfgen_family}[ {NFTA_SET_TABLE}][ {NFTA_SET_NAME}][ handle {NFTA_SET_HANDLE}][ type {NFTA_SET_KEY_TYPE}]"
    "[ : {NFTA_SET_DATA_TYPE}][ flags {NFTA_SET_FLAGS}]"
)
OBJECT = "{nfgen_family}[ {NFTA_OBJ_TABLE}][ {NFTA_OBJ_TYPE}][ {NFTA_OBJ_NAME}][ handle {NFTA_OBJ_HANDLE}]"
FLOWTABLE = (
    "{nfgen_family}[ {NFTA_FLOWTABLE_TABLE}][ {NFTA_FLOWTABLE_NAME}][ handle {NFTA_FLOWTABLE_HANDLE}]"
    "[ hook {NFTA_FLOWTABLE_HOOK.NFTA_FLOWTABLE_HOOK_NUM}]"
    "[ priority {NFTA_FLOWTABLE_HOOK.NFTA_FLOWTABLE_HOOK_PRIORITY}]"
)
GENERATION = "[{NFTA_GEN_ID}][ by process {NFTA_GEN_PROC_PID}][ ({NFTA_GEN_PROC_NAME})]"
TRACE = (
    "[id {NFTA_TRACE_ID}][ {NFTA_TRACE_NFPROTO}][ {NFTA_TRACE_TABLE}][ {NFTA_TRACE_CHAIN}][ {NFTA_TRACE_TYPE}]"
    "[ handle {NFTA_TRACE_RULE_HANDLE}][ verdict {NFTA_TRACE_VERDICT.NFTA_VERDICT_CODE}]"
    "[ {NFTA_TRACE_VERDICT.NFTA_VERDICT_CHAIN}][ {NFTA_TRACE_POLICY}]"
    "[ iif {NFTA_TRACE_IIF}][ oif {NFTA_TRACE_OIF}]"
)

NEW, GET, DELETE = Operation.NEW, Operation.GET, Operation.DELETE
MESSAGES = netfilter(
    10,
    NFTABLES_NFGENMSG,
    {
        0: ("NFT_MSG_NEWTABLE", NFTA_TABLE, NEW, TABLE),
        1: ("NFT_MSG_GETTABLE", NFTA_TABLE, GET, TABLE),
        2: ("NFT_MSG_DELTABLE", NFTA_TABLE, DELETE, TABLE),
        3: ("NFT_MSG_NEWCHAIN", NFTA_CHAIN, NEW, CHAIN),
        4: ("NFT_MSG_GETCHAIN", NFTA_CHAIN, GET, CHAIN),
        5: ("NFT_MSG_DELCHAIN", NFTA_CHAIN, DELETE, CHAIN),
        6: ("NFT_MSG_NEWRULE", NFTA_RULE, NEW, rule),
        7: ("NFT_MSG_GETRULE", NFTA_RULE, GET, rule),
        8: ("NFT_MSG_DELRULE", NFTA_RULE, DELETE, rule),
        9: ("NFT_MSG_NEWSET", NFTA_SET, NEW, SET),
        10: ("NFT_MSG_GETSET", NFTA_SET, GET, SET),
        11: ("NFT_MSG_DELSET", NFTA_SET, DELETE, SET),
        12: ("NFT_MSG_NEWSETELEM", NFTA_SET_ELEM_LIST, NEW, elements),
        13: ("NFT_MSG_GETSETELEM", NFTA_SET_ELEM_LIST, GET, elements),
        14: ("NFT_MSG_DELSETELEM", NFTA_SET_ELEM_LIST, DELETE, elements),
        15: ("NFT_MSG_NEWGEN", NFTA_GEN, NEW, GENERATION),
        16: ("NFT_MSG_GETGEN", NFTA_GEN, GET, GENERATION),
        17: ("NFT_MSG_TRACE", NFTA_TRACE, Operation.OTHER, TRACE),
        18: ("NFT_MSG_NEWOBJ", NFTA_OBJ, NEW, OBJECT),
        19: ("NFT_MSG_GETOBJ", NFTA_OBJ, GET, OBJECT),
        20: ("NFT_MSG_DELOBJ", NFTA_OBJ, DELETE, OBJECT),
        21: ("NFT_MSG_GETOBJ_RESET", NFTA_OBJ, GET, OBJECT),
        22: ("NFT_MSG_NEWFLOWTABLE", NFTA_FLOWTABLE, NEW, FLOWTABLE),
        23: ("NFT_MSG_GETFLOWTABLE", NFTA_FLOWTABLE, GET, FLOWTABLE),
        24: ("NFT_MSG_DELFLOWTABLE", NFTA_FLOWTABLE, DELETE, FLOWTABLE),
        25: ("NFT_MSG_GETRULE_RESET", NFTA_RULE, GET, rule),
        26: ("NFT_MSG_DESTROYTABLE", NFTA_TABLE, DELETE, TABLE),
        27: ("NFT_MSG_DESTROYCHAIN", NFTA_CHAIN, DELETE, CHAIN),
        28: ("NFT_MSG_DESTROYRULE", NFTA_RULE, DELETE, rule),
        29: ("NFT_MSG_DESTROYSET", NFTA_SET, DELETE, SET),
        30: ("NFT_MSG_DESTROYSETELEM", NFTA_SET_ELEM_LIST, DELETE, elements),
        31: ("NFT_MSG_DESTROYOBJ", NFTA_OBJ, DELETE, OBJECT),
        32: ("NFT_MSG_DESTROYFLOWTABLE", NFTA_FLOWTABLE, DELETE, FLOWTABLE),
        33: ("NFT_MSG_GETSETELEM_RESET", NFTA_SET_ELEM_LIST, GET, elements),
    },
)
