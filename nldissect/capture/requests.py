"""Which requests a captured datagram holds, cheaply: what a capture must know before anything is decoded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from nldissect import wire
from nldissect.datagram import Datagram

NLM_F_REQUEST: Final = 1


def requests_in(datagram: Datagram) -> Iterator[int]:
    """The sequence numbers of a datagram's requests; several messages may share one."""
    for span in wire.messages(datagram.data, datagram.order):
        if span.header is not None and span.header.nlmsg_flags & NLM_F_REQUEST:
            yield span.header.nlmsg_seq
