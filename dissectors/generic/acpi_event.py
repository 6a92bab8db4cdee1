"""ACPI events: buttons, power supplies, batteries (drivers/acpi/event.c; there is no UAPI header)."""

from __future__ import annotations

from nldissect.schema import (
    HEX,
    U32,
    Attribute,
    AttributeSet,
    Command,
    GenericFamily,
    Member,
    Pad,
    Struct,
    Text,
)

ACPI_GENL_EVENT = Struct(
    "acpi_genl_event",
    [
        Member("device_class", Text(20)),
        Member("bus_id", Text(15)),
        Pad(1),
        Member("type", U32, HEX),
        Member("data", U32, HEX),
    ],
    text="{device_class} {bus_id} {type} {data}",
)
ACPI_GENL_ATTR = AttributeSet("ACPI_GENL_ATTR_", [Attribute(1, "ACPI_GENL_ATTR_EVENT", ACPI_GENL_EVENT)])

ACPI_EVENT = GenericFamily(
    "acpi_event",
    ACPI_GENL_ATTR,
    commands=(Command(1, "ACPI_GENL_CMD_EVENT", summary="{ACPI_GENL_ATTR_EVENT}"),),
    groups=("acpi_mc_group",),
)
FAMILIES = (ACPI_EVENT,)
