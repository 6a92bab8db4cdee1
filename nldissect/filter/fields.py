"""The fields that need no tree, and the names that others give to fields.

A new one is one line in FIELDS.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from nldissect.control import NLM_F, NLMSG_DONE, NLMSG_ERROR
from nldissect.datagram import Direction
from nldissect.errno_names import ERRNO
from nldissect.filter.kinds import Kind
from nldissect.message import Error, Generic, Message
from nldissect.protocols import GENERIC, NETFILTER, PROTOCOLS, ROUTE, alias
from nldissect.schema import S32, Operation
from nldissect.tree import Level

Plain = int | str | bool | None
Get = Callable[[Message], Plain | Sequence[Plain]]
Names = Callable[[Message], Collection[str]]

SOCK_DIAG: Final = 4
_NUMBER: Final = frozenset({Kind.NUMBER})
_TEXT: Final = frozenset({Kind.TEXT})
_TRUTH: Final = frozenset({Kind.TRUTH})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the message as a whole.

    `get` gives its value, several, or None where the message has none; being there means to have a value, or to be
    true. `constants` are the names of its numbers; None: they are the dissectors' (NameIndex knows them). Where a name
    belongs to a number only in some messages (16 is RTM_NEWLINK in one protocol, XFRM_MSG_NEWSA in another), `names`
    gives those that apply to one message, and constants are held against them. `words` are all texts it can have.
    `cost` orders the parts of a condition: 0 reads no more than headers, 1 works something out, 2 may decode it all.
    """

    name: str
    kinds: frozenset[Kind]
    get: Get
    description: str
    names: Names | None = None
    constants: Mapping[str, int] | None = field(default_factory=dict)
    words: tuple[str, ...] = ()
    cost: int = 0
    hindsight: bool = False
    """its value is known only once the messages behind this one have been seen"""
    varies: bool = False
    """it tells messages apart that are alike in their structure and all their values"""


def _header(index: int) -> Get:
    return lambda message: None if message.header is None else message.header[index]


def _flag(mask: int) -> Get:
    return lambda message: message.header is not None and message.header.nlmsg_flags & mask == mask


def _flag_names(message: Message) -> Collection[str]:
    """Those that apply; where nobody knows what the message is for, all that its bits could be called."""
    if message.header is None:
        return ()
    flags = message.header.nlmsg_flags
    known = _ALL_FLAGS if message.operation is Operation.OTHER else NLM_F[message.operation].constants.items()
    return [name for mask, name in known if flags & mask == mask]


def _generic(pick: Callable[[Generic], Plain]) -> Get:
    return lambda message: None if message.generic is None else pick(message.generic)


def _command(message: Message) -> Collection[str]:
    return () if message.generic is None or message.generic.command is None else (message.generic.command,)


def _error(pick: Callable[[Error], Plain]) -> Get:
    return lambda message: None if message.error is None else pick(message.error)


def _errno(message: Message) -> Plain:
    if message.header is None or message.header.nlmsg_type not in (NLMSG_ERROR, NLMSG_DONE) or len(message.data) < 20:
        return None
    (code,) = S32.unpack[message.order](message.data, 16)
    return abs(code)


def _process(message: Message) -> Sequence[Plain]:
    return () if message.process is None else (message.process.comm, message.process.pid)


def _caused_by(message: Message) -> Plain:
    cause = None if message.membership is None else message.membership.caused_by
    return None if cause is None else cause.frame


def _request(message: Message) -> Plain:
    return None if message.membership is None else message.membership.request.frame


FLAGS: Final[Mapping[str, int]] = {name: mask for flags in NLM_F.values() for mask, name in flags.constants.items()}
_ALL_FLAGS: Final = tuple((mask, name) for name, mask in FLAGS.items())
_PROTOCOLS: Final = {
    spelling: number
    for number, name in PROTOCOLS.items()
    for spelling in (name, alias(number), f"netlink-{alias(number)}")
}
_ERRNO: Final = {name: number for number, name in ERRNO.items()}

FIELDS: Final[Mapping[str, Field]] = {
    row.name: row
    for row in (
        # struct nlmsghdr
        Field("nlmsg_len", _NUMBER, _header(0), "length of the message in its header, bytes"),
        Field(
            "nlmsg_type", _NUMBER, _header(1), "message type", names=lambda m: (m.type_name,), constants=None
        ),
        Field("nlmsg_flags", _NUMBER, _header(2), "NLM_F_* flags", names=_flag_names, constants=FLAGS),
        Field("nlmsg_seq", _NUMBER, _header(3), "sequence number", varies=True),
        Field("nlmsg_pid", _NUMBER, _header(4), "port id", varies=True),
        # where and when
        Field("frame", _NUMBER, lambda m: m.frame, "number of the datagram in the capture, from 1", varies=True),
        Field("index", _NUMBER, lambda m: m.index, "number of the message in its datagram, from 0", varies=True),
        Field("time", frozenset({Kind.TIME}), lambda m: m.time, "when it was captured", varies=True),
        Field("len", _NUMBER, lambda m: len(m.data), "captured bytes of the message"),
        Field(
            "protocol", _NUMBER, lambda m: m.protocol, "netlink protocol: route, generic, netfilter …",
            names=lambda m: (m.protocol_alias, m.protocol_name), constants=_PROTOCOLS,
        ),
        Field("direction", _TEXT, lambda m: m.direction.value, "which way it went", words=tuple(Direction)),
        Field("process", frozenset({Kind.TEXT, Kind.NUMBER}), _process, "the program's name or process id"),
        Field("interface", _TEXT, lambda m: m.interface, "the interface it was captured on"),
        Field("netns", _NUMBER, lambda m: m.netns, "inode number of the network namespace"),
        Field("own", _TRUTH, lambda m: m.own, "caused by nldissect itself"),
        Field("comment", _TEXT, lambda m: m.comments, "comments in the capture file"),
        # its transaction
        Field(
            "transaction", _NUMBER, lambda m: None if m.membership is None else m.membership.number,
            "number of its transaction", varies=True,
        ),
        Field(
            "latency", frozenset({Kind.DURATION}), lambda m: None if m.membership is None else m.membership.latency,
            "from the request to its last answer", hindsight=True, varies=True,
        ),
        Field(
            "unanswered", _TRUTH, lambda m: m.membership is not None and m.membership.unanswered,
            "a request that got no answer, although one was due", hindsight=True,
        ),
        Field(
            "caused_by", _NUMBER, _caused_by, "frame number of the request that caused this notification", varies=True
        ),
        Field("request", _NUMBER, _request, "frame number of the request that this belongs to", varies=True),
        # generic netlink
        Field("family", _TEXT, _generic(lambda g: g.family), "generic netlink family", constants=None),
        Field(
            "cmd", _NUMBER, _generic(lambda g: g.cmd), "generic netlink command",
            names=_command, constants=None,
        ),
        Field("version", _NUMBER, _generic(lambda g: g.version), "version in the genlmsghdr"),
        # what follows from the whole
        Field("error", frozenset({Kind.ERRNO}), _error(lambda e: e.errno), "errno of a failure", constants=_ERRNO),
        Field("errno", frozenset({Kind.ERRNO}), _errno, "errno of any reply, 0 for success", constants=_ERRNO),
        Field("extack", _TEXT, _error(lambda e: e.words), "the kernel's words on a failure", cost=1),
        Field("summary", _TEXT, lambda m: m.summary, "the message in one line", cost=2),
        Field("note", _TEXT, lambda m: [note.code for note in m.notes], "codes of the remarks on it", cost=2),
        Field("note.text", _TEXT, lambda m: [note.text for note in m.notes], "words of the remarks on it", cost=2),
        Field(
            "note.level", _TEXT, lambda m: [note.level.value for note in m.notes], "how bad the remarks on it are",
            words=tuple(Level), cost=2,
        ),
        # Wireshark's flags and protocols
        *(
            Field(f"netlink.hdr_flags.{name.removeprefix('NLM_F_').lower()}", _TRUTH, _flag(mask), name)
            for name, mask in FLAGS.items()
        ),
        Field("netlink", _TRUTH, lambda m: True, "every message"),
        Field("netlink-route", _TRUTH, lambda m: m.protocol == ROUTE, "NETLINK_ROUTE"),
        Field("netlink-netfilter", _TRUTH, lambda m: m.protocol == NETFILTER, "NETLINK_NETFILTER"),
        Field("netlink-sock_diag", _TRUTH, lambda m: m.protocol == SOCK_DIAG, "NETLINK_SOCK_DIAG"),
        Field("genl", _TRUTH, lambda m: m.protocol == GENERIC, "NETLINK_GENERIC"),
    )
}  # fmt: skip
"""by name"""

ALIASES: Final[Mapping[str, str]] = {
    "type": "nlmsg_type",
    "flags": "nlmsg_flags",
    "seq": "nlmsg_seq",
    "pid": "nlmsg_pid",
    "portid": "nlmsg_pid",
    "proto": "protocol",
    "notes": "note",
    "command": "cmd",
    "eth": "mac",
    "ifindex": "dev",
    "comments": "comment",
    # Wireshark
    "frame.number": "frame",
    "frame.time": "time",
    "frame.time_epoch": "time",
    "frame.interface_name": "interface",
    "frame.comment": "comment",
    "netlink.family": "protocol",
    "netlink.hdr_len": "nlmsg_len",
    "netlink.hdr_type": "nlmsg_type",
    "netlink.hdr_flags": "nlmsg_flags",
    "netlink.hdr_seq": "nlmsg_seq",
    "netlink.hdr_pid": "nlmsg_pid",
    "tcp.dstport": "TCP.dport",
    "tcp.srcport": "TCP.sport",
    "udp.dstport": "UDP.dport",
    "udp.srcport": "UDP.sport",
    "ip.addr": "ip",
    "ipv6.addr": "ip",
    "eth.src": "Ether.src",
    "eth.dst": "Ether.dst",
    "netlink.error": "errno",
    "netlink-route.nltype": "nlmsg_type",
    "netlink-sock_diag.nltype": "nlmsg_type",
    "genl.family_id": "nlmsg_type",
    "genl.cmd": "cmd",
    "genl.version": "version",
    "genl.ctrl.cmd": "cmd",
    "genl.ctrl.op_id": "CTRL_ATTR_OP_ID",
    "genl.ctrl.op_flags": "CTRL_ATTR_OP_FLAGS",
    "genl.ctrl.group_name": "CTRL_ATTR_MCAST_GRP_NAME",
    "genl.ctrl.group_id": "CTRL_ATTR_MCAST_GRP_ID",
    "genl.ctrl.family_id": "CTRL_ATTR_FAMILY_ID",
    "genl.ctrl.family_name": "CTRL_ATTR_FAMILY_NAME",
    "genl.ctrl.version": "CTRL_ATTR_VERSION",
    "genl.ctrl.hdrsize": "CTRL_ATTR_HDRSIZE",
    "genl.ctrl.maxattr": "CTRL_ATTR_MAXATTR",
    "netlink-netfilter.family": "nfgen_family",
    "netlink-netfilter.res_id": "res_id",
    "netlink-route.rt_family": "rtm_family",
    "netlink-route.rt_dst_len": "rtm_dst_len",
    "netlink-route.rt_src_len": "rtm_src_len",
    "netlink-route.rt_tos": "rtm_tos",
    "netlink-route.rt_table": "rtm_table",
    "netlink-route.rt_protocol": "rtm_protocol",
    "netlink-route.rt_scope": "rtm_scope",
    "netlink-route.rt_type": "rtm_type",
    "netlink-route.rt_flags": "rtm_flags",
    "netlink-route.nd_family": "ndm_family",
    "netlink-route.nd_index": "ndm_ifindex",
    "netlink-route.nd_state": "ndm_state",
    "netlink-route.nd_flags": "ndm_flags",
    "netlink-route.nd_type": "ndm_type",
}
"""other names of fields, also of fields in the tree"""

EVERYWHERE: Final[Mapping[str, tuple[Kind, str]]] = {
    "ip": (Kind.ADDRESS, "any IPv4 or IPv6 address in the message"),
    "mac": (Kind.LINK_ADDRESS, "any link-layer address in the message"),
    "string": (Kind.TEXT, "any text in the message"),
    "dev": (Kind.INTERFACE, "any interface in the message, by index or name"),
}
"""fields that stand for every value of one kind, wherever it is in the tree"""

_SAME_NAME: Final = ("netlink-route.",)
"""prefixes under which Wireshark has the UAPI's own names, in lower case"""


def canonical(name: str) -> str:
    """A field's own name, where `name` is an alias of it; else `name` without the prefix of Wireshark's."""
    found = ALIASES.get(name.lower())
    if found is not None:
        return found
    for prefix in _SAME_NAME:
        if name.lower().startswith(prefix):
            return name[len(prefix) :]
    return name
