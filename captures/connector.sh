# INIT
modprobe -a crypto_user algif_hash algif_skcipher sha512_generic ghash_generic rdma_rxe siw ib_umad rdma_ucm iscsi_tcp scsi_transport_iscsi nfcsim mac802154_hwsim nbd target_core_user target_core_mod drop_monitor psample act_sample vdpa quota_v2 nfsd lockd cn ovpn ksmbd loop tcm_loop
cat > /tmp/misc.py <<'P'
import sys,subprocess,os,threading
from nl import *
print('## fib_lookup (family 10)')
try:
    f=NL(10,timeout=.5)
    for a in ('127.0.0.1','8.8.8.8','0.0.0.0'):
        d=socket.inet_aton(a)+struct.pack('<IBBBBBBxxii',0,0,0,0,0,0,0,0,0); f.req('fib '+a,0,1,d+b'\0'*8)
    f.req('short',0,1,b'\0'*4)
except OSError as e: print(e)
print('## usersock (family 2)')
a=NL(2,1,timeout=.5); b=NL(2,1,pid=77777,timeout=.5)
a.send(0x20,1,b'hello user socket',dst=(77777,0)); print(b.s.recv(100))
try: b.send(0x21,0,b'x'*3000,dst=(0,1))
except OSError as e: print(e)
try: print(len(a.s.recv(9000)))
except OSError as e: print(e)
a.send(0x22,5,attr(1,u32(5))+nest(2,attr(3,'s')),dst=(77777,0)); b.s.recv(100); a.s.sendto(b'not a netlink header at all',(77777,0)); b.s.recv(100); a.s.sendto(b'\1\2',(77777,0)); b.s.recv(100)
try: a.send(1,1,b'',dst=(55555,0))
except OSError as e: print(e)
print('## crypto (family 21)')
try:
    c=NL(21,ext=1); r=lambda n='',d='': n.encode().ljust(64,b'\0')+d.encode().ljust(64,b'\0')+b'\0'*64+struct.pack('<IIII',0,0,0,0)
    c.req('dump',0x13,0x301,r(),quiet=True); c.req('sha256',0x13,5,r('sha256')); c.req('driver',0x13,5,r('','sha256-generic')); c.req('nosuch',0x13,5,r('nosuch')); c.req('short',0x13,5,b'x'); c.req('new',0x10,5,r('cbc(aes)','cbc(aes-generic)')+attr(1,u32(300))); c.req('update',0x12,5,r('cbc(aes)','cbc(aes-generic)')+attr(1,u32(301))); c.req('del',0x11,5,r('cbc(aes)','cbc(aes-generic)')); c.req('delrng',0x14,5,r()); c.req('getstat',0x15,5,r('sha256')); c.req('unknown',0x30,5,r())
except OSError as e: print(e)
print('## connector (family 11)')
try:
    n=NL(11,1,timeout=.5)
    cn=lambda idx,val,data,flags=0: struct.pack('<IIIIHH',idx,val,1,0,len(data),flags)+data
    n.send(3,0,cn(1,1,u32(1)))
    for i in range(5): subprocess.run(['sh','-c','exit 3'])
    p=subprocess.Popen(['sh','-c','kill -SEGV $$']); p.wait(); subprocess.run(['setsid','true']); subprocess.run(['setpriv','--reuid','65534','--regid','65534','--clear-groups','true'])
    import ctypes; ctypes.CDLL(None).prctl(15,b'newcomm',0,0,0)
    k=0
    try:
        while k<200: d=n.s.recv(4096); k+=1; print(k,d[16:].hex()) if k<60 else None
    except Exception as e: print(k,e)
    n.send(3,0,cn(1,1,struct.pack('<III',1,0x80000003,0))); 
    subprocess.run(['sh','-c','exit 4'])
    try:
        while True: d=n.s.recv(4096); print('filtered',d[16:].hex())
    except Exception as e: print(e)
    n.send(3,0,cn(1,1,u32(2))); n.send(3,0,cn(0x99,1,b'xx')); n.send(3,0,cn(9,1,b'xx')); n.send(3,0,cn(1,1,b'x'))
    w=NL(11,0xffffffff,timeout=.3); w.send(3,0,cn(3,1,struct.pack('<BBHIQ',4,0,0,0,0)+b'')); w.recv()
except OSError as e: print('connector',e)
print('## netlink rdma (20), iscsi (8), scsi (18), ecryptfs, dm, selinux(7)')
for fam in (8,18,7,13,14,17,19,20,22,1,3):
    try:
        s=NL(fam,timeout=.3,ext=1); print('opened',fam); s.req('probe',16,5,b'\0'*32); s.req('probe2',24,5,b'\0'*128); s.req('dump',18,0x301,b'\0'*16)
    except OSError as e: print(fam,e)
P
python3 /tmp/misc.py
