"""IPVS, the kernel's load balancer: services, their real servers, the sync daemon (linux/ip_vs.h)."""

from __future__ import annotations

from dissectors.constants import AF, IPPROTO
from nldissect.schema import (
    BE16,
    BYTES,
    BYTES_PER_SECOND,
    HEX,
    IPV4,
    IPV6,
    OPAQUE,
    PACKETS,
    SECONDS,
    U8,
    U16,
    U32,
    U64,
    Address,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Look,
    Meaning,
    Member,
    Names,
    Operation,
    Select,
    Shape,
    Struct,
    Text,
    Unit,
)

AF_INET, AF_INET6 = 2, 10

IP_VS_SVC_F = Flags(
    "IP_VS_SVC_F_",
    {
        0x01: "IP_VS_SVC_F_PERSISTENT",
        0x02: "IP_VS_SVC_F_HASHED",
        0x04: "IP_VS_SVC_F_ONEPACKET",
        0x08: "IP_VS_SVC_F_SCHED1",
        0x10: "IP_VS_SVC_F_SCHED2",
        0x20: "IP_VS_SVC_F_SCHED3",
    },
)
IP_VS_SVC_F_SH = Flags(
    "IP_VS_SVC_F_", {**IP_VS_SVC_F.constants, 0x08: "IP_VS_SVC_F_SCHED_SH_FALLBACK", 0x10: "IP_VS_SVC_F_SCHED_SH_PORT"}
)
"""the schedulers sh and mh give two of the bits names of their own"""
IP_VS_CONN_F = Enum(
    "IP_VS_CONN_F_",
    {
        0: "IP_VS_CONN_F_MASQ",
        1: "IP_VS_CONN_F_LOCALNODE",
        2: "IP_VS_CONN_F_TUNNEL",
        3: "IP_VS_CONN_F_DROUTE",
        4: "IP_VS_CONN_F_BYPASS",
    },
)

IP_VS_CONN_F_TUNNEL_TYPE = Enum(
    "IP_VS_CONN_F_TUNNEL_TYPE_",
    {
        0: "IP_VS_CONN_F_TUNNEL_TYPE_IPIP",
        1: "IP_VS_CONN_F_TUNNEL_TYPE_GUE",
        2: "IP_VS_CONN_F_TUNNEL_TYPE_GRE",
    },
)

IP_VS_STATE = Enum("IP_VS_STATE_", {0: "IP_VS_STATE_NONE", 1: "IP_VS_STATE_MASTER", 2: "IP_VS_STATE_BACKUP"})

IP_VS_TUNNEL_ENCAP_FLAG = Flags(
    "IP_VS_TUNNEL_ENCAP_FLAG_",
    {
        0x0: "IP_VS_TUNNEL_ENCAP_FLAG_NOCSUM",
        0x1: "IP_VS_TUNNEL_ENCAP_FLAG_CSUM",
        0x2: "IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM",
    },
)


def _flags(meaning: Flags) -> Struct:
    return Struct(
        "ip_vs_flags",
        [Member("flags", U32, meaning), Member("mask", U32, HEX)],
        text="{flags}",
    )


_SH = _flags(IP_VS_SVC_F_SH)

# Always 16 bytes (union nf_inet_addr): an IPv4 address leaves twelve unused.
_ADDRESSES: dict[int, Shape] = {AF_INET: Address(AF_INET), AF_INET6: IPV6}

IPVS_STATS_ATTR = AttributeSet(
    "IPVS_STATS_ATTR_",
    [
        Attribute(1, "IPVS_STATS_ATTR_CONNS", U32),
        Attribute(2, "IPVS_STATS_ATTR_INPKTS", U32, PACKETS),
        Attribute(3, "IPVS_STATS_ATTR_OUTPKTS", U32, PACKETS),
        Attribute(4, "IPVS_STATS_ATTR_INBYTES", U64, BYTES),
        Attribute(5, "IPVS_STATS_ATTR_OUTBYTES", U64, BYTES),
        Attribute(6, "IPVS_STATS_ATTR_CPS", U32, Unit("connections/s")),
        Attribute(7, "IPVS_STATS_ATTR_INPPS", U32, Unit("packets/s")),
        Attribute(8, "IPVS_STATS_ATTR_OUTPPS", U32, Unit("packets/s")),
        Attribute(9, "IPVS_STATS_ATTR_INBPS", U32, BYTES_PER_SECOND),
        Attribute(10, "IPVS_STATS_ATTR_OUTBPS", U32, BYTES_PER_SECOND),
        Attribute(11, "IPVS_STATS_ATTR_PAD", OPAQUE),
    ],
)

IPVS_STATS64_ATTR = AttributeSet(
    "IPVS_STATS_ATTR_",
    [
        Attribute(1, "IPVS_STATS_ATTR_CONNS", U64),
        Attribute(2, "IPVS_STATS_ATTR_INPKTS", U64, PACKETS),
        Attribute(3, "IPVS_STATS_ATTR_OUTPKTS", U64, PACKETS),
        Attribute(4, "IPVS_STATS_ATTR_INBYTES", U64, BYTES),
        Attribute(5, "IPVS_STATS_ATTR_OUTBYTES", U64, BYTES),
        Attribute(6, "IPVS_STATS_ATTR_CPS", U64, Unit("connections/s")),
        Attribute(7, "IPVS_STATS_ATTR_INPPS", U64, Unit("packets/s")),
        Attribute(8, "IPVS_STATS_ATTR_OUTPPS", U64, Unit("packets/s")),
        Attribute(9, "IPVS_STATS_ATTR_INBPS", U64, BYTES_PER_SECOND),
        Attribute(10, "IPVS_STATS_ATTR_OUTBPS", U64, BYTES_PER_SECOND),
        Attribute(11, "IPVS_STATS_ATTR_PAD", OPAQUE),
    ],
)

IPVS_SVC_ATTR = AttributeSet(
    "IPVS_SVC_ATTR_",
    [
        Attribute(1, "IPVS_SVC_ATTR_AF", U16, AF),
        Attribute(2, "IPVS_SVC_ATTR_PROTOCOL", U16, IPPROTO),
        Attribute(3, "IPVS_SVC_ATTR_ADDR", Select("IPVS_SVC_ATTR_AF", _ADDRESSES, default=Address())),
        Attribute(4, "IPVS_SVC_ATTR_PORT", BE16),
        Attribute(5, "IPVS_SVC_ATTR_FWMARK", U32, HEX),
        Attribute(6, "IPVS_SVC_ATTR_SCHED_NAME", Text(longest=15, nul=True)),
        Attribute(
            7,
            "IPVS_SVC_ATTR_FLAGS",
            Select("IPVS_SVC_ATTR_SCHED_NAME", {"sh": _SH, "mh": _SH}, default=_flags(IP_VS_SVC_F)),
        ),
        Attribute(8, "IPVS_SVC_ATTR_TIMEOUT", U32, SECONDS),
        Attribute(9, "IPVS_SVC_ATTR_NETMASK", Select("IPVS_SVC_ATTR_AF", {AF_INET: IPV4, AF_INET6: U32}, default=IPV4)),
        Attribute(10, "IPVS_SVC_ATTR_STATS", IPVS_STATS_ATTR),
        Attribute(11, "IPVS_SVC_ATTR_PE_NAME", Text(longest=16, nul=True)),
        Attribute(12, "IPVS_SVC_ATTR_STATS64", IPVS_STATS64_ATTR),
    ],
)


def _server_family(look: Look) -> int:
    """Programs older than Linux 3.18 know no servers of another family than their service's."""
    family = look("IPVS_DEST_ATTR_ADDR_FAMILY")
    if family is None:
        family = look("IPVS_SVC_ATTR_AF")
    return family if isinstance(family, int) else 0


IPVS_DEST_ATTR = AttributeSet(
    "IPVS_DEST_ATTR_",
    [
        Attribute(1, "IPVS_DEST_ATTR_ADDR", Select(_server_family, _ADDRESSES, default=Address())),
        Attribute(2, "IPVS_DEST_ATTR_PORT", BE16),
        Attribute(3, "IPVS_DEST_ATTR_FWD_METHOD", U32, IP_VS_CONN_F),
        Attribute(4, "IPVS_DEST_ATTR_WEIGHT", U32),
        Attribute(5, "IPVS_DEST_ATTR_U_THRESH", U32),
        Attribute(6, "IPVS_DEST_ATTR_L_THRESH", U32),
        Attribute(7, "IPVS_DEST_ATTR_ACTIVE_CONNS", U32),
        Attribute(8, "IPVS_DEST_ATTR_INACT_CONNS", U32),
        Attribute(9, "IPVS_DEST_ATTR_PERSIST_CONNS", U32),
        Attribute(10, "IPVS_DEST_ATTR_STATS", IPVS_STATS_ATTR),
        Attribute(11, "IPVS_DEST_ATTR_ADDR_FAMILY", U16, AF),
        Attribute(12, "IPVS_DEST_ATTR_STATS64", IPVS_STATS64_ATTR),
        Attribute(13, "IPVS_DEST_ATTR_TUN_TYPE", U8, IP_VS_CONN_F_TUNNEL_TYPE),
        Attribute(14, "IPVS_DEST_ATTR_TUN_PORT", BE16),
        Attribute(15, "IPVS_DEST_ATTR_TUN_FLAGS", U16, IP_VS_TUNNEL_ENCAP_FLAG),
    ],
)

IPVS_DAEMON_ATTR = AttributeSet(
    "IPVS_DAEMON_ATTR_",
    [
        Attribute(1, "IPVS_DAEMON_ATTR_STATE", U32, IP_VS_STATE),
        Attribute(2, "IPVS_DAEMON_ATTR_MCAST_IFN", Text(longest=15, nul=True)),
        Attribute(3, "IPVS_DAEMON_ATTR_SYNC_ID", U32),
        Attribute(4, "IPVS_DAEMON_ATTR_SYNC_MAXLEN", U16, BYTES),
        Attribute(5, "IPVS_DAEMON_ATTR_MCAST_GROUP", IPV4),
        Attribute(6, "IPVS_DAEMON_ATTR_MCAST_GROUP6", IPV6),
        Attribute(7, "IPVS_DAEMON_ATTR_MCAST_PORT", U16),
        Attribute(8, "IPVS_DAEMON_ATTR_MCAST_TTL", U8),
    ],
)


class _Version:
    """A version, a byte each for its three numbers."""

    def text(self, value: int, names: Names) -> str:
        return f"{value >> 16}.{value >> 8 & 0xFF}.{value & 0xFF}"

    short = text


VERSION: Meaning = _Version()

IPVS_INFO_ATTR = AttributeSet(
    "IPVS_INFO_ATTR_",
    [
        Attribute(1, "IPVS_INFO_ATTR_VERSION", U32, VERSION),
        Attribute(2, "IPVS_INFO_ATTR_CONN_TAB_SIZE", U32),
    ],
)

IPVS_CMD_ATTR = AttributeSet(
    "IPVS_CMD_ATTR_",
    [
        Attribute(1, "IPVS_CMD_ATTR_SERVICE", IPVS_SVC_ATTR),
        Attribute(2, "IPVS_CMD_ATTR_DEST", IPVS_DEST_ATTR),
        Attribute(3, "IPVS_CMD_ATTR_DAEMON", IPVS_DAEMON_ATTR),
        Attribute(4, "IPVS_CMD_ATTR_TIMEOUT_TCP", U32, SECONDS),
        Attribute(5, "IPVS_CMD_ATTR_TIMEOUT_TCP_FIN", U32, SECONDS),
        Attribute(6, "IPVS_CMD_ATTR_TIMEOUT_UDP", U32, SECONDS),
    ],
)

SERVICE = (
    "[{IPVS_CMD_ATTR_SERVICE.IPVS_SVC_ATTR_PROTOCOL} {IPVS_CMD_ATTR_SERVICE.IPVS_SVC_ATTR_ADDR}"
    " port {IPVS_CMD_ATTR_SERVICE.IPVS_SVC_ATTR_PORT}][fwmark {IPVS_CMD_ATTR_SERVICE.IPVS_SVC_ATTR_FWMARK}]"
    "[ {IPVS_CMD_ATTR_SERVICE.IPVS_SVC_ATTR_SCHED_NAME}]"
)
SERVER = (
    "[ server {IPVS_CMD_ATTR_DEST.IPVS_DEST_ATTR_ADDR} port {IPVS_CMD_ATTR_DEST.IPVS_DEST_ATTR_PORT}]"
    "[ {IPVS_CMD_ATTR_DEST.IPVS_DEST_ATTR_FWD_METHOD}][ weight {IPVS_CMD_ATTR_DEST.IPVS_DEST_ATTR_WEIGHT}]"
)
DAEMON = (
    "[{IPVS_CMD_ATTR_DAEMON.IPVS_DAEMON_ATTR_STATE}][ {IPVS_CMD_ATTR_DAEMON.IPVS_DAEMON_ATTR_MCAST_IFN}]"
    "[ syncid {IPVS_CMD_ATTR_DAEMON.IPVS_DAEMON_ATTR_SYNC_ID}]"
)
CONFIG = (
    "[tcp {IPVS_CMD_ATTR_TIMEOUT_TCP} s][ tcpfin {IPVS_CMD_ATTR_TIMEOUT_TCP_FIN} s][ udp {IPVS_CMD_ATTR_TIMEOUT_UDP} s]"
)
INFO = "[version {IPVS_INFO_ATTR_VERSION}][ size {IPVS_INFO_ATTR_CONN_TAB_SIZE}]"

COMMANDS = (
    Command(1, "IPVS_CMD_NEW_SERVICE", operation=Operation.NEW, summary=SERVICE),
    Command(2, "IPVS_CMD_SET_SERVICE", operation=Operation.NEW, summary=SERVICE),
    Command(3, "IPVS_CMD_DEL_SERVICE", operation=Operation.DELETE, summary=SERVICE),
    Command(4, "IPVS_CMD_GET_SERVICE", operation=Operation.GET, summary=SERVICE),
    Command(5, "IPVS_CMD_NEW_DEST", operation=Operation.NEW, summary=SERVICE + SERVER),
    Command(6, "IPVS_CMD_SET_DEST", operation=Operation.NEW, summary=SERVICE + SERVER),
    Command(7, "IPVS_CMD_DEL_DEST", operation=Operation.DELETE, summary=SERVICE + SERVER),
    Command(8, "IPVS_CMD_GET_DEST", operation=Operation.GET, summary=SERVICE + SERVER),
    Command(9, "IPVS_CMD_NEW_DAEMON", operation=Operation.NEW, summary=DAEMON),
    Command(10, "IPVS_CMD_DEL_DAEMON", operation=Operation.DELETE, summary=DAEMON),
    Command(11, "IPVS_CMD_GET_DAEMON", operation=Operation.GET, summary=DAEMON),
    Command(12, "IPVS_CMD_SET_CONFIG", operation=Operation.NEW, summary=CONFIG),
    Command(13, "IPVS_CMD_GET_CONFIG", operation=Operation.GET, summary=CONFIG),
    Command(14, "IPVS_CMD_SET_INFO", operation=Operation.NEW, attributes=IPVS_INFO_ATTR, summary=INFO),
    Command(15, "IPVS_CMD_GET_INFO", operation=Operation.GET, attributes=IPVS_INFO_ATTR, summary=INFO),
    Command(16, "IPVS_CMD_ZERO", operation=Operation.NEW, summary=SERVICE),
    Command(17, "IPVS_CMD_FLUSH", operation=Operation.DELETE),
)

IPVS = GenericFamily("IPVS", IPVS_CMD_ATTR, commands=COMMANDS)
FAMILIES = (IPVS,)
