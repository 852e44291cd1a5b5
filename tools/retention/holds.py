"""Legal holds: while one stands nothing of what it covers is deleted."""

from collections.abc import Mapping
from dataclasses import dataclass

from tools.case import Case
from tools.errors import ToolError
from tools.locks import records
from tools.locks.records import Hears, Record

CASE = "case"
"""The subject of a hold on everything in the case."""


@dataclass(frozen=True)
class Hold:
    """A hold that stands."""

    subject: str
    """An exhibit's id, or `case`."""
    urgent: bool
    """It also keeps what an unapproved urgent use has found, which Article 26(10) of the AI Act has deleted otherwise."""
    record: Record

    @property
    def words(self) -> str:
        """For people."""
        what = "the case" if self.subject == CASE else self.subject
        return f"legal hold on {what} by {self.record.officer} since {self.record.at:%Y-%m-%d}: {self.record.reason}"


@dataclass(frozen=True)
class Holds:
    """The holds of a case that stand."""

    standing: Mapping[str, Hold]
    _related: Mapping[str, frozenset[str]]
    """For each exhibit those that it came out of and those that came out of it."""

    def on(self, *exhibits: str) -> Hold | None:
        """The hold that keeps something of these exhibits, or, without any, of the case as a whole. A hold on an attachment also keeps
        the mail that it came with, and the other way round: the one shows where the other is from."""
        if CASE in self.standing:
            return self.standing[CASE]
        wider = {other for exhibit in exhibits for other in (exhibit, *self._related.get(exhibit, ()))}
        return next((hold for subject, hold in self.standing.items() if subject in wider), None)

    def urgent_on(self, *exhibits: str) -> Hold | None:
        """The hold that keeps even what an urgent use found in one of these exhibits."""
        return Holds({subject: hold for subject, hold in self.standing.items() if hold.urgent}, self._related).on(*exhibits)


def holds(case: Case) -> Holds:
    """The holds that stand; IntegrityError when a record is not what was decided."""
    found = records.newest(case, "hold")
    standing = {subject: _hold(record) for subject, record in found.items() if record.verdict == "held"}
    return Holds(standing, _relations(case) if standing else {})


def set_hold(case: Case, exhibit: str | None, reason: str, officer: str, *, urgent: bool, recorded: Hears = records.unheard) -> Hold:
    """Put a hold on one exhibit or, without one, on the case.

    Args:
        case: the open case.
        exhibit: by its id.
        reason: why, with what the law says where `urgent` is set.
        officer: who sets it.
        urgent: see `Hold.urgent`.
        recorded: hears of the record before it is final.

    Raises:
        NoSuchExhibit: there is none, or it was deleted.
        ToolError: no reason is given, or the same hold stands.
    """
    subject = CASE if exhibit is None else case.look_up(exhibit).id
    if len(reason.strip()) < 3:
        raise ToolError("A hold needs a reason (--reason).")
    before = holds(case).standing.get(subject)
    if before is not None and before.urgent == urgent:
        raise ToolError(f"There is a {before.words}.")
    return _hold(records.add(case, "hold", subject, "held", {"urgent": urgent}, reason.strip(), officer, recorded))


def lift_hold(case: Case, exhibit: str | None, reason: str, officer: str, recorded: Hears = records.unheard) -> Record:
    """Take a hold off; who may, is for the caller to have asked.

    Raises:
        ToolError: there is none, or no reason is given.
    """
    subject = CASE if exhibit is None else exhibit
    if subject not in holds(case).standing:
        raise ToolError(f"There is no legal hold on {'the case' if exhibit is None else exhibit}: see `exhibit hold show`.")
    if len(reason.strip()) < 3:
        raise ToolError("Say why the hold is lifted (--reason).")
    return records.add(case, "hold", subject, "lifted", {}, reason.strip(), officer, recorded)


def _hold(record: Record) -> Hold:
    return Hold(record.subject, bool(record.values()["urgent"]), record)


def _relations(case: Case) -> dict[str, frozenset[str]]:
    pairs = case.database.connection.execute("SELECT DISTINCT container, exhibit FROM contained").fetchall()
    inside: dict[str, set[str]] = {}
    around: dict[str, set[str]] = {}
    for container, exhibit in pairs:
        inside.setdefault(container, set()).add(exhibit)
        around.setdefault(exhibit, set()).add(container)
    return {exhibit: frozenset(_reached(exhibit, inside) | _reached(exhibit, around)) for exhibit in inside.keys() | around.keys()}


def _reached(start: str, edges: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for other in edges.get(waiting.pop(), set()) - found:
            found.add(other)
            waiting.append(other)
    return found
