"""The hashes of what is said to the language model, for the record: which words it was, without repeating an exhibit's."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from assistant.session import Session

PROMPTS = "prompts"

_Sent = tuple[tuple[str, str], ...]
"""The (role, SHA-256 of the text) of each message of one request."""
_HEARING: ContextVar[list[_Sent] | None] = ContextVar("prompts that are sent", default=None)


def heard(messages: Iterable[tuple[str, str]]) -> None:
    """A model is about to read these messages (role, text). Every model of `assistant.llm` says so before it reads."""
    hearing = _HEARING.get()
    if hearing is None:
        return
    sent = tuple((role, hashlib.sha256(text.encode()).hexdigest()) for role, text in messages)
    if sent not in hearing:
        hearing.append(sent)


@contextmanager
def recorded_prompts(session: Session, for_: Literal["route", "answer"]) -> Iterator[None]:
    """Put on record the hash of every message that a model reads meanwhile, each request once, also where it goes wrong."""
    hearing: list[_Sent] = []
    token = _HEARING.set(hearing)
    try:
        yield
    finally:
        _HEARING.reset(token)
        if hearing:
            session.record(PROMPTS, {"for": for_, "sent": [[{"role": role, "sha256": sha} for role, sha in sent] for sent in hearing]})
