ip link add d0 type dummy; ip link add d0 type dummy; ip link del nosuch; ip link set d0 mtu 10; ip link set d0 master nosuch; ip link set d0 master lo; ip link add v type vlan id 5; ip link add link d0 v type vlan id 5000; ip link add link d0 v5 type vlan id 5; ip link add link d0 v5b type vlan id 5; ip link add x type vxlan; ip link add x type vxlan id 99999999; ip link add br0 type bridge; ip link set lo master br0; ip link set br0 master br0; bridge vlan add dev d0 vid 5; bridge fdb add 02:00:00:00:00:01 dev d0 master; bridge fdb del 02:00:00:00:00:77 dev d0 self; ip link add m link d0 type macvlan mode passthru; ip link add m2 link d0 type macvlan; ip link set d0 name lo; ip link set d0 address 01:00:00:00:00:00; ip link set lo down; ip link set lo netns nosuch; ip link set d0 netns 99999; ip link add b type bond mode 802.3ad; ip link set b type bond miimon 100 arp_interval 100; ip link add name "bad/name" type dummy; ip link add name . type dummy; ip link set dev d0 vf 3 mac 02:00:00:00:00:05; ip link set d0 xdpgeneric off; ip link property add dev d0 altname lo; ip link add t type gre local 1.1.1.1 remote 2.2.2.2; ip link add t2 type gre local 1.1.1.1 remote 2.2.2.2; ip addr add 1.1.1.1/24 dev d0; ip addr add 1.1.1.1/24 dev d0; ip addr del 2.2.2.2/24 dev d0; ip addr add fe80::1/129 dev d0; ip route add 5.5.5.0/24 via 9.9.9.9; ip route add 5.5.5.0/24 dev d0; ip link set d0 up; ip route add 5.5.5.0/24 dev d0; ip route add 5.5.5.0/24 dev d0; ip route del 6.6.6.0/24; ip route add 5.5.6.0/24 via 1.1.1.9 metric 5 mtu 5; ip -6 route add fd00::/8 via 2001::1; ip neigh del 1.1.1.77 dev d0; ip neigh add 1.1.1.300 dev d0; ip rule del pref 99; ip rule add pref 5 table 7; ip rule add pref 5 table 7; ip nexthop add id 1 via 9.9.9.9 dev d0; ip nexthop add id 2 group 77; ip nexthop del id 99; ip nexthop get id 99; tc qdisc del dev d0 root; tc qdisc add dev d0 root handle 1: nosuch; tc filter add dev d0 parent 1: protocol ip prio 1 u32 match u32 0 0; tc filter add dev d0 ingress protocol ip flower dst_ip 1.1.1.1; tc class add dev d0 parent 1: classid 1:1 htb rate 1; ip netns set nosuch 5; ip token set ::1/64 dev d0; ip maddr del 33:33:0:0:0:5 dev d0; ip mptcp endpoint del id 5; ip mptcp limits set subflow 99; ip tcp_metrics delete 1.1.1.1; ip fou del port 1; ip l2tp del tunnel tunnel_id 5; ip xfrm state del src 1.1.1.1 dst 2.2.2.2 proto esp spi 5; ip macsec show nosuch; wg set nosuch private-key /dev/null; ethtool nosuch; ethtool -s d0 speed 10; ethtool -L d0 combined 5; ethtool -G d0 rx 5; ethtool -K d0 tx off; ethtool --set-fec d0 encoding rs; devlink dev show pci/0000:00:01.0; genl ctrl get name nosuch; nft delete table nosuch; conntrack -D -s 1.1.1.1; ipset list nosuch; iw dev nosuch info; bridge mdb add dev d0 port d0 grp 239.1.1.1; bridge vlan show dev nosuch
chmod 755 /tmp /tmp/w 2>/dev/null
cat > /tmp/unpriv.sh <<'U'
ip link add x type dummy; ip addr add 1.1.1.5/24 dev d0; ip route add 9.0.0.0/8 dev d0; ip link set d0 down; nft list ruleset; nft add table x; tc qdisc add dev d0 root fq; ip xfrm state; ip xfrm state flush; ipset list; conntrack -L; ss -K dst 1.1.1.1; ip neigh add 1.1.1.9 lladdr 02:00:00:00:00:01 dev d0; ip rule add table 5; genl ctrl list; ip l2tp show tunnel; ethtool -s d0 speed 10; ip link show; ip route show; ip mptcp endpoint add 1.1.1.1; auditctl -l; iw phy; bridge vlan add dev d0 vid 9 self; ip nexthop add id 9 dev d0; wg show all
python3 - <<'P'
import sys
from nl import *
for p,g in ((0,1),(12,1),(6,1),(9,1),(15,1),(16,1)):
    try: NL(p,g); print('bind ok',p,g)
    except OSError as e: print('bind',p,g,e)
n=NL(0,ext=1); n.req('newlink',16,0x605,struct.pack('=BxHiII',0,0,0,0,0)+attr(3,'foo')+nest(18,attr(1,'dummy')))
P
U
setpriv --reuid 65534 --regid 65534 --clear-groups bash -x /tmp/unpriv.sh
cat > /tmp/err.py <<'P'
import sys,itertools
from nl import *
ifi=lambda idx=0,fam=0,fl=0,ch=0: struct.pack('=BxHiII',fam,0,idx,fl,ch)
cases=[('newlink dup',16,0x605,ifi()+attr(3,'lo')+nest(18,attr(1,'dummy'))),('newlink nokind',16,0x605,ifi()+attr(3,'k0')),('newlink badkind',16,0x605,ifi()+attr(3,'k0')+nest(18,attr(1,'nosuchkind'))),('newlink ifname too long',16,0x605,ifi()+attr(3,'a'*40)+nest(18,attr(1,'dummy'))),('newlink mtu wrong len',16,5,ifi(1)+attr(4,b'\1\2')),('newlink attr len 2 (malformed)',16,5,ifi(1)+struct.pack('=HH',2,4)),('newlink attr beyond end',16,5,ifi(1)+struct.pack('=HH',400,4)+b'\0'*4),('newlink short ifi',16,5,b'\0'*4),('newlink empty',16,5,b''),('getlink no such',18,5,ifi(9999)),('getlink by name',18,5,ifi()+attr(3,'lo')+attr(29,u32(1))),('getlink unknown attr',18,5,ifi(1)+attr(999,b'xxxx')),('getlink dump with header idx',18,0x301,ifi(1)),('getlink dump bad attr',18,0x301,ifi()+attr(999,u32(1))),('getaddr dump idx',22,0x301,struct.pack('=BBBBi',2,0,0,0,9999)),('getaddr dump short',22,0x301,b'\2'),('getaddr dump attr',22,0x301,struct.pack('=BBBBi',2,0,0,0,0)+attr(1,b32(1))),('newaddr no local',20,0x605,struct.pack('=BBBBi',2,24,0,0,1)),('newaddr bad ifindex',20,0x605,struct.pack('=BBBBi',2,24,0,0,9999)+attr(2,b'\1\2\3\4')),('newaddr wrong addr len',20,0x605,struct.pack('=BBBBi',2,24,0,0,1)+attr(2,b'\1\2')),('newaddr plen 60',20,0x605,struct.pack('=BBBBi',2,60,0,0,1)+attr(2,b'\1\2\3\4')),('newaddr6 short',20,0x605,struct.pack('=BBBBi',10,64,0,0,1)+attr(2,b'\1\2\3\4')),('newroute no gw',24,0x605,struct.pack('=BBBBBBBBI',2,24,0,0,254,4,0,1,0)+attr(1,b'\1\2\3\0')),('newroute bad dst',24,0x605,struct.pack('=BBBBBBBBI',2,24,0,0,254,4,0,1,0)+attr(1,b'\1\2\3\4')+attr(4,u32(1))),('newroute bad type',24,0x605,struct.pack('=BBBBBBBBI',2,24,0,0,254,4,0,99,0)+attr(1,b'\1\2\3\0')+attr(4,u32(1))),('newroute bad scope',24,0x605,struct.pack('=BBBBBBBBI',2,24,0,0,254,4,250,1,0)+attr(1,b'\1\2\3\0')+attr(4,u32(1))),('newroute bad metrics',24,0x605,struct.pack('=BBBBBBBBI',2,24,0,0,254,4,253,1,0)+attr(1,b'\1\2\3\0')+attr(4,u32(1))+nest(8,attr(99,u32(5)))),('newroute bad encap',24,0x605,struct.pack('=BBBBBBBBI',2,24,0,0,254,4,253,1,0)+attr(1,b'\1\2\3\0')+attr(4,u32(1))+attr(21,u16(55))+nest(22,attr(1,u32(1)))),('newroute multipath short',24,0x605,struct.pack('=BBBBBBBBI',2,24,0,0,254,4,253,1,0)+attr(1,b'\1\2\3\0')+attr(9,b'\1\2\3')),('getroute strict junk',26,0x301,struct.pack('=BBBBBBBBI',2,24,0,5,0,0,0,0,0)),('getroute none',26,5,struct.pack('=BBBBBBBBI',2,32,0,0,0,0,0,0,0)+attr(1,b'\xf0\1\2\3')),('getroute6 wrong len',26,5,struct.pack('=BBBBBBBBI',10,128,0,0,0,0,0,0,0)+attr(1,b'\xf0\1\2\3')),('unknown rtm type',200,5,b'\0'*32),('type beyond',9999,5,b'\0'*32),('type in the middle of none',19+12,5,b'\0'*16),('noop',1,5,b''),('done from user',3,5,u32(0)),('error from user',2,5,b'\0'*20),('overrun type',4,5,b''),('no request flag',18,4,ifi(1)),('newneigh no dst',28,0x605,struct.pack('=BxHiHBB',2,0,1,2,0,0)),('newneigh bad fam',28,0x605,struct.pack('=BxHiHBB',99,0,1,2,0,0)+attr(1,b'\1\2\3\4')),('newneigh bad lladdr',28,0x605,struct.pack('=BxHiHBB',2,0,1,0x80,0,0)+attr(1,b'\1\2\3\4')+attr(2,b'\1')),('getneigh bad',30,5,struct.pack('=BxHiHBB',2,0,0,0,0,0)+attr(1,b'\1\2\3\4')),('newrule bad action',32,0x605,struct.pack('=BBBBBBBBI',2,0,0,0,0,0,0,99,0)),('newrule src len no src',32,0x605,struct.pack('=BBBBBBBBI',2,0,24,0,0,0,0,1,0)),('newqdisc nokind',36,0x605,struct.pack('=BxHiIII',0,0,1,0x10000,0xffffffff,0)),('newqdisc bad parent',36,0x605,struct.pack('=BxHiIII',0,0,1,0,0x55550000,0)+attr(1,'pfifo')),('newqdisc options wrong',36,0x605,struct.pack('=BxHiIII',0,0,1,0x10000,0xffffffff,0)+attr(1,'fq_codel')+nest(2,attr(1,b'\1'))),('newtfilter none',44,0x605,struct.pack('=BxHiIII',0,0,1,0,0,0)),('newnexthop nothing',104,0x605,struct.pack('=BBBBI',2,0,0,0,0)),('newnexthop both',104,0x605,struct.pack('=BBBBI',2,0,0,0,0)+attr(1,u32(5))+attr(4,b'')+attr(5,u32(1))),('newnexthop group bad',104,0x605,struct.pack('=BBBBI',0,0,0,0,0)+attr(2,b'\1\2\3')),('getnsid',90,5,struct.pack('=Bxxx',0)+attr(2,u32(1))),('getnsid bad fd',90,5,struct.pack('=Bxxx',0)+attr(3,u32(99))),('getstats none',94,5,struct.pack('=BxxxII',0,1,0)),('getstats',94,5,struct.pack('=BxxxII',0,1,0x1f)),('getstats bad',94,5,struct.pack('=BxxxII',0,9999,1)),('newmdb bad',84,5,struct.pack('=BxxxI',7,1)+attr(1,b'\0'*28)),('setdcb',79,5,struct.pack('=BBH',0,1,0)),('getdcb ieee lo',78,5,struct.pack('=BBH',0,21,0)+attr(1,'lo')),('newnetconf',80,5,b'\0'*4),('getnetconf all',82,5,struct.pack('=Bxxx',2)+attr(1,u32(0xffffffff))),('af_spec bad af',16,5,ifi(1)+nest(26,nest(99,b''))),('af_spec inet bad',16,5,ifi(1)+nest(26,nest(2,nest(1,attr(999,u32(1)))))),('af_spec inet6 mode',16,5,ifi(1)+nest(26,nest(10,attr(8,u8(77))))),('linkinfo not nested flag',16,0x605,ifi()+attr(3,'kk')+attr(18,attr(1,'vlan')+attr(2,attr(1,b'\1')))),('xdp bad fd',16,5,ifi(1)+nest(43,attr(1,u32(99)))),('master self',16,5,ifi(1)+attr(10,u32(1))),('carrier',16,5,ifi(1)+attr(33,u8(5))),('operstate',16,5,ifi(1)+attr(16,u8(99))),('group change',16,5,ifi(0)+attr(27,u32(999))+attr(4,u32(1400))),('link netnsid',18,5,ifi(1)+attr(46,u32(55))),('dellink lo',17,5,ifi(1)),('dellink none',17,5,ifi()),('newvlan bad',112,5,struct.pack('=BxxxI',7,1)),('newtunnel bad',120,5,struct.pack('=BxxxI',7,1)),('newchain bad',100,5,struct.pack('=BxHiIII',0,0,1,0,0,0)),('getaction none',50,5,struct.pack('=Bxxx',0)),('newaction empty',48,0x605,struct.pack('=Bxxx',0)+nest(1,nest(1,attr(1,'nosuch')))),('nlmsg_len too long',18,5,ifi(1))]
for ext,cap,strict in ((1,0,0),(1,1,0),(0,0,0),(0,1,0),(1,0,1),(1,1,1)):
    n=NL(0,ext=ext,cap=cap,strict=strict,timeout=.3); print(f'==== EXT_ACK={ext} CAP_ACK={cap} STRICT={strict}')
    for name,t,f,p in cases: n.req(name,t,f,p,quiet=name.startswith('getaddr dump') and False,length=5000 if name=='nlmsg_len too long' else None)
    n.s.send(b'\0'*3); n.s.send(b'\x08\0\0\0\0\0\0\0'); n.s.send(b'\0'*16)
    # several messages in one datagram, the second one wrong
    m=lambda t,f,p: struct.pack('=IHHII',16+len(p),t,f,7,0)+p
    n.s.send(m(18,5,ifi(1))+m(18,5,ifi(9999))+m(16,5,ifi(1)+attr(4,b'\1'))+m(18,1,ifi(1)))
    for _ in range(5): n.recv()
# acks: success with ext ack warnings
g=GENL(ext=1,timeout=.3)
gh=lambda c,v=1:struct.pack('=BBH',c,v,0)
for nm,t,f,p in [('getfamily nothing',16,5,gh(3)),('getfamily noname',16,5,gh(3)+attr(2,'nosuch')),('name too long',16,5,gh(3)+attr(2,'x'*30)),('id wrong len',16,5,gh(3)+attr(1,b'\1')),('unknown cmd',16,5,gh(99)),('unknown attr',16,5,gh(3)+attr(99,b'')),('unknown family',0x3ff,5,gh(1)),('short genl',16,5,b'\1'),('getpolicy none',16,0x301,gh(10)),('getpolicy ctrl',16,0x301,gh(10)+attr(2,'nlctrl')),('getpolicy by op',16,0x301,gh(10)+attr(2,'nlctrl')+attr(10,u32(3))),('getpolicy unknown op',16,0x301,gh(10)+attr(2,'nlctrl')+attr(10,u32(99))),('bad version',16,5,gh(3,99)+attr(2,'nlctrl')),('reserved set',16,5,struct.pack('=BBH',3,1,5)+attr(2,'nlctrl'))]: g.req(nm,t,f,p)
g.g('ethtool',1,5,nest(1,attr(1,u32(9999)))); g.g('ethtool',1,5,nest(1,attr(2,'nosuch'))); g.g('ethtool',1,5,b''); g.g('ethtool',1,5,nest(1,attr(99,u32(1)))); g.g('ethtool',99,5,b''); g.g('ethtool',3,5,attr(1,attr(2,'lo'))); g.g('ethtool',1,0x301,nest(1,attr(3,u32(99))))
g.g('netdev',1,5,attr(1,u32(9999))); g.g('netdev',1,0x301); g.g('nl80211',1,5,b''); g.g('mptcp_pm',1,5,b''); g.g('TASKSTATS',1,5,b''); g.g('tcp_metrics',1,5,b'')
f=NL(12,ext=1,timeout=.3); nf=struct.pack('>BBH',2,0,0)
for nm,t,p in [('newtable no name',0xa00,nf),('getrule nothing',0xa07,nf),('gettable nosuch',0xa01,nf+attr(1,'nosuch')),('gettable bad family',0xa01,struct.pack('>BBH',99,0,0)+attr(1,'x')),('unknown msg',0xaff,nf),('ct get nothing',0x101,nf),('ct new nothing',0x100,nf),('ct del',0x102,nf+attr(1,b'\0\0')),('ipset proto',0x601,nf),('ipset proto 1',0x601,nf+attr(1,u8(6))),('ipset create bad',0x602,nf+attr(1,u8(6))),('short',0xa01,b'\2')]: f.req(nm,t,5,p)
B=lambda t,p,fl=1: struct.pack('=IHHII',16+len(p),t,fl,NL.seq,0)+p
f.s.send(B(16,struct.pack('>BBH',0,0,10))+B(0xa00,nf+attr(1,'tt'),0x405)+B(0xa03,nf+attr(1,'nosuch')+attr(3,'c'),0x405)+B(0xa06,nf+attr(1,'tt')+attr(2,'nochain'),0x405)+B(17,struct.pack('>BBH',0,0,10)))
for _ in range(4): f.recv()
f.s.send(B(16,struct.pack('>BBH',0,0,10))+B(0xa00,nf+attr(1,'tt'),0x405)); f.recv()
P
python3 /tmp/err.py
# ENOBUFS on a slow listener, interrupted dumps
cat > /tmp/ov.py <<'P'
import sys,subprocess,time,threading
from nl import *
l=NL(0,1,rcvbuf=2048,timeout=.5)
for i in range(30): subprocess.run(['ip','link','set','d0','down' if i%2 else 'up'])
for i in range(6):
    try: d=l.s.recv(65536); print('got',len(d))
    except OSError as e: print('listener:',e)
subprocess.run('for i in $(seq 300); do echo link add x$i type dummy; done > /tmp/b; ip -batch /tmp/b',shell=True)
n=NL(0,timeout=.5); intr=0
for k in range(8):
    n.send(18,0x301,struct.pack('=BxHiII',0,0,0,0,0))
    first=True; fin=False
    while not fin:
        try: d=n.s.recv(16384)
        except Exception as e: print(e); break
        if first: subprocess.run(['ip','link','add',f'y{k}','type','dummy']); first=False
        o=0
        while o+16<=len(d):
            ln,t,f,q,p=struct.unpack_from('=IHHII',d,o)
            if f&0x10: intr+=1
            if t==3: fin=True
            o+=(ln+3)&~3
print('NLM_F_DUMP_INTR messages seen:',intr)
P
python3 /tmp/ov.py
