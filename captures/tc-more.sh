ip link add d0 numtxqueues 8 type dummy; ip link set d0 up
s() { tc qdisc replace dev d0 root handle 1: "$@" && tc -s -d qdisc show dev d0; tc qdisc del dev d0 root; }
s fq limit 1000 flow_limit 50 buckets 256 quantum 3000 initial_quantum 9000 maxrate 10mbit refill_delay 40ms pacing low_rate_threshold 500kbit ce_threshold 2ms timer_slack 5us horizon 5s horizon_cap
s tbf rate 1mbit burst 10kb limit 20kb peakrate 2mbit mtu 1540
s tbf rate 40gbit burst 100kb latency 70ms
s taprio num_tc 3 map 2 2 1 0 2 2 2 2 2 2 2 2 2 2 2 2 queues 1@0 1@1 2@2 base-time 1000 sched-entry S 01 300000 sched-entry S 03 300000 sched-entry S 04 400000 clockid CLOCK_TAI
s netem delay 100ms 10ms distribution normal
s netem slot distribution pareto 1ms 100us
s gred setup DPs 3 default 2 grio
s red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 ecn qevent mark block 10
s plug
s fq_codel ce_threshold_selector 0x1/3
tc qdisc replace dev d0 root handle 1: taprio num_tc 3 map 2 2 1 0 2 2 2 2 2 2 2 2 2 2 2 2 queues 1@0 1@1 2@2 base-time 1000 sched-entry S 01 300000 sched-entry S 03 300000 clockid CLOCK_TAI
tc qdisc replace dev d0 parent root handle 1: taprio base-time 99999999999999 sched-entry S 07 500000 clockid CLOCK_TAI
tc -d qdisc show dev d0
tc qdisc del dev d0 root
tc qdisc add dev d0 clsact
f() { tc filter add dev d0 "$@" ; }
f ingress prio 11 protocol ip flower enc_key_id 101 vxlan_opts 5/255 action drop
f ingress prio 12 protocol ip flower enc_key_id 102 erspan_opts 1:5:0:0/255:4294967295:0:0 action drop
f ingress prio 13 protocol ip flower enc_key_id 100 geneve_opts 0102:80:00880022,0103:81:1122334455667788/ffff:ff:ffffffff,ffff:ff:ffffffffffffffff action drop
f egress prio 33 protocol ip basic match 'nbyte("ababa" at 12 layer 1)' action ok
f egress prio 34 protocol ip basic match 'canid(sff 0x123)' action ok
f egress prio 34 protocol ip basic match canid\(sff 0x123 eff 0x12345:0x1ffff\) action ok
f egress prio 35 protocol ip basic match 'meta(dev eq "d0")' action ok
f egress prio 36 protocol ip basic match '( meta(random mask 1 eq 0) or cmp(u8 at 0 layer 1 eq 69) ) and meta(priority gt 0)' action ok
f egress prio 37 protocol ip basic match 'ipt(-6 -m foo)' action ok
f egress prio 37 protocol ip basic match 'text(kmp foo from 0 to 200)' action ok
f egress prio 38 protocol ip u32 match u16 0x1234 0xffff at nexthdr+2 offset at 0 mask 0f00 shift 6 plus 4 eat action pass
tc actions add action tunnel_key set src_ip 1.1.1.1 dst_ip 2.2.2.2 id 55 dst_port 4789 geneve_opts 0102:80:00800022,0103:80:11223344
tc actions add action ife encode use mark 5 allow prio use tcindex 3 type 0xed3e
tc actions add action pedit munge ip ttl set 10
tc actions add action police rate 10mbit burst 100k mtu 9000 peakrate 20mbit avrate 5mbit overhead 5 linklayer ethernet conform-exceed drop/continue
tc actions add action skbedit priority 1:2 mark 5/0xff ptype host
tc actions ls action police; tc -s actions ls action ife
tc -s -d filter show dev d0 ingress; tc -s -d filter show dev d0 egress
# what this tc has no words for
python3 - <<'END'
import socket,struct
s=socket.socket(16,3,0); s.bind((0,0)); s.settimeout(1)
idx=socket.if_nametoindex("d0")
def a(t,p): return struct.pack("<HH",4+len(p),t)+p+bytes(-len(p)%4)
def u(t,v): return a(t,struct.pack("<I",v))
def b(t,v): return a(t,bytes([v]))
seq=1
def send(type,flags,body):
    global seq; seq+=1
    s.send(struct.pack("<IHHII",16+len(body),type,flags,seq,0)+body)
    out=[]
    try:
        while True:
            d=s.recv(65536)
            if struct.unpack_from("<H",d,4)[0] in (2,3): print(type, struct.unpack_from("<i",d,16)); break
    except TimeoutError: print("timeout")
def tcm(h,p,info=0): return struct.pack("<BxxxiIII",0,idx,h,p,info)
def q(kind,opts): 
    send(36,0x505,tcm(0x10000,0xffffffff)+a(1,kind.encode()+b"\0")+a(2|0x8000,opts))
    send(38,0x305,tcm(0,0)); 
    send(37,5,tcm(0x10000,0xffffffff))
q("dualpi2", u(1,200)+u(2,100000)+u(3,15000)+u(4,16000)+u(5,41)+u(6,820)+u(7,3)+u(9,1)+b(10,2)+b(11,1)+b(12,1)+b(13,10)+b(14,1)+b(15,1))
q("dualpi2", u(8,1000))
q("fq", u(1,100)+a(16,struct.pack("<i16B",3,1,2,2,2,1,2,0,0,1,1,1,1,1,1,1,1))+a(17,struct.pack("<3i",600000,200000,70000)) + u(18,0))
q("cake_mq", a(2,struct.pack("<Q",1000000)))
END
