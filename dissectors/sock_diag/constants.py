"""What the families of NETLINK_SOCK_DIAG share: states, socket types, memory, cookies (linux/sock_diag.h)."""

from __future__ import annotations

from nldissect.schema import (
    BE16,
    BYTES,
    HEX,
    INTERFACE,
    U32,
    Address,
    AttributeSet,
    Enum,
    Flags,
    Member,
    Names,
    Node,
    Payload,
    Select,
    Sequence,
    Struct,
    Unit,
    short,
)

TCP_STATE = Enum(
    "TCP_",
    {
        1: "TCP_ESTABLISHED",
        2: "TCP_SYN_SENT",
        3: "TCP_SYN_RECV",
        4: "TCP_FIN_WAIT1",
        5: "TCP_FIN_WAIT2",
        6: "TCP_TIME_WAIT",
        7: "TCP_CLOSE",
        8: "TCP_CLOSE_WAIT",
        9: "TCP_LAST_ACK",
        10: "TCP_LISTEN",
        11: "TCP_CLOSING",
        12: "TCP_NEW_SYN_RECV",
        13: "TCP_BOUND_INACTIVE",
    },
)
"""states of sockets, of other families than TCP too (include/net/tcp_states.h)"""
TCPF = Flags(
    "TCPF_",
    {
        0x0002: "TCPF_ESTABLISHED",
        0x0004: "TCPF_SYN_SENT",
        0x0008: "TCPF_SYN_RECV",
        0x0010: "TCPF_FIN_WAIT1",
        0x0020: "TCPF_FIN_WAIT2",
        0x0040: "TCPF_TIME_WAIT",
        0x0080: "TCPF_CLOSE",
        0x0100: "TCPF_CLOSE_WAIT",
        0x0200: "TCPF_LAST_ACK",
        0x0400: "TCPF_LISTEN",
        0x0800: "TCPF_CLOSING",
        0x1000: "TCPF_NEW_SYN_RECV",
        0x2000: "TCPF_BOUND_INACTIVE",
    },
)
"""the same as masks, in requests"""

SOCK = Enum(
    "SOCK_",
    {
        1: "SOCK_STREAM",
        2: "SOCK_DGRAM",
        3: "SOCK_RAW",
        4: "SOCK_RDM",
        5: "SOCK_SEQPACKET",
        6: "SOCK_DCCP",
        10: "SOCK_PACKET",
    },
)
"""socket types (include/linux/net.h)"""

SHUTDOWN = Flags("", {0x1: "RCV_SHUTDOWN", 0x2: "SEND_SHUTDOWN"})
"""directions that are shut down (include/net/sock.h)"""

SK_MEMINFO = Sequence(
    U32,
    members=(
        Member("SK_MEMINFO_RMEM_ALLOC", U32, BYTES),
        Member("SK_MEMINFO_RCVBUF", U32, BYTES),
        Member("SK_MEMINFO_WMEM_ALLOC", U32, BYTES),
        Member("SK_MEMINFO_SNDBUF", U32, BYTES),
        Member("SK_MEMINFO_FWD_ALLOC", U32, BYTES),
        Member("SK_MEMINFO_WMEM_QUEUED", U32, BYTES),
        Member("SK_MEMINFO_OPTMEM", U32, BYTES),
        Member("SK_MEMINFO_BACKLOG", U32, BYTES),
        Member("SK_MEMINFO_DROPS", U32),
    ),
)

COOKIE = Sequence(U32, HEX, count=2)
"""what tells sockets with the same addresses apart; all ones (INET_DIAG_NOCOOKIE) for any"""

TIMER = Unit("", {0: "off", 1: "retransmit", 2: "keepalive", 3: "time wait", 4: "zero window probe"})
"""the timer that runs on an inet socket"""


class _Device:
    """The kernel's own dev_t: 20 bits of minor number (include/linux/kdev_t.h)."""

    def text(self, value: int, names: Names) -> str:
        """8:1"""
        return f"{value >> 20}:{value & 0xFFFFF}"

    short = text


DEVICE = _Device()


_EITHER = Select(
    Payload(lambda payload, order: any(payload[4:])),
    {True: Address(10, length=16)},
    default=Address(2, length=16),
    length=16,
)


def ends(identity: Node) -> str:
    """Both ends in a struct inet_diag_sockid as ss writes them: `127.0.0.1:80 [::1]:*`."""
    told = []
    for address_name, port_name in (("idiag_src", "idiag_sport"), ("idiag_dst", "idiag_dport")):
        address, port = identity.get(address_name), identity.get(port_name)
        if address is not None and port is not None:
            text = f"[{address.text}]" if ":" in address.text else address.text
            told.append(f"{text}:{port.value or '*'}")
    return " ".join(told)


def _sockid(node: Node, names: Names) -> str:
    device = node.get("idiag_if")
    return ends(node) + (f" dev {short(device, names)}" if device is not None and device.value else "")


def sockid(family: str | None) -> Struct:
    """struct inet_diag_sockid; `family` is the member of the enclosing struct that says how to read the addresses.

    Where none does, an address that ends in twelve zeros is one of IPv4.
    """
    address = _EITHER if family is None else Address(family, length=16)
    return Struct(
        "inet_diag_sockid",
        [
            Member("idiag_sport", BE16),
            Member("idiag_dport", BE16),
            Member("idiag_src", address),
            Member("idiag_dst", address),
            Member("idiag_if", U32, INTERFACE),
            Member("idiag_cookie", COOKIE),
        ],
        text=_sockid,
    )


NO_ATTRIBUTES = AttributeSet("", ())
"""behind the struct of most requests"""
