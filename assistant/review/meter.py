"""How long those who approve and review look at what they decide on."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from assistant.ledger import LedgerEvent
from assistant.review.verdicts import GIVEN

HASTY_SECONDS = 10.0
"""Who decides sooner after first seeing something can hardly have read it: a question, arguments and an authorisation, or an answer with
its quotes, are some 60 words and more, and people read 240 a minute (Brysbaert, "How many words do we read per minute?", Journal of Memory
and Language 109, 2019)."""


@dataclass(frozen=True)
class Reviewer:
    """One person's decisions."""

    by: str
    decisions: int
    median_seconds: float | None
    """Of those that were made on what the person had seen."""
    hasty: int
    """Decisions made within `HASTY_SECONDS`, or unseen."""


def metered(decided: Iterable[tuple[str, float | None]]) -> list[Reviewer]:
    """Everybody who decided, by name.

    Args:
        decided: of each decision, by whom, and after how many seconds of looking; None for unseen.
    """
    seconds: dict[str, list[float | None]] = {}
    for by, one in decided:
        seconds.setdefault(by, []).append(one)
    found = []
    for by, all_seconds in sorted(seconds.items()):
        looked = [one for one in all_seconds if one is not None]
        hasty = sum(one is None or one < HASTY_SECONDS for one in all_seconds)
        found.append(Reviewer(by, len(all_seconds), median(looked) if looked else None, hasty))
    return found


def reviewers(events: Iterable[LedgerEvent]) -> list[Reviewer]:
    """Everybody who gave verdicts in reviews."""
    return metered((event.officer, event.data["seconds"]) for event in events if event.event == GIVEN)
