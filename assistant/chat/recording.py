"""The viewer of recordings: a player at the cited second, the shape of the sound, and what is said."""

from collections.abc import Sequence

from assistant.chat.escape import Html, join, tag
from assistant.chat.icons import icon
from assistant.chat.labels import clock
from assistant.chat.marking import marked
from assistant.chat.sight import Sight
from assistant.chat.sound import is_exact
from tools.evidence import Citation, Utterance

_SPEEDS = ("0.5", "0.75", "1", "1.25", "1.5", "2")


def recording_view(sight: Sight) -> Html:
    """The player with its waveform, and the transcript."""
    stretch = sight.opening.citation.place.t if sight.opening.citation is not None else None
    seconds = float(sight.exhibit.facts.get("seconds", 0))
    exact = is_exact(sight.exhibit.mime)
    moving = sight.exhibit.media == "video"
    copy = f"{sight.address}/sound.wav"
    player = tag(
        "video" if moving and exact else "audio",
        src=f"{sight.address}/recording" if exact else copy,
        data_copy=copy,
        preload="metadata",
        playsinline=True,
        class_="player",
    )
    told = "Browsers cannot show this video: you hear a copy of its sound" if moving else "You hear a copy of this recording"
    note = f"{told}, at 16 kHz. The exhibit itself is {sight.exhibit.mime}; it has not been changed."
    return tag(
        "div",
        player,
        _waveform(sight.address),
        _controls(stretch),
        tag("p", note, class_="hint copy-note", hidden=exact),
        _transcript(sight),
        class_="recording-view",
        data_seconds=seconds,
        data_from=None if stretch is None else f"{stretch[0]:.2f}",
        data_to=None if stretch is None else f"{stretch[1]:.2f}",
        data_play=sight.opening.play and stretch is not None,
    )


def _waveform(address: str) -> Html:
    return tag(
        "div",
        tag("div", class_="stretch", hidden=True),
        tag("div", class_="shape", data_src=f"{address}/waveform.png"),
        tag("div", class_="needle"),
        class_="waveform",
        role="slider",
        tabindex=0,
        aria_label="Place in the recording",
        aria_valuemin=0,
        aria_valuemax=100,
        aria_valuenow=0,
    )


def _controls(stretch: tuple[float, float] | None) -> Html:
    speeds = [tag("option", f"{speed} ×", value=speed, selected=speed == "1") for speed in _SPEEDS]
    cited = (
        tag("button", icon("play"), f"Cited words, {clock(stretch[0])}", type="button", class_="primary", data_do="cited")
        if stretch
        else None
    )
    return tag(
        "div",
        tag("button", icon("back"), type="button", data_do="back", title="5 seconds back", aria_label="5 seconds back"),
        tag("button", "Play", type="button", data_do="play", class_="play"),
        tag("button", icon("forward"), type="button", data_do="forward", title="5 seconds on", aria_label="5 seconds on"),
        tag("span", "0:00", class_="time"),
        cited,
        tag("label", tag("span", "Speed", class_="unseen"), tag("select", *speeds, data_do="speed", title="Speed")),
        class_="bar controls",
    )


def _transcript(sight: Sight) -> Html:
    if sight.reading is None:
        return tag("p", "Nobody has gone through this recording yet: there is no transcript. Use “Go through what is new”.", class_="hint")
    said = [item for item in sight.reading if isinstance(item, Utterance)]
    if not said:
        return tag("p", "No speech was found in this recording.", class_="hint")
    return tag("ol", *(_utterance(utterance, sight.opening.marks) for utterance in said), class_="transcript")


def _utterance(said: Utterance, marks: Sequence[Citation]) -> Html:
    cited = [mark for mark in marks if is_in(mark, said)]
    words = marked(said.text, (mark.quote for mark in cited)) if cited else said.text
    flags = tag("span", join(said.flags, ", "), class_="flags") if said.flags else None
    asked = bool(cited) and cited[0] == marks[0]
    parts = (tag("span", clock(said.start), class_="moment"), tag("span", said.speaker, class_="speaker") if said.speaker else None)
    return tag(
        "li",
        tag(
            "button",
            *parts,
            tag("span", words, class_="said", dir="auto"),
            flags,
            type="button",
            data_start=f"{said.start:.2f}",
            data_end=f"{said.end:.2f}",
        ),
        class_=" ".join(filter(None, ("cited" if cited else "", "asked" if asked else "", "" if said.citable else "unsure"))) or None,
    )


def is_in(citation: Citation, said: Utterance) -> bool:
    """Whether a citation is of this utterance or of a part of it."""
    stretch = citation.place.t
    if stretch is None:
        return False
    if any(citation.fragment == own.fragment for own in said.citations):
        return True
    middle = (stretch[0] + stretch[1]) / 2
    return said.start <= middle <= said.end and citation.quote in said.text
