modprobe -a tipc udp_tunnel
tipc node set identity lab1; tipc node get identity; tipc node get address; tipc node get netid; tipc node set netid 4711; tipc node get clusterid; tipc bearer enable media udp name U1 localip 127.0.0.1; tipc bearer list; tipc bearer get priority media udp name U1; tipc bearer set tolerance 2000 media udp name U1; tipc bearer get tolerance media udp name U1; ip link add t0 type veth peer name t1; ip link set t0 up; ip link set t1 up; tipc bearer enable media eth device t0; tipc bearer list; tipc bearer set window 40 media eth device t0; tipc bearer get mtu media udp name U1; tipc media list; tipc media get priority media eth; tipc media set window 60 media eth; tipc media get mtu media udp; tipc link list; tipc link statistics show; tipc link get tolerance link nosuch; tipc link monitor set 40; tipc link monitor get; tipc link monitor list; tipc link monitor summary; tipc link set window 60 link nosuch; tipc nametable show; tipc node list; tipc socket list; tipc peer remove address 1.1.5; tipc node set key 0x000102030405060708090a0b0c0d0e0f cluster; tipc node flush key; tipc node set key rekeying 10; tipc bearer add media udp name U1 remoteip 127.0.0.9
python3 - <<'P'
import socket,struct,subprocess
try:
    s=socket.socket(30,socket.SOCK_RDM); s.bind((socket.TIPC_ADDR_NAMESEQ,1000,5,9,socket.TIPC_CLUSTER_SCOPE)); s2=socket.socket(30,socket.SOCK_SEQPACKET); s2.bind((socket.TIPC_ADDR_NAME,1001,5,0,socket.TIPC_CLUSTER_SCOPE)); s2.listen()
    print(subprocess.run('tipc nametable show; tipc socket list; ss --tipc -an -e -i; ss -a --tipc',shell=True,capture_output=True,text=True).stdout)
except Exception as e: print(e)
P
tipc bearer disable media eth device t0; tipc bearer disable media udp name U1
