"""ethtool: real messages, and by hand what no capture has."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.message import Message
from nldissect.stream import Stream
from tests.build import GENERIC, NLM_F_REQUEST, attribute, decoded, genl, nest
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import at, says

FAMILY = 23
BIT = "ETHTOOL_A_BITSET_BITS.ETHTOOL_A_BITSET_BITS_BIT"
MODES_GET_REPLY, CABLE_TEST_NTF, CABLE_TEST_TDR_NTF, STATS_GET_REPLY = 4, 27, 28, 33
LINKSTATE_GET_REPLY, FEC_GET_REPLY, PSE_GET_REPLY, PSE_NTF = 6, 30, 37, 49
WOL_SET, FLASH_ACT = 10, 44


def u32(number: int, value: int) -> bytes:
    return attribute(number, pack("<I", value))


def u8(number: int, value: int) -> bytes:
    return attribute(number, bytes([value]))


def built(command: int, *attributes: bytes, flags: int = 0) -> Message:
    """A message about eth0 as the kernel sends it; as a program does where it has flags."""
    message = genl(FAMILY, command, *attributes, flags=flags)
    return decoded(message, stream=Stream({FAMILY: "ethtool"}), protocol=GENERIC)[0]


HEADER = nest(1, u32(1, 2), attribute(2, b"eth0\0"))

REAL: dict[str, tuple[str, str, dict[str, object]]] = {
    "features in full": (
        "ETHTOOL_MSG_FEATURES_GET_REPLY d0 hw 23 of 64 bits wanted 20 bits active 20 bits nochange vlan-challenged",
        "ETHTOOL_A_FEATURES_HW",
        {
            "ETHTOOL_A_FEATURES_HEADER.ETHTOOL_A_HEADER_DEV_NAME": "d0",
            "ETHTOOL_A_FEATURES_HW.ETHTOOL_A_BITSET_SIZE": 64,
            "ETHTOOL_A_FEATURES_ACTIVE.ETHTOOL_A_BITSET_NOMASK": True,
            f"ETHTOOL_A_FEATURES_NOCHANGE.{BIT}.ETHTOOL_A_BITSET_BIT_INDEX": 10,
        },
    ),
    "features, compact": (
        "ETHTOOL_MSG_FEATURES_NTF v0 hw 29 of 64 bits wanted 19 of 64 bits active 19 of 64 bits nochange 10",
        "ETHTOOL_A_FEATURES_NOCHANGE",
        {
            "ETHTOOL_A_FEATURES_HW.ETHTOOL_A_BITSET_MASK": "all 64",
            "ETHTOOL_A_FEATURES_HW.ETHTOOL_A_BITSET_VALUE": [1339902441, 167797550],
            "ETHTOOL_A_FEATURES_NOCHANGE.ETHTOOL_A_BITSET_VALUE": "10",
        },
    ),
    "a secret": (
        "ETHTOOL_MSG_WOL_SET v0 modes magic sopass ‹secret, 6 bytes›",
        "ETHTOOL_A_WOL_SOPASS",
        {
            "ETHTOOL_A_WOL_SOPASS": "‹secret, 6 bytes›",
            f"ETHTOOL_A_WOL_MODES.{BIT}.ETHTOOL_A_BITSET_BIT_INDEX": "WAKE_MAGIC",
        },
    ),
    "modes to advertise": (
        "ETHTOOL_MSG_LINKMODES_SET v0 autoneg enable ours ETHTOOL_LINK_MODE_1000baseT_Full_BIT",
        "ETHTOOL_A_LINKMODES_OURS",
        {
            "ETHTOOL_A_LINKMODES_AUTONEG": "AUTONEG_ENABLE",
            "ETHTOOL_A_LINKMODES_OURS.ETHTOOL_A_BITSET_VALUE": "ETHTOOL_LINK_MODE_1000baseT_Full_BIT",
        },
    ),
    "error correction": (
        "ETHTOOL_MSG_FEC_NTF eth0 modes ETHTOOL_LINK_MODE_FEC_RS_BIT auto off active FEC_RS",
        "ETHTOOL_A_FEC_ACTIVE",
        {"ETHTOOL_A_FEC_ACTIVE": "ETHTOOL_LINK_MODE_FEC_RS_BIT", "ETHTOOL_A_FEC_AUTO": "off"},
    ),
    "string sets": (
        "ETHTOOL_MSG_STRSET_GET lo features, link_modes",
        "ETHTOOL_A_STRSET_STRINGSETS",
        {"ETHTOOL_A_STRSET_STRINGSETS.ETHTOOL_A_STRINGSETS_STRINGSET.ETHTOOL_A_STRINGSET_ID": "ETH_SS_FEATURES"},
    ),
    "groups of counters": (
        "ETHTOOL_MSG_STATS_GET_REPLY d0 src aggregate eth_phy eth_mac eth_ctrl rmon phy",
        "ETHTOOL_A_STATS_SRC",
        {
            "ETHTOOL_A_STATS_SRC": "ETHTOOL_MAC_STATS_SRC_AGGREGATE",
            "ETHTOOL_A_STATS_GRP.ETHTOOL_A_STATS_GRP_SS_ID": "ETH_SS_STATS_ETH_PHY",
        },
    ),
    "rings": ("ETHTOOL_MSG_RINGS_SET v0 rx 512 tx 512", "ETHTOOL_A_RINGS_RX", {"ETHTOOL_A_RINGS_RX": 512}),
    "log messages": (
        "ETHTOOL_MSG_DEBUG_SET v0 msgmask all 3",
        "ETHTOOL_A_DEBUG_MSGMASK",
        {"ETHTOOL_A_DEBUG_MSGMASK.ETHTOOL_A_BITSET_VALUE": [7]},
    ),
}


@pytest.mark.parametrize(("summary", "having", "expected"), REAL.values(), ids=REAL)
def test_real(summary: str, having: str, expected: dict[str, object]) -> None:
    says(saying("ethtool", summary, having=having), expected)


def test_features_by_name_as_ethtool_says() -> None:
    """`ethtool --json -k d0` told that scatter-gather is on and may be changed, IPv4 checksums off and fixed."""
    message = saying("ethtool", REAL["features in full"][0])
    known = {"tx-scatter-gather": True, "tx-checksum-ipv4": False, "highdma": True, "vlan-challenged": False}
    for attribute_, changeable in (("HW", True), ("ACTIVE", False)):
        bits = at(message, f"ETHTOOL_A_FEATURES_{attribute_}.ETHTOOL_A_BITSET_BITS")
        listed = {
            bit["ETHTOOL_A_BITSET_BIT_NAME"].value: not changeable or "ETHTOOL_A_BITSET_BIT_VALUE" in bit
            for bit in bits
        }
        assert {name: listed.get(name, False) for name in known} == known


def test_commands_of_both_directions() -> None:
    """33 is what a program calls RSS_GET's neighbour and the kernel a reply: the numbers differ by direction."""
    assert built(33, flags=NLM_F_REQUEST).name == "ETHTOOL_MSG_PHC_VCLOCKS_GET"
    assert built(33).name == "ETHTOOL_MSG_STATS_GET_REPLY"


BUILT: dict[str, tuple[Message, str, dict[str, object]]] = {
    "cable test": (
        built(
            CABLE_TEST_NTF,
            HEADER,
            u8(2, 2),
            nest(3, nest(1, u8(1, 1), u8(2, 2), u32(3, 1)), nest(2, u8(1, 1), u32(2, 1250))),
        ),
        "ETHTOOL_MSG_CABLE_TEST_NTF eth0 status completed nest",
        {
            "ETHTOOL_A_CABLE_TEST_NTF_STATUS": "ETHTOOL_A_CABLE_TEST_NTF_STATUS_COMPLETED",
            "ETHTOOL_A_CABLE_TEST_NTF_NEST.ETHTOOL_A_CABLE_NEST_RESULT.ETHTOOL_A_CABLE_RESULT_PAIR": (
                "ETHTOOL_A_CABLE_PAIR_B"
            ),
            "ETHTOOL_A_CABLE_TEST_NTF_NEST.ETHTOOL_A_CABLE_NEST_RESULT.ETHTOOL_A_CABLE_RESULT_CODE": (
                "ETHTOOL_A_CABLE_RESULT_CODE_OPEN"
            ),
            "ETHTOOL_A_CABLE_TEST_NTF_NEST.ETHTOOL_A_CABLE_NEST_FAULT_LENGTH.ETHTOOL_A_CABLE_FAULT_LENGTH_CM": (
                "1250 cm"
            ),
        },
    ),
    "reflectometry": (
        built(
            CABLE_TEST_TDR_NTF,
            HEADER,
            u8(2, 1),
            nest(
                3,
                nest(3, attribute(1, pack("<H", 1000))),
                nest(1, u32(1, 0), u32(2, 15000), u32(3, 100)),
                nest(2, u8(1, 3), attribute(2, pack("<h", -40))),
            ),
        ),
        "ETHTOOL_MSG_CABLE_TEST_TDR_NTF eth0 status started nest",
        {
            "ETHTOOL_A_CABLE_TEST_TDR_NTF_NEST.ETHTOOL_A_CABLE_TDR_NEST_PULSE.ETHTOOL_A_CABLE_PULSE_mV": "1000 mV",
            "ETHTOOL_A_CABLE_TEST_TDR_NTF_NEST.ETHTOOL_A_CABLE_TDR_NEST_STEP.ETHTOOL_A_CABLE_STEP_LAST_DISTANCE": (
                "15000 cm"
            ),
            "ETHTOOL_A_CABLE_TEST_TDR_NTF_NEST.ETHTOOL_A_CABLE_TDR_NEST_AMPLITUDE.ETHTOOL_A_CABLE_AMPLITUDE_mV": -40,
        },
    ),
    "counters": (
        built(
            STATS_GET_REPLY,
            nest(2, attribute(2, b"eth0\0")),
            nest(
                4,
                u32(2, 1),
                u32(3, 18),
                nest(4, attribute(0, pack("<Q", 7))),
                nest(4, attribute(12, pack("<Q", 1234))),
            ),
            nest(4, u32(2, 3), u32(3, 20), nest(5, u32(7, 64), u32(8, 127), attribute(9, pack("<Q", 5)))),
        ),
        "ETHTOOL_MSG_STATS_GET_REPLY eth0 eth_mac rmon",
        {"ETHTOOL_A_STATS_GRP.ETHTOOL_A_STATS_GRP_STAT.ETHTOOL_A_STATS_ETH_MAC_2_TX_PKT": "7 packets"},
    ),
    "why a link is down": (
        built(LINKSTATE_GET_REPLY, HEADER, u8(2, 0), u8(5, 5), u8(6, 1)),
        "ETHTOOL_MSG_LINKSTATE_GET_REPLY eth0 link off ext-state cable_issue ext-substate unsupported_cable",
        {"ETHTOOL_A_LINKSTATE_EXT_SUBSTATE": "ETHTOOL_LINK_EXT_SUBSTATE_CI_UNSUPPORTED_CABLE"},
    ),
    "corrected blocks": (
        built(FEC_GET_REPLY, HEADER, nest(5, attribute(2, pack("<3Q", 9, 4, 5)), nest(5, u32(2, 0), u32(4, 3)))),
        "ETHTOOL_MSG_FEC_GET_REPLY eth0 stats",
        {
            "ETHTOOL_A_FEC_STATS.ETHTOOL_A_FEC_STAT_CORRECTED": [9, 4, 5],
            "ETHTOOL_A_FEC_STATS.ETHTOOL_A_FEC_STAT_HIST.ETHTOOL_A_FEC_HIST_BIN_VAL": 3,
        },
    ),
    "power": (
        built(PSE_GET_REPLY, HEADER, u32(10, 8), u32(11, 1), nest(13, u32(1, 2000), u32(2, 30000))),
        "ETHTOOL_MSG_PSE_GET_REPLY eth0 c33-pse-ext-state power_not_available"
        " c33-pse-ext-substate budget_exceeded c33-pse-pw-limit-ranges",
        {"ETHTOOL_A_C33_PSE_PW_LIMIT_RANGES.ETHTOOL_A_C33_PSE_PW_LIMIT_MAX": "30000 mW"},
    ),
    "too hot": (
        built(PSE_NTF, HEADER, u32(2, 3)),
        "ETHTOOL_MSG_PSE_NTF eth0 events pse_event_over_current,pse_event_over_temp",
        {},
    ),
    "firmware": (
        built(FLASH_ACT, HEADER, attribute(2, b"sfp.bin\0"), u32(3, 0x1011), flags=NLM_F_REQUEST),
        "ETHTOOL_MSG_MODULE_FW_FLASH_ACT eth0 file-name sfp.bin password ‹secret, 4 bytes›",
        {"ETHTOOL_A_MODULE_FW_FLASH_PASSWORD": "‹secret, 4 bytes›"},
    ),
}


@pytest.mark.parametrize(("message", "summary", "expected"), BUILT.values(), ids=BUILT)
def test_built(message: Message, summary: str, expected: dict[str, object]) -> None:
    assert message.summary == summary
    says(message, expected)


def test_damaged_bitsets() -> None:
    """A bitmap of odd length is shown raw; a size that is a lie costs nothing."""
    odd = built(MODES_GET_REPLY, HEADER, nest(3, u32(2, 0xFFFFFFFF), attribute(4, b"\x20\0\0")))
    value = at(odd, "ETHTOOL_A_LINKMODES_OURS.ETHTOOL_A_BITSET_VALUE")
    assert value.raw
    assert [note.code for note in value.notes] == ["malformed"]
    vast = built(MODES_GET_REPLY, HEADER, nest(3, u32(2, 0xFFFFFFFF), u32(4, 0xFFFFFFFF)))
    assert at(vast, "ETHTOOL_A_LINKMODES_OURS.ETHTOOL_A_BITSET_VALUE").text.startswith("ETHTOOL_LINK_MODE_10baseT_Half")


def test_every_real_message_is_understood() -> None:
    for message in messages("ethtool"):
        assert not [node.name for node in message.tree.walk() if node.raw], message.summary
