"""What of an exhibit stays in the ledger when it is deleted: the ledger is never rewritten."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.session import Session

_WORDS = ("quote", "text", "title", "file", "name")
"""Fields of events in which words of an exhibit, or what it was called, can stand."""


@dataclass(frozen=True)
class Remains:
    """The events that name one exhibit."""

    exhibit: str
    events: int
    with_words: int
    """Those among them that hold words of it, its title or the name of its file."""
    kinds: dict[str, int]
    """The latter by kind of event."""


def remains(session: Session, exhibits: Iterable[str]) -> list[Remains]:
    """For each exhibit what the ledger will go on saying of it."""
    named: Counter[str] = Counter()
    worded: dict[str, Counter[str]] = {exhibit: Counter() for exhibit in exhibits}
    marks = {exhibit: json.dumps(exhibit).encode() for exhibit in worded}
    path = session.ledger.path
    if not path.exists():
        return []
    with path.open("rb") as lines:
        for line in lines:
            found = [exhibit for exhibit, mark in marks.items() if mark in line]
            if not found:
                continue
            event = json.loads(line)
            with_words = set(_worded(event["data"]))
            for exhibit in found:
                named[exhibit] += 1
                if exhibit in with_words:
                    worded[exhibit][event["event"]] += 1
    return [Remains(one, named[one], sum(kinds.values()), dict(sorted(kinds.items()))) for one, kinds in worded.items()]


def _worded(data: Any) -> Iterator[str]:
    """The exhibits of which some part of an event's data says words."""
    if isinstance(data, dict):
        if isinstance(exhibit := data.get("exhibit"), str) and any(data.get(name) for name in _WORDS):
            yield exhibit
        for value in data.values():
            yield from _worded(value)
    elif isinstance(data, list):
        for value in data:
            yield from _worded(value)
