"""The directory: partitions, what replaces what, and what is left of an export that did not come to its end."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nldissect.errors import UserError
from nldissect.export import dataset
from nldissect.export.dataset import CannotWrite, Identity, Incoming
from nldissect.export.job import Exported, export, identity
from nldissect.export.rows import rows
from nldissect.export.tables import ATTRIBUTES, MESSAGES, TABLES
from nldissect.message import Message
from nldissect.stream import Stream
from tests.build import NETFILTER, datagram, link, message
from tests.export.needed import needed

parquet = needed("pyarrow.parquet")

NAME = Identity("host", "a.pcap", "0123456789abcdef")
HOUR = 3600 * 1_000_000_000
NOON = 1795176000 * 1_000_000_000  # 2026-11-20T12:00:00Z


def messages(*times: int, protocol: int = 0) -> Iterator[Message]:
    made = (
        datagram(link(3, "eth0"), number=number, time=time, protocol=protocol) for number, time in enumerate(times, 1)
    )
    return Stream().all(made)


def exported(root: Path, found: Iterator[Message], name: Identity = NAME, **more: Any) -> Exported:
    with Incoming(root, name) as incoming:
        return export(found, incoming, **more)


def files(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir())


def frames(root: Path) -> list[int]:
    tables = [parquet.ParquetFile(path).read(["frame"]) for path in root.glob("messages/**/*.parquet")]
    return sorted(frame.as_py() for table in tables for frame in table["frame"])


def test_partitions(tmp_path: Path) -> None:
    found = [*messages(NOON, NOON + HOUR - 1, NOON + HOUR), *messages(NOON, protocol=NETFILTER)]
    done = exported(tmp_path, iter(found))
    assert (done.messages, done.files, done.problem) == (4, 6, None)
    assert files(tmp_path) == [
        f"{table}/protocol={protocol}/hour={hour}/part-{NAME.capture_id}-000.parquet"
        for table in ("attributes", "messages")
        for protocol, hour in (
            ("NETLINK_NETFILTER", "2026-11-20T12"),
            ("NETLINK_ROUTE", "2026-11-20T12"),
            ("NETLINK_ROUTE", "2026-11-20T13"),
        )
    ]


def test_schema(tmp_path: Path) -> None:
    exported(tmp_path, messages(NOON))
    for table in (MESSAGES, ATTRIBUTES):
        (path,) = tmp_path.glob(f"{table.name}/**/*.parquet")
        file = parquet.ParquetFile(path)
        schema = file.schema_arrow
        assert schema.names == [column.name for column in table.all_columns]
        assert all(
            schema.field(column.name).metadata[b"description"].decode() == column.doc for column in table.columns
        )
        assert schema.metadata[b"description"].decode() == table.doc
        assert str(schema.field("time").type) == "timestamp[ns, tz=UTC]"
        about = file.metadata.metadata
        assert (about[b"host"], about[b"protocol"], about[b"nldissect.tables"]) == (b"host", b"NETLINK_ROUTE", b"1")
        columns = file.metadata.row_group(0)
        assert {columns.column(number).compression for number in range(columns.num_columns)} == {"ZSTD"}
        coded = {
            columns.column(n).path_in_schema
            for n in range(columns.num_columns)
            if columns.column(n).has_dictionary_page
        }
        assert {"host", "capture_id"} <= coded
        assert not {"summary", "raw", "value", "time", "frame"} & coded


def test_every_column_is_told_and_named_once() -> None:
    for table in TABLES:
        names = [column.name for column in table.all_columns]
        assert len(set(names)) == len(names)
        assert all(column.doc and not column.doc.endswith(".") for column in table.all_columns)


def test_the_same_capture_again_replaces(tmp_path: Path) -> None:
    exported(tmp_path, messages(NOON, NOON + HOUR))
    before = files(tmp_path)
    exported(tmp_path, messages(NOON, NOON + HOUR))
    assert files(tmp_path) == before
    assert frames(tmp_path) == [1, 2]
    exported(tmp_path, messages(NOON))
    assert frames(tmp_path) == [1]
    assert not list(tmp_path.glob("*/*/hour=2026-11-20T13"))
    exported(tmp_path, messages(NOON), Identity("other", "a.pcap", "fedcba9876543210"))
    assert frames(tmp_path) == [1, 1]


def test_identity() -> None:
    first, second = datagram(link(3, "a")), datagram(link(3, "b"))
    plain = identity("/x/session.pcapng", None, first)
    assert (plain.host, plain.capture) == ("session", "session.pcapng")
    assert identity("elsewhere/session.pcapng", None, first) == plain
    others = [
        identity("/x/session.pcapng", "web1", first),
        identity("/x/session.pcapng", None, second),
        identity("/x/more.pcapng", None, first),
        identity("/x/session.pcapng", None, None),
    ]
    assert len({one.capture_id for one in (plain, *others)}) == 5
    packed = identity("session.pcap.gz", None, first)
    assert (packed.host, packed.capture) == ("session", "session.pcap.gz")
    assert identity("\x1b[31m.pcap", None, first).host.isprintable()


@pytest.mark.parametrize("failure", [KeyboardInterrupt, MemoryError])
@pytest.mark.parametrize("row_group", [1, 1 << 20])
def test_what_does_not_come_to_its_end_leaves_nothing(
    tmp_path: Path, failure: type[BaseException], row_group: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataset, "_AT_ONCE", 1)
    monkeypatch.setattr(dataset, "_ROW_GROUP", row_group)
    exported(tmp_path, messages(NOON))
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}

    def broken() -> Iterator[Message]:
        yield from messages(NOON, NOON + 2 * HOUR)
        raise failure

    with pytest.raises(failure):
        exported(tmp_path, broken())
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before
    assert not list(tmp_path.glob(".*"))


def test_a_capture_that_ends_in_an_error_is_kept_as_far_as_it_goes(tmp_path: Path) -> None:
    def broken() -> Iterator[Message]:
        yield from messages(NOON)
        raise UserError("no more")

    done = exported(tmp_path, broken())
    assert str(done.problem) == "no more"
    assert frames(tmp_path) == [1]


def test_few_partitions_are_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset, "_OPEN", 3)
    times = [NOON + hour * HOUR for hour in (0, 1, 2, 3, 0, 4, 0)]
    with Incoming(tmp_path, NAME) as incoming:
        for one in messages(*times):
            incoming.add(MESSAGES, "NETLINK_ROUTE", one.time, [rows(one).message])
            assert len(incoming._partitions) <= 3
        incoming.commit()
    assert frames(tmp_path) == [1, 2, 3, 4, 5, 6, 7]
    assert sum(name.endswith("-001.parquet") for name in files(tmp_path)) == 1


def test_memory_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset, "_AT_ONCE", 7)
    monkeypatch.setattr(dataset, "_ROW_GROUP", 4096)
    monkeypatch.setattr(dataset, "_MEMORY", 10_000)
    monkeypatch.setattr(dataset, "_WEIGHT", 500)
    times = [NOON + (number % 5) * HOUR for number in range(1000)]
    with Incoming(tmp_path, NAME) as incoming:
        for one in messages(*times):
            incoming.add(MESSAGES, "NETLINK_ROUTE", one.time, [rows(one).message], len(one.data))
            assert incoming._size < 10_000
            assert incoming._weight < 500 + len(one.data)
            assert sum(len(partition.rows) for partition in incoming._partitions.values()) <= 5 * 7
        incoming.commit()
    assert frames(tmp_path) == list(range(1, 1001))


def test_time_stamps_all_over_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset, "_FILES", 20)
    with pytest.raises(UserError, match=r"a\.pcap would become more than 20 files"):
        exported(tmp_path, messages(*(hour * HOUR for hour in range(100))))
    assert files(tmp_path) == []
    exported(tmp_path, messages(0, (1 << 63) - 1))
    assert (tmp_path / "messages/protocol=NETLINK_ROUTE/hour=2262-04-11T23").exists()


def test_what_the_killed_have_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".incoming-dead/messages").mkdir(parents=True)
    with Incoming(tmp_path, NAME) as running:
        exported(tmp_path, messages(NOON), Identity("b", "b", "b" * 16))
        assert [path.name for path in tmp_path.glob(".*")] == [running._staging.name]
    assert not list(tmp_path.glob(".*"))


def test_a_directory_that_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match=r"cannot write to .*/file: File exists"):
        Incoming(tmp_path / "file", NAME)


def test_a_full_disk(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    export = f"{sys.executable} -m nldissect export --parquet {tmp_path}/lake captures/route.pcap"
    done = subprocess.run(["bash", "-c", f"ulimit -f 2; exec {export}"], cwd=root, capture_output=True, text=True)
    assert done.stderr == f"nldissect: cannot write to {tmp_path}/lake: File too large\n"
    assert done.returncode == 1
    assert list((tmp_path / "lake").iterdir()) == []


def test_a_message_larger_than_all_bounds(tmp_path: Path) -> None:
    large = message(16, bytes(16), (60_000).to_bytes(2, "little") + b"\x14\0" + b"x" * 59_996, flags=0)
    exported(tmp_path, Stream().all(datagram(large, number=n, time=NOON) for n in range(1, 200)))
    assert frames(tmp_path) == list(range(1, 200))


def test_ctrl_c_while_tables_are_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(source: Path, target: Path) -> None:
        signal.raise_signal(signal.SIGINT)
        source.rename(target)

    monkeypatch.setattr("nldissect.export.dataset.os.replace", replace)
    with pytest.raises(KeyboardInterrupt):
        exported(tmp_path, messages(NOON, NOON + HOUR))
    assert frames(tmp_path) == [1, 2]
    assert len(files(tmp_path)) == 4


def test_ctrl_c(tmp_path: Path) -> None:
    """The command line's way out: no table, no folder, the usual exit status."""
    root = Path(__file__).parents[2]
    lake = tmp_path / "lake"
    command = [sys.executable, "-m", "nldissect", "export", "--parquet", str(lake), "-"]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=False) as process:
        assert process.stdin is not None
        process.stdin.write((root / "captures/route.pcap").read_bytes())
        process.stdin.flush()
        while not list(lake.glob(".incoming-*")):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
    assert files(lake) == []
    assert not list(lake.glob(".*"))
