"""Simulated IEEE 802.15.4 radios and who hears whom (drivers/net/ieee802154/mac802154_hwsim.h, which is not UAPI)."""

from __future__ import annotations

from nldissect.schema import U8, U32, Attribute, AttributeSet, Command, GenericFamily, Operation

EDGE_ATTR = AttributeSet(
    "MAC802154_HWSIM_EDGE_ATTR_",
    [
        Attribute(1, "MAC802154_HWSIM_EDGE_ATTR_ENDPOINT_ID", U32),
        Attribute(2, "MAC802154_HWSIM_EDGE_ATTR_LQI", U8),
    ],
)
_EDGES = AttributeSet(
    "MAC802154_HWSIM_ATTR_", [Attribute(2, "MAC802154_HWSIM_ATTR_RADIO_EDGE", EDGE_ATTR, multiple=True)]
)
ATTR = AttributeSet(
    "MAC802154_HWSIM_ATTR_",
    [
        Attribute(1, "MAC802154_HWSIM_ATTR_RADIO_ID", U32),
        Attribute(2, "MAC802154_HWSIM_ATTR_RADIO_EDGE", EDGE_ATTR),
        Attribute(3, "MAC802154_HWSIM_ATTR_RADIO_EDGES", _EDGES),
    ],
)

FAMILIES = (
    GenericFamily(
        "MAC802154_HWSIM",
        ATTR,
        commands=(
            Command(1, "MAC802154_HWSIM_CMD_GET_RADIO", operation=Operation.GET),
            Command(2, "MAC802154_HWSIM_CMD_SET_RADIO", operation=Operation.NEW),
            Command(3, "MAC802154_HWSIM_CMD_NEW_RADIO", operation=Operation.NEW),
            Command(4, "MAC802154_HWSIM_CMD_DEL_RADIO", operation=Operation.DELETE),
            Command(5, "MAC802154_HWSIM_CMD_GET_EDGE", operation=Operation.GET),
            Command(6, "MAC802154_HWSIM_CMD_SET_EDGE", operation=Operation.NEW),
            Command(7, "MAC802154_HWSIM_CMD_DEL_EDGE", operation=Operation.DELETE),
            Command(8, "MAC802154_HWSIM_CMD_NEW_EDGE", operation=Operation.NEW),
        ),
        groups=("config",),
        summary="[radio {MAC802154_HWSIM_ATTR_RADIO_ID}]"
        "[ to {MAC802154_HWSIM_ATTR_RADIO_EDGE.MAC802154_HWSIM_EDGE_ATTR_ENDPOINT_ID}]"
        "[ lqi {MAC802154_HWSIM_ATTR_RADIO_EDGE.MAC802154_HWSIM_EDGE_ATTR_LQI}]",
    ),
)
