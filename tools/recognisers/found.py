"""What a recogniser finds in running text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """A stretch of text that is a name, number, date or the like."""

    type: str
    start: int
    end: int
    value: str
    """In the type's standard form where there is one, else as written."""
    valid: bool | None = None
    """Whether its check digits hold; None where the type has none."""
    note: str | None = None


def without_overlaps(found: list[Found]) -> list[Found]:
    """In the order of the text, keeping of overlapping finds the one that came first in the list (recognisers are listed
    from the most exact to the least)."""
    kept: list[Found] = []
    for candidate in found:
        if all(candidate.end <= other.start or candidate.start >= other.end for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda item: item.start)
