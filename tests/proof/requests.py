"""Messages of programs of one's own that the kernel refuses, made field by field as a C program would."""

from __future__ import annotations

from struct import pack
from typing import Final

from tests.build import NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST, attribute, message, ndmsg, nest
from tests.proof.refusal import Request, path

ASK: Final = NLM_F_REQUEST | NLM_F_ACK
DUMP: Final = NLM_F_REQUEST | NLM_F_DUMP
CREATE: Final = ASK | 0x600  # NLM_F_CREATE | NLM_F_EXCL
LO: Final = 1
NOBODY: Final = 999_999
"""no interface has this index"""
FAILED: Final = "Attribute failed policy validation"


BR0, VX0 = 4241, 4242
"""indexes of the session's bridge and VXLAN"""


def u8(value: int) -> bytes:
    return pack("<B", value)


def u16(value: int) -> bytes:
    return pack("<H", value)


def u32(value: int) -> bytes:
    return pack("<I", value)


def ifinfomsg(index: int = 0, change: int = 0) -> bytes:
    return pack("<BxHiII", 0, 0, index, 0, change)


def ifaddrmsg(family: int = 2, prefix: int = 24, index: int = LO) -> bytes:
    return pack("<BBBBi", family, prefix, 0, 0, index)


def rtmsg(prefix: int = 24, *, table: int = 254, protocol: int = 4, kind: int = 1) -> bytes:
    return pack("<BBBBBBBBI", 2, prefix, 0, 0, table, protocol, 253 if kind else 0, kind, 0)


def fib_rule_hdr(table: int = 254, action: int = 1) -> bytes:
    return pack("<BBBBBBBBI", 2, 0, 0, 0, table, 0, 0, action, 0)


def nhmsg(family: int = 2, scope: int = 0) -> bytes:
    return pack("<BBBBI", family, scope, 0, 0, 0)


def tcmsg(index: int) -> bytes:
    return pack("<BxxxiIII", 0, index, 0x10000, 0xFFFFFFFF, 0)


def br_port_msg(index: int) -> bytes:
    return pack("<BxxxI", 7, index)


def br_mdb_entry(index: int) -> bytes:
    return pack("<IBBH", index, 1, 0, 0) + bytes([239, 1, 1, 1]) + bytes(12) + pack(">HH", 0x0800, 0)


def kind(name: str, *data: bytes) -> bytes:
    """IFLA_IFNAME x0 and IFLA_LINKINFO."""
    return attribute(3, b"x0\0") + nest(18, attribute(1, name.encode() + b"\0"), nest(2, *data))


def generic(command: int, *attributes: bytes, flags: int = ASK) -> tuple[int, bytes]:
    return flags, pack("<BBH", command, 1, 0) + b"".join(attributes)


TEN = bytes([10, 0, 0, 1])
INFO_DATA = "IFLA_LINKINFO / IFLA_INFO_DATA"
LO_HEADER = nest(1, attribute(2, b"lo\0"))

LINK: Final = (
    Request(
        name="an MTU of two bytes", message=message(16, ifinfomsg(LO), attribute(4, u16(1500)), flags=ASK),
        request="RTM_NEWLINK", errno="ERANGE", words=FAILED, at=path("IFLA_MTU", 4), value=1500,
        valid="u32; sent 2 bytes (dc 05)",
    ),
    Request(
        name="a name too long", message=message(16, ifinfomsg(), attribute(3, b"a" * 20), flags=CREATE),
        request="RTM_NEWLINK", errno="ERANGE", words=FAILED, at=path("IFLA_IFNAME", 3), value="a" * 20,
        valid="string, at most 15 bytes; sent aaaaaaaaaaaaaaaaaaaa",
    ),
    Request(
        name="in a veth's peer",
        message=message(16, ifinfomsg(), kind("veth", attribute(1, ifinfomsg() + attribute(4, u8(9)))), flags=CREATE),
        request="RTM_NEWLINK", errno="ERANGE", words=FAILED,
        at=path(f"{INFO_DATA} / VETH_INFO_PEER / IFLA_MTU", 18, 2, 1, 4), value=9, valid="u32; sent 1 bytes (09)",
    ),
    Request(
        name="a VNI out of range",
        message=message(16, ifinfomsg(), kind("vxlan", attribute(1, u32(1 << 24))), flags=CREATE),
        request="RTM_NEWLINK", errno="ERANGE", words="VXLAN ID must be lower than 16777216",
        at=path(f"{INFO_DATA} / IFLA_VXLAN_ID", 18, 2, 1), value=1 << 24, valid="u32, 0 to 16777215; sent 16777216",
    ),
    Request(
        name="a VLAN of another protocol", needs=("8021q",),
        message=message(16, ifinfomsg(), attribute(5, u32(LO)), kind("vlan", attribute(5, u16(0x1234))), flags=CREATE),
        request="RTM_NEWLINK", errno="EPROTONOSUPPORT", words="8021q: Invalid VLAN protocol",
    ),
    Request(
        name="a header cut short", message=message(16, bytes(4), flags=ASK),
        request="RTM_NEWLINK", errno="EINVAL", words="Invalid header length",
    ),
    Request(name="a link that is not", message=message(18, ifinfomsg(NOBODY), flags=ASK),
            request="RTM_GETLINK", errno="ENODEV"),
    Request(
        name="an attribute that no kernel knows", strict_only=True,
        message=message(18, ifinfomsg(LO), attribute(999, u32(1)), flags=ASK),
        request="RTM_GETLINK", errno="EINVAL", words="Unknown attribute type",
        at=path("UNKNOWN", 999), value="01000000",
    ),
    Request(
        name="a question with bits set", strict_only=True, message=message(18, ifinfomsg(LO, 1), flags=ASK),
        request="RTM_GETLINK", errno="EINVAL", words="Invalid values in header for get link request",
    ),
    Request(
        name="a dump of one link", strict_only=True, done=True, message=message(18, ifinfomsg(LO), flags=DUMP),
        request="RTM_GETLINK", errno="EINVAL", words="Filter by device index not supported for link dumps",
    ),
    Request(
        name="a dump with an unknown attribute", strict_only=True, done=True,
        message=message(18, ifinfomsg(), attribute(999, u32(1)), flags=DUMP),
        request="RTM_GETLINK", errno="EINVAL", words="Unknown attribute type",
        at=path("UNKNOWN", 999), value="01000000",
    ),
    Request(name="a message type that is none", message=message(255, flags=ASK),
            request="UNKNOWN", errno="EOPNOTSUPP"),
)  # fmt: skip

ADDRESS: Final = (
    Request(
        name="no local address", message=message(20, ifaddrmsg(), flags=CREATE),
        request="RTM_NEWADDR", errno="EINVAL", words="ipv4: Local address is not supplied",
    ),
    Request(
        name="an address on no link", message=message(20, ifaddrmsg(index=NOBODY), attribute(2, TEN), flags=CREATE),
        request="RTM_NEWADDR", errno="ENODEV", words="ipv4: Device not found",
    ),
    Request(
        name="an address of two bytes", message=message(20, ifaddrmsg(), attribute(2, TEN[:2]), flags=CREATE),
        request="RTM_NEWADDR", errno="ERANGE", words=FAILED, at=path("IFA_LOCAL", 2), value="0a00",
        valid="u32; sent 2 bytes (0a 00)",
    ),
    Request(
        name="IPv6 of four bytes", message=message(20, ifaddrmsg(10, 64), attribute(2, TEN), flags=CREATE),
        request="RTM_NEWADDR", errno="ERANGE", words=FAILED, at=path("IFA_LOCAL", 2), value="10.0.0.1",
    ),
    Request(
        name="a dump with a prefix length", strict_only=True, done=True,
        message=message(22, ifaddrmsg(2, 9, 0), flags=DUMP),
        request="RTM_GETADDR", errno="EINVAL", words="ipv4: Invalid values in header for address dump request",
    ),
)  # fmt: skip

ROUTE: Final = (
    Request(
        name="bits behind the prefix",
        message=message(24, rtmsg(8), attribute(1, TEN), attribute(4, u32(LO)), flags=CREATE),
        request="RTM_NEWROUTE", errno="EINVAL", words="Invalid prefix for given prefix length",
    ),
    Request(
        name="a route type that is none",
        message=message(24, rtmsg(32, kind=99), attribute(1, TEN), attribute(4, u32(LO)), flags=CREATE),
        request="RTM_NEWROUTE", errno="EINVAL", words="Invalid route type",
    ),
    Request(
        name="a metric that is none",
        message=message(24, rtmsg(32), attribute(1, TEN), attribute(4, u32(LO)), nest(8, attribute(99, u32(5))),
                        flags=CREATE),
        request="RTM_NEWROUTE", errno="EINVAL", words="Invalid metric type",
    ),
    Request(
        name="a gateway of two bytes",
        message=message(24, rtmsg(32), attribute(1, TEN), attribute(5, TEN[:2]), flags=CREATE),
        request="RTM_NEWROUTE", errno="ERANGE", words=FAILED, at=path("RTA_GATEWAY", 5), value="0a00",
        valid="u32; sent 2 bytes (0a 00)",
    ),
    Request(
        name="an encapsulation's id of four bytes",
        message=message(24, rtmsg(32), attribute(1, TEN), attribute(4, u32(LO)), attribute(21, u16(2)),
                        nest(22, attribute(1, u32(1))), flags=CREATE),
        request="RTM_NEWROUTE", errno="ERANGE", words=FAILED, at=path("RTA_ENCAP / LWTUNNEL_IP_ID", 22, 1),
        valid="u64; sent 4 bytes (01 00 00 00)", value=1 << 24,
    ),
    Request(
        name="a dump with a destination", strict_only=True, done=True,
        message=message(26, rtmsg(0, table=0, protocol=0, kind=0), attribute(1, TEN), flags=DUMP),
        request="RTM_GETROUTE", errno="EINVAL", words="Unsupported attribute in dump request",
    ),
)  # fmt: skip

NEIGHBOUR: Final = (
    Request(
        name="a neighbour without address", message=message(28, ndmsg(index=LO), flags=CREATE),
        request="RTM_NEWNEIGH", errno="EINVAL", words="Network address not specified",
    ),
    Request(
        name="a neighbour of two bytes", message=message(28, ndmsg(index=LO), attribute(1, TEN[:2]), flags=CREATE),
        request="RTM_NEWNEIGH", errno="EINVAL", words="Invalid network address",
    ),
    Request(
        name="a flag that is none",
        message=message(28, ndmsg(index=LO), attribute(1, TEN), attribute(15, u32(1 << 31)), flags=CREATE),
        request="RTM_NEWNEIGH", errno="EINVAL", words="reserved bit set", at=path("NDA_FLAGS_EXT", 15), value=1 << 31,
    ),
    Request(
        name="a dump with a state", strict_only=True, done=True, message=message(30, ndmsg(index=0), flags=DUMP),
        request="RTM_GETNEIGH", errno="EINVAL", words="Invalid values in header for neighbor dump request",
    ),
)  # fmt: skip

RULE: Final = (
    Request(
        name="a DSCP out of range", message=message(32, fib_rule_hdr(), attribute(25, u8(99)), flags=CREATE),
        request="RTM_NEWRULE", errno="ERANGE", words="Error parsing msg", at=path("FRA_DSCP", 25), value=99,
        valid="u8, 0 to 63; sent 99",
    ),
    Request(
        name="a dump of one table's rules", strict_only=True, done=True,
        message=message(34, fib_rule_hdr(7), flags=DUMP),
        request="RTM_GETRULE", errno="EINVAL", words="Invalid values in header for fib rule dump request",
    ),
)  # fmt: skip

NEXTHOP: Final = (
    Request(
        name="an id of two bytes", message=message(104, nhmsg(), attribute(1, u16(3)), flags=CREATE),
        request="RTM_NEWNEXTHOP", errno="EINVAL", words="invalid attribute length", at=path("NHA_ID", 1), value=3,
        valid="u32; sent 2 bytes (03 00)",
    ),
    Request(
        name="a nexthop of no device", message=message(104, nhmsg(), attribute(1, u32(3)), flags=CREATE),
        request="RTM_NEWNEXTHOP", errno="EINVAL",
        words="Device attribute required for non-blackhole and non-fdb nexthops",
    ),
    Request(
        name="a group of three bytes", message=message(104, nhmsg(0), attribute(2, b"\1\2\3"), flags=CREATE),
        request="RTM_NEWNEXTHOP", errno="EINVAL", words="Invalid length for nexthop group attribute",
    ),
    Request(
        name="an unknown attribute, always strict",
        message=message(104, nhmsg(), attribute(1, u32(3)), attribute(99, u32(1)), flags=CREATE),
        request="RTM_NEWNEXTHOP", errno="EINVAL", words="Unknown attribute type",
        at=path("UNKNOWN", 99), value="01000000",
    ),
)  # fmt: skip

TC: Final = (
    Request(
        name="a qdisc of no kind", message=message(36, tcmsg(LO), flags=CREATE),
        request="RTM_NEWQDISC", errno="ENOENT", words="Specified qdisc kind is unknown",
    ),
    Request(name="a qdisc on no link", message=message(36, tcmsg(NOBODY), attribute(1, b"pfifo\0"), flags=CREATE),
            request="RTM_NEWQDISC", errno="ENODEV"),
)  # fmt: skip

MULTICAST_DATABASE: Final = (
    Request(
        name="no entry", message=message(84, br_port_msg(BR0), flags=CREATE),
        request="RTM_NEWMDB", errno="EINVAL", words="Missing MDBA_SET_ENTRY attribute",
        missing=path("MDBA_SET_ENTRY", 1),
    ),
    Request(
        name="a group of no remote",
        message=message(84, br_port_msg(VX0), attribute(1, br_mdb_entry(VX0)), nest(2, attribute(1, bytes(4))),
                        flags=CREATE),
        request="RTM_NEWMDB", errno="EINVAL", words="vxlan: Missing remote destination IP address",
        missing=path("MDBA_SET_ENTRY_ATTRS / MDBE_ATTR_DST", 2, 5),
    ),
    Request(
        name="a source without address",
        message=message(84, br_port_msg(VX0), attribute(1, br_mdb_entry(VX0)),
                        nest(2, attribute(5, TEN), attribute(3, u8(1)), nest(2, nest(1))), flags=CREATE),
        request="RTM_NEWMDB", errno="EINVAL",
        missing=path(
            "MDBA_SET_ENTRY_ATTRS / MDBE_ATTR_SRC_LIST / MDBE_SRC_LIST_ENTRY / MDBE_SRCATTR_ADDRESS", 2, 2, 1, 1
        ),
    ),
    Request(
        name="a filter mode that is none",
        message=message(84, br_port_msg(VX0), attribute(1, br_mdb_entry(VX0)),
                        nest(2, attribute(5, TEN), attribute(3, u8(9))), flags=CREATE),
        request="RTM_NEWMDB", errno="ERANGE", words="integer out of range",
        at=path("MDBA_SET_ENTRY_ATTRS / MDBE_ATTR_GROUP_MODE", 2, 3), value=9, valid="u8, 0 to 1; sent 9",
    ),
)  # fmt: skip

XFRM: Final = (
    Request(
        name="an SA cut short", protocol=6, message=message(16, bytes(4), flags=CREATE),
        request="XFRM_MSG_NEWSA", errno="EINVAL", words="Invalid header length",
    ),
    Request(
        name="an SA of no family", protocol=6, message=message(16, bytes(224), flags=CREATE),
        request="XFRM_MSG_NEWSA", errno="EINVAL", words="Invalid address family",
    ),
    Request(
        name="a mark of one byte", protocol=6, message=message(17, bytes(24), attribute(21, b"\1"), flags=ASK),
        request="XFRM_MSG_DELSA", errno="ERANGE", words=FAILED, at=path("XFRMA_MARK", 21),
        valid="struct xfrm_mark, 8 bytes",
    ),
    Request(
        name="a threshold past IPv4", protocol=6,
        message=message(36, u32(0), attribute(3, u8(40) + u8(0)), flags=ASK),
        request="XFRM_MSG_NEWSPDINFO", errno="EINVAL", words="Invalid hash threshold (must be <= 32 for IPv4)",
    ),
)  # fmt: skip

SOCK_DIAG: Final = (
    Request(name="a question of one byte", protocol=4, message=message(20, b"\2", flags=ASK),
            request="SOCK_DIAG_BY_FAMILY", errno="EINVAL"),
    Request(name="a family that is none", protocol=4, message=message(20, b"\xff\6", bytes(54), flags=ASK),
            request="SOCK_DIAG_BY_FAMILY", errno="EINVAL"),
    Request(name="a dump of protocol 254", protocol=4, done=True, message=message(20, b"\2\xfe", bytes(54), flags=DUMP),
            request="SOCK_DIAG_BY_FAMILY", errno="ENOENT"),
    Request(
        name="a socket that is not", protocol=4,
        message=message(20, pack("<BBBBI", 2, 6, 0, 0, 0xFFFFFFFF), pack(">HH", 1, 2), bytes(36), b"\xff" * 8,
                        flags=ASK),
        request="SOCK_DIAG_BY_FAMILY", errno="ENOENT",
    ),
)  # fmt: skip

NETFILTER: Final = (
    Request(name="a table outside of a batch", protocol=12,
            message=message(0x0A00, pack(">BBH", 7, 0, 0), attribute(1, b"t\0"), flags=ASK),
            request="NFT_MSG_NEWTABLE", errno="EINVAL"),
    Request(
        name="the sets of no table", protocol=12,
        message=message(0x0A0A, pack(">BBH", 7, 0, 0), attribute(1, b"nosuch\0"), attribute(2, b"s\0"), flags=ASK),
        request="NFT_MSG_GETSET", errno="ENOENT", at=path("NFTA_SET_TABLE", 1), value="nosuch",
    ),
)  # fmt: skip

GENERIC: Final = (
    Request(
        name="a family that is not", protocol=16, message=generic(3, attribute(2, b"no\0")),
        request="CTRL_CMD_GETFAMILY", errno="ENOENT", family="nlctrl",
    ),
    Request(name="a command that is none", protocol=16, message=generic(99),
            request="nlctrl", errno="EOPNOTSUPP", family="nlctrl"),
    Request(
        name="a policy of an operation of two bytes", protocol=16,
        message=generic(10, attribute(1, u16(16)), attribute(10, u16(3)), flags=DUMP),
        request="CTRL_CMD_GETPOLICY", errno="EINVAL", words="invalid attribute length", family="nlctrl",
        at=path("CTRL_ATTR_OP", 10), value=3, valid="u32; sent 2 bytes (03 00)",
    ),
    Request(
        name="no device", protocol=16, message=generic(7), family="ethtool",
        request="ETHTOOL_MSG_DEBUG_GET", errno="EINVAL", missing=path("ETHTOOL_A_DEBUG_HEADER", 1),
    ),
    Request(
        name="a header without NLA_F_NESTED", protocol=16, family="ethtool",
        message=generic(7, attribute(1, attribute(2, b"lo\0"))),
        request="ETHTOOL_MSG_DEBUG_GET", errno="EINVAL", words="NLA_F_NESTED is missing",
        at=path("ETHTOOL_A_DEBUG_HEADER", 1),
    ),
    Request(
        name="a flag in the header that is none", protocol=16, family="ethtool",
        message=generic(7, nest(1, attribute(2, b"lo\0"), attribute(3, u32(1 << 31)))),
        request="ETHTOOL_MSG_DEBUG_GET", errno="EINVAL", words="reserved bit set",
        at=path("ETHTOOL_A_DEBUG_HEADER / ETHTOOL_A_HEADER_FLAGS", 1, 3), value=1 << 31,
    ),
    Request(
        name="a count of two bytes", protocol=16, family="ethtool",
        message=generic(18, LO_HEADER, attribute(9, u16(7))),
        request="ETHTOOL_MSG_CHANNELS_SET", errno="EINVAL", words="invalid attribute length",
        at=path("ETHTOOL_A_CHANNELS_COMBINED_COUNT", 9), valid="u32; sent 2 bytes (07 00)",
    ),
    Request(
        name="no address", protocol=16, family="mptcp_pm", message=generic(1),
        request="MPTCP_PM_CMD_ADD_ADDR", errno="EINVAL", missing=path("MPTCP_PM_ENDPOINT_ADDR", 1),
    ),
    Request(
        name="no interface", protocol=16, family="netdev", message=generic(1),
        request="NETDEV_CMD_DEV_GET", errno="EINVAL", missing=path("NETDEV_A_DEV_IFINDEX", 1),
    ),
    Request(
        name="interface 0", protocol=16, family="netdev", message=generic(1, attribute(1, u32(0))),
        request="NETDEV_CMD_DEV_GET", errno="ERANGE", words="integer out of range",
        at=path("NETDEV_A_DEV_IFINDEX", 1), value=0, valid="u32, at least 1; sent 0",
    ),
    Request(
        name="a queue type that is none", protocol=16, family="netdev",
        message=generic(10, attribute(2, u32(LO)), attribute(3, u32(9)), attribute(1, u32(0))),
        request="NETDEV_CMD_QUEUE_GET", errno="ERANGE", words="integer out of range",
        at=path("NETDEV_A_QUEUE_TYPE", 3), value=9, valid="u32, 0 to 1; sent 9",
    ),
)  # fmt: skip

REQUESTS: Final = (
    LINK
    + ADDRESS
    + ROUTE
    + NEIGHBOUR
    + RULE
    + NEXTHOP
    + TC
    + MULTICAST_DATABASE
    + XFRM
    + SOCK_DIAG
    + NETFILTER
    + GENERIC
)
