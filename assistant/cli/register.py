"""exhibit register: who and what the exhibits name, what of it may be the same, and what people decide."""

from pathlib import Path

import click
from rich.console import Console

from assistant import registering
from assistant.cli.admitted import admitted
from assistant.cli.output import Output, command
from assistant.register_documents import (
    DecidedDocument,
    DecisionRow,
    DecisionsDocument,
    EntryRow,
    RegisterDocument,
    SuggestionsDocument,
    decision_row,
    entry_row,
    suggestion_row,
)
from assistant.session import Session
from tools import register as registers
from tools.evidence import Citation
from tools.register.decisions import standing

_CASE = click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
_REASON = click.option("--reason", required=True, help="What the decision rests on, in your words; it is on record.")


class _CaseFirst(click.Group):
    """A group whose first argument may also be a case: then its register is shown."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["show", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=_CaseFirst)
def register() -> None:
    """Show who and what the exhibits name (`exhibit register CASE`), what of it may be the same, and decide. Nothing is put together
    without a person, every decision is on record, and each can be taken back."""


@register.command()
@_CASE
@click.option("--type", "kind", help="Only entries of this type: person, organisation, phone, vehicle_plate, …")
@command
def show(out: Output, folder: Path, kind: str | None) -> None:
    """List the entries with every place that names them; `exhibit register CASE` is the same."""
    found = registers.register(admitted(folder).case)
    document = RegisterDocument(
        entries=[entry_row(entry) for entry in found.entries if kind in (None, entry.type)],
        rejected=[decision_row(made, stands=True) for made in found.rejected],
        lapsed=[decision_row(made, stands=True) for made in found.lapsed],
    )
    out.show(document, lambda screen: _entries(screen, document))


@register.command()
@_CASE
@command
def suggestions(out: Output, folder: Path) -> None:
    """Show entries that may be the same, with what speaks for and what against it."""
    case = admitted(folder).case
    found = registers.register(case)
    document = SuggestionsDocument(suggestions=list(map(suggestion_row, registers.suggestions(case, found))), newest=found.newest)
    out.show(document, lambda screen: _suggestions(screen, document))


@register.command()
@_CASE
@click.argument("entries", metavar="ENTRY ENTRY …", nargs=-1, required=True)
@_REASON
@command
def merge(out: Output, folder: Path, entries: tuple[str, ...], reason: str) -> None:
    """Say that the entries are the same person, number or the like."""
    _decided(out, registering.merge(Session.open(folder), entries, reason))


@register.command()
@_CASE
@click.argument("a", metavar="ENTRY")
@click.argument("b", metavar="ENTRY")
@_REASON
@command
def reject(out: Output, folder: Path, a: str, b: str, reason: str) -> None:
    """Say that two entries are not the same: they are not suggested again."""
    _decided(out, registering.reject(Session.open(folder), a, b, reason))


@register.command()
@_CASE
@click.option("--decision", type=click.IntRange(min=1), help="Its number; by default the newest that stands.")
@click.option("--reason", default="", help="Why; it is on record.")
@command
def undo(out: Output, folder: Path, decision: int | None, reason: str) -> None:
    """Take a decision back: the register is exactly as if it had never been made."""
    _decided(out, registering.undo(Session.open(folder), decision, reason=reason))


@register.command()
@_CASE
@command
def decisions(out: Output, folder: Path) -> None:
    """List everything that was decided, also what was taken back."""
    made = registers.decisions(admitted(folder).case)
    stands = {each.number for each in standing(made)}
    document = DecisionsDocument(decisions=[decision_row(each, stands=each.number in stands) for each in made])
    out.show(document, lambda screen: screen.print("\n".join(map(_told, document.decisions)), markup=False))


def _decided(out: Output, done: registering.Decided) -> None:
    row = decision_row(done.record, stands=done.record.verdict != "undone")
    document = DecidedDocument(decision=row, ledger_seq=done.ledger_seq)
    out.show(document, lambda screen: screen.print(f"{_told(row)}; record no. {done.ledger_seq}", markup=False))


def _told(row: DecisionRow) -> str:
    what = f"takes back decision {row.undoes}" if row.verdict == "undone" else f"{row.verdict} {', '.join(row.entries)}"
    taken = "" if row.stands or row.verdict == "undone" else " (taken back)"
    return f"{row.decision}: {row.by} on {row.at[:10]} {what}{taken}" + (f": {row.reason}" if row.reason else "")


def _entries(screen: Console, document: RegisterDocument) -> None:
    for row in document.entries:
        _entry(screen, row)
    if not document.entries:
        screen.print("The register is empty: process the exhibits first (`exhibit process CASE`).")
    for made in document.lapsed:
        screen.print(f"does not apply any more: {_told(made)}", markup=False, style="dim")


def _entry(screen: Console, row: EntryRow, indent: str = "") -> None:
    screen.print(f"{indent}{row.entry}  {row.type}: {row.name}", markup=False, style="bold")
    for made in row.merged_by:
        screen.print(f"{indent}    {_told(made)}", markup=False, style="dim")
    for mention in row.mentions:
        about = "".join(f", {said}" for said in (mention.born and f"born {mention.born}", mention.note) if said)
        mark = " NOT VALID" if mention.valid is False else ""
        screen.print(f"{indent}    {mention.written}{mark}{about}  {_places(mention.citations)}", markup=False)


def _suggestions(screen: Console, document: SuggestionsDocument) -> None:
    for number, row in enumerate(document.suggestions, start=1):
        screen.print(f"{number}. May be the same; only a person decides that:")
        for entry in row.entries:
            _entry(screen, entry, "   ")
        for reason in row.reasons:
            screen.print(f"   for: {reason.text}", markup=False)
        for reason in row.against:
            screen.print(f"   against: {reason.text}  {_places(reason.citations)}".rstrip(), markup=False)
        if not row.against:
            screen.print("   against: nothing that the exhibits show", markup=False)
    if not document.suggestions:
        screen.print("There is nothing to suggest.")


def _places(citations: list[Citation]) -> str:
    return " ".join(f"[{cited.exhibit} {cited.fragment}]" for cited in citations)
