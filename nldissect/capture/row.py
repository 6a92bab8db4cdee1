"""A captured datagram as cheap as can be: what a capture at full rate has of each."""

from __future__ import annotations

from typing import Final

Row = tuple[int, int, int, int, int, int, int, int, int, int]
"""Where the datagram begins in the bytes that it came with, its length there, its length on the wire, nanoseconds since
1970, NETLINK_*, PACKET_*, and of its first message nlmsg_type, nlmsg_flags, nlmsg_seq, nlmsg_pid (0 where it has no 16
bytes)."""
TIME: Final = 3
PROTOCOL: Final = 4
PID: Final = 9
"""places in a Row, for those who do not unpack it"""
