"""Network block devices: connecting, reconfiguring, their state (linux/nbd-netlink.h, linux/nbd.h)."""

from __future__ import annotations

from nldissect.schema import (
    BOOL,
    BYTES,
    SECONDS,
    TEXT,
    U8,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Flags,
    GenericFamily,
    Names,
    Node,
    Operation,
    render,
)

# linux/nbd.h
NBD_FLAG = Flags(
    "NBD_FLAG_",
    {
        0x001: "NBD_FLAG_HAS_FLAGS",
        0x002: "NBD_FLAG_READ_ONLY",
        0x004: "NBD_FLAG_SEND_FLUSH",
        0x008: "NBD_FLAG_SEND_FUA",
        0x010: "NBD_FLAG_ROTATIONAL",
        0x020: "NBD_FLAG_SEND_TRIM",
        0x040: "NBD_FLAG_SEND_WRITE_ZEROES",
        0x100: "NBD_FLAG_CAN_MULTI_CONN",
    },
)
NBD_CFLAG = Flags("NBD_CFLAG_", {0x1: "NBD_CFLAG_DESTROY_ON_DISCONNECT", 0x2: "NBD_CFLAG_DISCONNECT_ON_CLOSE"})

NBD_SOCK = AttributeSet(
    "NBD_SOCK_",
    [
        Attribute(1, "NBD_SOCK_FD", U32),
    ],
)

NBD_SOCK_ITEM = AttributeSet(
    "NBD_SOCK_",
    [
        Attribute(1, "NBD_SOCK_ITEM", NBD_SOCK, multiple=True),
    ],
)

NBD_DEVICE = AttributeSet(
    "NBD_DEVICE_",
    [
        Attribute(1, "NBD_DEVICE_INDEX", U32),
        Attribute(2, "NBD_DEVICE_CONNECTED", U8, BOOL),
    ],
)

NBD_DEVICE_ITEM = AttributeSet(
    "NBD_DEVICE_",
    [
        Attribute(1, "NBD_DEVICE_ITEM", NBD_DEVICE, multiple=True),
    ],
)

NBD_ATTR = AttributeSet(
    "NBD_ATTR_",
    [
        Attribute(1, "NBD_ATTR_INDEX", U32),
        Attribute(2, "NBD_ATTR_SIZE_BYTES", U64, BYTES),
        Attribute(3, "NBD_ATTR_BLOCK_SIZE_BYTES", U64, BYTES),
        Attribute(4, "NBD_ATTR_TIMEOUT", U64, SECONDS),
        Attribute(5, "NBD_ATTR_SERVER_FLAGS", U64, NBD_FLAG),
        Attribute(6, "NBD_ATTR_CLIENT_FLAGS", U64, NBD_CFLAG),
        Attribute(7, "NBD_ATTR_SOCKETS", NBD_SOCK_ITEM),
        Attribute(8, "NBD_ATTR_DEAD_CONN_TIMEOUT", U64, SECONDS),
        Attribute(9, "NBD_ATTR_DEVICE_LIST", NBD_DEVICE_ITEM),
        Attribute(10, "NBD_ATTR_BACKEND_IDENTIFIER", TEXT),
    ],
)


def summary(tree: Node, names: Names) -> str:
    """`nbd0 10485760 bytes`; of a list, `nbd0 off, nbd1 on`."""
    devices = tree.get("NBD_ATTR_DEVICE_LIST")
    if devices is not None:
        told = "[nbd{NBD_DEVICE_INDEX}][ {NBD_DEVICE_CONNECTED}]"
        return ", ".join(render(told, device, names) for device in devices.children)
    return render("[nbd{NBD_ATTR_INDEX}][ {NBD_ATTR_SIZE_BYTES} bytes][ {NBD_ATTR_BACKEND_IDENTIFIER}]", tree, names)


COMMANDS = (
    Command(1, "NBD_CMD_CONNECT", operation=Operation.NEW, summary=summary),
    Command(2, "NBD_CMD_DISCONNECT", operation=Operation.DELETE, summary=summary),
    Command(3, "NBD_CMD_RECONFIGURE", operation=Operation.NEW, summary=summary),
    Command(4, "NBD_CMD_LINK_DEAD", summary=summary),
    Command(5, "NBD_CMD_STATUS", operation=Operation.GET, summary=summary),
)

NBD = GenericFamily("nbd", NBD_ATTR, commands=COMMANDS, groups=("nbd_mc_group",))
FAMILIES = (NBD,)
