"""What people say of utterances that a machine wrote down: confirmed, corrected, or neither any more.

Append-only: a later record of the same utterance stands in place of an earlier one, and taking something back is a record too.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from tools.case import Case
from tools.correction import corrected
from tools.errors import IntegrityError, ToolError
from tools.evidence import Evidence, Utterance

Verdict = Literal["confirmed", "corrected", "withdrawn"]


@dataclass(frozen=True)
class Confirmation:
    """One record of what one person says of one utterance."""

    number: int
    """Counted from 1 through the whole case."""
    exhibit: str
    evidence: str
    """Id of the utterance as the machine made it."""
    verdict: Verdict
    text: str | None
    """What is said there, where the person corrected it."""
    officer: str
    at: datetime

    @property
    def id(self) -> str:
        """`cf-` and the first 24 hex digits of the SHA-256 of everything else."""
        content = json.dumps([*vars(self).values()], default=datetime.isoformat, ensure_ascii=False)
        return "cf-" + hashlib.sha256(content.encode()).hexdigest()[:24]


def add(
    case: Case,
    exhibit: str,
    evidence: str,
    verdict: Verdict,
    text: str | None,
    officer: str,
    *,
    seen: int | None = None,
    recorded: Callable[[Confirmation], object] = lambda confirmation: None,
) -> Confirmation:
    """Keep a record.

    Args:
        case: the open case.
        exhibit: the recording.
        evidence: id of the utterance as the machine made it.
        verdict: what the person says; `withdrawn` takes back what stands.
        text: the words, for a correction.
        officer: who.
        seen: number of the newest record of this utterance that the person has seen, 0 for none; None: not asked for.
        recorded: hears of the record before it is final: where this fails, nothing is kept.

    Raises:
        ToolError: somebody else was faster than `seen` says, or there is nothing to take back.
    """
    with case.database.write() as connection:
        last = _newest(connection, exhibit, evidence)
        if seen is not None and seen != (last.number if last else 0):
            by = f"was {last.verdict} by {last.officer}" if last else "was not confirmed by anyone"
            raise ToolError(f"This utterance {by} meanwhile; nothing was changed. Look at it again, and then decide.")
        if verdict == "withdrawn" and (last is None or last.verdict == "withdrawn"):
            raise ToolError("Nobody has confirmed or corrected this utterance: there is nothing to take back.")
        [number] = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM confirmations").fetchone()
        made = Confirmation(number, exhibit, evidence, verdict, text, officer, datetime.now(UTC))
        connection.execute(
            "INSERT INTO confirmations (number, exhibit, evidence, verdict, text, officer, at, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, exhibit, evidence, verdict, text, officer, made.at.isoformat(), made.id),
        )
        recorded(made)
    return made


def newest(case: Case, exhibit: str) -> dict[str, Confirmation]:
    """The newest record of each utterance of an exhibit, by the utterance's id, in the order they were made.

    Raises:
        IntegrityError: a stored record is not what was recorded.
    """
    rows = case.database.connection.execute(
        "SELECT * FROM confirmations WHERE number IN (SELECT max(number) FROM confirmations WHERE exhibit = ? GROUP BY evidence)"
        " ORDER BY number",
        (exhibit,),
    ).fetchall()
    return {row["evidence"]: _confirmation(row) for row in rows}


def standing(case: Case, exhibit: str) -> dict[str, Confirmation]:
    """What stands: the newest records, without those that were taken back."""
    return {evidence: record for evidence, record in newest(case, exhibit).items() if record.verdict != "withdrawn"}


def last(case: Case, exhibit: str) -> int:
    """Number of the newest record of an exhibit; 0 where there is none."""
    [number] = case.database.connection.execute(
        "SELECT coalesce(max(number), 0) FROM confirmations WHERE exhibit = ?", (exhibit,)
    ).fetchone()
    return int(number)


def applied(case: Case, made: Sequence[Evidence], ids: Sequence[str] | None = None) -> list[Evidence]:
    """Evidence as it stands: utterances that a person confirmed or corrected, and where a text became longer or shorter the
    right offsets of those after it.

    Args:
        case: the open case.
        made: what a tool made, in its order.
        ids: the ids of it, where they are known: working out those of a long transcript takes a second.
    """
    found = {item.citations[0].exhibit for item in made if isinstance(item, Utterance)}
    records = {exhibit: standing(case, exhibit) for exhibit in found}
    shifts = dict.fromkeys(found, 0)
    stands: list[Evidence] = []
    for position, item in enumerate(made):
        if not isinstance(item, Utterance) or not records[exhibit := item.citations[0].exhibit]:
            stands.append(item)
            continue
        now = _as_it_stands(item, records[exhibit].get(ids[position] if ids is not None else item.id), shifts[exhibit])
        shifts[exhibit] += len(now.text) - len(item.text)
        stands.append(now)
    return stands


def _as_it_stands(made: Utterance, record: Confirmation | None, shift: int) -> Utterance:
    now = made if record is None or record.text is None else corrected(made, record.text)
    changes = {} if record is None else {"citable": True, "confirmed_by": record.officer}
    return now.model_copy(update=changes | {"offset": made.offset + shift}) if changes or shift else now


def _newest(connection: sqlite3.Connection, exhibit: str, evidence: str) -> Confirmation | None:
    row = connection.execute(
        "SELECT * FROM confirmations WHERE exhibit = ? AND evidence = ? ORDER BY number DESC LIMIT 1", (exhibit, evidence)
    ).fetchone()
    return None if row is None else _confirmation(row)


def _confirmation(row: sqlite3.Row) -> Confirmation:
    """A stored record; it is held against its own hash."""
    try:
        at = datetime.fromisoformat(row["at"])
    except ValueError as error:
        raise IntegrityError(f"The stored confirmation {row['id']} cannot be read: {error}.") from error
    found = Confirmation(row["number"], row["exhibit"], row["evidence"], row["verdict"], row["text"], row["officer"], at)
    if found.id != row["id"]:
        raise IntegrityError(f"The stored confirmation {row['id']} of {row['exhibit']} is not what {row['officer']} recorded.")
    return found
