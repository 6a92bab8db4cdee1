"""Parquet files: the only door to pyarrow."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from nldissect.errors import UserError
from nldissect.export.tables import Column, Table, Type

try:
    import pyarrow as pa
    from pyarrow import parquet
except ImportError as error:
    raise UserError("an export to Parquet needs pyarrow: pip install 'nldissect[parquet]'") from error

_NOTE: Final = pa.struct([pa.field(name, pa.string(), nullable=False) for name in ("level", "code", "text")])
_ARROW: Final = {
    Type.INT32: pa.int32(),
    Type.INT64: pa.int64(),
    Type.U64: pa.decimal128(20, 0),
    Type.BOOLEAN: pa.bool_(),
    Type.TEXT: pa.string(),
    Type.NAME: pa.string(),
    Type.NAMES: pa.list_(pa.field("element", pa.string(), nullable=False)),
    Type.BYTES: pa.binary(),
    Type.TIME: pa.timestamp("ns", "UTC"),
    Type.NOTES: pa.list_(pa.field("element", _NOTE, nullable=False)),
}
_REPEATING: Final = {
    Type.NAME: ("",),
    Type.NAMES: (".list.element",),
    Type.NOTES: (".list.element.level", ".list.element.code", ".list.element.text"),
}
"""where, inside columns of a type, Parquet is to write a dictionary of what repeats"""


def batch(table: Table, shared: Sequence[str], rows: Sequence[tuple[object, ...]]) -> pa.RecordBatch:
    """Rows of a table, at least one, with the columns that they share, in Arrow's memory (outside of Python's)."""
    columns = [pa.repeat(pa.scalar(value, pa.string()), len(rows)) for value in shared]
    for column, values in zip(table.columns, zip(*rows, strict=True), strict=True):
        columns.append(_array(column, values))
    return pa.RecordBatch.from_arrays(columns, schema=_schema(table))


def _array(column: Column, values: tuple[Any, ...]) -> pa.Array:
    kind = _ARROW[column.type]
    if column.type not in (Type.NAMES, Type.NOTES):
        return pa.array(values, kind)
    # Few lists, many times over: each is made once.
    places = {value: place for place, value in enumerate(dict.fromkeys(values))}
    different = pa.array([_plain(column, value) for value in places], kind)
    return different.take(pa.array([places[value] for value in values], pa.int32()))


def _plain(column: Column, value: Any) -> Any:
    if column.type is Type.NOTES:
        return [dict(zip(("level", "code", "text"), note, strict=True)) for note in value]
    return value


def _schema(table: Table) -> pa.Schema:
    fields = [
        pa.field(column.name, _ARROW[column.type], nullable=column.optional, metadata={"description": column.doc})
        for column in table.all_columns
    ]
    return pa.schema(fields)


class ParquetFile:
    """A file of one table that is being written; `about` is kept in its metadata. Methods raise OSError."""

    def __init__(self, path: Path, table: Table, about: Mapping[str, str]) -> None:
        self._file = path.open("xb")
        schema = _schema(table).with_metadata({"description": table.doc, **about})
        repeating = [f"{column.name}{end}" for column in table.all_columns for end in _REPEATING.get(column.type, ())]
        try:
            self._writer = parquet.ParquetWriter(self._file, schema, compression="zstd", use_dictionary=repeating)
        except BaseException:
            self._file.close()
            raise

    def write(self, batches: Sequence[pa.RecordBatch]) -> None:
        """Append batches as one row group."""
        whole = pa.Table.from_batches(batches).replace_schema_metadata(self._writer.schema.metadata)
        self._writer.write_table(whole, row_group_size=max(1, whole.num_rows))

    def close(self) -> None:
        """End the file: from now on it can be read."""
        self._writer.close()
        self._file.close()

    def abandon(self) -> None:
        """Let go of a file that is to be deleted, or could not be written."""
        if self._file.closed:
            return
        # pyarrow ends a file in any case, at the latest when it is collected: let it, where nothing can fail.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._file.fileno())
        os.close(nowhere)
        self.close()
