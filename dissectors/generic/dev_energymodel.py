"""Energy models of devices: performance domains and the states in them (linux/dev_energymodel.h)."""

from __future__ import annotations

from nldissect.schema import (
    OPAQUE,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Flags,
    GenericFamily,
    Operation,
    Unit,
)

KILOHERTZ = Unit("kHz")
DEV_ENERGYMODEL_PERF_STATE_FLAGS = Flags(
    "DEV_ENERGYMODEL_PERF_STATE_FLAGS_",
    {
        0x1: "DEV_ENERGYMODEL_PERF_STATE_FLAGS_PERF_STATE_INEFFICIENT",
    },
)
DEV_ENERGYMODEL_PERF_DOMAIN_FLAGS = Flags(
    "DEV_ENERGYMODEL_PERF_DOMAIN_FLAGS_",
    {
        0x1: "DEV_ENERGYMODEL_PERF_DOMAIN_FLAGS_PERF_DOMAIN_MICROWATTS",
        0x2: "DEV_ENERGYMODEL_PERF_DOMAIN_FLAGS_PERF_DOMAIN_SKIP_INEFFICIENCIES",
        0x4: "DEV_ENERGYMODEL_PERF_DOMAIN_FLAGS_PERF_DOMAIN_ARTIFICIAL",
    },
)
DEV_ENERGYMODEL_A_PERF_DOMAIN = AttributeSet(
    "DEV_ENERGYMODEL_A_PERF_DOMAIN_",
    [
        Attribute(1, "DEV_ENERGYMODEL_A_PERF_DOMAIN_PAD", OPAQUE),
        Attribute(2, "DEV_ENERGYMODEL_A_PERF_DOMAIN_PERF_DOMAIN_ID", U32),
        Attribute(3, "DEV_ENERGYMODEL_A_PERF_DOMAIN_FLAGS", U64, DEV_ENERGYMODEL_PERF_DOMAIN_FLAGS),
        Attribute(4, "DEV_ENERGYMODEL_A_PERF_DOMAIN_CPUS", U64, multiple=True),
    ],
)
DEV_ENERGYMODEL_A_PERF_STATE = AttributeSet(
    "DEV_ENERGYMODEL_A_PERF_STATE_",
    [
        Attribute(1, "DEV_ENERGYMODEL_A_PERF_STATE_PAD", OPAQUE),
        Attribute(2, "DEV_ENERGYMODEL_A_PERF_STATE_PERFORMANCE", U64),
        Attribute(3, "DEV_ENERGYMODEL_A_PERF_STATE_FREQUENCY", U64, KILOHERTZ),
        Attribute(4, "DEV_ENERGYMODEL_A_PERF_STATE_POWER", U64),
        Attribute(5, "DEV_ENERGYMODEL_A_PERF_STATE_COST", U64),
        Attribute(6, "DEV_ENERGYMODEL_A_PERF_STATE_FLAGS", U64, DEV_ENERGYMODEL_PERF_STATE_FLAGS),
    ],
)
DEV_ENERGYMODEL_A_PERF_TABLE = AttributeSet(
    "DEV_ENERGYMODEL_A_PERF_TABLE_",
    [
        Attribute(1, "DEV_ENERGYMODEL_A_PERF_TABLE_PERF_DOMAIN_ID", U32),
        Attribute(2, "DEV_ENERGYMODEL_A_PERF_TABLE_PERF_STATE", DEV_ENERGYMODEL_A_PERF_STATE, multiple=True),
    ],
)

DOMAIN = "[domain {DEV_ENERGYMODEL_A_PERF_DOMAIN_PERF_DOMAIN_ID}][ {DEV_ENERGYMODEL_A_PERF_DOMAIN_FLAGS}]"
TABLE = "[domain {DEV_ENERGYMODEL_A_PERF_TABLE_PERF_DOMAIN_ID}]"

DEV_ENERGYMODEL = GenericFamily(
    "dev-energymodel",
    DEV_ENERGYMODEL_A_PERF_DOMAIN,
    commands=(
        Command(1, "DEV_ENERGYMODEL_CMD_GET_PERF_DOMAINS", operation=Operation.GET, summary=DOMAIN),
        Command(
            2,
            "DEV_ENERGYMODEL_CMD_GET_PERF_TABLE",
            DEV_ENERGYMODEL_A_PERF_TABLE,
            operation=Operation.GET,
            summary=TABLE,
        ),
        Command(
            3,
            "DEV_ENERGYMODEL_CMD_PERF_DOMAIN_CREATED",
            DEV_ENERGYMODEL_A_PERF_TABLE,
            operation=Operation.NEW,
            summary=TABLE,
        ),
        Command(
            4,
            "DEV_ENERGYMODEL_CMD_PERF_DOMAIN_UPDATED",
            DEV_ENERGYMODEL_A_PERF_TABLE,
            operation=Operation.NEW,
            summary=TABLE,
        ),
        Command(
            5,
            "DEV_ENERGYMODEL_CMD_PERF_DOMAIN_DELETED",
            DEV_ENERGYMODEL_A_PERF_TABLE,
            operation=Operation.DELETE,
            summary=TABLE,
        ),
    ),
    groups=("event",),
    strict=True,
)
FAMILIES = (DEV_ENERGYMODEL,)
