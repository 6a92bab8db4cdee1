"""NETLINK_SOCK_DIAG: sockets of all families, asked for by the first byte (linux/sock_diag.h)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from dissectors.constants import AF
from dissectors.sock_diag import inet, netlink, packet, smc, tipc, unix, vsock, xdp
from dissectors.sock_diag.told import states_of
from nldissect.schema import U8, Member, Message, Names, Node, Operation, Payload, Select, Struct, render

NETLINK_SOCK_DIAG = 4
TIPC_NLA_SOCK = 2
_FAMILIES = {1: unix, 2: inet, 10: inet, 16: netlink, 17: packet, 30: tipc, 40: vsock, 43: smc, 44: xdp}
AF_TIPC = 30

SOCK_DIAG_REQ = Struct("sock_diag_req", [Member("sdiag_family", U8, AF), Member("sdiag_protocol", U8)])
"""what requests of all families begin with"""


def _family(payload: memoryview, order: str) -> int | None:
    """The family that a message is about: its first byte, but for replies of TIPC, which are one attribute."""
    if len(payload) < 4:
        return payload[0] if len(payload) else None
    byteorder: Literal["little", "big"] = "little" if order == "<" else "big"
    length, number = (int.from_bytes(payload[at : at + 2], byteorder) for at in (0, 2))
    if length == len(payload) and number & 0x3FFF == TIPC_NLA_SOCK:
        return AF_TIPC
    return payload[0]


REQUEST = Select(
    Payload(lambda payload, order: payload[0] if len(payload) else None),
    {number: module.REQUEST for number, module in _FAMILIES.items()},
    default=SOCK_DIAG_REQ,
)
REPLY = Select(
    Payload(_family),
    {number: module.REPLY for number, module in _FAMILIES.items()},
    default=SOCK_DIAG_REQ,
)


def summary(tree: Node, names: Names) -> str:
    """What ss shows of a socket; of a request, which sockets it is about."""
    head = tree.children[0] if tree.children else None
    told = None if head is None else _SUMMARIES.get(head.name)
    if told is None:
        return render("[{sdiag_family}]", tree, names)
    return render(told, tree, names) if isinstance(told, str) else told(tree, names)


def _asked(family: str, states: str = "") -> Callable[[Node, Names], str]:
    """The summary of a request: `unix listen`, `netlink route`."""

    def told(tree: Node, names: Names) -> str:
        return f"{family} {states_of(tree, states, names)}".rstrip()

    return told


_SUMMARIES: dict[str, str | Callable[[Node, Names], str]] = {
    "inet_diag_req": inet.request_summary,
    "inet_diag_req_v2": inet.request_summary,
    "inet_diag_req_raw": inet.request_summary,
    "inet_diag_msg": inet.reply_summary,
    "unix_diag_req": _asked("unix", "udiag_states"),
    "unix_diag_msg": unix.REPLY_SUMMARY,
    "netlink_diag_req": "netlink {sdiag_protocol}",
    "netlink_diag_msg": netlink.REPLY_SUMMARY,
    "packet_diag_req": "packet",
    "packet_diag_msg": packet.REPLY_SUMMARY,
    "tipc_sock_diag_req": _asked("tipc", "tidiag_states"),
    "TIPC_NLA_SOCK": tipc.REPLY_SUMMARY,
    "vsock_diag_req": _asked("vsock", "vdiag_states"),
    "vsock_diag_msg": vsock.REPLY_SUMMARY,
    "smc_diag_req": "smc",
    "smc_diag_msg": smc.reply_summary,
    "xdp_diag_req": "xdp",
    "xdp_diag_msg": xdp.REPLY_SUMMARY,
}

MESSAGES = (
    Message(
        NETLINK_SOCK_DIAG,
        18,
        "TCPDIAG_GETSOCK",
        body=inet.REQUEST_V1,
        operation=Operation.GET,
        summary=summary,
        reply=inet.REPLY,
    ),
    Message(
        NETLINK_SOCK_DIAG,
        19,
        "DCCPDIAG_GETSOCK",
        body=inet.REQUEST_V1,
        operation=Operation.GET,
        summary=summary,
        reply=inet.REPLY,
    ),
    Message(
        NETLINK_SOCK_DIAG,
        20,
        "SOCK_DIAG_BY_FAMILY",
        body=REQUEST,
        operation=Operation.GET,
        summary=summary,
        reply=REPLY,
    ),
    Message(
        NETLINK_SOCK_DIAG,
        21,
        "SOCK_DESTROY",
        body=REQUEST,
        operation=Operation.DELETE,
        summary=summary,
        reply=REPLY,
    ),
)
