"""Authorisations on the screen: what there is, what is missing, the form that asks for one, and the forms of who decides."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from assistant.accounts import Right
from assistant.authorisation import URGENT, Authorisation, uses
from assistant.authorisation.terms import actions, biometric
from assistant.chat.escape import Html, tag
from assistant.chat.waiting_view import REASON_LONGEST
from assistant.session import Session
from tools import galleries

LONGEST = 500
_DAYS = 30
"""A day so far ahead stands in the form."""


def standing_view(session: Session, every: list[Authorisation], now: datetime) -> Html:
    """What may be done now and on what, and what may not."""
    if not session.standing.authorised:
        return tag(
            "section", tag("p", "This single-user station asks for no authorisations; every record and result says so.", class_="hint")
        )
    rows = []
    for action in actions():
        held = [each for each in every if action in each.terms.actions and each.stands(now)]
        told = ", ".join(f"{each.id} ({_scope(each)})" for each in held)
        rows.append(
            tag("tr", tag("th", action, scope="row"), tag("td", told or "no authorisation: it is not done", class_="" if told else "lacks"))
        )
    return tag("section", tag("h2", "What may be done"), tag("table", *rows, class_="standing"))


def authorisations_view(session: Session, every: list[Authorisation], now: datetime) -> Html:
    """Every authorisation, the newest first."""
    nothing = tag("p", "The case has no authorisations.", class_="hint") if not every else None
    return tag("section", tag("h2", "Authorisations"), nothing, *(_held(session, each, now) for each in reversed(every)))


def _held(session: Session, held: Authorisation, now: datetime) -> Html:
    terms, status = held.terms, held.status(now)
    decided = f"{terms.authorised_by}, no. {terms.number}" if terms.number else None
    facts = (
        ("For", ", ".join(terms.actions)),
        ("On", _scope(held)),
        ("Purpose", terms.purpose),
        ("Offence", terms.offence),
        ("Missing person", terms.missing_person),
        ("Legal basis", terms.legal_basis),
        ("Why nothing milder would do", terms.necessity),
        ("Given to", terms.recipient),
        ("Decision", decided),
        ("First identification", terms.first_identification),
        ("Until", f"{terms.expires:%Y-%m-%d}"),
        ("Asked for by", f"{held.asked_by}, {held.asked_at:%Y-%m-%d %H:%M} UTC"),
        ("Each use", "waits for a person" if terms.each_use else None),
    )
    rows = [tag("tr", tag("th", name, scope="row"), tag("td", value, dir="auto")) for name, value in facts if value]
    said = [
        tag(
            "p",
            f"{one.decision} by {one.by}, {one.at:%Y-%m-%d %H:%M} UTC: “{one.reason}”",
            f" ({one.authorised_by}, no. {one.number})" if one.number else None,
            class_="decided",
        )
        for one in held.decided
    ]
    return tag(
        "article",
        tag("h3", tag("b", held.id), " ", tag("span", status, class_="status")),
        _clock(held, status),
        tag("table", *rows),
        *said,
        _form(session, held, status),
        class_=f"authorisation {status}",
    )


def _clock(held: Authorisation, status: str) -> Html | None:
    """The clock of an urgent use."""
    if status != "urgent":
        return None
    until = held.asked_at + URGENT
    left = tag("b", class_="left", data_until=int(until.timestamp() * 1000))
    return tag(
        "p", f"Decide before {until:%Y-%m-%d %H:%M} UTC, or what was found is deleted: ", left, " left.", class_="clock", role="alert"
    )


def _form(session: Session, held: Authorisation, status: str) -> Html | None:
    if not session.standing.holds(Right.APPROVE) or status not in ("asked", "urgent", "approved"):
        return None
    reason = tag("label", "Reason, for the record", tag("input", type="text", name_="reason", maxlength=REASON_LONGEST, required=True))
    if status == "approved":
        buttons = (tag("button", "Revoke", type="submit", value="revoke", class_="no"),)
        return tag("form", reason, tag("div", *buttons, class_="buttons"), class_="deciding", data_id=held.id)
    if held.asked_by == session.officer and not session.standing.single_user:
        return tag("p", "You asked for it: somebody else decides.", class_="hint")
    later = None
    if held.terms.urgent and held.terms.number is None and held.terms.first_identification is None:
        later = tag(
            "div",
            tag("label", "Authority that has decided meanwhile", tag("input", type="text", name_="authorised_by", maxlength=LONGEST)),
            tag("label", "Number of its decision", tag("input", type="text", name_="number", maxlength=100)),
            class_="two",
        )
    approve = tag("button", "Approve", type="submit", value="approve", class_="primary")
    reject = tag("button", "Reject", type="submit", value="reject", class_="no")
    return tag("form", later, reason, tag("div", approve, reject, class_="buttons"), class_="deciding", data_id=held.id)


def asking_view(session: Session, wanted: Mapping[str, object], now: datetime) -> Html | None:
    """The form that asks for an authorisation; None for who may not ask.

    Args:
        session: the open case.
        wanted: what stands in it already: `actions`, `exhibits` and `gallery` of what lacks one.
        now: the time.
    """
    if not session.standing.holds(Right.REQUEST):
        return None
    chosen, on = wanted.get("actions", ()), wanted.get("exhibits", ())
    assert isinstance(chosen, tuple)
    assert isinstance(on, tuple)
    whats = [_tick("actions", name, name in chosen, "compares persons" if biometric([name]) else "") for name in actions()]
    exhibits = [_tick("exhibits", each.id, each.id in on, each.title) for each in session.case.exhibits() if each.withheld is None]
    names = galleries.names(session.case)
    gallery = tag(
        "select",
        tag("option", "none", value=""),
        *(tag("option", name, value=name, selected=name == wanted.get("gallery")) for name in names),
        name_="gallery",
    )
    day = (now + timedelta(days=_DAYS)).astimezone(UTC).date().isoformat()
    form = tag(
        "form",
        tag("fieldset", tag("legend", "What for"), *whats),
        tag("fieldset", tag("legend", "On which exhibits"), *exhibits, class_="many"),
        tag("label", "Gallery that faces are compared with", gallery),
        _text("purpose", "Purpose", required=True),
        tag(
            "div",
            _text("offence", "Offence that is investigated"),
            _text("missing_person", "Or missing person that is searched for"),
            class_="two",
        ),
        _text("legal_basis", "Legal basis", required=True),
        _text("necessity", "Why nothing milder would do, and why it outweighs what it does to those concerned", required=True),
        _text("recipient", "To whom what leaves the case is given (for an export or a published plan)"),
        tag("div", _text("authorised_by", "Authority that decided"), _text("number", "Number of its decision"), class_="two"),
        _text("first_identification", "Or the facts that make it a first identification, which needs no decision (AI Act, Article 26(10))"),
        tag("label", "Last day", tag("input", type="date", name_="expires", value=day, required=True)),
        _tick("each_use", "yes", False, "Each call that a question leads to waits for a person who approves its arguments", bare=True),
        _tick(
            "urgent",
            "yes",
            False,
            "Urgent: it may be used at once, a clock of 48 hours runs, and what is found is deleted unless it is approved by then",
            bare=True,
        ),
        tag("div", tag("button", "Ask for it", type="submit", value="ask", class_="primary"), class_="buttons"),
        class_="deciding asking",
    )
    head = tag("summary", "Ask for an authorisation")
    return tag("section", tag("details", head, form, open=bool(wanted)), id="ask-authorisation")


def uses_view(session: Session) -> Html | None:
    """The biometric uses of the case, as Article 12(3) of the AI Act asks."""
    found = uses(session)
    rows = [
        tag(
            "tr",
            tag("td", f"{use.started:%Y-%m-%d %H:%M:%S} – ", f"{use.ended:%H:%M:%S}" if use.ended else "stopped"),
            tag("td", use.officer),
            tag("td", f"{use.action}: ", ", ".join(each["exhibit"] for each in use.input)),
            tag("td", use.reference["name"] if use.reference else "–"),
            tag("td", use.authorisation or use.note or "–"),
            tag("td", f"{len(use.matches)} found", f", verified by {', '.join(use.verified_by)}" if use.verified_by else None),
        )
        for use in reversed(found)
    ]
    if not rows:
        return None
    head = tag("tr", *(tag("th", words, scope="col") for words in ("When (UTC)", "Who", "What", "Gallery", "On", "What came of it")))
    return tag("section", tag("h2", "Biometric uses"), tag("table", head, *rows, class_="uses"))


def _scope(held: Authorisation) -> str:
    gallery = f"gallery “{held.terms.gallery}”" if held.terms.gallery else None
    return "; ".join(filter(None, (", ".join(held.terms.exhibits), gallery))) or "the case"


def _text(name: str, words: str, *, required: bool = False) -> Html:
    return tag("label", words, tag("input", type="text", name_=name, maxlength=LONGEST, required=required))


def _tick(name: str, value: str, on: bool, about: str, *, bare: bool = False) -> Html:
    box = tag("input", type="checkbox", name_=name, value=value, checked=on)
    words = (" ", about) if bare else (" ", tag("b", value), f" {about}" if about else None)
    return tag("label", box, *words, class_="tick")
