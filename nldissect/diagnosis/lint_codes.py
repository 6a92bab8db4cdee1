"""The codes of notes and findings, with what each means: `nldissect explain --codes`."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    # What lint finds in requests.
    "byte-order": "NLA_F_NET_BYTEORDER is set on an attribute that the kernel reads in the host's byte order (or on a "
    "nest): the flag changes nothing, and a value written in network order is read wrong.",
    "control": "A program sends a control message (NLMSG_NOOP, NLMSG_ERROR …): the kernel skips these.",
    "mask": "Bits are set that the kernel's own policy does not allow: refused with EINVAL.",
    "nested-missing": "A nest without NLA_F_NESTED, where the kernel parses strictly: refused with EINVAL.",
    "nested-odd": "NLA_F_NESTED on an attribute that is no nest, where the kernel parses strictly: refused with "
    "EINVAL.",
    "no-ack": "A change is requested without NLM_F_ACK: the kernel says nothing when it succeeds, so that success can "
    "not be told from a request that is still under way. Programs that wait for an answer wait for ever.",
    "no-request": "NLM_F_REQUEST is missing: the kernel skips the message, and acknowledges it if NLM_F_ACK is set.",
    "prefix": "The prefix is longer than the address has bits: refused with EINVAL.",
    "range": "The value is outside of what the kernel accepts: refused with ERANGE or EINVAL.",
    "string-end": "A string without its NUL at the end, where the kernel wants one (NLA_NUL_STRING): refused with "
    "EINVAL.",
    "string-long": "A string longer than the kernel accepts: refused with ERANGE.",
    "twice": "An attribute stands twice where it can mean only one thing: the kernel takes the last and ignores the "
    "others.",
    "unasked": "A GET request with an attribute that does not go with this question: ignored, or refused with EINVAL "
    "where the socket has NETLINK_GET_STRICT_CHK.",
    "unknown-attribute": "An attribute that does not belong in this message or nest: the kernel ignores it, or refuses "
    "the request with EINVAL where it parses strictly. A newer kernel may know more.",
    "unknown-command": "The generic netlink family has no such command as far as nldissect knows: EOPNOTSUPP.",
    "unknown-type": "The protocol has no such message type as far as nldissect knows: EOPNOTSUPP, or EINVAL.",
    "unused": "Bits are set in a part of the fixed header that this request does not use: ignored, or refused with "
    "EINVAL where the kernel is strict (for dumps: where the socket has NETLINK_GET_STRICT_CHK).",
    # What decoding finds in any message, and lint in requests.
    "depth": "Nested deeper than is opened here. The kernel follows ten levels.",
    "header-short": "The message is shorter than its fixed header: refused with EINVAL. For dumps, a kernel that does "
    "not check strictly takes the one byte of struct rtgenmsg. With "
    "nothing behind the nlmsghdr, rtnetlink does nothing and says that all is well; so does nfnetlink below 4 bytes.",
    "length": "The length does not fit the type. Too few bytes: refused with ERANGE (or EINVAL). Too many: the kernel "
    "reads the first ones and logs a warning, or refuses where it parses strictly. Of a whole message: nlmsg_len "
    "is less than the header's 16 bytes.",
    "longer": "A struct with more bytes than are known of it: a newer kernel's or program's, or a wrong one.",
    "malformed": "The payload can not be read as what it should be.",
    "many": "More attributes stand side by side than any real message has: the rest of them is not opened.",
    "padding": "Bytes that should be zero are not: padding between attributes, or unused parts of a struct. The kernel "
    "ignores it; a sender that does not clear its buffer leaks its memory.",
    "short": "A struct with fewer bytes than are known of it: an older kernel's or program's, or a wrong one.",
    "trailing": "Bytes behind the last attribute (or element, or field) that can not be one. In a request: ignored, or "
    "refused with EINVAL where the kernel parses strictly.",
    "truncated": "A length says more than there is: of an attribute, it and all behind it are ignored or refused; of a "
    "message, the kernel drops it without an answer.",
    # What is said of datagrams, and of messages among others.
    "copy": "The same notification again, for another listener.",
    "cut": "The capture holds only the beginning of the datagram (a snapshot length).",
    "dump-interrupted": "What was dumped changed meanwhile (NLM_F_DUMP_INTR): the dump is not one consistent picture.",
    "orphan": "An answer whose request is not in the capture.",
    "overrun": "The kernel lost messages before this one, because the receiver was too slow (NLMSG_OVERRUN, or "
    "receiving failed with ENOBUFS).",
    "send-failed": "The sending call failed: the kernel has not seen this datagram.",
    "tail": "Zeros behind the last message, because the sender passed its whole buffer. Harmless.",
    "unanswered": "An answer was due (NLM_F_ACK, a dump or a GET), and none is in the capture.",
}
"""code → what it means and what follows from it"""
