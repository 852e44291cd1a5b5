"""Dry run first: what is due is shown and put on record, and only exactly that is then carried out."""

from collections.abc import Sequence
from datetime import UTC, datetime

from assistant import deletion
from assistant.accounts import Right
from assistant.authorisation.recorded import events
from assistant.retention import waiting
from assistant.session import Session
from tools.errors import ToolError
from tools.retention.planning import Item, Plan, plan
from tools.retention.removal import Gone

DRY_RUN = "retention_dry_run"


def due(session: Session, at: datetime | None = None) -> Plan:
    """What is due now or will be at a time; only looks.

    Raises:
        NotAllowed: the officer may not see the case.
    """
    session.require(Right.VIEW)
    return plan(session.case, at or datetime.now(UTC), waiting.waiting(session))


def dry_run(session: Session) -> Plan:
    """What a deletion would do now, on record with its digest; deletes nothing. Errors as in `carry_out`."""
    session.require(Right.RETAIN)
    found = due(session)
    data = {
        "digest": found.digest,
        "going": [{"kind": item.kind, "subject": item.subject, "rule": item.rule.number} for item in found.going],
        "kept": [{"kind": item.kind, "subject": item.subject, "why": item.kept} for item in found.items if item.kept is not None],
    }
    session.record(DRY_RUN, data)
    return found


def carry_out(session: Session, digest: str) -> Gone:
    """Delete what a dry run has shown, and nothing else.

    Args:
        session: the open case.
        digest: of the dry run.

    Raises:
        NotAllowed: the officer is no supervisor.
        ToolError: there was no such dry run, it showed nothing, or what is due is not the same any more.
        CaseError: as in `deletion.delete`.
    """
    session.require(Right.RETAIN)
    if not any(event.data["digest"] == digest for event in events(session, DRY_RUN)):
        raise ToolError(f"No dry run of this case has the digest {digest!r}: run `exhibit retention apply` without --yes first.")
    before = _same(session, digest)
    if not before.going:
        raise ToolError("Nothing is due that may be deleted.")
    runs = [item for item in before.going if item.kind == "waiting"]
    rest = [item for item in before.going if item.kind != "waiting"]
    if not rest:
        waiting.delete(session, runs)
        return Gone((), 0)

    def chosen() -> Sequence[Item]:
        return _same(session, digest).going

    gone = deletion.delete(session, chosen, digest)
    waiting.delete(session, runs)
    return gone


def _same(session: Session, digest: str) -> Plan:
    now = due(session)
    if now.digest != digest:
        raise ToolError(
            "What is due is not what the dry run has shown: something was added, found, held or changed since, or has come due. "
            "Nothing was deleted. Run `exhibit retention apply` without --yes again and look at it."
        )
    return now
