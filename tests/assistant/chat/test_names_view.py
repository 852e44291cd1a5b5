"""Naming a voice on the page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.chat.media import Addresses
from assistant.chat.names_view import names_view
from assistant.naming import comparisons
from assistant.session import Session
from tests.assistant.chat.test_escape import read
from tests.tools.comparing import compared
from tests.tools.saying import silence, transcribed
from tools.case import Exhibit
from tools.transcript import transcript


@pytest.fixture
def recording(put_in: Callable[..., Exhibit], opened: Session, tmp_path: Path) -> Exhibit:
    found = put_in(silence(tmp_path))
    transcribed(opened.case, found, [("I saw the van.", ()), ("It was grey.", ())])
    return found


@pytest.fixture
def other(put_in: Callable[..., Exhibit], tmp_path: Path) -> Exhibit:
    (tmp_path / "other").mkdir()
    return put_in(silence(tmp_path / "other", 50.0))


def shown(session: Session, recording: Exhibit) -> str:
    found = transcript(session.case, recording.id)
    assert found is not None
    return names_view(found, comparisons(session.case, recording.id), "/there")


def test_the_form_is_there_where_a_comparison_supports_a_name(opened: Session, recording: Exhibit, other: Exhibit) -> None:
    """Without a comparison that speaks for one speaker nothing is offered; with one, the voices and the comparison are."""
    compared(opened.case, recording, other, -0.5)
    assert "<form" not in shown(opened, recording)
    ground = compared(opened.case, recording, other, 0.8)
    assert ground.id in shown(opened, recording)
    assert ">S2</option>" in shown(opened, recording)


def test_a_name_is_given_and_taken_back(
    opened: Session, recording: Exhibit, other: Exhibit, browser: TestClient, addresses: Addresses, key: str
) -> None:
    """The page gets the name with who confirmed it and on what, escaped; a name that nothing supports is refused with the reason."""
    ground = compared(opened.case, recording, other, 0.8)
    against = compared(opened.case, recording, other, -0.5)
    at = f"{addresses.of(key, recording)}/names"
    name = "<b>{{x}}</b>"
    told = browser.post(at, json={"speaker": "S1", "name": name, "comparison": ground.id}).json()["html"]
    assert f"S1: {name}; confirmed by tester" in read(told).text
    assert "<b>{{" not in told
    assert ground.id in told
    refused = browser.post(at, json={"speaker": "S2", "name": "Berta", "comparison": against.id}).json()
    assert "does not support" in refused["reason"]
    assert "data-unname" not in browser.post(at, json={"speaker": "S1"}).json()["html"]
    assert browser.post(at, json={"speaker": "<b>", "name": "Berta", "comparison": ground.id}).status_code == 422
