# INIT
modprobe -a nfcsim mac802154_hwsim nbd target_core_user target_core_mod drop_monitor psample act_sample vdpa quota_v2 nfsd lockd ovpn ksmbd loop tcm_loop 2>/dev/null
echo "## nbd"; modprobe nbd; dd if=/dev/zero of=/tmp/nbd bs=1M count=4 2>/dev/null; printf '[generic]\nport=10809\nuser=root\ngroup=root\nallowlist=true\n[e]\nexportname=/tmp/nbd\n' > /tmp/nbd.conf; nbd-server -C /tmp/nbd.conf; sleep 1; nbd-client 127.0.0.1 -N e /dev/nbd0 2>&1 | tail -2; nbd-client -c /dev/nbd0; nbd-client -d /dev/nbd0; python3 - <<'P'
import sys
from nl import *
g=GENL(ext=1,timeout=.6)
g.g('nbd',5,5); g.g('nbd',5,0x301); g.g('nbd',1,5,attr(1,u32(3))); g.g('nbd',2,5,attr(1,u32(3))); g.g('nbd',3,5,attr(1,u32(3))+attr(2,u64(4096)))
P
for p in $(pidof nbd-server); do kill $p; done
echo "## tcmu"; (timeout 6 tcmu-runner -d > /tmp/tc.log 2>&1 & sleep 2; targetcli /backstores/user:file create name=u0 size=4M cfgstring=/tmp/u0; targetcli /backstores ls | head; targetcli /backstores/user:file delete u0; wait); 
echo "## nfc"; modprobe nfcsim; python3 - <<'P'
import sys,subprocess
from nl import *
g=GENL(ext=1,timeout=.6)
g.g('nfc',1,0x301); g.g('nfc',2,5,attr(1,u32(0))); g.g('nfc',2,5,attr(1,u32(1))); g.g('nfc',6,5,attr(1,u32(0))+attr(3,u32(0x20))); g.g('nfc',6,5,attr(1,u32(1))+attr(13,u32(0x20))+attr(14,u32(0x20)))
import time; time.sleep(1); g.g('nfc',8,0x301,attr(1,u32(0))); g.g('nfc',4,5,attr(1,u32(0))+attr(4,u32(1))+attr(10,u8(0))); g.g('nfc',5,5,attr(1,u32(0))); g.g('nfc',7,5,attr(1,u32(0))); g.g('nfc',3,5,attr(1,u32(0))); g.g('nfc',1,5,attr(1,u32(99))); g.g('nfc',15,5,attr(1,u32(0))); g.g('nfc',19,5); g.g('nfc',18,5,attr(1,u32(0)))
P
modprobe -r nfcsim
echo "## ieee802154"; modprobe -a mac802154_hwsim ieee802154_6lowpan; iwpan dev; iwpan phy; iwpan list; iwpan dev wpan0 info; iwpan dev wpan0 set pan_id 0xbeef; iwpan dev wpan0 set short_addr 0x1234; iwpan phy phy0 set channel 0 15; ip link set wpan0 up; iwpan dev wpan0 set lbt 1; iwpan dev wpan0 set max_frame_retries 4; iwpan dev wpan0 set backoff_exponents 3 5; iwpan phy phy0 interface add wpan9 type node; iwpan dev wpan9 del; iwpan dev nosuch info; ip link add link wpan0 name lowpan0 type lowpan; ip link set lowpan0 up; ip -d link show wpan0; ip -d link show lowpan0; iwpan event & E=$!; sleep .2; kill $E; iwpan dev wpan1 scan 2>/dev/null | head -3; python3 - <<'P'
import sys
from nl import *
g=GENL(ext=1,timeout=.5)
for fam in ('nl802154','802.15.4 MAC','MAC802154_HWSIM'):
    for c in (1,2,3,4,5,6,11,12,18,19,29,30): g.g(fam,c,0x301); g.g(fam,c,5)
P
modprobe -r mac802154_hwsim
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
echo "## quota"; dd if=/dev/zero of=/tmp/q.img bs=1M count=16 2>/dev/null; mke2fs -q -t ext4 -O quota -E quotatype=usrquota /tmp/q.img; mkdir -p /tmp/qm; mount -o loop,usrquota /tmp/q.img /tmp/qm && (setquota -u nobody 10 20 0 0 /tmp/qm; chmod 777 /tmp/qm; (timeout 8 quota_nld -F -C > /tmp/qn 2>&1 & sleep 1; setpriv --reuid 65534 --clear-groups dd if=/dev/zero of=/tmp/qm/a bs=1k count=15; setpriv --reuid 65534 --clear-groups dd if=/dev/zero of=/tmp/qm/b bs=1k count=30; rm -f /tmp/qm/a; sleep 1; wait); cat /tmp/qn; umount /tmp/qm)
echo "## nfsd/lockd"; mkdir -p /tmp/ex; mount -t nfsd nfsd /proc/fs/nfsd; nfsdctl status; nfsdctl version; nfsdctl version +3 +4.1; nfsdctl listener +tcp:127.0.0.1:2049; nfsdctl threads 2; nfsdctl threads; nfsdctl listener; nfsdctl pool-mode; nfsdctl pool-mode global; nfsdctl nlm; rpcbind -w 2>/dev/null; exportfs -o rw,fsid=0,no_root_squash,insecure 127.0.0.1:/tmp/ex; exportfs; rpc.mountd 2>/dev/null; sleep .5; timeout 10 mount -t nfs4 127.0.0.1:/ /mnt/x 2>&1 || (mkdir -p /mnt/x; timeout 20 mount -t nfs4 127.0.0.1:/ /mnt/x); ls /mnt/x; nfsdctl status; umount -f /mnt/x; exportfs -ua; exportfs -f; nfsdctl threads 0; nfsdctl nlm; Y() { printf "%s\t" "$@" >> /tmp/yl; echo >> /tmp/yl; }; YRUN() { python3 ybatch.py /tmp/yl 2>&1; }; Y nfsd --do threads-get; Y nfsd --do version-get; Y nfsd --do listener-get; Y nfsd --dump rpc-status-get; Y lockd --do server-set --json '{"gracetime":50}'; Y lockd --do server-get; Y nfsd --dump svc-export-get-reqs; Y nfsd --dump expkey-get-reqs; YRUN; for p in $(pidof rpc.mountd rpcbind); do kill $p; done
echo "## ovpn"; ip link add ov0 type ovpn mode multipeer; ip link set ov0 up; IX=$(cat /sys/class/net/ov0/ifindex 2>/dev/null); python3 - <<'P'
import sys,socket
from nl import *
try: ix=socket.if_nametoindex('ov0')
except OSError: sys.exit()
g=GENL(ext=1,timeout=.6); s=socket.socket(2,2); s.bind(('0.0.0.0',1194)); I=attr(1,u32(ix))
P=lambda *a: nest(2,*a); K=lambda *a: nest(3,*a)
g.g('ovpn',1,5,I+P(attr(1,u32(1)),attr(2,socket.inet_aton('127.0.0.1')),attr(5,b16(1195)),attr(6,u32(s.fileno())),attr(8,socket.inet_aton('10.99.0.2'))),ver=1)
g.g('ovpn',2,5,I+P(attr(1,u32(1)),attr(12,u32(10)),attr(13,u32(60)))); g.g('ovpn',3,5,I+P(attr(1,u32(1)))); g.g('ovpn',3,0x301,I)
kd=lambda n: nest(n,attr(1,b'k'*32),attr(2,b'n'*8))
g.g('ovpn',6,5,I+K(attr(1,u32(1)),attr(2,u32(0)),attr(3,u32(0)),attr(4,u32(1)),kd(5),kd(6))); g.g('ovpn',6,5,I+K(attr(1,u32(1)),attr(2,u32(1)),attr(3,u32(1)),attr(4,u32(2)),kd(5),kd(6))); g.g('ovpn',7,5,I+K(attr(1,u32(1)),attr(2,u32(0)))); g.g('ovpn',8,5,I+K(attr(1,u32(1)))); g.g('ovpn',10,5,I+K(attr(1,u32(1)),attr(2,u32(1)))); g.g('ovpn',4,5,I+P(attr(1,u32(1)))); g.g('ovpn',4,5,I+P(attr(1,u32(77)))); g.g('ovpn',1,5,I); g.g('ovpn',1,5,b'')
P
ip link del ov0; ip link add wh0 type wwan 2>/dev/null; modprobe wwan_hwsim 2>/dev/null && (ip link show type wwan; ls /sys/class/wwan; ip link add dev wwan7 parentdev wwan0 type wwan linkid 5; ip -d link show wwan7; modprobe -r wwan_hwsim); modprobe -a bareudp amt pfcp 2>/dev/null && (ip link add bu0 type bareudp dstport 6635 ethertype mpls_uc multiproto; ip -d link show bu0; ip link add pf0 type pfcp; ip link add am0 type amt discovery 127.0.0.1 mode relay dev lo local 127.0.0.1 relay_port 2268; ip -d link show am0)
vdpa mgmtdev show; vdpa dev show; vdpa dev add name v0 mgmtdev vdpasim_net; vdpa dev config show; vdpa dev vstats show v0 qidx 0; ksmbd.mountd -n -d 2>/dev/null & K=$!; sleep 1; kill $K; drbdsetup status; drbdsetup new-resource r0; drbdsetup events2 --now; drbdsetup down r0; thermald --no-daemon --test-mode 2>/dev/null & TT=$!; sleep 1; kill $TT; cangw -L; acpi_listen & A=$!; sleep .3; kill $A; multipath -ll 2>/dev/null
python3 - <<'P'
import sys,socket,struct,os
# AF_ALG through xfrm-like names, ethtool genl notifications are elsewhere; phonet & can raw rtnetlink
from nl import *
n=NL(0,ext=1,timeout=.4)
for fam in (1,7,10,2,17,28,29,35,36,45,5,127,128,129):
    n.req(f'getaddr fam {fam}',22,0x301,struct.pack('<BBBBi',fam,0,0,0,0)); n.req(f'getroute fam {fam}',26,0x301,struct.pack('<BBBBBBBBI',fam,0,0,0,0,0,0,0,0)); n.req(f'getlink fam {fam}',18,0x301,struct.pack('<BxHiII',fam,0,0,0,0),quiet=True)
for t in range(16,160,4): n.req(f'get type {t+2}',t+2,0x301,b'\0'*20,quiet=True)
P
