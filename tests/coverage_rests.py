"""What stays raw in captures/, and what is shown as bytes although it is known: each with its reason.

A reason holds for the nodes whose place fits its pattern: "capture: protocol message: path", indexes written as [N].
"""

from __future__ import annotations

from typing import Final

_REFUSED: Final = "sent to be refused"

RAW: Final = {
    r"genl-ctrl: generic UNKNOWN family \d+ ": "cut out of a longer capture without the messages that named these "
    "families' ids (`--genl ID=NAME` would)",
    r"errors: generic UNKNOWN family \d+ ": "nl80211's id, which nothing in that capture names",
    r"errors: .*UNKNOWN \(type 9+\)$": "attributes that the test made up, to be refused",
    r"errors: .*\(type \d+\)$": f"an attribute that the kernel does not have either, {_REFUSED}",
    r"(errors|misc|xfrm|sock-diag|connector|crypto|helpers): \w+ type \d+: ": "message types that no header has, "
    f"{_REFUSED}",
    r"errors: .*(RTA_MULTIPATH|CTA_TUPLE_ORIG|IFA_LOCAL|ROUTE: UNKNOWN)": "damaged on purpose: too short for what it "
    "should be",
    r"[\w-]+: \w+ NLMSG_ERROR: nlmsgerr / msg / (UNKNOWN|data$)": "the echo of such a request",
    r"misc: route RTM_GET\w+: UNKNOWN$": "bytes behind the fixed header, which the kernel does not read: the program "
    "sent the same longer header for all",
    r"dcb: .*DCB_ATTR_PFC_CFG / UNKNOWN": "the last one is DCB_PFC_UP_ATTR_ALL, 9; the program asked for a tenth",
    r"misc: .*NFSD_CMD_LISTENER_SET: UNKNOWN": "an attribute that no header has",
    r"(drops|misc): .*NET_DM_ATTR_STATS_DROPPED$": "without its eight bytes in a request, which only asks for it",
    r"nfqueue: .*NFNLA_HOOK_PRIORITY$": f"three bytes, where a __be32 is expected: {_REFUSED}",
    r"connector: (fib_lookup|connector) \w+: UNKNOWN$": "bytes behind the last field of the struct",
    r"(xfrm|sock-diag|audit|crypto): .*UNKNOWN$": f"bytes behind, or too few for, the struct: {_REFUSED}",
    r"helpers: scsitransport SCSI_TRANSPORT_MSG: data$": f"a message type that no header has, {_REFUSED}",
    r"(older|tc-ematch): .*(TCA_IPT_TARG / data|TCA_EM_IPT_MATCH_DATA)$": "a target and a match that do not exist, "
    f"{_REFUSED}",
    r"usersock: ": "what two programs of one's own say to each other",
    r"wireguard-mptcp: .*SEG6_ATTR_HMACINFO / UNKNOWN$": f"one byte where attributes are expected: {_REFUSED}",
}
"""pattern → why those bytes are not understood; the first that fits counts"""

OPAQUE: Final = {
    "keys and passwords": r"_KEY$|alg_key|_SECRET$|_SOPASS$|REKEY_DATA_K|PRIVATE_KEY|PUBLIC_KEY|NONCE_TAIL|KEY_DATA$"
    r"|KEYID$",
    "cookies, identities and labels that whoever made them understands": r"COOKIE|UFID|LABELS|ct_labels|SWITCH_ID"
    r"|NFCID1|lun$",
    "data of users and vendors": r"USERDATA|SC_DATA|VENDOR_DATA|REGION_CHUNK_DATA|FMSG_OBJ_VALUE_DATA|GENEVE_DATA"
    r"|pattern$|cf / data$|connector NLMSG_DONE: (.*data|buf)$|TYPEOF_\w+ / value$|NFTA_SET_USERDATA|ISCSI_\w+: .*data$"
    r"|SE_APDU$|EXPKEY_FSID$",
    "registers of nf_tables, whose meaning the rule's other expressions give": r"NFTA_DATA_VALUE$",
    "bytes that a packet is compared with, or overwritten by": r"FRAME_MATCH$|ND_EXTENSIONS$",
    "bit sets of IEEE 802.11, which no UAPI header names": r"EXT_CAPA|_CAP_(MAC|PHY|PPE|MCS_SET)|S1G_|mcs|rx_mask"
    r"|basic_set|virtual_map|WLAN_EID_|WLAN_OUI_TYPE|(mac|phy)_cap_info|NL80211_ATTR_(HE|EHT|UHR|S1G)_CAPABILITY",
    "room that is reserved, or fills up a struct": r"__data$|padding$|pad$|rsvd2$|other$|addr$|unused$|reserved"
    r"|CREPORT_PKT$",
}
"""why → pattern of what is shown as bytes, and counts as known"""
