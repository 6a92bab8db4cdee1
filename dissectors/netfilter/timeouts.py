"""How long conntrack keeps a connection, by its protocol and state (linux/netfilter/nfnetlink_cttimeout.h)."""

from __future__ import annotations

from nldissect.schema import BE32, SECONDS, Attribute, AttributeSet, Shape

CTA_TIMEOUT_GENERIC = AttributeSet(
    "CTA_TIMEOUT_GENERIC_",
    [
        Attribute(1, "CTA_TIMEOUT_GENERIC_TIMEOUT", BE32, SECONDS),
    ],
)
CTA_TIMEOUT_TCP = AttributeSet(
    "CTA_TIMEOUT_TCP_",
    [
        Attribute(1, "CTA_TIMEOUT_TCP_SYN_SENT", BE32, SECONDS),
        Attribute(2, "CTA_TIMEOUT_TCP_SYN_RECV", BE32, SECONDS),
        Attribute(3, "CTA_TIMEOUT_TCP_ESTABLISHED", BE32, SECONDS),
        Attribute(4, "CTA_TIMEOUT_TCP_FIN_WAIT", BE32, SECONDS),
        Attribute(5, "CTA_TIMEOUT_TCP_CLOSE_WAIT", BE32, SECONDS),
        Attribute(6, "CTA_TIMEOUT_TCP_LAST_ACK", BE32, SECONDS),
        Attribute(7, "CTA_TIMEOUT_TCP_TIME_WAIT", BE32, SECONDS),
        Attribute(8, "CTA_TIMEOUT_TCP_CLOSE", BE32, SECONDS),
        Attribute(9, "CTA_TIMEOUT_TCP_SYN_SENT2", BE32, SECONDS),
        Attribute(10, "CTA_TIMEOUT_TCP_RETRANS", BE32, SECONDS),
        Attribute(11, "CTA_TIMEOUT_TCP_UNACK", BE32, SECONDS),
    ],
)
CTA_TIMEOUT_UDP = AttributeSet(
    "CTA_TIMEOUT_UDP_",
    [
        Attribute(1, "CTA_TIMEOUT_UDP_UNREPLIED", BE32, SECONDS),
        Attribute(2, "CTA_TIMEOUT_UDP_REPLIED", BE32, SECONDS),
    ],
)
CTA_TIMEOUT_UDPLITE = AttributeSet(
    "CTA_TIMEOUT_UDPLITE_",
    [
        Attribute(1, "CTA_TIMEOUT_UDPLITE_UNREPLIED", BE32, SECONDS),
        Attribute(2, "CTA_TIMEOUT_UDPLITE_REPLIED", BE32, SECONDS),
    ],
)
CTA_TIMEOUT_ICMP = AttributeSet(
    "CTA_TIMEOUT_ICMP_",
    [
        Attribute(1, "CTA_TIMEOUT_ICMP_TIMEOUT", BE32, SECONDS),
    ],
)
CTA_TIMEOUT_DCCP = AttributeSet(
    "CTA_TIMEOUT_DCCP_",
    [
        Attribute(1, "CTA_TIMEOUT_DCCP_REQUEST", BE32, SECONDS),
        Attribute(2, "CTA_TIMEOUT_DCCP_RESPOND", BE32, SECONDS),
        Attribute(3, "CTA_TIMEOUT_DCCP_PARTOPEN", BE32, SECONDS),
        Attribute(4, "CTA_TIMEOUT_DCCP_OPEN", BE32, SECONDS),
        Attribute(5, "CTA_TIMEOUT_DCCP_CLOSEREQ", BE32, SECONDS),
        Attribute(6, "CTA_TIMEOUT_DCCP_CLOSING", BE32, SECONDS),
        Attribute(7, "CTA_TIMEOUT_DCCP_TIMEWAIT", BE32, SECONDS),
    ],
)
CTA_TIMEOUT_SCTP = AttributeSet(
    "CTA_TIMEOUT_SCTP_",
    [
        Attribute(1, "CTA_TIMEOUT_SCTP_CLOSED", BE32, SECONDS),
        Attribute(2, "CTA_TIMEOUT_SCTP_COOKIE_WAIT", BE32, SECONDS),
        Attribute(3, "CTA_TIMEOUT_SCTP_COOKIE_ECHOED", BE32, SECONDS),
        Attribute(4, "CTA_TIMEOUT_SCTP_ESTABLISHED", BE32, SECONDS),
        Attribute(5, "CTA_TIMEOUT_SCTP_SHUTDOWN_SENT", BE32, SECONDS),
        Attribute(6, "CTA_TIMEOUT_SCTP_SHUTDOWN_RECD", BE32, SECONDS),
        Attribute(7, "CTA_TIMEOUT_SCTP_SHUTDOWN_ACK_SENT", BE32, SECONDS),
        Attribute(8, "CTA_TIMEOUT_SCTP_HEARTBEAT_SENT", BE32, SECONDS),
        Attribute(9, "CTA_TIMEOUT_SCTP_HEARTBEAT_ACKED", BE32, SECONDS),
    ],
)
CTA_TIMEOUT_ICMPV6 = AttributeSet(
    "CTA_TIMEOUT_ICMPV6_",
    [
        Attribute(1, "CTA_TIMEOUT_ICMPV6_TIMEOUT", BE32, SECONDS),
    ],
)
CTA_TIMEOUT_GRE = AttributeSet(
    "CTA_TIMEOUT_GRE_",
    [
        Attribute(1, "CTA_TIMEOUT_GRE_UNREPLIED", BE32, SECONDS),
        Attribute(2, "CTA_TIMEOUT_GRE_REPLIED", BE32, SECONDS),
    ],
)

TIMEOUTS: dict[int, Shape] = {
    1: CTA_TIMEOUT_ICMP,
    6: CTA_TIMEOUT_TCP,
    17: CTA_TIMEOUT_UDP,
    33: CTA_TIMEOUT_DCCP,
    47: CTA_TIMEOUT_GRE,
    58: CTA_TIMEOUT_ICMPV6,
    132: CTA_TIMEOUT_SCTP,
    136: CTA_TIMEOUT_UDPLITE,
}
"""IPPROTO_* number → the timeouts of that protocol; all others have CTA_TIMEOUT_GENERIC's"""
