"""The claim gate: how many untrue sentences of each kind it finds, and how many true ones it refuses. No language model is needed.

The peer is the gate's first half alone: whether every word, number and name stands in the quotes, and both sides deny something or
neither does.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from assistant.answer import faults
from assistant.answer.lexical import Support, denies
from assistant.answer.reading import read
from assistant.bench import row
from assistant.bench.claims.material import Text, Told, answers, drafts, texts
from assistant.bench.claims.mutators import CERTAIN, MUTATORS, Mutator
from assistant.documents import BenchRow

__all__ = ["CERTAIN", "MUTATORS", "found", "measure", "mutated", "refused", "true_sentences"]

_EACH = 60
_FEW = 15
_PEER = "the words alone"


def measure(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Found, of the untrue sentences of each mutator; refused, of true ones of each kind; milliseconds a sentence.

    Of `data`, qa-clapnq, ie-re3d and inject-bipia are used where they are there; the made-up documents always are.
    """
    material = texts(data)
    most = _FEW if quick else _EACH
    rows = []
    for mutator in MUTATORS:
        wrong = mutated(mutator, material, most)
        if not wrong:
            continue
        name = f"untrue sentences found: {mutator.__name__.replace('_', ' ')}"
        ours, peer = _share(found, wrong), _share(_by_words, wrong)
        rows.append(row(name, "share", ours, peer=peer, peer_name=_PEER, higher_is_better=True, n=len(wrong)))
    for name, right in true_sentences(data, material, most).items():
        ours, peer = _share(found, right), _share(_by_words, right)
        rows.append(row(f"true sentences refused: {name}", "share", ours, peer=peer, peer_name=_PEER, n=len(right)))
    return [*rows, *_speed(material, most)]


def mutated(mutator: Mutator, material: Sequence[Text], most: int) -> list[Told]:
    """Untrue sentences of one kind, of all documents: always the same ones."""
    chance = Random(7)  # noqa: S311  # which word, not a secret
    made = [told for text in material for told in mutator(text.quotes(), chance)]
    return chance.sample(made, most) if len(made) > most else made


def true_sentences(data: Path, material: Sequence[Text], most: int) -> dict[str, list[Told]]:
    """True sentences by where they come from. What is named "quotes" is all of them, for none may be refused."""
    quotes = [quote for text in material for quote in text.quotes()]
    pairs = [(one, two) for text in material for one, two in zip(text.quotes(), text.quotes()[1:], strict=False) if one.text[-1] == "."]
    chance = Random(7)  # noqa: S311
    kinds = {
        "quotes": [Told(quote.text, (quote,)) for quote in quotes],
        "quotes, with their exhibit named": [Told(f"According to EX-0001, {quote.text}", (quote,)) for quote in quotes],
        "two quotes in a row": [Told(f"{one.text} {two.text}", (one, two)) for one, two in chance.sample(pairs, min(2 * most, len(pairs)))],
        "drafts of the default model that a person holds for true": [told for told, true in drafts() if true],
        "CLAPnq's human answers against the sentences selected for them": list(answers(data)),
    }
    return {name: told for name, told in kinds.items() if told}


def found(told: Told) -> bool:
    """Whether the gate finds a fault."""
    return bool(faults(told.text, told.quotes, told.question))


def refused(items: Sequence[Told]) -> list[Told]:
    """The sentences in which the gate finds a fault."""
    return [told for told in items if found(told)]


def _by_words(told: Told) -> bool:
    if Support(told.quotes, told.question).faults(told.text):
        return True
    return denies(told.text) != any(denies(text) for quote in told.quotes for text in quote.texts)


def _share(judge: Callable[[Told], bool], items: Sequence[Told]) -> float:
    return sum(map(judge, items)) / len(items)


def _speed(material: Sequence[Text], most: int) -> list[BenchRow]:
    """Time of a sentence that no other has made known: with its quotes, and when these have been read for another sentence."""
    joined = [
        Told(f"{one.text} {two.text}", (one, two)) for text in material for one, two in zip(text.quotes(), text.quotes()[1:], strict=False)
    ]
    first: list[float] = []
    again: list[float] = []
    for told in Random(3).sample(joined, min(most, len(joined))):  # noqa: S311
        _timed(told, first, again)
    return [
        row("milliseconds a sentence, its two quotes read for it", "ms", 1000 * statistics.median(first), n=len(first)),
        row("milliseconds a sentence, its two quotes read before", "ms", 1000 * statistics.median(again), n=len(again)),
    ]


def _timed(told: Told, first: list[float], again: list[float]) -> None:
    for times, known in ((first, ()), (again, told.quotes)):
        read.cache_clear()
        for quote in known:
            found(Told(quote.text.rstrip(".") + " too.", (quote,)))
        started = time.perf_counter()
        found(told)
        times.append(time.perf_counter() - started)
