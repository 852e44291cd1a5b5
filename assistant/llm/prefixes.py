"""States of the model after the stable part of a prompt, in memory and on disk."""

import hashlib
import os
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

_KEPT_IN_MEMORY = 6
_KEPT_ON_DISK = 24


class Prefixes:
    """Keeps states by the tokens that led to them.

    On disk they lie with the station, readable by its owner only, each with its SHA-256: one that was cut short by a full
    disk is not used.

    Args:
        folder: where they are kept on disk; None keeps them in memory only.
        identity: what made them (model and program version); a state of another model is never given.
    """

    def __init__(self, folder: Path | None, identity: str) -> None:
        self._folder = folder
        self._identity = identity
        self._memory: OrderedDict[str, bytes] = OrderedDict()

    def find(self, tokens: Sequence[int]) -> bytes | None:
        """The state after these tokens, or None."""
        key = self._key(tokens)
        if key in self._memory:
            self._memory.move_to_end(key)
            return self._memory[key]
        if self._folder is None or not (file := self._folder / f"{key}.state").is_file():
            return None
        content = file.read_bytes()
        state = content[32:]
        if hashlib.sha256(state).digest() != content[:32]:
            file.unlink(missing_ok=True)
            return None
        self._remember(key, state)
        return state

    def keep(self, tokens: Sequence[int], state: bytes) -> None:
        """Keep the state after these tokens; the oldest ones make room."""
        key = self._key(tokens)
        self._remember(key, state)
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        spare = self._folder / f"{key}.{os.getpid()}.part"
        spare.write_bytes(hashlib.sha256(state).digest() + state)
        spare.replace(self._folder / f"{key}.state")
        for old in sorted(self._folder.glob("*.state"), key=lambda path: path.stat().st_mtime)[:-_KEPT_ON_DISK]:
            old.unlink(missing_ok=True)

    def forget(self) -> None:
        """Drop the states in memory; those on disk stay."""
        self._memory.clear()

    def _remember(self, key: str, state: bytes) -> None:
        self._memory[key] = state
        self._memory.move_to_end(key)
        while len(self._memory) > _KEPT_IN_MEMORY:
            self._memory.popitem(last=False)

    def _key(self, tokens: Sequence[int]) -> str:
        return hashlib.sha256(f"{self._identity}|{','.join(map(str, tokens))}".encode()).hexdigest()
