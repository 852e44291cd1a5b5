"""Speech becomes text that stands where it was said."""

import itertools
import re
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import needs_weights
from tools import progress
from tools.case import Case, Exhibit
from tools.errors import Stopped, ToolError
from tools.evidence import Utterance
from tools.intake import Labels, add
from tools.recordings import SAMPLE_RATE, samples
from tools.transcribe_audio import transcribe_audio

pytestmark = needs_weights("speech-to-text")

Put = Callable[..., Exhibit]
SPOKEN = {
    "emergency_call.wav": (
        "name is Tom Porter / (?:four|4) outboard motors / North Pier / red jacket / number plate / (?:five|5) minutes ago / "
        "quarter to (?:two|2) / patrol car"
    ),
    "voicemail_driver.wav": (
        "this is Daniel Brooks / Thursday morning / boatyard on Mill Road in Silver Bay / (?:four|4) engines / in cash / "
        "North Pier / 01632[-, ]*960158"
    ),
}
"""What is said in the demo recordings, in order."""


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Exhibit, list[Utterance]]]:
    """Both recordings of the demo case, transcribed."""
    demo = Path(__file__).parents[2] / "data" / "demo_case"
    case = Case.new(tmp_path_factory.mktemp("heard") / "case", "Demo")
    added = add(case, [demo / name for name in SPOKEN], Labels("tester")).added
    return {exhibit.file: (exhibit, transcribe_audio(case, exhibit.id)) for exhibit in added}


def silence(tmp_path: Path, seconds: int = 3) -> Path:
    """A recording in which nothing is said."""
    with wave.open(str(tmp_path / "silence.wav"), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes(np.random.default_rng(1).integers(-2, 3, seconds * 8000, np.int16).tobytes())
    return tmp_path / "silence.wav"


@pytest.mark.parametrize("name", SPOKEN)
def test_names_and_numbers_are_heard_in_order(heard: dict[str, tuple[Exhibit, list[Utterance]]], name: str) -> None:
    """The persons, places, times and numbers of the recording stand in its transcript, in the order they are said."""
    text = " ".join(said.text for said in heard[name][1])
    assert re.search(".*".join(f"(?:{part})" for part in SPOKEN[name].split(" / ")), text, re.IGNORECASE), text
    assert {said.language for said in heard[name][1]} == {"en"}


@pytest.mark.parametrize("name", SPOKEN)
def test_every_utterance_has_its_time(heard: dict[str, tuple[Exhibit, list[Utterance]]], name: str) -> None:
    """Utterances follow each other within the recording, can be cited, and the citation says the same time and words."""
    exhibit, utterances = heard[name]
    length = samples(exhibit.path).size / SAMPLE_RATE
    assert len(utterances) > 3
    for said in utterances:
        [cited] = said.citations
        assert (said.citable, said.flags, said.channel) == (True, (), None)
        assert (cited.exhibit, cited.sha256, cited.quote) == (exhibit.id, exhibit.sha256, said.text)
        assert cited.place.t == (pytest.approx(said.start, abs=0.011), pytest.approx(said.end, abs=0.011))
        assert 0 <= said.start < said.end <= length + 0.01
    for before, after in itertools.pairwise(utterances):
        assert before.start < after.start
        assert before.end <= after.start + 0.5


@pytest.mark.parametrize("name", SPOKEN)
def test_words_stand_in_their_utterance(heard: dict[str, tuple[Exhibit, list[Utterance]]], name: str) -> None:
    """The words of an utterance are its text, in order of time; offsets count the transcript's characters."""
    utterances = heard[name][1]
    transcript = "\n".join(said.text for said in utterances)
    for said in utterances:
        assert "".join(word.text for word in said.words) == said.text.replace(" ", "")
        assert [word.start for word in said.words] == sorted(word.start for word in said.words)
        assert all(0 <= word.probability <= 1 for word in said.words)
        assert transcript[said.offset :].startswith(said.text)


def test_something_is_heard_where_it_is_said(heard: dict[str, tuple[Exhibit, list[Utterance]]]) -> None:
    """The stretch of an utterance that is cited holds sound, and the caller's name is said in the first third of the call."""
    exhibit, utterances = heard["emergency_call.wav"]
    sound = samples(exhibit.path)
    loud = float(np.sqrt(np.mean(sound**2)))
    for said in utterances:
        stretch = sound[int(said.start * SAMPLE_RATE) : int(said.end * SAMPLE_RATE)]
        assert float(np.sqrt(np.mean(stretch**2))) > 0.3 * loud
    [name] = [said for said in utterances if "Porter" in said.text]
    assert name.end < sound.size / SAMPLE_RATE / 3


def test_silence_says_nothing(case: Case, put: Put, tmp_path: Path) -> None:
    """A recording without speech gives no words and no error."""
    assert transcribe_audio(case, put(silence(tmp_path)).id) == []


def test_an_unknown_language_is_refused(case: Case, put: Put, tmp_path: Path) -> None:
    """A language code that the recogniser does not have is answered with those that it has."""
    with pytest.raises(ToolError, match=r"EX-0001 cannot be transcribed: .*xx"):
        transcribe_audio(case, put(silence(tmp_path)).id, language="xx")


def test_the_user_may_stop_it(case: Case, put: Put, demo: Path, tmp_path: Path) -> None:
    """Once the user has asked to stop, the transcription ends with that as its reason, and no more progress is told."""
    with wave.open(str(demo / "voicemail_driver.wav")) as whole, wave.open(str(tmp_path / "begin.wav"), "wb") as begin:
        begin.setparams(whole.getparams())
        begin.writeframes(whole.readframes(6 * whole.getframerate()))
    exhibit = put(tmp_path / "begin.wav")
    told: list[float] = []
    with (
        pytest.raises(Stopped, match="EX-0001 nothing is kept yet"),
        progress.listening(lambda share, _: told.append(share), stop=lambda: bool(told)),
    ):
        transcribe_audio(case, exhibit.id)
    assert told == [0.0]
