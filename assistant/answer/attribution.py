"""On whose word a thing is told: a sentence names the source that its quote names, and no other."""

import re
from collections.abc import Iterator, Sequence

from assistant.answer.fault import Fault
from assistant.answer.hedges import FIRST, PAPERS, SOURCES, TITLES
from assistant.answer.quote import Quote
from assistant.answer.reading import pronoun_class
from assistant.answer.stance import Source
from assistant.answer.words import stem, words

EXHIBIT = re.compile(r"\bEX-\d{4,}\b", re.IGNORECASE)
_TITLES = frozenset(stem(title) for title in TITLES)


def attribution(
    told: Sequence[Source], held: Sequence[Source], quote: Quote, *, first_person: bool, named: frozenset[str]
) -> Iterator[Fault]:
    """What a clause says wrongly about whose word it is.

    Args:
        told: the sources that the sentence names.
        held: those that the quote names.
        quote: the quote.
        first_person: whether its author speaks of himself in it ("I saw", "told me").
        named: stems of the words of all quotes. A pronoun may be told as a name only where they name it: that the officer asks about
            somebody does not make it his word.
    """
    left = list(told)
    for source in held:
        match = next((other for other in left if _same(other, source, quote, named)), None)
        if match is None:
            yield Fault("attribution", f"it is {source.word or 'somebody'}'s word in {quote.exhibit or 'the quote'}, and is told as a fact"
                        if not left else f"it is {source.word or 'somebody'}'s word, not {left[0].word or 'somebody'}'s")  # fmt: skip
            return
        left.remove(match)
    for source in left:
        if not _author(source, quote, first_person=first_person):
            yield Fault("attribution", f"the quote does not say that it is {source.word or 'somebody'}'s word")


def named_exhibits(sentence: str, quotes: Sequence[Quote]) -> Iterator[Fault]:
    """Exhibits that a sentence names and does not cite."""
    known = {quote.exhibit for quote in quotes if quote.exhibit}
    for name in dict.fromkeys(match.upper() for match in EXHIBIT.findall(sentence)):
        if known and name not in known:
            yield Fault("exhibit", f"{name} is not what it cites ({', '.join(sorted(known))})")


def _same(told: Source, held: Source, quote: Quote, named: frozenset[str]) -> bool:
    if not held.word:
        return True  # "it is said that": who tells it may be left out, that it is told may not
    if told.names & held.names:
        return not (_given(told) and _given(held)) or bool(_given(told) & _given(held))
    if pronoun_class(told.word) in ("he", "she", "they"):
        return held.word not in PAPERS
    if pronoun_class(held.word):
        if held.word in FIRST:
            return _author(told, quote, first_person=True)
        return told.word not in PAPERS and (told.word in SOURCES or (bool(told.names) and told.names - _TITLES <= named))
    if EXHIBIT.fullmatch(told.word):
        return held.word in PAPERS and told.word.upper() == quote.exhibit
    return told.word in PAPERS and held.word in PAPERS


def _given(source: Source) -> frozenset[str]:
    """The words of a name besides titles and the word it is found by."""
    return source.names - {stem(source.word)} - _TITLES


def _author(source: Source, quote: Quote, *, first_person: bool) -> bool:
    """Whether a source that the quote does not name can be the exhibit, or who speaks in it."""
    if EXHIBIT.fullmatch(source.word):
        return not quote.exhibit or source.word.upper() == quote.exhibit
    if source.word in SOURCES:
        return source.word != "they"
    if pronoun_class(source.word):
        return first_person
    named = source.names - _TITLES
    return bool(named) and named <= {stem(word) for word in words(quote.author)}
