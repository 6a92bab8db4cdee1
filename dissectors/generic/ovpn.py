"""OpenVPN's data channel: peers and keys (linux/ovpn.h)."""

from __future__ import annotations

from nldissect.schema import (
    BE16,
    BYTES,
    INTERFACE,
    IPV4,
    IPV6,
    NETNSID,
    OPAQUE,
    PACKETS,
    S32,
    SECONDS,
    U32,
    UINT,
    Attribute,
    AttributeSet,
    Bytes,
    Command,
    Enum,
    GenericFamily,
    Operation,
)

MAX_PEER_ID = 0xFFFFFF
DAY = 86400

OVPN_CIPHER_ALG = Enum(
    "OVPN_CIPHER_ALG_",
    {
        0: "OVPN_CIPHER_ALG_NONE",
        1: "OVPN_CIPHER_ALG_AES_GCM",
        2: "OVPN_CIPHER_ALG_CHACHA20_POLY1305",
    },
)

OVPN_DEL_PEER_REASON = Enum(
    "OVPN_DEL_PEER_REASON_",
    {
        0: "OVPN_DEL_PEER_REASON_TEARDOWN",
        1: "OVPN_DEL_PEER_REASON_USERSPACE",
        2: "OVPN_DEL_PEER_REASON_EXPIRED",
        3: "OVPN_DEL_PEER_REASON_TRANSPORT_ERROR",
        4: "OVPN_DEL_PEER_REASON_TRANSPORT_DISCONNECT",
    },
)

OVPN_KEY_SLOT = Enum("OVPN_KEY_SLOT_", {0: "OVPN_KEY_SLOT_PRIMARY", 1: "OVPN_KEY_SLOT_SECONDARY"})

OVPN_A_PEER = AttributeSet(
    "OVPN_A_PEER_",
    [
        Attribute(1, "OVPN_A_PEER_ID", U32, range=(0, MAX_PEER_ID)),
        Attribute(2, "OVPN_A_PEER_REMOTE_IPV4", IPV4),
        Attribute(3, "OVPN_A_PEER_REMOTE_IPV6", IPV6),
        Attribute(4, "OVPN_A_PEER_REMOTE_IPV6_SCOPE_ID", U32, INTERFACE),
        Attribute(5, "OVPN_A_PEER_REMOTE_PORT", BE16, range=(1, 0xFFFF)),
        Attribute(6, "OVPN_A_PEER_SOCKET", U32),
        Attribute(7, "OVPN_A_PEER_SOCKET_NETNSID", S32, NETNSID),
        Attribute(8, "OVPN_A_PEER_VPN_IPV4", IPV4),
        Attribute(9, "OVPN_A_PEER_VPN_IPV6", IPV6),
        Attribute(10, "OVPN_A_PEER_LOCAL_IPV4", IPV4),
        Attribute(11, "OVPN_A_PEER_LOCAL_IPV6", IPV6),
        Attribute(12, "OVPN_A_PEER_LOCAL_PORT", BE16, range=(1, 0xFFFF)),
        Attribute(13, "OVPN_A_PEER_KEEPALIVE_INTERVAL", U32, SECONDS, range=(0, DAY)),
        Attribute(14, "OVPN_A_PEER_KEEPALIVE_TIMEOUT", U32, SECONDS, range=(0, DAY)),
        Attribute(15, "OVPN_A_PEER_DEL_REASON", U32, OVPN_DEL_PEER_REASON, range=(0, 4)),
        Attribute(16, "OVPN_A_PEER_VPN_RX_BYTES", UINT, BYTES),
        Attribute(17, "OVPN_A_PEER_VPN_TX_BYTES", UINT, BYTES),
        Attribute(18, "OVPN_A_PEER_VPN_RX_PACKETS", UINT, PACKETS),
        Attribute(19, "OVPN_A_PEER_VPN_TX_PACKETS", UINT, PACKETS),
        Attribute(20, "OVPN_A_PEER_LINK_RX_BYTES", UINT, BYTES),
        Attribute(21, "OVPN_A_PEER_LINK_TX_BYTES", UINT, BYTES),
        Attribute(22, "OVPN_A_PEER_LINK_RX_PACKETS", UINT, PACKETS),
        Attribute(23, "OVPN_A_PEER_LINK_TX_PACKETS", UINT, PACKETS),
        Attribute(24, "OVPN_A_PEER_TX_ID", U32, range=(0, MAX_PEER_ID)),
    ],
)

OVPN_A_KEYDIR = AttributeSet(
    "OVPN_A_KEYDIR_",
    [
        Attribute(1, "OVPN_A_KEYDIR_CIPHER_KEY", OPAQUE, secret=True),
        Attribute(2, "OVPN_A_KEYDIR_NONCE_TAIL", Bytes(8), secret=True),
    ],
)

OVPN_A_KEYCONF = AttributeSet(
    "OVPN_A_KEYCONF_",
    [
        Attribute(1, "OVPN_A_KEYCONF_PEER_ID", U32, range=(0, MAX_PEER_ID)),
        Attribute(2, "OVPN_A_KEYCONF_SLOT", U32, OVPN_KEY_SLOT, range=(0, 1)),
        Attribute(3, "OVPN_A_KEYCONF_KEY_ID", U32, range=(0, 7)),
        Attribute(4, "OVPN_A_KEYCONF_CIPHER_ALG", U32, OVPN_CIPHER_ALG, range=(0, 2)),
        Attribute(5, "OVPN_A_KEYCONF_ENCRYPT_DIR", OVPN_A_KEYDIR),
        Attribute(6, "OVPN_A_KEYCONF_DECRYPT_DIR", OVPN_A_KEYDIR),
    ],
)

OVPN_A = AttributeSet(
    "OVPN_A_",
    [
        Attribute(1, "OVPN_A_IFINDEX", U32, INTERFACE),
        Attribute(2, "OVPN_A_PEER", OVPN_A_PEER),
        Attribute(3, "OVPN_A_KEYCONF", OVPN_A_KEYCONF),
    ],
)

PEER = (
    "[dev {OVPN_A_IFINDEX}][ peer {OVPN_A_PEER.OVPN_A_PEER_ID}][ remote {OVPN_A_PEER.OVPN_A_PEER_REMOTE_IPV4}]"
    "[ remote {OVPN_A_PEER.OVPN_A_PEER_REMOTE_IPV6}][ port {OVPN_A_PEER.OVPN_A_PEER_REMOTE_PORT}]"
    "[ vpn {OVPN_A_PEER.OVPN_A_PEER_VPN_IPV4}][ vpn {OVPN_A_PEER.OVPN_A_PEER_VPN_IPV6}]"
    "[ {OVPN_A_PEER.OVPN_A_PEER_DEL_REASON}]"
)
KEY = (
    "[dev {OVPN_A_IFINDEX}][ peer {OVPN_A_KEYCONF.OVPN_A_KEYCONF_PEER_ID}][ {OVPN_A_KEYCONF.OVPN_A_KEYCONF_SLOT}]"
    "[ key {OVPN_A_KEYCONF.OVPN_A_KEYCONF_KEY_ID}][ {OVPN_A_KEYCONF.OVPN_A_KEYCONF_CIPHER_ALG}]"
)

COMMANDS = (
    Command(1, "OVPN_CMD_PEER_NEW", operation=Operation.NEW, summary=PEER),
    Command(2, "OVPN_CMD_PEER_SET", operation=Operation.NEW, summary=PEER),
    Command(3, "OVPN_CMD_PEER_GET", operation=Operation.GET, summary=PEER),
    Command(4, "OVPN_CMD_PEER_DEL", operation=Operation.DELETE, summary=PEER),
    Command(5, "OVPN_CMD_PEER_DEL_NTF", operation=Operation.DELETE, summary=PEER),
    Command(6, "OVPN_CMD_KEY_NEW", operation=Operation.NEW, summary=KEY),
    Command(7, "OVPN_CMD_KEY_GET", operation=Operation.GET, summary=KEY),
    Command(8, "OVPN_CMD_KEY_SWAP", operation=Operation.NEW, summary=KEY),
    Command(9, "OVPN_CMD_KEY_SWAP_NTF", operation=Operation.NEW, summary=KEY),
    Command(10, "OVPN_CMD_KEY_DEL", operation=Operation.DELETE, summary=KEY),
    Command(11, "OVPN_CMD_PEER_FLOAT_NTF", operation=Operation.NEW, summary=PEER),
)

OVPN = GenericFamily("ovpn", OVPN_A, commands=COMMANDS, groups=("peers",), strict=True)
FAMILIES = (OVPN,)
