"""Options of IPv6 router advertisements that are for user space: DNS servers and the like (linux/rtnetlink.h)."""

from __future__ import annotations

from dissectors.constants import AF
from dissectors.route.neighbour_discovery import options
from nldissect.schema import (
    INTERFACE,
    IPV6,
    S32,
    U8,
    U16,
    Attribute,
    AttributeSet,
    Look,
    Member,
    Names,
    Node,
    Pad,
    Parsed,
    Part,
    Struct,
    render,
    rtnetlink,
)

NDUSEROPTMSG = Struct(
    "nduseroptmsg",
    [
        Member("nduseropt_family", U8, AF),
        Pad(1, "nduseropt_pad1"),
        Member("nduseropt_opts_len", U16),
        Member("nduseropt_ifindex", S32, INTERFACE),
        Member("nduseropt_icmp_type", U8),
        Member("nduseropt_icmp_code", U8),
        Pad(2, "nduseropt_pad2"),
        Pad(4, "nduseropt_pad3"),
    ],
)
NDUSEROPT = AttributeSet("NDUSEROPT_", [Attribute(1, "NDUSEROPT_SRCADDR", IPV6)])


def _body(data: memoryview, order: str, look: Look) -> list[Part]:
    """The options, as many bytes as the header says, and the attributes behind them."""
    length = look("nduseropt_opts_len")
    length = min(length, len(data)) if isinstance(length, int) else len(data)
    parts = options(data[:length])
    if length < len(data):
        parts.append(Part("", length, len(data) - length, shape=NDUSEROPT))
    return parts


def summary(tree: Node, names: Names) -> str:
    """`dev d0 rdnss 2001:db8::1 2001:db8::2`."""
    words = [render("[dev {nduseropt_ifindex}]", tree, names)]
    for option in tree.children:
        if option.name.startswith("nd_opt_") and option.children:
            what = option.children[-1]
            words += [
                option.name.removeprefix("nd_opt_"),
                what.text,
                *(part.text for part in what if part.name != "pad"),
            ]
    return " ".join(filter(None, words))


MESSAGES = rtnetlink("NDUSEROPT", NDUSEROPTMSG, Parsed(_body), new=68, summary=summary)
