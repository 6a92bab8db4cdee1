"""`nldissect export`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import nldissect
from nldissect.cli import main
from tests.build import capture, link
from tests.export.needed import needed

ROOT = Path(__file__).parents[2]
ROUTE = str(ROOT / "captures/route.pcap")
Output = pytest.CaptureFixture[str]


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    needed("pyarrow")
    return tmp_path / "lake"


def test_what_it_tells(lake: Path, capsys: Output) -> None:
    assert main(["export", "--parquet", str(lake), ROUTE]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    attributes = sum(len(list(message.tree.walk())) for message in nldissect.read(ROUTE))
    counts = f"325 messages, {attributes} attributes, 122 transactions in 3 files"
    assert said.err == f"{lake}: 1 capture, {counts}\n"


def test_a_filter(lake: Path, capsys: Output) -> None:
    assert main(["export", "--parquet", str(lake), "-Y", "error", ROUTE]) == 0
    said = capsys.readouterr().err
    assert ": 1 capture, 10 messages, " in said
    assert " 10 transactions in 3 files" in said
    assert main(["export", "--parquet", str(lake), "-Y", "latency > 100ms", ROUTE]) == 0  # known only afterwards
    assert ": 1 capture, 0 messages" not in capsys.readouterr().err


def test_what_is_no_capture_does_not_keep_the_others(lake: Path, tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "no.pcap").write_text("text")
    assert main(["export", "--parquet", str(lake), str(tmp_path / "no.pcap"), ROUTE]) == 1
    said = capsys.readouterr().err.splitlines()
    assert "no.pcap is no capture" in said[0]
    assert "1 capture, 325 messages" in said[1]
    assert main(["export", "--parquet", str(lake), str(tmp_path / "no.pcap")]) == 1


def test_a_damaged_capture(lake: Path, tmp_path: Path, capsys: Output) -> None:
    whole = capture(link(1, "a"), link(2, "b"), link(3, "c"))
    (tmp_path / "cut.pcap").write_bytes(whole[:-20])
    assert main(["export", "--parquet", str(lake), str(tmp_path / "cut.pcap")]) == 0
    said = capsys.readouterr().err
    assert "the file ends inside the record" in said
    assert "1 capture, 3 messages" in said


def test_an_empty_capture(lake: Path, tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "empty.pcap").write_bytes(capture())
    assert main(["export", "--parquet", str(lake), str(tmp_path / "empty.pcap")]) == 0
    assert "0 messages, 0 attributes, 0 transactions in 0 files" in capsys.readouterr().err


def test_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "nldissect.export.parquet", raising=False)
    assert main(["export", "--parquet", str(tmp_path / "lake"), ROUTE]) == 1
    said = capsys.readouterr().err
    assert said == "nldissect: an export to Parquet needs pyarrow: pip install 'nldissect[parquet]'\n"
    assert not (tmp_path / "lake").exists()


def test_secrets(lake: Path, capsys: Output) -> None:
    from pyarrow import parquet

    keys = str(ROOT / "captures/wireguard-mptcp.pcap")
    found = []
    for options in ([], ["--show-secrets"]):
        assert main(["export", "--parquet", str(lake), *options, keys]) == 0
        rows = [
            row
            for path in lake.glob("attributes/**/*.parquet")
            for row in parquet.ParquetFile(path).read(["secret", "raw", "value"]).to_pylist()
        ]
        found.append([row for row in rows if row["secret"] and (row["raw"] or row["value"])])
    capsys.readouterr()
    assert found[0] == []
    assert found[1] != []


def test_wrong_use() -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["export", ROUTE])
