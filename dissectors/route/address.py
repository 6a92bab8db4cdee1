"""Addresses of interfaces: unicast, multicast and anycast (linux/if_addr.h)."""

from __future__ import annotations

from dissectors.constants import AF
from dissectors.route.constants import RT_SCOPE
from nldissect.schema import (
    CLOCK_TICKS,
    IFNAME,
    INTERFACE,
    NETNSID,
    S32,
    U8,
    U32,
    Address,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Meant,
    Member,
    Names,
    Node,
    Question,
    Select,
    Struct,
    Unit,
    render,
    rtnetlink,
)

AF_INET6 = 10
_RT_SCOPE_UNIVERSE = 0
_FOREVER = 0xFFFFFFFF

_FLAGS_OF_BOTH = {
    0x2: "IFA_F_NODAD",
    0x4: "IFA_F_OPTIMISTIC",
    0x8: "IFA_F_DADFAILED",
    0x10: "IFA_F_HOMEADDRESS",
    0x20: "IFA_F_DEPRECATED",
    0x40: "IFA_F_TENTATIVE",
    0x80: "IFA_F_PERMANENT",
    0x100: "IFA_F_MANAGETEMPADDR",
    0x200: "IFA_F_NOPREFIXROUTE",
    0x400: "IFA_F_MCAUTOJOIN",
    0x800: "IFA_F_STABLE_PRIVACY",
}
IFA_F = Flags("IFA_F_", {0x1: "IFA_F_SECONDARY"} | _FLAGS_OF_BOTH)
IFA_F_INET6 = Flags("IFA_F_", {0x1: "IFA_F_TEMPORARY"} | _FLAGS_OF_BOTH)
"""IPv6 has another name for the first flag"""

IFADDRMSG = Struct(
    "ifaddrmsg",
    [
        Member("ifa_family", U8, AF),
        Member("ifa_prefixlen", U8),
        Member(
            "ifa_flags", Select("ifa_family", {AF_INET6: Meant(U8, IFA_F_INET6)}, default=Meant(U8, IFA_F), length=1)
        ),
        Member("ifa_scope", U8, RT_SCOPE),
        Member("ifa_index", U32, INTERFACE),
    ],
)
"""ifa_flags has the lower eight bits of IFA_FLAGS"""

_LIFETIME = Unit("s", {_FOREVER: "forever"})

IFA_CACHEINFO = Struct(
    "ifa_cacheinfo",
    [
        Member("ifa_prefered", U32, _LIFETIME),
        Member("ifa_valid", U32, _LIFETIME),
        Member("cstamp", U32, CLOCK_TICKS),
        Member("tstamp", U32, CLOCK_TICKS),
    ],
    text="preferred {ifa_prefered}, valid {ifa_valid}",
)

IFAPROT = Enum(
    "IFAPROT_",
    {
        0: "IFAPROT_UNSPEC",
        1: "IFAPROT_KERNEL_LO",
        2: "IFAPROT_KERNEL_RA",
        3: "IFAPROT_KERNEL_LL",
    },
)

IFA = AttributeSet(
    "IFA_",
    [
        Attribute(1, "IFA_ADDRESS", Address("ifa_family", prefix="ifa_prefixlen")),
        Attribute(2, "IFA_LOCAL", Address("ifa_family")),
        Attribute(3, "IFA_LABEL", IFNAME),
        Attribute(4, "IFA_BROADCAST", Address("ifa_family")),
        Attribute(5, "IFA_ANYCAST", Address("ifa_family")),
        Attribute(6, "IFA_CACHEINFO", IFA_CACHEINFO),
        Attribute(7, "IFA_MULTICAST", Address("ifa_family")),
        Attribute(8, "IFA_FLAGS", Select("ifa_family", {AF_INET6: Meant(U32, IFA_F_INET6)}, default=Meant(U32, IFA_F))),
        Attribute(9, "IFA_RT_PRIORITY", U32),
        Attribute(10, "IFA_TARGET_NETNSID", S32, NETNSID),
        Attribute(11, "IFA_PROTO", U8, IFAPROT),
        Attribute(12, "IFA_MC_USERS", U32),
    ],
)
"""IFA_ADDRESS is the other end's address on point-to-point links; on all others it is the interface's own"""


def summary(tree: Node, names: Names) -> str:
    """An address as ip writes it: `10.0.0.1/24 dev d0 scope global`, `10.0.0.1 peer 10.0.0.2/24 dev d0 …`."""
    address, local, length = tree.get("IFA_ADDRESS"), tree.get("IFA_LOCAL"), tree.get("ifa_prefixlen")
    words = []
    if local is not None and address is not None and local.value != address.value:
        words.append(f"{local.text} peer {address.text}")
    elif local is not None:
        words.append(f"{local.text}/{length.text}" if length is not None else local.text)
    else:
        words.append(render("[{IFA_ADDRESS}][{IFA_MULTICAST}][{IFA_ANYCAST}]", tree, names))
    index, scope = tree.get("ifa_index"), tree.get("ifa_scope")
    if index is not None and index.value:
        words.append(render("dev {ifa_index}", tree, names))
    if words[0] and scope is not None:
        words.append("scope global" if scope.value == _RT_SCOPE_UNIVERSE else render("scope {ifa_scope}", tree, names))
    words.append(_lifetime(tree, names))
    words.append(render("[proto {IFA_PROTO}][ metric {IFA_RT_PRIORITY}]", tree, names))
    return " ".join(word for word in words if word)


def _lifetime(tree: Node, names: Names) -> str:
    """What is to be known of the address's life: nothing where it is usable for good."""
    flags = tree.get("IFA_FLAGS") or tree.get("ifa_flags")
    value = flags.value if flags is not None else 0
    odd = [name for mask, name in _ODD.items() if isinstance(value, int) and value & mask]
    valid = tree.get("IFA_CACHEINFO")
    if valid is not None and valid.get("ifa_valid") is not None and valid["ifa_valid"].value != _FOREVER:
        odd.append(render("valid {ifa_valid}s", valid, names))
    return " ".join(odd)


_ODD = {0x08: "dadfailed", 0x20: "deprecated", 0x40: "tentative"}

UNUSED = {"ifa_prefixlen": 0, "ifa_flags": 0, "ifa_scope": 0}
SINGLE = Question(UNUSED, ("IFA_ADDRESS", "IFA_LOCAL", "IFA_TARGET_NETNSID"))
DUMP = Question(UNUSED, ("IFA_TARGET_NETNSID",))

MESSAGES = (
    *rtnetlink("ADDR", IFADDRMSG, IFA, new=20, delete=21, get=22, summary=summary, single=SINGLE, dump=DUMP),
    *rtnetlink("MULTICAST", IFADDRMSG, IFA, new=56, delete=57, get=58, summary=summary, dump=DUMP),
    *rtnetlink("ANYCAST", IFADDRMSG, IFA, new=60, delete=61, get=62, summary=summary, dump=DUMP),
)
