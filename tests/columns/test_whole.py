"""What is counted, explained and scrubbed of a whole file is what it is message by message, on every capture."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from nldissect.capture import open_capture
from nldissect.columns import counting, whole, writing
from nldissect.columns.faults import faults
from nldissect.columns.whole import Show, Whole
from nldissect.diagnosis.coverage import coverage
from nldissect.diagnosis.explain import Fault, Totals, explain
from nldissect.diagnosis.kernel_policy import Policies
from nldissect.diagnosis.statistics import Statistics
from nldissect.output.explanation import fault_lines, fault_to_line, totals_line, totals_to_line
from nldissect.output.scrub import Anonymizer, scrub, scrub_whole
from nldissect.stream import Stream
from nldissect.tree import Level

ROOT = Path(__file__).parents[2] / "captures"
CAPTURES = sorted(ROOT.rglob("*.pcap"))
every_capture = pytest.mark.parametrize("path", CAPTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretches and layouts also where they do not pay."""
    monkeypatch.setattr(whole, "STRETCH", 64)
    monkeypatch.setattr(whole, "processors", lambda: 1)
    monkeypatch.setattr(writing, "FEW", 2)


@every_capture
def test_coverage(path: Path) -> None:
    with open_capture(path) as capture:
        singly = coverage(Stream().all(capture))
    with open_capture(path) as capture:
        found = counting.coverage(Whole(capture))
    assert list(found.items()) == list(singly.items())
    assert [list(counted.raw) for counted in found.values()] == [list(counted.raw) for counted in singly.values()]


def in_order(found: Statistics) -> Statistics:
    for count in found.types.values():
        count.latencies = type(count.latencies)("q", sorted(count.latencies))
    return found


@every_capture
def test_statistics(path: Path) -> None:
    singly = Statistics()
    with open_capture(path) as capture:
        singly.take(Stream().all(capture))
    with open_capture(path) as capture:
        found = counting.statistics(Whole(capture))
    assert in_order(found) == in_order(singly)
    assert list(found.types) == list(singly.types)


def tell(fault: Fault, start: int) -> str:
    return "\n".join((fault_to_line(fault), *fault_lines(fault, start)))


def singly_told(path: Path, worth: Level | None) -> list[str]:
    policies, totals = Policies(), Totals()
    with open_capture(path) as capture:
        policies.read(capture)
    with open_capture(path) as capture:
        found = explain(Stream().all(capture), totals, policies=policies, worth=worth)
        told = [tell(fault, totals.start) for fault in found]
    return [*told, totals_line(totals), totals_to_line(totals)]


def whole_told(path: Path, worth: Level | None, show: Show = lambda part, told: None) -> list[str]:
    totals = Totals()
    with open_capture(path) as capture:
        told = list(faults(Whole(capture, show=show), totals, tell, worth=worth))
    return [*told, totals_line(totals), totals_to_line(totals)]


@every_capture
def test_faults(path: Path) -> None:
    for worth in (None, Level.WARNING, Level.INFO):
        assert whole_told(path, worth) == singly_told(path, worth)


def test_faults_of_damaged_messages(tmp_path: Path) -> None:
    chance = random.Random(7)
    path = tmp_path / "damaged.pcap"
    for name in ("errors", "nft", "genl-ctrl", "rt-route", "audit", "xfrm") * 4:
        data = bytearray((ROOT / f"{name}.pcap").read_bytes())
        with open_capture(ROOT / f"{name}.pcap") as capture:
            for datagram in capture:
                if datagram.data and not chance.randrange(3):
                    # Half of them where it hurts: in the first nlmsghdr, or the errno behind it.
                    end = chance.choice((len(datagram.data), min(len(datagram.data), 20)))
                    data[datagram.offset + chance.randrange(end)] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        assert whole_told(path, Level.INFO) == singly_told(path, Level.INFO)


@every_capture
def test_scrubbing(path: Path, tmp_path: Path) -> None:
    for anonymizer in (None, Anonymizer(bytes(32))):
        one, other = tmp_path / f"one{anonymizer is None}", tmp_path / f"other{anonymizer is None}"
        with open_capture(path) as capture:
            singly = scrub(capture, Stream(), one, anonymizer)
        with open_capture(path) as capture:
            assert scrub_whole(Whole(capture, own=True), other, anonymizer) == singly
        assert other.read_bytes() == one.read_bytes()


def test_several_processors_do_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    path = ROOT / "errors.pcap"
    alone = whole_told(path, Level.INFO)
    shown: list[tuple[float | None, str]] = []
    monkeypatch.setattr(whole, "processors", lambda: 3)
    assert whole_told(path, Level.INFO, lambda part, what: shown.append((part, what))) == alone
    assert shown[-1] == (1.0, "")
    looked, described = shown.index((1.0, "")), len(shown)
    for start, end in ((1, looked), (looked + 1, described)):
        parts = [part for part, what in shown[start:end] if part is not None and not what]
        assert parts == sorted(parts)
        assert parts


def test_stretches_do_not_tear_datagrams_apart() -> None:
    with open_capture(ROOT / "nft.pcap") as capture:
        read = Whole(capture)
        stretches = list(read.each(lambda rows: (int(rows[0]), int(rows[-1]))))
    assert [start for start, _ in stretches[1:]] == [end + 1 for _, end in stretches[:-1]]
    assert stretches[0][0] == 0
    assert stretches[-1][1] == len(read.index) - 1
    assert {start for start, _ in stretches} <= set(read.index.first_rows)


def test_an_empty_capture(tmp_path: Path) -> None:
    path = tmp_path / "empty.pcap"
    path.write_bytes((ROOT / "nft.pcap").read_bytes()[:24])
    with open_capture(path) as capture:
        read = Whole(capture)
    assert counting.coverage(read) == {}
    assert counting.statistics(read) == Statistics()
    assert list(faults(read, Totals(), tell, worth=Level.INFO)) == []
