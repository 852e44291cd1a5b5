"""The tool on recordings: what an officer gets, with places, pictures and reasons."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.tools.profile_voice.measuring import telephone, write
from tools import results
from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.evidence import Utterance, VoiceProfile, Word
from tools.profile_voice import profile_voice
from tools.recordings import SAMPLE_RATE, samples
from tools.registry import get_tool

Put = Callable[..., Exhibit]
SEX = re.compile(r"\b(she|he|her|his|female|male|woman|man)\b", re.IGNORECASE)


def only(case: Case, exhibit: Exhibit) -> VoiceProfile:
    [profile] = profile_voice(case, exhibit.id)
    return profile


@pytest.fixture(scope="module")
def profiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Exhibit, VoiceProfile]:
    """The driver's voicemail of the demo case."""
    from tools.intake import Labels, add

    case = Case.new(tmp_path_factory.mktemp("voice") / "case", "Voice")
    [exhibit] = add(case, [Path(__file__).parents[2] / "data" / "demo_case" / "voicemail_driver.wav"], Labels("tester")).added
    return case, exhibit, only(case, exhibit)


def test_every_field_has_a_number_with_its_interval_or_a_reason(profiled: tuple[Case, Exhibit, VoiceProfile]) -> None:
    """Of a clear voicemail everything is measured, each mean within its interval."""
    profile = profiled[2]
    measures = [profile.f0_hz, *profile.formants_hz, *profile.harmonics, profile.vocal_tract_cm, profile.height_cm, profile.weight_kg]
    assert [measure.name for measure in profile.formants_hz] == ["F1", "F2", "F3", "F4"]
    for measure in measures:
        assert measure.mean is not None
        assert measure.interval is not None
        assert measure.interval[0] <= measure.mean <= measure.interval[1]
        assert measure.meaning
    middles = [measure.mean or 0 for measure in profile.formants_hz]
    assert middles == sorted(middles)
    assert profile.f0_hz.contour
    assert all(0 <= time <= profile.recording_seconds and 50 <= hertz <= 700 for time, hertz in profile.f0_hz.contour)


def test_it_cites_the_stretches_that_were_measured(profiled: tuple[Case, Exhibit, VoiceProfile]) -> None:
    """Each citation is a stretch of the recording in order, and together they are the speech that is named."""
    _, exhibit, profile = profiled
    places = [citation.place.t for citation in profile.citations]
    lengths = [end - start for start, end in filter(None, places)]
    assert len(lengths) == len(profile.citations) > 1
    assert places == sorted(places, key=lambda place: place or (0, 0))
    assert sum(lengths) == pytest.approx(profile.speech_seconds, abs=0.5)
    for citation, length in zip(profile.citations, lengths, strict=True):
        assert (citation.exhibit, citation.sha256) == (exhibit.id, exhibit.sha256)
        spoken = re.fullmatch(r"\[speech, (\d+\.\d) s\]", citation.quote)
        assert spoken is not None, citation.quote
        assert float(spoken[1]) == pytest.approx(length, abs=0.07)


def test_the_words_that_were_said_are_quoted_where_they_are_known(profiled: tuple[Case, Exhibit, VoiceProfile]) -> None:
    """With a stored transcript, a citation quotes the words inside its stretch and the others stay as they are."""
    case, exhibit, profile = profiled
    start, end = profile.citations[0].place.t or (0.0, 0.0)
    middle = (start + end) / 2
    words = tuple(Word(text=text, start=middle, end=middle, probability=1) for text in ("Hello,", "this"))
    where = exhibit.at(t=(start, end), quote="Hello, this")
    said = Utterance(text="Hello, this", citations=(where,), source="transcribe_audio", start=start, end=end, language="en", words=words)
    reader, arguments = get_tool("transcribe_audio"), {"exhibit": exhibit.id}
    results.save(case, "key", reader, arguments, 0.0, [said])
    quoted = only(case, exhibit).citations
    assert quoted[0].quote == "Hello, this"
    assert quoted[1:] == profile.citations[1:]


def test_the_pictures_are_files_of_the_case(profiled: tuple[Case, Exhibit, VoiceProfile]) -> None:
    """Spectrogram and tract are whole pictures in the case folder, the tract drawn one centimetre a centimetre."""
    case, _, profile = profiled
    drawn = {Path(name).name: Image.open(case.folder / name) for name in profile.pictures}
    assert set(drawn) == {"spectrogram.png", "vocal_tract.png"}
    assert not any(Path(name).is_absolute() for name in profile.pictures)
    for picture in drawn.values():
        assert np.asarray(picture.convert("L")).std() > 5
    tract = drawn["vocal_tract.png"]
    tube = (np.abs(np.asarray(tract.convert("RGB")).astype(int) - (0xD8, 0xB4, 0xA0)).sum(axis=2) < 6).any(axis=0)
    low, _ = profile.vocal_tract_cm.interval or (0.0, 0.0)
    dots_a_centimetre = tract.info["dpi"][0] / 2.54
    assert np.flatnonzero(tube).size / dots_a_centimetre == pytest.approx(low, abs=0.3)  # from there on the interval is drawn over it


def test_no_sex_is_told(profiled: tuple[Case, Exhibit, VoiceProfile]) -> None:
    """A sex stands in the text only behind "if the speaker is", both of them, and the warning is there."""
    text = profiled[2].text
    assert not SEX.search(re.sub(r"if the speaker is a (woman|man)", "", text))
    assert text.count("if the speaker is a woman") == text.count("if the speaker is a man") == 2
    assert "must not be used to pick people" in text
    assert {case.sex for case in profiled[2].height_cm.within} == {"female", "male"}


def test_it_is_kept_and_read_back(profiled: tuple[Case, Exhibit, VoiceProfile]) -> None:
    """The evidence is stored and found again as it was made, and a second run gives the same."""
    case, exhibit, _ = profiled
    profile = only(case, exhibit)
    used, arguments = get_tool("profile_voice"), {"exhibit": exhibit.id}
    results.save(case, "profile", used, arguments, 0.0, [profile])
    assert results.find(case, "profile") == [profile]
    assert only(case, exhibit).id == profile.id


def test_several_people_have_a_reason_instead_of_numbers(case: Case, put: Put, demo: Path) -> None:
    """Of a call between two people no number of a voice is given, and the reason says what to do."""
    profile = only(case, put(demo / "emergency_call.wav"))
    assert "cut the recording" in profile.text
    for measure in (profile.f0_hz, *profile.formants_hz, *profile.harmonics, profile.vocal_tract_cm):
        assert measure.mean is None
        assert "several people" in (measure.reason or "")
    assert profile.height_cm.interval == profile.height_cm.before
    assert profile.pictures == ()


@pytest.mark.parametrize("kind", ["silence", "noise", "hum"])
def test_what_is_no_speech_is_refused(case: Case, put: Put, tmp_path: Path, kind: str) -> None:
    """A recording in which nobody speaks is an error that says so."""
    times = np.arange(4 * SAMPLE_RATE) / SAMPLE_RATE
    sound = {
        "silence": np.zeros(times.size),
        "noise": 0.1 * np.random.default_rng(2).standard_normal(times.size),
        "hum": 0.3 * np.sin(2 * np.pi * 100 * times),
    }[kind]
    with pytest.raises(ToolError, match=r"EX-0001 cannot be profiled: no speech was heard in its 4\.0 s"):
        profile_voice(case, put(write(sound, tmp_path / "a.wav")).id)


def clips(shared: Path) -> list[tuple[Path, str]]:
    """One clip of each of the speakers that have a single one, with the sex that is on record."""
    place = shared / "speaker-verification"
    lines = [json.loads(line) for line in (place / "clips.jsonl").read_text("utf-8").splitlines()]
    return [(place / line["file"], line["gender"]) for line in lines if "impostors" in line["file"]]


def test_real_voices_come_out_as_voices_do(case: Case, put: Put, shared: Path, tmp_path: Path) -> None:
    """Pitch and tract of real speakers differ between the sexes as published, though the tool is told no sex."""
    found: dict[str, list[tuple[float, float]]] = {"F": [], "M": []}
    for file, sex in clips(shared)[2:6]:
        cut = write(samples(file)[: 8 * SAMPLE_RATE], tmp_path / file.with_suffix(".wav").name)
        profile = only(case, put(cut))
        assert profile.vocal_tract_cm.mean is not None, profile.text
        found[sex].append((profile.f0_hz.median or 0, profile.vocal_tract_cm.mean))
    women, men = np.mean(found["F"], axis=0), np.mean(found["M"], axis=0)
    assert 165 <= women[0] <= 255
    assert 85 <= men[0] <= 165
    assert women[1] == pytest.approx(14.9, abs=1.3)  # Hillenbrand et al. 1995
    assert men[1] == pytest.approx(17.3, abs=1.5)


def test_a_telephone_copy_says_what_it_has_lost(case: Case, put: Put, shared: Path, tmp_path: Path) -> None:
    """On a copy in the telephone band pitch stays within 5 %, F2 and F3 within 10 %, and F1 and F4 have a reason."""
    sound = samples(clips(shared)[3][0])[: 8 * SAMPLE_RATE]
    full = only(case, put(write(sound, tmp_path / "full.wav")))
    copy = only(case, put(write(telephone(sound), tmp_path / "copy.wav")))
    assert copy.f0_hz.median == pytest.approx(full.f0_hz.median, rel=0.05)
    assert [measure.mean is None for measure in copy.formants_hz] == [True, False, False, True]
    for number in (1, 2):
        assert copy.formants_hz[number].mean == pytest.approx(full.formants_hz[number].mean, rel=0.1)
    assert len(copy.conditions) == 2
    assert copy.height_cm.within[0].gain_bits < full.height_cm.within[0].gain_bits
