"""Netlink in scapy: layers made from the dissectors' tables, for rdpcap, sniff and for building messages by name.

    from nldissect.scapy import NetlinkMessage, RTM_NEWLINK, rdpcap

    for packet in rdpcap("capture.pcap"):
        for message in packet.messages:
            print(message.summary())

    request = NetlinkMessage(nlmsg_flags="NLM_F_REQUEST|NLM_F_ACK|NLM_F_CREATE|NLM_F_EXCL") / RTM_NEWLINK(
        attributes={"IFLA_IFNAME": "d0", "IFLA_MTU": 1400, "IFLA_LINKINFO": {"IFLA_INFO_KIND": "dummy"}}
    )
    socket.send(bytes(request))

A captured frame is CookedNetlink / Netlink, whose `messages` are each NetlinkMessage / the message's own layer. There
is one layer for each message type (RTM_NEWLINK) and each generic netlink family (nlctrl); both can be imported from
here by name, or asked for with `layer`. Their fields are the fixed header's members and `attributes`, a list of
NetlinkAttribute with `name` and `value`, which `get("IFLA_LINKINFO", "IFLA_INFO_KIND")` searches; nldissect.encode
tells what a value can be. Lengths and padding are made when a packet is built. As everywhere in scapy, a dissected
packet keeps its length: `del message.nlmsg_len` before building one that was changed.

What the tables do not know, or what is too damaged to be written back exactly, is a Raw layer. Byte order is the host's
own, unless a capture says otherwise (`order`).

`sniff(opened_socket=NetlinkListenSocket("nlmon0"))` yields the same layers.
"""

from __future__ import annotations

from scapy.sendrecv import sniff
from scapy.utils import rdpcap, wrpcap

from nldissect.scapy.attributes import NetlinkAttribute
from nldissect.scapy.layers import (
    NLMSG_DONE,
    NLMSG_ERROR,
    Netlink,
    NetlinkBody,
    NetlinkMessage,
    layer,
    learn_family,
)
from nldissect.scapy.tap import CookedNetlink, NetlinkListenSocket

__all__ = [
    "NLMSG_DONE",
    "NLMSG_ERROR",
    "CookedNetlink",
    "Netlink",
    "NetlinkAttribute",
    "NetlinkBody",
    "NetlinkListenSocket",
    "NetlinkMessage",
    "layer",
    "learn_family",
    "rdpcap",
    "sniff",
    "wrpcap",
]


def __getattr__(name: str) -> type[NetlinkBody]:
    """`from nldissect.scapy import RTM_NEWLINK`"""
    if not name.startswith("__"):
        try:
            return layer(name)
        except KeyError:
            pass  # told as Python tells it
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
