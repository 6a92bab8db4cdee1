"""One spec: its operations as messages of a protocol, or as commands of a generic netlink family."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from nldissect.schema import AttributeSet, Command, GenericFamily, Message, Operation, Struct
from nldissect.specs.definitions import Definitions
from nldissect.specs.reading import Budget, SpecError, Yaml, constant, word
from nldissect.specs.spaces import Spaces

_VERBS: Final = {
    "get": Operation.GET,
    **dict.fromkeys(("new", "set", "add", "create", "created", "change", "updated"), Operation.NEW),
    **dict.fromkeys(("del", "delete", "deleted", "flush"), Operation.DELETE),
}
Numbered = list[tuple[Any, Yaml]]


class Spec:
    """One family's spec. `FAMILIES` and `MESSAGES` are what a dissector module of the family would have."""

    def __init__(self, document: Yaml) -> None:
        self.name: str = word(document["name"])
        """as YNL calls it: rt-link, ethtool …"""
        self.title: str = (
            re.split(r"\.\**\s", str(document.get("doc", "")), maxsplit=1)[0].strip("*. \n").replace("\n", " ")
        )
        """what it describes, in its own words: their first sentence"""
        budget = Budget()
        self._definitions = Definitions(self.name, document.get("definitions"), budget)
        self._spaces = Spaces(self.name, document, self._definitions, budget)
        self._operations: Yaml = document["operations"]
        self.FAMILIES: tuple[GenericFamily, ...] = ()
        self.MESSAGES: tuple[Message, ...] = ()
        if "protonum" in document:
            protocol = document["protonum"]
            if not isinstance(protocol, int) or not 0 <= protocol < 256:
                raise SpecError("protonum is no protocol number")
            self.MESSAGES = tuple(self._messages(protocol))
        else:
            self.FAMILIES = (self._family(document),)

    def _family(self, document: Yaml) -> GenericFamily:
        operations = self._operations
        directional = operations.get("enum-model") == "directional"
        requests, replies = _numbered(operations["list"], directional=directional)
        header = operations.get("fixed-header")
        # Policies are made from specs of the newest level alone; there, and only there, is the kernel strict by rule.
        made = document.get("protocol", "genetlink") == "genetlink"
        sets = (one["attribute-set"] for one in operations["list"] if one.get("attribute-set"))
        return GenericFamily(
            self.name,
            self._spaces.space(next(sets, self._spaces.first)),
            tuple(self._command(number, one, one["name"], strict=made) for number, one in requests),
            tuple(self._replies(requests, replies)) if directional else None,
            header=None if header is None else self._definitions.struct(header),
            version=int(document.get("version", 1)),
            groups=tuple(word(one["name"]) for one in document.get("mcast-groups", {}).get("list", ())),
        )

    def _command(self, number: int, one: Yaml, name: str, *, strict: bool = False) -> Command:
        space = self._body(one)
        return Command(
            number, constant(self._prefix(one), name), space, _operation(name),
            strict=strict and "strict" not in one.get("dont-validate", ()),
        )  # fmt: skip

    def _prefix(self, one: Yaml) -> str:
        prefix = self._operations.get("name-prefix", f"{self.name}-cmd-")
        return str(self._operations.get("async-prefix", prefix) if _unasked(one) else prefix)

    def _replies(self, requests: Numbered, replies: Numbered) -> Iterator[Command]:
        """What the kernel sends, where the spec numbers that apart.

        Families with messages rather than commands (ethtool) have names of their own for replies. Others have one enum
        for both directions all the same, and may send under any of its numbers.
        """
        if all(self._prefix(one).endswith("-msg-") for _, one in requests):
            for number, one in replies:
                yield self._command(number, one, one["name"] if _unasked(one) else f"{one['name']}-reply")
            return
        known = {number: (one, str(one["name"])) for number, one in replies}
        known |= {number: (one, _answer(number, one, requests)) for number, one in replies if not _unasked(one)}
        known |= {number: (known.get(number, (one, ""))[0], one["name"]) for number, one in requests}
        for number, (one, name) in known.items():
            yield self._command(number, one, name)

    def _messages(self, protocol: int) -> Iterator[Message]:
        requests, replies = _numbered(self._operations["list"], directional=True)
        seen: set[int] = set()
        for number, one in (*requests, *replies):
            if number in seen:
                continue
            seen.add(number)
            yield Message(
                protocol,
                number,
                constant(self._prefix(one), _answer(number, one, requests)),
                self._header(one),
                self._body(one),
                _operation(_answer(number, one, requests)),
            )

    def _header(self, one: Yaml) -> Struct | None:
        header = one.get("fixed-header", self._operations.get("fixed-header"))
        return None if header is None else self._definitions.struct(header)

    def _body(self, one: Yaml) -> AttributeSet | None:
        """The attributes of an operation; a notification has those of what it notifies of."""
        if "notify" in one:
            one = next((other for other in self._operations["list"] if other["name"] == one["notify"]), one)
        return self._spaces.space(one["attribute-set"]) if one.get("attribute-set") else None


def _numbered(operations: Iterable[Yaml], *, directional: bool) -> tuple[Numbered, Numbered]:
    """(number, operation) as programs and as the kernel send them; one list serves both unless `directional`."""
    requests: Numbered = []
    replies: Numbered = []
    request: Any = 1
    reply: Any = 1
    for one in operations:
        if not directional:
            request = one.get("value", request)
            requests.append((request, one))
            request += 1
        elif _unasked(one):
            reply = one.get("value", reply)
            replies.append((reply, one))
            reply += 1
        else:
            asked, answered = _modes(one, "request"), _modes(one, "reply")
            request = next((mode["value"] for mode in asked if "value" in mode), request)
            reply = next((mode["value"] for mode in answered if "value" in mode), reply)
            requests.append((request, one))
            if answered:
                replies.append((reply, one))
                reply += 1
            request += 1
    for number, one in (*requests, *replies):
        if not isinstance(number, int) or not 0 <= number < 1 << 16:
            raise SpecError(f"operation {word(one['name'])} has no number that could be one")
    return requests, replies


def _modes(one: Yaml, direction: str) -> list[Yaml]:
    """The `do` and `dump` forms of an operation's request or reply, as far as it has them."""
    return [one[mode][direction] for mode in ("do", "dump") if direction in (one.get(mode) or {})]


def _unasked(one: Yaml) -> bool:
    return "notify" in one or "event" in one


def _answer(number: int, one: Yaml, requests: Numbered) -> str:
    """The name of an operation's message with that number.

    Where an answer's number is another than its request's, and nobody's, the spec has no name for it. In the kernel it
    is the one with NEW for GET: RTM_NEWSTATS, CTRL_CMD_NEWFAMILY, DEVLINK_CMD_TRAP_NEW.
    """
    name = word(one["name"])
    if _unasked(one) or any(number == asked for asked, _ in requests):
        return name
    return re.sub(r"^get|(?<=-)get$", "new", name)


def _operation(name: str) -> Operation:
    words = name.removesuffix("-ntf").split("-")
    ends = (words[-1], words[0])  # dev-get, get-wiphy; else getfamily
    return next((_VERBS[end] for end in (*ends, name[:3]) if end in _VERBS), Operation.OTHER)
