"""How boldly other plans are made to differ from the best one, so that they still lose little by it."""

from collections.abc import Sequence

LOSS = 0.05
"""Share of the best plan's worth that another may give up."""
_PATIENCE = 3
"""Plans in a row that give up too much before the next ones are tamer."""
Level = tuple[int | None, float, float]
"""Minutes that the window of a revisit is wide (None leaves it as it is), share of its own window that another visit keeps, and the
standard deviation of the logarithm of what worths are multiplied with."""


class Boldness:
    """Bold at first, and tamer whenever the loss is too great.

    Args:
        levels: the boldest first.
    """

    def __init__(self, levels: Sequence[Level]) -> None:
        self._levels, self._failed = list(levels), 0

    @property
    def level(self) -> Level:
        """How boldly the next plan is made to differ."""
        return self._levels[0]

    def heard(self, fits: bool) -> None:
        """Hear whether the last plan gives up no more than `LOSS`."""
        self._failed = 0 if fits else self._failed + 1
        if self._failed == _PATIENCE:
            self._failed = 0
            if len(self._levels) > 1:
                del self._levels[0]
