"""Leaves sockets of many families behind, in a child that holds them open."""

from __future__ import annotations

import os
import socket
import sys
import time
from struct import pack

held = []


def sock(*kind: int) -> socket.socket:
    held.append(socket.socket(*kind))
    return held[-1]


if os.fork():
    time.sleep(1)
    sys.exit()
null = os.open(os.devnull, os.O_RDWR)
os.dup2(null, 1)
os.dup2(null, 2)
for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
    listening = sock(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_MARK, 0x4D)
    listening.bind((host, 8000))
    listening.listen(7)
    calling = sock(family, socket.SOCK_STREAM)
    calling.bind((host, 8001))
    calling.connect((host, 8000))
    answering, _ = listening.accept()
    held.append(answering)
    calling.sendall(b"x" * 5000)
    answering.sendall(b"y" * 100)
    calling.recv(100)
    for port in (9000, 9001):
        udp = sock(family, socket.SOCK_DGRAM)
        udp.bind((host, port))
    udp.connect((host, 9000))
    udp.send(b"waiting")
    sock(family, socket.SOCK_RAW, 89)
bound = sock(socket.AF_INET, socket.SOCK_DGRAM)
bound.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"d0")
bound.bind(("0.0.0.0", 9100))
plain = sock(socket.AF_INET, socket.SOCK_STREAM)
plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, b"reno")
plain.bind(("0.0.0.0", 8100))
plain.listen(3)
held += socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
named = sock(socket.AF_UNIX, socket.SOCK_STREAM)
named.bind("\0oracle")
named.listen(5)
sock(socket.AF_UNIX, socket.SOCK_DGRAM).bind("\0oracle-datagrams")
for protocol in (0, 16):
    sock(socket.AF_NETLINK, socket.SOCK_RAW, protocol).bind((0, 1 if protocol == 0 else 0))
sock(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x0800))
cooked = sock(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
cooked.setsockopt(263, 18, pack("=I", 5))  # SOL_PACKET, PACKET_FANOUT
time.sleep(200)
