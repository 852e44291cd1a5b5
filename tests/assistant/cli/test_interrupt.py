"""Ctrl+C asks a tool to stop before it ends the program."""

import os
import signal
import threading

import pytest

from assistant.cli.interrupt import stoppable


def test_the_first_asks_and_the_second_ends() -> None:
    """The first signal is only heard; the second ends the program as ever, and afterwards all is as it was."""
    before = signal.getsignal(signal.SIGINT)
    with stoppable() as stopped:
        assert not stopped()
        os.kill(os.getpid(), signal.SIGINT)
        assert stopped()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
            signal.pause()
    assert signal.getsignal(signal.SIGINT) is before


def test_other_threads_may_use_it() -> None:
    """Outside of the main thread, where no handler can be set, nothing is ever asked and nothing fails."""
    heard = []

    def work() -> None:
        with stoppable() as stopped:
            heard.append(stopped())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert heard == [False]
