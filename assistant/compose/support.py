"""Which quotes carry a sentence: found by the claim gate itself, so that a citation is never wider than what supports it."""

from collections.abc import Iterable, Sequence

from assistant.answer import Fault, Quote, faults
from assistant.answer.words import FUNCTION, plain, stem, words
from assistant.compose.quotable import Quotable
from assistant.compose.selection import content

_MOST = 4
"""Quotes that one sentence may rest on."""


def faults_of(text: str, quotes: Iterable[Quotable], question: str) -> list[Fault]:
    """What in a sentence some quotes do not support."""
    return faults(text, [Quote(quotable.text, quotable.exhibit, quotable.title, quotable.quotes) for quotable in quotes], question)


def narrowed(text: str, chosen: Sequence[Quotable], question: str) -> tuple[Quotable, ...]:
    """Of quotes that support a sentence, those that are needed for it."""
    kept = list(chosen)
    for quotable in sorted(chosen, key=lambda quotable: _held(text, quotable)):
        rest = [other for other in kept if other is not quotable]
        if rest and not faults_of(text, rest, question):
            kept = rest
    return tuple(kept)


def nearest(text: str, shown: Sequence[Quotable], question: str) -> tuple[Quotable, ...]:
    """The quotes that hold most of a sentence's words, taken one by one until they support it or none adds a word.

    Whether they do support it is for the gate to say.
    """
    missing = content(text)
    chosen: list[Quotable] = []
    while len(chosen) < _MOST and (not chosen or faults_of(text, chosen, question)):
        best = max(shown, key=lambda quotable: len(missing & _stems(quotable)), default=None)
        if best is None or not missing & _stems(best):
            break
        chosen.append(best)
        missing -= _stems(best)
    return tuple(quotable for quotable in shown if quotable in chosen)


def telling(shown: Sequence[Quotable], question: str) -> list[Quotable]:
    """The quotes without headings that hold only words of the question ("Daniel Brooks."): they answer nothing, while a whole sentence of
    its words may ("The van was grey."). All of them, where there are only such."""
    asked = content(question)
    return [
        quotable for quotable in shown if content(quotable.text) - asked or any(plain(word) in FUNCTION for word in words(quotable.text))
    ] or list(shown)


def instead(text: str, shown: Sequence[Quotable], question: str) -> tuple[Quotable, ...]:
    """The quotes that are shown in place of a sentence that they do not support: the nearest, without those that have no more of it than
    one ordinary word ("number" of a number plate stands in many lines that say nothing of it)."""
    near = nearest(text, shown, question)
    best = max(near, key=lambda quotable: _held(text, quotable), default=None)
    if best is None:
        return ()
    rest = content(text) - _stems(best)
    telling = {stem(word) for word in words(text)[1:] if word[0].isupper() or any(map(str.isdigit, word))}
    return tuple(q for q in near if q is best or len(rest & _stems(q)) > 1 or rest & telling & _stems(q))


def carriers(text: str, shown: Sequence[Quotable], question: str) -> list[tuple[Quotable, ...]]:
    """The sets of quotes that support a sentence: each single quote that does, or else the nearest ones together."""
    single = [(quotable,) for quotable in shown if not faults_of(text, (quotable,), question)]
    if single:
        return list(single)
    together = nearest(text, shown, question)
    return [together] if together and not faults_of(text, together, question) else []


def _held(text: str, quotable: Quotable) -> int:
    return len(content(text) & _stems(quotable))


def _stems(quotable: Quotable) -> set[str]:
    return {stem(word) for word in words(quotable.text)}
