"""What the command line prints of the timeline of a case and of who is linked to whom in it."""

from pydantic import BaseModel, ConfigDict

from tools.evidence import Citation
from tools.register import Entry
from tools.register.links import Link
from tools.register.timeline import Timeline


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class NamedRow(_Document):
    """An entry of the register, in short."""

    entry: str
    type: str
    name: str


class EventRow(_Document):
    """A sentence that says when something was."""

    when: str
    """ISO 8601: a day with its time where that is stated beside it, a day, a week, a month or a year."""
    exhibit: str
    sentence: str
    citations: list[Citation]
    evidence: str
    written: str
    note: str | None
    """What the date was resolved against, or what is left open."""
    entries: list[NamedRow]


class UndatedRow(_Document):
    """A date that cannot be placed in time."""

    exhibit: str
    written: str
    citations: list[Citation]
    reason: str


class TimelineDocument(_Document):
    """`exhibit timeline`."""

    events: list[EventRow]
    undated: list[UndatedRow]
    file: str | None
    """Where the picture was written."""


class SharedRow(_Document):
    """One place that links two entries."""

    kind: str
    exhibit: str
    sentence: str
    citations: list[Citation]


class LinkRow(_Document):
    """Two entries that exhibits name together."""

    entries: tuple[NamedRow, NamedRow]
    exhibits: list[str]
    shared: list[SharedRow]


class LinksDocument(_Document):
    """`exhibit links`."""

    links: list[LinkRow]
    file: str | None
    """Where the picture was written."""


def timeline_document(found: Timeline, file: str | None = None) -> TimelineDocument:
    """A timeline as it is printed."""
    return TimelineDocument(
        events=[
            EventRow(
                when=event.when,
                exhibit=event.exhibit,
                sentence=event.sentence,
                citations=list(event.citations),
                evidence=event.evidence,
                written=event.written,
                note=event.note,
                entries=list(map(_named, event.entries)),
            )
            for event in found.events
        ],
        undated=[
            UndatedRow(exhibit=each.exhibit, written=each.written, citations=list(each.citations), reason=each.reason)
            for each in found.undated
        ],
        file=file,
    )


def links_document(found: list[Link], file: str | None = None) -> LinksDocument:
    """Links as they are printed."""
    return LinksDocument(links=list(map(_link, found)), file=file)


def _link(link: Link) -> LinkRow:
    shared = [
        SharedRow(kind=place.kind, exhibit=place.exhibit, sentence=place.sentence, citations=list(place.citations)) for place in link.shared
    ]
    a, b = map(_named, link.entries)
    return LinkRow(entries=(a, b), exhibits=list(link.exhibits), shared=shared)


def _named(entry: Entry) -> NamedRow:
    return NamedRow(entry=entry.id, type=entry.type, name=entry.name)
