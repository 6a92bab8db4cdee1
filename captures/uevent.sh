# INIT
mkdir -p /var/log/audit /etc/audit
auditctl -s; auditctl -e 1; auditctl -r 0 -b 8192 -f 1 --backlog_wait_time 100; auditd -n -s enable > /tmp/ad.log 2>&1 & AD=$!; sleep 1; auditctl -s
auditctl -w /etc/passwd -p rwxa -k passwd-key; auditctl -a always,exit -F arch=b64 -S openat,unlink -F 'auid>=0' -F 'uid!=65533' -F exit=-ENOENT -F dir=/etc -k opens; auditctl -a never,exclude -F msgtype=CWD; auditctl -a always,exit -F arch=b32 -S mount -F perm=w -F path=/tmp/x 2>&1; auditctl -a exit,always -S execve -C 'uid!=euid' -F key=ex; auditctl -a always,user -F uid=0; auditctl -a always,filesystem -F fstype=0x64626720; auditctl -a always,io_uring -S openat; auditctl -a always,task -F pid=1; auditctl -l; auditctl -l -k passwd-key
cat /etc/passwd > /dev/null; ls /etc/nosuchfile; touch /etc/tmpf; rm /etc/tmpf; auditctl -m "a user message from the lab"; logger -t x hello 2>/dev/null; su nobody -s /bin/true; passwd -S root; useradd -M labuser; userdel labuser; setpriv --reuid 65534 cat /etc/shadow; ip link add da0 type dummy; ip link set da0 promisc on; ip link del da0; nft add table audit; nft flush ruleset; iptables -A INPUT -j ACCEPT; iptables -F; modprobe -r dummy; modprobe dummy; date -s "$(date)"; sh -c 'kill -SEGV $$'; ausearch -m USER 2>/dev/null | head -5; aureport 2>/dev/null | head -10; auditctl -D -k passwd-key; auditctl -d always,user -F uid=0; auditctl -w /nosuch/dir/x -p r; auditctl -a always,exit -S nosuchcall; auditctl --loginuid-immutable; auditctl --reset-lost; auditctl --reset_backlog_wait_time_actual; auditctl -t; auditctl -q /a,/b; auditctl -D; sleep .5
python3 - <<'P'
import sys
from nl import *
a=NL(9,ext=1,timeout=.5)
for nm,t,p in [('get',1000,b''),('set short',1001,b'\0'*4),('set',1001,struct.pack('=10I',1,1,0,0,0,0,0,0,0,0)+b'\0'*4),('list rules',1013,b''),('add rule short',1011,b'x'),('add rule bad',1011,struct.pack('=III',99,2,0)+b'\0'*1028),('user msg',1107,b'op=test acct="root"\0'),('user avc',1107,b'x'),('first user',1100,b'op=PAM:auth msg'),('login',1006,b'\0'*8),('list (obsolete)',1002,b''),('signal_info',1010,b''),('trim',1014,b''),('make_equiv',1015,struct.pack('=II',2,2)+b'/a/b'),('tty_get',1016,b''),('tty_set',1017,struct.pack('=II',0,0)),('set_feature',1018,struct.pack('=IIII',1,1,0,0)),('get_feature',1019,b''),('last_user2',2999,b'crypto thing'),('unknown',1050,b''),('way off',5000,b'')]: a.req(nm,t,5,p)
try:
    r=NL(9,timeout=.5); r.s.setsockopt(270,1,1); a.send(1107,5,b'to the readers'); print(len(r.s.recv(9000)))
except OSError as e: print(e)
P
cat /var/log/audit/audit.log | tail -60; kill $AD; sleep .5
echo "## uevents"; /lib/systemd/systemd-udevd --daemon 2>/dev/null || /usr/lib/systemd/systemd-udevd & sleep 1; udevadm monitor --kernel --udev --property > /tmp/um & UM=$!; sleep .5; udevadm control --log-level=info; udevadm trigger --action=add --subsystem-match=net; udevadm settle --timeout=10; modprobe -r dummy; modprobe dummy numdummies=2; ip link add ue0 type veth peer name ue1; ip link set ue0 name renamed0; ip link del renamed0; modprobe loop; losetup -f /tmp/um 2>/dev/null; losetup -D; modprobe zram; modprobe scsi_debug dev_size_mb=1; modprobe -r zram; ip netns add un; ip link add q0 type veth peer name q1; ip link set q1 netns un; ip link del q0; ip netns del un; echo add > /sys/class/mem/null/uevent; echo "change 12345678-1234-1234-1234-123456789012 A=b C=d" > /sys/class/mem/null/uevent; echo remove > /sys/class/mem/zero/uevent; echo add > /sys/class/mem/zero/uevent; udevadm trigger --type=subsystems; udevadm trigger --subsystem-match=block; udevadm settle --timeout=20; modprobe -r scsi_debug; ip tuntap add tun9 mode tun; ip link del tun9; python3 - <<'P'
import sys
from nl import *
u=NL(15,timeout=.4)
try: u.s.sendto(b'add@/devices/virtual/fake\0ACTION=add\0DEVPATH=/devices/virtual/fake\0SUBSYSTEM=fake\0SEQNUM=99\0',(0,2))
except OSError as e: print(e)
try: u.s.sendto(b'hello kernel',(0,0)); u.s.sendto(b'add@/x\0ACTION=add\0DEVPATH=/x\0SUBSYSTEM=net\0SEQNUM=1\0',(0,0))
except OSError as e: print(e)
P
sleep 1; kill $UM; head -c 6000 /tmp/um; udevadm control --exit; ls /sys/fs/selinux 2>/dev/null | head -3; mount -t selinuxfs none /sys/fs/selinux 2>/dev/null && (python3 -c "import sys; from nl import *; n=NL(7,1,timeout=3); [print(n.s.recv(999).hex()) for _ in range(2)]" & sleep 1.5; echo 1 > /sys/fs/selinux/enforce; echo 0 > /sys/fs/selinux/enforce; getenforce)
