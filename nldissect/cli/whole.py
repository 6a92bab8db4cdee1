"""Work on a whole capture file for the commands: by all processors where it is large, with a line of progress."""

from __future__ import annotations

import argparse
import os
import stat
from typing import TYPE_CHECKING, Final

from nldissect.cli.progress import Progress

if TYPE_CHECKING:
    from nldissect.capture import CaptureFile
    from nldissect.columns.whole import Whole
    from nldissect.filter import Filter

LARGE: Final = 1 << 20
"""bytes of a file from which on starting workers costs less than it saves"""


def file_size(path: str) -> int | None:
    """The bytes of a regular file; None for a pipe."""
    try:
        found = None if path == "-" else os.stat(path)
    except OSError:
        return None  # told when it is opened
    return found.st_size if found is not None and stat.S_ISREG(found.st_mode) else None


def is_large(path: str) -> bool:
    """Whether a file is worth the work of all processors; a pipe is read as it comes."""
    size = file_size(path)
    return size is not None and size >= LARGE


def whole(capture: CaptureFile, options: argparse.Namespace, wanted: Filter | None, progress: Progress) -> Whole:
    """A capture file read to its end; `options` are those of `nldissect.cli.common.stream_options`."""
    from nldissect.columns.whole import Whole

    return Whole(
        capture, dict(options.genl), wanted=wanted, own=options.own, show_secrets=options.show_secrets,
        show=progress.show,
    )  # fmt: skip
