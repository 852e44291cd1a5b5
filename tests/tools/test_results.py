"""Results are kept under everything that they depend on, and given back only as they were made."""

import importlib.util
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import models
from models.manifest import Manifest, manifest
from models.store import ModelStore
from tools import results
from tools.case import Case, Exhibit
from tools.errors import IntegrityError
from tools.evidence import TextLine
from tools.registry import Tool, get_tool

Put = Callable[..., Exhibit]

SOURCE = '''
"""A tool of the test."""
from tools.case import Case
from tools.evidence import Evidence
from tools.parameters import AnyExhibit
from tools.registry import tool

@tool(weights=("named-entities",))
def weigh(case: Case, exhibit: AnyExhibit, times: int = 1) -> list[Evidence]:
    """Say how heavy an exhibit is."""
    return []  # version
'''


def load(place: Path, source: str, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """The tool in a file, imported as it is now."""
    place.write_text(source)
    spec = importlib.util.spec_from_file_location("weigh", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "weigh", module)
    spec.loader.exec_module(module)
    tool: Tool = module.weigh.__tool__
    assert len(tool.version) == 12
    return tool


def line(exhibit: Exhibit, text: str, number: int = 1) -> TextLine:
    return TextLine(text=text, citations=(exhibit.at(quote=text, line=number),), source="read_document")


def save(case: Case, key: str, arguments: Mapping[str, object], *evidence: TextLine) -> None:
    results.save(case, key, get_tool("read_document"), arguments, 0.5, evidence)


def test_a_key_changes_with_everything_that_matters(case: Case, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another exhibit, argument, earlier result, set of weights or line of the tool's source gives another key; nothing else does."""
    put("a.txt", "first words\n")
    put("b.txt", "second words\n")
    weigh = load(tmp_path / "weigh.py", SOURCE, monkeypatch)
    first = {"exhibit": "EX-0001"}
    keys = [
        results.key_of(case, weigh, first),
        results.key_of(case, weigh, {"exhibit": "EX-0002"}),
        results.key_of(case, weigh, first | {"times": 2}),
        results.key_of(case, weigh, first, ["earlier"]),
        results.key_of(case, load(tmp_path / "weigh.py", SOURCE.replace("# version", "# Version"), monkeypatch), first),
    ]
    again = load(tmp_path / "weigh.py", SOURCE, monkeypatch)
    assert results.key_of(Case(case.folder), again, {"exhibit": "EX-0001"}) == keys[0]
    assert results.key_of(case, again, first, ["b", "a"]) == results.key_of(case, again, first, ["a", "b"])

    other = manifest().model_dump()
    for weights in other["weights"]:
        if weights["task"] == "named-entities":
            weights["files"][0]["sha256"] = "0" * 64
    monkeypatch.setattr(models, "_store", ModelStore(models.store().root, Manifest.model_validate(other)))
    keys.append(results.key_of(case, again, first))
    assert len(set(keys)) == len(keys)


def test_evidence_is_given_back_as_it_was_made(case: Case, put: Put) -> None:
    """What was kept comes back equal and in order, from another connection too; an unknown key gives nothing."""
    exhibit = put("a.txt", "first words\nsecond words\n")
    made = [line(exhibit, "second words", 2), line(exhibit, "first words", 1)]
    save(case, "key", {"exhibit": "EX-0001"}, *made)
    assert results.find(Case(case.folder), "key") == made
    assert results.has(case, "key")
    assert results.find(case, "another key") is None
    assert not results.has(case, "another key")


def test_a_result_without_evidence_is_a_result(case: Case, put: Put) -> None:
    """That nothing was found is kept: it is not worked out again."""
    put("a.txt", "first words\n")
    save(case, "key", {"exhibit": "EX-0001"})
    assert results.find(case, "key") == []
    assert results.reading(case, "EX-0001") == []


def test_the_same_key_is_kept_once(case: Case, put: Put) -> None:
    """A second run with the same key replaces the first, with its evidence."""
    exhibit = put("a.txt", "first words\n")
    save(case, "key", {"exhibit": "EX-0001"}, line(exhibit, "first"), line(exhibit, "words"))
    save(case, "key", {"exhibit": "EX-0001"}, line(exhibit, "first words"))
    assert [item.text for item in results.find(case, "key") or []] == ["first words"]
    [rows] = case.database.connection.execute("SELECT count(*) FROM evidence").fetchone()
    assert rows == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("body = replace(body, 'first words', 'worst words')", "is not what the tool made"),
        ("id = 'ev-000000000000'", "is not what the tool made"),
        ("body = '{'", "cannot be read"),
        ('body = replace(body, \'"citations":[\', \'"citations":[],"was":[\')', "cannot be read"),
    ],
)
def test_a_changed_result_is_refused(case: Case, put: Put, change: str, says: str) -> None:
    """Evidence that was changed in the database is an integrity failure, not evidence."""
    save(case, "key", {"exhibit": "EX-0001"}, line(put("a.txt", "first words\n"), "first words"))
    case.database.connection.execute(f"UPDATE evidence SET {change}")
    with pytest.raises(IntegrityError, match=says):
        results.find(case, "key")


def test_the_reading_is_the_last_one_of_the_whole(case: Case, put: Put) -> None:
    """One page alone is not an exhibit's text, and a later reading of the whole takes the place of an earlier one."""
    exhibit = put("a.txt", "first words\n")
    assert results.reading(case, "EX-0001") is None
    assert results.reading_key(case, "EX-0001") is None
    save(case, "page", {"exhibit": "EX-0001", "page": 1}, line(exhibit, "a page"))
    assert results.reading(case, "EX-0001") is None
    save(case, "old", {"exhibit": "EX-0001"}, line(exhibit, "old"))
    save(case, "new", {"exhibit": "EX-0001"}, line(exhibit, "new"))
    assert [item.text for item in results.reading(case, "EX-0001") or []] == ["new"]
    assert results.reading_key(case, "EX-0001") == "new"
