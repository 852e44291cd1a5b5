"""exhibit authorise: who answers for biometric calls, exports and publications."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from assistant import authorisation
from assistant.accounts import Right
from assistant.authorisation import URGENT, Authorisation
from assistant.authority_documents import AuthorisationRow, AuthorisationsDocument, DecisionRow, UseRow, UsesDocument
from assistant.cli.output import Output, command
from assistant.session import Session

_CASE = click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
_ID = click.argument("id_", metavar="AU-NUMBER")
_REASON = click.option("--reason", required=True, help="Why, in words; it is on record.")
_TERMS = (
    click.option("--for", "actions", multiple=True, required=True, help="search_faces, compare_speakers, name_speaker, export, …"),
    click.option("--purpose", required=True, help="What it is for."),
    click.option("--offence", help="The criminal offence that is investigated."),
    click.option("--missing-person", help="Or the missing person that is searched for."),
    click.option("--legal-basis", required=True, help="The law that it rests on."),
    click.option("--necessity", metavar="WHY", help="Why nothing milder would do, and why it outweighs what it does to those concerned."),
    click.option("--recipient", help="To whom what leaves the case is given; stands in the record of each export."),
    click.option("--by", "authorised_by", metavar="AUTHORITY", help="Who decided: the court or the administrative authority."),
    click.option("--number", help="Number of that decision."),
    click.option("--first-identification", metavar="FACTS", help="Facts that make it a first identification, which needs no decision."),
    click.option("--gallery", help="The gallery that faces are compared with."),
    click.option("--exhibit", "exhibits", multiple=True, help="An exhibit that it is for; may be given more than once."),
    click.option("--expires", required=True, metavar="DAY", help="Its last day, as YYYY-MM-DD (UTC)."),
    click.option("--each-use", is_flag=True, help="Each call that a question leads to waits for a person's approval."),
)


@click.group()
def authorise() -> None:
    """Ask for authorisations, decide on them, and see what was done on them. A biometric call, an export or a published patrol plan
    that none covers is not done."""


def _terms(function: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_TERMS):
        function = option(function)
    return function


@authorise.command()
@_CASE
@_terms
@command
def new(out: Output, folder: Path, **said: Any) -> None:
    """Ask for an authorisation in CASE. Nothing may be done on it before a supervisor has approved it."""
    _ask(out, folder, urgent=False, **said)


@authorise.command()
@_CASE
@_terms
@command
def urgent(out: Output, folder: Path, **said: Any) -> None:
    """Ask for one that cannot wait. It may be used at once; what is found is deleted unless it is approved within 48 hours."""
    _ask(out, folder, urgent=True, **said)


@authorise.command("list")
@_CASE
@command
def list_(out: Output, folder: Path) -> None:
    """List the authorisations of CASE, and what became of each."""
    _show(out, authorisation.all_of(_looking(folder)))


@authorise.command()
@_CASE
@_ID
@_REASON
@click.option("--by", "authorised_by", metavar="AUTHORITY", help="Who decided, where an urgent use was asked for before.")
@click.option("--number", help="Number of that decision.")
@command
def approve(out: Output, folder: Path, id_: str, reason: str, authorised_by: str | None, number: str | None) -> None:
    """Approve an authorisation. Who asked for it does not approve it."""
    _show(out, [authorisation.approve(Session.open(folder), id_, reason, authorised_by, number)])


@authorise.command()
@_CASE
@_ID
@_REASON
@command
def reject(out: Output, folder: Path, id_: str, reason: str) -> None:
    """Reject an authorisation. What an urgent use has found is deleted at once."""
    _show(out, [authorisation.reject(Session.open(folder), id_, reason)])


@authorise.command()
@_CASE
@_ID
@_REASON
@command
def revoke(out: Output, folder: Path, id_: str, reason: str) -> None:
    """Take an approved authorisation back. Nothing more is done on it."""
    _show(out, [authorisation.revoke(Session.open(folder), id_, reason)])


@authorise.command()
@_CASE
@command
def uses(out: Output, folder: Path) -> None:
    """List the biometric uses in CASE: when, against which gallery, with what, what matched, and who verified it."""
    found = authorisation.uses(_looking(folder))
    rows = [
        UseRow.model_validate(
            vars(use)
            | {
                "started": use.started.isoformat(),
                "ended": use.ended and use.ended.isoformat(),
                "input": list(use.input),
                "matches": list(use.matches),
                "verified_by": list(use.verified_by),
            }
        )
        for use in found
    ]
    document = UsesDocument(uses=rows)
    out.show(document, lambda screen: _used(screen, document))


def _ask(out: Output, folder: Path, *, expires: str, **said: Any) -> None:
    try:
        date.fromisoformat(expires)
    except ValueError:
        raise click.UsageError(f"{expires!r} is not a day of the form 2027-01-31 (--expires)") from None
    _show(out, [authorisation.ask(Session.open(folder), authorisation.terms_of(said, expires))])


def _looking(folder: Path) -> Session:
    session = Session.open(folder)
    if not session.standing.holds(Right.APPROVE):
        session.require(Right.VIEW)
    return session


def _show(out: Output, found: list[Authorisation]) -> None:
    document = AuthorisationsDocument(authorisations=[_row(each) for each in found])
    out.show(document, lambda screen: _told(screen, document))


def _row(held: Authorisation) -> AuthorisationRow:
    now, terms = datetime.now(UTC), held.terms
    status = held.status(now)
    return AuthorisationRow(
        id=held.id,
        status=status,
        **terms.model_dump(mode="json", exclude={"number"}),
        number=held.number,
        asked_by=held.asked_by,
        asked_at=held.asked_at.isoformat(),
        decide_before=(held.asked_at + URGENT).isoformat() if status == "urgent" else None,
        decisions=[
            DecisionRow(
                decision=one.decision,
                by=one.by,
                at=one.at.isoformat(),
                reason=one.reason,
                authorised_by=one.authorised_by,
                number=one.number,
            )
            for one in held.decided
        ],
    )


def _told(screen: Console, document: AuthorisationsDocument) -> None:
    for row in document.authorisations:
        scope = ", ".join(filter(None, (*row.exhibits, row.gallery and f"gallery “{row.gallery}”")))
        screen.print(f"{row.id}  {row.status:<9} {', '.join(row.actions)}  {scope}  until {row.expires[:10]}", markup=False)
        screen.print(f"    {row.purpose}; {row.offence or row.missing_person}; {row.legal_basis}", markup=False)
        for said, about in ((row.necessity, "nothing milder would do"), (row.recipient, "given to")):
            if said:
                screen.print(f"    {about}: {said}", markup=False)
        decided = f"{row.authorised_by}, {row.number}" if row.number else row.first_identification or "no decision yet"
        screen.print(f"    {decided}; asked for by {row.asked_by}", markup=False, style="dim")
        if row.decide_before:
            screen.print(f"    decide before {row.decide_before[:16]} UTC, or its results are deleted", markup=False, style="bold red")
        for one in row.decisions:
            screen.print(f"    {one.decision} by {one.by} on {one.at[:16]}: {one.reason}", markup=False, style="dim")
    if not document.authorisations:
        screen.print("The case has no authorisations.")


def _used(screen: Console, document: UsesDocument) -> None:
    for row in document.uses:
        inputs = ", ".join(each["exhibit"] for each in row.input)
        against = f" against “{row.reference['name']}”" if row.reference else ""
        screen.print(f"{row.started[:19]}  {row.officer}: {row.action} of {inputs}{against}", markup=False)
        verified = f", verified by {', '.join(row.verified_by)}" if row.verified_by else ", not verified"
        on = row.authorisation or row.note or ""
        screen.print(f"    {on}; {len(row.matches)} found{verified if row.matches else ''}", markup=False, style="dim")
    if not document.uses:
        screen.print("There were no biometric uses.")
