"""The language model stops when the user does, in the middle of a computation, and is as good as new after it."""

import threading

import pytest

from assistant.llm.local import LocalEngine
from assistant.llm.prompt import Turn
from tools.errors import Stopped
from tools.progress import listening

ENDLESS = {"type": "object", "properties": {"words": {"type": "string", "minLength": 4000}}, "required": ["words"]}


def test_it_stops_while_it_writes(engine: LocalEngine) -> None:
    """Long before the text that its schema asks for is written, the model has stopped; the next answer is the one that it gave before."""
    prompt = engine.prompt([Turn("user", "Is the van grey?")])
    before = engine.next_token(prompt)
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    with listening(lambda share, doing: None, stop.is_set), pytest.raises(Stopped):
        engine.complete(engine.prompt([Turn("user", "Write down all words.")]), schema=ENDLESS, max_tokens=900)
    engine.forget()
    assert abs(engine.next_token(prompt) - before).max() < 1e-3


def test_it_stops_while_it_reads(engine: LocalEngine) -> None:
    """A stop in the middle of one call of llama.cpp ends that call."""
    engine.forget()
    prompt = engine.prompt([Turn("user", "The van was grey. " * 180)])
    engine._abort._flag.value = b"1"  # as the watch sets it: it is what llama.cpp looks at
    asked = iter([False, True])
    with listening(lambda share, doing: None, lambda: next(asked, True)), pytest.raises(Stopped, match="language model was at work"):
        engine.next_token(prompt)
    assert engine._llama.n_tokens == 0
    assert len(engine.next_token(prompt)) > 1000


def test_without_a_stop_nothing_is_different(engine: LocalEngine) -> None:
    """Somebody who may stop and does not gets the same numbers, to the last bit."""
    prompt = engine.prompt([Turn("user", "Is the boat blue?")])
    engine.forget()
    alone = engine.next_token(prompt)
    engine.forget()
    with listening(lambda share, doing: None, lambda: False):
        assert (engine.next_token(prompt) == alone).all()
