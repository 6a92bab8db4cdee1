# Multicast forwarding: packets that no entry fits go to the routing daemon, over IPv4 and IPv6
modprobe veth; ip netns add sender; ip link add m0 type veth peer name m1 netns sender; ip addr add 10.5.0.1/24 dev m0; ip link set m0 up; ip -n sender addr add 10.5.0.2/24 dev m1; ip -n sender link set m1 up
ip -6 addr add 2001:db8:5::1/64 dev m0 nodad; ip -n sender -6 addr add 2001:db8:5::2/64 dev m1 nodad; ip -n sender route add 224.0.0.0/4 dev m1
python3 - <<'P'
import subprocess, time
from nl import *
n = Netlink(0, 30, 31, 6, 10)                                    # RTNLGRP_IPV4_MROUTE_R, …6_MROUTE_R, …IPV4_MROUTE, …6_MROUTE
four = socket.socket(socket.AF_INET, socket.SOCK_RAW, 2); four.setsockopt(0, 200, 1)                # MRT_INIT
six = socket.socket(socket.AF_INET6, socket.SOCK_RAW, 58); six.setsockopt(41, 200, 1)
four.setsockopt(0, 202, pack("=HBBIII", 0, 8, 1, 0, index("m0"), 0))                              # MRT_ADD_VIF by index
six.setsockopt(41, 202, pack("=HBBHxxI", 0, 0, 1, index("m0"), 0))
send = 'import socket; s = socket.socket(2, 2); s.setsockopt(0, 33, 5); s.sendto(b"nobody wants this", ("239.1.2.3", 5000)); t = socket.socket(10, 2); t.setsockopt(41, 18, 5); t.sendto(b"nor this", ("ff0e::5", 5000, 0, socket.if_nametoindex("m1")))'
subprocess.run(["ip", "netns", "exec", "sender", "python3", "-c", send]); print("reports", n.listen(2))
a = socket.inet_aton
# MRT_ADD_MFC: origin, group, where it comes in, where it goes out
four.setsockopt(0, 204, a("10.5.0.2") + a("239.1.2.3") + pack("=H", 0) + bytes([1] + [0] * 31) + bytes(2) + pack("=4I", 0, 0, 0, 0)); print("routes", n.listen(1))
n.ask(26, pack("=B11x", 128), REQUEST | DUMP); n.ask(26, pack("=B11x", 129), REQUEST | DUMP)      # as `ip mroute` does
n.ask(18, pack("=B15x", 128), REQUEST | DUMP)                                                     # the vifs: RTM_GETLINK of RTNL_FAMILY_IPMR
P
ip netns del sender
