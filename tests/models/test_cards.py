"""Every set of weights, every tool and every decision has its card, with all fields; without one nothing runs."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import models
from assistant import execution
from assistant.execution import ToolCall
from assistant.session import Session
from models import card
from models.errors import NoCard
from models.manifest import manifest
from tools.case import Exhibit
from tools.registry import all_tools, get_tool

CARDS = Path(models.__file__).parent / "cards"
TOOL = """# measure-it

```toml card
kind = "tool"
name = "measure_it"
use = "For the tests of cards."
conditions = "None whatever."
data = "Nothing at all."
overall = "Never wrong."
by_group = "not measured by group: there are none"
measured = 2026-11-29
how = "pytest"
edition = 1

[weights]
task = "aa"
```
"""


@pytest.mark.parametrize("name", card.names())
def test_a_card_has_all_fields(name: str) -> None:
    """Use, conditions, data, error rates overall and by group or plainly not, a day that is past, and how to measure again."""
    found = card.read(name)
    text = (CARDS / f"{name}.md").read_text("utf-8")
    assert text.startswith((f"# {name}\n", f"# {found.name}\n"))
    assert "<!--" not in text
    assert found.measured <= datetime.now(UTC).date()
    assert found.by_group_measured == ("not measured by group" not in found.by_group.casefold())


@pytest.mark.parametrize("name", [weights.name for weights in manifest().weights])
def test_weights_have_a_card(name: str) -> None:
    """The card of weights has the SHA-256 of exactly the files that the manifest pins."""
    weights = manifest().get(name)
    found = card.require(weights)
    assert found.files == {file.name: file.sha256 for file in weights.files}


@pytest.mark.parametrize("name", list(all_tools()))
def test_a_tool_has_a_card(name: str) -> None:
    """The card of a tool is that of its edition and of the weights that it uses by default."""
    tool = get_tool(name)
    found = card.require_tool(name, tool.edition, {task: models.digest(task) for task in tool.weights})
    assert set(found.weights) == set(tool.weights)


def test_there_is_no_other_card() -> None:
    """Every card belongs to weights of the manifest, to a tool, or to a decision."""
    of_weights, of_tools = {weights.name for weights in manifest().weights}, {name.replace("_", "-") for name in all_tools()}
    kinds = {name: card.read(name).kind for name in card.names()}
    assert {name for name, kind in kinds.items() if kind == "weights"} == of_weights
    assert {name for name, kind in kinds.items() if kind == "tool"} == of_tools


@pytest.mark.parametrize(
    "file", sorted({part for name in card.names() for part in card.read(name).how.split() if part.startswith("tests/")})
)
def test_what_measures_it_is_there(file: str) -> None:
    """The tests that a card names as its measurement exist."""
    assert (CARDS.parents[1] / file).exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("by_group", "group"), "by_group: Field required"),
        (('overall = "Never wrong."', 'overall = ""'), "overall"),
        (("2026-11-29", '"last week"'), "measured"),
        (("edition = 1", ""), "has its edition"),
        (('name = "measure_it"', 'name = "other"'), "is the card of other"),
        (("```toml card", "```toml"), "0 blocks"),
        (('kind = "tool"', "kind = tool"), "cannot be read"),
        (("edition = 1", "edition = 2"), "describes edition 2"),
        (('task = "aa"', 'task = "bb"'), "other weights for task"),
        (('kind = "tool"\nname = "measure_it"', 'kind = "decision"\nname = "measure_it"'), "and no other card has one"),
    ],
)
def test_a_card_that_is_not_valid_is_none(tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    """A missing or empty field, another tool, edition or weights: the tool does not run, and the reason names the card."""
    place = tmp_path / "measure-it.md"
    place.write_text(TOOL)
    assert card.require_tool("measure_it", 1, {"task": "aa"}, tmp_path).kind == "tool"
    place.write_text(TOOL.replace(*change))
    with pytest.raises(NoCard, match=reason) as refused:
        card.require_tool("measure_it", 1, {"task": "aa"}, tmp_path)
    assert "measure-it.md" in str(refused.value)


def test_a_tool_without_a_card_does_not_run(
    session: Session, put: Callable[..., Exhibit], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The call is an error that says what to do, on record; nothing was worked out. With its card it runs."""
    exhibit = put("a.txt", "words\n")
    cards = shutil.copytree(CARDS, tmp_path / "cards")
    monkeypatch.setattr(card.read, "__defaults__", (cards,))
    monkeypatch.setattr(card.require, "__defaults__", (cards,))
    monkeypatch.setattr(card.require_tool, "__defaults__", (cards,))
    call = ToolCall("read_document", {"exhibit": exhibit.id})
    (cards / "read-document.md").unlink()
    refused = execution.run(session, call)
    assert refused.error == (
        "read_document has no card: measure it and write models/cards/read-document.md (models/cards/README.md says what is in it)."
    )
    assert session.case.database.connection.execute("SELECT count(*) FROM runs").fetchone()[0] == 0
    shutil.copy(CARDS / "read-document.md", cards)
    (cards / "pp-ocrv6-det-small.md").unlink()
    assert "pp-ocrv6-det-small" in (execution.run(session, call).error or "")
    shutil.copy(CARDS / "pp-ocrv6-det-small.md", cards)
    assert execution.run(session, call).error is None


def test_a_changed_tool_needs_its_card_anew(session: Session, put: Callable[..., Exhibit], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever raises a tool's edition without measuring it again stops it."""
    exhibit = put("a.txt", "words\n")
    edition = get_tool("read_document").edition
    monkeypatch.setitem(get_tool("read_document").__dict__, "edition", edition + 1)
    assert f"describes edition {edition} of it, this is edition {edition + 1}" in (
        execution.run(session, ToolCall("read_document", {"exhibit": exhibit.id})).error or ""
    )
