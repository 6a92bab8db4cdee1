"""Wireless networks: devices, interfaces, scanning, connecting, access points, meshes (linux/nl80211.h)."""

from __future__ import annotations

from collections.abc import Iterator

from dissectors.generic.nl80211.attributes import NL80211_ATTR
from dissectors.generic.nl80211.commands import NL80211_CMD
from dissectors.generic.nl80211.summary import summary_of
from nldissect.schema import Command, GenericFamily, Operation

_OPERATIONS = {
    "GET": Operation.GET,
    "NEW": Operation.NEW,
    "SET": Operation.NEW,
    "ADD": Operation.NEW,
    "DEL": Operation.DELETE,
    "REMOVE": Operation.DELETE,
}
"""by a command's first word; all others do something else"""
_EVENTS = frozenset({"NL80211_CMD_NEW_PEER_CANDIDATE", "NL80211_CMD_REMAIN_ON_CHANNEL"})


def _commands() -> Iterator[Command]:
    for number, name in NL80211_CMD.constants.items():
        verb = name.removeprefix("NL80211_CMD_").partition("_")[0]
        operation = Operation.OTHER if name in _EVENTS else _OPERATIONS.get(verb, Operation.OTHER)
        yield Command(number, name, operation=operation, summary=summary_of(name))


NL80211 = GenericFamily(
    "nl80211",
    NL80211_ATTR,
    commands=tuple(_commands()),
    groups=("config", "scan", "regulatory", "mlme", "vendor", "nan", "testmode"),
)
FAMILIES = (NL80211,)
