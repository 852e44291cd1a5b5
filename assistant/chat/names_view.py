"""The names that people have given to the voices of a recording, and the form to give one where a comparison supports it."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from assistant.chat.escape import Html, tag
from assistant.chat.labels import day
from assistant.chat.transcripts import Transcripts
from assistant.confirmation import read
from assistant.naming import LONGEST, comparisons, name_speaker, unname_speaker
from assistant.session import Session
from tools.case import Exhibit
from tools.evidence import SpeakerComparison
from tools.speaker_names import SpeakerName
from tools.transcript import Transcript


class Naming(BaseModel):
    """What a person says of a voice: its name and the comparison that it rests on, or neither to take the name back."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    speaker: str = Field(pattern=r"^S[0-9]{1,3}$")
    name: str | None = Field(default=None, max_length=2 * LONGEST)
    comparison: str | None = Field(default=None, pattern=r"^ev-[0-9a-f]{12}$")


class NamesTold(BaseModel):
    """What the page draws."""

    html: str


def names_view(found: Transcript, supporting: Sequence[SpeakerComparison], address: str) -> Html:
    """The names, each with who confirmed it and on what; and the form, where there is a comparison to rest a name on.

    Args:
        found: the transcript.
        supporting: the comparisons of this recording that speak for one speaker.
        address: the beginning of the exhibit's addresses.
    """
    speakers = list(dict.fromkeys(line.made.speaker for line in found.lines if line.made.speaker))
    given = [tag("li", *_given(record)) for record in found.names.values()]
    return tag(
        "div",
        tag("ul", *given) if given else None,
        _form(speakers, supporting) if speakers and supporting else None,
        class_="names",
        data_names=f"{address}/names",
    )


def naming(session: Session, exhibit: Exhibit, said: Naming, transcripts: Transcripts, address: str) -> NamesTold:
    """Do what the person says.

    Raises:
        ToolError: it cannot be done; the reason is for the person.
        IntegrityError, LedgerDamaged: something is not what it was; nothing was done.
    """
    if said.name is not None and said.comparison is not None:
        name_speaker(session, exhibit.id, said.speaker, said.name, said.comparison)
    else:
        unname_speaker(session, exhibit.id, said.speaker)
    found = read(session, exhibit.id, transcripts.of)
    return NamesTold(html=names_view(found, comparisons(session.case, exhibit.id), address))


def _given(record: SpeakerName) -> tuple[object, ...]:
    undo = tag("button", "Take back", type="button", data_unname=record.speaker, title="Take the name back; that is on record too")
    ground = f"; confirmed by {record.officer}, {day(record.at)}, on comparison {record.comparison} "
    return tag("b", record.speaker), ": ", tag("span", record.name, dir="auto"), ground, undo


def _form(speakers: Sequence[str], supporting: Sequence[SpeakerComparison]) -> Html:
    voices = (tag("option", speaker, value=speaker) for speaker in speakers)
    grounds = (tag("option", _ground(item), value=item.id) for item in supporting)
    return tag(
        "details",
        tag("summary", "Name a voice"),
        tag(
            "form",
            tag("select", *voices, name_="speaker", aria_label="Voice"),
            tag("input", name_="name", maxlength=LONGEST, required=True, placeholder="Name", aria_label="Name of the person", dir="auto"),
            tag("select", *grounds, name_="comparison", aria_label="Comparison that supports it"),
            tag("button", "Confirm this name", type="submit"),
            tag("p", "You say that this is the person's voice. The name is shown with yours and the comparison.", class_="hint"),
        ),
    )


def _ground(item: SpeakerComparison) -> str:
    sides = " and ".join(dict.fromkeys(citation.exhibit for citation in item.citations))
    low, high = item.interval
    return f"{item.id}: {sides}, log10 LR {item.log10_lr:+.2f} ({low:+.2f} to {high:+.2f}), {item.verbal}"
