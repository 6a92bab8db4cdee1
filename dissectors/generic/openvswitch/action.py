"""What a flow does with its packets (linux/openvswitch.h)."""

from __future__ import annotations

from dissectors.constants import ETH_P
from dissectors.generic.openvswitch.key import (
    OVS_KEY_ATTR,
    OVS_KEY_CT_LABELS,
    OVS_KEY_ETHERNET,
    OVS_KEY_WITH_MASK,
    OVS_NSH_KEY_ATTR,
    TAG_CONTROL,
)
from nldissect.schema import (
    BE16,
    BE32,
    BYTES,
    FLAG,
    HEX,
    OPAQUE,
    TEXT,
    U16,
    U32,
    Address,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Lazy,
    Member,
    Names,
    Pad,
    Struct,
)

_ACTIONS = Lazy("dissectors.generic.openvswitch.action:OVS_ACTION_ATTR")


class _Probability:
    """A share of all packets: UINT32_MAX is every one."""

    __slots__ = ()

    def text(self, value: int, names: Names) -> str:
        """2147483647 (50 %)"""
        return f"{value} ({self.short(value, names)})"

    def short(self, value: int, names: Names) -> str:
        """50 %"""
        return f"{value * 100 / 0xFFFFFFFF:.3g} %"


OVS_USERSPACE_ATTR = AttributeSet(
    "OVS_USERSPACE_ATTR_",
    [
        Attribute(1, "OVS_USERSPACE_ATTR_PID", U32),
        Attribute(2, "OVS_USERSPACE_ATTR_USERDATA", OPAQUE),
        Attribute(3, "OVS_USERSPACE_ATTR_EGRESS_TUN_PORT", U32),
        Attribute(4, "OVS_USERSPACE_ATTR_ACTIONS", FLAG),
    ],
)
OVS_SAMPLE_ATTR = AttributeSet(
    "OVS_SAMPLE_ATTR_",
    [
        Attribute(1, "OVS_SAMPLE_ATTR_PROBABILITY", U32, _Probability()),
        Attribute(2, "OVS_SAMPLE_ATTR_ACTIONS", _ACTIONS),
    ],
)
OVS_NAT_ATTR = AttributeSet(
    "OVS_NAT_ATTR_",
    [
        Attribute(1, "OVS_NAT_ATTR_SRC", FLAG),
        Attribute(2, "OVS_NAT_ATTR_DST", FLAG),
        Attribute(3, "OVS_NAT_ATTR_IP_MIN", Address()),
        Attribute(4, "OVS_NAT_ATTR_IP_MAX", Address()),
        Attribute(5, "OVS_NAT_ATTR_PROTO_MIN", U16),
        Attribute(6, "OVS_NAT_ATTR_PROTO_MAX", U16),
        Attribute(7, "OVS_NAT_ATTR_PERSISTENT", FLAG),
        Attribute(8, "OVS_NAT_ATTR_PROTO_HASH", FLAG),
        Attribute(9, "OVS_NAT_ATTR_PROTO_RANDOM", FLAG),
    ],
)
IPCT = Flags(
    "IPCT_",
    {
        0x001: "IPCT_NEW",
        0x002: "IPCT_RELATED",
        0x004: "IPCT_DESTROY",
        0x008: "IPCT_REPLY",
        0x010: "IPCT_ASSURED",
        0x020: "IPCT_PROTOINFO",
        0x040: "IPCT_HELPER",
        0x080: "IPCT_MARK",
        0x100: "IPCT_SEQADJ",
        0x200: "IPCT_SECMARK",
        0x400: "IPCT_LABEL",
        0x800: "IPCT_SYNPROXY",
    },
)
"""the events to tell of (linux/netfilter/nf_conntrack_common.h has their bit numbers)"""
OVS_CT_ATTR = AttributeSet(
    "OVS_CT_ATTR_",
    [
        Attribute(1, "OVS_CT_ATTR_COMMIT", FLAG),
        Attribute(2, "OVS_CT_ATTR_ZONE", U16),
        Attribute(3, "OVS_CT_ATTR_MARK", Struct("md_mark", [Member("value", U32, HEX), Member("mask", U32, HEX)])),
        Attribute(
            4,
            "OVS_CT_ATTR_LABELS",
            Struct("md_labels", [Member("value", OVS_KEY_CT_LABELS), Member("mask", OVS_KEY_CT_LABELS)]),
        ),
        Attribute(5, "OVS_CT_ATTR_HELPER", TEXT),
        Attribute(6, "OVS_CT_ATTR_NAT", OVS_NAT_ATTR),
        Attribute(7, "OVS_CT_ATTR_FORCE_COMMIT", FLAG),
        Attribute(8, "OVS_CT_ATTR_EVENTMASK", U32, IPCT),
        Attribute(9, "OVS_CT_ATTR_TIMEOUT", TEXT),
    ],
)
OVS_CHECK_PKT_LEN_ATTR = AttributeSet(
    "OVS_CHECK_PKT_LEN_ATTR_",
    [
        Attribute(1, "OVS_CHECK_PKT_LEN_ATTR_PKT_LEN", U16, BYTES),
        Attribute(2, "OVS_CHECK_PKT_LEN_ATTR_ACTIONS_IF_GREATER", _ACTIONS),
        Attribute(3, "OVS_CHECK_PKT_LEN_ATTR_ACTIONS_IF_LESS_EQUAL", _ACTIONS),
    ],
)
OVS_PSAMPLE_ATTR = AttributeSet(
    "OVS_PSAMPLE_ATTR_",
    [
        Attribute(1, "OVS_PSAMPLE_ATTR_GROUP", U32),
        Attribute(2, "OVS_PSAMPLE_ATTR_COOKIE", OPAQUE),
    ],
)
OVS_DEC_TTL_ATTR = AttributeSet("OVS_DEC_TTL_ATTR_", [Attribute(1, "OVS_DEC_TTL_ATTR_ACTION", _ACTIONS)])

OVS_HASH_ALG = Enum("OVS_HASH_ALG_", {0: "OVS_HASH_ALG_L4", 1: "OVS_HASH_ALG_SYM_L4"})
OVS_ACTION_PUSH_VLAN = Struct(
    "ovs_action_push_vlan", [Member("vlan_tpid", BE16, ETH_P), Member("vlan_tci", BE16, TAG_CONTROL)]
)
OVS_ACTION_HASH = Struct("ovs_action_hash", [Member("hash_alg", U32, OVS_HASH_ALG), Member("hash_basis", U32, HEX)])
OVS_ACTION_PUSH_MPLS = Struct(
    "ovs_action_push_mpls", [Member("mpls_lse", BE32, HEX), Member("mpls_ethertype", BE16, ETH_P), Pad(2)]
)
OVS_ACTION_ADD_MPLS = Struct(
    "ovs_action_add_mpls",
    [
        Member("mpls_lse", BE32, HEX),
        Member("mpls_ethertype", BE16, ETH_P),
        Member("tun_flags", U16, Flags("OVS_MPLS_", {1: "OVS_MPLS_L3_TUNNEL_FLAG_MASK"})),
    ],
)

OVS_ACTION_ATTR = AttributeSet(
    "OVS_ACTION_ATTR_",
    [
        Attribute(1, "OVS_ACTION_ATTR_OUTPUT", U32, multiple=True),
        Attribute(2, "OVS_ACTION_ATTR_USERSPACE", OVS_USERSPACE_ATTR, multiple=True),
        Attribute(3, "OVS_ACTION_ATTR_SET", OVS_KEY_ATTR, multiple=True),
        Attribute(4, "OVS_ACTION_ATTR_PUSH_VLAN", OVS_ACTION_PUSH_VLAN, multiple=True),
        Attribute(5, "OVS_ACTION_ATTR_POP_VLAN", FLAG, multiple=True),
        Attribute(6, "OVS_ACTION_ATTR_SAMPLE", OVS_SAMPLE_ATTR, multiple=True),
        Attribute(7, "OVS_ACTION_ATTR_RECIRC", U32, HEX, multiple=True),
        Attribute(8, "OVS_ACTION_ATTR_HASH", OVS_ACTION_HASH, multiple=True),
        Attribute(9, "OVS_ACTION_ATTR_PUSH_MPLS", OVS_ACTION_PUSH_MPLS, multiple=True),
        Attribute(10, "OVS_ACTION_ATTR_POP_MPLS", BE16, ETH_P, multiple=True),
        Attribute(11, "OVS_ACTION_ATTR_SET_MASKED", OVS_KEY_WITH_MASK, multiple=True),
        Attribute(12, "OVS_ACTION_ATTR_CT", OVS_CT_ATTR, multiple=True),
        Attribute(13, "OVS_ACTION_ATTR_TRUNC", Struct("ovs_action_trunc", [Member("max_len", U32)]), multiple=True),
        Attribute(
            14,
            "OVS_ACTION_ATTR_PUSH_ETH",
            Struct("ovs_action_push_eth", [Member("addresses", OVS_KEY_ETHERNET)]),
            multiple=True,
        ),
        Attribute(15, "OVS_ACTION_ATTR_POP_ETH", FLAG, multiple=True),
        Attribute(16, "OVS_ACTION_ATTR_CT_CLEAR", FLAG, multiple=True),
        Attribute(17, "OVS_ACTION_ATTR_PUSH_NSH", OVS_NSH_KEY_ATTR, multiple=True),
        Attribute(18, "OVS_ACTION_ATTR_POP_NSH", FLAG, multiple=True),
        Attribute(19, "OVS_ACTION_ATTR_METER", U32, multiple=True),
        Attribute(20, "OVS_ACTION_ATTR_CLONE", _ACTIONS, multiple=True),
        Attribute(21, "OVS_ACTION_ATTR_CHECK_PKT_LEN", OVS_CHECK_PKT_LEN_ATTR, multiple=True),
        Attribute(22, "OVS_ACTION_ATTR_ADD_MPLS", OVS_ACTION_ADD_MPLS, multiple=True),
        Attribute(23, "OVS_ACTION_ATTR_DEC_TTL", OVS_DEC_TTL_ATTR, multiple=True),
        Attribute(24, "OVS_ACTION_ATTR_DROP", U32, multiple=True),
        Attribute(25, "OVS_ACTION_ATTR_PSAMPLE", OVS_PSAMPLE_ATTR, multiple=True),
    ],
)
"""in the order in which they are done"""
