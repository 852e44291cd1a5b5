"""A case with an officer, a second one and two supervisors, and an analyst."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant import review
from assistant.accounts import Register, Role
from assistant.review import Entry
from assistant.session import Session
from assistant.settings import Settings
from tools.case import Case

As = Callable[[str], Session]


@pytest.fixture
def station(tmp_path: Path) -> Settings:
    return Settings(state=tmp_path / "state", cache=tmp_path / "cache", cases=tmp_path / "cases", officer="tester")


@pytest.fixture
def register(station: Settings, case: Case) -> Register:
    """`ann` and `bob.stone` are officers of the case, `eve` and `sue` supervisors, `lee` an analyst."""
    made = Register(station)
    roles = {"ann": Role.OFFICER, "bob.stone": Role.OFFICER, "eve": Role.SUPERVISOR, "sue": Role.SUPERVISOR, "lee": Role.ANALYST}
    for name in ("chief", *roles):
        made.new(name, None, "tester", subject=name)  # no password: nobody logs in here, and hashing one takes long
    for name, role in roles.items():
        made.grant(name, role, case.id, "chief")
    return made


@pytest.fixture
def as_(register: Register, station: Settings, case: Case) -> As:
    """The case in the name of somebody."""
    return lambda name: Session.open(case.folder, station, register.find(name))


@pytest.fixture
def officer(as_: As) -> Session:
    return as_("ann")


@pytest.fixture
def supervisor(as_: As) -> Session:
    return as_("eve")


def asked(session: Session, question: str, end: str = "answer", tool: str = "read_document", **about: Any) -> int:
    """A question on record with one call; gives its number."""
    first = session.record("question", {"question": question})
    session.record("route", {"calls": [], "refusal": None, "english": None, "considered": {tool: 2.0, "nothing": 0.1}})
    session.record("tool_call", {"tool": tool, "args": {"query": question}, "evidence": ["ev-000000000001"], "error": None, "seconds": 0.1})
    cited = {"exhibit": "EX-0001", "sha256": "0" * 64, "fragment": "line=1", "quote": "The van was grey."}
    session.record(end, {"status": "answered", "sentences": [{"text": "The van was grey.", "citations": [cited]}], **about})
    return first.seq


def reasons(session: Session, seq: int) -> list[str]:
    """Why a transcript is in the queue, but for the draw."""
    found = [entry for entry in review.queue(session).entries if entry.transcript.seq == seq]
    return [reason.why for entry in found for reason in entry.reasons if reason.why != "random"]


def entry(session: Session, seq: int) -> Entry:
    return review.entry_of(session, review.intact(session), seq)
