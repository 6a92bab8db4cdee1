"""What a row of the list tells of its transaction: the sign of a fold, how many it holds, outcome and latency."""

from __future__ import annotations

from collections import Counter
from typing import Final

from nldissect.control import NLMSG_DONE
from nldissect.message import Membership, Message
from nldissect.pairing import NFNL_MSG_BATCH_END
from nldissect.transactions import Role, State
from nldissect.tui.bundles import Bundles
from nldissect.tui.rows import Rows

_NOUNS: Final = {
    "ADDR": "addresses", "ADDRLABEL": "labels", "CHAIN": "chains", "LINK": "links", "MDB": "mdb entries",
    "NEIGH": "neighbours", "NEIGHTBL": "tables", "NETCONF": "settings", "NEXTHOP": "nexthops", "NSID": "namespaces",
    "QDISC": "qdiscs", "ROUTE": "routes", "RULE": "rules", "STATS": "interfaces", "TCLASS": "classes",
    "TFILTER": "filters", "VLAN": "vlans", "TABLE": "tables", "SET": "sets", "SETELEM": "elements", "OBJ": "objects",
    "FLOWTABLE": "flowtables",
}  # fmt: skip
"""RTM_GETx, NFT_MSG_GETx → what a dump of it lists"""
_SIGNS: Final = {State.ANSWERED: "✓", State.FAILED: "✗", State.OPEN: "…"}
_LOOKED_AT: Final = 1000
"""commands of a batch that are counted by kind"""
_KINDS: Final = 5
"""kinds of commands that are named"""

Fingerprint = tuple[int, int, int, bool, int | None]


def fingerprint(bundles: Bundles, row: int) -> Fingerprint:
    """What changes about a row after it has come: how its transaction stands."""
    number = bundles.index.transaction[row] >> 2
    if not number:
        return 0, 0, 0, False, None
    known = bundles.index.transactions
    return (
        bundles.members(number),
        known.replies[number],
        known.state[number],
        known.unanswered(number),
        bundles.answer(row),
    )


def fold_sign(rows: Rows, bundles: Bundles, row: int) -> str:
    """▸ and ▾ for a request that has others folded under it, or unfolded; │ and └ for these."""
    if rows.flat:
        return " "
    number = bundles.headed_by(row)
    if number:
        return "▸" if rows.is_folded(number) else "▾"
    if bundles.of(row):
        return "└" if bundles.index.type[row] == NLMSG_DONE else "│"
    return " "


def contents(bundles: Bundles, row: int, message: Message) -> str:
    """For a request that has others folded under it: 4,117 routes; NEWTABLE · NEWCHAIN · 14 NEWRULE."""
    number = bundles.headed_by(row)
    if not number:
        return ""
    if bundles.is_batch(number):
        return _commands(bundles, number, row)
    transactions = bundles.index.transactions
    count = bundles.members(number) - (transactions.state[number] == State.ANSWERED)
    noun = _NOUNS.get(message.type_name.rpartition("_GET")[2], "messages")
    return f"{count:,} {noun if count != 1 else _singular(noun)}"


def _singular(noun: str) -> str:
    for many, one in (("entries", "entry"), ("addresses", "address"), ("classes", "class")):
        noun = noun.replace(many, one)
    return noun.removesuffix("s") if not noun.endswith("ss") else noun


def _commands(bundles: Bundles, number: int, row: int) -> str:
    index = bundles.index
    count = max(0, bundles.commands(number) - 1)
    first = range(row + 1, min(row + 1 + min(count, _LOOKED_AT), len(index)))
    kinds = Counter(index.type[each] for each in first)
    named = []
    for kind, times in list(kinds.items())[:_KINDS]:
        name = index.message(next(each for each in first if index.type[each] == kind)).name
        named.append(f"{f'{times} ' if times > 1 else ''}{name.removeprefix('NFT_MSG_')}")
    if len(kinds) > _KINDS or count > _LOOKED_AT:
        named.append(f"… {count:,} commands")
    return " · ".join(named) or "empty"


def latency(bundles: Bundles, row: int, message: Message) -> str:
    """✓ 90µs on a request: how it ended and when; 31µs on an answer: how long after the request."""
    membership = message.membership
    if membership is None or membership.role is Role.NOTIFICATION:
        return ""
    transactions, number = membership.transactions, membership.number
    if membership.role is not Role.REQUEST:
        return duration(message.time - transactions.requested[number])
    if not _is_first(message, membership):
        return _outcome_in_batch(bundles, row, message, membership)
    if membership.unanswered:
        return "none!"
    taken = transactions.latency(number)
    sign = _SIGNS.get(State(transactions.state[number]), "")
    return f"{sign} {'' if taken is None else duration(taken)}".strip()


def _outcome_in_batch(bundles: Bundles, row: int, message: Message, membership: Membership) -> str:
    """How a batch's command ended, where answers tell: a batch in which one fails is undone as a whole."""
    number, transactions = membership.number, membership.transactions
    if not bundles.is_batch(number):
        return ""
    answer = bundles.answer(row)
    taken = "" if answer is None else duration(bundles.index.time_of(answer) - message.time)
    if answer is not None and bundles.refuses(answer):
        return f"✗ {taken}"
    if transactions.state[number] == State.FAILED:  # what was acknowledged too
        ends = message.header is not None and message.header.nlmsg_type == NFNL_MSG_BATCH_END
        return "" if ends else "undone"
    return "" if answer is None else f"✓ {taken}"


def _is_first(message: Message, membership: Membership) -> bool:
    return membership.transactions.request(membership.number) == (message.frame, message.index)


def transaction(message: Message) -> str:
    """The number of the transaction; with ↩ on what a notification was caused by."""
    membership = message.membership
    if membership is None:
        return ""
    return f"{'↩' if membership.role is Role.NOTIFICATION else ''}{membership.number}"


def duration(nanoseconds: int) -> str:
    """31µs, 1.2ms, 14s"""
    sign, size = ("-" if nanoseconds < 0 else ""), abs(nanoseconds)
    for unit, factor in (("s", 1_000_000_000), ("ms", 1_000_000), ("µs", 1_000)):
        if size >= factor:
            whole = size / factor
            return f"{sign}{whole:.0f}{unit}" if whole >= 9.95 else f"{sign}{whole:.1f}{unit}"
    return f"{sign}{size}ns" if size else "0µs"
