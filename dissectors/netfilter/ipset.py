"""Sets of addresses, ports, marks …, and the program ipset's commands for them (linux/netfilter/ipset/ip_set.h)."""

from __future__ import annotations

from dataclasses import replace

from dissectors.netfilter.common import NFGENMSG
from dissectors.netfilter.ipset_data import ABOUT_ELEMENTS, ABOUT_NEW_SET, ABOUT_SETS, ABOUT_TWO_SETS, ABOUT_TYPE
from dissectors.netfilter.ipset_errors import ERRORS
from dissectors.netfilter.ipset_summary import elements, set_
from nldissect.schema import Operation, netfilter

PROTOCOL = "[protocol {IPSET_ATTR_PROTOCOL}][ from {IPSET_ATTR_PROTOCOL_MIN} on]"
SET = "[{IPSET_ATTR_SETNAME}]"
TWO_SETS = "{IPSET_ATTR_SETNAME} {IPSET_ATTR_SETNAME2}"
HEADER = "[{IPSET_ATTR_SETNAME}][ {IPSET_ATTR_TYPENAME}][ revision {IPSET_ATTR_REVISION}][ family {IPSET_ATTR_FAMILY}]"
TYPE = (
    "[{IPSET_ATTR_TYPENAME}][ family {IPSET_ATTR_FAMILY}][ revision {IPSET_ATTR_REVISION}]"
    "[ from {IPSET_ATTR_REVISION_MIN} on]"
)
BY_INDEX = "[{IPSET_ATTR_SETNAME}][ index {IPSET_ATTR_INDEX}]"

NEW, GET, OTHER = Operation.NEW, Operation.GET, Operation.OTHER
MESSAGES = tuple(
    replace(message, errors=ERRORS)
    for message in netfilter(
        6,
        NFGENMSG,
        {
            1: ("IPSET_CMD_PROTOCOL", ABOUT_SETS, GET, PROTOCOL),
            2: ("IPSET_CMD_CREATE", ABOUT_NEW_SET, NEW, set_),
            3: ("IPSET_CMD_DESTROY", ABOUT_SETS, NEW, SET),
            4: ("IPSET_CMD_FLUSH", ABOUT_SETS, OTHER, SET),
            5: ("IPSET_CMD_RENAME", ABOUT_TWO_SETS, OTHER, TWO_SETS),
            6: ("IPSET_CMD_SWAP", ABOUT_TWO_SETS, OTHER, TWO_SETS),
            7: ("IPSET_CMD_LIST", ABOUT_SETS, GET, set_),
            8: ("IPSET_CMD_SAVE", ABOUT_SETS, GET, set_),
            9: ("IPSET_CMD_ADD", ABOUT_ELEMENTS, NEW, elements),
            10: ("IPSET_CMD_DEL", ABOUT_ELEMENTS, NEW, elements),
            11: ("IPSET_CMD_TEST", ABOUT_ELEMENTS, OTHER, elements),
            12: ("IPSET_CMD_HEADER", ABOUT_SETS, GET, HEADER),
            13: ("IPSET_CMD_TYPE", ABOUT_TYPE, GET, TYPE),
            14: ("IPSET_CMD_GET_BYNAME", ABOUT_SETS, GET, BY_INDEX),
            15: ("IPSET_CMD_GET_BYINDEX", ABOUT_SETS, GET, BY_INDEX),
        },
    )
)
"""SAVE is answered by LIST. DESTROY and DEL are NEW for the flags' sake: the kernel knows NLM_F_EXCL in them."""
