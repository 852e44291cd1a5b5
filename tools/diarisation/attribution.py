"""Giving what was said to who said it: words to turns, utterances split where the speaker changes."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from tools.diarisation.turns import Diarisation
from tools.evidence import Citation, Place, Utterance, Word

OVERLAPPED = "overlapped speech"
"""The flag of an utterance that mostly lies where several voices are heard."""
_MOSTLY = 0.5
_SHORT = 0.4
"""Seconds: a change of speaker for less than this within an utterance is no turn, but a word at the edge of one."""


def attribute(utterances: Sequence[Utterance], diarisation: Diarisation) -> list[Utterance]:
    """The same words in the same order, each utterance with its speaker, and split where the speaker changes.

    A part of a split utterance has its own time, its own citation (the same exhibit and bytes, its own `t=` and words) and
    its own offset; whatever else the citation's fragment says stays. An utterance whose words carry no times, or do not
    spell its text, is not split but given to who speaks longest in it. One that mostly lies in an overlap is flagged and
    not citable. Without any turn the utterances come back without speakers.
    """
    parts = [part for said in utterances for part in _parts(said, diarisation)]
    offset = 0
    attributed = []
    for part in parts:
        attributed.append(part.model_copy(update={"offset": offset}))
        offset += len(part.text) + 1
    return attributed


def _parts(said: Utterance, diarisation: Diarisation) -> Iterator[Utterance]:
    runs = _runs(said.words, diarisation)
    texts = _texts(said.text, runs)
    if texts is None or len(runs) < 2:
        yield _marked(said, diarisation)
        return
    for run, text in zip(runs, texts, strict=True):
        start, end = max(run[0].start, said.start), min(max(run[-1].end, run[0].start), said.end)
        part = said.model_copy(
            update={
                "text": text,
                "start": start,
                "end": max(start, end),
                "words": tuple(run),
                "citations": tuple(_cut(cited, start, max(start, end), text) for cited in said.citations),
            }
        )
        yield _marked(part, diarisation)


def _runs(words: Sequence[Word], diarisation: Diarisation) -> list[list[Word]]:
    """The words of an utterance, neighbours of one speaker together."""
    spoken = [(diarisation.speaker(word.start, word.end), word) for word in words]
    runs = [(speaker, [word for _, word in group]) for speaker, group in groupby(spoken, key=lambda pair: pair[0])]
    while len(runs) > 1:
        lengths = [run[-1].end - run[0].start for _, run in runs]
        shortest = min(range(len(runs)), key=lambda position: lengths[position])
        if lengths[shortest] >= _SHORT:
            break
        beside = [position for position in (shortest - 1, shortest + 1) if 0 <= position < len(runs)]
        into = max(beside, key=lambda position: lengths[position])
        runs[shortest] = (runs[into][0], runs[shortest][1])
        merged: list[tuple[str | None, list[Word]]] = []
        for speaker, run in runs:
            if merged and merged[-1][0] == speaker:
                merged[-1] = (speaker, merged[-1][1] + run)
            else:
                merged.append((speaker, run))
        runs = merged
    return [run for _, run in runs]


def _texts(text: str, runs: Sequence[Sequence[Word]]) -> list[str] | None:
    """The part of the text that each run of words spells, or None when the words do not spell the text."""
    starts = []
    position = 0
    for run in runs:
        for number, word in enumerate(run):
            found = text.find(word.text, position)
            if found < 0 or text[position:found].strip():
                return None
            if not number:
                starts.append(found)
            position = found + len(word.text)
    if text[position:].strip() or any(not run for run in runs):
        return None
    parts = [text[start:end].strip() for start, end in pairwise([*starts, len(text)])]
    return parts if all(parts) else None


def _cut(cited: Citation, start: float, end: float, text: str) -> Citation:
    place = cited.place.model_copy(update={"t": (start, end)})
    return cited.model_copy(update={"fragment": str(Place.model_validate(place.model_dump())), "quote": text})


def _marked(said: Utterance, diarisation: Diarisation) -> Utterance:
    speaker = diarisation.speaker(said.start, said.end)
    marked: dict[str, object] = {"speaker": speaker}
    if diarisation.overlapped(said.start, said.end) > _MOSTLY * (said.end - said.start):
        marked |= {"flags": tuple(dict.fromkeys((*said.flags, OVERLAPPED))), "citable": False}
    return said.model_copy(update=marked)
