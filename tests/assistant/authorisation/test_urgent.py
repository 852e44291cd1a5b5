"""The clock of urgent uses, and what becomes of what they found."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant import authorisation, execution
from assistant.naming import name_speaker
from assistant.session import Session
from tests.assistant.authorisation.conftest import COMPARE, terms
from tests.tools.saying import transcribed
from tools import results, speaker_names
from tools.case import Exhibit
from tools.errors import ToolError
from tools.transcript import as_made


class _TwoDaysLater(datetime):
    @classmethod
    def now(cls, tz: Any = None) -> "datetime":
        return datetime.now(tz) + timedelta(hours=49)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets 49 hours pass."""

    def go() -> None:
        for module in ("checking", "lapsing", "deciding"):
            monkeypatch.setattr(f"assistant.authorisation.{module}.datetime", _TwoDaysLater)

    return go


def urgent(officer: Session, **other: Any) -> authorisation.Authorisation:
    return authorisation.ask(officer, terms(number=None, authorised_by=None, urgent=True, **other))


def tombstones(session: Session) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in session.ledger.path.read_text().splitlines()]
    return [event["data"] for event in found if event["event"] == "results_deleted"]


def everything(session: Session) -> bytes:
    """All bytes of the case folder but its record."""
    session.case.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    files = (path for path in session.case.folder.rglob("*") if path.is_file() and not path.name.startswith("ledger"))
    return b"".join(path.read_bytes() for path in files)


def test_it_may_be_used_at_once(officer: Session, ran: list[str]) -> None:
    """What cannot wait is done before anybody has approved it, and its record says on what."""
    id_ = urgent(officer).id
    assert execution.run(officer, COMPARE).authorisation == id_
    assert ran == ["EX-0001"]


def test_after_two_days_everything_of_it_is_gone(officer: Session, ran: list[str], later: Any) -> None:
    """The evidence, its words and its picture are in no file of the case any more; the record has a tombstone, once."""
    id_ = urgent(officer).id
    found = execution.run(officer, COMPARE)
    words = found.evidence[0].text.encode()
    assert words in everything(officer)
    later()
    authorisation.lapse(officer)
    authorisation.lapse(officer)
    assert results.all_of(officer.case, "compare_speakers") == []
    assert words not in everything(officer)
    assert b"a plot" not in everything(officer)
    [stone] = tombstones(officer)
    assert (stone["authorisation"], stone["runs"], stone["evidence"], stone["files"]) == (id_, 1, [found.evidence[0].id], 1)
    assert execution.run(officer, COMPARE).needs_authorisation


def test_an_approval_in_time_keeps_it(officer: Session, supervisor: Session, ran: list[str], later: Any) -> None:
    """With the decision's number, within 48 hours, the results stay; without a number there is no approval."""
    id_ = urgent(officer).id
    execution.run(officer, COMPARE)
    with pytest.raises(ToolError, match="number of its decision"):
        authorisation.approve(supervisor, id_, "I have seen the decision")
    authorisation.approve(supervisor, id_, "I have seen the decision", "District court", "12 Gs 35/26")
    later()
    authorisation.lapse(officer)
    assert len(results.all_of(officer.case, "compare_speakers")) == 1
    assert tombstones(officer) == []


def test_an_approval_that_comes_too_late(officer: Session, supervisor: Session, ran: list[str], later: Any) -> None:
    """After 48 hours there is nothing left to approve."""
    id_ = urgent(officer).id
    later()
    with pytest.raises(ToolError, match="is lapsed"):
        authorisation.approve(supervisor, id_, "I have seen the decision", "District court", "12 Gs 35/26")


def test_a_rejection_deletes_at_once(officer: Session, supervisor: Session, ran: list[str]) -> None:
    """What an urgent use found is gone as soon as somebody rejects it."""
    id_ = urgent(officer).id
    execution.run(officer, COMPARE)
    authorisation.reject(supervisor, id_, "no danger in delay")
    assert results.all_of(officer.case, "compare_speakers") == []
    assert [stone["reason"] for stone in tombstones(officer)] == ["rejected"]


def test_what_an_approved_use_found_too_stays(officer: Session, supervisor: Session, ran: list[str], later: Any) -> None:
    """The same result found on an approved authorisation is kept when the urgent one lapses."""
    urgent(officer)
    execution.run(officer, COMPARE)
    made = authorisation.ask(officer, terms())
    authorisation.approve(supervisor, made.id, "I have seen the decision")
    assert execution.run(officer, COMPARE).authorisation == made.id
    later()
    authorisation.lapse(officer)
    assert len(results.all_of(officer.case, "compare_speakers")) == 1


def test_a_name_that_rests_on_it_is_taken_back(officer: Session, recordings: tuple[Exhibit, Exhibit], ran: list[str], later: Any) -> None:
    """A voice that was named on the deleted comparison has only its label again."""
    transcribed(officer.case, recordings[0], [("I saw the van.", ())])
    urgent(officer, actions=("compare_speakers", "name_speaker"))
    ground = execution.run(officer, COMPARE).evidence[0]
    name_speaker(officer, "EX-0001", "S1", "Ann Hale", ground.id)
    later()
    authorisation.lapse(officer)
    made = as_made(officer.case, "EX-0001")
    assert made is not None
    assert speaker_names.standing(officer.case, "EX-0001", made) == {}
    assert tombstones(officer)[0]["names"] == 1


def test_a_program_that_was_killed_in_between_leaves_nothing_behind(
    officer: Session, ran: list[str], later: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the end of a use was never written, its result is deleted all the same."""
    urgent(officer)
    with monkeypatch.context() as killed:
        killed.setattr("assistant.authorisation.use_log.ENDED", "view")
        execution.run(officer, COMPARE)
    assert len(results.all_of(officer.case, "compare_speakers")) == 1
    later()
    authorisation.lapse(officer)
    assert results.all_of(officer.case, "compare_speakers") == []


def test_the_log_of_uses_has_what_the_law_asks(officer: Session, ran: list[str]) -> None:
    """Begin and end, what was searched with, what matched, and who verified it (AI Act, Article 12(3))."""
    id_ = urgent(officer).id
    found = execution.run(officer, COMPARE)
    officer.record("verification", {"evidence": found.evidence[0].id, "examiner": "kim"})
    [use] = authorisation.uses(officer)
    assert use.ended is not None
    assert use.started <= use.ended <= datetime.now(UTC)
    assert (use.officer, use.authorisation, use.verified_by) == ("ann", id_, ("kim",))
    assert [each["exhibit"] for each in use.input] == ["EX-0001", "EX-0002"]
    assert all(re.fullmatch("[0-9a-f]{64}", each["sha256"]) for each in use.input)
    assert [match["evidence"] for match in use.matches] == [found.evidence[0].id]
