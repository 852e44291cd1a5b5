"""Transcripts that are open on the screen, kept so that a long one is not read anew for every leaf of it."""

import threading
from collections import OrderedDict
from pathlib import Path

from tools import confirmations, results
from tools.case import Case
from tools.transcript import Transcript, transcript

_KEPT = 4
"""Transcripts in memory; one of five hours takes some 50 MB."""

_Key = tuple[Path, str, str | None, int]


class Transcripts:
    """The last few transcripts. Each is as it stands: what somebody confirms or transcribes anew, here or in another program,
    is seen at the next look."""

    def __init__(self) -> None:
        self._found: OrderedDict[_Key, Transcript | None] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, case: Case, exhibit: str) -> Transcript | None:
        """The transcript of a recording; see `tools.transcript.transcript`."""
        key = (case.folder, exhibit, results.reading_key(case, exhibit), confirmations.last(case, exhibit))
        with self._lock:
            if key not in self._found:
                self._found[key] = transcript(case, exhibit)
                while len(self._found) > _KEPT:
                    self._found.popitem(last=False)
            self._found.move_to_end(key)
            return self._found[key]
