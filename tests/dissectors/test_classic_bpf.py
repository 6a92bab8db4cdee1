"""Instructions of classic BPF: `tcpdump -d tcp port 80` and the rest of what there is."""

from __future__ import annotations

import pytest

from dissectors.classic_bpf import instruction

PROGRAM = {
    "ldh [12]": (0x28, 0, 0, 12),
    "jeq #0x86dd, +0, +6": (0x15, 0, 6, 0x86DD),
    "ldb [20]": (0x30, 0, 0, 20),
    "jset #0x1fff, +6, +0": (0x45, 6, 0, 0x1FFF),
    "ldxb 4*([14]&0xf)": (0xB1, 0, 0, 14),
    "ldh [x + 14]": (0x48, 0, 0, 14),
    "ret #262144": (0x06, 0, 0, 262144),
    "ld [26]": (0x20, 0, 0, 26),
    "ld #0x4": (0x00, 0, 0, 4),
    "ld M[3]": (0x60, 0, 0, 3),
    "ldx M[3]": (0x61, 0, 0, 3),
    "ld len": (0x80, 0, 0, 0),
    "st M[1]": (0x02, 0, 0, 1),
    "stx M[2]": (0x03, 0, 0, 2),
    "add #0x4": (0x04, 0, 0, 4),
    "and x": (0x5C, 0, 0, 0),
    "neg": (0x84, 0, 0, 0),
    "ja +7": (0x05, 0, 0, 7),
    "jge x, +1, +2": (0x3D, 1, 2, 0),
    "ret a": (0x16, 0, 0, 0),
    "tax": (0x07, 0, 0, 0),
    "txa": (0x87, 0, 0, 0),
    "code 0xf4": (0xF4, 0, 0, 0),
}


@pytest.mark.parametrize("words", PROGRAM)
def test_instructions(words: str) -> None:
    assert instruction(*PROGRAM[words]) == words
