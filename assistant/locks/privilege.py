"""Changing the list of privileged correspondents; every exhibit is held against it again at once."""

from assistant.accounts import Right
from assistant.locks.recording import quarantined, recorder
from assistant.session import Session
from tools.errors import ToolError
from tools.locks import privilege, quarantine
from tools.locks.entry import Entry
from tools.locks.quarantine import Held
from tools.retrieval import index_of


def list_add(session: Session, entries: list[Entry], reason: str) -> list[Held]:
    """Put entries on the list. Exhibits that match now are closed and taken out of the index, of results and of what was derived.

    Args:
        session: the open case.
        entries: what is listed.
        reason: why; may be empty.

    Returns:
        What was closed.

    Raises:
        NotAllowed: the officer holds no role that may.
        ToolError: everything is listed already.
    """
    if not session.standing.holds(Right.RELEASE):  # the custodian keeps the list, and who sets what holds for the case adds to it
        session.require(Right.ADD)
    made = [privilege.add(session.case, entry, reason, session.officer, recorder(session, "privilege_list")) for entry in entries]
    if not any(made):
        raise ToolError(f"{'; '.join(map(str, entries))}: listed already.")
    closed = quarantine.recheck(session.case, session.officer, quarantined(session))
    if closed:
        index_of(session.case).update()
    return closed


def list_remove(session: Session, entries: list[Entry], reason: str) -> None:
    """Take entries off the list. Nothing is released by that.

    Raises:
        NotAllowed: the officer is no custodian of this case.
        ToolError: an entry is not listed, or no reason is given.
    """
    session.require(Right.RELEASE)
    for entry in entries:
        privilege.remove(session.case, entry, reason, session.officer, recorder(session, "privilege_list"))
