"""nl80211's messages in one line: who, then what iw would say of it."""

from __future__ import annotations

from collections.abc import Callable

from nldissect.schema import Names, Node, render, short

_CHANNEL = (
    "[ freq {NL80211_ATTR_WIPHY_FREQ}][ {NL80211_ATTR_WIPHY_CHANNEL_TYPE}][ width {NL80211_ATTR_CHANNEL_WIDTH}]"
    "[ center1 {NL80211_ATTR_CENTER_FREQ1}][ center2 {NL80211_ATTR_CENTER_FREQ2}]"
)
_STATION = (
    "[ {NL80211_ATTR_MAC}][ signal {NL80211_ATTR_STA_INFO.NL80211_STA_INFO_SIGNAL} dBm]"
    "[ tx {NL80211_ATTR_STA_INFO.NL80211_STA_INFO_TX_BITRATE.NL80211_RATE_INFO_BITRATE32} Mbit/s]"
    "[ inactive {NL80211_ATTR_STA_INFO.NL80211_STA_INFO_INACTIVE_TIME} ms][ {NL80211_ATTR_STA_FLAGS2.set}]"
    "[ reason {NL80211_ATTR_REASON_CODE}]"
)
_KEY = (
    "[ {NL80211_ATTR_MAC}][ key {NL80211_ATTR_KEY.NL80211_KEY_IDX}][ {NL80211_ATTR_KEY.NL80211_KEY_CIPHER}]"
    "[ {NL80211_ATTR_KEY.NL80211_KEY_TYPE}]"
)
_OLD_KEY = "[ {NL80211_ATTR_MAC}][ key {NL80211_ATTR_KEY_IDX}][ {NL80211_ATTR_KEY_CIPHER}][ {NL80211_ATTR_KEY_TYPE}]"
_CONNECTION = (
    "[ {NL80211_ATTR_MAC}][ ssid {NL80211_ATTR_SSID}][ {NL80211_ATTR_AUTH_TYPE}]"
    "[ status {NL80211_ATTR_STATUS_CODE}][ reason {NL80211_ATTR_REASON_CODE}]"
)
_ACCESS_POINT = "[ ssid {NL80211_ATTR_SSID}][ beacon interval {NL80211_ATTR_BEACON_INTERVAL}]"
_REGULATORY = (
    "[ country {NL80211_ATTR_REG_ALPHA2}][ {NL80211_ATTR_DFS_REGION}][ {NL80211_ATTR_REG_TYPE}]"
    "[ set by {NL80211_ATTR_REG_INITIATOR}]"
)
_BSS = (
    "[ {NL80211_ATTR_BSS.NL80211_BSS_BSSID}][ freq {NL80211_ATTR_BSS.NL80211_BSS_FREQUENCY}]"
    "[ signal {NL80211_ATTR_BSS.NL80211_BSS_SIGNAL_MBM} dBm]"
    "[ ssid {NL80211_ATTR_BSS.NL80211_BSS_INFORMATION_ELEMENTS.WLAN_EID_SSID}]"
    "[ {NL80211_ATTR_BSS.NL80211_BSS_STATUS}]"
)
_SURVEY = (
    "[ freq {NL80211_ATTR_SURVEY_INFO.NL80211_SURVEY_INFO_FREQUENCY}]"
    "[ noise {NL80211_ATTR_SURVEY_INFO.NL80211_SURVEY_INFO_NOISE} dBm]"
)
_FRAME = (
    "[ type {NL80211_ATTR_FRAME_TYPE}][ match {NL80211_ATTR_FRAME_MATCH}][ freq {NL80211_ATTR_WIPHY_FREQ}]"
    "[ signal {NL80211_ATTR_RX_SIGNAL_DBM} dBm][ cookie {NL80211_ATTR_COOKIE}]"
)
_INTERFACE = "[ type {NL80211_ATTR_IFTYPE}][ addr {NL80211_ATTR_MAC}][ ssid {NL80211_ATTR_SSID}]"
_CQM = (
    "[ rssi {NL80211_ATTR_CQM.NL80211_ATTR_CQM_RSSI_THRESHOLD_EVENT}]"
    "[ rssi {NL80211_ATTR_CQM.NL80211_ATTR_CQM_RSSI_LEVEL} dBm]"
    "[ threshold {NL80211_ATTR_CQM.NL80211_ATTR_CQM_RSSI_THOLD} dBm]"
    "[ {NL80211_ATTR_CQM.NL80211_ATTR_CQM_PKT_LOSS_EVENT} packets lost with]"
    "[ beacon loss {NL80211_ATTR_CQM.NL80211_ATTR_CQM_BEACON_LOSS_EVENT}]"
    "[ {NL80211_ATTR_MAC}]"
)
_VENDOR = "[ {NL80211_ATTR_VENDOR_ID}][ {NL80211_ATTR_VENDOR_SUBCMD}]"
_ANY = "[ {NL80211_ATTR_MAC}][ ssid {NL80211_ATTR_SSID}]" + _CHANNEL + "[ duration {NL80211_ATTR_DURATION} ms]"

_TEMPLATES = {
    "INTERFACE": _INTERFACE + _CHANNEL,
    "STATION": _STATION,
    "REG": _REGULATORY,
    "REG_CHANGE": _REGULATORY,
    "WIPHY_REG_CHANGE": _REGULATORY,
    "SCAN_RESULTS": _BSS,
    "SURVEY_RESULTS": _SURVEY,
    "START_AP": _ACCESS_POINT + _CHANNEL,
    "BEACON": _ACCESS_POINT,
    "AUTHENTICATE": _CONNECTION + _CHANNEL,
    "ASSOCIATE": _CONNECTION + _CHANNEL,
    "DEAUTHENTICATE": _CONNECTION,
    "DISASSOCIATE": _CONNECTION,
    "CONNECT": _CONNECTION + _CHANNEL,
    "ROAM": _CONNECTION,
    "DISCONNECT": _CONNECTION,
    "FRAME": _FRAME,
    "REGISTER_FRAME": _FRAME,
    "FRAME_TX_STATUS": _FRAME,
    "CONTROL_PORT_FRAME": "[ {NL80211_ATTR_MAC}][ {NL80211_ATTR_CONTROL_PORT_ETHERTYPE}]",
    "VENDOR": _VENDOR,
    "PROTOCOL_FEATURES": "[ {NL80211_ATTR_PROTOCOL_FEATURES}]",
    "POWER_SAVE": "[ {NL80211_ATTR_PS_STATE}]",
    "MPATH": "[ {NL80211_ATTR_MAC}][ via {NL80211_ATTR_MPATH_NEXT_HOP}]",
    "MPP": "[ {NL80211_ATTR_MAC}][ via {NL80211_ATTR_MPATH_NEXT_HOP}]",
    "NOTIFY_CQM": _CQM,
    "JOIN_MESH": "[ {NL80211_ATTR_MESH_ID}]" + _CHANNEL,
    "CQM": _CQM,
    "RADAR_DETECT": "[ {NL80211_ATTR_RADAR_EVENT}]" + _CHANNEL,
}
"""by the command's name, without its verb where all verbs say the same"""
_NO_NEWS = frozenset(
    {
        "NL80211_ATTR_WIPHY",
        "NL80211_ATTR_WIPHY_NAME",
        "NL80211_ATTR_IFINDEX",
        "NL80211_ATTR_WDEV",
        "NL80211_ATTR_GENERATION",
        "NL80211_ATTR_PAD",
    }
)
_MOST = 4
"""attributes of a device that are named in its summary"""


def _who(tree: Node, names: Names) -> str:
    """wlan0, or the device where no interface is meant."""
    for name, words in (
        ("NL80211_ATTR_IFNAME", ""),
        ("NL80211_ATTR_IFINDEX", ""),
        ("NL80211_ATTR_WIPHY_NAME", ""),
        ("NL80211_ATTR_WIPHY", "phy#"),
        ("NL80211_ATTR_WDEV", "wdev "),
    ):
        node = tree.get(name)
        if node is not None:
            return words + short(node, names)
    return ""


def _word(node: Node, prefix: str) -> str:
    return node.name.removeprefix("NL80211_").removeprefix(prefix).lower()


def _bands(bands: Node, names: Names) -> list[str]:
    """2ghz 2412 2417 …, or what else is told of a band"""
    told = []
    for band in bands.children:
        told.append(_word(band, "BAND_"))
        for node in band.children:
            frequencies = node.children if node.name == "NL80211_BAND_ATTR_FREQS" else ()
            told += [render("{NL80211_FREQUENCY_ATTR_FREQ}", child, names) for child in frequencies]
            if not frequencies:
                told.append(_word(node, "BAND_ATTR_"))
    return told


def _device(tree: Node, names: Names) -> str:
    """phy0: max_num_scan_ssids max_scan_ie_len …, as a device is told of in many messages."""
    told = [
        word
        for node in tree.children
        if node.type is not None and node.name not in _NO_NEWS
        for word in (_bands(node, names) if node.name == "NL80211_ATTR_WIPHY_BANDS" else [_word(node, "ATTR_")])
    ]
    more = " …" if len(told) > _MOST else ""
    return f"{_who(tree, names)}: {' '.join(told[:_MOST])}{more}" if told else _who(tree, names)


def _scan(tree: Node, names: Names) -> str:
    """wlan1 ssid testnet 13 frequencies"""
    told = [_who(tree, names)]
    ssids = tree.get("NL80211_ATTR_SCAN_SSIDS")
    told += [f"ssid {node.text}" for node in (ssids.children if ssids else ()) if node.text]
    frequencies = tree.get("NL80211_ATTR_SCAN_FREQUENCIES")
    if frequencies is not None:
        told.append(_listed([short(node, names) for node in frequencies.children]))
    return " ".join(part for part in told if part)


def _listed(frequencies: list[str]) -> str:
    """freq 2412 2437, or how many there are"""
    return f"{len(frequencies)} frequencies" if len(frequencies) > _MOST else f"freq {' '.join(frequencies)}"


def _key(tree: Node, names: Names) -> str:
    """wlan0 key 1 ccmp: from NL80211_ATTR_KEY, or the older attributes where there is none"""
    template = _KEY if tree.get("NL80211_ATTR_KEY") is not None else _OLD_KEY
    return f"{_who(tree, names)} {render(template, tree, names)}".strip()


def summary_of(command: str) -> Callable[[Node, Names], str]:
    """What makes the summaries of the messages of that command."""
    words = command.removeprefix("NL80211_CMD_")
    if words in ("NEW_WIPHY", "SET_WIPHY"):
        return _device
    if words in ("TRIGGER_SCAN", "START_SCHED_SCAN"):
        return _scan
    if words.endswith("_KEY"):
        return _key
    template = _TEMPLATES.get(words) or _TEMPLATES.get(words.partition("_")[2]) or _ANY

    def summary(tree: Node, names: Names) -> str:
        return f"{_who(tree, names)} {render(template, tree, names)}".strip()

    return summary
