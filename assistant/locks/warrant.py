"""Setting and clearing the scope of a warrant."""

from assistant.accounts import Right
from assistant.locks.recording import recorder
from assistant.session import Session
from tools.locks import limits, removal, scope
from tools.locks.records import Record
from tools.locks.scope import Scope
from tools.registry import all_tools
from tools.retrieval import index_of


def set_scope(session: Session, new: Scope, reason: str) -> Record:
    """Set the scope of a warrant: what lies outside is only counted from now on, and what was derived from it is dropped.

    Raises:
        NotAllowed: the officer holds no role that may.
        NoSuchExhibit, ToolError: as in `tools.locks.scope.set_scope`.
    """
    session.require(Right.ADD)
    made = scope.set_scope(session.case, new, reason, session.officer, recorder(session, "scope"))
    _derived_anew(session)
    return made


def clear_scope(session: Session, warrant: str, reason: str) -> Record:
    """Take a scope off; errors as in `tools.locks.scope.clear_scope`."""
    session.require(Right.ADD)
    made = scope.clear_scope(session.case, warrant, reason, session.officer, recorder(session, "scope"))
    _derived_anew(session)
    return made


def _derived_anew(session: Session) -> None:
    readers = [name for name, tool in all_tools().items() if tool.reads]
    for exhibit in limits.limits(session.case):
        removal.drop_derived(session.case, exhibit, readers)
    index_of(session.case).update()
