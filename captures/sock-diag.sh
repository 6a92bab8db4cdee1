modprobe -a inet_diag tcp_diag udp_diag raw_diag unix_diag af_packet_diag netlink_diag mptcp_diag vsock_diag vsock_loopback sctp_diag smc_diag xsk_diag tipc_diag tls dccp_diag tcp_bbr sctp
cat > /tmp/p.py <<'P'
import socket,time,threading,os,struct
keep=[]
def tcp(fam,addr,proto=0):
    s=socket.socket(fam,socket.SOCK_STREAM,proto); s.setsockopt(1,2,1); s.bind((addr,0)); s.listen(5)
    c=socket.socket(fam,socket.SOCK_STREAM,proto); c.connect(s.getsockname()[:2]); a,_=s.accept(); c.send(b'x'*1000); a.recv(500); a.send(b'y'*50000); keep.extend([s,c,a]); return c,a
tcp(socket.AF_INET,'127.0.0.1'); c,a=tcp(socket.AF_INET6,'::1')
c,a=tcp(socket.AF_INET,'127.0.0.2'); c.setsockopt(6,13,b'bbr'); c.setsockopt(0,1,0x10); c.setsockopt(1,36,77); c.setsockopt(1,8,4096)
c,a=tcp(socket.AF_INET,'127.0.0.4'); c.setsockopt(6,13,b'dctcp') if 0 else None
try: c.setsockopt(6,31,b'tls')
except Exception as e: print(e)
try: c.setsockopt(282,1,struct.pack('<HH8s16s4s8s',0x303,51,b'i'*8,b'k'*16,b's'*4,b'r'*8))
except Exception as e: print('tls',e)
for f,ad in ((socket.AF_INET,'127.0.0.3'),(socket.AF_INET6,'::1')):
    try: tcp(f,ad,262)
    except Exception as e: print('mptcp',e)
try: tcp(socket.AF_INET,'127.0.0.1',132)
except Exception as e: print('sctp',e)
try:
    s=socket.socket(43,1,0); s.bind(('127.0.0.1',7777)); s.listen(); keep.append(s); c=socket.socket(43,1,0); c.connect(('127.0.0.1',7777)); keep.append(c)
except Exception as e: print('smc',e)
u=socket.socket(2,2); u.bind(('127.0.0.1',5555)); keep.append(u); u=socket.socket(2,2); u.connect(('127.0.0.1',5555)); u.send(b'queued'); keep.append(u); u6=socket.socket(10,2); u6.bind(('::',5556)); keep.append(u6); 
try: ul=socket.socket(2,2,136); ul.bind(('127.0.0.1',99)); keep.append(ul)
except Exception as e: print('udplite',e)

r=socket.socket(2,3,89); keep.append(r); keep.append(socket.socket(10,3,58)); keep.append(socket.socket(2,2,1) if 0 else r)

p=socket.socket(17,3,socket.htons(3)); p.bind(('lo',3)); keep.append(p); p2=socket.socket(17,2,socket.htons(0x800)); keep.append(p2)
try: p2.setsockopt(263,10,1); p2.setsockopt(263,5,struct.pack('<IIII',4096,4,2048,8)); p2.setsockopt(263,18,struct.pack('<HH',5,0)); p2.setsockopt(1,26,struct.pack('<HxxxxxxP',1,0)) if 0 else None
except Exception as e: print('packet',e)
import ctypes
x=socket.socket(1,1); x.bind('/tmp/un.sock'); x.listen(); y=socket.socket(1,1); y.connect('/tmp/un.sock'); keep+= [x,y]; z=socket.socket(1,2); z.bind('\0abstract'); keep.append(z); a,b=socket.socketpair(1,5); keep+=[a,b]
n=socket.socket(16,3,0); n.bind((0,0x55)); keep.append(n); n=socket.socket(16,3,15); n.bind((0,1)); keep.append(n); n=socket.socket(16,3,16); n.bind((12345,0)); keep.append(n)
try:
    v=socket.socket(40,1); v.bind((0xffffffff,1234)); v.listen(); keep.append(v); w=socket.socket(40,1); w.connect((1,1234)); keep.append(w)
except Exception as e: print('vsock',e)
try:
    t=socket.socket(30,5); t.bind((1,0x1000,5,5)) if 0 else None; keep.append(t)
except Exception as e: print('tipc',e)
try:
    xs=socket.socket(44,3); keep.append(xs); buf=ctypes.create_string_buffer(4096*9); ad=(ctypes.addressof(buf)+4095)&~4095; xs.setsockopt(283,4,struct.pack('<QQIII',ad,4096*8,4096,0,0)); xs.setsockopt(283,5,struct.pack('<I',8)); xs.setsockopt(283,6,struct.pack('<I',8)); xs.setsockopt(283,2,struct.pack('<I',8)); xs.setsockopt(283,3,struct.pack('<I',8))
except Exception as e: print('xdp',e)
try: d=socket.socket(2,6,33); d.bind(('127.0.0.1',44)); keep.append(d)
except Exception as e: print('dccp',e)
print('ready',flush=True); time.sleep(100)
P
python3 /tmp/p.py & P=$!; sleep 4
ss -tuwxpna; ss -t -a -e -i -m -O -n -p; ss -tin; ss -tan state established; ss -tan 'sport = :5555 or dport = :80'; ss -tan 'dst 127.0.0.0/8 and not src ::1'; ss -uan -e -m -p -i; ss -wan -e -m; ss -xan -e -m -p; ss -0an -e -m -p; ss --packet -e -a -i; ss -f netlink -an -e -m -p; ss --vsock -an -e; ss --mptcp -an -i -e -m; ss --sctp -an -e -i -m; ss --xdp -an -e -i -m; ss --tipc -an -e; ss -f smc -an; ss --dccp -an; ss -s; ss -tan --tos --cgroup; ss -tan -Z; ss -tain --bpf-maps; ss -tan 'cgroup /sys/fs/cgroup'; ss -tan 'fwmark = 0x4d/0xff'; ss -tan 'autobound'; ss -tan 'dev = lo'; ss -nt --inet-sockopt; ss -xan src 'abstract*'; ss -lnt; ss -tn -N nosuch; ss -A inet,unix,netlink,packet -an | wc; ss -K dst 127.0.0.2; ss -K -t sport = :1; (timeout 2 ss -E > /tmp/ssE; true) & sleep .5; ss -K dst 127.0.0.4; python3 -c "
import socket; s=socket.socket(); s.bind(('127.0.0.1',0)); s.listen(); c=socket.create_connection(s.getsockname()); a,_=s.accept(); c.close(); a.close()"; wait %2; cat /tmp/ssE; cat /tmp/m 2>/dev/null
kill $P
python3 - <<'P'
import sys
from nl import *
d=NL(4,ext=1)
def sid(): return b'\0'*40+b'\xff\xff\xff\xff\xff\xff\xff\xff'
v2=lambda fam,proto,ext=0,st=0xffffffff: struct.pack('<BBBBI',fam,proto,ext,0,st)+sid()
for n,t,f,p in [('tcp dump',20,0x301,v2(2,6,0xff)),('tcp6 dump',20,0x301,v2(10,6,0x7f)),('short',20,0x301,b'\2'),('bad family',20,0x301,v2(77,6)),('bad proto',20,0x301,v2(2,77)),('exact not found',20,5,v2(2,6)),('bytecode bad',20,0x301,v2(2,6)+attr(1,b'\x55\x55\x55\x55')),('req v1 tcp',18,0x301,struct.pack('<BBBB',2,0,0,0)+sid()+struct.pack('<II',0xffffffff,0)),('unix show all',20,0x301,struct.pack('<BBHIIIII',1,0,0,0xffffffff,0,0x7f,0xffffffff,0xffffffff)),('unix one missing',20,5,struct.pack('<BBHIIIII',1,0,0,0xffffffff,99999999,0x7f,0xffffffff,0xffffffff)),('netlink all',20,0x301,struct.pack('<BBHIIII',16,255,0,0,7,0,0)),('packet all',20,0x301,struct.pack('<BBHIIII',17,0,0,0,0xff,0,0)),('destroy',21,5,v2(2,6)),('unknown type',22,5,b'\0'*56)]:
    d.req(n,t,f,p)
P
