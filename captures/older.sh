# What newer kernels do without: xtables' targets as actions, filters by tcindex and RSVP, DCCP, TIPC's first family; and a qdisc that does nothing
modprobe -a dummy sch_ingress sch_htb act_ipt xt_mark ip_tables iptable_mangle dccp dccp_ipv4 dccp_diag inet_diag 2>/dev/null; ip link add d0 type dummy; ip link set d0 up; tc qdisc add dev d0 clsact; tc qdisc add dev d0 root handle 1: htb
tc filter add dev d0 parent 1: protocol ip prio 5 handle 3 tcindex classid 1:3; tc filter add dev d0 parent 1: protocol ip prio 6 tcindex mask 0xfc shift 2 hash 64 pass_on
tc filter add dev d0 parent 1: protocol ip prio 7 rsvp session 10.1.1.1/5000 ipproto udp sender 10.2.2.2/6000 classid 1:4; tc filter add dev d0 parent 1: protocol ipv6 prio 8 rsvp6 session 2001:db8::1/80 ipproto tcp classid 1:5
ip link add sim0 type netdevsim; tc qdisc add dev d0 parent 1:9 atm; tc qdisc replace dev d0 root noop
python3 - <<'P'
from nl import *
t = Netlink(0)
def target(name, revision, data): return pack("=H", 32 + len(data)) + name.encode().ljust(29, b"\0") + bytes([revision]) + data
def ipt(kind, name, data, revision=2): return nest(1, attr(1, kind), nest(2, attr(1, "mangle"), attr(2, 0), attr(3, 0), attr(6, target(name, revision, data))))
mark = pack("=II", 5, 0xFF)
for kind, name in (("ipt", "MARK"), ("xt", "MARK"), ("ipt", "NOSUCH"), ("xt", "CLASSIFY")):
    t.ask(48, pack("=B3x", 0) + nest(1, ipt(kind, name, mark if name != "CLASSIFY" else pack("=I", 0x10003), 2 if name != "CLASSIFY" else 0)), CREATE)      # RTM_NEWACTION
for kind in ("ipt", "xt"): t.ask(50, pack("=B3x", 0) + nest(1, nest(1, attr(1, kind))), REQUEST | DUMP)
d0 = index("d0"); tcm = lambda handle, parent, info=0: pack("=BxxxiIII", 0, d0, handle, parent, info)
t.ask(44, tcm(0, 0xFFFFFFF2, 9 << 16 | 8) + attr(1, "matchall") + nest(2, nest(2, ipt("ipt", "MARK", mark))), CREATE)          # a filter with that action
t.ask(46, tcm(0, 0xFFFFFFF2), REQUEST | DUMP)
t.ask(36, tcm(0x20000, 0xFFFFFFFF) + attr(1, "noop"), REQUEST | ACK | 0x500); t.ask(36, tcm(0x20000, 0xFFFFFFFF) + attr(1, "blackhole"), REQUEST | ACK | 0x500); t.ask(38, tcm(0, 0), REQUEST | DUMP)
s = socket.socket(socket.AF_INET, 6, 33); s.setsockopt(269, 2, 42); s.bind(("127.0.0.1", 5001)); s.listen(3)                   # SOCK_DCCP, its service code
c = socket.socket(socket.AF_INET, 6, 33); c.setsockopt(269, 2, 42); c.settimeout(3)
try: c.connect(("127.0.0.1", 5001))
except OSError as e: print("connect", e)
g = Netlink(4)
ident = bytes(48)
g.ask(19, pack("=BBBB", 2, 0, 0, 0xFF) + ident + pack("=II", 0xFFF, 0), REQUEST | DUMP)                                       # DCCPDIAG_GETSOCK
g.ask(18, pack("=BBBB", 2, 0, 0, 0xFF) + ident + pack("=II", 0xFFF, 0), REQUEST | DUMP)                                       # TCPDIAG_GETSOCK
g.ask(20, pack("=BBBxI", 2, 33, 0xFF, 0xFFF) + ident, REQUEST | DUMP)                                                         # SOCK_DIAG_BY_FAMILY
P
tc -s actions ls action ipt; tc qdisc del dev d0 clsact; tc actions flush action ipt; ip link del d0
modprobe -a tipc veth; ip link add t0 type veth peer name t1; ip link set t0 up; ip link set t1 up
python3 - <<'P'
from nl import *
t = Generic("TIPC")
def tlv(kind, data): return pack(">HH", 4 + len(data), kind) + data + bytes(-len(data) % 4)
def tipc(command, *tlvs, dest=0): print(hex(command), [len(a) for a in t.do(1, pack("=IHH", dest, command, 0), *tlvs, flags=REQUEST)])
t.socket.settimeout(.4)
tipc(0); tipc(2); tipc(0x800B, tlv(2, pack(">I", 4711))); tipc(0x8001, tlv(17, pack(">I", 0x01001001)))           # NOOP, GET_MEDIA_NAMES, SET_NETID, SET_NODE_ADDR
tipc(0x4101, tlv(23, pack(">II", 10, 0x01001000) + b"eth:t0".ljust(32, b"\0"))); tipc(0x4101, tlv(23, pack(">II", 10, 0) + b"eth:nosuch".ljust(32, b"\0")))   # ENABLE_BEARER
tipc(3); tipc(4, tlv(17, pack(">I", 0))); tipc(1, tlv(17, pack(">I", 0))); tipc(5, tlv(25, pack(">4I", 0, 0, 0, 0))); tipc(6)
tipc(0xb, tlv(20, b"broadcast-link".ljust(68, b"\0"))); tipc(0x400B); tipc(0x4107, tlv(24, pack(">I", 20) + b"broadcast-link".ljust(68, b"\0"))); tipc(0x4102, tlv(19, b"eth:t0".ljust(32, b"\0"))); tipc(0x7FFF)
l = Generic("TIPCv2"); l.do(0); l.dump(0)                                                                           # TIPC_NL_LEGACY
P
ip link del t0
