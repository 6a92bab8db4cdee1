"""The attributes of IPsec messages, one space for all (linux/xfrm.h)."""

from __future__ import annotations

from dissectors.constants import AF, IPPROTO
from dissectors.xfrm.constants import (
    ENCAP,
    TENTHS,
    WHEN,
    XFRM_MODE,
    XFRM_OFFLOAD,
    XFRM_POLICY_TYPE,
    XFRM_SA_DIR,
    XFRM_SA_XFLAG,
    XFRM_SC_ALG,
    XFRM_SC_DOI,
)
from dissectors.xfrm.structs import (
    COMPAT_XFRM_USERPOLICY_INFO,
    COMPAT_XFRM_USERSA_INFO,
    XFRM_ALGO,
    XFRM_ALGO_AEAD,
    XFRM_ALGO_AUTH,
    XFRM_LIFETIME_CUR,
    XFRM_MARK,
    XFRM_REPLAY_STATE,
    XFRM_REPLAY_STATE_ESN,
    XFRM_USER_TMPL,
    XFRM_USERPOLICY_INFO,
    XFRM_USERSA_INFO,
    xfrm_address,
)
from nldissect.schema import (
    BE16,
    BYTES,
    FLAG,
    HEX,
    INTERFACE,
    MICROSECONDS,
    OPAQUE,
    PACKETS,
    S32,
    SECONDS,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Member,
    Pad,
    Payload,
    Select,
    Sequence,
    Struct,
)

ANY_FAMILY = ("family", "sel.family", "sa_id.family", "id.family", "new_family")
"""where the fixed headers say of which family a message's addresses are"""

XFRM_ENCAP_TMPL = Struct(
    "xfrm_encap_tmpl",
    [
        Member("encap_type", U16, ENCAP),
        Member("encap_sport", BE16),
        Member("encap_dport", BE16),
        Pad(2),
        Member("encap_oa", xfrm_address(*ANY_FAMILY)),
    ],
    text="{encap_type} sport {encap_sport} dport {encap_dport} addr {encap_oa}",
)
XFRM_USER_SEC_CTX = Struct(
    "xfrm_user_sec_ctx",
    [
        Member("len", U16, BYTES),
        Member("exttype", U16),
        Member("ctx_alg", U8, XFRM_SC_ALG),
        Member("ctx_doi", U8, XFRM_SC_DOI),
        Member("ctx_len", U16, BYTES),
        Member("ctx_str", TEXT),
    ],
    text="{ctx_str}",
)
XFRM_USERPOLICY_TYPE = Struct(
    "xfrm_userpolicy_type",
    [Member("type", U8, XFRM_POLICY_TYPE), Pad(1), Pad(2, "reserved1"), Pad(1, "reserved2"), Pad(1)],
    text="{type}",
)
XFRM_USER_MIGRATE = Struct(
    "xfrm_user_migrate",
    [
        Member("old_daddr", xfrm_address("old_family")),
        Member("old_saddr", xfrm_address("old_family")),
        Member("new_daddr", xfrm_address("new_family")),
        Member("new_saddr", xfrm_address("new_family")),
        Member("proto", U8, IPPROTO),
        Member("mode", U8, XFRM_MODE),
        Pad(2, "reserved"),
        Member("reqid", U32),
        Member("old_family", U16, AF),
        Member("new_family", U16, AF),
    ],
    text="proto {proto} mode {mode} from {old_saddr} → {old_daddr} to {new_saddr} → {new_daddr}",
)
XFRM_USER_KMADDRESS = Struct(
    "xfrm_user_kmaddress",
    [
        Member("local", xfrm_address("family")),
        Member("remote", xfrm_address("family")),
        Pad(4, "reserved"),
        Member("family", U16, AF),
        Pad(2),
    ],
    text="local {local} remote {remote}",
)
XFRM_ADDRESS_FILTER = Struct(
    "xfrm_address_filter",
    [
        Member("saddr", xfrm_address("family", prefix="splen")),
        Member("daddr", xfrm_address("family", prefix="dplen")),
        Member("family", U16, AF),
        Member("splen", U8),
        Member("dplen", U8),
    ],
    text="src {saddr} dst {daddr}",
)
XFRM_USER_OFFLOAD = Struct(
    "xfrm_user_offload",
    [Member("ifindex", S32, INTERFACE), Member("flags", U8, XFRM_OFFLOAD), Pad(3)],
    text="dev {ifindex} {flags}",
)


def _sized(native: Struct, compat: Struct) -> Select:
    """A struct in an attribute: the payload's size tells which layout it has."""
    return Select(Payload(lambda payload, order: len(payload)), {compat.fixed_size: compat}, default=native)


XFRMA = AttributeSet(
    "XFRMA_",
    [
        Attribute(1, "XFRMA_ALG_AUTH", XFRM_ALGO),
        Attribute(2, "XFRMA_ALG_CRYPT", XFRM_ALGO),
        Attribute(3, "XFRMA_ALG_COMP", XFRM_ALGO),
        Attribute(4, "XFRMA_ENCAP", XFRM_ENCAP_TMPL),
        Attribute(5, "XFRMA_TMPL", Sequence(XFRM_USER_TMPL)),
        Attribute(6, "XFRMA_SA", _sized(XFRM_USERSA_INFO, COMPAT_XFRM_USERSA_INFO)),
        Attribute(7, "XFRMA_POLICY", _sized(XFRM_USERPOLICY_INFO, COMPAT_XFRM_USERPOLICY_INFO)),
        Attribute(8, "XFRMA_SEC_CTX", XFRM_USER_SEC_CTX),
        Attribute(9, "XFRMA_LTIME_VAL", XFRM_LIFETIME_CUR),
        Attribute(10, "XFRMA_REPLAY_VAL", XFRM_REPLAY_STATE),
        Attribute(11, "XFRMA_REPLAY_THRESH", U32, PACKETS),
        Attribute(12, "XFRMA_ETIMER_THRESH", U32, TENTHS),
        Attribute(13, "XFRMA_SRCADDR", xfrm_address(*ANY_FAMILY)),
        Attribute(14, "XFRMA_COADDR", xfrm_address(*ANY_FAMILY)),
        Attribute(15, "XFRMA_LASTUSED", U64, WHEN),
        Attribute(16, "XFRMA_POLICY_TYPE", XFRM_USERPOLICY_TYPE),
        Attribute(17, "XFRMA_MIGRATE", Sequence(XFRM_USER_MIGRATE)),
        Attribute(18, "XFRMA_ALG_AEAD", XFRM_ALGO_AEAD),
        Attribute(19, "XFRMA_KMADDRESS", XFRM_USER_KMADDRESS),
        Attribute(20, "XFRMA_ALG_AUTH_TRUNC", XFRM_ALGO_AUTH),
        Attribute(21, "XFRMA_MARK", XFRM_MARK),
        Attribute(22, "XFRMA_TFCPAD", U32, BYTES),
        Attribute(23, "XFRMA_REPLAY_ESN_VAL", XFRM_REPLAY_STATE_ESN),
        Attribute(24, "XFRMA_SA_EXTRA_FLAGS", U32, XFRM_SA_XFLAG),
        Attribute(25, "XFRMA_PROTO", U8, IPPROTO),
        Attribute(26, "XFRMA_ADDRESS_FILTER", XFRM_ADDRESS_FILTER),
        Attribute(27, "XFRMA_PAD", OPAQUE),
        Attribute(28, "XFRMA_OFFLOAD_DEV", XFRM_USER_OFFLOAD),
        Attribute(29, "XFRMA_SET_MARK", U32, HEX),
        Attribute(30, "XFRMA_SET_MARK_MASK", U32, HEX),
        Attribute(31, "XFRMA_IF_ID", U32, HEX),
        Attribute(32, "XFRMA_MTIMER_THRESH", U32, SECONDS),
        Attribute(33, "XFRMA_SA_DIR", U8, XFRM_SA_DIR, range=(1, 2)),
        Attribute(34, "XFRMA_NAT_KEEPALIVE_INTERVAL", U32, SECONDS),
        Attribute(35, "XFRMA_SA_PCPU", U32),
        Attribute(36, "XFRMA_IPTFS_DROP_TIME", U32, MICROSECONDS),
        Attribute(37, "XFRMA_IPTFS_REORDER_WINDOW", U16, PACKETS),
        Attribute(38, "XFRMA_IPTFS_DONT_FRAG", FLAG),
        Attribute(39, "XFRMA_IPTFS_INIT_DELAY", U32, MICROSECONDS),
        Attribute(40, "XFRMA_IPTFS_MAX_QSIZE", U32, BYTES),
        Attribute(41, "XFRMA_IPTFS_PKT_SIZE", U32, BYTES),
    ],
)

XFRMU_SADHINFO = Struct(
    "xfrmu_sadhinfo",
    [Member("sadhcnt", U32), Member("sadhmcnt", U32)],
    text="{sadhcnt} buckets of {sadhmcnt}",
)
XFRMA_SAD = AttributeSet(
    "XFRMA_SAD_",
    [
        Attribute(1, "XFRMA_SAD_CNT", U32),
        Attribute(2, "XFRMA_SAD_HINFO", XFRMU_SADHINFO),
    ],
)
XFRMU_SPDINFO = Struct(
    "xfrmu_spdinfo",
    [
        Member("incnt", U32),
        Member("outcnt", U32),
        Member("fwdcnt", U32),
        Member("inscnt", U32),
        Member("outscnt", U32),
        Member("fwdscnt", U32),
    ],
    text="in {incnt} out {outcnt} fwd {fwdcnt}, of sockets in {inscnt} out {outscnt} fwd {fwdscnt}",
)
XFRMU_SPDHINFO = Struct(
    "xfrmu_spdhinfo",
    [Member("spdhcnt", U32), Member("spdhmcnt", U32)],
    text="{spdhcnt} buckets of {spdhmcnt}",
)
XFRMU_SPDHTHRESH = Struct(
    "xfrmu_spdhthresh",
    [Member("lbits", U8), Member("rbits", U8)],
    text="local /{lbits} remote /{rbits}",
)
XFRMA_SPD = AttributeSet(
    "XFRMA_SPD_",
    [
        Attribute(1, "XFRMA_SPD_INFO", XFRMU_SPDINFO),
        Attribute(2, "XFRMA_SPD_HINFO", XFRMU_SPDHINFO),
        Attribute(3, "XFRMA_SPD_IPV4_HTHRESH", XFRMU_SPDHTHRESH),
        Attribute(4, "XFRMA_SPD_IPV6_HTHRESH", XFRMU_SPDHTHRESH),
    ],
)
