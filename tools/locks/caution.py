"""Statements taken without caution or under compulsion: kept, readable, and the source of no lead and no answer.

A person marks them. What a document says of itself ("not under caution") is only a suggestion to the officer: anybody can write it.
"""

import re
from dataclasses import dataclass
from typing import Literal

from tools.case import Case
from tools.errors import ToolError
from tools.locks import records
from tools.locks.records import Hears, Record

How = Literal["without caution", "under compulsion"]
_SAYS_SO = re.compile(
    r"\b(?:without|no|not\s+(?:been\s+)?(?:given|under))\s+(?:a\s+|any\s+)?(?:formal\s+)?caution\b|\bnot\s+(?:been\s+)?cautioned\b"
    r"|\bun(?:der)?[\s-]?cautioned\b|\bunder\s+(?:compulsion|duress|coercion)\b|\bcompelled\s+(?:statement|interview|answers?)\b"
    r"|\bcompulsory\s+(?:interview|questioning)\b|\b(?:without|no)\s+miranda\b|\bnot\s+mirandi[sz]ed\b|\bohne\s+Belehrung\b",
    re.IGNORECASE,
)
"""What documents say of themselves. It is shown to the officer and decides nothing."""


@dataclass(frozen=True)
class Mark:
    """That a statement was taken in a way that no answer and no lead may rest on it."""

    exhibit: str
    how: How
    record: Record

    @property
    def words(self) -> str:
        """For people."""
        return f"marked by {self.record.officer} as taken {self.how}: {self.record.reason}"


@dataclass(frozen=True)
class Suggestion:
    """A document that says of itself how it came about."""

    exhibit: str
    quote: str


def marks(case: Case) -> dict[str, Mark]:
    """The marks that stand, by exhibit."""
    found, gone = records.newest(case, "caution").items(), {stone.subject for stone in case.deleted()}
    stand = ((exhibit, record) for exhibit, record in found if record.verdict != "unmarked" and exhibit not in gone)
    return {exhibit: Mark(exhibit, record.verdict, record) for exhibit, record in stand}  # type: ignore[arg-type]


def mark(case: Case, exhibit: str, how: How, reason: str, officer: str, recorded: Hears = records.unheard) -> Mark:
    """Mark an exhibit; what was derived from it is for the caller to drop.

    Raises:
        NoSuchExhibit: there is none.
        ToolError: no reason is given, or it is marked so already.
    """
    subject = case.look_up(exhibit).id
    if not reason.strip():
        raise ToolError("Say why it is marked (--reason).")
    if (before := marks(case).get(subject)) is not None and before.how == how:
        raise ToolError(f"{subject} is {before.words}.")
    return Mark(subject, how, records.add(case, "caution", subject, how, {}, reason.strip(), officer, recorded))


def unmark(case: Case, exhibit: str, reason: str, officer: str, recorded: Hears = records.unheard) -> Record:
    """Take a mark back; errors as in `mark`."""
    subject = case.look_up(exhibit).id
    if not reason.strip():
        raise ToolError("Say why the mark is taken back (--reason).")
    if subject not in marks(case):
        raise ToolError(f"{subject} is not marked: there is nothing to take back.")
    return records.add(case, "caution", subject, "unmarked", {}, reason.strip(), officer, recorded)


def suggestions(case: Case) -> list[Suggestion]:
    """Exhibits that are not marked and whose text, as far as it was read, says that they were taken without caution or under
    compulsion; each once, with its words."""
    rows = case.database.connection.execute(
        "SELECT runs.exhibit AS exhibit, json_extract(body, '$.text') AS text FROM evidence JOIN runs ON runs.number = evidence.run"
        " WHERE json_extract(body, '$.kind') IN ('TextLine', 'Utterance') ORDER BY run, position"
    )
    done = set(marks(case))
    found: dict[str, Suggestion] = {}
    for row in rows:
        if row["exhibit"] not in done and row["exhibit"] not in found and _SAYS_SO.search(row["text"]):
            found[row["exhibit"]] = Suggestion(row["exhibit"], row["text"])
    return sorted(found.values(), key=lambda one: one.exhibit)
