"""Pictures of the cited places, each from bytes that were hashed first; files are opened in a worker process."""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field

from assistant.drawing.places import Shown, at_moment, on_page, stretches
from assistant.drawing.workshop import Workshop
from tools.case import Case, Exhibit
from tools.errors import CaseError, ToolError
from tools.evidence import Citation

_PAGE_SECONDS = 90.0
_SOUND_SECONDS = 120.0
_FASTEST = 20
"""Recordings are opened at least this many times faster than they play."""
_SECONDS_SHOWN = 60.0
"""Longer stretches are not drawn: one could see nothing in them."""


@dataclass
class Pictures:
    """The pictures of a report."""

    shown: dict[str, Shown] = field(default_factory=dict)
    """By their keys."""
    missing: dict[str, str] = field(default_factory=dict)
    """Why there is none where there should be one, by the key it would have."""


def key_of(citation: Citation) -> str:
    """Key of the picture of a place."""
    return "place-" + hashlib.sha256(f"{citation.exhibit} {citation.fragment}".encode()).hexdigest()[:16]


def pictures(case: Case, cited: Iterable[Citation]) -> Pictures:
    """Draw the cited places of pictures, PDF pages, videos and recordings; text has none.

    Raises:
        IntegrityError: the bytes of an exhibit are not what they were.
    """
    found = Pictures()
    by_exhibit: dict[str, dict[str, Citation]] = {}
    for citation in cited:
        by_exhibit.setdefault(citation.exhibit, {})[key_of(citation)] = citation
    with closing(Workshop()) as worker:
        for id_, places in by_exhibit.items():
            exhibit = case.look_up(id_)
            if exhibit.media in ("audio", "video") or exhibit.media == "image" or exhibit.mime == "application/pdf":
                try:
                    exhibit = case.exhibit(id_)
                except CaseError as reason:  # locked meanwhile
                    found.missing |= dict.fromkeys(places, str(reason))
                    continue
                _draw(worker, exhibit, places, found)
    return found


def _draw(worker: Workshop, exhibit: Exhibit, places: dict[str, Citation], found: Pictures) -> None:
    heard: dict[str, tuple[float, float]] = {}
    for key, citation in places.items():
        place = citation.place
        if exhibit.media == "audio" or (exhibit.media == "video" and place.xywh is None):
            if place.t is not None and place.t[1] - place.t[0] <= _SECONDS_SHOWN:
                heard[key] = place.t
            if exhibit.media == "video" and place.t is not None:
                _one(found, f"{key}-frame", lambda t=place.t: worker.do(  # type: ignore[misc]
                    f"{exhibit.id} at {t[0]:.2f} s could not be shown", _PAGE_SECONDS, at_moment, exhibit, t[0], None))  # fmt: skip
        elif exhibit.media == "video":
            time = place.t[0] if place.t is not None else 0.0
            what = f"{exhibit.id} at {time:.2f} s could not be shown"
            _one(found, key, lambda t=time, b=place.xywh, w=what: worker.do(w, _PAGE_SECONDS, at_moment, exhibit, t, b))  # type: ignore[misc]
        else:
            page = place.page or 1
            what = f"{exhibit.id}, page {page}, could not be drawn"
            _one(found, key, lambda p=page, b=place.xywh, w=what: worker.do(w, _PAGE_SECONDS, on_page, exhibit, p, b))  # type: ignore[misc]
    if heard:
        patience = _SOUND_SECONDS + float(exhibit.facts.get("seconds", 0)) / _FASTEST
        what = f"the sound of {exhibit.id} could not be shown"
        try:
            drawn: list[Shown] = worker.do(what, patience, stretches, exhibit.path, list(heard.values()))
        except ToolError as reason:
            found.missing |= dict.fromkeys(heard, str(reason))
        else:
            found.shown |= dict(zip(heard, drawn, strict=True))


def _one(found: Pictures, key: str, drawn: Callable[[], Shown]) -> None:
    try:
        found.shown[key] = drawn()
    except ToolError as reason:
        found.missing[key] = str(reason)
