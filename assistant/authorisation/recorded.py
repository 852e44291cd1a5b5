"""The authorisations of a case, by its record: there is no other place where they are kept, so that none can be put in past it."""

from collections.abc import Iterator
from datetime import datetime

from assistant.authorisation.acting import Acting
from assistant.authorisation.authorisation import Authorisation, Decided, Decision
from assistant.authorisation.terms import Terms
from assistant.ledger import LedgerDamaged, LedgerEvent
from assistant.ledger.keys import holds

ASKED = "authorisation_asked"
DECIDED: dict[str, Decision] = {
    "authorisation_approved": "approved",
    "authorisation_rejected": "rejected",
    "authorisation_revoked": "revoked",
}


def all_of(acting: Acting) -> list[Authorisation]:
    """Every authorisation in the order they were asked for.

    Raises:
        LedgerDamaged: the record of one is not what this station wrote.
    """
    found: dict[str, Authorisation] = {}
    for event in events(acting, ASKED, *DECIDED):
        data, at = event.data, datetime.fromisoformat(event.time)
        if event.event == ASKED:
            found[data["id"]] = Authorisation(data["id"], Terms.model_validate(data["terms"]), data["gallery"], event.officer, at)
            continue
        held = found[data["id"]]
        decided = Decided(DECIDED[event.event], event.officer, at, data["reason"], data.get("authorised_by"), data.get("number"))
        found[held.id] = Authorisation(held.id, held.terms, held.gallery, held.asked_by, held.asked_at, (*held.decided, decided))
    return list(found.values())


def events(acting: Acting, *kinds: str) -> Iterator[LedgerEvent]:
    """The events of some kinds, each held against its hash, this station's signature and its place in the record.

    Only these are parsed: the whole record is checked by `exhibit ledger verify`.

    Raises:
        LedgerDamaged: one is not what was written, or an event before it was taken out.
    """
    marks = [f'"event":"{kind}"'.encode() for kind in kinds]
    path = acting.ledger.path
    number = 0
    with path.open("rb") as lines:
        for line in lines:
            if not line.strip():
                continue
            number += 1
            if not any(mark in line for mark in marks):
                continue
            try:
                event = LedgerEvent.parse(line.decode().rstrip("\n"))
            except ValueError as error:
                raise LedgerDamaged(f"Event {number} of {path} is not one that this program wrote ({error}).") from error
            if event.event not in kinds:  # the words stand in a question or the like
                continue
            if event.key != acting.ledger.public:
                continue  # what another station authorised is not authorised here
            if event.seq != number or event.digest() != event.hash or not holds(event.key, event.signature, event.hash.encode()):
                raise LedgerDamaged(f"Event {number} of {path} is not what was written there: nothing is done on it.")
            yield event
