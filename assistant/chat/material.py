"""What the browser is shown of exhibits: pages, sound and moving pictures, each from bytes that were hashed first."""

import contextlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import models
from assistant.chat import portraits
from assistant.chat.likeness import Enrolled
from assistant.chat.portraits import Portrait
from assistant.chat.scratch import Scratch
from assistant.chat.transcripts import Transcripts
from assistant.chat.verified import Verified
from assistant.drawing import moments, pages, sound
from assistant.drawing.pages import Drawn, draw
from assistant.drawing.sound import Shape, listening_copy, picture, shape
from assistant.drawing.workshop import Workshop
from tools.case import Exhibit
from tools.evidence import Box

_PAGES = 24
"""Drawn pages that are kept in memory."""
_PAGE_SECONDS = 90.0
_SOUND_SECONDS = 120.0
_FASTEST = 20
"""Recordings are opened at least this many times faster than they play."""


@dataclass(frozen=True)
class Waveform:
    """The shape of a recording and its picture."""

    seconds: float
    png: bytes


class Material:
    """Opens exhibits for the screen, in worker processes: one for pages and one for sound, which takes longer.

    Every method raises IntegrityError when the exhibit's bytes are not what they were, and ToolError when it cannot be
    opened.

    Args:
        scratch: where copies to listen to are kept.
    """

    def __init__(self, scratch: Scratch) -> None:
        self.verified = Verified()
        self.transcripts = Transcripts()
        self._copies = scratch.place("listening")
        self._pages: OrderedDict[tuple[str, int], Drawn] = OrderedDict()
        self._waveforms: dict[str, Waveform] = {}
        self._draws, self._listens = Workshop(), Workshop()
        self._keeping = threading.Lock()
        self._listening = threading.Lock()

    def begin(self) -> None:
        """Start the worker processes, in the background: the first citation is not waited for."""
        for worker, ready in ((self._draws, pages.ready), (self._listens, sound.ready)):
            threading.Thread(target=worker.do, args=("The worker could not be started", _SOUND_SECONDS, ready), daemon=True).start()

    def page(self, exhibit: Exhibit, number: int) -> Drawn:
        """One page as a picture."""
        self.verified.check(exhibit)
        key = (exhibit.sha256, number)
        with self._keeping:
            if key in self._pages:
                self._pages.move_to_end(key)
                return self._pages[key]
        what = f"{exhibit.id}, page {number}, could not be drawn"
        drawn = self._draws.do(what, _PAGE_SECONDS, draw, exhibit, number)
        with self._keeping:
            self._pages[key] = drawn
            while len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        return drawn

    def waveform(self, exhibit: Exhibit) -> Waveform:
        """The shape of a recording's sound."""
        self.verified.check(exhibit)
        with self._listening:
            if exhibit.sha256 not in self._waveforms:
                what = f"the sound of {exhibit.id} could not be opened"
                self._keep(exhibit, self._listens.do(what, _patience(exhibit), shape, exhibit.path))
            return self._waveforms[exhibit.sha256]

    def listening_copy(self, exhibit: Exhibit) -> Path:
        """A WAV file of a recording's sound, which browsers play from the exact moment."""
        self.verified.check(exhibit)
        place = self._copies / f"{exhibit.sha256}.wav"
        with self._listening:
            if not place.exists():
                part = place.with_suffix(".part")
                what = f"the sound of {exhibit.id} could not be opened"
                try:
                    found = self._listens.do(what, _patience(exhibit), listening_copy, exhibit.path, part)
                    part.replace(place)
                finally:
                    with contextlib.suppress(FileNotFoundError):
                        part.unlink()
                self._keep(exhibit, found)
        return place

    def frame(self, exhibit: Exhibit, time: float) -> bytes:
        """A frame of a video as a JPEG."""
        self.verified.check(exhibit)
        return self._draws.do(f"{exhibit.id} at {time:.2f} s could not be shown", _PAGE_SECONDS, moments.frame, exhibit, time)

    def cut(self, exhibit: Exhibit, time: float | None, box: Box) -> bytes:
        """What is in a box of a picture, or of a video at a moment, as a JPEG."""
        self.verified.check(exhibit)
        return self._draws.do(f"a place in {exhibit.id} could not be shown", _PAGE_SECONDS, moments.cut, exhibit, time, box)

    def probe(self, exhibit: Exhibit, box: Box, time: float | None) -> Portrait:
        """The face in a box of an exhibit, as examiners compare it."""
        self.verified.check(exhibit)
        what = f"the face in {exhibit.id} could not be aligned"
        return self._draws.do(what, _PAGE_SECONDS, portraits.probe_portrait, exhibit, box, time, models.store())

    def enrolled(self, picture: Enrolled) -> Portrait:
        """A picture of a gallery, as examiners compare it."""
        what = "the gallery's picture could not be aligned"
        return self._draws.do(what, _PAGE_SECONDS, portraits.enrolled_portrait, picture.content, picture.eyes)

    def close(self) -> None:
        """End the worker processes."""
        self._draws.close()
        self._listens.close()

    def _keep(self, exhibit: Exhibit, found: Shape) -> None:
        self._waveforms[exhibit.sha256] = Waveform(found.seconds, picture(found))


def _patience(exhibit: Exhibit) -> float:
    return _SOUND_SECONDS + float(exhibit.facts.get("seconds", 0)) / _FASTEST
