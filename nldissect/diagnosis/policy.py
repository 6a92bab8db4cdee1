"""Policies in words: what the kernel says it would accept, and what the schema knows of it."""

from __future__ import annotations

from typing import Final

from nldissect.schema import (
    Address,
    Attribute,
    AttributeSet,
    Enum,
    Flag,
    Flags,
    Indexed,
    Integer,
    LinkAddress,
    Member,
    Struct,
    Text,
)
from nldissect.tree import Node
from nldissect.wire import ByteOrder

WIDTHS: Final = {"U8": (1,), "U16": (2,), "U32": (4,), "U64": (8,), "UINT": (4, 8), "SINT": (4, 8)} | {
    f"S{width * 8}": (width,) for width in (1, 2, 4, 8)
}
"""the kernel's name of an integer type → its possible sizes in bytes"""


def policy_words(policy: Node) -> str:
    """An NLMSGERR_ATTR_POLICY, or one attribute of a policy dump, in words: “u16, 1 to 4094”."""
    values = {node.name.removeprefix("NL_POLICY_TYPE_ATTR_"): node.value for node in policy.children}
    kind = _type_name(policy)
    said = [kind.lower().replace("_", " ")]
    low = values.get("MIN_VALUE_U", values.get("MIN_VALUE_S"))
    high = values.get("MAX_VALUE_U", values.get("MAX_VALUE_S"))
    lowest, highest = _limits(kind)
    if high == highest:
        high = None
        low = None if low == lowest else low
    if low is not None or high is not None:
        said.append(_between(low, high, ""))
    shortest, longest = values.get("MIN_LENGTH"), values.get("MAX_LENGTH")
    if shortest is not None or longest is not None:
        said.append(_between(shortest, longest, " bytes"))
    for name in ("MASK", "BITFIELD32_MASK"):
        mask = values.get(name)
        if isinstance(mask, int):
            said.append(f"bits {mask:#x}")
    return ", ".join(said)


def sent_words(node: Node, payload: memoryview, order: ByteOrder, policy: Node | None) -> str | None:
    """What was sent, where the `policy` (else the schema) speaks of something else; None where there is nothing to say.

    An integer of the wrong size is told by its bytes; one that the schema does not know is read as the policy tells.
    """
    if node.value is None:
        return None
    widths = _widths(node) if policy is None else WIDTHS.get(_type_name(policy), ())
    if widths and len(payload) not in widths:
        return f"{len(payload)} bytes ({payload.hex(' ')})" if len(payload) <= 16 else f"{len(payload)} bytes"
    if widths and node.raw and policy is not None:
        signed = _type_name(policy).startswith("S")
        return str(int.from_bytes(payload, "little" if order == "<" else "big", signed=signed))
    return node.text


def _widths(node: Node) -> tuple[int, ...]:
    shape = node.spec.shape if isinstance(node.spec, (Attribute, Member)) else None
    return (shape.width,) if isinstance(shape, Integer) else ()


def _limits(kind: str) -> tuple[int, int]:
    """The range of an integer type, whatever is allowed of it."""
    bits = 8 * max(WIDTHS.get(kind, (8,)))
    return (-(1 << bits - 1), (1 << bits - 1) - 1) if kind.startswith("S") else (0, (1 << bits) - 1)


def _type_name(policy: Node) -> str:
    node = policy.get("NL_POLICY_TYPE_ATTR_TYPE")
    return "any type" if node is None else node.text.removeprefix("NL_ATTR_TYPE_")


def _between(low: object, high: object, unit: str) -> str:
    if low is None:
        return f"at most {high}{unit}"
    if high is None:
        return f"at least {low}{unit}"
    return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"


def schema_words(row: object) -> str | None:
    """What the schema says a value must be; None where it says nothing that could help."""
    if not isinstance(row, (Attribute, Member)):
        return None
    shape = row.shape
    said = _shape_words(shape)
    if said is None:
        return None
    if row.range is not None:
        said += f", {_between(row.range[0], row.range[1], '')}"
    if isinstance(row.meaning, Enum) and len(row.meaning.constants) <= 16:
        said += ": " + ", ".join(row.meaning.constants.values())
    elif isinstance(row.meaning, Flags) and len(row.meaning.constants) <= 16:
        said += ", flags " + "|".join(row.meaning.constants.values())
    return said


def _shape_words(shape: object) -> str | None:
    if isinstance(shape, Integer):
        order = {">": "be", "<": "le", None: ""}[shape.order]
        return f"{'s' if shape.signed else 'u'}{shape.width * 8}{order}"
    if isinstance(shape, Text):
        return "string"
    if isinstance(shape, Flag):
        return "flag (no payload)"
    if isinstance(shape, Address):
        return "IP address"
    if isinstance(shape, LinkAddress):
        return "link-layer address"
    if isinstance(shape, Struct):
        return f"struct {shape.name}, {shape.fixed_size} bytes"
    if isinstance(shape, (AttributeSet, Indexed)):
        return "nested attributes"
    return None
