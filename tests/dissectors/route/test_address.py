"""Addresses: real ones, and by hand what no capture has."""

from __future__ import annotations

from struct import pack

import pytest

from tests.build import attribute, decoded, message
from tests.dissectors.route.link_samples import sample, says

EXPECTED: dict[str, tuple[str, dict[str, object]]] = {
    "address6_peer": (
        "RTM_NEWADDR 2001:db8::3 peer 2001:db8:1::4/128 dev if12 scope global valid 998s",
        {
            "IFA_LOCAL": "2001:db8::3",
            "IFA_ADDRESS": "2001:db8:1::4/128",
            "IFA_CACHEINFO.ifa_valid": 998,
            "IFA_FLAGS": "IFA_F_NOPREFIXROUTE",
        },
    ),
    "address4_request": (
        "RTM_NEWADDR 192.0.2.77/24 dev if12 scope global valid 600s",
        {"ifa_prefixlen": 24, "IFA_LOCAL": "192.0.2.77", "IFA_CACHEINFO.ifa_prefered": "300 s"},
    ),
    "address6_link_local": (
        "RTM_NEWADDR fe80::5898:34ff:fe44:8e91/64 dev if12 scope link proto kernel_ll",
        {
            "ifa_flags": "IFA_F_PERMANENT",
            "IFA_PROTO": "IFAPROT_KERNEL_LL",
            "IFA_CACHEINFO": "preferred forever, valid forever",
        },
    ),
    "multicast4": ("RTM_GETMULTICAST 224.1.2.3 dev if12 scope global", {"IFA_MULTICAST": "224.1.2.3"}),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_real_addresses(name: str) -> None:
    summary, expected = EXPECTED[name]
    found = sample(name)
    says(found, expected)
    assert found.summary == summary


@pytest.mark.parametrize(("family", "name"), [(2, "IFA_F_SECONDARY"), (10, "IFA_F_TEMPORARY")])
def test_the_first_flag_has_two_names(family: int, name: str) -> None:
    (found,) = decoded(message(20, pack("<BBBBI", family, 0, 1, 0, 3), attribute(8, pack("<I", 0x401))))
    says(found, {"ifa_flags": name, "IFA_FLAGS": f"{name}|IFA_F_MCAUTOJOIN"})


def test_anycast() -> None:
    body = pack("<BBBBI", 10, 128, 0, 0, 3), attribute(5, bytes.fromhex("fd" + "00" * 15))
    (found,) = decoded(message(60, *body, flags=0))
    assert found.summary == "RTM_NEWANYCAST fd00:: dev if3 scope global"
    says(found, {"IFA_ANYCAST": "fd00::"})


def test_an_address_that_is_not_usable() -> None:
    body = pack("<BBBBI", 10, 64, 0x88, 253, 3), attribute(1, bytes.fromhex("fe80" + "00" * 14)), attribute(11, b"\5")
    (found,) = decoded(message(20, *body))
    assert found.summary == "RTM_NEWADDR fe80::/64 dev if3 scope link dadfailed proto 5"
