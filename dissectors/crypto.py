"""The kernel's cryptographic algorithms (linux/cryptouser.h)."""

from __future__ import annotations

from nldissect.schema import (
    BYTES,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Member,
    Message,
    Names,
    Operation,
    Struct,
    Text,
)

NETLINK_CRYPTO = 21
CRYPTO_ALG_TYPE_MASK = 0xF
CRYPTO_ALG_TYPE = Enum(
    "CRYPTO_ALG_TYPE_",
    {
        0x1: "CRYPTO_ALG_TYPE_CIPHER",
        0x2: "CRYPTO_ALG_TYPE_COMPRESS",
        0x3: "CRYPTO_ALG_TYPE_AEAD",
        0x4: "CRYPTO_ALG_TYPE_LSKCIPHER",
        0x5: "CRYPTO_ALG_TYPE_SKCIPHER",
        0x6: "CRYPTO_ALG_TYPE_AKCIPHER",
        0x7: "CRYPTO_ALG_TYPE_SIG",
        0x8: "CRYPTO_ALG_TYPE_KPP",
        0xA: "CRYPTO_ALG_TYPE_ACOMPRESS",
        0xB: "CRYPTO_ALG_TYPE_SCOMPRESS",
        0xC: "CRYPTO_ALG_TYPE_RNG",
        0xE: "CRYPTO_ALG_TYPE_SHASH",
        0xF: "CRYPTO_ALG_TYPE_AHASH",
    },
)
CRYPTO_ALG = Flags(
    "CRYPTO_ALG_",
    {
        0x00010: "CRYPTO_ALG_LARVAL",
        0x00020: "CRYPTO_ALG_DEAD",
        0x00040: "CRYPTO_ALG_DYING",
        0x00080: "CRYPTO_ALG_ASYNC",
        0x00100: "CRYPTO_ALG_NEED_FALLBACK",
        0x00400: "CRYPTO_ALG_TESTED",
        0x00800: "CRYPTO_ALG_INSTANCE",
        0x01000: "CRYPTO_ALG_KERN_DRIVER_ONLY",
        0x02000: "CRYPTO_ALG_INTERNAL",
        0x04000: "CRYPTO_ALG_OPTIONAL_KEY",
        0x08000: "CRYPTO_NOLOAD",
        0x10000: "CRYPTO_ALG_ALLOCATES_MEMORY",
        0x20000: "CRYPTO_ALG_FIPS_INTERNAL",
        0x40000: "CRYPTO_ALG_REQ_VIRT",
        0x1000000: "CRYPTO_AHASH_ALG_BLOCK_ONLY",
        0x2000000: "CRYPTO_AHASH_ALG_FINAL_NONZERO",
        0x4000000: "CRYPTO_AHASH_ALG_FINUP_MAX",
        0x8000000: "CRYPTO_AHASH_ALG_NO_EXPORT_CORE",
    },
)
"""include/linux/crypto.h, as is the type in the lowest four bits; those of hashes, from bit 24 on"""


class _AlgorithmFlags:
    """The kind of an algorithm in the lowest four bits, and flags."""

    def text(self, value: int, names: Names) -> str:
        """CRYPTO_ALG_TYPE_SHASH|CRYPTO_ALG_TESTED"""
        kind = value & CRYPTO_ALG_TYPE_MASK
        words = [CRYPTO_ALG_TYPE.text(kind, names)] if kind else []
        return "|".join([*words, *CRYPTO_ALG.names_of(value & ~CRYPTO_ALG_TYPE_MASK)]) or "0"

    def short(self, value: int, names: Names) -> str:
        """shash"""
        return CRYPTO_ALG_TYPE.short(value & CRYPTO_ALG_TYPE_MASK, names)


ALGORITHM_FLAGS = _AlgorithmFlags()
NAME = Text(64)

CRYPTO_USER_ALG = Struct(
    "crypto_user_alg",
    [
        Member("cru_name", NAME),
        Member("cru_driver_name", NAME),
        Member("cru_module_name", NAME),
        Member("cru_type", U32, ALGORITHM_FLAGS),
        Member("cru_mask", U32, ALGORITHM_FLAGS),
        Member("cru_refcnt", U32),
        Member("cru_flags", U32, ALGORITHM_FLAGS),
    ],
)


def _report(name: str, *sizes: str, geniv: bool = False) -> Struct:
    """struct crypto_report_*: the kind of algorithm in words, for some the IV generator, then sizes in bytes."""
    texts = ("type", "geniv") if geniv else ("type",)
    return Struct(
        f"crypto_report_{name}",
        [*(Member(text, NAME) for text in texts), *(Member(size, U32, BYTES) for size in sizes)],
    )


def _stat(name: str, *counters: str) -> Struct:
    """struct crypto_stat_*: the kind of algorithm in words, then counters (of bytes, where they end in tlen)."""
    return Struct(
        f"crypto_stat_{name}",
        [
            Member("type", NAME),
            *(Member(f"stat_{one}", U64, BYTES if one.endswith("tlen") else None) for one in counters),
        ],
    )


_ENCRYPTION = ("encrypt_cnt", "encrypt_tlen", "decrypt_cnt", "decrypt_tlen")
_COMPRESSION = _stat("compress", "compress_cnt", "compress_tlen", "decompress_cnt", "decompress_tlen", "err_cnt")
CRYPTOCFGA = AttributeSet(
    "CRYPTOCFGA_",
    [
        Attribute(1, "CRYPTOCFGA_PRIORITY_VAL", U32),
        Attribute(2, "CRYPTOCFGA_REPORT_LARVAL", _report("larval")),
        Attribute(3, "CRYPTOCFGA_REPORT_HASH", _report("hash", "blocksize", "digestsize")),
        Attribute(
            4,
            "CRYPTOCFGA_REPORT_BLKCIPHER",
            _report("blkcipher", "blocksize", "min_keysize", "max_keysize", "ivsize", geniv=True),
        ),
        Attribute(5, "CRYPTOCFGA_REPORT_AEAD", _report("aead", "blocksize", "maxauthsize", "ivsize", geniv=True)),
        Attribute(6, "CRYPTOCFGA_REPORT_COMPRESS", _report("comp")),
        Attribute(7, "CRYPTOCFGA_REPORT_RNG", _report("rng", "seedsize")),
        Attribute(8, "CRYPTOCFGA_REPORT_CIPHER", _report("cipher", "blocksize", "min_keysize", "max_keysize")),
        Attribute(9, "CRYPTOCFGA_REPORT_AKCIPHER", _report("akcipher")),
        Attribute(10, "CRYPTOCFGA_REPORT_KPP", _report("kpp")),
        Attribute(11, "CRYPTOCFGA_REPORT_ACOMP", _report("acomp")),
        Attribute(12, "CRYPTOCFGA_STAT_LARVAL", _stat("larval")),
        Attribute(13, "CRYPTOCFGA_STAT_HASH", _stat("hash", "hash_cnt", "hash_tlen", "err_cnt")),
        Attribute(14, "CRYPTOCFGA_STAT_BLKCIPHER", _stat("cipher", *_ENCRYPTION, "err_cnt")),
        Attribute(15, "CRYPTOCFGA_STAT_AEAD", _stat("aead", *_ENCRYPTION, "err_cnt")),
        Attribute(16, "CRYPTOCFGA_STAT_COMPRESS", _COMPRESSION),
        Attribute(17, "CRYPTOCFGA_STAT_RNG", _stat("rng", "generate_cnt", "generate_tlen", "seed_cnt", "err_cnt")),
        Attribute(18, "CRYPTOCFGA_STAT_CIPHER", _stat("cipher", *_ENCRYPTION, "err_cnt")),
        Attribute(
            19,
            "CRYPTOCFGA_STAT_AKCIPHER",
            _stat("akcipher", *_ENCRYPTION, "verify_cnt", "sign_cnt", "err_cnt"),
        ),
        Attribute(
            20,
            "CRYPTOCFGA_STAT_KPP",
            _stat("kpp", "setsecret_cnt", "generate_public_key_cnt", "compute_shared_secret_cnt", "err_cnt"),
        ),
        Attribute(21, "CRYPTOCFGA_STAT_ACOMP", _COMPRESSION),
        Attribute(22, "CRYPTOCFGA_REPORT_SIG", _report("sig")),
    ],
)

_SUMMARY = "[{cru_name}][ driver {cru_driver_name}][ module {cru_module_name}][ priority {CRYPTOCFGA_PRIORITY_VAL}]"
MESSAGES = tuple(
    Message(NETLINK_CRYPTO, number, name, CRYPTO_USER_ALG, CRYPTOCFGA, operation, _SUMMARY)
    for number, name, operation in (
        (16, "CRYPTO_MSG_NEWALG", Operation.NEW),
        (17, "CRYPTO_MSG_DELALG", Operation.DELETE),
        (18, "CRYPTO_MSG_UPDATEALG", Operation.NEW),
        (19, "CRYPTO_MSG_GETALG", Operation.GET),
        (20, "CRYPTO_MSG_DELRNG", Operation.DELETE),
        (21, "CRYPTO_MSG_GETSTAT", Operation.GET),
    )
)
