"""Connection tracking: connections, expectations, statistics (linux/netfilter/nfnetlink_conntrack.h)."""

from __future__ import annotations

from dataclasses import replace

from dissectors.netfilter.common import NFGENMSG
from dissectors.netfilter.conntrack_data import CTA, CTA_EXPECT
from dissectors.netfilter.conntrack_summary import connection, expectation
from nldissect.schema import BE32, Attribute, AttributeSet, Names, Node, Operation, netfilter, render

CTA_STATS = AttributeSet(
    "CTA_STATS_",
    [
        Attribute(1, "CTA_STATS_SEARCHED", BE32),
        Attribute(2, "CTA_STATS_FOUND", BE32),
        Attribute(3, "CTA_STATS_NEW", BE32),
        Attribute(4, "CTA_STATS_INVALID", BE32),
        Attribute(5, "CTA_STATS_IGNORE", BE32),
        Attribute(6, "CTA_STATS_DELETE", BE32),
        Attribute(7, "CTA_STATS_DELETE_LIST", BE32),
        Attribute(8, "CTA_STATS_INSERT", BE32),
        Attribute(9, "CTA_STATS_INSERT_FAILED", BE32),
        Attribute(10, "CTA_STATS_DROP", BE32),
        Attribute(11, "CTA_STATS_EARLY_DROP", BE32),
        Attribute(12, "CTA_STATS_ERROR", BE32),
        Attribute(13, "CTA_STATS_SEARCH_RESTART", BE32),
        Attribute(14, "CTA_STATS_CLASH_RESOLVE", BE32),
        Attribute(15, "CTA_STATS_CHAIN_TOOLONG", BE32),
    ],
)
"""of one CPU, whose number is res_id"""
CTA_STATS_GLOBAL = AttributeSet(
    "CTA_STATS_GLOBAL_",
    [
        Attribute(1, "CTA_STATS_GLOBAL_ENTRIES", BE32),
        Attribute(2, "CTA_STATS_GLOBAL_MAX_ENTRIES", BE32),
    ],
)
CTA_STATS_EXP = AttributeSet(
    "CTA_STATS_EXP_",
    [
        Attribute(1, "CTA_STATS_EXP_NEW", BE32),
        Attribute(2, "CTA_STATS_EXP_CREATE", BE32),
        Attribute(3, "CTA_STATS_EXP_DELETE", BE32),
    ],
)
"""of one CPU, whose number is res_id"""

STATS_CPU = (
    "[cpu={res_id} found={CTA_STATS_FOUND}][ invalid={CTA_STATS_INVALID}][ insert={CTA_STATS_INSERT}]"
    "[ insert_failed={CTA_STATS_INSERT_FAILED}][ drop={CTA_STATS_DROP}][ early_drop={CTA_STATS_EARLY_DROP}]"
    "[ error={CTA_STATS_ERROR}][ search_restart={CTA_STATS_SEARCH_RESTART}]"
    "[ clash_resolve={CTA_STATS_CLASH_RESOLVE}][ chaintoolong={CTA_STATS_CHAIN_TOOLONG}]"
)
STATS = "[{CTA_STATS_GLOBAL_ENTRIES} entries][ of {CTA_STATS_GLOBAL_MAX_ENTRIES}]"
STATS_EXPECT = (
    "[cpu={res_id} expect_new={CTA_STATS_EXP_NEW} expect_create={CTA_STATS_EXP_CREATE}"
    " expect_delete={CTA_STATS_EXP_DELETE}]"
)


def _zeroed(tree: Node, names: Names) -> str:
    return render(STATS_EXPECT, tree, names) if "CTA_STATS_EXP_NEW" in tree else connection(tree, names)


NEW, GET, DELETE = Operation.NEW, Operation.GET, Operation.DELETE
_CONNECTIONS = netfilter(
    1,
    NFGENMSG,
    {
        0: ("IPCTNL_MSG_CT_NEW", CTA, NEW, connection),
        1: ("IPCTNL_MSG_CT_GET", CTA, GET, connection),
        2: ("IPCTNL_MSG_CT_DELETE", CTA, DELETE, connection),
        3: ("IPCTNL_MSG_CT_GET_CTRZERO", CTA, GET, _zeroed),
        4: ("IPCTNL_MSG_CT_GET_STATS_CPU", CTA_STATS, GET, STATS_CPU),
        5: ("IPCTNL_MSG_CT_GET_STATS", CTA_STATS_GLOBAL, GET, STATS),
        6: ("IPCTNL_MSG_CT_GET_DYING", CTA, GET, connection),
        7: ("IPCTNL_MSG_CT_GET_UNCONFIRMED", CTA, GET, connection),
    },
)
_EXPECTATIONS = netfilter(
    2,
    NFGENMSG,
    {
        0: ("IPCTNL_MSG_EXP_NEW", CTA_EXPECT, NEW, expectation),
        1: ("IPCTNL_MSG_EXP_GET", CTA_EXPECT, GET, expectation),
        2: ("IPCTNL_MSG_EXP_DELETE", CTA_EXPECT, DELETE, expectation),
        3: ("IPCTNL_MSG_EXP_GET_STATS_CPU", CTA_STATS_EXP, GET, STATS_EXPECT),
    },
)
# The kernel answers IPCTNL_MSG_EXP_GET_STATS_CPU with the right number in the wrong subsystem, where it is that of
# GET_CTRZERO, which is itself answered by IPCTNL_MSG_CT_NEW.
MESSAGES = tuple(
    replace(message, reply=CTA_STATS_EXP) if message.name == "IPCTNL_MSG_CT_GET_CTRZERO" else message
    for message in (*_CONNECTIONS, *_EXPECTATIONS)
)
