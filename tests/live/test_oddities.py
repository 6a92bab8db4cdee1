"""What is easily joined wrong, as nlmon shows it: without processes, sockets and directions to go by."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise

import pytest

from tests.proof.oddities import ODDITIES, Seen
from tests.proof.verdict import ROOT, nldissect

pytestmark = pytest.mark.live(modules=["nf_tables"])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Seen]:
    """What was seen of each oddity."""
    capture = str(tmp_path_factory.mktemp("proof") / "odd.pcapng")
    command = ["unshare", "-n", sys.executable, "-m", "tests.proof.oddities", capture]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    messages = [json.loads(line) for line in nldissect("show", "-T", "json", capture).splitlines()]
    *faults, _ = map(json.loads, nldissect("explain", "-T", "json", capture).splitlines())
    marks = [at for at, found in enumerate(messages) if found["header"]["type"] == "NLMSG_NOOP"]
    found = []
    for begin, end in pairwise(marks):
        first, last = messages[begin]["frame"], messages[end]["frame"]
        found.append(Seen(messages[begin + 1 : end], [fault for fault in faults if first < fault["message"][0] < last]))
    return found


@pytest.mark.parametrize("number", range(len(ODDITIES)), ids=[oddity.check.__name__ for oddity in ODDITIES])
def test_oddity(told: list[Seen], number: int) -> None:
    ODDITIES[number].check(told[number])
