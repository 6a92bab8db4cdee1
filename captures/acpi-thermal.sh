# The machine's ACPI tables have a thermal zone, a fan, a power adapter, a lid and a button of acpi-thermal.asl
python3 - <<'P' &
from nl import *
a = Generic("acpi_event", "acpi_mc_group"); t = Generic("thermal", "event", "sampling"); u = Netlink(15, 1)
import select, time
end = time.time() + 20
while time.time() < end:
    for ready in select.select([a.socket, t.socket, u.socket], [], [], 1)[0]: ready.recv(1 << 16)
P
modprobe -a ac button; sleep 5
cd /sys/class/thermal; ls; cat thermal_zone*/type cooling_device*/type
echo user_space > thermal_zone0/policy; cat thermal_zone0/available_policies; echo step_wise > thermal_zone0/policy
grep . thermal_zone0/trip_point*
for state in 1 0; do echo $state > cooling_device2/cur_state; done
sleep 3; for i in 1 2 3 4 5 6 7 8; do cat thermal_zone0/temp; done
echo disabled > thermal_zone0/mode; echo enabled > thermal_zone0/mode
python3 - <<'P'
from nl import *
t = Generic("thermal")
t.dump(1)                                                     # THERMAL_GENL_CMD_TZ_GET_ID
for command in (2, 3, 4): t.do(command, attr(2, 0))           # … GET_TRIP, GET_TEMP, GET_GOV of zone 0
for command in (2, 3, 4): t.do(command, attr(2, 99))
t.do(2); t.dump(6); t.dump(2); t.do(9); t.do(1)               # … CDEV_GET; without what they need
a = Generic("acpi_event"); a.do(1); a.dump(1)                 # it only tells, and answers nobody
P
cd /sys/bus/acpi/drivers/thermal; ls; echo LNXTHERM:00 > unbind; sleep .5; echo LNXTHERM:00 > bind; sleep .5
cd /sys/bus/platform/drivers/acpi-fan; ls; echo PNP0C0B:00 > unbind; sleep .5; echo PNP0C0B:00 > bind
wait
