"""What can be written in several ways: dates, sums of money, plates, telephone numbers."""

import re
from collections.abc import Iterator

from assistant.answer.words import is_number, plain
from tools.recognisers.dates import dates
from tools.recognisers.money import sums

_PIECE = re.compile(r"[^\W_]+(?:[.:,/]\d+)*")
_GAP = re.compile(r"[\s()-]{0,2}")
_MOST_PIECES = 9
_SHORTEST_CODE = 4

Form = tuple[int, int, str]
"""Start, end, and a form that is the same however it is written."""


def values(text: str) -> Iterator[Form]:
    """Dates and sums of money."""
    for find in (dates, sums):
        yield from ((found.start, found.end, found.value) for found in find(text))


def codes(text: str) -> Iterator[Form]:
    """Plates, telephone numbers and the like: whole pieces in a row that hold a digit, whatever spaces and hyphens stand
    between them (AB12 CDE, AB12CDE)."""
    pieces = list(_PIECE.finditer(text))
    for first, piece in enumerate(pieces):
        form, end = "", piece.start()
        for following in pieces[first : first + _MOST_PIECES]:
            if not _GAP.fullmatch(text, end, following.start()):
                break
            form, end = form + plain(following[0]), following.end()
            if len(form) >= _SHORTEST_CODE and is_number(form):
                yield piece.start(), end, form
