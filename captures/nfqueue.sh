modprobe -a nfnetlink_queue nfnetlink_log nft_queue nft_log nf_log_syslog nfnetlink_osf nf_conntrack_netlink
nft add table inet t; nft 'add chain inet t out { type filter hook output priority 0; }'; nft add rule inet t out ip daddr 127.0.0.5 queue num 5; nft add rule inet t out ip daddr 127.0.0.6 log group 6 prefix "pfx6" snaplen 40; nft add rule inet t out ip6 daddr ::1 queue num 7 bypass; nft add rule inet t out ip daddr 127.0.0.7 log group 7 prefix "secondgroup" queue-threshold 2; nft 'add chain inet t in { type filter hook input priority 0; }'; nft add rule inet t in ct state new ip daddr 127.0.0.6 log group 6 prefix "in"; nft add rule inet t out ct mark set 3
cat > /tmp/q.py <<'P'
import sys,struct,time,subprocess,socket
from nl import *
def nfg(fam,res): return struct.pack('>BBH',fam,0,res)
q=NL(12,ext=1,timeout=1.0)
QCFG=0x302;QVERD=0x301;QVB=0x303
for num in (5,7):
    q.req(f'bind {num}',QCFG,5,nfg(0,num)+attr(1,struct.pack('>BBH',1,0,0)))
    q.req('copy packet',QCFG,5,nfg(0,num)+attr(2,struct.pack('>IB',0xffff,2))+attr(3,b32(100))+attr(4,b32(0x1f))+attr(5,b32(0x1f)))
q.req('pf bind',QCFG,5,nfg(2,0)+attr(1,struct.pack('>BBH',3,0,2)))
q.req('bad copy mode',QCFG,5,nfg(0,5)+attr(2,struct.pack('>IB',0xffff,9)))
q.req('unknown queue',QCFG,5,nfg(0,999)+attr(2,struct.pack('>IB',0xffff,2)))
q.req('bad flags',QCFG,5,nfg(0,5)+attr(4,b32(0xffffffff))+attr(5,b32(0xffffffff)))
p=subprocess.Popen('ping -c 4 -i 0.3 -W 2 127.0.0.5; ping -c 2 -i 0.3 ::1; echo hello | nc -w1 -u 127.0.0.5 99; nc -w1 127.0.0.5 77; true',shell=True)
end=time.time()+9; n=0
while time.time()<end:
    try: d=q.s.recv(65536)
    except Exception: continue
    l,t,f,s,pid=struct.unpack_from('<IHHII',d)
    if t!=0x300: print('other',t,d[:60].hex()); continue
    fam,ver,res=struct.unpack_from('>BBH',d,16); o=20; ats={}
    while o+4<=l:
        al,at=struct.unpack_from('<HH',d,o); ats[at&0x7fff]=d[o+4:o+al]
        o+=(al+3)&~3
    pkid=struct.unpack_from('>I',ats[1])[0]; n+=1
    print('queue',res,'packet',pkid,'attrs',{k:len(v) for k,v in ats.items()})
    if n==3: q.send(QVERD,1,nfg(fam,res)+attr(2,struct.pack('>II',0,pkid)))
    elif n==4: q.send(QVERD,1,nfg(fam,res)+attr(2,struct.pack('>II',1,pkid))+attr(3,b32(77))+nest(11,nest(8,b'')[:0]+attr(8,b32(55))))
    elif n==5: q.send(QVB,1,nfg(fam,res)+attr(2,struct.pack('>II',1,pkid)))
    elif n==6: q.send(QVERD,1,nfg(fam,res)+attr(2,struct.pack('>II',1,pkid))+attr(10,ats.get(10,b'')))
    else: q.send(QVERD,1,nfg(fam,res)+attr(2,struct.pack('>II',1,pkid)))
p.wait()
q.req('verdict unknown packet',QVERD,5,nfg(2,5)+attr(2,struct.pack('>II',1,9999)))
q.req('verdict without hdr',QVERD,5,nfg(2,5))
q.req('unbind',QCFG,5,nfg(0,5)+attr(1,struct.pack('>BBH',2,0,0)))
q.req('unbind again',QCFG,5,nfg(0,5)+attr(1,struct.pack('>BBH',2,0,0)))
g=NL(12,ext=1,timeout=1.0); C=0x401
g.req('pf unbind',C,5,nfg(2,0)+attr(1,u8(4))); g.req('pf bind',C,5,nfg(2,0)+attr(1,u8(3)))
for num in (6,7):
    g.req('bind',C,5,nfg(0,num)+attr(1,u8(1))); g.req('mode',C,5,nfg(0,num)+attr(2,struct.pack('>IBB',128,2,0))+attr(6,b16(7))+attr(4,b32(20))+attr(5,b32(4))+attr(3,b32(8192)))
g.req('bad flags',C,5,nfg(0,6)+attr(6,b16(0xffff)))
g.req('bind again',C,5,nfg(0,6)+attr(1,u8(1)))
p=subprocess.Popen('ping -c 4 -i 0.2 -W 1 127.0.0.6; ping -c 4 -i 0.2 127.0.0.7; echo hello | nc -w1 -u 127.0.0.6 99; nc -w1 127.0.0.6 77; true',shell=True)
end=time.time()+5
while time.time()<end:
    try: d=g.s.recv(65536)
    except Exception: continue
    print('log',len(d),d[:24].hex())
p.wait(); g.req('unbind',C,5,nfg(0,6)+attr(1,u8(2)))
o=NL(12,ext=1); o.req('osf add bad',0x500,5,nfg(0,0)); o.req('osf remove',0x501,5,nfg(0,0))
o.req('unknown subsys',0x7f00,5,nfg(0,0)); o.req('hook get',0xc00,0x301,nfg(2,0)+attr(1,b32(3))); o.req('hook get dev',0xc00,0x301,nfg(5,0)+attr(1,b32(0))+attr(2,"lo"))
P
python3 /tmp/q.py; nfbpf_compile; nfnl_osf -f /usr/share/xtables/pf.os 2>&1 | tail -2; nft flush ruleset
