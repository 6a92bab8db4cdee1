"""What `ss -aemnO` prints: a line a socket, read here into fields like those of JSON."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from nldissect.tree import Node
from tests.oracle.compare import Ignored, Inside, Table, at, get
from tests.oracle.tables.ip_more import itself, number

_RATES = ("send", "pacing_rate", "delivery_rate", "max_pacing_rate")
_WORDS = ("ts", "sack", "ecn", "ecnseen", "app_limited", "cubic", "reno", "bbr")
CONGESTION = ("cubic", "reno", "bbr")


def sockets(text: str) -> list[dict[str, Any]]:
    """The lines of the output; a word that this does not know becomes a field, which no table names."""
    head, *lines = text.splitlines()
    return [_socket(line, "Netid" in head) for line in lines if line.strip()]


def _socket(line: str, with_kind: bool) -> dict[str, Any]:
    line = re.sub(r"flags\( (.*?) \)", lambda found: "flags:" + "|".join(found[1].split()), line)
    line = re.sub(rf"\b({'|'.join(_RATES)}) (\d+)bps", r"\1:\2", line).replace("<->", "").replace("peers:", "")
    words = line.split()
    found: dict[str, Any] = {"kind": words.pop(0)} if with_kind else {}
    for name in ("state", "recv", "send_queue"):
        found[name] = words.pop(0)
    ends = words[: 2 if ":" in words[0] else 4]
    del words[: len(ends)]
    found["ends"] = ends
    for word in words:
        memory = re.match(r"(skmem|fanout):?\((.*)\)$", word)
        if memory:
            pairs = re.findall(r"([a-z]+):?([a-z0-9]+)", memory[2])
            pattern = r"([a-z]+?)(\d+)" if memory[1] == "skmem" else r"([a-z]+):(\w+)"
            found[memory[1]] = dict(re.findall(pattern, memory[2]))
            assert len(found[memory[1]]) == len(pairs)
        elif word in CONGESTION:
            found["congestion"] = word
        elif word in _WORDS:
            found[word] = True
        else:
            name, _, value = word.partition("=" if "=" in word else ":")
            found[name] = value
    return found


MEMORY = {
    "r": "RMEM_ALLOC", "rb": "RCVBUF", "t": "WMEM_ALLOC", "tb": "SNDBUF", "f": "FWD_ALLOC", "w": "WMEM_QUEUED",
    "o": "OPTMEM", "bl": "BACKLOG", "d": "DROPS",
}  # fmt: skip


def memory(attribute: str) -> Inside:
    """What a socket holds of memory."""
    return Inside(itself, Table({field: f"{attribute}/SK_MEMINFO_{name}" for field, name in MEMORY.items()}))


def state(path: str) -> Callable[[Node], str]:
    """A socket's state as the tool names it."""
    return lambda node: {1: "ESTAB", 7: "UNCONN", 10: "LISTEN"}[number(node, path)]


def cookie(path: str) -> Callable[[Node], str]:
    """The kernel's number of a socket: two halves, in hexadecimal."""

    def make(node: Node) -> str:
        halves = get(node, path).value
        assert isinstance(halves, list)
        return f"{halves[1] << 32 | halves[0]:x}"

    return make


def ends(node: Node) -> list[str]:
    """The two ends of an internet socket."""
    device = number(node, "id/idiag_if")
    found = []
    for end in ("s", "d"):
        address, port = (
            str(get(node, f"id/idiag_{'src' if end == 's' else 'dst'}").value),
            number(node, f"id/idiag_{end}port"),
        )
        shown = f"[{address}]" if ":" in address else address
        if at(node, "INET_DIAG_SKV6ONLY") is not None and not get(node, "INET_DIAG_SKV6ONLY").value and address == "::":
            shown = "*"
        shown += f"%{DEVICES[device]}" if device and end == "s" else ""
        found.append(f"{shown}:{port or '*'}")
    return found


DEVICES: dict[int, str] = {}
"""interfaces' names, set by whoever compares"""


def milli(name: str) -> Callable[[Node], str]:
    """Microseconds as milliseconds."""
    return lambda node: f"{number(node, f'INET_DIAG_INFO/tcpi_{name}') / 1000:g}"


def info(*names: str, **others: str) -> dict[str, str]:
    """Fields of tcp_info: called like the members, or otherwise."""
    return {name: f"INET_DIAG_INFO/tcpi_{name}" for name in names} | {
        field: f"INET_DIAG_INFO/tcpi_{name}" for field, name in others.items()
    }


def bits(name: str) -> Callable[[Node], str]:
    """A rate in bits a second."""
    return lambda node: str(number(node, f"INET_DIAG_INFO/tcpi_{name}") * 8)


def option(name: str) -> Callable[[Node], bool]:
    """A TCP option that both ends use."""
    return lambda node: f"TCPI_OPT_{name}" in get(node, "INET_DIAG_INFO/tcpi_options").text.split("|")


INET = Table(
    {
        "kind": Ignored("stands in the request: sdiag_protocol"),
        "state": state("idiag_state"),
        "recv": "idiag_rqueue",
        "send_queue": "idiag_wqueue",
        "ends": ends,
        "ino": "idiag_inode",
        "sk": cookie("id/idiag_cookie"),
        "cgroup": Ignored("the path of a folder"),
        "fwmark": "INET_DIAG_MARK",
        "v6only": "INET_DIAG_SKV6ONLY",
        "skmem": memory("INET_DIAG_SKMEMINFO"),
        "congestion": "INET_DIAG_CONG",
        "ts": option("TIMESTAMPS"),
        "sack": option("SACK"),
        "wscale": lambda node: ",".join(
            str(number(node, f"INET_DIAG_INFO/tcpi_{way}_wscale")) for way in ("snd", "rcv")
        ),
        "rto": milli("rto"),
        "ato": milli("ato"),
        "rtt": lambda node: f"{milli('rtt')(node)}/{milli('rttvar')(node)}",
        "rcv_rtt": milli("rcv_rtt"),
        "minrtt": milli("min_rtt"),
        "send": Ignored("worked out of cwnd, mss and rtt"),
        "pacing_rate": bits("pacing_rate"),
        "delivery_rate": bits("delivery_rate"),
        "app_limited": "INET_DIAG_INFO/tcpi_delivery_rate_app_limited",
        "busy": lambda node: f"{number(node, 'INET_DIAG_INFO/tcpi_busy_time') // 1000}ms",
    }
    | info(
        "pmtu", "advmss", "bytes_sent", "bytes_acked", "bytes_received", "segs_out", "segs_in", "data_segs_out",
        "data_segs_in", "delivered", "rcv_space", "rcv_ssthresh", "snd_wnd",
        mss="snd_mss", rcvmss="rcv_mss", cwnd="snd_cwnd", lastsnd="last_data_sent", lastrcv="last_data_recv",
        lastack="last_ack_recv",
    )
)  # fmt: skip


def unix_ends(node: Node) -> list[str]:
    """Name and inode of both ends."""
    peer = at(node, "UNIX_DIAG_PEER")
    name = at(node, "UNIX_DIAG_NAME")
    return [
        str(name.value) if name else "*",
        str(number(node, "udiag_ino")),
        "*",
        str(peer.value if peer else 0),
    ]


UNIX = Table(
    {
        "kind": lambda node: {1: "u_str", 2: "u_dgr", 5: "u_seq"}[number(node, "udiag_type")],
        "state": state("udiag_state"),
        "recv": "UNIX_DIAG_RQLEN/udiag_rqueue",
        "send_queue": lambda node: str(
            number(node, "UNIX_DIAG_RQLEN/udiag_wqueue")
            if get(node, "udiag_state").text == "TCP_LISTEN"
            else number(node, "UNIX_DIAG_MEMINFO/SK_MEMINFO_WMEM_ALLOC")
        ),
        "ends": unix_ends,
        "skmem": memory("UNIX_DIAG_MEMINFO"),
    }
)


def groups(node: Node) -> str:
    """The groups that a netlink socket is in, as a mask of 32."""
    found = at(node, "NETLINK_DIAG_GROUPS")
    members = found.value if found is not None else []
    assert isinstance(members, list)
    return f"0x{sum(1 << group - 1 for group in members if group <= 32):08x}"


NETLINK = Table(
    {
        "state": Ignored("what the tool calls a socket of another family in that state"),
        "recv": "NETLINK_DIAG_MEMINFO/SK_MEMINFO_RMEM_ALLOC",
        "send_queue": "NETLINK_DIAG_MEMINFO/SK_MEMINFO_WMEM_ALLOC",
        "ends": lambda node: [f"{number(node, 'ndiag_protocol')}:{number(node, 'ndiag_portid')}", "*"],
        "sk": Ignored("the tool has it from /proc"),
        "cb": Ignored("the tool has it from /proc"),
        "groups": groups,
    }
)


def packet_ends(node: Node) -> list[str]:
    """Protocol and interface of a packet socket."""
    protocol = number(node, "pdiag_num")
    device = number(node, "PACKET_DIAG_INFO/pdi_index")
    return [f"{'*' if protocol == 3 else f'[{protocol}]'}:{DEVICES[device] if device else '*'}", "*"]


def fanout(part: str) -> Callable[[Node], str]:
    """The group of sockets that share packets, and how."""
    return lambda node: get(node, "PACKET_DIAG_FANOUT").text.split(", ")[part == "type"].split(" ")[-1]


PACKET = Table(
    {
        "kind": lambda node: {2: "p_dgr", 3: "p_raw"}[number(node, "pdiag_type")],
        "state": Ignored("the tool's word for every packet socket"),
        "recv": "PACKET_DIAG_MEMINFO/SK_MEMINFO_RMEM_ALLOC",
        "send_queue": "PACKET_DIAG_MEMINFO/SK_MEMINFO_WMEM_ALLOC",
        "ends": packet_ends,
        "ino": "pdiag_ino",
        "sk": cookie("pdiag_cookie"),
        "ver": "PACKET_DIAG_INFO/pdi_version",
        "cpy_thresh": "PACKET_DIAG_INFO/pdi_copy_thresh",
        "flags": lambda node: get(node, "PACKET_DIAG_INFO/pdi_flags").text.replace("PDI_", "").lower(),
        "fanout": Inside(
            itself, Table({"id": fanout("id"), "type": lambda node: fanout("type")(node).rpartition("_")[2].lower()})
        ),
        "skmem": memory("PACKET_DIAG_MEMINFO"),
    }
)
