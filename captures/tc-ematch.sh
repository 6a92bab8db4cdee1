# Extended matches that tc has no words for, or that need a set
ip link add d0 type dummy; ip link set d0 up; tc qdisc add dev d0 clsact
python3 - <<'P'
from nl import *
n = Netlink(12); set_ = lambda *a: pack("=BBH", 2, 0, 0) + attr(1, u8(7)) + b"".join(a)
n.ask(0x602, set_(attr(2, "hosts"), attr(3, "hash:ip"), attr(4, u8(0)), attr(5, u8(2)), nest(7)), CREATE)                 # IPSET_CMD_CREATE
P
tc filter add dev d0 egress prio 1 protocol ip basic match 'ipset(hosts src)' action ok
tc filter add dev d0 egress prio 2 protocol ip basic match 'not ipset(hosts dst) and cmp(u8 at 9 layer 1 eq 17)' action ok
python3 - <<'P'
from nl import *
t = Netlink(0)
def ematch(kind, data): return attr(1, pack("=HHHH", 0, kind, 0, 0) + data)                                                # numbered, without NLA_F_NESTED
def text(algorithm, pattern, first, last): return algorithm.encode().ljust(16, b"\0") + pack("=HHHBx", first, last, len(pattern), 1 | 2 << 4) + pattern
def add(prio, *matches):
    tree = nest(2, attr(1, pack("=HH", len(matches), 0)), nest(2, *matches))                                              # TCA_BASIC_EMATCHES
    t.ask(44, pack("=BxxxiIII", 0, index("d0"), 0, 0xFFFFFFF3, prio << 16 | 8) + attr(1, "basic") + nest(2, tree), CREATE)    # RTM_NEWTFILTER
ipt = lambda name, revision, data: attr(1, 1) + attr(2, name) + attr(3, u8(revision)) + attr(4, u8(2)) + attr(5, data)
add(3, ematch(5, text("kmp", b"haystack", 0, 200))); add(4, ematch(5, text("nosuch", b"haystack", 0, 200)))
add(5, ematch(9, ipt("addrtype", 1, pack("=HHI", 0, 1 << 2, 0)))); add(6, ematch(9, ipt("nosuch", 0, bytes(8))))
t.ask(46, pack("=BxxxiIII", 0, index("d0"), 0, 0xFFFFFFF3, 0), REQUEST | DUMP)
P
tc -s -d filter show dev d0 egress; ip link del d0
