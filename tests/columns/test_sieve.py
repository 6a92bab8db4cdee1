"""A filter asked of all rows at once passes what it passes one by one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nldissect.columns import writing
from nldissect.columns.sieve import Sieve
from nldissect.filter import compile as compile_filter
from tests.columns.test_writing import indexed

ROOT = Path(__file__).parents[2] / "captures"
FILTERS = (
    "type == RTM_NEWROUTE",
    "RTA_GATEWAY == 10.0.0.2",
    "RTA_DST in 192.168.0.0/16 && !RTA_METRICS",
    "RTA_METRICS.RTAX_MTU > 1000 || rtm_protocol == static",
    "all RTA_OIF == 3",
    "RTA_DST != 10.0.0.2",
    "ip in 10.0.0.0/8",
    "frame > 30 && frame < 90 && error",
    "error == ENOENT || latency > 1ms",
    "seq == 1 ^^ pid == 0",
    'IFLA_IFNAME contains "d"',
    'IFLA_IFNAME matches "^[a-d]"',
    "IFLA_ADDRESS[0:3] == 00:11:22",
    "IFLA_LINKINFO.IFLA_INFO_KIND == vlan",
    "nlmsg_flags & NLM_F_DUMP",
    'dev == "lo"',
    "index > 0",
    "caused_by",
    "unanswered",
    'summary contains "via"',
    "note",
    "command == CTRL_CMD_GETFAMILY",
    "NFTA_RULE_TABLE",
)


@pytest.mark.parametrize("name", ["route", "errors", "link-kinds", "nft", "genl-ctrl", "s390x/route"])
def test_captures(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "FEW", 2)
    path = ROOT / f"{name}.pcap"
    index = indexed(path)
    passed = 0
    for text in FILTERS:
        wanted = compile_filter(text)
        expected = [row for row in range(len(index)) if wanted.matches(index.message(row))]
        assert Sieve(index, wanted.expression).passing(np.arange(len(index))).tolist() == expected, text
        passed += len(expected)
    assert passed
