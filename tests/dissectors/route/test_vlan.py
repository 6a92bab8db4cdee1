"""VLANs of bridges: real ones, and by hand what no capture has."""

from __future__ import annotations

from struct import pack

import pytest

from tests.build import attribute, decoded, message, nest
from tests.dissectors.route.link_samples import sample, says

EXPECTED: dict[str, tuple[str, dict[str, object]]] = {
    "vlan_entries": (
        "RTM_NEWVLAN dev if14 vlan 1 untagged state forwarding, vlan 10 pvid untagged state forwarding,"
        " vlan 20-40 state forwarding",
        {
            "BRIDGE_VLANDB_ENTRY.BRIDGE_VLANDB_ENTRY_INFO.vid": 1,
            "BRIDGE_VLANDB_ENTRY.BRIDGE_VLANDB_ENTRY_INFO.flags": "BRIDGE_VLAN_INFO_UNTAGGED",
            "BRIDGE_VLANDB_ENTRY.BRIDGE_VLANDB_ENTRY_STATE": "BR_STATE_FORWARDING",
        },
    ),
    "vlan_big_endian": (
        "RTM_NEWVLAN dev if10 vlan 1 pvid untagged state forwarding, vlan 10 state forwarding",
        {"BRIDGE_VLANDB_ENTRY.BRIDGE_VLANDB_ENTRY_INFO": "vlan 1 pvid,untagged"},
    ),
    "vlan_global": (
        "RTM_NEWVLAN dev if12 global vlan 10 mcast_snooping on",
        {"BRIDGE_VLANDB_GLOBAL_OPTIONS.BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION": 3},
    ),
    "vlan_dump": ("RTM_GETVLAN global", {"BRIDGE_VLANDB_DUMP_FLAGS": "BRIDGE_VLANDB_DUMPF_GLOBAL"}),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_real_vlans(name: str) -> None:
    summary, expected = EXPECTED[name]
    found = sample(name)
    says(found, expected)
    assert found.summary.replace(" dump", "") == summary


def test_tunnels_counters_and_multicast() -> None:
    entry = nest(
        1,
        attribute(1, pack("<HH", 0, 5)),
        nest(4, attribute(1, pack("<I", 100)), attribute(2, pack("<I", 17))),
        nest(5, attribute(2, pack("<Q", 7)), attribute(5)),
        attribute(6, b"\2"),
        attribute(10, b"\1"),
    )
    options = nest(
        2,
        attribute(1, pack("<H", 5)),
        attribute(12, pack("<Q", 12500)),
        nest(17, attribute(1, bytes((192, 0, 2, 1))), attribute(3, pack("<Q", 100))),
    )
    (found,) = decoded(message(112, pack("<BxHI", 7, 0, 3), entry, options))
    says(
        found,
        {
            "BRIDGE_VLANDB_ENTRY.BRIDGE_VLANDB_ENTRY_TUNNEL_INFO.BRIDGE_VLANDB_TINFO_CMD": "RTM_DELLINK",
            "BRIDGE_VLANDB_ENTRY.BRIDGE_VLANDB_ENTRY_STATS.BRIDGE_VLANDB_STATS_RX_PACKETS": "7 packets",
            "BRIDGE_VLANDB_ENTRY.BRIDGE_VLANDB_ENTRY_MCAST_ROUTER": "MDB_RTR_TYPE_PERM",
            "BRIDGE_VLANDB_GLOBAL_OPTIONS.BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL": "12500 ticks (125 s)",
            "BRIDGE_VLANDB_GLOBAL_OPTIONS.BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE.BRIDGE_QUERIER_IP_ADDRESS": (
                "192.0.2.1"
            ),
        },
    )
    assert found.summary == "RTM_NEWVLAN dev if3 vlan 5 tunnel 100, global vlan 5"


def test_many_vlans_make_no_long_line() -> None:
    entries = [nest(1, attribute(1, pack("<HH", 0, vid))) for vid in range(1, 4000, 2)]
    (found,) = decoded(message(112, pack("<BxHI", 7, 0, 3), *entries))
    assert found.summary.endswith("vlan 9, vlan 11, … 2000 in all")
