"""Boxes over a picture and the list of what is in them: a click on one marks the other."""

from collections.abc import Sequence

from assistant.chat.escape import Html, tag
from assistant.chat.labels import counted
from assistant.chat.seen import Spot
from assistant.chat.shares import shares
from tools.evidence import Candidate, Detection, stated


def boxes_over(spots: Sequence[Spot], size: tuple[int, int]) -> list[Html]:
    """One numbered box for each thing that was seen.

    Args:
        spots: what was seen.
        size: width and height of the picture in pixels of the boxes.
    """
    return [
        tag(
            "button",
            tag("b", spot.number),
            type="button",
            class_=f"spot voice-{spot.colour}",
            style=shares(spot.box, size),
            data_spot=spot.number,
            title=f"{spot.number}: {spot.name}",
            aria_label=f"{spot.number}: {spot.name}",
        )
        for spot in spots
    ]


def boxes_list(spots: Sequence[Spot]) -> Html | None:
    """The list of what was seen; None where nothing was."""
    if not spots:
        return None
    return tag(
        "section",
        tag("h3", f"Seen here: {counted(len(spots), 'item')}"),
        tag("ol", *(tag("li", *_entry(spot), class_="spotted") for spot in spots)),
        class_="seen",
        aria_label="What was seen",
    )


def _entry(spot: Spot) -> tuple[Html | None, ...]:
    button = tag(
        "button",
        tag("b", spot.number, class_=f"voice-{spot.colour}"),
        tag("span", spot.name, class_="name"),
        tag("span", _about(spot.item), class_="about"),
        type="button",
        class_="spot-line",
        data_spot=spot.number,
        title=stated(spot.item),
    )
    return button, lead_line(spot.item) if isinstance(spot.item, Candidate) else None


def lead_line(item: Candidate) -> Html:
    """What must stand with a candidate, and the way to compare it."""
    compare = tag("button", "Compare", type="button", class_="compare", data_lead=item.id)
    return tag("span", tag("strong", item.standing, class_=standing_class(item)), compare, class_="lead-line")


def standing_class(item: Candidate) -> str:
    """The class of what stands with a candidate."""
    return f"standing {item.verification.replace(' ', '-')}"


def _about(item: Detection | Candidate) -> str:
    if isinstance(item, Candidate):
        return f"candidate of the gallery {item.gallery}"
    certainty = f"detector’s own confidence {item.confidence:.2f}, not calibrated"
    return "; ".join((certainty, *item.notes))
