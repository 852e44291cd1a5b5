"""What words, numbers, names and signs a sentence may take from its quotes."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain

from assistant.answer.fault import Fault
from assistant.answer.forms import codes, values
from assistant.answer.quote import Quote
from assistant.answer.words import FUNCTION, NEGATIONS, is_number, number, number_word, plain, stem, stem_as_spelt, words

_QUOTED = re.compile(r"[\"“«]([^\"”»]{3,})[\"”»]")
CONTRACTED = re.compile(r"n't$")
_TELLING = frozenset("one before after above below over under more less most least earlier later".split())
"""Function words that change what is claimed where one stands for another: they must stand in the quotes like any other word."""

_ROW = re.compile(r"(?<![\w.,])\d+(?:[ -]+\d+)+(?![\w.,]*\d)")
"""Numbers side by side, as in a telephone number or a result: their order counts."""


class Support:
    """What a sentence may draw on."""

    def __init__(self, quotes: Sequence[Quote], question: str) -> None:
        self._quotes = [unicodedata.normalize("NFKC", text) for quote in quotes for text in quote.texts]
        held = [word for quote in self._quotes for word in words(quote)]
        self._numbers = {number(word) for word in held if is_number(word)} | {digits for word in held if (digits := number_word(word))}
        self._stems = {stem(word) for word in held}
        self._common = {stem(word) for word in held if not word.istitle()}
        self._spelt = {stem_as_spelt(word) for word in held}
        self._asked = {stem_as_spelt(word) for word in words(question) if not is_number(word)}
        self._forms = {form for quote in self._quotes for _, _, form in values(quote)}
        self._codes = {form: quote[start:end] for quote in self._quotes for start, end, form in codes(quote)}

    def faults(self, sentence: str) -> list[Fault]:
        """What of a sentence stands in no quote."""
        found = [Fault("quote", f"{part!r} does not stand in the quotes") for part in _QUOTED.findall(sentence) if not self._verbatim(part)]
        rest = self._without_other_forms(sentence)
        found += [Fault("number", sign) for sign in _signs(rest) if sign not in "".join(self._quotes)]
        found += [
            Fault("number", part) for part in _ROW.findall(rest) if not any(_joined(part) in _joined(quote) for quote in self._quotes)
        ]
        for position, word in enumerate(words(rest)):
            if is_number(word):
                if not self._number(word):
                    found.append(Fault("number", word))
            elif (plain(word) in FUNCTION and plain(word) not in _TELLING) or plain(word) in NEGATIONS or CONTRACTED.search(plain(word)):
                continue
            elif not self._word(word):
                found.append(Fault("name" if word[0].isupper() and position else "word", word))
        return found

    def in_their_form(self, sentence: str) -> str:
        """A sentence with its codes written as the quotes write them."""
        end_of_last = len(sentence)
        for start, end, form in sorted(codes(sentence), key=lambda code: (-code[1], code[0])):
            if form in self._codes and end <= end_of_last:
                sentence = sentence[:start] + self._codes[form] + sentence[end:]
                end_of_last = start
        return sentence

    def _verbatim(self, part: str) -> bool:
        return any(f" {squeezed(part)} " in f" {squeezed(quote)} " for quote in self._quotes)

    def _without_other_forms(self, sentence: str) -> str:
        """A sentence without the dates, sums of money and codes that the quotes hold in whatever form."""
        for start, end, form in list(_forms(sentence)):
            if form in self._forms or form in self._codes:
                sentence = sentence[:start] + " " * (end - start) + sentence[end:]
        return sentence

    def _number(self, word: str) -> bool:
        return number(word) in self._numbers

    def _word(self, word: str) -> bool:
        digits = number_word(word)
        if digits is not None and digits in self._numbers:
            return True
        spelt = stem_as_spelt(word)
        if spelt in self._spelt or (word[0].isupper() and spelt in self._asked):
            return True
        return stem(word) in (self._common if word.istitle() else self._stems)  # perhaps a name: Gray is not Grey


def denies(text: str) -> bool:
    """Whether anything is denied in a text."""
    return any(plain(word) in NEGATIONS or CONTRACTED.search(plain(word)) for word in words(text))


def squeezed(text: str) -> str:
    """The words of a text with single spaces between them."""
    return " ".join(plain(word) for word in words(text))


def _joined(text: str) -> str:
    return re.sub(r"(?<=\d)[ ()-]+(?=\d)", "", text)


def _forms(text: str) -> Iterator[tuple[int, int, str]]:
    return chain(values(text), codes(text))


def _signs(text: str) -> list[str]:
    """Signs that say what a number counts."""
    return [character for character in text if character == "%" or unicodedata.category(character) == "Sc"]
