"""The units of a patrol where they are not all alike."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Crew:
    """One unit. Times are minutes of the shift; nodes are rows of the table of travel times."""

    begins: int
    ends: int
    on_foot: bool = False
    skills: frozenset[str] = frozenset()
    start: int = 0
    """Node where it starts, and below where it ends."""
    end: int = 0
    rest_at: int = 0
    """Node where it has its break."""
    rest: int | None = None
    """Minutes of its break, 0 for none; None as the length of its duty wants it."""
    rest_window: tuple[int, int] | None = None
    """When the break may begin; None for about the middle of its duty."""
