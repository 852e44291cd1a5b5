"""Answering questions, one at a time in this process, each in a thread of its own."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from assistant.answer import Answer
from assistant.chat.conversation import Ending, Turn
from assistant.chat.progress import Listener, Progress
from assistant.ledger import LedgerDamaged
from assistant.session import Session
from models.errors import WeightsCorrupt, WeightsError
from tools.errors import CaseError, IntegrityError, Stopped
from tools.progress import listening

Asker = Callable[[Session, str, Listener], Answer]
"""Answers a question about a case and tells the listener what is going on."""

LONGEST = 4000
"""Characters of a question."""
_LOG = logging.getLogger(__name__)
_LOOK = 0.2
"""Seconds between two looks at whether a waiting question was stopped."""


class Asking:
    """A question on its way."""

    def __init__(self, session: Session, progress: Progress, outcome: "Future[Answer]") -> None:
        self.session = session
        self.progress = progress
        self._outcome = outcome
        outcome.add_done_callback(lambda _: progress.changed.set())

    @property
    def done(self) -> bool:
        """Whether there is an answer, or none will come."""
        return self._outcome.done()

    def news(self, seconds: float) -> bool:
        """Wait until something has changed, for a while at most."""
        changed = self.progress.changed.wait(seconds)
        self.progress.changed.clear()
        return changed

    def turn(self) -> Turn:
        """What came of it."""
        question = self.progress.question
        error = self._outcome.exception()
        match error:
            case None:
                return Turn(question, self._outcome.result())
            case Stopped():
                return Turn(question, ending=Ending.STOPPED, reason="This question was stopped at your request. It was not answered.")
            case IntegrityError() | WeightsCorrupt() | LedgerDamaged():
                return Turn(question, ending=Ending.NOT_INTACT, reason=str(error))
            case CaseError() | WeightsError() | OSError():
                return Turn(question, ending=Ending.FAILED, reason=str(error))
        _LOG.error("a question could not be answered", exc_info=error)
        reason = f"The program failed ({type(error).__name__}: {error}). The details are in the window in which it was started."
        return Turn(question, ending=Ending.FAILED, reason=reason)


class Questions:
    """Takes questions from all browsers and lets one after the other to the language model.

    Args:
        ask: answers one.
    """

    def __init__(self, ask: Asker) -> None:
        self._ask = ask
        self._turn = threading.Lock()
        self._threads = ThreadPoolExecutor(max_workers=64, thread_name_prefix="question")
        self._asked: set[Asking] = set()

    def put(self, session: Session, question: str, ask: Asker | None = None) -> Asking:
        """Begin to answer a question; `ask` answers this one, by default as all are."""
        progress = Progress(question)
        asking = Asking(session, progress, self._threads.submit(self._answer, session, progress, ask or self._ask))
        self._asked.add(asking)
        return asking

    def finish(self, asking: Asking) -> Turn:
        """What came of a question that is done."""
        self._asked.discard(asking)
        return asking.turn()

    def close(self) -> None:
        """Stop what is going on."""
        for asking in list(self._asked):
            asking.progress.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _answer(self, session: Session, progress: Progress, ask: Asker) -> Answer:
        try:
            return self._in_turn(session, progress, ask)
        except Stopped:
            session.record("stopped", {"question": progress.question})
            raise

    def _in_turn(self, session: Session, progress: Progress, ask: Asker) -> Answer:
        if not self._turn.acquire(blocking=False):
            progress.hear("waiting", {})
            while not self._turn.acquire(timeout=_LOOK):
                if progress.stopping:
                    raise Stopped("Stopped while waiting.")
        try:
            with listening(progress.hear_tool, lambda: progress.stopping):
                return ask(session, progress.question, progress.hear)
        finally:
            self._turn.release()
