"""Ids that network namespaces have in each other (linux/net_namespace.h)."""

from __future__ import annotations

from dissectors.constants import AF
from nldissect.schema import NETNSID, S32, U8, U32, Attribute, AttributeSet, Member, Question, Struct, rtnetlink

RTGENMSG = Struct("rtgenmsg", [Member("rtgen_family", U8, AF)])
NETNSA = AttributeSet(
    "NETNSA_",
    [
        Attribute(1, "NETNSA_NSID", S32, NETNSID),
        Attribute(2, "NETNSA_PID", U32),
        Attribute(3, "NETNSA_FD", U32),
        Attribute(4, "NETNSA_TARGET_NSID", S32, NETNSID),
        Attribute(5, "NETNSA_CURRENT_NSID", S32, NETNSID),
    ],
)

MESSAGES = rtnetlink(
    "NSID",
    RTGENMSG,
    NETNSA,
    new=88,
    delete=89,
    get=90,
    single=Question(attributes=("NETNSA_NSID", "NETNSA_PID", "NETNSA_FD", "NETNSA_TARGET_NSID")),
    dump=Question(attributes=("NETNSA_TARGET_NSID",)),
    summary=(
        "[nsid {NETNSA_NSID}][ current-nsid {NETNSA_CURRENT_NSID}][ pid {NETNSA_PID}][ fd {NETNSA_FD}]"
        "[ target-nsid {NETNSA_TARGET_NSID}]"
    ),
)
