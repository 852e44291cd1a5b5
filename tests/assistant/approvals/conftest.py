"""What the tests of approvals share with those of authorisations, and a station on which there is somebody to ask."""

from pathlib import Path

import pytest

from assistant.accounts import Register, Role
from assistant.session import Session
from assistant.settings import Settings
from tests.assistant.accounts.conftest import PASSWORD
from tests.assistant.authorisation.conftest import ran, recordings
from tools.case import Case

__all__ = ["ran", "recordings"]


@pytest.fixture
def station(tmp_path: Path) -> Settings:
    return Settings(state=tmp_path / "state", cache=tmp_path / "cache", cases=tmp_path / "cases", officer="tester")


@pytest.fixture
def register(station: Settings, case: Case) -> Register:
    """`ann` is an officer of the case and `eve` its supervisor."""
    made = Register(station)
    for name in ("chief", "ann", "eve"):
        made.new(name, PASSWORD, "tester")
    made.grant("ann", Role.OFFICER, case.id, "chief")
    made.grant("eve", Role.SUPERVISOR, case.id, "chief")
    return made


@pytest.fixture
def officer(register: Register, station: Settings, case: Case) -> Session:
    return Session.open(case.folder, station, register.find("ann"))


@pytest.fixture
def supervisor(register: Register, station: Settings, case: Case) -> Session:
    return Session.open(case.folder, station, register.find("eve"))
