"""ICMP's message types, of which conntrack, flower and Open vSwitch speak (linux/icmp.h, linux/icmpv6.h)."""

from __future__ import annotations

from typing import Final

from nldissect.schema import Enum, Names


class _Types(Enum):
    """Summary lines have the number, as conntrack, tc and ovs-dpctl write it."""

    def short(self, value: int, names: Names) -> str:
        return str(value)


ICMP: Final = _Types(
    "ICMP_",
    {
        0: "ICMP_ECHOREPLY",
        3: "ICMP_DEST_UNREACH",
        4: "ICMP_SOURCE_QUENCH",
        5: "ICMP_REDIRECT",
        8: "ICMP_ECHO",
        11: "ICMP_TIME_EXCEEDED",
        12: "ICMP_PARAMETERPROB",
        13: "ICMP_TIMESTAMP",
        14: "ICMP_TIMESTAMPREPLY",
        15: "ICMP_INFO_REQUEST",
        16: "ICMP_INFO_REPLY",
        17: "ICMP_ADDRESS",
        18: "ICMP_ADDRESSREPLY",
        42: "ICMP_EXT_ECHO",
        43: "ICMP_EXT_ECHOREPLY",
    },
)
ICMPV6: Final = _Types(
    "ICMPV6_",
    {
        1: "ICMPV6_DEST_UNREACH",
        2: "ICMPV6_PKT_TOOBIG",
        3: "ICMPV6_TIME_EXCEED",
        4: "ICMPV6_PARAMPROB",
        128: "ICMPV6_ECHO_REQUEST",
        129: "ICMPV6_ECHO_REPLY",
        130: "ICMPV6_MGM_QUERY",
        131: "ICMPV6_MGM_REPORT",
        132: "ICMPV6_MGM_REDUCTION",
        139: "ICMPV6_NI_QUERY",
        140: "ICMPV6_NI_REPLY",
        143: "ICMPV6_MLD2_REPORT",
        144: "ICMPV6_DHAAD_REQUEST",
        145: "ICMPV6_DHAAD_REPLY",
        146: "ICMPV6_MOBILE_PREFIX_SOL",
        147: "ICMPV6_MOBILE_PREFIX_ADV",
        151: "ICMPV6_MRDISC_ADV",
        160: "ICMPV6_EXT_ECHO_REQUEST",
        161: "ICMPV6_EXT_ECHO_REPLY",
    },
)
"""133 to 137, neighbour discovery, have names in include/net/ndisc.h alone"""
