"""Whether a deletion was begun and not brought to its end: one look into the database, at each opening of a case."""

from tools.case import Case

NOTE = "retention_removal"
"""A fact of the case while deleted content may still lie on the disk."""
INTENT = "retention_intent"
"""A fact of the case from before a deletion is on record until its rows are gone."""


def unfinished(case: Case) -> bool:
    """Whether there is something to bring to its end."""
    return case.database.connection.execute("SELECT 1 FROM facts WHERE name IN (?, ?)", (NOTE, INTENT)).fetchone() is not None
