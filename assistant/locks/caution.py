"""Marking statements that were taken without caution or under compulsion."""

from assistant.accounts import Right
from assistant.locks.recording import recorder
from assistant.session import Session
from tools.locks import caution, removal
from tools.locks.caution import How, Mark
from tools.locks.records import Record
from tools.registry import all_tools
from tools.retrieval import index_of


def mark(session: Session, exhibit: str, how: How, reason: str) -> Mark:
    """Mark an exhibit: from now on no search reaches it and nothing is derived from it; what was derived is dropped.

    Raises:
        NotAllowed: the officer holds no role that may.
        NoSuchExhibit, ToolError: as in `tools.locks.caution.mark`.
    """
    session.require(Right.ADD)
    made = caution.mark(session.case, exhibit, how, reason, session.officer, recorder(session, "caution"))
    removal.drop_derived(session.case, made.exhibit, [name for name, tool in all_tools().items() if tool.reads])
    index_of(session.case).update()
    return made


def unmark(session: Session, exhibit: str, reason: str) -> Record:
    """Take a mark back; what can be derived is derived when the case is processed again. Errors as in `mark`."""
    session.require(Right.ADD)
    return caution.unmark(session.case, exhibit, reason, session.officer, recorder(session, "caution"))
