"""Review and release: by another person, and only where everything holds."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import authorisation, report
from assistant.accounts import NotAllowed, Role
from assistant.authorisation import EXPORT, NeedsAuthorisation, Terms
from assistant.ledger import LedgerDamaged, verify_proof
from assistant.ledger.verify import events
from assistant.report.recorded import find
from assistant.report.releasing import FOLDER
from assistant.session import Session
from tests.assistant.report.conftest import As, pages
from tests.conftest import needs_weights
from tools import tombstone
from tools.errors import CaseError, IntegrityError, ToolError

pytestmark = needs_weights("named-entities", "text-embedding")


def test_a_reviewed_report_is_released_and_kept(reviewed: Session, tmp_path: object) -> None:
    """The files are in the case with the hashes that the record has; what is written later is that file, byte by byte."""
    released = report.release(reviewed, None)
    assert released.release is not None
    assert released.status == "released"
    file = tmp_path / "out.pdf"  # type: ignore[operator]
    content = report.write(reviewed, released, file)
    assert hashlib.sha256(content).hexdigest() == released.release.files["pdf"] == hashlib.sha256(file.read_bytes()).hexdigest()
    printed = pages(content)
    assert all("DRAFT" not in page for page in printed)
    [signing] = released.signings
    assert (signing.by, signing.seq) == ("tester", released.release.signing)
    for part in (signing.document, signing.signature):
        assert part in "".join("".join(printed).split())


def test_a_report_that_was_deleted_says_so(reviewed: Session, tmp_path: Path) -> None:
    """A file that is gone is damage, but for one that a rule of retention has deleted: then its tombstone is told."""
    released = report.release(reviewed, None)
    file = f"{released.id}.pdf"
    (reviewed.case.folder / FOLDER / file).unlink()
    with pytest.raises(IntegrityError, match="gone from the case folder"):
        report.write(reviewed, released, tmp_path / "out.pdf")
    with reviewed.case.database.write() as connection:
        tombstone.put(connection, "report", file, "pdf", None, 1, "reports 365 days, s. 75", "ann")
    with pytest.raises(CaseError, match=r"deleted on .* under rule 1 \(reports 365 days, s\. 75\) by ann"):
        report.write(reviewed, released, tmp_path / "out.pdf")


def test_who_drafted_or_edited_does_not_review(answered: Session, as_: As) -> None:
    """Neither the drafter, however the name is written, nor who edited; a custodian has no role in it; another officer may."""
    report.draft(answered)
    report.edit(as_("ann"), None, "F1.S1", "The van was blue.")
    for session in (answered, as_("ANN"), as_("Tester")):
        with pytest.raises(NotAllowed, match="drafted or edited"):
            report.review(session, None, "approved", "Looks fine.")
    with pytest.raises(NotAllowed):
        report.review(as_("carl", Role.CUSTODIAN), None, "approved", "Looks fine.")
    assert report.review(as_("eve", Role.SUPERVISOR), None, "approved", "Looks fine.").status == "reviewed"


def test_a_change_after_the_review_asks_for_another(reviewed: Session, as_: As) -> None:
    """An approval is of the words that were reviewed."""
    report.edit(reviewed, None, "F1.S1", "The van was blue.")
    assert find(reviewed).status == "draft"
    with pytest.raises(ToolError, match="changed after eve reviewed"):
        report.release(reviewed, None)
    report.review(as_("eve", Role.ANALYST), None, "returned", "The van was grey.")
    with pytest.raises(ToolError, match="eve returned it: The van was grey"):
        report.release(reviewed, None)


def test_without_review_nothing_is_released(answered: Session) -> None:
    """Missing review is a reason to act on, and nothing is signed."""
    report.draft(answered)
    with pytest.raises(ToolError, match="nobody has reviewed it"):
        report.release(answered, None)
    assert find(answered).signings == ()


def test_a_changed_exhibit_stops_the_release(reviewed: Session) -> None:
    """One changed byte, also of an exhibit that the report does not cite; it is on record, and nothing is signed."""
    place = reviewed.case.look_up("EX-0002").path
    place.chmod(0o600)
    place.write_bytes(place.read_bytes().replace(b"nine", b"nime"))
    with pytest.raises(IntegrityError, match="EX-0002"):
        report.release(reviewed, None)
    assert (find(reviewed).signings, find(reviewed).release) == ((), None)
    assert "integrity_failure" in reviewed.ledger.path.read_text()


def test_a_citation_that_does_not_hold_stops_the_release(reviewed: Session) -> None:
    """Stored evidence that says something else than what was found, or that no recorded call found, is no support."""
    with reviewed.case.database.write() as connection:
        connection.execute("UPDATE evidence SET body = replace(body, 'grey', 'blue')")
    with pytest.raises(IntegrityError):
        report.release(reviewed, None)
    with reviewed.case.database.write() as connection:
        connection.execute("DELETE FROM evidence")
    with pytest.raises(IntegrityError, match="does not hold"):
        report.release(reviewed, None)


def test_evidence_put_into_the_database_is_no_support(reviewed: Session) -> None:
    """What gives its own id and stands in no recorded call was put there by somebody else."""
    [body] = reviewed.case.database.connection.execute("SELECT body FROM evidence WHERE body LIKE '%grey%' LIMIT 1").fetchone()
    from pydantic import TypeAdapter

    from tools.evidence import AnyEvidence

    item = TypeAdapter(AnyEvidence).validate_json(body)
    forged = item.model_copy(update={"text": f"{item.text} "})
    with reviewed.case.database.write() as connection:
        connection.execute(
            "UPDATE evidence SET id = ?, body = ? WHERE id = ?",
            (forged.id, forged.model_dump_json(exclude=set(type(forged).model_computed_fields)), item.id),
        )
    with pytest.raises(IntegrityError, match="no record"):
        report.release(reviewed, None)


def test_a_damaged_record_stops_the_release(reviewed: Session) -> None:
    """An event that was edited anywhere in the record: nothing is released."""
    lines = reviewed.ledger.path.read_text().splitlines(keepends=True)
    event = next(n for n, line in enumerate(lines) if '"event":"route"' in line)
    lines[event] = lines[event].replace("read_document", "read_documents", 1)
    reviewed.ledger.path.write_text("".join(lines))
    with pytest.raises(LedgerDamaged):
        report.release(reviewed, None)


def test_release_needs_an_authorisation_where_the_station_asks(reviewed: Session, as_: As) -> None:
    """Without one nothing is signed, and neither is a draft written."""
    officer = as_("ann", Role.OFFICER, authorised=True)
    with pytest.raises(NeedsAuthorisation, match="export"):
        report.release(officer, None)
    with pytest.raises(NeedsAuthorisation):
        report.write(officer, find(officer), officer.case.folder / "out.pdf")
    with pytest.raises(NotAllowed):
        report.release(as_("carl", Role.CUSTODIAN), None)
    assert find(reviewed).signings == ()


def test_a_changed_file_of_a_released_report_is_noticed(reviewed: Session, tmp_path: object) -> None:
    """What is written is what was released, or nothing."""
    released = report.release(reviewed, None)
    place = reviewed.case.folder / "reports" / "RP-0001.pdf"
    place.write_bytes(place.read_bytes() + b" ")
    with pytest.raises(IntegrityError, match="not what was released"):
        report.write(reviewed, released, tmp_path / "out.pdf")  # type: ignore[operator]
    assert not (tmp_path / "out.pdf").exists()  # type: ignore[operator]
    with pytest.raises(ToolError, match="is released"):
        report.edit(reviewed, None, "F1.S1", "The van was blue.")


def test_the_proofs_in_the_pdf_hold(reviewed: Session, tmp_path: object) -> None:
    """Every cited answer and the signing can be shown to stand in the record with what is attached to the PDF alone."""
    import pypdfium2

    released = report.release(reviewed, None)
    content = report.drawn(reviewed, released, "pdf")
    with pypdfium2.PdfDocument(content) as pdf:
        files = {a.get_name(): bytes(a.get_data()) for a in (pdf.get_attachment(n) for n in range(pdf.count_attachments()))}
    assert set(files) == {f"event-{seq}.json" for seq in (*released.answers, released.signings[-1].seq)} | {"verify_ledger.py"}
    for name, proof in files.items():
        if name.endswith(".json"):
            (tmp_path / name).write_bytes(proof)  # type: ignore[operator]
            assert verify_proof(tmp_path / name, {reviewed.ledger.public}).ok, name  # type: ignore[operator]
    assert json.loads(files[f"event-{released.signings[-1].seq}.json"])["event"]["data"]["document"] == released.signings[-1].document


def test_who_is_given_it_stands_in_the_record(reviewed: Session, as_: As, tmp_path: Path) -> None:
    """Whom an authorisation to export names as its recipient, and why nothing milder would do, is on record with what left the case."""
    officer, supervisor = as_("ann", Role.OFFICER, authorised=True), as_("sue", Role.SUPERVISOR, authorised=True)
    terms = Terms(
        actions=(EXPORT,),
        purpose="Disclosure to the prosecution",
        offence="Theft",
        legal_basis="section 3 of the act on disclosure",
        necessity="A summary would not show what the report relies upon",
        recipient="Public prosecutor, unit 4",
        expires=datetime.now(UTC) + timedelta(days=3),
    )
    made = authorisation.ask(officer, terms)
    authorisation.approve(supervisor, made.id, "as the act asks")
    report.write(officer, find(officer), tmp_path / "out.pdf")
    [exported] = [event.data for event in events(officer.case.folder) if event.event == "export"]
    assert (exported["authorisation"], exported["recipient"]) == (made.id, "Public prosecutor, unit 4")
    assert authorisation.all_of(supervisor)[0].terms.necessity == "A summary would not show what the report relies upon"
