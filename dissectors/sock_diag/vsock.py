"""Sockets between virtual machines and their host (linux/vm_sockets_diag.h)."""

from __future__ import annotations

from dissectors.constants import AF
from dissectors.sock_diag.constants import COOKIE, NO_ATTRIBUTES, SHUTDOWN, SOCK, TCP_STATE, TCPF
from nldissect.schema import HEX, U8, U32, Enum, Headed, Member, Pad, Struct

VMADDR_CID = Enum(
    "VMADDR_CID_",
    {
        0: "VMADDR_CID_HYPERVISOR",
        1: "VMADDR_CID_LOCAL",
        2: "VMADDR_CID_HOST",
        0xFFFFFFFF: "VMADDR_CID_ANY",
    },
)
VMADDR_PORT = Enum("VMADDR_PORT_", {0xFFFFFFFF: "VMADDR_PORT_ANY"})

VSOCK_DIAG_REQ = Struct(
    "vsock_diag_req",
    [
        Member("sdiag_family", U8, AF),
        Member("sdiag_protocol", U8),
        Pad(2),
        Member("vdiag_states", U32, TCPF),
        Member("vdiag_ino", U32),
        Member("vdiag_show", U32, HEX),
        Member("vdiag_cookie", COOKIE),
    ],
)
VSOCK_DIAG_MSG = Struct(
    "vsock_diag_msg",
    [
        Member("vdiag_family", U8, AF),
        Member("vdiag_type", U8, SOCK),
        Member("vdiag_state", U8, TCP_STATE),
        Member("vdiag_shutdown", U8, SHUTDOWN),
        Member("vdiag_src_cid", U32, VMADDR_CID),
        Member("vdiag_src_port", U32, VMADDR_PORT),
        Member("vdiag_dst_cid", U32, VMADDR_CID),
        Member("vdiag_dst_port", U32, VMADDR_PORT),
        Member("vdiag_ino", U32),
        Member("vdiag_cookie", COOKIE),
    ],
)
REQUEST = Headed(VSOCK_DIAG_REQ, NO_ATTRIBUTES)
REPLY = Headed(VSOCK_DIAG_MSG, NO_ATTRIBUTES)
REPLY_SUMMARY = (
    "vsock {vdiag_type} {vdiag_state} {vdiag_src_cid}:{vdiag_src_port} {vdiag_dst_cid}:{vdiag_dst_port} ino {vdiag_ino}"
)
