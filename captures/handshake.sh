# An NFS mount that wants TLS: the kernel asks a daemon for the handshake, and this one has none to offer
modprobe -a nfs nfsd nfsv4 sunrpc 2>/dev/null; mkdir -p /tmp/nfsmnt; mount -t tmpfs t /tmp/nfsmnt; mkdir -p /tmp/nfsmnt/m
timeout 40 python3 - <<'P'
import ctypes, os, socket, subprocess, threading, time
from nl import *
libc = ctypes.CDLL(None, use_errno=True)
def server():
    # answers the NULL call with AUTH_TLS: the verifier says STARTTLS; then only keeps the connection
    s = socket.socket(); s.setsockopt(1, 2, 1); s.bind(("127.0.0.1", 2049)); s.listen(5)
    while True:
        c, _ = s.accept(); threading.Thread(target=talk, args=(c,), daemon=True).start()
def talk(c):
    while True:
        data = c.recv(4096)
        if not data: return
        xid = data[4:8]; reply = xid + pack(">III", 1, 0, 0) + pack(">I", 8) + b"STARTTLS" + pack(">I", 0)
        c.sendall(pack(">I", 0x80000000 | len(reply)) + reply)
threading.Thread(target=server, daemon=True).start()
h = Generic("handshake", "tlshd", timeout=2); a = Generic("handshake", timeout=2)
a.do(2, attr(2, 1)); a.do(2, attr(2, 9)); a.do(3, attr(1, 0), attr(2, 4711)); a.do(2); a.do(1)    # nothing waits yet; what is no class; no such socket; without attributes
def mount():
    options = b"addr=127.0.0.1,clientaddr=127.0.0.1,vers=4.2,proto=tcp,xprtsec=tls,timeo=30,retrans=1"
    print("mount", libc.mount(b"127.0.0.1:/", b"/tmp/nfsmnt/m", b"nfs4", 0, options), os.strerror(ctypes.get_errno()))
threading.Thread(target=mount, daemon=True).start()
for turn in range(3):
    print("ready", h.listen(6, 1))
    for answer in a.do(2, attr(2, 1)):                                       # HANDSHAKE_CMD_ACCEPT as tlshd
        f = attributes(answer[4:]); print({k: v.hex() for k, v in f.items()})
        fd = unpack_from("=I", f[1])[0]
        # HANDSHAKE_CMD_DONE: refused, or done with the peer's identity
        a.do(3, attr(1, 13 if turn else 0), attr(2, fd), *([attr(3, 0x1234), attr(3, 0x5678)] if not turn else [])); os.close(fd)
time.sleep(1); os._exit(0)
P
umount /tmp/nfsmnt; rmdir /tmp/nfsmnt 2>/dev/null
