"""Two recordings are compared as forensic practice asks, or refused with what would be needed."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import needs_weights
from tests.tools.compare_speakers.conftest import Keep
from tools import results
from tools.case import Case, Exhibit
from tools.compare_speakers import compare_speakers
from tools.compare_speakers.copies import TELEPHONE, Codec, coded, hiss, noisy
from tools.errors import ToolError
from tools.evidence import SpeakerComparison, Utterance, Word
from tools.recordings import SAMPLE_RATE, Samples
from tools.registry import get_tool

pytestmark = needs_weights("voice-embedding")

Voices = dict[str, Samples]


@pytest.fixture
def compared(case: Case, keep: Keep) -> Callable[[Samples, Samples], SpeakerComparison]:
    """Compare two sounds."""

    def compared(questioned: Samples, reference: Samples) -> SpeakerComparison:
        [found] = compare_speakers(case, keep("questioned", questioned).id, keep("reference", reference).id)
        return found

    return compared


Compared = Callable[[Samples, Samples], SpeakerComparison]


def test_the_same_speaker_is_supported(compared: Compared, voices: Voices) -> None:
    """Two recordings of one person support the first proposition, with an interval above 0."""
    found = compared(voices["woman"], voices["woman again"])
    assert found.log10_lr > 0.3
    assert found.interval[0] > 0
    assert "first proposition" in found.verbal


@pytest.mark.parametrize("name", ["other woman", "man"])
def test_different_speakers_are_supported(compared: Compared, voices: Voices, name: str) -> None:
    """Recordings of two people support the second proposition, and the statement tells that one first."""
    found = compared(voices["woman"], voices[name])
    assert found.log10_lr < -0.3
    assert found.interval[1] < 0
    assert "second proposition" in found.verbal
    assert found.text.index(found.propositions[1]) < found.text.index(found.propositions[0])


def test_no_lr_is_beyond_what_was_validated(compared: Compared, voices: Voices) -> None:
    """LR and interval lie between the bounds, and a cut LR is said to be cut."""
    for name in ("woman again", "man"):
        found = compared(voices["woman"], voices[name])
        low, high = found.supported
        assert low <= found.interval[0] <= found.log10_lr <= found.interval[1] <= high
        assert found.capped == ("at least" in found.text)


def test_both_recordings_are_cited_by_stretches_of_speech(compared: Compared, voices: Voices) -> None:
    """Each side is cited inside its recording; where nothing was transcribed the quote stands for the sound."""
    found = compared(voices["woman"], voices["man"])
    for exhibit, sound in (("EX-0001", voices["woman"]), ("EX-0002", voices["man"])):
        cited = [citation for citation in found.citations if citation.exhibit == exhibit]
        assert 1 <= len(cited) <= 3
        for citation in cited:
            assert citation.place.t is not None
            start, end = citation.place.t
            assert 0 <= start < end <= sound.size / SAMPLE_RATE + 0.01
            assert citation.quote == f"[speech, {end - start:.1f} s]"


def test_stretches_are_quoted_by_their_words(case: Case, keep: Keep, voices: Voices) -> None:
    """Where a transcript is stored, the words said in a stretch are its quote, and words that may not be cited are left out."""
    questioned, reference = keep("questioned", voices["woman"]), keep("reference", voices["woman again"])

    def said(text: str, start: float, *, citable: bool) -> Utterance:
        word = Word(text=text, start=start, end=start + 0.2, probability=0.9)
        cited = (questioned.at(t=(start, start + 0.2), quote=text),)
        return Utterance(
            text=text, citations=cited, source="test", start=start, end=start + 0.2, language="en", words=(word,), citable=citable
        )

    spoken = [said("hello", 2.0, citable=True), said("unsure", 2.5, citable=False), said("there", 3.0, citable=True)]
    reader, arguments = get_tool("transcribe_audio"), {"exhibit": questioned.id}
    results.save(case, "made up", reader, arguments, 0.0, spoken)
    [found] = compare_speakers(case, questioned.id, reference.id)
    quotes = " ".join(citation.quote for citation in found.citations if citation.exhibit == questioned.id)
    assert "hello" in quotes
    assert "there" in quotes
    assert "unsure" not in quotes


def test_the_same_call_gives_the_same_evidence_and_pictures(case: Case, keep: Keep, voices: Voices) -> None:
    """Nothing is left to chance: id, text and every byte of the plots are equal when it runs again."""
    one, two = keep("one", voices["woman"]), keep("two", voices["man"])
    [first] = compare_speakers(case, one.id, two.id)
    pictures = {name: (case.folder / name).read_bytes() for name in first.pictures}
    [second] = compare_speakers(case, one.id, two.id)
    assert first == second
    assert pictures == {name: (case.folder / name).read_bytes() for name in second.pictures}
    assert [Path(name).name for name in first.pictures] == ["tippett.png", "det.png", "scores.png"]
    assert all(content.startswith(b"\x89PNG") and len(content) > 5000 for content in pictures.values())


def test_it_does_not_matter_much_which_is_the_questioned_one(compared: Compared, voices: Voices) -> None:
    """Exchanging the recordings exchanges the propositions' names and leaves the LR."""
    there, back = compared(voices["woman"], voices["man"]), compared(voices["man"], voices["woman"])
    assert there.log10_lr == back.log10_lr
    assert there.net_speech_seconds == back.net_speech_seconds[::-1]


def test_what_the_recordings_are_worth_is_reported(compared: Compared, voices: Voices) -> None:
    """A telephone copy against the original is seen as such and judged by the errors measured for that."""
    plain, half = compared(voices["woman"], voices["woman again"]), compared(voices["woman"], coded(voices["woman again"], TELEPHONE[0]))
    assert plain.band == ("wide", "wide")
    assert half.band == ("wide", "telephone")
    assert half.bandwidth_hz[1] < 5000 < half.bandwidth_hz[0]
    assert half.cllr > plain.cllr
    assert 5 < half.net_speech_seconds[0] < voices["woman"].size / SAMPLE_RATE
    assert any("telephone against wide" in condition for condition in half.conditions)


def test_noise_is_reported_and_costs(compared: Compared, voices: Voices) -> None:
    """A copy with noise 10 dB below the speech is measured as that and judged by greater errors."""
    loud = noisy(voices["woman again"], voices["woman again"], hiss(voices["woman again"].size, 1.0, 4), 10.0)
    found = compared(voices["woman"], loud)
    assert found.snr_db[1] == pytest.approx(10, abs=2)
    assert found.cllr > compared(voices["woman"], voices["woman again"]).cllr


def refused(case: Case, one: Exhibit, two: Exhibit) -> str:
    with pytest.raises(ToolError) as reason:
        compare_speakers(case, one.id, two.id)
    assert not (case.folder / "derived").exists()
    return str(reason.value)


def test_a_recording_is_not_compared_with_itself(case: Case, keep: Keep, voices: Voices) -> None:
    """The same exhibit on both sides is refused."""
    exhibit = keep("one", voices["woman"])
    assert "same recording" in refused(case, exhibit, exhibit)


def test_too_little_speech_is_refused(case: Case, keep: Keep, voices: Voices) -> None:
    """Less speech than was validated is refused with how much is needed."""
    short = keep("short", voices["woman"][: 2 * SAMPLE_RATE])
    assert "3 s is the least" in refused(case, short, keep("long", voices["man"]))


def test_too_much_noise_is_refused(case: Case, keep: Keep, voices: Voices) -> None:
    """A recording noisier than any validated one is refused with what is needed."""
    sound = voices["woman"]
    drowned = keep("drowned", noisy(sound, sound, hiss(sound.size, 1.0, 1), 0.0))
    assert "too noisy" in refused(case, drowned, keep("long", voices["man"]))


def test_nothing_said_is_refused(case: Case, keep: Keep, voices: Voices) -> None:
    """A recording without speech has no voice."""
    silent = keep("silent", np.zeros(5 * SAMPLE_RATE, np.float32))
    assert "No speech was found" in refused(case, silent, keep("long", voices["man"]))


def test_two_voices_in_one_recording_are_refused(case: Case, keep: Keep, voices: Voices) -> None:
    """A conversation cannot be compared as if it were one voice."""
    both = keep("both", np.concatenate([voices["woman"], voices["man"]]))
    assert "more than one voice" in refused(case, both, keep("woman", voices["woman again"]))


def test_an_unvalidated_codec_is_refused(case: Case, tmp_path: Path, put: Callable[..., Exhibit], keep: Keep, voices: Voices) -> None:
    """What a codec does to voices is unknown until it was validated."""
    import av

    place = tmp_path / "voice.ac3"
    with av.open(str(place), "w", format="ac3") as out:
        stream = out.add_stream("ac3", rate=48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.repeat(voices["woman"], 3).reshape(1, -1), format="fltp", layout="mono")
        frame.sample_rate = 48_000
        fifo = av.AudioFifo()
        fifo.write(frame)
        while (piece := fifo.read(stream.codec_context.frame_size)) is not None:
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))
    assert "stored as ac3, which was not validated" in refused(case, put(place), keep("man", voices["man"]))


@pytest.mark.parametrize("codec", TELEPHONE, ids=lambda codec: codec.name)
def test_telephones_do_not_turn_the_finding(compared: Compared, voices: Voices, codec: Codec) -> None:
    """Through each telephone codec the same woman is still supported as the same, and the man as another."""
    assert compared(coded(voices["woman"], codec), voices["woman again"]).log10_lr > 0
    assert compared(coded(voices["man"], codec), voices["woman again"]).log10_lr < 0
