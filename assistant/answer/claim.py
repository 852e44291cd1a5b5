"""The claim gate: nothing is said that its quotes do not say.

A program, not a model, decides. It is strict on purpose: where it refuses a sentence that was true, the officer reads the
exhibit's own words instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.words import (
    FUNCTION,
    NEGATIONS,
    is_number,
    number,
    number_word,
    plain,
    stem,
    words,
)
from tools.extract_entities.dates import dates
from tools.extract_entities.money import sums

_EXHIBIT = re.compile(r"\bEX-\d{4,}\b")
_QUOTED = re.compile(r"[\"“«]([^\"”»]{3,})[\"”»]")
_CONTRACTED = re.compile(r"n't$")


@dataclass(frozen=True)
class Fault:
    """Why a sentence may not be shown."""

    kind: str
    """uncited, number, name, word, negation, quote."""
    detail: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}"


def faults(sentence: str, quotes: Sequence[str], question: str) -> list[Fault]:
    """What in a sentence is not supported by the quotes it cites; an empty list lets it pass.

    Every number, date, code and content word must stand in the quotes; a name may stand in the question instead (the quote
    may say "he"). What the officer supposes in the question is otherwise no support: "Was the van blue?" must not make a van
    blue. Words in quotation marks must stand in a quote as they are, and a denial may not be lost or put in.

    Args:
        sentence: one sentence of an answer.
        quotes: what stands at the places it cites, word for word.
        question: the officer's question.
    """
    if not quotes:
        return [Fault("uncited", "it cites nothing")]
    sentence = _EXHIBIT.sub(" ", sentence)
    supported = _Support("\n".join(quotes), question)
    found = [Fault("quote", f"{part!r} does not stand in the quotes") for part in _QUOTED.findall(sentence) if not supported.verbatim(part)]
    covered = supported.dates_and_sums(sentence)
    for position, word in enumerate(words(sentence)):
        if any(word in part for part in covered):
            continue
        if is_number(word):
            if not supported.number(word):
                found.append(Fault("number", word))
        elif plain(word) in FUNCTION or plain(word) in NEGATIONS or _CONTRACTED.search(plain(word)):
            continue
        elif not supported.word(word):
            found.append(Fault("name" if word[0].isupper() and position else "word", word))
    if _denies(sentence) != any(_denies(quote) for quote in quotes):
        found.append(Fault("negation", "it and its quotes do not agree on what is denied"))
    return found


class _Support:
    """What a sentence may draw on."""

    def __init__(self, quotes: str, question: str) -> None:
        self._quotes = quotes
        held = words(quotes)
        self._numbers = {number(word) for word in held if is_number(word)} | {digits for word in held if (digits := number_word(word))}
        self._stems = {stem(word) for word in held}
        self._asked = {stem(word) for word in words(question) if not is_number(word)}
        self._joined = plain(re.sub(r"[\W_]+", "", quotes))

    def verbatim(self, part: str) -> bool:
        return _squeezed(part) in _squeezed(self._quotes)

    def dates_and_sums(self, sentence: str) -> list[str]:
        """The dates and sums of money of a sentence that the quotes hold in whatever form."""
        held = {found.value for find in (dates, sums) for found in find(self._quotes)}
        return [sentence[found.start : found.end] for find in (dates, sums) for found in find(sentence) if found.value in held]

    def number(self, word: str) -> bool:
        return number(word) in self._numbers or self._inside(word)

    def word(self, word: str) -> bool:
        digits = number_word(word)
        if digits is not None and digits in self._numbers:
            return True
        return stem(word) in self._stems or (word[0].isupper() and stem(word) in self._asked)

    def _inside(self, word: str) -> bool:
        """Whether a code stands in the quotes with other spaces and hyphens (AB12 CDE, AB12CDE)."""
        squeezed = re.sub(r"[\W_]+", "", plain(word))
        return len(squeezed) >= 4 and squeezed in self._joined


def _denies(text: str) -> bool:
    return any(plain(word) in NEGATIONS or _CONTRACTED.search(plain(word)) for word in words(text))


def _squeezed(text: str) -> str:
    return " ".join(plain(word) for word in words(text))
