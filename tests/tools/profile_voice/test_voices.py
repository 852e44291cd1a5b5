"""Several people are not measured as one."""

import numpy as np

from assistant.bench.voices.vowels import Vowel, neutral, spoken
from tests.tools.profile_voice.measuring import whole
from tools.evidence import Citation, Utterance
from tools.profile_voice.pitch import voiced
from tools.profile_voice.voices import several

HIGH = spoken(Vowel(210, neutral(14.5), 0.15), 4)
LOW = spoken(Vowel(115, neutral(17.5), 0.15), 4)


def said(speaker: str | None) -> Utterance:
    where = Citation(exhibit="EX-0001", sha256="a" * 64, fragment="t=0.00,1.00", quote="Hello.")
    return Utterance(text="Hello.", citations=(where,), source="transcribe_audio", start=0, end=1, language="en", speaker=speaker)


def test_two_pitches_far_apart_are_two_voices() -> None:
    """A high and a low voice in one recording are told apart, whichever comes first; each alone is one."""
    assert several(voiced(whole(np.concatenate([HIGH, LOW])).stretches, low_cut=False), []) is not None
    for alone in (HIGH, LOW):
        assert several(voiced(whole(alone).stretches, low_cut=False), []) is None


def test_the_transcript_decides_where_it_tells_speakers_apart() -> None:
    """Two speakers in a stored transcript are two; one named speaker is one, whatever the pitch; an unnamed one decides nothing."""
    both = voiced(whole(np.concatenate([HIGH, LOW])).stretches, low_cut=False)
    alone = voiced(whole(LOW).stretches, low_cut=False)
    assert "2 speakers" in (several(alone, [said("S1"), said("S2")]) or "")
    assert several(both, [said("S1")]) is None
    assert several(both, [said(None)]) is not None
