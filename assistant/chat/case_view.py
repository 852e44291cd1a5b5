"""The exhibits of a case as a list."""

from assistant.accounts import Right
from assistant.chat.escape import Html, join, tag
from assistant.chat.icons import icon, medium_icon
from assistant.chat.labels import counted, extent, medium
from assistant.chat.processing import Doing, Run
from assistant.session import Session
from assistant.verification import all_leads
from tools import results
from tools.case import Exhibit
from tools.tombstone import Tombstone


def case_view(session: Session, run: Run | None) -> Html:
    """Every exhibit with its number, medium, title and whether it has been gone through. Who sees no exhibits in this case sees none
    of that; an examiner sees the candidates without anything that the search said of them."""
    if not session.standing.holds(Right.VIEW):
        return candidates_view(session) if session.standing.holds(Right.JUDGE) else tag("p", "You see no exhibits here.", class_="hint")
    exhibits = session.case.exhibits()
    if not exhibits and not session.case.deleted():
        return tag("p", "This case has no exhibits yet. Add files below.", class_="hint")
    new = 0
    rows = []
    for exhibit in exhibits:
        if exhibit.withheld is not None:
            rows.append(_locked(exhibit))
            continue
        read = results.reading_key(session.case, exhibit.id) is not None
        new += not read
        rows.append(_row(exhibit, read, run))
    rows += [_deleted(stone) for stone in session.case.deleted()]
    told = join((counted(len(exhibits), "exhibit"), f"{new} new" if new else "all gone through"), " · ")
    error = run.error() if run is not None else None
    trouble = tag("p", icon("alert"), error, class_="trouble", role="alert") if error else None
    return join((tag("p", told, class_="count"), tag("ul", *rows, class_="exhibits"), trouble))


def candidates_view(session: Session) -> Html:
    """The candidates of a case as somebody finds them who judges blind: no name, score or rank, no verdict, in an order of no meaning."""
    found = sorted(all_leads(session), key=lambda lead: lead.candidate.id)
    rows = [
        tag(
            "li",
            tag(
                "button",
                tag("span", medium_icon("image"), class_="medium"),
                tag(
                    "span",
                    tag("span", f"Candidate {lead.candidate.id}", class_="title"),
                    tag("span", lead.candidate.standing, class_="about"),
                    class_="names",
                ),
                type="button",
                class_="exhibit",
                data_lead=lead.candidate.id,
            ),
        )
        for lead in found
    ]
    return join((tag("p", counted(len(rows), "candidate"), class_="count"), tag("ul", *rows, class_="exhibits")))


def _row(exhibit: Exhibit, read: bool, run: Run | None) -> Html:
    doing = run.doing(exhibit.id) if run is not None and run.going else None
    failures = run.failed(exhibit.id) if run is not None else []
    about = join((part for part in (exhibit.kind or medium(exhibit), extent(exhibit)) if part), " · ")
    state = tag("span", icon("check"), class_="state read", title="Gone through") if read else tag("span", "new", class_="state new")
    button = tag(
        "button",
        tag("span", medium_icon(exhibit.media), class_="medium", title=medium(exhibit)),
        tag(
            "span",
            tag("span", exhibit.title, class_="title", dir="auto"),
            tag("span", tag("b", exhibit.id), " ", about, class_="about"),
            class_="names",
        ),
        state,
        type="button",
        class_="exhibit",
        data_exhibit=exhibit.id,
        title=f"{exhibit.title}\n{medium(exhibit)}, {exhibit.file}",
    )
    reasons = [tag("p", f"{failure.tool}: {failure.reason}", class_="failure") for failure in failures]
    return tag("li", button, _doing(doing) if doing else None, *reasons)


def _locked(exhibit: Exhibit) -> Html:
    """An exhibit in quarantine: its number, and why; nothing opens it."""
    names = tag("span", tag("span", "In quarantine", class_="title"), tag("span", tag("b", exhibit.id), " privileged", class_="about"))
    return tag("li", tag("div", names, class_="exhibit locked"), tag("p", exhibit.withheld, class_="failure"))


def _deleted(stone: Tombstone) -> Html:
    """What is left of an exhibit that was deleted; nothing opens it."""
    names = tag("span", tag("span", "Deleted", class_="title"), tag("span", tag("b", stone.subject), " ", stone.about, class_="about"))
    return tag("li", tag("div", names, class_="exhibit locked"), tag("p", stone.words, class_="failure"))


def _doing(doing: Doing) -> Html:
    bar = tag("progress", max=100, value=round(doing.share * 100)) if doing.share is not None else None
    return tag("div", bar, tag("span", doing.words), class_="doing")
