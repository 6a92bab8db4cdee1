# SMC over RDMA that rxe makes of two veth ends, one of them in a namespace of its own
modprobe -a smc smc_diag rdma_rxe veth; ip link add s0 type veth peer name s1; ip netns add peer
ip addr add 10.8.0.1/24 dev s0; ip link set s0 up; ip link set s1 up
rdma link add rxe0 type rxe netdev s0; rdma link add rxe1 type rxe netdev s1; rdma link
python3 - <<'P'
from nl import *
p = Generic("SMC_PNETID")
p.do(2, attr(1, "NET1"), attr(2, "s0"), attr(3, "rxe0"), attr(4, u8(1)))      # SMC_PNETID_ADD
p.do(2, attr(1, "NET1"), attr(2, "s1"), attr(3, "rxe1"), attr(4, u8(1)))
p.do(2, attr(1, "NET1"), attr(2, "lo")); p.do(2, attr(1, "NET2"), attr(2, "lo"))
p.do(2, attr(1, "NET2"), attr(2, "nosuch0")); p.do(2, attr(2, "lo")); p.do(2, attr(1, "A NAME TOO LONG FOR IT"), attr(2, "lo"))
p.dump(1); p.do(1, attr(1, "NET1")); p.do(3, attr(1, "NET2")); p.do(3, attr(1, "NOSUCH")); p.dump(1)
P
timeout 60 python3 - <<'P'
# AF_SMC: connections that become SMC where RDMA works, and TCP where it does not
import os, socket, threading, time
from nl import *
AF_SMC = 43
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def call(function, s, port):
    # Python knows no addresses of AF_SMC
    address = pack("=H", 2) + pack(">H", port) + socket.inet_aton("10.8.0.1") + bytes(8)
    if function(s.fileno(), address, 16): raise OSError(ctypes.get_errno(), function.__name__)
def serve(port, n):
    s = socket.socket(AF_SMC, 1, 0); s.setsockopt(1, 2, 1); call(libc.bind, s, port); s.listen(8)
    def run():
        for _ in range(n):
            c = libc.accept(s.fileno(), None, None); os.write(c, os.read(c, 100))
    threading.Thread(target=run, daemon=True).start(); return s
kept = []
g = Generic("SMC_GEN_NETLINK"); g.do(10, attr(1, "NLDISSECT-TEST-EID".ljust(32))); g.do(14); g.dump(13)
kept.append(serve(4000, 3))
def connect(smc):
    c = socket.socket(AF_SMC, 1, 0) if smc else socket.socket(2, 1); kept.append(c)
    try: call(libc.connect, c, 4000); os.write(c.fileno(), b"hello"); print(os.read(c.fileno(), 100))
    except OSError as e: print("connect", e)
for smc in (True, True, False): threading.Thread(target=connect, args=(smc,), daemon=True).start(); time.sleep(2)
for command in range(1, 17): print(command, len(g.dump(command)))
g.do(10, attr(1, "lower case is refused")); g.dump(9)
g.do(14); g.dump(13); g.do(15); g.do(11, attr(1, "NLDISSECT-TEST-EID".ljust(32))); g.do(11, attr(1, "NOSUCH".ljust(32))); g.do(12); g.do(17); g.do(18); g.do(16)
d = Netlink(4)
print("diag", [len(a) for a in d.ask(20, pack("=BxxB48x", 43, 0xff), REQUEST | DUMP)])
p = Generic("SMC_PNETID"); p.do(4); os._exit(0)
P
rdma link del rxe1; rdma link del rxe0; ip link del s0
