"""What may be looked at, all locks together: the one place that tools, index and answers ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from tools.case import Case, Exhibit
from tools.errors import Withheld
from tools.evidence import Evidence
from tools.locks import caution, limits, records
from tools.locks.caution import Mark
from tools.locks.limits import Limit

E = TypeVar("E", bound=Evidence)
Kind = Literal["privilege", "caution", "scope"]


@dataclass(frozen=True)
class Bar:
    """Why an exhibit, or a part of it, is left out."""

    kind: Kind
    reason: str
    whole: bool = True
    """Whether nothing of it is searched; otherwise only what the reason counts is left out."""


@dataclass(frozen=True)
class Locks:
    """The locks of a case as they stand."""

    exhibits: Mapping[str, Exhibit] = field(default_factory=dict)
    withheld: Mapping[str, str] = field(default_factory=dict)
    marked: Mapping[str, Mark] = field(default_factory=dict)
    limits: Mapping[str, Limit] = field(default_factory=dict)

    def bars(self) -> dict[str, Bar]:
        """Every exhibit of which something is left out of searches, answers and leads, with the reason; counts only, no content."""
        found = {exhibit: Bar("scope", limit.words, whole=limit.closed) for exhibit, limit in self.limits.items()}
        found |= {exhibit: Bar("caution", mark.words) for exhibit, mark in self.marked.items()}
        found |= {exhibit: Bar("privilege", f"in quarantine as privileged: {reason}") for exhibit, reason in self.withheld.items()}
        return dict(sorted(found.items()))

    def barred(self) -> frozenset[str]:
        """The exhibits of which nothing may be searched, answered from or made a lead of."""
        return frozenset(exhibit for exhibit, bar in self.bars().items() if bar.whole)

    def unopened(self, exhibit: str) -> str | None:
        """Why an exhibit may not even be opened and read; None where it may. One taken without caution may."""
        if exhibit in self.withheld:
            return f"{exhibit} lies in quarantine as privileged: {self.withheld[exhibit]}"
        limit = self.limits.get(exhibit)
        return f"{exhibit}: {limit.words}" if limit is not None and limit.closed else None

    def state(self, exhibit: str) -> str | None:
        """What the readable text of an exhibit depends on, None where no warrant limits it."""
        limit = self.limits.get(exhibit)
        return None if limit is None else limit.state

    def visible(self, items: Iterable[E]) -> list[E]:
        """Those pieces of evidence all of whose places may be looked at."""
        return [item for item in items if self.sees(item)] if self.withheld or self.limits else list(items)

    def sees(self, item: Evidence) -> bool:
        """Whether all places of a piece of evidence may be looked at."""
        for citation in item.citations:
            if citation.exhibit in self.withheld:
                return False
            limit = self.limits.get(citation.exhibit)
            if limit is not None and not limit.holds(self.exhibits[citation.exhibit], citation.place):
                return False
        return True


def locks(case: Case) -> Locks:
    """The locks of a case. Costs one look into the database where none was ever set, and two where they have not changed."""
    last = records.last(case)
    if not last:
        return Locks()
    exhibits = case.database.connection.execute("SELECT coalesce(max(number), 0), count(*) FROM exhibits").fetchone()
    return _locks(case.folder, last, tuple(exhibits))


@lru_cache(maxsize=16)
def _locks(folder: Path, _last: int, _exhibits: tuple[int, int]) -> Locks:
    case = Case(folder)
    exhibits = {exhibit.id: exhibit for exhibit in case.exhibits()}
    withheld = {exhibit.id: exhibit.withheld for exhibit in exhibits.values() if exhibit.withheld is not None}
    found = Locks(exhibits, withheld, caution.marks(case), limits.limits(case))
    case.database.close()
    return found


def guard(case: Case, tool: str, exhibits: Sequence[str], *, reads: bool, from_text: bool) -> None:
    """Pass, or refuse a tool an exhibit that is locked for it.

    Args:
        case: the open case.
        tool: its name.
        exhibits: that the call names.
        reads: whether the tool only reads or transcribes: what was taken without caution may be read by a person.
        from_text: whether it works from what was read, which a warrant's scope is applied to line by line.

    Raises:
        Withheld: with the reason and who can open it.
    """
    standing = locks(case)
    for exhibit in exhibits:
        case.look_up(exhibit).open_or_refuse()
        if (limit := standing.limits.get(exhibit)) is not None and (limit.closed or not (reads or from_text)):
            part = "" if limit.closed else f", and {tool} cannot be kept to the others"
            raise Withheld(f"{exhibit}: {limit.words}{part}. A wider warrant is set with `exhibit scope`.")
        if (mark := standing.marked.get(exhibit)) is not None and not reads:
            raise Withheld(
                f"{exhibit} is {mark.words}. No lead is taken from it; it can be read. `exhibit mark CASE {exhibit} --undo --reason …` "
                "takes the mark back."
            )
