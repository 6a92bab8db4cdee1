"""nl80211: real messages as iw told of them, and by hand what no capture has."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.message import Message
from nldissect.stream import Stream
from tests.build import GENERIC, attribute, decoded, genl, nest
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import at, says

FAMILY = 42
NEW_WIPHY, NEW_STATION, GET_COALESCE, CONNECT, SET_WOWLAN, VENDOR = 3, 19, 100, 46, 74, 103
NEW_SCAN_RESULTS, PEER_MEASUREMENT_RESULT, SET_TID_CONFIG, NOTIFY_CQM, START_AP = 34, 132, 137, 64, 15
BSS = "NL80211_ATTR_BSS"
ELEMENTS = f"{BSS}.NL80211_BSS_INFORMATION_ELEMENTS"
STATION = "NL80211_ATTR_STA_INFO"


def u32(number: int, value: int) -> bytes:
    return attribute(number, pack("<I", value & 0xFFFFFFFF))


def u8(number: int, value: int) -> bytes:
    return attribute(number, bytes([value]))


def built(command: int, *attributes: bytes) -> Message:
    return decoded(genl(FAMILY, command, *attributes, flags=0), stream=Stream({FAMILY: "nl80211"}), protocol=GENERIC)[0]


REAL: dict[str, tuple[str, str, dict[str, object]]] = {
    "what was found": (
        "NL80211_CMD_NEW_SCAN_RESULTS wlan1 02:00:00:00:00:00 freq 2412 signal -20 dBm ssid testnet associated",
        f"{ELEMENTS.partition('.')[0]}",
        {
            "NL80211_ATTR_WDEV": "0x100000001",
            f"{BSS}.NL80211_BSS_BSSID": "02:00:00:00:00:00",
            f"{BSS}.NL80211_BSS_FREQUENCY": "2412 MHz",
            f"{BSS}.NL80211_BSS_SIGNAL_MBM": "-2000 mBm (-20 dBm)",
            f"{BSS}.NL80211_BSS_BEACON_INTERVAL": "100 TU",
            f"{BSS}.NL80211_BSS_CAPABILITY": (
                "WLAN_CAPABILITY_ESS|WLAN_CAPABILITY_PRIVACY|WLAN_CAPABILITY_SHORT_SLOT_TIME"
            ),
            f"{BSS}.NL80211_BSS_STATUS": "NL80211_BSS_STATUS_ASSOCIATED",
            f"{ELEMENTS}.WLAN_EID_SSID": "testnet",
            f"{ELEMENTS}.WLAN_EID_SUPP_RATES": "1* 2* 5.5* 11* 6 9 12 18",
            f"{ELEMENTS}.WLAN_EID_EXT_SUPP_RATES": "24 36 48 54",
            f"{ELEMENTS}.WLAN_EID_DS_PARAMS": 1,
            f"{ELEMENTS}.WLAN_EID_RSN.version": 1,
            f"{ELEMENTS}.WLAN_EID_RSN.group_cipher": "WLAN_CIPHER_SUITE_CCMP",
            f"{ELEMENTS}.WLAN_EID_RSN.pairwise_ciphers": "WLAN_CIPHER_SUITE_CCMP",
            f"{ELEMENTS}.WLAN_EID_RSN.akms": "WLAN_AKM_SUITE_PSK",
            f"{ELEMENTS}.WLAN_EID_RSN.capabilities": 0x000C,
            f"{ELEMENTS}.WLAN_EID_HT_CAPABILITY.cap_info": 0x000C,
            f"{ELEMENTS}.WLAN_EID_HT_CAPABILITY.mcs.rx_mask": "ffff0000000000000000",
            f"{ELEMENTS}.WLAN_EID_HT_OPERATION.primary_chan": 1,
            f"{ELEMENTS}.WLAN_OUI_TYPE_MICROSOFT_WMM.version": 1,
            f"{BSS}.NL80211_BSS_BEACON_IES.WLAN_EID_TIM.dtim_period": 2,
        },
    ),
    "a station that has gone": (
        "NL80211_CMD_DEL_STATION wlan0 02:00:00:00:01:00 signal -40 dBm tx 1 Mbit/s inactive 680 ms",
        STATION,
        {
            f"{STATION}.NL80211_STA_INFO_CONNECTED_TIME": "2 s",
            f"{STATION}.NL80211_STA_INFO_RX_BYTES64": 802,
            f"{STATION}.NL80211_STA_INFO_SIGNAL": -40,
            f"{STATION}.NL80211_STA_INFO_TX_BITRATE.NL80211_RATE_INFO_BITRATE32": "10 x 100 kbit/s (1 Mbit/s)",
            f"{STATION}.NL80211_STA_INFO_RX_BITRATE.NL80211_RATE_INFO_MCS": 3,
            f"{STATION}.NL80211_STA_INFO_BSS_PARAM.NL80211_STA_BSS_PARAM_DTIM_PERIOD": 2,
            f"{STATION}.NL80211_STA_INFO_STA_FLAGS.set": "NL80211_STA_FLAG_SHORT_PREAMBLE|NL80211_STA_FLAG_WME",
            f"{STATION}.NL80211_STA_INFO_TID_STATS.[1].NL80211_TID_STATS_RX_MSDU": 2,
        },
    ),
    "an access point": (
        "NL80211_CMD_START_AP wlan0 ssid testnet beacon interval 100 freq 2412 ht20",
        "NL80211_ATTR_BEACON_HEAD",
        {
            "NL80211_ATTR_BEACON_HEAD.frame_control": "IEEE80211_STYPE_BEACON",
            "NL80211_ATTR_BEACON_HEAD.bssid": "02:00:00:00:00:00",
            "NL80211_ATTR_BEACON_HEAD.beacon_int": 100,
            "NL80211_ATTR_BEACON_HEAD.variable.WLAN_EID_SSID": "testnet",
            "NL80211_ATTR_BEACON_TAIL.WLAN_EID_RSN.akms": "WLAN_AKM_SUITE_PSK",
            "NL80211_ATTR_SSID": "testnet",
            "NL80211_ATTR_CIPHER_SUITES_PAIRWISE": "WLAN_CIPHER_SUITE_CCMP",
            "NL80211_ATTR_AKM_SUITES": "WLAN_AKM_SUITE_PSK",
            "NL80211_ATTR_HIDDEN_SSID": "NL80211_HIDDEN_SSID_NOT_IN_USE",
        },
    ),
    "a pairwise key": (
        "NL80211_CMD_NEW_KEY wlan1 02:00:00:00:00:00 key 0 ccmp",
        "NL80211_ATTR_KEY",
        {
            "NL80211_ATTR_KEY.NL80211_KEY_DATA": "‹secret, 16 bytes›",
            "NL80211_ATTR_KEY.NL80211_KEY_CIPHER": "WLAN_CIPHER_SUITE_CCMP",
        },
    ),
    "the country's rules": (
        "NL80211_CMD_GET_REG country US fcc",
        "NL80211_ATTR_REG_RULES",
        {
            "NL80211_ATTR_REG_ALPHA2": "US",
            "NL80211_ATTR_DFS_REGION": "NL80211_DFS_FCC",
        },
    ),
    "a channel's noise": (
        "NL80211_CMD_NEW_SURVEY_RESULTS wlan0 freq 2412 noise -92 dBm",
        "NL80211_ATTR_SURVEY_INFO",
        {"NL80211_ATTR_SURVEY_INFO.NL80211_SURVEY_INFO_NOISE": "-92 dBm"},
    ),
    "a channel": (
        "NL80211_CMD_NEW_WIPHY phy0: 2ghz 2412",
        "NL80211_ATTR_WIPHY_BANDS",
        {
            "NL80211_ATTR_WIPHY_BANDS.NL80211_BAND_2GHZ.NL80211_BAND_ATTR_FREQS.[0].NL80211_FREQUENCY_ATTR_FREQ": (
                "2412 MHz"
            ),
        },
    ),
    "mesh parameters": (
        "NL80211_CMD_GET_MESH_CONFIG",
        "NL80211_ATTR_MESH_CONFIG",
        {
            "NL80211_ATTR_MESH_CONFIG.NL80211_MESHCONF_RETRY_TIMEOUT": "100 ms",
            "NL80211_ATTR_MESH_CONFIG.NL80211_MESHCONF_HOLDING_TIMEOUT": "23 (mesh0)",
            "NL80211_ATTR_MESH_CONFIG.NL80211_MESHCONF_HT_OPMODE": "0x3",
            "NL80211_ATTR_MESH_CONFIG.NL80211_MESHCONF_POWER_MODE": "NL80211_MESH_POWER_ACTIVE",
            "NL80211_ATTR_MESH_CONFIG.NL80211_MESHCONF_TTL": 31,
        },
    ),
    "a frame that is wanted": (
        "NL80211_CMD_REGISTER_FRAME wdev 0x100000002 type action match 0104",
        "NL80211_ATTR_FRAME_MATCH",
        {"NL80211_ATTR_FRAME_TYPE": "IEEE80211_STYPE_ACTION"},
    ),
    "a simulated radio": (
        "HWSIM_CMD_GET_RADIO radio 3 custom channels 2",
        "HWSIM_ATTR_RADIO_NAME",
        {"HWSIM_ATTR_RADIO_NAME": "custom", "HWSIM_ATTR_CHANNELS": 2},
    ),
}


@pytest.mark.parametrize(("summary", "having", "expected"), REAL.values(), ids=REAL)
def test_real(summary: str, having: str, expected: dict[str, object]) -> None:
    says(saying("nl80211", summary, having=having), expected)


def device(attribute_: str) -> Message:
    """The message of a device's description that has the attribute."""
    return next(m for m in messages("nl80211") if m.name == "NL80211_CMD_NEW_WIPHY" and attribute_ in m.tree)


def test_features_as_iw_lists_them() -> None:
    """`iw list` told of 24 extended features; newer ones it does not know."""
    node = device("NL80211_ATTR_EXT_FEATURES").tree["NL80211_ATTR_EXT_FEATURES"]
    names = [name.removeprefix("NL80211_EXT_FEATURE_") for name in node.text.split()]
    assert node.value[:3] == [0, 1, 6]  # type: ignore[index]
    assert names[:3] == ["VHT_IBSS", "RRM", "BEACON_RATE_LEGACY"]
    assert names[21:] == ["PUNCT", "DFS_CONCURRENT", "SPP_AMSDU_SUPPORT", *NEWER]


NEWER = ["EPPKE", "ASSOC_FRAME_ENCRYPTION", "IEEE8021X_AUTH"]


def test_ciphers_as_iw_lists_them() -> None:
    suites = device("NL80211_ATTR_CIPHER_SUITES").tree["NL80211_ATTR_CIPHER_SUITES"].value
    assert suites == [0x000FAC00 | number for number in (1, 5, 2, 4, 10, 8, 9, 6, 13, 11, 12)]


def test_what_means_something_else_in_a_device() -> None:
    """A flag for what is a number elsewhere; a list of commands for what is a maker's data elsewhere."""
    assert device("NL80211_ATTR_CONTROL_PORT_ETHERTYPE").tree["NL80211_ATTR_CONTROL_PORT_ETHERTYPE"].value is True
    sent = next(m for m in messages("nl80211") if m.name == "NL80211_CMD_CONTROL_PORT_FRAME")
    assert sent.tree["NL80211_ATTR_CONTROL_PORT_ETHERTYPE"].text == "ETH_P_PAE"
    assert at(device("NL80211_ATTR_VENDOR_DATA"), "NL80211_ATTR_VENDOR_DATA.[1].vendor_id").text == "0x1374 (00:13:74)"
    ours = saying("nl80211", "NL80211_CMD_VENDOR wlan0 0x1374 1", having="NL80211_ATTR_VENDOR_DATA")
    assert isinstance(ours.tree["NL80211_ATTR_VENDOR_DATA"].value, str)


def test_every_message_is_understood() -> None:
    for message in messages("nl80211"):
        if message.name.startswith(("NL80211_", "HWSIM_")):
            assert [node for node in message.tree.walk() if node.raw or node.notes] == [], message


def element(number: int, value: bytes) -> bytes:
    return bytes([number, len(value)]) + value


WPA = bytes.fromhex("0050f20101000050f20201000050f20401000050f202")
RSN_SAE = bytes.fromhex("0100000fac040100000fac040200000fac08000fac18cc000000000fac06")
IES = b"".join(
    (
        element(0, b"\xff\xfebin"),
        element(7, b"DE \x01\x0d\x14"),
        element(48, RSN_SAE),
        element(221, WPA),
        element(221, b"\x00\x17\xf2\x0a\x01"),
        element(255, b"\x24" + bytes.fromhex("f03f0081fcff")),
        element(5, b"\x01"),
        element(250, b"?"),
    )
)
SIGNAL = -5500
BUILT: dict[str, tuple[Message, str, dict[str, object]]] = {
    "elements": (
        built(NEW_SCAN_RESULTS, u32(3, 7), nest(47, attribute(6, IES), u32(7, SIGNAL))),
        "NL80211_CMD_NEW_SCAN_RESULTS if7 signal -55 dBm ssid fffe62696e",
        {
            f"{ELEMENTS}.WLAN_EID_COUNTRY.alpha2": "DE",
            f"{ELEMENTS}.WLAN_EID_RSN.akms": "WLAN_AKM_SUITE_SAE WLAN_AKM_SUITE_SAE_EXT_KEY",
            f"{ELEMENTS}.WLAN_EID_RSN.capabilities": (
                "RSN_CAPABILITY_PTKSA_REPLAY_COUNTERS_16|RSN_CAPABILITY_MFPR|RSN_CAPABILITY_MFPC"
            ),
            f"{ELEMENTS}.WLAN_EID_RSN.group_management_cipher": "WLAN_CIPHER_SUITE_AES_CMAC",
            f"{ELEMENTS}.WLAN_OUI_TYPE_MICROSOFT_WPA.akms": "WPA_AKM_SUITE_PSK",
            f"{ELEMENTS}.WLAN_OUI_TYPE_MICROSOFT_WPA.pairwise_ciphers": "WPA_CIPHER_SUITE_CCMP",
            f"{ELEMENTS}.WLAN_EID_VENDOR_SPECIFIC.oui": "0x17f2 (00:17:f2)",
            f"{ELEMENTS}.WLAN_EID_EXT_HE_OPERATION.he_mcs_nss_set": 0xFFFC,
            f"{ELEMENTS}.WLAN_EID_TIM": "01",
            f"{ELEMENTS}.WLAN_EID[250]": "3f",
        },
    ),
    "secrets": (
        built(CONNECT, u32(3, 7), attribute(52, b"net"), attribute(254, bytes(32)), attribute(277, b"password")),
        "NL80211_CMD_CONNECT if7 ssid net",
        {"NL80211_ATTR_PMK": "‹secret, 32 bytes›", "NL80211_ATTR_SAE_PASSWORD": "‹secret, 8 bytes›"},
    ),
    "rates of newer generations": (
        built(
            NEW_STATION,
            nest(
                21,
                nest(8, u32(5, 28823), u8(19, 13), u8(20, 2), u8(21, 0), u8(22, 12), attribute(18)),
                nest(25, u8(0, 256 - 40), u8(1, 256 - 42)),
            ),
        ),
        "NL80211_CMD_NEW_STATION tx 2882.3 Mbit/s",
        {
            f"{STATION}.NL80211_STA_INFO_TX_BITRATE.NL80211_RATE_INFO_EHT_RU_ALLOC": (
                "NL80211_RATE_INFO_EHT_RU_ALLOC_2x996P484"
            ),
            f"{STATION}.NL80211_STA_INFO_TX_BITRATE.NL80211_RATE_INFO_320_MHZ_WIDTH": True,
            f"{STATION}.NL80211_STA_INFO_CHAIN_SIGNAL.[1]": -42,
        },
    ),
    "links": (
        built(CONNECT, nest(312, nest(0, u8(313, 1), u32(38, 5955), attribute(6, b"\2\0\0\0\0\1")))),
        "NL80211_CMD_CONNECT",
        {
            "NL80211_ATTR_MLO_LINKS.[0].NL80211_ATTR_MLO_LINK_ID": 1,
            "NL80211_ATTR_MLO_LINKS.[0].NL80211_ATTR_WIPHY_FREQ": "5955 MHz",
            "NL80211_ATTR_MLO_LINKS.[0].NL80211_ATTR_MAC": "02:00:00:00:00:01",
        },
    ),
    "what wakes the host": (
        built(
            SET_WOWLAN,
            u32(1, 0),
            nest(
                117,
                attribute(2),
                nest(4, nest(1, attribute(1, b"\x3f"), attribute(2, b"\xff" * 6), u32(3, 12))),
                nest(
                    14, attribute(1, b"\x0a\0\0\1"), attribute(4, pack("<H", 9000)), attribute(7, pack("<3I", 1, 2, 4))
                ),
            ),
        ),
        "NL80211_CMD_SET_WOWLAN phy#0",
        {
            "NL80211_ATTR_WOWLAN_TRIGGERS.NL80211_WOWLAN_TRIG_DISCONNECT": True,
            "NL80211_ATTR_WOWLAN_TRIGGERS.NL80211_WOWLAN_TRIG_PKT_PATTERN.[1].NL80211_PKTPAT_OFFSET": "12 bytes",
            "NL80211_ATTR_WOWLAN_TRIGGERS.NL80211_WOWLAN_TRIG_TCP_CONNECTION.NL80211_WOWLAN_TCP_SRC_IPV4": "10.0.0.1",
            "NL80211_ATTR_WOWLAN_TRIGGERS.NL80211_WOWLAN_TRIG_TCP_CONNECTION.NL80211_WOWLAN_TCP_SRC_PORT": 9000,
        },
    ),
    "what a device can be woken by": (
        built(
            NEW_WIPHY,
            attribute(2, b"phy0\0"),
            nest(118, attribute(1), attribute(4, pack("<4I", 20, 16, 128, 0)), u32(18, 11)),
            attribute(182, pack("<6I", 8, 4, 1, 64, 0, 100)),
            nest(285, attribute(2, pack("<Q", 1 << 6 | 1 << 9)), u8(7, 30)),
        ),
        "NL80211_CMD_NEW_WIPHY phy0: wowlan_triggers_supported coalesce_rule tid_config",
        {
            "NL80211_ATTR_WOWLAN_TRIGGERS_SUPPORTED.NL80211_WOWLAN_TRIG_PKT_PATTERN.max_pattern_len": 128,
            "NL80211_ATTR_WOWLAN_TRIGGERS_SUPPORTED.NL80211_WOWLAN_TRIG_NET_DETECT": 11,
            "NL80211_ATTR_COALESCE_RULE.max_rules": 8,
            "NL80211_ATTR_COALESCE_RULE.pat.max_patterns": 4,
            "NL80211_ATTR_TID_CONFIG.NL80211_TID_CONFIG_ATTR_VIF_SUPP": (
                "NL80211_TID_CONFIG_ATTR_NOACK|NL80211_TID_CONFIG_ATTR_AMPDU_CTRL"
            ),
        },
    ),
    "packets kept back": (
        built(GET_COALESCE, nest(182, nest(1, u32(1, 50), u32(2, 1)))),
        "NL80211_CMD_GET_COALESCE",
        {"NL80211_ATTR_COALESCE_RULE.[1].NL80211_ATTR_COALESCE_RULE_CONDITION": "NL80211_COALESCE_CONDITION_NO_MATCH"},
    ),
    "traffic classes": (
        built(SET_TID_CONFIG, nest(285, nest(0, attribute(5, pack("<H", 3)), u8(6, 1)))),
        "NL80211_CMD_SET_TID_CONFIG",
        {"NL80211_ATTR_TID_CONFIG.[0].NL80211_TID_CONFIG_ATTR_NOACK": "NL80211_TID_CONFIG_DISABLE"},
    ),
    "a distance": (
        built(
            PEER_MEASUREMENT_RESULT,
            attribute(88, pack("<Q", 0x1234)),
            nest(
                273,
                nest(
                    5,
                    nest(
                        0,
                        attribute(1, b"\2\0\0\0\0\1"),
                        nest(
                            4,
                            nest(1, nest(1, attribute(16, pack("<q", 3450)), u32(9, -130))),
                            u32(2, 0),
                            attribute(5),
                        ),
                    ),
                ),
            ),
        ),
        "NL80211_CMD_PEER_MEASUREMENT_RESULT",
        {
            "NL80211_ATTR_PEER_MEASUREMENTS.NL80211_PMSR_ATTR_PEERS.[0].NL80211_PMSR_PEER_ATTR_RESP."
            "NL80211_PMSR_RESP_ATTR_DATA.NL80211_PMSR_TYPE_FTM.NL80211_PMSR_FTM_RESP_ATTR_DIST_AVG": "3450 mm",
            "NL80211_ATTR_PEER_MEASUREMENTS.NL80211_PMSR_ATTR_PEERS.[0].NL80211_PMSR_PEER_ATTR_RESP."
            "NL80211_PMSR_RESP_ATTR_DATA.NL80211_PMSR_TYPE_FTM.NL80211_PMSR_FTM_RESP_ATTR_RSSI_AVG": (
                "-130 x 0.5 dBm (-65 dBm)"
            ),
        },
    ),
    "thresholds": (
        built(NOTIFY_CQM, u32(3, 7), nest(94, attribute(1, pack("<2i", -70, -50)), u32(3, 0), u32(9, -71))),
        "NL80211_CMD_NOTIFY_CQM if7 rssi threshold_event_low rssi -71 dBm threshold -70 dBm -50 dBm dBm",
        {"NL80211_ATTR_CQM.NL80211_ATTR_CQM_RSSI_THOLD": [-70, -50]},
    ),
    "a maker's command": (
        built(
            VENDOR, u32(3, 7), u32(195, 0x1735), u32(196, 45), nest(197, attribute(61, b"cafe"), u32(81, 0x000FAC04))
        ),
        "NL80211_CMD_VENDOR if7 0x1735 45",
        {
            "NL80211_ATTR_VENDOR_ID": "0x1735 (00:17:35)",
            "NL80211_ATTR_VENDOR_DATA.IWL_MVM_VENDOR_ATTR_SSID": "cafe",
            "NL80211_ATTR_VENDOR_DATA.IWL_MVM_VENDOR_ATTR_STA_CIPHER": "WLAN_CIPHER_SUITE_CCMP",
        },
    ),
}


@pytest.mark.parametrize(("message", "summary", "expected"), BUILT.values(), ids=BUILT)
def test_built(message: Message, summary: str, expected: dict[str, object]) -> None:
    assert message.summary == summary
    says(message, expected)


def test_damaged_elements() -> None:
    """An element that is longer than what is left is shown as unknown, those before it are not lost."""
    message = built(START_AP, attribute(15, element(3, b"\x06") + b"\x30\x14\x01"))
    tail = message.tree["NL80211_ATTR_BEACON_TAIL"]
    assert [child.name for child in tail] == ["WLAN_EID_DS_PARAMS", "UNKNOWN"]
    assert tail["UNKNOWN"].value == "301401"
