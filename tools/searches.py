"""How far the searches of a run went, and which sealed seed it drew with: what it takes to repeat a run that lasts so many seconds."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Earlier:
    """A run that is repeated."""

    rounds: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Of each of its searches, by what they were for."""
    commitment: str | None = None
    """To the seed that it drew with and that lies sealed in the case."""


@dataclass(frozen=True)
class Searches:
    """The searches of the run that is under way."""

    earlier: Earlier
    """The run that it repeats; empty for a new one."""
    rounds: dict[str, tuple[int, ...]] = field(default_factory=dict)


_searches: ContextVar[Searches | None] = ContextVar("searches", default=None)


@contextmanager
def searching(earlier: Earlier | None = None) -> Iterator[Searches]:
    """Hear of the searches that run inside, and have those of an earlier run made again."""
    found = Searches(earlier or Earlier())
    token = _searches.set(found)
    try:
        yield found
    finally:
        _searches.reset(token)


def earlier() -> Earlier:
    """The run that is repeated; empty for a new one."""
    found = _searches.get()
    return Earlier() if found is None else found.earlier


def note(what: str, rounds: Sequence[int]) -> None:
    """Say how many rounds each search for something had."""
    if (found := _searches.get()) is not None:
        found.rounds[what] = tuple(rounds)
