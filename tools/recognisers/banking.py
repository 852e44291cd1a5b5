"""Account and card numbers, checked by their own rules (python-stdnum)."""

import re
from collections.abc import Iterator

from stdnum import bic, iban, luhn
from stdnum.exceptions import (
    InvalidChecksum,
    InvalidLength,
    ValidationError,
)

from tools.recognisers.found import Found

# ISO 13616 registry (release 99, 2024): countries with an IBAN and its length.
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29, "BY": 28,
    "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18,
    "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HN": 28, "HR": 21, "HU": 28,
    "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28,
    "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24,
    "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26,
    "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
}  # fmt: skip
_IBAN = re.compile(
    r"\b(?:" + "|".join(_IBAN_LENGTHS) + r")[ -]?\d{2}(?:[ -]?[A-Z0-9]){8,30}\b",
    re.IGNORECASE,
)
_BIC = re.compile(r"\b[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?\b")
_BIC_CONTEXT = re.compile(r"\b(?:bic|swift|iban|bank|account|transfer|wire[ds]?|payment)\b", re.IGNORECASE)
_CARD_CONTEXT = re.compile(r"\b(?:card|visa|mastercard|maestro|amex|american express)\b[^\n.;]*$", re.IGNORECASE)
_CARD = re.compile(r"(?<![\d.,-])\d(?:[ -]?\d){12,18}(?![\d-]|[.,]\d)")
# First digits of the large card schemes and the lengths they use (ISO/IEC 7812, scheme rules).
_SCHEMES = (
    (re.compile(r"4"), {13, 16, 19}),
    (re.compile(r"5[1-5]|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)"), {16}),
    (re.compile(r"3[47]"), {15}),
    (re.compile(r"3(?:0[0-5]|095|6|[89])"), {14, 16, 17, 18, 19}),
    (re.compile(r"6(?:011|4[4-9]|5)|62"), {16, 17, 18, 19}),
    (re.compile(r"35(?:2[89]|[3-8])"), {16, 17, 18, 19}),
    (
        re.compile(r"5018|5020|5038|5893|6304|6759|676[1-3]|60|63|67|56|57|58"),
        {12, 13, 14, 15, 16, 17, 18, 19},
    ),
    (re.compile(r"220[0-4]"), {16, 17, 18, 19}),
)


def ibans(text: str) -> Iterator[Found]:
    """IBANs (ISO 13616); one with a wrong check is given as not valid, never dropped."""
    for match in _IBAN.finditer(text):
        written = match[0]
        if written[:2].islower() and not written[2].isdigit():
            continue  # "at 17031 2202" and "is 68954" are words with numbers
        wanted = _IBAN_LENGTHS[written[:2].upper()]
        ends = _ends_at(written, wanted)
        surface = written[:ends] if ends and iban.is_valid(written[:ends]) else _number_groups(written)
        value = re.sub(r"[ -]", "", surface).upper()
        if sum(character.isdigit() for character in value) < 6:
            continue
        if written[:2].isupper() and any(map(str.islower, surface)):
            continue  # "SK40-20719 and SK40-20731" are two numbers with a word between them
        fault = _iban_fault(value, wanted)
        yield Found("iban", match.start(), match.start() + len(surface), value, fault is None, fault)


def _iban_fault(value: str, wanted: int) -> str | None:
    """Why a value is no IBAN of its country, whose IBANs have `wanted` characters; None where it is one."""
    try:
        iban.validate(value)
    except InvalidLength:
        return f"{len(value)} characters, not {wanted}"
    except InvalidChecksum:
        return "check digits are wrong"
    except ValidationError:
        return "not in the form of its country"
    return None


def _ends_at(written: str, wanted: int) -> int | None:
    """Where the first `wanted` characters that are no separators end, if a word ends there too."""
    seen = 0
    for position, character in enumerate(written, start=1):
        seen += character not in " -"
        if seen == wanted:
            return position if position == len(written) or written[position] in " -" else None
    return None


def _number_groups(written: str) -> str:
    """A number that is not what it should be: up to the first group without a digit that comes too late to be a bank's name
    and so is the next word."""
    groups = re.split(r"( )", written)
    kept = groups[0]
    for space, group in zip(groups[1::2], groups[2::2], strict=True):
        if len(kept) >= 12 and not any(character.isdigit() for character in group):
            break
        kept += space + group
    return kept


def bics(text: str) -> Iterator[Found]:
    """Bank identifier codes (ISO 9362). They have no check digit, and ordinary words in capitals look like them: one
    needs a digit, a word such as SWIFT nearby, or a line of its own."""
    for match in _BIC.finditer(text):
        if not bic.is_valid(match[0]):
            continue
        line = text[text.rfind("\n", 0, match.start()) + 1 : (text.find("\n", match.end()) + len(text) + 1) % (len(text) + 1)]
        near = text[max(match.start() - 60, 0) : match.end() + 60]
        if any(map(str.isdigit, match[0])) or _BIC_CONTEXT.search(near) or line.strip() == match[0]:
            yield Found("bic", match.start(), match.end(), match[0])


def cards(text: str) -> Iterator[Found]:
    """Payment card numbers: a scheme's first digits and length, and the Luhn check (ISO/IEC 7812-1). One that fails the check is given
    as not valid where the text calls it a card."""
    for match in _CARD.finditer(text):
        digits = re.sub(r"[ -]", "", match[0])
        if not any(scheme.match(digits) and len(digits) in lengths for scheme, lengths in _SCHEMES):
            continue
        if luhn.is_valid(digits):
            yield Found("card", match.start(), match.end(), digits, True)
        elif _CARD_CONTEXT.search(text[max(match.start() - 25, 0) : match.start()]):
            yield Found("card", match.start(), match.end(), digits, False, "check digit is wrong")
