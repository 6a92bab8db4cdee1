"""Near field communication: devices, targets, links and secure elements (linux/nfc.h)."""

from __future__ import annotations

from nldissect.schema import (
    BOOL,
    ERRNO,
    HEX,
    OPAQUE,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Bytes,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Indexed,
    Operation,
    Text,
)

NFC_PROTO_MASK = Flags(
    "NFC_PROTO_",
    {
        0x02: "NFC_PROTO_JEWEL_MASK",
        0x04: "NFC_PROTO_MIFARE_MASK",
        0x08: "NFC_PROTO_FELICA_MASK",
        0x10: "NFC_PROTO_ISO14443_MASK",
        0x20: "NFC_PROTO_NFC_DEP_MASK",
        0x40: "NFC_PROTO_ISO14443_B_MASK",
        0x80: "NFC_PROTO_ISO15693_MASK",
    },
)
NFC_COMM = Enum("NFC_COMM_", {0: "NFC_COMM_ACTIVE", 1: "NFC_COMM_PASSIVE"})
NFC_RF = Enum("NFC_RF_", {0: "NFC_RF_INITIATOR", 1: "NFC_RF_TARGET", 2: "NFC_RF_NONE"})
NFC_SE = Enum("NFC_SE_", {1: "NFC_SE_UICC", 2: "NFC_SE_EMBEDDED"})

NFC_SDP_ATTR = AttributeSet(
    "NFC_SDP_ATTR_",
    [
        Attribute(1, "NFC_SDP_ATTR_URI", Text(longest=251)),
        Attribute(2, "NFC_SDP_ATTR_SAP", U8),
    ],
)
NFC_ATTR = AttributeSet(
    "NFC_ATTR_",
    [
        Attribute(1, "NFC_ATTR_DEVICE_INDEX", U32),
        Attribute(2, "NFC_ATTR_DEVICE_NAME", Text(longest=8)),
        Attribute(3, "NFC_ATTR_PROTOCOLS", U32, NFC_PROTO_MASK),
        Attribute(4, "NFC_ATTR_TARGET_INDEX", U32),
        Attribute(5, "NFC_ATTR_TARGET_SENS_RES", U16, HEX),
        Attribute(6, "NFC_ATTR_TARGET_SEL_RES", U8, HEX),
        Attribute(7, "NFC_ATTR_TARGET_NFCID1", OPAQUE),
        Attribute(8, "NFC_ATTR_TARGET_SENSB_RES", OPAQUE),
        Attribute(9, "NFC_ATTR_TARGET_SENSF_RES", OPAQUE),
        Attribute(10, "NFC_ATTR_COMM_MODE", U8, NFC_COMM),
        Attribute(11, "NFC_ATTR_RF_MODE", U8, NFC_RF),
        Attribute(12, "NFC_ATTR_DEVICE_POWERED", U8, BOOL),
        Attribute(13, "NFC_ATTR_IM_PROTOCOLS", U32, NFC_PROTO_MASK),
        Attribute(14, "NFC_ATTR_TM_PROTOCOLS", U32, NFC_PROTO_MASK),
        Attribute(15, "NFC_ATTR_LLC_PARAM_LTO", U8),
        Attribute(16, "NFC_ATTR_LLC_PARAM_RW", U8),
        Attribute(17, "NFC_ATTR_LLC_PARAM_MIUX", U16),
        Attribute(18, "NFC_ATTR_SE", OPAQUE),
        Attribute(19, "NFC_ATTR_LLC_SDP", Indexed(NFC_SDP_ATTR)),
        Attribute(20, "NFC_ATTR_FIRMWARE_NAME", Text(longest=32)),
        Attribute(21, "NFC_ATTR_SE_INDEX", U32),
        Attribute(22, "NFC_ATTR_SE_TYPE", U8, NFC_SE),
        Attribute(23, "NFC_ATTR_SE_AID", OPAQUE),
        Attribute(24, "NFC_ATTR_FIRMWARE_DOWNLOAD_STATUS", U32, ERRNO),
        Attribute(25, "NFC_ATTR_SE_APDU", OPAQUE),
        Attribute(26, "NFC_ATTR_TARGET_ISO15693_DSFID", U8, HEX),
        Attribute(27, "NFC_ATTR_TARGET_ISO15693_UID", Bytes(8)),
        Attribute(28, "NFC_ATTR_SE_PARAMS", OPAQUE),
        Attribute(29, "NFC_ATTR_VENDOR_ID", U32, HEX),
        Attribute(30, "NFC_ATTR_VENDOR_SUBCMD", U32),
        Attribute(31, "NFC_ATTR_VENDOR_DATA", OPAQUE),
        Attribute(32, "NFC_ATTR_TARGET_ATS", OPAQUE),
    ],
)
"""what targets answer is a card's own matter; NFC_ATTR_SE is not in use; the link timeout counts in 10 ms"""

FAMILIES = (
    GenericFamily(
        "nfc",
        NFC_ATTR,
        commands=(
            Command(1, "NFC_CMD_GET_DEVICE", operation=Operation.GET),
            Command(2, "NFC_CMD_DEV_UP", operation=Operation.NEW),
            Command(3, "NFC_CMD_DEV_DOWN", operation=Operation.NEW),
            Command(4, "NFC_CMD_DEP_LINK_UP", operation=Operation.NEW),
            Command(5, "NFC_CMD_DEP_LINK_DOWN", operation=Operation.NEW),
            Command(6, "NFC_CMD_START_POLL", operation=Operation.NEW),
            Command(7, "NFC_CMD_STOP_POLL", operation=Operation.NEW),
            Command(8, "NFC_CMD_GET_TARGET", operation=Operation.GET),
            Command(9, "NFC_EVENT_TARGETS_FOUND"),
            Command(10, "NFC_EVENT_DEVICE_ADDED"),
            Command(11, "NFC_EVENT_DEVICE_REMOVED"),
            Command(12, "NFC_EVENT_TARGET_LOST"),
            Command(13, "NFC_EVENT_TM_ACTIVATED"),
            Command(14, "NFC_EVENT_TM_DEACTIVATED"),
            Command(15, "NFC_CMD_LLC_GET_PARAMS", operation=Operation.GET),
            Command(16, "NFC_CMD_LLC_SET_PARAMS", operation=Operation.NEW),
            Command(17, "NFC_CMD_ENABLE_SE", operation=Operation.NEW),
            Command(18, "NFC_CMD_DISABLE_SE", operation=Operation.NEW),
            Command(19, "NFC_CMD_LLC_SDREQ", operation=Operation.NEW),
            Command(20, "NFC_EVENT_LLC_SDRES"),
            Command(21, "NFC_CMD_FW_DOWNLOAD", operation=Operation.NEW),
            Command(22, "NFC_EVENT_SE_ADDED"),
            Command(23, "NFC_EVENT_SE_REMOVED"),
            Command(24, "NFC_EVENT_SE_CONNECTIVITY"),
            Command(25, "NFC_EVENT_SE_TRANSACTION"),
            Command(26, "NFC_CMD_GET_SE", operation=Operation.GET),
            Command(27, "NFC_CMD_SE_IO", operation=Operation.NEW),
            Command(28, "NFC_CMD_ACTIVATE_TARGET", operation=Operation.NEW),
            Command(29, "NFC_CMD_VENDOR"),
            Command(30, "NFC_CMD_DEACTIVATE_TARGET", operation=Operation.NEW),
        ),
        groups=("events",),
        summary="[device {NFC_ATTR_DEVICE_INDEX}][ {NFC_ATTR_DEVICE_NAME}][ target {NFC_ATTR_TARGET_INDEX}]"
        "[ powered {NFC_ATTR_DEVICE_POWERED}][ {NFC_ATTR_PROTOCOLS}][ {NFC_ATTR_RF_MODE}]",
    ),
)
