# INIT
# labdrv: a dummy driver of the lab (sid/root/mods/labdrv) gives values, the messages are made by the kernel's own dcbnl and dpll code
ip monitor all > /tmp/m & M=$!; python3 - > /tmp/dm 2>&1 <<'P' &
import sys; sys.path.insert(0,'/opt/ynl/pyynl')
from lib import YnlFamily
y=YnlFamily('/opt/ynl/Documentation/netlink/specs/dpll.yaml',schema=''); y.ntf_subscribe('monitor')
import time
t=time.time()
for m in y.poll_ntf(duration=40): print(m)
P
D=$!; sleep 5; modprobe labdrv; dmesg | grep labdrv; i=dcb0; ip link set $i up
for o in ets pfc app buffer maxrate dcbx rewr apptrust; do echo "+ dcb $o show"; dcb $o show dev $i; dcb -s $o show dev $i; dcb -j $o show dev $i; done
dcb ets set dev $i willing off tc-tsa 0:strict 1:ets 2:ets all:ets tc-bw 0:0 1:40 2:60 prio-tc 0:0 all:1; dcb ets set dev $i reco-tc-tsa all:ets; dcb pfc set dev $i prio-pfc 3:on 4:on macsec-bypass off delay 100; dcb maxrate set dev $i tc-maxrate 1:100mbit all:1gbit; dcb buffer set dev $i prio-buffer all:0 3:2 buffer-size 0:5K 2:9K; dcb dcbx set dev $i host ieee; dcb app add dev $i dscp-prio 10:3 CS6:7 ethtype-prio 0x8906:3 stream-port-prio 3260:4 dgram-port-prio 5555:5 port-prio 4444:6 default-prio 2 pcp-prio 1:2 3de:4; dcb app show dev $i; dcb -N app show dev $i; dcb app replace dev $i dscp-prio 10:5; dcb app del dev $i default-prio 2; dcb app del dev $i dscp-prio 63:7; dcb app flush dev $i ethtype-prio; dcb apptrust set dev $i order dscp pcp; dcb apptrust set dev $i order dscp dscp; dcb rewr add dev $i prio-dscp 3:10 prio-pcp 4:5de; dcb rewr show dev $i; dcb rewr flush dev $i; dcb ets set dev $i tc-bw all:200; dcb ets show dev lo
python3 - <<'P'
import sys
from nl import *
n=NL(0,ext=1,timeout=.5)
dh=lambda c: struct.pack('=BBH',0,c,0)
for nm,t,c,p in [('state',78,2,attr(1,'dcb0')),('gperm',78,8,attr(1,'dcb0')),('ieee_get',78,21,attr(1,'dcb0')),('cee_get',78,26,attr(1,'dcb0')),('pfc',78,6,attr(1,'dcb0')+nest(4,attr(10,b''))),('pg tx',78,3,attr(1,'dcb0')+nest(5,attr(18-1,b''))),('pg rx',78,4,attr(1,'dcb0')+nest(5,nest(10,attr(6,b'')))),('cap',78,10,attr(1,'dcb0')+nest(9,attr(1,b''))),('numtcs',78,11,attr(1,'dcb0')+nest(10,attr(1,b''))),('pfcstate',78,12,attr(1,'dcb0')),('dcbx',78,24-4,attr(1,'dcb0')),('app',78,18,attr(1,'dcb0')+nest(11,attr(1,u8(0)),attr(2,u16(0x8906)))),('featcfg',78,24,attr(1,'dcb0')),('nosuch cmd',78,99,attr(1,'dcb0')),('no ifname',78,21,b''),('wrong dev',78,21,attr(1,'nosuch'))]: n.req(nm,t,5,dh(c)+p)
P
cat > /tmp/yl <<'Y'
Y
w() { printf '%s\t' "$@" >> /tmp/yl; echo >> /tmp/yl; }
w dpll --dump device-get; w dpll --dump pin-get; w dpll --do device-get --json '{"id":0}'; w dpll --do device-id-get --json '{"module-name":"labdrv"}'; w dpll --do pin-id-get --json '{"board-label":"SMA1"}'; w dpll --do device-set --json '{"id":0,"mode":"manual"}'; w dpll --do device-set --json '{"id":0,"phase-offset-monitor":"enable"}'; w dpll --do device-set --json '{"id":0,"phase-offset-avg-factor":8}'; w dpll --do pin-set --json '{"id":0,"frequency":1000}'; w dpll --do pin-set --json '{"id":0,"phase-adjust":-500,"parent-device":[{"parent-id":0,"prio":9,"state":"connected"}]}'; w dpll --do pin-set --json '{"id":0,"frequency":999999999}'; w dpll --do pin-set --json '{"id":0,"phase-adjust":99999}'; w dpll --do pin-get --json '{"id":0}'; w dpll --do pin-get --json '{"id":77}'; w dpll --do device-get --json '{"id":77}'; w dpll --do pin-set --json '{"id":0,"parent-device":[{"parent-id":0,"direction":"output"}]}'
python3 ybatch.py /tmp/yl; dpll device show; dpll -j pin show; dpll device id-get module-name labdrv; dpll pin set id 0 frequency 2000; modprobe -r labdrv; sleep 1; kill $M; kill $D; cat /tmp/m /tmp/dm
