"""Boxes over a picture and the list of what is in them: a click on one marks the other."""

from collections.abc import Sequence

from assistant.chat.escape import Html, tag
from assistant.chat.labels import counted, shortened
from assistant.chat.seen import Spot, by_number, named
from assistant.chat.shares import shares
from tools.evidence import Box, Candidate, Detection


def boxes_over(spots: Sequence[Spot], size: tuple[int, int], cited: Sequence[Box]) -> list[Html]:
    """One numbered box for each place where something was seen.

    Args:
        spots: what was seen.
        size: width and height of the picture in pixels of the boxes.
        cited: boxes that are cited: theirs are marked at once.
    """
    return [
        tag(
            "button",
            tag("b", number),
            type="button",
            class_=f"spot voice-{here[0].colour}" + (" picked" if here[0].box in cited else ""),
            style=shares(here[0].box, size),
            data_spot=number,
            title=f"{number}: {named(here)}",
            aria_label=f"{number}: {named(here)}",
        )
        for number, here in by_number(spots).items()
        if here[0].box[2:] != size  # what is said of the whole picture needs no box
    ]


def boxes_list(spots: Sequence[Spot], cited: Sequence[Box]) -> Html | None:
    """The list of what was seen; None where nothing was."""
    if not spots:
        return None
    return tag(
        "section",
        tag("h3", f"Seen here: {counted(len(spots), 'item')}"),
        tag("ol", *(tag("li", *_entry(spot, cited), class_="spotted") for spot in spots)),
        class_="seen",
        aria_label="What was seen",
    )


def _entry(spot: Spot, cited: Sequence[Box]) -> tuple[Html | None, ...]:
    button = tag(
        "button",
        tag("b", spot.number, class_=f"voice-{spot.colour}"),
        tag("span", spot.name, class_="name"),
        tag("span", _about(spot.item), class_="about"),
        type="button",
        class_="spot-line" + (" picked" if spot.box in cited else ""),
        data_spot=spot.number,
        title=hint(spot.item),
    )
    return button, lead_line(spot.item) if isinstance(spot.item, Candidate) else None


def hint(item: Detection | Candidate) -> str:
    """What is told of something when it is pointed at. Of a candidate no more than an examiner may know who has yet to judge it."""
    return item.standing if isinstance(item, Candidate) else "\n".join((item.text, *item.notes))


def lead_line(item: Candidate) -> Html:
    """What must stand with a candidate, and the way to compare it."""
    compare = tag("button", "Compare", type="button", class_="compare", data_lead=item.id)
    return tag("span", tag("strong", item.standing, class_=standing_class(item)), compare, class_="lead-line", data_of=item.id)


def standing_class(item: Candidate) -> str:
    """The class of what stands with a candidate."""
    return f"standing {item.verification.replace(' ', '-')}"


def _about(item: Detection | Candidate) -> str:
    if isinstance(item, Candidate):
        return f"candidate of the gallery {item.gallery}"
    certainty = f"detector’s own confidence {item.confidence:.2f}, not calibrated"
    return shortened("; ".join((certainty, *item.notes)))
