"""Routing realms: tags of routes and rules that the classifier "route" and accounting go by."""

from __future__ import annotations

from nldissect.schema import Names


class _Realms:
    """The source realm in the upper sixteen bits, the destination realm in the lower."""

    def text(self, value: int, names: Names) -> str:
        """SOURCE/DESTINATION, the destination alone where there is no source realm."""
        source, destination = value >> 16, value & 0xFFFF
        return f"{source}/{destination}" if source else str(destination)

    short = text


REALMS = _Realms()
