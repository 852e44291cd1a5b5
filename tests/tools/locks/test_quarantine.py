"""Privileged correspondence is closed before it is read, with what belongs to it, and comes out only by a decision."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import needs_weights
from tools import results
from tools.case import Case, Exhibit
from tools.errors import ToolError, Withheld
from tools.intake import Labels, add
from tools.locks import locks, privilege, quarantine
from tools.locks.entry import entry
from tools.registry import all_tools, get_tool
from tools.retrieval import index_of, retrieve

Put = Callable[..., Exhibit]
SECRET = "The deposit box is at the harbour."


def closed(case: Case) -> set[str]:
    return set(locks(case).withheld)


def test_a_mail_and_its_attachments_are_closed_when_added(case: Case, mail: Put, listed: Callable[..., None]) -> None:
    """A mail from a listed address lies in quarantine at once with everything attached; the names of attachments are withheld too."""
    listed("address", "hale@chambers.example")
    letter = mail("x.eml", From="hale@chambers.example", attached={"confession.txt": SECRET})
    assert closed(case) == {"EX-0001", "EX-0002"}
    assert "hale@chambers.example" in str(letter.withheld)
    assert case.look_up("EX-0002").title == "name withheld"
    assert SECRET not in repr(case.exhibits())


def test_an_attachment_closes_its_mail(case: Case, mail: Put) -> None:
    """What is marked as privileged inside an attachment closes the mail and the other attachments."""
    mail("x.eml", attached={"a.txt": "Attorney-client privileged.\n", "b.txt": "List.\n"})
    mail("y.eml", attached={"c.txt": "Nothing.\n"})
    assert closed(case) == {"EX-0001", "EX-0002", "EX-0003"}


def test_a_chat_with_a_listed_number_is_closed(case: Case, put: Put, listed: Callable[..., None]) -> None:
    """An exported chat is known by who writes in it."""
    listed("number", "+44 7700 900142")
    put("chat.txt", "03/04/2026, 10:00 - +44 7700 900142: Say nothing.\n03/04/2026, 10:01 - Bob: Fine.\n")
    put("other.txt", "03/04/2026, 10:00 - Ann: Hello.\n03/04/2026, 10:01 - Bob: Fine.\n")
    assert closed(case) == {"EX-0001"}


@pytest.mark.parametrize("tool", ["read_document", "extract_entities"])
def test_tools_refuse_with_the_reason(case: Case, put: Put, tool: str) -> None:
    """Called directly, and called as the program does, a tool says why and who can release it, and nothing of the content."""
    put("x.txt", f"Legally privileged.\n{SECRET}\n")
    with pytest.raises(Withheld, match=r"legally privileged.*custodian") as refused:
        get_tool(tool).checked(case, {"exhibit": "EX-0001"})
    with pytest.raises(Withheld):
        all_tools()[tool].run(case, exhibit="EX-0001")
    assert "harbour" not in str(refused.value)


def test_what_can_only_be_read_is_read_in_a_closed_step(case: Case, put: Put, listed: Callable[..., None]) -> None:
    """Text that a reader finds in a file whose bytes do not show it is held against the list before it is kept, and then forgotten."""
    listed("name", "Ann Hale")
    scan = put("scan.rtf", r"{\rtf1 Yours, Ann \b Hale\b0. " + SECRET + "}")
    assert closed(case) == set()
    reader, arguments = get_tool("read_document"), {"exhibit": scan.id}
    made = reader.run(case, scan.id)
    with pytest.raises(Withheld):
        results.save(case, results.key_of(case, reader, arguments), reader, arguments, 0.0, made)
    assert closed(case) == {scan.id}
    assert results.reading(case, scan.id) is None
    assert b"harbour" not in (case.folder / "case.sqlite").read_bytes() + (case.folder / "case.sqlite-wal").read_bytes()


def test_a_release_opens_with_what_was_closed_through_it(case: Case, mail: Put) -> None:
    """Released, a mail and the attachments that were closed because of it are open; kept, they stay closed; both need a reason."""
    mail("x.eml", text="Attorney-client privileged", attached={"a.txt": SECRET})
    with pytest.raises(ToolError, match="reason"):
        quarantine.decide(case, "EX-0001", "released", " ", "custodian")
    quarantine.decide(case, "EX-0001", "kept", "It is.", "custodian")
    assert closed(case) == {"EX-0001", "EX-0002"}
    quarantine.decide(case, "EX-0001", "released", "A newsletter.", "custodian")
    assert closed(case) == set()
    assert case.look_up("EX-0002").title == "a.txt"
    with pytest.raises(ToolError, match="not in quarantine"):
        quarantine.decide(case, "EX-0001", "released", "Again.", "custodian")


def test_a_release_holds_until_something_new_matches(case: Case, mail: Put, listed: Callable[..., None]) -> None:
    """The same list closes nothing twice; an entry that was not known at the release does."""
    mail("x.eml", text="Attorney-client privileged", From="hale@chambers.example")
    quarantine.decide(case, "EX-0001", "released", "A newsletter.", "custodian")
    assert quarantine.recheck(case, "tester") == []
    listed("domain", "chambers.example")
    assert [held.exhibit for held in quarantine.recheck(case, "tester")] == ["EX-0001"]
    assert closed(case) == {"EX-0001"}


def test_an_entry_that_is_taken_off_releases_nothing(case: Case, mail: Put, listed: Callable[..., None]) -> None:
    """The list can be shortened by who keeps it; what lies in quarantine waits for a custodian."""
    listed("address", "hale@chambers.example")
    mail("x.eml", From="hale@chambers.example")
    privilege.remove(case, entry("address", "hale@chambers.example", "lawyer"), "Not a lawyer.", "tester")
    assert quarantine.recheck(case, "tester") == []
    assert closed(case) == {"EX-0001"}


@needs_weights("named-entities", "text-embedding")
def test_what_is_indexed_already_is_taken_out(case: Case, keep: Put, listed: Callable[..., None]) -> None:
    """When the list grows, an exhibit that matches now leaves results, index and the index's files; the others stay."""
    keep("a.txt", f"Dear client, {SECRET} Ann Hale.\n")
    keep("b.txt", "The boat left the harbour at nine.\n")
    entities, arguments = get_tool("extract_entities"), {"exhibit": "EX-0001"}
    results.save(case, results.key_of(case, entities, arguments), entities, arguments, 0.0, entities.run(case, "EX-0001"))
    assert {hit.exhibit for hit, _ in retrieve(case, "harbour", 9)} == {"EX-0001", "EX-0002"}
    listed("name", "Ann Hale")
    quarantine.recheck(case, "tester")
    assert {hit.exhibit for hit, _ in retrieve(case, "harbour deposit box", 9)} == {"EX-0002"}
    assert results.reading(case, "EX-0001") is None
    assert results.all_of(case, "extract_entities") == []
    index = index_of(case)
    assert index.exhibits() == {"EX-0002"}
    index.case.database.close()
    for file in (case.folder / "index").rglob("*"):
        assert not file.is_file() or b"deposit" not in file.read_bytes(), file


def test_a_mail_that_cannot_be_looked_at_is_closed(case: Case, mail: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a damaged file keeps the list from being applied, it is closed and says so: unseen is not harmless."""

    def broken(content: bytes) -> None:
        raise ValueError("made to fail")

    monkeypatch.setattr("tools.locks.correspondence._of_messages", broken)
    assert "could not be looked at" in str(mail("x.eml").withheld)


def test_adding_says_what_was_closed(case: Case, tmp_path: Path) -> None:
    """The outcome of adding files names what lies in quarantine now, and whoever records hears of it first."""
    (tmp_path / "x.txt").write_text("Privileged and confidential\n")
    heard: list[str] = []
    outcome = add(case, [tmp_path / "x.txt"], Labels("tester"), recorded=lambda record: heard.append(record.subject))
    assert [held.exhibit for held in outcome.held] == heard == ["EX-0001"]
    assert outcome.added[0].withheld is not None
