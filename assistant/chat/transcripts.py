"""Transcripts that are open on the screen, kept so that a long one is not read anew for every leaf of it."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from tools import confirmations, results, speaker_names
from tools.case import Case
from tools.transcript import Made, Transcript, as_it_stands, as_made

_KEPT = 4
"""Transcripts in memory; one of five hours takes some 50 MB."""


@dataclass
class _Open:
    made: Made
    last: tuple[int, int]
    """Numbers of the newest confirmation and the newest name of a voice that `stands` knows of."""
    stands: Transcript


class Transcripts:
    """The last few transcripts. Each is as it stands: what somebody confirms or transcribes anew, here or in another program,
    is seen at the next look."""

    def __init__(self) -> None:
        self._open: OrderedDict[tuple[Path, str, str], _Open] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, case: Case, exhibit: str) -> Transcript | None:
        """The transcript of a recording; see `tools.transcript.transcript`."""
        with self._lock:
            made_at = results.made_at(case, exhibit)
            last = confirmations.last(case, exhibit), speaker_names.last(case, exhibit)
            if made_at is None:
                return None
            place = (case.folder, exhibit, made_at)
            found = self._open.get(place)
            if found is None or found.last != last:
                made = found.made if found is not None else as_made(case, exhibit)
                if made is None:
                    return None
                found = self._open[place] = _Open(made, last, as_it_stands(case, exhibit, made))
            self._open.move_to_end(place)
            while len(self._open) > _KEPT:
                self._open.popitem(last=False)
            return found.stands
