"""What nl80211's numbers count."""

from __future__ import annotations

from nldissect.schema import Enum, Names, Unit


class Scaled:
    """A number of small units that people write as `1 / per` of them: 1600 mBm (16 dBm)."""

    def __init__(self, unit: str, per: int, whole: str) -> None:
        self.unit = unit
        self.per = per
        self.whole = whole

    def text(self, value: int, names: Names) -> str:
        """1600 mBm (16 dBm)"""
        return f"{value} {self.unit} ({value / self.per:g} {self.whole})".replace("  ", " ")

    def short(self, value: int, names: Names) -> str:
        """16"""
        return f"{value / self.per:g}"


_SELECTORS = {
    0xFB: "BSS_MEMBERSHIP_SELECTOR_SAE_H2E",
    0xFC: "BSS_MEMBERSHIP_SELECTOR_EPS",
    0xFD: "BSS_MEMBERSHIP_SELECTOR_GLK",
    0xFE: "BSS_MEMBERSHIP_SELECTOR_VHT_PHY",
    0xFF: "BSS_MEMBERSHIP_SELECTOR_HT_PHY",
}
"""numbers behind the highest bit that name no rate"""


class _Rate:
    """A legacy rate of the 802.11 elements, in 500 kbit/s; the highest bit says that all stations must know it.

    Where it does and the number is 123 to 127, it names no rate but something else that they must know.
    """

    def text(self, value: int, names: Names) -> str:
        """5.5 Mbit/s, with a star where it is a basic rate, as iw writes it"""
        special = _SELECTORS.get(value)
        return special or f"{(value & 0x7F) / 2:g}{'*' if value & 0x80 else ''}"

    short = text


class _OrganizationId:
    """An IEEE organizationally unique id: 00:13:74."""

    def text(self, value: int, names: Names) -> str:
        """0x1374 (00:13:74), or the kernel's own commands"""
        if value & 0x80000000:
            return f"{value:#x} (NL80211_VENDOR_ID_IS_LINUX|{value & 0x7FFFFFFF:#x})"
        return f"{value:#x} ({value >> 16:02x}:{value >> 8 & 0xFF:02x}:{value & 0xFF:02x})"

    def short(self, value: int, names: Names) -> str:
        """0x1374"""
        return f"{value:#x}"


class Suites(Enum):
    """Selectors of cipher and key management suites: an organization's id and a number, as in 00-0f-ac:4."""

    def text(self, value: int, names: Names) -> str:
        """WLAN_CIPHER_SUITE_CCMP, or the selector where it has no name"""
        octets = value.to_bytes(8, "big")[-4:]
        return self.constants.get(value) or f"{octets[:3].hex('-')}:{octets[3]}"

    def short(self, value: int, names: Names) -> str:
        """ccmp"""
        return super().short(value, names) if value in self.constants else self.text(value, names)


DB = Unit("dB")
DBM = Unit("dBm")
DBM_PER_MHZ = Unit("dBm/MHz")
HALF_DBM = Scaled("x 0.5 dBm", 2, "dBm")
QUARTER_DBM = Scaled("x 0.25 dBm", 4, "dBm")
KBPS = Unit("kbit/s")
KHZ = Unit("kHz")
KHZ_AS_MHZ = Scaled("kHz", 1000, "MHz")
MBI = Scaled("mBi", 100, "dBi")
MBM = Scaled("mBm", 100, "dBm")
MHZ = Unit("MHz")
MILLIMETRES = Unit("mm")
ORGANIZATION = _OrganizationId()
PICOSECONDS = Unit("ps")
RATE = _Rate()
RATE_100K = Scaled("x 100 kbit/s", 10, "Mbit/s")
THRESHOLD = Unit("bytes", {0xFFFFFFFF: "off"})
TIME_UNITS = Unit("TU")
"""1024 µs each"""
UNITS_OF_32_US = Unit("x 32 µs")
UNITS_OF_100_US = Unit("x 100 µs")
UNITS_OF_10_MS = Unit("x 10 ms")
UNITS_OF_100_MS = Unit("x 100 ms")
