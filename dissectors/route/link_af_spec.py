"""What address families add to a link: IFLA_AF_SPEC and IFLA_PROTINFO (linux/if_link.h)."""

from __future__ import annotations

from dissectors.route.inet_conf import (
    ICMP6_MIB,
    IFLA_INET6_CONF,
    IFLA_INET_CONF,
    IN6_ADDR_GEN_MODE,
    IPSTATS_MIB,
)
from dissectors.route.link_bridge import IFLA_BRIDGE
from dissectors.route.link_ipmr import IPMRA_TABLE
from dissectors.route.link_kinds.bridge_port import BR_STATE, IFLA_BRPORT
from nldissect.schema import (
    BYTES,
    CLOCK_TICKS,
    MILLISECONDS,
    OPAQUE,
    U8,
    U32,
    Address,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Meant,
    Member,
    Payload,
    Select,
    Struct,
)

AF_BRIDGE = 7
AF_INET6 = 10
RTNL_FAMILY_IPMR = 128

IFLA_INET = AttributeSet(
    "IFLA_INET_",
    [
        Attribute(1, "IFLA_INET_CONF", IFLA_INET_CONF),
    ],
)

IF_FLAGS = Flags(
    "IF_",
    {
        0x10: "IF_RS_SENT",
        0x20: "IF_RA_RCVD",
        0x40: "IF_RA_MANAGED",
        0x80: "IF_RA_OTHERCONF",
        0x80000000: "IF_READY",
    },
)
"""state of an interface's IPv6 (the kernel's include/net/if_inet6.h; no UAPI header has it)"""

IFLA_CACHEINFO = Struct(
    "ifla_cacheinfo",
    [
        Member("max_reasm_len", U32, BYTES),
        Member("tstamp", U32, CLOCK_TICKS),
        Member("reachable_time", U32, MILLISECONDS),
        Member("retrans_time", U32, MILLISECONDS),
    ],
)

IFLA_INET6 = AttributeSet(
    "IFLA_INET6_",
    [
        Attribute(1, "IFLA_INET6_FLAGS", U32, IF_FLAGS),
        Attribute(2, "IFLA_INET6_CONF", IFLA_INET6_CONF),
        Attribute(3, "IFLA_INET6_STATS", IPSTATS_MIB),
        Attribute(4, "IFLA_INET6_MCAST", OPAQUE),
        Attribute(5, "IFLA_INET6_CACHEINFO", IFLA_CACHEINFO),
        Attribute(6, "IFLA_INET6_ICMP6STATS", ICMP6_MIB),
        Attribute(7, "IFLA_INET6_TOKEN", Address(AF_INET6)),
        Attribute(8, "IFLA_INET6_ADDR_GEN_MODE", U8, IN6_ADDR_GEN_MODE, range=(0, 3)),
        Attribute(9, "IFLA_INET6_RA_MTU", U32, BYTES),
    ],
)

MCTP_PHYS_BINDING = Enum(
    "MCTP_PHYS_BINDING_",
    {
        0: "MCTP_PHYS_BINDING_UNSPEC",
        1: "MCTP_PHYS_BINDING_SMBUS",
        2: "MCTP_PHYS_BINDING_PCIE_VDM",
        3: "MCTP_PHYS_BINDING_USB",
        4: "MCTP_PHYS_BINDING_KCS",
        5: "MCTP_PHYS_BINDING_SERIAL",
        6: "MCTP_PHYS_BINDING_I3C",
        7: "MCTP_PHYS_BINDING_PCC",
    },
)
"""physical transports (the kernel's include/net/mctp.h after DMTF DSP0239; no UAPI header has them)"""

IFLA_MCTP = AttributeSet(
    "IFLA_MCTP_",
    [
        Attribute(1, "IFLA_MCTP_NET", U32),
        Attribute(2, "IFLA_MCTP_PHYS_BINDING", U8, MCTP_PHYS_BINDING),
    ],
)

_BY_FAMILY = AttributeSet(
    "AF_",
    [
        Attribute(2, "AF_INET", IFLA_INET),
        Attribute(10, "AF_INET6", IFLA_INET6),
        Attribute(45, "AF_MCTP", IFLA_MCTP),
    ],
    closed=True,
)

IFLA_AF_SPEC = Select("ifi_family", {AF_BRIDGE: IFLA_BRIDGE, RTNL_FAMILY_IPMR: IPMRA_TABLE}, default=_BY_FAMILY)
"""what each family has to say; where the message is one family's own, there is no level for the family"""

IFLA_PROTINFO = Select(
    "ifi_family",
    {
        AF_BRIDGE: Select(
            Payload(lambda payload, order: len(payload)),
            {1: Meant(U8, BR_STATE)},  # how user space STP set a port's state before there were attributes
            default=IFLA_BRPORT,
        ),
        AF_INET6: IFLA_INET6,
    },
)
