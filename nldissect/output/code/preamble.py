"""What every script begins with: small functions that write attributes, send, and print replies."""

from __future__ import annotations

from typing import Final

PREAMBLE: Final = '''\
#!/usr/bin/env python3
"""Sends netlink requests and prints what the kernel answers; stops with status 1 at one that fails.

Written by nldissect, to be edited. With -n nothing is sent: the requests are printed in hex, and the ids of generic
netlink families, which only the kernel knows, are 0.
"""

import errno
import os
import socket
import struct
import sys

NLMSG_ERROR, NLMSG_DONE = 2, 3
NLM_F_MULTI, NLM_F_ACK, NLM_F_CAPPED, NLM_F_ACK_TLVS = 0x2, 0x4, 0x100, 0x200
SOL_NETLINK, NETLINK_EXT_ACK, NETLINK_GET_STRICT_CHK = 270, 11, 12
NLA_F_NESTED = 0x8000
DRY = "-n" in sys.argv[1:]


def packer(code):
    return lambda *values: b"".join(struct.pack(code, value) for value in values)


u8, u16, u32, u64 = map(packer, ("=B", "=H", "=I", "=Q"))  # in this host's byte order
s8, s16, s32, s64 = map(packer, ("=b", "=h", "=i", "=q"))
be16, be32, be64 = map(packer, (">H", ">I", ">Q"))
le16, le32, le64 = map(packer, ("<H", "<I", "<Q"))


def text(value):
    return value.encode() + b"\\0"


def ip(address):
    return socket.inet_pton(socket.AF_INET6 if ":" in address else socket.AF_INET, address)


def link(address):
    return bytes.fromhex(address.replace(":", ""))


def mpls(*labels):
    """A label stack, the outermost first; the last bears the bottom-of-stack bit."""
    *outer, last = (label << 12 for label in labels)
    return be32(*outer, last | 0x100)


def ifindex(name, captured):
    """The index that the interface has here; `captured` is the one it had where the request was captured."""
    if DRY:
        return captured
    try:
        return socket.if_nametoindex(name)
    except OSError:
        sys.exit(f"there is no interface {name} here")


def attr(number, *payload, padding=None):
    """One attribute: its length is counted, zeros fill it up to four bytes."""
    inside = b"".join(payload)
    length = 4 + len(inside)
    return struct.pack("=HH", length, number) + inside + (bytes(-length % 4) if padding is None else padding)


def nest(number, *attributes):
    return attr(number | NLA_F_NESTED, *attributes)


def message(number, flags, *payload, seq=1):
    body = b"".join(payload)
    whole = struct.pack("=IHHII", 16 + len(body), number, flags, seq, 0) + body
    return whole + bytes(-len(whole) % 4)


def attributes(data):
    found = {}
    while len(data) >= 4:
        length, number = struct.unpack_from("=HH", data)
        if length < 4:
            break
        found[number & 0x3FFF] = data[4:length]
        data = data[length + 3 & ~3 :]
    return found


def exchange(protocol, datagram, flags):
    """Send; yield (type, flags, body) of each reply to sequence number 1."""
    try:
        sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol)
        sock.setsockopt(SOL_NETLINK, NETLINK_EXT_ACK, 1)
        # iproute2 asks for strict checks, without which the kernel ignores most filters of a dump:
        # sock.setsockopt(SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1)
        sock.settimeout(2)
        sock.bind((0, 0))
        sock.send(datagram)
    except OSError as error:
        sys.exit(f"sending on netlink protocol {protocol} failed: {error}")
    with sock:
        while True:
            try:
                data = sock.recv(1 << 20)
            except TimeoutError:
                return
            while len(data) >= 16:
                length, number, bits, seq, _ = struct.unpack_from("=IHHII", data)
                if seq == 1:
                    yield number, bits, data[16:length]
                    if number in (NLMSG_ERROR, NLMSG_DONE) or not (bits & NLM_F_MULTI or flags & NLM_F_ACK):
                        return
                data = data[max(length, 16) + 3 & ~3 :]


def family(name):
    """The id of a generic netlink family, which the kernel gives out anew at each boot."""
    if DRY:
        return 0
    asked = message(16, 1, u8(3, 1), u16(0), attr(2, text(name)))  # CTRL_CMD_GETFAMILY
    for number, _, body in exchange(16, asked, 1):
        if number == 16:
            return struct.unpack("=H", attributes(body[4:])[1])[0]
    sys.exit(f"the kernel has no generic netlink family {name} (perhaps its module is not loaded)")


def print_error(number, flags, body):
    """NLMSG_ERROR and NLMSG_DONE: the errno, and what the kernel said of it. Returns whether it is a failure."""
    code = -struct.unpack_from("=i", body)[0] if len(body) >= 4 else 0
    rest = body[4:]
    if number == NLMSG_ERROR and len(rest) >= 16:
        (echoed,) = struct.unpack_from("=I", rest)
        rest = rest[16 if code == 0 or flags & NLM_F_CAPPED else echoed + 3 & ~3 :]
    extack = attributes(rest) if flags & NLM_F_ACK_TLVS else {}
    if code > 0:
        print(f"{errno.errorcode.get(code, code)}: {os.strerror(code)}")
    else:
        print("ACK" if number == NLMSG_ERROR else "DONE")
    if 1 in extack:
        print(f"  NLMSGERR_ATTR_MSG: {extack[1].rstrip(bytes(1)).decode(errors='replace')}")
    for at, name in (2, "NLMSGERR_ATTR_OFFS"), (5, "NLMSGERR_ATTR_MISS_TYPE"), (6, "NLMSGERR_ATTR_MISS_NEST"):
        if at in extack:
            print(f"  {name}: {struct.unpack('=I', extack[at])[0]}")
    return code > 0


def send(protocol, number, flags, *payload, batch=False):
    """Send a request and print the replies; `batch` puts it into an nfnetlink batch of its own."""
    datagram = message(number, flags, *payload)
    if batch:
        around = u8(0, 0), be16(number >> 8)
        datagram = message(16, 1, *around, seq=0) + datagram + message(17, 1, *around, seq=2)
    if DRY:
        print(datagram.hex())
        return
    answered = failed = False
    for kind, bits, body in exchange(protocol, datagram, flags):
        answered = True
        if kind in (NLMSG_ERROR, NLMSG_DONE):
            failed |= print_error(kind, bits, body)
        else:
            print(f"type {kind}, flags {bits:#x}, {len(body)} bytes: {body.hex()}")
    if not answered:
        print("no reply within 2 seconds" if flags & NLM_F_ACK else "no reply (none was asked for)")
    if failed:
        sys.exit(1)
'''
