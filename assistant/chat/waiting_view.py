"""The runs that wait for a person, each with its exact arguments, and the form of who may decide."""

from collections.abc import Mapping
from datetime import datetime

from assistant.accounts import Right
from assistant.approvals import UNANSWERED, Approval, reviewers
from assistant.chat.answer_view import call_words
from assistant.chat.escape import Html, join, tag
from assistant.execution import lacking
from assistant.session import Session

REASON_LONGEST = 500
_TOLD = {
    "waiting": "waits",
    "approved": "approved",
    "edited": "approved with other arguments",
    "rejected": "rejected",
    "unanswered": "not answered in time, which means no",
}


def waiting_view(session: Session, every: list[Approval], now: datetime) -> Html:
    """What waits first, then what became of the others; and how long those who decide look."""
    waiting = [each for each in every if each.status(now) == "waiting"]
    done = [each for each in reversed(every) if each.status(now) != "waiting"]
    nothing = tag("p", "No question waits for a person.", class_="hint") if not waiting else None
    rest = (
        tag("details", tag("summary", f"Decided or not answered: {len(done)}"), *(_run(session, each, now) for each in done))
        if done
        else None
    )
    return tag("section", tag("h2", "Questions that wait"), nothing, *(_run(session, each, now) for each in waiting), rest, _meter(every))


def _run(session: Session, held: Approval, now: datetime) -> Html:
    status = held.status(now)
    calls = [_call(session, call.call.tool, call.call.args, held, status == "waiting") for call in held.calls]
    until = f", no answer by {held.asked_at + UNANSWERED:%Y-%m-%d %H:%M} UTC means no" if status == "waiting" else ""
    decided = None
    if (outcome := held.outcome) is not None:
        left = " It has not been gone on with yet." if held.left else ""
        with_ = tag("span", " With: ", _args(outcome.args)) if outcome.args else None
        decided = tag("p", f"{outcome.by}, {outcome.at:%Y-%m-%d %H:%M} UTC: “{outcome.reason}”.{left}", with_, class_="decided")
    return tag(
        "article",
        tag("h3", tag("b", held.id), " ", tag("span", held.question, dir="auto")),
        tag(
            "p", f"{held.asked_by} asked this on {held.asked_at:%Y-%m-%d %H:%M} UTC; ", tag("b", _TOLD[status]), f"{until}.", class_="hint"
        ),
        *calls,
        decided,
        _form(session, held) if status == "waiting" else None,
        class_=f"run {status}",
    )


def _call(session: Session, tool: str, args: Mapping[str, object], held: Approval, waits: bool) -> Html:
    lacks = lacking(session.in_the_name_of(held.asked_by), held.calls[0].call) if waits and len(held.calls) == 1 else None
    return tag("div", tag("p", call_words(tool, args), class_="exact"), tag("p", lacks, class_="lacks") if lacks else None)


def _args(args: Mapping[str, object]) -> Html:
    return tag("code", ", ".join(f"{name}={value!r}" for name, value in args.items()))


def _form(session: Session, held: Approval) -> Html | None:
    """The form of who may decide; who asked may not, on a station with accounts."""
    if not session.standing.holds(Right.APPROVE):
        return None
    if held.asked_by == session.officer and not session.standing.single_user:
        return tag("p", "You asked this: somebody else decides.", class_="hint")
    edits = None
    if len(held.calls) == 1:
        fields = [
            tag("label", name, tag("input", type="text", name_=f"arg-{name}", value=value, data_was=value))
            for name, value in held.calls[0].call.args.items()
        ]
        edits = tag("details", tag("summary", "Other arguments"), *fields)
    return tag(
        "form",
        edits,
        tag("label", "Reason, for the record", tag("input", type="text", name_="reason", maxlength=REASON_LONGEST, required=True)),
        tag(
            "div",
            tag("button", "Approve these arguments", type="submit", value="run-approve", class_="primary"),
            tag("button", "Approve as changed", type="submit", value="run-edit") if edits else None,
            tag("button", "Reject", type="submit", value="run-reject", class_="no"),
            class_="buttons",
        ),
        class_="deciding",
        data_id=held.id,
    )


def _meter(every: list[Approval]) -> Html | None:
    rows = [
        tag(
            "li",
            tag("b", each.by),
            f": {each.decisions} decided, ",
            "never looked first" if each.median_seconds is None else f"median {each.median_seconds:.0f} s after the first look",
            tag("strong", f", {each.hasty} within seconds or unseen") if each.hasty else None,
        )
        for each in reviewers(every)
    ]
    return join((tag("h3", "How long those who decide look"), tag("ul", *rows, class_="meter"))) if rows else None
