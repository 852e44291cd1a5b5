"""Giving a report out: as a draft that says so, or released for good."""

import hashlib
from dataclasses import replace
from pathlib import Path

from assistant import authorisation
from assistant.accounts import Right
from assistant.authorisation import EXPORT, Use
from assistant.report.assembling import Assembled, assemble, signed_by
from assistant.report.checking import require_reviewed, require_sound
from assistant.report.pdf import as_pdf
from assistant.report.printed import Paper, as_html
from assistant.report.proofs import prove
from assistant.report.recorded import RELEASED, SIGNED, Drafted, find
from assistant.session import Session
from tools import tombstone
from tools.errors import CaseError, IntegrityError

FOLDER = "reports"
"""In the case folder: the files of released reports."""
ENDINGS = ("pdf", "html", "json")


def release(session: Session, report: str | None) -> Drafted:
    """Release a reviewed report: everything in it is checked once more, the officer signs, and the files are kept in the case.

    Args:
        session: the open case, in the name of who signs.
        report: id of the report; None for the newest.

    Raises:
        NotAllowed: the officer may not export.
        NeedsAuthorisation: no authorisation covers it.
        ToolError: it is not reviewed by another person, or a candidate is shown as more than it is.
        IntegrityError, LedgerDamaged: an exhibit, a citation or the record does not hold; that is on record.
    """
    session.require(Right.EXPORT)
    drafted = find(session, report)
    require_reviewed(drafted)
    about = authorisation.leaving(session, Use(EXPORT))
    try:
        made = assemble(session, drafted)
        require_sound(session, drafted, made)
    except IntegrityError as error:
        session.record("integrity_failure", {"report": drafted.id, "error": str(error)})
        raise
    document = _hash(made.report.model_dump_json(exclude={"signing", "ledger", "made_at", "status"}).encode())
    session.record(SIGNED, {"report": drafted.id, "document": document, "name": session.officer, "reviewed": drafted.reviews[-1].seq})
    signed = find(session, drafted.id)
    paper = _on_paper(session, replace(made, report=signed_by(made.report, signed.signings[-1])))
    files = {"pdf": as_pdf(paper), "html": as_html(paper).encode(), "json": paper.report.model_dump_json().encode()}
    folder = session.case.folder / FOLDER
    folder.mkdir(exist_ok=True, mode=0o700)
    for ending, content in files.items():
        place = folder / f"{drafted.id}.{ending}"
        part = place.with_suffix(f".{ending}.part")
        part.write_bytes(content)
        part.replace(place)
    session.record(
        RELEASED,
        {
            "report": drafted.id,
            "files": {ending: _hash(content) for ending, content in files.items()},
            "signing": signed.signings[-1].seq,
        }
        | about,
    )
    return find(session, drafted.id)


def drawn(session: Session, drafted: Drafted, ending: str) -> bytes:
    """The content of a report's file: of a released one as it was released, of another as it stands, marked as a draft.

    Args:
        session: the open case.
        drafted: which report.
        ending: one of `ENDINGS`.

    Raises:
        IntegrityError: the file of a released report is not what was released; or as in `assemble`.
        LedgerDamaged: as in `assemble`.
    """
    if drafted.release is not None:
        return released(session, drafted, ending)
    paper = _on_paper(session, assemble(session, drafted))
    if ending == "pdf":
        return as_pdf(paper)
    return as_html(paper).encode() if ending == "html" else paper.report.model_dump_json().encode()


def released(session: Session, drafted: Drafted, ending: str) -> bytes:
    """The content of a file of a released report.

    Raises:
        CaseError: it was deleted under a rule of retention.
        IntegrityError: it is not what was released.
    """
    assert drafted.release is not None
    place = session.case.folder / FOLDER / f"{drafted.id}.{ending}"
    try:
        content = place.read_bytes()
    except FileNotFoundError:
        if (gone := tombstone.of(session.case.database.connection, "report", place.name)) is not None:
            raise CaseError(f"{place.name} was {gone.words}.") from None
        raise IntegrityError(f"{place.name}, which was released on {drafted.release.at:%Y-%m-%d}, is gone from the case folder.") from None
    if _hash(content) != drafted.release.files[ending]:
        raise IntegrityError(
            f"{place.name} is not what was released: SHA-256 is {_hash(content)}, recorded {drafted.release.files[ending]}."
        )
    return content


def write(session: Session, drafted: Drafted, file: Path) -> bytes:
    """Write a report to a file outside the case, when that is allowed; it is recorded before it happens. Gives its content.

    Raises:
        NotAllowed: the officer may not export.
        NeedsAuthorisation: no authorisation covers it.
        CaseError: the file exists, or its folder does not.
        IntegrityError, LedgerDamaged: as in `drawn`.
    """
    require_room(file)
    content = hand_out(session, drafted, file.name)
    with file.open("xb") as out:
        out.write(content)
    return content


def hand_out(session: Session, drafted: Drafted, name: str) -> bytes:
    """The content of a report's file that leaves the case under a name; recorded. Errors as in `write`."""
    about = may_leave(session)
    content = drawn(session, drafted, Path(name).suffix.removeprefix(".").lower())
    what = {"what": "report", "report": drafted.id, "status": drafted.status, "file": name, "sha256": _hash(content)}
    session.record("export", what | about)
    return content


def require_room(file: Path) -> None:
    """Pass where a file can be written; CaseError where there is one already, or no folder for it."""
    if file.exists():
        raise CaseError(f"{file} exists; choose another name.")
    if not file.resolve().parent.is_dir():
        raise CaseError(f"{file.parent} is no folder: make it first.")


def may_leave(session: Session) -> dict[str, str | None]:
    """What the record says of the authorisation on which a file leaves the case.

    Raises:
        NotAllowed: the officer may not export.
        NeedsAuthorisation: no authorisation covers it.
    """
    session.require(Right.EXPORT)
    return authorisation.leaving(session, Use(EXPORT))


def _on_paper(session: Session, made: Assembled) -> Paper:
    proved = prove(session, made)
    return Paper(made.report.model_copy(update={"ledger": proved.shown}), made.pictures.shown, proved.proofs)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
