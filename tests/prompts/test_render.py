"""Prompts are files with places; what is put into a place is text, whatever it says."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, TemplateNotFound, UndefinedError, meta

import prompts

ROOT = Path(__file__).parents[2]
FILES = {path.stem: path for path in (ROOT / "prompts").glob("*.md")}


def places(name: str) -> set[str]:
    """The names that a prompt has places for."""
    return meta.find_undeclared_variables(Environment(autoescape=True).parse(FILES[name].read_text("utf-8")))


def renderings() -> Iterator[tuple[Path, int, str, set[str]]]:
    """Every call of `render` in the program: file, line, name of the prompt, names of the values."""
    for package in ("assistant", "tools"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "render":
                    if isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") != "prompts":
                        continue
                    [name] = node.args
                    assert isinstance(name, ast.Constant), f"{path}:{node.lineno} renders a prompt whose name is not written there"
                    yield path, node.lineno, str(name.value), {keyword.arg or "**" for keyword in node.keywords}


def test_every_prompt_is_used() -> None:
    """No prompt lies about that nothing renders."""
    assert {name for _, _, name, _ in renderings()} == set(FILES)


def test_every_rendering_fills_every_place() -> None:
    """The code gives each prompt exactly the values that it has places for."""
    for path, line, name, values in renderings():
        assert values == places(name), f"{path.relative_to(ROOT)}:{line}"


@pytest.mark.parametrize("name", [name for name in FILES if places(name)])
def test_an_empty_place_is_an_error(name: str) -> None:
    """A prompt that lacks a value is never said with a hole in it."""
    with pytest.raises(UndefinedError):
        prompts.render(name)


@pytest.mark.parametrize("name", [name for name in FILES if not places(name)])
def test_a_prompt_without_places_is_said_as_it_stands(name: str) -> None:
    """Without places, what is said is what the file says."""
    assert prompts.render(name) == FILES[name].read_text("utf-8").strip() != ""


@pytest.mark.parametrize(
    "hostile",
    ["{{ 7 * 7 }}", "{% for x in y %}", "{# gone #}", "{{ question.__class__.__mro__ }}", "<b>&amp;</b>", "{% include 'answer_system' %}"],
)
def test_an_exhibit_is_never_a_template(hostile: str) -> None:
    """Braces, statements, comments and markup that stand in an exhibit or a question arrive as they are."""
    quotes = [{"number": 1, "text": hostile}]
    said = prompts.render(
        "answer_quotes", question=hostile, groups=[{"exhibit": "EX-0001", "title": hostile, "quotes": quotes}], fence="0f"
    )
    assert said.count(hostile) == 3


@settings(deadline=None)
@given(st.text(min_size=1).filter(lambda text: text == text.strip()))
def test_a_value_arrives_unchanged(text: str) -> None:
    """Whatever a question says, the prompt holds it letter by letter."""
    assert f"“{text}”" in prompts.render("answer_cite", sentence=text)


def test_a_prompt_that_is_not_there_is_an_error() -> None:
    """A name without a file is not answered with something else."""
    for name in ("no_such_prompt", "examples.jsonl", ""):
        with pytest.raises((TemplateNotFound, FileNotFoundError)):
            prompts.render(name)
