"""iSCSI: sessions and connections that iscsid runs through the kernel (include/scsi/iscsi_if.h)."""

from __future__ import annotations

from typing import Final

from dissectors.iscsi.constants import ISCSI_UEVENT
from dissectors.iscsi.structs import (
    ISCSI_CHAP_REC,
    ISCSI_FLASHNODE_PARAM_INFO,
    ISCSI_IFACE_PARAM_INFO,
    ISCSI_OFFLOAD_HOST_STATS,
    ISCSI_PARAM_INFO,
    ISCSI_PATH,
    ISCSI_STATS,
    ISCSI_UEVENT_STRUCT,
    PARAM,
    PDU,
)
from nldissect.schema import (
    OPAQUE,
    Indexed,
    Member,
    Message,
    Names,
    Node,
    Operation,
    Select,
    Sequence,
    Shape,
    Struct,
    render,
    short,
)

NETLINK_ISCSI: Final = 8


def _data(shape: Shape) -> Struct:
    return Struct("data", [Member("data", shape)])


_PDU: Final = Struct("data", [Member("pdu", PDU)])
BODY: Final = Select(
    "type",
    {
        16: PARAM,
        19: _PDU,
        20: Struct("data", [Member("iscsi_stats", ISCSI_STATS)]),
        26: PARAM,
        30: Struct("data", [Member("iscsi_path", ISCSI_PATH)]),
        31: _data(Indexed(ISCSI_IFACE_PARAM_INFO)),
        33: _data(Sequence(ISCSI_CHAP_REC)),
        35: _data(Indexed(ISCSI_FLASHNODE_PARAM_INFO)),
        41: _data(Indexed(ISCSI_PARAM_INFO)),
        42: Struct("data", [Member("iscsi_offload_host_stats", ISCSI_OFFLOAD_HOST_STATS)]),
        101: _PDU,
        107: Struct("data", [Member("iscsi_path", ISCSI_PATH)]),
    },
    default=_data(OPAQUE),
)
"""what follows struct iscsi_uevent, by its type: a socket address, a portal's name, a driver's own event are bytes"""


def summary(tree: Node, names: Names) -> str:
    """set_param sid 1 cid 0 target_name iqn.2026-01.lab:t"""
    kind, asked, answered = tree.get("type"), tree.get("u"), tree.get("r")
    if kind is None or asked is None or answered is None:
        return ""
    words = []
    if tree.name == "ISCSI_UEVENT_UNKNOWN":
        words.append(kind.text)
    error = tree.get("iferror")
    if error is not None and error.value:
        words.append(short(error, names))
    words += [_said(node, names) for node in asked if node.name in _TOLD]
    known = {node.name for node in asked}
    words += [_said(node, names) for node in answered if node.name in _TOLD and node.value and node.name not in known]
    words.append(render("[{value}][{pdu.hdr.opcode}]", tree, names))
    return " ".join(word for word in words if word)


def _said(node: Node, names: Names) -> str:
    return short(node, names) if node.name in _PLAIN else f"{node.name} {short(node, names)}"


_PLAIN: Final = frozenset({"param", "error", "code", "status", "state", "flag"})
_TOLD: Final = _PLAIN | {"sid", "cid", "host_no", "retcode", "flashnode_idx"}

MESSAGES: Final = tuple(
    Message(
        NETLINK_ISCSI,
        number,
        name,
        ISCSI_UEVENT_STRUCT,
        BODY,
        Operation.GET if "_GET_" in name else Operation.OTHER,
        summary,
    )
    for number, name in ISCSI_UEVENT.constants.items()
)
"""the kernel's events, and its statistics, have the type 0 in nlmsghdr: iscsi_uevent.type tells"""
