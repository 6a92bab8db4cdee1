"""Statistics of links: real ones, and by hand what no capture has."""

from __future__ import annotations

from struct import pack

import pytest

from tests.build import attribute, decoded, message, nest
from tests.dissectors.route.link_samples import sample, says

OFFLOAD = "IFLA_STATS_LINK_OFFLOAD_XSTATS"
HARDWARE = f"{OFFLOAD}.IFLA_OFFLOAD_XSTATS_HW_S_INFO.IFLA_OFFLOAD_XSTATS_L3_STATS.IFLA_OFFLOAD_XSTATS_HW_S_INFO"
LACP = "IFLA_STATS_LINK_XSTATS.LINK_XSTATS_TYPE_BOND.BOND_XSTATS_3AD.BOND_3AD_STAT"

EXPECTED: dict[str, tuple[str, dict[str, object]]] = {
    "stats_bond": (
        "RTM_NEWSTATS dev if6 link_xstats",
        {"filter_mask": 2, f"{LACP}_LACPDU_RX": 3, f"{LACP}_MARKER_UNKNOWN_RX": 0},
    ),
    "stats_dump": (
        "RTM_GETSTATS link_offload_xstats",
        {
            "filter_mask": OFFLOAD,
            f"IFLA_STATS_GET_FILTERS.{OFFLOAD}": "IFLA_OFFLOAD_XSTATS_HW_S_INFO|IFLA_OFFLOAD_XSTATS_L3_STATS",
        },
    ),
    "stats_offload": (
        "RTM_NEWSTATS dev if1 link_offload_xstats",
        {f"{HARDWARE}_REQUEST": "off", f"{HARDWARE}_USED": 0},
    ),
    "stats_set": ("RTM_SETSTATS dev if28 l3_stats on", {"IFLA_STATS_SET_OFFLOAD_XSTATS_L3_STATS": 1}),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_real_statistics(name: str) -> None:
    summary, expected = EXPECTED[name]
    found = sample(name)
    says(found, expected)
    assert found.summary.replace(" dump", "") == summary


def test_all_kinds() -> None:
    vlan = attribute(1, pack("<QQQQHHI", 10, 1, 20, 2, 5, 2, 0))
    multicast = attribute(2, pack("<30Q", *range(30)))
    spanning_tree = attribute(4, pack("<6Q", *range(6)))
    body = (
        pack("<BxHII", 0, 0, 3, 0x1F),
        attribute(1, pack("<25Q", *range(25))),
        nest(3, nest(1, vlan, multicast, spanning_tree)),
        nest(4, attribute(1, pack("<25Q", *range(25))), attribute(3, pack("<9Q", *range(9)))),
        nest(5, nest(28, attribute(1, pack("<9Q", *range(9))))),
    )
    (found,) = decoded(message(92, *body, flags=0))
    bridge = "IFLA_STATS_LINK_XSTATS_SLAVE.LINK_XSTATS_TYPE_BRIDGE.BRIDGE_XSTATS"
    says(
        found,
        {
            "filter_mask": "IFLA_STATS_LINK_64|IFLA_STATS_LINK_XSTATS|IFLA_STATS_LINK_XSTATS_SLAVE"
            "|IFLA_STATS_LINK_OFFLOAD_XSTATS|IFLA_STATS_AF_SPEC",
            "IFLA_STATS_LINK_64.rx_otherhost_dropped": 24,
            f"{bridge}_VLAN": "vlan 5 rx 1 packets 10 bytes, tx 2 packets 20 bytes",
            f"{bridge}_VLAN.flags": "BRIDGE_VLAN_INFO_PVID",
            f"{bridge}_MCAST.igmp_parse_errors": 14,
            f"{bridge}_MCAST.mcast_packets": [28, 29],
            f"{bridge}_STP.tx_tcn": 5,
            f"{OFFLOAD}.IFLA_OFFLOAD_XSTATS_CPU_HIT.tx_packets": 1,
            f"{OFFLOAD}.IFLA_OFFLOAD_XSTATS_L3_STATS.multicast": 8,
            "IFLA_STATS_AF_SPEC.AF_MPLS.MPLS_STATS_LINK.rx_noroute": "8 packets",
        },
    )
    assert found.summary.endswith("rx 0 tx 1")
