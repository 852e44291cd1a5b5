"""The spellings of British and American English find each other."""

import pytest

from tools.spelling import american, other

_PAIRS = (
    "grey:gray greys:grays colour:color coloured:colored neighbours:neighbors neighbourhood:neighborhood harbour:harbor rumours:rumors "
    "licence:license offences:offenses defence:defense unlicenced:unlicensed tyre:tire tyres:tires moustache:mustache cheques:checks "
    "metres:meters kilometre:kilometer centre:center centred:centered theatre:theater recognised:recognized organisation:organization "
    "analysed:analyzed travelled:traveled signalling:signaling jewellery:jewelry kerb:curb paedophile:pedophile haemorrhage:hemorrhage "
    "anaesthetic:anesthetic programme:program"
).split()


@pytest.mark.parametrize("pair", _PAIRS)
def test_both_spellings_are_one_word(pair: str) -> None:
    """From each spelling the other is found, and both are the same American word."""
    british, _, there = pair.partition(":")
    assert other(british) == there
    assert other(there) == british
    assert american(british) == american(there) == there


@pytest.mark.parametrize("word", ["four", "hour", "your", "tour", "raise", "house", "van", "knife", "there", "acre", "called", "killed"])
def test_other_words_stay(word: str) -> None:
    """A word that has one spelling is left alone."""
    assert american(word) == word
    assert other(word) is None
