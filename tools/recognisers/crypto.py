"""Addresses of crypto currencies, by their checksums."""

import hashlib
import re
from collections.abc import Iterator

from stdnum import bitcoin
from stdnum.exceptions import ValidationError

from tools.recognisers.found import Found

_BITCOIN = re.compile(r"\b(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|(?:bc1|BC1)[0-9A-Za-z]{8,87})\b")
_ETHEREUM = re.compile(r"\b0x[0-9a-fA-F]{40}\b")
# Version bytes of Base58Check addresses: Litecoin (L, M), Dogecoin (D), TRON (T).
_OTHERS = re.compile(r"\b[LMDT][1-9A-HJ-NP-Za-km-z]{32,33}\b")
_VERSIONS = {0x30: "Litecoin", 0x32: "Litecoin", 0x1E: "Dogecoin", 0x41: "TRON"}
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def crypto_addresses(text: str) -> Iterator[Found]:
    """Bitcoin (Base58Check, BIP 173 and BIP 350), Ethereum (EIP-55), Litecoin, Dogecoin and TRON addresses. One with a wrong checksum is
    given as not valid where its form leaves no doubt that an address is meant."""
    for match in _BITCOIN.finditer(text):
        try:
            yield Found("crypto_address", match.start(), match.end(), bitcoin.validate(match[0]), True)
        except ValidationError:
            if (match[0][:3].lower() == "bc1" and len(match[0]) >= 14) or (_is_mixed(match[0]) and 26 <= len(match[0]) <= 35):
                yield Found("crypto_address", match.start(), match.end(), match[0], False, "checksum is wrong")
    for match in _ETHEREUM.finditer(text):
        digits = match[0][2:]
        if digits in (digits.lower(), digits.upper()):
            yield Found("crypto_address", match.start(), match.end(), match[0], None, "written without its checksum")
        else:
            valid = digits == _eip55(digits.lower())
            yield Found("crypto_address", match.start(), match.end(), match[0], valid, None if valid else "checksum is wrong")
    for match in _OTHERS.finditer(text):
        if (currency := _base58check(match[0])) is not None:
            yield Found("crypto_address", match.start(), match.end(), match[0], True, currency)


def _is_mixed(written: str) -> bool:
    """Whether a word has small letters, capitals and digits in plenty, as addresses have and words and numbers have not."""
    kinds = (str.islower, str.isupper, str.isdigit)
    return all(sum(map(kind, written)) >= 3 for kind in kinds)


def _eip55(digits: str) -> str:
    """The digits with capitals where their Keccak-256 hash has a high half byte (https://eips.ethereum.org/EIPS/eip-55)."""
    from Crypto.Hash import keccak

    marks = keccak.new(digest_bits=256, data=digits.encode()).hexdigest()
    return "".join(digit.upper() if int(mark, 16) >= 8 else digit for digit, mark in zip(digits, marks, strict=False))


def _base58check(written: str) -> str | None:
    """The currency of an address whose checksum holds, or None."""
    number = 0
    for sign in written:
        number = number * 58 + _BASE58.index(sign)
    content = number.to_bytes(32, "big")[-25:]
    body, check = content[:-4], content[-4:]
    if number >= 1 << 200 or hashlib.sha256(hashlib.sha256(body).digest()).digest()[:4] != check:
        return None
    return _VERSIONS.get(body[0])
