"""Rules of retention: for each kind how many days it is kept, on which legal basis, and who said so.

Append-only as all records of `tools.locks.records`; the newest record of a kind is what stands. Where no rule stands nothing is due.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tools.case import Case
from tools.errors import ToolError
from tools.locks import records
from tools.locks.records import Hears, Record
from tools.retention import kinds

LONGEST = 300
"""Characters of a legal basis."""
MOST_DAYS = 36_525
"""A hundred years."""


@dataclass(frozen=True)
class Rule:
    """How long one kind is kept."""

    kind: str
    days: int
    basis: str
    """The legal basis."""
    record: Record

    @property
    def number(self) -> int:
        """Of its record: what tombstones name."""
        return self.record.number

    @property
    def words(self) -> str:
        """For people."""
        return f"{self.kind}: {self.days} days, {self.basis}"


def rules(case: Case) -> dict[str, Rule]:
    """The rules that stand, by kind; IntegrityError when a record is not what was decided."""
    found = records.newest(case, "retention").values()
    return {one.subject: _rule(one) for one in found if one.verdict == "set"}


def set_rule(case: Case, kind: str, days: int, basis: str, reason: str, officer: str, recorded: Hears = records.unheard) -> Rule:
    """Set how long a kind is kept.

    Args:
        case: the open case.
        kind: as for `kinds.kind`.
        days: 0 means that it is due at once, as when a court orders it.
        basis: the legal basis.
        reason: what else is to be said; may be empty.
        officer: who sets it.
        recorded: hears of the record before it is final.

    Raises:
        ToolError: there is no such kind, or the days or the basis cannot be used.
        NoSuchExhibit: the kind is an exhibit that the case does not have.
    """
    subject = _subject(case, kind)
    said = " ".join(basis.split())
    if not 0 <= days <= MOST_DAYS:
        raise ToolError(f"A period is 0 to {MOST_DAYS:,} days, not {days:,}.")
    if not 3 <= len(said) <= LONGEST or not said.isprintable():
        raise ToolError(f"A rule needs its legal basis, one line of 3 to {LONGEST} characters (--basis).")
    return _rule(records.add(case, "retention", subject, "set", {"days": days, "basis": said}, reason.strip(), officer, recorded))


def clear_rule(case: Case, kind: str, reason: str, officer: str, recorded: Hears = records.unheard) -> Record:
    """Take a rule off: the kind falls under a wider rule, or is kept.

    Raises:
        ToolError: there is no such rule, or no reason is given.
    """
    subject = kinds.kind(kind)
    if not reason.strip():
        raise ToolError("Say why the rule is taken off (--reason).")
    if subject not in rules(case):
        raise ToolError(f"No rule stands for {subject}: there is nothing to take off.")
    return records.add(case, "retention", subject, "cleared", {}, reason.strip(), officer, recorded)


def applying(standing: Mapping[str, Rule], narrowest_first: Iterable[str]) -> Rule | None:
    """Of the rules that stand the one for the narrowest kind; None where none does."""
    return next((standing[kind] for kind in narrowest_first if kind in standing), None)


def _subject(case: Case, kind: str) -> str:
    subject = kinds.kind(kind)
    return case.look_up(subject).id if subject.startswith("EX-") else subject


def _rule(record: Record) -> Rule:
    values = record.values()
    return Rule(record.subject, values["days"], values["basis"], record)
