"""Packets that wait for a program's verdict (linux/netfilter/nfnetlink_queue.h)."""

from __future__ import annotations

from dissectors.constants import ETH_P
from dissectors.netfilter.common import NF_VERDICT, NFGENMSG, NFPROTO
from dissectors.netfilter.conntrack_constants import IP_CT_INFO
from dissectors.netfilter.conntrack_data import CTA, CTA_EXPECT
from dissectors.netfilter.nftables_data import Options
from dissectors.netfilter.packet_data import HOOK, packet_hw, packet_timestamp
from dissectors.packets import FRAME, network_packet
from dissectors.route.tc_handle import HANDLE
from nldissect.schema import (
    BE16,
    BE32,
    BYTES,
    ERRNO,
    HEX,
    INTERFACE,
    TEXT,
    U8,
    Attribute,
    AttributeSet,
    Enum,
    Member,
    Names,
    Operation,
    Pad,
    Struct,
    netfilter,
)

NF_DROP, NF_QUEUE = 0, 3
NF_VERDICT_MASK, NF_VERDICT_FLAG_QUEUE_BYPASS = 0xFF, 0x8000


class _Verdict:
    """A verdict; above it the queue's number for NF_QUEUE, an errno for NF_DROP (NF_DROP_ERR)."""

    __slots__ = ()
    constants = NF_VERDICT.constants
    prefix = NF_VERDICT.prefix

    def text(self, value: int, names: Names) -> str:
        """NF_QUEUE (queue 5)"""
        return NF_VERDICT.text(value & NF_VERDICT_MASK, names) + _besides(value, names)

    def short(self, value: int, names: Names) -> str:
        """queue (queue 5)"""
        return NF_VERDICT.short(value & NF_VERDICT_MASK, names) + _besides(value, names)


def _besides(value: int, names: Names) -> str:
    """What a verdict carries besides."""
    verdict, upper = value & NF_VERDICT_MASK, value >> 16
    if verdict == NF_QUEUE:
        return f" (queue {upper}{', bypass' if value & NF_VERDICT_FLAG_QUEUE_BYPASS else ''})"
    if verdict == NF_DROP and upper:
        return f" ({ERRNO.short(upper, names)})"
    rest = value & ~NF_VERDICT_MASK
    return f" ({rest:#x})" if rest else ""


VERDICT = _Verdict()

nfqnl_msg_packet_hdr = Struct(
    "nfqnl_msg_packet_hdr",
    [Member("packet_id", BE32), Member("hw_protocol", BE16, ETH_P), Member("hook", HOOK)],
    text="{packet_id} {hw_protocol} {hook}",
)
nfqnl_msg_verdict_hdr = Struct(
    "nfqnl_msg_verdict_hdr", [Member("verdict", BE32, VERDICT), Member("id", BE32)], text="{id}: {verdict}"
)
NFQA_SKB = Options(
    "NFQA_SKB_",
    {
        0x1: "NFQA_SKB_CSUMNOTREADY",
        0x2: "NFQA_SKB_GSO",
        0x4: "NFQA_SKB_CSUM_NOTVERIFIED",
    },
)
NFQA_VLAN = AttributeSet(
    "NFQA_VLAN_",
    [
        Attribute(1, "NFQA_VLAN_PROTO", BE16, ETH_P),
        Attribute(2, "NFQA_VLAN_TCI", BE16, HEX),
    ],
)
NFQA = AttributeSet(
    "NFQA_",
    [
        Attribute(1, "NFQA_PACKET_HDR", nfqnl_msg_packet_hdr),
        Attribute(2, "NFQA_VERDICT_HDR", nfqnl_msg_verdict_hdr),
        Attribute(3, "NFQA_MARK", BE32),
        Attribute(4, "NFQA_TIMESTAMP", packet_timestamp("nfqnl_msg_packet_timestamp")),
        Attribute(5, "NFQA_IFINDEX_INDEV", BE32, INTERFACE),
        Attribute(6, "NFQA_IFINDEX_OUTDEV", BE32, INTERFACE),
        Attribute(7, "NFQA_IFINDEX_PHYSINDEV", BE32, INTERFACE),
        Attribute(8, "NFQA_IFINDEX_PHYSOUTDEV", BE32, INTERFACE),
        Attribute(9, "NFQA_HWADDR", packet_hw("nfqnl_msg_packet_hw")),
        Attribute(10, "NFQA_PAYLOAD", network_packet("NFQA_PACKET_HDR.hw_protocol")),
        Attribute(11, "NFQA_CT", CTA),
        Attribute(12, "NFQA_CT_INFO", BE32, IP_CT_INFO),
        Attribute(13, "NFQA_CAP_LEN", BE32, BYTES),
        Attribute(14, "NFQA_SKB_INFO", BE32, NFQA_SKB),
        Attribute(15, "NFQA_EXP", CTA_EXPECT),
        Attribute(16, "NFQA_UID", BE32),
        Attribute(17, "NFQA_GID", BE32),
        Attribute(18, "NFQA_SECCTX", TEXT),
        Attribute(19, "NFQA_VLAN", NFQA_VLAN),
        Attribute(20, "NFQA_L2HDR", FRAME),
        Attribute(21, "NFQA_PRIORITY", BE32, HANDLE),
        Attribute(22, "NFQA_CGROUP_CLASSID", BE32, HANDLE),
    ],
)
"""a packet, or the verdict on one; what a verdict carries besides replaces what the packet has"""

NFQNL_CFG_CMD = Enum(
    "NFQNL_CFG_CMD_",
    {
        0: "NFQNL_CFG_CMD_NONE",
        1: "NFQNL_CFG_CMD_BIND",
        2: "NFQNL_CFG_CMD_UNBIND",
        3: "NFQNL_CFG_CMD_PF_BIND",
        4: "NFQNL_CFG_CMD_PF_UNBIND",
    },
)
NFQNL_COPY = Enum("NFQNL_COPY_", {0: "NFQNL_COPY_NONE", 1: "NFQNL_COPY_META", 2: "NFQNL_COPY_PACKET"})
NFQA_CFG_F = Options(
    "NFQA_CFG_F_",
    {
        0x01: "NFQA_CFG_F_FAIL_OPEN",
        0x02: "NFQA_CFG_F_CONNTRACK",
        0x04: "NFQA_CFG_F_GSO",
        0x08: "NFQA_CFG_F_UID_GID",
        0x10: "NFQA_CFG_F_SECCTX",
    },
)
nfqnl_msg_config_cmd = Struct(
    "nfqnl_msg_config_cmd",
    [Member("command", U8, NFQNL_CFG_CMD), Pad(1, "_pad"), Member("pf", BE16, NFPROTO)],
    text="{command} {pf}",
)
nfqnl_msg_config_params = Struct(
    "nfqnl_msg_config_params",
    [Member("copy_range", BE32, BYTES), Member("copy_mode", U8, NFQNL_COPY)],
    text="{copy_mode} range {copy_range}",
)
NFQA_CFG = AttributeSet(
    "NFQA_CFG_",
    [
        Attribute(1, "NFQA_CFG_CMD", nfqnl_msg_config_cmd),
        Attribute(2, "NFQA_CFG_PARAMS", nfqnl_msg_config_params),
        Attribute(3, "NFQA_CFG_QUEUE_MAXLEN", BE32),
        Attribute(4, "NFQA_CFG_MASK", BE32, NFQA_CFG_F),
        Attribute(5, "NFQA_CFG_FLAGS", BE32, NFQA_CFG_F, range=(0, 0x1F)),
    ],
)

PACKET = (
    "queue {res_id}[ packet {NFQA_PACKET_HDR.packet_id}][ {NFQA_PACKET_HDR.hw_protocol}][ {NFQA_PACKET_HDR.hook}]"
    "[ in {NFQA_IFINDEX_INDEV}][ out {NFQA_IFINDEX_OUTDEV}][ mark {NFQA_MARK}][ ct {NFQA_CT_INFO}]"
)
SENTENCE = "queue {res_id}[ packet {NFQA_VERDICT_HDR.id}][ {NFQA_VERDICT_HDR.verdict}][ mark {NFQA_MARK}]"
CONFIG = (
    "queue {res_id}[ {NFQA_CFG_CMD}][ copy {NFQA_CFG_PARAMS.copy_mode} range {NFQA_CFG_PARAMS.copy_range}]"
    "[ maxlen {NFQA_CFG_QUEUE_MAXLEN}][ flags {NFQA_CFG_FLAGS}]"
)
MESSAGES = netfilter(
    3,
    NFGENMSG,
    {
        0: ("NFQNL_MSG_PACKET", NFQA, Operation.OTHER, PACKET),
        1: ("NFQNL_MSG_VERDICT", NFQA, Operation.OTHER, SENTENCE),
        2: ("NFQNL_MSG_CONFIG", NFQA_CFG, Operation.OTHER, CONFIG),
        3: ("NFQNL_MSG_VERDICT_BATCH", NFQA, Operation.OTHER, SENTENCE),
    },
)
"""res_id is the queue's number"""
