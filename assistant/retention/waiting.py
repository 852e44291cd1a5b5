"""The kept states of runs that nobody decided on, as far as retention goes."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime

from assistant import approvals
from assistant.agent_runs import RUNS
from assistant.session import Session
from tools.errors import CaseError
from tools.retention.extent import Takes
from tools.retention.planning import Item
from tools.retention.rules import rules

EVENT = "retention_run_deleted"


def waiting(session: Session) -> list[Item]:
    """The runs whose state is still kept although their time is over; those that may still be decided on are not among them."""
    rule = rules(session.case).get("waiting")
    if rule is None or not session.ledger.path.exists():
        return []
    kept = _kept(session)
    now = datetime.now(UTC)
    return [
        Item("waiting", each.id, "run", (), None, each.asked_at, rule, Takes())
        for each in approvals.all_of(session)
        if each.run in kept and each.status(now) == "unanswered"
    ]


def delete(session: Session, items: Iterable[Item]) -> None:
    """Delete the states of these runs, each on record before it is gone.

    Raises:
        CaseError: the file could not be written anew: repeat it.
    """
    runs = {each.id: each.run for each in approvals.all_of(session)}
    for item in items:
        session.record(EVENT, {"approval": item.subject, "rule": item.rule.number, "basis": item.rule.words})
        with closing(_opened(session)) as connection:
            try:
                with connection:
                    for table in ("checkpoints", "writes"):
                        connection.execute(f"DELETE FROM {table} WHERE thread_id = ?", (runs[item.subject],))  # noqa: S608
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError as error:
                raise CaseError(f"The kept states of runs could not be written anew: {error}. Repeat it.") from error


def _kept(session: Session) -> set[str]:
    if not (session.case.folder / RUNS).is_file():
        return set()
    with closing(_opened(session)) as connection:
        made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'checkpoints'").fetchone()
        return {row[0] for row in connection.execute("SELECT DISTINCT thread_id FROM checkpoints")} if made else set()


def _opened(session: Session) -> sqlite3.Connection:
    connection = sqlite3.connect(session.case.folder / RUNS, timeout=60)
    connection.execute("PRAGMA secure_delete = ON")
    return connection
