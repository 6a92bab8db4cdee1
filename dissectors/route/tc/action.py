"""What all actions begin with (linux/pkt_cls.h)."""

from __future__ import annotations

from collections.abc import Iterable

from nldissect.schema import CLOCK_TICKS, HEX, S32, U32, U64, Enum, Member, Names, Pad, Struct

TC_ACT = Enum(
    "TC_ACT_",
    {
        -1: "TC_ACT_UNSPEC",
        0: "TC_ACT_OK",
        1: "TC_ACT_RECLASSIFY",
        2: "TC_ACT_SHOT",
        3: "TC_ACT_PIPE",
        4: "TC_ACT_STOLEN",
        5: "TC_ACT_QUEUED",
        6: "TC_ACT_REPEAT",
        7: "TC_ACT_REDIRECT",
        8: "TC_ACT_TRAP",
    },
)
_WORDS = {-1: "continue", 0: "pass", 2: "drop"}
"""what tc calls them, where that is another word"""
TC_ACT_JUMP, TC_ACT_GOTO_CHAIN = 0x10000000, 0x20000000
_TC_ACT_EXT_SHIFT = 28


class _Control:
    """What becomes of a packet: TC_ACT_*; TC_ACT_JUMP and TC_ACT_GOTO_CHAIN have a number in their lower bits.

    Also of values that went through an unsigned field.
    """

    constants = TC_ACT.constants
    prefix = TC_ACT.prefix

    def text(self, value: int, names: Names) -> str:
        """TC_ACT_SHOT, TC_ACT_GOTO_CHAIN 5"""
        value, operand = _split(value)
        if operand is None:
            return TC_ACT.text(value, names)
        return f"{'TC_ACT_JUMP' if value == TC_ACT_JUMP else 'TC_ACT_GOTO_CHAIN'} {operand}"

    def short(self, value: int, names: Names) -> str:
        """drop, goto chain 5"""
        value, operand = _split(value)
        if operand is None:
            return _WORDS.get(value) or TC_ACT.short(value, names)
        return f"{'jump' if value == TC_ACT_JUMP else 'goto chain'} {operand}"


def _split(value: int) -> tuple[int, int | None]:
    value -= (value >> 31 & 1) << 32 if value > 0 else 0
    opcode = value >> _TC_ACT_EXT_SHIFT << _TC_ACT_EXT_SHIFT
    return (opcode, value - opcode) if opcode in (TC_ACT_JUMP, TC_ACT_GOTO_CHAIN) else (value, None)


CONTROL = _Control()


def action(name: str, more: Iterable[Member | Pad] = ()) -> Struct:
    """An action's struct: tc_gen, then what is its own."""
    return Struct(
        name,
        [
            Member("index", U32),
            Member("capab", U32, HEX),
            Member("action", S32, CONTROL),
            Member("refcnt", S32),
            Member("bindcnt", S32),
            *more,
        ],
    )


TCF_T = Struct(
    "tcf_t",
    [
        Member("install", U64, CLOCK_TICKS),
        Member("lastuse", U64, CLOCK_TICKS),
        Member("expires", U64, CLOCK_TICKS),
        Member("firstuse", U64, CLOCK_TICKS),
    ],
)
"""ages: how long ago the action was made, and used (0: never)"""
