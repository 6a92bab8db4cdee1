# INIT
modprobe -a macsec fou fou6 ila ovpn taskstats 2>/dev/null; ip link add x0 type dummy; ip link set x0 up; ip link add x1 type dummy; ip link set x1 up; ip addr add 10.1.1.1/24 dev x0
ip link add macsec0 link x0 type macsec sci 1122334455667788 encrypt on cipher gcm-aes-256 send_sci on end_station off scb off replay on window 64 icvlen 16 validate strict encodingsa 2; ip link add link x1 macsec1 type macsec port 11 cipher gcm-aes-xpn-128 address 02:00:00:00:00:09; ip link set macsec0 up; ip -d link show macsec0; ip -d link show macsec1
ip macsec add macsec0 tx sa 0 pn 100 on key 01 81818181818181818181818181818181818181818181818181818181818181ab; ip macsec add macsec0 tx sa 2 pn 1 key 02 91818181818181818181818181818181818181818181818181818181818181ab; ip macsec add macsec0 rx port 1234 address c6:19:52:8f:e6:a0; ip macsec add macsec0 rx port 1234 address c6:19:52:8f:e6:a0 sa 0 pn 1 on key 00 82828282828282828282828282828282828282828282828282828282828282ab; ip macsec add macsec0 rx port 1234 address c6:19:52:8f:e6:a0 sa 1 pn 1 on key 00 828282; ip macsec add macsec1 tx sa 0 xpn 100 salt 838383838383838383838383 ssci 5 on key 01 81818181818181818181818181818181; ip macsec set macsec0 tx sa 0 off; ip macsec set macsec0 rx port 1234 address c6:19:52:8f:e6:a0 sa 0 pn 50; ip macsec show; ip -s macsec show; ip -j macsec show; ip macsec show macsec1; ip macsec offload macsec0 phy; ip macsec del macsec0 rx port 1234 address c6:19:52:8f:e6:a0 sa 0; ip macsec del macsec0 rx port 1234 address c6:19:52:8f:e6:a0; ip macsec del macsec0 tx sa 0; ip macsec del macsec0 tx sa 0; ip link del macsec1
ip fou add port 5555 ipproto 47; ip fou add port 5556 gue; ip fou add port 5557 ipproto 4 local 10.1.1.1 peer 10.1.1.5 peer_port 44; ip -6 fou add port 5558 ipproto 41; ip fou add port 5559 gue dev x0; ip fou show; ip fou del port 5556; ip fou del port 9
ip ila add loc_match 1:1:1:1 loc 2:2:2:2 csum-mode adj-transport ident-type luid dev x0; ip ila add loc_match 3:3:3:3 loc 4:4:4:4; ip ila list; ip ila del loc_match 3:3:3:3; ip ila del loc_match 7:7:7:7
ip link add ov0 type ovpn mode mp; ip link set ov0 up; ip -d link show ov0
python3 - <<'P'
import sys,socket,os,subprocess
from nl import *
g=GENL(ext=1,timeout=.6)
print('## taskstats'); g.g('TASKSTATS',1,5,attr(1,u32(1))); g.g('TASKSTATS',1,5,attr(2,u32(os.getpid()))); g.g('TASKSTATS',1,5,attr(1,u32(999999))); g.g('TASKSTATS',1,5,attr(3,'0-1'))
for i in range(4): subprocess.run(['true'])
for i in range(6):
    try: print('exit stats',len(g.s.recv(65536)))
    except Exception as e: print(e)
g.g('TASKSTATS',1,5,attr(4,'0-1')); fd=os.open('/sys/fs/cgroup',os.O_RDONLY); g.g('TASKSTATS',4,5,attr(1,u32(fd)))
print('## ovpn')
try: ix=socket.if_nametoindex('ov0')
except OSError: ix=0
if ix:
    s=socket.socket(2,2); s.bind(('0.0.0.0',1194)); I=attr(1,u32(ix)); P=lambda *a: nest(2,*a); K=lambda *a: nest(3,*a)
    g.g('ovpn',1,5,I+P(attr(1,u32(1)),attr(2,socket.inet_aton('127.0.0.1')),attr(5,b16(1195)),attr(6,u32(s.fileno())),attr(8,socket.inet_aton('10.99.0.2'))))
    g.g('ovpn',2,5,I+P(attr(1,u32(1)),attr(12,u32(10)),attr(13,u32(60)))); g.g('ovpn',3,5,I+P(attr(1,u32(1)))); g.g('ovpn',3,0x301,I)
    kd=lambda n: nest(n,attr(1,b'k'*32),attr(2,b'n'*8))
    for k in ((0,1),(1,2)): g.g('ovpn',6,5,I+K(attr(1,u32(1)),attr(2,u32(k[0])),attr(3,u32(k[0])),attr(4,u32(k[1])),kd(5),kd(6)))
    for c,p in ((7,K(attr(1,u32(1)),attr(2,u32(0)))),(8,K(attr(1,u32(1)))),(10,K(attr(1,u32(1)),attr(2,u32(1)))),(4,P(attr(1,u32(1)))),(4,P(attr(1,u32(77)))),(1,b'')): g.g('ovpn',c,5,I+p)
print('## every family, do and dump of the first 8 commands without attributes')
for fam in ('NLBL_MGMT','NLBL_CIPSOv4','NLBL_CALIPSO','NLBL_UNLBL','VFS_DQUOT','acpi_event','thermal','TCM-USER','cifs','drbd','HSR','ila','macsec','fou','l2tp','nl802154','nfc','vdpa','handshake','net-shaper','psp','dpll','netdev','NET_DM','psample','IPVS','SEG6','IOAM6','TIPC','TIPCv2','ovpn','binder','drm-ras','dev-energymodel','lockd','nfsd','sunrpc','batadv','devlink','team','gtp','ovs_datapath','SMC_PNETID','SMC_GEN_NETLINK','tcp_metrics','wireguard','mptcp_pm','nbd','ksmbd','SMBD_GENL'):
    if g.family(fam) is None: print('no family',fam); continue
    for c in range(1,9): g.g(fam,c,0x301,b'',quiet=True); g.g(fam,c,5,b'',quiet=True)
P
ip link del ov0; ip link del macsec0; ip link del x0; ip link del x1
