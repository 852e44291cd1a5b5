"""A person says that entries of the register are the same, that two are not, or takes that back: kept in the case, and on record."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.accounts import Right
from assistant.session import Session
from tools.errors import ToolError
from tools.register import Decision, Entry, Register, decisions, register
from tools.register.decisions import Sides, Verdict, add, standing

LONGEST = 500
"""Characters of a reason."""


@dataclass(frozen=True)
class Decided:
    """What came of it."""

    record: Decision
    ledger_seq: int
    """Number of the event in the ledger."""


def merge(session: Session, entries: Sequence[str], reason: str, *, seen: int | None = None) -> Decided:
    """Say that entries are the same: from then on they are one.

    Args:
        session: the open case; its officer is the one who says so.
        entries: ids of two or more.
        reason: why, in the officer's words.
        seen: number of the newest decision that the person has seen, 0 for none; None: the one that stands now.

    Raises:
        NotAllowed: the officer holds no role that may.
        ToolError: there is no such entry, they cannot be the same, or somebody else was faster.
        IntegrityError: what is stored is not what it was.
        LedgerDamaged: the record of the case is not what it was: nothing was decided.
    """
    session.require(Right.CONFIRM)
    found = register(session.case)
    chosen = _different(found, entries)
    if len({entry.type for entry in chosen}) > 1:
        raise ToolError("Only entries of one type can be the same: " + ", ".join(f"{entry.id} is {entry.type}" for entry in chosen) + ".")
    for number, one in enumerate(chosen):
        for other in chosen[number + 1 :]:
            if (made := found.told_apart(one, other)) is not None:
                raise ToolError(
                    f"{made.officer} has said that {one.name} ({one.id}) and {other.name} ({other.id}) are not the same (decision "
                    f"{made.number}: {made.reason}). Take that back first (`exhibit register undo`), if it was wrong."
                )
    return _keep(session, found, "merged", tuple((entry.id,) for entry in chosen), chosen, reason, seen)


def reject(session: Session, a: str, b: str, reason: str, *, seen: int | None = None) -> Decided:
    """Say that two entries are not the same: they are suggested no more. Arguments and errors as in `merge`."""
    session.require(Right.CONFIRM)
    found = register(session.case)
    chosen = _different(found, (a, b))
    if (made := found.told_apart(chosen[0], chosen[1])) is not None:
        raise ToolError(f"{made.officer} has said so already (decision {made.number}: {made.reason}).")
    sides = tuple(tuple(seed.id for seed in entry.seeds) for entry in chosen)
    return _keep(session, found, "rejected", sides, chosen, reason, seen)


def undo(session: Session, number: int | None = None, *, reason: str = "", seen: int | None = None) -> Decided:
    """Take back the newest decision that stands, or another one: the register is as if it had never been made.

    Raises:
        ToolError: there is none, or it was taken back already. Others as in `merge`.
    """
    session.require(Right.CONFIRM)
    made = decisions(session.case)
    stands = standing(made)
    taken = next((each for each in reversed(stands) if number is None or each.number == number), None)
    if taken is None:
        which = "Nothing was decided" if number is None else f"No decision {number} stands"
        raise ToolError(f"{which} on the register: there is nothing to take back.")
    newest = made[-1].number
    data: dict[str, object] = {"verdict": "undone", "undoes": taken.number, "of": taken.verdict, "reason": _line(reason)}
    return _recorded(session, "undone", (), _line(reason), data, taken.number, newest if seen is None else seen)


def _different(found: Register, ids: Sequence[str]) -> list[Entry]:
    chosen = list({entry.id: entry for entry in map(found.entry, ids)}.values())
    if len(chosen) < 2:
        raise ToolError("These are one entry already: name at least two different ones.")
    return chosen


def _keep(
    session: Session, found: Register, verdict: Verdict, sides: Sides, chosen: Sequence[Entry], reason: str, seen: int | None
) -> Decided:
    why = _line(reason)
    if not why:
        raise ToolError("A decision needs a reason: write what it rests on.")
    data: dict[str, object] = {
        "verdict": verdict,
        "reason": why,
        "entries": [{"entry": entry.id, "type": entry.type, "name": entry.name, "exhibits": list(entry.exhibits)} for entry in chosen],
    }
    return _recorded(session, verdict, sides, why, data, None, found.newest if seen is None else seen)


def _recorded(
    session: Session, verdict: Verdict, sides: Sides, reason: str, data: dict[str, object], undoes: int | None, seen: int
) -> Decided:
    events: list[int] = []

    def recorded(record: Decision) -> None:
        """The event is written before the record is final: nothing is decided that is not in the ledger."""
        events.append(session.record("register_decision", {"number": record.number, "id": record.id, **data}).seq)

    record = add(session.case, verdict, sides, reason, session.officer, undoes=undoes, seen=seen, recorded=recorded)
    return Decided(record, events[0])


def _line(text: str) -> str:
    """A reason as one line that can be read."""
    said = " ".join(text.split())
    if len(said) > LONGEST or not said.isprintable():
        raise ToolError(f"A reason is one line of at most {LONGEST} characters that can be seen.")
    return said
