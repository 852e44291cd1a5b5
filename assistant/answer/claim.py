"""The claim gate: nothing is said that its quotes do not say.

A program, not a model, decides. It is strict on purpose: where it refuses a sentence that was true, the officer reads the
exhibit's own words instead.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
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
from tools.recognisers.dates import dates
from tools.recognisers.money import sums

_EXHIBIT = re.compile(r"\bEX-\d{4,}\b")
_QUOTED = re.compile(r"[\"“«]([^\"”»]{3,})[\"”»]")
_CONTRACTED = re.compile(r"n't$")
_TELLING = frozenset("one before after above below over under more less most least earlier later".split())
"""Function words that change what is claimed where one stands for another: they must stand in the quotes like any other word."""
_PIECE = re.compile(r"[^\W_]+(?:[.:,/]\d+)*")
_GAP = re.compile(r"[\s()-]{0,2}")
_MOST_PIECES = 9
_SHORTEST_CODE = 4


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
    sentence = unicodedata.normalize("NFKC", _EXHIBIT.sub(" ", sentence))
    supported = _Support(quotes, question)
    found = [Fault("quote", f"{part!r} does not stand in the quotes") for part in _QUOTED.findall(sentence) if not supported.verbatim(part)]
    rest = supported.without_other_forms(sentence)
    found += [Fault("number", sign) for sign in _signs(rest) if sign not in "".join(quotes)]
    for position, word in enumerate(words(rest)):
        if is_number(word):
            if not supported.number(word):
                found.append(Fault("number", word))
        elif (plain(word) in FUNCTION and plain(word) not in _TELLING) or plain(word) in NEGATIONS or _CONTRACTED.search(plain(word)):
            continue
        elif not supported.word(word):
            found.append(Fault("name" if word[0].isupper() and position else "word", word))
    if _denies(sentence) != any(_denies(quote) for quote in quotes):
        found.append(Fault("negation", "it and its quotes do not agree on what is denied"))
    return found


class _Support:
    """What a sentence may draw on."""

    def __init__(self, quotes: Sequence[str], question: str) -> None:
        self._quotes = [unicodedata.normalize("NFKC", quote) for quote in quotes]
        held = [word for quote in self._quotes for word in words(quote)]
        self._numbers = {number(word) for word in held if is_number(word)} | {digits for word in held if (digits := number_word(word))}
        self._stems = {stem(word) for word in held}
        self._asked = {stem(word) for word in words(question) if not is_number(word)}
        self._forms = {form for quote in self._quotes for _, _, form in _other_forms(quote)}

    def verbatim(self, part: str) -> bool:
        return any(f" {_squeezed(part)} " in f" {_squeezed(quote)} " for quote in self._quotes)

    def without_other_forms(self, sentence: str) -> str:
        """A sentence without the dates, sums of money and codes that the quotes hold in whatever form."""
        for start, end, form in list(_other_forms(sentence)):
            if form in self._forms:
                sentence = sentence[:start] + " " * (end - start) + sentence[end:]
        return sentence

    def number(self, word: str) -> bool:
        return number(word) in self._numbers

    def word(self, word: str) -> bool:
        digits = number_word(word)
        if digits is not None and digits in self._numbers:
            return True
        return stem(word) in self._stems or (word[0].isupper() and stem(word) in self._asked)


def _other_forms(text: str) -> Iterator[tuple[int, int, str]]:
    """What can be written in several ways: start, end, and a form that is the same for all of them."""
    for find in (dates, sums):
        yield from ((found.start, found.end, found.value) for found in find(text))
    yield from _codes(text)


def _codes(text: str) -> Iterator[tuple[int, int, str]]:
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


def _signs(text: str) -> list[str]:
    """Signs that say what a number counts."""
    return [character for character in text if character == "%" or unicodedata.category(character) == "Sc"]


def _denies(text: str) -> bool:
    return any(plain(word) in NEGATIONS or _CONTRACTED.search(plain(word)) for word in words(text))


def _squeezed(text: str) -> str:
    return " ".join(plain(word) for word in words(text))
