"""The files of a patrol plan as the page offers them: the map to look around in, the run sheet, and the plan for other programs."""

from collections.abc import Iterable

from assistant.chat.escape import Html, join, tag
from tools.evidence import PatrolStop
from tools.plan_patrol.web_map import policy

PLAN_FILES: dict[str, tuple[str, str]] = {
    "map.html": ("text/html", f"{policy()}; sandbox allow-scripts; frame-ancestors 'none'"),
    "run_sheet.html": ("text/html", "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-modals; frame-ancestors 'none'"),
    "plan.gpx": ("application/gpx+xml", ""),
    "plan.geojson": ("application/geo+json", ""),
}
"""MIME type of each file, and the rules of a page; files without are saved, not shown."""
_LABELS = {"map.html": "map to look around in", "run_sheet.html": "run sheet", "plan.gpx": "GPX", "plan.geojson": "GeoJSON"}


def plan_files(plan: Iterable[PatrolStop], address: str) -> Html | None:
    """Links to the files of a plan; None where it has none.

    Args:
        plan: its stops.
        address: the beginning of the addresses of its case.
    """
    names = dict.fromkeys(name for stop in plan for name in stop.files)
    links = [
        tag("a", label, href=f"{address}/{name}", target="_blank", rel="noopener")
        for name in names
        if (label := _LABELS.get(name.rsplit("/", 1)[-1])) is not None
    ]
    return tag("p", "The plan: ", join(links, " · "), class_="note") if links else None
