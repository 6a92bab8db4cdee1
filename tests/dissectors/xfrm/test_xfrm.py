"""IPsec states and policies as ip made them, in its own words; by hand what no capture has."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.message import Message
from tests.build import NLM_F_REQUEST, attribute, decoded, message
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import says

XFRM = 6
INFINITE = 0xFFFFFFFFFFFFFFFF

REAL: dict[str, tuple[str, dict[str, object]]] = {
    "XFRMA_REPLAY_ESN_VAL": (
        "XFRM_MSG_NEWSA src 10.0.0.1 dst 10.0.0.3 proto esp spi 0x00001001 reqid 0 mode tunnel",
        {
            "sel": "src 1.0.0.0/8 dst 2.0.0.0/8 proto tcp sport 5 dport 6",
            "flags": "XFRM_STATE_ESN",
            "lft.soft_byte_limit": "1000000 bytes",
            "lft.hard_byte_limit": "XFRM_INF",
            "lft.hard_packet_limit": "5000 packets",
            "lft.soft_add_expires_seconds": "1000 s",
            "XFRMA_SA_EXTRA_FLAGS": "XFRM_SA_XFLAG_DONT_ENCAP_DSCP",
            "XFRMA_ALG_AEAD.alg_name": "rfc4106(gcm(aes))",
            "XFRMA_ALG_AEAD.alg_icv_len": 128,
            "XFRMA_ALG_AEAD.alg_key": "‹secret, 20 bytes›",
            "XFRMA_TFCPAD": 16,
            "XFRMA_MARK": "0x5/0xff",
            "XFRMA_SET_MARK_MASK": "0xf",
            "XFRMA_REPLAY_ESN_VAL.replay_window": 128,
            "XFRMA_REPLAY_ESN_VAL.bmp_len": 4,
            "XFRMA_IF_ID": "0x2a",
        },
    ),
    "XFRMA_ENCAP": (
        "XFRM_MSG_NEWSA src 10.0.0.1 dst 10.0.0.6 proto esp spi 0x00001004 reqid 0 mode tunnel",
        {"XFRMA_ENCAP": "espinudp sport 4500 dport 4501 addr 0.0.0.0"},
    ),
    "XFRMA_COADDR": (
        "XFRM_MSG_NEWSA src fd00::1 dst fd00::2 proto dstopts spi 0x00000000 reqid 0 mode routeoptimization",
        {"XFRMA_COADDR": "fd00::9", "id.proto": "IPPROTO_DSTOPTS"},
    ),
    "XFRMA_ALG_AUTH_TRUNC": (
        "XFRM_MSG_NEWSA src fd00::1 dst fd00::2 proto esp spi 0x00001005 reqid 0 mode beet",
        {
            "sel": "src ::/0 dst ::/0",
            "curlft.add_time": "1795190552 (2026-11-20 16:02:32 UTC)",
            "XFRMA_ALG_AUTH_TRUNC": "hmac(sha1), key of 160 bits, truncated to 96",
            "XFRMA_ALG_CRYPT.alg_key": "‹secret, 16 bytes›",
            "XFRMA_REPLAY_VAL": "seq 0 oseq 0 bitmap 0x0",
            "XFRMA_SA_DIR": "XFRM_SA_DIR_OUT",
        },
    ),
    "XFRMA_OFFLOAD_DEV": (
        "XFRM_MSG_NEWSA src 10.0.0.1 dst 10.0.0.7 proto esp spi 0x00001006 reqid 0 mode tunnel",
        {"XFRMA_OFFLOAD_DEV": "dev lo inbound", "sel": "src any dst any"},
    ),
    "XFRMA_SA_PCPU": (
        "XFRM_MSG_NEWSA src 10.0.0.9 dst 10.0.0.1 proto esp spi 0x00002000 reqid 0 mode tunnel",
        {"XFRMA_SA_PCPU": 1, "XFRMA_SA_DIR": "XFRM_SA_DIR_IN"},
    ),
    "min": (
        "XFRM_MSG_ALLOCSPI src 10.0.0.1 dst 10.0.0.2 proto esp spi 0x00000000 reqid 5 mode tunnel",
        {"min": "0x00005000", "max": "0x00006000"},
    ),
    "XFRMA_PROTO": ("XFRM_MSG_GETSA dump proto esp", {"XFRMA_PROTO": "IPPROTO_ESP"}),
    "XFRMA_SA": (
        "XFRM_MSG_DELSA dst 10.0.0.3 proto esp spi 0x00001001",
        {"XFRMA_SA.id.daddr": "10.0.0.3", "XFRMA_SA.sel.prefixlen_s": 8},
    ),
    "XFRMA_TMPL": (
        "XFRM_MSG_NEWPOLICY src 1.0.0.0/8 dst 2.0.0.0/8 proto tcp sport 10 dport 20 dir out priority 100 action allow"
        " tmpl src 10.0.0.1 dst 10.0.0.2 proto esp reqid 1 mode tunnel"
        " tmpl src 0.0.0.0 dst 0.0.0.0 proto comp reqid 0 mode transport level use",
        {
            "flags": "XFRM_POLICY_ICMP",
            "index": 0x101,
            "XFRMA_TMPL.[0].id.daddr": "10.0.0.2",
            "XFRMA_TMPL.[1].optional": "on",
            "XFRMA_IF_ID": "0x2a",
        },
    ),
    "sel": (
        "XFRM_MSG_DELPOLICY src 0.0.0.0/0 dst 127.0.0.50/32 dev lo dir out",
        {"sel.ifindex": "1 (lo)", "dir": "XFRM_POLICY_OUT"},
    ),
    "XFRMA_POLICY_TYPE": ("XFRM_MSG_FLUSHPOLICY ptype sub", {"XFRMA_POLICY_TYPE": "sub"}),
    "hard": (
        "XFRM_MSG_EXPIRE src 10.0.0.1 dst 10.0.0.44 proto esp spi 0x00001099 reqid 0 mode tunnel hard",
        {"state.lft.hard_add_expires_seconds": "2 s", "hard": "on"},
    ),
    "XFRMA_SAD_CNT": (
        "XFRM_MSG_NEWSADINFO count 9",
        {"XFRMA_SAD_CNT": 9, "XFRMA_SAD_HINFO": "16 buckets of 1048576"},
    ),
    "XFRMA_SPD_INFO": (
        "XFRM_MSG_NEWSPDINFO in 1 out 3 fwd 1, of sockets in 0 out 0 fwd 0"
        " IPv4 local /24 remote /32 IPv6 local /64 remote /128",
        {"XFRMA_SPD_INFO.outcnt": 3},
    ),
    "out": ("XFRM_MSG_GETDEFAULT in block fwd accept out block", {"in": "XFRM_USERPOLICY_BLOCK"}),
}


@pytest.mark.parametrize("having", REAL)
def test_real_messages(having: str) -> None:
    summary, expected = REAL[having]
    says(saying("xfrm", summary, having=having), expected)


def test_nothing_is_unknown_but_what_is_wrong() -> None:
    """Of both byte orders: only the requests sent to fail, and their echoes, have bytes that mean nothing."""
    for name in ("xfrm", "s390x/xfrm"):
        unknown = {m.frame for m in messages(name) if m.protocol == XFRM and any(n.raw for n in m.tree.walk())}
        refused = {m.frame for m in messages(name) if m.error is not None}
        assert all(frame in refused or frame + 1 in refused for frame in unknown)


def test_big_endian() -> None:
    assert {m.summary for m in messages("s390x/xfrm")} >= {
        "XFRM_MSG_UPDSA src 10.0.0.1 dst 10.0.0.2 proto esp spi 0x00001000 reqid 1 mode tunnel",
        "XFRM_MSG_NEWPOLICY src 1.0.0.0/8 dst 2.0.0.0/8 dir in priority 5 action block",
    }


def test_no_key_is_shown() -> None:
    """0123456789abcdef… is what the tool was told to use."""
    shown = "".join(node.text for m in messages("xfrm") if m.protocol == XFRM for node in m.tree.walk() if not node.raw)
    assert "0123456789abcdef" not in shown
    assert "‹secret, 32 bytes›" in shown


# By hand.

A, B, C = (bytes([10, 0, 0, n]) + bytes(12) for n in (1, 2, 3))


def selector(family: int = 2) -> bytes:
    return B + A + pack(">4H", 80, 0xFFFF, 0, 0) + pack("<HBBBxxxiI", family, 32, 24, 6, 0, 0)


def state(*, tail: int = 7) -> bytes:
    """struct xfrm_usersa_info; 32-bit x86 leaves four bytes less behind the flags."""
    lifetimes = pack("<8Q", *[INFINITE] * 4, 0, 0, 0, 0) + pack("<4Q", 1, 2, 3, 0)
    identity = B + pack(">IBxxx", 0x1000, 50)
    return selector() + identity + A + lifetimes + bytes(12) + pack("<IIHBBB", 0, 1, 2, 1, 32, 0) + bytes(tail)


def policy(*, tail: int = 4) -> bytes:
    lifetimes = pack("<8Q", *[INFINITE] * 8) + pack("<4Q", 0, 0, 0, 0)
    return selector() + lifetimes + pack("<IIBBBB", 7, 8, 1, 0, 0, 0) + bytes(tail)


def sa_id() -> bytes:
    return B + pack(">I", 0x1000) + pack("<HBx", 2, 50)


MARK = attribute(21, pack("<II", 5, 0xFF))
SA = "src 10.0.0.1 dst 10.0.0.2 proto esp spi 0x00001000 reqid 1 mode tunnel"
POLICY = "src 10.0.0.1/24 dst 10.0.0.2/32 proto tcp dport 80 dir out priority 7 action allow"
ACQUIRE = B + pack(">IBxxx", 0, 50) + A + selector()
BUILT: dict[int, tuple[str, list[bytes], dict[str, object]]] = {
    23: (
        "XFRM_MSG_ACQUIRE proto esp src 10.0.0.1 dst 10.0.0.2 for src 10.0.0.1/24 dst 10.0.0.2/32 proto tcp dport 80",
        [ACQUIRE + policy() + pack("<4I", 1, 2, 3, 4), MARK],
        {"policy.index": 8, "calgos": "0x3", "seq": 4},
    ),
    27: (f"XFRM_MSG_POLEXPIRE {POLICY} hard", [policy() + b"\1" + bytes(7), MARK], {"pol.dir": "XFRM_POLICY_OUT"}),
    30: (
        "XFRM_MSG_NEWAE src 10.0.0.1 dst 10.0.0.2 proto esp spi 0x00001000 rval,ce",
        [
            sa_id() + A + pack("<II", 0x22, 7),
            attribute(12, pack("<I", 10)),
            attribute(11, pack("<I", 32)),
            attribute(9, pack("<4Q", 1, 2, 1_700_000_000, 0)),
        ],
        {"flags": "XFRM_AE_RVAL|XFRM_AE_CE", "XFRMA_LTIME_VAL.add_time": "1700000000 (2023-11-14 22:13:20 UTC)"},
    ),
    32: (
        "XFRM_MSG_REPORT proto dstopts src 10.0.0.1/24 dst 10.0.0.2/32 proto tcp dport 80",
        [b"\x3c\0\0\0" + selector(), attribute(14, C)],
        {"XFRMA_COADDR": "10.0.0.3"},
    ),
    33: (
        "XFRM_MSG_MIGRATE src 10.0.0.1/24 dst 10.0.0.2/32 proto tcp dport 80 dir in",
        [
            selector() + pack("<IBxxx", 0, 0),
            attribute(17, B + A + C + A + pack("<BBHIHH", 50, 1, 0, 7, 2, 2)),
            attribute(19, A + B + pack("<IHxx", 0, 2)),
        ],
        {
            "XFRMA_MIGRATE.[0]": "proto esp mode tunnel from 10.0.0.1 → 10.0.0.2 to 10.0.0.1 → 10.0.0.3",
            "XFRMA_KMADDRESS": "local 10.0.0.1 remote 10.0.0.2",
        },
    ),
    38: (
        "XFRM_MSG_MAPPING dst 10.0.0.2 proto esp spi 0x00001000 from 10.0.0.1 port 4500 to 10.0.0.3 port 4501",
        [sa_id() + pack("<I", 7) + A + C + pack(">HH", 4500, 4501)],
        {"new_saddr": "10.0.0.3"},
    ),
    41: (
        "XFRM_MSG_MIGRATE_STATE dst 10.0.0.2 proto esp spi 0x00001000 to src 10.0.0.1 dst 10.0.0.3",
        [sa_id() + C + A + pack("<II", 1, 2) + selector() + pack("<IIHH", 7, 1, 2, 0)],
        {"flags": "XFRM_MIGRATE_STATE_CLEAR_OFFLOAD", "old_mark": "0x1/0x2"},
    ),
}


def built(number: int, *body: bytes, flags: int = 0) -> Message:
    return decoded(message(number, *body, flags=flags), protocol=XFRM)[0]


@pytest.mark.parametrize("number", BUILT)
def test_messages_by_hand(number: int) -> None:
    summary, body, expected = BUILT[number]
    found = built(number, *body)
    says(found, expected)
    assert found.summary == summary


def test_every_other_attribute() -> None:
    security = pack("<HHBBH", 16, 8, 1, 1, 8) + b"system_u"
    found = built(
        16,
        state(),
        attribute(8, security),
        attribute(26, A + B + pack("<HBB", 2, 24, 32)),
        attribute(32, pack("<I", 5)),
        attribute(34, pack("<I", 20)),
        *(attribute(number, pack("<I", number)) for number in (36, 39, 40, 41)),
        attribute(37, pack("<H", 3)),
        attribute(38),
    )
    says(
        found,
        {
            "XFRMA_SEC_CTX": "system_u",
            "XFRMA_SEC_CTX.ctx_alg": "XFRM_SC_ALG_SELINUX",
            "XFRMA_ADDRESS_FILTER": "src 10.0.0.1/24 dst 10.0.0.2/32",
            "XFRMA_MTIMER_THRESH": "5 s",
            "XFRMA_NAT_KEEPALIVE_INTERVAL": "20 s",
            "XFRMA_IPTFS_REORDER_WINDOW": "3 packets",
            "XFRMA_IPTFS_DONT_FRAG": True,
            "XFRMA_IPTFS_PKT_SIZE": "41 bytes",
        },
    )


COMPAT = {
    "usersa_info": (16, state(tail=3), SA),
    "userspi_info": (22, state(tail=3) + pack("<II", 1, 2), SA),
    "userpolicy_info": (19, policy(tail=0), POLICY),
    "user_expire": (24, state(tail=3) + bytes(4), f"{SA} soft"),
    "user_polexpire": (27, policy(tail=0) + bytes(4), f"{POLICY} soft"),
}


@pytest.mark.parametrize("name", COMPAT)
@pytest.mark.parametrize("attributes", [b"", MARK, attribute(31, pack("<I", 4)), MARK + attribute(6, state(tail=3))])
def test_the_layout_of_32_bit_x86(name: str, attributes: bytes) -> None:
    """Its structs are four bytes shorter: where the attributes stand tells."""
    number, body, summary = COMPAT[name]
    found = built(number, body, attributes, flags=NLM_F_REQUEST)
    assert found.tree.children[0].name == f"compat_xfrm_{name}"
    says(found, {})
    assert found.summary.partition(" ")[2] == summary


@pytest.mark.parametrize("length", [0, 1, 17, 24, 64, 220, 300])
def test_cut_off_anywhere(length: int) -> None:
    """A hostile length is a note, never an exception."""
    for number in range(16, 42):
        for fill in (b"\0", b"\xff"):
            found = built(number, fill * length, flags=NLM_F_REQUEST)
            assert all(isinstance(node.text, str) for node in found.tree.walk())
            assert found.summary.startswith("XFRM_MSG_")
