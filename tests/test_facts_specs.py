"""What the kernel's YNL specs have, the dissectors have: messages, attributes, members and named values, each in place.

A spec and the module of its family are walked side by side as schemas, so that no message has to be captured for it;
tests/test_specs.py compares what the two say of real messages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from nldissect.registry import Registry
from nldissect.schema import (
    Attribute,
    AttributeSet,
    Bits,
    Bytes,
    Enum,
    Flags,
    Headed,
    Indexed,
    Lazy,
    Meaning,
    Meant,
    Member,
    Pad,
    Parsed,
    Select,
    Sequence,
    Shape,
    Struct,
)
from nldissect.specs import Spec
from tests.spec_comparison import all_specs

_FURNITURE = re.compile(r"\w+_(UNSPEC|PAD\d?|UNUSED\d?)")
"""attributes and commands that nobody sends"""

LACKING: dict[str, str] = {
    r"\w+ command \w+_UNSPEC": "number 0, which nobody sends",
    r"conntrack entries CTA_PROTOINFO_TCP_STATE .*": "the kernel's own states, of which none is sent",
    r"conntrack nest CTA_NAT_V6_MAXIP .*|nftables nest NFTA_SET_ELEM_OBJREF .*": "the spec leaves a number out",
    r"devlink entries DEVLINK_ATTR_RELOAD_LIMITS\.\w+ .*": "the spec has actions where the kernel sends limits",
    r"devlink meaning DEVLINK_ATTR_DPIPE_HEADER_ID .*": "the numbers of a driver's own headers are not these",
    r"ethtool entries ETHTOOL_A_(C33_PSE_EXT_STATE|MODULE_FW_FLASH_STATUS) .*": "the spec counts from another number",
    r"nftables case NFTA_OBJ_DATA<\w+>": "the spec selects by the name, the kernel by the number",
    r"nftables entries NFTA_VERDICT_CODE .*": "the spec has them without a sign",
    r"nftables meaning NFTA_CHAIN_PAD .*|nftables parsed NFTA_DATA_VALUE .*": "the spec leaves a number out",
    r"nl80211 entries NL80211_ATTR_(FEATURE_FLAGS|SUPPORTED_COMMANDS)(\[\])? .*": "a bit without meaning; number 0",
    r"ovs_datapath member OVS_DP_ATTR_MEGAFLOW_STATS\.pad\w*": "padding",
    r"ovs_flow (entries|meaning) OVS_KEY_ATTR_IPV4\.ipv4_frag .*": "the kernel's own; a mask",
    r"ovs_flow meaning OVS_KEY_ATTR_CT_STATE .*": "of a mask",
    r"ovs_flow member OVS_\w+\.\w+": "a value and its mask; the spec's ovs_action_add_mpls is another struct's",
    r"ovs_flow nest OVS_ACTION_ATTR_DROP .*": "the spec leaves a number out",
    r"ovs_flow (parsed OVS_TUNNEL_KEY_ATTR_GENEVE_OPTS|struct OVS_KEY_ATTR_MPLS) .*": "options; one entry or several",
    r"rt-addr meaning (IFA_FLAGS|RTM_NEWADDR\.ifa_flags) .*": "a bit has a name by the family",
    r"rt-link nest (IPMRA_TABLE_CACHE_RES_QUEUE_LEN|IFLA_BRIDGE_VLAN_INFO) .*": "other families' links, other nests",
    r"rt-link array IFLA_INET_CONF<True> .*": "as programs send it, which is another form",
    r"rt-link struct IFLA_STATS_GET_FILTERS .*": "in requests, where the spec has what the reply carries",
    r"tc (absent TCA_FLOWER_KEY_MPLS_OPT_LSE_\w+|parsed RTM_NEW\w+\.tcm_\w+ .*)": "by other steps to the same place",
    r"tc member TCA_(HTB_PARMS\.rate|OPTIONS<sfq>|XSTATS<fq_codel>)\w*\S*": "nested structs, which the spec flattens",
    r"tc struct TCA_OPTIONS<(hfsc|sfb|sfq)>\S* .*": "attributes or a struct, and the spec has one of them",
    r"tc struct TCA_(PEDIT_PARMS|U32_SEL)\.keys .*": "an array, which the spec has as one element",
}
"""`FAMILY WHAT PLACE …` of what the modules have otherwise, each with the reason; one that nothing needs fails."""


@dataclass
class Walk:
    """Compares schemas; what may stand at several places counts as lacking where it is at none of them."""

    family: str
    found: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    seen: set[tuple[int, int]] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    present: set[str] = field(default_factory=set)

    def lacking(self) -> set[str]:
        """`FAMILY WHAT PLACE …` for all that the module lacks."""
        return {f"{self.family} {one}" for one in self.found | (self.missing - self.present)}

    def row(self, where: str, spec: Shape, meant: Meaning | None, ours: Shape, meaning: Meaning | None) -> None:
        """A place where a value stands, in both: its meaning, then its parts."""
        theirs, _ = _told(spec, meant)
        mine, said = _told(ours, meaning), _told(spec, meant)[1]
        if isinstance(said, (Enum, Flags)):
            self.counts["named values"] += len(said.constants)
            if not isinstance(mine[1], (Enum, Flags)):
                self.found.add(f"meaning {where} {said}")
            else:
                less = [name for value, name in said.constants.items() if value not in mine[1].constants]
                if less:
                    self.found.add(f"entries {where} {' '.join(less)}")
        self.shapes(where, theirs, mine[0])

    def shapes(self, where: str, spec: Shape, ours: Shape) -> None:
        """The parts of two shapes."""
        spec, ours = _told(spec, None)[0], _told(ours, None)[0]
        if (id(spec), id(ours)) in self.seen:
            return
        self.seen.add((id(spec), id(ours)))
        if isinstance(ours, Parsed):
            if not isinstance(spec, Bytes):
                self.found.add(f"parsed {where} {type(spec).__name__}")
        elif isinstance(ours, Select) and not isinstance(spec, Select):
            for key, case in _cases(ours):
                self.shapes(f"{where}<{key}>", spec, case)
        elif isinstance(spec, AttributeSet):
            self._sets(where, spec, ours)
        elif isinstance(spec, Struct):
            self._structs(where, spec, ours)
        elif isinstance(spec, Headed):
            if isinstance(ours, Headed):
                self.shapes(where, spec.header, ours.header)
                self.shapes(where, spec.attributes, ours.attributes)
            else:
                self.found.add(f"headed {where} {type(ours).__name__}")
        elif isinstance(spec, (Indexed, Sequence)):
            if isinstance(ours, AttributeSet) and isinstance(spec, Indexed):
                for attribute in ours.attributes:
                    self.shapes(attribute.name, spec.element, attribute.shape)
            elif isinstance(ours, type(spec)):
                self.row(f"{where}[]", spec.element, spec.meaning, ours.element, ours.meaning)
            else:
                self.found.add(f"{'indexed' if isinstance(spec, Indexed) else 'array'} {where} {type(ours).__name__}")
        elif isinstance(spec, Select):
            self._selects(where, spec, ours)

    def _sets(self, where: str, spec: AttributeSet, ours: Shape) -> None:
        if isinstance(ours, Headed):
            ours = _told(ours.attributes, None)[0]
        if isinstance(ours, Indexed) and len(spec.attributes) == 1:
            (only,) = spec.attributes
            self.row(f"{where}[]", only.shape, only.meaning, ours.element, ours.meaning)
            return
        if not isinstance(ours, AttributeSet):
            self.found.add(f"nest {where} {type(ours).__name__}")
            return
        for attribute in spec.attributes:
            self.counts["attributes"] += 1
            mine = ours.by_number.get(attribute.number)
            if mine is not None:
                self.present.add(f"absent {attribute.name}")
                self.row(mine.name, attribute.shape, attribute.meaning, mine.shape, mine.meaning)
            elif not _FURNITURE.fullmatch(attribute.name):
                self.missing.add(f"absent {attribute.name}")

    def _structs(self, where: str, spec: Struct, ours: Shape) -> None:
        if isinstance(ours, Headed):
            ours = ours.header
        if not isinstance(ours, Struct):
            self.found.add(f"struct {where} {type(ours).__name__}")
            return
        mine = dict(_members(ours))
        for offset, member in _members(spec):
            self.counts["members"] += 1
            other = mine.get(offset)
            if other is None:
                self.found.add(f"member {where}.{member.name if isinstance(member, Member) else 'bits'}")
            elif isinstance(member, Member) and isinstance(other, Member):
                self.row(f"{where}.{other.name}", member.shape, member.meaning, other.shape, other.meaning)

    def _selects(self, where: str, spec: Select, ours: Shape) -> None:
        if not isinstance(ours, Select):
            self.found.add(f"select {where} {type(ours).__name__}")
            return
        for key, case in spec.cases.items():
            self.counts["cases"] += 1
            other = ours.cases.get(key, ours.default)
            if key in ours.cases:
                self.present.add(f"case {where}<{key}>")
            else:
                self.missing.add(f"case {where}<{key}>")
            if other is not None:
                self.shapes(f"{where}<{key}>", case, other)


def _told(shape: Shape, meaning: Meaning | None) -> tuple[Shape, Meaning | None]:
    """A shape as it is in the end, and the meaning of what it holds."""
    while isinstance(shape, (Lazy, Meant)):
        if isinstance(shape, Meant):
            meaning, shape = shape.meaning, shape.shape
        else:
            shape = shape.resolve()
    if meaning is None and isinstance(shape, (Indexed, Sequence)):
        meaning = shape.meaning
    return shape, meaning


def _cases(select: Select) -> Iterator[tuple[object, Shape]]:
    yield from select.cases.items()
    if select.default is not None:
        yield "", select.default


def _members(struct: Struct) -> Iterator[tuple[int, Member | Bits]]:
    """(offset, member) of what is no padding."""
    offset = 0
    for member in struct.members:
        if isinstance(member, Pad):
            offset += member.length
        else:
            yield offset, member
            offset += member.shape.size or 0


def _walk(spec: Spec, registry: Registry) -> Walk:
    walk = Walk(spec.name)
    for message in spec.MESSAGES:
        walk.counts["messages"] += 1
        ours = registry.message(message.protocol, message.type)
        if ours is None:
            walk.found.add(f"message {message.name}")
            continue
        if message.header is not None and ours.header is not None:
            walk.shapes(message.name, message.header, ours.header)
        for body in (ours.body, ours.reply):
            if message.body is not None and body is not None:
                walk.shapes(message.name, message.body, body)
    for family in spec.FAMILIES:
        module = registry.family(family.name)
        assert module is not None, family.name
        walk.found |= {f"group {name}" for name in set(family.groups) - set(module.groups)}
        for wanted, reply in [
            *((one, False) for one in family.commands),
            *((one, True) for one in family.replies or ()),
        ]:
            walk.counts["commands"] += 1
            command = module.command(wanted.number, reply=reply)
            if command is None and module.events:
                command = next((one for one in module.events if one.number == wanted.number), None)
            if command is None:
                walk.found.add(f"command {wanted.name}")
            elif wanted.attributes is not None:
                walk.shapes(family.name, wanted.attributes, command.attributes or module.attributes)
    return walk


@cache
def walks() -> tuple[Walk, ...]:
    """Every spec beside its module."""
    registry = Registry()
    return tuple(_walk(spec, registry) for spec in all_specs())


def test_what_the_specs_have_the_modules_have() -> None:
    lacking = sorted(
        one for walk in walks() for one in walk.lacking() if not any(re.fullmatch(known, one) for known in LACKING)
    )
    assert lacking == []


def test_no_exception_is_without_need() -> None:
    lacking = {one for walk in walks() for one in walk.lacking()}
    assert [known for known in LACKING if not any(re.fullmatch(known, one) for one in lacking)] == []


def test_the_walk_goes_everywhere() -> None:
    counts = sum((walk.counts for walk in walks()), Counter())
    assert counts["messages"] > 70
    assert counts["commands"] > 350
    assert counts["attributes"] > 3000
    assert counts["members"] > 500
    assert counts["named values"] > 2000
    assert counts["cases"] > 150


def test_a_hole_is_found() -> None:
    """What a table lacks is told: an attribute, a member, a value, a case."""
    kinds = Enum("", {1: "ONE", 2: "TWO"})
    inner = AttributeSet("", [Attribute(1, "A", Bytes(4)), Attribute(2, "B", Bytes(4), kinds)])
    spec = AttributeSet("", [Attribute(1, "N", inner), Attribute(2, "S", Select("A", {"x": inner, "y": inner}))])
    less = AttributeSet("", [Attribute(2, "B", Bytes(4), Enum("", {1: "ONE"}))])
    ours = AttributeSet("", [Attribute(1, "N", less), Attribute(2, "S", Select("A", {"x": less}))])
    walk = Walk("zoo")
    walk.shapes("top", spec, ours)
    assert walk.lacking() == {"zoo absent A", "zoo entries B TWO", "zoo case S<y>"}
