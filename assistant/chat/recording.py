"""The viewer of recordings: a player at the cited second, the shape of the sound, and what is said."""

from assistant.chat.escape import Html, tag
from assistant.chat.icons import icon
from assistant.chat.labels import clock
from assistant.chat.sight import Sight
from assistant.chat.timeline import stage, timeline
from assistant.chat.transcript_view import transcript_view
from assistant.chat.voices import Voices, lanes, over_sound
from assistant.drawing.sound import is_exact

_SPEEDS = ("0.5", "0.75", "1", "1.25", "1.5", "2")


def recording_view(sight: Sight) -> Html:
    """The player with its waveform, and the transcript."""
    stretch = sight.opening.citation.place.t if sight.opening.citation is not None else None
    seconds = float(sight.exhibit.facts.get("seconds", 0))
    cited = [mark.place for mark in sight.opening.marks]
    size = int(sight.exhibit.facts.get("width", 0)), int(sight.exhibit.facts.get("height", 0))
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
    told = (
        "Browsers cannot play this video: you see its frames one by one and hear a copy of its sound"
        if moving
        else "You hear a copy of this recording"
    )
    note = f"{told}, at 16 kHz. The exhibit itself is {sight.exhibit.mime}; it has not been changed."
    return tag(
        "div",
        stage(player, sight.spots, cited, size, sight.address, stills=not exact) if moving else player,
        _waveform(sight, seconds),
        _controls(stretch),
        tag("p", note, class_="hint copy-note", hidden=exact),
        timeline(sight.spots, cited, seconds),
        transcript_view(sight),
        class_="recording-view",
        data_seconds=seconds,
        data_from=None if stretch is None else f"{stretch[0]:.2f}",
        data_to=None if stretch is None else f"{stretch[1]:.2f}",
        data_play=sight.opening.play and stretch is not None,
    )


def _waveform(sight: Sight, seconds: float) -> Html:
    said = [line.stands for line in sight.transcript.lines] if sight.transcript is not None else []
    voices = Voices.of(said)
    return tag(
        "div",
        tag("div", class_="stretch", hidden=True),
        tag("div", over_sound(voices, said, seconds), class_="shape", data_src=f"{sight.address}/waveform.png"),
        lanes(voices, said, seconds),
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
