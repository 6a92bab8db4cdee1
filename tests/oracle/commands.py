"""Which messages a command's output is made from, and the table that says how."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from nldissect.tree import Node
from tests.oracle.compare import Ignored, Rule, Table, Tally, differences
from tests.oracle.sessions import Answer
from tests.oracle.tables import bridge, ethtool, ip_link, ip_more, nft, nft_rule, others, ss, tc, tc_filter

Pair = tuple[Any, Node | None, Table]
Rows = Callable[[Answer, Tally], Iterator[Pair]]
"""pairs each object that a command printed with the node that it was printed from"""


def each(table: Table, *types: str) -> Rows:
    """One object a message, in their order."""

    def rows(answer: Answer, tally: Tally) -> Iterator[Pair]:
        output = [row for row in answer.output if row]
        told = [message.tree for message in answer.told(*types)][-len(output) :]
        for number, row in enumerate(output):
            yield row, told[number] if number < len(told) else None, table

    return rows


def found_by(table: Table, *types: str, keys: tuple[str, ...]) -> Rows:
    """One object a message: the first one left that agrees in the fields `keys`; the tool leaves messages out."""

    def rows(answer: Answer, tally: Tally) -> Iterator[Pair]:
        left = [message.tree for message in answer.told(*types)]
        for row in answer.output:
            wanted = {name: row[name] for name in keys if name in row}
            chosen = next(
                (tree for tree in left if not any(differences(wanted, tree, table, Tally(tally.interfaces)))), None
            )
            if chosen is not None:
                left.remove(chosen)
            if row:
                yield row, chosen, table

    return rows


def addresses(answer: Answer, tally: Tally) -> Iterator[Pair]:
    """Links, and under each its addresses."""
    trees = [message.tree for message in answer.told("RTM_NEWADDR")]
    output = [row for row in answer.output if row]
    links = [message.tree for message in answer.told("RTM_NEWLINK")][-len(output) :]
    for row, link in zip(output, links, strict=True):
        yield {name: value for name, value in row.items() if name != "addr_info"}, link, ip_link.LINK
        left = [tree for tree in trees if tree["ifa_index"].value == row["ifindex"]]
        for number, address in enumerate(row["addr_info"]):
            yield address, left[number] if number < len(left) else None, ip_more.ADDRESS


def multicast_entries(answer: Answer, tally: Tally) -> Iterator[Pair]:
    """Each entry is a struct among others, with its attributes after it."""
    trees = [node for message in answer.told("RTM_GETMDB", "RTM_NEWMDB") for node in message.tree.walk()]
    told = [node for node in trees if node.name == "MDBA_MDB_ENTRY_INFO"]
    for number, row in enumerate(answer.output[0]["mdb"]):
        yield row, told[number] if number < len(told) else None, bridge.MDB


def action_lists(answer: Answer, tally: Tally) -> Iterator[Pair]:
    """Two objects a message: how many there are, and which."""
    (told,) = answer.told("RTM_GETACTION")
    for row in answer.output:
        yield row, told.tree, tc_filter.ACTION_LIST


def features(answer: Answer, tally: Tally) -> Iterator[Pair]:
    """A bit of several bitsets each; the names of the bits come in a message of their own."""
    numbers = ethtool.names(answer.told("ETHTOOL_MSG_STRSET_GET_REPLY")[0])
    (reply,) = answer.told("ETHTOOL_MSG_FEATURES_GET_REPLY")

    def rule(name: str) -> Rule:
        if name in ethtool.TOGETHER:
            return Ignored("several features at once, worked out by the tool")
        number = numbers[ethtool.ALIASES.get(name, name)]
        return lambda node: ethtool.feature(node, number)

    fields: dict[str, Rule] = {name: rule(name) for name in answer.output[0] if name != "ifname"}
    yield answer.output[0], reply.tree, Table({"ifname": ethtool.whose, **fields})


def sockets(table: Table) -> Rows:
    """A socket a message, in their order."""

    def rows(answer: Answer, tally: Tally) -> Iterator[Pair]:
        ss.DEVICES.update((number, name) for name, number in tally.interfaces.items())
        told = [message.tree for message in answer.told("SOCK_DIAG_BY_FAMILY")]
        for number, row in enumerate(ss.sockets(answer.output)):
            yield row, told[number] if number < len(told) else None, table

    return rows


def one_of(table: Table, *types: str) -> Rows:
    """Objects in any form, each told by one message; the key in the output is the field `handle`.

    Of a capture that holds the replies to several questions: the message that says all of it, else the first.
    """

    def rows(answer: Answer, tally: Tally) -> Iterator[Pair]:
        trees = [message.tree for message in answer.told(*types)]
        for row in _objects(answer.output):
            quiet = Tally(tally.interfaces)
            yield row, next((tree for tree in trees if not any(differences(row, tree, table, quiet))), trees[0]), table

    return rows


def _objects(output: Any) -> Iterator[dict[str, Any]]:
    if isinstance(output, list):
        yield from output
    elif set(output) & {"port", "health"}:
        for handle, told in next(iter(output.values())).items():
            yield from ({"handle": handle, **each} for each in (told if isinstance(told, list) else [told]))
    else:
        yield output


COMMANDS: dict[str, Rows | Ignored] = {
    r"ip .*link show": each(ip_link.LINK, "RTM_NEWLINK"),
    r"ip .*maddr show": Ignored("comes from /proc"),
    r"ip .*addr show": addresses,
    r"ip .*neigh show": found_by(ip_more.NEIGHBOUR, "RTM_NEWNEIGH", keys=("dst", "dev")),
    r"ip .*ntable show": found_by(
        ip_more.NEIGHBOUR_TABLE, "RTM_NEWNEIGHTBL", keys=("family", "name", "dev", "thresh1")
    ),
    r"ip .*route (show|get)": found_by(
        ip_more.ROUTE, "RTM_NEWROUTE", keys=("type", "dst", "dev", "table", "metric", "dst+")
    ),
    r"ip .*nexthop (show|get)": each(ip_more.NEXTHOP, "RTM_NEWNEXTHOP"),
    r"ip .*nexthop bucket show": each(ip_more.BUCKET, "RTM_NEWNEXTHOPBUCKET"),
    r"ip .*rule show": each(ip_more.RULE, "RTM_NEWRULE"),
    r"ip .*netconf show": found_by(ip_more.NETCONF, "RTM_NEWNETCONF", keys=("family", "interface")),
    r"ip .*netns list-id": each(ip_more.NAMESPACE, "RTM_NEWNSID"),
    r"ip .*addrlabel list": each(ip_more.ADDRESS_LABEL, "RTM_NEWADDRLABEL"),
    r"ip .*link xstats": found_by(bridge.XSTATS, "RTM_NEWSTATS", keys=("ifname",)),
    r"ip .*stats show": Ignored("each row is a part of a message; `link show` and `link xstats` tell the same nests"),
    r"ip .*macsec show": each(ip_more.MACSEC, "MACSEC_CMD_GET_TXSC"),
    r"ip .*fou show": each(ip_more.FOU, "FOU_CMD_GET"),
    r"ip .*ioam namespace show": each(ip_more.IOAM_NAMESPACE, "IOAM6_CMD_DUMP_NAMESPACES"),
    r"ip .*ioam schema show": Ignored("the bytes stand there as fields without a name"),
    r"tc .*qdisc show": found_by(tc.QDISC, "RTM_NEWQDISC", keys=("kind", "handle", "parent", "dev")),
    r"tc .*filter show": each(tc_filter.FILTER, "RTM_NEWTFILTER"),
    r"tc .*chain show": each(tc_filter.CHAIN, "RTM_NEWCHAIN"),
    r"tc .*actions ls": action_lists,
    r"ethtool --json -k": features,
    r"ss -[tuw]": sockets(ss.INET),
    r"ss -x": sockets(ss.UNIX),
    r"ss -fnetlink": sockets(ss.NETLINK),
    r"ss -0": sockets(ss.PACKET),
    r"ip .*l2tp show tunnel": each(ip_more.L2TP_TUNNEL, "L2TP_CMD_TUNNEL_GET"),
    r"ip .*l2tp show session": each(ip_more.L2TP_SESSION, "L2TP_CMD_SESSION_GET"),
    r"ip .*mptcp endpoint show": each(ip_more.MPTCP_ENDPOINT, "MPTCP_PM_CMD_GET_ADDR"),
    r"dcb -j": one_of(others.DCB, "RTM_GETDCB"),
    r"devlink -j port": one_of(others.DEVLINK_PORT, "DEVLINK_CMD_PORT_NEW"),
    r"devlink -j health": one_of(others.DEVLINK_HEALTH, "DEVLINK_CMD_HEALTH_REPORTER_GET"),
    r"rdma -j -d link": one_of(others.RDMA_LINK, "RDMA_NLDEV_CMD_GET"),
    r"bridge .*link show": found_by(bridge.LINK, "RTM_NEWLINK", keys=("ifindex", "state")),
    r"bridge .*fdb show": found_by(bridge.FDB, "RTM_NEWNEIGH", keys=("mac", "ifname", "vlan", "dst", "nhid", "state")),
    r"bridge .*mdb show": multicast_entries,
    r"bridge .*vlan show": each(bridge.VLANS, "RTM_NEWVLAN"),
    r"bridge .*vlan global show": each(bridge.GLOBAL_VLANS, "RTM_NEWVLAN"),
    r"bridge .*vlan tunnelshow": each(bridge.VLANS, "RTM_NEWVLAN"),
    r"ip .*token list": found_by(ip_more.TOKEN, "RTM_NEWLINK", keys=("ifname",)),
}


def ruleset(answer: Answer, tally: Tally) -> Iterator[str]:
    """The ruleset: objects by their tables, elements by their keys, rules by their expressions."""
    trees = {kind: [message.tree for message in answer.told(kind)] for kind in NFT_MESSAGES}
    for row in answer.output["nftables"]:
        ((kind, told),) = row.items()
        where = f"nft {kind} {told.get('table', '')} {told.get('name', told.get('handle', ''))}"
        if kind == "rule":
            yield from _rule(told, trees["NFT_MSG_NEWRULE"], tally, where)
        elif kind != "metainfo":
            message, table = nft.TABLES[kind]
            keys = {name: told[name] for name in ("family", "table", "name") if name in told}
            named = (tree for tree in trees[message] if not any(differences(keys, tree, table, Tally())))
            if (tree := next(named, None)) is None:
                yield f"{where}: no message tells it"
            else:
                yield from differences(told, tree, table, tally, where)
        if kind in ("set", "map") and "elem" in told:
            elements = [
                tree for tree in trees["NFT_MSG_NEWSETELEM"] if tree["NFTA_SET_ELEM_LIST_SET"].value == told["name"]
            ]
            interval = "interval" in told.get("flags", ())
            listed = [element[0] if kind == "map" else element for element in told["elem"]]
            theirs = sorted(key for each in listed for key in nft.keys(each, told["type"], interval=interval))
            tally.compared += len(theirs)
            if theirs != (ours := nft.told_keys(elements)):
                yield f"{where}: tool {theirs}, we {ours}"


NFT_MESSAGES = {message for message, _ in nft.TABLES.values()} | {"NFT_MSG_NEWRULE", "NFT_MSG_NEWSETELEM"}


def _rule(told: Any, trees: list[Node], tally: Tally, where: str) -> Iterator[str]:
    for tree in trees:
        if (tree["NFTA_RULE_TABLE"].value, tree["NFTA_RULE_HANDLE"].value) == (told["table"], told["handle"]):
            compared, lacking = nft_rule.missing(tree, told["expr"])
            tally.compared += compared
            for what in lacking:
                yield f"{where}: no {what}"
            if "comment" in told and nft.comment("NFTA_RULE_USERDATA")(tree) != told["comment"]:
                yield f"{where}: comment {told['comment']!r}"
            return
    yield f"{where}: no message tells it"


def pairs(answer: Answer, tally: Tally) -> Iterator[Pair]:
    """What the command printed, object by object, with our nodes; nothing for what is not made of such objects."""
    found = rows_of(answer)
    if found is not None and not isinstance(found, Ignored):
        yield from found(answer, tally)


def rows_of(answer: Answer) -> Rows | Ignored | None:
    """How a command's output is paired with messages; None where nothing is known of the command."""
    return next((rows for pattern, rows in COMMANDS.items() if re.match(pattern, answer.command)), None)


def problems(answer: Answer, tally: Tally) -> Iterator[str]:
    """What the command printed otherwise than we decode; a command without a table is one of them."""
    rows = rows_of(answer)
    if answer.command == RULESET:
        yield from ruleset(answer, tally)
    elif rows is None:
        yield f"{answer.command}: no table"
    elif isinstance(rows, Ignored):
        tally.ignored[answer.command] = rows.reason
    else:
        for number, (row, node, table) in enumerate(rows(answer, tally)):
            if node is None:
                yield f"{answer.command}: [{number}]: no message tells {row}"
            else:
                yield from differences(row, node, table, tally, f"{answer.command}: [{number}]")


RULESET = "nft -j list ruleset"
