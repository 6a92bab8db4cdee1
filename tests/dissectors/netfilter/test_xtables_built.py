"""xtables' extensions that nobody uses in the captures, built to the layout of their headers."""

from __future__ import annotations

from struct import pack

import pytest

from dissectors.netfilter import nftables_xt, xtables_bridge, xtables_ipv6, xtables_more, xtables_rare
from nldissect.message import Message
from tests.build import NETFILTER, attribute, decoded, message, nest
from tests.dissectors.built import assert_says, assert_whole

TABLES = (nftables_xt, xtables_more, xtables_rare, xtables_ipv6, xtables_bridge)
EXTENSIONS = [
    (kind, key, struct.fixed_size)
    for table in TABLES
    for kind, known in (("match", table.MATCHES), ("target", table.TARGETS))
    for key, struct in known.items()
]


def rule(kind: str, name: str, revision: int, info: bytes, *, family: int = 2) -> Message:
    """A rule with one extension, as iptables-nft makes it."""
    data = attribute(1, name.encode() + b"\0") + attribute(2, pack(">I", revision)) + attribute(3, info)
    listed = nest(4, nest(1, attribute(1, kind.encode() + b"\0"), nest(2, data)))
    names = attribute(1, b"filter\0") + attribute(2, b"INPUT\0")
    return decoded(message(0x0A06, pack(">BBH", family, 0, 0), names, listed), protocol=NETFILTER)[0]


@pytest.mark.parametrize(("kind", "key", "size"), EXTENSIONS, ids=str)
def test_every_extension_is_read_to_its_end(kind: str, key: str, size: int) -> None:
    name, revision, *family = key.split()
    built = rule(kind, name, int(revision), bytes(size + 7 & ~7), family=int(family[0]) if family else 2)
    assert_whole(built)
    info = next(node for node in built.tree.walk() if node.name.endswith("_INFO"))
    assert len(info.children) > 0


PREFIX = bytes([0xFD]) + bytes(15)
BUILT: dict[str, tuple[str, int, str, int, bytes, dict[str, object]]] = {
    "BPF": (
        "match",
        2,
        "bpf",
        0,
        pack("<H2xHBBIHBBI", 2, 0x30, 0, 0, 9, 0x06, 0, 0, 0xFFFF).ljust(528, b"\0"),
        {"bpf_program_num_elem": 2, "bpf_program.[0]": "ldb [9]", "bpf_program.[1]": "ret #65535"},
    ),
    "BPF, pinned": (
        "match",
        2,
        "bpf",
        1,
        pack("<HHi512s8x", 1, 0, -1, b"/sys/fs/bpf/x"),
        {"mode": "XT_BPF_MODE_FD_PINNED", "bpf_program": "/sys/fs/bpf/x"},
    ),
    "cgroup, by class": (
        "match",
        2,
        "cgroup",
        2,
        pack("<BBBBI508s8x", 0, 1, 0, 0, 0x10001, b""),
        {"has_classid": "on", "path.classid": "0x10001"},
    ),
    "cgroup, by path": (
        "match",
        2,
        "cgroup",
        2,
        pack("<BBBB512s4x", 1, 0, 0, 0, b"user.slice"),
        {"has_path": "on", "path": "user.slice"},
    ),
    "DCCP": (
        "match",
        2,
        "dccp",
        0,
        pack("<4H4HB1x", 1, 2, 0, 65535, 5, 4, 0x3, 0, 5)[:16].ljust(16, b"\0"),
        {"dpts": [1, 2], "flags": "XT_DCCP_SRC_PORTS|XT_DCCP_TYPE", "typemask": "DCCP_PKT_REQUEST|DCCP_PKT_RESPONSE"},
    ),
    "IPsec policy": (
        "match",
        2,
        "policy",
        0,
        (
            bytes([10, 0, 0, 1]).ljust(16, b"\0")
            + b"\xff" * 4
            + bytes(12)
            + bytes(32)
            + pack(">I", 0x100)
            + pack("<IBBBB", 7, 50, 1, 0b10001, 0b10)
            + bytes(3 * 76)
            + pack("<HH4x", 1, 1)
        ),
        {
            "pol.[0].saddr": "10.0.0.1",
            "pol.[0].spi": "0x100",
            "pol.[0].mode": "XT_POLICY_MODE_TUNNEL",
            "pol.[0].match.saddr": 1,
            "pol.[0].match.spi": 1,
            "pol.[0].invert.daddr": 1,
            "flags": "XT_POLICY_MATCH_IN",
            "len": 1,
        },
    ),
    "SCTP": (
        "match",
        2,
        "sctp",
        0,
        pack("<4H64II12siII4x", 0, 65535, 0, 65535, *([1] + [0] * 63), 2, b"\x06\x01\x01" + bytes(9), 1, 4, 1),
        {
            "chunk_match_type": "SCTP_CHUNK_MATCH_ALL",
            "flag_info.[0].chunktype": 6,
            "flags": "XT_SCTP_CHUNK_TYPES",
            "invflags": "XT_SCTP_SRC_PORTS",
        },
    ),
    "u32": (
        "match",
        2,
        "u32",
        0,
        pack("<IB3xIB3x", 6, 0, 0xFF, 0).ljust(88, b"\0")
        + pack("<II", 1, 2).ljust(88, b"\0")
        + pack("<BB2x", 2, 1)
        + bytes(180 * 10)
        + pack("<BB2x", 1, 1),
        {"tests.[0].location.[0].number": "0x6", "tests.[0].value.[0].max": "0x2", "tests.[0].nnums": 2, "invert": 1},
    ),
    "routing header": (
        "match",
        10,
        "rt",
        0,
        pack("<IIIIBB2x256sB3x4x", 0, 0, 5, 40, 0x3, 0x4, PREFIX, 1),
        {
            "segsleft": [0, 5],
            "flags": "IP6T_RT_TYP|IP6T_RT_SGS",
            "invflags": "IP6T_RT_INV_LEN",
            "addrs.[0]": "fd00::",
            "addrnr": 1,
        },
    ),
    "segment routing header": (
        "match",
        10,
        "srh",
        1,
        pack("<BBBBH2x16s80xHH4x", 6, 4, 1, 1, 0, PREFIX, 0x811, 0x1),
        {
            "next_hdr": "IPPROTO_TCP",
            "psid_addr": "fd00::",
            "mt_flags": "IP6T_SRH_NEXTHDR|IP6T_SRH_SEGS_EQ|IP6T_SRH_PSID",
        },
    ),
    "network prefix translation": (
        "target",
        10,
        "SNPT",
        0,
        PREFIX + b"\x20\x01" + bytes(14) + pack("<BB", 48, 48) + b"\x12\x34" + bytes(4),
        {"src_pfx": "fd00::", "dst_pfx": "2001::", "src_pfx_len": 48, "adjustment": "0x1234"},
    ),
    "HMARK": (
        "target",
        2,
        "HMARK",
        0,
        (b"\xff" * 4 + bytes(12)) * 2 + pack(">4H", 0xFFFF, 0, 0, 80) + pack("<IH2xIII4x", 0x401, 0xFF, 7, 10, 1),
        {"src_mask": "255.255.255.255", "port_set.dst": 80, "flags": "XT_HMARK_SADDR_MASK|XT_HMARK_MODULUS"},
    ),
    "LED": (
        "target",
        2,
        "LED",
        0,
        pack("<27sBI8x", b"netfilter-ssh", 1, 1000),
        {"id": "netfilter-ssh", "always_blink": "on", "delay": 1000},
    ),
    "SECMARK": (
        "target",
        2,
        "SECMARK",
        1,
        pack("<B256s3xI", 1, b"system_u:object_r:x_t:s0", 9),
        {"mode": "SECMARK_MODE_SEL", "secctx": "system_u:object_r:x_t:s0", "secid": 9},
    ),
    "RATEEST": (
        "target",
        2,
        "RATEEST",
        0,
        pack("<16sbB6x8x", b"eth0", -2, 3),
        {"name": "eth0", "interval": -2, "ewma_log": 3},
    ),
    "rateest": (
        "match",
        2,
        "rateest",
        0,
        pack("<16s16sHHIIII20x", b"a", b"b", 0x12, 2, 8000, 0, 0, 0),
        {"name1": "a", "flags": "XT_RATEEST_MATCH_ABS|XT_RATEEST_MATCH_BPS", "mode": "XT_RATEEST_MATCH_LT"},
    ),
    "ICMP": ("match", 2, "icmp", 0, bytes([8, 0, 255, 1, 0, 0, 0, 0]), {"type": 8, "invflags": "IPT_ICMP_INV"}),
    "bridge: ARP": (
        "match",
        7,
        "arp",
        0,
        pack(">HHH2x4s4s4s4s", 1, 0x800, 1, bytes([10, 0, 0, 1]), b"\xff" * 4, bytes(4), bytes(4))
        + bytes(range(6))
        + bytes(18)
        + bytes([0x9, 0, 0, 0, 0, 0, 0, 0]),
        {
            "htype": "ARPHRD_ETHER",
            "opcode": "ARPOP_REQUEST",
            "saddr": "10.0.0.1",
            "smaddr": "00:01:02:03:04:05",
            "bitmask": "EBT_ARP_OPCODE|EBT_ARP_SRC_IP",
        },
    ),
    "bridge: STP": (
        "match",
        7,
        "stp",
        0,
        pack("<B3xB1xHH", 0, 1, 0, 0x8000) + bytes(68 - 10) + pack("<HH", 0x4, 0x800),
        {"config.root_priou": 0x8000, "bitmask": "EBT_STP_ROOTPRIO", "invflags": "EBT_STP_FWDD"},
    ),
    "bridge: VLAN": (
        "match",
        7,
        "vlan",
        0,
        pack("<HB1x", 10, 0) + pack(">H", 0x800) + bytes([0x5, 0]),
        {"id": 10, "encap": "ETH_P_IP", "bitmask": "EBT_VLAN_ID|EBT_VLAN_ENCAP"},
    ),
    "bridge: among": (
        "match",
        7,
        "among",
        0,
        pack("<iii", 12, 0, 1) + bytes(257 * 4) + pack("<iII4s", 1, 5, 6, bytes([10, 0, 0, 9])),
        {"wh_dst_ofs": 12, "bitmask": "EBT_AMONG_DST", "wh_dst.poolsize": 1, "pool.[0].ip": "10.0.0.9"},
    ),
    "bridge: mark": (
        "target",
        7,
        "mark",
        0,
        pack("<Qi4x", 0x20, -0x10 & ~0xF | (-3 & 0xF)),
        {"mark": "0x20", "target": "MARK_SET_VALUE|EBT_CONTINUE"},
    ),
    "bridge: destination": (
        "target",
        7,
        "dnat",
        0,
        bytes(range(6)) + pack("<2xi4x", -1),
        {"mac": "00:01:02:03:04:05", "target": "EBT_ACCEPT"},
    ),
}


@pytest.mark.parametrize("name", BUILT)
def test_built(name: str) -> None:
    kind, family, extension, revision, info, said = BUILT[name]
    built = rule(kind, extension, revision, info, family=family)
    assert_whole(built)
    assert_says(next(node for node in built.tree.walk() if node.name.endswith("_INFO")), said)
