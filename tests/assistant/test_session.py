"""Opening a case: who may, and what the others are told."""

from pathlib import Path

import pytest

from assistant.accounts import NotAllowed, NotLoggedIn, Register, Right, Role
from assistant.session import Session
from assistant.settings import Settings
from tools.case import Case
from tools.errors import CaseError, NoSuchCase

PASSWORD = "four plain words here"


@pytest.fixture
def station(tmp_path: Path) -> Settings:
    return Settings(state=tmp_path / "state", cases=tmp_path / "cases", officer="tester")


@pytest.fixture
def register(station: Settings) -> Register:
    made = Register(station)
    for name in ("chief", "ann"):
        made.new(name, PASSWORD, "tester")
    return made


def test_a_station_without_accounts_has_one_person(station: Settings, case: Case) -> None:
    """The account of the operating system holds every right, and each record says that it is a single-user station."""
    session = Session.open(case.folder, station)
    for right in Right:
        session.require(right)
    assert session.record("view", {}).data["standing"] == "single-user station"


def test_with_accounts_somebody_must_log_in(station: Settings, case: Case, register: Register) -> None:
    """Nobody opens a case any more without a login, whichever case it is and whether or not it exists."""
    for folder in (case.folder, case.folder / "gone"):
        with pytest.raises(NotLoggedIn):
            Session.open(folder, station)


@pytest.mark.parametrize("name", ["ann", "chief"])
def test_a_case_without_a_role_does_not_exist(station: Settings, case: Case, register: Register, name: str) -> None:
    """Who has no role in a case is told word for word what is told of a folder that is no case; the administrator too."""
    said = []
    gone = case.folder.with_name("gone")
    for folder in (case.folder, gone):
        with pytest.raises(NoSuchCase) as reason:
            Session.open(folder, station, register.find(name))
        said.append(str(reason.value).replace(str(folder), "FOLDER"))
    assert said[0] == said[1]


def test_a_damaged_case_is_not_told_either(station: Settings, case: Case, register: Register) -> None:
    """Not even the damage of somebody else's case can be seen."""
    case.database.close()
    (case.folder / "case.sqlite").write_bytes(b"no database")
    with pytest.raises(NoSuchCase):
        Session.open(case.folder, station, register.find("ann"))
    with pytest.raises(CaseError, match="damaged"):
        Session.open(case.folder, station, register.find("chief"))


def test_a_role_opens_the_case(station: Settings, case: Case, register: Register) -> None:
    """The record has the account's name and its roles; what the role does not hold is refused with the role that does."""
    register.grant("ann", Role.EXAMINER, case.id, "chief")
    session = Session.open(case.folder, station, register.find("ann"))
    event = session.record("view", {})
    assert (event.officer, event.data["standing"]) == ("ann", "examiner")
    with pytest.raises(NotAllowed, match="takes the role of officer or analyst or supervisor or custodian; you are examiner"):
        session.require(Right.VIEW)


def test_who_makes_a_case_works_in_it(station: Settings, register: Register, tmp_path: Path) -> None:
    """A new case belongs to the officer who made it and to nobody else."""
    session = Session.new(tmp_path / "new", "New", station, register.find("ann"))
    session.require(Right.ASK)
    with pytest.raises(NoSuchCase):
        Session.open(tmp_path / "new", station, register.find("chief"))


def test_accounts_cannot_be_undone_by_a_setting(station: Settings, case: Case, register: Register) -> None:
    """A station with accounts that is set to ask for no authorisations opens no case."""
    register.grant("ann", Role.OFFICER, case.id, "chief")
    loose = station.model_copy(update={"authorisation": "single-user"})
    with pytest.raises(CaseError, match="EXHIBIT_AUTHORISATION"):
        Session.open(case.folder, loose, register.find("ann"))


def test_a_station_of_one_may_ask_for_authorisations(station: Settings, case: Case) -> None:
    """With the setting, the one person needs an authorisation too."""
    strict = station.model_copy(update={"authorisation": "required"})
    assert Session.open(case.folder, strict).standing.authorised
    assert not Session.open(case.folder, station).standing.authorised
