"""Postal addresses, by the words and the order that streets and post codes have."""

import re
from collections.abc import Iterator

from tools.recognisers.found import Found

_NAME = r"[A-ZÄÖÜÉÈÀÁÍÓÚÑÇ][\wäöüßéèàáíóúñç'’.-]*"
_NAMES = rf"{_NAME}(?: (?:of|the|de|la|del|von|der|am|{_NAME})){{0,4}}"
_TYPE = (
    r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Ln\.?|Drive|Dr\.?|Court|Ct\.?|Place|Pl\.?|Square|Sq\.?|Boulevard|Blvd\.?|Close|Crescent"
    r"|Terrace|Way|Row|Mews|Gardens|Grove|Hill|Parade|Quay|Walk|Highway|Hwy\.?|Parkway|Pkwy\.?|Circle|Cir\.?|Trail|Alley|Esplanade)"
)
_FLAT = r"(?:(?:Flat|Apt\.?|Apartment|Suite|Ste\.?|Unit|Room|No\.?)\s?#?\w{1,5},? )?"
_HOUSE = r"\d{1,5}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?"
_UK_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}"
_US_TAIL = r"[A-Z]{2},? \d{5}(?:-\d{4})?"
_TOWN = rf"{_NAME}(?:[ -]{_NAME}){{0,3}}"
_TAIL = (
    rf"(?:,? ?\n?(?:(?:Flat|Apt\.?|Apartment|Suite|Ste\.?|Unit) ?#?\w{{1,5}},? ?\n?)?(?:{_TOWN},? ?\n?){{0,2}}"
    rf"(?:{_UK_POSTCODE}|{_US_TAIL}|\d{{4,5}} {_TOWN}|\d{{5}})\b)?"
)
_ENGLISH = re.compile(rf"(?<![\w.,:/-]){_FLAT}{_HOUSE},? {_NAMES} {_TYPE}(?!\w){_TAIL}")
_GERMAN = re.compile(
    r"(?<!\w)[A-ZÄÖÜ][\wäöüß.-]*(?:[ -][A-ZÄÖÜ][\wäöüß.-]*){0,2}(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|ufer|ring)"
    rf" {_HOUSE}(?!\d)(?:, ?(?:D-|A-|CH-)?\d{{4,5}} {_TOWN})?"
)
_ROMANCE = re.compile(
    rf"(?<!\w)(?:(?:{_HOUSE},? )?(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Qq]uai) (?:de |du |des |la |le |l[’'])*{_NAMES}"
    rf"|(?:[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Cc]alle|[Aa]venida|[Pp]laza|[Pp]aseo|[Rr]ua)"
    rf" (?:de |del |della |la |los |da |do )*{_NAMES},? {_HOUSE})"
    rf"(?:,? \d{{4,5}} {_TOWN})?(?!\w)"
)
# One word of a street and its kind, as in the Nordic countries, the Netherlands and Finland.
_NORTHERN = re.compile(
    rf"(?<!\w)[A-ZÆØÅÄÖ][\wæøåäö-]{{2,}}(?:vej|veien|vegen|gade|gata|gatan|vägen|stræde|stræti|straeti|straat|laan|gracht|tie|katu|kuja)"
    rf" {_HOUSE}(?!\d)(?:, ?\d{{4,5}}(?: [A-Z]{{2}})? {_TOWN})?"
)
_DOOR = re.compile(rf"(?<![\w.,:/-]){_HOUSE} {_NAMES},? ?\n?(?:Flat|Apt\.?|Apartment|Suite|Ste\.?) ?#?\d{{1,5}}\b{_TAIL}")
_BOX = re.compile(rf"\bP\.? ?O\.? Box \d{{1,7}}{_TAIL}")
_HAS_NUMBER = re.compile(r"\d")


def addresses(text: str) -> Iterator[Found]:
    """Streets with their house numbers, and what follows of town and post code; the value is in one line."""
    for form in (_DOOR, _ENGLISH, _GERMAN, _NORTHERN, _ROMANCE, _BOX):
        for match in form.finditer(text):
            written = match[0].rstrip(" ,\n")
            if _HAS_NUMBER.search(written):
                yield Found("address", match.start(), match.start() + len(written), re.sub(r",?\s*\n", ", ", " ".join(written.split(" "))))
