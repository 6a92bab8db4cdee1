"""Links: real ones, and by hand what no capture has."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.message import Message
from tests.build import attribute, decoded, message, nest
from tests.dissectors.route.link_samples import at, sample, says

AF_BRIDGE, AF_INET6 = 7, 10
NEWLINK, GETLINK, SETLINK = 16, 18, 19
MASTER, WIRELESS, PROTINFO, VFINFO_LIST, PORT_SELF, AF_SPEC = 10, 11, 12, 22, 25, 26
DEVCONF = "IFLA_AF_SPEC.AF_INET6.IFLA_INET6_CONF"

EXPECTED: dict[str, dict[str, object]] = {
    "link": {
        "ifi_type": "ARPHRD_ETHER",
        "ifi_flags": "IFF_UP|IFF_BROADCAST|IFF_RUNNING|IFF_MULTICAST|IFF_LOWER_UP",
        "IFLA_PROP_LIST.IFLA_ALT_IFNAME": "veth-zero-alternative-name",
        "IFLA_OPERSTATE": "IF_OPER_UP",
        "IFLA_MTU": 1400,
        "IFLA_ADDRESS": "ce:83:e0:07:00:b9",
        "IFLA_STATS64.rx_bytes": 266,
        "IFLA_STATS": "rx 3 packets 266 bytes, tx 5 packets 446 bytes",
        "IFLA_XDP.IFLA_XDP_ATTACHED": "XDP_ATTACHED_NONE",
        "IFLA_LINK": 12,
        "IFLA_MAX_PACING_OFFLOAD_HORIZON": "0 ns",
        "IFLA_AF_SPEC.AF_INET.IFLA_INET_CONF.IPV4_DEVCONF_SEND_REDIRECTS": "on",
        "IFLA_AF_SPEC.AF_INET.IFLA_INET_CONF.IPV4_DEVCONF_ARP_EVICT_NOCARRIER": 1,
        "IFLA_AF_SPEC.AF_INET6.IFLA_INET6_FLAGS": "IF_READY",
        "IFLA_AF_SPEC.AF_INET6.IFLA_INET6_CACHEINFO.retrans_time": "1000 ms (1 s)",
        f"{DEVCONF}.DEVCONF_MTU6": "1400 bytes",
        f"{DEVCONF}.DEVCONF_ADDR_GEN_MODE": "IN6_ADDR_GEN_MODE_EUI64",
        f"{DEVCONF}.DEVCONF_IOAM6_ID": 65535,
        f"{DEVCONF}.DEVCONF_FORCE_FORWARDING": "off",
        "IFLA_AF_SPEC.AF_INET6.IFLA_INET6_STATS.IPSTATS_MIB_OUTREQUESTS": 5,
        "IFLA_AF_SPEC.AF_INET6.IFLA_INET6_STATS.IPSTATS_MIB_INMCASTPKTS": 3,
        "IFLA_AF_SPEC.AF_INET6.IFLA_INET6_ICMP6STATS.ICMP6_MIB_NUM": 7,
    },
    "link_big_endian": {
        "IFLA_MTU": 1500,
        "IFLA_TXQLEN": 1000,
        "IFLA_AF_SPEC.AF_INET.IFLA_INET_CONF.IPV4_DEVCONF_ARP_EVICT_NOCARRIER": 1,
        f"{DEVCONF}.DEVCONF_HOPLIMIT": 64,
        f"{DEVCONF}.DEVCONF_RTR_SOLICITS": -1,
    },
    "bridge_port": {
        "ifi_family": "AF_BRIDGE",
        "IFLA_PROTINFO.IFLA_BRPORT_STATE": "BR_STATE_LISTENING",
        "IFLA_AF_SPEC.IFLA_BRIDGE_VLAN_INFO": "vlan 1 untagged",
        "IFLA_AF_SPEC.IFLA_BRIDGE_VLAN_INFO.flags": 4,
    },
    "multicast_routing": {
        "IFLA_AF_SPEC.IPMRA_TABLE_ID": 253,
        "IFLA_AF_SPEC.IPMRA_TABLE_MROUTE_REG_VIF_NUM": -1,
        "IFLA_AF_SPEC.IPMRA_TABLE_MROUTE_DO_PIM": "off",
    },
    "virtual_function_request": {
        "IFLA_VFINFO_LIST.IFLA_VF_INFO.IFLA_VF_MAC.vf": 0,
        "IFLA_VFINFO_LIST.IFLA_VF_INFO.IFLA_VF_MAC.mac": "02:00:00:00:00:01",
    },
    "tunnel_vlan_request": {
        "IFLA_AF_SPEC.IFLA_BRIDGE_VLAN_TUNNEL_INFO.IFLA_BRIDGE_VLAN_TUNNEL_ID": 3000,
        "IFLA_AF_SPEC.IFLA_BRIDGE_VLAN_TUNNEL_INFO.IFLA_BRIDGE_VLAN_TUNNEL_VID": 30,
    },
    "mst_request": {
        "IFLA_AF_SPEC.IFLA_BRIDGE_MST.IFLA_BRIDGE_MST_ENTRY.IFLA_BRIDGE_MST_ENTRY_MSTI": 3,
        "IFLA_AF_SPEC.IFLA_BRIDGE_MST.IFLA_BRIDGE_MST_ENTRY.IFLA_BRIDGE_MST_ENTRY_STATE": "BR_STATE_LEARNING",
    },
    "veth_request": {"IFLA_LINKINFO.IFLA_INFO_DATA.VETH_INFO_PEER.IFLA_IFNAME": "v5"},
    "proto_down_request": {"IFLA_PROTO_DOWN_REASON.IFLA_PROTO_DOWN_REASON_MASK": "0x8"},
    "altname_request": {"IFLA_PROP_LIST.IFLA_ALT_IFNAME": "veth-zero-alternative-name"},
    "wireless": {
        "IFLA_WIRELESS.cmd": "IWEVASSOCREQIE",
        "IFLA_WIRELESS.length": 127,
    },
}

SUMMARIES = {
    "link": "RTM_NEWLINK 13 veth0@if12 <UP,BROADCAST,RUNNING,MULTICAST,LOWER_UP> mtu 1400 kind veth state UP",
    "bridge_port": "RTM_NEWLINK 14 a0@if13 <UP,BROADCAST,RUNNING,MULTICAST,LOWER_UP> mtu 1500 master if12 state UP"
    " state listening priority 32 cost 2 vlan 1 untagged vlan 10 pvid untagged vlan 20-40",
    "multicast_routing": "RTM_NEWLINK multicast routing table 253",
    "virtual_function_request": "RTM_NEWLINK 28 vf 0 mac",
    "tunnel_vlan_request": "RTM_SETLINK 18 vlan 30 tunnel 3000",
    "mst_request": "RTM_SETLINK 14 MST",
    "veth_request": "RTM_NEWLINK 77 v4 kind veth",
    "proto_down_request": "RTM_NEWLINK 13 protodown on",
    "altname_request": "RTM_NEWLINKPROP 13 altname veth-zero-alternative-name",
}


@pytest.mark.parametrize("name", EXPECTED)
def test_real_links(name: str) -> None:
    says(sample(name), EXPECTED[name])


@pytest.mark.parametrize("name", SUMMARIES)
def test_summaries(name: str) -> None:
    assert sample(name).summary == SUMMARIES[name]


def request(*attributes: bytes, number: int = NEWLINK, family: int = 0, flags: int = 0, change: int = 0) -> Message:
    """About link 3, as a program asks for it."""
    return decoded(message(number, pack("<BxHiII", family, 0, 3, flags, change), *attributes))[0]


@pytest.mark.parametrize(
    ("flags", "change", "said"),
    [(1, 1, "3 up"), (0, 1, "3 down"), (0x101, 0x1101, "3 up +PROMISC -MULTICAST"), (0, 0, "3"), (1, 0, "3 up")],
)
def test_flags_that_change(flags: int, change: int, said: str) -> None:
    assert request(flags=flags, change=change).summary == f"RTM_NEWLINK {said}"


def test_a_link_in_another_namespace_has_no_name_here() -> None:
    other = attribute(5, pack("<I", 3))
    here, there = decoded(
        message(NEWLINK, pack("<BxHiII", 0, 1, 3, 0, 0), attribute(3, b"eth0\0"), flags=0),
        message(NEWLINK, pack("<BxHiII", 0, 1, 4, 0, 0), other, attribute(37, pack("<i", 0)), flags=0),
    )
    beside = request(other)
    assert (at(here, "ifi_index").text, at(there, "IFLA_LINK").text) == ("3 (eth0)", "3")
    assert at(there, "IFLA_LINK").value == at(beside, "IFLA_LINK").value == 3


def test_settings_of_ipv4_in_a_request_are_attributes() -> None:
    conf = nest(1, attribute(1, pack("<I", 1)), attribute(27, pack("<I", 5000)))
    says(
        request(nest(AF_SPEC, nest(2, conf))),
        {
            "IFLA_AF_SPEC.AF_INET.IFLA_INET_CONF.IPV4_DEVCONF_FORWARDING": "on",
            "IFLA_AF_SPEC.AF_INET.IFLA_INET_CONF.IPV4_DEVCONF_IGMPV2_UNSOLICITED_REPORT_INTERVAL": "5000 ms (5 s)",
        },
    )


def test_counters_of_ipv6_before_linux_6_6_stand_in_another_order() -> None:
    counters = b"".join(pack("<Q", number) for number in (37, *range(1, 37)))
    says(
        request(nest(AF_SPEC, nest(AF_INET6, attribute(3, counters)))),
        {
            "IFLA_AF_SPEC.AF_INET6.IFLA_INET6_STATS.IPSTATS_MIB_NUM": 37,
            "IFLA_AF_SPEC.AF_INET6.IFLA_INET6_STATS.IPSTATS_MIB_OUTFORWDATAGRAMS": 4,
            "IFLA_AF_SPEC.AF_INET6.IFLA_INET6_STATS.IPSTATS_MIB_REASM_OVERLAPS": 36,
        },
    )


def test_settings_newer_than_the_table_have_numbers() -> None:
    settings = at(request(nest(AF_SPEC, nest(AF_INET6, attribute(2, bytes(61 * 4))))), DEVCONF)
    assert [node.name for node in settings][-2:] == ["DEVCONF_FORCE_FORWARDING", "[60]"]


def test_protinfo_is_a_ports_or_ipv6s_and_once_was_a_state() -> None:
    port = request(nest(PROTINFO, attribute(1, b"\x03")), family=AF_BRIDGE)
    state = request(attribute(PROTINFO, b"\x04"), family=AF_BRIDGE)
    inet6 = request(nest(PROTINFO, attribute(8, b"\x01")), family=AF_INET6)
    says(port, {"IFLA_PROTINFO.IFLA_BRPORT_STATE": "BR_STATE_FORWARDING"})
    says(state, {"IFLA_PROTINFO": "BR_STATE_BLOCKING"})
    says(inet6, {"IFLA_PROTINFO.IFLA_INET6_ADDR_GEN_MODE": "IN6_ADDR_GEN_MODE_NONE"})


def test_virtual_functions_and_ports() -> None:
    functions = nest(
        1,
        attribute(1, pack("<I", 5) + bytes.fromhex("020000000001") + bytes(26)),
        attribute(6, pack("<III", 5, 0, 1000)),
        attribute(5, pack("<II", 5, 2)),
        attribute(9, pack("<II", 5, 0xFFFFFFFF)),
        attribute(10, pack("<IxxxxQ", 5, 0x1122)),
        nest(12, attribute(1, pack("<III", 5, 100, 3) + pack(">H", 0x88A8) + bytes(2))),
        nest(8, attribute(0, pack("<Q", 9)), attribute(8, pack("<Q", 1))),
        attribute(13, b"\xff" * 20 + bytes(12)),
    )
    port = nest(PORT_SELF, attribute(1, pack("<I", 5)), attribute(6, b"\2"), attribute(7, pack("<H", 0x104)))
    info = "IFLA_VFINFO_LIST.IFLA_VF_INFO"
    says(
        request(nest(VFINFO_LIST, functions), port),
        {
            f"{info}.IFLA_VF_MAC.mac": "02:00:00:00:00:01",
            f"{info}.IFLA_VF_RATE.min_tx_rate": "unlimited",
            f"{info}.IFLA_VF_RATE.max_tx_rate": "1000 Mbit/s",
            f"{info}.IFLA_VF_LINK_STATE.link_state": "IFLA_VF_LINK_STATE_DISABLE",
            f"{info}.IFLA_VF_TRUST.setting": "not supported",
            f"{info}.IFLA_VF_IB_NODE_GUID.guid": "0x1122",
            f"{info}.IFLA_VF_VLAN_LIST.IFLA_VF_VLAN_INFO.vlan_proto": "ETH_P_8021AD",
            f"{info}.IFLA_VF_STATS.IFLA_VF_STATS_RX_PACKETS": 9,
            f"{info}.IFLA_VF_STATS.IFLA_VF_STATS_TX_DROPPED": 1,
            f"{info}.IFLA_VF_BROADCAST.broadcast": ":".join(["ff"] * 20),
            "IFLA_PORT_SELF.IFLA_PORT_REQUEST": "PORT_REQUEST_ASSOCIATE",
            "IFLA_PORT_SELF.IFLA_PORT_RESPONSE": "PORT_PROFILE_RESPONSE_INSUFFICIENT_RESOURCES",
        },
    )


def test_media_redundancy_and_fault_management() -> None:
    mrp, cfm = "IFLA_AF_SPEC.IFLA_BRIDGE_MRP.IFLA_BRIDGE_MRP", "IFLA_AF_SPEC.IFLA_BRIDGE_CFM.IFLA_BRIDGE_CFM"
    ring = nest(4, nest(7, attribute(1, pack("<I", 1)), attribute(7, pack("<I", 20000)), attribute(6, pack("<I", 2))))
    maid = bytes(range(48))
    fault = nest(
        5,
        nest(9, attribute(1, pack("<I", 1)), attribute(2, pack("<I", 1)), attribute(4, pack("<I", 3))),
        nest(11, attribute(3, pack("<I", 4)), attribute(4, maid)),
        nest(16, attribute(5, b"\2"), attribute(7, pack("<I", 1))),
    )
    says(
        request(nest(AF_SPEC, ring, fault), family=AF_BRIDGE, number=SETLINK),
        {
            f"{mrp}_INFO.IFLA_BRIDGE_MRP_INFO_RING_ROLE": "BR_MRP_RING_ROLE_MRM",
            f"{mrp}_INFO.IFLA_BRIDGE_MRP_INFO_TEST_INTERVAL": 20000,
            f"{cfm}_MEP_CREATE_INFO.IFLA_BRIDGE_CFM_MEP_CREATE_DOMAIN": "BR_CFM_VLAN",
            f"{cfm}_CC_CONFIG_INFO.IFLA_BRIDGE_CFM_CC_CONFIG_EXP_INTERVAL": "BR_CFM_CCM_INTERVAL_1_SEC",
            f"{cfm}_CC_CONFIG_INFO.IFLA_BRIDGE_CFM_CC_CONFIG_EXP_MAID": maid.hex(),
            f"{cfm}_CC_PEER_STATUS_INFO.IFLA_BRIDGE_CFM_CC_PEER_STATUS_SEEN": "on",
        },
    )


def test_wireless_events() -> None:
    """As a host of 64 bits has them in memory, and one of 32."""
    address = pack("<HH4xH", 24, 0x8B15, 1) + bytes.fromhex("020000000001") + bytes(8)
    custom = pack("<HHHH", 12, 0x8C02, 4, 0) + b"test"
    bad = pack("<HH", 200, 0x8B15)
    says(
        request(attribute(WIRELESS, address)),
        {"IFLA_WIRELESS.cmd": "SIOCGIWAP", "IFLA_WIRELESS.sa_data": "02:00:00:00:00:01"},
    )
    says(request(attribute(WIRELESS, custom)), {"IFLA_WIRELESS.cmd": "IWEVCUSTOM", "IFLA_WIRELESS.data": "test"})
    assert [note.code for note in at(request(attribute(WIRELESS, bad)), "IFLA_WIRELESS").notes] == ["malformed"]


def test_dumps() -> None:
    assert request(number=GETLINK, family=AF_BRIDGE).summary == "RTM_GETLINK 3 bridge"
    assert request(attribute(MASTER, pack("<I", 0))).summary.startswith("RTM_NEWLINK 3")
