"""Telephone numbers (libphonenumber's rules) and device numbers."""

import re
from collections.abc import Iterator

import phonenumbers
from stdnum import imei

from tools.recognisers.found import Found

# Reporting body, type and serial number, check digit: 2-6-6-1 since 2004, 6-2-6-1 before (3GPP TS 23.003).
_GROUPS = r"(?:\d{2}([ -])\d{6}\1\d{6}(?:\1\d{1,2})?|\d{6}([ -])\d{2}\2\d{6}(?:\2\d{1,2})?)"
_IMEI = re.compile(rf"(?<![\w-])(?:{_GROUPS}|\d{{14,16}})(?![\w-])")
_IMEI_CONTEXT = re.compile(r"\bimei(?:sv)?\b", re.IGNORECASE)
_AMEX = re.compile(r"3[47]")
# Numbers as people write them at home: a leading zero or an area code in brackets, at least seven digits in groups.
_NATIONAL = re.compile(
    r"(?<![\w+./-])(?:"
    r"\(0?\d{1,5}\)[ -]?\d{2,5}(?:[ -]?\d{2,5}){1,3}"
    r"|0\d{1,5}[ /-]?\d{2,5}(?:[ -]?\d{2,5}){1,3}"
    r"|\d{3}[ .-]\d{3}[ .-]\d{4}"
    r")(?![\w/-]|\.\d)"
)


def phones(text: str) -> Iterator[Found]:
    """Telephone numbers: international ones in E.164; ones without a country as their digits, with a note."""
    taken: list[tuple[int, int]] = []
    for match in phonenumbers.PhoneNumberMatcher(text, None, leniency=phonenumbers.Leniency.POSSIBLE, max_tries=1 << 30):
        taken.append((match.start, match.end))
        yield _international(match.number, match.start, match.end)
    for found in _NATIONAL.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if not 7 <= len(digits) <= 15 or any(found.start() < end and found.end() > start for start, end in taken):
            continue
        if digits.startswith("00"):
            try:
                yield _international(
                    phonenumbers.parse("+" + digits[2:], None),
                    found.start(),
                    found.end(),
                )
                continue
            except phonenumbers.NumberParseException:
                pass  # no country begins like this: it is a national number after all
        yield Found(
            "phone",
            found.start(),
            found.end(),
            digits,
            None,
            "national number, country not stated",
        )


def _international(number: phonenumbers.PhoneNumber, start: int, end: int) -> Found:
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    valid = phonenumbers.is_valid_number(number)
    return Found(
        "phone",
        start,
        end,
        value,
        valid,
        None if valid else "not in a range that its country has given out",
    )


def imeis(text: str) -> Iterator[Found]:
    """IMEI (15 digits, Luhn check), IMEISV (16 digits, no check) and numbers without their check digit; the last two only
    where they are written in their groups or named."""
    for match in _IMEI.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        named = _IMEI_CONTEXT.search(text[max(match.start() - 30, 0) : match.start()]) is not None
        grouped = digits != match[0]
        valid = imei.is_valid(digits)
        if len(digits) == 15 and (named or (valid and (grouped or not _AMEX.match(digits)))):
            yield Found(
                "imei",
                match.start(),
                match.end(),
                digits,
                valid,
                None if valid else "check digit is wrong",
            )
        elif len(digits) != 15 and (named or grouped) and valid:
            yield Found("imei", match.start(), match.end(), digits, None, "no check digit")
