"""Everything in the tables of the proof, seen by nlmon, with the kernel modules that other machines may lack.

Here nobody hears what the kernel says to a program that did not ask (the lab has no tracefs).
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.proof.session import rows, title
from tests.proof.verdict import ROOT, Session, check, session

MODULES = ["8021q", "bonding", "macsec", "vxlan", "nf_tables", "xfrm_user", "sch_ingress", "cls_u32", "tcp_diag"]
pytestmark = pytest.mark.live(modules=MODULES)
ROWS = rows(lab=True)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp("proof")
    capture, results = folder / "proof.pcapng", folder / "results.json"
    done = subprocess.run(
        ["unshare", "-n", sys.executable, "-m", "tests.proof.session", results, "--lab", capture],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return session(results, capture, lab=True, tracefs=os.path.isdir("/sys/kernel/tracing/instances"))


@pytest.mark.parametrize("number", range(len(ROWS)), ids=map(title, ROWS))
def test_refusal(told: Session, number: int) -> None:
    check(told, number)
