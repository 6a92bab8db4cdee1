"""Nexthops as Linux sent them."""

from __future__ import annotations

import pytest

from tests.dissectors.route.link_samples import says
from tests.dissectors.route.samples import sample

NEXTHOPS: dict[str, tuple[str, dict[str, object]]] = {
    "nexthop": (
        "RTM_NEWNEXTHOP id 1 via 10.0.0.2 dev if3 scope link",
        {"nh_scope": "RT_SCOPE_LINK", "NHA_OIF": 3, "NHA_GATEWAY": "10.0.0.2"},
    ),
    "nexthop_group": (
        "RTM_NEWNEXTHOP id 13 group 1,300/2,65000",
        {"NHA_GROUP.[0].weight": 43, "NHA_GROUP.[0].weight_high": 1, "NHA_GROUP.[1].id": 2},
    ),
    "nexthop_resilient": (
        "RTM_NEWNEXTHOP id 11 group 1 type res",
        {
            "NHA_GROUP_TYPE": "NEXTHOP_GRP_TYPE_RES",
            "NHA_RES_GROUP.NHA_RES_GROUP_BUCKETS": 8,
            "NHA_RES_GROUP.NHA_RES_GROUP_IDLE_TIMER": "6000 ticks (60 s)",
            "NHA_OP_FLAGS": "NHA_OP_FLAG_RESP_GRP_RESVD_0",
        },
    ),
    "nexthop_bucket": (
        "RTM_NEWNEXTHOPBUCKET id 11 index 0 nhid 2",
        {"NHA_RES_BUCKET.NHA_RES_BUCKET_NH_ID": 2},
    ),
    "nexthop_stats": (
        "RTM_NEWNEXTHOP id 12 group 1,300/2 proto static",
        {
            "NHA_HW_STATS_ENABLE": "on",
            "NHA_GROUP_STATS.NHA_GROUP_STATS_ENTRY.NHA_GROUP_STATS_ENTRY_ID": 1,
            "NHA_GROUP_STATS.NHA_GROUP_STATS_ENTRY.NHA_GROUP_STATS_ENTRY_PACKETS": "0 packets",
        },
    ),
}


@pytest.mark.parametrize("name", NEXTHOPS)
def test_nexthop(name: str) -> None:
    told, nodes = NEXTHOPS[name]
    nexthop = sample(name)
    assert nexthop.summary == told
    says(nexthop, nodes)
