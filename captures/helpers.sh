# What nlmon is never shown: Fibre Channel in software, and drivers that speak to their helpers through the connector
modprobe -a fcoe scsi_transport_fc dm-log-userspace dm-mirror w1_therm wire w1_gpio uvesafb cn 2>/dev/null; modprobe veth; ip link add f0 type veth peer name f1; ip link set f0 up; ip link set f1 up
python3 - <<'P'
import select, subprocess, time
from nl import *
fc = Netlink(18, 1, 2, 3, 4)
def sh(text): print(text, subprocess.run(text, shell=True, capture_output=True, text=True).stderr.strip()[:300])
def hear(seconds, *sockets):
    end = time.time() + seconds; heard = 0
    while time.time() < end:
        for s in select.select([s.socket for s in sockets], [], [], .3)[0]: s.recv(65536); heard += 1
    return heard
sh("echo f0 > /sys/module/libfcoe/parameters/create"); sh("echo f1 > /sys/module/libfcoe/parameters/create_vn2vn"); print("events", hear(3, fc))
sh("ls /sys/class/fc_host; cat /sys/class/fc_host/*/port_state"); sh("ip link set f1 down"); print("events", hear(2, fc)); sh("ip link set f1 up"); print("events", hear(3, fc))
sh("for h in /sys/class/fc_host/host*; do echo 1 > $h/issue_lip; done"); print("events", hear(2, fc))
# struct scsi_nl_hdr: version 1, transport, magic 0xA1B2, message, its length; a rescan is asked of a host, and what nobody takes
hdr = lambda transport, kind, length, *rest: pack("=BBHHH", 1, transport, 0xA1B2, kind, length) + b"".join(rest)
fc.ask(17, hdr(0, 1, 16, bytes(8))); fc.ask(17, hdr(1, 0x1100, 16, bytes(8))); fc.ask(17, pack("=BBHHH", 9, 0, 0xA1B2, 1, 16) + bytes(8)); fc.ask(99, hdr(0, 1, 16, bytes(8)))
fc.ask(17, hdr(0, 0x1200, 24, bytes(16)))
sh("echo f0 > /sys/module/libfcoe/parameters/destroy"); sh("echo f1 > /sys/module/libfcoe/parameters/destroy"); print("events", hear(2, fc))
P
timeout 80 python3 -u - <<'P'
import select, subprocess, threading, time
from nl import *
class Connector(Netlink):
    def tell(self, idx, val, data, seq=1, ack=0): self.send(3, pack("=IIIIHH", idx, val, seq, ack, len(data), 0) + data, 0)
def sh(text):
    try: p = subprocess.run(text, shell=True, capture_output=True, text=True, timeout=25); print(text[:80], p.returncode, p.stdout.strip()[:300], p.stderr.strip()[:300])
    except subprocess.TimeoutExpired: print('too long:', text[:80])
# one-wire: which masters are there; what a master has; what is no command
w = Connector(11, 3); w.socket.settimeout(.6)
w1 = lambda kind, status, data, ident=bytes(8): pack("=BBH", kind, status, len(data)) + ident + data
cmd = lambda c, data=b"": pack("=BBH", c, 0, len(data)) + data
w.tell(3, 1, w1(6, 0, b"")); w.listen(.6); w.tell(3, 1, w1(4, 0, cmd(2), pack("=II", 1, 0)), 2); w.listen(.6); w.tell(3, 1, w1(5, 0, cmd(0), bytes.fromhex("28ff000000000001")), 3); w.listen(.6)
# a mirror's log that a program keeps: the kernel asks, this answers
d = Connector(11, 7)
stop = threading.Event()
def serve():
    while not stop.is_set():
        try: data = d.socket.recv(65536)
        except OSError: continue
        idx, val, seq, ack, length, flags = unpack_from("=IIIIHH", data, 16); body = data[36:36 + length]
        if len(body) < 136: continue
        # struct dm_ulog_request: luid, uuid[129], padding[3], version, error, seq, request_type, data_size
        luid, uuid = body[:8], body[8:137]; version, error, number, kind, size = unpack_from("=IiIII", body, 140)
        answer = {6: pack("=Q", 1024), 7: pack("=q", 1), 8: pack("=q", 1), 12: pack("=qQ", 0, 0), 14: pack("=Q", 2), 15: b"1 userspace", 16: b"1", 17: pack("=qQ", 0, 0)}.get(kind & 0xff, b"")
        d.tell(7, 1, luid + uuid + bytes(3) + pack("=IiIII", version, 0, number, kind, len(answer)) + answer, seq, ack + 1 if ack else 1)
t = threading.Thread(target=serve, daemon=True); t.start()
sh("modprobe -a loop dm-mirror dm-log-userspace; ls /dev/loop0 /dev/mapper; for n in 0 1; do truncate -s 1M /tmp/m$n; losetup /dev/loop$n /tmp/m$n; done; timeout 20 dmsetup create mirror --table '0 2048 mirror userspace 4 nldissect-mirror clustered-disk nldissect 1024 2 /dev/loop0 0 /dev/loop1 0'; timeout 10 dmsetup status mirror; timeout 10 dmsetup remove --force mirror")
stop.set()
# a frame buffer that asks its helper in user space for what the BIOS says: this is the helper, and it has no BIOS
import os
v = Connector(11, 4)
def helper():
    try: data = v.socket.recv(1 << 17)
    except OSError: return print("uvesafb asks nothing")
    idx, val, seq, ack, length, flags = unpack_from("=IIIIHH", data, 16); print("uvesafb asks", idx, val, length)
    v.tell(4, 0, data[36:36 + length], seq, ack)
v.socket.settimeout(10); t = threading.Thread(target=helper, daemon=True); t.start()
sh("modprobe -r uvesafb; echo '#!/bin/sh' > /sbin/v86d; chmod +x /sbin/v86d; timeout 15 modprobe uvesafb"); os._exit(0)
P
ip link del f0
