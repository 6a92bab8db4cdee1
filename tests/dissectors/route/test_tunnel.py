"""VNIs of VXLAN devices: a real dump, and by hand what no capture has."""

from __future__ import annotations

from struct import pack

from tests.build import attribute, decoded, message, nest
from tests.dissectors.route.link_samples import sample, says


def test_real_entries() -> None:
    found = sample("tunnel")
    assert found.summary == "RTM_NEWTUNNEL dev if31 vni 400, vni 500 group 10.1.1.33"
    says(
        found,
        {
            "family": "AF_BRIDGE",
            "VXLAN_VNIFILTER_ENTRY.VXLAN_VNIFILTER_ENTRY_START": 400,
            "VXLAN_VNIFILTER_ENTRY.VXLAN_VNIFILTER_ENTRY_STATS.VNIFILTER_ENTRY_STATS_TX_ERRORS": "0 packets",
        },
    )


def test_a_range_with_an_ipv6_group() -> None:
    group = bytes.fromhex("ff05" + "00" * 13 + "01")
    entry = nest(1, attribute(1, pack("<I", 100)), attribute(2, pack("<I", 200)), attribute(4, group))
    (found,) = decoded(message(122, pack("<BBHI", 7, 1, 0, 3), entry))
    assert found.summary == "RTM_GETTUNNEL dev if3 vni 100-200 group ff05::1"
    says(found, {"flags": "TUNNEL_MSG_FLAG_STATS"})


def test_many_entries_make_no_long_line() -> None:
    entries = [nest(1, attribute(1, pack("<I", number))) for number in range(1000)]
    (found,) = decoded(message(120, pack("<BBHI", 7, 0, 0, 3), *entries))
    assert found.summary == "RTM_NEWTUNNEL dev if3 vni 0, vni 1, vni 2, vni 3, vni 4, vni 5, … 1000 in all"
