"""Locks on record: whatever closes, releases, marks or limits exhibits is an event of the ledger, written before it is final."""

from assistant.locks.caution import mark, unmark
from assistant.locks.custodian import may_release
from assistant.locks.privilege import list_add, list_remove
from assistant.locks.recording import quarantined, recorder
from assistant.locks.releasing import decide
from assistant.locks.warrant import clear_scope, set_scope

__all__ = [
    "clear_scope",
    "decide",
    "list_add",
    "list_remove",
    "mark",
    "may_release",
    "quarantined",
    "recorder",
    "set_scope",
    "unmark",
]
