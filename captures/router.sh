# A router on the other end of a veth pair, in a namespace of its own; what it advertises, and what IPsec wants to be told
ip netns add router; ip link add v0 type veth peer name v1 netns router
sysctl -qw net.ipv6.conf.v0.accept_ra=2 net.ipv6.conf.v0.accept_ra_rt_info_max_plen=64 net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.v0.accept_dad=0
ip netns exec router sysctl -qw net.ipv6.conf.v1.accept_dad=0
python3 - <<'P' & L=$!
from nl import *
# prefixes, options of neighbour discovery, IPv6 addresses, joined and left any- and multicast groups, namespaces
n = Netlink(0, 18, 20, 9, 39, 28, 12)
x = Netlink(6, 1, 2, 5, 6, 7, 8)
n.listen(8); x.listen(.2)
P
sleep .5; ip link set v0 up; ip -n router link set v1 up; sleep 1
ip netns exec router python3 - <<'P'
import socket
from struct import pack
s = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"v1"); s.setsockopt(41, 18, 255)
def option(kind, data): return pack("BB", kind, (len(data) + 9) // 8) + data + bytes(-(len(data) + 2) % 8)
def name(text): return b"".join(bytes([len(p)]) + p.encode() for p in text.split(".")) + b"\0"
ip6 = lambda text: socket.inet_pton(socket.AF_INET6, text)
prefix = option(3, pack(">BBIII", 64, 0xC0, 3600, 1800, 0) + ip6("2001:db8:1::"))
other = option(3, pack(">BBIII", 64, 0x80, 3600, 1800, 0) + ip6("2001:db8:2::"))
route = option(24, pack(">BBI", 48, 0x08, 1800) + ip6("2001:db8:9::")[:8])
rdnss = option(25, pack(">HI", 0, 600) + ip6("2001:db8:1::53") + ip6("2001:db8:1::54"))
dnssl = option(31, pack(">HI", 0, 600) + name("example.org") + name("lab.example.org"))
portal = option(37, b"https://portal.example.org/api")
pref64 = option(38, pack(">H", 600 & ~7 | 0) + ip6("64:ff9b::")[:12])
encrypted = option(144, pack(">HHIH", 0, 1, 600, len(name("dns.example.org"))) + name("dns.example.org"))
advertisement = pack(">BBHBBHII", 134, 0, 0, 64, 0x40, 1800, 0, 0)
s.sendto(advertisement + prefix + other + route + rdnss + dnssl + portal + pref64 + encrypted, ("ff02::1", 0, 0, socket.if_nametoindex("v1")))
P
sleep .5; ip -6 addr show dev v0; ip -6 route show dev v0
# an anycast address of the subnet, since this host forwards; it leaves with the forwarding
sysctl -qw net.ipv6.conf.all.forwarding=1; sleep .2; ip -6 addr add 2001:db8:7::1/64 dev v0 nodad; sleep .2; ip -6 addr show dev v0; sysctl -qw net.ipv6.conf.all.forwarding=0; ip -6 addr del 2001:db8:7::1/64 dev v0
# a namespace's id comes and goes
ip netns set router 5; ip netns list-id
# a policy without a state: an acquire; a policy and a state that expire; a proposal that nobody meant
ip addr add 10.7.0.1/24 dev v0; ip -n router addr add 10.7.0.2/24 dev v1
ip xfrm policy add dir out src 10.7.0.1/32 dst 10.7.0.2/32 proto udp tmpl src 10.7.0.1 dst 10.7.0.2 proto esp mode transport reqid 7
ip xfrm policy add dir out src 10.7.0.1/32 dst 10.7.0.9/32 limit time-hard 1 tmpl proto esp mode transport
python3 -c 'import socket; s = socket.socket(2, 2); s.sendto(b"x", ("10.7.0.2", 9))'
ip xfrm state; sleep 2; ip xfrm policy
ip xfrm state flush; ip xfrm policy flush
ip netns del router; wait $L
