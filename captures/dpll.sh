# INIT
# labdrv: a dummy driver of the lab gives values, the messages are made by the kernel's own dcbnl and dpll code
ip monitor all > /tmp/m & M=$!; python3 - > /tmp/dm 2>&1 <<'P' &
import sys; sys.path.insert(0,'/opt/ynl/pyynl')
from lib import YnlFamily
y=YnlFamily('/opt/ynl/Documentation/netlink/specs/dpll.yaml',schema=''); y.ntf_subscribe('monitor')
import time
t=time.time()
for m in y.poll_ntf(duration=40): print(m)
P
D=$!; sleep 5; modprobe labdrv; dmesg | grep labdrv; i=dcb0; ip link set $i up
cat > /tmp/yl <<'Y'
Y
w() { printf '%s\t' "$@" >> /tmp/yl; echo >> /tmp/yl; }
w dpll --dump device-get; w dpll --dump pin-get; w dpll --do device-get --json '{"id":0}'; w dpll --do device-id-get --json '{"module-name":"labdrv"}'; w dpll --do pin-id-get --json '{"board-label":"SMA1"}'; w dpll --do device-set --json '{"id":0,"mode":"manual"}'; w dpll --do device-set --json '{"id":0,"phase-offset-monitor":"enable"}'; w dpll --do device-set --json '{"id":0,"phase-offset-avg-factor":8}'; w dpll --do pin-set --json '{"id":0,"frequency":1000}'; w dpll --do pin-set --json '{"id":0,"phase-adjust":-500,"parent-device":[{"parent-id":0,"prio":9,"state":"connected"}]}'; w dpll --do pin-set --json '{"id":0,"frequency":999999999}'; w dpll --do pin-set --json '{"id":0,"phase-adjust":99999}'; w dpll --do pin-get --json '{"id":0}'; w dpll --do pin-get --json '{"id":77}'; w dpll --do device-get --json '{"id":77}'; w dpll --do pin-set --json '{"id":0,"parent-device":[{"parent-id":0,"direction":"output"}]}'
python3 ybatch.py /tmp/yl; dpll device show; dpll -j pin show; dpll device id-get module-name labdrv; dpll pin set id 0 frequency 2000; modprobe -r labdrv; sleep 1; kill $M; kill $D; cat /tmp/m /tmp/dm
