"""What speaks against two entries being the same."""

from collections.abc import Iterator, Sequence

from tools.case import Case
from tools.register.alike_words import street
from tools.register.entries import Entry
from tools.register.keys import words
from tools.register.mention import Mention
from tools.register.persons import MEN, WOMEN, person_name
from tools.register.reason import Reason
from tools.register.texts import Surrounding, Text, text_of

NUMBERS = frozenset("phone email iban card crypto_address imei vehicle_plate document_number address".split())
"""Types that belong to few people: two entries beside the same one may have to do with each other."""


class Surroundings:
    """The sentences that mentions stand in; each exhibit is read once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._texts: dict[str, Text] = {}

    def of(self, mention: Mention) -> Surrounding | None:
        """The sentence of a mention; None where its exhibit was read anew since."""
        if mention.exhibit not in self._texts:
            self._texts[mention.exhibit] = text_of(self._case, mention.exhibit)
        return self._texts[mention.exhibit].sentence(mention.span)

    def by_place(self, entry: Entry) -> dict[tuple[str, tuple[int, int]], list[Mention]]:
        """The mentions of an entry by exhibit and span of their sentences."""
        found: dict[tuple[str, tuple[int, int]], list[Mention]] = {}
        for mention in entry.mentions:
            if (sentence := self.of(mention)) is not None:
                found.setdefault((mention.exhibit, sentence.span), []).append(mention)
        return found


def against(a: Entry, b: Entry, surroundings: Surroundings) -> Iterator[Reason]:
    """What the exhibits have that speaks against two entries of one type being the same."""
    yield from _side_by_side(a, b, surroundings)
    if a.type == "person":
        yield from _births(a, b)
        yield from _titles(a, b)
    if a.type == "address":
        yield from _towns(a, b)
    for entry in (a, b):
        for mention in entry.mentions:
            if mention.valid is False:
                yield Reason("not valid", f"{mention.written} is not valid: {mention.note}", mention.citations)
                break


def _side_by_side(a: Entry, b: Entry, surroundings: Surroundings) -> Iterator[Reason]:
    if not set(a.exhibits) & set(b.exhibits):
        return
    places = surroundings.by_place(b)
    for place, mine in surroundings.by_place(a).items():
        for other in places.get(place, ()):
            if all(other.span[0] >= one.span[1] or one.span[0] >= other.span[1] for one in mine):
                said = f"one sentence of {place[0]} names {mine[0].written} and {other.written}, as one names two"
                yield Reason("named side by side", said, (*mine[0].citations, *other.citations))
                return


def _births(a: Entry, b: Entry) -> Iterator[Reason]:
    one, other = (next((mention for mention in entry.mentions if mention.born), None) for entry in (a, b))
    if one is not None and other is not None and not _born(a) & _born(b):
        yield Reason("different birth date", f"born {one.born} and born {other.born}", (*one.citations, *other.citations))


def _born(entry: Entry) -> set[str]:
    return {mention.born for mention in entry.mentions if mention.born}


def _titles(a: Entry, b: Entry) -> Iterator[Reason]:
    titles = [{title for mention in entry.mentions for title in _titles_of(mention)} for entry in (a, b)]
    for one, other in (titles, titles[::-1]):
        if one & MEN and other & WOMEN and not one & WOMEN and not other & MEN:
            yield Reason("different title", f"one is called {_said(one & MEN)}, the other {_said(other & WOMEN)}")
    suffixes = [{name.suffix for mention in entry.mentions if (name := person_name(mention.value)) and name.suffix} for entry in (a, b)]
    if suffixes[0] != suffixes[1]:
        said = " and ".join(_said(each) or "no addition" for each in suffixes)
        yield Reason("different suffix", f"their names have {said}")


def _titles_of(mention: Mention) -> frozenset[str]:
    name = person_name(mention.value, mention.title)
    return name.titles if name is not None else frozenset()


def _towns(a: Entry, b: Entry) -> Iterator[Reason]:
    """What follows house number and street, where both have something that the other has not."""
    rests = [set(words(entry.name)) - set(street(entry.name) or ()) for entry in (a, b)]
    if rests[0] - rests[1] and rests[1] - rests[0]:
        one, other = (" ".join(word for word in words(entry.name) if word in rest) for entry, rest in zip((a, b), rests, strict=True))
        yield Reason("different place", f"the rest of the addresses differs: {one}, {other}")


def _said(found: Sequence[str] | set[str]) -> str:
    return ", ".join(sorted(each.title() for each in found))
