"""Routes as Linux sent them, and those no tool at hand makes."""

from __future__ import annotations

from struct import pack

import pytest

from tests.build import NLA_F_NESTED, attribute, decoded, message, nest
from tests.dissectors.route.link_samples import at, says
from tests.dissectors.route.samples import sample

ROUTES: dict[str, tuple[str, dict[str, object]]] = {
    "route_metrics": (
        "192.168.3.0/24 via 10.0.0.2 dev if3",
        {
            "rtm_table": "RT_TABLE_MAIN",
            "rtm_scope": "RT_SCOPE_UNIVERSE",
            "RTA_DST": "192.168.3.0/24",
            "RTA_METRICS.RTAX_LOCK": "RTAX_RTO_MIN",
            "RTA_METRICS.RTAX_MTU": "1400 bytes",
            "RTA_METRICS.RTAX_RTT": "800 (100 ms)",
            "RTA_METRICS.RTAX_RTTVAR": "200 (50 ms)",
            "RTA_METRICS.RTAX_SSTHRESH": 40,
            "RTA_METRICS.RTAX_FEATURES": "RTAX_FEATURE_ECN",
            "RTA_METRICS.RTAX_RTO_MIN": "200 ms",
            "RTA_METRICS.RTAX_CC_ALGO": "cubic",
            "RTA_FLOW": "3/4",
        },
    ),
    "route_multipath": (
        "192.168.5.0/24 nexthop via 10.0.0.2 dev if3 weight 3 nexthop via 10.0.1.2 dev if4 weight 1"
        " nexthop dev if4 weight 9",
        {
            "RTA_MULTIPATH.[0].rtnh_len": 16,
            "RTA_MULTIPATH.[0].RTA_GATEWAY": "10.0.0.2",
            "RTA_MULTIPATH.[1].RTA_FLOW": "5",
            "RTA_MULTIPATH.[2].rtnh_hops": 8,
        },
    ),
    "route_via_inet6": (
        "192.168.6.0/24 via inet6 fd00::2 dev if3",
        {"RTA_VIA": "inet6 fd00::2", "RTA_VIA.rtvia_family": "AF_INET6"},
    ),
    "route_cloned": (
        "local 127.0.0.1 dev if1 src 127.0.0.1 cache",
        {"rtm_flags": "RTM_F_CLONED|RTCF_LOCAL", "RTA_CACHEINFO.rta_clntref": 2, "RTA_UID": 0},
    ),
    "route_mpls": (
        "102 nexthop as 500 via inet 10.0.0.2 dev if3 weight 1 nexthop as 600 via inet 10.0.1.2 dev if4 weight 1",
        {"RTA_DST": "102", "RTA_MULTIPATH.[1].RTA_NEWDST": "600"},
    ),
    "route_multicast": (
        "(10.9.0.2, 239.1.1.1) iif if6 oif if4",
        {
            "rtm_family": "RTNL_FAMILY_IPMR",
            "RTA_MFC_STATS.mfcs_packets": "2 packets",
            "RTA_MULTIPATH.[0].rtnh_hops": 1,
            "RTA_EXPIRES": "21 ticks",
        },
    ),
    "route_seg6": (
        "2001:db8:3::/48 encap seg6 mode encap segs fc00::1,fc00::2,fc00::3 dev if3 metric 1024",
        {
            "RTA_ENCAP_TYPE": "LWTUNNEL_ENCAP_SEG6",
            "RTA_ENCAP.SEG6_IPTUNNEL_SRH.mode": "SEG6_IPTUN_MODE_ENCAP",
            "RTA_ENCAP.SEG6_IPTUNNEL_SRH.srh.segments.[0]": "fc00::3",
            "RTA_PREF": "ICMPV6_ROUTER_PREF_MEDIUM",
        },
    ),
    "route_seg6local": (
        "fc00:1::2 encap seg6_local action end_x dev if3 metric 1024",
        {
            "RTA_ENCAP.SEG6_LOCAL_ACTION": "SEG6_LOCAL_ACTION_END_X",
            "RTA_ENCAP.SEG6_LOCAL_NH6": "fd00::2",
            "RTA_ENCAP.SEG6_LOCAL_COUNTERS.SEG6_LOCAL_CNT_PACKETS": 0,
        },
    ),
    "route_rpl": (
        "2001:db8:b::/48 encap rpl dev if3 metric 1024",
        {"RTA_ENCAP.RPL_IPTUNNEL_SRH.cmpri": 0, "RTA_ENCAP.RPL_IPTUNNEL_SRH.segments.[1]": "fc00::5"},
    ),
    "route_ila": (
        "3000::/64 encap ila 1:1:1:1 via fd00::2 dev if3 metric 1024",
        {
            "RTA_ENCAP.ILA_ATTR_CSUM_MODE": "ILA_CSUM_ADJUST_TRANSPORT",
            "RTA_ENCAP.ILA_ATTR_IDENT_TYPE": "ILA_ATYPE_LUID",
        },
    ),
    "route_geneve": (
        "192.168.9.0/24 encap ip id 66 dev if3 scope link",
        {
            "RTA_ENCAP.LWTUNNEL_IP_ID": 66,
            "RTA_ENCAP.LWTUNNEL_IP_DST": "10.0.0.9",
            "RTA_ENCAP.LWTUNNEL_IP_FLAGS": "TUNNEL_GENEVE_OPT",
            "RTA_ENCAP.LWTUNNEL_IP_OPTS.LWTUNNEL_IP_OPTS_GENEVE.LWTUNNEL_IP_OPT_GENEVE_DATA": "00000001",
        },
    ),
    "route_erspan": (
        "192.168.11.0/24 encap ip id 68 dev if3 scope link",
        {"RTA_ENCAP.LWTUNNEL_IP_OPTS.LWTUNNEL_IP_OPTS_ERSPAN.LWTUNNEL_IP_OPT_ERSPAN_HWID": 3},
    ),
}
ROUTES["route_metrics_big_endian"] = ROUTES["route_metrics"]
ROUTES["route_multipath_big_endian"] = ROUTES["route_multipath"]


@pytest.mark.parametrize("name", ROUTES)
def test_route(name: str) -> None:
    told, nodes = ROUTES[name]
    route = sample(name)
    assert route.summary == f"RTM_NEWROUTE {told}"
    says(route, nodes)


def test_a_trace_option_is_read_as_it_goes_over_the_wire() -> None:
    trace = at(sample("route_ioam6"), "RTA_ENCAP.IOAM6_IPTUNNEL_TRACE")
    assert (trace["nodelen"].value, trace["remlen"].value, trace["type_be32"].text) == (0, 4, "0xc0000000")


def rtmsg(family: int = 2, dst: int = 24, table: int = 254, protocol: int = 3, kind: int = 1, flags: int = 0) -> bytes:
    return pack("<8BI", family, dst, 0, 0, table, protocol, 0, kind, flags)


MADE = {
    "192.0.2.0/24 via 10.0.0.2 proto static metric 5": (
        rtmsg(protocol=4),
        attribute(1, bytes([192, 0, 2, 0])),
        attribute(5, bytes([10, 0, 0, 2])),
        attribute(6, pack("<I", 5)),
    ),
    "default via 10.0.0.2": (rtmsg(dst=0), attribute(5, bytes([10, 0, 0, 2]))),
    "blackhole 192.0.2.1 table 1000": (
        rtmsg(dst=32, table=252, kind=6),
        attribute(1, bytes([192, 0, 2, 1])),
        attribute(15, pack("<I", 1000)),
    ),
    "default nhid 7 offload": (rtmsg(dst=0, flags=8), attribute(30, pack("<I", 7))),
    "default encap bpf": (rtmsg(dst=0), attribute(21, pack("<H", 6)), nest(22, nest(2, attribute(2, b"x\0")))),
    "default encap mpls": (rtmsg(dst=0), attribute(21, pack("<H", 1)), attribute(22 | NLA_F_NESTED)),
}


@pytest.mark.parametrize("told", MADE)
def test_summary(told: str) -> None:
    assert decoded(message(24, *MADE[told]))[0].summary == f"RTM_NEWROUTE {told}"


def test_what_is_asked_for() -> None:
    asked = (
        rtmsg(dst=32, table=0, protocol=0, kind=0),
        attribute(1, bytes([192, 0, 2, 1])),
        attribute(16, pack("<I", 5)),
    )
    assert decoded(message(26, *asked))[0].summary == "RTM_GETROUTE 192.0.2.1 mark 0x5"


def test_a_segment_routing_header_with_tlvs() -> None:
    hmac = pack(">BBHI", 5, 38, 0, 9) + bytes(32)
    header = pack("<BBBBBBH", 0, 7, 4, 0, 0, 0x08, 0) + bytes(15) + b"\1" + hmac
    route = decoded(
        message(24, rtmsg(10, 0), attribute(21, pack("<H", 5)), nest(22, attribute(1, pack("<i", 1) + header)))
    )[0]
    segments = at(route, "RTA_ENCAP.SEG6_IPTUNNEL_SRH.srh.segments")
    assert [node.name for node in segments] == ["[0]", "sr6_tlv"]
    assert segments["sr6_tlv"]["hmackeyid"].value == 9
    assert at(route, "RTA_ENCAP.SEG6_IPTUNNEL_SRH.srh.flags").text == "SR6_FLAG1_HMAC"


def test_a_compressed_source_route_is_not_taken_for_addresses() -> None:
    header = bytes([0, 1, 3, 2, 0xDE, 0x50, 0, 0]) + bytes(8)
    route = decoded(message(24, rtmsg(10, 0), attribute(21, pack("<H", 8)), nest(22, attribute(1, header))))[0]
    srh = at(route, "RTA_ENCAP.RPL_IPTUNNEL_SRH")
    assert (srh["cmpri"].value, srh["cmpre"].value, srh["pad"].value) == (13, 14, 5)
    assert srh["segments"].value == bytes(8).hex()
