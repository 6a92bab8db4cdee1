"""The elements of 802.11 management frames: an id, a length, a value, one behind the other (IEEE 802.11, 9.4.2).

Names are the kernel's (include/linux/ieee80211.h), the fields' the standard's where the kernel has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from dissectors.generic.nl80211.capabilities import (
    EHT_CAPABILITY,
    HE_CAPABILITY,
    HT_CAPABILITY,
    VHT_CAPABILITY,
    WLAN_CAPABILITY,
)
from dissectors.generic.nl80211.element_names import EID, EID_EXT, FRAME_TYPE
from dissectors.generic.nl80211.security_elements import SECURITY
from dissectors.generic.nl80211.units import ORGANIZATION, RATE, TIME_UNITS
from nldissect.schema import (
    HEX,
    LE16,
    LE32,
    LE64,
    MAC,
    MICROSECONDS,
    OPAQUE,
    U8,
    U32,
    Bytes,
    Integer,
    Look,
    Meant,
    Member,
    Parsed,
    Part,
    Payload,
    Select,
    Sequence,
    Shape,
    Struct,
    Text,
    Unit,
)

_EXTENSION = 255
_VENDOR_SPECIFIC = 221


def _name(data: memoryview, order: str, look: Look) -> list[Part]:
    octets = bytes(data)
    try:
        text = octets.decode()
    except UnicodeDecodeError:
        text = ""
    if not text.isprintable() or not text:
        text = octets.hex()
    return [Part("", 0, len(data), text)]


SSID = Parsed(_name)
"""Any bytes, up to 32 of them: text where they are some, hex where they are not."""
RATES = Sequence(U8, RATE)
COUNTRY = Struct(
    "WLAN_EID_COUNTRY",
    [
        Member("alpha2", Text(2)),
        Member("environment", Text(1)),
        Member("triplets", OPAQUE),
    ],
    text="{alpha2}",
)
"""`triplets`: first channel, number of channels, most power in dBm, and a zero where the length would be odd"""
TIM = Struct(
    "WLAN_EID_TIM",
    [
        Member("dtim_count", U8),
        Member("dtim_period", U8),
        Member("bitmap_ctrl", U8, HEX),
        Member("virtual_map", OPAQUE),
    ],
    text="dtim {dtim_count}/{dtim_period}",
)
QBSS_LOAD = Struct(
    "WLAN_EID_QBSS_LOAD",
    [Member("sta_count", LE16), Member("channel_util", U8), Member("adm_capa", LE16)],
    text="{sta_count} stations",
)
CHANNEL_SWITCH = Struct(
    "WLAN_EID_CHANNEL_SWITCH",
    [Member("mode", U8), Member("new_ch_num", U8), Member("count", U8)],
    text="to channel {new_ch_num} in {count}",
)
EXT_CHANSWITCH_ANN = Struct(
    "WLAN_EID_EXT_CHANSWITCH_ANN",
    [Member("mode", U8), Member("new_operating_class", U8), Member("new_ch_num", U8), Member("count", U8)],
    text="to channel {new_ch_num} in {count}",
)
HT_OPERATION = Struct(
    "WLAN_EID_HT_OPERATION",
    [
        Member("primary_chan", U8),
        Member("ht_param", U8, HEX),
        Member("operation_mode", LE16, HEX),
        Member("stbc_param", LE16, HEX),
        Member("basic_set", Bytes(16)),
    ],
    text="channel {primary_chan}",
)
VHT_OPERATION = Struct(
    "WLAN_EID_VHT_OPERATION",
    [
        Member("chan_width", U8),
        Member("center_freq_seg0_idx", U8),
        Member("center_freq_seg1_idx", U8),
        Member("basic_mcs_set", LE16, HEX),
    ],
    text="channel {center_freq_seg0_idx}",
)
HE_OPERATION = Struct(
    "WLAN_EID_EXT_HE_OPERATION",
    [Member("he_oper_params", LE32, HEX), Member("he_mcs_nss_set", LE16, HEX), Member("optional", OPAQUE)],
)
MESH_CONFIG = Struct(
    "WLAN_EID_MESH_CONFIG",
    [
        Member("meshconf_psel", U8),
        Member("meshconf_pmetric", U8),
        Member("meshconf_congest", U8),
        Member("meshconf_synch", U8),
        Member("meshconf_auth", U8),
        Member("meshconf_form", U8, HEX),
        Member("meshconf_cap", U8, HEX),
    ],
)
MOBILITY_DOMAIN = Struct(
    "WLAN_EID_MOBILITY_DOMAIN",
    [Member("mdid", LE16, HEX), Member("ft_capability", U8, HEX)],
    text="{mdid}",
)
_ACCESS_CATEGORY = Struct(
    "ieee80211_wmm_ac_param",
    [
        Member("aci_aifsn", U8, HEX),
        Member("cw", U8, HEX),
        Member("txop_limit", LE16, Unit("× 32 µs")),
    ],
    text="aci {aci_aifsn} cw {cw} txop {txop_limit}",
)


def _parameters(data: memoryview, order: str, look: Look) -> list[Part]:
    """In a parameter element (subtype 1) a reserved byte, then the four access categories; else there are none."""
    if len(data) != 1 + 4 * 4:
        return [Part("", 0, len(data), shape=OPAQUE)] if len(data) else []
    categories = [Part(f"[{i}]", 1 + 4 * i, 4, shape=_ACCESS_CATEGORY) for i in range(4)]
    return [Part("reserved", 0, 1, shape=U8), *categories]


WMM = Struct(
    "WLAN_OUI_TYPE_MICROSOFT_WMM",
    [
        Member("oui_subtype", U8),
        Member("version", U8),
        Member("qos_info", U8, HEX),
        Member("parameters", Parsed(_parameters)),
    ],
)
"""`parameters`: four bytes for each access category, in the form that an access point sends"""

_SHAPES: dict[int, Shape] = {
    0: SSID,
    1: RATES,
    3: U8,
    5: TIM,
    7: COUNTRY,
    11: QBSS_LOAD,
    32: U8,
    37: CHANNEL_SWITCH,
    42: Meant(U8, HEX),
    45: HT_CAPABILITY,
    48: SECURITY,
    50: RATES,
    54: MOBILITY_DOMAIN,
    60: EXT_CHANSWITCH_ANN,
    61: HT_OPERATION,
    113: MESH_CONFIG,
    114: SSID,
    191: VHT_CAPABILITY,
    192: VHT_OPERATION,
}
"""what is in an element; where nothing is said it is in hex"""
_EXTENSIONS: dict[int, Shape] = {
    35: HE_CAPABILITY,
    36: HE_OPERATION,
    108: EHT_CAPABILITY,
}
_VENDORS: dict[int, tuple[str, Shape]] = {
    0x0050F201: ("WLAN_OUI_TYPE_MICROSOFT_WPA", SECURITY),
    0x0050F202: ("WLAN_OUI_TYPE_MICROSOFT_WMM", WMM),
    0x0050F204: ("WLAN_OUI_TYPE_MICROSOFT_WPS", OPAQUE),
    0x506F9A09: ("WLAN_OUI_TYPE_WFA_P2P", OPAQUE),
    0x506F9A0A: ("WLAN_OUI_TYPE_WFA_WFD", OPAQUE),
    0x506F9A10: ("WLAN_OUI_TYPE_WFA_HS20", OPAQUE),
    0x506F9A12: ("WLAN_OUI_TYPE_WFA_OSEN", OPAQUE),
    0x506F9A16: ("WLAN_OUI_TYPE_WFA_MBO", OPAQUE),
    0x506F9A1C: ("WLAN_OUI_TYPE_WFA_OWE_TRANSITION", OPAQUE),
}
"""makers' elements by id and type"""


def _fits(shape: Shape, length: int) -> bool:
    """Whether an element of that length can be of that shape; damaged ones stay in hex."""
    if isinstance(shape, Meant):
        shape = shape.shape
    if isinstance(shape, Integer):
        return length == shape.width
    return length >= shape.fixed_size if isinstance(shape, Struct) else True


def _value(data: memoryview, start: int, shape: Shape) -> Iterator[Part]:
    length = len(data) - start
    if length:
        yield Part("", start, length, shape=shape if _fits(shape, length) else OPAQUE)


def _element(data: memoryview) -> tuple[str, list[Part]]:
    number = data[0]
    parts = [Part("id", 0, 1, shape=U8, meaning=EID), Part("datalen", 1, 1, shape=U8)]
    if number == _EXTENSION and len(data) > 2:
        extension = data[2]
        parts.append(Part("id_extension", 2, 1, shape=U8, meaning=EID_EXT))
        parts.extend(_value(data, 3, _EXTENSIONS.get(extension, OPAQUE)))
        return EID_EXT.constants.get(extension, f"WLAN_EID_EXTENSION[{extension}]"), parts
    if number == _VENDOR_SPECIFIC and len(data) >= 6:
        name, shape = _VENDORS.get(int.from_bytes(data[2:6], "big"), (EID.constants[number], OPAQUE))
        parts.append(Part("oui", 2, 3, int.from_bytes(data[2:5], "big"), meaning=ORGANIZATION))
        parts.append(Part("oui_type", 5, 1, shape=U8))
        parts.extend(_value(data, 6, shape))
        return name, parts
    parts.extend(_value(data, 2, _SHAPES.get(number, OPAQUE)))
    return EID.constants.get(number, f"WLAN_EID[{number}]"), parts


def elements(data: memoryview, order: str, look: Look) -> list[Part]:
    """Each element as a part named for its id; what does not fit into the rest is shown as unknown."""
    found = []
    offset = 0
    while offset + 2 <= len(data) and offset + 2 + data[offset + 1] <= len(data):
        length = 2 + data[offset + 1]
        name, parts = _element(data[offset : offset + length])
        found.append(Part(name, offset, length, parts=parts))
        offset += length
    return found


ELEMENTS = Parsed(
    elements,
    members=(
        Member("id", U8, EID),
        Member("datalen", U8),
        Member("id_extension", U8, EID_EXT),
        Member("oui", U32, ORGANIZATION),
        Member("oui_type", U8),
        *(Member(name, _SHAPES.get(number, OPAQUE)) for number, name in EID.constants.items()),
        *(Member(name, _EXTENSIONS.get(number, OPAQUE)) for number, name in EID_EXT.constants.items()),
        *(Member(name, shape) for name, shape in _VENDORS.values()),
    ),
)
"""information elements"""
MANAGEMENT = (
    Member("frame_control", LE16, FRAME_TYPE),
    Member("duration", LE16, MICROSECONDS),
    Member("da", MAC),
    Member("sa", MAC),
    Member("bssid", MAC),
    Member("seq_ctrl", LE16, HEX),
)
_BEACON = Struct(
    "ieee80211_mgmt",
    [
        *MANAGEMENT,
        Member("timestamp", LE64, MICROSECONDS),
        Member("beacon_int", LE16, TIME_UNITS),
        Member("capab_info", LE16, WLAN_CAPABILITY),
        Member("variable", ELEMENTS),
    ],
    text="{bssid}",
)


def _kind(data: memoryview, order: str) -> bool:
    return len(data) >= _BEACON.fixed_size and data[0] in (0x50, 0x80)


BEACON = Select(Payload(_kind), {True: _BEACON}, OPAQUE)
"""a beacon or probe response, or the start of one; an S1G beacon is laid out differently"""
