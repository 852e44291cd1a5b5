"""What a sentence rests on, as the claim gate reads it."""

import re
from dataclasses import dataclass

_RECIPIENT = re.compile(r"\s(?:to|for|about|against|an|an den|à)\s", re.IGNORECASE)


@dataclass(frozen=True)
class Quote:
    """One sentence of an exhibit, with whose words they are."""

    text: str
    exhibit: str = ""
    """Which exhibit it stands in; empty where that is not known, and then no exhibit may be named for it."""
    title: str = ""
    """The exhibit's title, which may say whose statement it is."""
    pieces: tuple[str, ...] = ()
    """What stands at each of its places, word for word, where that is not the text itself: the lines that it runs over."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that its words may be taken from."""
        return (self.text, *(piece for piece in self.pieces if piece not in self.text))

    @property
    def author(self) -> str:
        """The part of the title that can name whose words they are: "E-mail from Victor Lane" of "… to Peter Marsh"."""
        return _RECIPIENT.split(self.title, maxsplit=1)[0]


def quotes_of(given: "tuple[str | Quote, ...]") -> tuple[Quote, ...]:
    """Quotes, of which some may be given by their text alone."""
    return tuple(quote if isinstance(quote, Quote) else Quote(quote) for quote in given)
