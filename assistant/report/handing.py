"""Which exhibits may be handed to the defence, and why others may not."""

from dataclasses import dataclass

from tools.case import Case, Exhibit
from tools.locks import locks


@dataclass(frozen=True)
class Handing:
    """The exhibits of a case by what may be done with them."""

    whole: tuple[Exhibit, ...]
    """Handed over as they are."""
    extracts: tuple[Exhibit, ...]
    """Of which only what a warrant allows is handed over, as text."""
    withheld: dict[str, str]
    """Exhibit and why its bytes are not handed over; counts and kinds, nothing of what it says."""


def handing(case: Case) -> Handing:
    """Sort the exhibits. What was taken without caution is handed over: it is the defence's to know, though nothing rests on it.

    A mail or archive that holds something withheld is withheld too, for its bytes hold it.
    """
    standing = locks(case)
    closed = dict.fromkeys(standing.withheld, "it is privileged")
    partly = {}
    for id_, limit in standing.limits.items():
        if id_ in closed:
            continue
        if limit.closed:
            closed[id_] = "it is outside the scope of the warrant"
        else:
            partly[id_] = limit.words
    bars = closed | {id_: f"{words}; what lies inside is handed over as text" for id_, words in partly.items()}
    whole, extracts, withheld = [], [], {}
    for exhibit in case.exhibits():
        inside = [one for one in _inside(case, exhibit.id) if one in bars]
        if exhibit.id in bars:
            withheld[exhibit.id] = bars[exhibit.id]
            if exhibit.id in partly:
                extracts.append(exhibit)
        elif inside:
            withheld[exhibit.id] = f"it holds {', '.join(sorted(inside))}, which {'are' if len(inside) > 1 else 'is'} withheld"
        else:
            whole.append(exhibit)
    return Handing(tuple(whole), tuple(extracts), withheld)


def _inside(case: Case, exhibit: str) -> set[str]:
    """Everything that came out of an exhibit, and out of that."""
    found: set[str] = set()
    waiting = [exhibit]
    while waiting:
        for member in case.members(waiting.pop()):
            if member.exhibit not in found:
                found.add(member.exhibit)
                waiting.append(member.exhibit)
    return found
