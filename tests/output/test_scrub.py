"""Scrubbing: what is secret goes, what is an address can be replaced, all else stays byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from nldissect.capture import open_capture
from nldissect.errors import UserError
from nldissect.output.scrub import Anonymizer, Scrubbed, scrub
from nldissect.stream import Stream
from nldissect.tree import Node

CAPTURES = Path(__file__).parents[2] / "captures"
ROUTES = CAPTURES / "rt-route.pcap"
KEY = bytes(range(32))


def scrubbed(source: Path, target: Path, anonymizer: Anonymizer | None = None) -> Scrubbed:
    with open_capture(source) as capture:
        return scrub(capture, Stream(), target, anonymizer)


def addresses(path: Path) -> list[tuple[int, str, object]]:
    with open_capture(path) as capture:
        return [
            (message.frame, node.name, node.value)
            for message in Stream().all(capture)
            for node in message.tree.walk()
            if node.name in ("RTA_GATEWAY", "RTA_DST", "IFA_ADDRESS")
        ]


def test_a_capture_without_secrets_stays_as_it_is(tmp_path: Path) -> None:
    assert scrubbed(ROUTES, tmp_path / "out.pcap") == Scrubbed()
    assert (tmp_path / "out.pcap").read_bytes() == ROUTES.read_bytes()


def secret(node: Node) -> bool:
    return getattr(node.spec, "secret", False)


def test_keys_are_zeroed_and_nothing_else(tmp_path: Path) -> None:
    source, target = CAPTURES / "xfrm.pcap", tmp_path / "out.pcap"
    counts = scrubbed(source, target)
    before, after = source.read_bytes(), target.read_bytes()
    places: set[int] = set()
    with open_capture(source) as capture:
        for datagram in capture:
            for message in Stream().messages(datagram):
                start = datagram.offset + bytes(datagram.data).index(bytes(message.data))
                for node in filter(secret, message.tree.walk()):
                    places.update(range(start + node.start, start + node.end))
    assert counts.secrets > 0
    assert len(before) == len(after)
    assert not any(after[at] for at in places)
    assert all(before[at] == after[at] for at in range(len(before)) if at not in places)


def test_addresses_are_replaced_the_same_by_the_same(tmp_path: Path) -> None:
    target = tmp_path / "out.pcap"
    assert scrubbed(ROUTES, target, Anonymizer(KEY)).addresses > 100
    before, after = addresses(ROUTES), addresses(target)
    assert [one[:2] for one in before] == [one[:2] for one in after]
    mapping: dict[object, object] = {}
    for old, new in zip(before, after, strict=True):
        assert mapping.setdefault(old[2], new[2]) == new[2]
    assert mapping["10.0.0.2"] != "10.0.0.2"
    assert mapping["127.0.0.1"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [("0a000002", "0a000003", 31), ("0a0000ff", "0a00ff00", 16), ("20010db8" + "00" * 12, "20010db9" + "00" * 12, 31)],
)
def test_common_prefixes_stay_common(one: str, other: str, common: int) -> None:
    anonymizer = Anonymizer(KEY)
    width = len(one) * 4
    mapped = [int.from_bytes(anonymizer.address(bytes.fromhex(text)), "big") for text in (one, other)]
    assert width - (mapped[0] ^ mapped[1]).bit_length() == common


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "out.pcap").write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        scrubbed(ROUTES, tmp_path / "out.pcap")
    assert (tmp_path / "out.pcap").read_text() == "mine"
