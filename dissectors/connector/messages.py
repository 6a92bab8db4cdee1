"""The connector: drivers and programs, told apart by an id (linux/connector.h)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dissectors.connector import one_wire, process
from dissectors.connector.drivers import DM_ULOG_REQUEST, HV_KVP_MSG, HV_VSS_MSG, UVESAFB_TASK, dm_summary
from nldissect.schema import (
    BYTES,
    OPAQUE,
    U16,
    U32,
    Enum,
    Member,
    Message,
    Names,
    Node,
    Operation,
    Select,
    Shape,
    Struct,
    Summary,
    render,
)

NETLINK_CONNECTOR: Final = 11
NLMSG_DONE: Final = 3

CN_IDX: Final = Enum(
    "CN_IDX_",
    {
        1: "CN_IDX_PROC",
        2: "CN_IDX_CIFS",
        3: "CN_W1_IDX",
        4: "CN_IDX_V86D",
        5: "CN_IDX_BB",
        6: "CN_DST_IDX",
        7: "CN_IDX_DM",
        8: "CN_IDX_DRBD",
        9: "CN_KVP_IDX",
        10: "CN_VSS_IDX",
    },
)
CN_MSG: Final = Struct(
    "cn_msg",
    [
        Member("id", Struct("cb_id", [Member("idx", U32, CN_IDX), Member("val", U32)], "{idx}.{val}")),
        Member("seq", U32),
        Member("ack", U32),
        Member("len", U16, BYTES),
        Member("flags", U16),
    ],
)
DATA: Final[Mapping[int, tuple[Shape, Summary]]] = {
    1: (process.PROC, process.summary),
    3: (one_wire.ONE_WIRE, one_wire.summary),
    4: (UVESAFB_TASK, "eax {regs.eax}"),
    7: (DM_ULOG_REQUEST, dm_summary),
    9: (HV_KVP_MSG, "{operation}[ {pool}]"),
    10: (HV_VSS_MSG, "{operation}"),
}
"""id → what it carries; BladeBox, DST, CIFS and DRBD have gone, or never came"""


def summary(tree: Node, names: Names) -> str:
    """proc: fork 218 → 231"""
    found = tree.get("id")
    idx = None if found is None else found.get("idx")
    if idx is None or not isinstance(idx.value, int):
        return ""
    word = CN_IDX.short(idx.value, names).replace("cn_", "").replace("_idx", "")
    told = DATA.get(idx.value, (OPAQUE, "[{data}]"))[1]
    said = render(told, tree, names) if isinstance(told, str) else told(tree, names) if told is not None else ""
    return f"{word}: {said}"


MESSAGES: Final = (
    Message(
        NETLINK_CONNECTOR,
        NLMSG_DONE,
        "NLMSG_DONE",
        CN_MSG,
        Select(
            "id.idx",
            {number: shape for number, (shape, _) in DATA.items()},
            default=Struct("data", [Member("data", OPAQUE)]),
        ),
        Operation.OTHER,
        summary,
    ),
)
"""all of them have the type NLMSG_DONE, in both directions"""
