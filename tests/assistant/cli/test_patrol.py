"""exhibit patrol: what the record holds of a plan before, during and after the shift."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from assistant.ledger.verify import events
from assistant.promised_documents import DOCUMENTS
from tests.assistant.cli.conftest import Ran, Station
from tests.tools.plan_patrol.town import incidents

Planned = Callable[..., Ran]


@pytest.fixture
def folder(station: Station) -> Path:
    """Where the case lies."""
    return station.folder / "town"


@pytest.fixture
def planned(station: Station, folder: Path) -> Planned:
    """A case with incidents and a plan; runs commands of `exhibit patrol` on it."""
    table = station.folder / "incidents.csv"
    table.write_text(incidents())
    for command in (
        ["case", "new", folder, "--title", "Town"],
        ["add", folder, table],
        ["run", folder, "plan_patrol", "units=1", "hours=22-02", "seconds=2"],
    ):
        ran = station.run(*command)
        assert ran.status == 0, ran.stderr

    def run(name: str, *rest: str) -> Ran:
        ran = station.run("patrol", name, folder, *rest)
        if ran.status == 0:
            validate(ran.document, DOCUMENTS[f"patrol-{name}"].model_json_schema(mode="serialization"))
        return ran

    return run


def test_the_commitment_is_on_record_before_the_seed(planned: Planned, folder: Path) -> None:
    """The hash of the seed is in the event of the call; the revealed seed has that hash, gives the same plan and is on record itself."""
    [before] = [event for event in events(folder) if event.event == "tool_call"]
    assert "seed" not in json.dumps(before.data["args"])
    shown: dict[str, Any] = planned("reveal").document
    assert before.data["commitments"] == [shown["commitment"]]
    assert shown["recorded"] is True
    assert shown["same"] is True
    assert [event.data["seed"] for event in events(folder) if event.event == "patrol_seed_revealed"] == [shown["seed"]]


def test_a_plan_made_again_is_on_record(planned: Planned, folder: Path) -> None:
    """The new plan follows the old one, and the event says what happened."""
    made: dict[str, Any] = planned("replan", "--unit", "1", "--away-from", "23:10", "--back-at", "00:10").document
    [old, new] = planned("list").document["plans"]
    assert (made["plan"], made["follows"], new["follows"]) == (new["plan"], old["plan"], old["plan"])
    [event] = [event for event in events(folder) if event.event == "patrol_replan"]
    assert event.seq == made["ledger_seq"]
    assert event.data["happened"] == {"unit": 1, "away_from": "23:10", "back_at": "00:10"}
    assert event.data["evidence"] == [stop["id"] for stop in made["evidence"]]


def test_a_case_without_a_plan_is_told(planned: Planned) -> None:
    """A plan that is not there is named."""
    ran = planned("reveal", "ffff")
    assert ran.status == 1
    assert "no patrol plan ffff" in ran.document["error"]
