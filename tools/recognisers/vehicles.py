"""Vehicle registration plates."""

import re
from collections.abc import Iterator

from tools.recognisers.found import Found

_NEARBY = re.compile(
    r"\b(?:plates?|registration|registered|reg(?:\.|istration)? ?(?:no|number|mark)?|licen[cs]e|number ?plate|vrm|tag|index)\b",
    re.IGNORECASE,
)
# Current national forms whose shape alone says that they are plates (Vienna convention signs in brackets).
_SHAPES = tuple(
    re.compile(rf"(?<![\w-]){shape}(?![\w-])")
    for shape in (
        r"[A-HJ-PR-Y][A-HJ-PR-Y]\d{2} ?[A-HJ-PR-Z]{3}",  # United Kingdom since 2001 (GB)
        r"[A-HJ-NP-TV-Z]{2}-\d{3}-[A-HJ-NP-TV-Z]{2}",  # France (F), Italy writes the same with spaces (I)
        r"[A-HJ-NPR-TV-Z]{2} \d{3} ?[A-HJ-NPR-TV-Z]{2}",
        r"\d{4}[ -]?[BCDFGHJKLMNPRSTVWXYZ]{3}",  # Spain (E)
        r"[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}[EH]?",  # Germany (D)
        r"\d-[A-Z]{3}-\d{3}",  # Belgium (B)
        r"(?:[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-\d{3}-[A-Z])",  # Netherlands (NL)
        r"(?:[A-Z]-\d{3}-[A-Z]{2}|\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2})",
        r"[A-Z]{2} ?\d{2}[- ]?\d{2}[- ]?[A-Z]{2}",  # Portugal since 2020 (P)
    )
)
_LOOSE = re.compile(r"(?<![\w-])(?=[A-Z0-9 -]*\d)(?=[A-Z0-9 -]*[A-Z])[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,4}){1,2}(?![\w-])")
_NOT_PLATES = re.compile(r"EX-\d+|\d+(?:ST|ND|RD|TH|AM|PM|KM|KG|CM|MM|M|H)|[A-Z]+")


def plates(text: str) -> Iterator[Found]:
    """Registration plates: by their national form, or any group of capitals and digits that a word such as "plate" or
    "registration" announces. The value is written without spaces and hyphens."""
    for shape in _SHAPES:
        for match in shape.finditer(text):
            yield _plate(match)
    for announced in _NEARBY.finditer(text):
        window = text[announced.end() : announced.end() + 40]
        for match in _LOOSE.finditer(text, announced.end(), announced.end() + len(window.split("\n")[0])):
            if 4 <= len(re.sub(r"[ -]", "", match[0])) <= 9 and not _NOT_PLATES.fullmatch(match[0].strip()):
                yield _plate(match)
                break


def _plate(match: re.Match[str]) -> Found:
    return Found(
        "vehicle_plate",
        match.start(),
        match.end(),
        re.sub(r"[ -]", "", match[0]).upper(),
    )
