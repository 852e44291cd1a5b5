"""The transcript of a recording: each utterance as the machine made it, as it stands, and who says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tools import confirmations, results, speaker_names
from tools.case import Case
from tools.confirmations import Confirmation
from tools.errors import ToolError
from tools.evidence import TextLine, Utterance, is_citable
from tools.speaker_names import SpeakerName

Made = Mapping[str, Utterance]
"""Utterances as the machine made them, in their order, by evidence id."""


@dataclass(frozen=True)
class Line:
    """One utterance."""

    evidence: str
    """Its id as the machine made it: what a confirmation names."""
    made: Utterance
    """As the machine made it."""
    stands: Utterance
    """As it stands."""
    newest: Confirmation | None
    """The newest record of it, also one that takes back."""

    @property
    def confirmation(self) -> Confirmation | None:
        """The record that stands, if one does."""
        return None if self.newest is None or self.newest.verdict == "withdrawn" else self.newest


@dataclass(frozen=True)
class Transcript:
    """What is said in a recording."""

    lines: tuple[Line, ...]
    lapsed: tuple[Confirmation, ...]
    """Confirmations of utterances that an earlier transcript had and this one has not: on record, but they do not apply."""
    names: Mapping[str, SpeakerName] = field(default_factory=dict)
    """Names that people gave to its voices, by label."""

    def line(self, evidence: str) -> Line:
        """The line of an evidence id: the machine's own, or that of the utterance as it stands.

        Raises:
            ToolError: the transcript has no such utterance.
        """
        for line in self.lines:
            if evidence == line.evidence:
                return line
        for line in self.lines:
            if line.stands is not line.made and evidence == line.stands.id:
                return line
        lapsed = any(evidence == record.evidence for record in self.lapsed)
        why = "it was in an earlier transcript of this recording" if lapsed else "`exhibit transcript` shows the ids"
        raise ToolError(f"The transcript has no utterance {evidence!r}: {why}.")


def transcript(case: Case, exhibit: str) -> Transcript | None:
    """The transcript of a recording; None when it has not been transcribed.

    Raises:
        ToolError: the exhibit is not a recording.
        IntegrityError: stored utterances or confirmations are not what they were.
    """
    made = as_made(case, exhibit)
    return None if made is None else as_it_stands(case, exhibit, made)


def as_made(case: Case, exhibit: str) -> Made | None:
    """The utterances of a recording without what people say of them, by evidence id. Arguments and errors as in `transcript`."""
    if (record := case.look_up(exhibit)).media not in ("audio", "video"):
        raise ToolError(f"{record.id} is not a recording but {record.media}: only what is said can be confirmed.")
    read = results.reading_as_made(case, exhibit)
    return None if read is None else {evidence: item for evidence, item in read if isinstance(item, Utterance)}  # offsets differ: so do ids


def as_it_stands(case: Case, exhibit: str, made: Made) -> Transcript:
    """The transcript of utterances, with what people say of them."""
    stands = [item for item in confirmations.applied(case, [*made.values()], [*made]) if isinstance(item, Utterance)]
    newest = confirmations.newest(case, exhibit)
    lines = tuple(Line(evidence, was, now, newest.get(evidence)) for (evidence, was), now in zip(made.items(), stands, strict=True))
    lapsed = tuple(record for record in newest.values() if record.evidence not in made and record.verdict != "withdrawn")
    return Transcript(lines, lapsed, speaker_names.standing(case, exhibit, made))


def heard(reading: Iterable[TextLine | Utterance], start: float, end: float) -> str:
    """What a citation of a stretch of sound quotes: the words that may be cited of those said in it, or that there is speech.

    Args:
        reading: of the recording, where it has one.
        start, end: of the stretch, seconds.
    """
    said = [_between(said, start, end) for said in reading if isinstance(said, Utterance) and is_citable(said)]
    return " ".join(filter(None, said)) or f"[speech, {end - start:.1f} s]"


def _between(said: Utterance, start: float, end: float) -> str:
    """The words of an utterance that are said between two times, as its text spells them: "box-car" is two words of the recogniser."""
    place, first, behind = 0, None, 0
    for word in said.words:
        found = said.text.find(word.text, place)
        if found < 0:
            continue
        place = found + len(word.text)
        if start <= (word.start + word.end) / 2 < end:
            first, behind = found if first is None else first, place
    return "" if first is None else said.text[first:behind]
