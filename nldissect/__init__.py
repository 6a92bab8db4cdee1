"""Netlink, dissected: `nldissect.read(path)` yields the messages of a capture.

for message in nldissect.read("capture.pcapng"):
    if message.error:
        print(message.summary, message.tree["NLMSGERR_ATTR_MSG"].value)
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nldissect.message import Message

__version__ = "0.1.0"
__all__ = ["__version__", "read"]


def read(
    path: str | os.PathLike[str], *, families: Mapping[int, str] | None = None, show_secrets: bool = False
) -> Iterator[Message]:
    """The messages of a capture file (pcap, pcapng, either gzipped; "-" is standard input), decoded when looked at.

    `families` names generic netlink message types that the capture itself does not. A message is good until the
    iterator goes on or ends: its bytes are the file's. Raises nldissect.errors.UserError where the file can not be
    read or is no capture.
    """
    from nldissect.capture import open_capture
    from nldissect.stream import Stream

    with open_capture(path) as capture:
        yield from Stream(families, show_secrets=show_secrets).all(capture)
