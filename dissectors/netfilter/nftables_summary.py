"""nf_tables' rules and elements in one line, as `nft --debug=netlink` writes them."""

from __future__ import annotations

from dissectors.constants import ETH_P
from dissectors.netfilter.nftables_data import FAMILY, L4PROTO, NFT_REG_VERDICT
from dissectors.netfilter.nftables_sets import NFT_SET_ELEM_CATCHALL
from nldissect.schema import Names, Node, network_address, render

MOST = 16
"""expressions or elements that a line shows"""

TEMPLATES = {
    "payload": (
        "payload[ load {NFTA_PAYLOAD_LEN}b @ {NFTA_PAYLOAD_BASE} + {NFTA_PAYLOAD_OFFSET} => reg {NFTA_PAYLOAD_DREG}]"
        "[ write reg {NFTA_PAYLOAD_SREG} => {NFTA_PAYLOAD_LEN}b @ {NFTA_PAYLOAD_BASE} + {NFTA_PAYLOAD_OFFSET}]"
    ),
    "exthdr": (
        "exthdr[ load {NFTA_EXTHDR_LEN}b @ {NFTA_EXTHDR_TYPE} + {NFTA_EXTHDR_OFFSET}"
        " => reg {NFTA_EXTHDR_DREG}][ write reg {NFTA_EXTHDR_SREG} => {NFTA_EXTHDR_LEN}b @ {NFTA_EXTHDR_TYPE}"
        " + {NFTA_EXTHDR_OFFSET}]"
    ),
    "meta": "meta[ load {NFTA_META_KEY} => reg {NFTA_META_DREG}][ set {NFTA_META_KEY} with reg {NFTA_META_SREG}]",
    "rt": "rt load {NFTA_RT_KEY} => reg {NFTA_RT_DREG}",
    "socket": "socket load {NFTA_SOCKET_KEY}[ level {NFTA_SOCKET_LEVEL}] => reg {NFTA_SOCKET_DREG}",
    "ct": (
        "ct[ load {NFTA_CT_KEY} => reg {NFTA_CT_DREG}][ set {NFTA_CT_KEY} with reg {NFTA_CT_SREG}]"
        "[ dir {NFTA_CT_DIRECTION}]"
    ),
    "fib": "fib {NFTA_FIB_FLAGS} {NFTA_FIB_RESULT} => reg {NFTA_FIB_DREG}",
    "osf": "osf dreg {NFTA_OSF_DREG}[ ttl {NFTA_OSF_TTL}]",
    "xfrm": "xfrm load {NFTA_XFRM_DIR} {NFTA_XFRM_SPNUM} {NFTA_XFRM_KEY} => reg {NFTA_XFRM_DREG}",
    "tunnel": "tunnel load {NFTA_TUNNEL_KEY} => reg {NFTA_TUNNEL_DREG}",
    "byteorder": (
        "byteorder reg {NFTA_BYTEORDER_DREG} = {NFTA_BYTEORDER_OP}(reg {NFTA_BYTEORDER_SREG},"
        " {NFTA_BYTEORDER_SIZE}, {NFTA_BYTEORDER_LEN})"
    ),
    "lookup": ("lookup[ {NFTA_LOOKUP_FLAGS}] reg {NFTA_LOOKUP_SREG} set {NFTA_LOOKUP_SET}[ => reg {NFTA_LOOKUP_DREG}]"),
    "dynset": (
        "dynset {NFTA_DYNSET_OP} reg {NFTA_DYNSET_SREG_KEY} set {NFTA_DYNSET_SET_NAME}"
        "[ data reg {NFTA_DYNSET_SREG_DATA}][ timeout {NFTA_DYNSET_TIMEOUT}ms]"
    ),
    "hash": (
        "hash {NFTA_HASH_TYPE}[ reg {NFTA_HASH_SREG}] => reg {NFTA_HASH_DREG}[ mod {NFTA_HASH_MODULUS}]"
        "[ offset {NFTA_HASH_OFFSET}]"
    ),
    "numgen": "numgen {NFTA_NG_TYPE} mod {NFTA_NG_MODULUS}[ offset {NFTA_NG_OFFSET}] => reg {NFTA_NG_DREG}",
    "objref": (
        "[{NFTA_OBJREF_IMM_TYPE} name {NFTA_OBJREF_IMM_NAME}][objref reg {NFTA_OBJREF_SET_SREG}"
        " set {NFTA_OBJREF_SET_NAME}]"
    ),
    "counter": "counter[ packets {NFTA_COUNTER_PACKETS} bytes {NFTA_COUNTER_BYTES}]",
    "limit": (
        "limit[ {NFTA_LIMIT_FLAGS}] rate {NFTA_LIMIT_RATE}/{NFTA_LIMIT_UNIT}s[ burst {NFTA_LIMIT_BURST}]"
        "[ {NFTA_LIMIT_TYPE}]"
    ),
    "connlimit": "ct count {NFTA_CONNLIMIT_COUNT}[ flags {NFTA_CONNLIMIT_FLAGS}]",
    "quota": "quota {NFTA_QUOTA_BYTES} bytes[ used {NFTA_QUOTA_CONSUMED}][ flags {NFTA_QUOTA_FLAGS}]",
    "last": "last",
    "log": (
        'log[ prefix "{NFTA_LOG_PREFIX}"]'
        "[ group {NFTA_LOG_GROUP}][ snaplen {NFTA_LOG_SNAPLEN}]"
        "[ queue-threshold {NFTA_LOG_QTHRESHOLD}][ level {NFTA_LOG_LEVEL}][ flags {NFTA_LOG_FLAGS}]"
    ),
    "queue": (
        "queue[ num {NFTA_QUEUE_NUM}][ total {NFTA_QUEUE_TOTAL}][ reg {NFTA_QUEUE_SREG_QNUM}]"
        "[ flags {NFTA_QUEUE_FLAGS}]"
    ),
    "reject": "reject {NFTA_REJECT_TYPE}[ code {NFTA_REJECT_ICMP_CODE}]",
    "nat": (
        "{NFTA_NAT_TYPE}[ {NFTA_NAT_FAMILY}][ addr reg {NFTA_NAT_REG_ADDR_MIN}][ to reg {NFTA_NAT_REG_ADDR_MAX}]"
        "[ proto reg {NFTA_NAT_REG_PROTO_MIN}][ to reg {NFTA_NAT_REG_PROTO_MAX}][ flags {NFTA_NAT_FLAGS}]"
    ),
    "masq": (
        "masquerade[ proto reg {NFTA_MASQ_REG_PROTO_MIN}][ to reg {NFTA_MASQ_REG_PROTO_MAX}][ flags {NFTA_MASQ_FLAGS}]"
    ),
    "redir": (
        "redirect[ proto reg {NFTA_REDIR_REG_PROTO_MIN}][ to reg {NFTA_REDIR_REG_PROTO_MAX}][ flags {NFTA_REDIR_FLAGS}]"
    ),
    "tproxy": "tproxy {NFTA_TPROXY_FAMILY}[ addr reg {NFTA_TPROXY_REG_ADDR}][ port reg {NFTA_TPROXY_REG_PORT}]",
    "synproxy": "synproxy mss {NFTA_SYNPROXY_MSS} wscale {NFTA_SYNPROXY_WSCALE}",
    "dup": "dup[ addr reg {NFTA_DUP_SREG_ADDR}][ dev reg {NFTA_DUP_SREG_DEV}]",
    "fwd": "fwd[ dev reg {NFTA_FWD_SREG_DEV}][ addr reg {NFTA_FWD_SREG_ADDR}]",
    "flow_offload": "flow add {NFTA_FLOW_TABLE_NAME}",
    "match": "match {NFTA_MATCH_NAME}[ rev {NFTA_MATCH_REV}]",
    "target": "target {NFTA_TARGET_NAME}[ rev {NFTA_TARGET_REV}]",
}
_OPERATORS = {"eq": "==", "neq": "!=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
_BITWISE = {"lshift": "<<", "rshift": ">>", "and": "&", "or": "|", "xor": "^"}

# What a register holds, where the expression that filled it tells.
_META = {1: "ethertype", 6: "name", 7: "name", 15: "family", 16: "protocol", 17: "name", 18: "name"} | {
    26: "name", 27: "name", 34: "name"
}  # fmt: skip
_CT = {6: "name", 10: "protocol", 11: "port", 12: "port", 19: "ip", 20: "ip", 21: "ip", 22: "ip"}
_NETWORK = {(12, 4): "ip", (16, 4): "ip", (8, 16): "ip", (24, 16): "ip", (9, 1): "protocol", (6, 1): "protocol"}
_TRANSPORT = {(0, 2): "port", (2, 2): "port"}
_WITH_PORTS = ("tcp", "udp", "udplite", "sctp", "dccp")
_TABLES = {"ethertype": ETH_P, "family": FAMILY, "protocol": L4PROTO}


class Registers:
    """What the expressions so far have told of what the registers hold."""

    __slots__ = ("holds", "portless")

    def __init__(self) -> None:
        self.holds: dict[int, str] = {}
        """where a register begins in the register file, in units of 4 bytes → a kind of value"""
        self.portless = False
        """whether the packet was found to be of a protocol without ports"""

    def of(self, register: int) -> str:
        """What the register holds, empty where unknown."""
        return self.holds.get(_place(register), "")

    def load(self, register: int, holds: str) -> None:
        """A register now holds that."""
        self.holds[_place(register)] = holds


def rule(tree: Node, names: Names) -> str:
    """`ip t c handle 5: meta load iifname => reg 1 · cmp reg 1 == "lo" · accept`."""
    head = render(
        "{nfgen_family}[ {NFTA_RULE_TABLE}][ {NFTA_RULE_CHAIN}][ handle {NFTA_RULE_HANDLE}]"
        "[ position {NFTA_RULE_POSITION}]",
        tree,
        names,
    )
    listed = tree.get("NFTA_RULE_EXPRESSIONS")
    if listed is None or not listed.children:
        return head
    registers = Registers()
    told = [expression(element, names, registers) for element in listed.children[:MOST]]
    return f"{head}: {' · '.join(told)}{_more(listed)}"


def elements(tree: Node, names: Names) -> str:
    """`inet f s { 0a000000, 0a000100 } (2 elements)`; a map's elements as `key : data`."""
    head = render("{nfgen_family}[ {NFTA_SET_ELEM_LIST_TABLE}][ {NFTA_SET_ELEM_LIST_SET}]", tree, names)
    listed = tree.get("NFTA_SET_ELEM_LIST_ELEMENTS")
    if listed is None or not listed.children:
        return head
    told = [_element(element, names) for element in listed.children[:MOST]]
    return f"{head} {{ {', '.join(told)}{_more(listed)} }}"


def _more(listed: Node) -> str:
    rest = len(listed.children) - MOST
    return f" … {rest} more" if rest > 0 else ""


def _element(element: Node, names: Names) -> str:
    flags = element.get("NFTA_SET_ELEM_FLAGS")
    key = _data(element.get("NFTA_SET_ELEM_KEY"), names)
    if not key and flags is not None and isinstance(flags.value, int) and flags.value & NFT_SET_ELEM_CATCHALL:
        key = "*"
    end = _data(element.get("NFTA_SET_ELEM_KEY_END"), names)
    data = _data(element.get("NFTA_SET_ELEM_DATA"), names) or render("{NFTA_SET_ELEM_OBJREF}", element, names)
    return key + (f"-{end}" if end else "") + (f" : {data}" if data else "")


def expression(element: Node, names: Names, registers: Registers) -> str:
    """One expression; `registers` learns what it loads."""
    name = element.get("NFTA_EXPR_NAME")
    data = element.get("NFTA_EXPR_DATA")
    kind = str(name.value) if name is not None else "?"
    if data is None:
        return kind
    match kind:
        case "immediate":
            return _immediate(data, names)
        case "cmp":
            register = _register(data, "NFTA_CMP_SREG")
            operator = _word(data, "NFTA_CMP_OP", names)
            value = _data(data.get("NFTA_CMP_DATA"), names, registers.of(register))
            if registers.of(register) == "protocol" and operator == "eq":
                registers.portless = value not in _WITH_PORTS
            return f"cmp reg {register} {_OPERATORS.get(operator, operator)} {value}"
        case "range":
            register = _register(data, "NFTA_RANGE_SREG")
            holds = registers.of(register)
            bounds = [_data(data.get(f"NFTA_RANGE_{end}_DATA"), names, holds) for end in ("FROM", "TO")]
            operator = _word(data, "NFTA_RANGE_OP", names)
            return f"range reg {register} {_OPERATORS.get(operator, operator)} {'-'.join(bounds)}"
        case "bitwise":
            return _bitwise(data, names, registers)
        case "inner":
            inside = data.get("NFTA_INNER_EXPR")
            head = render("inner {NFTA_INNER_TYPE}", data, names)
            return head if inside is None else f"{head} {expression(inside, names, registers)}"
    _learn(kind, data, registers)
    if kind == "exthdr" and "NFTA_EXTHDR_DREG" not in data and "NFTA_EXTHDR_SREG" not in data:
        return render("exthdr reset {NFTA_EXTHDR_TYPE}", data, names)
    template = TEMPLATES.get(kind)
    return kind if template is None else render(template, data, names)


def _immediate(data: Node, names: Names) -> str:
    register = _register(data, "NFTA_IMMEDIATE_DREG")
    value = _data(data.get("NFTA_IMMEDIATE_DATA"), names)
    return value if register == NFT_REG_VERDICT else f"immediate reg {register} {value}"


def _bitwise(data: Node, names: Names, registers: Registers) -> str:
    source, target = _register(data, "NFTA_BITWISE_SREG"), _register(data, "NFTA_BITWISE_DREG")
    registers.load(target, registers.of(source))
    operator = _word(data, "NFTA_BITWISE_OP", names)
    if operator in _BITWISE:
        other = _data(data.get("NFTA_BITWISE_DATA"), names) or f"reg {_register(data, 'NFTA_BITWISE_SREG2')}"
        return f"bitwise reg {target} = reg {source} {_BITWISE[operator]} {other}"
    mask, xor = (_data(data.get(f"NFTA_BITWISE_{part}"), names) for part in ("MASK", "XOR"))
    return f"bitwise reg {target} = (reg {source} & {mask}) ^ {xor}"


def _learn(kind: str, data: Node, registers: Registers) -> None:
    """Note what a load puts into its register; a concatenation's later parts go into the registers behind."""
    if kind == "meta":
        registers.load(_register(data, "NFTA_META_DREG"), _META.get(_register(data, "NFTA_META_KEY"), ""))
    elif kind == "ct":
        registers.load(_register(data, "NFTA_CT_DREG"), _CT.get(_register(data, "NFTA_CT_KEY"), ""))
    elif kind == "payload":
        where = {1: _NETWORK, 2: {} if registers.portless else _TRANSPORT}.get(_register(data, "NFTA_PAYLOAD_BASE"), {})
        what = _register(data, "NFTA_PAYLOAD_OFFSET"), _register(data, "NFTA_PAYLOAD_LEN")
        registers.load(_register(data, "NFTA_PAYLOAD_DREG"), where.get(what, ""))
    else:
        registers.holds.clear()


def _register(data: Node, name: str) -> int:
    found = data.get(name)
    value = None if found is None else found.value
    return value if isinstance(value, int) else -1


def _place(register: int) -> int:
    """NFT_REG_1 … NFT_REG_4 of 16 bytes lie over NFT_REG32_00 … NFT_REG32_15 of 4."""
    return register - 8 if register >= 8 else (register - 1) * 4


def _word(data: Node, name: str, names: Names) -> str:
    return render(f"{{{name}}}", data, names)


def _data(node: Node | None, names: Names, holds: str | None = None) -> str:
    """NFTA_DATA_VALUE or the verdict; `holds` tells what the bytes are."""
    if node is None:
        return ""
    value = node.get("NFTA_DATA_VALUE")
    if value is None:
        verdict = "{NFTA_DATA_VERDICT.NFTA_VERDICT_CODE}[ {NFTA_DATA_VERDICT.NFTA_VERDICT_CHAIN}]"
        return render(verdict, node, names)
    raw = bytes.fromhex(str(value.value))
    name = raw.rstrip(b"\0")
    if holds == "name" and name and name.isascii():
        return f'"{name.decode("ascii")}"'
    if holds == "ip" and len(raw) in (4, 16):
        return network_address(memoryview(raw), None) or f"0x{raw.hex()}"
    if holds == "port":
        return str(int.from_bytes(raw, "big"))
    if holds in _TABLES:
        return _TABLES[holds].short(int.from_bytes(raw, "big"), names)
    return f"0x{raw.hex()}"
