"""Generic families as tools and kernel spoke them: what the tools printed is what the tree says."""

from __future__ import annotations

import re

import pytest

from nldissect.message import Message
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import at, says

WG, FEW, MORE = "wireguard-mptcp", "generic-families", "generic-more"
PEER = "HFBcxfghG7wc0buQmg6TW51MzBpsoCdozezmuQqJ3xI="

SEEN: dict[str, tuple[str, str, dict[str, object]]] = {
    "wg set": (
        WG,
        f"WG_CMD_SET_DEVICE wg0 listen-port 51820 fwmark 0x5 peer {PEER} endpoint 10.1.0.2:51821 replace_allowedips"
        " allowed-ips 10.2.0.0/24,fd02::/64,0.0.0.0/0",
        {
            "WGDEVICE_A_PRIVATE_KEY": "‹secret, 32 bytes›",
            "WGDEVICE_A_FWMARK": "0x5",
            "WGDEVICE_A_PEERS.[0].WGPEER_A_PRESHARED_KEY": "‹secret, 32 bytes›",
            "WGDEVICE_A_PEERS.[0].WGPEER_A_PUBLIC_KEY": PEER,
            "WGDEVICE_A_PEERS.[0].WGPEER_A_ENDPOINT.sin_port": 51821,
            "WGDEVICE_A_PEERS.[0].WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL": "5 s",
        },
    ),
    "ip mptcp endpoint show": (
        WG,
        "MPTCP_PM_CMD_GET_ADDR id 5 fd01::1 dev v0 subflow,fullmesh",
        {"MPTCP_PM_ATTR_ADDR.MPTCP_PM_ADDR_ATTR_FAMILY": "AF_INET6"},
    ),
    "ip mptcp endpoint add, with a port": (
        WG,
        "MPTCP_PM_CMD_ADD_ADDR 10.1.0.1 port 5000 signal",
        {"MPTCP_PM_ENDPOINT_ADDR.MPTCP_PM_ADDR_ATTR_PORT": 5000},
    ),
    "ip mptcp limits show": (
        WG,
        "MPTCP_PM_CMD_GET_LIMITS add_addr_accepted 0 subflows 2",
        {"MPTCP_PM_ATTR_SUBFLOWS": 2},
    ),
    "ip mptcp monitor": (
        WG,
        "MPTCP_EVENT_CREATED token 0xd0c1cfda locid 0 remid 0 saddr 10.1.0.1 sport 52908 daddr 10.1.0.2 dport 7000",
        {"MPTCP_ATTR_FAMILY": "AF_INET"},
    ),
    "ip tcp_metrics show": (
        WG,
        "TCP_METRICS_CMD_GET 10.1.0.2 age 7132 ms rtt 836.75 us rttvar 836.75 us cwnd 10 source 10.1.0.9",
        {"TCP_METRICS_ATTR_AGE": "7132 ms (7.132 s)"},
    ),
    "ip sr hmac set": (WG, "SEG6_CMD_SETHMAC key 17 sha1", {"SEG6_ATTR_SECRET": "‹secret, 8 bytes›"}),
    "ip ioam namespace add": (
        WG,
        "IOAM6_CMD_ADD_NAMESPACE namespace 1 data 0xdeadbeef wide 0xcafec0caf00dc0de",
        {"IOAM6_ATTR_NS_ID": 1},
    ),
    "ipvsadm -a -m": (
        WG,
        "IPVS_CMD_NEW_DEST tcp 10.1.0.1 port 80 server 10.1.0.2 port 80 masq weight 5",
        {
            "IPVS_CMD_ATTR_DEST.IPVS_DEST_ATTR_U_THRESH": 100,
            "IPVS_CMD_ATTR_DEST.IPVS_DEST_ATTR_L_THRESH": 50,
            "IPVS_CMD_ATTR_DEST.IPVS_DEST_ATTR_FWD_METHOD": "IP_VS_CONN_F_MASQ",
        },
    ),
    "ipvsadm -A, IPv6 and persistent": (
        WG,
        "IPVS_CMD_NEW_SERVICE udp fd01::1 port 53 wlc",
        {
            "IPVS_CMD_ATTR_SERVICE.IPVS_SVC_ATTR_FLAGS.flags": "IP_VS_SVC_F_PERSISTENT",
            "IPVS_CMD_ATTR_SERVICE.IPVS_SVC_ATTR_TIMEOUT": "300 s",
            "IPVS_CMD_ATTR_SERVICE.IPVS_SVC_ATTR_NETMASK": 64,
            "IPVS_CMD_ATTR_SERVICE.IPVS_SVC_ATTR_PE_NAME": "sip",
        },
    ),
    "ipvsadm -A, a firewall mark and the flags of its scheduler": (
        WG,
        "IPVS_CMD_NEW_SERVICE fwmark 0x5 sh",
        {
            "IPVS_CMD_ATTR_SERVICE.IPVS_SVC_ATTR_FLAGS.flags": (
                "IP_VS_SVC_F_ONEPACKET|IP_VS_SVC_F_SCHED_SH_FALLBACK|IP_VS_SVC_F_SCHED_SH_PORT"
            ),
            "IPVS_CMD_ATTR_SERVICE.IPVS_SVC_ATTR_NETMASK": "255.255.255.255",
        },
    ),
    "ipvsadm -L": (WG, "IPVS_CMD_SET_INFO version 1.2.1 size 0", {"IPVS_INFO_ATTR_VERSION": "1.2.1"}),
    "ipvsadm -L --timeout": (WG, "IPVS_CMD_SET_CONFIG tcp 900 s tcpfin 120 s udp 300 s", {}),
    "ipvsadm -L --daemon": (
        WG,
        "IPVS_CMD_NEW_DAEMON master v0 syncid 7",
        {"IPVS_CMD_ATTR_DAEMON.IPVS_DAEMON_ATTR_STATE": "IP_VS_STATE_MASTER"},
    ),
    "ip macsec add": (
        MORE,
        "MACSEC_CMD_UPD_RXSA macsec0 rx sci 0xc619528fe6a004d2 sa 0 pn 50",
        {"MACSEC_ATTR_SA_CONFIG.MACSEC_SA_ATTR_PN": 50},
    ),
    "ip macsec show": (
        MORE,
        "MACSEC_CMD_GET_TXSC macsec0 sci 0x1122334455667788 cipher cipher_id_gcm_aes_256 offload off",
        {
            "MACSEC_ATTR_SECY.MACSEC_SECY_ATTR_ENCODING_SA": 2,
            "MACSEC_ATTR_SECY.MACSEC_SECY_ATTR_ICV_LEN": "16 bytes",
            "MACSEC_ATTR_SECY.MACSEC_SECY_ATTR_WINDOW": "64 packets",
            "MACSEC_ATTR_SECY.MACSEC_SECY_ATTR_VALIDATE": "MACSEC_VALIDATE_STRICT",
            "MACSEC_ATTR_TXSA_LIST.[1].MACSEC_SA_ATTR_PN": 100,
            "MACSEC_ATTR_TXSA_LIST.[1].MACSEC_SA_ATTR_ACTIVE": "off",
        },
    ),
    "ip fou add": (
        MORE,
        "FOU_CMD_ADD port 5557 ipproto ipip direct inet local 10.1.1.1 peer 10.1.1.5 peer_port 44",
        {"FOU_ATTR_LOCAL_V4": "10.1.1.1"},
    ),
    "ip ila list": (
        MORE,
        "ILA_CMD_GET loc_match 1:1:1:1 loc 2:2:2:2 dev x0 csum-mode adjust_transport ident-type luid",
        {"ILA_ATTR_LOCATOR_MATCH": "1:1:1:1"},
    ),
    "an OpenVPN peer": (
        MORE,
        "OVPN_CMD_PEER_GET peer 1 remote 127.0.0.1 port 1195 vpn 10.99.0.2",
        {"OVPN_A_PEER.OVPN_A_PEER_LINK_TX_PACKETS": "0 packets"},
    ),
    "an OpenVPN key": (
        MORE,
        "OVPN_CMD_KEY_NEW dev ov0 peer 1 primary key 0 aes_gcm",
        {
            "OVPN_A_KEYCONF.OVPN_A_KEYCONF_ENCRYPT_DIR.OVPN_A_KEYDIR_CIPHER_KEY": "‹secret, 32 bytes›",
            "OVPN_A_KEYCONF.OVPN_A_KEYCONF_DECRYPT_DIR.OVPN_A_KEYDIR_NONCE_TAIL": "‹secret, 8 bytes›",
        },
    ),
    "a task's statistics": (
        MORE,
        "TASKSTATS_CMD_NEW pid 1 labinit",
        {
            "TASKSTATS_TYPE_AGGR_PID.TASKSTATS_TYPE_STATS.version": 17,
            "TASKSTATS_TYPE_AGGR_PID.TASKSTATS_TYPE_STATS.ac_pid": 1,
            "TASKSTATS_TYPE_AGGR_PID.TASKSTATS_TYPE_STATS.hiwater_rss": "3584 KiB",
            "TASKSTATS_TYPE_AGGR_PID.TASKSTATS_TYPE_STATS.cpu_delay_max": "17355527 ns",
            "TASKSTATS_TYPE_AGGR_PID.TASKSTATS_TYPE_STATS.cpu_delay_max_ts.tv_nsec": "511676952 ns",
        },
    ),
    "listening for tasks that end": (MORE, "TASKSTATS_CMD_GET register cpus 0-1", {}),
    "cooling devices, in an answer that looks like an event": (
        MORE,
        "THERMAL_GENL_CMD_CDEV_GET Processor, Processor",
        {"THERMAL_GENL_ATTR_CDEV.THERMAL_GENL_ATTR_CDEV_NAME": "Processor"},
    ),
    "a PDP context": (
        FEW,
        "GTP_CMD_NEWPDP dev if6 v1 tei 100/200 ms 10.50.0.1 peer 10.1.0.2",
        {"GTPA_MS_ADDRESS": "10.50.0.1"},
    ),
    "a ring's node": (FEW, "HSR_C_SET_NODE_STATUS dev hsr0 node be:6d:b8:e0:7e:78 h0 age 280 h2 age 280", {}),
    "netlabelctl map add": (
        FEW,
        "NLBL_MGMT_C_ADD domain foo cipsov4 doi 5 10.0.0.0/255.0.0.0 inet",
        {"NLBL_MGMT_A_PROTOCOL": "NETLBL_NLTYPE_CIPSOV4"},
    ),
    "netlabelctl map list": (
        FEW,
        "NLBL_MGMT_C_LISTALL domain foo inet",
        {"NLBL_MGMT_A_SELECTORLIST.NLBL_MGMT_A_ADDRSELECTOR.NLBL_MGMT_A_CV4DOI": 5},
    ),
    "netlabelctl cipsov4 add trans": (
        FEW,
        "NLBL_CIPSOV4_C_ADD doi 6 trans",
        {
            "NLBL_CIPSOV4_A_TAGLST.NLBL_CIPSOV4_A_TAG": "CIPSO_V4_TAG_RBITMAP",
            "NLBL_CIPSOV4_A_MLSLVLLST.NLBL_CIPSOV4_A_MLSLVL.NLBL_CIPSOV4_A_MLSLVLREM": 0,
        },
    ),
    "netlabelctl calipso list": (FEW, "NLBL_CALIPSO_C_LISTALL doi 8 pass", {}),
    "netlabelctl unlbl add": (
        FEW,
        "NLBL_UNLABEL_C_STATICADD lo 127.0.0.0/255.0.0.0 foo",
        {"NLBL_UNLABEL_A_SECCTX": "foo"},
    ),
    "batctl originators": (
        "batadv",
        "BATADV_CMD_GET_ORIGINATORS 26:db:cb:b1:66:35 via 26:db:cb:b1:66:35 dev b0 10000000 kbit/s seen 564 ms",
        {"BATADV_ATTR_FLAG_BEST": True},
    ),
    "batctl transglobal": (
        "batadv",
        "BATADV_CMD_GET_TRANSTABLE_GLOBAL 42:1d:88:65:13:c6 vid -1 0 via 26:db:cb:b1:66:35 ttvn 1",
        {"BATADV_ATTR_TT_CRC32": "0x548df6ba", "BATADV_ATTR_TT_VID": "untagged"},
    ),
    "batctl translocal": (
        "batadv",
        "BATADV_CMD_GET_TRANSTABLE_LOCAL 7a:c1:bf:4d:7e:4d vid -1 nopurge",
        {"BATADV_ATTR_TT_CRC32": "0xa5c1be6a"},
    ),
    "dropwatch": (
        "drops",
        "NET_DM_CMD_PACKET_ALERT sw NO_SOCKET at ping_rcv+0xaf/0xc0 dev if1 ip 98 bytes",
        {"NET_DM_ATTR_ORIGIN": "NET_DM_ORIGIN_SW", "NET_DM_ATTR_IN_PORT.NET_DM_ATTR_PORT_NETDEV_IFINDEX": 1},
    ),
    "a sampled packet": (
        "drops",
        "PSAMPLE_CMD_SAMPLE group 7 seq 0 out s0 90 bytes rate 1",
        {"PSAMPLE_ATTR_PROTO": "ETH_P_IPV6"},
    ),
    "nbd-client": ("misc", "NBD_CMD_CONNECT nbd0 4194304 bytes", {"NBD_ATTR_SOCKETS.NBD_SOCK_ITEM.NBD_SOCK_FD": 3}),
    "targetcli": ("misc", "TCMU_CMD_SET_FEATURES replies on", {}),
    "vdpa dev add": ("misc", "VDPA_CMD_DEV_NEW v0 mgmtdev vdpasim_net", {}),
    "drbdadm new-resource": ("misc", "DRBD_ADM_NEW_RESOURCE r0 no_error", {"drbd_genlmsghdr.ret_code": "NO_ERROR"}),
    "a notification that goes on": (
        "misc",
        "DRBD_ADM_RESOURCE_STATE r0 exists no_error",
        {
            "DRBD_NLA_NOTIFICATION_HEADER.DRBD_A_DRBD_NOTIFICATION_HEADER_NH_TYPE": "NOTIFY_EXISTS|NOTIFY_CONTINUES",
            "DRBD_NLA_RESOURCE_INFO.DRBD_A_RESOURCE_INFO_RES_ROLE": "R_SECONDARY",
        },
    ),
    "ip l2tp add session": (
        "tunnels",
        "L2TP_CMD_SESSION_CREATE l2tpeth7 tunnel_id 3000 session_id 1000 peer_session_id 2000 eth",
        {"L2TP_ATTR_COOKIE": "0011223344556677"},
    ),
    "teamnl": (
        "bond-team",
        "TEAM_CMD_OPTIONS_SET team7 mode=activebackup",
        {"TEAM_ATTR_LIST_OPTION.TEAM_ATTR_ITEM_OPTION.TEAM_ATTR_OPTION_TYPE": "NLA_STRING"},
    ),
}


@pytest.mark.parametrize(("capture", "summary", "expected"), SEEN.values(), ids=SEEN)
def test_seen(capture: str, summary: str, expected: dict[str, object]) -> None:
    says(saying(capture, summary), expected)


def test_what_wg_show_dump_says() -> None:
    """`wg show all dump`: public key, endpoint, allowed addresses, handshake, bytes received and sent, keepalive."""
    dump = f"{PEER} 10.1.0.2:51821 10.2.0.0/24,0.0.0.0/0,10.3.0.0/16 1795190092 348 584 5"
    assert dump in {_dumped(message) for message in messages(WG) if "WGDEVICE_A_PEERS" in message.tree}


def _dumped(message: Message) -> str:
    peer = at(message, "WGDEVICE_A_PEERS.[0]")
    allowed = peer.get("WGPEER_A_ALLOWEDIPS")
    addresses = ",".join(entry["WGALLOWEDIP_A_IPADDR"].text for entry in (allowed.children if allowed else ()))
    numbers = ("LAST_HANDSHAKE_TIME.tv_sec", "RX_BYTES", "TX_BYTES", "PERSISTENT_KEEPALIVE_INTERVAL")
    if "WGPEER_A_RX_BYTES" not in peer or "WGPEER_A_ENDPOINT" not in peer:
        return ""
    told = [at(message, f"WGDEVICE_A_PEERS.[0].WGPEER_A_{name}").value for name in numbers]
    words = [peer["WGPEER_A_PUBLIC_KEY"].text, peer["WGPEER_A_ENDPOINT"].text, addresses, *told]
    return " ".join(str(word) for word in words)


def test_the_key_itself_when_asked_for() -> None:
    """A secret's bytes are there all the same: what is shown is a matter of `--show-secrets`."""
    (message,) = (m for m in messages(WG) if m.summary.startswith("WG_CMD_SET_DEVICE wg0 listen-port 51820"))
    node = at(message, "WGDEVICE_A_PRIVATE_KEY")
    assert node.value is None
    assert re.fullmatch(r"[0-9a-f]{64}", bytes(message.data[node.offset + 4 : node.offset + 36]).hex())


def test_what_the_kernel_calls_its_answers() -> None:
    """gtp answers with its family number where the command belongs: the line says what is in it all the same."""
    assert saying(FEW, "gtp command 57 dev if6 v0 tid 0x4d ms 10.50.0.2 peer 10.1.0.2").name == "gtp command 57"
