# Warnings of a full quota, SCSI targets that a program serves, mirrored disks, and a controller that is not there
modprobe -a loop ext4 quota_v2 drbd target_core_user pmcraid hmac sha1_generic 2>/dev/null
dd if=/dev/zero of=/tmp/disk bs=1M count=24 2>/dev/null; mkfs.ext4 -q -O quota -E quotatype=usrquota:grpquota /tmp/disk; mkdir -p /tmp/q; mount -o loop,usrquota,grpquota /tmp/disk /tmp/q; chmod 777 /tmp/q
python3 - <<'P'
import ctypes, os, subprocess, time
from nl import *
libc = ctypes.CDLL(None, use_errno=True)
device = [l.split()[0] for l in open("/proc/mounts") if " /tmp/q " in l][0].encode()
def quotactl(command, kind, number, data):
    if libc.quotactl((command << 8) | kind, device, number, data): print("quotactl", os.strerror(ctypes.get_errno()))
Q_QUOTAON, Q_SETQUOTA = 0x800002, 0x800008
# struct if_dqblk: limits of blocks (KiB) and inodes, valid: both limits
for kind in (0, 1): quotactl(Q_SETQUOTA, kind, 65534, pack("=8QI4x", 200, 100, 0, 8, 4, 0, 0, 0, 1 | 4))
q = Generic("VFS_DQUOT", "events")
subprocess.run(["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "sh", "-c",
    "cd /tmp/q; for i in 1 2 3 4 5 6 7 8 9; do : > f$i; done; dd if=/dev/zero of=f1 bs=50k count=3; dd if=/dev/zero of=f2 bs=64k count=2; rm f*"])
print("warnings", q.listen(2)); q.do(1)
P
umount /tmp/q
T=/sys/kernel/config/target/core; mount -t configfs c /sys/kernel/config 2>/dev/null; ls /sys/kernel/config
timeout 60 python3 - <<'P'
import os, subprocess, threading, time
from nl import *
t = Generic("TCM-USER", "config", timeout=3); a = Generic("TCM-USER")
D = "/sys/kernel/config/target/core/user_0/disk"
def sh(text): print(text, subprocess.run(text, shell=True, capture_output=True, text=True).stderr.strip())
a.do(7, attr(9, u8(1)))                                           # TCMU_CMD_SET_FEATURES: answers will come
def work():
    sh(f"mkdir -p {D}; echo -n dev_size=1048576,dev_config=nldissect/test,hw_block_size=512 > {D}/control; echo -n 1 > {D}/enable")
    sh(f"echo -n 2097152 > {D}/attrib/dev_size; echo -n nldissect/other > {D}/attrib/dev_config; echo -n 1 > {D}/attrib/emulate_write_cache")
    sh(f"rmdir {D}")
w = threading.Thread(target=work); w.start(); done = {1: 4, 2: 5, 3: 6}; end = time.time() + 25
while w.is_alive() and time.time() < end:
    try: data = t.socket.recv(65536)
    except OSError: continue
    command = data[16]; f = attributes(data[20:]); print("told", command, {k: v.hex() for k, v in f.items()})
    status = -22 if command == 3 and 6 in f else 0                # the cache can not be switched
    if command in done: a.do(done[command], attr(8, f[8]), attr(7, pack("=i", status)))
a.do(4, attr(8, 4711), attr(7, 0)); a.do(1); a.do(4)
os._exit(0)
P
timeout 60 python3 - <<'P'
from nl import *
class Drbd(Generic):
    def go(self, command, minor, *body, flags=REQUEST | ACK): return self.do(command, pack("=II", minor & 0xffffffff, 0), *body, flags=flags)
d = Drbd("drbd", "events"); d.socket.settimeout(3); M = 0x4000
context = lambda *more, volume=None: nest(2, *([attr(1, volume)] if volume is not None else []), attr(2, "r0"), *more)
from struct import pack as p
address = lambda last, port: p("=H", 2) + p(">H", port) + bytes([10, 0, 0, last]) + bytes(8)
ends = (attr(3, address(1, 7788)), attr(4, address(2, 7788)))
d.go(7, -1, context()); d.go(7, -1, context())                    # DRBD_ADM_NEW_RESOURCE, and once more
d.go(5, 0, context(volume=0)); d.go(5, 0, context(volume=0))      # NEW_MINOR
d.go(2, -1, flags=REQUEST | DUMP)                                 # GET_STATUS
d.go(9, -1, context(), nest(4, attr(1, "3"), attr(2 | M, 1)))     # RESOURCE_OPTS
d.go(10, -1, context(*ends), nest(5, attr(1, "secret of both"), attr(2, "hmac(sha1)"), attr(7, 50), attr(8, 100), attr(6, 3), attr(11, 2048)))
for command in range(30, 34): d.go(command, -1, context(), flags=REQUEST | DUMP)
d.go(38, -1, flags=REQUEST | DUMP)
d.go(12, 0, context(volume=0), nest(3, attr(1, "/dev/nosuch"), attr(2, "/dev/nosuch"), attr(3, pack("=i", -1))))
for command in (13, 16, 17, 18, 19, 20, 26): d.go(command, 0, context(volume=0))
d.go(28, 0, context(volume=0), nest(3, attr(8, 250))); d.go(29, -1, context(*ends), nest(5, attr(8, 60)))
d.go(2, 0); d.go(2, -1, flags=REQUEST | DUMP)
d.go(11, -1, context(*ends), nest(12, attr(1, u8(1)))); d.go(6, 0, context(volume=0)); d.go(8, -1, context()); d.go(27, -1, context()); d.go(3, -1)
print("events", d.listen(.5))
c = Generic("pmcraid", "events"); c.do(1); c.dump(1)              # it tells, and answers nobody
P
