"""What an officer narrows a search to, in a case's own terms: an exhibit, a kind of exhibit, a person, days."""

from datetime import date

from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.index_narrowing import Narrowing, last_name


def narrowed(
    case: Case,
    *,
    exhibit: str | None = None,
    kind: str | None = None,
    person: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Narrowing:
    """The part of a case that is meant.

    Args:
        case: the open case.
        exhibit: one exhibit by its id.
        kind: what exhibits are called by who added them (statement, receipt, …) or their medium (audio, email, …).
        person: somebody's name: passages that have the last name, and exhibits whose title or source has it.
        since: the first day, `2026-03-12`.
        until: the last day.

    Raises:
        NoSuchExhibit: the case has no such exhibit.
        ToolError: no exhibit is of that kind, a name has no letters, or a day is none.
    """
    chosen = None
    if exhibit is not None:
        chosen = frozenset({case.look_up(exhibit).id})
    if kind is not None:
        of_kind = _of_kind(case, kind)
        chosen = of_kind if chosen is None else chosen & of_kind
    about: frozenset[str] = frozenset()
    if person is not None:
        name = last_name(person).casefold()
        if not any(map(str.isalpha, name)):
            raise ToolError(f"{person!r} is no name of a person.")
        about = frozenset(each.id for each in case.exhibits() if name in f"{each.title} {each.source}".casefold())
    since, until = _day(since), _day(until)
    if since is not None and until is not None and since > until:
        raise ToolError(f"No day is after {since} and before {until}: since comes first.")
    return Narrowing(exhibits=chosen, person=person, about_person=about, since=since, until=until)


def _of_kind(case: Case, kind: str) -> frozenset[str]:
    exhibits = case.exhibits()
    found = frozenset(exhibit.id for exhibit in exhibits if _plain(kind) in _called(exhibit))
    if not found:
        known = sorted({name for exhibit in exhibits for name in (exhibit.kind, exhibit.media) if name})
        raise ToolError(f"No exhibit is of the kind {kind!r}. Kinds and media in this case: {', '.join(known) or 'none'}.")
    return found


def _called(exhibit: Exhibit) -> set[str]:
    return {_plain(exhibit.kind), _plain(exhibit.media)} - {""}


def _plain(kind: str) -> str:
    """In small letters and without the ending of a plural."""
    return kind.strip().casefold().removesuffix("s")


def _day(day: str | None) -> str | None:
    if day is None:
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        raise ToolError(f"{day!r} is no day: write it as 2026-03-12.") from None
