# Packets that nf_tables traces, rule by rule, and a byte quota of accounting that is used up
modprobe -a nf_tables nfnetlink_acct xt_nfacct nft_compat
ip link set lo up
nft 'add table ip t; add chain ip t out { type filter hook output priority -300; }; add rule ip t out udp dport 9 meta nftrace set 1 counter; add chain ip t in { type filter hook input priority 0; }; add rule ip t in udp dport 9 counter drop'
nfacct add quota1 byte 500; iptables-nft -A OUTPUT -m nfacct --nfacct-name quota1 -j ACCEPT
timeout 20 nft monitor trace > mon.txt 2>&1 &
python3 -u - <<'P'
from nl import *
import time
n = Netlink(12, 8, 9); time.sleep(8)
s = socket.socket(2, 2)
for _ in range(3): s.sendto(b"x" * 400, ("127.0.0.1", 9))
print("heard", n.listen(2))
P
nfacct list; cat mon.txt; sysctl net.netfilter 2>/dev/null | head -30
