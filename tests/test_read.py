"""`nldissect.read`: the door for Python programs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import nldissect
from nldissect.errors import UserError
from tests.build import GENERIC, attribute, capture, genl

ROUTES = Path(__file__).parents[1] / "captures" / "rt-route.pcap"


def test_the_example_of_the_docstring() -> None:
    types = Counter(message.type_name for message in nldissect.read(ROUTES))
    assert types["RTM_NEWROUTE"] > 100
    assert types["NLMSG_ERROR"] > 10
    failed = [message for message in nldissect.read(str(ROUTES)) if message.error and message.error.words]
    assert failed
    assert failed[0].tree["NLMSGERR_ATTR_MSG"].value == failed[0].error.words  # type: ignore[union-attr]


def test_the_example_of_the_contract() -> None:
    kinds = [
        message.tree["IFLA_LINKINFO"]["IFLA_INFO_KIND"].value
        for message in nldissect.read(ROUTES)
        if message.type_name == "RTM_NEWLINK" and "IFLA_LINKINFO" in message.tree
    ]
    assert "dummy" in kinds or "veth" in kinds


def test_reading_is_lazy() -> None:
    messages = nldissect.read(ROUTES)
    assert (next(messages).frame, next(messages).frame) == (1, 2)
    messages.close()  # type: ignore[attr-defined]


def test_families_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "a.pcap"
    path.write_bytes(capture(genl(40, 1, attribute(1, b"x")), protocol=GENERIC))
    (message,) = nldissect.read(path, families={40: "mine"})
    assert message.type_name == "mine"


@pytest.mark.parametrize(
    ("name", "words"), [("missing", "No such file"), ("text", "text"), (".", "directory"), ("empty", "empty")]
)
def test_what_is_no_capture_is_said_in_one_sentence(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "text").write_text("this is no capture\n" * 9)
    (tmp_path / "empty").touch()
    with pytest.raises(UserError, match=words) as error:
        list(nldissect.read(tmp_path / name))
    assert "\n" not in str(error.value)
