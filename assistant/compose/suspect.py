"""Setting instruction-like text apart from what an answer is made of, so that the answer is the same with and without it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import InstructionLike
from assistant.compose.quotable import Quotable
from tools.case import Exhibit
from tools.instructions import Flag, flag, flags_in, harmless_title

_WHO = re.compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[^a-z]{0,16}(?:[AaPp]\.?[Mm]\.? )?[^:]{1,80}: ")
"""When and by whom a message of an exported chat was sent, before what it says."""
_CELLS = "; "
"""Between the cells of a table's row, as it is told with its headings."""
_ONE_LINE = 400
"""Characters of a line that counts as one statement: where a part of it is an instruction, all of it is set apart. Of a longer one, a
paragraph, only the sentences are: nobody may make a page unreadable for the program by one sentence."""


@dataclass(frozen=True)
class Sifted:
    """What was found, in two heaps."""

    harmless: list[Quotable]
    suspect: tuple[InstructionLike, ...]


def sifted(found: Sequence[Quotable]) -> Sifted:
    """Set apart what reads like an instruction, each exhibit's text looked at in its order."""
    flagged: dict[int, Flag] = {}
    for exhibit in dict.fromkeys(quotable.exhibit for quotable in found):
        positions = [number for number, quotable in enumerate(found) if quotable.exhibit == exhibit]
        for place, made in flags_in([_WHO.sub("", found[number].text) for number in positions]).items():
            flagged[positions[place]] = made
    flagged |= _of_their_lines(found, flagged)
    harmless = [kept for number, quotable in enumerate(found) if (kept := _rest(quotable) if number in flagged else quotable) is not None]
    return Sifted(harmless, tuple(dict.fromkeys(_shown(found[number], made) for number, made in sorted(flagged.items()))))


def suspect_names(exhibits: Iterable[Exhibit]) -> tuple[InstructionLike, ...]:
    """Names of exhibits that read like instructions."""
    return tuple(
        InstructionLike(
            exhibit=exhibit.id, fragment=None, text=name, family=(flag(name.replace("_", " ")) or Flag("hides characters")).family
        )
        for exhibit in exhibits
        for name in dict.fromkeys((exhibit.title, exhibit.file))
        if name.strip() and not harmless_title(name)
    )


def _rest(quotable: Quotable) -> Quotable | None:
    """The other cells of a table's row in which one reads like an instruction."""
    if _CELLS not in quotable.text or any(quotable.text in quote for quote in quotable.quotes):
        return None
    every = quotable.text.split(_CELLS)
    cells = [cell for cell in every if flag(cell) is None]
    if len(cells) == len(every):  # what follows it, in a sentence of its own, goes on from its last cell
        cells.pop()
    rest = _CELLS.join(cells)
    return replace(quotable, text=rest) if cells and flag(rest) is None else None


def _of_their_lines(found: Sequence[Quotable], flagged: Mapping[int, Flag]) -> dict[int, Flag]:
    """The other parts of short lines of which a part is flagged."""
    places: dict[tuple[str, str], list[int]] = {}
    for number, quotable in enumerate(found):
        for citation in quotable.citations:
            places.setdefault((citation.exhibit, citation.fragment), []).append(number)
    extra: dict[int, Flag] = {}
    for numbers in places.values():
        made = next((flagged[number] for number in numbers if number in flagged), None)
        if made is not None and sum(len(found[number].text) for number in numbers) <= _ONE_LINE:
            extra |= {number: made for number in numbers if number not in flagged}
    return extra


def _shown(quotable: Quotable, made: Flag) -> InstructionLike:
    return InstructionLike(exhibit=quotable.exhibit, fragment=quotable.citations[0].fragment, text=quotable.text, family=made.family)
