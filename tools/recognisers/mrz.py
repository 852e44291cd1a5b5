"""Machine-readable zones of passports, identity cards and visas (ICAO Doc 9303), as recognised from a picture or typed.

Letters and digits that look alike are told apart where the form of a field leaves one reading (no digit stands in a name, no letter in a
date), or where one reading alone satisfies the check digits; each such reading is noted. Nothing else is mended.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tools.recognisers.found import Found
from tools.recognisers.mrz_form import FORMS, Field, Form

_ROW = re.compile(r"[A-Z0-9<]+")
_FILLERS = str.maketrans({"«": "<", "‹": "<", "≪": "<", "＜": "<", "〈": "<", "《": "<"})
_SLACK = 2
"""Fillers that recognition adds or loses in a row."""
_LETTERS = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B"}
_DIGITS = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
_ALIKE = {key: value for one in (_LETTERS, {"O": "0", "I": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}) for key, value in one.items()}


@dataclass(frozen=True)
class _Row:
    """A line that may be one of a zone: its signs without spaces, and where each stands in the text."""

    signs: str
    places: tuple[int, ...]

    def fitted(self, width: int) -> "_Row":
        """The row at its width: fillers that recognition lost at the end of a run are put in, those that it added are taken out."""
        signs, places = self.signs, list(self.places)
        longest = max(re.finditer(r"<+", signs), key=lambda run: len(run[0]), default=None)
        at = len(signs) if longest is None else longest.end()
        while len(signs) < width:
            signs = f"{signs[:at]}<{signs[at:]}"
            places.insert(at, places[min(at, len(places) - 1)])
        if len(signs) > width and longest is not None:
            cut = len(signs) - width
            signs, places = signs[: at - cut] + signs[at:], places[: at - cut] + places[at:]
        return _Row(signs, tuple(places))


def zones(text: str) -> Iterator[Found]:
    """The fields of each zone in a text. `valid` is what the field's check digit says; a field without one has None."""
    rows = list(_rows(text))
    position = 0
    while position < len(rows):
        for form in FORMS:
            if (zone := _zone(rows[position : position + form.rows], form)) is not None:
                yield from zone
                position += form.rows
                break
        else:
            position += 1


def check_digit(signs: str) -> str:
    """The check digit of a field: weights 7, 3, 1, letters from A = 10, fillers 0, modulo 10 (ICAO Doc 9303-3, 4.9)."""
    values = (0 if sign == "<" else int(sign, 36) for sign in signs)
    return str(sum(value * weight for value, weight in zip(values, itertools.cycle((7, 3, 1)), strict=False)) % 10)


def _rows(text: str) -> Iterator[_Row]:
    for line in re.finditer(r"[^\n]+", text):
        pieces = [(line.start(), line[0])]
        if len(line[0].replace(" ", "")) > 44 + _SLACK:  # two rows that were taken for running text
            pieces = [(line.start() + piece.start(), piece[0]) for piece in re.finditer(r"\S+", line[0])]
        for start, piece in pieces:
            kept = [(place, sign) for place, sign in enumerate(piece.translate(_FILLERS), start) if not sign.isspace()]
            signs = "".join(sign for _, sign in kept)
            if 30 - _SLACK <= len(signs) <= 44 + _SLACK and _ROW.fullmatch(signs) and ("<" in signs or sum(map(str.isdigit, signs)) > 12):
                yield _Row(signs, tuple(place for place, _ in kept))


def _zone(rows: Sequence[_Row], form: Form) -> list[Found] | None:
    """The fields of a zone of one form, or None where the rows are no such zone."""
    if len(rows) < form.rows or any(abs(len(row.signs) - form.width) > _SLACK for row in rows):
        return None
    if rows[0].signs[0] not in form.first or "<<" not in rows[0 if form.rows == 2 else 2].signs:
        return None
    fitted = [row.fitted(form.width) for row in rows]
    if any(len(row.signs) != form.width for row in fitted):
        return None
    signs = ["".join(row.signs) for row in fitted]
    notes: dict[int, list[str]] = {}
    for number, field in enumerate(form.fields):
        signs[field.row], changed = _as_kind(signs[field.row], field)
        notes[number] = changed
    proven = _proven(signs, form, notes)
    checked = [field for field in form.fields if field.check is not None]
    if sum(_holds(proven, field) for field in checked) * 2 < len(checked):
        return None  # rows of a table that happen to be as wide
    found = [hit for number, field in enumerate(form.fields) for hit in _found(proven, fitted, field, notes[number])]
    if form.composite is not None:
        row, place = form.composite
        valid = _composite(proven, form)
        at = fitted[row].places[place]
        note = None if valid else "the check digit over all fields is wrong"
        found.append(Found("mrz", at, at + 1, form.name, valid, note))
    return found


def _as_kind(row: str, field: Field) -> tuple[str, list[str]]:
    """A row with a field, and its check digit, read as what may stand there; with what was read otherwise."""
    table = {"letters": _LETTERS, "digits": _DIGITS, "any": {}}[field.kind]
    changed = []
    signs = list(row)
    places = [(place, table) for place in range(field.start, field.end)] + ([(field.check, _DIGITS)] if field.check is not None else [])
    for place, allowed in places:
        if (other := allowed.get(signs[place])) is not None:
            changed.append(f"{signs[place]} read as {other}, for only {'digits' if other.isdigit() else 'letters'} stand there")
            signs[place] = other
    return "".join(signs), changed


def _long_number(signs: Sequence[str], field: Field) -> str | None:
    """A number of more than nine signs, which goes on in the optional field with its check digit last (ICAO Doc 9303-5, note j)."""
    rest = {(0, 14): 15, (1, 9): 28}.get((field.row, field.check or 0))
    if field.type != "document_number" or rest is None or signs[field.row][field.check or 0] != "<":
        return None
    more = re.match(r"[A-Z0-9]{2,}", signs[field.row][rest:])
    return signs[field.row][field.start : field.end] + more[0] if more else None


def _holds(signs: Sequence[str], field: Field) -> bool:
    assert field.check is not None
    written = signs[field.row][field.start : field.end]
    digit = signs[field.row][field.check]
    if (long := _long_number(signs, field)) is not None:
        written, digit = long[:-1], long[-1]
    return digit == check_digit(written) or (digit == "<" and not written.strip("<"))


def _composite(signs: Sequence[str], form: Form) -> bool:
    assert form.composite is not None
    row, place = form.composite
    digit = _DIGITS.get(signs[row][place], signs[row][place])
    return digit == check_digit("".join(signs[part][start:end] for part, start, end in form.covered))


def _proven(signs: list[str], form: Form, notes: dict[int, list[str]]) -> list[str]:
    """The rows with look-alikes told apart in fields of letters and digits, where one reading alone satisfies every check."""
    for number, field in enumerate(form.fields):
        if field.kind != "any" or field.check is None or _holds(signs, field):
            continue
        row = signs[field.row]
        places = [place for place in range(field.start, field.end) if row[place] in _ALIKE]
        readings = []
        for chosen in places:  # of two changes together some would satisfy any digit by chance
            other = row[:chosen] + _ALIKE[row[chosen]] + row[chosen + 1 :]
            tried = [*signs[: field.row], other, *signs[field.row + 1 :]]
            if _holds(tried, field) and (form.composite is None or _composite(tried, form)):
                readings.append((chosen, tried))
        if len(readings) == 1:
            [(chosen, signs)] = readings
            notes[number].append(f"{row[chosen]} read as {_ALIKE[row[chosen]]}, which alone satisfies the check digits")
    return signs


def _found(signs: Sequence[str], rows: Sequence[_Row], field: Field, notes: Sequence[str]) -> Iterator[Found]:
    written = signs[field.row][field.start : field.end]
    places = rows[field.row].places
    value = written.strip("<")
    if not value and field.type != "sex":
        return
    valid = None if field.check is None else _holds(signs, field)
    note = "; ".join([*notes, *(["its check digit is wrong"] if valid is False else [])]) or None
    whole = Found(field.type, places[field.start], places[field.end - 1] + 1, value.replace("<", " "), valid, note)
    match field.type:
        case "names":
            yield from _names(written, places[field.start : field.end], note)
        case "birth_date" | "expiry_date":
            yield _dated(whole, value)
        case "sex":
            yield replace(whole, value=value or "X")
        case "document_number" | "personal_number" | "optional":
            long = _long_number(signs, field)
            yield replace(whole, value=value if long is None else long[:-1])
        case _:
            yield whole


def _names(written: str, places: Sequence[int], note: str | None) -> Iterator[Found]:
    """Surname and given names; one filler parts names, two part the surname from the rest."""
    surname, _, given = written.rstrip("<").partition("<<")
    start = 0
    for kind, part in (("surname", surname), ("given_names", given)):
        if part:
            at = written.index(part, start)
            value = " ".join(part.replace("<", " ").split())
            yield Found(kind, places[at], places[at + len(part) - 1] + 1, value, None, note)
            start = at + len(part)


def _dated(whole: Found, digits: str) -> Found:
    """A date in ISO 8601. The zone has two digits of the year: nobody was born later than today, and documents expire in this century."""
    today = datetime.now(UTC).date()
    if not digits.isdigit():
        return replace(whole, value=digits, note="; ".join(filter(None, [whole.note, "parts of the date are not stated"])))
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    century = 1900 if whole.type == "birth_date" and 2000 + year > today.year else 2000
    try:
        return replace(whole, value=date(century + year, month, day).isoformat())
    except ValueError:
        return replace(whole, value=digits, valid=False, note="; ".join(filter(None, [whole.note, "there is no such day"])))
