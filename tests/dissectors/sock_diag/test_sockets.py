"""Sockets of every family, as ss asked for them; ss's own words beside them, and by hand what no capture has."""

from __future__ import annotations

import re
from struct import pack

import pytest

from nldissect.tree import Node
from tests.build import NLM_F_DUMP, NLM_F_MULTI, NLM_F_REQUEST, attribute, decoded, message, nest
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import says

SOCK_DIAG = 4
BY_FAMILY = "SOCK_DIAG_BY_FAMILY "

SOCKETS: dict[str, tuple[str, dict[str, object]]] = {
    "INET_DIAG_PROTOCOL": (
        "inet 89 close 0.0.0.0:89 0.0.0.0:* uid 0 ino 2237",
        {"idiag_family": "AF_INET", "id.idiag_sport": 89, "INET_DIAG_PROTOCOL": 89, "INET_DIAG_CGROUP_ID": 1},
    ),
    "INET_DIAG_SKV6ONLY": (
        "inet6 listen [::1]:38549 [::]:* uid 0 ino 2210 cubic",
        {
            "id": "[::1]:38549 [::]:*",
            "idiag_state": "TCP_LISTEN",
            "INET_DIAG_SKV6ONLY": "on",
            "INET_DIAG_SKMEMINFO.SK_MEMINFO_RCVBUF": "131072 bytes",
            "INET_DIAG_SOCKOPT": "is_icsk,mc_loop",
        },
    ),
    "INET_DIAG_BBRINFO": (
        "inet established 127.0.0.1:56694 127.0.0.2:39233 uid 0 ino 2214 bbr",
        {
            "INET_DIAG_MARK": "0x4d",
            "INET_DIAG_BBRINFO": "0 B/s, min rtt 70 µs, pacing gain 0.00, cwnd gain 0.00",
            "INET_DIAG_INFO.tcpi_ca_state": "TCP_CA_Open",
        },
    ),
    "INET_DIAG_ULP_INFO": (
        "inet established 127.0.0.1:60612 127.0.0.4:35809 uid 0 ino 2217 cubic",
        {
            "INET_DIAG_ULP_INFO.INET_ULP_INFO_NAME": "tls",
            "INET_DIAG_ULP_INFO.INET_ULP_INFO_TLS.TLS_INFO_VERSION": "TLS_1_2_VERSION",
            "INET_DIAG_ULP_INFO.INET_ULP_INFO_TLS.TLS_INFO_CIPHER": "TLS_CIPHER_AES_GCM_128",
            "INET_DIAG_ULP_INFO.INET_ULP_INFO_TLS.TLS_INFO_TXCONF": "TLS_CONF_SW",
            "INET_DIAG_ULP_INFO.INET_ULP_INFO_TLS.TLS_INFO_RXCONF": "TLS_CONF_BASE",
        },
    ),
    "INET_DIAG_PEERS": (
        "inet established 127.0.0.1:43161 127.0.0.1:56410 dev lo uid 0 ino 2230 reno",
        {
            "idiag_state": "SCTP_STATE_ESTABLISHED",
            "INET_DIAG_LOCALS": "127.0.0.1",
            "INET_DIAG_PEERS.[0].sin_port": 56410,
            "INET_DIAG_INFO.sctpi_tag": "0x9167cc1e",
            "INET_DIAG_INFO.sctpi_state": "SCTP_STATE_ESTABLISHED",
            "INET_DIAG_INFO.sctpi_peer_rwnd": "105496 bytes",
            "INET_DIAG_INFO.sctpi_p_address": "127.0.0.1",
            "INET_DIAG_INFO.sctpi_p_state": "SCTP_ACTIVE",
        },
    ),
    "UNIX_DIAG_NAME": (
        "unix dgram close @abstract ino 3230",
        {"udiag_type": "SOCK_DGRAM", "udiag_cookie": [5, 0], "UNIX_DIAG_NAME": "@abstract"},
    ),
    "UNIX_DIAG_VFS": (
        "unix stream listen /tmp/un.sock ino 3228",
        {"UNIX_DIAG_VFS": "inode 37 of device 0:26", "UNIX_DIAG_ICONS": [3229], "UNIX_DIAG_RQLEN.udiag_wqueue": 128},
    ),
    "NETLINK_DIAG_GROUPS": (
        "netlink route port 517 groups 1, 3, 5, 7 ino 3233",
        {"ndiag_protocol": "NETLINK_ROUTE", "ndiag_type": "SOCK_RAW", "NETLINK_DIAG_GROUPS": [1, 3, 5, 7]},
    ),
    "PACKET_DIAG_FILTER": (
        "packet dgram all dev if2 ino 3222",
        {
            "PACKET_DIAG_FILTER.[0]": "ret #262144",
            "PACKET_DIAG_INFO.pdi_flags": "PDI_RUNNING|PDI_AUXDATA",
            "PACKET_DIAG_RX_RING.pdr_block_size": "524288 bytes",
        },
    ),
    "PACKET_DIAG_FANOUT": (
        "packet dgram ip ino 3227",
        {"PACKET_DIAG_FANOUT": "group 5, PACKET_FANOUT_HASH", "PACKET_DIAG_INFO.pdi_version": "TPACKET_V2"},
    ),
    "vsock_diag_msg": (
        "vsock stream listen any:1234 any:any ino 3236",
        {"vdiag_src_cid": "VMADDR_CID_ANY", "vdiag_dst_port": "VMADDR_PORT_ANY", "vdiag_state": "TCP_LISTEN"},
    ),
    "XDP_DIAG_UMEM": (
        "xdp raw ino 3239",
        {"XDP_DIAG_RX_RING": "8 entries", "XDP_DIAG_UMEM.chunk_size": "4096 bytes", "XDP_DIAG_STATS.n_rx_full": 0},
    ),
    "TIPC_NLA_SOCK": (
        "tipc seqpacket open 0x0:1555932253 ino 3238",
        {"TIPC_NLA_SOCK.TIPC_NLA_SOCK_TIPC_STATE": "TIPC_OPEN", "TIPC_NLA_SOCK.TIPC_NLA_SOCK_COOKIE": "0x101c"},
    ),
}


@pytest.mark.parametrize("having", SOCKETS)
def test_real_sockets(having: str) -> None:
    summary, expected = SOCKETS[having]
    says(saying("sock-diag", BY_FAMILY + summary, having=having), expected)


# `ss -tin`, a socket each; the first word of its second line is the congestion control.
SS = {
    "inet established 127.0.0.3:38241 127.0.0.1:50880 uid 0 ino 2223 cubic": (
        "wscale:9,9 rto:208 rtt:4.615/2.944 ato:40 mss:32768 pmtu:65535 rcvmss:1000 advmss:65483 cwnd:10"
        " bytes_sent:50000 bytes_acked:50000 bytes_received:1000 segs_out:3 segs_in:5 data_segs_out:2 data_segs_in:1"
        " lastsnd:3520 lastrcv:3524 lastack:3516 delivered:3 busy:4ms rcv_rtt:17 rcv_space:65483 rcv_ssthresh:65564"
        " minrtt:0.991 snd_wnd:39936 rcv_wnd:65024"
    ),
    "inet established 127.0.0.4:35809 127.0.0.1:60612 uid 0 ino 2218 cubic": (
        "wscale:9,9 rto:212 rtt:10.862/21.511 ato:40 mss:47360 pmtu:65535 rcvmss:1000 advmss:65483 cwnd:3 ssthresh:7"
        " bytes_sent:84464 bytes_retrans:34464 bytes_acked:50000 bytes_received:1000 segs_out:5 segs_in:5"
        " data_segs_out:4 data_segs_in:1"
    ),
}
MEMBERS: dict[str, tuple[tuple[str, ...], int]] = {
    "wscale": (("tcpi_snd_wscale", "tcpi_rcv_wscale"), 1),
    "rto": (("tcpi_rto",), 1000),
    "ato": (("tcpi_ato",), 1000),
    "rtt": (("tcpi_rtt", "tcpi_rttvar"), 1000),
    "minrtt": (("tcpi_min_rtt",), 1000),
    "rcv_rtt": (("tcpi_rcv_rtt",), 1000),
    "busy": (("tcpi_busy_time",), 1000),
    "mss": (("tcpi_snd_mss",), 1),
    "rcvmss": (("tcpi_rcv_mss",), 1),
    "cwnd": (("tcpi_snd_cwnd",), 1),
    "ssthresh": (("tcpi_snd_ssthresh",), 1),
    "lastsnd": (("tcpi_last_data_sent",), 1),
    "lastrcv": (("tcpi_last_data_recv",), 1),
    "lastack": (("tcpi_last_ack_recv",), 1),
}
"""ss's word → members, and how many of their units make one of its"""


@pytest.mark.parametrize("summary", SS)
def test_tcp_info_as_ss_prints_it(summary: str) -> None:
    wanted: dict[str, float] = {}
    for word, numbers in re.findall(r"(\w+):([\d.,/]+)", SS[summary]):
        members, scale = MEMBERS.get(word, ((f"tcpi_{word}",), 1))
        wanted |= zip(members, (float(number) * scale for number in re.split("[,/]", numbers)), strict=True)
    infos = [m.tree["INET_DIAG_INFO"] for m in messages("sock-diag") if m.summary == BY_FAMILY + summary]
    assert any(agrees(info, wanted) for info in infos)


def agrees(info: Node, wanted: dict[str, float]) -> bool:
    """Whether members have these values; of some times ss leaves out what is below a millisecond."""
    for name, value in wanted.items():
        found = info[name].value
        rounded = name in ("tcpi_busy_time", "tcpi_rcv_rtt")
        if not isinstance(found, int) or (found // 1000 * 1000 if rounded else found) != round(value):
            return False
    return True


def test_mptcp_info_as_ss_prints_it() -> None:
    """token:28a3b1a6 write_seq:… subflows_max:2 remote_key bytes_sent:50000 subflows_total:1 last_ack_recv:4252"""
    infos = [m.tree["INET_DIAG_INFO"] for m in messages("sock-diag") if "INET_DIAG_INFO" in m.tree]
    info = next(info for info in infos if "mptcpi_token" in info and info["mptcpi_token"].text == "0x28a3b1a6")
    assert info["mptcpi_write_seq"].value == info["mptcpi_snd_una"].value == 17379602110382029831
    assert info["mptcpi_flags"].text == "MPTCP_INFO_FLAG_REMOTE_KEY_RECEIVED"
    assert (info["mptcpi_subflows_max"].value, info["mptcpi_subflows_total"].value) == (2, 1)
    assert (info["mptcpi_bytes_sent"].value, info["mptcpi_last_ack_recv"].value) == (50000, 4252)


def test_nothing_is_unknown_but_what_is_wrong() -> None:
    """Of both byte orders: only the requests sent to fail, and their echoes, have bytes that mean nothing."""
    for name in ("sock-diag", "s390x/sock-diag"):
        unknown = {m.frame for m in messages(name) if m.protocol == SOCK_DIAG and any(n.raw for n in m.tree.walk())}
        refused = {m.frame for m in messages(name) if m.error is not None}
        assert all(frame in refused or frame + 1 in refused for frame in unknown)


BIG_ENDIAN = """
    000001b0001400020001e240000006ee02010000a6419a487f0000040000000000000000000000007f000001000000000000000000000000
    00000000000000100000000000000000000001f40000000000000000000031be00050008000000000008000f00000000000c001500000000
    00000001000600164a00000000140001000008e800000000000007180000000000280007000008e800020000000000000028140000000718
    0000000000000000000000000000000000ec0002010000000007778000032c8000009c4000008000000003e8000000000000000000000000
    000000000000000000000dcc0000000000000dd000000da00000ffff0000ffcb0000160d00002aff7fffffff0000000a0000ffcb00000003
    00000bb80000ffcb000000000000000006eb70a1ffffffffffffffff000000000000c35000000000000003e8000000030000000500000000
    000000a40000000100000002000000000b292492000000000000bb8000000000000000000000000000000000000000030000000000000000
    0000c350000000000000000000000000000000000000000000009980000a00046375626963000000
"""
"""of Linux 6.1 on s390x; its tcp_info ends with tcpi_snd_wnd"""


def test_big_endian_as_ss_prints_it() -> None:
    """wscale:7,7 rto:208 rtt:5.645/11.007 ato:40 mss:32768 cwnd:10 bytes_sent:50000 pacing_rate …"""
    (found,) = decoded(bytes.fromhex(BIG_ENDIAN), protocol=SOCK_DIAG, order=">")
    says(
        found,
        {
            "id": "127.0.0.4:42561 127.0.0.1:39496",
            "idiag_inode": 12734,
            "INET_DIAG_SOCKOPT": "is_icsk,mc_loop,mc_all",
            "INET_DIAG_SKMEMINFO.SK_MEMINFO_SNDBUF": 2626560,
            "INET_DIAG_INFO.tcpi_rto": "208000 µs",
            "INET_DIAG_INFO.tcpi_rtt": 5645,
            "INET_DIAG_INFO.tcpi_rttvar": 11007,
            "INET_DIAG_INFO.tcpi_snd_wscale": 7,
            "INET_DIAG_INFO.tcpi_rcv_wscale": 7,
            "INET_DIAG_INFO.tcpi_delivery_rate_app_limited": "on",
            "INET_DIAG_INFO.tcpi_max_pacing_rate": "unlimited",
            "INET_DIAG_INFO.tcpi_bytes_sent": 50000,
        },
    )


# By hand.


def sockid(source: bytes, sport: int, destination: bytes, dport: int) -> bytes:
    addresses = (address + bytes(16 - len(address)) for address in (source, destination))
    return pack(">HH", sport, dport) + b"".join(addresses) + pack("<III", 0, 1, 0)


def inet_msg(*attributes: bytes) -> bytes:
    header = pack("<BBBB", 2, 1, 2, 0) + sockid(bytes([10, 0, 0, 1]), 80, bytes([10, 0, 0, 2]), 4000)
    return message(20, header + pack("<5I", 0, 0, 0, 1000, 7), *attributes, flags=NLM_F_MULTI)


def test_every_other_inet_attribute() -> None:
    storage = nest(1, attribute(2, pack("<I", 9)), attribute(3, b"\1\2\3\4"))
    key = pack("<BBH", 2, 32, 6) + bytes([10, 0, 0, 2]) + bytes(12) + b"sesame" + bytes(74)
    (found,) = decoded(
        inet_msg(
            attribute(3, pack("<4I", 1, 5, 100, 90)),
            attribute(9, pack("<HHIII", 1, 0, 1024, 3, 4)),
            attribute(17, pack("<I", 0x10001)),
            attribute(18, key),
            nest(20, storage),
        ),
        protocol=SOCK_DIAG,
    )
    says(
        found,
        {
            "idiag_timer": "keepalive",
            "INET_DIAG_VEGASINFO.tcpv_minrtt": 90,
            "INET_DIAG_DCTCPINFO.dctcp_alpha": 1024,
            "INET_DIAG_CLASS_ID": "0x10001",
            "INET_DIAG_MD5SIG.[0].tcpm_addr": "10.0.0.2/32",
            "INET_DIAG_MD5SIG.[0].tcpm_key": "‹secret, 80 bytes›",
            "INET_DIAG_SK_BPF_STORAGES.SK_DIAG_BPF_STORAGE.SK_DIAG_BPF_STORAGE_MAP_ID": 9,
        },
    )
    assert found.summary == BY_FAMILY + "inet established 10.0.0.1:80 10.0.0.2:4000 uid 1000 ino 7"


def test_older_kernels_send_a_shorter_tcp_info() -> None:
    info = pack("<8B24I", 1, 0, 0, 0, 0, 7, 0x97, 1, *range(24))
    (found,) = decoded(inet_msg(attribute(2, info)), protocol=SOCK_DIAG)
    says(
        found,
        {
            "INET_DIAG_INFO.tcpi_options": "TCPI_OPT_TIMESTAMPS|TCPI_OPT_SACK|TCPI_OPT_WSCALE",
            "INET_DIAG_INFO.tcpi_snd_wscale": 7,
            "INET_DIAG_INFO.tcpi_rcv_wscale": 9,
            "INET_DIAG_INFO.tcpi_total_retrans": "23 segments",
        },
    )
    assert "tcpi_pacing_rate" not in found.tree["INET_DIAG_INFO"]


def test_smc() -> None:
    header = pack("<BBBB", 43, 1, 2, 0) + sockid(bytes([10, 0, 0, 1]), 80, bytes([10, 0, 0, 2]), 4000)
    cursors = pack("<HHI", 0, 1, 2) * 4
    conninfo = pack("<4I", 5, 65536, 65536, 131072) + cursors + bytes(4) + cursors[:24]
    link = pack("<B64sB40s40s", 1, b"mlx5_0", 1, b"fe80::1", b"fe80::2")
    told = header + pack("<IQ", 1000, 7)
    (found, asked) = decoded(
        message(20, told, attribute(1, conninfo), attribute(2, link + b"\1"), flags=NLM_F_MULTI),
        message(20, pack("<BxxB", 43, 0x13) + sockid(b"", 0, b"", 0), flags=NLM_F_REQUEST | NLM_F_DUMP),
        protocol=SOCK_DIAG,
    )
    says(
        found,
        {
            "diag_mode": "SMC_DIAG_MODE_SMCD",
            "SMC_DIAG_CONNINFO.tx_fin": "2 wrap 1",
            "SMC_DIAG_LGRINFO.lnk.peer_gid": "fe80::2",
            "SMC_DIAG_LGRINFO.role": "server",
        },
    )
    assert found.summary == BY_FAMILY + "smc active 10.0.0.1:80 10.0.0.2:4000 smcd uid 1000 ino 7"
    says(asked, {"diag_ext": "SMC_DIAG_CONNINFO|SMC_DIAG_LGRINFO|SMC_DIAG_FALLBACK"})


@pytest.mark.parametrize("length", [0, 1, 3, 40, 71])
def test_cut_off_anywhere(length: int) -> None:
    """A hostile length is a note, never an exception."""
    for flags in (NLM_F_REQUEST, NLM_F_MULTI):
        for family in (1, 2, 10, 16, 17, 30, 40, 43, 44, 99):
            (found,) = decoded(message(20, (bytes([family]) * length), flags=flags), protocol=SOCK_DIAG)
            assert all(isinstance(node.text, str) for node in found.tree.walk())
            assert found.summary.startswith("SOCK_DIAG_BY_FAMILY")
