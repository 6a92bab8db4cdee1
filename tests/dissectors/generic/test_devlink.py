"""devlink: real messages and devlink's own words on them, and by hand what no capture has."""

from __future__ import annotations

import json
from struct import pack

import pytest

from nldissect.message import Message
from nldissect.stream import Stream
from nldissect.tree import Node
from tests.build import GENERIC, NLM_F_REQUEST, attribute, decoded, genl, nest
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import at, says

FAMILY = 24
PARAM_GET, SELFTESTS_GET, SELFTESTS_RUN, DPIPE_ENTRIES_GET = 38, 82, 83, 32
SELFTESTS, PARAM, PARAM_NAME, PARAM_TYPE, VALUES_LIST, VALUE, DATA, CMODE = 176, 80, 81, 83, 84, 85, 86, 87
HANDLE = attribute(1, b"pci\0") + attribute(2, b"0000:01:00.0\0")

REAL: dict[str, tuple[str, dict[str, object]]] = {
    "parameter": (
        "DEVLINK_CMD_PARAM_NEW netdevsim/netdevsim10 param max_macs driverinit 32",
        {
            "DEVLINK_ATTR_PARAM.DEVLINK_ATTR_PARAM_TYPE": "DEVLINK_VAR_ATTR_TYPE_U32",
            "DEVLINK_ATTR_PARAM.DEVLINK_ATTR_PARAM_VALUES_LIST.DEVLINK_ATTR_PARAM_VALUE"
            ".DEVLINK_ATTR_PARAM_VALUE_DATA": 32,
        },
    ),
    "reporter": (
        "DEVLINK_CMD_HEALTH_REPORTER_RECOVER netdevsim/netdevsim10 reporter dummy error errors 1 recovered 0",
        {
            "DEVLINK_ATTR_HEALTH_REPORTER.DEVLINK_ATTR_HEALTH_REPORTER_STATE": "DEVLINK_HEALTH_REPORTER_STATE_ERROR",
            "DEVLINK_ATTR_HEALTH_REPORTER.DEVLINK_ATTR_HEALTH_REPORTER_AUTO_RECOVER": "on",
        },
    ),
    "function": (
        "DEVLINK_CMD_PORT_SET netdevsim/netdevsim10/1 function hw-addr 02:00:00:00:00:01 state active",
        {
            "DEVLINK_ATTR_PORT_FUNCTION.DEVLINK_PORT_FUNCTION_ATTR_HW_ADDR": "02:00:00:00:00:01",
            "DEVLINK_ATTR_PORT_FUNCTION.DEVLINK_PORT_FN_ATTR_STATE": "DEVLINK_PORT_FN_STATE_ACTIVE",
        },
    ),
    "rate": (
        "DEVLINK_CMD_RATE_SET netdevsim/netdevsim10 rate-node-name g1"
        " rate-tx-share 1250000 rate-tx-priority 1 rate-tx-weight 3 rate-tx-max 12500000",
        {"DEVLINK_ATTR_RATE_TX_SHARE": "1250000 B/s"},
    ),
    "reload": (
        "DEVLINK_CMD_RELOAD netdevsim/netdevsim10 reload-action driver_reinit reload-limits no_reset",
        {"DEVLINK_ATTR_RELOAD_LIMITS.value": "DEVLINK_RELOAD_LIMIT_NO_RESET"},
    ),
    "trap": (
        "DEVLINK_CMD_TRAP_SET netdevsim/netdevsim10 trap-name ttl_value_is_too_small trap-action trap",
        {"DEVLINK_ATTR_TRAP_ACTION": "DEVLINK_TRAP_ACTION_TRAP"},
    ),
    "shaper": (
        "NET_SHAPER_CMD_SET dev if28 queue 0 max 1000000",
        {"NET_SHAPER_A_BW_MAX": "1000000 bit/s", "NET_SHAPER_A_METRIC": "NET_SHAPER_METRIC_BPS"},
    ),
    "queue": (
        "NETDEV_CMD_QUEUE_GET dev if28 rx queue 0 napi 8198",
        {"NETDEV_A_QUEUE_TYPE": "NETDEV_QUEUE_TYPE_RX"},
    ),
}


@pytest.mark.parametrize(("summary", "expected"), REAL.values(), ids=REAL)
def test_real(summary: str, expected: dict[str, object]) -> None:
    says(saying("devlink", summary), expected)


def test_ports_as_devlink_shows_them() -> None:
    """`devlink -j port show`, the lines about one device."""
    told = json.loads(
        """{"netdevsim/netdevsim10/0":{"type":"eth","netdev":"eth4","flavour":"physical","port":1,"splittable":false},
        "netdevsim/netdevsim10/1":{"type":"eth","netdev":"eth5","flavour":"physical","port":2,"splittable":false},
        "netdevsim/netdevsim10/128":{"type":"eth","netdev":"eth7","flavour":"pcivf","controller":0,"pfnum":0,"vfnum":0,
        "external":false,"splittable":false}}"""
    )
    of = {
        "type": "PORT_TYPE",
        "netdev": "PORT_NETDEV_NAME",
        "flavour": "PORT_FLAVOUR",
        "port": "PORT_NUMBER",
        "splittable": "PORT_SPLITTABLE",
        "controller": "PORT_CONTROLLER_NUMBER",
        "pfnum": "PORT_PCI_PF_NUMBER",
        "vfnum": "PORT_PCI_VF_NUMBER",
        "external": "PORT_EXTERNAL",
    }
    dump = [message for message in messages("devlink") if message.frame == 27]
    for handle, words in told.items():
        (port,) = (message for message in dump if message.summary.startswith(f"DEVLINK_CMD_PORT_NEW {handle} "))
        for word, wanted in words.items():
            node = port.tree[f"DEVLINK_ATTR_{of[word]}"]
            said = node.text.rpartition("_TYPE_")[2].rpartition("FLAVOUR_")[2].replace("_", "").lower()
            assert (said if isinstance(wanted, str) else node.value) == wanted, (handle, word)


def test_health_as_devlink_shows_it() -> None:
    """`devlink health diagnose`: every value by the type told just before it."""
    message = next(m for m in messages("devlink") if m.summary.startswith("DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE {"))
    values: dict[str, list[object]] = {}
    name = ""
    for node in at(message, "DEVLINK_ATTR_FMSG"):
        if node.name == "DEVLINK_ATTR_FMSG_OBJ_NAME":
            name = node.text
        elif node.name == "DEVLINK_ATTR_FMSG_OBJ_VALUE_DATA":
            values.setdefault(name, []).append(node.value)
    told = {"test_bool": [1], "test_u8": [1], "test_u32": [3], "test_u64": [4], "test_string": ["somestring"]}
    assert {key: values[key] for key in told} == told
    assert values["nested_test_bool"] == [0]
    assert all(isinstance(value, str) and bytes.fromhex(value) for value in values["test_binary"])


def built(command: int, *attributes: bytes, flags: int = 0) -> Message:
    message = genl(FAMILY, command, HANDLE, *attributes, flags=flags)
    return decoded(message, stream=Stream({FAMILY: "devlink"}), protocol=GENERIC)[0]


def test_tests_and_their_results() -> None:
    """The same number is a flag where tests are listed, a nest where they have been run."""
    asked = built(SELFTESTS_RUN, nest(SELFTESTS, attribute(1)), flags=NLM_F_REQUEST)
    says(asked, {"DEVLINK_ATTR_SELFTESTS.DEVLINK_ATTR_SELFTEST_ID_FLASH": True})
    result = nest(1, attribute(2, pack("<I", 1)), attribute(3, b"\x02"))
    answered = built(SELFTESTS_RUN, nest(SELFTESTS, result))
    says(
        answered,
        {
            "DEVLINK_ATTR_SELFTESTS.DEVLINK_ATTR_SELFTEST_RESULT.DEVLINK_ATTR_SELFTEST_RESULT_ID": (
                "DEVLINK_ATTR_SELFTEST_ID_FLASH"
            ),
            "DEVLINK_ATTR_SELFTESTS.DEVLINK_ATTR_SELFTEST_RESULT.DEVLINK_ATTR_SELFTEST_RESULT_STATUS": (
                "DEVLINK_SELFTEST_STATUS_FAIL"
            ),
        },
    )
    assert not [node for node in built(SELFTESTS_GET, nest(SELFTESTS)).tree.walk() if node.raw]


@pytest.mark.parametrize(
    ("kind", "data", "wanted"),
    [
        (1, b"\x07", [7]),
        (3, pack("<I", 70000), [70000]),
        (5, b"auto\0", ["auto"]),
        (6, b"", [True]),
        (11, b"\xaa", ["aa"]),
        (129, pack("<Q", 1 << 40), [1 << 40]),
    ],
)
def test_parameters_by_type(kind: int, data: bytes, wanted: list[object]) -> None:
    value = nest(VALUE, attribute(DATA, data), attribute(CMODE, b"\x01"))
    names = attribute(PARAM_NAME, b"x\0") + attribute(PARAM_TYPE, bytes([kind]))
    message = built(PARAM_GET, nest(PARAM, names, nest(VALUES_LIST, value)))
    found = [node.value for node in message.tree.walk() if node.name == "DEVLINK_ATTR_PARAM_VALUE_DATA"]
    assert found == wanted
    assert not raw(message)


def test_parameters_whose_values_have_names() -> None:
    def parameter(name: bytes, *generic: bytes) -> list[str]:
        about = attribute(PARAM_NAME, name) + b"".join(generic) + attribute(PARAM_TYPE, b"\1")
        value = nest(VALUE, attribute(DATA, b"\1") + attribute(CMODE, b"\0"))
        message = built(PARAM_GET, nest(PARAM, about, nest(VALUES_LIST, value)))
        return [node.text for node in message.tree.walk() if node.name == "DEVLINK_ATTR_PARAM_VALUE_DATA"]

    generic = attribute(82, b"")
    assert parameter(b"fw_load_policy\0", generic) == ["DEVLINK_PARAM_FW_LOAD_POLICY_VALUE_FLASH"]
    assert parameter(b"reset_dev_on_drv_probe\0", generic) == ["DEVLINK_PARAM_RESET_DEV_ON_DRV_PROBE_VALUE_ALWAYS"]
    assert parameter(b"fw_load_policy\0") == ["1"]  # a driver's own of the same name


def test_pipelines() -> None:
    """A field of a header that all drivers share has a name, a driver's own only a number."""
    match = nest(40, attribute(54, b"\x01"), attribute(52, pack("<I", 1)), attribute(58, pack("<I", 0)))
    own = nest(40, attribute(54, b"\0"), attribute(52, pack("<I", 1)), attribute(58, pack("<I", 0)))
    entry = nest(37, nest(41, match, attribute(46, pack("<I", 5))), nest(41, own, attribute(46, bytes(6))))
    message = built(DPIPE_ENTRIES_GET, nest(34, nest(35, attribute(36, pack("<Q", 9)), entry)))
    found = [node.text for node in message.tree.walk() if node.name == "DEVLINK_ATTR_DPIPE_FIELD_ID"]
    assert found == ["DEVLINK_DPIPE_FIELD_IPV4_DST_IP", "0"]
    assert [node.value for node in message.tree.walk() if node.name == "DEVLINK_ATTR_DPIPE_VALUE"] == [5, "0" * 12]


def test_a_formatted_message_that_never_ends() -> None:
    """Ends without starts, starts without ends, values without types."""
    damaged = nest(106, attribute(110), attribute(113, b"xx"), attribute(107), attribute(111, b"a\0"), attribute(109))
    message = built(DPIPE_ENTRIES_GET, damaged)
    assert message.summary.endswith("7878, {a: [")


def raw(message: Message) -> list[Node]:
    return [node for node in message.tree.walk() if node.raw]


def test_every_real_message_is_understood() -> None:
    for message in messages("devlink"):
        assert not raw(message), message.summary
