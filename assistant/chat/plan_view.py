"""A patrol plan on the screen: what it comes to, each unit's stops with the incidents behind them, and what it leaves out and why."""

from collections.abc import Mapping, Sequence

from assistant.answer import Answer
from assistant.chat.chip import chip
from assistant.chat.escape import Html, join, tag
from assistant.chat.labels import counted, picture_label
from assistant.chat.plan_files import plan_files
from tools.evidence import Citation, PatrolStop, PlanTotals

_WARNING = "Warning:"


def plans_view(answer: Answer, numbers: Mapping[Citation, int], address: str) -> Html | None:
    """The plans of an answer, one after another; None where it has none.

    Args:
        answer: what is shown.
        numbers: of its citations.
        address: the beginning of the addresses of its case.
    """
    plans: list[list[PatrolStop]] = []
    for item in answer.evidence:
        if isinstance(item, PatrolStop) and item.totals is not None:
            plans.append([item])
        elif isinstance(item, PatrolStop) and plans:
            plans[-1].append(item)
    return join(_plan(plan, plan[0].totals, numbers, address) for plan in plans if plan[0].totals is not None) if plans else None


def _plan(plan: Sequence[PatrolStop], totals: PlanTotals, numbers: Mapping[Citation, int], address: str) -> Html:
    first = plan[0]
    warnings = [said for said in first.conditions if _WARNING in said]
    others = [said for said in first.conditions if _WARNING not in said]
    return tag(
        "section",
        tag("p", first.text.split(" Unit 1, stop 1:")[0] if first.unit == 1 else first.text, class_="plan-summary", dir="auto"),
        *(tag("p", said, class_="plan-warning", dir="auto") for said in warnings),
        plan_files(plan, address),
        tag("div", *(_picture(f"{address}/{name}", name) for name in first.pictures), class_="drawn plan-pictures"),
        *(_unit(unit, plan, totals, numbers) for unit in range(1, totals.units + 1)),
        _left_out(first),
        _areas(totals),
        _folded("What the plan holds for", tag("ul", *(tag("li", said, dir="auto") for said in others))),
        _bad_rows(first),
        class_="plan",
    )


def _picture(source: str, name: str) -> Html:
    return tag("a", tag("img", src=source, alt=picture_label(name), loading="lazy"), href=source, target="_blank")


def _unit(unit: int, plan: Sequence[PatrolStop], totals: PlanTotals, numbers: Mapping[Citation, int]) -> Html:
    """The stops of a unit and its breaks and appointments, in the order of their times."""
    stops = [stop for stop in plan if stop.unit == unit]
    rows = [
        (
            stop.arrive,
            tag(
                "tr",
                tag("td", stop.order),
                tag("td", f"{stop.arrive} – {stop.depart}", class_="when"),
                tag("td", stop.place, dir="auto"),
                tag("td", stop.reason, " ", tag("span", _chips(stop, numbers), class_="chips"), dir="auto"),
            ),
        )
        for stop in stops
    ]
    rows += [
        (fixed.arrive, tag("tr", tag("td"), tag("td", f"{fixed.arrive} – {fixed.depart}"), tag("td", fixed.place), tag("td", fixed.what)))
        for fixed in totals.fixed
        if fixed.unit == unit
    ]
    start = totals.shift[0]
    rows.sort(key=lambda row: (row[0] < start, row[0]))
    head = tag("tr", *(tag("th", word) for word in ("Stop", "When", "Where", "Why")))
    table = tag("table", tag("thead", head), tag("tbody", *(row for _, row in rows)))
    return tag("details", tag("summary", f"Unit {unit}: {counted(len(stops), 'stop')}"), table, class_="plan-unit", open=unit == 1)


def _chips(stop: PatrolStop, numbers: Mapping[Citation, int]) -> Html:
    return join((chip(citation, numbers[citation]) for citation in stop.citations if citation in numbers), " ")


def _left_out(first: PatrolStop) -> Html | None:
    if not first.left_out:
        return None
    rows = [tag("tr", tag("td", left.place, dir="auto"), tag("td", left.reason, dir="auto")) for left in first.left_out]
    head = tag("tr", tag("th", "Place"), tag("th", "Why it is left out"))
    return _folded(f"Left out: {counted(len(rows), 'hot place')}", tag("table", tag("thead", head), tag("tbody", *rows)))


def _areas(totals: PlanTotals) -> Html | None:
    if not totals.areas:
        return None
    rows = [
        tag(
            "tr",
            tag("td", area.area, dir="auto"),
            tag("td", f"{100 * area.share:.0f} %"),
            tag("td", "–" if area.before is None else _hours(area.before)),
            tag("td", _hours(area.planned)),
            tag("td", _hours(area.cap)),
        )
        for area in totals.areas
    ]
    head = tag("tr", *(tag("th", word) for word in ("Area", "Share expected", "Plan before", "This plan", "Cap")))
    return _folded("Hours in each area, before and with this plan", tag("table", tag("thead", head), tag("tbody", *rows)))


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f} h"


def _bad_rows(first: PatrolStop) -> Html | None:
    if not first.bad_rows:
        return None
    total = first.totals.bad_rows if first.totals is not None else len(first.bad_rows)
    more = "" if total <= len(first.bad_rows) else f", the first {len(first.bad_rows)}"
    listed = tag("ul", *(tag("li", row, dir="auto") for row in first.bad_rows))
    return _folded(f"Rows that could not be used: {total}{more}", listed)


def _folded(title: str, inside: Html) -> Html:
    return tag("details", tag("summary", title), inside, class_="plan-part")
