"""Searching the faces of a video: one search for each face that was followed, not one for each picture."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools import derived, galleries
from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.evidence import Candidate, Citation, Detection, Tally
from tools.face_tracks import FaceTrack, FaceTracks, face_tracks
from tools.faces.rates import Rates
from tools.following import RATE, clock
from tools.frames import Video
from tools.galleries import EnrolledFace, Templates
from tools.progress import part, report
from tools.search_faces.search import Hit, ranked
from tools.search_faces.sheet import sheet
from tools.search_faces.wording import LEAD, NOBODY, conditions, misses, share

_SOURCE = "search_faces"
_FOLLOWED = {
    "people": "people were followed, so that a face that turns away and back is one",
    "faces": "only faces were followed, since the packages or weights for following people are not on this machine: somebody who turns "
    "away and back is several",
}
_ALIKE = 0.5
"""Agreement below which the faces of one track may be those of two people: the least cosine of one of them with their mean."""


@dataclass(frozen=True)
class Against:
    """What the faces are compared with."""

    gallery: galleries.Gallery
    held: Templates
    rates: Rates


def in_video(case: Case, exhibit: Exhibit, against: Against, face: int | None) -> list[Detection | Candidate]:
    """Search each followed face once; the first statement is the result of the whole search.

    Args:
        case: the open case.
        exhibit: the video, hashed.
        against: the gallery that was asked for.
        face: only this track, counted from 1 in order of first sight; None for all.

    Raises:
        ToolError: the video is broken, or has no such face.
    """
    with part(0.0, 0.95):
        found = face_tracks(case, exhibit)
    if face is not None and not 1 <= face <= len(found.tracks):
        count = len(found.tracks)
        raise ToolError(f"{count} face{'s were' if count != 1 else ' was'} followed through {exhibit.id}; there is no face {face}.")
    report(0.95, f"comparing with {len(against.held.faces)} pictures")
    wanted = [track for track in found.tracks if face in (None, track.number)]
    searched = [track for track in wanted if track.vector is not None]
    threshold = against.rates.threshold(against.gallery.fpir, len(against.held.faces))
    vectors = np.stack([track.vector for track in searched if track.vector is not None]) if searched else np.zeros((0, 1), np.float32)
    results = ranked(vectors, against.held, threshold) if searched else []
    hits = {track.number: persons for track, persons in zip(searched, results, strict=True)}
    told = _Told(exhibit, against, found, threshold, len(searched))
    enrolled = {each.id: each for each in galleries.enrolled(case, against.gallery)} if any(results) else {}
    candidates = [
        told.candidate(track, rank, hit, enrolled[hit.face]) for track in searched for rank, hit in enumerate(hits[track.number], start=1)
    ]
    place = derived.folder(case, _SOURCE, [exhibit.sha256, against.gallery.state, str(face), against.rates.id])
    drawn = (sheet(Video(exhibit.path), wanted, {number for number, persons in hits.items() if persons}, place),) if wanted else ()
    return [
        told.whole(len(candidates), drawn),
        *candidates,
        *(told.seen(track, hits.get(track.number, ())) for track in wanted),
    ]


@dataclass(frozen=True)
class _Told:
    """One search of a video, with what its statements need to know."""

    exhibit: Exhibit
    against: Against
    found: FaceTracks
    threshold: float
    searches: int

    @property
    def conditions(self) -> tuple[str, ...]:
        """What the rates hold for, and what they leave open."""
        each = self.against.rates.fpir_at_most(self.threshold, len(self.against.held.faces))
        said = [
            (
                f"{self.searches} face{'s' if self.searches != 1 else ''} of the video: {self.searches} searches; with 95 % confidence "
                f"the probability that at least one of them gives a stranger is below {share(1 - (1 - each) ** self.searches)}"
            ),
            "the rates were measured on single photographs; here up to five pictures of each face are made one, which was not measured",
            _FOLLOWED[self.found.followed],
            *conditions(self.against.rates, self.against.held, self.threshold),
        ]
        if self.found.shortfall is not None:
            said.insert(0, f"not all of {self.exhibit.id} could be looked at: {self.found.shortfall}")
        return tuple(said)

    def whole(self, candidates: int, pictures: tuple[str, ...]) -> Detection:
        """The result of the whole search in one statement."""
        count = len(self.found.tracks)
        fit = sum(track.vector is not None for track in self.found.tracks)
        name = self.against.gallery.name
        said = f"{count} face{'s were' if count != 1 else ' was'} followed through {self.exhibit.id}, {fit} suitable for comparison"
        if not self.searches:
            said += f": nothing was compared with the gallery “{name}”, and nothing can be said about who is in the video."
        elif not candidates:
            said += f"; {self.searches} compared with the gallery “{name}”: none reached the threshold {self.threshold:.3f}. {NOBODY}"
        else:
            said += f"; {self.searches} compared with the gallery “{name}”: {candidates} candidate{'s' if candidates != 1 else ''}. {LEAD}."
        if self.found.shortfall is not None:
            said += f" Not all of {self.exhibit.id} could be looked at: {self.found.shortfall}."
        first = self.found.tracks[0] if self.found.tracks else None
        width, height = int(self.exhibit.facts["width"]), int(self.exhibit.facts["height"])
        end = max([float(self.exhibit.facts.get("seconds", 0.0)), *(track.end for track in self.found.tracks)])
        return Detection(
            text=said,
            citations=(self.exhibit.at(t=(0.0, end), quote=f"{count} face{'s' if count != 1 else ''}"),),
            source=_SOURCE,
            label="face",
            box=(0, 0, width, height),
            time=first.best.time if first else None,
            start=min((track.start for track in self.found.tracks), default=None),
            end=max((track.end for track in self.found.tracks), default=None),
            confidence=round(max((track.best.seen.score for track in self.found.tracks), default=0.0), 4),
            tally=Tally(things=count, most=self._most()),
            notes=self.conditions,
            pictures=pictures,
        )

    def _most(self) -> int:
        """How many faces were in view at the same time."""
        tracks = self.found.tracks
        return max((sum(other.start <= track.start <= other.end for other in tracks) for track in tracks), default=0)

    def candidate(self, track: FaceTrack, rank: int, hit: Hit, best: EnrolledFace) -> Candidate:
        """What a person of the gallery has to do with a followed face. The name stands in `person` only."""
        held, rates = self.against.held, self.against.rates
        fpir, fnir = rates.fpir_at_most(self.threshold, len(held.faces)), rates.fnir(self.threshold)
        mixed = () if track.agreement is None or track.agreement >= _ALIKE else (_mixed(track.agreement),)
        return Candidate(
            text=(
                f"{LEAD}: face {track.number} of {len(self.found.tracks)} in {self.exhibit.id}, seen from {clock(track.start)} to "
                f"{clock(track.end)}, may be that of candidate {best.person.id} of the gallery “{self.against.gallery.name}” (rank {rank}, "
                f"cosine {hit.score:.3f}, threshold {self.threshold:.3f}, {held.people} persons; measured on validation data: "
                f"false-positive identification rate at most {share(fpir)} a search, of which this video had {self.searches}; missed "
                f"{misses(rates, self.threshold)} only; rates by group unknown)."
            ),
            citations=self._places(track),
            source=_SOURCE,
            score=hit.score,
            rank=rank,
            gallery=self.against.gallery.name,
            person=best.person.name,
            candidate=best.person.id,
            probe_box=track.best.seen.box,
            time=track.best.time,
            start=track.start,
            end=track.end,
            gallery_picture=best.sha256,
            quality=track.best.seen.fitness,
            threshold=self.threshold,
            gallery_size=held.people,
            fpir=fpir,
            fnir=fnir,
            conditions=(*mixed, *self.conditions),
        )

    def seen(self, track: FaceTrack, hits: Sequence[Hit]) -> Detection:
        """What became of a followed face."""
        name = self.against.gallery.name
        which = (
            f"Face {track.number} of {len(self.found.tracks)} in {self.exhibit.id}, seen from {clock(track.start)} to {clock(track.end)}"
        )
        if track.vector is None:
            text = f"{which}, is not suitable for comparison and was not searched: {'; '.join(track.objections)}."
        elif hits:
            text = f"{which}: {len(hits)} candidate{'s' if len(hits) > 1 else ''} in the gallery “{name}”. {LEAD}."
        else:
            text = f"{which}: no candidate in the gallery “{name}” at the threshold {self.threshold:.3f}. {NOBODY}"
        return Detection(
            text=text,
            citations=self._places(track),
            source=_SOURCE,
            label="face",
            box=track.best.seen.box,
            time=track.best.time,
            start=track.start,
            end=track.end,
            track=track.number,
            confidence=round(track.best.seen.score, 4),
            path=track.path,
            notes=tuple(f"not suitable for comparison: {reason}" for reason in track.objections),
        )

    def _places(self, track: FaceTrack) -> tuple[Citation, ...]:
        """Where a followed face is seen: the best sight and the others that were compared."""
        quote = f"face {track.number} of {len(self.found.tracks)}"
        sights = track.compared or (track.best,)
        return tuple(self.exhibit.at(t=(sight.time, round(sight.time + 1 / RATE, 3)), xywh=sight.seen.box, quote=quote) for sight in sights)


def _mixed(agreement: float) -> str:
    return f"the faces that were followed as one agree little (least cosine {agreement:.2f}): they may be those of two people"
