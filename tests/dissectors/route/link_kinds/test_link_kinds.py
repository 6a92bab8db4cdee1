"""IFLA_LINKINFO of every kind: what the kernel and ip really sent, and by hand what no capture has."""

from __future__ import annotations

from struct import pack

import pytest

from dissectors.route.link_kinds import DATA, SLAVE_DATA, XSTATS
from nldissect.message import Message
from nldissect.schema import AttributeSet, Lazy, Struct
from nldissect.tree import Node
from nldissect.wire import ByteOrder
from tests.build import attribute, decoded, link, nest
from tests.dissectors.route.link_kinds.real import REAL

INFO_KIND, INFO_DATA, INFO_XSTATS, INFO_SLAVE_DATA, LINKINFO = 1, 2, 3, 5, 18

# What each sample's nodes say: text, or value where it is a number, a truth or a list.
EXPECTED: dict[str, dict[str, object]] = {
    "vlan": {
        "IFLA_VLAN_ID": 20,
        "IFLA_VLAN_PROTOCOL": "ETH_P_8021AD",
        "IFLA_VLAN_FLAGS": "gvrp,loose_binding,mvrp mask 0xffffffff",
        "IFLA_VLAN_INGRESS_QOS.IFLA_VLAN_QOS_MAPPING": "1:2",
        "IFLA_VLAN_EGRESS_QOS.IFLA_VLAN_QOS_MAPPING.to": 1,
    },
    "vlan_request": {"IFLA_VLAN_FLAGS.flags": 14, "IFLA_VLAN_FLAGS.mask": 15},
    "bridge": {
        "IFLA_BR_GC_TIMER": "732 ticks (7.32 s)",
        "IFLA_BR_FORWARD_DELAY": 400,
        "IFLA_BR_STP_STATE": "off",
        "IFLA_BR_BRIDGE_ID": "1000.e6:ab:82:e8:a5:95",
        "IFLA_BR_BRIDGE_ID.prio": 4096,
        "IFLA_BR_GROUP_ADDR": "01:80:c2:00:00:00",
        "IFLA_BR_GROUP_FWD_MASK": "0x8",
        "IFLA_BR_MULTI_BOOLOPT.optval": ("BR_BOOLOPT_NO_LL_LEARN|BR_BOOLOPT_MCAST_VLAN_SNOOPING|BR_BOOLOPT_MST_ENABLE"),
        "IFLA_BR_VLAN_PROTOCOL": "ETH_P_8021Q",
        "IFLA_BR_MCAST_QUERIER_STATE.BRIDGE_QUERIER_IPV6_ADDRESS": "::",
        "IFLA_BR_STP_MODE": "BR_STP_MODE_AUTO",
    },
    "bridge_request": {"IFLA_BR_MULTI_BOOLOPT.optmask": 3, "IFLA_BR_VLAN_DEFAULT_PVID": 3},
    "bridge_big_endian": {
        "IFLA_BR_GC_TIMER": 29309,
        "IFLA_BR_ROOT_ID": "8000.3a:1e:ab:68:2c:97",
        "IFLA_BR_VLAN_PROTOCOL": "ETH_P_8021Q",
        "IFLA_BR_MULTI_BOOLOPT.optmask": 7,
    },
    "bridge_port": {
        "IFLA_BRPORT_STATE": "BR_STATE_LEARNING",
        "IFLA_BRPORT_COST": 44,
        "IFLA_BRPORT_BRIDGE_ID": "1000.be:ce:1f:09:d9:f5",
        "IFLA_BRPORT_ID": "0x2001",
        "IFLA_BRPORT_FORWARD_DELAY_TIMER": "1158 ticks (11.58 s)",
        "IFLA_BRPORT_MULTICAST_ROUTER": "MDB_RTR_TYPE_TEMP_QUERY",
        "IFLA_BRPORT_MCAST_N_GROUPS": 3,
    },
    "bridge_port_request": {"IFLA_BRPORT_PRIORITY": 8, "IFLA_BRPORT_STATE": "BR_STATE_LEARNING"},
    "bridge_port_big_endian": {"IFLA_BRPORT_DESIGNATED_PORT": 0x8002, "IFLA_BRPORT_BACKUP_PORT": 12},
    "bond": {
        "IFLA_BOND_MODE": "BOND_MODE_8023AD",
        "IFLA_BOND_MIIMON": "100 ms",
        "IFLA_BOND_XMIT_HASH_POLICY": "BOND_XMIT_POLICY_LAYER34",
        "IFLA_BOND_AD_SELECT": "bandwidth",
        "IFLA_BOND_AD_ACTOR_SYSTEM": "00:00:00:00:00:01",
        "IFLA_BOND_AD_INFO.IFLA_BOND_AD_INFO_PARTNER_MAC": "ee:5e:11:c6:a6:95",
        "IFLA_BOND_AD_INFO.IFLA_BOND_AD_INFO_ACTOR_KEY": 335,
    },
    "bond_member": {
        "IFLA_BOND_SLAVE_STATE": "BOND_STATE_ACTIVE",
        "IFLA_BOND_SLAVE_MII_STATUS": "BOND_LINK_UP",
        "IFLA_BOND_SLAVE_PERM_HWADDR": "32:8b:8d:5a:65:45",
        "IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE": 62,
        "IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE": (
            "LACP_STATE_LACP_ACTIVITY|LACP_STATE_AGGREGATION|LACP_STATE_SYNCHRONIZATION|LACP_STATE_COLLECTING"
            "|LACP_STATE_DISTRIBUTING"
        ),
        "IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE": "monitoring",
    },
    "bond_targets": {
        "IFLA_BOND_ARP_IP_TARGET.[1]": "10.0.0.2",
        "IFLA_BOND_NS_IP6_TARGET.[0]": "fd00::1",
        "IFLA_BOND_ARP_VALIDATE": "all",
    },
    "veth_request": {"VETH_INFO_PEER.IFLA_IFNAME": "v5", "VETH_INFO_PEER.ifi_index": 0},
    "veth_request_big_endian": {"VETH_INFO_PEER.IFLA_IFNAME": "veth1"},
    "vxcan_request": {"VXCAN_INFO_PEER.IFLA_IFNAME": "vxcan1"},
    "netkit": {
        "IFLA_NETKIT_PRIMARY": "on",
        "IFLA_NETKIT_MODE": "NETKIT_L3",
        "IFLA_NETKIT_SCRUB": "NETKIT_SCRUB_NONE",
        "IFLA_NETKIT_PEER_SCRUB": "NETKIT_SCRUB_DEFAULT",
        "IFLA_NETKIT_PAIRING": "NETKIT_DEVICE_PAIR",
    },
    "netkit_request": {
        "IFLA_NETKIT_POLICY": "NETKIT_PASS",
        "IFLA_NETKIT_PEER_POLICY": "NETKIT_DROP",
        "IFLA_NETKIT_PEER_INFO.IFLA_IFNAME": "nk1",
    },
    "macvlan": {
        "IFLA_MACVLAN_MODE": "MACVLAN_MODE_SOURCE",
        "IFLA_MACVLAN_MACADDR_COUNT": 2,
        "IFLA_MACVLAN_MACADDR_DATA.IFLA_MACVLAN_MACADDR": "02:00:00:00:00:03",
    },
    "macvlan_request": {"IFLA_MACVLAN_MACADDR_MODE": "MACVLAN_MACADDR_SET"},
    "macvtap": {"IFLA_MACVLAN_MODE": "MACVLAN_MODE_VEPA"},
    "ipvlan": {"IFLA_IPVLAN_MODE": "IPVLAN_MODE_L3S", "IFLA_IPVLAN_FLAGS": "IPVLAN_F_VEPA"},
    "ipvtap": {"IFLA_IPVLAN_MODE": "IPVLAN_MODE_L2", "IFLA_IPVLAN_FLAGS": "0"},
    "vxlan": {
        "IFLA_VXLAN_ID": 100,
        "IFLA_VXLAN_GROUP": "10.1.1.2",
        "IFLA_VXLAN_PORT": 4789,
        "IFLA_VXLAN_PORT_RANGE": "1000-2000",
        "IFLA_VXLAN_AGEING": "100 s",
        "IFLA_VXLAN_TTL_INHERIT": False,
        "IFLA_VXLAN_DF": "VXLAN_DF_UNSET",
    },
    "vxlan6": {"IFLA_VXLAN_GROUP6": "ff05::100", "IFLA_VXLAN_LABEL": "0x111", "IFLA_VXLAN_REMCSUM_TX": "on"},
    "vxlan_bits": {"IFLA_VXLAN_RESERVED_BITS": "0x1"},
    "geneve": {
        "IFLA_GENEVE_REMOTE": "10.1.1.2",
        "IFLA_GENEVE_PORT": 6082,
        "IFLA_GENEVE_INNER_PROTO_INHERIT": True,
        "IFLA_GENEVE_PORT_RANGE": "1-65535",
    },
    "gre": {
        "IFLA_GRE_IFLAGS": "GRE_CSUM|GRE_KEY|GRE_SEQ",
        "IFLA_GRE_IKEY": 1234,
        "IFLA_GRE_LOCAL": "10.1.1.1",
        "IFLA_GRE_PMTUDISC": "on",
    },
    "gre_fou_request": {
        "IFLA_GRE_ENCAP_TYPE": "TUNNEL_ENCAP_FOU",
        "IFLA_GRE_ENCAP_FLAGS": "TUNNEL_ENCAP_FLAG_CSUM",
        "IFLA_GRE_ENCAP_DPORT": 5555,
        "IFLA_GRE_FWMARK": "0x7",
        "IFLA_GRE_IGNORE_DF": "on",
    },
    "gre_big_endian": {"IFLA_GRE_LOCAL": "0.0.0.0", "IFLA_GRE_ENCAP_TYPE": "TUNNEL_ENCAP_NONE"},
    "erspan": {"IFLA_GRE_ERSPAN_VER": 2, "IFLA_GRE_ERSPAN_DIR": "egress", "IFLA_GRE_ERSPAN_HWID": 7},
    "ip6gre": {
        "IFLA_GRE_REMOTE": "fd01::2",
        "IFLA_GRE_FLOWINFO": "0x2012345",
        "IFLA_GRE_FLAGS": "IP6_TNL_F_IGN_ENCAP_LIMIT|IP6_TNL_F_CAP_XMIT|IP6_TNL_F_CAP_RCV",
    },
    "ip6erspan": {"IFLA_GRE_ERSPAN_INDEX": 5, "IFLA_GRE_LOCAL": "fd01::1"},
    "ipip": {"IFLA_IPTUN_REMOTE": "10.1.1.6", "IFLA_IPTUN_PROTO": "IPPROTO_IP"},
    "sit": {
        "IFLA_IPTUN_6RD_PREFIX": "2002:a::",
        "IFLA_IPTUN_6RD_PREFIXLEN": 32,
        "IFLA_IPTUN_6RD_RELAY_PREFIX": "10.0.0.0",
        "IFLA_IPTUN_FLAGS": 0,
    },
    "ip6tnl": {
        "IFLA_IPTUN_LOCAL": "fd01::1",
        "IFLA_IPTUN_FLAGS": "IP6_TNL_F_RCV_DSCP_COPY|IP6_TNL_F_CAP_XMIT|IP6_TNL_F_CAP_RCV",
        "IFLA_IPTUN_PROTO": "IPPROTO_IPV6",
    },
    "vti": {"IFLA_VTI_IKEY": 77, "IFLA_VTI_REMOTE": "10.1.1.8"},
    "vti6": {"IFLA_VTI_OKEY": 2, "IFLA_VTI_REMOTE": "fd01::4"},
    "xfrm": {"IFLA_XFRM_IF_ID": "0x2a", "IFLA_XFRM_LINK": 4},
    "vrf": {"IFLA_VRF_TABLE": 100},
    "macsec_request": {
        "IFLA_MACSEC_SCI": "0x1122334455667788",
        "IFLA_MACSEC_CIPHER_SUITE": "MACSEC_CIPHER_ID_GCM_AES_256",
        "IFLA_MACSEC_VALIDATION": "MACSEC_VALIDATE_STRICT",
        "IFLA_MACSEC_WINDOW": "64 packets",
    },
    "tun": {"IFLA_TUN_TYPE": "IFF_TAP", "IFLA_TUN_MULTI_QUEUE": "on"},
    "hsr": {
        "IFLA_HSR_SLAVE1": 29,
        "IFLA_HSR_SUPERVISION_ADDR": "01:15:4e:00:01:2d",
        "IFLA_HSR_SEQ_NR": 64520,
        "IFLA_HSR_PROTOCOL": "HSR_PROTOCOL_HSR",
    },
    "can": {
        "IFLA_CAN_BITTIMING.bitrate": "500000 bit/s",
        "IFLA_CAN_STATE": "CAN_STATE_STOPPED",
        "IFLA_CAN_BITRATE_CONST": [10000, 20000, 50000, 100000, 125000, 250000, 500000, 800000, 1000000],
        "IFLA_CAN_CTRLMODE_EXT.IFLA_CAN_CTRLMODE_SUPPORTED": "CAN_CTRLMODE_LISTENONLY",
    },
    "can_request": {
        "IFLA_CAN_BITTIMING": "bitrate 500000 sample-point 875‰",
        "IFLA_CAN_DATA_BITTIMING.bitrate": 2000000,
        "IFLA_CAN_CTRLMODE": "fd mask fd",
    },
    "gtp": {"IFLA_GTP_ROLE": "GTP_ROLE_SGSN", "IFLA_GTP_PDP_HASHSIZE": 1024},
    "bareudp": {"IFLA_BAREUDP_PORT": 6635, "IFLA_BAREUDP_ETHERTYPE": "ETH_P_MPLS_UC"},
    "amt_request": {
        "IFLA_AMT_MODE": "AMT_MODE_RELAY",
        "IFLA_AMT_LOCAL_IP": "10.1.1.1",
        "IFLA_AMT_DISCOVERY_IP": "10.1.1.9",
    },
    "batadv_request": {"IFLA_BATADV_ALGO_NAME": "BATMAN_V"},
    "ovpn": {"IFLA_OVPN_MODE": "OVPN_MODE_MP"},
    "ppp_request": {"IFLA_PPP_DEV_FD": 6},
    "rmnet_request": {"IFLA_RMNET_MUX_ID": 3},
    "ipoib_request": {"IFLA_IPOIB_PKEY": "0x8003"},
}


def linkinfo(payload: bytes, order: ByteOrder = "<") -> Node:
    message = one(link(1, "lo", attribute(LINKINFO | 0x8000, payload, order=order), order=order), order)
    return message.tree["IFLA_LINKINFO"]


def one(data: bytes, order: ByteOrder) -> Message:
    [message] = decoded(data, order=order)
    return message


def told(node: Node, path: str, like: object) -> object:
    """What the node at `path` says, in the kind of thing that is expected."""
    for name in path.split("."):
        node = node[name]
    return node.text if isinstance(like, str) else node.value


@pytest.mark.parametrize("name", REAL)
def test_real(name: str) -> None:
    info = linkinfo(bytes.fromhex(REAL[name]), ">" if name.endswith("_big_endian") else "<")
    data = info["IFLA_INFO_SLAVE_DATA" if "IFLA_INFO_SLAVE_DATA" in info else "IFLA_INFO_DATA"]
    assert {path: told(data, path, value) for path, value in EXPECTED[name].items()} == EXPECTED[name]
    assert [node.name for node in info.walk() if node.raw or node.notes] == []


def built(kind: str, *attributes: bytes) -> Node:
    """IFLA_LINKINFO made by hand."""
    return linkinfo(attribute(INFO_KIND, kind.encode() + b"\0") + nest(INFO_DATA, *attributes))


U32_5 = pack("<I", 5)


@pytest.mark.parametrize(
    ("kind", "number", "payload", "name", "expected"),
    [
        ("vxlan", 28, b"", "IFLA_VXLAN_TTL_INHERIT", True),
        ("vxlan", 28, b"\1", "IFLA_VXLAN_TTL_INHERIT", "on"),
        ("vxlan", 24, b"", "IFLA_VXLAN_REMCSUM_NOPARTIAL", True),
        ("geneve", 18, bytes(15) + b"\1", "IFLA_GENEVE_LOCAL6", "::1"),
        ("sit", 8, pack("<H", 1), "IFLA_IPTUN_FLAGS", "SIT_ISATAP"),
        ("bond", 22, b"\3", "IFLA_BOND_AD_SELECT", "actor_port_prio"),
        ("bridge", 21, b"", "IFLA_BR_FDB_FLUSH", True),
        ("bridge", 5, pack("<I", 2), "IFLA_BR_STP_STATE", "on, in user space"),
        ("netkit", 3, pack("<i", -1), "IFLA_NETKIT_POLICY", "NETKIT_NEXT"),
        ("macvlan", 9, pack("<i", -1), "IFLA_MACVLAN_BC_CUTOFF", -1),
        ("macsec", 2, pack(">H", 11), "IFLA_MACSEC_PORT", 11),
        ("macsec", 15, b"\2", "IFLA_MACSEC_OFFLOAD", "MACSEC_OFFLOAD_MAC"),
        ("macsec", 4, pack("<Q", 0x80020001000001), "IFLA_MACSEC_CIPHER_SUITE", "MACSEC_DEFAULT_CIPHER_ID"),
        ("rmnet", 2, pack("<II", 9, 0xFFFFFFFF), "IFLA_RMNET_FLAGS.flags", 9),
        ("ipoib", 2, pack("<H", 1), "IFLA_IPOIB_MODE", "IPOIB_MODE_CONNECTED"),
        ("bareudp", 4, b"", "IFLA_BAREUDP_MULTIPROTO_MODE", True),
        ("amt", 2, pack(">H", 2268), "IFLA_AMT_RELAY_PORT", 2268),
        ("gtp", 7, bytes([10, 0, 0, 1]), "IFLA_GTP_LOCAL", "10.0.0.1"),
        ("dsa", 1, U32_5, "IFLA_DSA_CONDUIT", 5),
        ("wwan", 1, U32_5, "IFLA_WWAN_LINK_ID", 5),
        (
            "can",
            2,
            b"sja1000" + bytes(9) + pack("<8I", 1, 16, 1, 8, 4, 1, 64, 1),
            "IFLA_CAN_BITTIMING_CONST",
            "sja1000",
        ),
        ("can", 3, pack("<I", 8000000), "IFLA_CAN_CLOCK", "8000000 Hz"),
        ("can", 8, pack("<HH", 96, 127), "IFLA_CAN_BERR_COUNTER", "tx 96 rx 127"),
        ("can", 11, pack("<H", 0), "IFLA_CAN_TERMINATION", "CAN_TERMINATION_DISABLED"),
        ("can", 12, pack("<HH", 0, 120), "IFLA_CAN_TERMINATION_CONST", "CAN_TERMINATION_DISABLED 120 Ω"),
        ("can", 16, attribute(8, U32_5), "IFLA_CAN_TDC.IFLA_CAN_TDC_TDCO", "5 clock periods"),
        ("can", 21, attribute(8, U32_5), "IFLA_CAN_XL_TDC.IFLA_CAN_TDC_TDCO", 5),
        ("can", 22, attribute(9, U32_5), "IFLA_CAN_XL_PWM.IFLA_CAN_PWM_PWMO", 5),
    ],
)
def test_built(kind: str, number: int, payload: bytes, name: str, expected: object) -> None:
    info = built(kind, attribute(number, payload))
    assert told(info["IFLA_INFO_DATA"], name, expected) == expected
    assert [node.name for node in info.walk() if node.raw or node.notes] == []


def test_can_device_stats() -> None:
    xstats = attribute(INFO_XSTATS, pack("<6I", *range(6)))
    info = linkinfo(attribute(INFO_KIND, b"can\0") + xstats)
    assert {node.name: node.value for node in info["IFLA_INFO_XSTATS"]} == {
        "bus_error": 0,
        "error_warning": 1,
        "error_passive": 2,
        "bus_off": 3,
        "arbitration_lost": 4,
        "restarts": 5,
    }


@pytest.mark.parametrize("kind", ["vrf", "vrf_slave"])
def test_slave_kind_without_its_attribute(kind: str) -> None:
    """As iproute2 writes it, and as a program may that knows that the kernel goes by the master."""
    info = linkinfo(attribute(INFO_KIND, kind.encode()) + nest(INFO_SLAVE_DATA, attribute(1, pack("<I", 254))))
    assert info["IFLA_INFO_SLAVE_DATA"]["IFLA_VRF_PORT_TABLE"].text == "RT_TABLE_MAIN"


@pytest.mark.parametrize("kind", [attribute(INFO_KIND, b"nosuchkind\0"), b""])
def test_unknown_kind_is_shown_as_unknown(kind: bytes) -> None:
    info = linkinfo(kind + nest(INFO_DATA, attribute(1, b"\7")))
    assert any(node.raw for node in info.walk())


@pytest.mark.parametrize(("table", "shape"), [(DATA, AttributeSet), (SLAVE_DATA, AttributeSet), (XSTATS, Struct)])
def test_every_kind_has_its_table(table: dict[str, object], shape: type) -> None:
    for kind, entry in table.items():
        assert isinstance(entry.resolve() if isinstance(entry, Lazy) else entry, shape), kind
