"""The exceptions that are meant for the user."""

from __future__ import annotations


class UserError(Exception):
    """A job failed for a reason the user can act on.

    The message is one sentence saying what failed, where, and what to do next; the command line prints it and exits 1.
    """


class UsageError(UserError):
    """The program was called wrongly: what was written on the command line can not be right. Exits 2."""
