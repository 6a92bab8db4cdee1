"""What is written of many rows at once is what is written of each: by every writer, on every capture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from nldissect.capture import open_capture
from nldissect.columns import writing
from nldissect.columns.building import Builder
from nldissect.columns.writing import Writer
from nldissect.index import MessageIndex
from nldissect.message import Message
from nldissect.output import fields, json_lines, text
from nldissect.parts import OfTree, Part, Parts
from tests.build import RTM_NEWROUTE, attribute, capture, message

CAPTURES = sorted((Path(__file__).parents[2] / "captures").rglob("*.pcap"))
_COLUMNS = ("frame", "index", "time", "type", "flags", "seq", "pid", "len", "RTA_DST", "IFLA_IFNAME", "ip", "latency")


def _fields(names: Sequence[str] = _COLUMNS) -> Parts:
    wanted = fields.columns(names)
    return lambda message: fields.row_parts(message, wanted)


def _tree(message: Message) -> list[Part]:
    return [*text.summary_parts(message, 0), "\n", *text.tree_parts(message)]


WRITERS: dict[str, Callable[[], Parts]] = {
    "json": lambda: json_lines.parts,
    "tree": lambda: _tree,
    "fields": _fields,
}


def indexed(path: Path) -> MessageIndex:
    file = open_capture(path)
    index = MessageIndex(file.source)
    for _ in Builder(index, file).steps():
        pass
    index.transactions.complete = True
    return index


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_capture(path: Path, writer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "FEW", 2)  # so that layouts are made also where they do not pay
    monkeypatch.setattr(writing, "TRIES", 1000)
    index = indexed(path)
    made = Writer(index, WRITERS[writer]())
    texts = made.texts(np.arange(len(index)))
    for row, found in enumerate(texts):
        assert found == made.one(row)
    assert made.mistaken == 0


def routes(count: int) -> list[bytes]:
    """Routes with addresses, metrics and interfaces of their own."""
    body = b"\x02\x18\0\0\xfe\x03\0\x01\0\0\0\0"
    return [
        message(
            RTM_NEWROUTE,
            body
            + attribute(1, bytes((10, n >> 8, n & 0xFF, 0)))
            + attribute(5, bytes((10, 0, 0, n % 7)))
            + attribute(6, n.to_bytes(4, "little")),
            flags=0x605,
            seq=n,
        )
        for n in range(1, count)
    ]


@pytest.mark.parametrize("writer", WRITERS)
def test_one_layout_serves_all_that_are_alike(writer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "routes.pcap"
    path.write_bytes(capture(*routes(3000)))
    index = indexed(path)
    made = Writer(index, _fields(_COLUMNS[:-2]) if writer == "fields" else WRITERS[writer]())
    singly: list[int] = []
    one = made.one

    def alone(row: int) -> str:
        singly.append(row)
        return one(row)

    monkeypatch.setattr(made, "one", alone)
    texts = made.texts(np.arange(len(index)))
    assert len(singly) == 1  # the one that the layout is held against
    assert texts == [one(row) for row in range(len(index))]


def test_a_question_about_values_is_asked_of_values(tmp_path: Path) -> None:
    """What looks into an address is not answered with something that stands for it."""
    path = tmp_path / "routes.pcap"
    path.write_bytes(capture(*routes(300)))
    index = indexed(path)

    def asks(message: Message) -> list[Part]:
        gateway = message.tree.get("RTA_GATEWAY")
        assert gateway is not None
        return [
            OfTree(lambda asked: str("10.0.0.3" in asked.summary)),
            " ",
            OfTree(lambda asked: str(asked.summary[-9:]), copies=True),
        ]

    texts = Writer(index, asks).texts(np.arange(len(index)))
    assert texts == [
        f"{'10.0.0.3' in index.message(row).summary} {index.message(row).summary[-9:]}" for row in range(299)
    ]
