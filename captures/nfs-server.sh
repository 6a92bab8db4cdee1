# The kernel's NFS server: its threads and sockets, and what its caches ask the program that knows of exports
mkdir -p /tmp/nfsd /tmp/export; mount -t tmpfs t /tmp/export; mount -t nfsd nfsd /proc/fs/nfsd
timeout 40 python3 -u - <<'P'
import os, threading, time
from nl import *
def rpcbind():
    # says yes to whatever is registered
    b = socket.socket(); b.setsockopt(1, 2, 1); b.bind(("127.0.0.1", 111)); b.listen(9)
    while True: threading.Thread(target=yes, args=(b.accept()[0],), daemon=True).start()
def yes(c):
    while data := c.recv(4096):
        reply = data[4:8] + pack(">6I", 1, 0, 0, 0, 0, 1); c.sendall(pack(">I", 0x80000000 | len(reply)) + reply)
threading.Thread(target=rpcbind, daemon=True).start(); time.sleep(.3)
n = Generic("nfsd", timeout=2); s = Generic("sunrpc", timeout=2); l = Generic("lockd", timeout=2)
ne = Generic("nfsd", "exportd"); se = Generic("sunrpc", "exportd")
address = lambda port, host="127.0.0.1": (pack("=H", 2) + pack(">H", port) + socket.inet_aton(host)).ljust(128, b"\0")
l.do(1, attr(1, 20), attr(2, u16(4045)), attr(3, u16(4046))); l.do(2)
n.do(5); n.do(4, *(nest(1, attr(1, major), attr(2, minor), *([attr(3)] if on else [])) for major, minor, on in ((3, 0, 1), (4, 0, 1), (4, 1, 1), (4, 2, 0)))); n.do(5)
n.do(6, nest(1, attr(1, address(2049)), attr(2, "tcp")), nest(1, attr(1, address(2050)), attr(2, "tcp"))); n.do(7)
n.do(6, nest(1, attr(1, address(2049)), attr(2, "nosuch")))
n.do(8, attr(1, "pernode")); n.do(8, attr(1, "nosuch")); n.do(9)
n.do(2, attr(1, 2), attr(2, 45), attr(3, 60), attr(4, "nldissect"), attr(5, 1), attr(6, bytes(range(16)))); n.do(2, attr(1, 2), attr(2, 45), attr(3, 60), attr(4, "nldissect")); n.do(3); n.do(7)
def call(program, version, procedure, body=b"", port=2049):
    c = socket.create_connection(("127.0.0.1", port)); c.settimeout(6)
    credential = pack(">I", 0) + pack(">I", 3) + b"lab\0" + pack(">III", 1000, 1000, 0)
    data = pack(">IIIIII", 0x1234, 0, 2, program, version, procedure) + pack(">II", 1, len(credential)) + credential + pack(">II", 0, 0) + body
    c.sendall(pack(">I", 0x80000000 | len(data)) + data)
    try: print("answer", c.recv(4096).hex())
    except OSError as error: print("answer", error)
compound = pack(">III", 0, 0, 3) + pack(">I", 24) + pack(">I", 10) + pack(">III", 9, 1, 0x10)      # PUTROOTFH, GETFH, GETATTR
t = threading.Thread(target=call, args=(100003, 4, 1, compound), daemon=True); t.start()
later = pack("=Q", int(time.time()) + 600)
print("notified", se.listen(2, 1))
def requests(family, command):
    for answer in family.dump(command):
        yield from (attributes(a) for a in [attributes(answer[4:]).get(1, b"")] if a)
for f in requests(s, 2):
    print("ip_map", f); s.do(3, nest(1, attr(1, f[1]), attr(2, f[2]), attr(3, f[3]), attr(4, "clients"), attr(6, later)))
for turn in range(4):
    print("notified", ne.listen(1, 1), se.listen(.2, 1))
    for f in requests(n, 13):
        print("expkey", f); n.do(14, nest(1, attr(1, f[1]), attr(2, f[2]), attr(3, f[3]), attr(4, f[4]), attr(7, "/tmp/export"), attr(6, later)))
    for f in requests(n, 11):
        print("export", f); n.do(12, nest(1, attr(1, f[1]), attr(2, f[2]), attr(3, f[3]), attr(5, later), attr(6, 65534), attr(7, 65534), nest(10, attr(1, 1), attr(2, 1)), attr(11, 1), attr(12, 0x2021), attr(13, 0)))
    for f in requests(s, 4):
        print("unix_gid", f); s.do(5, nest(1, attr(1, f[1]), attr(2, f[2]), attr(3, 1000), attr(3, 100), attr(5, later)))
n.dump(1); n.do(19); n.dump(19)
s.do(3, nest(1, attr(1, u64(4711)), attr(2, "nfsd"), attr(3, "10.0.0.1"), attr(5), attr(6, later))); s.do(5, nest(1, attr(1, u64(1)), attr(2, 1000), attr(3, 1000), attr(3, 100), attr(5, later)))
n.do(12, nest(1, attr(1, u64(1)), attr(2, "clients"), attr(3, "/nosuch"), attr(4), attr(5, later))); n.do(14, nest(1, attr(1, u64(1)), attr(2, "clients"), attr(3, u8(1)), attr(4, pack("=I", 0)), attr(5), attr(6, later)))
n.do(16, attr(1, address(0, "10.0.0.9")[:16])); n.do(17, attr(1, "/tmp/export")); n.do(18, attr(1, "/tmp/export")); n.do(17, attr(1, "/nosuch"))
s.do(6, attr(1, 1)); s.do(6); n.do(15, attr(1, 3)); n.do(15)
n.do(2, attr(1, 0)); n.do(3); n.do(5)
os._exit(0)
P
umount /proc/fs/nfsd; umount /tmp/export
