"""Who speaks when, along the time of a recording."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.chat.voices import COLOURS, COLUMNS, Voices, label, lanes, legend, over_sound
from tests.assistant.chat.test_escape import HOSTILE, read
from tests.tools.saying import silence, utterance
from tools.case import Exhibit
from tools.evidence import Utterance


@pytest.fixture
def say(put_in: Callable[..., Exhibit], tmp_path: Path) -> Callable[..., Utterance]:
    recording = put_in(silence(tmp_path))
    return lambda start, speaker, flags=(): utterance(recording, "Some words.", start, speaker=speaker, flags=flags)


def runs(html: str, kind: str) -> list[tuple[int, int]]:
    """The stretches of columns of a shape."""
    [path] = re.findall(rf'<svg class="{kind}".*?<path d="([^"]*)"', html)
    return [(int(start), int(length)) for start, length in re.findall(r"M(\d+) 0h(\d+)", path)]


def test_speakers_stand_where_they_speak(say: Callable[..., Utterance]) -> None:
    """In a recording of 600 seconds a column is a second: each lane has its speaker's seconds, and the last one the doubtful ones."""
    said = [say(10.0, "S1"), say(20.0, "S2"), say(21.0, "S1"), say(40.0, "S2", ("no speech",))]
    voices = Voices.of(said)
    drawn = lanes(voices, said, 600.0) or ""
    assert runs(drawn, "voice-1") == [(10, 2), (21, 2)]
    assert runs(drawn, "voice-2") == [(20, 2), (40, 2)]
    assert runs(drawn, "doubtful") == [(40, 2)]
    over = over_sound(voices, [*said, say(20.5, "S2")], 600.0)
    assert runs(over, "over voice-1") == [(10, 2), (22, 1)]


def test_the_sides_of_a_call_are_told_apart(say: Callable[..., Utterance]) -> None:
    """Where channels hold the sides of a call, each has its label, colour and lane, though its voices are not told apart."""
    said = [say(10.0, "").model_copy(update={"speaker": None, "channel": n}) for n in (1, 2)]
    voices = Voices.of(said)
    assert voices.names == ("Channel 1", "Channel 2")
    assert runs(lanes(voices, said, 600.0) or "", "voice-2") == [(10, 2)]
    assert "one side of the call" in label(voices, "Channel 1")


def test_the_seconds_are_all_there(say: Callable[..., Utterance]) -> None:
    """Whatever the length of the recording, and also outside it, an utterance is drawn in one column at least and none is lost."""
    for seconds in (3.0, 61.7, 20_000.0):
        for start in (0.0, seconds - 2.0, seconds + 5):
            [(first, length)] = runs(lanes(Voices(("S1",)), [say(max(start, 0.0), "S1")], seconds) or "", "voice-1") or [(0, 1)]
            assert 0 <= first <= first + length <= COLUMNS


def test_the_picture_does_not_grow(say: Callable[..., Utterance]) -> None:
    """Five thousand utterances of thirty speakers take no more room than the columns and lanes allow."""
    said = [say(4.0 * n, f"S{n % 30 + 1}", ("doubt",) if n % 3 else ()) for n in range(5000)]
    voices = Voices.of(said)
    assert len(lanes(voices, said, 20_000.0) or "") + len(over_sound(voices, said, 20_000.0)) < 200_000


def test_labels_tell_more_speakers_apart_than_there_are_colours() -> None:
    """The ninth speaker has the first one's colour and its own letters."""
    voices = Voices(tuple(f"S{n}" for n in range(1, 12)))
    assert voices.colour("S9") == voices.colour("S1") == "voice-1"
    assert len({voices.colour(name) for name in voices.names}) == COLOURS
    assert read(label(voices, "S9")).text == "S9"


def test_without_speakers_there_is_no_legend(say: Callable[..., Utterance]) -> None:
    """Where nobody told the speakers apart nothing is said of them; with them each has its seconds."""
    nobody = [say(1.0, "S1").model_copy(update={"speaker": None})]
    assert legend(Voices.of(nobody), nobody) is None
    assert over_sound(Voices.of(nobody), nobody, 60.0) == ""
    assert lanes(Voices.of(nobody), nobody, 0.0) is None
    said = [say(1.0, "S2"), say(5.0, "S1"), say(9.0, "S2")]
    assert read(legend(Voices.of(said), said) or "").text == "S2 0:04S1 0:02"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_speakers_do_nothing(say: Callable[..., Utterance], name: str) -> None:
    """A speaker's label is data too."""
    said = [say(1.0, name)]
    found = read((legend(Voices.of(said), said) or "") + (lanes(Voices.of(said), said, 60.0) or ""))
    assert name in found.text
    assert set(found.elements) <= {"ul", "li", "span", "div", "svg", "path"}
