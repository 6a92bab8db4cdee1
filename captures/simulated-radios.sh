# Radios that are simulated: 802.11 whose air is a program, 802.15.4 with its edges, near field communication
modprobe -a mac80211_hwsim mac802154_hwsim ieee802154_6lowpan nfcsim; sleep 1
iw reg set DE; iw dev
timeout 60 python3 - <<'P'
import subprocess, threading, time
from nl import *
h = Generic("MAC80211_HWSIM", "config", timeout=2)
h.dump(6); h.do(6, attr(10, 0)); h.do(6, attr(10, 99))                        # HWSIM_CMD_GET_RADIO
a = Generic("MAC80211_HWSIM")
a.do(4, attr(9, 2), attr(17, "radio-by-hand"), attr(15), attr(14), attr(11, b"DE"), attr(13), attr(23, 1 << 2 | 1 << 3))   # NEW_RADIO
a.do(4, attr(9, 1), attr(22, bytes.fromhex("020000001234")), attr(16))
a.do(5, attr(17, "radio-by-hand")); a.do(5, attr(10, 4711))                   # DEL_RADIO
print("config", h.listen(1))
# the air is this program: every frame comes here, and is told to have been heard by the other radio
m = Generic("MAC80211_HWSIM", timeout=1); m.do(1); m.do(1)                    # REGISTER, and once more
r = Generic("MAC80211_HWSIM"); r.do(1)                                        # a second program is too late
stop = time.time() + 14
def air():
    told = 0
    while time.time() < stop:
        try: data = m.socket.recv(65536)
        except OSError: continue
        if data[16] != 2: continue
        f = attributes(data[20:])
        if told < 12 and 3 in f:
            told += 1; other = radios[0] if f[2] != radios[0] else radios[1]
            m.send(m.number, pack("=BBH", 2, 1, 0) + attr(1, other) + attr(3, f[3]) + attr(5, 0) + attr(6, pack("=i", -50)) + (attr(19, f[19]) if 19 in f else b""), REQUEST)
        if 8 in f: m.send(m.number, pack("=BBH", 3, 1, 0) + attr(2, f[2]) + attr(4, 1 | 4) + attr(6, pack("=i", -50)) + attr(7, pack("=bB", 0, 1) + pack("=bB", -1, 0) * 3) + attr(8, f[8]), REQUEST)
sysfs = "/sys/class/ieee80211/phy%d/addresses"
radios = [bytes.fromhex(open(sysfs % n).read().split()[1].replace(":", "")) for n in (0, 1)]
t = threading.Thread(target=air); t.start()
def sh(text): p = subprocess.run(text, shell=True, capture_output=True, text=True); print(text, p.returncode, p.stderr.strip()[:200])
for n in (1, 0): sh(f"ip link set wlan{n} down; iw dev wlan{n} set type ibss; ip link set wlan{n} up; iw dev wlan{n} ibss join nldissect 2412 fixed-freq 02:11:22:33:44:55")
time.sleep(3); sh("ip link set wlan0 down")
t.join()
m.send(m.number, pack("=BBH", 2, 1, 0) + attr(1, bytes(6)) + attr(3, b"too short"), REQUEST | ACK); m.listen(.3)
P
python3 - <<'P'
from nl import *
import time
h = Generic("MAC802154_HWSIM", "config"); h.socket.settimeout(1)
h.dump(1); h.do(3); h.do(1, attr(1, 2)); h.do(1, attr(1, 77))                 # GET_RADIO, NEW_RADIO
edge = lambda a, b, lqi=None: (attr(1, a), nest(2, attr(1, b), *([attr(2, u8(lqi))] if lqi is not None else [])))
h.do(8, *edge(2, 0)); h.do(8, *edge(2, 1)); h.do(8, *edge(2, 1)); h.do(6, *edge(2, 0, 120)); h.do(6, *edge(2, 9, 3))   # NEW_EDGE, SET_EDGE
h.dump(1); h.do(7, *edge(2, 1)); h.do(7, *edge(2, 1)); h.do(4, attr(1, 2)); h.do(4, attr(1, 2)); h.do(8, attr(1, 0)); h.do(5); h.do(2)
n = Generic("nl802154", "config", "mlme"); n.socket.settimeout(1)
name = [i for i in ("wpan0", "wpan1") if index(i)]; I = attr(3, index(name[0])); W = attr(1, 0)
n.dump(1); n.dump(5); n.do(1, W); n.do(5, I)
n.do(10, I, attr(9, u16(0xbeef))); n.do(11, I, attr(10, u16(0x1234))); n.do(9, W, attr(7, u8(0)), attr(8, u8(15)))
n.do(13, W, attr(12, 1)); n.do(13, W, attr(12, 3), attr(13, 0)); n.do(14, W, attr(14, pack("=i", -7500))); n.do(12, W, attr(11, pack("=i", 300)))
n.do(15, I, attr(15, pack("=b", 3))); n.do(16, I, attr(16, u8(5)), attr(17, u8(3))); n.do(17, I, attr(18, u8(4))); n.do(18, I, attr(19, u8(1))); n.do(19, I, attr(26, u8(1)))
n.do(7, W, attr(4, "wpan9"), attr(5, 1), attr(23, u64(0xA1B2C3D4E5F60718))); n.do(8, attr(3, index("wpan9")))
for c in range(20, 44): n.do(c, I)
for c in (22, 25, 28, 31): n.dump(c, I)
P
ip link set wpan0 up; ip link set wpan1 up; ip link add link wpan0 name lowpan0 type lowpan; ip link set lowpan0 up; ip -d link show lowpan0
python3 - <<'P'
from nl import *
o = Generic("802.15.4 MAC", "coordinator", "beacon"); o.socket.settimeout(1)
N = attr(1, "wpan0"); H = attr(5, u64(0x0102030405060708))
o.do(33, N); o.dump(33); o.do(32, attr(31, "phy0")); o.dump(32)                # LIST_IFACE, LIST_PHY
for c in range(1, 49): o.do(c, N, *([attr(31, "phy0")] if c == 34 else []))
o.do(13, N, attr(8, u16(0)), attr(10, u16(0xbeef)), attr(6, u16(0xbeef)), attr(7, u8(15)), attr(23, u8(15)), attr(24, u8(15)), attr(25, u8(1)), attr(26, u8(0)), attr(27, u8(0)), attr(29, u8(0)))
P
timeout 40 python3 - <<'P'
from nl import *
import time
e = Generic("nfc", "events"); n = Generic("nfc", timeout=3)
n.dump(1); D = [attr(1, 0), attr(1, 1)]
for d in D: n.do(2, d)
n.do(6, D[0], attr(13, 0x20), attr(14, 0)); n.do(6, D[1], attr(13, 0), attr(14, 0x20)); print("events", e.listen(3, 3))
n.do(8, D[0], flags=REQUEST | DUMP); n.do(15, D[0]); n.do(16, D[0], attr(15, u8(5)), attr(16, u8(2)), attr(17, u16(0x7f)))
n.do(19, D[0], nest(19, nest(1, attr(1, "urn:nfc:sn:snep")))); print("events", e.listen(2, 2))
n.do(17, D[0], attr(21, 1)); n.do(18, D[0], attr(21, 1)); n.do(21, D[0], attr(20, "firmware")); n.dump(26); n.do(27, D[0], attr(21, 1), attr(25, b"\x00\xa4\x04\x00"))
n.do(28, D[0], attr(4, 1), attr(3, 0x20)); n.do(29, D[0], attr(29, 1), attr(30, 1)); n.do(30, D[0], attr(4, 1)); n.do(4, D[0], attr(4, 1), attr(10, u8(0))); n.do(5, D[0]); n.do(7, D[0])
print("events", e.listen(2, 4))
for d in D: n.do(3, d)
import subprocess; subprocess.run(["modprobe", "-r", "nfcsim"]); print("events", e.listen(1))
import os; os._exit(0)
P
