"""The language is found for the recording and for each stretch of it."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import needs_weights
from tests.tools.transcribe_audio.conftest import Write
from tools.case import Case, Exhibit
from tools.recordings import SAMPLE_RATE, Samples, samples
from tools.transcribe_audio import language, recogniser, transcribe_audio
from tools.transcribe_audio.recogniser import Reading

pytestmark = needs_weights("speech-to-text")


@pytest.fixture
def prompts(shared: Path) -> dict[str, Samples]:
    """The longest telephone prompt of each language."""
    place = shared / "asr-telephone-prompts"
    if not place.is_dir():
        pytest.skip("the telephone prompts are not on this machine")
    told = [json.loads(line) for line in (place / "references.jsonl").read_text("utf-8").splitlines()]
    told.sort(key=lambda prompt: prompt["seconds"])
    return {prompt["lang"]: samples(place / prompt["file"]) for prompt in told}


def test_each_stretch_has_its_language(case: Case, put: Callable[..., Exhibit], write: Write, prompts: dict[str, Samples]) -> None:
    """When a speaker changes from one language to another after a pause, both are written down as they are spoken."""
    pause = np.zeros(2 * SAMPLE_RATE, np.float32)
    said = transcribe_audio(case, put(write("two.wav", np.concatenate([prompts["it"], pause, prompts["ru"]]))).id)
    seam = prompts["it"].size / SAMPLE_RATE
    assert {one.language for one in said if one.end < seam + 1} == {"it"}
    assert {one.language for one in said if one.start > seam + 1} == {"ru"}


def test_an_unclear_stretch_beside_a_clear_one_is_heard_alone(
    case: Case, put: Callable[..., Exhibit], write: Write, shared: Path, prompts: dict[str, Samples]
) -> None:
    """A Spanish prompt that sounds like no language for sure is read as Spanish, not in the clear French of the next one."""
    pause = np.zeros(3 * SAMPLE_RATE // 2, np.float32)
    spanish = samples(shared / "asr-telephone-prompts" / "audio" / "es-privacy-prompt-gsm.wav")
    said = transcribe_audio(case, put(write("two.wav", np.concatenate([spanish, pause, prompts["fr"]]))).id)
    seam = spanish.size / SAMPLE_RATE
    assert {one.language for one in said if one.end < seam + 1} == {"es"}
    assert {one.language for one in said if one.start > seam + 1} == {"fr"}


def test_an_unclear_language_is_the_one_that_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the sound alone leaves the language open, words that make sense in one of them decide, and loops decide nothing."""
    texts = {"it": ("usce un era", -0.76), "es": ("usted se unira", -0.45), "fr": ("la " * 40, -0.01)}

    def read(encoded: recogniser.Encoded, spoken: list[str], *, hint: str | None = None, beam: int = 5) -> list[Reading]:
        return [Reading(one, (), texts.get(one, ("", -2.0))[1], 0.0) for one in spoken]

    monkeypatch.setattr(recogniser, "language_probabilities", lambda encoded: [{"la": 0.4, "it": 0.3, "fr": 0.2, "es": 0.06}])
    monkeypatch.setattr(recogniser, "read", read)
    monkeypatch.setattr(recogniser, "text_of", lambda reading: texts.get(reading.language, ("", 0.0))[0])
    encoded = np.zeros((1, 10, 512), np.float32)
    [found] = language.in_its_language(encoded, None, {})
    assert found.language == "es"
    [told] = language.in_its_language(encoded, "it", {})
    assert told.language == "it"


def test_the_rest_of_the_recording_settles_what_is_unclear(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that could be either of two languages is in the one that was clearly heard before."""
    monkeypatch.setattr(recogniser, "language_probabilities", lambda encoded: [{"it": 0.55, "es": 0.45}])
    monkeypatch.setattr(recogniser, "read", lambda encoded, spoken, **_: [Reading(one, (), -0.5, 0.0) for one in spoken])
    monkeypatch.setattr(recogniser, "text_of", lambda reading: reading.language)
    [found] = language.in_its_language(np.zeros((1, 10, 512), np.float32), None, {"es": 300.0})
    assert found.language == "es"
