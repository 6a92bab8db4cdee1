"""NETLINK_XFRM: IPsec states, policies and what happens to them (linux/xfrm.h)."""

from __future__ import annotations

from typing import Literal

from dissectors.constants import AF, IPPROTO
from dissectors.xfrm.attributes import XFRMA, XFRMA_SAD, XFRMA_SPD
from dissectors.xfrm.constants import (
    SPI,
    XFRM_AE,
    XFRM_MIGRATE_STATE,
    XFRM_USERPOLICY,
)
from dissectors.xfrm.structs import (
    COMPAT_XFRM_USERPOLICY_INFO,
    COMPAT_XFRM_USERSA_INFO,
    XFRM_MARK,
    XFRM_SELECTOR,
    XFRM_USERPOLICY_ID,
    XFRM_USERPOLICY_INFO,
    XFRM_USERSA_ID,
    XFRM_USERSA_INFO,
    xfrm_address,
    xfrm_id,
)
from nldissect.schema import (
    BE16,
    BOOL,
    HEX,
    U8,
    U16,
    U32,
    AttributeSet,
    Headed,
    Member,
    Message,
    Names,
    Node,
    Operation,
    Pad,
    Payload,
    Select,
    Shape,
    Struct,
    Summary,
    render,
)

NETLINK_XFRM = 6


def _userspi_info(name: str, info: Struct) -> Struct:
    return Struct(name, [Member("info", info), Member("min", U32, SPI), Member("max", U32, SPI)])


def _user_acquire(name: str, policy: Struct) -> Struct:
    return Struct(
        name,
        [
            Member("id", xfrm_id("sel.family")),
            Member("saddr", xfrm_address("sel.family")),
            Member("sel", XFRM_SELECTOR),
            Member("policy", policy),
            Member("aalgos", U32, HEX),
            Member("ealgos", U32, HEX),
            Member("calgos", U32, HEX),
            Member("seq", U32),
        ],
    )


def _user_expire(name: str, state: Struct, pad: int) -> Struct:
    return Struct(name, [Member("state", state), Member("hard", U8, BOOL), Pad(pad)])


def _user_polexpire(name: str, policy: Struct, pad: int) -> Struct:
    return Struct(name, [Member("pol", policy), Member("hard", U8, BOOL), Pad(pad)])


XFRM_USERSPI_INFO = _userspi_info("xfrm_userspi_info", XFRM_USERSA_INFO)
COMPAT_XFRM_USERSPI_INFO = _userspi_info("compat_xfrm_userspi_info", COMPAT_XFRM_USERSA_INFO)
XFRM_USER_ACQUIRE = _user_acquire("xfrm_user_acquire", XFRM_USERPOLICY_INFO)
COMPAT_XFRM_USER_ACQUIRE = _user_acquire("compat_xfrm_user_acquire", COMPAT_XFRM_USERPOLICY_INFO)
XFRM_USER_EXPIRE = _user_expire("xfrm_user_expire", XFRM_USERSA_INFO, 7)
COMPAT_XFRM_USER_EXPIRE = _user_expire("compat_xfrm_user_expire", COMPAT_XFRM_USERSA_INFO, 3)
XFRM_USER_POLEXPIRE = _user_polexpire("xfrm_user_polexpire", XFRM_USERPOLICY_INFO, 7)
COMPAT_XFRM_USER_POLEXPIRE = _user_polexpire("compat_xfrm_user_polexpire", COMPAT_XFRM_USERPOLICY_INFO, 3)
XFRM_AEVENT_ID = Struct(
    "xfrm_aevent_id",
    [
        Member("sa_id", XFRM_USERSA_ID),
        Member("saddr", xfrm_address("sa_id.family")),
        Member("flags", U32, XFRM_AE),
        Member("reqid", U32),
    ],
)
XFRM_USERSA_FLUSH = Struct("xfrm_usersa_flush", [Member("proto", U8, IPPROTO)])
XFRM_USER_REPORT = Struct("xfrm_user_report", [Member("proto", U8, IPPROTO), Pad(3), Member("sel", XFRM_SELECTOR)])
XFRM_USER_MIGRATE_STATE = Struct(
    "xfrm_user_migrate_state",
    [
        Member("id", XFRM_USERSA_ID),
        Member("new_daddr", xfrm_address("new_family")),
        Member("new_saddr", xfrm_address("new_family")),
        Member("old_mark", XFRM_MARK),
        Member("new_sel", XFRM_SELECTOR),
        Member("new_reqid", U32),
        Member("flags", U32, XFRM_MIGRATE_STATE),
        Member("new_family", U16, AF),
        Pad(2, "reserved"),
    ],
)
XFRM_USER_MAPPING = Struct(
    "xfrm_user_mapping",
    [
        Member("id", XFRM_USERSA_ID),
        Member("reqid", U32),
        Member("old_saddr", xfrm_address("id.family")),
        Member("new_saddr", xfrm_address("id.family")),
        Member("old_sport", BE16),
        Member("new_sport", BE16),
    ],
)
XFRM_USERPOLICY_DEFAULT = Struct(
    "xfrm_userpolicy_default",
    [
        Member("in", U8, XFRM_USERPOLICY),
        Member("fwd", U8, XFRM_USERPOLICY),
        Member("out", U8, XFRM_USERPOLICY),
    ],
)
INFO_FLAGS = Struct("flags", [Member("flags", U32, HEX)])
"""a u32 of its own that the kernel hands back and takes no notice of"""

# Bodies.


def _are_attributes(data: memoryview, start: int, order: str, space: AttributeSet) -> bool:
    """Whether attributes of that set, and nothing else, fill the bytes from `start` on."""
    byteorder: Literal["little", "big"] = "little" if order == "<" else "big"
    offset = start
    while offset + 4 <= len(data):
        length, number = (int.from_bytes(data[at : at + 2], byteorder) for at in (offset, offset + 2))
        if length < 4 or offset + length > len(data) or number & 0x3FFF not in space.by_number:
            return False
        offset += (length + 3) & ~3
    return start <= len(data) <= offset


def _either(native: Struct, compat: Struct) -> Select:
    """A header in either layout and attributes: the one behind which attributes are found, else the usual one.

    Where the two are eight bytes apart, both may fit, as an attribute may be eight bytes long; but the native struct
    has a flag and padding there (`hard`), which is no attribute.
    """
    far = native.fixed_size - compat.fixed_size > 4

    def is_compat(payload: memoryview, order: str) -> bool:
        fits = _are_attributes(payload, compat.fixed_size, order, XFRMA)
        return fits and (far or not _are_attributes(payload, native.fixed_size, order, XFRMA))

    return Select(Payload(is_compat), {True: Headed(compat, XFRMA)}, default=Headed(native, XFRMA))


_STATE = _either(XFRM_USERSA_INFO, COMPAT_XFRM_USERSA_INFO)
_POLICY = _either(XFRM_USERPOLICY_INFO, COMPAT_XFRM_USERPOLICY_INFO)
_POLICY_EXPIRE = _either(XFRM_USER_POLEXPIRE, COMPAT_XFRM_USER_POLEXPIRE)
_GET_STATE = Select(
    Payload(lambda payload, order: _are_attributes(payload, 0, order, XFRMA)),
    {True: XFRMA},
    default=Headed(XFRM_USERSA_ID, XFRMA),
)
"""a dump's request has attributes only, one state's has a header"""

# Summaries, as ip writes them.

_SA = "[src {saddr} dst {id.daddr} proto {id.proto} spi {id.spi}][ reqid {reqid} mode {mode}]"
_TEMPLATES_SHOWN = 3


def _state(tree: Node, names: Names) -> str:
    """`src 10.0.0.1 dst 10.0.0.2 proto esp spi 0x00001000 reqid 1 mode tunnel`."""
    info = tree.get("info") or tree.get("state") or tree
    hard = tree.get("hard")
    kind = "" if hard is None else " hard" if hard.value else " soft"
    return render(_SA, info, names) + kind


def _policy(tree: Node, names: Names) -> str:
    """`src 10.0.0.0/8 dst 10.1.0.0/16 dir out priority 100 tmpl src …`."""
    info = tree.get("pol") or tree
    words = [render("{sel} dir {dir}[ priority {priority}][ action {action}]", info, names)]
    words += (f"tmpl {template.text}" for template in list(tree.get("XFRMA_TMPL") or ())[:_TEMPLATES_SHOWN])
    hard = tree.get("hard")
    if hard is not None:
        words.append("hard" if hard.value else "soft")
    return " ".join(words)


def _policy_id(tree: Node, names: Names) -> str:
    """By its index where it has one, else by its selector."""
    index = tree.get("index")
    told = "index {index} dir {dir}" if index is not None and index.value else "[{sel} ][dir {dir}]"
    return render(told, tree, names)


_BY_ID = "[src {XFRMA_SRCADDR} ][dst {daddr} ][proto {proto}][ spi {spi}][proto {XFRMA_PROTO}]"
_EVENT = "src {saddr} {sa_id}[ {flags}]"
_ACQUIRE = "proto {id.proto} src {saddr} dst {id.daddr} for {sel}"
_MAPPING = "{id} from {old_saddr} port {old_sport} to {new_saddr} port {new_sport}"
_SPD = "[{XFRMA_SPD_INFO}][ IPv4 {XFRMA_SPD_IPV4_HTHRESH}][ IPv6 {XFRMA_SPD_IPV6_HTHRESH}]"
_DEFAULT = "in {in} fwd {fwd} out {out}"


def _message(number: int, name: str, body: Shape, operation: Operation, summary: Summary) -> Message:
    return Message(NETLINK_XFRM, number, name, body=body, operation=operation, summary=summary)


MESSAGES = (
    _message(16, "XFRM_MSG_NEWSA", _STATE, Operation.NEW, _state),
    _message(17, "XFRM_MSG_DELSA", Headed(XFRM_USERSA_ID, XFRMA), Operation.DELETE, _BY_ID),
    _message(18, "XFRM_MSG_GETSA", _GET_STATE, Operation.GET, _BY_ID),
    _message(19, "XFRM_MSG_NEWPOLICY", _POLICY, Operation.NEW, _policy),
    _message(20, "XFRM_MSG_DELPOLICY", Headed(XFRM_USERPOLICY_ID, XFRMA), Operation.DELETE, _policy_id),
    _message(21, "XFRM_MSG_GETPOLICY", Headed(XFRM_USERPOLICY_ID, XFRMA), Operation.GET, _policy_id),
    _message(22, "XFRM_MSG_ALLOCSPI", _either(XFRM_USERSPI_INFO, COMPAT_XFRM_USERSPI_INFO), Operation.NEW, _state),
    _message(23, "XFRM_MSG_ACQUIRE", _either(XFRM_USER_ACQUIRE, COMPAT_XFRM_USER_ACQUIRE), Operation.OTHER, _ACQUIRE),
    _message(24, "XFRM_MSG_EXPIRE", _either(XFRM_USER_EXPIRE, COMPAT_XFRM_USER_EXPIRE), Operation.OTHER, _state),
    _message(25, "XFRM_MSG_UPDPOLICY", _POLICY, Operation.NEW, _policy),
    _message(26, "XFRM_MSG_UPDSA", _STATE, Operation.NEW, _state),
    _message(
        27, "XFRM_MSG_POLEXPIRE", _either(XFRM_USER_POLEXPIRE, COMPAT_XFRM_USER_POLEXPIRE), Operation.OTHER, _policy
    ),
    _message(28, "XFRM_MSG_FLUSHSA", Headed(XFRM_USERSA_FLUSH, XFRMA), Operation.DELETE, "proto {proto}"),
    _message(29, "XFRM_MSG_FLUSHPOLICY", XFRMA, Operation.DELETE, "[ptype {XFRMA_POLICY_TYPE.type}]"),
    _message(30, "XFRM_MSG_NEWAE", Headed(XFRM_AEVENT_ID, XFRMA), Operation.NEW, _EVENT),
    _message(31, "XFRM_MSG_GETAE", Headed(XFRM_AEVENT_ID, XFRMA), Operation.GET, _EVENT),
    _message(32, "XFRM_MSG_REPORT", Headed(XFRM_USER_REPORT, XFRMA), Operation.OTHER, "proto {proto} {sel}"),
    _message(33, "XFRM_MSG_MIGRATE", Headed(XFRM_USERPOLICY_ID, XFRMA), Operation.OTHER, _policy_id),
    _message(34, "XFRM_MSG_NEWSADINFO", Headed(INFO_FLAGS, XFRMA_SAD), Operation.NEW, "[count {XFRMA_SAD_CNT}]"),
    _message(35, "XFRM_MSG_GETSADINFO", Headed(INFO_FLAGS, XFRMA_SAD), Operation.GET, ""),
    _message(36, "XFRM_MSG_NEWSPDINFO", Headed(INFO_FLAGS, XFRMA_SPD), Operation.NEW, _SPD),
    _message(37, "XFRM_MSG_GETSPDINFO", Headed(INFO_FLAGS, XFRMA_SPD), Operation.GET, ""),
    _message(38, "XFRM_MSG_MAPPING", Headed(XFRM_USER_MAPPING, XFRMA), Operation.OTHER, _MAPPING),
    _message(39, "XFRM_MSG_SETDEFAULT", Headed(XFRM_USERPOLICY_DEFAULT, XFRMA), Operation.NEW, _DEFAULT),
    _message(40, "XFRM_MSG_GETDEFAULT", Headed(XFRM_USERPOLICY_DEFAULT, XFRMA), Operation.GET, _DEFAULT),
    _message(
        41,
        "XFRM_MSG_MIGRATE_STATE",
        Headed(XFRM_USER_MIGRATE_STATE, XFRMA),
        Operation.OTHER,
        "{id} to src {new_saddr} dst {new_daddr}",
    ),
)
