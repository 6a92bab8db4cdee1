"""What the kernel refuses, and what is to be said of it: the rows of the proof."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[tuple[str, int], ...]
"""attributes from the top level down, each with its UAPI name and its number"""


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One request that fails, and how.

    `request` names the message that is refused: what a tool asks besides (it probes, it looks up) does not count.
    """

    name: str = ""
    request: str
    errno: str
    words: str | None = None
    """what the kernel says (extended ack); None where it says nothing"""
    at: Path | None = None
    """the attribute it points at"""
    value: object = None
    """that attribute's value"""
    missing: Path | None = None
    """the attribute it misses"""
    valid: str | None = None
    """what would be valid, and what was sent"""
    family: str | None = None
    """the generic netlink family it is for; where a kernel has none, there is nothing to prove"""
    needs: tuple[str, ...] = ()
    """kernel modules that many kernels are without: the row is for the lab"""
    strict_only: bool = False
    """refused with NETLINK_GET_STRICT_CHK alone"""
    done: bool = False
    """the refusal comes as NLMSG_DONE"""
    privileged: bool = False
    """root of a user namespace gets EPERM for it"""
    before: tuple[str, ...] = ()
    """commands that must succeed first"""


@dataclass(frozen=True, kw_only=True)
class Command(Refusal):
    """A command of a standard tool, which asks for extended acks (all of those here do)."""

    command: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.command)


@dataclass(frozen=True, kw_only=True)
class Request(Refusal):
    """A message that a program of one's own sends, by a raw socket."""

    message: bytes | tuple[int, bytes]
    """a whole message, to be numbered anew; of generic netlink its flags and what is behind the nlmsghdr"""
    protocol: int = 0


def path(text: str, *numbers: int) -> Path:
    """`IFLA_LINKINFO / IFLA_INFO_DATA` and the numbers."""
    return tuple(zip(text.split(" / "), numbers, strict=True))
