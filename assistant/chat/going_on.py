"""Going on with runs that somebody has decided on, in the name of who asked, and what came of them."""

import threading
from collections.abc import Callable

from assistant import approvals
from assistant.answer import Answer
from assistant.approvals import Approval
from assistant.chat.progress import Listener
from assistant.chat.questions import Questions
from assistant.session import Session
from tools.errors import ToolError

Resume = Callable[[Session, Approval, Listener], Answer]
"""Goes on with a run that was decided on, as `assistant.agent.resume`."""


def cannot_go_on(session: Session, waiting: Approval, listener: Listener) -> Answer:
    """Of a page without a language model."""
    raise ToolError(f"This program cannot go on with {waiting.id}: `exhibit approve {session.case.folder.name} {waiting.id} --go-on` does.")


_SHOWN = 20
"""So many answers that had to wait are shown again when a case is opened."""


class GoingOn:
    """Goes on with runs, one after the other with the questions of all browsers.

    Args:
        questions: takes turns with the language model.
        resume: goes on with one.
    """

    def __init__(self, questions: Questions, resume: Resume) -> None:
        self._questions = questions
        self._resume = resume
        self._begun: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def begin(self, session: Session, decided: Approval) -> None:
        """Go on with a run, unless this program has begun to. What came of it stands in the record.

        Args:
            session: the open case in the name of who asked.
            decided: with its outcome.
        """
        with self._lock:
            mark = (session.case.id, decided.id)
            if mark in self._begun:
                return
            self._begun.add(mark)
        self._questions.put(session, decided.question, lambda own, question, listener: self._resume(own, decided, listener))


def came(session: Session) -> list[tuple[str, Answer]]:
    """What came of the runs that the officer asked for and that had to wait: (id of the approval, answer), the newest last."""
    ended = [each for each in approvals.all_of(session) if each.ended is not None and each.asked_by == session.officer]
    found = ((each.id, approvals.came_of(session, each)) for each in sorted(ended, key=lambda each: each.ended or 0)[-_SHOWN:])
    return [(id_, answer) for id_, answer in found if answer is not None]


class News:
    """Whether something was decided or answered in a case, as short words that change then: what pages ask for by themselves."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[tuple[int, int], str]] = {}

    def of(self, session: Session) -> str:
        """The words as things are; LedgerDamaged when the record is not what was written."""
        if not session.ledger.path.exists():
            return ""
        found = session.ledger.path.stat()
        mark = found.st_size, found.st_mtime_ns
        known = self._told.get(session.case.id)
        if known is None or known[0] != mark:
            every = approvals.all_of(session)
            words = " ".join(f"{each.id}{'+' if each.outcome else '-'}{each.ended or ''}" for each in every)
            known = self._told[session.case.id] = mark, words
        return known[1]
