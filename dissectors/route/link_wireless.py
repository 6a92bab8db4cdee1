"""Events of the wireless extensions, which nl80211 replaced (IFLA_WIRELESS; linux/wireless.h).

The kernel still sends them beside nl80211's own. An event is struct iw_event as the kernel has it in memory: its
length, the ioctl or event it tells of, and from the next multiple of a pointer's size on what that one carries.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence as AbstractSequence

from dissectors.constants import ARPHRD
from nldissect.schema import (
    BOOL,
    HEX,
    LINK_ADDRESS,
    MAC,
    OPAQUE,
    S16,
    S32,
    TEXT,
    U8,
    U16,
    U32,
    Bytes,
    Enum,
    Flags,
    Lazy,
    Look,
    Meant,
    Member,
    Pad,
    Parsed,
    Part,
    Shape,
    Struct,
    Text,
)

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

IW_MODE = Enum(
    "IW_MODE_",
    {
        0: "IW_MODE_AUTO",
        1: "IW_MODE_ADHOC",
        2: "IW_MODE_INFRA",
        3: "IW_MODE_MASTER",
        4: "IW_MODE_REPEAT",
        5: "IW_MODE_SECOND",
        6: "IW_MODE_MONITOR",
        7: "IW_MODE_MESH",
    },
)
IW_FREQ = Enum("IW_FREQ_", {0: "IW_FREQ_AUTO", 1: "IW_FREQ_FIXED"})
IW_QUAL = Flags(
    "IW_QUAL_",
    {
        0x01: "IW_QUAL_QUAL_UPDATED",
        0x02: "IW_QUAL_LEVEL_UPDATED",
        0x04: "IW_QUAL_NOISE_UPDATED",
        0x08: "IW_QUAL_DBM",
        0x10: "IW_QUAL_QUAL_INVALID",
        0x20: "IW_QUAL_LEVEL_INVALID",
        0x40: "IW_QUAL_NOISE_INVALID",
        0x80: "IW_QUAL_RCPI",
    },
)
IW_ENCODE = Flags(
    "IW_ENCODE_",
    {
        0x8000: "IW_ENCODE_DISABLED",
        0x4000: "IW_ENCODE_RESTRICTED",
        0x2000: "IW_ENCODE_OPEN",
        0x0800: "IW_ENCODE_NOKEY",
        0x0400: "IW_ENCODE_TEMP",
    },
)
"""the lowest byte is the key's number"""
IW_MICFAILURE = Flags(
    "IW_MICFAILURE_",
    {0x04: "IW_MICFAILURE_GROUP", 0x08: "IW_MICFAILURE_PAIRWISE", 0x10: "IW_MICFAILURE_STAKEY"},
)
"""the lowest two bits are the key's number, bits 5 and 6 count the failures"""
IW_PMKID_CAND = Flags("IW_PMKID_CAND_", {0x1: "IW_PMKID_CAND_PREAUTH"})

_FREQ = Struct(
    "iw_freq", [Member("m", S32), Member("e", S16), Member("i", U8), Member("flags", U8, IW_FREQ)], text="{m}e{e} Hz"
)
"""a channel number, or m times ten to the power of e in hertz"""
_PARAM = Struct(
    "iw_param",
    [Member("value", S32), Member("fixed", U8, BOOL), Member("disabled", U8, BOOL), Member("flags", U16, HEX)],
)
_QUALITY = Struct(
    "iw_quality", [Member("qual", U8), Member("level", U8), Member("noise", U8), Member("updated", U8, IW_QUAL)]
)
_SOCKADDR = Struct("iw_sockaddr", [Member("sa_family", U16, ARPHRD), Member("sa_data", MAC), Pad(8)])
_MICHAEL = Struct(
    "iw_michaelmicfailure",
    [Member("flags", U32, IW_MICFAILURE), Member("src_addr", _SOCKADDR), Member("tsc", Bytes(8))],
)
_CANDIDATE = Struct(
    "iw_pmkid_cand", [Member("flags", U32, IW_PMKID_CAND), Member("index", U32), Member("bssid", _SOCKADDR)]
)
_KEY = Struct("iw_encode", [Member("key", OPAQUE, secret=True)])


def _both(name: str) -> tuple[str, str]:
    """The ioctl that sets and the one that gets."""
    return f"SIOCS{name}", f"SIOCG{name}"


_FIXED: dict[str, Shape] = {
    "SIOCGIWNAME": Text(16),
    "IWEVQUAL": _QUALITY,
    **dict.fromkeys(_both("IWFREQ"), _FREQ),
    **dict.fromkeys(_both("IWMODE"), Meant(U32, IW_MODE)),
    **{
        name: _PARAM
        for what in ("NWID", "SENS", "RATE", "RTS", "FRAG", "TXPOW", "RETRY", "POWER", "AUTH")
        for name in _both(f"IW{what}")
    },
}
"""these carry a value of fixed size, at the event's end"""

_ELEMENTS = Lazy("dissectors.generic.nl80211.elements:ELEMENTS")
_WITH_BYTES: dict[str, Shape] = {
    "SIOCSIWESSID": TEXT,
    "SIOCGIWESSID": TEXT,
    "SIOCGIWSCAN": OPAQUE,
    "IWEVCUSTOM": TEXT,
    "IWEVGENIE": _ELEMENTS,
    "IWEVASSOCREQIE": _ELEMENTS,
    "IWEVASSOCRESPIE": _ELEMENTS,
    "IWEVMICHAELMICFAILURE": _MICHAEL,
    "IWEVPMKIDCAND": _CANDIDATE,
    **dict.fromkeys(_both("IWNICKN"), TEXT),
    **dict.fromkeys(_both("IWENCODE"), _KEY),
    **dict.fromkeys(_both("IWENCODEEXT"), _KEY),
    **dict.fromkeys(_both("IWGENIE"), _ELEMENTS),
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
    elif name in _FIXED and length >= 4 + (_FIXED[name].size or 0):
        size = _FIXED[name].size or 0
        parts += [*_gap(4, length - size), Part("u", length - size, size, shape=_FIXED[name])]
    elif name in _WITH_BYTES and length >= 8:
        at = 8 if length >= 16 else 4
        start = min(2 * at, length)
        parts += [
            *_gap(4, at),
            Part("length", at, 2, shape=U16),
            Part("flags", at + 2, 2, shape=U16, meaning=IW_ENCODE if "ENCODE" in name else None),
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
