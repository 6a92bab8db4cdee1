"""Options of filters and actions; what tc itself said of each stands beside it."""

from __future__ import annotations

from struct import pack

import pytest

from dissectors.route.tc import ACTION, FILTER
from dissectors.route.tc.action import CONTROL
from nldissect.message import Message
from nldissect.stream import Knowledge
from tests.build import attribute, decoded, message, nest
from tests.dissectors.route.tc.real import actions, messages, of_kind, one_tells, tells

Expected = dict[str, object]
FLOWER = "TCA_FLOWER_KEY_"
MATCHES = "TCA_BASIC_EMATCHES.TCA_EMATCH_TREE_LIST"

FILTERS: dict[tuple[str, str, int], tuple[str, Expected]] = {
    ("tc-filter", "u32", 0): ("ht divisor 256", {"TCA_U32_DIVISOR": 256}),
    ("tc-filter", "u32", 1): (
        "match 01020300/ffffff00 at 12 hash mask 000000ff at 12 link 2:",
        {
            "TCA_U32_LINK": "2:",
            "TCA_U32_HASH": "800:",
            "TCA_U32_SEL.hmask": "0xff",
            "TCA_U32_SEL.hoff": "12 bytes",
            "TCA_U32_SEL.keys.[0]": "match 0x1020300/0xffffff00 at 12",
        },
    ),
    ("tc-filter", "u32", 2): ("input dev d0 key ht 2 bkt 7b", {"TCA_U32_INDEV": "d0", "TCA_U32_HASH": "2:7b"}),
    ("tc-filter", "u32", 3): (
        "mark 0x0005 0x00ff police rate 1Mbit burst 10Kb action drop skip_hw",
        {
            "TCA_U32_MARK.mask": "0xff",
            "TCA_U32_POLICE.TCA_POLICE_TBF.rate.rate": 125000,
            "TCA_U32_POLICE.TCA_POLICE_TBF.burst": "1280000 ticks (81.92 ms)",
            "TCA_U32_POLICE.TCA_POLICE_TBF.action": "TC_ACT_SHOT",
            "TCA_U32_FLAGS": "TCA_CLS_FLAGS_SKIP_HW",
        },
    ),
    ("tc-more", "u32", 0): (
        "match 00001234/0000ffff at nexthdr+0 offset 0f00>>6 at 0 plus 4 eat",
        {
            "TCA_U32_SEL.flags": "TC_U32_TERMINAL|TC_U32_OFFSET|TC_U32_VAROFFSET|TC_U32_EAT",
            "TCA_U32_SEL.offmask": "0xf00",
            "TCA_U32_SEL.offshift": 6,
            "TCA_U32_SEL.keys.[0].offmask": -1,
        },
    ),
    ("tc-filter", "flower", 0): (
        "src_ip 10.1.1.1 dst_ip 10.2.0.0/16 ip_proto tcp src_port 1000-2000 tcp_flags 0x2/17 ip_flags frag/nofirstfrag",
        {
            f"{FLOWER}IPV4_SRC": "10.1.1.1",
            f"{FLOWER}IPV4_DST_MASK": "255.255.0.0",
            f"{FLOWER}IP_PROTO": "IPPROTO_TCP",
            f"{FLOWER}TCP_DST": 443,
            f"{FLOWER}PORT_SRC_MAX": 2000,
            f"{FLOWER}TCP_FLAGS": "0x2",
            f"{FLOWER}FLAGS": "TCA_FLOWER_KEY_FLAGS_IS_FRAGMENT",
            f"{FLOWER}ETH_TYPE": "ETH_P_IP",
            "TCA_FLOWER_FLAGS": "TCA_CLS_FLAGS_SKIP_HW",
            "TCA_FLOWER_ACT.[1].TCA_ACT_OPTIONS.TCA_GACT_PARMS.action": "TC_ACT_OK",
        },
    ),
    ("tc-filter", "flower", 1): ("indev d0 src_ip fd00::/8", {f"{FLOWER}IPV6_SRC": "fd00::", "TCA_FLOWER_INDEV": "d0"}),
    ("tc-filter", "flower", 2): (
        "num_of_vlans 1 vlan_id 10 vlan_prio 3 vlan_ethtype ip dst_mac 02:00:00:00:00:01/24",
        {
            f"{FLOWER}VLAN_ID": 10,
            f"{FLOWER}VLAN_ETH_TYPE": "ETH_P_IP",
            f"{FLOWER}ETH_DST_MASK": "ff:ff:ff:00:00:00",
            f"{FLOWER}NUM_OF_VLANS": 1,
        },
    ),
    ("tc-filter", "flower", 4): (
        "arp_sip 10.0.0.0/24 arp_op request arp_sha 02:00:00:00:00:01",
        {f"{FLOWER}ARP_SIP_MASK": "255.255.255.0", f"{FLOWER}ARP_OP": "ARPOP_REQUEST"},
    ),
    ("tc-filter", "flower", 6): (
        "mpls lse depth 1 label 5 lse depth 2 tc 3 ttl 4",
        {f"{FLOWER}MPLS_OPTS.{FLOWER}MPLS_OPTS_LSE.{FLOWER}MPLS_OPT_LSE_LABEL": 5},
    ),
    ("tc-filter", "flower", 8): (
        "gtp_opts 01:02/ff:ff enc_key_id 7",
        {
            f"{FLOWER}ENC_OPTS.{FLOWER}ENC_OPTS_GTP.{FLOWER}ENC_OPT_GTP_QFI": "0x2",
            f"{FLOWER}ENC_OPTS_MASK.{FLOWER}ENC_OPTS_GTP.{FLOWER}ENC_OPT_GTP_PDU_TYPE": "0xff",
            f"{FLOWER}ENC_KEY_ID": 7,
        },
    ),
    ("tc-filter", "flower", 9): (
        "ct_state +trk+est ct_zone 5 ct_mark 6/0xff ct_label 0102",
        {
            f"{FLOWER}CT_STATE": "TCA_FLOWER_KEY_CT_FLAGS_ESTABLISHED|TCA_FLOWER_KEY_CT_FLAGS_TRACKED",
            f"{FLOWER}CT_MARK_MASK": "0xff",
            f"{FLOWER}CT_LABELS": "0102",
        },
    ),
    ("tc-filter", "flower", 10): (
        "pppoe_sid 5 ppp_proto ip",
        {f"{FLOWER}PPPOE_SID": 5, f"{FLOWER}PPP_PROTO": "PPP_IP"},
    ),
    ("tc-filter", "flower", 12): ("ip_proto esp spi 0x5", {f"{FLOWER}SPI": "0x5"}),
    ("tc-filter", "flower", 13): ("cfm mdl 5 op 1", {f"{FLOWER}CFM.{FLOWER}CFM_MD_LEVEL": 5}),
    ("tc-filter", "flower", 14): ("l2_miss 1", {"TCA_FLOWER_L2_MISS": "on"}),
    ("tc-more", "flower", 0): (
        "vxlan_opts 5/255",
        {f"{FLOWER}ENC_OPTS.{FLOWER}ENC_OPTS_VXLAN.{FLOWER}ENC_OPT_VXLAN_GBP": 5},
    ),
    ("tc-more", "flower", 1): (
        "erspan_opts 1:5:0:0",
        {f"{FLOWER}ENC_OPTS.{FLOWER}ENC_OPTS_ERSPAN.{FLOWER}ENC_OPT_ERSPAN_INDEX": 5},
    ),
    ("tc-more", "flower", 2): (
        "geneve_opts 0102:80:00880022",
        {
            f"{FLOWER}ENC_OPTS.{FLOWER}ENC_OPTS_GENEVE.{FLOWER}ENC_OPT_GENEVE_CLASS": "0x102",
            f"{FLOWER}ENC_OPTS.{FLOWER}ENC_OPTS_GENEVE.{FLOWER}ENC_OPT_GENEVE_DATA": "00880022",
        },
    ),
    ("tc-filter", "basic", 0): (
        "cmp(u16 at 3 layer 2 mask 0xff00 gt 20) AND NOT meta(nf_mark gt 24) OR u32(00000001/0000000f at 4)",
        {
            "TCA_BASIC_EMATCHES.TCA_EMATCH_TREE_HDR.nmatches": 3,
            f"{MATCHES}.[1].kind": "TCF_EM_CMP",
            f"{MATCHES}.[1].align": "TCF_EM_ALIGN_U16",
            f"{MATCHES}.[1].layer": "TCF_LAYER_TRANSPORT",
            f"{MATCHES}.[1].opnd": "TCF_EM_OPND_GT",
            f"{MATCHES}.[2].flags": "TCF_EM_REL_OR|TCF_EM_INVERT",
            f"{MATCHES}.[2].TCA_EM_META_HDR.left.kind": "TCF_META_ID_NFMARK (TCF_META_TYPE_INT)",
            f"{MATCHES}.[2].TCA_EM_META_RVALUE": 24,
            f"{MATCHES}.[3].val": "0x1",
        },
    ),
    ("tc-more", "basic", 0): (
        "canid(sff 0x123)",
        {
            f"{MATCHES}.[1].[0].can_id": "0x123",
            f"{MATCHES}.[1].[0].can_mask": "0x800007ff",
        },
    ),
    ("tc-more", "basic", 1): (
        "( meta(random mask 0x00000001 eq 0) OR cmp(u8 at 0 layer 1 eq 69) ) AND meta(priority gt 0)",
        {
            f"{MATCHES}.[1].kind": "TCF_EM_CONTAINER",
            f"{MATCHES}.[1].position": 2,
            f"{MATCHES}.[3].TCA_EM_META_LVALUE": 1,
        },
    ),
    ("tc-filter", "fw", 0): ("handle 0x5/0xff classid 1:1", {"TCA_FW_MASK": "0xff", "TCA_FW_CLASSID": "1:1"}),
    ("tc-filter", "route", 0): ("flowid 1:2 to 2 from 1", {"TCA_ROUTE4_TO": 2, "TCA_ROUTE4_FROM": 1}),
    ("tc-filter", "flow", 0): (
        "hash keys src,dst,proto-src,mark divisor 1024 baseclass 1:1 perturb 10sec",
        {
            "TCA_FLOW_KEYS": "FLOW_KEY_SRC|FLOW_KEY_DST|FLOW_KEY_PROTO_SRC|FLOW_KEY_MARK",
            "TCA_FLOW_MODE": "FLOW_MODE_HASH",
            "TCA_FLOW_PERTURB": "10 s",
        },
    ),
    ("tc-filter", "bpf", 0): ("bytecode '1,6 0 0 4294967295'", {"TCA_BPF_OPS_LEN": 1, "TCA_BPF_OPS.[0].k": 0xFFFFFFFF}),
    ("tc-filter", "cgroup", 0): ("action pass", {"TCA_CGROUP_ACT.[1].TCA_ACT_OPTIONS.TCA_GACT_PARMS.action": 0}),
}


@pytest.mark.parametrize("where", FILTERS, ids="{0[0]}-{0[1]}-{0[2]}".format)
def test_filters(where: tuple[str, str, int]) -> None:
    """As tc asked for them: the number counts the requests for the kind."""
    capture, kind, number = where
    tells(of_kind(capture, "RTM_NEWTFILTER", kind, asked=True)[number].tree["TCA_OPTIONS"], FILTERS[where][1])


def test_a_filter_as_the_kernel_tells_it() -> None:
    told = of_kind("tc-more", "RTM_NEWTFILTER", "u32")[-1]
    tells(told.tree["TCA_OPTIONS"], {"TCA_U32_PCNT.rcnt": "0 packets", "TCA_U32_PCNT.kcnts": [0]})
    assert told.summary == "RTM_NEWTFILTER u32 dev d0 egress pref 38 protocol ip fh 800::800 action gact pass index 6"


ACTIONS: dict[str, tuple[str, Expected]] = {
    "gact": (
        "action pass random type netrand drop val 10",
        {"TCA_GACT_PARMS.action": "TC_ACT_OK", "TCA_GACT_PROB.pval": 10, "TCA_GACT_PROB.paction": "TC_ACT_SHOT"},
    ),
    "mirred": (
        "Egress Redirect to device d1 stolen",
        {"TCA_MIRRED_PARMS.eaction": "TCA_EGRESS_REDIR", "TCA_MIRRED_PARMS.ifindex": "4 (d1)"},
    ),
    "pedit": (
        "eth src set 02:00:00:00:00:09, ip dst set 1.2.3.4, ip6 hoplimit add 0xff, udp sport set 5, ip ttl dec",
        {
            "TCA_PEDIT_PARMS_EX.nkeys": 6,
            "TCA_PEDIT_PARMS_EX.keys.[0]": "at 4: 0x200 keeping 0xffff0000",
            "TCA_PEDIT_PARMS_EX.keys.[2].val": "0x1020304",
            "TCA_PEDIT_KEYS_EX.TCA_PEDIT_KEY_EX.TCA_PEDIT_KEY_EX_HTYPE": "TCA_PEDIT_KEY_EX_HDR_TYPE_ETH",
            "TCA_PEDIT_KEYS_EX.TCA_PEDIT_KEY_EX.TCA_PEDIT_KEY_EX_CMD": "TCA_PEDIT_KEY_EX_CMD_SET",
        },
    ),
    "police": (
        "pkts_rate 1000 pkts_burst 100 action drop",
        {
            "TCA_POLICE_PKTRATE64": "1000 packets/s",
            "TCA_POLICE_PKTBURST64": "1562500 ticks (100 ms)",
            "TCA_POLICE_TBF.action": "TC_ACT_SHOT",
        },
    ),
    "vlan": (
        "vlan push id 10 protocol 802.1ad priority 5 pipe",
        {
            "TCA_VLAN_PARMS.v_action": "TCA_VLAN_ACT_PUSH",
            "TCA_VLAN_PUSH_VLAN_ID": 10,
            "TCA_VLAN_PUSH_VLAN_PROTOCOL": "ETH_P_8021AD",
            "TCA_VLAN_PUSH_VLAN_PRIORITY": 5,
        },
    ),
    "tunnel_key": (
        "set src_ip 1.1.1.1 dst_ip 2.2.2.2 key_id 55 dst_port 4789 geneve_opts 0102:80:00800022 csum nofrag",
        {
            "TCA_TUNNEL_KEY_PARMS.t_action": "TCA_TUNNEL_KEY_ACT_SET",
            "TCA_TUNNEL_KEY_ENC_IPV4_SRC": "1.1.1.1",
            "TCA_TUNNEL_KEY_ENC_KEY_ID": 55,
            "TCA_TUNNEL_KEY_ENC_DST_PORT": 4789,
            "TCA_TUNNEL_KEY_NO_CSUM": "off",
            "TCA_TUNNEL_KEY_NO_FRAG": True,
            "TCA_TUNNEL_KEY_ENC_OPTS.TCA_TUNNEL_KEY_ENC_OPTS_GENEVE.TCA_TUNNEL_KEY_ENC_OPT_GENEVE_DATA": "00800022",
        },
    ),
    "csum": (
        "csum (iph, icmp, tcp, udp, sctp) action pass",
        {
            "TCA_CSUM_PARMS.update_flags": "TCA_CSUM_UPDATE_FLAG_IPV4HDR|TCA_CSUM_UPDATE_FLAG_ICMP"
            "|TCA_CSUM_UPDATE_FLAG_TCP|TCA_CSUM_UPDATE_FLAG_UDP|TCA_CSUM_UPDATE_FLAG_SCTP"
        },
    ),
    "skbedit": ("inheritdsfield", {"TCA_SKBEDIT_FLAGS": "SKBEDIT_F_INHERITDSFIELD"}),
    "nat": (
        "nat ingress 10.0.0.0/8 1.2.3.4 pass",
        {"TCA_NAT_PARMS.old_addr": "10.0.0.0", "TCA_NAT_PARMS.mask": "255.0.0.0", "TCA_NAT_PARMS.flags": "0"},
    ),
    "mpls": (
        "push protocol mpls_uc label 100 tc 3 bos 1 ttl 64",
        {"TCA_MPLS_PROTO": "ETH_P_MPLS_UC", "TCA_MPLS_LABEL": 100, "TCA_MPLS_TC": 3, "TCA_MPLS_BOS": 1},
    ),
    "ct": (
        "ct commit mark 6/0xff zone 5 label 010203 nat src addr 1.1.1.1-1.1.1.9 port 5-9",
        {
            "TCA_CT_ACTION": "TCA_CT_ACT_COMMIT|TCA_CT_ACT_NAT|TCA_CT_ACT_NAT_SRC",
            "TCA_CT_MARK_MASK": "0xff",
            "TCA_CT_NAT_IPV4_MAX": "1.1.1.9",
            "TCA_CT_NAT_PORT_MIN": 5,
        },
    ),
    "sample": (
        "rate 1/100 group 5 trunc_size 64",
        {"TCA_SAMPLE_RATE": 100, "TCA_SAMPLE_TRUNC_SIZE": "64 bytes", "TCA_SAMPLE_PSAMPLE_GROUP": 5},
    ),
    "ife": (
        "ife encode type 0XED3E use prio 5 allow mark dst 02:00:00:00:00:01",
        {
            "TCA_IFE_PARMS.flags": "IFE_ENCODE",
            "TCA_IFE_TYPE": "ETH_P_IFE",
            "TCA_IFE_DMAC": "02:00:00:00:00:01",
            "TCA_IFE_METALST.IFE_META_SKBMARK": True,
            "TCA_IFE_METALST.IFE_META_PRIO": 5,
        },
    ),
    "gate": (
        "priority 3 clockid TAI base-time 200s cycle-time 6s, number 0 gate-state open interval 200ms max-octets 8000",
        {
            "TCA_GATE_PRIORITY": 3,
            "TCA_GATE_CLOCKID": "CLOCK_TAI",
            "TCA_GATE_BASE_TIME": "200000000000 ns (200 s)",
            "TCA_GATE_ENTRY_LIST.TCA_GATE_ONE_ENTRY.TCA_GATE_ENTRY_GATE": True,
            "TCA_GATE_ENTRY_LIST.TCA_GATE_ONE_ENTRY.TCA_GATE_ENTRY_MAX_OCTETS": "8000 bytes",
        },
    ),
    "skbmod": ("skbmod pipe swap mac", {"TCA_SKBMOD_PARMS.flags": "SKBMOD_F_SWAPMAC"}),
    "simple": ('Simple <"hello">', {"TCA_DEF_DATA": "hello"}),
    "bpf": ("bytecode '1,6 0 0 4294967295'", {"TCA_ACT_BPF_OPS.[0]": "ret #4294967295"}),
    "connmark": ("connmark zone 5", {"TCA_CONNMARK_PARMS.zone": 5}),
    "ctinfo": (
        "ctinfo zone 3 dscp 0xfc000000 0x02000000 cpmark 0x00000001",
        {"TCA_CTINFO_ZONE": 3, "TCA_CTINFO_PARMS_DSCP_STATEMASK": "0x2000000", "TCA_CTINFO_PARMS_CPMARK_MASK": 1},
    ),
}


@pytest.mark.parametrize("kind", ACTIONS)
def test_actions(kind: str) -> None:
    one_tells(actions("tc-filter", kind), ACTIONS[kind][1])


def test_ages() -> None:
    told = [options["TCA_GACT_TM"] for options in actions("tc-filter", "gact") if "TCA_GACT_TM" in options]
    assert told
    assert all(str(age["install"].text).split()[1] == "ticks" for age in told)


def request(kind: str, options: bytes, *, number: int = 44) -> Message:
    header = pack("<BxxxiIII", 0, 3, 0, 0xFFFFFFF2, 1 << 16 | 8)
    return decoded(message(number, header, attribute(1, kind.encode() + b"\0"), options))[0]


def test_by_hand() -> None:
    """Laid out as the headers say; no tool or kernel at hand sends them."""
    text = pack("<HHHH16sHHHBx", 0, 5, 0, 0, b"kmp", 0, 200, 3, 0x20) + b"foo"
    container = pack("<HHHHI", 0, 0, 1, 0, 2)
    ipset = pack("<HHHHHBB", 0, 8, 4, 0, 7, 1, 2)
    ipt = pack("<HHHH", 0, 9, 0, 0) + attribute(2, b"policy\0") + attribute(4, b"\2")
    meta = pack("<HHHH", 0, 4, 0, 0) + attribute(1, pack("<HBBHBB", 5, 0, 0, 0, 0, 0)) + attribute(3, b"eth0")
    matches = (attribute(number, match) for number, match in enumerate((container, text, ipset, ipt, meta), 1))
    tree = nest(2, attribute(1, pack("<HH", 5, 0)), nest(2, *matches))
    basic = request("basic", nest(2, tree))
    tells(
        basic.tree["TCA_OPTIONS"],
        {
            f"{MATCHES}.[1].position": 2,
            f"{MATCHES}.[2].algo": "kmp",
            f"{MATCHES}.[2].to_layer": "TCF_LAYER_TRANSPORT",
            f"{MATCHES}.[2].pattern": b"foo".hex(),
            f"{MATCHES}.[3].flags": "TCF_EM_INVERT",
            f"{MATCHES}.[3].dim": 1,
            f"{MATCHES}.[4].TCA_EM_IPT_NFPROTO": "NFPROTO_IPV4",
            f"{MATCHES}.[5].TCA_EM_META_RVALUE": "eth0",  # four bytes, but no number
        },
    )
    pinfo = pack("<IIiIIi4B", 0x0A000000, 0xFFFFFFFF, 0, 0, 0, 0, 6, 0, 0, 0)
    rsvp = request("rsvp", nest(2, attribute(2, bytes((1, 2, 3, 4))), attribute(4, pinfo)))
    tells(rsvp.tree["TCA_OPTIONS"], {"TCA_RSVP_DST": "1.2.3.4", "TCA_RSVP_PINFO.protocol": "IPPROTO_TCP"})
    tcindex = request("tcindex", nest(2, attribute(2, b"\xff\0"), attribute(4, pack("<I", 1))))
    tells(tcindex.tree["TCA_OPTIONS"], {"TCA_TCINDEX_MASK": "0xff", "TCA_TCINDEX_FALL_THROUGH": "on"})
    target = attribute(6, pack("<H29sB", 40, b"MARK", 2) + bytes(8))
    ipt_action = nest(2, attribute(1, b"mangle\0"), attribute(2, pack("<I", 0)), target)
    act = request("matchall", nest(2, nest(2, nest(1, attribute(1, b"xt\0"), ipt_action))))
    xt = "TCA_MATCHALL_ACT.[1].TCA_ACT_OPTIONS.TCA_IPT_"
    tells(act.tree["TCA_OPTIONS"], {f"{xt}HOOK": "NF_INET_PRE_ROUTING", f"{xt}TARG": "MARK", f"{xt}TARG.revision": 2})
    pfcp = nest(5, attribute(1, b"\1"), attribute(2, pack(">Q", 0xAB)))
    flower = request("flower", nest(2, nest(84, pfcp)))
    tells(flower.tree["TCA_OPTIONS"], {f"{FLOWER}ENC_OPTS.{FLOWER}ENC_OPTS_PFCP.{FLOWER}ENC_OPT_PFCP_SEID": "0xab"})
    for found in (basic, rsvp, tcindex, act, flower):
        assert [node.name for node in found.tree.walk() if node.raw or node.notes] == []


def test_a_flush_tells_how_many_there_were() -> None:
    kind = attribute(1, b"gact\0")
    flush = decoded(message(49, bytes(4), nest(1, nest(0, kind, attribute(6, pack("<I", 3))))))[0]
    assert flush.summary == "RTM_DELACTION gact 3 flushed"
    assert flush.tree["TCA_ROOT_TAB"]["[0]"]["TCA_FCNT"].value == 3
    cookie = attribute(6, b"abcd")
    one = decoded(message(49, bytes(4), nest(1, nest(1, kind, attribute(3, pack("<I", 7)), cookie))))[0]
    assert one.tree["TCA_ROOT_TAB"]["[1]"]["TCA_ACT_COOKIE"].value == b"abcd".hex()


def test_what_becomes_of_packets() -> None:
    names = Knowledge().at(0)
    told = {-1: "continue", 0xFFFFFFFF: "continue", 2: "drop", 0x10000001: "jump 1", 0x20000005: "goto chain 5"}
    assert {value: CONTROL.short(value, names) for value in told} == told
    assert CONTROL.text(0x20000005, names) == "TC_ACT_GOTO_CHAIN 5"
    assert CONTROL.text(-1, names) == "TC_ACT_UNSPEC"
    assert CONTROL.text(77, names) == "77"


def test_every_kind_is_seen_or_made() -> None:
    """A kind that is in no capture is in a test above by hand."""
    kinds = {node.value for capture in ("tc-filter", "tc-more") for m in messages(capture) for node in m.tree.walk()
             if node.name in ("TCA_KIND", "TCA_ACT_KIND")}  # fmt: skip
    assert (FILTER.keys() | ACTION.keys()) - kinds == {"ipt", "xt", "rsvp", "rsvp6", "tcindex"}
