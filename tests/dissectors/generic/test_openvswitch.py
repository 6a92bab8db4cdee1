"""Open vSwitch: real flows as `ovs-dpctl` told them, and by hand what no capture has."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.message import Message
from nldissect.stream import Stream
from tests.build import GENERIC, attribute, decoded, family, genl, nest
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import at, says

OVS = "openvswitch"
TUNNELS = "set(tunnel(id=0x0,ipv4_dst=10.66.0.1,ttl=64,dont_fragment,tp_dst=4789)),4"

SEEN: dict[str, tuple[str, dict[str, object]]] = {
    "datapath": (
        "OVS_DP_CMD_NEW ovs-system hit 0 missed 0 lost 0 flows 0 features unaligned,dispatch_upcall_per_cpu",
        {"OVS_DP_ATTR_STATS.n_hit": 0, "OVS_DP_ATTR_MASKS_CACHE_SIZE": 256, "OVS_DP_ATTR_MEGAFLOW_STATS.n_masks": 0},
    ),
    "port": (
        "OVS_VPORT_CMD_NEW port 1 br0 (internal) dev if12 rx 0 packets 0 bytes tx 0 packets 0 bytes",
        {"OVS_VPORT_ATTR_TYPE": "OVS_VPORT_TYPE_INTERNAL", "OVS_VPORT_ATTR_UPCALL_STATS.OVS_VPORT_UPCALL_ATTR_FAIL": 0},
    ),
    "ovs-dpctl add-flow dp9 …arp(sip=1.1.1.1) 2": (
        "OVS_FLOW_CMD_GET in_port(1),eth_type(arp),arp(sip=1.1.1.1) actions:2",
        {
            "OVS_FLOW_ATTR_KEY.OVS_KEY_ATTR_ETHERTYPE": "ETH_P_ARP",
            "OVS_FLOW_ATTR_MASK.OVS_KEY_ATTR_ETHERTYPE": "0xffff",
            "OVS_FLOW_ATTR_MASK.OVS_KEY_ATTR_ARP.arp_sip": "255.255.255.255",
            "OVS_FLOW_ATTR_MASK.OVS_KEY_ATTR_ARP.arp_op": "0x0",
        },
    ),
    "a tag, popped": (
        "OVS_FLOW_CMD_GET in_port(1),eth_type(8021q),vlan(vid=5,pcp=0),encap(eth_type(ip)) actions:pop_vlan,2",
        {
            "OVS_FLOW_ATTR_KEY.OVS_KEY_ATTR_VLAN": "0x1005 (vid 5, pcp 0)",
            "OVS_FLOW_ATTR_KEY.OVS_KEY_ATTR_ENCAP.OVS_KEY_ATTR_IPV4.ipv4_frag": "OVS_FRAG_TYPE_NONE",
            "OVS_FLOW_ATTR_ACTIONS.OVS_ACTION_ATTR_POP_VLAN": True,
        },
    ),
    "ct_state=-trk,actions=ct(table=1,zone=5)": (
        "OVS_FLOW_CMD_GET recirc_id(0x0),in_port(2),ct_state(0),eth_type(ip),ipv4(proto=icmp,frag=none)"
        " packets 2 bytes 196 actions:ct(zone=5),recirc(0x5)",
        {
            "OVS_FLOW_ATTR_MASK.OVS_KEY_ATTR_CT_STATE": "0x20",
            "OVS_FLOW_ATTR_ACTIONS.OVS_ACTION_ATTR_CT.OVS_CT_ATTR_ZONE": 5,
            "OVS_FLOW_ATTR_UFID": "f69fbbc3-85e6-437f-860e-563bdb4d911b",
        },
    ),
    "limits": (
        "OVS_CT_LIMIT_CMD_SET zone=default,limit=1000,count=0 zone=5,limit=100,count=0",
        {"OVS_CT_LIMIT_ATTR_ZONE_LIMIT.[1].limit": "100"},
    ),
    "meters": ("OVS_METER_CMD_FEATURES max meters 200000", {"OVS_METER_ATTR_MAX_BANDS": 1}),
    "an upcall's answer": (
        "OVS_PACKET_CMD_EXECUTE in_port(2) 98 bytes actions:ct(zone=5),recirc(0x5)",
        {"OVS_PACKET_ATTR_PACKET.IP.dst": "10.8.0.2", "OVS_PACKET_ATTR_KEY.OVS_KEY_ATTR_IN_PORT": 2},
    ),
}


@pytest.mark.parametrize("case", SEEN)
def test_seen(case: str) -> None:
    summary, expected = SEEN[case]
    says(saying(OVS, summary, having=next(iter(expected)).partition(".")[0]), expected)


def test_conntrack_with_a_mark_and_an_address_to_choose() -> None:
    summary = next(
        m.summary for m in messages(OVS) if "nat(src" in m.summary and m.summary.startswith("OVS_FLOW_CMD_GET")
    )
    message = saying(OVS, summary)
    says(
        message,
        {
            "OVS_FLOW_ATTR_KEY.OVS_KEY_ATTR_CT_STATE": "OVS_CS_F_NEW|OVS_CS_F_TRACKED",
            "OVS_FLOW_ATTR_ACTIONS.OVS_ACTION_ATTR_CT.OVS_CT_ATTR_MARK.value": "0x7",
            "OVS_FLOW_ATTR_ACTIONS.OVS_ACTION_ATTR_CT.OVS_CT_ATTR_NAT.OVS_NAT_ATTR_IP_MIN": "10.8.0.77",
            "OVS_FLOW_ATTR_ACTIONS.OVS_ACTION_ATTR_CT.OVS_CT_ATTR_NAT.OVS_NAT_ATTR_IP_MAX": "10.8.0.80",
        },
    )


def test_a_tunnel_to_set() -> None:
    message = next(m for m in messages(OVS) if TUNNELS in m.summary)
    tunnel = at(message, "OVS_FLOW_ATTR_ACTIONS")
    outputs = [node.value for node in tunnel if node.name == "OVS_ACTION_ATTR_OUTPUT"]
    assert outputs[-1] in (5, 6, 7)
    key = at(message, "OVS_FLOW_ATTR_ACTIONS.OVS_ACTION_ATTR_SET.OVS_KEY_ATTR_TUNNEL")
    assert key["OVS_TUNNEL_KEY_ATTR_TP_DST"].value == 4789


def flow(*actions: bytes) -> Message:
    """A flow with these actions, built to the header's layout."""
    stream = Stream()
    decoded(family(40, "ovs_flow"), stream=stream, protocol=GENERIC)
    body = (pack("<i", 7), nest(2, *actions))
    (message,) = decoded(genl(40, 1, *body), stream=stream, protocol=GENERIC)
    return message


BUILT: dict[str, tuple[bytes, dict[str, object]]] = {
    "part of a header": (
        nest(11, attribute(4, bytes(6) + b"\2\0\0\0\0\1" + bytes(6) + b"\xff" * 6)),
        {
            "OVS_ACTION_ATTR_SET_MASKED.OVS_KEY_ATTR_ETHERNET.key.eth_dst": "02:00:00:00:00:01",
            "OVS_ACTION_ATTR_SET_MASKED.OVS_KEY_ATTR_ETHERNET.mask.eth_dst": "ff:ff:ff:ff:ff:ff",
        },
    ),
    "part of a number": (
        nest(11, attribute(15, pack("<II", 0x50, 0xF0))),
        {"OVS_ACTION_ATTR_SET_MASKED.OVS_KEY_ATTR_SKB_MARK.mask": "0xf0"},
    ),
    "part of an NSH": (
        nest(11, nest(28, attribute(1, pack(">BBBBI", 0, 63, 1, 3, 0x4FF) + pack(">BBBBI", 0, 255, 0, 0, 0)))),
        {
            "OVS_ACTION_ATTR_SET_MASKED.OVS_KEY_ATTR_NSH.OVS_NSH_KEY_ATTR_BASE.key.path_hdr": "0x4ff",
            "OVS_ACTION_ATTR_SET_MASKED.OVS_KEY_ATTR_NSH.OVS_NSH_KEY_ATTR_BASE.mask.ttl": "0xff",
        },
    ),
    "an NSH": (
        nest(17, attribute(1, pack(">BBBBI", 0, 63, 1, 3, 0x4FF)), attribute(2, pack(">4I", 1, 2, 3, 4))),
        {"OVS_ACTION_ATTR_PUSH_NSH.OVS_NSH_KEY_ATTR_MD1.context": "0x1 0x2 0x3 0x4"},
    ),
    "by length": (
        nest(
            21,
            attribute(1, pack("<H", 1500)),
            nest(2, attribute(13, pack("<I", 200))),
            nest(3, attribute(1, pack("<I", 2))),
        ),
        {
            "OVS_ACTION_ATTR_CHECK_PKT_LEN.OVS_CHECK_PKT_LEN_ATTR_PKT_LEN": "1500 bytes",
            "OVS_ACTION_ATTR_CHECK_PKT_LEN.OVS_CHECK_PKT_LEN_ATTR_ACTIONS_IF_GREATER.OVS_ACTION_ATTR_TRUNC": "",
        },
    ),
    "half of the packets": (
        nest(
            6,
            attribute(1, pack("<I", 0x7FFFFFFF)),
            nest(2, nest(25, attribute(1, pack("<I", 9)), attribute(2, b"\1\2"))),
        ),
        {
            "OVS_ACTION_ATTR_SAMPLE.OVS_SAMPLE_ATTR_PROBABILITY": "2147483647 (50 %)",
            "OVS_ACTION_ATTR_SAMPLE.OVS_SAMPLE_ATTR_ACTIONS.OVS_ACTION_ATTR_PSAMPLE.OVS_PSAMPLE_ATTR_GROUP": 9,
        },
    ),
    "hop by hop": (
        nest(23, nest(1, attribute(24, pack("<I", 3)))),
        {"OVS_ACTION_ATTR_DEC_TTL.OVS_DEC_TTL_ATTR_ACTION.OVS_ACTION_ATTR_DROP": 3},
    ),
    "a copy, hashed": (
        nest(20, attribute(8, pack("<II", 1, 5)), attribute(7, pack("<I", 6))),
        {"OVS_ACTION_ATTR_CLONE.OVS_ACTION_ATTR_HASH.hash_alg": "OVS_HASH_ALG_SYM_L4"},
    ),
    "labels": (
        attribute(22, pack(">IHH", 0x100, 0x8847, 0)),
        {"OVS_ACTION_ATTR_ADD_MPLS.mpls_ethertype": "ETH_P_MPLS_UC"},
    ),
    "options of GENEVE": (
        nest(3, nest(16, attribute(8, pack(">HBB", 0x102, 0x80, 1) + b"abcd" + pack(">HBB", 0x103, 1, 0)))),
        {
            "OVS_ACTION_ATTR_SET.OVS_KEY_ATTR_TUNNEL.OVS_TUNNEL_KEY_ATTR_GENEVE_OPTS.[0].opt_class": "0x102",
            "OVS_ACTION_ATTR_SET.OVS_KEY_ATTR_TUNNEL.OVS_TUNNEL_KEY_ATTR_GENEVE_OPTS.[0].opt_data": b"abcd".hex(),
            "OVS_ACTION_ATTR_SET.OVS_KEY_ATTR_TUNNEL.OVS_TUNNEL_KEY_ATTR_GENEVE_OPTS.[1].length": 0,
        },
    ),
    "ERSPAN": (
        nest(3, nest(16, attribute(15, pack("<i", 2) + pack(">IHBB", 5, 6, 0x81, 0x38)))),
        {
            "OVS_ACTION_ATTR_SET.OVS_KEY_ATTR_TUNNEL.OVS_TUNNEL_KEY_ATTR_ERSPAN_OPTS.u.hwid_upper": 1,
            "OVS_ACTION_ATTR_SET.OVS_KEY_ATTR_TUNNEL.OVS_TUNNEL_KEY_ATTR_ERSPAN_OPTS.u.dir": 1,
        },
    ),
}


@pytest.mark.parametrize("case", BUILT)
def test_built(case: str) -> None:
    action, expected = BUILT[case]
    says(flow(action), {f"OVS_FLOW_ATTR_ACTIONS.{path}": value for path, value in expected.items()})
