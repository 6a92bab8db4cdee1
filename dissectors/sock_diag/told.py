"""Pieces of summary lines that several families share."""

from __future__ import annotations

from dissectors.sock_diag.constants import TCPF, ends
from nldissect.schema import Names, Node

_ALL_STATES = 0x3FFE
_RARE_STATES = 0x3000
"""TCPF_NEW_SYN_RECV and TCPF_BOUND_INACTIVE: "all" of older tools is without them"""


def states_of(tree: Node, name: str, names: Names) -> str:
    """The states that a request asks for, as the shorter list; nothing where it asks for all, or for none."""
    node = tree.get(name)
    if node is None or not isinstance(node.value, int):
        return ""
    wanted = node.value & _ALL_STATES
    rest = _ALL_STATES & ~wanted
    if not wanted or not rest & ~_RARE_STATES:
        return ""
    return TCPF.short(wanted, names) if wanted.bit_count() <= rest.bit_count() else f"not {TCPF.short(rest, names)}"


def ends_of(tree: Node) -> str:
    """Both ends of the socket that a message is about."""
    identity = tree.get("id")
    return "" if identity is None else ends(identity)


def has_ports(tree: Node) -> bool:
    """Whether a struct inet_diag_sockid names a port, and so a socket rather than all."""
    identity = tree.get("id")
    ports = () if identity is None else (identity.get("idiag_sport"), identity.get("idiag_dport"))
    return any(port is not None and port.value for port in ports)
