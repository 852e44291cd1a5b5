"""What two names of organisations or places, two addresses or two numbers have in common."""

import re
from collections.abc import Iterator, Sequence

import phonenumbers

from tools.register.keys import words
from tools.register.reason import Reason
from tools.register.spelling import near

LEGAL = frozenset(
    "ltd limited plc llp llc inc incorporated corp corporation co company gmbh ag kg sa sarl sas bv nv oy ab as aps spa srl the and".split()
)
"""Words of a name that say what form an organisation has, and those that names are written with and without."""
_STREETS = dict(
    word.split("=")
    for word in (
        "st=street str=strasse rd=road ave=avenue av=avenue ln=lane dr=drive ct=court pl=place sq=square blvd=boulevard hwy=highway "
        "pkwy=parkway cir=circle apt=flat apartment=flat ste=suite"
    ).split()
)
_UNITS = frozenset({"flat", "suite", "unit", "room"})
# Signs that people and recognisers of pictures take for each other.
_ALIKE = str.maketrans("OQIZSBG", "0012586")


def alike_organisations(a: str, b: str) -> Iterator[Reason]:
    """The same words but for the legal form, the first letters, or one letter other in a name of several words."""
    one, other = (tuple(word for word in words(name) if word not in LEGAL) for name in (a, b))
    if not one or not other:
        return
    if one == other:
        yield Reason("same name", f"“{a}” and “{b}” are the same words")
    elif (short := _initials(a, b)) is not None:
        yield Reason("abbreviation", f"“{short}” are the first letters of the other")
    elif _one_near(one, other) and len("".join(one)) >= 8:
        yield Reason("other spelling", f"“{a}” and “{b}” differ by one letter")


def alike_places(a: str, b: str) -> Iterator[Reason]:
    """The same words, or one letter other."""
    one, other = (tuple(word for word in words(name) if word != "the") for name in (a, b))
    if one and one == other:
        yield Reason("same name", f"“{a}” and “{b}” are the same words")
    elif _one_near(one, other) and len("".join(one)) >= 6:
        yield Reason("other spelling", f"“{a}” and “{b}” differ by one letter")


def alike_addresses(a: str, b: str) -> Iterator[Reason]:
    """The same house number and street."""
    one, other = street(a), street(b)
    if one is not None and one == other:
        yield Reason("same address", f"both are {' '.join(one)}")


def street(address: str) -> tuple[str, ...] | None:
    """House number and street of an address, abbreviations written out, the rest left out; None where it has no number."""
    first = [_STREETS.get(word, word) for word in words(address.split(",")[0])]
    if first[:1] and first[0] in _UNITS:  # Flat 3, 14 Customs Quay
        rest = [_STREETS.get(word, word) for word in words(",".join(address.split(",")[1:2]))] or first[2:]
        first = rest
    cut = next((place for place, word in enumerate(first) if word in _UNITS), len(first))
    found = first[:cut]
    digits = [word for word in found if word[:1].isdigit()]
    return (digits[0], *(word for word in found if word != digits[0])) if digits and len(found) > 1 else None


def alike_phones(a: str, b: str) -> Iterator[Reason]:
    """A number with its country and one without that has the same digits."""
    for full, digits in ((a, b), (b, a)):
        if full.startswith("+") and not digits.startswith("+"):
            number = phonenumbers.parse(full, None)
            if phonenumbers.national_significant_number(number) == digits.lstrip("0"):
                yield Reason("same but for the country", f"{digits} is {full} as it is dialled inside the country")


def alike_plates(a: str, b: str) -> Iterator[Reason]:
    """Plates that differ only in signs that look alike, such as O and 0."""
    if a != b and a.translate(_ALIKE) == b.translate(_ALIKE):
        yield Reason("same but for look-alike signs", f"{a} and {b} differ only in signs that are taken for each other")


def looks(value: str) -> str:
    """A plate or number with look-alike signs made one."""
    return value.upper().translate(_ALIKE)


def _initials(a: str, b: str) -> str | None:
    """The one of two names that is the first letters of the other's words."""
    for short, long in ((a, b), (b, a)):
        parts = [word for word in re.findall(r"\w+", long) if word[0].isupper()]
        if len(short) >= 3 and short.isupper() and len(parts) == len(short) and short == "".join(word[0] for word in parts):
            return short
    return None


def _one_near(one: Sequence[str], other: Sequence[str]) -> bool:
    if len(one) != len(other):
        return False
    different = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 and near(*different[0])
