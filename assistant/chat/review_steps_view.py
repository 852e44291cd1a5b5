"""A transcript on the screen, step by step, with a form for verdicts."""

import json
from collections.abc import Sequence
from typing import get_args

from assistant.chat.escape import Html, tag
from assistant.chat.pictured import chips
from assistant.review import Entry, Review, Step, Verdict
from assistant.review.draw import SHARE, lot
from assistant.review.verdicts import LONGEST, reviews_of
from tools.evidence import Citation

_WORDS = {"accepted": "Accept", "corrected": "Corrected", "refused": "Refuse"}


def steps_view(entry: Entry, told: Sequence[Step]) -> Html:
    """A transcript with the reasons to look at it."""
    about = entry.transcript
    reasons = tag("ul", *(tag("li", reason.text) for reason in entry.reasons), class_="reasons")
    calls = {call.seq for call in about.calls}
    judged = {about.end.seq} | (calls if about.kind == "question" else set())
    given = list(reviews_of(about))
    rows = [_step(step, given, form=step.seq in judged and not entry.mine, whole=step.seq == about.end.seq) for step in told]
    mine = tag("p", "You took part in this: somebody else must review it.", class_="hint") if entry.mine else None
    draw = f"Its lot is {lot(about.first):.4f}; below {SHARE} is drawn. Anybody can work it out from the record and the public key."
    return tag(
        "article",
        tag("h2", about.title, dir="auto"),
        reasons if entry.reasons else tag("p", "Not in the queue.", class_="hint"),
        mine,
        tag("ol", *rows, class_="replay"),
        tag("p", draw, class_="hint"),
        class_="reviewed",
        data_of=about.seq,
    )


def _step(step: Step, given: Sequence[Review], *, form: bool, whole: bool) -> Html:
    details = json.dumps(dict(step.details), ensure_ascii=False, indent=1)
    head = tag("span", tag("b", step.what), f" no. {step.seq}, {step.at[11:19]} UTC, {step.by}", class_="who")
    verdicts = [
        tag("p", tag("b", review.verdict), f" by {review.by}", f": {review.comment}" if review.comment else "", class_="verdict")
        for review in given
        if review.on == step.seq
    ]
    return tag(
        "li",
        head,
        _said(step) or tag("p", step.text, dir="auto", class_="words"),
        tag("details", tag("summary", "What the record has"), tag("pre", details)),
        *verdicts,
        _form(step.seq, whole) if form else None,
        class_=f"replayed {step.what.replace(' ', '-')}",
        data_seq=step.seq,
    )


def _said(step: Step) -> Html | None:
    """The sentences of an answer, each with the places that it cites; None for what is no answer or says nothing."""
    sentences = [*step.details.get("sentences", ()), *(step.details.get("counter") or ())] if step.what == "answer" else []
    rows = [
        tag("p", tag("span", said["text"], dir="auto"), " ", chips(list(map(Citation.model_validate, said["citations"]))), class_="said")
        for said in sentences
    ]
    return tag("div", *rows) if rows else None


def _form(seq: int, whole: bool) -> Html:
    comment = tag("input", type="text", placeholder="Comment (on record)", aria_label="Comment", maxlength=LONGEST)
    buttons = [tag("button", _WORDS[verdict], type="button", data_verdict=verdict) for verdict in get_args(Verdict)]
    return tag(
        "div", tag("span", "Verdict on the whole:" if whole else "Verdict on this call:"), comment, *buttons, class_="judge", data_on=seq
    )
