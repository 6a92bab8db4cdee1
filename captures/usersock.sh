python3 - <<'P'
from nl import *
a=NL(2,1,timeout=.5); b=NL(2,1,pid=77777,timeout=.5)
a.send(0x20,1,b'hello user socket',dst=(77777,0)); print(b.s.recv(100))
try: b.send(0x21,0,b'x'*3000,dst=(0,1))
except OSError as e: print(e)
try: print(len(a.s.recv(9000)))
except OSError as e: print(e)
a.send(0x22,5,attr(1,u32(5))+nest(2,attr(3,'s')),dst=(77777,0)); b.s.recv(100); a.s.sendto(b'not a netlink header at all',(77777,0)); b.s.recv(100); a.s.sendto(b'\1\2',(77777,0)); b.s.recv(100)
P
