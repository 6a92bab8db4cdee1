"""The README's export and its questions, asked of DuckDB: the answers are those that are printed there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from nldissect.cli import main
from tests.export.needed import needed

ROOT = Path(__file__).parents[2]
SECTION = (ROOT / "README.md").read_text("utf-8").partition("## Ask many captures at once\n")[2].partition("\n## ")[0]
COMMANDS = re.findall(r"^    \$ nldissect (.+)$", SECTION, flags=re.MULTILINE)
QUESTIONS = re.findall(r"^```sql\n(.*?)^```\n\n^```\n(.*?)^```$", SECTION, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needed("pyarrow")
    lake = tmp_path_factory.mktemp("readme") / "lake"
    for command in COMMANDS:
        words = shlex.split(command)
        places = [str(ROOT / word) if word.startswith("captures/") else word for word in words]
        assert main([str(lake) if word == "lake" else word for word in places]) == 0
    return lake


def cells(box: str) -> list[list[str]]:
    """The rows of a table as DuckDB draws it: names, types, and what was found."""
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in box.splitlines() if line.startswith("│")]


def test_there_are_three() -> None:
    assert len(COMMANDS) == len(QUESTIONS) == 3


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_answers(lake: Path, question: str, answer: str) -> None:
    found = needed("duckdb").sql(question.replace("'lake/", f"'{lake}/").rstrip().rstrip(";"))
    names, _types, *rows = cells(answer)
    assert found.columns == names
    assert [["NULL" if cell is None else str(cell) for cell in row] for row in found.fetchall()] == rows
    assert rows


def test_partitions_are_columns(lake: Path) -> None:
    asked = f"SELECT DISTINCT protocol, hour FROM '{lake}/messages/**/*.parquet' WHERE protocol = 'NETLINK_NETFILTER'"
    found = needed("duckdb").sql(asked).fetchall()
    assert {protocol for protocol, _ in found} == {"NETLINK_NETFILTER"}
    assert {str(hour)[:10] for _, hour in found} <= {"2026-11-20", "2026-11-21"}


def test_keys_join(lake: Path) -> None:
    """Every attribute has its message, every transaction its request, and no key stands twice."""
    key = "(capture_id, frame, index)"
    ask = needed("duckdb").sql
    tables = {name: f"'{lake}/{name}/**/*.parquet'" for name in ("messages", "attributes", "transactions")}
    assert ask(f"SELECT count(*) - count(DISTINCT {key}) FROM {tables['messages']}").fetchall() == [(0,)]
    for table in ("attributes", "transactions"):
        lonely = f"SELECT count(*) FROM {tables[table]} WHERE {key} NOT IN (SELECT {key} FROM {tables['messages']})"
        assert ask(lonely).fetchall() == [(0,)]
