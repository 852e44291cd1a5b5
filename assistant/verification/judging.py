"""Giving a verdict on a candidate."""

import secrets
from dataclasses import dataclass
from typing import Any

from assistant.session import Session
from assistant.verification.examiners import is_among, may_judge, named
from assistant.verification.seal import VerdictSeal
from assistant.verification.witness import lead
from tools.errors import ToolError
from tools.verification import EXAMINERS, Judgement, Lead, Opened, Sealed, outcome, store


@dataclass(frozen=True)
class Given:
    """What came of a verdict."""

    record: Sealed
    judgement: Judgement
    lead: Lead
    """The candidate as it stands now."""
    ledger_seq: int
    """Number of the event in the ledger."""


def judge(session: Session, evidence: str, judgement: Judgement, examiner: str) -> Given:
    """Give a verdict on a candidate. The first stays sealed: its event in the ledger has only its commitment. The second opens both.

    Args:
        session: the open case.
        evidence: id of the candidate. That the exhibit's bytes are what they were is for the caller to make sure of.
        judgement: what the examiner says.
        examiner: who says so.

    Raises:
        ToolError: there is no such candidate, the examiner may not judge it or has judged it, or both have.
        IntegrityError: what is stored is not what it was.
        LedgerDamaged: the record of the case is not what it was: nothing was kept.
    """
    examiner = named(examiner)
    candidate = lead(session, evidence).candidate
    may_judge(session, candidate, examiner)
    seal = VerdictSeal(session.case)
    given = Opened(judgement=judgement, salt=secrets.token_hex(32))
    commitment = given.commitment(session.case.id, evidence, examiner)
    with store.turn(session.case, evidence) as turn:
        _refuse_again(examiner, [verdict.record.examiner for verdict in turn.earlier])
        record = Sealed(
            number=turn.number,
            exhibit=candidate.citations[0].exhibit,
            evidence=evidence,
            examiner=examiner,
            officer=session.officer,
            seal=seal.id,
            at=store.now(),
            commitment=commitment,
            sealed=seal.close(given, commitment),
        )
        opened = [(verdict.record, seal.open(verdict.record)) for verdict in turn.earlier] + [(record, given)]
        turn.add(record)
        if len(opened) < EXAMINERS:
            opened = []
        for verdict, said in opened:
            turn.open(verdict.number, said)
        event = session.record("verification", _event(record, candidate.candidate, opened))
    return Given(record, judgement, lead(session, evidence), event.seq)


def _refuse_again(examiner: str, earlier: list[str]) -> None:
    if is_among(examiner, earlier):
        raise ToolError(f"{examiner} has judged this candidate: the second verdict must be another person's.")
    if len(earlier) >= EXAMINERS:
        raise ToolError(f"{' and '.join(earlier)} have judged this candidate: what they made of it stands.")


def _event(record: Sealed, candidate: str, opened: list[tuple[Sealed, Opened]]) -> dict[str, Any]:
    """What the ledger keeps. It names no person of a gallery, and of a sealed verdict only the commitment."""
    return {
        "number": record.number,
        "id": record.id,
        "exhibit": record.exhibit,
        "evidence": record.evidence,
        "candidate": candidate,
        "examiner": record.examiner,
        "commitment": record.commitment,
        "verification": outcome(tuple(said.judgement for _, said in opened)),
        "opened": [
            {"number": verdict.number, "examiner": verdict.examiner, "commitment": verdict.commitment, **said.model_dump(mode="json")}
            for verdict, said in opened
        ],
    }
