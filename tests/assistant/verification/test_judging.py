"""Two persons judge a candidate, each blind to the other."""

import dataclasses
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant import execution
from assistant.execution import ToolCall
from assistant.ledger import LedgerDamaged
from assistant.session import Session
from assistant.verification import all_leads, as_they_stand, judge, lead
from tests.tools.seeing import candidate, found
from tools import results
from tools.case import Case, Exhibit
from tools.errors import IntegrityError, ToolError
from tools.evidence import STANDING, UNVERIFIED_LEAD, Candidate, stated
from tools.registry import Tool
from tools.verification import Judgement

SECRET = "the left ear has a notch"


def saying(verdict: int) -> Judgement:
    features = [
        {"feature": "nose", "finding": "similar"},
        {"feature": "ears", "finding": "different", "remark": SECRET},
    ]
    return Judgement.model_validate({"verdict": verdict, "features": features})


@pytest.fixture
def picture(put: Callable[..., Exhibit], demo: Path) -> Exhibit:
    return put(demo / "receipt_photo.jpg")


@pytest.fixture
def lead_(session: Session, picture: Exhibit) -> Candidate:
    """A candidate, found by the officer `searcher`."""
    item = candidate(picture)
    found(session.case, picture, "search_faces", item, gallery="wanted")
    searching = dataclasses.replace(session, officer="searcher")
    searching.record("tool_call", {"tool": "search_faces", "args": {}, "evidence": [item.id]})
    return item


def events(session: Session) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in session.ledger.path.read_text().splitlines()]
    return [event["data"] for event in found if event["event"] == "verification"]


@pytest.mark.parametrize(
    ("first", "second", "made"),
    [(2, 1, "verified lead"), (-1, -3, "not supported"), (3, -1, "inconclusive"), (2, 0, "inconclusive"), (0, 0, "inconclusive")],
)
def test_two_verdicts(session: Session, lead_: Candidate, first: int, second: int, made: str) -> None:
    """After the first it is unverified as before; after the second it is what both come to, under the same id."""
    one = judge(session, lead_.id, saying(first), "ann").lead
    assert one.candidate == lead_
    assert [verdict.opened for verdict in one.verdicts] == [None]
    two = judge(session, lead_.id, saying(second), "bob").lead
    assert two.candidate == lead_.model_copy(update={"verification": made})
    assert two.candidate.id == lead_.id
    assert [v.opened.judgement.verdict for v in two.verdicts if v.opened] == [first, second]
    [stored] = results.of_kind(session.case, "Candidate")
    assert stored == lead_


def test_the_first_verdict_is_nowhere_to_be_read(session: Session, lead_: Candidate) -> None:
    """Until the second is given, neither the case folder nor the ledger holds anything that depends visibly on what the first said."""
    judge(session, lead_.id, saying(2), "ann")
    session.case.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    written = b"".join(path.read_bytes() for path in session.case.folder.rglob("*") if path.is_file())
    assert SECRET.encode() not in written
    [event] = events(session)
    assert event["opened"] == []
    assert set(event) == {
        "number",
        "id",
        "exhibit",
        "evidence",
        "candidate",
        "examiner",
        "commitment",
        "verification",
        "opened",
        "standing",
    }
    assert lead_.person not in json.dumps(event)


def test_a_sealed_verdict_does_not_tell_by_its_length(session: Session, picture: Exhibit) -> None:
    """A short judgement and a long one are sealed in the same number of bytes."""
    short, long = candidate(picture), candidate(picture, rank=2)
    found(session.case, picture, "search_faces", short, long)
    judge(session, short.id, Judgement(verdict=0), "ann")
    judge(session, long.id, saying(-3), "ann")
    lengths = {len(item.verdicts[0].record.sealed) for item in all_leads(session)}
    assert len(lengths) == 1


def test_the_second_event_opens_both(session: Session, lead_: Candidate) -> None:
    """It holds what both said, and each is what its examiner was bound to by an earlier commitment."""
    judge(session, lead_.id, saying(2), "ann")
    judge(session, lead_.id, saying(1), "bob")
    first, second = events(session)
    assert second["verification"] == "verified lead"
    assert [said["examiner"] for said in second["opened"]] == ["ann", "bob"]
    assert [said["judgement"]["verdict"] for said in second["opened"]] == [2, 1]
    assert [said["commitment"] for said in second["opened"]] == [first["commitment"], second["commitment"]]


@pytest.mark.parametrize("again", ["ann", " Ann ", "ANN", "ａｎｎ"])
def test_the_same_person_twice(session: Session, lead_: Candidate, again: str) -> None:
    """However the name is written, nobody judges a candidate twice; nothing is kept or recorded of the try."""
    judge(session, lead_.id, saying(2), "ann")
    with pytest.raises(ToolError, match="must be another person's"):
        judge(session, lead_.id, saying(2), again)
    assert len(lead(session, lead_.id).verdicts) == len(events(session)) == 1


def test_a_third_verdict(session: Session, lead_: Candidate) -> None:
    """What two have judged is decided: a third can neither confirm nor break it."""
    judge(session, lead_.id, saying(2), "ann")
    judge(session, lead_.id, saying(-2), "bob")
    with pytest.raises(ToolError, match="ann and bob have judged"):
        judge(session, lead_.id, saying(2), "eve")
    assert lead(session, lead_.id).candidate.verification == "inconclusive"


def test_who_searched_does_not_judge(session: Session, lead_: Candidate) -> None:
    """Who ran the search has seen the score and is refused, by the record of the case."""
    with pytest.raises(ToolError, match="ran the search"):
        judge(session, lead_.id, saying(2), "Searcher")


def test_who_enrolled_does_not_judge(session: Session, lead_: Candidate) -> None:
    """Who put the person into the gallery is refused, by the record; who put another person into it is not."""
    for officer, enrolled in (("ann", lead_.candidate), ("bob", "C-abcdef")):
        dataclasses.replace(session, officer=officer).record("gallery_add", {"gallery": "G-000001", "candidate": enrolled})
    with pytest.raises(ToolError, match="into the gallery 'wanted'"):
        judge(session, lead_.id, saying(2), "ann")
    judge(session, lead_.id, saying(2), "bob")


@pytest.mark.parametrize("name", ["", "  ", "a\nb" * 60, "x" * 101, "a\u202eb"])
def test_names_that_are_none(session: Session, lead_: Candidate, name: str) -> None:
    """An examiner has a name that can be read."""
    with pytest.raises(ToolError, match="Say who judges"):
        judge(session, lead_.id, saying(2), name)


def test_what_is_no_candidate(session: Session, lead_: Candidate) -> None:
    """An unknown id is refused with what to do."""
    with pytest.raises(ToolError, match="--list"):
        judge(session, "ev-000000000000", saying(2), "ann")


def test_another_station_cannot_open_it(session: Session, lead_: Candidate) -> None:
    """The second verdict must be given where the first was sealed; elsewhere nothing is kept."""
    judge(session, lead_.id, saying(2), "ann")
    elsewhere = dataclasses.replace(session, case=Case(session.case.folder, bytes(32)))
    with pytest.raises(ToolError, match="another station"):
        judge(elsewhere, lead_.id, saying(2), "bob")
    assert len(lead(session, lead_.id).verdicts) == 1


def test_a_damaged_record_stops_it(session: Session, lead_: Candidate) -> None:
    """Where the ledger is not what it was, no verdict is kept."""
    lines = session.ledger.path.read_text().splitlines(keepends=True)
    session.ledger.path.write_text("")
    with pytest.raises(LedgerDamaged):
        judge(session, lead_.id, saying(2), "ann")
    session.ledger.path.write_text("".join(lines))
    assert lead(session, lead_.id).verdicts == ()


def _forced(case: Case, *statements: str) -> None:
    """Change the database past its guards, as somebody with another program could."""
    with sqlite3.connect(case.folder / "case.sqlite") as connection:
        for name in ("verdicts_stay", "verdicts_remain", "opened_stay", "opened_remain"):
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_changed_verdict_is_noticed(session: Session, lead_: Candidate) -> None:
    """A verdict that was turned round in the database is not what its examiner was bound to."""
    judge(session, lead_.id, saying(-2), "ann")
    judge(session, lead_.id, saying(-1), "bob")
    _forced(session.case, """UPDATE opened_verdicts SET content = replace(content, '"verdict":-', '"verdict":')""")
    with pytest.raises(IntegrityError, match="is not what ann gave"):
        lead(session, lead_.id)


def test_an_invented_verdict_is_noticed(session: Session, lead_: Candidate) -> None:
    """Verdicts that are in the database but not on record do not count, however well they are made."""
    before = session.ledger.path.read_bytes()
    judge(session, lead_.id, saying(2), "ann")
    judge(session, lead_.id, saying(2), "bob")
    assert lead(session, lead_.id).candidate.verification == "verified lead"
    session.ledger.path.write_bytes(before)
    for look in (lambda: lead(session, lead_.id), lambda: all_leads(session), lambda: as_they_stand(session, [lead_])):
        with pytest.raises(IntegrityError, match="not on record"):
            look()


def test_what_is_stored_with_a_candidate_does_not_verify_it(session: Session, lead_: Candidate) -> None:
    """A candidate whose stored text says that it is a verified lead is shown as what examiners made of it: nothing."""
    _forced(session.case, "UPDATE evidence SET body = replace(body, 'unverified', 'verified lead')")
    [stored] = results.of_kind(session.case, "Candidate")
    assert isinstance(stored, Candidate)
    assert stored.verification == "verified lead"
    assert lead(session, lead_.id).candidate.verification == "unverified"
    assert as_they_stand(session, [stored]) == [lead_]


def test_a_verdict_is_never_changed_or_deleted(session: Session, lead_: Candidate) -> None:
    """The database refuses both, of the verdicts and of what they say."""
    judge(session, lead_.id, saying(2), "ann")
    judge(session, lead_.id, saying(2), "bob")
    for statement in ("UPDATE verdicts SET examiner = 'x'", "DELETE FROM verdicts", "UPDATE opened_verdicts SET content = ''"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            session.case.database.connection.execute(statement)


def test_a_search_gives_candidates_as_they_stand(session: Session, picture: Exhibit, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that is run again gives its candidates with what was made of them meanwhile, whether it was kept or not."""
    item = candidate(picture)

    def search(case: Case, exhibit: str) -> list[Candidate]:
        return [item]

    faces = _tool("search_faces")
    stand_in = dataclasses.replace(
        _tool("read_document"), name="search_faces", run=search, reads=False, weights=faces.weights, edition=faces.edition
    )
    monkeypatch.setattr(execution, "get_tool", lambda name: stand_in)
    run = lambda: execution.run(session, ToolCall("search_faces", {"exhibit": picture.id}))  # noqa: E731
    assert run().evidence == (item,)
    judge(session, item.id, saying(2), "ann")
    judge(session, item.id, saying(2), "bob")
    again = run()
    assert again.cached
    assert [found.verification for found in again.evidence if isinstance(found, Candidate)] == ["verified lead"]


def _tool(name: str) -> Tool:
    from tools.registry import get_tool

    return get_tool(name)


def test_no_candidate_is_stated_without_what_it_is(picture: Exhibit) -> None:
    """Its sentence says that it is no identification, as it stands now and once only, and never the name."""
    for verification, words in STANDING.items():
        said = stated(candidate(picture, text="A face may be C-000001.", verification=verification))
        assert said == f"A face may be C-000001. {words}."
        assert stated(candidate(picture, text=f"{UNVERIFIED_LEAD}: C-000001", verification=verification)) == f"{words}: C-000001"
