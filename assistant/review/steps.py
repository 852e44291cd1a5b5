"""A transcript told in order, as a reviewer goes through it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import prompts
from assistant.ledger import LedgerEvent
from assistant.review.kinds import ENDS, words
from assistant.review.transcript import Transcript

What = Literal["asked", "prompts", "route", "call", "use on persons", "approval", "against", "answer", "opened", "edit", "act", "review"]


@dataclass(frozen=True)
class Step:
    """One thing that happened."""

    seq: int
    at: str
    """ISO 8601, UTC."""
    by: str
    what: What
    text: str
    """In one line."""
    details: Mapping[str, Any]
    """What the record has of it."""


def steps(about: Transcript, events: Sequence[LedgerEvent]) -> list[Step]:
    """What happened, in order: the question, the hashes of what the model was told, the routes considered, each call with its arguments,
    the answer, the evidence opened beside it, and what people changed afterwards in what it rests on.

    Args:
        about: the transcript.
        events: the whole record.
    """
    found = [_step(event) for event in (*about.events, *about.reviews, *edits(about, events)) if event.event != "indexed"]
    return sorted(found, key=lambda step: step.seq)


def edits(about: Transcript, events: Sequence[LedgerEvent]) -> list[LedgerEvent]:
    """Confirmations and corrections that came after an answer, of utterances that its calls found or that it cites; and voices that were
    named in the exhibits that it cites."""
    if about.kind != "question":
        return []
    evidence = {id_ for call in about.calls for id_ in call.data.get("evidence", ())}
    places = {(cited["exhibit"], cited["fragment"]) for cited in _cited(about)}
    exhibits = {exhibit for exhibit, _ in places}
    later = [event for event in events if event.seq > about.end.seq]
    return [
        event
        for event in later
        if (
            event.event == "confirmation"
            and (event.data["evidence"] in evidence or (event.data["exhibit"], event.data["fragment"]) in places)
        )
        or (event.event == "speaker_name" and event.data["exhibit"] in exhibits)
    ]


def _cited(about: Transcript) -> Iterator[Mapping[str, Any]]:
    for sentence in (*about.end.data.get("sentences", ()), *about.end.data.get("counter", ())):
        yield from sentence["citations"]


def _step(event: LedgerEvent) -> Step:
    what, text = _told(event)
    details = {name: value for name, value in event.data.items() if name != "inquiry"}
    return Step(event.seq, event.time, event.officer, what, text, details)


def _told(event: LedgerEvent) -> tuple[What, str]:
    data, kind = event.data, event.event
    if kind == "question":
        return "asked", data["question"]
    if kind == "prompts":
        return "prompts", f"{len(data['sent'])} requests to the model: {_prompts(data['sent'])}"
    if kind == "route":
        considered = sorted(data["considered"].items(), key=lambda item: -item[1])
        return "route", "considered " + (", ".join(f"{name} {score:.2f}" for name, score in considered) or "nothing")
    if kind == "tool_call":
        came = data["error"] or f"{len(data.get('evidence', ()))} findings"
        return "call", f"{data['tool']} {data['args']}: {came}"
    if kind in ("biometric_begin", "biometric_end"):
        begun = kind == "biometric_begin"
        return (
            "use on persons",
            f"{data['action']} on {data['authorisation'] or data['note']}" if begun else f"{len(data['matches'])} matches",
        )
    if kind in ("approval_wanted", "approval_given"):
        return "approval", f"{data['id']}: " + (
            f"{data['decision']}, {data['reason']}" if kind == "approval_given" else "waits for a person"
        )
    if kind == "counter":
        return "against", f"what speaks against: {len(data['sentences'])} sentences"
    if kind in ENDS:
        said = [sentence["text"] for sentence in data.get("sentences", ())]
        return "answer", f"{kind}: " + (" ".join(said) or str(data.get("note") or data.get("error") or ""))
    return _beside(event)


def _beside(event: LedgerEvent) -> tuple[What, str]:
    data, kind = event.data, event.event
    if kind == "view":
        return "opened", f"{data['exhibit']} {data['fragment'] or ''}: {data['reason']}"
    if kind == "confirmation":
        return "edit", f"{data['exhibit']} {data['fragment']} {data['verdict']}: “{data['before']}” → “{data['after']}”"
    if kind == "speaker_name":
        return "edit", f"{data['exhibit']} {data['speaker']}: {data['name'] or 'name taken back'}"
    if kind == "flag":
        return "review", f"flagged as {data['as']}: {data['comment']}"
    if kind == "review_verdict":
        return "review", f"{data['verdict']} (no. {data['on']})" + (f": {data['comment']}" if data["comment"] else "")
    if kind == "review_view":
        return "review", f"looked at by a reviewer ({data['what']})"
    return "act", words(event)


def _prompts(sent: Sequence[Sequence[Mapping[str, str]]]) -> str:
    """The fixed prompts among those that were sent by their names, if they are as they are now; the others by their hashes."""
    named = dict.fromkeys(message["sha256"] for request in sent for message in request)
    return ", ".join(_fixed().get(sha, f"{sha[:12]}…") for sha in named)


@cache
def _fixed() -> Mapping[str, str]:
    """Names of the prompts that have no places to fill in, by the SHA-256 of their texts in this version of the program."""
    return {hashlib.sha256(text.encode()).hexdigest(): name for name, text in prompts.fixed().items()}
