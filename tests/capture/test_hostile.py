"""Files damaged at random: at worst a UserError or a warning, and never anything that takes long."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from struct import pack

import pytest
from hypothesis import example, given, settings, strategies as st

from nldissect.capture import PcapngWriter, open_capture
from nldissect.datagram import Datagram, Direction, Process
from nldissect.errors import UserError
from tests.capture.crafted import MESSAGE, block, cooked, interface, packet, pcap_header, pcap_record, section


def _written() -> bytes:
    file = io.BytesIO()
    with PcapngWriter(file, os="Linux", application="nldissect") as writer:
        for number in range(5):
            order = "<" if number < 3 else ">"
            data = memoryview(MESSAGE * number)
            process = Process(number, "ip")
            writer.write(
                Datagram(1, 10**18, 0, data, order, len(data), 0, Direction.TO_USER, process, "nl0", comments=("x",))  # type: ignore[arg-type]
            )
    return file.getvalue()


SEEDS = [
    pcap_header() + pcap_record(cooked() + MESSAGE) * 5,
    pcap_header(">", nano=True, linktype=276) + pcap_record(cooked() + MESSAGE, ">") * 5,
    section() + interface("<", [(2, b"nl0"), (9, b"\x09")]) + packet(cooked() + MESSAGE) * 4 + block(3, bytes(40)),
    _written(),
    gzip.compress(pcap_header() + pcap_record(cooked() + MESSAGE) * 5),
]

lengths = st.sampled_from([0, 1, 4, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFC, 1 << 28, 1 << 20])
mutations = st.lists(
    st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=8) | lengths.map(lambda length: pack("<I", length))),
    max_size=6,
)


def read_all(path: Path, *, follow: bool) -> None:
    """Read the file as a program would, and hold what must be true of any file."""
    size = path.stat().st_size
    try:
        capture = open_capture(path, follow=follow)
    except UserError:
        return
    with capture:
        for _ in range(3):
            for datagram in capture:
                assert 0 <= datagram.time < 1 << 63
                assert datagram.number == capture.frames
                assert len(datagram.data) <= datagram.wire_length < 1 << 33
                assert capture.source.view(datagram.offset, len(datagram.data)) == datagram.data
            assert capture.frames <= max(1 << 15, size)
            capture.finish()
        assert capture.ended
        assert all(warning.isprintable() for warning in capture.warnings)


@pytest.mark.parametrize("follow", [False, True])
@settings(deadline=2000, max_examples=250)
@given(seed=st.sampled_from(SEEDS), mutations=mutations, cut=st.integers(0, 2000) | st.none())
@example(seed=SEEDS[0], mutations=[(32, b"\xff" * 8)], cut=None)
@example(seed=SEEDS[2], mutations=[(4, b"\xff" * 8)], cut=40)
def test_mutated_files(
    tmp_path_factory: pytest.TempPathFactory,
    follow: bool,
    seed: bytes,
    mutations: list[tuple[int, bytes]],
    cut: int | None,
) -> None:
    content = bytearray(seed)
    for at, replacement in mutations:
        at %= len(content)
        content[at : at + len(replacement)] = replacement
    path = tmp_path_factory.getbasetemp() / f"mutated-{follow}"
    path.write_bytes(content[:cut])
    read_all(path, follow=follow)


@settings(deadline=2000, max_examples=100)
@given(magic=st.sampled_from([seed[:28] for seed in SEEDS]), noise=st.binary(max_size=300))
def test_noise_behind_a_header(tmp_path_factory: pytest.TempPathFactory, magic: bytes, noise: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "noise"
    path.write_bytes(magic + noise)
    read_all(path, follow=False)
