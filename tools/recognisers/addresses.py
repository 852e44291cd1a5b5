"""Postal addresses, by the words and the order that streets and post codes have."""

import re
from collections.abc import Iterator

from tools.recognisers.found import Found, without_overlaps

_NAME = r"[A-ZÄÖÜÉÈÀÁÍÓÚÑÇ][\wäöüßéèàáíóúñç'’.-]*"
_PARTICLE = "of|the|de|la|del|von|der|am|e|do|da|dos|di|y|du|des|den|het|van|und|u."
_NAMES = rf"{_NAME}(?: (?:{_PARTICLE}|{_NAME})){{0,5}}"
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
    rf"(?<!\w)(?:(?:{_HOUSE},? )?(?:[Rr]ue|[Aa]venue|Av\.?|[Bb]oulevard|Bd\.?|[Qq]uai|[Cc]hemin) (?:de |du |des |la |le |l[’'])*{_NAMES}"
    rf"|(?:[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Cc]alle|[Aa]venida|[Pp]laza|[Pp]aseo|[Rr]ua)"
    rf" (?:de |del |della |la |los |da |do )*{_NAMES},? {_HOUSE})"
    rf"(?:,? \d{{4,5}} {_TOWN})?(?!\w)"
)
# One word of a street and its kind, as in the Nordic countries, the Netherlands and Finland.
_NORTHERN = re.compile(
    rf"(?<!\w)[A-ZÆØÅÄÖ][\wæøåäö-]{{2,}}(?:vej|veien|vegen|gade|gata|gatan|vägen|stræde|stræti|straeti|straat|laan|gracht|tie|katu|kuja"
    rf"|stien|stigen|bakken|krogen|gränd|plein|kade|dreef|singel|vangen|lunden|parken|marken|torget|plads|plass|allé|polku|tún|tun|gerði)"
    rf" {_HOUSE}(?!\d)(?:, ?\d{{4,5}}(?: [A-Z]{{2}})? {_TOWN})?"
)
_FLATS = r"(?:Flat|Apt\.?|Apartment|Suite|Ste\.?) ?#?\d{1,5}\b"
_DOOR = re.compile(
    rf"(?<![\w.,:/-])(?:\d{{1,5}} )?(?:{_HOUSE} )?{_NAMES}(?: {_HOUSE})?(?: {_NAMES})?,?\s+{_FLATS}(?: {_FLATS})?"
    rf"(?:,?\s+{_TOWN}){{0,2}}(?:,? \d{{4,6}}\b)?"
)
_ALONE = re.compile(rf"(?<![\w.-]){_FLATS}")
_HUNGARIAN = re.compile(rf"(?<!\w){_NAME}(?: {_NAME}){{0,2}} (?:utca|út|u\.|tér|krt\.|körút) {_HOUSE}(?!\d)")
_POLISH = re.compile(rf"(?<!\w)(?:ul\.|al\.|pl\.|os\.) ?{_NAMES} {_HOUSE}(?!\d)")
# Field post: a unit or box, and one of the three codes of armed forces with its number (USPS Publication 28, section 225).
_FIELD_POST = re.compile(
    r"\b(?:(?:psc|unit|cmr|uss|usnv|usns|uscgc)\s[^\n]{1,30}\n?\s*)?(?:[afd]po,? a[aep],? \d{5}(?:-\d{4})?)\b", re.IGNORECASE
)
# What follows words that announce an address is one where it has a house number and a name, whatever streets are called there.
_ANNOUNCED = re.compile(
    r"\b(?i:address(?: is| of [^\n:]{2,40}? is)?:?|li(?:ves?|ved|ving) (?:at|on|in)|resid(?:es?|ed|ing) (?:at|on|in)|located (?:at|on)"
    r"|(?:office|shop|house|flat|home|station|stop|branch) is (?:at|on)|arrived at|(?:sent|send|delivered?|shipped|posted) (?:it )?to"
    r"|moved (?:in)?to|drops? \w+ off (?:at|on)|enter on|corner of|staying at|addresses,? here they are:)\s+"
    rf"(?P<place>(?=[^.!?]{{0,60}}?\d)(?:the )?(?:{_HOUSE}|{_NAME})(?:,?\s+(?:{_HOUSE}|{_NAME}|{_PARTICLE}|and)){{1,11}})"
)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_BOX = re.compile(rf"\bP\.? ?O\.? Box \d{{1,7}}{_TAIL}")
_HAS_NUMBER = re.compile(r"\d")


_FORMS = (_FIELD_POST, _DOOR, _ENGLISH, _GERMAN, _NORTHERN, _ROMANCE, _HUNGARIAN, _POLISH, _BOX, _ANNOUNCED, _ALONE)


def addresses(text: str) -> Iterator[Found]:
    """Streets with their house numbers, and what follows of town and post code; of readings that overlap the longest. The value is in
    one line."""
    found = []
    for form in _FORMS:
        for match in form.finditer(text):
            start = match.start("place") if form is _ANNOUNCED else match.start()
            written = text[start : match.end()].rstrip(" ,\n")
            if _HAS_NUMBER.search(written) and (_LETTERS.search(written) or form is _ALONE):
                value = re.sub(r",?\s*\n\s*", ", ", " ".join(written.split(" ")))
                found.append(Found("address", start, start + len(written), value))
    yield from without_overlaps(sorted(found, key=lambda hit: hit.start - hit.end))
