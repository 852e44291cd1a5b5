"""The list by which a case knows privileged correspondence: with lawyers, clergy and doctors.

Every case begins with the terms by which lawyers mark their letters; addresses, domains, telephone numbers and names are added by
people. An entry that is taken off releases nothing: that is for a custodian (see `tools.locks.quarantine`).
"""

from tools.case import Case
from tools.errors import ToolError
from tools.locks import records
from tools.locks.entry import Entry, entry
from tools.locks.records import Hears, Record

TERMS = (
    "attorney-client privileged",
    "attorney-client communication",
    "attorney work product",
    "legally privileged",
    "legal professional privilege",
    "solicitor-client privileged",
    "privileged and confidential",
    "privileged & confidential",
    "confidential and privileged",
    "Anwaltskorrespondenz",
    "correspondance d'avocat",
    "seal of confession",
    "doctor-patient privilege",
    "clergy-penitent privilege",
)
"""Terms that every case begins with. None of them is a bare "privilege": people write about privileges who have none."""


def entries(case: Case) -> tuple[Entry, ...]:
    """The list as it stands, the terms that every case begins with first."""
    found = {made.key: made for made in (entry("term", term, "other") for term in TERMS)}
    for key, record in records.newest(case, "privilege").items():
        if record.verdict == "added":
            found[key] = _entry(record)
        else:
            found.pop(key, None)
    return tuple(found.values())


def add(case: Case, new: Entry, reason: str, officer: str, recorded: Hears = records.unheard) -> Record | None:
    """Put an entry on the list; None where it stands there already."""
    if any(known.key == new.key for known in entries(case)):
        return None
    content = {"kind": new.kind, "value": new.value, "whose": new.whose}
    return records.add(case, "privilege", new.key, "added", content, reason, officer, recorded)


def remove(case: Case, old: Entry, reason: str, officer: str, recorded: Hears = records.unheard) -> Record:
    """Take an entry off the list; what it has put into quarantine stays there.

    Raises:
        ToolError: the list has no such entry, or no reason is given.
    """
    known = next((one for one in entries(case) if one.key == old.key), None)
    if known is None:
        raise ToolError(f"The list has no {old.kind} {old.value!r}: `exhibit privilege list CASE` shows it.")
    if not reason.strip():
        raise ToolError("Say why the entry is taken off the list (--reason).")
    content = {"kind": known.kind, "value": known.value, "whose": known.whose}
    return records.add(case, "privilege", known.key, "removed", content, reason.strip(), officer, recorded)


def _entry(record: Record) -> Entry:
    content = record.values()
    return entry(str(content["kind"]), str(content["value"]), str(content["whose"]))
