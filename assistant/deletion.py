"""Deletion on record: what is deleted under a rule of retention is an event of the ledger before it is final, and a run that is killed
between the two is brought to its end when the case is next opened."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from assistant.authorisation import Acting
from assistant.authorisation.recorded import events
from tools.errors import CaseError
from tools.retention.planning import Item, plan
from tools.retention.removal import Gone, finish, remove
from tools.retention.unfinished import INTENT

DELETED = "retention_deleted"
NOT_DELETED = "retention_not_deleted"


class _Settled(Exception):
    """Another program has brought it to its end."""


def delete(acting: Acting, chosen: Callable[[], Sequence[Item]], digest: str) -> Gone:
    """Delete things with all that was made of them.

    Args:
        acting: the open case.
        chosen: gives what goes, asked while nobody else can write; where it raises, nothing is deleted.
        digest: of the dry run that is carried out.

    Raises:
        CaseError: another deletion is under way; or everything is deleted but files could not be written anew, which is done when the
            case is next opened.
    """
    case = acting.case
    intent = uuid.uuid4().hex
    with case.database.write() as connection:
        if connection.execute("INSERT OR IGNORE INTO facts VALUES (?, ?)", (INTENT, intent)).rowcount == 0:
            raise CaseError("Another deletion of this case is under way: wait until it is done, and look at what is due again.")
    written: list[bool] = []

    def mine() -> Sequence[Item]:
        if _intent(acting) != intent:
            raise CaseError("Another program has opened the case in between: repeat it.")
        return chosen()

    def recorded(gone: Gone) -> None:
        written.append(True)
        acting.record(DELETED, _event(gone) | {"intent": intent, "digest": digest})
        case.database.connection.execute("DELETE FROM facts WHERE name = ?", (INTENT,))

    try:
        return remove(case, mine, acting.officer, recorded)
    except BaseException:
        if not written:  # else it is on record, and is brought to its end
            with case.database.write() as connection:
                connection.execute("DELETE FROM facts WHERE name = ? AND value = ?", (INTENT, intent))
        raise


def settle(acting: Acting) -> None:
    """Bring a deletion to its end that was killed: its files and, where it is on record and the rows are still there, these.

    Raises:
        LedgerDamaged: the record of it is not what was written.
        CaseError: files could not be written anew: close other programs on the case, or free space, and open it again.
    """
    finish(acting.case)
    if _intent(acting) is None:
        return
    with acting.case.database.write() as connection:  # waits for a deletion that another program is just doing
        intent = _intent(acting)
        event = next((each for each in events(acting, DELETED) if each.data["intent"] == intent), None) if intent else None
        if event is None:
            connection.execute("DELETE FROM facts WHERE name = ?", (INTENT,))  # it never began
            return
    subjects = {(row["kind"], row["subject"]) for row in event.data["items"]}

    def again() -> Sequence[Item]:
        if _intent(acting) != intent:
            raise _Settled
        return [item for item in plan(acting.case, datetime.now(UTC)).going if (item.kind, item.subject) in subjects]

    def recorded(gone: Gone) -> None:
        if left := subjects - {(stone.kind, stone.subject) for stone in gone.tombstones}:
            acting.record(NOT_DELETED, {"of": event.seq, "items": [{"kind": kind, "subject": subject} for kind, subject in sorted(left)]})
        acting.case.database.connection.execute("DELETE FROM facts WHERE name = ?", (INTENT,))

    try:
        remove(acting.case, again, event.officer, recorded)
    except _Settled:
        return


def _intent(acting: Acting) -> str | None:
    row = acting.case.database.connection.execute("SELECT value FROM facts WHERE name = ?", (INTENT,)).fetchone()
    return None if row is None else str(row["value"])


def _event(gone: Gone) -> dict[str, object]:
    rows = [asdict(stone) | {"at": stone.at.isoformat(), "tombstone": stone.id} for stone in gone.tombstones]
    return {"items": rows, "names_taken_back": gone.taken_back}
