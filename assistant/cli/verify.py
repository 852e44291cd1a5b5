"""exhibit verify: what examiners make of candidates."""

from pathlib import Path
from typing import get_args

import click
from pydantic import ValidationError
from rich.console import Console

from assistant.accounts import Right
from assistant.cli.output import Output, command
from assistant.lead_documents import JudgementRow, LeadRow, VerifyDocument, VerifyListDocument
from assistant.session import Session
from assistant.verification import Given, all_leads, judge
from tools.verification import EXAMINERS, SCALE, Assessed, Feature, Finding, Judgement, Lead, Verdict
from tools.verification.wording import percent

_FEATURES, _FINDINGS = get_args(Feature), get_args(Finding)
_FORM = '"FEATURE=FINDING: remark"'


@click.command(
    epilog=f"Features: {', '.join(_FEATURES)}. Findings: {', '.join(_FINDINGS)}. "
    + " ".join(f"{verdict:+d}: {words}." for verdict, words in SCALE.items())
)
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("evidence", metavar="[EV-ID]", required=False)
@click.option("--verdict", type=click.IntRange(-3, 3), help="From -3 (another person) to 3 (the same person); 0 says neither.")
@click.option("--feature", "features", multiple=True, help=f"{_FORM}: what you see of one feature; may be given more than once.")
@click.option("--by", help="Who judges; by default the officer of this station.")
@click.option("--remark", default="", help="What else there is to say.")
@click.option("--list", "listed", is_flag=True, help="Show the candidates of the case and what became of them.")
@command
def verify(
    out: Output,
    folder: Path,
    evidence: str | None,
    verdict: int | None,
    features: tuple[str, ...],
    by: str | None,
    remark: str,
    listed: bool,
) -> None:
    """Judge whether a candidate, by its evidence id EV-ID, shows the same person as the gallery's picture. Two persons judge, each
    without knowing what the other said: the first verdict is sealed until the second is given. Who ran the search does not judge."""
    if listed:
        if evidence is not None or verdict is not None:
            raise click.UsageError("give either --list or EV-ID with --verdict")
        listing = VerifyListDocument(leads=[_row(lead) for lead in all_leads(_allowed(Session.open(folder)))])
        out.show(listing, lambda screen: _listing(screen, listing))
        return
    if evidence is None or verdict is None:
        raise click.UsageError("give EV-ID with --verdict, or --list")
    judgement = _judgement(verdict, features, remark)
    session = Session.open(folder)
    found = judge(session, evidence, judgement, by if by is not None else session.officer)
    document = _document(found)
    out.show(document, lambda screen: _told(screen, document))


def _allowed(session: Session) -> Session:
    """The list shows candidates without scores: examiners need it to judge, others to see what became of them."""
    if not session.standing.holds(Right.JUDGE):
        session.require(Right.VIEW)
    return session


def _judgement(verdict: int, features: tuple[str, ...], remark: str) -> Judgement:
    try:
        return Judgement.model_validate({"verdict": verdict, "features": [_assessed(text) for text in features], "remark": remark})
    except ValidationError as error:
        raise click.UsageError("; ".join(str(e["msg"]).removeprefix("Value error, ") for e in error.errors())) from None


def _assessed(text: str) -> Assessed:
    feature, equals, said = text.partition("=")
    finding, _, remark = said.partition(":")
    feature, finding = feature.strip().casefold(), finding.strip().casefold()
    if not equals or feature not in _FEATURES or finding not in _FINDINGS:
        raise click.UsageError(f"{text!r} is not of the form {_FORM}. Features: {', '.join(_FEATURES)}. Findings: {', '.join(_FINDINGS)}.")
    return Assessed.model_validate({"feature": feature, "finding": finding, "remark": remark.strip()})


def _row(lead: Lead) -> LeadRow:
    found = lead.candidate
    return LeadRow(
        evidence=found.id,
        exhibit=found.citations[0].exhibit,
        fragment=found.citations[0].fragment,
        candidate=found.candidate,
        gallery=found.gallery,
        person=found.person if found.verification != "unverified" else None,
        verification=found.verification,
        standing=found.standing,
        judged_by=[verdict.record.examiner for verdict in lead.verdicts],
        judgements=[row for verdict in lead.verdicts if (row := _judgement_row(verdict)) is not None],
    )


def _judgement_row(verdict: Verdict) -> JudgementRow | None:
    if verdict.opened is None:
        return None
    said = verdict.opened.judgement
    return JudgementRow(
        by=verdict.record.examiner,
        at=verdict.record.at.isoformat(),
        verdict=said.verdict,
        words=said.words,
        features=list(said.features),
        not_assessed=list(said.not_assessed),
        remark=said.remark,
    )


def _document(given: Given) -> VerifyDocument:
    found = given.lead.candidate
    return VerifyDocument(
        lead=_row(given.lead),
        by=given.record.examiner,
        verdict=given.judgement.verdict,
        words=given.judgement.words,
        score=found.score,
        threshold=found.threshold,
        rank=found.rank,
        gallery_size=found.gallery_size,
        fpir=found.fpir,
        fnir=found.fnir,
        conditions=list(found.conditions),
        ledger_seq=given.ledger_seq,
    )


def _listing(screen: Console, document: VerifyListDocument) -> None:
    for row in document.leads:
        screen.print(f"{row.evidence}  {row.exhibit} {row.fragment}  {row.candidate} of {row.gallery}", markup=False)
        screen.print(f"    {row.standing}", markup=False, style="bold")
        waiting = f", {EXAMINERS - len(row.judged_by)} to come: sealed" if len(row.judged_by) < EXAMINERS else ""
        if row.judged_by:
            screen.print(f"    judged by {', '.join(row.judged_by)}{waiting}", markup=False)
        for said in row.judgements:
            screen.print(f"    {said.by}: {said.verdict:+d}, {said.words}", markup=False, style="dim")
    if not document.leads:
        screen.print("The case has no candidates.")


def _told(screen: Console, document: VerifyDocument) -> None:
    lead = document.lead
    screen.print(f"{document.by}, record no. {document.ledger_seq}: {document.verdict:+d}, {document.words}", markup=False)
    score = "none" if document.score is None else f"{document.score:.3f}"
    screen.print(
        f"The search: score {score}, threshold {document.threshold:.3f}, rank {document.rank}, {document.gallery_size} in the gallery, "
        f"measured FPIR at most {percent(document.fpir)}, FNIR {percent(document.fnir)}",
        markup=False,
        style="dim",
    )
    for condition in document.conditions:
        screen.print(f"  {condition}", markup=False, style="dim")
    if len(lead.judged_by) < EXAMINERS:
        screen.print("Your verdict is sealed until another examiner has judged.", markup=False)
    screen.print(lead.standing, markup=False, style="bold")
