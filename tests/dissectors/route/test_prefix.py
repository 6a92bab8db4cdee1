"""Advertised prefixes, by hand: no capture has a router."""

from __future__ import annotations

from struct import pack

from tests.build import attribute, decoded, message
from tests.dissectors.route.link_samples import says


def test_prefix() -> None:
    body = (
        pack("<BxHiBBBx", 10, 0, 3, 3, 64, 3),
        attribute(1, bytes.fromhex("20010db8" + "00" * 12)),
        attribute(2, pack("<II", 600, 0xFFFFFFFF)),
    )
    (found,) = decoded(message(52, *body, flags=0))
    assert found.summary == "RTM_NEWPREFIX 2001:db8::/64 dev if3 onlink,autoconf valid forever"
    says(
        found,
        {
            "prefix_type": "ND_OPT_PREFIX_INFORMATION",
            "prefix_flags": "IF_PREFIX_ONLINK|IF_PREFIX_AUTOCONF",
            "PREFIX_CACHEINFO": "preferred 600, valid forever",
            "PREFIX_CACHEINFO.preferred_time": "600 s",
        },
    )
