"""An answer on the screen: each sentence on its own, with the places that support it."""

from collections.abc import Mapping, Sequence

from assistant.answer import Answer, CallRecord, Coverage, Sentence, Status
from assistant.chat.boxes import standing_class
from assistant.chat.chip import chip
from assistant.chat.conversation import Ending, Turn, numbered
from assistant.chat.escape import Html, join, tag
from assistant.chat.flagging import flag_form
from assistant.chat.icons import icon
from assistant.chat.labels import counted, picture_label
from assistant.chat.leads import leads_view
from assistant.chat.plan_view import plans_view
from tools.evidence import Candidate, Citation, Measured, PatrolStop

_STATUS: Mapping[Status, str] = {
    "answered": "Answered",
    "not_found": "Nothing found",
    "refused": "Not answered",
    "needs_approval": "Needs approval",
    "failed": "Could not be done",
}
_ENDING: Mapping[Ending, str] = {
    Ending.STOPPED: "Stopped",
    Ending.FAILED: "Could not be done",
    Ending.NOT_INTACT: "Integrity failure",
}
_PLANNER = "plan_patrol"
"""The tool whose sentences are shown as the tables of a plan."""
_FEW = 4
"""So many exhibits that were not searched are named at once."""


def turn_view(turn: Turn, position: int, address: str) -> Html:
    """A question and what came of it.

    Args:
        turn: the question with its answer.
        position: its place in the conversation, counted from 0.
        address: the beginning of the addresses of its case.
    """
    question = tag("h2", turn.question, class_="question", dir="auto")
    if turn.answer is None:
        assert turn.ending is not None
        return tag("article", question, _ended(turn.ending, turn.reason), class_="turn", data_turn=position)
    answer = turn.answer
    numbers = {citation: number for number, citation in enumerate(numbered(answer), start=1)}
    said = _sentences([sentence for sentence in answer.sentences if sentence.measured_by != _PLANNER], numbers)
    if answer.counter or answer.counter_note:
        for_, against = tag("h3", "What supports it"), tag("h3", "What speaks against it")
        counter = _sentences(answer.counter, numbers)
        searched = tag("p", answer.counter_note, class_="note") if answer.counter_note else None
        nothing = tag("p", "Nothing was found.", class_="note") if said is None else None
        said = tag("div", tag("section", for_, said, nothing), tag("section", against, counter, searched), class_="both-sides")
    parts = (
        question,
        _refusal(answer),
        said,
        leads_view(answer, address),
        _pictures(answer, address),
        plans_view(answer, numbers, address),
        _instruction_like(answer),
        _note(answer),
        _authorise(answer),
        _foot(answer),
        _calls(answer.calls),
        flag_form(answer, address),
    )
    return tag("article", *parts, class_=f"turn status-{answer.status}", data_turn=position)


def _sentences(sentences: Sequence[Sentence], numbers: Mapping[Citation, int]) -> Html | None:
    if not sentences:
        return None
    return tag("div", *(_sentence(sentence, numbers) for sentence in sentences), class_="sentences")


def _sentence(sentence: Sentence, numbers: Mapping[Citation, int]) -> Html:
    speakers = tag("small", ", ".join(sentence.spoken_by), ": ", class_="spoken-by") if sentence.spoken_by else None
    words = tag("q" if sentence.quoted else "span", sentence.text, class_="words", dir="auto")
    chips = join((chip(citation, numbers[citation]) for citation in sentence.citations), " ")
    measured = tag("small", f"measured by {sentence.measured_by}", class_="measured") if sentence.measured_by else None
    return tag(
        "p",
        speakers,
        words,
        " ",
        measured,
        " ",
        tag("span", chips, class_="chips"),
        class_="sentence quoted" if sentence.quoted else "sentence",
    )


def _pictures(answer: Answer, address: str) -> Html | None:
    """The pictures that tools drew of what they measured; with those of candidates stands that they are no identification."""
    leads = [item for item in answer.evidence if isinstance(item, Candidate)]
    shown: dict[str, dict[str, str]] = {}
    for item in answer.evidence:
        for name in item.pictures if isinstance(item, Measured) and not isinstance(item, PatrolStop) else ():
            shown.setdefault(name, {}).update({lead.standing: standing_class(lead) for lead in leads if lead.source == item.source})
    return (
        tag("div", *(_picture(f"{address}/{name}", name, standing) for name, standing in shown.items()), class_="drawn") if shown else None
    )


def _picture(source: str, name: str, standing: Mapping[str, str]) -> Html:
    image = tag("a", tag("img", src=source, alt=picture_label(name), loading="lazy"), href=source, target="_blank")
    words = [tag("strong", said, class_=kind) for said, kind in standing.items()]
    return tag("figure", image, tag("figcaption", *words)) if words else image


def _refusal(answer: Answer) -> Html | None:
    if answer.refusal is None:
        return None
    return tag(
        "div", tag("strong", "Not answered: ", answer.refusal.reason.replace("_", " ")), tag("p", answer.refusal.text), class_="refusal"
    )


def _note(answer: Answer) -> Html | None:
    return tag("p", answer.note, class_="note") if answer.note else None


def _authorise(answer: Answer) -> Html | None:
    """The way to ask for what a question lacks."""
    if answer.status != "needs_approval":
        return None
    return tag("p", tag("button", "Ask for an authorisation", type="button", class_="authorise", data_approval=answer.approval))


def _instruction_like(answer: Answer) -> Html | None:
    """Text of exhibits that reads like an instruction to this program: shown word for word, as what it is."""
    if not answer.instruction_like:
        return None
    rows = [
        tag("li", tag("b", text.exhibit, " ", text.fragment or "name"), f" {text.family}: ", tag("q", text.text, dir="auto"))
        for text in answer.instruction_like
    ]
    told = tag("summary", icon("alert"), "Text that reads like an instruction to this program; it was not followed")
    return tag("details", told, tag("ul", *rows), class_="instruction-like")


def _foot(answer: Answer) -> Html:
    status = tag("span", _STATUS[answer.status], class_="status")
    record = (
        tag("span", f"record no. {answer.ledger_seq}", title="Number of this answer in the case's record") if answer.ledger_seq else None
    )
    seconds = tag("span", f"{answer.seconds:.1f} s")
    return tag("footer", status, _coverage(answer.coverage), seconds, record, class_="foot")


def _coverage(coverage: Coverage) -> Html | None:
    searched, left = len(coverage.searched), coverage.not_searched
    if not searched and not left:
        return None
    everything = {*coverage.searched, *(item.exhibit for item in left)}
    how = f" by {' and by '.join(coverage.by)}" if coverage.by else ""
    told = tag("span", f"searched {searched} of {len(everything)}{how}", title=", ".join(coverage.searched), class_="coverage")
    if not left:
        return told
    reasons: dict[str, list[str]] = {}
    for item in left:
        reasons.setdefault(item.reason, []).append(item.exhibit)
    listed = [tag("li", tag("b", ", ".join(exhibits)), f" – {reason}") for reason, exhibits in reasons.items()]
    summary = tag("summary", f"not searched: {counted(len(left), 'exhibit')}" if len(left) > _FEW else _named(list(reasons.items())))
    return join((told, tag("details", summary, tag("ul", *listed), class_="left-out")))


def _named(reasons: Sequence[tuple[str, Sequence[str]]]) -> str:
    return "not searched: " + "; ".join(f"{', '.join(exhibits)} – {reason}" for reason, exhibits in reasons)


def _calls(calls: Sequence[CallRecord]) -> Html | None:
    if not calls:
        return None
    failed = sum(call.error is not None for call in calls)
    told = counted(len(calls), "tool call") + (f", {failed} of them failed" if failed else "")
    return tag("details", tag("summary", told), tag("ol", *map(_call, calls)), class_="calls")


def _call(call: CallRecord) -> Html:
    took = "kept from earlier" if call.cached else f"{call.seconds:.1f} s"
    found = tag("span", f"{counted(len(call.evidence), 'finding')} · {took}", class_="took")
    error = tag("span", call.error, class_="error") if call.error is not None else None
    return tag("li", call_words(call.tool, call.args), " ", found if error is None else tag("span", took, class_="took"), error)


def call_words(tool: str, args: Mapping[str, object]) -> Html:
    """A tool call as one line of code."""
    given = ", ".join(f"{name}={value!r}" for name, value in args.items())
    return tag("code", f"{tool}({given})")


def _ended(ending: Ending, reason: str) -> Html:
    mark = icon("alert") if ending is not Ending.STOPPED else None
    return tag(
        "div", tag("strong", mark, _ENDING[ending]), tag("p", reason), class_=f"ended {ending.name.lower().replace('_', '-')}", role="alert"
    )
