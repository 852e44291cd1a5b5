"""What may be the same, with what speaks for and against it side by side, and buttons to decide."""

from collections.abc import Sequence

from assistant.chat.escape import Html, join, tag
from assistant.chat.labels import counted
from assistant.chat.pictured import chips
from tools.case import Case
from tools.register import Decision, Entry, Reason, Register, Suggestion, decisions, suggestions
from tools.register.decisions import standing

_MOST = 100
"""Suggestions that are shown at once; the strongest reasons stand first."""
_MENTIONS = 4
"""Places of an entry that are shown at once."""


def suggestions_view(case: Case, found: Register) -> Html:
    """Everything that may be the same in a case, and what was decided."""
    made = suggestions(case, found)
    told = f"{counted(len(made), 'suggestion')}. A suggestion is a question: nothing is put together until a person says so, with a reason."
    more = tag("p", f"The first {_MOST} are shown.", class_="hint") if len(made) > _MOST else None
    return tag(
        "div",
        tag("p", told, class_="hint"),
        _taking_back(decisions(case)),
        more,
        *map(_suggestion, made[:_MOST]),
        class_="suggestions",
        data_seen=found.newest,
    )


def _suggestion(each: Suggestion) -> Html:
    a, b = each.entries
    nothing = tag("li", "Nothing that the exhibits show.")
    sides = tag(
        "div",
        tag("section", tag("h3", "What supports it"), tag("ul", *map(_reason, each.reasons))),
        tag("section", tag("h3", "What speaks against it"), tag("ul", *(map(_reason, each.against) if each.against else [nothing]))),
        class_="both-sides",
    )
    reason = tag("input", type="text", placeholder="Why? (on record)", aria_label="Reason", maxlength=500)
    same = tag("button", "The same", type="button", data_decide="merge")
    other = tag("button", "Not the same", type="button", data_decide="reject")
    return tag("article", _entry(a), _entry(b), sides, reason, same, other, class_="suggestion", data_a=a.id, data_b=b.id)


def _entry(entry: Entry) -> Html:
    places = [tag("li", tag("q", mention.written, dir="auto"), " ", chips(mention.citations)) for mention in entry.mentions[:_MENTIONS]]
    left = len(entry.mentions) - _MENTIONS
    more = tag("li", f"and {counted(left, 'more place')}") if left > 0 else None
    head = join((tag("b", entry.name, dir="auto"), " ", tag("small", f"{entry.type.replace('_', ' ')} · {', '.join(entry.exhibits)}")))
    return tag("div", tag("p", head), tag("ul", *places, more), class_="entry")


def _reason(reason: Reason) -> Html:
    return tag("li", reason.text, " ", chips(reason.citations) if reason.citations else None)


def _taking_back(made: Sequence[Decision]) -> Html | None:
    """The newest decision that stands, with a button that takes it back."""
    stands = standing(made)
    if not stands:
        return None
    last = stands[-1]
    told = f"{last.officer} on {last.at:%Y-%m-%d}: {last.verdict}, because {last.reason} (decision {last.number})"
    button = tag("button", "Take back", type="button", data_decide="undo")
    return tag("div", tag("span", told, dir="auto"), " ", button, class_="taking-back")
