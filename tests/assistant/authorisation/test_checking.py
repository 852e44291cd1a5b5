"""Without an authorisation a biometric call is not made, and nothing of it is worked out."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from assistant import authorisation, execution
from assistant.accounts import NotAllowed, Role
from assistant.execution import ToolCall
from assistant.ledger import LedgerDamaged
from assistant.naming import name_speaker
from assistant.session import Session
from tests.assistant.authorisation.conftest import COMPARE, As, terms
from tools import results
from tools.errors import ToolError
from tools.registry import all_tools


def events(session: Session) -> list[dict[str, Any]]:
    return [json.loads(line) for line in session.ledger.path.read_text().splitlines()]


def approved(officer: Session, supervisor: Session, **other: Any) -> str:
    made = authorisation.ask(officer, terms(**other))
    return authorisation.approve(supervisor, made.id, "I have seen the decision").id


def test_tools_say_of_themselves_that_they_are_biometric() -> None:
    """The tools that compare faces and voices carry the mark, and no other does."""
    assert {name for name, tool in all_tools().items() if tool.biometric} == {"search_faces", "compare_speakers"}


def test_without_one_nothing_is_worked_out(officer: Session, ran: list[str]) -> None:
    """The tool does not run, nothing is kept, and the officer reads what is missing and how to ask for it."""
    result = execution.run(officer, COMPARE)
    assert ran == []
    assert result.needs_authorisation
    assert results.all_of(officer.case, "compare_speakers") == []
    assert not (officer.case.folder / "derived").exists()
    for word in (
        "compare_speakers on EX-0001, EX-0002",
        "exhibit authorise new",
        "--exhibit EX-0001",
        "supervisor",
        "nothing of it was done",
    ):
        assert word in str(result.error)


def test_asking_is_not_having(officer: Session, ran: list[str]) -> None:
    """What was asked for and nobody approved covers nothing; the officer reads that it waits."""
    authorisation.ask(officer, terms())
    assert "AU-0001 would cover it and is asked" in str(execution.run(officer, COMPARE).error)
    assert ran == []


def test_an_approved_one_covers_its_scope(officer: Session, supervisor: Session, ran: list[str]) -> None:
    """The call is made, and its record names the authorisation and the number of the decision."""
    id_ = approved(officer, supervisor)
    result = execution.run(officer, COMPARE)
    assert (result.error, result.authorisation, result.note) == (None, id_, None)
    begun, ended, call = events(officer)[-3:]
    assert (begun["event"], ended["event"], call["event"]) == ("biometric_begin", "biometric_end", "tool_call")
    assert (begun["data"]["authorisation"], begun["data"]["number"]) == (id_, "12 Gs 34/26")
    assert [each["exhibit"] for each in begun["data"]["input"]] == ["EX-0001", "EX-0002"]
    assert call["data"]["authorisation"] == id_


@pytest.mark.parametrize("other", [{"exhibits": ("EX-0001",)}, {"actions": ("name_speaker",)}])
def test_it_covers_nothing_else(officer: Session, supervisor: Session, ran: list[str], other: dict[str, Any]) -> None:
    """One for another exhibit or another action does not cover the call."""
    approved(officer, supervisor, **other)
    assert execution.run(officer, COMPARE).needs_authorisation
    assert ran == []


@pytest.mark.parametrize("end", ["revoked", "rejected", "expired"])
def test_one_that_ended_covers_nothing(
    officer: Session, supervisor: Session, ran: list[str], end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Revoked, rejected and expired ones are as good as none, also for what was found before."""
    made = authorisation.ask(officer, terms())
    if end == "rejected":
        authorisation.reject(supervisor, made.id, "not proportionate")
    else:
        authorisation.approve(supervisor, made.id, "I have seen the decision")
        assert execution.run(officer, COMPARE).error is None
    if end == "revoked":
        authorisation.revoke(supervisor, made.id, "the suspicion is gone")
    if end == "expired":
        monkeypatch.setattr("assistant.authorisation.checking.datetime", _Later)
    count = len(ran)
    assert execution.run(officer, COMPARE).needs_authorisation
    assert len(ran) == count


class _Later(datetime):
    @classmethod
    def now(cls, tz: Any = None) -> "datetime":
        return datetime.now(tz) + timedelta(days=31)


def test_who_asks_does_not_approve(as_: As, recordings: Any) -> None:
    """Even somebody who holds both roles needs a second person, and an officer cannot approve at all."""
    both = as_("ann", Role.OFFICER, Role.SUPERVISOR)
    made = authorisation.ask(both, terms())
    with pytest.raises(NotAllowed, match="somebody else"):
        authorisation.approve(both, made.id, "I have seen the decision")
    with pytest.raises(NotAllowed, match="supervisor"):
        authorisation.approve(as_("bob", Role.OFFICER), made.id, "I have seen the decision")
    with pytest.raises(NotAllowed):
        authorisation.ask(as_("eve", Role.SUPERVISOR), terms())


def test_naming_a_voice_needs_one(officer: Session, recordings: Any) -> None:
    """A voice is not named without an authorisation for that recording."""
    with pytest.raises(ToolError, match="name_speaker on EX-0001 needs an authorisation"):
        name_speaker(officer, "EX-0001", "S1", "Ann Hale", "ev-000000000000")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"offence": None}, "which offence"),
        ({"missing_person": "the boy from Port Avel"}, "one of them"),
        ({"number": None}, "both"),
        ({"number": None, "authorised_by": None}, "who decided"),
        ({"first_identification": "seen by two witnesses"}, "either there is a decision"),
        ({"exhibits": ()}, "name the exhibits"),
        ({"actions": ("read_document",)}, "needs no authorisation"),
        ({"actions": ("search_faces",)}, "name the gallery"),
        ({"purpose": " "}, "at least 3"),
    ],
)
def test_terms_that_say_too_little(other: dict[str, Any], reason: str) -> None:
    """Each thing that the law asks for must be said; what is missing is named."""
    with pytest.raises(ValidationError, match=reason):
        terms(**other)


def test_a_first_identification_needs_its_facts(officer: Session, supervisor: Session, ran: list[str]) -> None:
    """The exception of Article 26(10) is stated with its facts in place of a decision, and a supervisor still approves it."""
    approved(officer, supervisor, number=None, authorised_by=None, first_identification="filmed at the till of the shop")
    assert execution.run(officer, COMPARE).error is None


@pytest.mark.parametrize("days", [-1, 400])
def test_an_expiry_that_is_none(officer: Session, recordings: Any, days: int) -> None:
    """One that is past, or years away, is not taken."""
    with pytest.raises(ToolError, match="ends in the future"):
        authorisation.ask(officer, terms(expires=datetime.now(UTC) + timedelta(days=days)))


def test_a_forged_approval_counts_for_nothing(officer: Session, ran: list[str]) -> None:
    """An approval that somebody writes into the record without the station's key stops everything."""
    made = authorisation.ask(officer, terms())
    lines = officer.ledger.path.read_text().splitlines()
    forged = json.loads(lines[-1]) | {"event": "authorisation_approved", "seq": len(lines) + 1}
    forged["data"] = {"id": made.id, "reason": "I have seen it", "standing": "supervisor"}
    with officer.ledger.path.open("a") as record:
        record.write(json.dumps(forged, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n")
    with pytest.raises(LedgerDamaged):
        authorisation.all_of(officer)
    with pytest.raises(LedgerDamaged):
        execution.run(officer, COMPARE)
    assert ran == []


def test_a_single_user_station_says_so(session: Session, ran: list[str]) -> None:
    """Without accounts the call is made, and the result, the call's record and the log of uses all say that nobody was asked."""
    result = execution.run(session, COMPARE)
    assert result.note == "no authorisation was asked: single-user station"
    begun, _, call = events(session)[-3:]
    assert begun["data"]["note"] == call["data"]["note"] == result.note
    assert {event["data"]["standing"] for event in events(session)} == {"single-user station"}
    [use] = authorisation.uses(session)
    assert (use.authorisation, use.note) == (None, result.note)


def test_a_role_that_may_not_use_tools(as_: As, ran: list[str]) -> None:
    """Who examines or administers cannot run a tool, whatever it is."""
    for role in (Role.EXAMINER, Role.SUPERVISOR, Role.CUSTODIAN, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowed, match="officer or analyst"):
            execution.run(as_("x", role), ToolCall("read_document", {"exhibit": "EX-0001"}))
