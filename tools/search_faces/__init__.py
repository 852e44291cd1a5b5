"""Search the faces of a picture in a gallery: candidates to examine, never an identification."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from tools import derived, faces, galleries
from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.evidence import Candidate, Detection, Tally
from tools.faces import DETECTION, EMBEDDING, Seen
from tools.faces.rates import Rates, rates
from tools.galleries import EnrolledFace, Templates
from tools.parameters import Gallery, PictureOrVideo, SetByHand
from tools.pictures import upright
from tools.progress import report
from tools.registry import get_tool, tool
from tools.search_faces.drawing import draw
from tools.search_faces.search import Hit, ranked
from tools.search_faces.video import Against, in_video
from tools.search_faces.wording import LEAD, NOBODY, conditions, misses, share, summary

SOURCE = "search_faces"


@tool(weights=(DETECTION, EMBEDDING), biometric=True)
def search_faces(
    case: Case, exhibit: PictureOrVideo, gallery: Gallery, face: Annotated[int, SetByHand()] | None = None
) -> list[Detection | Candidate]:
    """Look whether faces in a photograph or video are like those of persons in one of the case's galleries: candidates to examine.

    Each face of a photograph is one search; in a video faces are followed, and each of them is one search however long it is seen.

    Args:
        exhibit: the photograph or video.
        gallery: the gallery whose persons are looked for.
        face: only this face, counted from 1, in a photograph from the left and in a video by first sight; without it all faces.
    """
    photograph = case.exhibit(exhibit)
    held = galleries.searchable(case, gallery)
    encoder = faces.encoder()
    known = rates(encoder.name, encoder.sha256)
    templates = galleries.templates(case, held, encoder.sha256)
    if not templates.faces:
        raise ToolError(f"The gallery {held.name!r} has no pictures to compare with. Add some with `exhibit gallery add`.")
    if photograph.media == "video":
        return in_video(case, photograph, Against(held, templates, known), face)
    report(0.1, f"looking for faces in {exhibit}")
    picture = upright(photograph.path)
    found = faces.seen(picture)
    if face is not None and not 1 <= face <= len(found):
        raise ToolError(f"{exhibit} has {len(found)} face{'s' if len(found) != 1 else ''} that were found; there is no face {face}.")
    wanted = [number for number in range(1, len(found) + 1) if face in (None, number)]
    fit = [number for number, each in enumerate(found, start=1) if not each.quality.objections()]
    compared = [number for number in wanted if number in fit]
    report(0.7, f"comparing with {len(templates.faces)} pictures")
    threshold = known.threshold(held.fpir, len(templates.faces))
    results = ranked(encoder.embed([found[number - 1].crop for number in compared]), templates, threshold)
    hits = dict(zip(compared, results, strict=True))
    files = derived.folder(case, SOURCE, [photograph.sha256, held.state, str(face), encoder.sha256, get_tool(SOURCE).version])
    outcomes = [
        (each.face.box, "unfit" if number not in fit else "candidate" if hits.get(number) else "nobody")
        for number, each in enumerate(found, start=1)
    ]
    drawn = draw(picture, outcomes, files)
    search = Search(photograph, held, templates, known, threshold, len(found), conditions(known, templates, threshold))
    height, width = picture.shape[:2]
    count = sum(map(len, results))
    whole = Detection(
        text=summary(exhibit, len(found), len(fit), len(compared), held, templates.people, threshold, count),
        citations=(photograph.at(xywh=(0, 0, width, height), quote=f"{len(found)} face{'s' if len(found) != 1 else ''}"),),
        source=SOURCE,
        label="face",
        box=(0, 0, width, height),
        confidence=round(max((each.face.score for each in found), default=0.0), 4),
        tally=Tally(things=len(found), most=len(found)),
        notes=search.conditions,
        pictures=(drawn,),
    )
    enrolled = {each.id: each for each in galleries.enrolled(case, held)} if count else {}
    candidates = [
        search.candidate(number, found[number - 1], rank, hit, enrolled[hit.face])
        for number, persons in hits.items()
        for rank, hit in enumerate(persons, start=1)
    ]
    return [whole, *candidates, *(search.seen(number, found[number - 1], hits.get(number, ())) for number in wanted)]


@dataclass(frozen=True)
class Search:
    """One search, with what its statements need to know."""

    exhibit: Exhibit
    gallery: galleries.Gallery
    held: Templates
    rates: Rates
    threshold: float
    count: int
    """Faces found in the exhibit."""
    conditions: tuple[str, ...]

    def candidate(self, number: int, seen: Seen, rank: int, hit: Hit, best: EnrolledFace) -> Candidate:
        """What a person of the gallery has to do with a face. The name stands in `person` only."""
        fpir = self.rates.fpir_at_most(self.threshold, len(self.held.faces))
        fnir = self.rates.fnir(self.threshold)
        return Candidate(
            text=(
                f"{LEAD}: face {number} of {self.count} in {self.exhibit.id} may be that of candidate {best.person.id} of the gallery "
                f"“{self.gallery.name}” (rank {rank}, cosine {hit.score:.3f}, threshold {self.threshold:.3f}, {self.held.people} persons; "
                f"measured on validation data: false-positive identification rate at most {share(fpir)}; missed "
                f"{misses(self.rates, self.threshold)} only; rates by group unknown)."
            ),
            citations=(self.exhibit.at(xywh=seen.face.box, quote=f"face {number} of {self.count}"),),
            source=SOURCE,
            score=hit.score,
            rank=rank,
            gallery=self.gallery.name,
            person=best.person.name,
            candidate=best.person.id,
            probe_box=seen.face.box,
            gallery_picture=best.sha256,
            quality=seen.quality.score,
            threshold=self.threshold,
            gallery_size=self.held.people,
            fpir=fpir,
            fnir=fnir,
            conditions=self.conditions,
        )

    def seen(self, number: int, seen: Seen, hits: Sequence[Hit]) -> Detection:
        """What became of a face."""
        notes = seen.quality.objections()
        which = f"Face {number} of {self.count} in {self.exhibit.id}"
        if notes:
            text = f"{which} is not suitable for comparison and was not searched: {'; '.join(notes)}."
        elif hits:
            text = f"{which}: {len(hits)} candidate{'s' if len(hits) > 1 else ''} in the gallery “{self.gallery.name}”. {LEAD}."
        else:
            text = f"{which}: no candidate in the gallery “{self.gallery.name}” at the threshold {self.threshold:.3f}. {NOBODY}"
        return Detection(
            text=text,
            citations=(self.exhibit.at(xywh=seen.face.box, quote=f"face {number} of {self.count}"),),
            source=SOURCE,
            label="face",
            box=seen.face.box,
            confidence=round(seen.face.score, 4),
            notes=tuple(f"not suitable for comparison: {reason}" for reason in notes),
        )
