"""Packets that a rule told a program of (linux/netfilter/nfnetlink_log.h)."""

from __future__ import annotations

from dissectors.constants import ARPHRD, ETH_P
from dissectors.netfilter.common import NFGENMSG
from dissectors.netfilter.conntrack_constants import IP_CT_INFO
from dissectors.netfilter.conntrack_data import CTA
from dissectors.netfilter.nftables_data import Options
from dissectors.netfilter.packet_data import HOOK, packet_hw, packet_timestamp
from dissectors.packets import FRAME, network_packet
from nldissect.schema import (
    BE16,
    BE32,
    BYTES,
    HEX,
    INTERFACE,
    TEXT,
    U8,
    Attribute,
    AttributeSet,
    Enum,
    Look,
    Member,
    Operation,
    Packet,
    Pad,
    Struct,
    Unit,
    netfilter,
)

ARPHRD_ETHER, ARPHRD_LOOPBACK = 1, 772


def _hardware(data: memoryview, look: Look) -> str | None:
    """The link layer of NFULA_HWTYPE; tunnels have none."""
    return "ethernet" if look("NFULA_HWTYPE") in (ARPHRD_ETHER, ARPHRD_LOOPBACK) else None


nfulnl_msg_packet_hdr = Struct(
    "nfulnl_msg_packet_hdr",
    [Member("hw_protocol", BE16, ETH_P), Member("hook", HOOK), Pad(1, "_pad")],
    text="{hw_protocol} {hook}",
)
NFULA_VLAN = AttributeSet(
    "NFULA_VLAN_",
    [
        Attribute(1, "NFULA_VLAN_PROTO", BE16, ETH_P),
        Attribute(2, "NFULA_VLAN_TCI", BE16, HEX),
    ],
)
NFULA = AttributeSet(
    "NFULA_",
    [
        Attribute(1, "NFULA_PACKET_HDR", nfulnl_msg_packet_hdr),
        Attribute(2, "NFULA_MARK", BE32),
        Attribute(3, "NFULA_TIMESTAMP", packet_timestamp("nfulnl_msg_packet_timestamp")),
        Attribute(4, "NFULA_IFINDEX_INDEV", BE32, INTERFACE),
        Attribute(5, "NFULA_IFINDEX_OUTDEV", BE32, INTERFACE),
        Attribute(6, "NFULA_IFINDEX_PHYSINDEV", BE32, INTERFACE),
        Attribute(7, "NFULA_IFINDEX_PHYSOUTDEV", BE32, INTERFACE),
        Attribute(8, "NFULA_HWADDR", packet_hw("nfulnl_msg_packet_hw")),
        Attribute(9, "NFULA_PAYLOAD", network_packet("NFULA_PACKET_HDR.hw_protocol")),
        Attribute(10, "NFULA_PREFIX", TEXT),
        Attribute(11, "NFULA_UID", BE32),
        Attribute(12, "NFULA_SEQ", BE32),
        Attribute(13, "NFULA_SEQ_GLOBAL", BE32),
        Attribute(14, "NFULA_GID", BE32),
        Attribute(15, "NFULA_HWTYPE", BE16, ARPHRD),
        Attribute(16, "NFULA_HWHEADER", Packet(link=_hardware)),
        Attribute(17, "NFULA_HWLEN", BE16, BYTES),
        Attribute(18, "NFULA_CT", CTA),
        Attribute(19, "NFULA_CT_INFO", BE32, IP_CT_INFO),
        Attribute(20, "NFULA_VLAN", NFULA_VLAN),
        Attribute(21, "NFULA_L2HDR", FRAME),
    ],
)

NFULNL_CFG_CMD = Enum(
    "NFULNL_CFG_CMD_",
    {
        0: "NFULNL_CFG_CMD_NONE",
        1: "NFULNL_CFG_CMD_BIND",
        2: "NFULNL_CFG_CMD_UNBIND",
        3: "NFULNL_CFG_CMD_PF_BIND",
        4: "NFULNL_CFG_CMD_PF_UNBIND",
    },
)
NFULNL_COPY = Enum("NFULNL_COPY_", {0: "NFULNL_COPY_NONE", 1: "NFULNL_COPY_META", 2: "NFULNL_COPY_PACKET"})
NFULNL_CFG_F = Options(
    "NFULNL_CFG_F_",
    {
        0x1: "NFULNL_CFG_F_SEQ",
        0x2: "NFULNL_CFG_F_SEQ_GLOBAL",
        0x4: "NFULNL_CFG_F_CONNTRACK",
    },
)
nfulnl_msg_config_cmd = Struct("nfulnl_msg_config_cmd", [Member("command", U8, NFULNL_CFG_CMD)], text="{command}")
nfulnl_msg_config_mode = Struct(
    "nfulnl_msg_config_mode",
    [Member("copy_range", BE32, BYTES), Member("copy_mode", U8, NFULNL_COPY), Pad(1, "_pad")],
    text="{copy_mode} range {copy_range}",
)
NFULA_CFG = AttributeSet(
    "NFULA_CFG_",
    [
        Attribute(1, "NFULA_CFG_CMD", nfulnl_msg_config_cmd),
        Attribute(2, "NFULA_CFG_MODE", nfulnl_msg_config_mode),
        Attribute(3, "NFULA_CFG_NLBUFSIZ", BE32, BYTES),
        Attribute(4, "NFULA_CFG_TIMEOUT", BE32, Unit("hundredths of a second")),
        Attribute(5, "NFULA_CFG_QTHRESH", BE32),
        Attribute(6, "NFULA_CFG_FLAGS", BE16, NFULNL_CFG_F, range=(0, 7)),
    ],
)

PACKET = (
    'group {res_id}[ "{NFULA_PREFIX}"][ {NFULA_PACKET_HDR.hw_protocol}][ {NFULA_PACKET_HDR.hook}]'
    "[ in {NFULA_IFINDEX_INDEV}][ out {NFULA_IFINDEX_OUTDEV}][ mark {NFULA_MARK}][ uid {NFULA_UID}][ seq {NFULA_SEQ}]"
)
CONFIG = (
    "group {res_id}[ {NFULA_CFG_CMD}][ copy {NFULA_CFG_MODE.copy_mode} range {NFULA_CFG_MODE.copy_range}]"
    "[ buffer {NFULA_CFG_NLBUFSIZ}][ timeout {NFULA_CFG_TIMEOUT}][ threshold {NFULA_CFG_QTHRESH}]"
    "[ flags {NFULA_CFG_FLAGS}]"
)
MESSAGES = netfilter(
    4,
    NFGENMSG,
    {
        0: ("NFULNL_MSG_PACKET", NFULA, Operation.OTHER, PACKET),
        1: ("NFULNL_MSG_CONFIG", NFULA_CFG, Operation.OTHER, CONFIG),
    },
)
"""res_id is the group's number"""
