"""Everything in the tables, under `nldissect run` on this machine: without nlmon, by strace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.session import rows, title
from tests.proof.verdict import ROOT, Session, check, session, tools_missing

ROWS = rows(lab=False)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Session:
    if (reason := tools_missing()) is not None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    folder = tmp_path_factory.mktemp("proof")
    capture, results = folder / "proof.pcapng", folder / "results.json"
    tracefs = os.geteuid() == 0 and "tracefs" in Path("/proc/filesystems").read_text()
    mount = "test -e /sys/kernel/tracing/instances || mount -t tracefs tracefs /sys/kernel/tracing; "
    before = ["unshare", "-m", "--propagation", "private", "sh", "-c", f'{mount if tracefs else ""}exec "$@"', "sh"]
    done = subprocess.run(
        [*(before if os.geteuid() == 0 else ()), sys.executable, "-m", "nldissect", "run", "-T", "json",
         "-w", str(capture), "--", "unshare", "-n" if os.geteuid() == 0 else "-Urn",
         sys.executable, "-m", "tests.proof.session", str(results)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode and not results.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no links can be made here: {done.stderr}")
    assert done.returncode == 0, done.stderr
    notice = "what the kernel says to programs that did not ask"
    assert (notice in done.stderr) is not tracefs
    return session(results, capture, lab=False, printed=done.stdout, tracefs=tracefs)


@pytest.mark.parametrize("number", range(len(ROWS)), ids=map(title, ROWS))
def test_refusal(told: Session, number: int) -> None:
    check(told, number)
