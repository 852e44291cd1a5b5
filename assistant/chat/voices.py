"""Who speaks when, and what of it is uncertain, along the time of a recording: a picture of fixed size, however long it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.chat.escape import Html, join, tag
from assistant.chat.labels import clock
from tools.evidence import Utterance

COLUMNS = 600
COLOURS = 8
"""Speakers beyond these begin again with the first colour; the label tells them apart."""
_CHANNEL = "Channel"
_LANES = 8
"""Speakers that get a lane of their own: those who speak most."""

Columns = npt.NDArray[np.float64]
"""Shape (columns,): seconds of speech in each column."""


@dataclass(frozen=True)
class Voices:
    """The speakers of a recording, in the order in which they are first heard."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, said: Iterable[Utterance]) -> "Voices":
        """The speakers of a transcript."""
        return cls(tuple(dict.fromkeys(who for item in said if (who := voice_of(item)))))

    def colour(self, speaker: str) -> str:
        """The class of a speaker's colour."""
        return f"voice-{self.names.index(speaker) % COLOURS + 1}"


def voice_of(said: Utterance) -> str | None:
    """The label of who is heard in an utterance: its speaker or, where the sides of a call are apart, its channel."""
    return said.speaker or (None if said.channel is None else f"{_CHANNEL} {said.channel}")


def label(voices: Voices, speaker: str) -> Html:
    """A speaker's label: its letters tell it apart, its colour helps."""
    side = f"{speaker}: one side of the call, however many speak there"
    about = side if speaker.startswith(_CHANNEL) else f"Speaker {speaker}: a voice, not a named person"
    return tag("span", speaker, class_=f"speaker {voices.colour(speaker)}", title=about)


def legend(voices: Voices, said: Sequence[Utterance]) -> Html | None:
    """The speakers with how long each is heard."""
    if not voices.names:
        return None
    items = []
    for name in voices.names:
        seconds = sum(item.end - item.start for item in said if voice_of(item) == name)
        items.append(tag("li", label(voices, name), " ", clock(seconds)))
    return tag("ul", *items, class_="voices-legend", aria_label="Speakers, with how long each is heard")


def over_sound(voices: Voices, said: Sequence[Utterance], seconds: float) -> Html:
    """The colours of the waveform: in each column that of the speaker who is heard most."""
    if not voices.names or seconds <= 0:
        return Html("")
    heard = np.stack([_columns((item for item in said if voice_of(item) == name), seconds) for name in voices.names])
    most = np.where(heard.max(axis=0) > 0, heard.argmax(axis=0), -1)
    return join(_drawn(most == number, f"over {voices.colour(name)}") for number, name in enumerate(voices.names))


def lanes(voices: Voices, said: Sequence[Utterance], seconds: float) -> Html | None:
    """A lane for each speaker, so that speech at the same time is seen, and one for speech that is not citable."""
    if seconds <= 0:
        return None
    rows = [(name, _columns((item for item in said if voice_of(item) == name), seconds)) for name in voices.names]
    rows = sorted(sorted(rows, key=lambda row: -row[1].sum())[:_LANES], key=lambda row: voices.names.index(row[0]))
    drawn = [tag("div", _drawn(heard > 0, voices.colour(name)), class_="lane", title=name) for name, heard in rows]
    doubtful = _columns((item for item in said if not item.citable), seconds)
    if doubtful.any():
        drawn.append(tag("div", _drawn(doubtful > 0, "doubtful"), class_="lane", title="Uncertain and not confirmed"))
    return tag("div", *drawn, class_="lanes", aria_hidden="true") if drawn else None


def _columns(said: Iterable[Utterance], seconds: float) -> Columns:
    """How much of each column is spoken."""
    found = np.zeros(COLUMNS)
    width = seconds / COLUMNS
    for item in said:
        start, end = min(max(item.start, 0.0), seconds) / width, min(max(item.end, 0.0), seconds) / width
        first, last = min(int(start), COLUMNS - 1), min(int(end), COLUMNS - 1)
        if first == last:
            found[first] += (end - start) * width
            continue
        found[first] += (first + 1 - start) * width
        found[first + 1 : last] += width
        found[last] += (end - last) * width
    return found


def _drawn(columns: npt.NDArray[np.bool_], kind: str) -> Html:
    """Columns as one shape."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], columns, [False]]).astype(np.int8)))
    path = "".join(f"M{start} 0h{stop - start}v1h-{stop - start}z" for start, stop in zip(edges[::2], edges[1::2], strict=True))
    return tag("svg", tag("path", d=path), class_=kind, viewBox=f"0 0 {COLUMNS} 1", preserveAspectRatio="none", aria_hidden="true")
