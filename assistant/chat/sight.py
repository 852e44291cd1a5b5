"""All that a viewer of one medium needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.chat.material import Material
from assistant.chat.opening import Opening
from assistant.chat.seen import Spot
from tools.case import Exhibit
from tools.evidence import SpeakerComparison, TextLine, Utterance
from tools.transcript import Transcript


@dataclass(frozen=True)
class Sight:
    """An exhibit that is looked at. Its bytes have just been hashed."""

    exhibit: Exhibit
    opening: Opening
    reading: list[TextLine | Utterance] | None
    """The text of the exhibit, or None when nobody has gone through it."""
    material: Material
    address: str
    """The beginning of the exhibit's addresses."""
    transcript: Transcript | None = None
    """What is said in it, or None when it is no recording or nobody has gone through it."""
    supporting: Sequence[SpeakerComparison] = ()
    """Comparisons of it that a name of a voice may rest on."""
    spots: tuple[Spot, ...] = ()
    """What tools have seen in it."""
