"""Conditions put together again from the jumps of a filter program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

_MOST_TESTS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A test (`text`), `left and right`, `left or right`, or where nothing else fits `text ? left : right`.

    `tests` counts the tests it would take to write it down: shared parts count wherever they stand.
    """

    kind: Literal["all", "none", "test", "and", "or", "choice"]
    text: str = ""
    left: Expression | None = None
    right: Expression | None = None
    tests: int = 0


ALL, NONE = Expression("all"), Expression("none")
"""takes everything; takes nothing"""


def when(test: str, then: Expression, otherwise: Expression) -> Expression:
    """`then` where the test holds, `otherwise` where it does not, as short as it can be said.

    Both ends of a program are ALL and NONE themselves, and what two ways lead to is one and the same object: so
    identity tells where ways meet again.
    """
    holds, fails = Expression("test", test, tests=1), Expression("test", f"not {test}", tests=1)
    if then is otherwise:
        return then
    if then is ALL:
        return holds if otherwise is NONE else _both("or", holds, otherwise)
    if otherwise is ALL:
        return fails if then is NONE else _both("or", fails, then)
    if otherwise is NONE:
        return _both("and", holds, then)
    if then is NONE:
        return _both("and", fails, otherwise)
    for this, condition, other in ((then, fails, otherwise), (otherwise, holds, then)):
        # this is `left and other` or `left or other`: the ways meet in other
        if this.right is other and this.left is not None:
            if this.kind == "and":
                return _both("and", _both("or", condition, this.left), other)
            if this.kind == "or":
                opposite = holds if condition is fails else fails
                return _both("or", _both("and", opposite, this.left), other)
    return Expression("choice", test, then, otherwise, 1 + then.tests + otherwise.tests)


def _both(kind: Literal["and", "or"], left: Expression, right: Expression) -> Expression:
    return Expression(kind, "", left, right, left.tests + right.tests)


def render(expression: Expression, outer: str = "") -> str | None:
    """In words; None where that would take too many."""
    if expression.tests > _MOST_TESTS:
        return None
    if expression.left is None or expression.right is None:
        return expression.text or expression.kind
    left, right = render(expression.left, expression.kind), render(expression.right, expression.kind)
    if expression.kind == "choice":
        return f"({expression.text} ? {left} : {right})"
    text = f"{left} {expression.kind} {right}"
    return f"({text})" if outer and outer != expression.kind else text
