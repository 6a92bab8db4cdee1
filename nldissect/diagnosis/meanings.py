"""What an errno means for what was asked, in words a person can act on."""

from __future__ import annotations

from typing import Final

from nldissect.schema import Operation

_ANY: Final = {
    "EPERM": "not allowed: the sender lacks CAP_NET_ADMIN in the user namespace that owns this network namespace",
    "EACCES": "not allowed for this sender, or as the object is set up",
    "ENOENT": "the object, or one that it refers to, does not exist",
    "ESRCH": "no such entry",
    "EEXIST": "it exists already",
    "EINVAL": "the kernel does not accept the request as it stands",
    "ERANGE": "a value is out of range, or an attribute has the wrong length",
    "EOPNOTSUPP": "the kernel has nothing that does this: a module is not loaded, or the object does not support it",
    "EPROTONOSUPPORT": "no such protocol or family here: its module is not loaded or not built",
    "EAFNOSUPPORT": "this address family is not supported here",
    "ENODEV": "no interface with that index or name (in this network namespace)",
    "ENXIO": "no such device or address",
    "EBUSY": "it is in use",
    "EADDRNOTAVAIL": "the address is not on this interface, or can not be used here",
    "EADDRINUSE": "the address is in use",
    "ENETUNREACH": "no route leads there: a gateway must be reachable through the given interface",
    "EHOSTUNREACH": "there is no route to this host",
    "ENETDOWN": "the interface is down",
    "ENOBUFS": "no room: the receiver's socket buffer was full, or the kernel could not set up what this needs",
    "ENOMEM": "the kernel has no memory for this",
    "EMSGSIZE": "the message, or one of its attributes, is too short or too long",
    "ENOSPC": "a table is full, or all numbers are taken",
    "ENOTEMPTY": "it is not empty: something still belongs to it",
    "EMLINK": "other objects still refer to it",
    "ELOOP": "it would form a loop",
    "EAGAIN": "not now: ask again",
    "EINTR": "interrupted: ask again",
    "ETIMEDOUT": "it took too long",
    "E2BIG": "too many of them",
    "ENAMETOOLONG": "the name is too long",
    "ENOTCONN": "not connected",
    "EBADMSG": "the message is malformed",
    "ENOSYS": "the kernel is built without what this asks for, or its module can not be loaded",
    "EIO": "the hardware or driver failed",
    "ENOTSUPP": "the driver does not support this",
    "ENOTUNIQ": "the name is not unique",
    "ENOTBLK": "the kernel could not take the whole batch",
    "EILSEQ": "things do not come in the order that they must",
    "EXDEV": "the two are not on the same device or in the same namespace",
    "EFAULT": "an address in the request is not valid",
    "EBADF": "a file descriptor in the request is not valid",
    "ESTALE": "it has changed meanwhile: ask again",
    "EUSERS": "too many users",
    "ECONNREFUSED": "nobody listens on that netlink socket or protocol",
}
"""errno → its meaning whatever was asked"""

_FOR: Final = {
    Operation.NEW: {
        "EEXIST": "it exists already, and NLM_F_EXCL (or the family) forbids to replace it",
        "ENOENT": "it does not exist and NLM_F_CREATE is not set, or it refers to something that does not exist",
        "EOPNOTSUPP": "the kernel can not make or change this: a module is not loaded, or the object does not allow it",
        "EBUSY": "it is in use: it can not be changed as it stands",
        "ENOBUFS": "what this needs is not there (an interface whose MTU is under 68 has no IPv4), or memory is short",
    },
    Operation.DELETE: {
        "ENOENT": "there is nothing like this to delete",
        "ESRCH": "there is no entry like this to delete",
        "EADDRNOTAVAIL": "there is no such address on the interface to delete",
        "EBUSY": "it is in use: delete what uses it first",
        "EOPNOTSUPP": "this can not be deleted by request",
    },
    Operation.GET: {
        "ENOENT": "there is no such object",
        "EOPNOTSUPP": "the kernel does not answer this question: a module is not loaded, or a dump is not offered",
        "EINVAL": "the kernel does not accept the question as it stands (NETLINK_GET_STRICT_CHK makes it strict)",
    },
}


def errno_meaning(name: str, operation: Operation) -> str | None:
    """What the errno `name` says of a request for `operation`; None where nothing more than its name is to be said."""
    return _FOR.get(operation, {}).get(name) or _ANY.get(name)
