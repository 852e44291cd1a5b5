"""Going on with a run after the decision, by one program at a time, and what came of it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from assistant.answer import Answer
from assistant.approvals.approval import Approval
from assistant.approvals.recorded import BROKEN, ENDS, find
from assistant.authorisation.recorded import events
from assistant.session import Session
from tools import results
from tools.errors import ToolError

_LOCK = "runs.lock"
_KEPT = ("status", "refusal", "sentences", "counter", "counter_note", "coverage", "instruction_like", "note")


@contextmanager
def going_on(session: Session, waiting: Approval) -> Iterator[None]:
    """Keep a run for oneself while it is gone on with. What breaks it is on record: it is not begun again and again. A kill leaves no
    trace, and the run can be gone on with.

    Raises:
        ToolError: another program has gone on with it, or is going on with a run of this case.
    """
    with (session.case.folder / _LOCK).open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ToolError(f"Another program is going on with a run of this case: try again when it has ended ({waiting.id}).") from None
        if not find(session, waiting.id).left:
            raise ToolError(f"{waiting.id} waits for its decision, or has been gone on with.")
        try:
            yield
        except Exception as error:
            session.record(BROKEN, {"approval": waiting.id, "error": str(error) or type(error).__name__})
            raise


def came_of(session: Session, ended: Approval) -> Answer | None:
    """What came of a run that was gone on with, by the record; None where nothing did yet.

    What was found is shown as long as it is kept: results of an urgent use that nobody approved in time are not.
    """
    event = next((event for event in events(session, *ENDS) if event.seq == ended.ended), None)
    if event is None:
        return None
    if event.event == BROKEN:
        return Answer(question=ended.question, status="failed", note=str(event.data["error"]), ledger_seq=event.seq)
    told: dict[str, Any] = {name: event.data[name] for name in _KEPT if event.data.get(name) is not None}
    found = event.data.get("evidence", ())
    kept = tuple(item for id_ in found if (item := results.by_id(session.case, id_)) is not None)
    if len(kept) < len(found):
        told = {"status": told["status"], "note": "What was found has been deleted, or was found anew: the record says when and why."}
    return Answer.model_validate({"question": ended.question, "ledger_seq": event.seq, "evidence": kept} | told)
