"""Setting instruction-like text apart from what an answer is made of, so that the answer is the same with and without it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import InstructionLike
from assistant.compose.quotable import Quotable
from tools.case import Exhibit
from tools.instructions import Flag, flag, harmless_title, rest_of, set_apart


@dataclass(frozen=True)
class Sifted:
    """What was found, in two heaps."""

    harmless: list[Quotable]
    suspect: tuple[InstructionLike, ...]


def sifted(found: Sequence[Quotable]) -> Sifted:
    """Set apart what reads like an instruction, each exhibit's text looked at in its order; what a search has set apart already, with all
    of the exhibit before it, stays so."""
    flagged = {number: Flag(quotable.apart) for number, quotable in enumerate(found) if quotable.apart is not None}
    for exhibit in dict.fromkeys(quotable.exhibit for quotable in found):
        positions = [number for number, quotable in enumerate(found) if quotable.exhibit == exhibit and quotable.apart is None]
        flagged |= {positions[place]: made for place, made in set_apart([found[number] for number in positions]).items()}
    harmless = []
    for number, quotable in enumerate(found):
        if number not in flagged:
            harmless.append(quotable)
        elif quotable.apart is None and (rest := rest_of(quotable)) is not None:
            harmless.append(rest)
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


def _shown(quotable: Quotable, made: Flag) -> InstructionLike:
    return InstructionLike(exhibit=quotable.exhibit, fragment=quotable.citations[0].fragment, text=quotable.text, family=made.family)
