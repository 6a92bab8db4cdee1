"""What `dcb -j`, `devlink -j` and `rdma -j` print."""

from __future__ import annotations

from collections.abc import Callable

from nldissect.tree import Node
from tests.oracle.compare import Table, bit, get, value
from tests.oracle.tables.ip_more import number

IEEE = "DCB_ATTR_IEEE/"
ETS = f"{IEEE}DCB_ATTR_IEEE_ETS/"


def algorithms(path: str) -> Callable[[Node], list[str]]:
    """Transmission selection algorithms by the tool's names."""
    names = {0: "strict", 1: "cbs", 2: "ets", 255: "vendor"}

    def make(node: Node) -> list[str]:
        found = get(node, path).value
        assert isinstance(found, list)
        return [names[each] for each in found]

    return make


def in_bytes(path: str) -> Callable[[Node], list[int]]:
    """Rates of kbit/s in bytes a second."""

    def make(node: Node) -> list[int]:
        found = get(node, path).value
        assert isinstance(found, list)
        return [rate * 125 for rate in found]

    return make


DCB = Table(
    {
        "willing": f"{ETS}willing",
        "ets_cap": f"{ETS}ets_cap",
        "cbs": f"{ETS}cbs",
        "tc_bw": value(f"{ETS}tc_tx_bw"),
        "pg_bw": value(f"{ETS}tc_rx_bw"),
        "tc_tsa": algorithms(f"{ETS}tc_tsa"),
        "prio_tc": value(f"{ETS}prio_tc"),
        "reco_tc_bw": value(f"{ETS}tc_reco_bw"),
        "reco_tc_tsa": algorithms(f"{ETS}tc_reco_tsa"),
        "reco_prio_tc": value(f"{ETS}reco_prio_tc"),
        "pfc_cap": f"{IEEE}DCB_ATTR_IEEE_PFC/pfc_cap",
        "macsec_bypass": f"{IEEE}DCB_ATTR_IEEE_PFC/mbc",
        "delay": f"{IEEE}DCB_ATTR_IEEE_PFC/delay",
        "prio_pfc": lambda node: [
            bool(number(node, f"{IEEE}DCB_ATTR_IEEE_PFC/pfc_en") >> priority & 1) for priority in range(8)
        ],
        "prio_buffer": value(f"{IEEE}DCB_ATTR_DCB_BUFFER/prio2buffer"),
        "buffer_size": value(f"{IEEE}DCB_ATTR_DCB_BUFFER/buffer_size"),
        "total_size": f"{IEEE}DCB_ATTR_DCB_BUFFER/total_size",
        "tc_maxrate": in_bytes(f"{IEEE}DCB_ATTR_IEEE_MAXRATE/tc_maxrate"),
        "host": bit("DCB_ATTR_DCBX", "DCB_CAP_DCBX_HOST"),
        "cee": bit("DCB_ATTR_DCBX", "DCB_CAP_DCBX_VER_CEE"),
        "ieee": bit("DCB_ATTR_DCBX", "DCB_CAP_DCBX_VER_IEEE"),
        "order": lambda node: [
            {3: "dgram-port", 5: "dscp", 255: "pcp"}[child.value]  # type: ignore[index]
            for child in get(node, f"{IEEE}DCB_ATTR_DCB_APP_TRUST_TABLE").children
        ],
    }
)
PORT = "DEVLINK_ATTR_PORT_"


def lower(path: str, prefix: str) -> Callable[[Node], str]:
    """A constant as one word of small letters."""
    return lambda node: get(node, path).text.removeprefix(prefix).lower().replace("_", "")


def device(node: Node) -> str:
    """The device that a message is about, as the tool names it."""
    return f"{get(node, 'DEVLINK_ATTR_BUS_NAME').value}/{get(node, 'DEVLINK_ATTR_DEV_NAME').value}"


DEVLINK_PORT = Table(
    {
        "handle": lambda node: f"{device(node)}/{number(node, f'{PORT}INDEX')}",
        "type": f"{PORT}TYPE",
        "netdev": f"{PORT}NETDEV_NAME",
        "flavour": lower(f"{PORT}FLAVOUR", "DEVLINK_PORT_FLAVOUR_"),
        "port": f"{PORT}NUMBER",
        "splittable": f"{PORT}SPLITTABLE",
        "controller": f"{PORT}CONTROLLER_NUMBER",
        "pfnum": f"{PORT}PCI_PF_NUMBER",
        "vfnum": f"{PORT}PCI_VF_NUMBER",
        "external": f"{PORT}EXTERNAL",
    }
)
REPORTER = "DEVLINK_ATTR_HEALTH_REPORTER/DEVLINK_ATTR_HEALTH_REPORTER_"
DEVLINK_HEALTH = Table(
    {
        "handle": device,
        "reporter": f"{REPORTER}NAME",
        "error": f"{REPORTER}ERR_COUNT",
        "recover": f"{REPORTER}RECOVER_COUNT",
        "grace_period": f"{REPORTER}GRACEFUL_PERIOD",
    },
    (REPORTER,),
)
RDMA_LINK = Table(
    {
        "ifindex": "RDMA_NLDEV_ATTR_DEV_INDEX",
        "ifname": "RDMA_NLDEV_ATTR_DEV_NAME",
        "port": "RDMA_NLDEV_ATTR_PORT_INDEX",
        "state": "RDMA_NLDEV_ATTR_PORT_STATE",
        "physical_state": "RDMA_NLDEV_ATTR_PORT_PHYS_STATE",
        "netdev": "RDMA_NLDEV_ATTR_NDEV_NAME",
        "netdev_index": "RDMA_NLDEV_ATTR_NDEV_INDEX",
    }
)
