"""The log of biometric uses, as Article 12(3) of the AI Act asks: period, reference database, matching input, who verified."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assistant.authorisation.acting import Acting
from assistant.authorisation.authorisation import Authorisation
from assistant.authorisation.checking import NOT_ASKED, Use
from assistant.authorisation.recorded import events
from tools import galleries
from tools.evidence import Candidate, Evidence, SpeakerComparison

BEGUN, ENDED = "biometric_begin", "biometric_end"


@contextmanager
def recorded_use(acting: Acting, use: Use, held: Authorisation | None, result: str) -> Iterator[Callable[[Sequence[Evidence]], None]]:
    """A biometric use between its two events; gives what hears what was found.

    The first event is on the disk before anything is worked out, and names the result (`result`, its key in the case) so that it can
    be deleted even where the program is killed in between.
    """
    gallery = None if use.gallery is None else galleries.gallery(acting.case, use.gallery)
    about: dict[str, Any] = {
        "authorisation": None if held is None else held.id,
        "number": None if held is None else held.number,
        "note": NOT_ASKED if held is None else None,
        "action": use.action,
        "result": result,
        "reference": None if gallery is None else {"gallery": gallery.id, "name": gallery.name, "state": gallery.state},
        "input": [{"exhibit": each, "sha256": acting.case.look_up(each).sha256} for each in use.exhibits],
    }
    begun = acting.record(BEGUN, about)
    matches: list[dict[str, str]] = []

    def found(evidence: Sequence[Evidence]) -> None:
        matches.extend(
            {"evidence": item.id, "exhibit": item.citations[0].exhibit, "fragment": item.citations[0].fragment}
            for item in evidence
            if isinstance(item, Candidate | SpeakerComparison)
        )

    done = False
    try:
        yield found
        done = True
    finally:
        acting.record(ENDED, {"begun": begun.seq, "matches": matches, "done": done})


@dataclass(frozen=True)
class BiometricUse:
    """One use, as it is reported."""

    seq: int
    """Number of the event that began it."""
    officer: str
    action: str
    started: datetime
    ended: datetime | None
    """None where the program was killed in between."""
    authorisation: str | None
    number: str | None
    note: str | None
    reference: dict[str, str] | None
    """The gallery that was searched."""
    input: tuple[dict[str, str], ...]
    """The exhibits that were searched with, each with its SHA-256."""
    matches: tuple[dict[str, str], ...]
    """What led to a match: the evidence and its place."""
    verified_by: tuple[str, ...]
    """The examiners who judged what was found."""


def uses(acting: Acting) -> list[BiometricUse]:
    """Every biometric use of a case.

    Raises:
        LedgerDamaged: the record is not what was written.
    """
    judged: dict[str, list[str]] = {}
    ended, begun = {}, []
    for event in events(acting, BEGUN, ENDED, "verification"):
        if event.event == BEGUN:
            begun.append(event)
        elif event.event == ENDED:
            ended[event.data["begun"]] = event
        else:
            judged.setdefault(event.data["evidence"], []).append(event.data["examiner"])
    found = []
    for event in begun:
        last, data = ended.get(event.seq), event.data
        matches = tuple(last.data["matches"]) if last is not None else ()
        found.append(
            BiometricUse(
                seq=event.seq,
                officer=event.officer,
                action=data["action"],
                started=datetime.fromisoformat(event.time).astimezone(UTC),
                ended=None if last is None else datetime.fromisoformat(last.time).astimezone(UTC),
                authorisation=data["authorisation"],
                number=data["number"],
                note=data["note"],
                reference=data["reference"],
                input=tuple(data["input"]),
                matches=matches,
                verified_by=tuple(dict.fromkeys(name for match in matches for name in judged.get(match["evidence"], ()))),
            )
        )
    return found
