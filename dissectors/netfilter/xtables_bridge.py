"""ebtables' matches and targets in nf_tables (linux/netfilter_bridge/ebt_*.h, ebtables.h)."""

from __future__ import annotations

from collections.abc import Sequence as AbstractSequence

from dissectors.constants import ARPHRD, ARPOP, ETH_P, PACKET_TYPE
from dissectors.netfilter.nftables_actions import NFT_LOGLEVEL
from dissectors.netfilter.nftables_data import L4PROTO, Options
from nldissect.schema import (
    BE16,
    BOOL,
    BYTES,
    HEX,
    IPV4,
    IPV6,
    MAC,
    OPAQUE,
    S32,
    U8,
    U16,
    U32,
    U64,
    Enum,
    Look,
    Meaning,
    Member,
    Names,
    Pad,
    Parsed,
    Part,
    Sequence,
    Shape,
    Struct,
    Text,
)


def _struct(name: str, *members: Member | Pad) -> Struct:
    return Struct(name, members)


def _members(shape: Shape, names: str, meaning: Meaning | None = None) -> tuple[Member, ...]:
    """Neighbours of one shape."""
    return tuple(Member(name, shape, meaning) for name in names.split())


def _pair(shape: Shape, meaning: Meaning | None = None) -> Sequence:
    return Sequence(shape, meaning, count=2)


def _flags(prefix: str, *names: str) -> Options:
    """Flags from the lowest bit on."""
    return Options(prefix, {1 << bit: f"{prefix}{name}" for bit, name in enumerate(names)})


EBT_802_3 = _flags("EBT_802_3_", "SAP", "TYPE")
EBT_AMONG = _flags("EBT_AMONG_", "DST", "SRC")
EBT_ARP = _flags("EBT_ARP_", "OPCODE", "HTYPE", "PTYPE", "SRC_IP", "DST_IP", "SRC_MAC", "DST_MAC", "GRAT")
EBT_IP6 = _flags("EBT_IP6_", "SOURCE", "DEST", "TCLASS", "PROTO", "SPORT", "DPORT", "ICMP6")
EBT_LOG = _flags("EBT_LOG_", "IP", "ARP", "NFLOG", "IP6")
EBT_MARK = _flags("EBT_MARK_", "AND", "OR")
EBT_STP = _flags(
    "EBT_STP_",
    *("TYPE", "FLAGS", "ROOTPRIO", "ROOTADDR", "ROOTCOST", "SENDERPRIO"),
    *("SENDERADDR", "PORT", "MSGAGE", "MAXAGE", "HELLOTIME", "FWDD"),
)
EBT_VLAN = _flags("EBT_VLAN_", "ID", "PRIO", "ENCAP")

EBT_VERDICT = Enum("EBT_", {-1: "EBT_ACCEPT", -2: "EBT_DROP", -3: "EBT_CONTINUE", -4: "EBT_RETURN"})
MARK_ACTION = Enum(
    "MARK_", {-0x10: "MARK_SET_VALUE", -0x20: "MARK_OR_VALUE", -0x30: "MARK_AND_VALUE", -0x40: "MARK_XOR_VALUE"}
)


class _MarkTarget:
    """The lowest four bits are the verdict, the others what is done with the mark."""

    def text(self, value: int, names: Names) -> str:
        """MARK_SET_VALUE|EBT_CONTINUE"""
        return f"{MARK_ACTION.text(value & ~0xF, names)}|{EBT_VERDICT.text(value | ~0xF, names)}"

    short = text


_WORMHASH = _struct("ebt_mac_wormhash", Member("table", Sequence(S32, count=257)), Member("poolsize", S32))
_TUPLES = Sequence(_struct("ebt_mac_wormhash_tuple", Member("cmp", _pair(U32, HEX)), Member("ip", IPV4)))
_HASH_SIZE, _TUPLE_SIZE, _AMONG_SIZE = 1032, 12, 12


def _number(data: memoryview, at: int, order: str) -> int:
    return int.from_bytes(data[at : at + 4], "little" if order == "<" else "big")


def _among(data: memoryview, order: str, look: Look) -> AbstractSequence[Part]:
    """struct ebt_among_info, and the hash tables that lie where it says, counted from its beginning."""
    parts = [Part("", 0, min(_AMONG_SIZE, len(data)), shape=_AMONG)]
    offsets = {_number(data, at, order): name for at, name in ((0, "wh_dst"), (4, "wh_src"))}
    for offset in sorted(offsets):
        if offset < _AMONG_SIZE or offset + _HASH_SIZE > len(data):
            continue
        pool = offset + _HASH_SIZE
        count = _number(data, pool - 4, order)
        parts.append(Part(offsets[offset], offset, _HASH_SIZE, shape=_WORMHASH))
        parts.append(Part("pool", pool, min(count * _TUPLE_SIZE, len(data) - pool), shape=_TUPLES))
    end = max(part.start + part.length for part in parts)
    return [*parts, Part("padding", end, len(data) - end, shape=OPAQUE)] if end < len(data) else parts


_AMONG = _struct("ebt_among_info", *_members(S32, "wh_dst_ofs wh_src_ofs"), Member("bitmask", S32, EBT_AMONG))
AMONG = Parsed(_among)
"""it is the only match that has more than its struct"""

_TARGET = Member("target", S32, EBT_VERDICT)
_NAT = _struct("ebt_nat_info", Member("mac", MAC), Pad(2), _TARGET)
_ADDRESSES = "saddr daddr smsk dmsk"
_CONFIG = _struct(
    "ebt_stp_config_info",
    Member("flags", U8, HEX),
    Pad(1),
    *_members(U16, "root_priol root_priou"),
    *_members(MAC, "root_addr root_addrmsk"),
    Pad(2),
    *_members(U32, "root_costl root_costu"),
    *_members(U16, "sender_priol sender_priou"),
    *_members(MAC, "sender_addr sender_addrmsk"),
    *_members(U16, "portl portu"),
    *_members(U16, "msg_agel msg_ageu max_agel max_ageu hello_timel hello_timeu forward_delayl forward_delayu"),
)

MATCHES: dict[str, Struct] = {
    "802_3 0": _struct(
        "ebt_802_3_info",
        Member("sap", U8, HEX),
        Pad(1),
        Member("type", BE16, ETH_P),
        *_members(U8, "bitmask invflags", EBT_802_3),
    ),
    "arp 0": _struct(
        "ebt_arp_info",
        Member("htype", BE16, ARPHRD),
        Member("ptype", BE16, ETH_P),
        Member("opcode", BE16, ARPOP),
        Pad(2),
        *_members(IPV4, "saddr smsk daddr dmsk"),
        *_members(MAC, "smaddr smmsk dmaddr dmmsk"),
        *_members(U8, "bitmask invflags", EBT_ARP),
    ),
    "ip6 0": _struct(
        "ebt_ip6_info",
        *_members(IPV6, _ADDRESSES),
        Member("tclass", U8, HEX),
        Member("protocol", U8, L4PROTO),
        *_members(U8, "bitmask invflags", EBT_IP6),
        *(Member(name, _pair(U16)) for name in ("sport", "dport")),
    ),
    "limit 0 7": _struct("ebt_limit_info", *_members(U32, "avg burst")),
    "mark_m 0": _struct(
        "ebt_mark_m_info", *_members(U64, "mark mask", HEX), Member("invert", U8, BOOL), Member("bitmask", U8, EBT_MARK)
    ),
    "pkttype 0 7": _struct("ebt_pkttype_info", Member("pkt_type", U8, PACKET_TYPE), Member("invert", U8, BOOL)),
    "stp 0": _struct(
        "ebt_stp_info",
        Member("type", U8),
        Pad(3),
        Member("config", _CONFIG),
        *_members(U16, "bitmask invflags", EBT_STP),
    ),
    "vlan 0": _struct(
        "ebt_vlan_info",
        Member("id", U16),
        Member("prio", U8),
        Pad(1),
        Member("encap", BE16, ETH_P),
        *_members(U8, "bitmask invflags", EBT_VLAN),
    ),
}
"""name, revision and, where it depends on that, family → the match's struct"""

TARGETS: dict[str, Struct] = {
    "arpreply 0": _struct("ebt_arpreply_info", Member("mac", MAC), Pad(2), _TARGET),
    "dnat 0": _NAT,
    "log 0": _struct(
        "ebt_log_info",
        Member("loglevel", U8, NFT_LOGLEVEL),
        Member("prefix", Text(30)),
        Pad(1),
        Member("bitmask", U32, EBT_LOG),
    ),
    "mark 0 7": _struct("ebt_mark_t_info", Member("mark", U64, HEX), Member("target", S32, _MarkTarget())),
    "nflog 0": _struct(
        "ebt_nflog_info",
        Member("len", U32, BYTES),
        *_members(U16, "group threshold"),
        Member("flags", U16, HEX),
        Pad(2),
        Member("prefix", Text(64)),
    ),
    "redirect 0": _struct("ebt_redirect_info", _TARGET),
    "snat 0": _NAT,
}
"""likewise, of targets"""
