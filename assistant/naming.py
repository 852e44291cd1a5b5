"""A person gives a voice of a recording a name, on a comparison of voices, or takes it back: kept in the case, and on record."""

from dataclasses import dataclass

from assistant.session import Session
from tools import results, speaker_names
from tools.case import Case
from tools.errors import ToolError
from tools.evidence import Citation, SpeakerComparison, Utterance
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
        ToolError: there is no such voice or comparison, the comparison does not support it, or the name cannot be kept.
        IntegrityError: what is stored is not what it was.
        LedgerDamaged: the record of the case is not what it was: nothing was named.
    """
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
    return _keep(session, exhibit, speaker, voice, kept, found)


def unname_speaker(session: Session, exhibit: str, speaker: str) -> Named:
    """Take a name back: the voice has only its label again. Arguments and errors as in `name_speaker`."""
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


def spoken_by(case: Case, citations: tuple[Citation, ...]) -> tuple[str, ...]:
    """Who is heard in cited stretches of transcripts: a name with who confirmed it, else the label of the voice and the recording."""
    heard: dict[str, None] = {}
    for exhibit in dict.fromkeys(citation.exhibit for citation in citations):
        if case.look_up(exhibit).media not in ("audio", "video") or (made := as_made(case, exhibit)) is None:
            continue
        names = speaker_names.standing(case, exhibit, made)
        for citation in (citation for citation in citations if citation.exhibit == exhibit):
            who = _speaker(citation, made)
            if who is not None:
                heard[str(names[who]) if who in names else f"{who} in {exhibit}"] = None
    return tuple(heard)


def _speaker(citation: Citation, made: Made) -> str | None:
    """The voice that is heard longest in a cited stretch."""
    stretch = citation.place.t
    if stretch is None:
        return None

    def shared(said: Utterance) -> float:
        return min(said.end, stretch[1]) - max(said.start, stretch[0])

    best = max(made.values(), key=shared, default=None)
    return best.speaker if best is not None and shared(best) > 0 else None


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


def _keep(session: Session, exhibit: str, speaker: str, voice: str, name: str | None, comparison: SpeakerComparison) -> Named:
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
        events.append(session.record("speaker_name", data).seq)

    record = speaker_names.add(session.case, exhibit, speaker, voice, name, comparison.id, session.officer, recorded=recorded)
    return Named(record, comparison.log10_lr, events[0])
