"""Families of few messages, as Linux sent them."""

from __future__ import annotations

import pytest

from tests.build import attribute, decoded, message
from tests.dissectors.route.link_samples import says
from tests.dissectors.route.samples import sample

FAMILIES: dict[str, tuple[str, dict[str, object]]] = {
    "neighbour_table": (
        "RTM_NEWNEIGHTBL arp_cache entries 1",
        {
            "NDTA_GC_INTERVAL": "30000 ms (30 s)",
            "NDTA_CONFIG.ndtc_hash_mask": "0x7",
            "NDTA_STATS.ndts_lookups": 21,
            "NDTA_PARMS.NDTPA_PROXY_DELAY": "800 ms",
            "NDTA_PARMS.NDTPA_QUEUE_LENBYTES": "212992 bytes",
        },
    ),
    "address_label": ("RTM_NEWADDRLABEL prefix 2002::/16 label 2", {"IFAL_ADDRESS": "2002::/16", "ifal_seq": 10}),
    "nsid": (
        "RTM_NEWNSID nsid 0 current-nsid NETNSA_NSID_NOT_ASSIGNED",
        {"NETNSA_NSID": 0, "NETNSA_CURRENT_NSID": -1},
    ),
    "rdnss": (
        "RTM_NEWNDUSEROPT dev if6 rdnss 2001:db8::53 2001:db8::54",
        {
            "nduseropt_opts_len": 40,
            "nd_opt_rdnss.nd_opt_len": "5 × 8 bytes",
            "nd_opt_rdnss.nd_opt_rdnss_lifetime": "600 s",
            "nd_opt_rdnss.nd_opt_rdnss_addr.[1]": "2001:db8::54",
            "NDUSEROPT_SRCADDR": "fe80::e421:9aff:fe05:8ec9",
        },
    ),
    "dnssl": (
        "RTM_NEWNDUSEROPT dev if6 dnssl example.com corp.example",
        {"nd_opt_dnssl.nd_opt_dnssl_lifetime": "forever", "nd_opt_dnssl.nd_opt_dnssl_domain.pad": "0000000000"},
    ),
    "pref64": (
        "RTM_NEWNDUSEROPT dev if6 pref64 64:ff9b::",
        {"nd_opt_pref64.nd_opt_pref64_lifetime_plc": "lifetime 1800 s, prefix length 64"},
    ),
    "cache_report": (
        "RTM_NEWCACHEREPORT (10.9.0.2, 239.1.1.1) vif 0 nocache",
        {"IPMRA_CREPORT_MSGTYPE": "IGMPMSG_NOCACHE", "IPMRA_CREPORT_TABLE": 253},
    ),
}


@pytest.mark.parametrize("name", FAMILIES)
def test_family(name: str) -> None:
    told, nodes = FAMILIES[name]
    found = sample(name)
    assert found.summary == told
    says(found, nodes)


def test_a_report_of_ipv6_has_names_of_its_own() -> None:
    report = decoded(message(96, b"\x81\0\0\0", attribute(1, b"\2"), flags=0))[0]
    assert report.tree["IP6MRA_CREPORT_MSGTYPE"].text == "MRT6MSG_WRONGMIF"


def test_options_that_claim_too_much() -> None:
    """Hostile: the header says more option bytes than there are, the option too."""
    header = bytes.fromhex("0a00ffff060000008600000000000000")
    found = decoded(message(68, header, bytes([25, 200, 0, 0]), flags=0))[0]
    assert found.tree["nd_opt_rdnss"].length == 4
    found = decoded(message(68, header, bytes([25, 0, 0, 0]), flags=0))[0]
    assert found.tree.children[-1].raw
