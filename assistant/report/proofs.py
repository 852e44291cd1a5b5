"""That the cited answers stand in the signed record: the head, and the proof of each, for anybody to verify."""

from dataclasses import dataclass
from typing import Any

from assistant.ledger import LedgerDamaged, inclusions, verify_case
from assistant.report.assembling import Assembled
from assistant.report.document import LedgerShown
from assistant.session import Session


@dataclass(frozen=True)
class Proved:
    """The record as it is shown, and the proofs that go with it."""

    shown: LedgerShown
    proofs: tuple[dict[str, Any], ...]


def prove(session: Session, made: Assembled) -> Proved:
    """Prove the answers of a report, and its signing where it has one. Answers that hold something withheld stay out: a proof has the
    whole event.

    Raises:
        LedgerDamaged: the record does not have the root that was signed.
    """
    report = made.report
    locked = {
        finding.seq for finding in (*report.findings, *report.negative) if any(s.withheld for s in (*finding.statements, *finding.counter))
    }
    seqs = [answered.seq for answered in made.answers if answered.seq not in locked]
    if report.signing is not None:
        seqs.append(report.signing.seq)
    head, proofs = inclusions(session.case.folder, seqs)
    assert head.root is not None  # `inclusions` proves under it
    shown = LedgerShown(
        events=head.events,
        hash=head.hash,
        root=head.root,
        signature=head.signature,
        key=head.key,
        proofs=tuple(seqs),
        without=tuple(sorted(locked)),
    )
    return Proved(shown, tuple(proofs))


def require_intact(session: Session) -> None:
    """Pass where no event of the record was edited, removed, reordered or cut off; LedgerDamaged otherwise."""
    verdict = verify_case(session.case.folder, session.case.id, {session.ledger.public}, session.ledger.station_head_path.parent)
    if not verdict.ok:
        raise LedgerDamaged(f"The record of the case is not what it was: {verdict.reason}. Nothing is released.")
