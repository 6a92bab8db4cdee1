"""What the command line says where it is not used as it is meant."""

from __future__ import annotations

import json
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from nldissect.capture.groups import Wanted, wanted
from nldissect.cli import main
from nldissect.errors import UsageError
from nldissect.groups import group_number
from tests.build import NLM_F_ACK, NLM_F_REQUEST, RTM_NEWNEIGH, attribute, capture, error, link, message, ndmsg

Output = pytest.CaptureFixture[str]
CAPTURES = Path(__file__).parents[2] / "captures"
ROUTE, ERRORS = str(CAPTURES / "route.pcap"), str(CAPTURES / "errors.pcap")
REQUEST = message(RTM_NEWNEIGH, ndmsg() + attribute(1, bytes([10, 0, 0, 2])), flags=NLM_F_REQUEST | NLM_F_ACK)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["shwo", ROUTE], "no command called shwo; did you mean nldissect show?"),
        (["familys"], "did you mean nldissect families?"),
        (["zzz"], "`nldissect --help` lists the commands"),
        (["show", ROUTE, "-e", "type"], "-e type chooses a column, which only -T fields has"),
        (["show", ROUTE, "-T", "json", "-e", "type"], "add -T fields"),
        (["show", ROUTE, "-Y", "RTM_NEWROUTE"], "did you mean type == RTM_NEWROUTE?"),
        (["diff", f"{ROUTE}#xx", ROUTE], "xx is no message of"),
        (["diff", f"{ROUTE}#9", ERRORS], "is one message and"),
        (["diff", ERRORS, f"{ROUTE}#9"], f"{ROUTE}#9 is one message and {ERRORS} a whole capture"),
        (["capture", "-w", "x.pcapng", "--groups", "generic"], "FAMILY/GROUP"),
        (["capture", "-w", "x.pcapng", "--groups", "generic/scan"], "FAMILY/GROUP"),
        (["families", "IFLA_MUT"], "nothing is called IFLA_MUT; did you mean IFLA_MTU?"),
        (["families", "wierguard"], "did you mean wireguard?"),
        (["families", "rtprot_sttaic"], "did you mean RTPROT_STATIC?"),
    ],
)
def test_wrong_use_is_told_with_what_was_meant(words: list[str], said: str, capsys: Output) -> None:
    assert main(words) in (1, 2)
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("ifla_mtu", ["IFLA_MTU  attribute 4  u32 bytes", "  in link (NETLINK_ROUTE): IFLA_*"]),
        ("rtprot_static", ["RTPROT_STATIC = 4, a value of rtm_protocol in route (NETLINK_ROUTE)"]),
        ("ndm_state", ["ndm_state  member  u16 NUD_*", "  in neighbour (NETLINK_ROUTE): struct ndmsg"]),
        ("RTM_NEWNEIGH", ["NDA_DST  IP address", "message 28 of neighbour (NETLINK_ROUTE)"]),
        (
            "IFLA_VLAN_ID",
            ["  in link (NETLINK_ROUTE): IFLA_* / IFLA_LINKINFO / IFLA_INFO_* / IFLA_INFO_DATA / IFLA_VLAN_*"],
        ),
    ],
)
def test_families_tells_where_a_name_lives(name: str, lines: list[str], capsys: Output) -> None:
    assert main(["families", name]) == 0
    told = capsys.readouterr().out
    for line in lines:
        assert line in told


def test_explain_counts_what_the_filter_lets_pass(capsys: Output) -> None:
    assert main(["explain", ERRORS, "-Y", "frame in {21, 37}", "-T", "json"]) == 0
    *faults, totals = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [fault["message"][0] for fault in faults] == [22, 38]
    totals = totals["totals"]
    assert (totals["messages"], totals["requests"], totals["troubles"]) == (2, 2, {"failed": 2})


def test_run_has_no_own(capsys: Output) -> None:
    with pytest.raises(SystemExit):
        main(["run", "--own", "--", "true"])
    assert "--own" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["show", ROUTE, "-c", "1", "-Y", "IFLA_MTU"], ["show", ROUTE, "-Y", "NOTHING_SUCH"]])
def test_broken_plugins_are_told_of(words: list[str], capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    from nldissect import registry

    fresh = registry.Registry()
    broken = EntryPoint("broken\x1b", "no_such_module_at_all", registry.ENTRY_POINT_GROUP)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [broken])
    monkeypatch.setattr(registry, "default_registry", lambda: fresh)
    monkeypatch.setattr("nldissect.stream.default_registry", lambda: fresh)
    fresh.load_all()
    main(words)
    assert "dissector broken\\x1b (no_such_module_at_all) could not be loaded" in capsys.readouterr().err


def test_groups_by_name() -> None:
    assert [group_number(11, name) for name in ("proc", "w1", "dm", "CN_W1_IDX", "kvp")] == [1, 3, 7, 3, 9]
    assert [group_number(8, name) for name in ("iscsid", "uip", "ISCSI_NL_GRP_UIP")] == [1, 2, 2]
    assert group_number(18, "fc_events") == 4
    assert wanted(["generic/7"]) == [Wanted(16, ("7",))]
    with pytest.raises(UsageError, match="families FAMILY"):
        wanted(["generic"])


def test_stats(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "small.pcap"
    path.write_bytes(capture(link(3, "d0"), REQUEST, error(22, REQUEST, pid=9), REQUEST, error(0, REQUEST, pid=9)))
    assert main(["stats", str(path), "-T", "json"]) == 0
    rows = {row["message"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    neighbour = rows["route RTM_NEWNEIGH"]
    assert (neighbour["messages"], neighbour["requests"], neighbour["errors"], neighbour["dumps"]) == (2, 2, 1, 0)
    assert neighbour["bytes"] == 2 * len(REQUEST)
    assert neighbour["median"] == neighbour["p95"] == 1_000_000_000
    assert rows["route NLMSG_ERROR"]["messages"] == 2
    whole = rows[None]
    assert (whole["messages"], whole["datagrams"], whole["duration"], whole["losses"]) == (5, 5, 4_000_000_000, 0)
    assert main(["stats", str(path), "-Y", "type == RTM_NEWNEIGH"]) == 0
    table = capsys.readouterr().out.splitlines()
    assert table[0].split() == ["message", "messages", "bytes", "requests", "errors", "dumps", "median", "p95"]
    assert table[1].split()[:5] == ["route", "RTM_NEWNEIGH", "2", str(2 * len(REQUEST)), "2"]
    assert len(table) == 5
    assert table[-1] == "2 datagrams in 2 s, no loss seen"


def test_stats_of_a_real_capture_agree_with_a_count(capsys: Output) -> None:
    import nldissect

    found = list(nldissect.read(ERRORS))
    assert main(["stats", ERRORS, "-T", "json"]) == 0
    *_, whole = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert whole["messages"] == len(found)
    assert whole["bytes"] == sum(len(message.data) for message in found)
    failed = {m.membership.request for m in found if m.error is not None and m.membership is not None}
    assert whole["errors"] == len(failed)
    assert whole["losses"] == 1


def test_coverage_is_as_before(capsys: Output) -> None:
    assert main(["stats", "--coverage", ROUTE]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split()[0] == "total"
