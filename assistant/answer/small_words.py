"""Small words that a sentence may neither lose nor add, wherever the parser hangs them."""

from collections.abc import Iterator, Sequence

from assistant.answer.fault import Fault
from assistant.answer.hedges import CONDITIONS, HEDGES
from assistant.answer.lexical import CONTRACTED
from assistant.answer.reading import Reading
from assistant.answer.relations import approximate
from assistant.answer.words import NEGATIONS

_AUXILIARIES = frozenset("may might can could will would shall should must ought cannot able 'll 'd wo only".split())
"""Of the hedges, those that belong to a verb, and are compared with it (`assistant.answer.stance`)."""
_REACH = 3
"""Words after a hedge in which the word that it hedges stands."""


def dropped(told: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Denials, hedges, conditions and bounds of numbers that the sentence has lost, or that no quote has."""
    yield from _added(told, quotes)
    mine = {HEDGES[word] for word in told.run if word in HEDGES}
    for node in told.nodes.values():
        where = [(reading, other.i) for reading in quotes for other in reading.sharing(node)]
        if not where:
            continue
        before = [_hedge_before(reading, i) for reading, i in where]
        if all(before) and not mine & set(before):
            yield Fault("modality", f"{node.text!r} is {before[0]} in the quote")
        if node.kind == "number":
            exact = approximate(told, node.i)
            if all(approximate(reading, i) != exact for reading, i in where):
                yield Fault("modality", f"{node.text} is told otherwise exactly than in the quote")
    if not CONDITIONS & set(told.run) and quotes and all(reading.run[:1] and reading.run[0] in ("if", "unless") for reading in quotes):
        yield Fault("modality", "it holds on a condition in the quote")


def _added(told: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    held = {word for reading in quotes for word in reading.run}
    if any(_denies(word) for word in told.run) and not any(_denies(word) for word in held):
        yield Fault("negation", "no quote denies anything")
    for word in told.run:
        if word in HEDGES and word not in _AUXILIARIES and HEDGES[word] not in {HEDGES[other] for other in held if other in HEDGES}:
            yield Fault("modality", f"no quote says {word!r}")


def _denies(word: str) -> bool:
    return word in NEGATIONS or word == "n't" or CONTRACTED.search(word) is not None


def _hedge_before(reading: Reading, i: int) -> str:
    """The class of a hedge that stands shortly before a word, with no other word of weight between; empty for none."""
    end = reading.place.get(i, 0)
    weighty = {reading.place[j] for j in reading.nodes if j in reading.place}
    for place in range(end - 1, max(-1, end - 1 - _REACH), -1):
        word = reading.run[place]
        if word in HEDGES and word not in _AUXILIARIES:
            return HEDGES[word]
        if place in weighty:
            return ""
    return ""
