"""What the kernel itself says it accepts of generic netlink families: the answers to CTRL_CMD_GETPOLICY in a stream."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nldissect.control import NLM_F_DUMP
from nldissect.datagram import Datagram, Direction
from nldissect.diagnosis.policy import policy_words
from nldissect.message import GENL_ID_CTRL, Message
from nldissect.protocols import GENERIC
from nldissect.stream import Stream
from nldissect.tree import Node

CTRL_CMD_GETPOLICY = 10


@dataclass(frozen=True, slots=True)
class AttributePolicy:
    """The kernel's policy for one attribute (NL_POLICY_TYPE_ATTR_*). `kind` is NL_ATTR_TYPE_x without its prefix.

    `low` and `high` bound a number, `shortest` and `longest` a payload (bytes; a string's NUL not counted), `mask` has
    the bits that may be set, `nested` is the policy of what is inside. `words` say all of it to a person.
    """

    kind: str
    words: str
    low: int | None = None
    high: int | None = None
    shortest: int | None = None
    longest: int | None = None
    mask: int | None = None
    nested: int | None = None


Policy = Mapping[int, AttributePolicy]
"""attribute number → its policy; what is not in it, the kernel does not know"""


@dataclass(slots=True)
class _Answer:
    """One dump of a family's policies; each numbers them anew."""

    policies: dict[int, dict[int, AttributePolicy]] = field(default_factory=dict)
    operations: dict[int, dict[bool, int]] = field(default_factory=dict)
    """command → whether it is a dump → the number of its policy"""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The policy for one request's attributes, and those that its nests refer to."""

    attributes: Policy
    policies: Mapping[int, Policy]

    def inside(self, policy: AttributePolicy | None) -> Policy | None:
        """The policy of what is in a nest."""
        return None if policy is None or policy.nested is None else self.policies.get(policy.nested)


class Policies:
    """All policies that a stream has told."""

    def __init__(self) -> None:
        self._answers: dict[int, dict[int, _Answer]] = {}
        """family id → the dump's transaction → what it said, the last one last"""

    def read(self, datagrams: Iterable[Datagram]) -> None:
        """Learn from a whole capture, so that requests before the policy dump can be held against it too."""
        stream = Stream()
        for datagram in datagrams:
            if datagram.protocol == GENERIC:
                for message in stream.messages(datagram):
                    self.learn(message)

    def learn(self, message: Message) -> None:
        """Take the policies from a message, if it is an answer to CTRL_CMD_GETPOLICY."""
        header, data = message.header, message.data
        if message.protocol != GENERIC or header is None or header.nlmsg_type != GENL_ID_CTRL:
            return
        if len(data) < 20 or data[16] != CTRL_CMD_GETPOLICY or message.direction is not Direction.TO_USER:
            return
        family = message.tree.get("CTRL_ATTR_FAMILY_ID")
        if family is None or not isinstance(family.value, int):
            return
        number = 0 if message.membership is None else message.membership.number
        answer = self._answers.setdefault(family.value, {}).setdefault(number, _Answer())
        for node in message.tree.children:
            if node.name == "CTRL_ATTR_POLICY":
                for policy in node.children:
                    rows = answer.policies.setdefault(_number(policy), {})
                    rows.update((_number(row), _attribute_policy(row)) for row in policy.children)
            elif node.name == "CTRL_ATTR_OP_POLICY":
                for operation in node.children:
                    numbers = answer.operations.setdefault(_number(operation), {})
                    for kind in operation.children:
                        if isinstance(kind.value, int):
                            numbers[kind.name == "CTRL_ATTR_POLICY_DUMP"] = kind.value

    def of(self, message: Message) -> Accepted | None:
        """What the kernel accepts in this generic netlink request; None where no dump has told."""
        header, generic = message.header, message.generic
        if header is None or generic is None:
            return None
        is_dump = header.nlmsg_flags & NLM_F_DUMP == NLM_F_DUMP
        for answer in reversed(self._answers.get(header.nlmsg_type, {}).values()):
            # Linux 5.7 to 5.9 tell one policy for the whole family and no operations.
            number = answer.operations.get(generic.cmd, {}).get(is_dump) if answer.operations else 0
            if number is not None and number in answer.policies:
                return Accepted(answer.policies[number], answer.policies)
        return None


def _attribute_policy(row: Node) -> AttributePolicy:
    values = {node.name.removeprefix("NL_POLICY_TYPE_ATTR_"): node.value for node in row.children}
    numbers = {name: value for name, value in values.items() if isinstance(value, int)}
    kind = row.get("NL_POLICY_TYPE_ATTR_TYPE")
    return AttributePolicy(
        "INVALID" if kind is None else kind.text.removeprefix("NL_ATTR_TYPE_"),
        policy_words(row),
        numbers.get("MIN_VALUE_U", numbers.get("MIN_VALUE_S")),
        numbers.get("MAX_VALUE_U", numbers.get("MAX_VALUE_S")),
        numbers.get("MIN_LENGTH"),
        numbers.get("MAX_LENGTH"),
        numbers.get("MASK", numbers.get("BITFIELD32_MASK")),
        numbers.get("POLICY_IDX"),
    )


def _number(node: Node) -> int:
    return -1 if node.type is None else node.type
