"""Saying how far the planning is, and stopping with the best plan so far."""

import time

from tools.errors import Stopped
from tools.plan_patrol.effort import Heard
from tools.progress import report

_EVERY = 0.2
"""Seconds."""


class Watch:
    """Hears whether the user has asked to stop, and remembers it: what was found by then is still given."""

    def __init__(self) -> None:
        self.stopped = False
        self._told = 0.0

    def part(self, first: float, last: float, doing: str) -> Heard:
        """A listener for a search that is the stretch from `first` to `last` of the whole."""

        def heard(share: float) -> bool:
            if not self.stopped and time.monotonic() - self._told > _EVERY:
                self._told = time.monotonic()
                try:
                    report(first + share * (last - first), doing)
                except Stopped:
                    self.stopped = True
            return self.stopped

        return heard
