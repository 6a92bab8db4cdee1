"""Audit rules: struct audit_rule_data (linux/audit.h), three arrays side by side and the strings behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from struct import unpack_from
from typing import Final

from dissectors.audit.constants import (
    AUDIT_ACTION,
    AUDIT_ARCH,
    AUDIT_CLASS,
    AUDIT_COMPARE,
    AUDIT_FIELD,
    AUDIT_FILTER,
    AUDIT_FILTER_PREPEND,
    AUDIT_OPERATOR,
    AUDIT_PERM,
)
from dissectors.audit.syscalls import SYSCALLS
from dissectors.audit.types import TYPES
from dissectors.constants import AF
from nldissect.schema import (
    BYTES,
    ERRNO,
    HEX,
    U32,
    Look,
    Meaning,
    Member,
    Names,
    Node,
    Parsed,
    Part,
    Struct,
    Unit,
    Value,
)

AUDIT_MAX_FIELDS: Final = 64
AUDIT_BITMASK_SIZE: Final = 64
AUDIT_SYSCALL_CLASSES: Final = 16
_BITS: Final = AUDIT_BITMASK_SIZE * 32
AUDIT_ARCH_FIELD: Final = 11
AUDIT_EXIT, AUDIT_WATCH, AUDIT_PERM_FIELD, AUDIT_DIR, AUDIT_FIELD_COMPARE = 103, 105, 106, 107, 111
AUDIT_FILTERKEY: Final = 210
STRINGS: Final = frozenset({13, 14, 15, 16, 17, 19, 20, 21, 22, 23, AUDIT_WATCH, AUDIT_DIR, 112, AUDIT_FILTERKEY})
"""fields whose value is the length of a string in buf: AUDIT_SUBJ_*, AUDIT_OBJ_*, paths and the key"""


class _Signed:
    """A number that may be negative; for what a system call returned, an errno."""

    def __init__(self, errno: bool = False) -> None:
        self.errno = errno

    def text(self, value: int, names: Names) -> str:
        """-2 (ENOENT)"""
        signed = value - (1 << 32) if value >> 31 else value
        return ERRNO.text(signed, names) if self.errno and signed < 0 else str(signed)

    def short(self, value: int, names: Names) -> str:
        """-ENOENT"""
        signed = value - (1 << 32) if value >> 31 else value
        return f"-{ERRNO.short(signed, names)}" if self.errno and signed < 0 else str(signed)


class _Arch:
    """AUDIT_ARCH_*, which auditctl calls b64 or b32."""

    text = staticmethod(AUDIT_ARCH.text)

    def short(self, value: int, names: Names) -> str:
        """b64"""
        return "b64" if value >> 31 else "b32"


class _Permissions:
    """AUDIT_PERM_*, which auditctl writes rwxa."""

    text = staticmethod(AUDIT_PERM.text)

    def short(self, value: int, names: Names) -> str:
        """rwxa"""
        return "".join(letter for mask, letter in ((4, "r"), (2, "w"), (1, "x"), (8, "a")) if value & mask)


class _List:
    """AUDIT_FILTER_*, and whether the rule goes to its head."""

    def text(self, value: int, names: Names) -> str:
        """AUDIT_FILTER_EXIT|AUDIT_FILTER_PREPEND"""
        head = "|AUDIT_FILTER_PREPEND" if value & AUDIT_FILTER_PREPEND else ""
        return AUDIT_FILTER.text(value & ~AUDIT_FILTER_PREPEND, names) + head

    def short(self, value: int, names: Names) -> str:
        """exit"""
        told = AUDIT_FILTER.short(value & ~AUDIT_FILTER_PREPEND, names)
        return {"fs": "filesystem", "uring_exit": "io_uring"}.get(told, told)


_ID: Final = Unit("", {0xFFFFFFFF: "unset"})
VALUES: Final[dict[int, Meaning]] = {
    **dict.fromkeys((1, 2, 3, 4, 5, 6, 7, 8, 9, 25, 109, 110), _ID),
    10: HEX,
    AUDIT_ARCH_FIELD: _Arch(),
    12: TYPES,
    26: HEX,
    AUDIT_EXIT: _Signed(errno=True),
    104: Unit("", {0: "no", 1: "yes"}),
    AUDIT_PERM_FIELD: _Permissions(),
    108: HEX,
    AUDIT_FIELD_COMPARE: AUDIT_COMPARE,
    113: AF,
    **dict.fromkeys((200, 201, 202, 203), HEX),
    **dict.fromkeys(STRINGS, BYTES),
}
"""field → what its value means; process ids, inodes and devices are plain numbers"""

Choice = Callable[[int, list[int]], Meaning | None]
"""the meaning of an entry, by its index and what the array `fields` holds"""


def _numbers(data: memoryview, order: str) -> tuple[int, ...]:
    return unpack_from(f"{order}{len(data) // 4}I", data)


def _used(data: memoryview, order: str, look: Look, *, meaning: Choice) -> Sequence[Part]:
    """As many entries of an array as the rule has fields."""
    count = look("field_count")
    used = min(count, AUDIT_MAX_FIELDS) if isinstance(count, int) else AUDIT_MAX_FIELDS
    numbers = list(_numbers(data, order))
    known = look("fields")
    fields = [one for one in known if isinstance(one, int)] if isinstance(known, list) else numbers
    parts = [Part(f"[{i}]", 4 * i, 4, shape=U32, meaning=meaning(i, fields)) for i in range(used)]
    if used < AUDIT_MAX_FIELDS:
        rest = numbers[used:]
        parts.append(Part("unused", 4 * used, 4 * len(rest), list(rest) if any(rest) else None, None))
    return [Part("", 0, len(data), list(numbers[:used]), parts=parts)]


def _array(meaning: Choice) -> Parsed:
    return Parsed(partial(_used, meaning=meaning), length=4 * AUDIT_MAX_FIELDS)


def _value_of(index: int, fields: list[int]) -> Meaning | None:
    return VALUES.get(fields[index]) if index < len(fields) else None


def _mask(data: memoryview, order: str, look: Look) -> Sequence[Part]:
    """The bits as what they stand for: system calls of the rule's machine, and in the last word classes of them."""
    words = _numbers(data, order)
    if set(words[:-1]) == {0xFFFFFFFF} and words[-1] >> AUDIT_SYSCALL_CLASSES in (0, 0xFFFF):
        return [Part("", 0, len(data), "all")]
    numbers = [32 * i + bit for i, word in enumerate(words) for bit in range(32) if word >> bit & 1]
    last = _BITS - AUDIT_SYSCALL_CLASSES
    calls = SYSCALLS.get(_machine(look("fields"), look("values")), {}) if numbers else {}
    told = [
        calls.get(number, str(number)) if number < last else AUDIT_CLASS.constants.get(_BITS - 1 - number, str(number))
        for number in numbers
    ]
    return [Part("", 0, len(data), list(numbers), " ".join(told))]


def _machine(fields: Value, values: Value) -> int:
    """AUDIT_ARCH_*, where the rule names one; 0 is none."""
    if isinstance(fields, list) and isinstance(values, list):
        return next((value for field, value in zip(fields, values, strict=False) if field == AUDIT_ARCH_FIELD), 0)
    return 0


def _strings(fields: Value, values: Value) -> Iterator[tuple[str, int]]:
    """(field, length) of the strings in buf."""
    if isinstance(fields, list) and isinstance(values, list):
        for number, length in zip(fields, values, strict=False):
            if number in STRINGS:
                yield AUDIT_FIELD.constants[number], length


def _buf(data: memoryview, order: str, look: Look) -> Sequence[Part]:
    """The strings that the fields speak of, end to end, without NULs; programs pad the message to four bytes."""
    parts = []
    offset = 0
    for name, length in _strings(look("fields"), look("values")):
        if length > len(data) - offset:
            raise ValueError(f"{name} has {length} bytes, but only {len(data) - offset} are left")
        parts.append(
            Part(name, offset, length, bytes(data[offset : offset + length]).decode("utf-8", "backslashreplace"))
        )
        offset += length
    if offset < len(data) and not any(data[offset:]):
        parts.append(Part("padding", offset, len(data) - offset, None, f"{len(data) - offset} bytes"))
    return parts


AUDIT_RULE_DATA: Final = Struct(
    "audit_rule_data",
    [
        Member("flags", U32, _List()),
        Member("action", U32, AUDIT_ACTION),
        Member("field_count", U32, range=(0, AUDIT_MAX_FIELDS)),
        Member("mask", Parsed(_mask, length=4 * AUDIT_BITMASK_SIZE)),
        Member("fields", _array(lambda index, fields: AUDIT_FIELD)),
        Member("values", _array(_value_of)),
        Member("fieldflags", _array(lambda index, fields: AUDIT_OPERATOR)),
        Member("buflen", U32, BYTES),
        Member("buf", Parsed(_buf)),
    ],
)
_SIGNS: Final = {
    0x08000000: "&",
    0x10000000: "<",
    0x20000000: ">",
    0x30000000: "!=",
    0x48000000: "&=",
    0x50000000: "<=",
    0x60000000: ">=",
}
_NAMES: Final = {
    9: "auid",
    AUDIT_WATCH: "path",
    AUDIT_FILTERKEY: "key",
    **{200 + number: f"a{number}" for number in range(4)},
}
"""fields that auditctl calls otherwise than the header does"""


def rule(tree: Node, names: Names) -> str:
    """The rule as `auditctl -l` writes it: -a always,exit -F arch=b64 -S openat -F key=mine"""
    listed, action, mask = tree.get("flags"), tree.get("action"), tree.get("mask")
    arrays = [tree.get(name) for name in ("fields", "values", "fieldflags", "buf")]
    if listed is None or action is None or mask is None or None in arrays:
        return ""
    fields, values, operators, buf = (node for node in arrays if node is not None)
    strings = iter([node.text for node in buf.children])
    told = [
        _condition(number, values.children[index], operators.value, index, strings, names)
        for index, number in enumerate(fields.value if isinstance(fields.value, list) else [])
    ]
    assert isinstance(listed.value, int)
    assert isinstance(action.value, int)
    where = f"{AUDIT_ACTION.short(action.value, names)},{_List().short(listed.value, names)}"
    watched = _watch(told)
    if watched and mask.value == "all" and where == "always,exit":
        return watched
    calls = mask.text.replace(" ", ",")
    if calls and calls != "all":
        behind_arch = 1 if told and told[0][1].startswith("arch") else 0
        told.insert(behind_arch, ("-S", calls))
    return " ".join([f"-a {where}", *(f"{flag} {condition}" for flag, condition in told)])


def _condition(
    number: int, value: Node, operators: Value, index: int, strings: Iterator[str], names: Names
) -> tuple[str, str]:
    """-F or -C, and the condition."""
    operator = operators[index] if isinstance(operators, list) else 0
    sign = _SIGNS.get(operator, "=")
    assert isinstance(value.value, int)
    if number == AUDIT_FIELD_COMPARE:
        left, _, right = AUDIT_COMPARE.short(value.value, names).partition("_to_")
        return "-C", f"{left}{sign}{right}"
    name = _NAMES.get(number) or AUDIT_FIELD.short(number, names)
    if number in STRINGS:
        return "-F", f"{name}{sign}{next(strings, '')}"
    meaning = VALUES.get(number)
    told = str(value.value) if meaning is None else meaning.short(value.value, names)
    return "-F", f"{name}{sign}{told.upper() if number == 12 else told}"


def _watch(told: list[tuple[str, str]]) -> str:
    """The short form of a rule that watches a file or directory, "" for any other."""
    found = dict(condition.split("=", 1) for _, condition in told if "=" in condition)
    path = found.pop("path", None) or found.pop("dir", None)
    if path is None or "perm" not in found or set(found) - {"perm", "key"} or len(told) != len(found) + 1:
        return ""
    key = f" -k {found['key']}" if "key" in found else ""
    return f"-w {path} -p {found['perm']}{key}"
