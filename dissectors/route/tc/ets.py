"""Enhanced transmission selection: ets (linux/pkt_sched.h)."""

from __future__ import annotations

from nldissect.schema import BYTES, U8, U32, Attribute, AttributeSet

_QUANTUM = Attribute(4, "TCA_ETS_QUANTA_BAND", U32, BYTES, multiple=True)
_BAND = Attribute(6, "TCA_ETS_PRIOMAP_BAND", U8, multiple=True)
ETS = AttributeSet(
    "TCA_ETS_",
    [
        Attribute(1, "TCA_ETS_NBANDS", U8, range=(1, 16)),
        Attribute(2, "TCA_ETS_NSTRICT", U8, range=(0, 16)),
        Attribute(3, "TCA_ETS_QUANTA", AttributeSet("TCA_ETS_", [_QUANTUM])),
        _QUANTUM,
        Attribute(5, "TCA_ETS_PRIOMAP", AttributeSet("TCA_ETS_", [_BAND])),
        _BAND,
    ],
    strict_from=0,
)
"""of the qdisc, and QUANTA_BAND of a class"""
