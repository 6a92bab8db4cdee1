"""Small programs that use netlink in odd ways, to be run under `nldissect run`."""

from __future__ import annotations

from typing import Final

COMMON: Final = """
import os, socket, subprocess, sys, threading, time
from struct import pack, unpack_from
from tests.build import attribute, message

ROUTE = 0
def netlink(protocol=ROUTE, port=0, groups=0):
    opened = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol)
    opened.settimeout(2)
    if port or groups: opened.bind((port, groups))
    return opened
def link(index): return pack("<BxHiII", 0, 0, index, 0, 0)
def get(index, seq, flags=5): return message(18, link(index), flags=flags, seq=seq)
def ask(opened, data):
    opened.send(data)
    return answer(opened)
def answer(opened):
    while True:
        data = opened.recv(1 << 16)
        offset = 0
        while offset + 16 <= len(data):
            length, kind = unpack_from("<IH", data, offset)
            if kind in (2, 3): return data
            offset += (length + 3) & ~3
"""

INTERRUPTED: Final = """
dumper, changer = netlink(), netlink()
def address(number, kind=20):
    body = pack("<BBBBi", 2, 32, 0, 0, 1) + attribute(2, bytes([10, 1, number >> 8, number & 255]))
    return message(kind, body, flags=5 | (0x600 if kind == 20 else 0), seq=number)
for number in range(600): ask(changer, address(number))
dumper.send(message(22, pack("<BBBBi", 2, 0, 0, 0, 0), flags=0x301, seq=7))
dumper.recv(4096)
ask(changer, address(600))
answer(dumper)
"""

OVERRUN: Final = """
listener = netlink(groups=1)  # RTMGRP_LINK
listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
changer = netlink()
for number in range(40):
    up = number % 2
    ask(changer, message(16, pack("<BxHiII", 0, 0, 1, up, 1), flags=5, seq=number + 1))
lost = 0
while not lost:
    try: listener.recv(1 << 16)
    except OSError as error:
        assert error.errno == 105, error
        lost += 1
"""

THREADS: Final = """
shared = netlink()
seqs = iter(range(1, 1000))
lock = threading.Lock()
def work(kind):
    for _ in range(20):
        with lock: seq = next(seqs)
        shared.send(get(1 if kind else 999999, seq))
        answer(shared)
threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""

SAME_SEQ: Final = """
one, two, three, four = (netlink() for _ in range(4))
one.send(get(0, 1, flags=0x301))
two.send(get(1, 1))
three.send(get(999999, 1))
four.send(message(22, pack("<BBBBi", 2, 0, 0, 0, 0), flags=0x301, seq=1))
for opened in (four, three, two, one): answer(opened)
"""

WRAP: Final = """
opened = netlink()
for seq in (0xFFFFFFFE, 0xFFFFFFFF, 0, 1):
    ask(opened, get(1 if seq % 2 else 999999, seq))
ask(opened, get(0, 0, flags=0x301))
"""

REUSED: Final = """
for index in (1, 999999, 1):
    opened = netlink(port=4242)
    ask(opened, get(index, 1))
    opened.close()
"""

CAUSED: Final = """
listeners = [netlink(groups=0x10) for _ in range(2)]  # RTMGRP_IPV4_IFADDR
changer = netlink()
body = pack("<BBBBi", 2, 32, 0, 0, 1) + attribute(2, bytes([10, 0, 0, 1]))
ask(changer, message(20, body, flags=0x605, seq=5))
ask(changer, message(21, body, flags=5, seq=6))
for listener in listeners:
    for _ in range(2): listener.recv(1 << 16)
"""

UNANSWERED: Final = """
opened = netlink()
opened.send(get(1, 5))
opened.close()
"""

NO_REQUEST: Final = """
opened = netlink()
ask(opened, get(1, 5, flags=4))
opened.send(get(1, 6, flags=0))
ask(opened, get(1, 7))
"""

UNSENT: Final = """
if os.getuid() == 0: os.setuid(65534)
opened, other = netlink(), netlink(2)  # NETLINK_USERSOCK
for sender, destination in ((opened, (0, 1)), (other, (999999, 0))):
    try: sender.sendto(get(1, 5), destination)
    except OSError as error: print(error.errno)
ask(opened, get(1, 5))
"""

CUT: Final = """
opened = netlink()
opened.send(get(1, 5, flags=1))
opened.recv(100)
"""

UEVENT: Final = """
listener = netlink(protocol=15, groups=1)
subprocess.run("ip link add b8 type bridge; ip link del b8", shell=True, check=True)
for _ in range(2): listener.recv(1 << 16)
"""

FORKED: Final = """
opened = netlink()
child = os.fork()
if not child:
    os.dup2(opened.fileno(), 42)
    again = socket.socket(fileno=42)
    again.send(get(1, 5, flags=1))
    again.recv(1 << 16)
    os._exit(0)
os.waitpid(child, 0)
ask(opened, get(999999, 5))
"""

WAITING: Final = """
opened = netlink()
ask(opened, get(1, 1))
print(os.getpid(), flush=True)
sys.stdin.readline()
for seq in range(2, 7): ask(opened, get(1, seq))
ask(opened, get(999999, 7))
"""

BATCH: Final = "add table bridge a; add chain bridge a c; delete chain bridge a nosuch; add table bridge b"
"""for nft"""
