"""Asking for the route to an address: one struct, there and back (include/net/ip_fib.h, net/ipv4/fib_frontend.c)."""

from __future__ import annotations

from typing import Final

from dissectors.route.constants import RT_SCOPE, RT_TABLE, RTN
from nldissect.schema import ERRNO, HEX, IPV4, S32, U8, U32, Member, Message, Names, Node, Operation, Struct, render

NETLINK_FIB_LOOKUP: Final = 10

FIB_RESULT_NL: Final = Struct(
    "fib_result_nl",
    [
        Member("fl_addr", IPV4),
        Member("fl_mark", U32, HEX),
        Member("fl_tos", U8, HEX),
        Member("fl_scope", U8, RT_SCOPE),
        Member("tb_id_in", U8, RT_TABLE),
        Member("tb_id", U8, RT_TABLE),
        Member("prefixlen", U8),
        Member("nh_sel", U8),
        Member("type", U8, RTN),
        Member("scope", U8, RT_SCOPE),
        Member("err", S32, ERRNO),
    ],
)
"""the first five are the question, the others the answer; fl_addr is big-endian"""


def summary(tree: Node, names: Names) -> str:
    """8.8.8.8, and as the answer: 127.0.0.1 local table main prefix 32 scope host."""
    err, kind, table = tree.get("err"), tree.get("type"), tree.get("tb_id")
    if err is not None and err.value:
        return render("{fl_addr} {err}", tree, names)
    if (kind is None or not kind.value) and (table is None or not table.value):
        return render("{fl_addr}", tree, names)
    return render("{fl_addr} {type} table {tb_id} prefix {prefixlen} scope {scope}", tree, names)


MESSAGES: Final = (Message(NETLINK_FIB_LOOKUP, 0, "fib_result_nl", FIB_RESULT_NL, None, Operation.GET, summary),)
"""the kernel does not look at the type: programs leave it 0"""
