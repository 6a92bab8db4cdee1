"""Events of SCSI transports: Fibre Channel, and what vendors add (scsi/scsi_netlink.h, scsi/scsi_netlink_fc.h)."""

from __future__ import annotations

from typing import Final

from nldissect.schema import (
    BYTES,
    HEX,
    OPAQUE,
    SECONDS,
    U8,
    U16,
    U32,
    U64,
    UNKNOWN,
    Enum,
    Member,
    Message,
    Names,
    Operation,
    Pad,
    Select,
    Struct,
)

NETLINK_SCSITRANSPORT: Final = 18
SCSI_TRANSPORT_MSG: Final = 17
SCSI_NL_SHOST_VENDOR: Final = 1
FC_NL_ASYNC_EVENT: Final = 0x100
SCSI_NL_VID_TYPE_PCI: Final = 1 << 56
_VENDOR: Final = (1 << 56) - 1

SCSI_NL_TRANSPORT: Final = Enum("SCSI_NL_", {0: "SCSI_NL_TRANSPORT", 1: "SCSI_NL_TRANSPORT_FC"})
MSGTYPE: Final = Enum("", {SCSI_NL_SHOST_VENDOR: "SCSI_NL_SHOST_VENDOR", FC_NL_ASYNC_EVENT: "FC_NL_ASYNC_EVENT"})
FCH_EVT: Final = Enum(
    "FCH_EVT_",
    {
        0x1: "FCH_EVT_LIP",
        0x2: "FCH_EVT_LINKUP",
        0x3: "FCH_EVT_LINKDOWN",
        0x4: "FCH_EVT_LIPRESET",
        0x5: "FCH_EVT_RSCN",
        0x103: "FCH_EVT_ADAPTER_CHANGE",
        0x200: "FCH_EVT_PORT_UNKNOWN",
        0x201: "FCH_EVT_PORT_OFFLINE",
        0x202: "FCH_EVT_PORT_ONLINE",
        0x204: "FCH_EVT_PORT_FABRIC",
        0x500: "FCH_EVT_LINK_UNKNOWN",
        0x501: "FCH_EVT_LINK_FPIN",
        0x502: "FCH_EVT_LINK_FPIN_ACK",
        0xFFFF: "FCH_EVT_VENDOR_UNIQUE",
    },
)
"""include/scsi/scsi_transport_fc.h"""


class _Vendor:
    """Whose event it is: the PCI vendor's number, with the kind of number in the upper byte; 0 is the kernel's own."""

    def text(self, value: int, names: Names) -> str:
        """SCSI_NL_VID_TYPE_PCI|0x10df"""
        kind = "SCSI_NL_VID_TYPE_PCI" if value & ~_VENDOR == SCSI_NL_VID_TYPE_PCI else hex(value & ~_VENDOR)
        return f"{kind}|{value & _VENDOR:#x}" if value else "0"

    def short(self, value: int, names: Names) -> str:
        """0x10df"""
        return hex(value & _VENDOR)


SCSI_NL_HDR: Final = Struct(
    "scsi_nl_hdr",
    [
        Member("version", U8),
        Member("transport", U8, SCSI_NL_TRANSPORT),
        Member("magic", U16, HEX),
        Member("msgtype", U16, MSGTYPE),
        Member("msglen", U16, BYTES),
    ],
)
FC_NL_EVENT: Final = Struct(
    "fc_nl_event",
    [
        Member("seconds", U64, SECONDS),
        Member("vendor_id", U64, _Vendor()),
        Member("host_no", U16),
        Member("event_datalen", U16, BYTES),
        Member("event_num", U32),
        Member("event_code", U32, FCH_EVT),
        Member("event_data", Select("event_code", {0x501: OPAQUE, 0x502: OPAQUE, 0xFFFF: OPAQUE}, default=U32)),
    ],
)
"""without scsi_nl_hdr in front; with an FPIN, the event's data is the frame from the fabric"""
SCSI_NL_HOST_VENDOR_MSG: Final = Struct(
    "scsi_nl_host_vendor_msg",
    [
        Member("vendor_id", U64, _Vendor()),
        Member("host_no", U16),
        Member("vmsg_datalen", U16, BYTES),
        Pad(4),
        Member("data", OPAQUE),
    ],
)
"""without scsi_nl_hdr in front"""


MESSAGES: Final = (
    Message(
        NETLINK_SCSITRANSPORT,
        SCSI_TRANSPORT_MSG,
        "SCSI_TRANSPORT_MSG",
        SCSI_NL_HDR,
        Select(
            "msgtype",
            {FC_NL_ASYNC_EVENT: FC_NL_EVENT, SCSI_NL_SHOST_VENDOR: SCSI_NL_HOST_VENDOR_MSG},
            default=Struct("data", [Member("data", UNKNOWN)]),
        ),
        Operation.OTHER,
        "{msgtype}[ host{host_no}][ {event_code}][ vendor {vendor_id}][ data {event_data}][ data {data}]",
    ),
)
