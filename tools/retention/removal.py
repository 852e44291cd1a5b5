"""Deleting: one transaction for the rows, then the files, the index and the databases written anew; a kill in between is made good."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tools import speaker_names, tombstone
from tools.case import Case
from tools.intake.entering import sweep as sweep_incoming
from tools.retention import leftovers
from tools.retention.extent import OF_EXHIBIT_OR_EVIDENCE, Extent, extent
from tools.retention.planning import REPORTS, Item, plans_on
from tools.retention.unfinished import NOTE
from tools.retrieval import index_of
from tools.tombstone import Tombstone


@dataclass(frozen=True)
class Gone:
    """What was deleted."""

    tombstones: tuple[Tombstone, ...]
    taken_back: int
    """Names of voices in other recordings that rested on a comparison with one that was deleted."""


@dataclass
class _Note:
    """What is still to be done after the rows are gone."""

    bytes: list[str] = field(default_factory=list)
    """SHA-256 of exhibits."""
    unindexed: list[str] = field(default_factory=list)
    """Exhibits that are to be taken out of the index."""
    plans: list[str] = field(default_factory=list)
    """Ids of patrol plans."""
    reports: list[str] = field(default_factory=list)
    """Names of files."""


def remove(case: Case, chosen: Callable[[], Sequence[Item]], officer: str, recorded: Callable[[Gone], object]) -> Gone:
    """Delete things with all that was made of them, and leave tombstones.

    Args:
        case: the open case.
        chosen: gives what is to go, asked while nobody else can write to the case; where it raises, nothing is deleted.
        officer: who has it deleted.
        recorded: hears of it before it is final: where this fails, nothing is deleted.

    Raises:
        CaseError: everything is deleted, but another program or a full disk keeps the files from being written anew: `finish` does it.
    """
    with case.database.write() as connection:
        items = chosen()
        whole = [item.subject for item in items if item.kind == "exhibit"]
        plans = {item.subject for item in items if item.kind == "plan"} | {kept.id for kept in plans_on(case, set(whole))}
        found = extent(
            connection,
            whole,
            [item.subject for item in items if item.kind == "result"],
            [item.subject for item in items if item.kind == "gallery"],
        )
        stones = [
            tombstone.put(connection, i.kind, i.subject, i.about, i.sha256, i.rule.number, i.rule.words, officer)
            for i in items
            if i.kind != "waiting"
        ]
        taken_back = _delete(connection, found, officer)
        note = _note(connection)
        note.bytes += [item.sha256 for item in items if item.kind == "exhibit" and item.sha256 is not None]
        note.unindexed += found.reread
        note.plans += sorted(plans)
        note.reports += [item.subject for item in items if item.kind == "report"]
        connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (NOTE, json.dumps(vars(note))))
        gone = Gone(tuple(stones), taken_back)
        recorded(gone)
    finish(case)
    return gone


def finish(case: Case) -> None:
    """Do the rest where a deletion did not come to its end; costs one look into the database where none is open.

    Raises:
        CaseError: the files could not be written anew: repeat it.
    """
    row = case.database.connection.execute("SELECT value FROM facts WHERE name = ?", (NOTE,)).fetchone()
    if row is None:
        return
    note = _Note(**json.loads(row["value"]))
    with case.database.write() as connection:  # nobody adds the same bytes anew meanwhile
        for sha256 in note.bytes:
            if connection.execute("SELECT 1 FROM exhibits WHERE sha256 = ?", (sha256,)).fetchone() is None:
                case.place_of(sha256).unlink(missing_ok=True)
    for plan in note.plans:
        (case.folder / "patrol" / f"{plan}.json").unlink(missing_ok=True)
    for report in note.reports:
        (case.folder / REPORTS / report).unlink(missing_ok=True)
    leftovers.sweep(case)
    sweep_incoming(case)
    index_of(case).purge(note.unindexed)
    case.database.rewrite()
    with case.database.write() as connection:
        connection.execute("DELETE FROM facts WHERE name = ? AND value = ?", (NOTE, row["value"]))


def _note(connection: sqlite3.Connection) -> _Note:
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (NOTE,)).fetchone()
    return _Note() if row is None else _Note(**json.loads(row["value"]))


def _delete(connection: sqlite3.Connection, found: Extent, officer: str) -> int:
    """Delete the rows; gives how many names in other recordings were taken back."""
    about = (json.dumps(found.exhibits), json.dumps(found.evidence))
    connection.execute(  # what is never deleted while its exhibit is kept may go now
        "INSERT OR IGNORE INTO removing SELECT value FROM json_each(?1) UNION SELECT value FROM json_each(?3)"
        " UNION SELECT exhibit FROM confirmations WHERE evidence IN (SELECT value FROM json_each(?2))"
        " UNION SELECT exhibit FROM verdicts WHERE evidence IN (SELECT value FROM json_each(?2))",
        (*about, json.dumps(found.unheard)),
    )
    connection.execute(f"DELETE FROM confirmations WHERE {OF_EXHIBIT_OR_EVIDENCE}", about)  # noqa: S608  # of fixed parts
    connection.execute(
        f"DELETE FROM opened_verdicts WHERE number IN (SELECT number FROM verdicts WHERE {OF_EXHIBIT_OR_EVIDENCE})",  # noqa: S608
        about,
    )
    connection.execute(f"DELETE FROM verdicts WHERE {OF_EXHIBIT_OR_EVIDENCE}", about)  # noqa: S608
    _delete_where(connection, "speaker_names", "exhibit", found.unheard)
    taken_back = speaker_names.take_back(connection, found.evidence, officer)
    _delete_where(connection, "runs", "number", found.runs)
    _delete_where(connection, "galleries", "id", found.galleries)
    _delete_where(connection, "contained", "container", found.exhibits)
    _delete_where(connection, "contained", "exhibit", found.exhibits)
    _delete_where(connection, "exhibits", "id", found.exhibits)
    connection.execute("DELETE FROM removing")
    return taken_back


def _delete_where(connection: sqlite3.Connection, table: str, column: str, values: Iterable[object]) -> None:
    connection.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", (json.dumps(list(values)),))  # noqa: S608
