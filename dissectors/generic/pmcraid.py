"""PMC-Sierra MaxRAID controllers: configuration changes and error logs (drivers/scsi/pmcraid.h; no UAPI header)."""

from __future__ import annotations

from nldissect.schema import (
    BYTES,
    HEX,
    LE16,
    LE32,
    OPAQUE,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Bytes,
    Command,
    Enum,
    GenericFamily,
    Meant,
    Member,
    Pad,
    Payload,
    Select,
    Struct,
)

OP_CODE = Enum("HOSTRCB_TYPE_", {0xE1: "HOSTRCB_TYPE_CCN", 0xE2: "HOSTRCB_TYPE_LDN"})
NOTIFICATION_TYPE = Enum(
    "NOTIFICATION_TYPE_",
    {
        0x00: "NOTIFICATION_TYPE_ENTRY_CHANGED",
        0x01: "NOTIFICATION_TYPE_ENTRY_NEW",
        0x02: "NOTIFICATION_TYPE_ENTRY_DELETED",
        0x03: "NOTIFICATION_TYPE_STATE_CHANGE",
        0x04: "NOTIFICATION_TYPE_ENTRY_STATECHANGED",
        0x10: "NOTIFICATION_TYPE_ERROR_LOG",
        0x11: "NOTIFICATION_TYPE_INFORMATION_LOG",
    },
)
RES_TYPE = Enum(
    "RES_TYPE_", {0x00: "RES_TYPE_AF_DASD", 0x01: "RES_TYPE_GSCSI", 0x02: "RES_TYPE_VSET", 0xFF: "RES_TYPE_IOA_FP"}
)
PMC_DEVICE_EVENT = Enum(
    "PMC_DEVICE_EVENT_",
    {
        0x11000000: "PMC_DEVICE_EVENT_RESET_START",
        0x11000001: "PMC_DEVICE_EVENT_RESET_SUCCESS",
        0x11000002: "PMC_DEVICE_EVENT_RESET_FAILED",
        0x11000003: "PMC_DEVICE_EVENT_SHUTDOWN_START",
        0x11000004: "PMC_DEVICE_EVENT_SHUTDOWN_SUCCESS",
        0x11000005: "PMC_DEVICE_EVENT_SHUTDOWN_FAILED",
    },
)

HCAM_HDR = Struct(
    "pmcraid_hcam_hdr",
    [
        Member("op_code", U8, OP_CODE),
        Member("notification_type", U8, NOTIFICATION_TYPE),
        Member("notification_lost", U8, HEX),
        Member("flags", U8, HEX),
        Member("overlay_id", U8, HEX),
        Pad(3, "reserved1"),
        Member("ilid", LE32, HEX),
        Member("timestamp1", LE32),
        Member("timestamp2", LE32),
        Member("data_len", LE32, BYTES),
    ],
    text="{op_code} {notification_type}",
)
CONFIG_TABLE_ENTRY = Struct(
    "pmcraid_config_table_entry",
    [
        Member("resource_type", U8, RES_TYPE),
        Member("bus_protocol", U8),
        Member("array_id", LE16),
        Member("common_flags0", U8, HEX),
        Member("common_flags1", U8, HEX),
        Member("unique_flags0", U8, HEX),
        Member("unique_flags1", U8, HEX),
        Member("resource_handle", LE32, HEX),
        Member("resource_address", LE32, HEX),
        Member("device_id", Bytes(8)),
        Member("lun", Bytes(8)),
    ],
    text="{resource_type} {resource_address}",
)
HOSTRCB_ERROR = Struct(
    "pmcraid_hostrcb_error",
    [
        Member("fd_ioasc", LE32, HEX),
        Member("fd_ra", LE32, HEX),
        Member("fd_rh", LE32, HEX),
        Member("prc", LE32, HEX),
        Member("data", OPAQUE),  # as the overlay has it
    ],
)
HCAM_CCN = Struct(
    "pmcraid_hcam_ccn",
    [
        Member("header", HCAM_HDR),
        Member("cfg_entry", CONFIG_TABLE_ENTRY),
        Member("cfg_entry_old", CONFIG_TABLE_ENTRY),
        Member("reserved", OPAQUE),  # of the extended form
    ],
    text="{header}",
)
HCAM_LDN = Struct("pmcraid_hcam_ldn", [Member("header", HCAM_HDR), Member("error_log", HOSTRCB_ERROR)], text="{header}")
IOA_STATE = Meant(U32, PMC_DEVICE_EVENT)


def _kind(data: memoryview, order: str) -> int:
    """The op code; the controller's own state is four bytes without one."""
    return 0 if len(data) <= 4 else data[0]


AEN_MSG = Struct(
    "pmcraid_aen_msg",
    [
        Member("hostno", U32, HEX),
        Member("length", U32, BYTES),
        Pad(8, "reserved"),
        Member("data", Select(Payload(_kind), {0: IOA_STATE, 0xE1: HCAM_CCN, 0xE2: HCAM_LDN}, default=OPAQUE)),
    ],
    text="host {hostno} {data}",
)
PMCRAID_AEN_ATTR = AttributeSet("PMCRAID_AEN_ATTR_", [Attribute(1, "PMCRAID_AEN_ATTR_EVENT", AEN_MSG)])

PMCRAID = GenericFamily(
    "pmcraid",
    PMCRAID_AEN_ATTR,
    commands=(Command(1, "PMCRAID_AEN_CMD_EVENT", summary="{PMCRAID_AEN_ATTR_EVENT}"),),
    groups=("events",),
)
FAMILIES = (PMCRAID,)
