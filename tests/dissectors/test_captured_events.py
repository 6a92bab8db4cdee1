"""What kernels and their helpers told each other: values that the captures' scripts set, or that follow from them."""

from __future__ import annotations

import pytest

from nldissect.tree import Node
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import says


def test_a_mirrors_log() -> None:
    """A question has no data where its answer has a number."""
    asked = saying("helpers", "NLMSG_DONE dm: get_region_size nldissect-mirror error 0")
    says(asked, {"data_size": "0 bytes", "data": []})
    assert not asked.notes
    assert not asked.tree["data"].notes
    told = saying("helpers", "NLMSG_DONE dm: get_region_size nldissect-mirror error 0 1024")
    says(told, {"data": [1024]})


def test_a_fibre_channel_event() -> None:
    found = saying("helpers", "SCSI_TRANSPORT_MSG fc_nl_async_event host0 lipreset vendor 0x0 data 0")
    says(found, {"magic": "0xa1b2", "event_code": "FCH_EVT_LIPRESET", "host_no": 0})


def test_a_quota_is_used_up() -> None:
    """Eight files are allowed, four without a warning, to user and group 65534 on loop0."""
    told = [
        message for message in messages("storage") if message.name == "QUOTA_NL_C_WARNING" and len(message.data) > 20
    ]
    assert [message.tree["QUOTA_NL_A_WARNING"].text for message in told] == [
        "QUOTA_NL_ISOFTWARN",
        "QUOTA_NL_ISOFTWARN",
        "QUOTA_NL_IHARDWARN",
    ]
    for message in told:
        says(message, {"QUOTA_NL_A_EXCESS_ID": 65534, "QUOTA_NL_A_DEV_MAJOR": 7, "QUOTA_NL_A_CAUSED_ID": 65534})


def test_a_router_advertisement() -> None:
    said = [
        message.summary.partition(" dev v0 ")[2] for message in messages("router") if message.name == "RTM_NEWNDUSEROPT"
    ]
    assert said == [
        "prefix_info 2001:db8:1::",
        "prefix_info 2001:db8:2::",
        "rdnss 2001:db8:1::53 2001:db8:1::54",
        "dnssl example.org lab.example.org",
        "captive_portal https://portal.example.org/api",
        "pref64 64:ff9b::",
    ]
    flags = "nd_opt_pi_flag_auto,nd_opt_pi_flag_onlink"
    prefix = saying("router", f"RTM_NEWPREFIX 2001:db8:1::/64 dev v0 {flags} valid 3600")
    says(prefix, {"PREFIX_CACHEINFO.preferred_time": 1800, "prefix_len": 64})


@pytest.mark.parametrize("family", ["10.5.0.2", "2001:db8:5::2"])
def test_a_packet_for_the_multicast_daemon(family: str) -> None:
    found = [message for message in messages("multicast-routing") if message.name == "RTM_NEWCACHEREPORT"]
    assert any(family in message.summary for message in found)
    assert all(message.summary.endswith("nocache") for message in found)


def test_a_thermal_zone_rises_and_falls() -> None:
    """The temperatures of acpi-thermal.asl, in tenths of a kelvin there."""
    degrees = (2932, 3032, 3132, 3282, 3332, 3532, 3332, 3132, 2982)
    allowed = {tenths * 100 - 273_200 for tenths in degrees}
    found = [
        node.value
        for message in messages("acpi-thermal")
        if message.name in ("THERMAL_GENL_SAMPLING_TEMP", "THERMAL_GENL_CMD_TZ_GET_TEMP")
        and (node := message.tree.get("THERMAL_GENL_ATTR_TZ_TEMP")) is not None
    ]
    assert found
    assert {value for value in found if isinstance(value, int)} <= allowed


def test_frames_of_simulated_radios() -> None:
    """What the driver hands to a program is an IEEE 802.11 frame, with the transmitter it names beside it."""
    found: list[tuple[Node, str]] = []
    for message in messages("simulated-radios"):
        frame, sender = (message.tree.get(f"HWSIM_ATTR_{name}") for name in ("FRAME", "ADDR_TRANSMITTER"))
        if frame is not None and sender is not None:
            found.append((frame, sender.text))
    assert len(found) > 1
    for frame, _ in found:
        assert frame.packet
        assert frame.children[0].name == "Dot11"
    beacons = [frame for frame, _ in found if len(frame.children) > 1 and frame.children[1].name == "Dot11Beacon"]
    assert beacons
    assert all(b"nldissect".hex() in str(frame.value) for frame in beacons)
