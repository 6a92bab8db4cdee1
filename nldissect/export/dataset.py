"""A directory of tables that captures are added to, in partitions as Hive names them.

    DIR/messages/protocol=NETLINK_ROUTE/hour=2026-11-21T04/part-0f3c55aa0b6d2e91-000.parquet

A capture's rows are written into a folder of their own, which readers do not look into, and moved in place when they
are complete. File names follow from what the capture is, so a capture that comes again replaces what it brought before.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nldissect.errors import UserError
from nldissect.export.tables import TABLES, VERSION, Table
from nldissect.tree import printable

if TYPE_CHECKING:
    from nldissect.export.parquet import ParquetFile

_HOUR: Final = 3_600_000_000_000
_AT_ONCE: Final = 4096
"""rows that are turned into Arrow's columns together"""
_WEIGHT: Final = 4 << 20
"""bytes of messages whose rows may wait to be turned"""
_ROW_GROUP: Final = 16 << 20
"""bytes of columns that make a row group"""
_MEMORY: Final = 64 << 20
"""bytes of columns that wait to be written, in all partitions"""
_OPEN: Final = 48
"""partitions that are written to at a time"""
_FILES: Final = 50_000
"""files that one capture may become: a hundred days of ten protocols; more have no true time stamps"""
_STAGING: Final = ".incoming-"
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class CannotWrite(UserError):  # noqa: N818 - it is said to users, not to programmers
    """The directory can not be written: no other capture would fare better."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a capture is called in its rows; see the columns of the same names."""

    host: str
    capture: str
    capture_id: str


@dataclass(slots=True)
class _Partition:
    """Rows on their way into one file."""

    rows: list[tuple[object, ...]] = field(default_factory=list)
    weight: int = 0
    batches: list[Any] = field(default_factory=list)
    """columns that are to become a row group"""
    size: int = 0
    """bytes of these columns"""
    file: ParquetFile | None = None


_Place = tuple[Table, str, int]
"""table, protocol and hour since 1970"""


class Incoming:
    """One capture's rows on their way into the dataset; `commit` puts them there, `close` drops what was not.

    Memory does not depend on how many rows come. Methods raise CannotWrite.
    """

    def __init__(self, root: Path, identity: Identity) -> None:
        self.identity = identity
        self.rows = dict.fromkeys(TABLES, 0)
        """rows so far, by table"""
        self.files = 0
        self._root = root
        self._shared = (identity.host, identity.capture, identity.capture_id)
        self._partitions: OrderedDict[_Place, _Partition] = OrderedDict()
        self._parts: dict[_Place, int] = {}
        self._weight = 0
        self._size = 0
        with _saying(root):
            root.mkdir(parents=True, exist_ok=True)
            with _locked(root):
                _sweep(root)
                self._staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=root))
                self._lock = _lock(self._staging, fcntl.LOCK_EX)

    def add(self, table: Table, protocol: str, time: int, rows: list[tuple[object, ...]], weight: int = 0) -> None:
        """Append rows, all of one protocol and hour; `weight` is of how many bytes they tell."""
        if not rows:
            return
        place = (table, protocol, time // _HOUR)
        partition = self._partitions.get(place)
        if partition is None:
            partition = self._open(place)
        self._partitions.move_to_end(place)
        partition.rows += rows
        self.rows[table] += len(rows)
        partition.weight += weight
        self._weight += weight
        if len(partition.rows) >= _AT_ONCE:
            self._turn(place, partition)
        elif self._weight >= _WEIGHT:
            for place, partition in self._partitions.items():
                self._turn(place, partition)
        while self._size >= _MEMORY:
            self._write(*max(self._partitions.items(), key=lambda item: item[1].size))

    def commit(self) -> None:
        """Put what was added in place of what the same capture brought before."""
        for place in list(self._partitions):
            self._end(place)
        names = [file.relative_to(self._staging) for file in self._staging.rglob("*.parquet")]
        with _saying(self._root), _locked(self._root), _undisturbed():
            old = set(self._root.glob(f"*/protocol=*/hour=*/part-{self.identity.capture_id}-*.parquet"))
            for name in names:
                target = self._root / name
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(self._staging / name, target)
                old.discard(target)
            for left in old:
                left.unlink()
                _remove_empty(left.parent)

    def close(self) -> None:
        """Let go of everything that is not committed."""
        for partition in self._partitions.values():
            if partition.file is not None:
                partition.file.abandon()
        self._partitions.clear()
        shutil.rmtree(self._staging, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Incoming:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self, place: _Place) -> _Partition:
        if len(self._partitions) >= _OPEN:
            self._end(next(iter(self._partitions)))
        self._partitions[place] = partition = _Partition()
        return partition

    def _turn(self, place: _Place, partition: _Partition) -> None:
        """Make columns of rows; write them where they are enough."""
        from nldissect.export.parquet import batch

        if partition.rows:
            made = batch(place[0], self._shared, partition.rows)
            partition.rows.clear()
            partition.batches.append(made)
            partition.size += made.nbytes
            self._size += made.nbytes
        self._weight -= partition.weight
        partition.weight = 0
        if partition.size >= _ROW_GROUP:
            self._write(place, partition)

    def _write(self, place: _Place, partition: _Partition) -> None:
        """Write a row group."""
        if not partition.batches:
            return
        with _saying(self._root):
            if partition.file is None:
                partition.file = self._create(place)
            partition.file.write(partition.batches)
        partition.batches.clear()
        self._size -= partition.size
        partition.size = 0

    def _create(self, place: _Place) -> ParquetFile:
        from nldissect import __version__
        from nldissect.export.parquet import ParquetFile

        if self.files == _FILES:
            raise UserError(
                f"{self.identity.capture} would become more than {_FILES} files, as its time stamps are hours apart"
                " again and again: mend them, or export a part of it with -Y"
            )
        table, protocol, hour = place
        part = self._parts.get(place, 0)
        self._parts[place] = part + 1
        self.files += 1
        name = time.strftime("%Y-%m-%dT%H", time.gmtime(hour * 3600))
        folder = self._staging / table.name / f"protocol={protocol}" / f"hour={name}"
        folder.mkdir(parents=True, exist_ok=True)
        about = {
            "nldissect": __version__,
            "nldissect.tables": VERSION,
            "host": self.identity.host,
            "capture": self.identity.capture,
            "protocol": protocol,
            "hour": name,
        }
        return ParquetFile(folder / f"part-{self.identity.capture_id}-{part:03}.parquet", table, about)

    def _end(self, place: _Place) -> None:
        """Finish a partition's file."""
        partition = self._partitions[place]
        self._turn(place, partition)
        self._write(place, partition)
        if partition.file is not None:
            with _saying(self._root):
                partition.file.close()
        del self._partitions[place]


@contextmanager
def _saying(root: Path) -> Iterator[None]:
    """Failures to write, in words."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(f"cannot write to {printable(str(root))}: {error.strerror or error}") from error


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Alone among the exports to this directory."""
    lock = _lock(root, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait until this is over. (A mask would not do: they would come by way of another thread.)"""
    if threading.current_thread() is not threading.main_thread():  # where no signals arrive
        yield
        return
    held: list[int] = []
    before = {wanted: signal.signal(wanted, lambda number, _: held.append(number)) for wanted in _SIGNALS}
    try:
        yield
    finally:
        for wanted, handler in before.items():
            signal.signal(wanted, handler)
        for number in held:
            signal.raise_signal(number)


def _lock(folder: Path, how: int) -> int | None:
    """Lock a folder until the descriptor is closed; None where someone else has it, or its file system has no locks."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, how)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _sweep(root: Path) -> None:
    """Remove what exports that were killed have left."""
    for folder in root.glob(f"{_STAGING}*"):
        lock = _lock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def _remove_empty(folder: Path) -> None:
    """Remove a partition that has nothing left, and its protocol's folder likewise."""
    for empty in (folder, folder.parent):
        try:
            empty.rmdir()
        except OSError:  # there is something in it
            return
