"""Identifier locator addressing: translations of IPv6 locators (linux/ila.h)."""

from __future__ import annotations

from dissectors.route.encap import ILA_ATYPE, ILA_CSUM, ILA_DIR, ILA_HOOK
from nldissect.schema import (
    BE64,
    INTERFACE,
    OPAQUE,
    S32,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Command,
    GenericFamily,
    Meaning,
    Names,
    Operation,
)


class _HalfAddress:
    """Half of an IPv6 address, as `ip ila` writes it."""

    def text(self, value: int, names: Names) -> str:
        return ":".join(f"{value >> shift & 0xFFFF:x}" for shift in (48, 32, 16, 0))

    short = text


HALF_ADDRESS: Meaning = _HalfAddress()

ILA_ATTR = AttributeSet(
    "ILA_ATTR_",
    [
        Attribute(1, "ILA_ATTR_LOCATOR", BE64, HALF_ADDRESS),
        Attribute(2, "ILA_ATTR_IDENTIFIER", BE64, HALF_ADDRESS),
        Attribute(3, "ILA_ATTR_LOCATOR_MATCH", BE64, HALF_ADDRESS),
        Attribute(4, "ILA_ATTR_IFINDEX", S32, INTERFACE),
        Attribute(5, "ILA_ATTR_DIR", U32, ILA_DIR),
        Attribute(6, "ILA_ATTR_PAD", OPAQUE),
        Attribute(7, "ILA_ATTR_CSUM_MODE", U8, ILA_CSUM),
        Attribute(8, "ILA_ATTR_IDENT_TYPE", U8, ILA_ATYPE),
        Attribute(9, "ILA_ATTR_HOOK_TYPE", U8, ILA_HOOK),
    ],
)

SUMMARY = (
    "[loc_match {ILA_ATTR_LOCATOR_MATCH}][ loc {ILA_ATTR_LOCATOR}][ dev {ILA_ATTR_IFINDEX}]"
    "[ csum-mode {ILA_ATTR_CSUM_MODE}][ ident-type {ILA_ATTR_IDENT_TYPE}]"
)

COMMANDS = (
    Command(1, "ILA_CMD_ADD", operation=Operation.NEW, summary=SUMMARY),
    Command(2, "ILA_CMD_DEL", operation=Operation.DELETE, summary=SUMMARY),
    Command(3, "ILA_CMD_GET", operation=Operation.GET, summary=SUMMARY),
    Command(4, "ILA_CMD_FLUSH", operation=Operation.DELETE, summary=SUMMARY),
)

ILA = GenericFamily("ila", ILA_ATTR, commands=COMMANDS)
FAMILIES = (ILA,)
