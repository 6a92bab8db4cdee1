"""Live tests run in a kernel of their own, with nlmon: `@pytest.mark.live` moves a test there.

All live tests of a session run in one boot, by a pytest inside that kernel, as root; here each is told as its own.
`@pytest.mark.live(modules=["vrf"])` loads kernel modules besides nlmon, dummy, veth and bridge. A test that wants the
kernel as a tool takes the fixture `lab` instead.

Where the kernel was not fetched the tests skip and say how to fetch it; in CI they fail.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

HERE = Path(__file__).parent
SCRIPTS = HERE.parent / "lab"
REPORT = "NLDISSECT_LAB_REPORT"
"""environment variable, set inside the lab: the file that takes the results, a JSON object a line"""
SECONDS = 240


class Lab:
    """The kernel with nlmon, over this machine's files."""

    def run(
        self, command: str | Sequence[str], *, modules: Iterable[str] = (), env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a shell command, or a program with its arguments, as root in a fresh boot (1 to 2 s)."""
        words = ["bash", "-c", command] if isinstance(command, str) else list(command)
        options = [word for module in modules for word in ("-M", module)]
        return subprocess.run(
            [SCRIPTS / "run", "-t", str(SECONDS), *options, "--", *words],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | (env or {}),
        )


def missing() -> str | None:
    """Why there is no lab, and the command that makes it."""
    home = Path(os.environ.get("NLDISSECT_LAB") or Path.home() / ".cache/nldissect-lab")
    return None if (home / "linux").exists() else f"no kernel with nlmon in {home}: `make lab` fetches it"


@pytest.fixture(scope="session")
def lab() -> Lab:
    if (reason := missing()) is not None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return Lab()


class Child(NamedTuple):
    """A Python program beside the test, and the first line that it wrote to standard error."""

    process: subprocess.Popen[str]
    said: str


@pytest.fixture
def start() -> Iterator[Callable[[str], Child]]:
    """Starts a Python program and waits for its first line on standard error; it is gone when the test ends."""
    processes = []

    def start(source: str) -> Child:
        process = subprocess.Popen([sys.executable, "-c", source], stdin=-1, stdout=-1, stderr=-1, text=True)
        processes.append(process)
        assert process.stderr is not None
        return Child(process, process.stderr.readline().strip())

    yield start
    for process in processes:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


class Boot:
    """One boot for all live tests of the session, when the first of them is due."""

    def __init__(self, items: list[pytest.Item], folder: Path) -> None:
        self._tests = [item.nodeid for item in items]
        marks = [mark for item in items for mark in item.iter_markers("live")]
        self._modules = sorted({module for mark in marks for module in mark.kwargs.get("modules", ())})
        self._folder = folder
        self._results: dict[str, dict[str, str]] | None = None
        self._output = ""

    def result(self, test: str) -> dict[str, str]:
        """How `test` ended: "outcome" and "text"."""
        if self._results is None:
            self._run()
        assert self._results is not None
        return self._results.get(test) or {"outcome": "failed", "text": f"it did not come to its end:\n{self._output}"}

    def _run(self) -> None:
        with tempfile.NamedTemporaryFile("r", suffix=".jsonl") as report:
            pytest_inside = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", str(self._folder)]
            done = Lab().run(
                ["env", "-C", str(self._folder), *pytest_inside, *self._tests],
                modules=self._modules,
                env={REPORT: report.name},
            )
            self._output = (done.stdout + done.stderr)[-4000:]
            results = [json.loads(line) for line in report]
        self._results = {}
        for row in results:
            # A test has up to three rows (setup, call, teardown): the worst counts.
            if self._results.get(row["test"], {"outcome": "passed"})["outcome"] == "passed":
                self._results[row["test"]] = row


class LiveTest(pytest.Item):
    """Stands here for a test that runs in the lab."""

    def __init__(self, *, boot: Boot, original: pytest.Item, **rest: Any) -> None:
        super().__init__(**rest)
        self._boot = boot
        self._location = original.reportinfo()

    def runtest(self) -> None:
        result = self._boot.result(self.nodeid)
        if result["outcome"] == "skipped":
            pytest.skip(result["text"])
        if result["outcome"] == "failed":
            pytest.fail(result["text"], pytrace=False)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        return self._location


class MissingLab(LiveTest):
    """Stands here for a test that has no lab to run in."""

    def runtest(self) -> None:
        reason = missing() or ""
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Outside the lab: put a stand-in in the place of each live test."""
    if REPORT in os.environ:
        return
    live = [item for item in items if HERE in item.path.parents and item.get_closest_marker("live")]
    boot = Boot(live, config.rootpath)
    kind = LiveTest if missing() is None else MissingLab
    for number, item in enumerate(items):
        if item in live and item.parent is not None:
            stand_in = kind.from_parent(item.parent, name=item.name, boot=boot, original=item)
            stand_in.own_markers = item.own_markers
            items[number] = stand_in


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Inside the lab: write down how a test ended."""
    if REPORT not in os.environ or (report.when != "call" and report.passed):
        return
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext
    with open(os.environ[REPORT], "a") as file:
        file.write(json.dumps({"test": report.nodeid, "outcome": report.outcome, "text": text}) + "\n")
