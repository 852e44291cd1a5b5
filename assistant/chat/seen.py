"""What tools have seen in a picture or a video, numbered for the screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.session import Session
from assistant.verification import as_they_stand
from tools import results
from tools.evidence import Box, Candidate, Detection

COLOURS = 8
"""Colours that are told apart on the screen; further labels take them again."""
_FEW = 3
"""Names that are written over a box."""


@dataclass(frozen=True)
class Spot:
    """One thing that was seen."""

    number: int
    """Of the place where it is, counted from 1: the same in the picture, in the list and on the timeline. Several candidates for one
    face have one number."""
    item: Detection | Candidate
    colour: int
    """Counted from 1, by its name."""

    @property
    def name(self) -> str:
        """What it is called: the kind of thing (of a count, what is counted), or the number of a candidate; never who somebody is."""
        if isinstance(self.item, Candidate):
            return self.item.candidate
        return self.item.label if self.item.tally is None else self.item.citations[0].quote

    @property
    def box(self) -> Box:
        """Where it is, or was seen best."""
        return self.item.probe_box if isinstance(self.item, Candidate) else self.item.box

    @property
    def span(self) -> tuple[float, float] | None:
        """First and last second in which it was seen; None in a picture."""
        moments = [moment for moment in (self.item.start, self.item.time, self.item.end) if moment is not None]
        return (min(moments), max(moments)) if moments else None


def seen(session: Session, exhibit: str) -> tuple[Spot, ...]:
    """What was seen in an exhibit: in time, then from left to right, each once.

    Raises:
        IntegrityError: stored evidence or a verdict on a candidate is not what it was.
    """
    items = [item for item in as_they_stand(session, results.seen_in(session.case, exhibit)) if isinstance(item, Detection | Candidate)]
    return numbered(items)


def numbered(items: Iterable[Detection | Candidate]) -> tuple[Spot, ...]:
    """Things that were seen, with their numbers and colours."""
    once = {_same(item): item for item in items}
    spots = sorted((Spot(0, item, 0) for item in once.values()), key=lambda spot: (*_place(spot), _rank(spot.item)))
    places = list(dict.fromkeys(map(_place, spots)))
    kinds = list(dict.fromkeys(_kind(spot.item) for spot in spots))
    return tuple(Spot(places.index(_place(spot)) + 1, spot.item, kinds.index(_kind(spot.item)) % COLOURS + 1) for spot in spots)


def by_number(spots: Iterable[Spot]) -> dict[int, list[Spot]]:
    """What is at each place."""
    found: dict[int, list[Spot]] = {}
    for spot in spots:
        found.setdefault(spot.number, []).append(spot)
    return found


def named(here: Sequence[Spot]) -> str:
    """What is at one place, in few words."""
    names = list(dict.fromkeys(spot.name for spot in here))
    return ", ".join(names[:_FEW]) + (" …" if len(names) > _FEW else "")


def _place(spot: Spot) -> tuple[tuple[float, float], Box]:
    return spot.span or (0.0, 0.0), spot.box


def _kind(item: Detection | Candidate) -> str:
    return "candidate" if isinstance(item, Candidate) else item.label


def _rank(item: Detection | Candidate) -> int:
    return item.rank if isinstance(item, Candidate) else 0


def _same(item: Detection | Candidate) -> tuple[object, ...]:
    """What two runs that found the same thing have in common."""
    if isinstance(item, Candidate):
        return item.gallery, item.candidate, item.probe_box, item.time
    return item.label, item.box, item.time, item.track
