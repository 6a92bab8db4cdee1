"""The filter program of an inet request, which the kernel runs on every socket (linux/inet_diag.h).

An operation (struct inet_diag_bc_op) either holds and goes on `yes` bytes further, or fails and goes on `no` bytes
further. The end of the program takes the socket, four bytes beyond it leaves the socket out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from socket import AF_INET, AF_INET6, inet_ntop
from typing import NamedTuple

from dissectors.constants import AF
from dissectors.sock_diag.conditions import ALL, NONE, Expression, render, when
from nldissect.schema import HEX, INTERFACE, OPAQUE, S32, U8, U16, U32, U64, Address, Enum, Look, Parsed, Part

INET_DIAG_BC = Enum(
    "INET_DIAG_BC_",
    {
        0: "INET_DIAG_BC_NOP",
        1: "INET_DIAG_BC_JMP",
        2: "INET_DIAG_BC_S_GE",
        3: "INET_DIAG_BC_S_LE",
        4: "INET_DIAG_BC_D_GE",
        5: "INET_DIAG_BC_D_LE",
        6: "INET_DIAG_BC_AUTO",
        7: "INET_DIAG_BC_S_COND",
        8: "INET_DIAG_BC_D_COND",
        9: "INET_DIAG_BC_DEV_COND",
        10: "INET_DIAG_BC_MARK_COND",
        11: "INET_DIAG_BC_S_EQ",
        12: "INET_DIAG_BC_D_EQ",
        13: "INET_DIAG_BC_CGROUP_COND",
    },
)
NOP, JMP, AUTO, S_COND, D_COND, DEV_COND, MARK_COND, CGROUP_COND = 0, 1, 6, 7, 8, 9, 10, 13
_PORTS = {
    2: "sport >= :{}",
    3: "sport <= :{}",
    4: "dport >= :{}",
    5: "dport <= :{}",
    11: "sport = :{}",
    12: "dport = :{}",
}
_ADDRESS_SIZE = {2: 4, 10: 16}
_BC_OP = 4
"""sizeof(struct inet_diag_bc_op)"""
_HOSTCOND = 8
"""sizeof(struct inet_diag_hostcond), the address not counted"""


class Operation(NamedTuple):
    """One operation: where it stands, what it tests (in the words of ss), where it leads."""

    start: int
    length: int
    code: int
    test: str
    yes: int
    no: int
    members: list[Part]


class Argument(NamedTuple):
    """What stands behind an operation: its meaning in words, its bytes, and these as parts."""

    test: str = ""
    length: int = 0
    members: tuple[Part, ...] = ()


def operations(data: memoryview, order: str) -> Iterator[Operation]:
    """The operations in the order of their bytes, up to one that is cut or that nobody knows."""
    start = 0
    while start + _BC_OP <= len(data):
        code, yes, no = struct.unpack_from(order + "BBH", data, start)
        try:
            argument = _argument(code, data[start + _BC_OP : start + max(yes, _BC_OP)], order)
        except struct.error:
            return
        if argument is None:
            return
        length = _BC_OP + argument.length
        members = [
            Part("code", 0, 1, shape=U8, meaning=INET_DIAG_BC),
            Part("yes", 1, 1, shape=U8),
            Part("no", 2, 2, shape=U16),
            *(part._replace(start=part.start + _BC_OP) for part in argument.members),
        ]
        yield Operation(start, length, code, argument.test, yes, no, members)
        start += length


def _argument(code: int, data: memoryview, order: str) -> Argument | None:
    if code in (NOP, JMP):
        return Argument()
    if code == AUTO:
        return Argument("autobound")
    if code in _PORTS:
        (port,) = struct.unpack_from(order + "xxH", data)  # a second inet_diag_bc_op, of which `no` alone counts
        return Argument(_PORTS[code].format(port), 4, (Part("port", 0, 4, port),))
    if code in (S_COND, D_COND):
        return _host("src" if code == S_COND else "dst", data, order)
    if code == DEV_COND:
        (index,) = struct.unpack_from(order + "I", data)
        return Argument(f"dev = {index}", 4, (Part("ifindex", 0, 4, shape=U32, meaning=INTERFACE),))
    if code == MARK_COND:
        mark, mask = struct.unpack_from(order + "II", data)
        members = (Part("mark", 0, 4, shape=U32, meaning=HEX), Part("mask", 4, 4, shape=U32, meaning=HEX))
        return Argument(f"fwmark = {mark:#x}/{mask:#x}", 8, members)
    if code == CGROUP_COND:
        (cgroup,) = struct.unpack_from(order + "Q", data)
        return Argument(f"cgroup {cgroup:#x}", 8, (Part("cgroup_id", 0, 8, shape=U64, meaning=HEX),))
    return None


def _host(side: str, data: memoryview, order: str) -> Argument:
    """struct inet_diag_hostcond; without a family the address is left out of account, whatever stands there."""
    family, prefix, port = struct.unpack_from(order + "BBxxi", data)
    size = _ADDRESS_SIZE.get(family, 0)
    rest = len(data) - _HOSTCOND
    members = [
        Part("family", 0, 1, shape=U8, meaning=AF),
        Part("prefix_len", 1, 1, shape=U8),
        Part("padding", 2, 2, shape=OPAQUE),
        Part("port", 4, 4, shape=S32),
    ]
    where = "*"
    if size and rest >= size:
        members.append(Part("addr", _HOSTCOND, size, shape=Address(family)))
        where = _prefix(bytes(data[_HOSTCOND : _HOSTCOND + size]), prefix)
    elif rest:
        members.append(Part("addr", _HOSTCOND, rest, shape=OPAQUE))
    if port == -1:
        test = f"{side} {where}"
    else:
        test = f"{side[0]}port = :{port}" if where == "*" else f"{side} {where}:{port}"
    return Argument(test, len(data), tuple(members))


def _prefix(address: bytes, prefix: int) -> str:
    if prefix == 0:
        return "*"
    text = inet_ntop(AF_INET if len(address) == 4 else AF_INET6, address)
    return text if prefix == len(address) * 8 else f"{text}/{prefix}"


def expression(found: Sequence[Operation], length: int) -> Expression | None:
    """What the program as a whole asks for; None where it jumps to where no operation is."""
    known: dict[int, Expression] = {length: ALL, length + _BC_OP: NONE}
    for operation in reversed(found):
        yes = known.get(operation.start + (operation.no if operation.code == JMP else operation.yes))
        no = known.get(operation.start + operation.no)
        if yes is None or (no is None and operation.code != NOP):
            return None
        known[operation.start] = yes if no is None or not operation.test else when(operation.test, yes, no)
    return known.get(0)


def _program(data: memoryview, order: str, look: Look) -> list[Part]:
    found = list(operations(data, order))
    whole = expression(found, len(data))
    parts = [
        Part(f"[{index}]", one.start, one.length, None, _told(one), one.members) for index, one in enumerate(found)
    ]
    text = None if whole is None else render(whole)
    return [Part("", 0, len(data), text, text or f"{len(found)} operations", parts)]


def _told(operation: Operation) -> str:
    if operation.code == JMP:
        return f"go on {operation.no} bytes further"
    return f"{operation.test}, else {operation.no} bytes further" if operation.test else ""


BYTECODE = Parsed(_program)
"""INET_DIAG_REQ_BYTECODE: the value is the filter in the words of ss"""
