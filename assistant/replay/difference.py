"""Where what came out of a repetition is not what came out before: which evidence, which field, how much."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tools.evidence import Evidence

_MOST = 200
"""Differences that are listed of one run."""


@dataclass(frozen=True)
class Difference:
    """One place where two results part."""

    position: int
    """Of the evidence, counted from 1."""
    evidence: str | None
    """Its id before; None where there was none."""
    field: str
    """Path of the field, as `words[3].start`; empty where the whole evidence is there only once."""
    before: Any
    now: Any
    by: float | None
    """How much a number has changed; None where it is no number."""


def differences(before: Sequence[Evidence], now: Sequence[Evidence]) -> list[Difference]:
    """Where two results part, field by field in their order; the first 200."""
    found: list[Difference] = []
    for position in range(max(len(before), len(now))):
        old = before[position] if position < len(before) else None
        new = now[position] if position < len(now) else None
        for difference in _between(position + 1, old, new):
            found.append(difference)
            if len(found) == _MOST:
                return found
    return found


def by_ids(before: Sequence[str], now: Sequence[Evidence]) -> list[Difference]:
    """The same where of the earlier result only the ids are kept: an id is a hash of the content."""
    ids = [item.id for item in now]
    pairs = [(i, _at(before, i), _at(ids, i)) for i in range(max(len(before), len(ids)))]
    return [Difference(i + 1, old, "id", old, new, None) for i, old, new in pairs if old != new][:_MOST]


def _at(ids: Sequence[str], position: int) -> str | None:
    return ids[position] if position < len(ids) else None


def _between(position: int, old: Evidence | None, new: Evidence | None) -> Iterator[Difference]:
    if old is None or new is None:
        yield Difference(position, old.id if old else None, "", old.text if old else None, new.text if new else None, None)
        return
    for path, before, now in _fields("", _said(old), _said(new)):
        yield Difference(position, old.id, path, before, now, _by(before, now))


def _said(item: Evidence) -> dict[str, Any]:
    return item.model_dump(mode="json", exclude=set(type(item).model_computed_fields))


def _fields(path: str, before: Any, now: Any) -> Iterator[tuple[str, Any, Any]]:
    """The innermost fields that are not equal."""
    if before == now:
        return
    if isinstance(before, dict) and isinstance(now, dict):
        for name in dict.fromkeys([*before, *now]):
            yield from _fields(f"{path}.{name}" if path else name, before.get(name), now.get(name))
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for position, (one, other) in enumerate(zip(before, now, strict=True)):
            yield from _fields(f"{path}[{position}]", one, other)
    else:
        yield path, before, now


def _by(before: Any, now: Any) -> float | None:
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (before, now))
    return float(now) - float(before) if numbers and math.isfinite(before) and math.isfinite(now) else None
