"""What one browser has before it: a case, its conversation, the question on its way, the exhibit that is open."""

from dataclasses import dataclass, field

from assistant.chat.conversation import Conversation
from assistant.chat.opening import Opening
from assistant.chat.questions import Asking


@dataclass
class Desk:
    """The state of one browser session."""

    login: str | None = field(default=None, repr=False)
    """The login that the page was loaded with. Other logins never reach this desk (`assistant.chat.admission`)."""
    case: str | None = None
    """Key of the case that is open."""
    conversations: dict[str, Conversation] = field(default_factory=dict)
    """By the keys of their cases."""
    asking: Asking | None = None
    opening: Opening | None = None

    @property
    def conversation(self) -> Conversation:
        """The conversation about the case that is open."""
        return self.conversations.setdefault(self.case or "", Conversation())

    def choose(self, case: str) -> None:
        """Put another case before the officer; nothing of it is open yet."""
        self.case, self.opening = case, None

    def leave(self) -> None:
        """Put no case before the officer."""
        self.case = self.opening = None
