"""The elements that say how a network is protected: RSN, and WPA's vendor element before it (IEEE 802.11, 9.4.2.24)."""

from __future__ import annotations

from struct import unpack_from

from dissectors.generic.nl80211.suites import AKM, CIPHER
from nldissect.schema import BE32, LE16, Bytes, Flags, Look, Parsed, Part, Sequence

RSN_CAPABILITIES = Flags(
    "RSN_CAPABILITY_",
    {
        0x0001: "RSN_CAPABILITY_PREAUTH",
        0x0002: "RSN_CAPABILITY_NO_PAIRWISE",
        0x000C: "RSN_CAPABILITY_PTKSA_REPLAY_COUNTERS_16",
        0x0008: "RSN_CAPABILITY_PTKSA_REPLAY_COUNTERS_4",
        0x0004: "RSN_CAPABILITY_PTKSA_REPLAY_COUNTERS_2",
        0x0030: "RSN_CAPABILITY_GTKSA_REPLAY_COUNTERS_16",
        0x0020: "RSN_CAPABILITY_GTKSA_REPLAY_COUNTERS_4",
        0x0010: "RSN_CAPABILITY_GTKSA_REPLAY_COUNTERS_2",
        0x0040: "RSN_CAPABILITY_MFPR",
        0x0080: "RSN_CAPABILITY_MFPC",
        0x0100: "RSN_CAPABILITY_JOINT_MULTI_BAND_RSNA",
        0x0200: "RSN_CAPABILITY_PEERKEY_ENABLED",
        0x0400: "RSN_CAPABILITY_SPP_AMSDU_CAPABLE",
        0x0800: "RSN_CAPABILITY_SPP_AMSDU_REQUIRED",
        0x1000: "RSN_CAPABILITY_PBAC",
        0x2000: "RSN_CAPABILITY_EXTENDED_KEY_ID",
        0x4000: "RSN_CAPABILITY_OCVC",
    },
)
"""the standard's own fields; they have no names in any header"""
_LISTS = (
    ("pairwise_cipher_count", "pairwise_ciphers", 4, Sequence(BE32, CIPHER)),
    ("akm_count", "akms", 4, Sequence(BE32, AKM)),
)


def security(data: memoryview, order: str, look: Look) -> list[Part]:
    """Version, group cipher, pairwise ciphers, key managements, capabilities, PMKIDs, group management cipher.

    It may end after any of them.
    """
    parts = [
        Part("version", 0, 2, shape=LE16),
        Part("group_cipher", 2, 4, shape=BE32, meaning=CIPHER),
    ]
    offset = 6
    for count, name, size, shape in _LISTS:
        if offset + 2 <= len(data):
            length = unpack_from("<H", data, offset)[0] * size
            parts.append(Part(count, offset, 2, shape=LE16))
            parts.append(Part(name, offset + 2, length, shape=shape))
            offset += 2 + length
    if offset + 2 <= len(data):
        parts.append(Part("capabilities", offset, 2, shape=LE16, meaning=RSN_CAPABILITIES))
        offset += 2
    if offset + 2 <= len(data):
        length = unpack_from("<H", data, offset)[0] * 16
        parts.append(Part("pmkid_count", offset, 2, shape=LE16))
        if length:
            parts.append(Part("pmkids", offset + 2, length, shape=Sequence(Bytes(16))))
        offset += 2 + length
    if offset + 4 <= len(data):
        parts.append(Part("group_management_cipher", offset, 4, shape=BE32, meaning=CIPHER))
    return [part for part in parts if part.start + part.length <= len(data)]


SECURITY = Parsed(security)
