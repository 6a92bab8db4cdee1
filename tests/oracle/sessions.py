"""Recorded sessions: what a tool printed, and the messages that it printed it from (see record.py)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nldissect
from nldissect.datagram import Direction
from nldissect.message import Message


@dataclass(frozen=True)
class Answer:
    """A question's command, what it printed (JSON, or text as it was), and the messages meanwhile."""

    command: str
    output: Any
    messages: Sequence[Message]

    def told(self, *types: str) -> list[Message]:
        """What the kernel said in messages of these types: in dumps, where there was one."""
        told = [
            message
            for message in self.messages
            if message.name in types and message.direction is not Direction.TO_KERNEL
        ]
        return [message for message in told if "NLM_F_MULTI" in message.flags] or told


class Session:
    """The answers of `path`.json.gz with the messages of `path`.pcap.gz."""

    def __init__(self, path: Path) -> None:
        messages: dict[int, list[Message]] = {}
        for message in nldissect.read(path.with_suffix(".pcap.gz")):
            messages.setdefault(message.passage.frame, []).append(message)
        with gzip.open(path.with_suffix(".json.gz"), "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        self.answers = [
            Answer(
                row["command"],
                row["output"],
                [message for frame in range(first, last + 1) for message in messages.get(frame, ())],
            )
            for row in rows
            for first, last in (row["frames"],)
        ]
        self.interfaces: dict[str, int] = {}
        """the interfaces' numbers, as `ip link` tells them"""
        for answer in self.answers:
            if answer.command.startswith("ip") and "link show" in answer.command:
                self.interfaces.update((row["ifname"], row["ifindex"]) for row in answer.output if row)
