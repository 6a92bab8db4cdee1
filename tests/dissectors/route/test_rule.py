"""Rules as Linux sent them."""

from __future__ import annotations

import pytest

from tests.dissectors.route.link_samples import says
from tests.dissectors.route.samples import sample

RULES: dict[str, tuple[str, dict[str, object]]] = {
    "rule": (
        "997: from all uidrange 0-1000 ipproto tcp sport 1-100 dport 443 prohibit",
        {
            "action": "FR_ACT_PROHIBIT",
            "FRA_SUPPRESS_PREFIXLEN": "none",
            "FRA_UID_RANGE": "0-1000",
            "FRA_SPORT_RANGE.end": 100,
            "FRA_DPORT_MASK": "0xffff",
            "FRA_IP_PROTO": "IPPROTO_TCP",
        },
    ),
    "rule6": (
        "999: from fd00::/8 flowlabel 0x123/0xfff lookup 5",
        {"FRA_SRC": "fd00::/8", "FRA_FLOWLABEL": "0x123", "FRA_TABLE": 5},
    ),
    "rule_goto": (
        "500: not from 9.9.9.9 goto 32000",
        {"flags": "FIB_RULE_INVERT|FIB_RULE_UNRESOLVED", "FRA_GOTO": 32000},
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_rule(name: str) -> None:
    told, nodes = RULES[name]
    rule = sample(name)
    assert rule.summary == f"RTM_NEWRULE {told}"
    says(rule, nodes)
