"""The register: who and what the exhibits of a case name, put together where a person has said that it is the same."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tools.case import Case
from tools.errors import ToolError
from tools.register.collecting import seeds
from tools.register.decisions import Decision, decisions, standing
from tools.register.mention import Mention, Seed


@dataclass(frozen=True)
class Entry:
    """One person, number or the like: what one exhibit calls by one value, or several of these that a person put together."""

    seeds: tuple[Seed, ...]
    """In the order of the exhibits."""
    merged: tuple[Decision, ...] = ()
    """Those that hold it together."""

    @property
    def id(self) -> str:
        """That of its first part."""
        return self.seeds[0].id

    @property
    def type(self) -> str:
        """What it is: person, phone, …"""
        return self.seeds[0].type

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every place, in the order of the exhibits."""
        return tuple(mention for seed in self.seeds for mention in seed.mentions)

    @property
    def exhibits(self) -> tuple[str, ...]:
        """Those that name it."""
        return tuple(dict.fromkeys(seed.exhibit for seed in self.seeds))

    @cached_property
    def name(self) -> str:
        """What it is shown as: the longest of a person's names, else the value found most often; the first of equals."""
        values = [mention.value for mention in self.mentions]
        if self.type == "person":
            return max(values, key=lambda value: (len(value.split()), len(value)))
        return Counter(values).most_common(1)[0][0]


@dataclass(frozen=True)
class Register:
    """All entries of a case as they stand."""

    entries: tuple[Entry, ...]
    """In the order in which the exhibits name them first."""
    rejected: tuple[Decision, ...]
    """Those that stand."""
    lapsed: tuple[Decision, ...]
    """Decisions that stand on something that the exhibits, gone through anew, do not name any more: they do not apply."""
    newest: int
    """Number of the newest decision that was looked at."""

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        return {seed.id: entry for entry in self.entries for seed in entry.seeds}

    @cached_property
    def _by_exhibit(self) -> Mapping[str, Sequence[Mention]]:
        found: dict[str, list[Mention]] = {}
        for entry in self.entries:
            for mention in entry.mentions:
                found.setdefault(mention.exhibit, []).append(mention)
        return found

    def in_exhibit(self, exhibit: str) -> Sequence[Mention]:
        """Every mention in one exhibit."""
        return self._by_exhibit.get(exhibit, ())

    def entry(self, id_: str) -> Entry:
        """The entry with an id, its own or that of one of its parts; ToolError when there is none."""
        if (found := self._by_id.get(id_)) is None:
            raise ToolError(f"The register has no entry {id_!r}. `exhibit register CASE` lists them; exhibits must be processed first.")
        return found

    def told_apart(self, a: Entry, b: Entry) -> Decision | None:
        """The standing decision that two entries are not the same, if there is one."""
        return next((made for made in self.rejected if (side := _side(made, a)) is not None and _side(made, b) == 1 - side), None)


def register(case: Case) -> Register:
    """The register of a case as it stands.

    Raises:
        IntegrityError: stored evidence or a stored decision is not what was recorded.
    """
    return assembled(seeds(case), decisions(case))


def assembled(found: Sequence[Seed], made: Sequence[Decision]) -> Register:
    """The register that follows from what the exhibits name and what was decided: from nothing else, and always the same."""
    known = {seed.id: position for position, seed in enumerate(found)}
    stands = standing(made)
    lapsed = [each for each in stands if len([side for side in each.sides if any(id_ in known for id_ in side)]) < 2]
    apply = [each for each in stands if each not in lapsed]
    leader = list(range(len(found)))
    for decision in apply:
        if decision.verdict == "merged":
            _join(leader, [known[id_] for side in decision.sides for id_ in side if id_ in known])
    together: dict[int, list[Seed]] = {}
    for position, seed in enumerate(found):
        together.setdefault(_leader(leader, position), []).append(seed)
    entries = tuple(Entry(tuple(parts), tuple(_holding(parts, apply))) for parts in together.values())
    rejected = tuple(each for each in apply if each.verdict == "rejected")
    return Register(entries, rejected, tuple(lapsed), made[-1].number if made else 0)


def _holding(parts: Sequence[Seed], stands: Iterable[Decision]) -> Iterable[Decision]:
    own = {seed.id for seed in parts}
    return (each for each in stands if each.verdict == "merged" and any(own.intersection(side) for side in each.sides))


def _side(made: Decision, entry: Entry) -> int | None:
    """Which side of a rejection an entry has parts of: never both, since what was told apart is not merged."""
    return next((number for number, side in enumerate(made.sides) if any(seed.id in side for seed in entry.seeds)), None)


def _leader(leader: list[int], position: int) -> int:
    while leader[position] != position:
        position = leader[position]
    return position


def _join(leader: list[int], positions: Sequence[int]) -> None:
    """Let the first of them lead all, so that an entry is called by its first part whatever was decided first."""
    leaders = {_leader(leader, position) for position in positions}
    for each in leaders:
        leader[each] = min(leaders)
