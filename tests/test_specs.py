"""The kernel's YNL specs: read whole, named as in the headers, and of one mind with the dissector modules."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from struct import pack
from typing import Any

import pytest

from nldissect import specs
from nldissect.errors import UserError
from nldissect.reference import Entry, entries, rows
from nldissect.registry import Registry
from nldissect.schema import Enum, Flags, Operation
from nldissect.specs import Spec
from nldissect.stream import Stream
from nldissect.tree import Node
from tests.build import NLM_F_DUMP, NLM_F_REQUEST, attribute, capture, datagram, family, genl, message, nest
from tests.kernel_facts import constants, structs
from tests.spec_comparison import SPECS, Difference, all_specs, differences
from tests.spec_differences import DIFFERENCES, ELSEWHERE, Justified

ROOT = Path(__file__).parents[1]
CAPTURES = sorted((ROOT / "captures").rglob("*.pcap*"))
Write = Callable[..., Path]

ZOO = """
name: zoo
doc: Animals. And more.
protocol: genetlink-legacy
definitions:
  - {name: limit, type: const, value: 9}
  - {name: diet, type: enum, entries: [plants, {name: meat, value: 5}, all]}
  - {name: skill, type: flags, name-prefix: zoo-can-, entries: [fly, swim]}
  - {name: pair, type: struct, members: [{name: one, type: u8}, {name: two-b, type: u32, enum: diet},
      {name: mac, type: binary, len: 6, display-hint: mac}, {name: inner, type: binary, struct: small}]}
  - {name: small, type: struct, members: [{name: id, type: u16, byte-order: big-endian}]}
  - {name: hdr, type: struct, members: [{name: cage, type: s32}]}
attribute-sets:
  - name: zoo
    attributes:
      - {name: name, type: string, checks: {max-len: limit - 1}}
      - {name: diet, type: u8, enum: diet, checks: {max: 5}}
      - {name: skills, type: u32, enum: skill}
      - {name: as-bits, type: u16, enum: diet, enum-as-flags: true, value: 10}
      - {name: pair, type: binary, struct: pair}
      - {name: ages, type: binary, sub-type: u16}
      - {name: young, type: indexed-array, sub-type: nest, nested-attributes: zoo}
      - {name: homes, type: indexed-array, sub-type: u32, byte-order: big-endian, display-hint: ipv4}
      - {name: tree, type: nest-type-value, type-value: [row, seat], nested-attributes: part}
      - {name: features, type: bitfield32, enum: skill}
      - {name: more, type: sub-message, sub-message: by-name, selector: name}
      - {name: nested, type: nest, nested-attributes: deep}
      - {name: secret-key, type: binary}
      - {name: private-key, type: binary}
      - {name: long, type: uint, name-prefix: other-}
      - {name: hex, type: u16, display-hint: hex}
      - {name: kind, type: u8, enum: diet}
      - {name: by-kind, type: sub-message, sub-message: by-diet, selector: kind}
  - {name: part, subset-of: zoo, attributes: [{name: name}]}
  - name: deep
    name-prefix: zoo-d-
    attributes: [{name: more, type: sub-message, sub-message: by-name, selector: name}]
  - {name: cat, attributes: [{name: lives, type: s8}]}
sub-messages:
  - name: by-name
    formats:
      - {value: cat, attribute-set: cat}
      - {value: dog, fixed-header: small}
      - {value: cow, fixed-header: hdr, attribute-set: cat}
      - {value: bee}
  - {name: by-diet, formats: [{value: meat, attribute-set: cat}]}
operations:
  fixed-header: hdr
  async-prefix: zoo-event-
  list:
    - {name: animal-get, attribute-set: zoo, do: {request: {attributes: [name]}}}
    - {name: reset, attribute-set: zoo, value: 7, do: {request: {attributes: [name]}}}
    - {name: animal-add-ntf, notify: animal-get, mcgrp: animals}
mcast-groups: {list: [{name: animals}]}
"""
FAMILY_ID = 40


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a spec file."""

    def written(text: str | bytes, name: str = "zoo.yaml") -> Path:
        path = tmp_path / name
        data = text if isinstance(text, bytes) else text.encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return path

    return written


@pytest.fixture
def zoo(write: Write) -> Registry:
    """A registry that knows the family zoo by its spec alone."""
    registry = Registry()
    registry.add_specs([write(ZOO)])
    return registry


def animal(registry: Registry, *attributes: bytes, command: int = 1, **more: Any) -> Node:
    """The tree of a message of zoo."""
    stream = Stream(registry=registry)
    body = pack("<i", -3) + b"".join(attributes)
    told, sent = stream.messages(
        datagram(family(FAMILY_ID, "zoo"), genl(FAMILY_ID, command, body, **more), protocol=16)
    )
    assert told.generic is not None
    return sent.tree


# The kernel's own.


def test_all_of_the_kernels_specs_are_read() -> None:
    assert len(all_specs()) == 33
    assert sum(len(spec.MESSAGES) for spec in all_specs()) > 70
    assert sum(len(rows_of(spec)) for spec in all_specs()) > 2500
    assert all(re.fullmatch(r"[\w -]+\S.*", spec.title) for spec in all_specs())


def entry(spec: Spec) -> Entry:
    return Entry("", spec.name, "", spec.MESSAGES, spec.FAMILIES[0] if spec.FAMILIES else None)


def rows_of(spec: Spec) -> list[Any]:
    return list(rows(entry(spec)))


def numbers(spec: Spec) -> set[tuple[str, int]]:
    """Every constant that a spec makes, with its number."""
    found = {(message.name, message.type) for message in spec.MESSAGES}
    found |= {
        (command.name, command.number) for one in spec.FAMILIES for command in (*one.commands, *(one.replies or ()))
    }
    for row in rows_of(spec):
        if hasattr(row, "number"):
            found.add((row.name, row.number))
        if isinstance(row.meaning, (Enum, Flags)):
            found |= {(name, value) for value, name in row.meaning.constants.items()}
    return found


WHOLE = (
    *("binder", "dev-energymodel", "fou", "handshake", "lockd", "mptcp_pm", "net-shaper", "ovpn", "ovs_datapath"),
    *("ovs_packet", "ovs_vport", "psp", "sunrpc", "tcp_metrics", "team", "wireguard"),
)
"""specs whose names are all in the 7.2 headers; of the others some are 7.3's, and some have no name-prefix"""

OTHER_NUMBERS = {
    r"\w+_BIT|DEVLINK_RELOAD_ACTION_\w+|PSP_VERSION_\w+": "the header numbers bits; these are masks",
    r"ETHTOOL_(C33_PSE_EXT_STATE|MODULE_FW_FLASH_STATUS)_\w+": "linux/ethtool.h has a value more before them",
    r"NL_POLICY_TYPE_ATTR_(MASK|PAD)": "the spec has these two exchanged",
    r"OVS_ACTION_ATTR_PSAMPLE": "the spec lacks OVS_ACTION_ATTR_DROP",
    r"RXH_DISCARD": "C's sign",
}


def test_names_are_those_of_the_headers() -> None:
    known, right, other = constants(), 0, set()
    for spec in all_specs():
        made = numbers(spec)
        if spec.name in WHOLE:
            assert {name for name, _ in made if name not in known} == set(), spec.name
        right += sum(known.get(name) == value for name, value in made)
        other |= {name for name, value in made if known.get(name, value) != value}
    assert right > 3000
    assert {name for name in other if not any(re.fullmatch(one, name) for one in OTHER_NUMBERS)} == set()
    assert all(any(re.fullmatch(one, name) for name in other) for one in OTHER_NUMBERS)


def test_structs_have_the_headers_sizes() -> None:
    known = structs()
    checked = 0
    wrong = set()
    for spec in all_specs():
        for row in rows_of(spec):
            name = getattr(row.shape, "name", "")
            if name in known and getattr(row.shape, "size", None) is not None:
                checked += 1
                if row.shape.size != known[name].size:
                    wrong.add(name)
    assert checked > 200
    assert wrong == WRONG_SIZES


WRONG_SIZES = {"ovs_action_add_mpls", "rta_cacheinfo", "tc_pedit_sel", "tc_u32_sel", "tc_u32_pcnt"}
"""the first two have other members in the specs, the others end in arrays, which the specs have as one element"""


def test_a_family_has_what_its_spec_says() -> None:
    by_name = {spec.name: spec for spec in all_specs()}
    (ethtool,) = by_name["ethtool"].FAMILIES
    assert ethtool.command(1, reply=False).name == "ETHTOOL_MSG_STRSET_GET"  # type: ignore[union-attr]
    assert ethtool.command(1, reply=True).name == "ETHTOOL_MSG_STRSET_GET_REPLY"  # type: ignore[union-attr]
    assert ethtool.command(3, reply=True).name == "ETHTOOL_MSG_LINKINFO_NTF"  # type: ignore[union-attr]
    assert ethtool.groups == ("monitor",)
    (devlink,) = by_name["devlink"].FAMILIES
    assert devlink.command(63, reply=True).name == "DEVLINK_CMD_TRAP_NEW"  # type: ignore[union-attr]
    (ovs,) = by_name["ovs_flow"].FAMILIES
    assert ovs.header is not None
    assert ovs.header.name == "ovs_header"
    messages = {message.name: message for message in by_name["rt-link"].MESSAGES}
    assert {name: one.type for name, one in messages.items() if "STATS" in name} == {
        "RTM_GETSTATS": 94, "RTM_NEWSTATS": 92,
    }  # fmt: skip
    assert messages["RTM_NEWLINK"].operation is Operation.NEW
    assert messages["RTM_GETSTATS"].operation is Operation.GET


# Module and spec.


def justified(one: Difference) -> list[Justified]:
    return [
        row for row in (*DIFFERENCES, *ELSEWHERE)
        if all(map(re.fullmatch, (row.family, row.what, row.where), (one.family, one.what, one.where)))
    ]  # fmt: skip


def test_modules_and_specs_are_of_one_mind() -> None:
    found: Counter[Difference] = Counter()
    compared: Counter[str] = Counter()
    for path in CAPTURES:
        one, how_many = differences(path)
        found += one
        compared += how_many
    unjustified = {one.key: one.example for one in found if not justified(one)}
    assert unjustified == {}
    needed = {row for one in found for row in justified(one)}
    assert [row for row in DIFFERENCES if row not in needed] == []
    assert compared.total() > 3500
    assert {"rt-link", "rt-route", "tc", "nftables", "conntrack", "nlctrl", "ethtool", "devlink"} <= compared.keys()


def test_secrets_of_modules_are_secrets_of_specs() -> None:
    registry = Registry()
    secret = {row.name for known in entries(registry) for row in rows(known) if row.secret and row.name.isupper()}
    shown = {row.name for spec in all_specs() for row in rows_of(spec) if not row.secret}
    assert secret & shown == set()
    assert {"WGDEVICE_A_PRIVATE_KEY", "OVPN_A_KEYDIR_CIPHER_KEY", "PSP_A_KEYS_KEY"} <= secret


# Every form that a spec can have.


@pytest.mark.parametrize(
    ("sent", "path", "value", "text"),
    [
        (attribute(1, b"cat\0"), "ZOO_A_NAME", "cat", "cat"),
        (attribute(2, b"\5"), "ZOO_A_DIET", 5, "ZOO_DIET_MEAT"),
        (attribute(3, b"\3\0\0\0"), "ZOO_A_SKILLS", 3, "ZOO_CAN_FLY|ZOO_CAN_SWIM"),
        (attribute(10, b"\x41\0"), "ZOO_A_AS_BITS", 65, "ZOO_DIET_PLANTS|ZOO_DIET_ALL"),
        (attribute(12, b"\1\0\2\0"), "ZOO_A_AGES", [1, 2], "1 2"),
        (nest(13, nest(4, attribute(1, b"b"))), "ZOO_A_YOUNG [4] ZOO_A_NAME", "b", "b"),
        (nest(14, attribute(2, bytes([10, 0, 0, 1]))), "ZOO_A_HOMES [2]", "10.0.0.1", "10.0.0.1"),
        (nest(15, nest(6, nest(7, attribute(1, b"a")))), "ZOO_A_TREE [6] [7] ZOO_A_NAME", "a", "a"),
        (nest(15, nest(6, nest(7, attribute(2, b"\0")))), "ZOO_A_TREE [6] [7] ZOO_A_DIET", 0, "ZOO_DIET_PLANTS"),
        (attribute(16, pack("<II", 1, 3)), "ZOO_A_FEATURES selector", 3, "ZOO_CAN_FLY|ZOO_CAN_SWIM"),
        (attribute(20, b"key"), "ZOO_A_PRIVATE_KEY", None, "‹secret, 3 bytes›"),
        (attribute(21, pack("<Q", 1 << 40)), "OTHER_LONG", 1 << 40, str(1 << 40)),
        (attribute(22, b"\x10\0"), "ZOO_A_HEX", 16, "0x10"),
        (attribute(1, b"cat") + nest(17, attribute(1, b"\x09")), "ZOO_A_MORE ZOO_A_CAT_LIVES", 9, "9"),
        (attribute(1, b"dog") + attribute(17, b"\1\2"), "ZOO_A_MORE id", 258, "258"),
        (
            attribute(1, b"cow") + attribute(17, pack("<i", 4) + attribute(1, b"\xff")),
            "ZOO_A_MORE ZOO_A_CAT_LIVES", -1, "-1",
        ),
        (
            attribute(1, b"cat") + nest(18, nest(1, attribute(1, b"\7"))),
            "ZOO_A_NESTED ZOO_D_MORE ZOO_A_CAT_LIVES", 7, "7",
        ),
        (attribute(23, b"\5") + nest(24, attribute(1, b"\1")), "ZOO_A_BY_KIND ZOO_A_CAT_LIVES", 1, "1"),
    ],
)  # fmt: skip
def test_attributes(zoo: Registry, sent: bytes, path: str, value: object, text: str) -> None:
    node = animal(zoo, sent)
    for name in path.split():
        node = node[name]
    assert (node.value, node.text, node.raw) == (value, text, False)


def test_a_struct_lies_as_the_compiler_lays_it(zoo: Registry) -> None:
    tree = animal(zoo, attribute(11, b"\1\0\0\0\5\0\0\0\2\0\0\0\0\1\0\7"))
    pair = tree["ZOO_A_PAIR"]
    assert [(child.name, child.offset - pair.start, child.text) for child in pair.children] == [
        ("one", 0, "1"), ("two_b", 4, "ZOO_DIET_MEAT"), ("mac", 8, "02:00:00:00:00:01"), ("inner", 14, ""),
    ]  # fmt: skip
    assert pair["inner"]["id"].value == 7
    assert tree["hdr"]["cage"].value == -3
    assert not pair.notes


def test_sub_messages_of_another_kind_are_bytes(zoo: Registry) -> None:
    assert animal(zoo, attribute(1, b"emu"), attribute(17, b"\1"))["ZOO_A_MORE"].raw
    assert animal(zoo, attribute(1, b"bee"), attribute(17, b""))["ZOO_A_MORE"].children == []


def test_checks_commands_and_groups(zoo: Registry) -> None:
    known = zoo.family("zoo")
    assert known is not None
    by_name = known.attributes.by_name
    assert by_name["ZOO_A_NAME"].shape.longest == 8  # type: ignore[attr-defined]
    assert by_name["ZOO_A_DIET"].range == (0, 5)
    assert by_name["ZOO_A_SKILLS"].range is None
    assert [(one.number, one.name, one.operation) for one in known.commands] == [
        (1, "ZOO_CMD_ANIMAL_GET", Operation.GET), (7, "ZOO_CMD_RESET", Operation.OTHER),
        (8, "ZOO_EVENT_ANIMAL_ADD_NTF", Operation.NEW),
    ]  # fmt: skip
    assert known.groups == ("animals",)
    tree = animal(zoo, attribute(1, b"x"), command=8, flags=0)
    assert tree["cmd"].text == "ZOO_EVENT_ANIMAL_ADD_NTF"
    assert tree["ZOO_A_NAME"].value == "x"


def test_numbers_of_both_directions() -> None:
    document = {
        "name": "two", "attribute-sets": [{"name": "one", "attributes": [{"name": "a", "type": "u8"}]}],
        "operations": {"enum-model": "directional", "list": [
            {"name": "get", "attribute-set": "one", "do": {"request": {"value": 4}, "reply": {"value": 9}}},
            {"name": "put", "attribute-set": "one", "do": {"request": {}}},
            {"name": "peek", "attribute-set": "one", "dump": {"request": {}, "reply": {}}},
            {"name": "seen", "attribute-set": "one", "event": {}},
        ]},
    }  # fmt: skip
    (two,) = Spec(document).FAMILIES
    assert [(one.number, one.name) for one in two.commands] == [
        (4, "TWO_CMD_GET"),
        (5, "TWO_CMD_PUT"),
        (6, "TWO_CMD_PEEK"),
    ]
    assert two.replies is not None
    assert {one.number: one.name for one in two.replies} == {
        9: "TWO_CMD_NEW", 10: "TWO_CMD_PEEK", 11: "TWO_CMD_SEEN",
        4: "TWO_CMD_GET", 5: "TWO_CMD_PUT", 6: "TWO_CMD_PEEK",
    }  # fmt: skip


# What is no spec.


HOSTILE = {
    "nothing": b"",
    "text": b"just words",
    "list": b"- a\n- b\n",
    "binary": bytes(range(256)),
    "unclosed": b"name: [a, b",
    "tab": b"name:\n\t- x",
    "no sets": b"name: a\noperations: {list: []}",
    "no operations": b"name: a\nattribute-sets: []",
    "empty": b"name: a\nattribute-sets: []\noperations: {list: []}",
    "sets of numbers": b"name: a\nattribute-sets: [1, 2]\noperations: {list: []}",
    "deep": b"name: " + b"[" * 200_000,
    "deep lists": b"name:\n  " + b"- " * 200_000,
    "merge": b"a: &a {x: 1}\nb: {<<: [*a, *a]}",
    "unknown tag": b"name: !!python/object/apply:os.system ['true']",
    "bad date": b"name: 2020-99-99",
    "long number": b"name: " + b"1" * 100_000,
    "base 60": b"name: " + b"1:" * 100_000 + b"1",
    "unhashable": b"? [a, b]\n: c",
    "escape sequence": ZOO.replace("name: zoo\n", 'name: "\\e[31mzoo"\n', 1).encode(),
    "escape in an attribute": ZOO.replace("{name: hex,", '{name: "h\\ex",').encode(),
    "unknown type": ZOO.replace("type: uint,", "type: u128,").encode(),
    "unknown set": ZOO.replace("nested-attributes: part", "nested-attributes: parts").encode(),
    "unknown struct": ZOO.replace("struct: small", "struct: tiny").encode(),
    "struct in itself": ZOO.replace("struct: small", "struct: pair").encode(),
    "subset of itself": ZOO.replace("subset-of: zoo", "subset-of: part").encode(),
    "unknown selector": ZOO.replace("selector: kind", "selector: sort").encode(),
    "flag past all bits": ZOO.replace("value: 5", "value: 1000000000000").encode(),
    "negative length": ZOO.replace("len: 6", "len: -6").encode(),
    "endless length": ZOO.replace("len: 6", "len: 99999999999").encode(),
    "member without size": ZOO.replace("type: binary, len: 6, ", "type: binary, ").encode(),
    "number of a command": ZOO.replace("value: 7", "value: seven").encode(),
    "row of text": ZOO.replace("{name: hex, type: u16, display-hint: hex}", "hex").encode(),
    "aliases": (
        b"name: a\nx: &x [" + b"{name: b, type: u8}," * 1000 + b"]\nattribute-sets: ["
        + b"".join(b"{name: s%d, attributes: *x}," % number for number in range(1000)) + b"]\noperations: {list: []}"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_spec_is_told_in_one_sentence(write: Write, case: str) -> None:
    path = write(HOSTILE[case])
    with pytest.raises(UserError) as told:
        specs.load(path)
    words = str(told.value)
    assert words.startswith(str(path))
    assert words.removeprefix(str(path)).isprintable()
    assert len(words) < len(str(path)) + 200, words


def test_files_that_can_not_be_read(write: Write, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml.gz"
    broken.write_bytes(gzip.compress(ZOO.encode())[:-30])
    no_gzip = tmp_path / "no.yaml.gz"
    no_gzip.write_bytes(b"no gzip")
    bomb = write(bytes(specs.LARGEST + 1), "bomb.yaml.gz")
    for path, words in ((broken, "gzip"), (no_gzip, "gzip"), (bomb, "MiB"), (tmp_path / "none.yaml", "No such file")):
        with pytest.raises(UserError, match=words):
            specs.load(path)
    with pytest.raises(UserError, match="has no YNL specs"):
        list(specs.files(tmp_path / "none"))


# In the program.


def nldissect(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nldissect", *map(str, words)], cwd=ROOT, capture_output=True, encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", **environment},
    )  # fmt: skip


@pytest.fixture
def animals(tmp_path: Path) -> Path:
    """A capture of messages of zoo."""
    path = tmp_path / "animals.pcap"
    one = genl(FAMILY_ID, 1, pack("<i", -3), attribute(1, b"cat\0"), attribute(2, b"\5"))
    other = genl(FAMILY_ID, 7, pack("<i", 4), attribute(1, b"dog\0"))
    path.write_bytes(capture(family(FAMILY_ID, "zoo"), one, other, protocol=16))
    return path


def test_a_spec_serves_what_no_module_does(write: Write, animals: Path, tmp_path: Path) -> None:
    path = write(ZOO, "zoo.yaml.gz")
    assert "ZOO_A_NAME" not in nldissect("show", animals, "-V").stdout
    for run in (
        nldissect("show", animals, "-V", "--spec", path),
        nldissect("show", animals, "-V", "--spec", tmp_path),
        nldissect("show", animals, "-V", NLDISSECT_SPECS=f":{path}"),
        nldissect("show", animals, "-V", "--spec", path, "--prefer-spec"),
    ):
        assert run.stderr == ""
        assert "ZOO_CMD_ANIMAL_GET" in run.stdout
        assert "ZOO_A_DIET: ZOO_DIET_MEAT (5)" in run.stdout


def test_filters_know_a_specs_names(write: Write, animals: Path, tmp_path: Path) -> None:
    write(ZOO)
    for expression, count in (
        ("ZOO_A_DIET == ZOO_DIET_MEAT", 1),
        ("ZOO_A_DIET == meat", 1),
        ("cmd == ZOO_CMD_RESET", 1),
        ('ZOO_A_NAME matches "."', 2),
        ("hdr.cage < 0", 1),
    ):
        run = nldissect("show", animals, "-Y", expression, "--spec", tmp_path)
        assert (run.stderr, len(run.stdout.splitlines())) == ("", count), expression


def test_families_lists_specs(write: Write) -> None:
    path = write(ZOO)
    assert "Animals" in nldissect("families", "--spec", path).stdout
    told = nldissect("families", "zoo", "--spec", path).stdout
    assert "ZOO_CMD_ANIMAL_GET" in told
    assert "ZOO_A_PAIR" in told
    both = nldissect("families", "ethtool", "--spec", SPECS).stdout
    assert both == nldissect("families", "ethtool").stdout, "the module stays"
    preferred = nldissect("families", "ethtool", "--spec", SPECS / "ethtool.yaml.gz", "--prefer-spec").stdout
    assert "Partial family for Ethtool Netlink" in preferred


def test_a_preferred_spec_replaces_the_module(write: Write, tmp_path: Path) -> None:
    with gzip.open(SPECS / "rt-neigh.yaml.gz", "rt", encoding="utf-8") as file:
        renamed = file.read().replace("name: lladdr", "name: lladdress")
    path = write(renamed, "rt_neigh.yaml")
    neighbours = ROOT / "captures" / "address.pcap"
    assert "NDA_LLADDRESS" not in nldissect("show", neighbours, "-V", "--spec", path).stdout
    assert "NDA_LLADDRESS" in nldissect("show", neighbours, "-V", "--spec", path, "--prefer-spec").stdout
    assert "NDA_LLADDRESS" in nldissect("show", neighbours, "-V", "--prefer-spec", NLDISSECT_SPECS=str(path)).stdout


def test_what_is_wrong_with_specs_is_told(write: Write, animals: Path, tmp_path: Path) -> None:
    bad = write("name: [", "bad.yaml")
    for words in (("--spec", bad), ("--spec", bad, "--prefer-spec"), ("--spec", tmp_path / "none")):
        run = nldissect("show", animals, *words)
        assert (run.returncode, run.stdout) == (1, "")
        assert run.stderr.startswith(f"nldissect: {words[1]} ")
        assert run.stderr.count("\n") == 1
    run = nldissect("show", animals, "--prefer-spec")
    assert (run.returncode, "--spec" in run.stderr) == (2, True)
    write(ZOO)
    for more in ((), ("--prefer-spec",)):
        run = nldissect("show", animals, "--spec", tmp_path, *more)
        assert "ZOO_CMD_ANIMAL_GET" in run.stdout
    assert f"{bad} is no YNL spec" in run.stderr, "one bad file in a directory is told, and the others are used"


def test_specs_are_read_when_they_are_needed() -> None:
    program = (
        "import sys; from pathlib import Path; from nldissect.registry import Registry; r = Registry()\n"
        f"r.add_specs([Path({str(SPECS)!r})])\n"
        "assert r.message(0, 28).name == 'RTM_NEWNEIGH'\n"
        "assert 'yaml' not in sys.modules\n"
        "assert r.family('nothing') is None\n"
        "assert 'yaml' in sys.modules\n"
        "assert r.family('ethtool').command(1, reply=False).summary is not None\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_raw_protocols(write: Write) -> None:
    registry = Registry()
    text = """
name: ark
protonum: 29
attribute-sets: [{name: ark-attrs, name-prefix: ark-, attributes: [{name: age, type: u32}]}]
definitions: [{name: arkmsg, type: struct, members: [{name: deck, type: u8}, {name: pad, type: pad, len: 3}]}]
operations:
  enum-model: directional
  name-prefix: rtm-
  fixed-header: arkmsg
  list: [{name: getark, attribute-set: ark-attrs, dump: {request: {value: 18}, reply: {value: 16}}}]
"""
    registry.add_specs([write(text, "ark.yaml")])
    (told,) = Stream(registry=registry).messages(
        datagram(message(16, b"\4\0\0\0", attribute(1, b"\1\0\0\0"), flags=0), protocol=29)
    )
    assert (told.name, told.tree["deck"].value, told.tree["ARK_AGE"].value) == ("RTM_NEWARK", 4, 1)
    (asked,) = Stream(registry=registry).messages(
        datagram(message(18, b"\4\0\0\0", flags=NLM_F_REQUEST | NLM_F_DUMP), protocol=29)
    )
    assert (asked.name, asked.flags) == ("RTM_GETARK", ["NLM_F_REQUEST", "NLM_F_DUMP"])
