"""The structs of IPsec messages: selectors, templates, algorithms, states and policies (linux/xfrm.h)."""

from __future__ import annotations

from dissectors.constants import AF, IPPROTO
from dissectors.xfrm.constants import (
    BITS,
    LIMIT_BYTES,
    LIMIT_PACKETS,
    LIMIT_SECONDS,
    SPI,
    WHEN,
    XFRM_MODE,
    XFRM_POLICY_ACTION,
    XFRM_POLICY_DIR,
    XFRM_POLICY_FLAGS,
    XFRM_SHARE,
    XFRM_STATE,
)
from nldissect.schema import (
    BE16,
    BE32,
    BOOL,
    BYTES,
    HEX,
    INTERFACE,
    OPAQUE,
    PACKETS,
    S32,
    U8,
    U16,
    U32,
    U64,
    Address,
    Look,
    Member,
    Names,
    Node,
    Pad,
    Select,
    Sequence,
    Struct,
    Text,
    render,
)

AF_INET, AF_INET6 = 2, 10


def xfrm_address(*families: str, prefix: str | None = None) -> Select:
    """xfrm_address_t, a union of sixteen bytes; the first of `families` that says anything tells how to read it."""

    def family(look: Look) -> int:
        for name in families:
            found = look(name)
            if isinstance(found, int) and found:
                return found
        return AF_INET6

    cases = {number: Address(number, prefix, length=16) for number in (AF_INET, AF_INET6)}
    return Select(family, cases, default=cases[AF_INET6], length=16)


def _selector(node: Node, names: Names) -> str:
    """`src 10.0.0.0/8 dst 10.1.0.1/32 proto tcp dport 80 dev eth0`, as ip writes it; without a family `any`."""
    values = {child.name: child.value for child in node}
    if not values.get("family") and not values.get("prefixlen_s") and not values.get("prefixlen_d"):
        words = ["src any dst any"]
    else:
        words = [f"src {node['saddr'].text} dst {node['daddr'].text}"] if "saddr" in values else []
    if values.get("proto"):
        words.append(render("proto {proto}", node, names))
    words += (
        f"{port} {values[port]}" + ("" if values[f"{port}_mask"] == 0xFFFF else f"/{values[f'{port}_mask']:#x}")
        for port in ("sport", "dport")
        if values.get(f"{port}_mask")
    )
    if values.get("ifindex"):
        words.append(render("dev {ifindex}", node, names))
    return " ".join(words)


XFRM_SELECTOR = Struct(
    "xfrm_selector",
    [
        Member("daddr", xfrm_address("family", prefix="prefixlen_d")),
        Member("saddr", xfrm_address("family", prefix="prefixlen_s")),
        Member("dport", BE16),
        Member("dport_mask", BE16, HEX),
        Member("sport", BE16),
        Member("sport_mask", BE16, HEX),
        Member("family", U16, AF),
        Member("prefixlen_d", U8),
        Member("prefixlen_s", U8),
        Member("proto", U8, IPPROTO),
        Pad(3),
        Member("ifindex", S32, INTERFACE),
        Member("user", U32),
    ],
    text=_selector,
)


def xfrm_id(*families: str) -> Struct:
    """struct xfrm_id; `families` name what tells the address's family."""
    return Struct(
        "xfrm_id",
        [
            Member("daddr", xfrm_address(*families)),
            Member("spi", BE32, SPI),
            Member("proto", U8, IPPROTO),
            Pad(3),
        ],
        text="dst {daddr} proto {proto} spi {spi}",
    )


XFRM_USERSA_ID = Struct(
    "xfrm_usersa_id",
    [
        Member("daddr", xfrm_address("family")),
        Member("spi", BE32, SPI),
        Member("family", U16, AF),
        Member("proto", U8, IPPROTO),
        Pad(1),
    ],
    text="dst {daddr} proto {proto} spi {spi}",
)
XFRM_LIFETIME_CFG = Struct(
    "xfrm_lifetime_cfg",
    [
        Member("soft_byte_limit", U64, LIMIT_BYTES),
        Member("hard_byte_limit", U64, LIMIT_BYTES),
        Member("soft_packet_limit", U64, LIMIT_PACKETS),
        Member("hard_packet_limit", U64, LIMIT_PACKETS),
        Member("soft_add_expires_seconds", U64, LIMIT_SECONDS),
        Member("hard_add_expires_seconds", U64, LIMIT_SECONDS),
        Member("soft_use_expires_seconds", U64, LIMIT_SECONDS),
        Member("hard_use_expires_seconds", U64, LIMIT_SECONDS),
    ],
)
XFRM_LIFETIME_CUR = Struct(
    "xfrm_lifetime_cur",
    [
        Member("bytes", U64, BYTES),
        Member("packets", U64, PACKETS),
        Member("add_time", U64, WHEN),
        Member("use_time", U64, WHEN),
    ],
    text="{bytes} bytes, {packets} packets",
)
XFRM_REPLAY_STATE = Struct(
    "xfrm_replay_state",
    [Member("oseq", U32), Member("seq", U32), Member("bitmap", U32, HEX)],
    text="seq {seq} oseq {oseq} bitmap {bitmap}",
)
XFRM_REPLAY_STATE_ESN = Struct(
    "xfrm_replay_state_esn",
    [
        Member("bmp_len", U32),
        Member("oseq", U32),
        Member("seq", U32),
        Member("oseq_hi", U32),
        Member("seq_hi", U32),
        Member("replay_window", U32, PACKETS),
        Member("bmp", Sequence(U32, HEX)),
    ],
)
XFRM_STATS = Struct(
    "xfrm_stats",
    [
        Member("replay_window", U32, PACKETS),
        Member("replay", U32, PACKETS),
        Member("integrity_failed", U32, PACKETS),
    ],
)

# Algorithms. The key takes alg_key_len bits.

XFRM_ALGO = Struct(
    "xfrm_algo",
    [
        Member("alg_name", Text(64)),
        Member("alg_key_len", U32, BITS),
        Member("alg_key", OPAQUE, secret=True),
    ],
    text="{alg_name}, key of {alg_key_len} bits",
)
XFRM_ALGO_AUTH = Struct(
    "xfrm_algo_auth",
    [
        Member("alg_name", Text(64)),
        Member("alg_key_len", U32, BITS),
        Member("alg_trunc_len", U32, BITS),
        Member("alg_key", OPAQUE, secret=True),
    ],
    text="{alg_name}, key of {alg_key_len} bits, truncated to {alg_trunc_len}",
)
XFRM_ALGO_AEAD = Struct(
    "xfrm_algo_aead",
    [
        Member("alg_name", Text(64)),
        Member("alg_key_len", U32, BITS),
        Member("alg_icv_len", U32, BITS),
        Member("alg_key", OPAQUE, secret=True),
    ],
    text="{alg_name}, key of {alg_key_len} bits, ICV of {alg_icv_len}",
)


def _template(node: Node, names: Names) -> str:
    """`src 10.0.0.1 dst 10.0.0.2 proto esp reqid 1 mode tunnel level use`, as ip writes it."""
    optional = node.get("optional")
    level = " level use" if optional is not None and optional.value else ""
    return render("src {saddr} dst {id.daddr} proto {id.proto} reqid {reqid} mode {mode}", node, names) + level


XFRM_USER_TMPL = Struct(
    "xfrm_user_tmpl",
    [
        Member("id", xfrm_id("family")),
        Member("family", U16, AF),
        Pad(2),
        Member("saddr", xfrm_address("family")),
        Member("reqid", U32),
        Member("mode", U8, XFRM_MODE),
        Member("share", U8, XFRM_SHARE),
        Member("optional", U8, BOOL),
        Pad(1),
        Member("aalgos", U32, HEX),
        Member("ealgos", U32, HEX),
        Member("calgos", U32, HEX),
    ],
    text=_template,
)


# A 32-bit x86 program's structs end where their last member ends, as u64 is aligned to four there; a 64-bit kernel
# reads and answers it in that layout (net/xfrm/xfrm_compat.c).


def _both(name: str, *members: Member, pad: int) -> tuple[Struct, Struct]:
    """The struct with `pad` bytes at its end, and as i386 has it: without the four that align it to eight."""
    rest = [Pad(pad - 4)] if pad > 4 else []
    return Struct(name, [*members, Pad(pad)]), Struct(f"compat_{name}", [*members, *rest])


XFRM_USERSA_INFO, COMPAT_XFRM_USERSA_INFO = _both(
    "xfrm_usersa_info",
    Member("sel", XFRM_SELECTOR),
    Member("id", xfrm_id("family")),
    Member("saddr", xfrm_address("family")),
    Member("lft", XFRM_LIFETIME_CFG),
    Member("curlft", XFRM_LIFETIME_CUR),
    Member("stats", XFRM_STATS),
    Member("seq", U32),
    Member("reqid", U32),
    Member("family", U16, AF),
    Member("mode", U8, XFRM_MODE),
    Member("replay_window", U8, PACKETS),
    Member("flags", U8, XFRM_STATE),
    pad=7,
)
XFRM_USERPOLICY_INFO, COMPAT_XFRM_USERPOLICY_INFO = _both(
    "xfrm_userpolicy_info",
    Member("sel", XFRM_SELECTOR),
    Member("lft", XFRM_LIFETIME_CFG),
    Member("curlft", XFRM_LIFETIME_CUR),
    Member("priority", U32),
    Member("index", U32),
    Member("dir", U8, XFRM_POLICY_DIR),
    Member("action", U8, XFRM_POLICY_ACTION),
    Member("flags", U8, XFRM_POLICY_FLAGS),
    Member("share", U8, XFRM_SHARE),
    pad=4,
)
XFRM_USERPOLICY_ID = Struct(
    "xfrm_userpolicy_id",
    [Member("sel", XFRM_SELECTOR), Member("index", U32), Member("dir", U8, XFRM_POLICY_DIR), Pad(3)],
)
XFRM_MARK = Struct("xfrm_mark", [Member("v", U32, HEX), Member("m", U32, HEX)], text="{v}/{m}")
