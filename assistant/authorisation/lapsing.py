"""What an urgent use has found is deleted when nobody approved it in time, or when it was rejected (AI Act, Article 26(10))."""

from datetime import UTC, datetime

from assistant.authorisation.acting import Acting
from assistant.authorisation.authorisation import Authorisation
from assistant.authorisation.recorded import all_of, events
from assistant.authorisation.use_log import BEGUN
from tools import forgetting
from tools.retention.extent import extent
from tools.retention.holds import holds

TOMBSTONE = "results_deleted"
HELD = "deletion_held"


def lapse(acting: Acting) -> None:
    """Delete the results of every urgent use whose 48 hours have run out without an approval, each once.

    Raises:
        LedgerDamaged: the record of authorisations is not what was written.
        CaseError: something is deleted but the database could not be written anew: repeat it.
    """
    forgetting.finish(acting.case)
    if not acting.ledger.path.exists():
        return
    now = datetime.now(UTC)
    late = [each for each in all_of(acting) if each.terms.urgent and each.status(now) == "lapsed"]
    if not late:
        return
    done = {event.data["authorisation"] for event in events(acting, TOMBSTONE)}
    for held in late:
        if held.id not in done:
            delete_results(acting, held, "nobody approved it within 48 hours")


def delete_results(acting: Acting, held: Authorisation, reason: str) -> None:
    """Delete what was found on one authorisation and on no approved one, with what was drawn of it, and leave a tombstone.

    A legal hold keeps it only where it says that the law asks for that (`Hold.urgent`); this is on record once.
    """
    kept = {each.id for each in all_of(acting) if each.was_approved}
    begun = [(event.data["authorisation"], event.data["result"]) for event in events(acting, BEGUN)]
    stays = {result for id_, result in begun if id_ is None or id_ in kept}
    keys = {result for id_, result in begun if id_ == held.id} - stays

    about = [each["exhibit"] for event in events(acting, BEGUN) if event.data["result"] in keys for each in event.data["input"]]
    if extent(acting.case.database.connection, keys=keys).runs and (hold := holds(acting.case).urgent_on(*about)) is not None:
        if not any(event.data["authorisation"] == held.id and event.data["hold"] == hold.record.id for event in events(acting, HELD)):
            acting.record(HELD, {"authorisation": held.id, "hold": hold.record.id, "reason": hold.words})
        return

    def recorded(gone: forgetting.Gone) -> None:
        data = {"authorisation": held.id, "reason": reason, "runs": gone.runs, "evidence": list(gone.evidence), "files": gone.files}
        acting.record(TOMBSTONE, data | {"names": gone.names})

    forgetting.forget(acting.case, sorted(keys), acting.officer, recorded=recorded)
