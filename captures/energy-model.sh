# INIT
python3 - <<'P'
from nl import *
g=GENL(ext=1,timeout=.4)
for c in range(1,9): g.g('dev-energymodel',c,0x301,b''); g.g('dev-energymodel',c,5,b'')
P
