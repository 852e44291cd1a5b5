"""Faces of real people are found, judged and told apart."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import needs_weights
from tools import faces
from tools.faces import ENROLMENT
from tools.pictures import upright

pytestmark = needs_weights(faces.DETECTION, faces.EMBEDDING)


def test_labelled_faces_are_found(shared: Path) -> None:
    """All faces of a small, a dark and a large group are found once, and none where there is none."""
    place = shared / "faces-crowd"
    labels = [json.loads(line) for line in (place / "labels.jsonl").read_text().splitlines()]
    for label in [each for each in labels if each["set"] == "compreface" and "nose_points" in each][:6]:
        found = faces.detect(upright(place / label["file"]), tiled=False)
        assert len(found) == label["faces"]
        for x, y in label["nose_points"]:
            assert sum(f.left <= x <= f.left + f.width and f.top <= y <= f.top + f.height for f in found) == 1


def test_tiles_find_what_is_too_small_for_one_pass(shared: Path) -> None:
    """In a large picture with small faces, tiles find nearly all and one pass few; boxes and points are those of the whole picture."""
    from PIL import Image

    [file] = (shared / "faces-crowd" / "images").glob("015_6.jpg")
    canvas = Image.new("RGB", (5000, 3000), "grey")
    canvas.paste(Image.fromarray(upright(file)).resize((600, 400)), (4100, 2300))
    crowd = np.asarray(canvas)
    tiled, plain = faces.detect(crowd), faces.detect(crowd, tiled=False)
    assert len(tiled) == 6
    assert len(plain) < 3
    assert all(4100 <= face.left <= 4700 and 2300 <= face.top <= 2700 for face in tiled)
    assert all((face.points >= (face.left, face.top)).all() for face in tiled)


def test_one_person_is_nearer_than_another(shared: Path) -> None:
    """Two pictures of one person have a higher cosine than pictures of two, and vectors have length 1."""
    place = shared / "faces-crowd" / "images"
    crops = [faces.seen(upright(place / name), tiled=False)[0].crop for name in ("007_B.jpg", "008_B.jpg", "009_C.jpg")]
    vectors = faces.encoder().embed(crops)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert vectors[0] @ vectors[1] > 0.6 > 0.45 > vectors[0] @ vectors[2]
    fused = faces.fused(vectors[:2], [1.0, 0.5])
    assert fused @ vectors[0] > vectors[0] @ vectors[1]


def test_a_worse_picture_is_judged_worse(shared: Path) -> None:
    """A sharp portrait is fit for a gallery; made small, blurred or dark it is not, and the reason says why."""
    from PIL import Image, ImageFilter

    [file] = (shared / "faces-crowd" / "images").glob("007_B.jpg")
    good = Image.fromarray(upright(file))
    [seen] = faces.seen(np.asarray(good), tiled=False)
    assert seen.quality.objections(ENROLMENT) == ()
    for worse, why in (
        (good.resize((90, 135)), "too small"),
        (good.filter(ImageFilter.GaussianBlur(6)), "too blurred"),
        (good.point(lambda value: value // 12), "too dark"),
    ):
        [seen_worse] = faces.seen(np.asarray(worse))
        assert any(why in said for said in seen_worse.quality.objections())
        assert seen_worse.quality.score < seen.quality.score
