"""Rates with their framing, and the tables that go with them (linux/pkt_sched.h)."""

from __future__ import annotations

from dissectors.route.tc.units import RATE
from dissectors.route.traffic_control import TC_LINKLAYER
from nldissect.schema import BYTES, S16, U8, U16, U32, Member, Sequence, Struct

TC_RATESPEC = Struct(
    "tc_ratespec",
    [
        Member("cell_log", U8),
        Member("linklayer", U8, TC_LINKLAYER),
        Member("overhead", U16, BYTES),
        Member("cell_align", S16),
        Member("mpu", U16, BYTES),
        Member("rate", U32, RATE),
    ],
    text="{rate} B/s[ overhead {overhead}][ mpu {mpu}][ linklayer {linklayer}]",
)
RATE_TABLE = Sequence(U32)
"""256 times in psched ticks: how long packets take, by length >> cell_log; kernels since 3.8 ignore what is in it"""
