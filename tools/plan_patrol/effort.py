"""How long each search was, counted so that it can be made again: the clock of another day stops elsewhere, a number of rounds does not."""

import time
from collections.abc import Callable, Sequence
from typing import Protocol

Heard = Callable[[float], bool]
"""Hears the share of the time that is used, and says whether to stop."""


class Stopping(Protocol):
    """A stopping criterion, as PyVRP takes it."""

    def __call__(self, best_cost: int) -> bool:
        """Whether to stop before the next round."""


class Effort:
    """Counts the rounds of searches, or has them made again.

    Args:
        again: the rounds of each search of an earlier time, in order; without them each search lasts its seconds.
    """

    def __init__(self, again: Sequence[int] = ()) -> None:
        self.rounds: list[int] = []
        self.repeats = bool(again)
        self._again = tuple(again)

    def last(self) -> "Effort":
        """The effort of what comes after all searches and is counted behind them; to be asked for before they begin."""
        behind = self._again[-1:]
        self._again = self._again[:-1]
        return Effort(behind)

    @property
    def over(self) -> bool:
        """Whether all searches of the earlier time have been made again."""
        return self.repeats and len(self.rounds) >= len(self._again)

    def until(self, seconds: float, heard: Heard, least: int = 0) -> Stopping:
        """A stopping criterion for the next search, as PyVRP takes it: called before each round.

        Args:
            seconds: how long the search may last.
            heard: hears how far it is.
            least: rounds that it makes even when time is up: a search that hardly began would only look like one.
        """
        limit = self._again[len(self.rounds)] if self.repeats else None
        self.rounds.append(0)
        number, began = len(self.rounds) - 1, time.monotonic()

        def stop(best_cost: int) -> bool:
            done = self.rounds[number]
            if limit is not None:
                ends = done >= limit
            else:
                share = (time.monotonic() - began) / seconds
                ends = heard(min(share, 1.0)) or (share >= 1 and done >= least)
            self.rounds[number] += not ends
            return ends

        return stop
