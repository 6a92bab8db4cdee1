"""Keys and passwords are marked as secrets, each of them; what only sounds like one is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nldissect.reference import Entry, entries, rows
from nldissect.registry import Registry
from nldissect.schema import Attribute, Bytes, Lazy, Meant, Member, Shape, Text

SECRETS: dict[str, str] = {
    "802.15.4 MAC": "IEEE802154_ATTR_LLSEC_KEY_BYTES",
    "SEG6": "SEG6_ATTR_SECRET",
    "TIPCv2": "key",
    "cifs": "CIFS_GENL_ATTR_SWN_PASSWORD",
    "drbd": "DRBD_A_NET_CONF_SHARED_SECRET",
    "ethtool": "ETHTOOL_A_MODULE_FW_FLASH_PASSWORD ETHTOOL_A_WOL_SOPASS",
    "iscsi": "password value",
    "macsec": "MACSEC_SA_ATTR_KEY MACSEC_SA_ATTR_SALT",
    "nfsd": "NFSD_A_SERVER_FH_KEY",
    "nl80211": (
        "NL80211_ATTR_FILS_ERP_RRK NL80211_ATTR_FILS_KEK NL80211_ATTR_KEY_DATA NL80211_ATTR_PMK "
        "NL80211_ATTR_SAE_PASSWORD NL80211_KEY_DATA NL80211_KEY_LTF_SEED NL80211_REKEY_DATA_KCK NL80211_REKEY_DATA_KEK"
    ),
    "nl802154": "NL802154_KEY_ATTR_BYTES",
    "ovpn": "OVPN_A_KEYDIR_CIPHER_KEY OVPN_A_KEYDIR_NONCE_TAIL",
    "psp": "PSP_A_KEYS_KEY",
    "rdma": (
        "RDMA_NLDEV_ATTR_RES_LKEY RDMA_NLDEV_ATTR_RES_RKEY RDMA_NLDEV_ATTR_RES_LOCAL_DMA_LKEY "
        "RDMA_NLDEV_ATTR_RES_UNSAFE_GLOBAL_RKEY"
    ),
    "sock_diag": "tcpm_key",
    "wireguard": "WGDEVICE_A_PRIVATE_KEY WGPEER_A_PRESHARED_KEY",
    "xfrm": "alg_key",
}
"""family → its secrets: keys (RDMA's are what grants access to memory, told to CAP_NET_ADMIN alone) and passwords.
`alg_key` is that of struct xfrm_algo, xfrm_algo_auth and xfrm_algo_aead; `value` is of iSCSI's CHAP parameters; TIPC's
`key` is of struct tipc_aead_key, TCP's `tcpm_key` of struct tcp_diag_md5sig."""

ALIKE: dict[str, str] = {
    r"MAC80211_HWSIM .*": "what nl80211 has",
    r".* \w+KEY_(USAGE_\w+|SEQ|ID|LEN)|\S+ \w+_KEYID": "numbers of keys, what they are for",
    r"\w+ \w*_PAD|nl80211 NL80211_REKEY_DATA_REPLAY_CTR": "padding; a counter",
    r"ethtool ETHTOOL_A_RSS_HKEY": "spreads packets over queues; ethtool shows it to everyone",
    r"l2tp L2TP_ATTR_(PEER_)?COOKIE|tcp_metrics TCP_METRICS_ATTR_FOPEN_COOKIE": "in the clear in every packet",
    r"nl80211 NL80211_ATTR_(PMKID|PMKR0_NAME|FILS_NONCES)|nl80211 (token_stream|WLAN_EID_\w+)": "on the air",
    r"nfsd NFSD_A_EXPKEY_\w+|connector key": "what a cache, or a store of settings, is looked up by",
    r"\S+ \w+_COOKIE": "a mark that programs give",
    r"nl802154 NL802154_KEY_ATTR_USAGE_CMDS|nftables NFTA_TUNNEL_KEY_\w+": "what a key is for; a tunnel's header",
    r"ovs_\w+ OVS_\w*KEY_ATTR_\w+|psample PSAMPLE_TUNNEL_KEY_ATTR_\w+|traffic_control TCA_\w+": "a packet's header",
}
"""`FAMILY NAME` of bytes and texts that are called like a secret, each with the reason why they are none."""

_SOUNDS = re.compile(
    r"KEY|SECRET|PASS(WORD|WD|PHRASE)|PMK|PSK|KCK|KEK|SALT|SEED|TOKEN|COOKIE|NONCE|PRIVATE|RRK|SAK", re.I
)


@cache
def families() -> tuple[Entry, ...]:
    return tuple(entries(Registry()))


def _secrets() -> Iterator[tuple[str, str]]:
    for family in families():
        yield from ((family.name, row.name) for row in rows(family) if row.secret)


def _opaque(row: Attribute | Member) -> bool:
    """Whether it holds bytes or text, as a key does."""
    shape: Shape = row.shape
    while isinstance(shape, (Lazy, Meant)):
        shape = shape.resolve() if isinstance(shape, Lazy) else shape.shape
    return isinstance(shape, (Bytes, Text))


def test_these_are_secret() -> None:
    found: dict[str, set[str]] = {}
    for family, name in _secrets():
        found.setdefault(family, set()).add(name)
    assert found.pop("MAC80211_HWSIM") == found["nl80211"]  # it carries nl80211's attributes
    assert found == {family: set(names.split()) for family, names in SECRETS.items()}


def test_all_xfrm_algorithms_have_secret_keys() -> None:
    (xfrm,) = (family for family in families() if family.name == "xfrm")
    keys = [row for row in rows(xfrm) if row.name == "alg_key"]
    assert len(keys) == 3  # encryption and compression, authentication, both
    assert all(row.secret for row in keys)


def test_what_is_called_like_a_secret_is_one() -> None:
    alike = {
        f"{family.name} {row.name}"
        for family in families()
        for row in rows(family)
        if not row.secret and _SOUNDS.search(row.name) and _opaque(row)
    }
    assert {one for one in alike if not any(re.fullmatch(known, one) for known in ALIKE)} == set()
    assert [known for known in ALIKE if not any(re.fullmatch(known, one) for one in alike)] == []
