"""What is handed to the defence, and what is not."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import report
from assistant.accounts import Role
from assistant.ledger import verify_proof
from assistant.locks import list_add, set_scope
from assistant.report.defence import hand_over
from assistant.report.handing import handing
from assistant.session import Session
from tests.assistant.report.conftest import As, asked, pages
from tests.conftest import needs_weights
from tools.case import Exhibit
from tools.errors import IntegrityError, ToolError
from tools.locks.entry import entry
from tools.locks.scope import Scope

pytestmark = needs_weights("named-entities", "text-embedding")


def test_the_material_goes_without_the_query_history(reviewed: Session, tmp_path: Path) -> None:
    """Every exhibit with its hash, what is relied upon and what speaks against it; no question, draft, edit or remark of an officer."""
    report.release(reviewed, None)
    file = tmp_path / "defence.zip"
    handed = hand_over(reviewed, None, file)
    assert handed.exhibits == 2
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        content = {name: archive.read(name) for name in names}
    sums = dict(reversed(line.split("  ", 1)) for line in content["SHA256SUMS"].decode().splitlines())  # type: ignore[arg-type,misc]
    assert sums == {name: hashlib.sha256(body).hexdigest() for name, body in content.items() if name != "SHA256SUMS"}
    for exhibit in reviewed.case.exhibits():
        [name] = [name for name in names if name.startswith(f"exhibits/{exhibit.id}_")]
        assert sums[name] == exhibit.sha256
    everything = b"".join(content.values()).decode("utf-8", "replace") + " ".join(pages(content["evidence.pdf"]))
    for said in ("What colour was the van?", "Who insured the motors?", "Every place opened and read."):
        assert said not in everything
    assert "The van was grey." in " ".join(pages(content["evidence.pdf"]))
    assert "models" not in names
    (tmp_path / "release.json").write_bytes(content["proofs/release.json"])
    assert verify_proof(tmp_path / "release.json", {reviewed.ledger.public}).ok


def test_only_a_released_report_is_handed_over(reviewed: Session, tmp_path: Path) -> None:
    """A draft is nobody's evidence."""
    with pytest.raises(ToolError, match="not released"):
        hand_over(reviewed, None, tmp_path / "defence.zip")


def test_a_changed_exhibit_is_not_handed_over(reviewed: Session, tmp_path: Path) -> None:
    """Bytes are hashed on their way, and half a package is never left behind."""
    report.release(reviewed, None)
    place = reviewed.case.look_up("EX-0002").path
    place.chmod(0o600)
    place.write_bytes(b"The boat left at ten.\n")
    with pytest.raises(IntegrityError, match="EX-0002"):
        hand_over(reviewed, None, tmp_path / "defence.zip")
    assert list(tmp_path.glob("*.zip*")) == []


def test_what_is_privileged_is_never_handed_over(answered: Session, as_: As, put: Callable[..., Exhibit], tmp_path: Path) -> None:
    """A letter from a lawyer, and a sentence that rested on it before it was known to be one: neither its words nor its bytes."""
    put("note.txt", "From: lawyer@chambers.example\n\nMy client will plead guilty.\n", title="Note")
    asked(answered, "What does the note say?", "EX-0003")
    report.draft(answered)
    list_add(answered, [entry("address", "lawyer@chambers.example", "lawyer")], "Named by the court.")
    report.review(as_("eve", Role.ANALYST), None, "approved", "Every place opened and read.")
    assert answered.case.look_up("EX-0003").withheld is not None
    released = report.release(answered, None)
    file = tmp_path / "defence.zip"
    handed = hand_over(answered, None, file)
    assert handed.withheld == {"EX-0003": "it is privileged"}
    with zipfile.ZipFile(file) as archive:
        assert not [name for name in archive.namelist() if "EX-0003" in name]
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
        assert "plead guilty" not in everything + " ".join(pages(archive.read("evidence.pdf")))
        assert json.loads(archive.read("withheld.json")) == [{"exhibit": "EX-0003", "why": "it is privileged"}]
    assert "plead guilty" not in " ".join(pages(report.drawn(answered, released, "pdf")))


def test_what_holds_something_withheld_is_withheld_too(session: Session, put: Callable[..., Exhibit], tmp_path: Path) -> None:
    """An archive whose content is partly outside a warrant is not handed over, for its bytes hold it; what is inside goes as text."""
    mail = "From: a@example.org\nTo: b@example.org\nSubject: x\nDate: {}\n\nSee you.\n"
    with zipfile.ZipFile(tmp_path / "mails.zip", "w") as archive:
        for day, name in (("Mon, 2 Mar 2026 10:00:00 +0000", "in.eml"), ("Sat, 2 May 2026 10:00:00 +0000", "out.eml")):
            archive.writestr(name, mail.format(day))
    put(tmp_path / "mails.zip")
    from datetime import date

    set_scope(session, Scope("w", date(2026, 3, 1), date(2026, 3, 31), (), (), ()), "warrant 1")
    found = handing(session.case)
    by_name = {exhibit.file: exhibit.id for exhibit in session.case.exhibits()}
    assert [exhibit.id for exhibit in found.whole] == [by_name["in.eml"]]
    assert found.withheld[by_name["out.eml"]] == "it is outside the scope of the warrant"
    assert by_name["out.eml"] in found.withheld[by_name["mails.zip"]]
