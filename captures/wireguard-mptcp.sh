modprobe -a wireguard mptcp_diag fou l2tp_eth ila tcp_metrics
ip netns add p; ip link add v0 type veth peer name v1 netns p; ip addr add 10.1.0.1/24 dev v0; ip addr add fd01::1/64 dev v0 nodad; ip link set v0 up; ip -n p addr add 10.1.0.2/24 dev v1; ip -n p addr add fd01::2/64 dev v1 nodad; ip -n p link set v1 up; ip -n p link set lo up
ip link add wg0 type wireguard; wg genkey > /tmp/k; wg genkey > /tmp/k2; wg genpsk > /tmp/psk; PUB2=$(wg pubkey < /tmp/k2); PUB1=$(wg pubkey < /tmp/k); wg set wg0 private-key /tmp/k listen-port 51820 fwmark 0x5 peer $PUB2 preshared-key /tmp/psk endpoint 10.1.0.2:51821 allowed-ips 10.2.0.0/24,fd02::/64,0.0.0.0/0 persistent-keepalive 5; wg set wg0 peer $PUB2 allowed-ips +10.3.0.0/16,-fd02::/64; for i in $(seq 30); do wg set wg0 peer $(wg genkey | wg pubkey) endpoint [fd01::2]:$((1000+i)) allowed-ips 10.9.$i.0/24,10.10.$i.1/32; done; ip addr add 10.2.0.1/24 dev wg0; ip link set wg0 up
ip -n p link add wg1 type wireguard; ip netns exec p wg set wg1 private-key /tmp/k2 listen-port 51821 peer $PUB1 preshared-key /tmp/psk endpoint 10.1.0.1:51820 allowed-ips 10.2.0.0/24; ip -n p addr add 10.2.0.2/24 dev wg1; ip -n p link set wg1 up; ping -c 2 -i .3 10.2.0.2; wg show; wg show all dump; wg showconf wg0 | head; wg set wg0 peer $PUB2 remove; wg set wg0 private-key /dev/null; wg show wg0; wg show nosuch; ip link set wg0 type wireguard
ip mptcp limits show; ip mptcp limits set subflow 4 add_addr_accepted 4; ip mptcp monitor > /tmp/mm & M=$!; sleep .3; ip mptcp endpoint add 10.1.0.1 dev v0 id 3 signal; ip mptcp endpoint add 10.1.0.9 subflow backup; ip addr add 10.1.0.9/24 dev v0; ip mptcp endpoint add fd01::1 dev v0 fullmesh subflow; ip mptcp endpoint add 10.1.0.1 port 5000 signal; ip mptcp endpoint add 10.1.0.5 laminar; ip mptcp endpoint show; ip mptcp endpoint show id 3; ip mptcp endpoint change id 3 backup; ip mptcp endpoint change id 99 backup; ip -n p mptcp limits set subflow 4 add_addr_accepted 4
cat > /tmp/mp.py <<'P'
import socket,sys,time
if sys.argv[1]=='s':
    s=socket.socket(2,1,262); s.bind(('0.0.0.0',7000)); s.listen(); print('l',flush=True); c,a=s.accept(); c.recv(10); time.sleep(2.5); c.send(b'bye'); c.close()
else:
    c=socket.socket(2,1,262); c.connect((sys.argv[2],7000)); c.send(b'hi'); c.recv(10); c.close()
P
ip netns exec p python3 /tmp/mp.py s > /dev/null & sleep 1; python3 /tmp/mp.py c 10.1.0.2 & sleep 1.5; ss -M -n -i -e; wait %2 %3 2>/dev/null; python3 /tmp/mp.py s > /dev/null & sleep .7; ip netns exec p python3 /tmp/mp.py c 10.1.0.1; ip mptcp endpoint delete id 3; ip mptcp endpoint flush; sysctl -q net.mptcp.pm_type=1; ip mptcp endpoint show; sleep .5; kill $M; cat /tmp/mm
python3 - <<'P'
import sys
from nl import *
g=GENL(ext=1,timeout=.4)
for c in range(1,12): g.g('mptcp_pm',c,5,b'')
g.g('mptcp_pm',3,0x301,b''); g.g('mptcp_pm',7,5,nest(1,attr(1,u16(2)),attr(3,b'\1\2\3\4'),attr(2,u8(7)))+attr(4,u32(55)))
P
nc -l -p 6000 -w 2 & sleep .3; echo x | ip netns exec p nc -w1 10.1.0.1 6000; echo y | nc -w1 10.1.0.2 9; nc -w 1 127.0.0.1 6000; ip tcp_metrics show; ip tcp_metrics show 10.1.0.2; ip -s tcp_metrics; ip tcp_metrics delete 10.1.0.2; ip tcp_metrics flush; ip sr hmac show; ip sr tunsrc show; ip sr tunsrc set fd00::1; ip sr tunsrc show; printf 'secretpw\nsecretpw\n' | ip sr hmac set 17 sha1; printf 'secretpw\n' | script -qc 'ip sr hmac set 18 sha256' /dev/null 2>/dev/null; ip sr hmac show
python3 - <<'P'
import sys
from nl import *
g=GENL(ext=1,timeout=.4)
g.g('SEG6',1,5,attr(7-1,u32(0))[:0]+attr(4,u32(17))+attr(5,b'0123456789abcdef')+attr(6,u8(16))+attr(7,u8(1)))
g.g('SEG6',2,0x301); g.g('SEG6',4,5); g.g('SEG6',99,5)
P
ip ioam namespace add 1 data 0xdeadbeef wide 0xcafec0caf00dc0de; ip ioam namespace add 2; ip ioam schema add 7 "opaque data here"; ip ioam namespace set 1 schema 7; ip ioam namespace show; ip ioam schema show; ip ioam monitor & M=$!; sleep .2; kill $M; ip ioam namespace set 1 schema none; ip ioam schema del 7; ip ioam namespace del 2; ip ioam namespace del 99
ipvsadm -A -t 10.1.0.1:80 -s rr; ipvsadm -a -t 10.1.0.1:80 -r 10.1.0.2:80 -m -w 5 -x 100 -y 50; ipvsadm -a -t 10.1.0.1:80 -r 10.1.0.3:8080 -i; ipvsadm -a -t 10.1.0.1:80 -r 10.1.0.4 -g --tun-type gue --tun-port 6080 -i; ipvsadm -A -u [fd01::1]:53 -s wlc -p 300 -M 64 --pe sip; ipvsadm -A -f 5 -s sh -b sh-fallback,sh-port -o; ipvsadm -A -u 10.1.0.1:99 -s mh; ipvsadm -L -n; ipvsadm -L -n --stats; ipvsadm -L -n --rate; ipvsadm -L --timeout; ipvsadm --set 100 50 30; ipvsadm -L --daemon; ipvsadm --start-daemon master --mcast-interface v0 --syncid 7; ipvsadm -L --daemon; ipvsadm --stop-daemon master; ipvsadm -E -t 10.1.0.1:80 -s lc; ipvsadm -e -t 10.1.0.1:80 -r 10.1.0.2:80 -m -w 0; ipvsadm -d -t 10.1.0.1:80 -r 10.1.0.2:80; ipvsadm -D -t 9.9.9.9:80; ipvsadm -A -t 10.1.0.1:80 -s nosuch; ipvsadm -Z; ipvsadm -S -n; ipvsadm -C
gtp-link --help 2>&1 | head -1
python3 - <<'P'
import sys,socket
from nl import *
import subprocess
subprocess.run('modprobe gtp; ip link del gtp7; ip link add gtp7 type gtp role ggsn; ip link add gtp8 type gtp local 10.1.0.1; ip link set gtp7 up',shell=True)
# RTM_NEWLINK gtp with fds
n=NL(0,ext=1); f0=socket.socket(2,2); f0.bind(('0.0.0.0',3386)); f1=socket.socket(2,2); f1.bind(('0.0.0.0',2152))
n.req('newlink gtp',16,0x605,struct.pack('<BxHiII',0,0,0,0,0)+attr(3,'gtp9')+nest(18,attr(1,'gtp'),nest(2,attr(1,u32(f0.fileno())),attr(2,u32(f1.fileno())),attr(3,u32(1024)))))
import os
ix=socket.if_nametoindex('gtp9')
g=GENL(ext=1,timeout=.4)
g.g('gtp',0,0x605,attr(1,u32(ix))+attr(2,u32(1))+attr(8,u32(100))+attr(9,u32(200))+attr(4,bytes([10,1,0,2]))+attr(5,bytes([10,50,0,1])),ver=0)
g.g('gtp',0,0x605,attr(1,u32(ix))+attr(2,u32(0))+attr(3,u64(77))+attr(6,u16(3))+attr(4,bytes([10,1,0,2]))+attr(5,bytes([10,50,0,2])),ver=0)
g.g('gtp',2,0x301,ver=0); g.g('gtp',2,5,attr(1,u32(ix))+attr(2,u32(1))+attr(8,u32(100)),ver=0); g.g('gtp',3,5,attr(1,u32(ix))+attr(2,u32(1))+attr(8,u32(100))+attr(9,u32(200))+attr(4,bytes([10,1,0,2]))+attr(5,bytes([10,50,0,1])),ver=0); g.g('gtp',1,5,attr(1,u32(ix))+attr(2,u32(1))+attr(8,u32(100)),ver=0); g.g('gtp',1,5,attr(1,u32(ix))+attr(2,u32(1))+attr(8,u32(999)),ver=0)
# smc
for fam in ('SMC_PNETID','SMC_GEN_NETLINK'):
    g.g(fam,1,5,attr(1,'PNET1')+attr(2,'v0')) if fam=='SMC_PNETID' else None
    for c in range(1,12): g.g(fam,c,0x301 if fam!='SMC_PNETID' else (0x301 if c==1 else 5),b'')
g.g('SMC_PNETID',2,5,attr(1,'PNET1')+attr(2,'v0')); g.g('SMC_PNETID',1,0x301)
# taskstats
g.g('TASKSTATS',1,5,attr(1,u32(1))); g.g('TASKSTATS',1,5,attr(2,u32(os.getpid()))); g.g('TASKSTATS',1,5,attr(1,u32(999999)))
g.g('TASKSTATS',1,5,attr(3,'0-1'))
for i in range(3): subprocess.run(['true'])
for i in range(4): 
    try: d=g.s.recv(65536); print('exit stats',len(d))
    except Exception as e: print(e)
g.g('TASKSTATS',1,5,attr(4,'0-1')); fd=os.open('/sys/fs/cgroup',os.O_RDONLY); g.g('TASKSTATS',4,5,attr(1,u32(fd)))
# other families, simple dumps of every command
for fam in ('NLBL_MGMT','NLBL_CIPSOv4','NLBL_CALIPSO','NLBL_UNLBL','VFS_DQUOT','acpi_event','thermal','thermal_event','nbd','TCM-USER','tcmu','cifs','SMB2','drbd','ioam6','IOAM6','hsr','HSR','ila','macsec','fou','l2tp','802.15.4 MAC','nl802154','nfc','vdpa','handshake','net_shaper','psp','dpll','netdev','NET_DM','psample','IPVS','nvme','SEG6','dlm_nl','DLM_MONITOR','PMCD','TIPC','TIPCv2','ovpn','binder','drm-ras','dev-energymodel','lockd','nfsd','sunrpc','QUOTA','batadv','devlink','team','gtp','ovs_datapath','ovs_vport','ovs_flow','ovs_meter','ovs_ct_limit','ovs_packet'):
    if g.family(fam) is None: print('no family',fam); continue
    for c in range(1,9): g.g(fam,c,0x301,b''); g.g(fam,c,5,b'')
P
netlabelctl mgmt version; netlabelctl mgmt protocols; netlabelctl cipsov4 add pass doi:5 tags:1,2; netlabelctl cipsov4 add trans doi:6 tags:1 levels:0=0,1=1 categories:0=1,1=0; netlabelctl cipsov4 add local doi:7; netlabelctl cipsov4 list; netlabelctl cipsov4 list doi:5; netlabelctl cipsov4 list doi:6; netlabelctl calipso add pass doi:8; netlabelctl calipso list; netlabelctl map del default; netlabelctl map add default protocol:cipsov4,5; netlabelctl map add domain:foo address:10.0.0.0/8 protocol:cipsov4,5; netlabelctl map add domain:foo address:::/0 protocol:calipso,8; netlabelctl map add domain:bar protocol:unlbl; netlabelctl map list; netlabelctl -p map list; netlabelctl unlbl accept on; netlabelctl unlbl list; netlabelctl unlbl add interface:lo address:127.0.0.0/8 label:foo; netlabelctl unlbl add default address:::1 label:system_u:object_r:foo; netlabelctl unlbl list; netlabelctl unlbl del default address:::1; netlabelctl map del domain:bar; netlabelctl cipsov4 del doi:7; netlabelctl map del default; netlabelctl map add default protocol:unlbl
