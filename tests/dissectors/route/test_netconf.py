"""Settings of interfaces: real ones, and by hand what no capture has."""

from __future__ import annotations

from struct import pack

import pytest

from tests.build import attribute, decoded, message
from tests.dissectors.route.link_samples import sample, says

EXPECTED: dict[str, tuple[str, dict[str, object]]] = {
    "netconf": (
        "RTM_NEWNETCONF inet dev if3 forwarding off rp_filter off mc_forwarding off proxy_neigh off"
        " ignore_routes_with_linkdown off",
        {"NETCONFA_IFINDEX": 3, "NETCONFA_BC_FORWARDING": "off"},
    ),
    "netconf_default": (
        "RTM_NEWNETCONF inet6 dev default forwarding off mc_forwarding off proxy_neigh off"
        " ignore_routes_with_linkdown off",
        {"NETCONFA_IFINDEX": "NETCONFA_IFINDEX_DEFAULT"},
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_real_settings(name: str) -> None:
    summary, expected = EXPECTED[name]
    found = sample(name)
    says(found, expected)
    assert found.summary == summary


def test_every_setting() -> None:
    attributes = [attribute(number, pack("<i", number % 3)) for number in range(2, 10)]
    (found,) = decoded(message(82, pack("<Bxxx", 2), attribute(1, pack("<i", -1)), *attributes))
    says(
        found,
        {
            "NETCONFA_IFINDEX": "NETCONFA_IFINDEX_ALL",
            "NETCONFA_RP_FILTER": "off",
            "NETCONFA_INPUT": "on",
            "NETCONFA_FORCE_FORWARDING": 0,
        },
    )
