"""Families that the kernel's YNL specs describe: dpll and nfsd as they were seen, the others built by hand."""

from __future__ import annotations

import json
from struct import pack

import pytest

from nldissect.message import Message
from nldissect.stream import Stream
from tests.build import GENERIC, NLM_F_REQUEST, attribute, decoded, genl, nest
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import at, says

FAMILY = 40


def built(family: str, command: int, *attributes: bytes, flags: int = NLM_F_REQUEST) -> Message:
    """A message of a family, as a program sends it; as the kernel does where flags are 0."""
    message = genl(FAMILY, command, *attributes, flags=flags)
    return decoded(message, stream=Stream({FAMILY: family}), protocol=GENERIC)[0]


def u32(number: int, value: int) -> bytes:
    return attribute(number, pack("<I", value))


def u64(number: int, value: int) -> bytes:
    return attribute(number, pack("<Q", value))


def test_a_pin_as_dpll_shows_it() -> None:
    """`dpll -j pin show`, by the name of each attribute; only the frequency was set again since."""
    told = json.loads(
        """{"id":0,"module-name":"labdrv","clock-id":1234605616436508552,"board-label":"SMA1","panel-label":"GNSS in",
        "package-label":"P7","type":"ext","phase-adjust-min":-1000,"phase-adjust-max":1000,
        "phase-adjust-gran":5,"phase-adjust":-500,"parent-device":[{"parent-id":0,"direction":"input","prio":9,
        "state":"connected","phase-offset":-123456789}]}"""
    )
    summary = "DPLL_CMD_PIN_DELETE_NTF pin 0 SMA1 GNSS in P7 ext 2000 Hz adjust -500 ps device 0 input prio 9 connected"
    pin = saying("dpll", summary).tree
    (parent,) = told.pop("parent-device")
    for node, words in ((pin, told), (pin["DPLL_A_PIN_PARENT_DEVICE"], parent)):
        for word, wanted in words.items():
            found = node["DPLL_A_PIN_" + word.replace("-", "_").upper()]
            constant = isinstance(wanted, str) and isinstance(found.value, int)
            assert (found.text.rpartition("_")[2].lower() if constant else found.value) == wanted, word


def test_a_clock_as_dpll_shows_it() -> None:
    summary = "DPLL_CMD_DEVICE_DELETE_NTF dpll 0 labdrv pps manual locked_ho_acq monitor phase enable average 8"
    says(
        saying("dpll", summary),
        {
            "DPLL_A_TEMP": "41234 m°C",
            "DPLL_A_CLOCK_ID": "0x1122334455667788",
            "DPLL_A_MODE": "DPLL_MODE_MANUAL",
            "DPLL_A_LOCK_STATUS": "DPLL_LOCK_STATUS_LOCKED_HO_ACQ",
        },
    )


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("NFSD_CMD_VERSION_GET 3.0, 4.0, 4.1, 4.2", {"NFSD_A_SERVER_PROTO_VERSION.NFSD_A_VERSION_ENABLED": True}),
        ("NFSD_CMD_POOL_MODE_SET global", {"NFSD_A_POOL_MODE_MODE": "global"}),
        ("NFSD_CMD_THREADS_GET threads 0 at least 0 grace 90 s lease 90 s", {"NFSD_A_SERVER_LEASETIME": "90 s"}),
        ("LOCKD_CMD_SERVER_SET grace 50 s", {"LOCKD_A_SERVER_GRACETIME": "50 s"}),
    ],
)
def test_real(summary: str, expected: dict[str, object]) -> None:
    says(saying("misc", summary), expected)


def test_a_listener() -> None:
    """nfsdctl adds an attribute that this kernel did not know; the address is read all the same."""
    message = next(m for m in messages("misc") if m.summary == "NFSD_CMD_LISTENER_SET tcp 127.0.0.1:2049")
    assert at(message, "NFSD_A_SERVER_SOCK_ADDR.NFSD_A_SOCK_ADDR.sin_port").value == 2049


IN6 = pack("<HH", 10, 0) + bytes(4) + bytes(15) + b"\x01" + bytes(4)
BUILT: dict[str, tuple[Message, str, dict[str, object]]] = {
    "psp: keys": (
        built("psp", 9, u32(1, 1), u32(2, 0), nest(4, attribute(1, bytes(16)), u32(2, 0x1234)), u32(5, 7)),
        "PSP_CMD_TX_ASSOC psp 1 hdr0_aes_gcm_128 fd 7 tx spi 0x1234",
        {"PSP_A_ASSOC_TX_KEY.PSP_A_KEYS_KEY": "‹secret, 16 bytes›"},
    ),
    "psp: another namespace's device": (
        built("psp", 1, u32(1, 1), u32(2, 5), u32(3, 3), nest(5, u32(1, 9), u32(2, 1)), flags=0),
        "PSP_CMD_DEV_GET psp 1 dev if5",
        {
            "PSP_A_DEV_PSP_VERSIONS_CAP": "PSP_VERSION_HDR0_AES_GCM_128|PSP_VERSION_HDR0_AES_GCM_256",
            "PSP_A_DEV_ASSOC_LIST.PSP_A_ASSOC_DEV_INFO_IFINDEX": "9",
        },
    ),
    "net-shaper: packets": (
        built("net-shaper", 2, nest(1, u32(1, 2), u32(2, 0)), u32(2, 1), u32(4, 1000), u32(8, 3)),
        "NET_SHAPER_CMD_SET dev if3 queue 0 max 1000",
        {"NET_SHAPER_A_BW_MAX": "1000 packets/s"},
    ),
    "handshake": (
        built("handshake", 2, u32(1, 4), u32(3, 1), u32(4, 5000), u32(5, 3), nest(7, u32(1, 77)), flags=0),
        "HANDSHAKE_CMD_ACCEPT fd 4 clienthello x509",
        {
            "HANDSHAKE_A_ACCEPT_TIMEOUT": "5000 ms (5 s)",
            "HANDSHAKE_A_ACCEPT_CERTIFICATE.HANDSHAKE_A_X509_CERT": 77,
        },
    ),
    "nfsd: a call": (
        built(
            "nfsd",
            1,
            attribute(1, pack(">I", 0xABCD)),
            u32(3, 100003),
            attribute(4, b"\x04"),
            u32(5, 1),
            attribute(8, bytes([10, 0, 0, 1])),
            attribute(12, pack(">H", 700)),
            u32(14, 53),
            u32(14, 22),
            flags=0,
        ),
        "NFSD_CMD_RPC_STATUS_GET xid 0xabcd nfs_program version 4 procedure 1 from 10.0.0.1",
        {"NFSD_A_RPC_STATUS_SPORT": 700, "NFSD_A_RPC_STATUS_COMPOUND_OPS": "OP_SEQUENCE"},
    ),
    "nfsd: keys of file handles": (
        built("nfsd", 2, attribute(6, bytes(16))),
        "NFSD_CMD_THREADS_SET",
        {"NFSD_A_SERVER_FH_KEY": "‹secret, 16 bytes›"},
    ),
    "nfsd: exports": (
        built(
            "nfsd",
            12,
            nest(
                1,
                attribute(2, b"*\0"),
                attribute(3, b"/srv\0"),
                u64(5, 1),
                nest(10, u32(1, 390003), u32(2, 5)),
                u32(11, 2),
                u32(12, 4),
            ),
        ),
        "NFSD_CMD_SVC_EXPORT_SET_REQS /srv for *",
        {
            "NFSD_A_SVC_EXPORT_REQS_REQUESTS.NFSD_A_SVC_EXPORT_XPRTSEC": "NFSD_XPRTSEC_MODE_TLS",
            "NFSD_A_SVC_EXPORT_REQS_REQUESTS.NFSD_A_SVC_EXPORT_SECINFO.NFSD_A_AUTH_FLAVOR_PSEUDOFLAVOR": (
                "RPC_AUTH_GSS_KRB5"
            ),
        },
    ),
    "nfsd: locks of a client": (
        built("nfsd", 16, attribute(1, IN6)),
        "NFSD_CMD_UNLOCK_IP ::1",
        {"NFSD_A_UNLOCK_IP_ADDRESS.sin6_addr": "::1"},
    ),
    "sunrpc": (
        built("sunrpc", 3, nest(1, u64(1, 1), attribute(2, b"nfsd\0"), attribute(3, b"10.0.0.1\0"), attribute(5))),
        "SUNRPC_CMD_IP_MAP_SET_REQS 10.0.0.1",
        {"SUNRPC_A_IP_MAP_REQS_REQUESTS.SUNRPC_A_IP_MAP_NEGATIVE": True},
    ),
    "binder": (
        built("binder", 1, u32(1, 29201), attribute(2, b"binder\0"), u32(3, 10), u32(5, 11), u32(8, 1), flags=0),
        "BINDER_CMD_REPORT binder failed_reply from 10 to 11",
        {"BINDER_A_REPORT_ERROR": "BR_FAILED_REPLY", "BINDER_A_REPORT_FLAGS": "TF_ONE_WAY"},
    ),
    "energy model": (
        built("dev-energymodel", 2, u32(1, 3), nest(2, u64(3, 1_400_000), u64(4, 500), u64(6, 1)), flags=0),
        "DEV_ENERGYMODEL_CMD_GET_PERF_TABLE domain 3",
        {
            "DEV_ENERGYMODEL_A_PERF_TABLE_PERF_STATE.DEV_ENERGYMODEL_A_PERF_STATE_FREQUENCY": "1400000 kHz",
            "DEV_ENERGYMODEL_A_PERF_TABLE_PERF_STATE.DEV_ENERGYMODEL_A_PERF_STATE_FLAGS": (
                "DEV_ENERGYMODEL_PERF_STATE_FLAGS_PERF_STATE_INEFFICIENT"
            ),
        },
    ),
    "graphics": (
        built("drm-ras", 2, u32(1, 1), u32(2, 4), attribute(3, b"ecc\0"), u32(4, 12), flags=0),
        "DRM_RAS_CMD_GET_ERROR_COUNTER node 1 error 4 ecc: 12",
        {"DRM_RAS_A_ERROR_COUNTER_ATTRS_ERROR_VALUE": 12},
    ),
    "netdev: a leased queue": (
        built("netdev", 10, u32(1, 1), u32(3, 0), nest(8, u32(1, 9), nest(2, u32(1, 2)), u32(3, 4)), flags=0),
        "NETDEV_CMD_QUEUE_GET rx queue 1",
        {"NETDEV_A_QUEUE_LEASE.NETDEV_A_LEASE_IFINDEX": "9", "NETDEV_A_QUEUE_LEASE.NETDEV_A_LEASE_NETNS_ID": 4},
    ),
    "netdev: features": (
        built("netdev", 1, u32(1, 2), u64(3, 3), flags=0),
        "NETDEV_CMD_DEV_GET if2 xdp basic,redirect",
        {"NETDEV_A_DEV_XDP_FEATURES": "NETDEV_XDP_ACT_BASIC|NETDEV_XDP_ACT_REDIRECT"},
    ),
}


@pytest.mark.parametrize(("message", "summary", "expected"), BUILT.values(), ids=BUILT)
def test_built(message: Message, summary: str, expected: dict[str, object]) -> None:
    assert message.summary == summary
    says(message, expected)
