"""Numbers of IPsec messages and how they are written (linux/xfrm.h)."""

from __future__ import annotations

import time

from nldissect.schema import Enum, Flags, Names, Unit

XFRM_MODE = Enum(
    "XFRM_MODE_",
    {
        0: "XFRM_MODE_TRANSPORT",
        1: "XFRM_MODE_TUNNEL",
        2: "XFRM_MODE_ROUTEOPTIMIZATION",
        3: "XFRM_MODE_IN_TRIGGER",
        4: "XFRM_MODE_BEET",
        5: "XFRM_MODE_IPTFS",
    },
)
XFRM_STATE = Flags(
    "XFRM_STATE_",
    {
        0x01: "XFRM_STATE_NOECN",
        0x02: "XFRM_STATE_DECAP_DSCP",
        0x04: "XFRM_STATE_NOPMTUDISC",
        0x08: "XFRM_STATE_WILDRECV",
        0x10: "XFRM_STATE_ICMP",
        0x20: "XFRM_STATE_AF_UNSPEC",
        0x40: "XFRM_STATE_ALIGN4",
        0x80: "XFRM_STATE_ESN",
    },
)
XFRM_SA_XFLAG = Flags(
    "XFRM_SA_XFLAG_",
    {0x1: "XFRM_SA_XFLAG_DONT_ENCAP_DSCP", 0x2: "XFRM_SA_XFLAG_OSEQ_MAY_WRAP"},
)
XFRM_SA_DIR = Enum("XFRM_SA_DIR_", {1: "XFRM_SA_DIR_IN", 2: "XFRM_SA_DIR_OUT"})
XFRM_SHARE = Enum(
    "XFRM_SHARE_",
    {0: "XFRM_SHARE_ANY", 1: "XFRM_SHARE_SESSION", 2: "XFRM_SHARE_USER", 3: "XFRM_SHARE_UNIQUE"},
)
XFRM_POLICY_DIR = Enum("XFRM_POLICY_", {0: "XFRM_POLICY_IN", 1: "XFRM_POLICY_OUT", 2: "XFRM_POLICY_FWD"})
XFRM_POLICY_ACTION = Enum("XFRM_POLICY_", {0: "XFRM_POLICY_ALLOW", 1: "XFRM_POLICY_BLOCK"})
XFRM_POLICY_TYPE = Enum(
    "XFRM_POLICY_TYPE_",
    {0: "XFRM_POLICY_TYPE_MAIN", 1: "XFRM_POLICY_TYPE_SUB", 255: "XFRM_POLICY_TYPE_ANY"},
)
XFRM_POLICY_FLAGS = Flags(
    "XFRM_POLICY_",
    {0x1: "XFRM_POLICY_LOCALOK", 0x2: "XFRM_POLICY_ICMP", 0x4: "XFRM_POLICY_CPU_ACQUIRE"},
)
XFRM_USERPOLICY = Enum(
    "XFRM_USERPOLICY_",
    {0: "XFRM_USERPOLICY_UNSPEC", 1: "XFRM_USERPOLICY_BLOCK", 2: "XFRM_USERPOLICY_ACCEPT"},
)
XFRM_AE = Flags(
    "XFRM_AE_",
    {
        0x00: "XFRM_AE_UNSPEC",
        0x01: "XFRM_AE_RTHR",
        0x02: "XFRM_AE_RVAL",
        0x04: "XFRM_AE_LVAL",
        0x08: "XFRM_AE_ETHR",
        0x10: "XFRM_AE_CR",
        0x20: "XFRM_AE_CE",
        0x40: "XFRM_AE_CU",
    },
)
XFRM_OFFLOAD = Flags(
    "XFRM_OFFLOAD_",
    {0x1: "XFRM_OFFLOAD_IPV6", 0x2: "XFRM_OFFLOAD_INBOUND", 0x4: "XFRM_OFFLOAD_PACKET"},
)
XFRM_MIGRATE_STATE = Flags(
    "XFRM_MIGRATE_STATE_",
    {0x1: "XFRM_MIGRATE_STATE_CLEAR_OFFLOAD", 0x2: "XFRM_MIGRATE_STATE_UPDATE_H2H_SEL"},
)
XFRM_SC_DOI = Enum("XFRM_SC_DOI_", {0: "XFRM_SC_DOI_RESERVED", 1: "XFRM_SC_DOI_LSM"})
XFRM_SC_ALG = Enum("XFRM_SC_ALG_", {0: "XFRM_SC_ALG_RESERVED", 1: "XFRM_SC_ALG_SELINUX"})
ENCAP = Enum(
    "UDP_ENCAP_",
    {
        1: "UDP_ENCAP_ESPINUDP_NON_IKE",
        2: "UDP_ENCAP_ESPINUDP",
        3: "UDP_ENCAP_L2TPINUDP",
        4: "UDP_ENCAP_GTP0",
        5: "UDP_ENCAP_GTP1U",
        6: "UDP_ENCAP_RXRPC",
        7: "TCP_ENCAP_ESPINTCP",
        8: "UDP_ENCAP_OVPNINUDP",
    },
)
"""linux/udp.h"""

_XFRM_INF = 0xFFFFFFFFFFFFFFFF
BITS = Unit("bits")
LIMIT_BYTES = Unit("bytes", {_XFRM_INF: "XFRM_INF"})
LIMIT_PACKETS = Unit("packets", {_XFRM_INF: "XFRM_INF"})
LIMIT_SECONDS = Unit("s", {0: "0 (no limit)", _XFRM_INF: "XFRM_INF"})
TENTHS = Unit("tenths of a second")


class _Spi:
    """A security parameter index, as ip writes it."""

    def text(self, value: int, names: Names) -> str:
        """0x00001000"""
        return f"{value:#010x}"

    short = text


class _When:
    """Seconds since 1970; 0 is never."""

    def text(self, value: int, names: Names) -> str:
        """1700000000 (2023-11-14 22:13:20 UTC)"""
        if not value:
            return "0 (never)"
        try:
            return f"{value} ({time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(value))} UTC)"
        except (OverflowError, ValueError, OSError):  # beyond what a calendar holds
            return str(value)

    short = text


SPI = _Spi()
WHEN = _When()
