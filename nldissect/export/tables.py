"""What is exported: the tables, their columns and what these mean. Nothing here knows of Parquet.

Numbers are signed and wide enough for what the wire holds unsigned, since not every reader of Parquet knows unsigned
ones. Names and values come from a capture: they are made safe to print (see `nldissect.tree.printable`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

VERSION: Final = "1"
"""of the tables' columns and their meaning, written into every file"""


class Type(Enum):
    """What a column holds."""

    INT32 = "int32"
    INT64 = "int64"
    U64 = "decimal(20,0)"
    """for numbers that no int64 holds"""
    BOOLEAN = "boolean"
    TEXT = "text"
    NAME = "name"
    """text that repeats: written as a dictionary"""
    NAMES = "names"
    """a list of names"""
    BYTES = "bytes"
    TIME = "time"
    """nanoseconds since 1970, UTC"""
    NOTES = "notes"
    """a list of remarks, each with its level, code and text"""


class Column(NamedTuple):
    """One column. `optional` says that some rows have nothing there."""

    name: str
    type: Type
    doc: str
    optional: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One table: the columns that a whole capture shares, and those of its rows."""

    name: str
    doc: str
    columns: tuple[Column, ...]

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns as they are written."""
        return (*CAPTURE, *self.columns)


def _key(name: str, kind: Type, doc: str) -> Column:
    return Column(name, kind, doc, optional=False)


_I32, _I64, _NAME, _NAMES, _TEXT = Type.INT32, Type.INT64, Type.NAME, Type.NAMES, Type.TEXT

CAPTURE: Final = (
    _key("host", _NAME, "the host that the capture is of: --host, else the capture's name without its ending"),
    _key("capture", _NAME, "file name of the capture"),
    _key("capture_id", _NAME, "with frame and index: one message; the same each time a capture is exported"),
)
"""what every row of a capture has in common"""

_PLACE: Final = (
    _key("frame", _I64, "number of the datagram in the capture, from 1"),
    _key("index", _I32, "number of the message in the datagram, from 0"),
    _key("time", Type.TIME, "when the datagram went by"),
)

_PROCESS: Final = (
    Column("netns", _I64, "inode number of the network namespace"),
    Column("pid", _I64, "process at the user's end"),
    Column("comm", _NAME, "name of that process"),
)

_FAULT: Final = (
    Column("errno", _I32, "what the kernel refused with, positive"),
    Column("error", _NAME, "the errno's name: EINVAL"),
    Column("error_words", _TEXT, "what the kernel said in words"),
    Column("error_words_from", _NAME, "extack: the program was told these words; tracepoint: it did not ask for them"),
    Column("error_path", _NAME, "the attribute of the request that the kernel refused: IFLA_LINKINFO.IFLA_INFO_KIND"),
    Column("error_names", _NAMES, "the same path as a list"),
    Column("error_offset", _I32, "where that attribute is, counted from the request's nlmsghdr"),
    Column("missing_path", _NAME, "the attribute that the kernel missed in the request"),
    Column("missing_names", _NAMES, "the same path as a list"),
)

_GENERIC: Final = (
    Column("genl_family", _NAME, "generic netlink family"),
    Column("genl_cmd", _I32, "cmd of the genlmsghdr"),
    Column("genl_command", _NAME, "the constant behind genl_cmd"),
)

MESSAGES: Final = Table(
    "messages",
    "one row a netlink message",
    (
        *_PLACE,
        _key("direction", _NAME, "to-kernel, to-user, unknown"),
        *_PROCESS,
        Column("interface", _NAME, "the interface it was captured on"),
        Column("nlmsg_len", _I64, "nlmsghdr, as all that begin with nlmsg_: empty for a datagram without one"),
        Column("nlmsg_type", _I32, "number of the message type"),
        Column("nlmsg_flags", _I32, "flags as a number"),
        Column("nlmsg_seq", _I64, "sequence number"),
        Column("nlmsg_pid", _I64, "port id"),
        _key("type", _NAME, "constant behind nlmsg_type; the family's name for generic netlink; UNKNOWN"),
        _key("name", _NAME, "what a person calls the message: its type, or its generic netlink command"),
        _key("flags", _NAMES, "constants in nlmsg_flags, as they apply to this kind of message"),
        *_GENERIC,
        Column("genl_version", _I32, "version of the genlmsghdr"),
        _key("summary", _TEXT, "the message in one line"),
        _key("own", Type.BOOLEAN, "whether nldissect itself caused it"),
        Column("transaction", _I64, "number of the transaction in the capture, from 1"),
        Column("role", _NAME, "in its transaction: request, reply, end, notification"),
        Column("caused_by_frame", _I64, "for a notification: the request that caused it"),
        Column("caused_by_index", _I32, "the same request's index"),
        *_FAULT,
        _key("notes", Type.NOTES, "what is remarkable or wrong: in the message, its attributes and its datagram"),
    ),
)

ATTRIBUTES: Final = Table(
    "attributes",
    "one row an attribute, struct, or member of a struct",
    (
        *_PLACE,
        _key("message", _NAME, "name of the message"),
        _key(
            "node", _I32, "number of the row in its message, from 0, in the order of the bytes: parents before children"
        ),
        Column("parent", _I32, "node of the nest or struct that it is in; empty at the top level"),
        _key("depth", _I32, "levels above it"),
        _key("path", _NAME, "names from the top level down, joined by dots: IFLA_LINKINFO.IFLA_INFO_KIND"),
        _key("names", _NAMES, "the same path as a list"),
        _key("name", _NAME, "the last of them"),
        Column("type", _I32, "number of the attribute without its flag bits; empty for what is no attribute"),
        _key("offset", _I32, "where it begins, counted from the nlmsghdr"),
        _key("length", _I32, "nla_len for an attribute, else the size; bytes"),
        Column("value", _TEXT, "constants by name, numbers in decimal, bytes in hex; empty for nests and secrets"),
        Column("text", _TEXT, "as the tree shows it, with units and names, where that says more than value"),
        Column("value_int", _I64, "the value as a number, where it is one; true is 1"),
        Column("value_u64", Type.U64, "the number where it is above what value_int can hold"),
        Column("raw", Type.BYTES, "the payload; empty where its parts have rows of their own, and for secrets"),
        _key("secret", Type.BOOLEAN, "whether it is a key or password"),
    ),
)

TRANSACTIONS: Final = Table(
    "transactions",
    "one row a request (or a batch of them) with what came of it; frame, index and time are the request's",
    (
        _key("transaction", _I64, "number of the transaction in the capture, from 1"),
        *_PLACE,
        *_PROCESS,
        Column("nlmsg_type", _I32, "number of the request's type; of a batch, of the message that opens it"),
        Column("nlmsg_flags", _I32, "the request's flags as a number"),
        _key("type", _NAME, "the request's type by name"),
        _key("name", _NAME, "what a person calls the request"),
        _key("flags", _NAMES, "the request's flags by name"),
        *_GENERIC,
        _key("summary", _TEXT, "the request in one line"),
        _key("own", Type.BOOLEAN, "whether nldissect itself asked"),
        _key("state", _NAME, "answered, failed, unanswered, quiet (no answer was due), open (none came as yet)"),
        Column("latency", _I64, "nanoseconds from the request to its last answer"),
        _key("requests", _I32, "messages that asked: more than one in a batch"),
        _key("replies", _I64, "messages that answered"),
        _key("notifications", _I64, "messages told to listeners because of it"),
        _key("interrupted", Type.BOOLEAN, "a dump that is not one consistent picture (NLM_F_DUMP_INTR)"),
        _key("refusals", _I32, "how many times the kernel said no; the first is in what follows"),
        Column("refused", _NAME, "name of the request that was refused: in a batch, one of its commands"),
        *_FAULT,
    ),
)

TABLES: Final = (MESSAGES, ATTRIBUTES, TRANSACTIONS)
