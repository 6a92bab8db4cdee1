"""WireGuard: devices, peers and their keys (linux/wireguard.h)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence as List

from dissectors.constants import AF
from dissectors.sock_diag.sockaddr import SOCKADDR
from dissectors.time_types import KERNEL_TIMESPEC
from nldissect.schema import (
    BYTES,
    HEX,
    INTERFACE,
    SECONDS,
    U8,
    U16,
    U32,
    U64,
    Address,
    Attribute,
    AttributeSet,
    Bytes,
    Command,
    Flags,
    GenericFamily,
    Indexed,
    Look,
    Names,
    Node,
    Operation,
    Parsed,
    Part,
    Text,
    render,
    short,
)

KEY_LENGTH = 32


def _key(data: memoryview, order: str, look: Look) -> List[Part]:
    if len(data) != KEY_LENGTH:
        raise ValueError(f"{len(data)} bytes, where a key has {KEY_LENGTH}")
    return [Part("", 0, KEY_LENGTH, data.hex(), b64encode(data).decode())]


KEY = Parsed(_key)
"""a Curve25519 key: the value is hex, the text is base64, as `wg` writes it"""

WGDEVICE_F = Flags("WGDEVICE_F_", {0x1: "WGDEVICE_F_REPLACE_PEERS"})

WGPEER_F = Flags(
    "WGPEER_F_",
    {
        0x1: "WGPEER_F_REMOVE_ME",
        0x2: "WGPEER_F_REPLACE_ALLOWEDIPS",
        0x4: "WGPEER_F_UPDATE_ONLY",
    },
)

WGALLOWEDIP_F = Flags("WGALLOWEDIP_F_", {0x1: "WGALLOWEDIP_F_REMOVE_ME"})

WGALLOWEDIP_A = AttributeSet(
    "WGALLOWEDIP_A_",
    [
        Attribute(1, "WGALLOWEDIP_A_FAMILY", U16, AF),
        Attribute(2, "WGALLOWEDIP_A_IPADDR", Address("WGALLOWEDIP_A_FAMILY", prefix="WGALLOWEDIP_A_CIDR_MASK")),
        Attribute(3, "WGALLOWEDIP_A_CIDR_MASK", U8),
        Attribute(4, "WGALLOWEDIP_A_FLAGS", U32, WGALLOWEDIP_F, range=(0, 0x1)),
    ],
)

WGPEER_A = AttributeSet(
    "WGPEER_A_",
    [
        Attribute(1, "WGPEER_A_PUBLIC_KEY", KEY),
        Attribute(2, "WGPEER_A_PRESHARED_KEY", Bytes(KEY_LENGTH), secret=True),
        Attribute(3, "WGPEER_A_FLAGS", U32, WGPEER_F, range=(0, 0x7)),
        Attribute(4, "WGPEER_A_ENDPOINT", SOCKADDR),
        Attribute(5, "WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL", U16, SECONDS),
        Attribute(6, "WGPEER_A_LAST_HANDSHAKE_TIME", KERNEL_TIMESPEC),
        Attribute(7, "WGPEER_A_RX_BYTES", U64, BYTES),
        Attribute(8, "WGPEER_A_TX_BYTES", U64, BYTES),
        Attribute(9, "WGPEER_A_ALLOWEDIPS", Indexed(WGALLOWEDIP_A)),
        Attribute(10, "WGPEER_A_PROTOCOL_VERSION", U32),
    ],
)

WGDEVICE_A = AttributeSet(
    "WGDEVICE_A_",
    [
        Attribute(1, "WGDEVICE_A_IFINDEX", U32, INTERFACE),
        Attribute(2, "WGDEVICE_A_IFNAME", Text(longest=15, nul=True)),
        Attribute(3, "WGDEVICE_A_PRIVATE_KEY", Bytes(KEY_LENGTH), secret=True),
        Attribute(4, "WGDEVICE_A_PUBLIC_KEY", KEY),
        Attribute(5, "WGDEVICE_A_FLAGS", U32, WGDEVICE_F, range=(0, 0x1)),
        Attribute(6, "WGDEVICE_A_LISTEN_PORT", U16),
        Attribute(7, "WGDEVICE_A_FWMARK", U32, HEX),
        Attribute(8, "WGDEVICE_A_PEERS", Indexed(WGPEER_A)),
    ],
)


def summary(tree: Node, names: Names) -> str:
    """`wg0 listen-port 51820 peer AbC…= endpoint 10.0.0.1:51820 allowed-ips 10.0.0.0/24`, as `wg set` takes it."""
    name = "[{WGDEVICE_A_IFNAME}]" if "WGDEVICE_A_IFNAME" in tree else "[{WGDEVICE_A_IFINDEX}]"
    words = [render(name + "[ listen-port {WGDEVICE_A_LISTEN_PORT}][ fwmark {WGDEVICE_A_FWMARK}]", tree, names)]
    peers = tree.get("WGDEVICE_A_PEERS")
    words += [_peer(peer, names) for peer in (peers.children if peers is not None else ())]
    return " ".join(filter(None, words))


def _peer(peer: Node, names: Names) -> str:
    words = [render("peer {WGPEER_A_PUBLIC_KEY}[ endpoint {WGPEER_A_ENDPOINT}]", peer, names)]
    flags = peer.get("WGPEER_A_FLAGS")
    if flags is not None and flags.value:
        words.append(short(flags, names))
    allowed = peer.get("WGPEER_A_ALLOWEDIPS")
    addresses = [] if allowed is None else [entry.get("WGALLOWEDIP_A_IPADDR") for entry in allowed.children]
    if addresses:
        words.append("allowed-ips " + ",".join(address.text for address in addresses if address is not None))
    return " ".join(words)


COMMANDS = (
    Command(0, "WG_CMD_GET_DEVICE", operation=Operation.GET, summary=summary),
    Command(1, "WG_CMD_SET_DEVICE", operation=Operation.NEW, summary=summary),
)

WIREGUARD = GenericFamily("wireguard", WGDEVICE_A, commands=COMMANDS, strict=True)
FAMILIES = (WIREGUARD,)
