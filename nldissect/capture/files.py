"""Opening a capture: what the bytes are is told by their beginning, never by the file's name."""

from __future__ import annotations

import os
import stat
from typing import Final

from nldissect.capture.capturefile import CaptureFile
from nldissect.capture.pcap import MAGICS, PcapFile
from nldissect.capture.pcapng import PcapngFile
from nldissect.capture.source import Followed, Mapped, Source
from nldissect.capture.spool import GZIP_MAGIC, Descriptor, Gunzip, Spooled, unpacked
from nldissect.errors import UserError
from nldissect.tree import printable

_PCAPNG_MAGIC: Final = b"\n\r\r\n"
_EXPECTED: Final = "expected is a pcap or pcapng file, plain or gzip-compressed"
_KNOWN: Final = {
    b"\xfd7zXZ\0": "xz-compressed data (unpack it first)",
    b"\x28\xb5\x2f\xfd": "zstd-compressed data (unpack it first)",
    b"BZh": "bzip2-compressed data (unpack it first)",
    b"\x04\x22\x4d\x18": "lz4-compressed data (unpack it first)",
    b"PK\x03\x04": "a zip archive (unpack it first)",
    GZIP_MAGIC: "gzip-compressed data inside gzip-compressed data",
    b"\x7fELF": "an ELF program",
    b"snoop\0": "a snoop capture",
    b"\x34\xcd\xb2\xa1": "a pcap file of Alexey Kuznetsov's variant",
    b"\xa1\xb2\xcd\x34": "a pcap file of Alexey Kuznetsov's variant",
}


def open_capture(path: str | os.PathLike[str], *, follow: bool = False) -> CaptureFile:
    """Open the capture file at `path`; "-" is standard input.

    With `follow`, iteration does not wait for what a pipe or a growing file will bring later but stops at what is
    there; iterate again (after `wait`) for the rest. Only the file's header is waited for, here.
    Raises UserError where the file can not be read or is no capture.
    """
    name = "standard input" if path == "-" else printable(os.fsdecode(path))
    source = _source(path, name, follow=follow)
    try:
        return _capture(source, name, follow=follow)
    except BaseException:
        source.close()
        raise


def _source(path: str | os.PathLike[str], name: str, *, follow: bool) -> Source:
    try:
        # A copy, so that the terminal can take the place of standard input meanwhile.
        fd = os.dup(0) if path == "-" else os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UserError(f"cannot open {name}: {reason}") from error
    try:
        mode = os.fstat(fd).st_mode
        if stat.S_ISDIR(mode):
            raise UserError(f"{name} is a directory; name a capture file in it")
        if os.isatty(fd):
            raise UserError(f"{name} is a terminal; name a capture file, or send one through a pipe")
        if not stat.S_ISREG(mode) or (path == "-" and os.lseek(fd, 0, os.SEEK_CUR)):
            return Spooled(unpacked(Descriptor(fd, name)))
        if os.pread(fd, len(GZIP_MAGIC), 0) == GZIP_MAGIC:
            return Spooled(Gunzip(Descriptor(fd, name)))
        return Followed(fd) if follow else Mapped(fd)
    except OSError as error:
        os.close(fd)
        raise UserError(f"cannot read {name}: {error.strerror}") from error
    except UserError:
        os.close(fd)
        raise


def _capture(source: Source, name: str, *, follow: bool) -> CaptureFile:
    head = bytes(source.window(0, 4).view[:512])
    if head.startswith(_PCAPNG_MAGIC):
        capture: CaptureFile = PcapngFile(source, name)
    elif head[:4] in MAGICS:
        capture = PcapFile(source, name)
    else:
        raise UserError(f"{name} is no capture: it {_looks(head)}; {_EXPECTED}")
    if isinstance(source, Spooled):
        source.blocking = not follow
    return capture


def _looks(head: bytes) -> str:
    if not head:
        return "is empty"
    for magic, what in _KNOWN.items():
        if head.startswith(magic):
            return f"looks like {what}"
    text = head.decode("utf-8", "replace")[:-1]  # the last character may be cut
    if all((character >= " " and character != "\ufffd") or character in "\t\n\f\r\x1b" for character in text):
        return "looks like text"
    return f"looks like unknown binary data (it begins with {head[:4].hex(' ')})"
