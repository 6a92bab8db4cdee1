"""A message as code: a Python script that sends it, a C definition, hex. Secrets are left out of all three."""

from __future__ import annotations

from collections.abc import Callable

from nldissect.message import Message
from nldissect.output.code.declaration import PREAMBLE as C_PREAMBLE, declaration
from nldissect.output.code.preamble import PREAMBLE
from nldissect.output.code.script import call, script, sendable

__all__ = ["FORMATS", "c", "hexadecimal", "python", "sendable", "writer"]

FORMATS = ("python", "c", "hex")
"""the names of what `writer` can write"""


def python(message: Message) -> str:
    """A runnable script, standard library only, that sends the request and prints the replies.

    Numbers are packed by the script's host in its own byte order. Raises UserError for what is no request.
    """
    return script(message)


def c(message: Message) -> str:
    """A C source file that defines the message as a constant. Raises UserError for what has no nlmsghdr."""
    return f"{C_PREAMBLE}\n{declaration(message)}"


def hexadecimal(message: Message) -> str:
    """The bytes as hex, thirty-two a line: `xxd -r -p` makes them bytes again."""
    data = message.shown
    return "".join(f"{data[start : start + 32].hex()}\n" for start in range(0, len(data), 32))


def writer(form: str) -> Callable[[Message], str]:
    """What writes one message after the other into one file of FORMATS: what they share comes before the first.

    What can not be written in that form (a reply as Python, a uevent as C) is left out.
    """
    if form == "hex":
        return hexadecimal
    preamble, wanted, write = _FORMS[form]
    written = False

    def text(message: Message) -> str:
        nonlocal written
        if not wanted(message):
            return ""
        before = "\n" if written else preamble
        written = True
        return before + write(message)

    return text


_FORMS: dict[str, tuple[str, Callable[[Message], bool], Callable[[Message], str]]] = {
    "python": (f"{PREAMBLE}\n\n", sendable, call),
    "c": (f"{C_PREAMBLE}\n", lambda message: message.header is not None, declaration),
}
