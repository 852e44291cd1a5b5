"""The example questions teach the router; what it is measured on is not among them."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from pydantic import ValidationError

import prompts
from assistant.router.refusals import refusal
from prompts import Example, examples
from tools.registry import all_tools

QUESTIONS = Path(__file__).parents[1] / "data" / "questions"
CONTRACT = set(
    "transcribe_audio compare_speakers profile_voice search_faces detect_objects read_document extract_entities search_case "
    "find_contradictions plan_patrol".split()
)
"""The tools that the command line promises, those to come among them."""


def words(question: str) -> tuple[str, ...]:
    """A question without its capitals, marks and order."""
    return tuple(sorted(re.findall(r"\w+", question.lower())))


def measured() -> Iterator[tuple[str, str]]:
    """(file, question) of everything that the program is measured on."""
    for name in ("held_out.jsonl", "development.jsonl", "documents.jsonl"):
        for line in (QUESTIONS / name).read_text("utf-8").splitlines():
            item = json.loads(line)
            for asked in item.get("questions", [item]):
                yield name, asked["question"]


def test_every_example_parses() -> None:
    """Each line is an example with a question and nothing that is not understood."""
    lines = resources.files("prompts").joinpath("examples.jsonl").read_text("utf-8").splitlines()
    assert len(examples()) == len(lines) > 0
    assert all(example.question.strip() == example.question != "" for example in examples())
    with pytest.raises(ValidationError):
        Example.model_validate_json('{"question": "Who?", "tool": "search_case"}')


def test_a_broken_line_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A slip in the file stops the program with the number of its line."""
    (tmp_path / "examples.jsonl").write_text('{"question": "Who?"}\n{"question": \n')
    monkeypatch.setattr("prompts.resources.files", lambda _: tmp_path)
    with pytest.raises(ValueError, match=r"examples\.jsonl, line 2"):
        list(prompts._examples())


def test_every_example_names_what_exists() -> None:
    """Tools are those of the contract, the ones of this program among them, and every reason to refuse has a text for the officer."""
    assert set(all_tools()) <= CONTRACT
    for example in examples():
        assert set(example.tools) <= CONTRACT, example
        assert not (example.tools and example.refusal), example
        if example.refusal is not None:
            assert refusal(example.refusal).text


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_every_tool_has_examples(name: str) -> None:
    """Ten questions or more lead to each tool, some of them not in English."""
    found = [example for example in examples() if name in example.tools]
    assert len(found) >= 10
    assert any(example.language for example in found)


def test_every_reason_to_refuse_has_examples() -> None:
    """Each kind of question that is refused has ten examples or more, and small talk that needs no tool has too."""
    counts = Counter(example.refusal for example in examples() if not example.tools)
    assert len(counts) > 2
    assert min(counts.values()) >= 10


def test_no_example_is_there_twice() -> None:
    """No question is a repetition of another in the same words."""
    assert [question for question, count in Counter(words(example.question) for example in examples()).items() if count > 1] == []


def test_nothing_that_is_measured_is_taught() -> None:
    """No question of the held-out, development or document sets is an example, not even in another order or spelling."""
    taught = {words(example.question) for example in examples()}
    asked = list(measured())
    assert {name for name, _ in asked} == {"held_out.jsonl", "development.jsonl", "documents.jsonl"}
    assert [(name, question) for name, question in asked if words(question) in taught] == []
