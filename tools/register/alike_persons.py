"""What two names of persons have in common."""

from collections.abc import Iterator, Sequence

from tools.register.persons import PersonName, is_short_form
from tools.register.reason import For, Reason
from tools.register.spelling import near


def alike(a: PersonName, b: PersonName, *, one_exhibit: bool) -> Iterator[Reason]:
    """Why two names may be of one person; nothing where they have too little in common.

    Args:
        a: one name.
        b: the other.
        one_exhibit: some exhibit has both; only there a given name alone says who is meant.
    """
    if a.parts == b.parts:
        yield Reason("same name", f"both are called {_said(a)}")
    elif sorted(a.parts) == sorted(b.parts):
        yield Reason("other order", f"{_said(a)} and {_said(b)} are the same names in another order")
    elif min(len(a.parts), len(b.parts)) == 1:
        yield from _one_word(*sorted((a, b), key=lambda name: len(name.parts)), one_exhibit=one_exhibit)
    elif a.surname == b.surname:
        yield from _given(a, b)
    elif a.given == b.given and near(a.surname, b.surname):
        yield Reason("other spelling", f"{_said(a)} and {_said(b)} differ by one letter")


def _one_word(short: PersonName, long: PersonName, *, one_exhibit: bool) -> Iterator[Reason]:
    [word] = short.parts
    if len(long.parts) == 1 or len(word) == 1:
        return
    if word == long.surname:
        yield Reason("surname alone", f"{_said(short)} is the surname of {_said(long)}")
    elif one_exhibit and not short.titles and (word == long.parts[0] or is_short_form(word, long.parts[0])):
        yield Reason("given name alone", f"{_said(short)} is the given name of {_said(long)}, and one exhibit has both")


def _given(a: PersonName, b: PersonName) -> Iterator[Reason]:
    """Of two names with the same surname: whether the given names can be the same, and what differs."""
    short, long = sorted((a.given, b.given), key=len)
    kinds: set[For] = set()
    if len(short) < len(long):
        kinds.add("name left out")
    for one, other in zip(short, _fitting(short, long), strict=False):
        if other is None:
            return
        if one == other:
            continue
        if len(one) == 1 or len(other) == 1:
            kinds.add("initials")
        elif is_short_form(one, other):
            kinds.add("short form")
        else:
            kinds.add("other spelling")
    said = {
        "name left out": "one has a given name more",
        "initials": "one has initials that fit",
        "short form": "one has the short form of the given name",
        "other spelling": "their given names differ by one letter",
    }
    for kind in sorted(kinds):
        yield Reason(kind, f"{_said(a)} and {_said(b)} have the same surname, and {said[kind]}")


def _fitting(short: Sequence[str], long: Sequence[str]) -> Iterator[str | None]:
    """For each given name the next one of the longer list that it can be; None where there is none."""
    place = 0
    for one in short:
        while place < len(long) and not _fits(one, long[place]):
            place += 1
        yield long[place] if place < len(long) else None
        place += 1


def _fits(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return a == b or is_short_form(a, b) or near(a, b)


def _said(name: PersonName) -> str:
    return "“" + " ".join(part.upper() + "." if len(part) == 1 else part.title() for part in name.parts) + "”"
