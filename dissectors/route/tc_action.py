"""Actions of traffic control: messages of their own, and lists inside filters (linux/pkt_cls.h)."""

from __future__ import annotations

from collections.abc import Iterable
from struct import unpack_from

from dissectors.constants import AF
from dissectors.route.tc import ACTION
from dissectors.route.tc_stats import TCA_STATS
from nldissect.schema import (
    MILLISECONDS,
    OPAQUE,
    TEXT,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Flags,
    Indexed,
    Member,
    Names,
    Node,
    Pad,
    Payload,
    Select,
    Struct,
    render,
    rtnetlink,
)


def bitfield32(flags: Flags) -> Struct:
    """struct nla_bitfield32 (linux/netlink.h): flags, and which of them are meant."""
    return Struct("nla_bitfield32", [Member("value", U32, flags), Member("selector", U32, flags)], text="{value}")


TCA_ACT_FLAGS = Flags(
    "TCA_ACT_FLAGS_",
    {0x1: "TCA_ACT_FLAGS_NO_PERCPU_STATS", 0x2: "TCA_ACT_FLAGS_SKIP_HW", 0x4: "TCA_ACT_FLAGS_SKIP_SW"},
)
TCA_ACT_HW_STATS = Flags(
    "TCA_ACT_HW_STATS_",
    {0x1: "TCA_ACT_HW_STATS_IMMEDIATE", 0x2: "TCA_ACT_HW_STATS_DELAYED"},
)
TCA_ACT = AttributeSet(
    "TCA_ACT_",
    [
        Attribute(1, "TCA_ACT_KIND", TEXT),
        Attribute(2, "TCA_ACT_OPTIONS", Select("TCA_ACT_KIND", ACTION)),
        Attribute(3, "TCA_ACT_INDEX", U32),
        Attribute(4, "TCA_ACT_STATS", TCA_STATS),
        Attribute(5, "TCA_ACT_PAD", OPAQUE),
        Attribute(6, "TCA_ACT_COOKIE", OPAQUE),
        Attribute(7, "TCA_ACT_FLAGS", bitfield32(TCA_ACT_FLAGS)),
        Attribute(8, "TCA_ACT_HW_STATS", bitfield32(TCA_ACT_HW_STATS)),
        Attribute(9, "TCA_ACT_USED_HW_STATS", bitfield32(TCA_ACT_HW_STATS)),
        Attribute(10, "TCA_ACT_IN_HW_COUNT", U32),
    ],
)
ACTIONS = Indexed(TCA_ACT)
"""a list of actions in the order in which they are taken"""
FLUSHED = AttributeSet("TCA_ACT_", [Attribute(1, "TCA_ACT_KIND", TEXT), Attribute(6, "TCA_FCNT", U32)])
"""what stands in the list when all actions of a kind are gone: how many they were, numbered as among TCA_*"""


def _is_flush(data: memoryview, order: str) -> bool:
    """A kind, then four bytes numbered 6 and nothing else: a cookie would come with its action."""
    if len(data) < 8:
        return False
    behind = unpack_from(f"{order}H", data)[0] + 3 & ~3
    return len(data) == behind + 8 and unpack_from(f"{order}HH", data, behind) == (8, 6)


TCAMSG = Struct("tcamsg", [Member("tca_family", U8, AF), Pad(1, "tca__pad1"), Pad(2, "tca__pad2")])
TCA_ACT_FLAG = Flags("TCA_ACT_FLAG_", {0x1: "TCA_ACT_FLAG_LARGE_DUMP_ON", 0x2: "TCA_ACT_FLAG_TERSE_DUMP"})
TCA_ROOT = AttributeSet(
    "TCA_ROOT_",
    [
        Attribute(1, "TCA_ROOT_TAB", Indexed(Select(Payload(_is_flush), {True: FLUSHED, False: TCA_ACT}))),
        Attribute(2, "TCA_ROOT_FLAGS", bitfield32(TCA_ACT_FLAG)),
        Attribute(3, "TCA_ROOT_COUNT", U32),
        Attribute(4, "TCA_ROOT_TIME_DELTA", U32, MILLISECONDS),
        Attribute(5, "TCA_ROOT_EXT_WARN_MSG", TEXT),
    ],
)
_TOLD = 4
"""actions that a summary lists; a dump has up to 32, or many more"""


def told(actions: Iterable[Node], names: Names) -> str:
    """A list of actions: `gact drop index 100, mirred index 102`."""
    listed = list(actions)
    words = [_action(action, names) for action in listed[:_TOLD]]
    return ", ".join(filter(None, words)) + (f" and {len(listed) - _TOLD} more" if len(listed) > _TOLD else "")


def _action(action: Node, names: Names) -> str:
    """The parameters are a struct in the options; its name, and its attribute's, are another for each kind."""
    options = action.get("TCA_ACT_OPTIONS")
    parameters = next((node for node in options or () if node.get("action") and node.get("index")), None)
    does = number = ""
    if parameters is not None:
        does = render("{action}", parameters, names) if render("{TCA_ACT_KIND}", action, names) == "gact" else ""
        number = str(parameters["index"].value or "")
    number = number or render("{TCA_ACT_INDEX}", action, names)
    flushed = render("[{TCA_FCNT} flushed]", action, names)
    told = (render("{TCA_ACT_KIND}", action, names), does, number and f"index {number}", flushed)
    return " ".join(filter(None, told))


def summary(tree: Node, names: Names) -> str:
    """As `told`."""
    return told(tree.get("TCA_ROOT_TAB") or (), names)


MESSAGES = rtnetlink("ACTION", TCAMSG, TCA_ROOT, new=48, delete=49, get=50, summary=summary)
