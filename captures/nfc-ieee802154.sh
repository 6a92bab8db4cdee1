modprobe -a nfcsim mac802154_hwsim
echo "## nfc"; modprobe nfcsim; python3 - <<'P'
import sys,subprocess
from nl import *
g=GENL(ext=1,timeout=.6)
g.g('nfc',1,0x301); g.g('nfc',2,5,attr(1,u32(0))); g.g('nfc',2,5,attr(1,u32(1))); g.g('nfc',6,5,attr(1,u32(0))+attr(3,u32(0x20))); g.g('nfc',6,5,attr(1,u32(1))+attr(13,u32(0x20))+attr(14,u32(0x20)))
import time; time.sleep(1); g.g('nfc',8,0x301,attr(1,u32(0))); g.g('nfc',4,5,attr(1,u32(0))+attr(4,u32(1))+attr(10,u8(0))); g.g('nfc',5,5,attr(1,u32(0))); g.g('nfc',7,5,attr(1,u32(0))); g.g('nfc',3,5,attr(1,u32(0))); g.g('nfc',1,5,attr(1,u32(99))); g.g('nfc',15,5,attr(1,u32(0))); g.g('nfc',19,5); g.g('nfc',18,5,attr(1,u32(0)))
P
modprobe -r nfcsim
echo "## ieee802154"; modprobe -a mac802154_hwsim ieee802154_6lowpan; iwpan dev; iwpan phy; iwpan list; iwpan dev wpan0 info; iwpan dev wpan0 set pan_id 0xbeef; iwpan dev wpan0 set short_addr 0x1234; iwpan phy phy0 set channel 0 15; ip link set wpan0 up; iwpan dev wpan0 set lbt 1; iwpan dev wpan0 set max_frame_retries 4; iwpan dev wpan0 set backoff_exponents 3 5; iwpan phy phy0 interface add wpan9 type node; iwpan dev wpan9 del; iwpan dev nosuch info; ip link add link wpan0 name lowpan0 type lowpan; ip link set lowpan0 up; ip -d link show wpan0; ip -d link show lowpan0; iwpan event & E=$!; sleep .2; kill $E; iwpan dev wpan1 scan 2>/dev/null | head -3; python3 - <<'P'
import sys
from nl import *
g=GENL(ext=1,timeout=.5)
for fam in ('nl802154','802.15.4 MAC','MAC802154_HWSIM'):
    for c in (1,2,3,4,5,6,11,12,18,19,29,30): g.g(fam,c,0x301); g.g(fam,c,5)
P
modprobe -r mac802154_hwsim
