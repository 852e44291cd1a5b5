"""A case with two recordings, opened by people with different roles on a station that asks for authorisations."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.accounts import Role, Standing
from assistant.authorisation import Terms
from assistant.execution import ToolCall
from assistant.session import Session
from tests.tools.comparing import made as comparison
from tests.tools.saying import silence
from tools.case import Case, Exhibit
from tools.evidence import SpeakerComparison
from tools.registry import get_tool

COMPARE = ToolCall("compare_speakers", {"questioned": "EX-0001", "reference": "EX-0002"})
As = Callable[..., Session]


def terms(**other: Any) -> Terms:
    """Terms for comparing the two recordings."""
    said: dict[str, Any] = {
        "actions": ("compare_speakers",),
        "purpose": "Whose voice is on the call",
        "offence": "Blackmail, section 253",
        "legal_basis": "section 81 of the code of procedure",
        "authorised_by": "District court",
        "number": "12 Gs 34/26",
        "exhibits": ("EX-0001", "EX-0002"),
        "expires": datetime.now(UTC) + timedelta(days=30),
    }
    return Terms.model_validate(said | other)


@pytest.fixture
def recordings(put: Callable[..., Exhibit], tmp_path: Path) -> tuple[Exhibit, Exhibit]:
    (tmp_path / "other").mkdir()
    return put(silence(tmp_path)), put(silence(tmp_path / "other", 50.0))


@pytest.fixture
def ran(recordings: tuple[Exhibit, Exhibit], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every run of `compare_speakers`, which measures nothing here and draws a picture."""
    calls: list[str] = []

    def run(case: Case, questioned: str, reference: str) -> list[SpeakerComparison]:
        calls.append(questioned)
        place = case.folder / "derived" / "compare_speakers" / "0123456789abcdef"
        place.mkdir(parents=True, exist_ok=True)
        (place / "plot.png").write_bytes(b"a plot")
        found = comparison(*recordings, 0.8)
        return [found.model_copy(update={"pictures": ("derived/compare_speakers/0123456789abcdef/plot.png",)})]

    monkeypatch.setitem(get_tool("compare_speakers").__dict__, "run", run)
    return calls


@pytest.fixture
def as_(session: Session) -> As:
    """The case in the name of somebody with some roles."""

    def as_(name: str, *roles: Role) -> Session:
        return dataclasses.replace(session, officer=name, standing=Standing(frozenset(roles or (Role.OFFICER,))))

    return as_


@pytest.fixture
def officer(as_: As) -> Session:
    return as_("ann", Role.OFFICER)


@pytest.fixture
def supervisor(as_: As) -> Session:
    return as_("eve", Role.SUPERVISOR)
