"""Algorithms as Linux 7.2 told of them, and statistics by hand: newer kernels have none."""

from __future__ import annotations

from struct import pack

from nldissect.message import Message
from tests.build import NLM_F_DUMP, NLM_F_REQUEST, attribute, decoded, message
from tests.dissectors.route.link_samples import says

CRYPTO = 21
GETALG, GETSTAT = 19, 21


def name(text: bytes) -> bytes:
    return text.ljust(64, b"\0")


def algorithm(*attributes: bytes, number: int = GETALG, driver: bytes = b"sha256-lib", kind: int = 0x4040E) -> Message:
    header = name(b"sha256") + name(driver) + name(b"kernel") + pack("<4I", 0, 0, 2, kind)
    return decoded(message(number, header, *attributes, flags=2), protocol=CRYPTO)[0]


def test_a_hash() -> None:
    """The bytes are those of the real reply."""
    found = algorithm(attribute(1, pack("<I", 300)), attribute(3, name(b"shash") + pack("<II", 64, 32)))
    says(
        found,
        {
            "cru_flags": "CRYPTO_ALG_TYPE_SHASH|CRYPTO_ALG_TESTED|CRYPTO_ALG_REQ_VIRT",
            "CRYPTOCFGA_PRIORITY_VAL": 300,
            "CRYPTOCFGA_REPORT_HASH.type": "shash",
            "CRYPTOCFGA_REPORT_HASH.digestsize": "32 bytes",
        },
    )
    assert found.summary == "CRYPTO_MSG_GETALG sha256 driver sha256-lib module kernel priority 300"


def test_a_cipher_in_the_layout_of_the_real_reply() -> None:
    cipher = name(b"lskcipher") + name(b"<none>") + pack("<4I", 16, 16, 32, 16)
    found = algorithm(attribute(4, cipher), driver=b"cbc(ecb(aes-lib))", kind=0xC04)
    says(
        found,
        {
            "cru_flags": "CRYPTO_ALG_TYPE_LSKCIPHER|CRYPTO_ALG_TESTED|CRYPTO_ALG_INSTANCE",
            "CRYPTOCFGA_REPORT_BLKCIPHER.geniv": "<none>",
            "CRYPTOCFGA_REPORT_BLKCIPHER.max_keysize": "32 bytes",
        },
    )


def test_every_report_and_statistic() -> None:
    sizes = {2: 64, 5: 140, 6: 64, 7: 68, 8: 76, 9: 64, 10: 64, 11: 64, 22: 64}
    counters = {12: 64, 13: 88, 14: 104, 15: 104, 16: 104, 17: 96, 18: 104, 19: 120, 20: 96, 21: 104}
    found = algorithm(
        *(attribute(number, name(b"kind") + bytes(size - 64)) for number, size in (sizes | counters).items()),
        number=GETSTAT,
    )
    says(found, {"CRYPTOCFGA_STAT_HASH.stat_hash_tlen": "0 bytes", "CRYPTOCFGA_REPORT_RNG.seedsize": 0})
    assert all(node.children[0].value == "kind" for node in found.tree.children[1:])


def test_a_dump() -> None:
    (asked,) = decoded(message(GETALG, bytes(208), flags=NLM_F_REQUEST | NLM_F_DUMP), protocol=CRYPTO)
    assert asked.summary == "CRYPTO_MSG_GETALG dump"
