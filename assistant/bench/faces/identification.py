"""Open-set identification on `faces-gallery`: whole searches as an officer makes them, against the bare cosine.

The gallery pictures are enrolled (of several faces the largest), each probe is searched. Persons of a probe who are in the gallery
should be candidates, nobody else, and with two faces each person for one of them only. The peer takes the same faces and vectors, of
all faces that the detector finds in one pass, and OpenCV's published threshold.
"""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.bench import folder, records, row
from assistant.documents import BenchRow
from tools import faces, galleries
from tools.case import Case
from tools.errors import Rejected
from tools.evidence import Candidate
from tools.galleries import Terms
from tools.galleries.enrolment import enrol
from tools.intake import Labels, add
from tools.pictures import upright
from tools.registry import get_tool
from tools.sealing import SECRET_BYTES

_GALLERY = "bench"
_OPENCV = 0.363
"""Cosine threshold of OpenCV's face recognition sample for SFace."""
_PEER = "bare SFace cosine, OpenCV's threshold 0.363"
_QUICK = 3

Found = tuple[tuple[str, int], ...]
"""Person and face, for each candidate."""


@dataclass(frozen=True)
class Picture:
    """A labelled picture."""

    file: Path
    persons: frozenset[str]
    """Those of the gallery who are in it."""
    several: bool
    """Whether it shows several persons."""


def rows(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Rows over all probes, over those of nobody in the gallery, and over those with several faces."""
    place = folder(data, "faces-gallery")
    labels = records(place / "labels.jsonl")
    held = [(place / label["file"], label["persons"][0]) for label in labels if label["role"] == "gallery"]
    known = {person for _, person in held}
    probes = [
        Picture(place / label["file"], frozenset(label["persons"]) & known, len(label["persons"]) > 1)
        for label in labels
        if label["role"] == "probe"
    ][: _QUICK if quick else None]
    with tempfile.TemporaryDirectory() as scratch:
        case = Case.new(Path(scratch) / "case", "Faces", os.urandom(SECRET_BYTES))
        galleries.new(case, _GALLERY, Terms(), "bench")
        refused = 0
        for file, person in held:
            try:
                enrol(case, _GALLERY, person, file, "bench", choice=_largest(file))
            except Rejected:
                refused += 1
        ours = [_searched(case, probe) for probe in probes]
        peer = [_bare(case, probe) for probe in probes]
    return [row("gallery pictures refused as unfit", "pictures", refused, n=len(held)), *_rows(probes, ours, peer)]


def _rows(probes: Sequence[Picture], ours: Sequence[Found], peer: Sequence[Found]) -> list[BenchRow]:
    persons = sum(len(probe.persons) for probe in probes)
    strangers = [number for number, probe in enumerate(probes) if not probe.persons]
    several = [number for number, probe in enumerate(probes) if probe.several]

    def found(results: Sequence[Found]) -> float:
        return sum(len({name for name, _ in got} & probe.persons) for probe, got in zip(probes, results, strict=True)) / persons

    def wrong(results: Sequence[Found]) -> int:
        return sum(name not in probe.persons for probe, got in zip(probes, results, strict=True) for name, _ in got)

    def mixed(results: Sequence[Found]) -> int:
        """Probes with several persons where one face has two candidates or one person is the candidate of two faces."""
        return sum(
            len({face for _, face in results[n]}) < len(results[n]) or len({name for name, _ in results[n]}) < len(results[n])
            for n in several
        )

    def returned(results: Sequence[Found]) -> int:
        return sum(bool(results[number]) for number in strangers)

    made = []
    if persons:
        made.append(
            row(
                "persons of the gallery found in probes",
                "share",
                found(ours),
                peer=found(peer),
                peer_name=_PEER,
                higher_is_better=True,
                n=persons,
            )
        )
    made.append(row("wrong candidates", "candidates", wrong(ours), peer=wrong(peer), peer_name=_PEER, n=len(probes)))
    if strangers:
        made.append(
            row(
                "probes of nobody in the gallery that give a candidate",
                "probes",
                returned(ours),
                peer=returned(peer),
                peer_name=_PEER,
                n=len(strangers),
            )
        )
    if several:
        made.append(
            row("probes of several persons with faces mixed up", "probes", mixed(ours), peer=mixed(peer), peer_name=_PEER, n=len(several))
        )
    return made


def _searched(case: Case, probe: Picture) -> Found:
    """The candidates of the tool itself."""
    [exhibit] = add(case, [probe.file], Labels("bench")).added
    evidence = get_tool("search_faces").run(case, exhibit.id, _GALLERY)
    candidates = [item for item in evidence if isinstance(item, Candidate)]
    boxes = sorted({item.probe_box for item in candidates})
    return tuple((item.person, boxes.index(item.probe_box)) for item in candidates)


def _bare(case: Case, probe: Picture) -> Found:
    held = galleries.gallery(case, _GALLERY)
    encoder = faces.encoder()
    templates = galleries.templates(case, held, encoder.sha256)
    names = {person.id: person.name for person in galleries.persons(case, held)}
    picture = upright(probe.file)
    vectors = encoder.embed([faces.aligned(picture, face) for face in faces.detect(picture, tiled=False)])
    return tuple(
        (name, face)
        for face, scores in enumerate(vectors @ templates.vectors.T)
        for name in sorted({names[templates.persons[place]] for place in np.flatnonzero(scores >= _OPENCV)})
    )


def _largest(file: Path) -> int:
    """The number of the largest face from the left."""
    found = faces.detect(upright(file), tiled=False)
    return 1 + max(range(len(found)), key=lambda number: found[number].width, default=0)
