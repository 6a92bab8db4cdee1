echo "## drop monitor"; (printf 'set alertmode packet\nstart\n'; sleep 2; ping -c 2 -i .3 -W1 127.0.0.1 >/dev/null; echo x | nc -u -w1 127.0.0.1 9; sleep 1; printf 'stop\nexit\n') | timeout 10 dropwatch | tail -5; python3 - <<'P'
import sys,subprocess,time
from nl import *
g=GENL(ext=1,timeout=1.0)
for mode in (0,1):
    g.g('NET_DM',2,5,attr(9,b'')[:0]); g.g('NET_DM',4,5); g.g('NET_DM',5,5)
    g.g('NET_DM',2,5,attr(1,u8(mode))+attr(12,u32(80))+attr(14,u32(500))); g.g('NET_DM',5,5)
    g.join(1); print('group id unknown for NET_DM mcast is 1')
    g.g('NET_DM',3,5,attr(15,b''))
    subprocess.run('ip link add dm0 type dummy; ip link set dm0 up; ip addr add 10.123.0.1/24 dev dm0; ping -c 2 -i .3 -W 1 127.0.0.1; echo x | nc -u -w1 127.0.0.1 9; nft add table t; nft "add chain t i { type filter hook input priority 0; policy drop; }"; ping -c 2 -i .3 -W 1 127.0.0.1; nft delete table t; ip link del dm0',shell=True,stdout=subprocess.DEVNULL)
    time.sleep(1.2)
    g.g('NET_DM',6,5); g.g('NET_DM',4,5,attr(15,b''))
P
echo "## psample"; ip link add s0 type veth peer name s1; ip link set s0 up; ip link set s1 up; tc qdisc add dev s0 clsact; tc filter add dev s0 egress matchall action sample rate 1 group 7 trunc 60; tc filter add dev s1 ingress matchall 2>/dev/null; (python3 - <<'P'
import sys,subprocess
from nl import *
g=GENL(ext=1,timeout=1.0); g.g('psample',2,0x301); g.g('psample',1,0x301); g.g('psample',1,5)
f=g.family('psample')
for i in range(2,40):
    try: g.join(i)
    except OSError: pass
subprocess.run('ip addr add 10.55.0.1/24 dev s0; ping -c 3 -i .2 -W1 10.55.0.9',shell=True,stdout=subprocess.DEVNULL)
for i in range(6):
    try: print(len(g.s.recv(9999)))
    except Exception as e: print(e)
P
); ip link del s0
