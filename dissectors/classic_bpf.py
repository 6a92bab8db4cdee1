"""Classic BPF programs, instruction by instruction in words (linux/filter.h)."""

from __future__ import annotations

from nldissect.schema import HEX, U8, U16, U32, Member, Names, Node, Sequence, Struct

_SIZES = {0x00: "", 0x08: "h", 0x10: "b"}
_ALU = {
    0x00: "add",
    0x10: "sub",
    0x20: "mul",
    0x30: "div",
    0x40: "or",
    0x50: "and",
    0x60: "lsh",
    0x70: "rsh",
    0x80: "neg",
    0x90: "mod",
    0xA0: "xor",
}
_JUMPS = {0x00: "ja", 0x10: "jeq", 0x20: "jgt", 0x30: "jge", 0x40: "jset"}
_LD, _LDX, _ST, _STX, _ALU_CLASS, _JMP, _RET = range(7)
_X = 0x08
"""BPF_X: the operand is the register, not k"""


def instruction(code: int, jt: int, jf: int, k: int) -> str:
    """`ldh [12]`, `jeq #0x800, +0, +3`, `ret #262144`: jumps count in instructions from the next one."""
    kind = code & 0x07
    if kind in (_LD, _LDX):
        return _load(code, k)
    if kind in (_ST, _STX):
        return f"{'st' if kind == _ST else 'stx'} M[{k}]"
    if kind == _ALU_CLASS:
        name = _ALU.get(code & 0xF0)
        if name is not None:
            return name if name == "neg" else f"{name} {'x' if code & _X else f'#{k:#x}'}"
    elif kind == _JMP:
        name = _JUMPS.get(code & 0xF0)
        if name is not None:
            return f"ja +{k}" if name == "ja" else f"{name} {'x' if code & _X else f'#{k:#x}'}, +{jt}, +{jf}"
    elif kind == _RET:
        return "ret a" if code & 0x10 else "ret x" if code & _X else f"ret #{k}"
    else:
        return "txa" if code & 0x80 else "tax"
    return f"code {code:#x}"


def _load(code: int, k: int) -> str:
    target = "ld" if code & 0x07 == _LD else "ldx"
    name = target + _SIZES.get(code & 0x18, "")
    mode = code & 0xE0
    words = {
        0x00: f"{target} #{k:#x}",
        0x20: f"{name} [{k}]",
        0x40: f"{name} [x + {k}]",
        0x60: f"{target} M[{k}]",
        0x80: f"{target} len",
        0xA0: f"ldxb 4*([{k}]&0xf)",
    }
    return words.get(mode, f"code {code:#x}")


def _told(node: Node, names: Names) -> str:
    values = [child.value for child in node]
    if len(values) != 4 or not all(isinstance(value, int) for value in values):
        return ""
    return instruction(*(value for value in values if isinstance(value, int)))


SOCK_FILTER = Struct(
    "sock_filter",
    [
        Member("code", U16, HEX),
        Member("jt", U8),
        Member("jf", U8),
        Member("k", U32),
    ],
    text=_told,
)
SOCK_FILTERS = Sequence(SOCK_FILTER)
"""a program"""
