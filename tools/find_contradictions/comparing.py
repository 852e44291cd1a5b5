"""Whether two clauses speak of the same and say what cannot both hold.

The rule is one for all aspects: everything that both name must agree, and exactly one thing must exclude the other. Two things that
differ (another hour and another place) are two events, not a conflict.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.clock import minutes_apart
from tools.evidence.conflict import Aspect
from tools.find_contradictions import words
from tools.find_contradictions.frame import Frame

_SPEAKERS = frozenset({"i", "we", "you"})
_EXACT = 5
"""Minutes by which two times that are told exactly may differ: clocks and people do."""
_VAGUE = 45
"""Minutes by which two times may differ where one is told as approximate."""
_VAGUE_SHARE = 0.25
"""Share by which two numbers may differ where one is told as approximate."""


_CALENDAR: tuple[tuple[frozenset[str], Aspect], ...] = (
    (words.WEEKDAYS, "date"),
    (words.MONTHS, "date"),
    (words.DAY_PARTS, "time"),
)


@dataclass(frozen=True)
class Conflict:
    """What two clauses disagree about."""

    aspect: Aspect
    values: tuple[str, str]


def conflict(one: Sequence[Frame], other: Sequence[Frame], *, strangers: bool = False) -> Conflict | None:
    """The first disagreement between the clauses of two statements, or None.

    Args:
        one: the clauses of one statement.
        other: those of the other.
        strangers: whether different people speak: then "I" is not the same person in both.
    """
    for a in one:
        for b in other:
            if strangers and a.subject == b.subject and a.subject in _SPEAKERS:
                continue
            if (found := _between(a, b)) is not None:
                return found
    return None


def _between(a: Frame, b: Frame) -> Conflict | None:
    if a.other or b.other or not _same_subject(a, b):
        return None
    differences = list(_differences(a, b))
    if len(differences) != 1:
        return None
    [found] = differences
    return found if _same_event(a, b, found.aspect) else None


def _same_subject(a: Frame, b: Frame) -> bool:
    """Whether two clauses may speak of the same person or thing."""
    if a.subject_names and b.subject_names:
        return bool(a.subject_names & b.subject_names) and not _titles_differ(a, b)
    if a.subject == b.subject:
        return True
    if words.NOBODY & {a.subject, b.subject}:
        return True
    if {a.subject, b.subject} == {"he", "she"}:
        return False
    if a.pronoun and b.pronoun:
        return bool(words.THINGS & {a.subject}) == bool(words.THINGS & {b.subject}) or "" in (a.subject, b.subject)
    pronoun, noun = (a, b) if a.pronoun else (b, a)
    if pronoun.pronoun:  # a pronoun may stand for a name, not for somebody's brother
        return bool(noun.subject_names) or pronoun.subject in words.THINGS | {""} or noun.subject in pronoun.is_a | pronoun.content
    return bool({a.subject, b.subject} & (a.is_a | b.is_a))


def _same_moment(a: Frame, b: Frame) -> bool:
    """Whether two clauses name the same day and the same time of it."""
    return bool(a.dates & b.dates) and any(minutes_apart(x, y) <= _EXACT for x in a.times for y in b.times)


def _titles_differ(a: Frame, b: Frame) -> bool:
    he, she = {"mr", "mr."}, {"mrs", "ms", "miss", "mrs.", "ms."}
    return bool(a.subject_names & he and b.subject_names & she) or bool(a.subject_names & she and b.subject_names & he)


def _differences(a: Frame, b: Frame) -> Iterator[Conflict]:
    """Everything that the two clauses say differently. What says when is a difference too, though it is no conflict by itself."""
    vague = a.vague or b.vague
    if a.times and b.times and min(minutes_apart(x, y) for x in a.times for y in b.times) > (_VAGUE if vague else _EXACT):
        yield Conflict("time", (a.written.get("time", ""), b.written.get("time", "")))
    if a.dates and b.dates and not any(_dates_agree(x, y) for x in a.dates for y in b.dates):
        yield Conflict("date", (a.written.get("date", ""), b.written.get("date", "")))
    else:
        for names, aspect in _CALENDAR:
            if (x := a.when & names) and (y := b.when & names) and not x & y:
                yield Conflict(aspect, (_listed(x), _listed(y)))
    if a.relation and b.relation and not a.relation & b.relation:
        yield Conflict("time", (", ".join(sorted(a.relation)), ", ".join(sorted(b.relation))))
    if a.money and b.money and not a.money & b.money:
        yield Conflict("number", (a.written.get("number", ""), b.written.get("number", "")))
    for noun in a.counts.keys() & b.counts.keys():
        most = max(a.counts[noun], b.counts[noun])
        if abs(a.counts[noun] - b.counts[noun]) > (_VAGUE_SHARE * most if vague else 0):
            yield Conflict("number", (f"{a.counts[noun]:g} {noun}", f"{b.counts[noun]:g} {noun}"))
    for noun in a.colours.keys() & b.colours.keys():
        if not a.colours[noun] & b.colours[noun]:
            yield Conflict("colour", (f"{_listed(a.colours[noun])} {noun}", f"{_listed(b.colours[noun])} {noun}"))
    if a.plates and b.plates and not a.plates & b.plates:
        yield Conflict("plate", (a.written.get("plate", ""), b.written.get("plate", "")))
    if a.negated != b.negated and not (a.states | b.states) & words.MODAL:
        yield Conflict("fact", ("denied" if a.negated else "stated", "denied" if b.negated else "stated"))
    elif (pair := _excluding(a, b)) is not None:
        yield Conflict("fact", pair)
    if _places_differ(a, b):
        yield Conflict("place", (a.written.get("place", ""), b.written.get("place", "")))


def _listed(values: frozenset[str]) -> str:
    return " or ".join(sorted(values))


def _dates_agree(one: str, other: str) -> bool:
    """Whether two dates in ISO 8601 may be the same day: a month agrees with its days, a day without a year with that day."""
    if one.startswith("--") or other.startswith("--"):
        return one[-5:] == other[-5:]
    return one.startswith(other) or other.startswith(one) or "/" in one + other


def _excluding(a: Frame, b: Frame) -> tuple[str, str] | None:
    """Two states, decisions or kinds of which one thing has only one."""
    for one, other in words.STATES:
        for x, y in ((one, other), (other, one)):
            if (p := a.states & x) and (q := b.states & y) and not (a.states & y or b.states & x):
                return min(p), min(q)
    for one, other in words.DECISIONS:
        if (a.verb in one and b.verb in other) or (a.verb in other and b.verb in one):
            return a.verb, b.verb
    for kinds in words.KINDS:
        p, q = a.is_a & kinds, b.is_a & kinds
        if p and q and not p & q:
            return min(p), min(q)
    return None


def _places_differ(a: Frame, b: Frame) -> bool:
    if not a.places or not b.places or a.negated or b.negated or a.exists or b.exists:
        return False
    if a.verb.split(" ")[0] not in words.LOCATIVE or b.verb.split(" ")[0] not in words.LOCATIVE:
        return False
    return not a.place_words & b.place_words - words.STOP


def _same_event(a: Frame, b: Frame, aspect: Aspect) -> bool:
    """Whether the rest of two clauses is near enough to speak of one event."""
    x, y = a.content | a.named, b.content | b.named
    if aspect == "place":  # what differs is no part of the rest
        x, y = x - a.place_words, y - b.place_words
    excluding = _excluding(a, b) if aspect == "fact" and a.negated == b.negated else None
    if excluding is not None:
        x, y = x - set(excluding), y - set(excluding)
    if a.pronoun != b.pronoun:  # one names whom the other points to
        x, y = x - a.subject_names - {a.subject}, y - b.subject_names - {b.subject}
    shared = x & y
    if x - y and y - x:
        return False
    if a.objects and b.objects and not a.objects & b.objects:
        return False
    lying = aspect == "place" and {a.verb, b.verb} <= words.LYING
    if not a.verb or not (a.verb == b.verb or excluding is not None or lying):
        return False
    copular = a.verb in ("be", "")
    needed = 1 if copular and a.subject == b.subject and not a.pronoun else 2
    if aspect == "fact" and (a.exists or b.exists):  # "there are problems" here need not be those there
        needed = 3
    weight = len(shared) + (not copular) + (a.subject == b.subject and a.subject not in shared and not a.pronoun)
    if aspect == "place" and _same_moment(a, b):  # nobody is at two places at one time
        weight += 2
    return weight >= needed and len(shared) >= 0.5 * min(len(x), len(y))
