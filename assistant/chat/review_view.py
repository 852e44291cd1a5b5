"""The queue of reviews on the screen, and what reviewers found of each tool."""

from collections.abc import Sequence

from assistant.chat.escape import Html, join, tag
from assistant.chat.labels import counted
from assistant.review import Counted, Entry, Queue, Reviewer

_WHY = {
    "biometric": "use on persons",
    "override": "override",
    "flag": "flag",
    "off_shift": "off shift",
    "no_link": "no link seen",
    "colleague": "a colleague’s name",
    "refusals": "refusals",
    "random": "random",
}
_MOST = 200
"""Entries that are shown at once."""


def queue_view(found: Queue, *, done: bool) -> Html:
    """What waits for a review, or what was reviewed."""
    shown = [entry for entry in found.entries if entry.done == done]
    told = (
        f"{counted(len(shown), 'transcript')} {'reviewed' if done else 'to review'}, of {found.transcripts} on record; the draw picked "
        f"{found.drawn}. A reason is a reason to look, and says nothing of the person."
    )
    more = tag("p", f"The first {_MOST} are shown.", class_="hint") if len(shown) > _MOST else None
    notes = [tag("p", note, class_="hint") for note in found.notes]
    return join((tag("p", told, class_="hint"), *notes, tag("ol", *map(_entry, shown[:_MOST]), class_="queue"), more))


def _entry(entry: Entry) -> Html:
    about = entry.transcript
    head = tag("span", tag("b", f"no. {about.seq}"), f" {about.officer}, {about.at:%Y-%m-%d %H:%M} UTC", class_="who")
    reasons = [tag("small", _WHY[reason.why], title=reason.text, class_=f"why {reason.why}") for reason in entry.reasons]
    mine = tag("small", "yours: somebody else reviews it", class_="why mine") if entry.mine else None
    button = tag("button", head, tag("span", about.title, class_="title", dir="auto"), type="button", data_open=about.seq)
    return tag("li", button, tag("span", *reasons, mine, class_="whys"))


def statistics_view(rows: Sequence[Counted], reviewers: Sequence[Reviewer]) -> Html:
    """What reviewers found of each tool and kind of question, and the meter of those who review."""
    told = (
        "Shares of the newest verdicts, with n and 95 % Wilson intervals. Only “drawn” speaks for what nobody has reviewed: the other "
        "reasons to look pick what is unusual. Nothing is counted of those who ask."
    )
    head = tag("tr", *(tag("th", name) for name in ("of", "name", "sample", "n of all", "accepted", "corrected", "refused", "disputed")))
    meter = [tag("li", _metered(one)) for one in reviewers]
    return join(
        (
            tag("p", told, class_="hint"),
            tag("table", tag("thead", head), tag("tbody", *map(_row, rows)), class_="counted"),
            tag("h3", "How long reviewers look before a verdict") if meter else None,
            tag("ul", *meter) if meter else None,
        )
    )


def _row(row: Counted) -> Html:
    shares = [f"{one.count} · {one.share:.0%} ({one.low:.0%}–{one.high:.0%})" for one in row.shares] or ["–"] * 3
    cells = (row.of, row.name, row.sample, f"{row.reviewed} of {row.recorded}", *shares, row.disputed)
    return tag("tr", *(tag("td", cell) for cell in cells))


def _metered(one: Reviewer) -> str:
    looked = "never looked first" if one.median_seconds is None else f"median {one.median_seconds:.0f} s"
    return f"{one.by}: {counted(one.decisions, 'verdict')}, {looked}, {one.hasty} within 10 seconds or unseen"
