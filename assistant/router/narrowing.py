"""What an officer narrows a question to, written out in it: exhibit:EX-0003 kind:statement person:"Daniel Brooks" since:2026-03-12."""

import re
from dataclasses import dataclass, field

_NAMES = ("exhibit", "kind", "person", "since", "until")
_PART = re.compile(
    rf"(?<!\S)(?P<name>{'|'.join(_NAMES)}):(?:\"(?P<quoted>[^\"]+)\"|“(?P<curled>[^”]+)”|(?P<plain>[^\s?!,;]+))", re.IGNORECASE
)


@dataclass(frozen=True)
class Narrowed:
    """A question and what the search for it is narrowed to."""

    question: str
    """Without the parts that narrow it."""
    args: dict[str, str] = field(default_factory=dict)
    """Arguments of `search_case`, in the officer's own words; never guessed from anything else."""


def narrowing_in(question: str) -> Narrowed:
    """The parts of a question that are of the form name:value; a part without them is the question itself."""
    args: dict[str, str] = {}
    for found in _PART.finditer(question):
        value = found["quoted"] or found["curled"] or found["plain"]
        args[found["name"].lower()] = value.upper() if found["name"].lower() == "exhibit" else value.rstrip(".")
    if not args:
        return Narrowed(question)
    rest = " ".join(_PART.sub(" ", question).split())
    return Narrowed(re.sub(r"\s+([?!.,;])", r"\1", rest) or question, args)
