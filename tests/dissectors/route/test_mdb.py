"""Multicast databases as Linux sent them: a bridge's and a VXLAN device's."""

from __future__ import annotations

import pytest

from nldissect.tree import Node
from tests.dissectors.route.link_samples import says
from tests.dissectors.route.samples import sample

ENTRY = "MDBA_MDB.MDBA_MDB_ENTRY.MDBA_MDB_ENTRY_INFO"
DATABASES: dict[str, tuple[str, dict[str, object]]] = {
    "mdb_sources": (
        "RTM_NEWMDB dev if7 port if3 grp 239.1.1.7 temporary",
        {
            f"{ENTRY}.u": "239.1.1.7",
            f"{ENTRY}.proto": "ETH_P_IP",
            f"{ENTRY}.MDBA_MDB_EATTR_GROUP_MODE": "MCAST_INCLUDE",
            f"{ENTRY}.MDBA_MDB_EATTR_RTPROT": "RTPROT_ZEBRA",
            f"{ENTRY}.MDBA_MDB_EATTR_SRC_LIST.MDBA_MDB_SRCLIST_ENTRY.MDBA_MDB_SRCATTR_ADDRESS": "10.0.0.8",
        },
    ),
    "mdb_vxlan_set": (
        "RTM_NEWMDB dev if8 port if8 grp 239.2.2.2 permanent",
        {
            "MDBA_SET_ENTRY.state": "MDB_PERMANENT",
            "MDBA_SET_ENTRY_ATTRS.MDBE_ATTR_DST": "192.0.2.1",
            "MDBA_SET_ENTRY_ATTRS.MDBE_ATTR_DST_PORT": 5555,
            "MDBA_SET_ENTRY_ATTRS.MDBE_ATTR_SRC_VNI": 10,
        },
    ),
    "mdb_dump": (
        "RTM_GETMDB dev if7 port if3 grp ff0e::9 temporary and 2 more router if3 perm",
        {
            f"{ENTRY}.u": "ff0e::9",
            "MDBA_ROUTER.MDBA_ROUTER_PORT.ifindex": 3,
            "MDBA_ROUTER.MDBA_ROUTER_PORT.MDBA_ROUTER_PATTR_TYPE": "MDB_RTR_TYPE_PERM",
        },
    ),
}


@pytest.mark.parametrize("name", DATABASES)
def test_database(name: str) -> None:
    told, nodes = DATABASES[name]
    found = sample(name)
    assert found.summary == told
    says(found, nodes)


def test_entries_of_a_dump() -> None:
    def groups(node: Node) -> list[str]:
        return [info["u"].text for entry in node for info in entry]

    assert groups(sample("mdb_dump").tree["MDBA_MDB"]) == ["ff0e::9", "239.1.1.3", "239.1.1.1"]
