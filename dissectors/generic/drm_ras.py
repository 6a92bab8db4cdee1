"""Errors that graphics devices count (drm/drm_ras.h)."""

from __future__ import annotations

from nldissect.schema import (
    TEXT,
    U32,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
    Operation,
)

DRM_RAS_NODE_TYPE = Enum("DRM_RAS_NODE_TYPE_", {1: "DRM_RAS_NODE_TYPE_ERROR_COUNTER"})
DRM_RAS_A_NODE_ATTRS = AttributeSet(
    "DRM_RAS_A_NODE_ATTRS_",
    [
        Attribute(1, "DRM_RAS_A_NODE_ATTRS_NODE_ID", U32),
        Attribute(2, "DRM_RAS_A_NODE_ATTRS_DEVICE_NAME", TEXT),
        Attribute(3, "DRM_RAS_A_NODE_ATTRS_NODE_NAME", TEXT),
        Attribute(4, "DRM_RAS_A_NODE_ATTRS_NODE_TYPE", U32, DRM_RAS_NODE_TYPE),
    ],
)
DRM_RAS_A_ERROR_COUNTER_ATTRS = AttributeSet(
    "DRM_RAS_A_ERROR_COUNTER_ATTRS_",
    [
        Attribute(1, "DRM_RAS_A_ERROR_COUNTER_ATTRS_NODE_ID", U32),
        Attribute(2, "DRM_RAS_A_ERROR_COUNTER_ATTRS_ERROR_ID", U32),
        Attribute(3, "DRM_RAS_A_ERROR_COUNTER_ATTRS_ERROR_NAME", TEXT),
        Attribute(4, "DRM_RAS_A_ERROR_COUNTER_ATTRS_ERROR_VALUE", U32),
    ],
)

NODE = (
    "[node {DRM_RAS_A_NODE_ATTRS_NODE_ID}][ {DRM_RAS_A_NODE_ATTRS_NODE_NAME}][ of {DRM_RAS_A_NODE_ATTRS_DEVICE_NAME}]"
)
COUNTER = (
    "[node {DRM_RAS_A_ERROR_COUNTER_ATTRS_NODE_ID}][ error {DRM_RAS_A_ERROR_COUNTER_ATTRS_ERROR_ID}]"
    "[ {DRM_RAS_A_ERROR_COUNTER_ATTRS_ERROR_NAME}][: {DRM_RAS_A_ERROR_COUNTER_ATTRS_ERROR_VALUE}]"
)

DRM_RAS = GenericFamily(
    "drm-ras",
    DRM_RAS_A_NODE_ATTRS,
    commands=(
        Command(1, "DRM_RAS_CMD_LIST_NODES", operation=Operation.GET, summary=NODE),
        Command(
            2, "DRM_RAS_CMD_GET_ERROR_COUNTER", DRM_RAS_A_ERROR_COUNTER_ATTRS, operation=Operation.GET, summary=COUNTER
        ),
        Command(3, "DRM_RAS_CMD_CLEAR_ERROR_COUNTER", DRM_RAS_A_ERROR_COUNTER_ATTRS, summary=COUNTER),
    ),
    strict=True,
)
FAMILIES = (DRM_RAS,)
