"""What the page sends when a person confirms, corrects or takes back, and what it gets to draw."""

from pydantic import BaseModel, ConfigDict, Field

from assistant.chat.line_view import line_view
from assistant.chat.transcript_view import doubts_words
from assistant.chat.transcripts import Transcripts
from assistant.chat.voices import Voices
from assistant.confirmation import LONGEST, confirm, read, withdraw
from assistant.session import Session
from tools.case import Exhibit


class Said(BaseModel):
    """What a person says of one utterance."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    evidence: str = Field(pattern=r"^ev-[0-9a-f]{12}$")
    """Id of the utterance as the machine made it."""
    seen: int = Field(ge=0)
    """Number of the newest record of it that was on the screen."""
    text: str | None = Field(default=None, max_length=2 * LONGEST)
    """What is said there, for a correction."""
    undo: bool = False
    """Take back what stands."""


class Told(BaseModel):
    """What the page draws."""

    html: str
    """The line as it stands now."""
    doubts: str
    """What is left that nobody has confirmed; empty where nothing is."""


def confirming(session: Session, exhibit: Exhibit, said: Said, transcripts: Transcripts) -> Told:
    """Do what the person says.

    Raises:
        ToolError: it cannot be done; the reason is for the person.
        IntegrityError, LedgerDamaged: something is not what it was; nothing was done.
    """
    if said.undo:
        done = withdraw(session, exhibit.id, said.evidence, seen=said.seen, reader=transcripts.of)
    else:
        done = confirm(session, exhibit.id, said.evidence, said.text, seen=said.seen, reader=transcripts.of)
    found = read(session, exhibit.id, transcripts.of)
    voices = Voices.of(line.stands for line in found.lines)
    return Told(html=line_view(done.line, voices, ()), doubts=doubts_words(found))
