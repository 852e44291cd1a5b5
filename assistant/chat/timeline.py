"""The tracks of a video: one row for each, its stretch of time in the colour of its kind; a click seeks."""

import json
from collections.abc import Sequence

from assistant.chat.boxes import hint, lead_line
from assistant.chat.escape import Html, tag
from assistant.chat.labels import clock
from assistant.chat.seen import Spot, by_number, named
from tools.evidence import Candidate, Detection, Place


def stage(player: Html, spots: Sequence[Spot], cited: Sequence[Place], size: tuple[int, int], address: str, *, stills: bool) -> Html:
    """The player with the boxes over it.

    Args:
        player: plays the video or, where browsers cannot, its sound.
        spots: what was seen.
        cited: places that are cited: those where nothing of this was seen have a frame of their own.
        size: width and height of the video in pixels; what is said of the whole picture has no box.
        address: the beginning of the exhibit's addresses.
        stills: browsers cannot play the video: its frames are shown one by one.
    """
    still = tag("img", class_="still", alt="Frame of the video", hidden=not stills)
    shown = (still, tag("canvas", class_="over", aria_hidden="true"))
    known = {spot.box for spot in spots}
    moving = [_way(here) for here in by_number(spots).values() if here[0].box != (0, 0, *size)]
    framed = [[*(place.t or (0.0, 0.0)), *place.xywh] for place in cited if place.xywh and place.xywh not in known]
    return tag(
        "div",
        player,
        *shown,
        class_="stage",
        data_spots=json.dumps(moving, separators=(",", ":")),
        data_cited=json.dumps(framed),
        data_frame=f"{address}/frame.jpg",
        data_stills=stills,
    )


def timeline(spots: Sequence[Spot], cited: Sequence[Place], seconds: float) -> Html | None:
    """One row for each thing that was followed, that of what is cited marked; None where nothing was."""
    if not spots:
        return None
    boxes = [place.xywh for place in cited if place.xywh]
    return tag(
        "div", *(_row(spot, spot.box in boxes, max(seconds, spot.span[1] if spot.span else 0.0, 0.01)) for spot in spots), class_="timeline"
    )


def _row(spot: Spot, cited: bool, seconds: float) -> Html:
    start, end = spot.span or (0.0, seconds)
    bar = tag("span", class_="bar-of-time", style=f"left:{start / seconds:.4%};width:{max((end - start) / seconds, 0.004):.4%}")
    track = tag(
        "button",
        tag("span", tag("b", spot.number), " ", spot.name, class_="name"),
        tag("span", bar, class_="lane-of-time"),
        tag("span", f"{clock(start)}–{clock(end)}", class_="about"),
        type="button",
        class_=f"track voice-{spot.colour}" + (" picked" if cited else ""),
        data_spot=spot.number,
        data_start=f"{start:.2f}",
        data_end=f"{end:.2f}",
        data_best=f"{spot.item.time if spot.item.time is not None else start:.2f}",
        title=hint(spot.item),
    )
    return tag("div", track, lead_line(spot.item) if isinstance(spot.item, Candidate) else None, class_="track-row")


def _way(here: Sequence[Spot]) -> dict[str, object]:
    """What is at one place and its way, for the script: moments in seconds with boxes in pixels of the upright picture."""
    spot = max(here, key=lambda each: len(each.item.path) if isinstance(each.item, Detection) else 0)
    way = [[sighting.time, *sighting.box] for sighting in spot.item.path] if isinstance(spot.item, Detection) else []
    if not way and spot.item.time is not None:
        way = [[spot.item.time, *spot.box]]
    start, end = spot.span or (0.0, 0.0)
    return {"n": spot.number, "name": named(here), "colour": spot.colour, "from": start, "to": end, "way": sorted(way)}
