"""Nests inside flower: tunnel options, MPLS label stacks, connectivity fault management (linux/pkt_cls.h)."""

from __future__ import annotations

from nldissect.schema import BE16, BE32, BE64, HEX, OPAQUE, U8, U32, Attribute, AttributeSet

GENEVE = AttributeSet(
    "TCA_FLOWER_KEY_ENC_OPT_GENEVE_",
    [
        # the three again for each option
        Attribute(1, "TCA_FLOWER_KEY_ENC_OPT_GENEVE_CLASS", BE16, HEX, multiple=True),
        Attribute(2, "TCA_FLOWER_KEY_ENC_OPT_GENEVE_TYPE", U8, HEX, multiple=True),
        Attribute(3, "TCA_FLOWER_KEY_ENC_OPT_GENEVE_DATA", OPAQUE, multiple=True),
    ],
)
VXLAN = AttributeSet("TCA_FLOWER_KEY_ENC_OPT_VXLAN_", [Attribute(1, "TCA_FLOWER_KEY_ENC_OPT_VXLAN_GBP", U32, HEX)])
ERSPAN = AttributeSet(
    "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_",
    [
        Attribute(1, "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_VER", U8),
        Attribute(2, "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_INDEX", BE32),
        Attribute(3, "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_DIR", U8),
        Attribute(4, "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_HWID", U8),
    ],
)
GTP = AttributeSet(
    "TCA_FLOWER_KEY_ENC_OPT_GTP_",
    [
        Attribute(1, "TCA_FLOWER_KEY_ENC_OPT_GTP_PDU_TYPE", U8, HEX),
        Attribute(2, "TCA_FLOWER_KEY_ENC_OPT_GTP_QFI", U8, HEX),
    ],
)
PFCP = AttributeSet(
    "TCA_FLOWER_KEY_ENC_OPT_PFCP_",
    [
        Attribute(1, "TCA_FLOWER_KEY_ENC_OPT_PFCP_TYPE", U8, HEX),
        Attribute(2, "TCA_FLOWER_KEY_ENC_OPT_PFCP_SEID", BE64, HEX),
    ],
)
ENC_OPTS = AttributeSet(
    "TCA_FLOWER_KEY_ENC_OPTS_",
    [
        Attribute(1, "TCA_FLOWER_KEY_ENC_OPTS_GENEVE", GENEVE, multiple=True),
        Attribute(2, "TCA_FLOWER_KEY_ENC_OPTS_VXLAN", VXLAN),
        Attribute(3, "TCA_FLOWER_KEY_ENC_OPTS_ERSPAN", ERSPAN),
        Attribute(4, "TCA_FLOWER_KEY_ENC_OPTS_GTP", GTP),
        Attribute(5, "TCA_FLOWER_KEY_ENC_OPTS_PFCP", PFCP),
    ],
)
MPLS_LSE = AttributeSet(
    "TCA_FLOWER_KEY_MPLS_OPT_LSE_",
    [
        Attribute(1, "TCA_FLOWER_KEY_MPLS_OPT_LSE_DEPTH", U8),
        Attribute(2, "TCA_FLOWER_KEY_MPLS_OPT_LSE_TTL", U8),
        Attribute(3, "TCA_FLOWER_KEY_MPLS_OPT_LSE_BOS", U8),
        Attribute(4, "TCA_FLOWER_KEY_MPLS_OPT_LSE_TC", U8),
        Attribute(5, "TCA_FLOWER_KEY_MPLS_OPT_LSE_LABEL", U32),
    ],
    strict_from=0,
)
MPLS_OPTS = AttributeSet(
    "TCA_FLOWER_KEY_MPLS_OPTS_",
    [Attribute(1, "TCA_FLOWER_KEY_MPLS_OPTS_LSE", MPLS_LSE, multiple=True)],
)
CFM = AttributeSet(
    "TCA_FLOWER_KEY_CFM_",
    [
        Attribute(1, "TCA_FLOWER_KEY_CFM_MD_LEVEL", U8, range=(0, 7)),
        Attribute(2, "TCA_FLOWER_KEY_CFM_OPCODE", U8),
    ],
    strict_from=0,
)
