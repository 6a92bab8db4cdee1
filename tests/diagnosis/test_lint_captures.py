"""No false alarm: what real tools send has no finding above info, and what the kernel took has no error."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from nldissect.capture import open_capture
from nldissect.diagnosis.kernel_policy import Policies
from nldissect.diagnosis.lint import lint
from nldissect.diagnosis.lint_codes import CODES
from nldissect.message import Message
from nldissect.pairing import Ref
from nldissect.stream import Stream
from nldissect.transactions import Role
from nldissect.tree import Level, Note

ROOT = Path(__file__).parents[2]
CAPTURES = sorted((ROOT / "captures").rglob("*.pcap"))
DELIBERATE = {
    "errors": ".*",
    # A few lines of Python send odd requests: of every type with 20 zeros behind the header, for example.
    "dcb": "RTM_GETDCB .*",
    "misc": r"(RTM_GET\w+|type \d+) .*|NET_DM_CMD_CONFIG summary: NET_DM_ATTR_(STATS|ORIGIN).*"
    # nfsdctl is truly wrong: it sends an attribute of a newer kernel, and gets EINVAL.
    r"|MAC802154_HWSIM command \d+ .*|(nfsd command 6|NFSD_CMD_LISTENER_SET).* not in the kernel's own policy.*",
    # More of those lines: commands that the family does not have.
    "nfc-ieee802154": r"MAC802154_HWSIM command \d+ .*",
    # devlink names the device and the reporter twice.
    "devlink": r"DEVLINK_CMD_HEALTH_REPORTER_\w+ .*DEVLINK_ATTR_\w+ stands twice.*",
    "drops": r"NET_DM_CMD_CONFIG summary: NET_DM_ATTR_(STATS|ORIGIN).*",
    "generic-more": "OVPN_CMD_PEER_SET dev ov0 peer 1: OVPN_A_PEER / OVPN_A_PEER_LOCAL_PORT: 4 bytes, .*",
    "wireguard-mptcp": "SEG6_CMD_SETHMAC 16: SEG6_ATTR_(SECRETLEN|HMACINFO).*",
    "sock-diag": ".*: 1 bytes, where struct inet_diag_req_v2 has 56.*",
    "audit": "AUDIT_ADD_RULE: 1 bytes, where struct audit_rule_data has 1040",
    # wpa_supplicant really sends it twice.
    "nl80211": "NL80211_CMD_ASSOCIATE .*: NL80211_ATTR_SOCKET_OWNER stands twice, .*",
    "xfrm": r"XFRM_MSG_NEWSA: 10 bytes, .*|XFRM_MSG_(NEW|GET)AE src :: dst :: .*: trailing bytes: nla_len 0 .*",
    "crypto": "CRYPTO_MSG_GETALG: 1 bytes, where struct crypto_user_alg has 208.*",
    "energy-model": r"dev-energymodel command \d+ dump: .*",
    "handshake": "HANDSHAKE_CMD_ACCEPT 9: .*",
    "older": "TIPCv2 command 0.*",
    "smc": "SMC_PNETID_ADD A NAME TOO LONG .*",
    "storage": "drbd command 3: .*",
    "nfqueue": r"NF(QN|ULN)L_MSG_CONFIG .*: NF(QA|ULA)_CFG_FLAGS is \d+, .*|.*: NFNLA_HOOK_PRIORITY: 3 bytes, .*",
}
"""capture → what is wrong indeed in its requests (summary: finding)"""


@cache
def linted(path: Path) -> list[tuple[Message, list[Note]]]:
    policies = Policies()
    with open_capture(str(path)) as capture:
        policies.read(capture)
    with open_capture(str(path)) as capture:
        found = [(message, [finding.note for finding in lint(message, policies)]) for message in Stream().all(capture)]
        for message, _ in found:
            message.membership  # noqa: B018 - while the capture is open
        return found


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_false_alarm(path: Path) -> None:
    excused = re.compile(DELIBERATE.get(path.stem, "(?!)"))
    alarms = [
        alarm
        for message, notes in linted(path)
        for note in notes
        if note.level is not Level.INFO and not excused.fullmatch(alarm := f"{message.summary}: {note.text}")
    ]
    assert not alarms


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_the_kernel_took_has_no_error(path: Path) -> None:
    """But for what it acknowledges without having done it."""
    errors: dict[Ref, str] = {}
    wrong = []
    for message, notes in linted(path):
        membership = message.membership
        if membership is None:
            continue
        if membership.role is Role.REQUEST:
            told = [note.text for note in notes if note.level is Level.ERROR and "acknowledges" not in note.text]
            if told:
                errors[Ref(message.frame, message.index)] = f"{message.frame} {message.summary}: {told}"
        elif membership.role is Role.END and message.error is None and membership.request in errors:
            wrong.append(errors[membership.request])
    assert not wrong


def test_every_code_is_explained() -> None:
    said = re.compile(r'(?:(?<!= \()Level\.[A-Z]+,)\s*"([a-z-]+)"')
    sources = "".join(path.read_text() for path in (ROOT / "nldissect").rglob("*.py"))
    codes = set(said.findall(sources)) | {note.code for path in CAPTURES for _, notes in linted(path) for note in notes}
    assert len(codes) > 20
    assert not codes - CODES.keys() - set(Level)
