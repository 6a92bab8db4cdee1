"""Generic families that no capture has, or not in full: messages built to their headers' layout.

NC-SI, pmcraid and switches' drops need hardware, the CIFS witness a cluster. The rest are events, values and older
layouts that the captures happen to lack.
"""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.message import Message
from nldissect.stream import Stream
from tests.build import GENERIC, NLM_F_REQUEST, attribute, decoded, genl, nest
from tests.dissectors.route.link_samples import says

FAMILY = 40


def built(family: str, command: int, *attributes: bytes, flags: int = 0, seq: int = 0, pid: int = 0) -> Message:
    """A message of a family as the kernel sends it unasked; an answer with a port id, a request with its flag."""
    message = genl(FAMILY, command, *attributes, flags=flags, seq=seq, pid=pid)
    return decoded(message, stream=Stream({FAMILY: family}), protocol=GENERIC)[0]


def u8(number: int, value: int) -> bytes:
    return attribute(number, bytes([value]))


def u16(number: int, value: int) -> bytes:
    return attribute(number, pack("<H", value))


def u32(number: int, value: int) -> bytes:
    return attribute(number, pack("<I", value))


def u64(number: int, value: int) -> bytes:
    return attribute(number, pack("<Q", value))


def text(number: int, value: str) -> bytes:
    return attribute(number, value.encode() + b"\0")


# struct pmcraid_hcam_hdr with two entries of the configuration table behind it, as firmware sends them
HCAM_HDR = pack("<BBBBB3xIIII", 0xE1, 0x01, 0, 0, 0, 7, 1, 2, 64)
CONFIG_ENTRY = pack("<BBHBBBBII8s8s", 0x02, 0, 5, 0, 0, 0, 9, 0x1234, 0x00010000, b"deviceid", bytes(8))
AEN_MSG = pack("<II8x", 0x10, 88)
SOCKADDR_IN = pack("<H", 2) + pack(">H", 445) + bytes([10, 0, 0, 7]) + bytes(120)
TASKSTATS_8 = pack("<HHIBb6x", 8, 0, 0, 0x01, -5) + bytes(64) + b"sleep".ljust(32, b"\0") + bytes(328 - 16 - 64 - 32)
TASKSTATS_15 = pack("<H14x", 15) + pack("<4Q", 3, 4000, 5000, 600) + bytes(64 + 16) + b"cat".ljust(32, b"\0")

BUILT: dict[str, tuple[Message, str, dict[str, object]]] = {
    "NCSI: packages and their channels (needs a management controller)": (
        built(
            "NCSI",
            1,
            nest(
                2,
                nest(1, u32(2, 0), nest(4, nest(1, u32(2, 0), u32(3, 1), text(5, "fw 1.2"), u32(6, 1), attribute(7)))),
                nest(1, u32(2, 1), attribute(3), nest(4, nest(1, u32(2, 3), nest(9, u16(10, 5), u16(10, 6))))),
            ),
            pid=7,
        ),
        "NCSI_CMD_PKG_INFO",
        {
            "NCSI_ATTR_PACKAGE_LIST.NCSI_PKG_ATTR.NCSI_PKG_ATTR_ID": 0,
            "NCSI_ATTR_PACKAGE_LIST.NCSI_PKG_ATTR.NCSI_PKG_ATTR_CHANNEL_LIST.NCSI_CHANNEL_ATTR"
            ".NCSI_CHANNEL_ATTR_VERSION_STR": "fw 1.2",
        },
    ),
    "NCSI: which packages may be used (needs a management controller)": (
        built("NCSI", 5, u32(1, 3), u32(7, 0x3), flags=NLM_F_REQUEST),
        "NCSI_CMD_SET_PACKAGE_MASK dev if3 packages 0x3",
        {},
    ),
    "pmcraid: the configuration changed (needs the controller)": (
        built("pmcraid", 1, attribute(1, AEN_MSG + HCAM_HDR + CONFIG_ENTRY + CONFIG_ENTRY)),
        "PMCRAID_AEN_CMD_EVENT host 0x10 ccn entry_new",
        {
            "PMCRAID_AEN_ATTR_EVENT.data.cfg_entry.resource_type": "RES_TYPE_VSET",
            "PMCRAID_AEN_ATTR_EVENT.data.cfg_entry_old.resource_address": "0x10000",
            "PMCRAID_AEN_ATTR_EVENT.data.header.data_len": "64 bytes",
        },
    ),
    "pmcraid: the controller's state (needs the controller)": (
        built("pmcraid", 1, attribute(1, AEN_MSG + pack("<I", 0x11000002))),
        "PMCRAID_AEN_CMD_EVENT host 0x10 reset_failed",
        {"PMCRAID_AEN_ATTR_EVENT.data": "PMC_DEVICE_EVENT_RESET_FAILED"},
    ),
    "SMC: a network by its id": (
        built("SMC_PNETID", 2, text(1, "NET1"), text(2, "eth0"), text(3, "mlx5_0"), u8(4, 1), flags=NLM_F_REQUEST),
        "SMC_PNETID_ADD NET1 eth eth0 ib mlx5_0 port 1",
        {},
    ),
    "SMC: a link group": (
        built(
            "SMC_GEN_NETLINK",
            2,
            nest(2, u32(1, 0x100), u8(2, 1), u8(3, 2), text(4, "NET1"), nest(7, u8(0, 2), text(3, "EID"))),
            pid=7,
        ),
        "SMC_NETLINK_GET_LGR_SMCR 0x100 serv",
        {
            "SMC_GEN_LGR_SMCR.SMC_NLA_LGR_R_TYPE": "SMC_LGR_SYMMETRIC",
            "SMC_GEN_LGR_SMCR.SMC_NLA_LGR_R_V2_COMMON.SMC_NLA_LGR_V2_VER": 2,
        },
    ),
    "SMC: statistics": (
        built("SMC_GEN_NETLINK", 7, nest(7, nest(2, nest(3, u64(1, 9)), u64(16, 1000)), u64(3, 1)), pid=7),
        "SMC_NETLINK_GET_STATS",
        {
            "SMC_GEN_STATS.SMC_NLA_STATS_SMCR_TECH.SMC_NLA_STATS_T_TXPLOAD_SIZE.SMC_NLA_STATS_PLOAD_8K": 9,
            "SMC_GEN_STATS.SMC_NLA_STATS_SMCR_TECH.SMC_NLA_STATS_T_RX_BYTES": "1000 bytes",
            "SMC_GEN_STATS.SMC_NLA_STATS_CLNT_HS_ERR_CNT": 1,
        },
    ),
    "SMC: this host's enterprise ids": (
        built("SMC_GEN_NETLINK", 10, text(1, "MYEID"), flags=NLM_F_REQUEST),
        "SMC_NETLINK_ADD_UEID MYEID",
        {},
    ),
    "cifs: registering at a witness (needs a cluster)": (
        built(
            "cifs",
            1,
            u32(1, 3),
            text(2, "fs"),
            text(3, "share"),
            attribute(4, SOCKADDR_IN),
            text(9, "u"),
            text(10, "x"),
        ),
        "CIFS_GENL_CMD_SWN_REGISTER id 3 fs share 10.0.0.7",
        {
            "CIFS_GENL_ATTR_SWN_PASSWORD": "‹secret, 2 bytes›",
            "CIFS_GENL_ATTR_SWN_IP.sin_port": 445,
        },
    ),
    "cifs: a resource is gone (needs a cluster)": (
        built("cifs", 3, u32(1, 3), u32(12, 1), text(14, "fs"), u32(13, 255), flags=NLM_F_REQUEST),
        "CIFS_GENL_CMD_SWN_NOTIFY id 3 resource_change fs unavailable",
        {"CIFS_GENL_ATTR_SWN_RESOURCE_STATE": "CIFS_SWN_RESOURCE_STATE_UNAVAILABLE"},
    ),
    "ACPI: a button": (
        built("acpi_event", 1, attribute(1, pack("<20s15sxII", b"button/power", b"PBTN", 0x80, 1))),
        "ACPI_GENL_CMD_EVENT button/power PBTN 0x80 0x1",
        {"ACPI_GENL_ATTR_EVENT.device_class": "button/power"},
    ),
    "thermal: a zone appears": (
        built("thermal", 1, u32(2, 3), text(10, "x86_pkg_temp")),
        "THERMAL_GENL_EVENT_TZ_CREATE zone 3 x86_pkg_temp",
        {},
    ),
    "thermal: the zones there are": (
        built("thermal", 1, nest(1, u32(2, 0), text(10, "acpitz"), u32(2, 1), text(10, "nvme"))),
        "THERMAL_GENL_CMD_TZ_GET_ID acpitz, nvme",
        {},
    ),
    "thermal: a trip point is passed": (
        built("thermal", 5, u32(2, 3), u32(5, 1)),
        "THERMAL_GENL_EVENT_TZ_TRIP_UP zone 3 trip 1",
        {},
    ),
    "thermal: trip points asked for": (
        built("thermal", 2, nest(4, u32(5, 0), u32(6, 3), u32(7, 105000), u32(8, 0)), seq=9, pid=7),
        "THERMAL_GENL_CMD_TZ_GET_TRIP",
        {
            "THERMAL_GENL_ATTR_TZ_TRIP.THERMAL_GENL_ATTR_TZ_TRIP_TYPE": "THERMAL_TRIP_CRITICAL",
            "THERMAL_GENL_ATTR_TZ_TRIP.THERMAL_GENL_ATTR_TZ_TRIP_TEMP": "105000 m°C",
        },
    ),
    "thermal: a sample below zero": (
        built("thermal", 0, u32(2, 3), attribute(3, pack("<i", -4500))),
        "THERMAL_GENL_SAMPLING_TEMP zone 3 -4500 m°C",
        {"THERMAL_GENL_ATTR_TZ_TEMP": "-4500 m°C"},
    ),
    "quota: a user is over it": (
        built("VFS_DQUOT", 1, u32(1, 0), u64(2, 1000), u32(3, 4), u32(4, 7), u32(5, 0), u64(6, 1000)),
        "QUOTA_NL_C_WARNING bhardwarn usrquota 1000 dev 7:0 by 1000",
        {"QUOTA_NL_A_WARNING": "QUOTA_NL_BHARDWARN"},
    ),
    "drop monitor: places where packets were dropped": (
        built("NET_DM", 1, attribute(0, pack("<I", 2) + pack("<QI", 0xFFFFFFFF81000000, 3) + pack("<QI", 0x10, 2))),
        "NET_DM_CMD_ALERT 2 places, 5 packets",
        {"NET_DM_ATTR_UNSPEC.points.[0].pc": "0xffffffff81000000"},
    ),
    "drop monitor: traps of a switch (needs one)": (
        built("NET_DM", 1, u16(14, 1), nest(17, nest(18, text(16, "blackhole_route"), u32(19, 7)))),
        "NET_DM_CMD_ALERT blackhole_route 7",
        {"NET_DM_ATTR_HW_ENTRIES.NET_DM_ATTR_HW_ENTRY.NET_DM_ATTR_HW_TRAP_COUNT": "7 packets"},
    ),
    "taskstats: version 8, as old kernels have it": (
        built("TASKSTATS", 2, nest(4, u32(1, 42), attribute(3, TASKSTATS_8)), pid=7),
        "TASKSTATS_CMD_NEW pid 42 sleep",
        {
            "TASKSTATS_TYPE_AGGR_PID.TASKSTATS_TYPE_STATS.ac_nice": -5,
            "TASKSTATS_TYPE_AGGR_PID.TASKSTATS_TYPE_STATS.ac_flag": "AFORK",
            "TASKSTATS_TYPE_AGGR_PID.TASKSTATS_TYPE_STATS.freepages_delay_total": "0 ns",
        },
    ),
    "taskstats: version 15, whose extremes stand among the rest": (
        built("TASKSTATS", 2, nest(4, u32(1, 42), attribute(3, TASKSTATS_15)), pid=7),
        "TASKSTATS_CMD_NEW pid 42 cat",
        {
            "TASKSTATS_TYPE_AGGR_PID.TASKSTATS_TYPE_STATS.cpu_delay_max": "5000 ns",
            "TASKSTATS_TYPE_AGGR_PID.TASKSTATS_TYPE_STATS.cpu_delay_min": "600 ns",
        },
    ),
    "cgroupstats": (
        built("TASKSTATS", 5, attribute(1, pack("<5Q", 5, 1, 0, 2, 0)), pid=7),
        "CGROUPSTATS_CMD_NEW sleeping 5 running 1 stopped 0 blocked 2 waiting 0",
        {"CGROUPSTATS_TYPE_CGROUP_STATS.nr_running": 1},
    ),
    "IOAM: a trace that reached its end": (
        built("IOAM6", 1, u16(1, 123), u8(2, 1), u32(3, 0x800000), attribute(4, bytes(8))),
        "IOAM6_EVENT_TRACE namespace 123 type 0x800000",
        {"IOAM6_EVENT_ATTR_TRACE_NODELEN": 1},
    ),
    "hsr: a ring is broken": (
        built("HSR", 1, attribute(1, bytes.fromhex("020000000001")), u32(2, 4)),
        "HSR_C_RING_ERROR dev if4 node 02:00:00:00:00:01",
        {},
    ),
    "hsr: a node that one port never heard": (
        built("HSR", 4, u32(2, 4), attribute(1, bytes.fromhex("020000000001")), u32(3, 12), u32(4, 0x7FFFFFFF), pid=7),
        "HSR_C_SET_NODE_STATUS dev if4 node 02:00:00:00:00:01",
        {"HSR_A_IF1_AGE": "12 ms", "HSR_A_IF2_AGE": "never"},
    ),
    "drbd: a resource's state": (
        built(
            "drbd",
            1,
            pack("<Ii", 0, 101),
            nest(2, u32(1, 0), text(2, "r0")),
            nest(8, u32(1, 2), u32(2, 1 | 2 << 2 | 10 << 4 | 8 << 9 | 8 << 13)),
        ),
        "DRBD_ADM_EVENT r0/0 primary/secondary connected up_to_date/up_to_date no_error",
        {"DRBD_NLA_STATE_INFO.DRBD_A_STATE_INFO_CURRENT_STATE.conn": "C_CONNECTED"},
    ),
    "drbd: a connection and its secret": (
        built(
            "drbd",
            10,
            pack("<II", 0, 1),
            nest(2, text(2, "r0"), attribute(3, SOCKADDR_IN[:16])),
            nest(5, text(1, "hush"), u32(6, 3)),
            flags=NLM_F_REQUEST,
        ),
        "DRBD_ADM_CONNECT r0",
        {
            "drbd_genlmsghdr.flags": "DRBD_GENL_F_SET_DEFAULTS",
            "DRBD_NLA_CFG_CONTEXT.DRBD_A_DRBD_CFG_CONTEXT_CTX_MY_ADDR": "10.0.0.7:445",
            "DRBD_NLA_NET_CONF.DRBD_A_NET_CONF_SHARED_SECRET": "‹secret, 5 bytes›",
            "DRBD_NLA_NET_CONF.DRBD_A_NET_CONF_WIRE_PROTOCOL": "DRBD_PROT_C",
        },
    ),
    "vdpa: a network device and its features (needs vdpa_sim or a card)": (
        built("vdpa", 6, text(4, "v0"), u32(5, 1), u16(11, 1), u16(13, 1500), u64(14, 1 << 32 | 1 << 5), pid=7),
        "VDPA_CMD_DEV_CONFIG_GET v0 net mtu 1500",
        {
            "VDPA_ATTR_DEV_NEGOTIATED_FEATURES": "VIRTIO_NET_F_MAC|VIRTIO_F_VERSION_1",
            "VDPA_ATTR_DEV_NET_STATUS": "VIRTIO_NET_S_LINK_UP",
        },
    ),
    "tcm-user: a device, and the program's answer": (
        built("TCM-USER", 4, attribute(7, pack("<i", -2)), u32(8, 1), flags=NLM_F_REQUEST),
        "TCMU_CMD_ADDED_DEVICE_DONE id 1 status ENOENT",
        {},
    ),
    "team: a hash function in BPF": (
        built(
            "team",
            2,
            u32(1, 4),
            nest(2, nest(1, text(1, "bpf_hash_func"), u8(3, 11), attribute(4, pack("<HBBI", 0x06, 0, 0, 1)))),
        ),
        "TEAM_CMD_OPTIONS_GET if4 bpf_hash_func=1 instructions",
        {},
    ),
    "team: options of one port, and counters of one hash": (
        built(
            "team",
            2,
            u32(1, 4),
            nest(
                2,
                nest(1, text(1, "enabled"), u8(3, 6), attribute(4), u32(6, 9)),
                nest(1, text(1, "lb_hash_stats"), u8(3, 11), u64(4, 77), u32(7, 12)),
            ),
        ),
        "TEAM_CMD_OPTIONS_GET if4 enabled=true (dev if9) lb_hash_stats[12]=77",
        {},
    ),
    "mptcp: a subflow ends with an error": (
        built("mptcp_pm", 11, u32(1, 0xAB), u16(2, 2), u8(3, 1), u8(4, 2), u8(12, 110), u32(16, 3)),
        "MPTCP_EVENT_SUB_CLOSED token 0xab locid 1 remid 2 error ETIMEDOUT",
        {"MPTCP_ATTR_RESET_REASON": "MPTCP_RST_EPROHIBIT", "MPTCP_ATTR_ERROR": "110 (ETIMEDOUT)"},
    ),
    "mptcp: the same number, asked for by a program": (
        built("mptcp_pm", 11, nest(1, u16(1, 2), u8(2, 1)), u32(4, 0xAB), flags=NLM_F_REQUEST),
        "MPTCP_PM_CMD_SUBFLOW_DESTROY token 0xab id 1",
        {"MPTCP_PM_ATTR_TOKEN": "0xab"},
    ),
    "ovpn: a peer is gone": (
        built("ovpn", 5, u32(1, 4), nest(2, u32(1, 7), u32(15, 2))),
        "OVPN_CMD_PEER_DEL_NTF dev if4 peer 7 expired",
        {"OVPN_A_PEER.OVPN_A_PEER_DEL_REASON": "OVPN_DEL_PEER_REASON_EXPIRED"},
    ),
    "macsec: a key of an extended packet number": (
        built(
            "macsec",
            4,
            u32(1, 4),
            nest(3, u8(1, 1), u64(3, 1 << 32), attribute(4, bytes(16)), attribute(9, bytes(12))),
        ),
        "MACSEC_CMD_ADD_TXSA if4 sa 1 pn 4294967296",
        {
            "MACSEC_ATTR_SA_CONFIG.MACSEC_SA_ATTR_KEY": "‹secret, 16 bytes›",
            "MACSEC_ATTR_SA_CONFIG.MACSEC_SA_ATTR_SALT": "‹secret, 12 bytes›",
        },
    ),
    "batadv: a client's VLAN": (
        built("batadv", 7, attribute(16, bytes.fromhex("020000000001")), u16(20, 0x8005), u32(21, 0x10)),
        "BATADV_CMD_GET_TRANSTABLE_GLOBAL 02:00:00:00:00:01 vid 5 wifi",
        {"BATADV_ATTR_TT_VID": "5 (tagged)"},
    ),
}


@pytest.mark.parametrize(("message", "summary", "expected"), BUILT.values(), ids=BUILT)
def test_built(message: Message, summary: str, expected: dict[str, object]) -> None:
    assert message.summary == summary
    says(message, expected)


def test_a_wireguard_key_of_the_wrong_length() -> None:
    message = built("wireguard", 1, attribute(4, bytes(31)), flags=NLM_F_REQUEST)
    node = message.tree["WGDEVICE_A_PUBLIC_KEY"]
    assert node.raw
    assert [note.text for note in node.notes] == ["WGDEVICE_A_PUBLIC_KEY: 31 bytes, where a key has 32"]


def test_an_older_ipvs_program_names_no_family_for_its_servers() -> None:
    """Before Linux 3.18 a server had its service's family."""
    service = nest(1, u16(1, 10), u16(2, 6))
    server = nest(2, attribute(1, bytes(15) + b"\x01"), attribute(2, pack(">H", 80)))
    message = built("IPVS", 5, service, server, flags=NLM_F_REQUEST)
    assert message.tree["IPVS_CMD_ATTR_DEST"]["IPVS_DEST_ATTR_ADDR"].value == "::1"
