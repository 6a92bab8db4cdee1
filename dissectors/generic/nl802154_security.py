"""Link-layer security of IEEE 802.15.4: keys, devices, levels (include/net/nl802154.h, which is not UAPI).

The kernel has these only with CONFIG_IEEE802154_NL802154_EXPERIMENTAL.
"""

from __future__ import annotations

from nldissect.schema import (
    BOOL,
    HEX,
    LE16,
    LE32,
    LE64,
    OPAQUE,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Bytes,
    Enum,
    Flags,
    Payload,
    Select,
    Sequence,
)

DEV_ADDR = Enum(
    "NL802154_DEV_ADDR_",
    {
        0: "NL802154_DEV_ADDR_NONE",
        2: "NL802154_DEV_ADDR_SHORT",
        3: "NL802154_DEV_ADDR_EXTENDED",
    },
)
PEER_TYPE = Enum(
    "NL802154_PEER_TYPE_",
    {
        0: "NL802154_PEER_TYPE_UNSPEC",
        1: "NL802154_PEER_TYPE_PARENT",
        2: "NL802154_PEER_TYPE_CHILD",
    },
)
KEY_ID_MODE = Enum(
    "NL802154_KEY_ID_MODE_",
    {
        0: "NL802154_KEY_ID_MODE_IMPLICIT",
        1: "NL802154_KEY_ID_MODE_INDEX",
        2: "NL802154_KEY_ID_MODE_INDEX_SHORT",
        3: "NL802154_KEY_ID_MODE_INDEX_EXTENDED",
    },
)
SECLEVEL = Enum(
    "NL802154_SECLEVEL_",
    {
        0: "NL802154_SECLEVEL_NONE",
        1: "NL802154_SECLEVEL_MIC32",
        2: "NL802154_SECLEVEL_MIC64",
        3: "NL802154_SECLEVEL_MIC128",
        4: "NL802154_SECLEVEL_ENC",
        5: "NL802154_SECLEVEL_ENC_MIC32",
        6: "NL802154_SECLEVEL_ENC_MIC64",
        7: "NL802154_SECLEVEL_ENC_MIC128",
    },
)
FRAME = Enum(
    "NL802154_FRAME_",
    {
        0: "NL802154_FRAME_BEACON",
        1: "NL802154_FRAME_DATA",
        2: "NL802154_FRAME_ACK",
        3: "NL802154_FRAME_CMD",
    },
)
CMD_FRAME = Enum(
    "NL802154_CMD_FRAME_",
    {
        1: "NL802154_CMD_FRAME_ASSOC_REQUEST",
        2: "NL802154_CMD_FRAME_ASSOC_RESPONSE",
        3: "NL802154_CMD_FRAME_DISASSOC_NOTIFY",
        4: "NL802154_CMD_FRAME_DATA_REQUEST",
        5: "NL802154_CMD_FRAME_PAN_ID_CONFLICT_NOTIFY",
        6: "NL802154_CMD_FRAME_ORPHAN_NOTIFY",
        7: "NL802154_CMD_FRAME_BEACON_REQUEST",
        8: "NL802154_CMD_FRAME_COORD_REALIGNMENT",
        9: "NL802154_CMD_FRAME_GTS_REQUEST",
    },
)
DEVKEY = Enum(
    "NL802154_DEVKEY_",
    {
        0: "NL802154_DEVKEY_IGNORE",
        1: "NL802154_DEVKEY_RESTRICT",
        2: "NL802154_DEVKEY_RECORD",
    },
)

_FRAMES = Flags("NL802154_FRAME_", {1 << number: name for number, name in FRAME.constants.items()})
_LEVELS = Flags("NL802154_SECLEVEL_", {1 << number: name for number, name in SECLEVEL.constants.items()})
_ONE_OR_FOUR = Select(Payload(lambda data, order: len(data)), {1: U8}, default=U32)
"""the kernel tells the mode of a peer's address in one byte, and reads that of a key's in four"""

DEV_ADDR_ATTR = AttributeSet(
    "NL802154_DEV_ADDR_ATTR_",
    [
        Attribute(1, "NL802154_DEV_ADDR_ATTR_PAN_ID", LE16, HEX),
        Attribute(2, "NL802154_DEV_ADDR_ATTR_MODE", _ONE_OR_FOUR, DEV_ADDR),
        Attribute(3, "NL802154_DEV_ADDR_ATTR_SHORT", LE16, HEX),
        Attribute(4, "NL802154_DEV_ADDR_ATTR_EXTENDED", LE64, HEX),
        Attribute(5, "NL802154_DEV_ADDR_ATTR_PAD", OPAQUE),
        Attribute(6, "NL802154_DEV_ADDR_ATTR_PEER_TYPE", U8, PEER_TYPE),
    ],
)
KEY_ID_ATTR = AttributeSet(
    "NL802154_KEY_ID_ATTR_",
    [
        Attribute(1, "NL802154_KEY_ID_ATTR_MODE", U32, KEY_ID_MODE),
        Attribute(2, "NL802154_KEY_ID_ATTR_INDEX", U8),
        Attribute(3, "NL802154_KEY_ID_ATTR_IMPLICIT", DEV_ADDR_ATTR),
        Attribute(4, "NL802154_KEY_ID_ATTR_SOURCE_SHORT", LE32, HEX),
        Attribute(5, "NL802154_KEY_ID_ATTR_SOURCE_EXTENDED", LE64, HEX),
        Attribute(6, "NL802154_KEY_ID_ATTR_PAD", OPAQUE),
    ],
)
SECLEVEL_ATTR = AttributeSet(
    "NL802154_SECLEVEL_ATTR_",
    [
        Attribute(1, "NL802154_SECLEVEL_ATTR_LEVELS", U8, _LEVELS),
        Attribute(2, "NL802154_SECLEVEL_ATTR_FRAME", U32, FRAME),
        Attribute(3, "NL802154_SECLEVEL_ATTR_CMD_FRAME", U32, CMD_FRAME),
        Attribute(4, "NL802154_SECLEVEL_ATTR_DEV_OVERRIDE", U8, BOOL),
    ],
)
DEV_ATTR = AttributeSet(
    "NL802154_DEV_ATTR_",
    [
        Attribute(1, "NL802154_DEV_ATTR_FRAME_COUNTER", U32),
        Attribute(2, "NL802154_DEV_ATTR_PAN_ID", LE16, HEX),
        Attribute(3, "NL802154_DEV_ATTR_SHORT_ADDR", LE16, HEX),
        Attribute(4, "NL802154_DEV_ATTR_EXTENDED_ADDR", LE64, HEX),
        Attribute(5, "NL802154_DEV_ATTR_SECLEVEL_EXEMPT", U8, BOOL),
        Attribute(6, "NL802154_DEV_ATTR_KEY_MODE", U32, DEVKEY),
        Attribute(7, "NL802154_DEV_ATTR_PAD", OPAQUE),
    ],
)
DEVKEY_ATTR = AttributeSet(
    "NL802154_DEVKEY_ATTR_",
    [
        Attribute(1, "NL802154_DEVKEY_ATTR_FRAME_COUNTER", U32),
        Attribute(2, "NL802154_DEVKEY_ATTR_EXTENDED_ADDR", LE64, HEX),
        Attribute(3, "NL802154_DEVKEY_ATTR_ID", KEY_ID_ATTR),
        Attribute(4, "NL802154_DEVKEY_ATTR_PAD", OPAQUE),
    ],
)
KEY_ATTR = AttributeSet(
    "NL802154_KEY_ATTR_",
    [
        Attribute(1, "NL802154_KEY_ATTR_ID", KEY_ID_ATTR),
        Attribute(2, "NL802154_KEY_ATTR_USAGE_FRAMES", U8, _FRAMES),
        Attribute(3, "NL802154_KEY_ATTR_USAGE_CMDS", Sequence(U32, HEX)),
        Attribute(4, "NL802154_KEY_ATTR_BYTES", Bytes(16), secret=True),
    ],
)
"""USAGE_CMDS has a bit for each of 256 command frames"""
