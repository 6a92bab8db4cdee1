"""The session of tests/oracle/lab.session once more, in a fresh kernel: tools and decoder still say the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.live.conftest import Lab
from tests.oracle.commands import problems
from tests.oracle.compare import Tally
from tests.oracle.sessions import Session

MODULES = [
    "vrf", "ifb", "team", "bonding", "macvlan", "macvtap", "ipvlan", "8021q", "geneve", "vxlan", "ip_gre",
    "ip6_gre", "ip6_tunnel", "ipip", "sit", "ip_vti", "ip6_vti", "macsec", "hsr", "tun", "vcan", "can", "fou",
    "fou6", "mpls_router", "mpls_iptunnel", "mpls_gso", "team_mode_roundrobin", "udp_diag", "raw_diag",
    "unix_diag", "af_packet_diag", "netlink_diag",
]  # fmt: skip
RELEASE = "iproute2-6.1"
"""what the tables are written for: another release has other fields, and other options"""


def test_tools_of_this_machine(lab: Lab, tmp_path: Path) -> None:
    version = subprocess.run(["ip", "-V"], capture_output=True, text=True, check=True).stdout
    if RELEASE not in version:
        pytest.skip(f"the tables are those of {RELEASE}: {version.strip()}")
    command = [sys.executable, "-m", "tests.oracle.record", "lab", str(tmp_path)]
    done = lab.run(["env", "-C", str(Path(__file__).parents[2]), *command], modules=MODULES)
    assert done.returncode == 0, done.stderr
    session = Session(tmp_path / "lab")
    tally = Tally(session.interfaces)
    told = [problem for answer in session.answers for problem in problems(answer, tally)]
    assert not told, "\n".join(told[:40])
    assert tally.compared > 12_000
