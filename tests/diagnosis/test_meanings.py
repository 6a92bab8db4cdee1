"""Errnos in words."""

from __future__ import annotations

import pytest

from nldissect.diagnosis.meanings import errno_meaning
from nldissect.schema import Operation


@pytest.mark.parametrize(
    ("name", "operation", "part"),
    [
        ("EEXIST", Operation.NEW, "NLM_F_EXCL"),
        ("EEXIST", Operation.OTHER, "exists already"),
        ("ENOENT", Operation.NEW, "NLM_F_CREATE"),
        ("ENOENT", Operation.DELETE, "nothing like this to delete"),
        ("ENOENT", Operation.GET, "no such object"),
        ("EPERM", Operation.NEW, "CAP_NET_ADMIN"),
        ("EPERM", Operation.ACK, "CAP_NET_ADMIN"),
    ],
)
def test_the_meaning_depends_on_what_was_asked(name: str, operation: Operation, part: str) -> None:
    assert part in (errno_meaning(name, operation) or "")


@pytest.mark.parametrize("name", ["ENOANO", "9999", ""])
def test_nothing_is_said_where_nothing_is_known(name: str) -> None:
    assert errno_meaning(name, Operation.GET) is None
