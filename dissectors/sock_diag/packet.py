"""Packet sockets (linux/packet_diag.h)."""

from __future__ import annotations

from dissectors.classic_bpf import SOCK_FILTERS
from dissectors.constants import AF, ETH_P
from dissectors.sock_diag.constants import COOKIE, NO_ATTRIBUTES, SK_MEMINFO, SOCK
from nldissect.schema import (
    BYTES,
    HEX,
    INTERFACE,
    MILLISECONDS,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Headed,
    Look,
    Member,
    Names,
    Pad,
    Parsed,
    Part,
    Sequence,
    Struct,
)

PACKET_SHOW = Flags(
    "PACKET_SHOW_",
    {
        0x01: "PACKET_SHOW_INFO",
        0x02: "PACKET_SHOW_MCLIST",
        0x04: "PACKET_SHOW_RING_CFG",
        0x08: "PACKET_SHOW_FANOUT",
        0x10: "PACKET_SHOW_MEMINFO",
        0x20: "PACKET_SHOW_FILTER",
    },
)
PDI = Flags(
    "PDI_",
    {0x01: "PDI_RUNNING", 0x02: "PDI_AUXDATA", 0x04: "PDI_ORIGDEV", 0x08: "PDI_VNETHDR", 0x10: "PDI_LOSS"},
)
TPACKET = Enum("TPACKET_", {0: "TPACKET_V1", 1: "TPACKET_V2", 2: "TPACKET_V3"})
PACKET_MR = Enum(
    "PACKET_MR_",
    {0: "PACKET_MR_MULTICAST", 1: "PACKET_MR_PROMISC", 2: "PACKET_MR_ALLMULTI", 3: "PACKET_MR_UNICAST"},
)
PACKET_FANOUT = Enum(
    "PACKET_FANOUT_",
    {
        0: "PACKET_FANOUT_HASH",
        1: "PACKET_FANOUT_LB",
        2: "PACKET_FANOUT_CPU",
        3: "PACKET_FANOUT_ROLLOVER",
        4: "PACKET_FANOUT_RND",
        5: "PACKET_FANOUT_QM",
        6: "PACKET_FANOUT_CBPF",
        7: "PACKET_FANOUT_EBPF",
    },
)


class _Fanout:
    """A fanout group: its id in the lower sixteen bits, above it how it spreads packets."""

    def text(self, value: int, names: Names) -> str:
        """group 5, PACKET_FANOUT_HASH"""
        return f"group {value & 0xFFFF}, {PACKET_FANOUT.text(value >> 16, names)}"

    short = text


PACKET_DIAG_REQ = Struct(
    "packet_diag_req",
    [
        Member("sdiag_family", U8, AF),
        Member("sdiag_protocol", U8),
        Pad(2),
        Member("pdiag_ino", U32),
        Member("pdiag_show", U32, PACKET_SHOW),
        Member("pdiag_cookie", COOKIE),
    ],
)
PACKET_DIAG_MSG = Struct(
    "packet_diag_msg",
    [
        Member("pdiag_family", U8, AF),
        Member("pdiag_type", U8, SOCK),
        Member("pdiag_num", U16, ETH_P),
        Member("pdiag_ino", U32),
        Member("pdiag_cookie", COOKIE),
    ],
)
PACKET_DIAG_INFO = Struct(
    "packet_diag_info",
    [
        Member("pdi_index", U32, INTERFACE),
        Member("pdi_version", U32, TPACKET),
        Member("pdi_reserve", U32, BYTES),
        Member("pdi_copy_thresh", U32, BYTES),
        Member("pdi_tstamp", U32, HEX),
        Member("pdi_flags", U32, PDI),
    ],
)


def _address(payload: memoryview, order: str, look: Look) -> list[Part]:
    """As many bytes as pdmc_alen says."""
    length = look("pdmc_alen")
    return [Part("", 0, len(payload), payload[: length if isinstance(length, int) else None].hex(":"))]


PACKET_DIAG_MCLIST = Struct(
    "packet_diag_mclist",
    [
        Member("pdmc_index", U32, INTERFACE),
        Member("pdmc_count", U32),
        Member("pdmc_type", U16, PACKET_MR),
        Member("pdmc_alen", U16, BYTES),
        Member("pdmc_addr", Parsed(_address, length=32)),
    ],
)
PACKET_DIAG_RING = Struct(
    "packet_diag_ring",
    [
        Member("pdr_block_size", U32, BYTES),
        Member("pdr_block_nr", U32),
        Member("pdr_frame_size", U32, BYTES),
        Member("pdr_frame_nr", U32),
        Member("pdr_retire_tmo", U32, MILLISECONDS),
        Member("pdr_sizeof_priv", U32, BYTES),
        Member("pdr_features", U32, HEX),
    ],
)
PACKET_DIAG = AttributeSet(
    "PACKET_DIAG_",
    [
        Attribute(0, "PACKET_DIAG_INFO", PACKET_DIAG_INFO),
        Attribute(1, "PACKET_DIAG_MCLIST", Sequence(PACKET_DIAG_MCLIST)),
        Attribute(2, "PACKET_DIAG_RX_RING", PACKET_DIAG_RING),
        Attribute(3, "PACKET_DIAG_TX_RING", PACKET_DIAG_RING),
        Attribute(4, "PACKET_DIAG_FANOUT", U32, _Fanout()),
        Attribute(5, "PACKET_DIAG_UID", U32),
        Attribute(6, "PACKET_DIAG_MEMINFO", SK_MEMINFO),
        Attribute(7, "PACKET_DIAG_FILTER", SOCK_FILTERS),
    ],
)

REQUEST = Headed(PACKET_DIAG_REQ, NO_ATTRIBUTES)
REPLY = Headed(PACKET_DIAG_MSG, PACKET_DIAG)
REPLY_SUMMARY = "packet {pdiag_type} {pdiag_num}[ dev {PACKET_DIAG_INFO.pdi_index}] ino {pdiag_ino}"
