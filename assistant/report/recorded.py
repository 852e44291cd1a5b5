"""The reports of a case by its record: there is no other place where they are kept, so that none can be put in past it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from assistant.authorisation.recorded import events
from assistant.ledger import LedgerEvent
from assistant.ledger.event import canonical
from assistant.session import Session
from tools.errors import ToolError

DRAFTED, EDITED, REMARKED, REVIEWED = "report_drafted", "report_edited", "report_remarked", "report_reviewed"
SIGNED, RELEASED = "report_signed", "report_released"
KINDS = (DRAFTED, EDITED, REMARKED, REVIEWED, SIGNED, RELEASED)

Verdict = Literal["approved", "returned"]
Status = Literal["draft", "returned", "reviewed", "released"]


@dataclass(frozen=True)
class Done:
    """Something that a person did to a report."""

    by: str
    at: datetime
    seq: int
    """Number of its event in the ledger."""


@dataclass(frozen=True)
class Edit(Done):
    """A sentence that a person worded anew."""

    statement: str
    old: str
    new: str
    faults: tuple[str, ...]
    """What the claim gate says of the new words; empty where it passes them."""
    reason: str


@dataclass(frozen=True)
class Remark(Done):
    """What a person has to say about a finding or a sentence of it."""

    about: str
    text: str


@dataclass(frozen=True)
class Review(Done):
    """What another person says of the whole draft."""

    verdict: Verdict
    remark: str
    content: str
    """`Drafted.content` of what was reviewed."""


@dataclass(frozen=True)
class Signing(Done):
    """That a person signs a report, kept under the station's key."""

    document: str
    """SHA-256 of the report's document."""
    hash: str
    """Of the event."""
    signature: str
    """Of the event, by the station's key."""
    key: str
    """The station's public key."""


@dataclass(frozen=True)
class Release(Done):
    """That a report was given out of the hands of those who made it."""

    files: dict[str, str]
    """SHA-256 of each file, by its ending."""
    signing: int
    """Number of the event of the signing."""
    authorisation: str | None
    note: str | None


@dataclass(frozen=True)
class Drafted(Done):
    """A report as it stands."""

    id: str
    """`RP-0001`, counted through the case."""
    answers: tuple[int, ...]
    """The answers that it reports, by the numbers of their events."""
    edits: tuple[Edit, ...] = ()
    remarks: tuple[Remark, ...] = ()
    reviews: tuple[Review, ...] = ()
    signings: tuple[Signing, ...] = ()
    release: Release | None = None

    @property
    def content(self) -> str:
        """SHA-256 of what people put into it: the chosen answers, every edit and every remark. The answers themselves are events."""
        put = [
            self.id,
            self.answers,
            *([edit.statement, edit.old, edit.new] for edit in self.edits),
            *([said.about, said.text] for said in self.remarks),
        ]
        return hashlib.sha256(canonical({"report": put}).encode()).hexdigest()

    @property
    def status(self) -> Status:
        """How far it has come. Whatever is changed after a review makes it a draft again."""
        if self.release is not None:
            return "released"
        last = self.reviews[-1] if self.reviews else None
        if last is None or last.content != self.content:
            return "draft"
        return "reviewed" if last.verdict == "approved" else "returned"

    @property
    def authors(self) -> tuple[str, ...]:
        """Who drafted, edited or remarked: none of them reviews it."""
        return tuple(dict.fromkeys((self.by, *(done.by for done in (*self.edits, *self.remarks)))))

    def words_of(self, statement: str, machine: str) -> str:
        """A sentence as it stands, from how the program worded it."""
        return next((edit.new for edit in reversed(self.edits) if edit.statement == statement), machine)


def all_of(session: Session) -> list[Drafted]:
    """Every report of a case in the order they were drafted.

    Raises:
        LedgerDamaged: the record of one is not what this station wrote.
    """
    if not session.ledger.path.exists():
        return []
    found: dict[str, Drafted] = {}
    for event in events(session, *KINDS):
        report = event.data["report"]
        if event.event == DRAFTED:
            found[report] = Drafted(**_done(event), id=report, answers=tuple(event.data["answers"]))
        else:
            found[report] = _with(found[report], event)
    return list(found.values())


def find(session: Session, report: str | None = None) -> Drafted:
    """One report by its id, or the newest.

    Raises:
        ToolError: there is none.
        LedgerDamaged: as in `all_of`.
    """
    found = all_of(session)
    if not found:
        raise ToolError("The case has no report yet: make a draft with `exhibit report draft CASE`.")
    if report is None:
        return found[-1]
    for each in found:
        if each.id == report.upper():
            return each
    raise ToolError(f"The case has no report {report!r}; it has {', '.join(each.id for each in found)}.")


def _with(report: Drafted, event: LedgerEvent) -> Drafted:
    data, done = event.data, _done(event)
    if event.event == EDITED:
        edit = Edit(
            **done, statement=data["statement"], old=data["old"], new=data["new"], faults=_texts(data["faults"]), reason=data["reason"]
        )
        return replace(report, edits=(*report.edits, edit))
    if event.event == REMARKED:
        return replace(report, remarks=(*report.remarks, Remark(**done, about=data["about"], text=data["text"])))
    if event.event == REVIEWED:
        review = Review(**done, verdict=data["verdict"], remark=data["remark"], content=data["content"])
        return replace(report, reviews=(*report.reviews, review))
    if event.event == SIGNED:
        signing = Signing(**done, document=data["document"], hash=event.hash, signature=event.signature, key=event.key)
        return replace(report, signings=(*report.signings, signing))
    release = Release(**done, files=dict(data["files"]), signing=data["signing"], authorisation=data["authorisation"], note=data["note"])
    return replace(report, release=release)


def _done(event: LedgerEvent) -> dict[str, Any]:
    return {"by": event.officer, "at": datetime.fromisoformat(event.time), "seq": event.seq}


def _texts(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(str, said))
