"""A person gives a voice of a recording a name, on a comparison of voices, or takes it back: kept in the case, and on record."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant import authorisation
from assistant.accounts import Right
from assistant.authorisation import NAMING, NOT_ASKED, Authorisation, Use
from assistant.session import Session
from tools import results, speaker_names
from tools.case import Case
from tools.errors import ToolError
from tools.evidence import Citation, SpeakerComparison
from tools.speaker_names import SpeakerName
from tools.transcript import Made, as_made

LONGEST = 60
"""Characters of a name."""


@dataclass(frozen=True)
class Named:
    """What came of it."""

    record: SpeakerName
    log10_lr: float
    """Of the comparison."""
    ledger_seq: int
    """Number of the event in the ledger."""


def name_speaker(session: Session, exhibit: str, speaker: str, name: str, comparison: str) -> Named:
    """Say that a voice of a recording is that of a named person. Shown from then on with who said so and on what comparison.

    Args:
        session: the open case; its officer is the one who says so.
        exhibit: the recording. That its bytes are what they were is for the caller to make sure of.
        speaker: the label of the voice in the transcript, as S1.
        name: of the person.
        comparison: evidence id of a stored SpeakerComparison of this recording whose log10 LR is above 0.

    Raises:
        NotAllowed: the officer may not name voices in this case.
        NeedsAuthorisation: no authorisation covers it.
        ToolError: there is no such voice or comparison, the comparison does not support it, or the name cannot be kept.
        IntegrityError: what is stored is not what it was.
        LedgerDamaged: the record of the case is not what it was: nothing was named.
    """
    session.require(Right.CONFIRM)
    held = authorisation.check(session, Use(NAMING, (exhibit,)))
    made = _made(session.case, exhibit)
    voice = _voice(made, exhibit, speaker)
    kept = " ".join(name.split())
    if not kept or len(kept) > LONGEST or not kept.isprintable():
        raise ToolError(f"{name!r} cannot be kept: a name is one line of 1 to {LONGEST} characters that can be seen.")
    found = results.stored(session.case, comparison)
    if not isinstance(found, SpeakerComparison):
        raise ToolError(
            f"{comparison} is no comparison of voices in this case. Compare the recording first (`exhibit run CASE compare_speakers "
            f"questioned={exhibit} reference=…`); its evidence id is the one to give."
        )
    speaker_names.check_support(found, exhibit, speaker, made)
    return _keep(session, exhibit, speaker, voice, kept, found, held)


def unname_speaker(session: Session, exhibit: str, speaker: str) -> Named:
    """Take a name back: the voice has only its label again. Arguments and errors as in `name_speaker`."""
    session.require(Right.CONFIRM)
    made = _made(session.case, exhibit)
    voice = _voice(made, exhibit, speaker)
    before = speaker_names.standing(session.case, exhibit, made).get(speaker)
    if before is None:
        raise ToolError(f"{speaker} of {exhibit} has no name: there is nothing to take back.")
    found = results.stored(session.case, before.comparison)
    assert isinstance(found, SpeakerComparison)
    return _keep(session, exhibit, speaker, voice, None, found)


def comparisons(case: Case, exhibit: str) -> list[SpeakerComparison]:
    """The stored comparisons on which a voice of a recording may be named, the newest first; whose voice, is checked when one is used."""
    found = (item for item in results.all_of(case, "compare_speakers") if isinstance(item, SpeakerComparison))
    return [item for item in found if item.log10_lr > 0 and any(citation.exhibit == exhibit for citation in item.citations)]


class Voices:
    """Whose voices are heard at cited places, for one answer: each transcript is read once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._heard: dict[str, _Heard | None] = {}

    def of(self, citations: Sequence[Citation]) -> tuple[str, ...]:
        """A name with who confirmed it, else the label of the voice and the recording; of places that are no speech, nothing."""
        return tuple(dict.fromkeys(who for citation in citations if (who := self._at(citation)) is not None))

    def _at(self, citation: Citation) -> str | None:
        exhibit, stretch = citation.exhibit, citation.place.t
        if stretch is None:
            return None
        if exhibit not in self._heard:
            made = as_made(self._case, exhibit)
            self._heard[exhibit] = None if made is None else _Heard(made, speaker_names.standing(self._case, exhibit, made))
        heard = self._heard[exhibit]
        speaker = None if heard is None else heard.speaker(stretch)
        if heard is None or speaker is None:
            return None
        return str(heard.names[speaker]) if speaker in heard.names else f"{speaker} in {exhibit}"


class _Heard:
    """The utterances of one recording, by time, and the names of its voices."""

    def __init__(self, made: Made, names: Mapping[str, SpeakerName]) -> None:
        self.names = names
        self._said = sorted(made.values(), key=lambda said: said.start)
        self._starts = [said.start for said in self._said]
        self._longest = max((said.end - said.start for said in self._said), default=0.0)

    def speaker(self, stretch: tuple[float, float]) -> str | None:
        """Who is heard longest in a stretch."""
        first = bisect_left(self._starts, stretch[0] - self._longest)
        near = self._said[first : bisect_right(self._starts, stretch[1])]
        best = max(near, key=lambda said: min(said.end, stretch[1]) - max(said.start, stretch[0]), default=None)
        return None if best is None or min(best.end, stretch[1]) <= max(best.start, stretch[0]) else best.speaker


def _made(case: Case, exhibit: str) -> Made:
    made = as_made(case, exhibit)
    if made is None:
        raise ToolError(f"{exhibit} has not been transcribed yet: run `exhibit process`.")
    return made


def _voice(made: Made, exhibit: str, speaker: str) -> str:
    known = speaker_names.voices(made)
    if speaker not in known:
        there = f"it has {', '.join(known)}" if known else "its voices are not told apart"
        raise ToolError(f"The transcript of {exhibit} has no voice {speaker!r}: {there}.")
    return known[speaker]


def _keep(
    session: Session,
    exhibit: str,
    speaker: str,
    voice: str,
    name: str | None,
    comparison: SpeakerComparison,
    held: Authorisation | None = None,
) -> Named:
    events: list[int] = []

    def recorded(record: SpeakerName) -> None:
        """The event is written before the record is final: nobody is named who is not in the ledger."""
        data = {
            "number": record.number,
            "id": record.id,
            "exhibit": exhibit,
            "speaker": speaker,
            "name": name,
            "comparison": comparison.id,
            "log10_lr": comparison.log10_lr,
            "interval": list(comparison.interval),
        }
        if name is not None:
            data |= {"authorisation": None if held is None else held.id, "note": NOT_ASKED if held is None else None}
        events.append(session.record("speaker_name", data).seq)

    record = speaker_names.add(session.case, exhibit, speaker, voice, name, comparison.id, session.officer, recorded=recorded)
    return Named(record, comparison.log10_lr, events[0])
