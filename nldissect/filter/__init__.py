"""The filter language: Wireshark's, on netlink's own names.

    IFLA_MTU > 1500 && type == RTM_NEWLINK        a field is any attribute or struct member, at any depth
    IFLA_LINKINFO.IFLA_INFO_KIND == "vlan"        a path narrows it to what is inside something else
    error, !own                                   a bare field asks whether it is there, or true
    error == EINVAL                               constants by name: also rtm_protocol == static
    proto == route && ip in 10.0.0.0/8            == with a prefix means inside it
    nlmsg_flags & NLM_F_DUMP                      a constant: all of its bits; a number: any of them
    type in {RTM_NEWADDR, RTM_DELADDR, 24..26}
    IFLA_IFNAME contains "veth", matches "^eth"   matches is a regular expression, without regard to case
    IFLA_ADDRESS[0:3] == 00:11:22                 bytes on the wire: [start:length], [first-last], [byte]

Operators: == != < > <= >= (eq ne lt gt le ge), contains, matches (~), in, not in, & (bitand), ! (not), && (and),
^^ (xor), || (or), from tight to loose, and parentheses. UAPI names and words are read without regard to case.

A field can have several values: there may be many of its name, or it holds a list. A comparison is true where any of
them passes, but `!=` where all do: `a != b` has no value equal to b, and at least one. `all` and `any` before the
field choose (all IFLA_MTU > 1500), as do `===` (all equal) and `!==` (any unequal). Every comparison is false where
the field is not there.

The fields that every message has are in nldissect.filter.fields; where a struct member is called the same, a path leads
to it (xfrm_usersa_info.family). A uevent's keys are written uevent.ACTION. `compile` makes a filter of text,
nldissect.filter.completion says what could be typed next, nldissect.filter.express makes a filter of a node.
"""

from __future__ import annotations

from nldissect.filter.errors import FilterError
from nldissect.filter.evaluate import Matches, compiled, cost, leaves
from nldissect.filter.fields import Field
from nldissect.filter.names import FieldInfo, NameIndex, default_names
from nldissect.filter.parser import parse
from nldissect.filter.predicate import Predicate
from nldissect.filter.resolve import resolve
from nldissect.filter.syntax import Expression

__all__ = ["FieldInfo", "Filter", "FilterError", "NameIndex", "compile"]


class Filter:
    """A filter that has been understood."""

    __slots__ = ("expression", "matches", "text")

    def __init__(self, text: str, expression: Expression[Predicate]) -> None:
        self.text = text
        """as it was written"""
        self.expression = expression
        """what it asks, for whoever can answer faster than message by message"""
        self.matches: Matches = compiled(expression)
        """tells whether a message passes"""

    @property
    def header_only(self) -> bool:
        """Whether it asks for nothing that takes more than the message's header."""
        return cost(self.expression) == 0

    @property
    def hindsight(self) -> bool:
        """Whether a message passes can be told only when what comes behind it is known."""
        return any(isinstance(leaf.source, Field) and leaf.source.hindsight for leaf in leaves(self.expression))

    def __repr__(self) -> str:
        return f"Filter({self.text!r})"


def compile(text: str, names: NameIndex | None = None) -> Filter:  # noqa: A001 - re.compile's word
    """The filter that `text` says; raises FilterError.

    `names` knows the names of attributes and constants; by default it is made of all dissectors, which are imported
    when the first filter asks for one of their names.
    """
    try:
        expression = resolve(text, parse(text), default_names if names is None else lambda: names)
        return Filter(text, expression)
    except RecursionError:
        raise FilterError(text, 0, len(text), "this filter is nested too deeply", "a simpler one") from None
