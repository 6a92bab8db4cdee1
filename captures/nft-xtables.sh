# iptables over nf_tables: xtables' matches and targets in expressions; traces; sets whose elements go; quotas of accounting
ip link set lo up; export XTABLES_LOCKFILE=/tmp/xt.lock
modprobe -a nf_tables nft_compat nfnetlink_acct xt_nfacct ip_set nf_log_syslog nft_dup_ipv4 nft_chain_nat 2>/dev/null
i() { iptables-nft -w "$@"; }
i -N work; i -A work -p tcp --dport 80 -m conntrack --ctstate NEW,ESTABLISHED -m comment --comment "the web" -j ACCEPT
i -A work -m conntrack --ctstate RELATED --ctproto udp -j ACCEPT; i -A work -p tcp -m multiport --dports 22,80:90 -j REJECT --reject-with tcp-reset; i -A work -p udp -m udp --sport 53 -j DROP
i -A work -m limit --limit 3/min --limit-burst 7 -j LOG --log-prefix "slow: " --log-level 4; i -A work -m mac --mac-source 02:00:00:00:00:01 -j RETURN; i -A work -m mark --mark 0x1/0xff -j MARK --set-xmark 0x2/0xf
i -A OUTPUT -m owner --uid-owner 65534 -j NFLOG --nflog-prefix "nobody" --nflog-group 3; i -A work -m string --string secret --algo bm -j DROP; i -A work -m connmark --mark 5 -j CONNMARK --save-mark
i -A work -s 10.0.0.0/8 ! -d 10.1.0.0/16 -i lo -f -j REJECT; i -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu; i -t mangle -A PREROUTING -j CONNMARK --restore-mark
i -t nat -A POSTROUTING -o lo -s 10.9.0.0/16 -j MASQUERADE; i -t nat -A POSTROUTING -o lo -s 10.8.0.0/16 -j SNAT --to-source 10.0.0.9; i -t nat -A PREROUTING -p tcp --dport 81 -j DNAT --to-destination 10.0.0.9:80; i -t nat -A PREROUTING -p tcp --dport 82 -j REDIRECT --to-ports 8082
ip6tables-nft -A INPUT -p icmpv6 -j REJECT --reject-with icmp6-adm-prohibited; ip6tables-nft -t nat -A POSTROUTING -j MASQUERADE
nfacct add quota1 byte 500; nfacct add plain; i -A OUTPUT -m nfacct --nfacct-name quota1 -j ACCEPT
python3 - <<'P' &
from nl import *
n = Netlink(12, 8); n.listen(20)                                             # NFNLGRP_ACCT_QUOTA
P
sleep 8; i -L -n -v; iptables-nft-save > /dev/null; ping -c2 -s 400 127.0.0.1 > /dev/null 2>&1 || python3 -c 'import socket; s = socket.socket(2, 2); [s.sendto(b"x" * 400, ("127.0.0.1", 9)) for _ in range(4)]'; nfacct list; i -S | head -3; i -D work 1; i -F; i -X 2>/dev/null; nfacct flush
nft 'add table ip t; add set ip t s { type ipv4_addr; flags timeout; }; add element ip t s { 1.1.1.1, 2.2.2.2 timeout 30s }; delete element ip t s { 1.1.1.1 }'
nft 'add counter ip t c; add quota ip t q { over 5 kbytes }; add limit ip t l { rate 5/second }'; nft 'add ct helper ip t h { type "ftp" protocol tcp; }'; nft 'add ct timeout ip t ti { protocol udp; l3proto ip; policy = { unreplied: 15, replied: 12 }; }'
nft 'add ct timeout ip t tt { protocol tcp; l3proto ip; policy = { established: 100, close: 4 }; }'; nft 'add synproxy ip t sp { mss 1460; wscale 7; timestamp; }'; nft 'add secmark ip t sm { "system_u:object_r:ssh_server_packet_t:s0" }'
nft 'add chain ip t sub; add chain ip t out { type filter hook output priority -300; }; add rule ip t out ip daddr 127.0.0.1 udp dport 9 meta nftrace set 1 counter; add chain ip t in { type filter hook input priority 0; }; add rule ip t sub counter return; add rule ip t in udp dport 9 jump sub; add rule ip t in udp dport 9 drop'
timeout 14 nft monitor trace & sleep 8; python3 -c 'import socket; s = socket.socket(2, 2); s.sendto(b"traced packet", ("127.0.0.1", 9))'; sleep 1
nft delete counter ip t c; nft delete quota ip t q; nft -a list ruleset > /dev/null
nft 'add table ip n; add chain ip n post { type nat hook postrouting priority 100; }; add chain ip n pre { type nat hook prerouting priority -100; }; add chain ip n raw { type filter hook prerouting priority -300; }; add chain ip n in { type filter hook input priority 1; }'
for rule in 'post masquerade random,persistent' 'post snat to 10.0.0.1-10.0.0.9' 'post tcp dport 7 snat to 10.0.0.1:1000-2000 fully-random' 'pre tcp dport 80 dnat to 10.0.0.1:8080' 'pre tcp dport 99 redirect to :99' 'raw ip saddr 10.0.0.7 notrack' 'raw tcp dport 443 dup to 10.0.0.8 device lo' 'in icmp type echo-request reject with icmp type admin-prohibited' 'in tcp dport 23 reject with tcp reset'; do nft "add rule ip n $rule"; done
nft 'add table netdev d; add chain netdev d i { type filter hook ingress device lo priority 0; }; add rule netdev d i ip daddr 9.9.9.9 fwd to lo; add rule netdev d i ip daddr 9.9.9.8 dup to lo'
nft 'add table inet six; add chain inet six in { type filter hook input priority 0; }; add rule inet six in meta nfproto ipv6 tcp dport 1 reject with icmpv6 type no-route; add rule inet six in tcp dport 2 reject with icmpx type port-unreachable'; nft -a list ruleset > /dev/null
python3 - <<'P'
# NFT_MSG_DESTROY…: nothing is wrong where there is nothing; this nft has no word for it yet. ipset by name and by number.
from nl import *
n = Netlink(12); g = lambda family, data=b"": pack("=BBH", family, 0, 0) + data
be = lambda v: pack(">I", v)
def batch(*messages):
    data = b""; n.seq += 10; first = n.seq
    for k, (number, flags, body) in enumerate([(0x10, REQUEST, pack(">BBH", 0, 0, 10)), *messages, (0x11, REQUEST, pack(">BBH", 0, 0, 10))]):
        data += pack("=IHHII", 16 + len(body), number, flags, n.seq, 0) + body; n.seq += 1
    n.socket.send(data); print("batch", n.listen(.3))
A = REQUEST | ACK
for name in ("t", "nosuch"):
    batch((0xa1e, A, g(2, attr(1, name) + attr(2, "s") + nest(3, nest(1, nest(1, attr(1, bytes([2, 2, 2, 2]))))))))   # DESTROYSETELEM
    batch((0xa1c, A, g(2, attr(1, name) + attr(2, "in"))))                                                        # DESTROYRULE
    batch((0xa1d, A, g(2, attr(1, name) + attr(2, "s")))); batch((0xa1f, A, g(2, attr(1, name) + attr(2, "l") + attr(3, be(4)))))   # DESTROYSET, …OBJ
    batch((0xa1b, A, g(2, attr(1, name) + attr(3, "sub")))); batch((0xa20, A, g(2, attr(1, name) + attr(2, "ft")))); batch((0xa1a, A, g(2, attr(1, name))))   # …CHAIN, …FLOWTABLE, …TABLE
ip = lambda *a: g(2, attr(1, u8(7)) + b"".join(a))
n.ask(0x602, ip(attr(2, "byname"), attr(3, "hash:ip"), attr(4, u8(0)), attr(5, u8(2)), nest(7)), CREATE)
n.ask(0x60e, ip(attr(2, "byname"))); n.ask(0x60f, ip(attr(11, pack(">H", 0)))); n.ask(0x60e, ip(attr(2, "nosuch"))); n.ask(0x603, ip(attr(2, "byname")))
P
nft flush ruleset; wait
