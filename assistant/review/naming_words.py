"""The names and identifiers in a question, by the way they are written."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer.words import FUNCTION, plain

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[^\w\s]")
_EXHIBIT = re.compile(r"(EX|AP|AU)-\d+|ev-[0-9a-f]+|S\d+", re.IGNORECASE)
_CLOCK_OR_DAY = re.compile(r"[\d.:/-]+(st|nd|rd|th|h|am|pm)?", re.IGNORECASE)
_ENDS = frozenset('.?!:;"“”„(')
# Words that begin an order to this program, and names that are nobody's.
_NOBODY = frozenset(
    """
    show find list tell compare search look give read play transcribe write open count detect plan summarise summarize translate check
    please did was were has is are which who where when what how why
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december english german french spanish turkish polish arabic russian dutch italian portuguese mr mrs ms miss dr sir
    god internet exhibit exhibits
    """.split()
)


@dataclass(frozen=True)
class Written:
    """A name or identifier as it is written: words with capitals or with digits in them, next to one another."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.words)

    @property
    def plain(self) -> tuple[str, ...]:
        """The words as they are compared."""
        return tuple(map(plain, self.words))


def names_in(text: str) -> list[Written]:
    """The names and identifiers of a text.

    A word counts that has a capital and does not begin a sentence alone, or that mixes digits with letters or has five digits and
    more. Not counted are abbreviations in capitals (IBAN, CCTV), numbers of exhibits, days, times, names of days, months and
    languages, and words that ask or order. In a language that writes all nouns with capitals each of them counts.
    """
    return list(_runs(unicodedata.normalize("NFKC", text)))


def _runs(text: str) -> Iterator[Written]:
    run: list[str] = []
    begins, alone = True, False
    for token in [*_TOKEN.findall(text), "."]:
        counts = _counts(token)
        if counts and not run:
            alone = begins
        if counts:
            run.append(token)
        elif run:
            if not (alone and len(run) == 1 and not any(character.isdigit() for character in run[0])):
                yield Written(tuple(run))
            run = []
        begins = token in _ENDS
    return


def _counts(token: str) -> bool:
    if _EXHIBIT.fullmatch(token) or plain(token) in FUNCTION or plain(token) in _NOBODY:
        return False
    digits = sum(character.isdigit() for character in token)
    if digits:
        return digits >= 5 or (any(character.isalpha() for character in token) and not _CLOCK_OR_DAY.fullmatch(token))
    return token[0].isupper() and not (token.isupper() and len(token) <= 5)
