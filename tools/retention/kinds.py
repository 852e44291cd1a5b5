"""What a rule of retention can be for."""

import re
from collections.abc import Iterator

from tools.errors import ToolError
from tools.registry import all_tools

SORTS = {
    "exhibits": "the bytes of an exhibit with everything that was made of it; counted from the day it was added",
    "results": "what a tool has found, with its pictures, corrections, verdicts and names; counted from the day it was found",
    "galleries": "a gallery with its persons, pictures and templates; counted from the day it expires",
    "plans": "a patrol plan as it is kept to be shown later; counted from the day it was made",
    "reports": "a drawn-up report, as its file; counted from the day it was drawn up",
    "waiting": "the kept state of a run that nobody decided on; counted from the day it was asked for",
}
"""Each with what it takes, and from when its days are counted."""
ALIASES = {
    "transcripts": "results:transcribe_audio",
    "readings": "results:read_document",
    "candidates": "results:search_faces",
    "entities": "results:extract_entities",
    "templates": "galleries",
}
_NARROWED = ("exhibits", "results", "galleries")
_EXHIBIT = re.compile(r"EX-\d{4,}")
_LONGEST = 60


def kind(said: str) -> str:
    """A kind in the form in which rules are kept.

    `exhibits`, `results`, `galleries`, `plans`, `reports`, `waiting`; narrowed to a medium or to what somebody called the exhibit
    (`exhibits:audio`, `exhibits:statement`), to a tool (`results:detect_objects`), to a kind of gallery (`galleries:wanted`), or to
    one exhibit (`EX-0003`).

    Raises:
        ToolError: there is no such kind.
    """
    if _EXHIBIT.fullmatch(said.strip().upper()):
        return said.strip().upper()
    plain = " ".join(said.split()).casefold()
    plain = ALIASES.get(plain, plain)
    sort, colon, narrowed = (part.strip() for part in plain.partition(":"))
    if sort not in SORTS or (colon and (not narrowed or sort not in _NARROWED)) or len(plain) > _LONGEST or not plain.isprintable():
        raise ToolError(
            f"There is no kind {said!r}. Kinds: {', '.join(SORTS)} ({', '.join(ALIASES)} for some of them), one of {', '.join(_NARROWED)} "
            "narrowed as in exhibits:audio or results:detect_objects, or one exhibit by its id."
        )
    if sort == "results" and narrowed and narrowed not in all_tools():
        raise ToolError(f"There is no tool {narrowed!r}. Tools: {', '.join(all_tools())}.")
    return f"{sort}:{narrowed}" if narrowed else sort


def of_exhibit(exhibit: str, media: str, label: str) -> Iterator[str]:
    """The kinds that an exhibit is of, the narrowest first."""
    yield exhibit
    if label.strip():
        yield f"exhibits:{' '.join(label.split()).casefold()}"
    yield f"exhibits:{media}"
    yield "exhibits"


def of(sort: str, narrowed: str) -> Iterator[str]:
    """The kinds of a result (narrowed by its tool) or of a gallery, the narrowest first."""
    yield f"{sort}:{narrowed.casefold()}"
    yield sort
