"""Events of the wireless extensions, which nl80211 replaced (IFLA_WIRELESS; linux/wireless.h).

The kernel still sends them beside nl80211's own. An event is struct iw_event as the kernel has it in memory: its
length, the ioctl or event it tells of, and from the next multiple of a pointer's size on what that one carries.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence as AbstractSequence

from dissectors.constants import ARPHRD
from nldissect.schema import LINK_ADDRESS, OPAQUE, TEXT, U16, Enum, Lazy, Look, Parsed, Part, Shape

IW_EVENT = Enum(
    "",
    {
        0x8B00: "SIOCSIWCOMMIT",
        0x8B01: "SIOCGIWNAME",
        0x8B02: "SIOCSIWNWID",
        0x8B03: "SIOCGIWNWID",
        0x8B04: "SIOCSIWFREQ",
        0x8B05: "SIOCGIWFREQ",
        0x8B06: "SIOCSIWMODE",
        0x8B07: "SIOCGIWMODE",
        0x8B08: "SIOCSIWSENS",
        0x8B09: "SIOCGIWSENS",
        0x8B0A: "SIOCSIWRANGE",
        0x8B0B: "SIOCGIWRANGE",
        0x8B0C: "SIOCSIWPRIV",
        0x8B0D: "SIOCGIWPRIV",
        0x8B0E: "SIOCSIWSTATS",
        0x8B0F: "SIOCGIWSTATS",
        0x8B10: "SIOCSIWSPY",
        0x8B11: "SIOCGIWSPY",
        0x8B12: "SIOCSIWTHRSPY",
        0x8B13: "SIOCGIWTHRSPY",
        0x8B14: "SIOCSIWAP",
        0x8B15: "SIOCGIWAP",
        0x8B17: "SIOCGIWAPLIST",
        0x8B18: "SIOCSIWSCAN",
        0x8B19: "SIOCGIWSCAN",
        0x8B1A: "SIOCSIWESSID",
        0x8B1B: "SIOCGIWESSID",
        0x8B1C: "SIOCSIWNICKN",
        0x8B1D: "SIOCGIWNICKN",
        0x8B20: "SIOCSIWRATE",
        0x8B21: "SIOCGIWRATE",
        0x8B22: "SIOCSIWRTS",
        0x8B23: "SIOCGIWRTS",
        0x8B24: "SIOCSIWFRAG",
        0x8B25: "SIOCGIWFRAG",
        0x8B26: "SIOCSIWTXPOW",
        0x8B27: "SIOCGIWTXPOW",
        0x8B28: "SIOCSIWRETRY",
        0x8B29: "SIOCGIWRETRY",
        0x8B2A: "SIOCSIWENCODE",
        0x8B2B: "SIOCGIWENCODE",
        0x8B2C: "SIOCSIWPOWER",
        0x8B2D: "SIOCGIWPOWER",
        0x8B30: "SIOCSIWGENIE",
        0x8B31: "SIOCGIWGENIE",
        0x8B16: "SIOCSIWMLME",
        0x8B32: "SIOCSIWAUTH",
        0x8B33: "SIOCGIWAUTH",
        0x8B34: "SIOCSIWENCODEEXT",
        0x8B35: "SIOCGIWENCODEEXT",
        0x8B36: "SIOCSIWPMKSA",
        0x8C00: "IWEVTXDROP",
        0x8C01: "IWEVQUAL",
        0x8C02: "IWEVCUSTOM",
        0x8C03: "IWEVREGISTERED",
        0x8C04: "IWEVEXPIRED",
        0x8C05: "IWEVGENIE",
        0x8C06: "IWEVMICHAELMICFAILURE",
        0x8C07: "IWEVASSOCREQIE",
        0x8C08: "IWEVASSOCRESPIE",
        0x8C09: "IWEVPMKIDCAND",
    },
)

_WITH_ADDRESS = ("SIOCSIWAP", "SIOCGIWAP", "IWEVTXDROP", "IWEVREGISTERED", "IWEVEXPIRED")
"""these carry a struct sockaddr"""

_ELEMENTS = Lazy("dissectors.generic.nl80211.elements:ELEMENTS")
_WITH_BYTES: dict[str, Shape] = {
    "SIOCSIWESSID": TEXT,
    "SIOCGIWESSID": TEXT,
    "SIOCGIWSCAN": OPAQUE,
    "IWEVCUSTOM": TEXT,
    "IWEVGENIE": _ELEMENTS,
    "IWEVASSOCREQIE": _ELEMENTS,
    "IWEVASSOCRESPIE": _ELEMENTS,
    "IWEVMICHAELMICFAILURE": OPAQUE,
    "IWEVPMKIDCAND": OPAQUE,
}
"""these carry a struct iw_point, a length and flags, and then that many bytes"""


def _event(payload: memoryview, order: str, look: Look) -> AbstractSequence[Part]:
    """One event. On hosts of 32 bits there is nothing between the command and what it carries."""
    length, command = struct.unpack_from(f"{order}HH", payload)
    if length < 4 or length > len(payload):
        raise ValueError(f"an event of {length} bytes in {len(payload)}")
    name = IW_EVENT.constants.get(command, "")
    parts = [Part("len", 0, 2, length), Part("cmd", 2, 2, command, meaning=IW_EVENT)]
    if name in _WITH_ADDRESS:
        at = length - 16  # sizeof(struct sockaddr)
        parts += [
            *_gap(4, at),
            Part("sa_family", at, 2, shape=U16, meaning=ARPHRD),
            Part("sa_data", at + 2, 6, shape=LINK_ADDRESS),
            Part("pad", at + 8, 8, shape=OPAQUE),
        ]
    elif name in _WITH_BYTES and length >= 8:
        at = 8 if length >= 16 else 4
        start = min(2 * at, length)
        parts += [
            *_gap(4, at),
            Part("length", at, 2, shape=U16),
            Part("flags", at + 2, 2, shape=U16),
            *_gap(at + 4, start),
        ]
        if length > start:
            parts.append(Part("data", start, length - start, shape=_WITH_BYTES[name]))
    elif length > 4:
        parts.append(Part("u", 4, length - 4, shape=OPAQUE))
    return parts


def _gap(start: int, end: int) -> list[Part]:
    return [Part("pad", start, end - start, shape=OPAQUE)] if end > start else []


IW_EVENTS = Parsed(_event)
