"""Every word said to the language model, and the example questions from which the router learns."""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, Literal

from jinja2 import Environment, FunctionLoader, StrictUndefined, meta
from pydantic import BaseModel, ConfigDict


class Example(BaseModel):
    """A question with what the router should make of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    question: str
    tools: tuple[str, ...] = ()
    """Tools in the order they are called; none for small talk and for refusals."""
    refusal: str | None = None
    """Why it is refused, if so."""
    language: str | None = None
    """ISO 639-1 code, where it is not English."""
    wants: Literal["whole", "fact"] | None = None
    """Whether the whole text of an exhibit is wanted or one fact from it."""


def render(name: str, /, **values: Any) -> str:
    """The prompt `prompts/<name>.md` with its places filled in.

    A value is text, never a template: `{{` in an exhibit stays `{{`.

    Raises:
        jinja2.UndefinedError: a place has no value.
    """
    return _environment().get_template(name).render(values).strip()


def fixed() -> dict[str, str]:
    """The prompts that have no places to fill in, by their names: whoever has the text has what the model was told."""
    found = {}
    for name in sorted(file.name.removesuffix(".md") for file in resources.files("prompts").iterdir() if file.name.endswith(".md")):
        source = resources.files("prompts").joinpath(f"{name}.md").read_text("utf-8")
        if not meta.find_undeclared_variables(_environment().parse(source)):
            found[name] = render(name)
    return found


@cache
def examples() -> tuple[Example, ...]:
    """The example questions."""
    return tuple(_examples())


def _examples() -> Iterator[Example]:
    text = resources.files("prompts").joinpath("examples.jsonl").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            yield Example.model_validate_json(line)
        except ValueError as error:
            raise ValueError(f"prompts/examples.jsonl, line {number}: {error}") from error


@cache
def _environment() -> Environment:
    def load(name: str) -> str:
        return resources.files("prompts").joinpath(f"{name}.md").read_text("utf-8")

    # Prompts are plain text for a model, not HTML: escaping would change what an exhibit says.
    return Environment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
        keep_trailing_newline=False,
    )
