"""Options of IPv6 neighbour discovery, as they lie in the ICMPv6 packet (RFC 4861 and those named below).

No UAPI header has them: the constants are those of the kernel's include/net/ndisc.h and netinet/icmp6.h, members are
named as in the latter.
"""

from __future__ import annotations

from socket import AF_INET6, inet_ntop

from nldissect.schema import (
    BE16,
    BE32,
    IPV6,
    LINK_ADDRESS,
    OPAQUE,
    TEXT,
    U8,
    UNKNOWN,
    Enum,
    Flags,
    Look,
    Member,
    Pad,
    Parsed,
    Part,
    Sequence,
    Struct,
    Unit,
)

LIFETIME = Unit("s", {0xFFFFFFFF: "forever"})
ND_OPT = Enum(
    "ND_OPT_",
    {
        1: "ND_OPT_SOURCE_LL_ADDR",
        2: "ND_OPT_TARGET_LL_ADDR",
        3: "ND_OPT_PREFIX_INFO",
        5: "ND_OPT_MTU",
        24: "ND_OPT_ROUTE_INFO",
        25: "ND_OPT_RDNSS",
        31: "ND_OPT_DNSSL",
        34: "ND_OPT_6CO",
        37: "ND_OPT_CAPTIVE_PORTAL",
        38: "ND_OPT_PREF64",
    },
)
ND_OPT_PI_FLAG = Flags("ND_OPT_PI_FLAG_", {0x80: "ND_OPT_PI_FLAG_ONLINK", 0x40: "ND_OPT_PI_FLAG_AUTO"})
_HEAD = [Member("nd_opt_type", U8, ND_OPT), Member("nd_opt_len", U8, Unit("× 8 bytes"))]


def _domains(data: memoryview, order: str, look: Look) -> list[Part]:
    """Domain names as in DNS, uncompressed, each ended by an empty label; zeros fill up behind the last one."""
    parts: list[Part] = []
    start, offset, labels = 0, 0, list[str]()
    while offset < len(data):
        length = data[offset]
        offset += 1 + length
        if offset > len(data):
            break
        if length:
            labels.append(bytes(data[offset - length : offset]).decode("utf-8", "backslashreplace"))
        elif labels:
            parts.append(Part(f"[{len(parts)}]", start, offset - start, ".".join(labels)))
            start, labels = offset, []
    if start < len(data) and not any(data[start:]):
        parts.append(Part("pad", start, len(data) - start, data[start:].hex()))
    return parts


def _prefix64(data: memoryview, order: str, look: Look) -> list[Part]:
    """Thirteen bits of lifetime in units of 8 s, three bits that stand for the prefix length."""
    word = int.from_bytes(data, "big")
    length = {0: 96, 1: 64, 2: 56, 3: 48, 4: 40, 5: 32}.get(word & 7)
    return [Part("", 0, 2, word, f"lifetime {word & ~7} s, prefix length {length or 'reserved'}")]


def _first96(data: memoryview, order: str, look: Look) -> list[Part]:
    """The first 96 bits of an IPv6 prefix; the others are zero."""
    return [Part("", 0, len(data), inet_ntop(AF_INET6, bytes(data).ljust(16, b"\0")))]


OPTIONS = {
    1: Struct("nd_opt_source_linkaddr", [*_HEAD, Member("nd_opt_lladdr", LINK_ADDRESS)]),
    2: Struct("nd_opt_target_linkaddr", [*_HEAD, Member("nd_opt_lladdr", LINK_ADDRESS)]),
    3: Struct(
        "nd_opt_prefix_info",
        [
            *_HEAD,
            Member("nd_opt_pi_prefix_len", U8),
            Member("nd_opt_pi_flags_reserved", U8, ND_OPT_PI_FLAG),
            Member("nd_opt_pi_valid_time", BE32, LIFETIME),
            Member("nd_opt_pi_preferred_time", BE32, LIFETIME),
            Pad(4, "nd_opt_pi_reserved2"),
            Member("nd_opt_pi_prefix", IPV6),
        ],
    ),
    5: Struct("nd_opt_mtu", [*_HEAD, Pad(2, "nd_opt_mtu_reserved"), Member("nd_opt_mtu_mtu", BE32)]),
    # RFC 4191: the prefix is as long as the option
    24: Struct(
        "nd_opt_route_info",
        [
            *_HEAD,
            Member("nd_opt_rti_prefixlen", U8),
            Member("nd_opt_rti_flags", U8),
            Member("nd_opt_rti_lifetime", BE32, LIFETIME),
            Member("nd_opt_rti_prefix", OPAQUE),
        ],
    ),
    # RFC 8106
    25: Struct(
        "nd_opt_rdnss",
        [
            *_HEAD,
            Pad(2, "nd_opt_rdnss_reserved"),
            Member("nd_opt_rdnss_lifetime", BE32, LIFETIME),
            Member("nd_opt_rdnss_addr", Sequence(IPV6)),
        ],
    ),
    31: Struct(
        "nd_opt_dnssl",
        [
            *_HEAD,
            Pad(2, "nd_opt_dnssl_reserved"),
            Member("nd_opt_dnssl_lifetime", BE32, LIFETIME),
            Member("nd_opt_dnssl_domain", Parsed(_domains)),
        ],
    ),
    # RFC 6775
    34: Struct(
        "nd_opt_6co",
        [
            *_HEAD,
            Member("nd_opt_6co_context_len", U8),
            Member("nd_opt_6co_flags", U8),
            Pad(2, "nd_opt_6co_reserved"),
            Member("nd_opt_6co_lifetime", BE16, Unit("min")),
            Member("nd_opt_6co_prefix", OPAQUE),
        ],
    ),
    # RFC 8910
    37: Struct("nd_opt_captive_portal", [*_HEAD, Member("nd_opt_captive_portal_uri", TEXT)]),
    # RFC 8781
    38: Struct(
        "nd_opt_pref64",
        [
            *_HEAD,
            Member("nd_opt_pref64_lifetime_plc", Parsed(_prefix64, length=2)),
            Member("nd_opt_pref64_prefix", Parsed(_first96, length=12)),
        ],
    ),
}
OTHER_OPTION = Struct("nd_opt_hdr", [*_HEAD, Member("data", UNKNOWN)])


def options(data: memoryview) -> list[Part]:
    """The options side by side in `data`; it ends at one that claims no length."""
    parts = []
    offset = 0
    while offset + 2 <= len(data) and data[offset + 1]:
        option = OPTIONS.get(data[offset], OTHER_OPTION)
        length = data[offset + 1] * 8
        parts.append(Part(option.name, offset, length, shape=option))
        offset += length
    return parts
