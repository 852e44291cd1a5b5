"""Numbers of identity documents that a text announces as such."""

import re
from collections.abc import Iterator

from tools.recognisers.found import Found

_ANNOUNCED = re.compile(
    r"\b(?i:passport|id(?:entity)?(?: card)?|identification(?: card)?|driv(?:ing|er)['’]?s? licen[cs]e|residence permit|visa|national id"
    r"|national insurance|social security|personalausweis|reisepass|pasaporte|passeport)"
    r"(?i:['’]s)?(?i: ?(?:no|nr|number|num|document)\b\.?|#)?(?i: (?:is|was|with|the|number|no\.?))*\s?[:#]?\s?\(?"
    r"(?P<number>[A-Z0-9](?:[ -]?[A-Z0-9]){4,17})(?![\w-])"
)
_DIGITS = 3
"""A number has so many at least: words in capitals have none."""


def document_numbers(text: str) -> Iterator[Found]:
    """Numbers of passports, identity cards, driving licences and the like that stand behind their name. They are written without spaces;
    each country has rules of its own, so none is called valid or not."""
    for match in _ANNOUNCED.finditer(text):
        written = match["number"]
        if sum(map(str.isdigit, written)) >= _DIGITS:
            yield Found("document_number", match.start("number"), match.end("number"), re.sub(r"[ -]", "", written))
