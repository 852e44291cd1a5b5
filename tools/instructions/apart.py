"""Which sentences of a text are set apart as instruction-like, and what is left of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from tools.instructions.finding import Flag, flag, flags_in
from tools.sentences import Sentence

T = TypeVar("T", bound=Sentence)

_WHO = re.compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[^a-z]{0,16}(?:[AaPp]\.?[Mm]\.? )?[^:]{1,80}: ")
"""When and by whom a message of an exported chat was sent, before what it says."""
_CELLS = "; "
"""Between the cells of a table's row, as it is told with its headings."""
_ONE_LINE = 400
"""Characters of a line that counts as one statement: where a part of it is an instruction, all of it is set apart. Of a longer one, a
paragraph, only the sentences are: nobody may make a page unreadable for the program by one sentence."""


def set_apart(pieces: Sequence[Sentence]) -> dict[int, Flag]:
    """The positions of the sentences of one exhibit, in its order, that are instruction-like, each with why."""
    flagged = flags_in([_WHO.sub("", piece.text) for piece in pieces])
    return flagged | _of_their_lines(pieces, flagged)


def rest_of(piece: T) -> T | None:
    """What is left of a sentence that is set apart: the other cells of a table's row in which one reads like an instruction."""
    if _CELLS not in piece.text or any(piece.text in citation.quote for citation in piece.citations):
        return None
    every = piece.text.split(_CELLS)
    cells = [cell for cell in every if flag(cell) is None]
    if len(cells) == len(every):  # what follows it, in a sentence of its own, goes on from its last cell
        cells.pop()
    rest = _CELLS.join(cells)
    return replace(piece, text=rest) if cells and flag(rest) is None else None


def _of_their_lines(pieces: Sequence[Sentence], flagged: Mapping[int, Flag]) -> dict[int, Flag]:
    """The other parts of short lines of which a part is flagged."""
    places: dict[tuple[str, str], list[int]] = {}
    for number, piece in enumerate(pieces):
        for citation in piece.citations:
            places.setdefault((citation.exhibit, citation.fragment), []).append(number)
    extra: dict[int, Flag] = {}
    for numbers in places.values():
        made = next((flagged[number] for number in numbers if number in flagged), None)
        if made is not None and sum(len(pieces[number].text) for number in numbers) <= _ONE_LINE:
            extra |= {number: made for number in numbers if number not in flagged}
    return extra
