"""Plug-in modules: power, EEPROM, firmware (linux/ethtool.h)."""

from __future__ import annotations

from dissectors.generic.ethtool.header import ETHTOOL_A_HEADER
from nldissect.schema import (
    BYTES,
    HEX,
    OPAQUE,
    TEXT,
    U8,
    U32,
    UINT,
    Attribute,
    AttributeSet,
    Enum,
    Text,
)

ETHTOOL_MODULE_POWER_MODE_POLICY = Enum(
    "ETHTOOL_MODULE_POWER_MODE_POLICY_",
    {
        1: "ETHTOOL_MODULE_POWER_MODE_POLICY_HIGH",
        2: "ETHTOOL_MODULE_POWER_MODE_POLICY_AUTO",
    },
)
ETHTOOL_MODULE_POWER_MODE = Enum(
    "ETHTOOL_MODULE_POWER_MODE_",
    {
        1: "ETHTOOL_MODULE_POWER_MODE_LOW",
        2: "ETHTOOL_MODULE_POWER_MODE_HIGH",
    },
)
ETHTOOL_MODULE_FW_FLASH_STATUS = Enum(
    "ETHTOOL_MODULE_FW_FLASH_STATUS_",
    {
        1: "ETHTOOL_MODULE_FW_FLASH_STATUS_STARTED",
        2: "ETHTOOL_MODULE_FW_FLASH_STATUS_IN_PROGRESS",
        3: "ETHTOOL_MODULE_FW_FLASH_STATUS_COMPLETED",
        4: "ETHTOOL_MODULE_FW_FLASH_STATUS_ERROR",
    },
)
ETHTOOL_A_MODULE = AttributeSet(
    "ETHTOOL_A_MODULE_",
    [
        Attribute(1, "ETHTOOL_A_MODULE_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_MODULE_POWER_MODE_POLICY", U8, ETHTOOL_MODULE_POWER_MODE_POLICY, range=(1, 2)),
        Attribute(3, "ETHTOOL_A_MODULE_POWER_MODE", U8, ETHTOOL_MODULE_POWER_MODE),
    ],
)
ETHTOOL_A_MODULE_EEPROM = AttributeSet(
    "ETHTOOL_A_MODULE_EEPROM_",
    [
        Attribute(1, "ETHTOOL_A_MODULE_EEPROM_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_MODULE_EEPROM_OFFSET", U32, BYTES, range=(0, 255)),
        Attribute(3, "ETHTOOL_A_MODULE_EEPROM_LENGTH", U32, BYTES, range=(1, 128)),
        Attribute(4, "ETHTOOL_A_MODULE_EEPROM_PAGE", U8),
        Attribute(5, "ETHTOOL_A_MODULE_EEPROM_BANK", U8),
        Attribute(6, "ETHTOOL_A_MODULE_EEPROM_I2C_ADDRESS", U8, HEX, range=(0, 127)),
        Attribute(7, "ETHTOOL_A_MODULE_EEPROM_DATA", OPAQUE),
    ],
)
ETHTOOL_A_MODULE_FW_FLASH = AttributeSet(
    "ETHTOOL_A_MODULE_FW_FLASH_",
    [
        Attribute(1, "ETHTOOL_A_MODULE_FW_FLASH_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_MODULE_FW_FLASH_FILE_NAME", Text(nul=True)),
        Attribute(3, "ETHTOOL_A_MODULE_FW_FLASH_PASSWORD", U32, HEX, secret=True),
        Attribute(4, "ETHTOOL_A_MODULE_FW_FLASH_STATUS", U32, ETHTOOL_MODULE_FW_FLASH_STATUS),
        Attribute(5, "ETHTOOL_A_MODULE_FW_FLASH_STATUS_MSG", TEXT),
        Attribute(6, "ETHTOOL_A_MODULE_FW_FLASH_DONE", UINT),
        Attribute(7, "ETHTOOL_A_MODULE_FW_FLASH_TOTAL", UINT),
    ],
)
