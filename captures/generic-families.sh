# INIT
modprobe -a wireguard batman_adv openvswitch tipc l2tp_netlink macsec fou ila ip_vs nfc ieee802154 mac802154 smc gtp nbd target_core_user drop_monitor psample ovpn team hsr nfsd lockd cifs ksmbd drbd dlm vdpa netdevsim ib_core 2>/dev/null
python3 - <<'P'
import sys,socket
from nl import *
import subprocess
subprocess.run('modprobe gtp; ip link add v0 type veth peer name v1; ip addr add 10.1.0.1/24 dev v0; ip link set v0 up',shell=True)
# RTM_NEWLINK gtp with fds
n=NL(0,ext=1); f0=socket.socket(2,2); f0.bind(('0.0.0.0',3386)); f1=socket.socket(2,2); f1.bind(('0.0.0.0',2152))
n.req('newlink gtp',16,0x605,struct.pack('<BxHiII',0,0,0,0,0)+attr(3,'gtp9')+nest(18,attr(1,'gtp'),nest(2,attr(1,u32(f0.fileno())),attr(2,u32(f1.fileno())),attr(3,u32(1024)))))
import os
ix=socket.if_nametoindex('gtp9')
g=GENL(ext=1,timeout=.4)
g.g('gtp',0,0x605,attr(1,u32(ix))+attr(2,u32(1))+attr(8,u32(100))+attr(9,u32(200))+attr(4,bytes([10,1,0,2]))+attr(5,bytes([10,50,0,1])),ver=0)
g.g('gtp',0,0x605,attr(1,u32(ix))+attr(2,u32(0))+attr(3,u64(77))+attr(6,u16(3))+attr(4,bytes([10,1,0,2]))+attr(5,bytes([10,50,0,2])),ver=0)
g.g('gtp',2,0x301,ver=0); g.g('gtp',2,5,attr(1,u32(ix))+attr(2,u32(1))+attr(8,u32(100)),ver=0); g.g('gtp',3,5,attr(1,u32(ix))+attr(2,u32(1))+attr(8,u32(100))+attr(9,u32(200))+attr(4,bytes([10,1,0,2]))+attr(5,bytes([10,50,0,1])),ver=0); g.g('gtp',1,5,attr(1,u32(ix))+attr(2,u32(1))+attr(8,u32(100)),ver=0); g.g('gtp',1,5,attr(1,u32(ix))+attr(2,u32(1))+attr(8,u32(999)),ver=0)
g.s.settimeout(.3)
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

ipvsadm -A -t 127.0.0.1:80 -s rr; ipvsadm -a -t 127.0.0.1:80 -r 127.0.0.1:81; ipvsadm -L -n; ipvsadm -C
ip link del v0; ip link del gtp9
ip link add h0 type veth peer name h1; ip link add h2 type veth peer name h3; for i in h0 h1 h2 h3; do ip link set $i up; done; ip link add hsr0 type hsr slave1 h0 slave2 h2; ip link set hsr0 up; ip link add hsr1 type hsr slave1 h1 slave2 h3; ip link set hsr1 up; sleep 4
python3 - <<'P'
import sys,socket
from nl import *
g=GENL(ext=1,timeout=.5); ix=socket.if_nametoindex("hsr0")
try: g.join(g.family("HSR") and 1)
except Exception: pass
mac=open("/sys/class/net/h1/address").read().strip(); m=bytes(int(x,16) for x in mac.split(":"))
g.g("HSR",3,5,attr(2,u32(ix))+attr(1,m)); g.g("HSR",5,5,attr(2,u32(ix))); g.g("HSR",3,5,attr(2,u32(1)))
P
ip link del hsr0; ip link del hsr1; ip link del h0; ip link del h2
