"""An nlmon interface of our own: made, brought up, and removed on every way out (linux/if_link.h).

Each interface says in its alias whose it is, so that the next start removes what a killed one left.
"""

from __future__ import annotations

import atexit
import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from struct import Struct
from typing import Final

from nldissect.capture.kernel import (
    NETLINK_ROUTE,
    NLM_F_ACK,
    NLM_F_CREATE,
    NLM_F_DUMP,
    NLM_F_EXCL,
    KernelError,
    KernelSocket,
    attribute,
    attributes_of,
)
from nldissect.capture.leftovers import exit_on_signals, is_gone, pid_namespace, signals_held, started
from nldissect.capture.link import ARPHRD_NETLINK
from nldissect.capture.missing import missing_module, missing_right
from nldissect.errors import UserError
from nldissect.wire import NLMSG_HDRLEN

_RTM_NEWLINK: Final = 16
_RTM_DELLINK: Final = 17
_RTM_GETLINK: Final = 18
_IFLA_IFNAME: Final = 3
_IFLA_LINKINFO: Final = 18
_IFLA_INFO_KIND: Final = 1
_IFLA_IFALIAS: Final = 20
_IFLA_EXT_MASK: Final = 29
_RTEXT_FILTER_SKIP_STATS: Final = 8
_IFF_UP: Final = 1

_IFINFOMSG: Final = Struct("=BxHiII")
"""ifi_family, ifi_type, ifi_index, ifi_flags, ifi_change"""
_U32: Final = Struct("=I")
_KIND_NLMON: Final = attribute(_IFLA_LINKINFO, attribute(_IFLA_INFO_KIND, b"nlmon\0"))
_MOST_NAMES: Final = 1000
_OWNER: Final = re.compile(r"nldissect: pid (\d+) of pid namespace (\d+), started (\d+)")


@dataclass(frozen=True, slots=True)
class Device:
    """What a capture wants to know of an interface."""

    name: str
    index: int
    type: int
    """ARPHRD_*"""
    up: bool
    alias: str


def find_device(route: KernelSocket, name: str) -> Device | None:
    """The interface called `name` in this network namespace."""
    try:
        replies = list(route.ask(_RTM_GETLINK, NLM_F_ACK, _ifinfomsg() + _text(_IFLA_IFNAME, name)))
    except KernelError:  # ENODEV; EINVAL or ERANGE for what can not be a name
        return None
    return _device(replies[0]) if replies else None


def link_table(route: KernelSocket) -> Iterator[memoryview]:
    """The whole link table of this network namespace: one RTM_NEWLINK an interface, without statistics."""
    mask = attribute(_IFLA_EXT_MASK, _U32.pack(_RTEXT_FILTER_SKIP_STATS))
    return route.ask(_RTM_GETLINK, NLM_F_DUMP, _ifinfomsg() + mask)


@contextmanager
def own_nlmon(route: KernelSocket) -> Iterator[Device]:
    """A new nlmon interface, up: nldissect0 or the next free name. It is removed when the context ends.

    That holds for exceptions, SIGINT, SIGTERM, SIGHUP and the interpreter's exit; an interface that someone else has
    removed by then is no error. Signals become SystemExit only in the main thread, and only those that the program
    left at their default. Raises UserError where the rights or the kernel's module are missing.
    """
    device: Device | None = None

    def remove() -> None:
        nonlocal device
        if device is not None:
            _remove(device)
            device = None

    with exit_on_signals():
        atexit.register(remove)
        try:
            with signals_held():
                try:
                    _remove_stale(route)
                    device = _create(route)
                except OSError as error:
                    raise UserError(_refusal(error)) from error
            yield device
        finally:
            remove()
            atexit.unregister(remove)


def _create(route: KernelSocket) -> Device:
    """Make an nlmon interface by the first free name, write its owner on it and bring it up."""
    for number in range(_MOST_NAMES):
        name = f"nldissect{number}"
        try:
            route.do(_RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, _ifinfomsg() + _text(_IFLA_IFNAME, name) + _KIND_NLMON)
        except KernelError as error:
            if error.errno != errno.EEXIST:
                raise
            continue
        device = find_device(route, name)
        if device is None:
            raise UserError(f"the interface {name} was removed while it was being made: start again")
        try:
            route.do(_RTM_NEWLINK, 0, _ifinfomsg(device.index, _IFF_UP) + _text(_IFLA_IFALIAS, _owner()))
        except BaseException:
            _remove(device)
            raise
        return device
    raise UserError(f"nldissect0 to nldissect{_MOST_NAMES - 1} all exist: remove some with `sudo ip link del NAME`")


def _remove(device: Device) -> None:
    """Remove it; one that is gone already is no error. A socket of its own: another thread may be using the first."""
    try:
        with KernelSocket(NETLINK_ROUTE) as route:
            route.do(_RTM_DELLINK, 0, _ifinfomsg(device.index))
    except KernelError as error:
        if error.errno != errno.ENODEV:
            raise UserError(f"{device.name} stays ({error.strerror}): `sudo ip link del {device.name}`") from error


def _refusal(error: OSError) -> str:
    if error.errno == errno.EOPNOTSUPP:
        return missing_module()
    if error.errno == errno.EPERM:
        return missing_right("making an nlmon interface", "CAP_NET_ADMIN")
    words = error.words if isinstance(error, KernelError) else ""
    return f"the kernel makes no nlmon interface: {words or error.strerror or error}; -i captures on one that exists"


def _remove_stale(route: KernelSocket) -> None:
    """Remove what a killed nldissect left behind."""
    devices = map(_device, route.ask(_RTM_GETLINK, NLM_F_DUMP, _ifinfomsg() + _KIND_NLMON))
    for device in devices:
        if device.type == ARPHRD_NETLINK and _is_stale(device.alias):
            _remove(device)


def _owner() -> str:
    pid = os.getpid()
    return f"nldissect: pid {pid} of pid namespace {pid_namespace()}, started {started(pid)}"


def _is_stale(alias: str) -> bool:
    """Whether `alias` names an owner in our pid namespace that runs no more."""
    match = _OWNER.fullmatch(alias)
    return match is not None and is_gone(*(int(number) for number in match.groups()))


def _ifinfomsg(index: int = 0, flags: int = 0) -> bytes:
    return _IFINFOMSG.pack(0, 0, index, flags, flags)


def _text(number: int, text: str) -> bytes:
    return attribute(number, os.fsencode(text) + b"\0")


def _device(message: memoryview) -> Device:
    _, kind, index, flags, _ = _IFINFOMSG.unpack_from(message, NLMSG_HDRLEN)
    found = attributes_of(message, NLMSG_HDRLEN + _IFINFOMSG.size)
    name, alias = (os.fsdecode(bytes(found.get(n, b"")).rstrip(b"\0")) for n in (_IFLA_IFNAME, _IFLA_IFALIAS))
    return Device(name, index, kind, bool(flags & _IFF_UP), alias)
