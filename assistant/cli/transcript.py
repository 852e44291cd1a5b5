"""exhibit transcript, exhibit confirm: what is said in a recording, and what people say of that."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from assistant.cli.output import Output, command
from assistant.confirmation import confirm as keep
from assistant.confirmation import read, withdraw
from assistant.naming import name_speaker, unname_speaker
from assistant.session import Session
from assistant.transcript_documents import ConfirmationRow, ConfirmDocument, NameDocument, SpeakerNameRow, TranscriptDocument, TranscriptRow
from assistant.viewing import may_view, purpose_of, viewed
from tools import results
from tools.confirmations import Confirmation
from tools.evidence import Utterance
from tools.speaker_names import SpeakerName


@click.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("exhibit")
@click.option("--purpose", help="What you look at it for; by default EXHIBIT_PURPOSE. It is on record.")
@command
def transcript(out: Output, folder: Path, exhibit: str, purpose: str | None) -> None:
    """Show what is said in the recording EXHIBIT, what of it is uncertain, and what people have confirmed or corrected."""
    session = Session.open(folder)
    if purpose is not None:
        session = replace(session, purpose=purpose_of(purpose))
    may_view(session)
    recording = session.case.exhibit(exhibit)
    found = read(session, recording.id)
    left = results.uncertain(session.case, recording.id)
    viewed(session, {"exhibit": recording.id, "fragment": None, "reason": "transcript asked for on the command line"})
    rows = [
        TranscriptRow(
            evidence=line.evidence, utterance=line.stands, confirmation=None if line.confirmation is None else _row(line.confirmation)
        )
        for line in found.lines
    ]
    document = TranscriptDocument(
        exhibit=recording.id,
        title=recording.title,
        utterances=rows,
        names=[SpeakerNameRow(**_name(record)) for record in found.names.values()],
        lapsed=list(map(_row, found.lapsed)),
        uncertain=left.stretches,
        uncertain_seconds=round(left.seconds, 2),
    )
    out.show(document, lambda screen: _told(screen, document))


@click.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("exhibit")
@click.argument("evidence", metavar="EV-ID")
@click.option("--text", help="What is said there, as you hear it; without it, what the machine wrote is confirmed.")
@click.option("--undo", is_flag=True, help="Take back what was confirmed or corrected.")
@command
def confirm(out: Output, folder: Path, exhibit: str, evidence: str, text: str | None, undo: bool) -> None:
    """Say, after listening to it, that the utterance EV-ID of the recording EXHIBIT is what is said there, or what is said
    instead. Answers may then rest on it. What the machine wrote is kept, and the record names you."""
    if undo and text is not None:
        raise click.UsageError("give either --text or --undo")
    session = Session.open(folder)
    recording = session.case.exhibit(exhibit)
    done = withdraw(session, recording.id, evidence) if undo else keep(session, recording.id, evidence, text)
    document = ConfirmDocument(
        exhibit=recording.id,
        evidence=done.record.evidence,
        verdict=done.record.verdict,
        before=done.before.text,
        after=done.line.stands.text,
        citable=done.line.stands.citable,
        by=done.record.officer,
        at=done.record.at.isoformat(),
        ledger_seq=done.ledger_seq,
    )
    out.show(document, lambda screen: _said(screen, document))


@click.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("exhibit")
@click.argument("speaker")
@click.argument("name", required=False)
@click.option("--because", metavar="EV-ID", help="The comparison of voices that supports it, by its evidence id.")
@click.option("--undo", is_flag=True, help="Take the name back.")
@command
def name(out: Output, folder: Path, exhibit: str, speaker: str, name: str | None, because: str | None, undo: bool) -> None:
    """Say that the voice SPEAKER (S1, S2, …) of the recording EXHIBIT is that of the person NAME. Only a comparison of voices that
    supports it (log10 LR above 0) lets it be kept; it is shown with your name and the comparison, and is on record."""
    if undo == (name is not None) or undo == (because is not None):
        raise click.UsageError("give NAME and --because EV-ID, or --undo")
    session = Session.open(folder)
    recording = session.case.exhibit(exhibit)
    if name is not None and because is not None:
        done = name_speaker(session, recording.id, speaker, name, because)
    else:
        done = unname_speaker(session, recording.id, speaker)
    document = NameDocument(**_name(done.record), log10_lr=done.log10_lr, ledger_seq=done.ledger_seq)
    told = str(done.record) if done.record.name else f"{speaker} of {recording.id} has no name any more"
    out.show(document, lambda screen: screen.print(f"{told}; record no. {done.ledger_seq}", markup=False))


def _name(record: SpeakerName) -> dict[str, Any]:
    return {
        "exhibit": record.exhibit,
        "speaker": record.speaker,
        "name": record.name,
        "comparison": record.comparison,
        "by": record.officer,
        "at": record.at.isoformat(),
    }


def _row(record: Confirmation) -> ConfirmationRow:
    return ConfirmationRow(evidence=record.evidence, verdict=record.verdict, text=record.text, by=record.officer, at=record.at.isoformat())


def _told(screen: Console, document: TranscriptDocument) -> None:
    for given in document.names:
        who = f"{given.speaker} is {given.name}, as confirmed by {given.by} on {given.at[:10]} on comparison {given.comparison}"
        screen.print(who, markup=False)
    for row in document.utterances:
        said = row.utterance
        speaker = f"{said.speaker}: " if said.speaker else "" if said.channel is None else f"channel {said.channel}: "
        screen.print(f"{row.evidence}  {said.start:8.2f}–{said.end:8.2f}  {speaker}{said.text}", markup=False)
        for about in _about(said):
            screen.print(f"{'':36}{about}", markup=False, style="dim")
    for record in document.lapsed:
        what = f"{record.verdict} by {record.by} on {record.at[:10]}" + (f": {record.text}" if record.text else "")
        screen.print(f"{record.evidence}  of an earlier transcript, does not apply: {what}", markup=False, style="dim")
    if document.uncertain:
        seconds = f"{document.uncertain_seconds:.0f} s"
        screen.print(f"{document.uncertain} uncertain and not confirmed ({seconds}): no answer rests on them.", markup=False)


def _about(said: Utterance) -> list[str]:
    """What there is to know about an utterance besides its words."""
    about = []
    if said.flags:
        about.append(", ".join(said.flags) + ("" if said.citable else "; not citable until somebody confirms it"))
    elif not said.citable:
        about.append("not citable until somebody confirms it")
    if said.confirmed_by is not None:
        about.append(f"confirmed by {said.confirmed_by}" if said.heard is None else f"corrected by {said.confirmed_by}")
    if said.heard is not None:
        about.append(f"the machine wrote: {said.heard}")
    return about


def _said(screen: Console, document: ConfirmDocument) -> None:
    said = {"confirmed": "Confirmed", "corrected": "Corrected", "withdrawn": "Taken back"}[document.verdict]
    screen.print(f"{said} by {document.by}, record no. {document.ledger_seq}: {document.after}", markup=False)
    if document.before != document.after:
        screen.print(f"before: {document.before}", markup=False, style="dim")
    if not document.citable:
        screen.print("It is uncertain, and nobody confirms it now: no answer rests on it.", style="dim")
