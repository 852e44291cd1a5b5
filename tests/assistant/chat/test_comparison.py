"""Two faces side by side, for one examiner who knows nothing else."""

import html
import io
import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from starlette.testclient import TestClient

from assistant.answer import Answer
from assistant.chat.answer_view import turn_view
from assistant.chat.comparison import comparison_view
from assistant.chat.conversation import Turn
from assistant.chat.likeness import Enrolled, Gallery, enrolled
from assistant.chat.material import Material
from assistant.chat.media import Addresses
from assistant.chat.opening import Opening
from assistant.chat.portraits import EYES, HEIGHT, WIDTH, Portrait, enrolled_portrait, portrait
from assistant.chat.viewer import Viewer
from assistant.session import Session
from assistant.verification import judge, lead
from tests.assistant.chat.test_escape import HOSTILE, read
from tests.conftest import needs_weights
from tests.tools.seeing import candidate, detection, found
from tools.case import Exhibit
from tools.errors import ToolError
from tools.evidence import STANDING, UNVERIFIED_LEAD, Candidate
from tools.verification import Judgement

HIDDEN = {"score": 0.6177, "threshold": 0.4391, "fpir": 0.0123, "fnir": 0.0456, "quality": 0.8765, "person": "Jane Roe", "rank": 7}
TOLD = ("0.618", "0.439", "1.23 %", "4.56 %", "Jane Roe", "0.88", "rank 7", "Rank")


def drawn(eyes: tuple[tuple[float, float], tuple[float, float]], size: tuple[int, int] = (300, 240)) -> np.ndarray[Any, Any]:
    """A grey picture with a red spot for the left eye and a blue one for the right."""
    pixels = np.full((size[1], size[0], 3), 128, np.uint8)
    rows, columns = np.mgrid[: size[1], : size[0]]
    for (x, y), colour in zip(eyes, ((255, 0, 0), (0, 0, 255)), strict=True):
        pixels[np.hypot(columns + 0.5 - x, rows + 0.5 - y) <= 4] = colour
    return pixels


def spot(found: Portrait, colour: int) -> tuple[float, float]:
    """Where a spot lies in a portrait, in shares of its sides."""
    picture = np.asarray(Image.open(io.BytesIO(found.jpeg))).astype(int)
    rows, columns = np.nonzero(picture[..., colour] - picture[..., 2 - colour] > 120)
    return (columns.mean() + 0.5) / WIDTH, (rows.mean() + 0.5) / HEIGHT


@pytest.fixture
def photograph(put_in: Callable[..., Exhibit]) -> Exhibit:
    out = io.BytesIO()
    Image.fromarray(drawn(((60, 60), (80, 60)))).save(out, "PNG")
    return put_in("photograph.png", out.getvalue())


@pytest.fixture
def item(opened: Session, photograph: Exhibit) -> Candidate:
    """A candidate, all of whose numbers can be told from any other text."""
    made = candidate(photograph, **HIDDEN, candidate="C-abc123", text="A face may be candidate C-abc123")
    found(opened.case, photograph, "search_faces", made)
    return made


@pytest.fixture
def gallery() -> Gallery:
    """Every candidate has the same enrolled picture."""
    eyes = ((100.0, 100.0), (150.0, 120.0))
    out = io.BytesIO()
    Image.fromarray(drawn(eyes)).save(out, "PNG")
    return lambda session, wanted: Enrolled(out.getvalue(), eyes)


def saying(verdict: int) -> Judgement:
    features = [{"feature": "nose", "finding": "similar"}, {"feature": "chin", "finding": "different", "remark": "angle of the head"}]
    return Judgement.model_validate({"verdict": verdict, "features": features})


@pytest.mark.parametrize("angle", [0, 20, -75, 180])
@pytest.mark.parametrize("between", [12.0, 60.0, 400.0])
def test_eyes_come_to_lie_at_the_same_places(angle: float, between: float) -> None:
    """Whatever the scale, place and turn of a face, its eyes lie where those of every other portrait do."""
    reach = between / 2
    turn = math.radians(angle)
    middle = (300.0, 280.0)
    eyes = tuple((middle[0] + side * reach * math.cos(turn), middle[1] + side * reach * math.sin(turn)) for side in (-1, 1))
    made = portrait(drawn(eyes, (600, 560)), eyes)  # type: ignore[arg-type]
    assert Image.open(io.BytesIO(made.jpeg)).size == (WIDTH, HEIGHT)
    assert made.between_eyes == pytest.approx(between)
    for colour, wanted in zip((0, 2), EYES, strict=True):
        assert spot(made, colour) == pytest.approx(wanted, abs=0.012)


def test_no_mirror_image() -> None:
    """What is right of the eyes stays right of them."""
    pixels = drawn(((100, 100), (140, 100)))
    pixels[60:140, 160:170] = (0, 255, 0)
    picture = np.asarray(Image.open(io.BytesIO(portrait(pixels, ((100, 100), (140, 100))).jpeg))).astype(int)
    columns = np.nonzero(picture[..., 1] - picture[..., 0] > 100)[1]
    assert columns.min() > 0.62 * WIDTH


def test_a_picture_that_was_stored_turned() -> None:
    """An enrolled picture is made upright as its EXIF orientation says before the eyes are looked for in it."""
    eyes = ((100.0, 100.0), (150.0, 120.0))
    stored = Image.fromarray(drawn(eyes)).transpose(Image.Transpose.ROTATE_90)
    turned, out = Image.Exif(), io.BytesIO()
    turned[0x0112] = 6  # to be turned by 90 degrees clockwise
    stored.save(out, "PNG", exif=turned)
    made = enrolled_portrait(out.getvalue(), eyes)
    assert spot(made, 0) == pytest.approx(EYES[0], abs=0.012)


def test_eyes_at_one_place_cannot_be_aligned() -> None:
    """Where the eyes cannot be told apart there is no portrait."""
    with pytest.raises(ToolError, match="cannot be told apart"):
        portrait(drawn(((9, 9), (9, 9))), ((9, 9), (9, 9)))


@pytest.mark.parametrize("before", [(), ("ann",)])
def test_the_examiner_sees_nothing_of_the_search(opened: Session, item: Candidate, before: tuple[str, ...]) -> None:
    """Neither score, threshold, rates, rank, quality nor name is on the screen, nor what the first examiner said."""
    for examiner in before:
        judge(opened, item.id, saying(3), examiner)
    shown = html.unescape(comparison_view(lead(opened, item.id), "/at"))
    assert UNVERIFIED_LEAD in shown
    assert not [word for word in TOLD if word in shown]
    assert "angle of the head" not in shown
    assert "checked" not in shown
    assert "verdict-form" in shown


def test_the_form_has_the_whole_scale_and_list(opened: Session, item: Candidate) -> None:
    """All seven verdicts and all features with three findings each can be chosen, and none is chosen beforehand."""
    shown = comparison_view(lead(opened, item.id), "/at")
    assert re.findall(r'name="verdict" value="(-?\d)"', shown) == ["3", "2", "1", "0", "-1", "-2", "-3"]
    rows = re.findall(r'<tr data-feature="([^"]+)">(.*?)</tr>', shown)
    assert len(rows) == 18
    assert {tuple(re.findall(r'type="radio"[^>]*value="([^"]+)"', row)) for _, row in rows} == {("similar", "different", "not visible")}


def test_after_both_everything_is_told(opened: Session, item: Candidate) -> None:
    """Once two have judged the screen has both verdicts, the name and the numbers of the search, and no form any more."""
    for examiner in ("ann", "bob"):
        judge(opened, item.id, saying(2), examiner)
    shown = html.unescape(comparison_view(lead(opened, item.id), "/at"))
    assert STANDING["verified lead"] in shown
    assert [word for word in (*TOLD[:6], "ann", "bob", "angle of the head") if word not in shown] == []
    assert "verdict-form" not in shown


def test_every_opening_is_on_record(opened: Session, key: str, item: Candidate, material: Material, addresses: Addresses) -> None:
    """The ledger has that two faces were compared, and which; where it is damaged nothing is shown."""
    viewer = Viewer(material, addresses)
    assert 'class="comparison"' in viewer.show(opened, key, Opening.of_lead(item))
    event = json.loads(opened.ledger.path.read_text().splitlines()[-1])
    about = {"exhibit": "EX-0001", "fragment": "xywh=40,30,60,80", "compared": item.id, "reason": "to examine a candidate"}
    assert (event["event"], event["data"]) == ("view", about | {"standing": "single-user station"})
    opened.ledger.path.write_text("")
    assert "comparison" not in viewer.show(opened, key, Opening.of_lead(item))


def test_the_pictures_come_aligned(browser: TestClient, addresses: Addresses, key: str, item: Candidate) -> None:
    """The enrolled picture comes as a portrait with how many pixels lie between its eyes; it is not kept by the browser."""
    answer = browser.get(f"{addresses.of_lead(key, item.id)}/enrolled.jpg")
    assert (answer.status_code, answer.headers["content-type"], answer.headers["cache-control"]) == (200, "image/jpeg", "no-store")
    assert float(answer.headers["x-between-eyes"]) == pytest.approx(math.hypot(50, 20), abs=0.1)
    assert spot(Portrait(answer.content, 1), 2) == pytest.approx(EYES[1], abs=0.012)
    face = browser.get(f"{addresses.of_lead(key, item.id)}/face.jpg")
    assert Image.open(io.BytesIO(face.content)).size == (90, 120)


@pytest.mark.parametrize("wanted", ["ev-000000000000", "ev-x", "../../x"])
def test_what_is_no_candidate_has_no_picture(browser: TestClient, addresses: Addresses, key: str, item: Candidate, wanted: str) -> None:
    """Unknown ids are refused."""
    assert browser.get(f"{addresses.of_lead(key, wanted)}/enrolled.jpg").status_code in (403, 404, 422)


def test_a_verdict_from_the_page(browser: TestClient, addresses: Addresses, key: str, opened: Session, item: Candidate) -> None:
    """It is kept under the examiner's name, and what comes back has what the search said; the second opens both."""
    address = f"{addresses.of_lead(key, item.id)}/verdict"
    given = {"verdict": 2, "features": [{"feature": "nose", "finding": "similar", "remark": ""}], "remark": "", "by": "ann"}
    first = browser.post(address, json=given).json()
    assert (first["standing"], first["kind"]) == (UNVERIFIED_LEAD, "standing unverified")
    assert "0.618" in first["html"]
    assert "Jane Roe" not in first["html"]
    assert browser.post(address, json=given).json() == {
        "reason": "ann has judged this candidate: the second verdict must be another person's."
    }
    assert "+1 needs" in browser.post(address, json=given | {"by": "bob", "features": [], "verdict": 1}).json()["reason"]
    second = browser.post(address, json=given | {"by": "bob"}).json()
    assert second["standing"] == STANDING["verified lead"]
    assert "Jane Roe" in second["html"]
    assert lead(opened, item.id).candidate.verification == "verified lead"


def test_changed_bytes_are_not_judged(browser: TestClient, addresses: Addresses, key: str, opened: Session, item: Candidate) -> None:
    """Of an exhibit that is not what it was no verdict is kept, and the record has the failure."""
    exhibit = opened.case.look_up("EX-0001")
    exhibit.path.chmod(0o600)
    exhibit.path.write_bytes(b"another picture")
    answer = browser.post(f"{addresses.of_lead(key, item.id)}/verdict", json={"verdict": 0, "by": "ann"})
    assert answer.status_code == 409
    assert lead(opened, item.id).verdicts == ()
    assert json.loads(opened.ledger.path.read_text().splitlines()[-1])["event"] == "integrity_failure"


def test_the_candidates_under_an_answer(item: Candidate) -> None:
    """Each has its face, number, rank, place and what it is; the name only once two examiners support it."""
    for verification, words in STANDING.items():
        shown = turn_view(Turn("Who?", _answer(item.model_copy(update={"verification": verification}))), 0, "/at")
        [card] = re.findall(r'<figure class="lead-card">.*?</figure>', shown)
        told = html.unescape(card)
        assert f"/at/lead/{item.id}/face.jpg" in told
        assert [part for part in ("C-abc123", "rank 7", "EX-0001", "box 40,30,60,80", words, "Compare") if part not in told] == []
        assert ("Jane Roe" in told) == (verification == "verified lead")
        assert "0.61" not in told


def test_a_picture_of_candidates_says_what_they_are(item: Candidate, photograph: Exhibit) -> None:
    """A picture that a search drew never stands without what its candidates are; one of another tool has no such words."""
    whole = detection(photograph, "faces", source="search_faces", pictures=("derived/search_faces/0a/faces.png",))
    other = detection(photograph, pictures=("derived/detect_objects/0a/heat.png",))
    answer = Answer(question="Who?", status="answered", evidence=(whole, item, other))
    shown = html.unescape(turn_view(Turn("Who?", answer), 0, "/at"))
    [figure] = re.findall(r"<figure><a [^>]*>.*?</figure>", shown)
    assert "faces.png" in figure
    assert UNVERIFIED_LEAD in figure
    assert "heat.png" in shown.replace(figure, "")


@needs_weights("face-detection")
def test_the_eyes_of_the_face_that_was_found(shared: Path) -> None:
    """In a photograph of five people the eyes are those of the face in the box, above its nose, and no one's elsewhere."""
    from assistant.chat.portraits import eyes_in
    from tools import faces
    from tools.pictures import upright

    [crowd] = [json.loads(line) for line in (shared / "faces-crowd/labels.jsonl").read_text().splitlines() if "000_5.jpg" in line]
    picture = upright(shared / "faces-crowd" / crowd["file"])
    seen = faces.detect(picture)
    assert len(seen) == 5
    for face in seen:
        [(nose_x, nose_y)] = [(x, y) for x, y in crowd["nose_points"] if 0 < x - face.left < face.width and 0 < y - face.top < face.height]
        (left_x, left_y), (right_x, right_y) = eyes_in(picture, face.box)
        assert face.left < left_x < nose_x < right_x < face.left + face.width
        assert max(left_y, right_y) < nose_y
    with pytest.raises(ToolError, match="no face is found any more"):
        eyes_in(picture, (700, 20, 40, 40))


@needs_weights("face-detection", "face-embedding")
def test_the_enrolled_picture_of_a_candidate(opened: Session, photograph: Exhibit, shared: Path) -> None:
    """It is the very file that was enrolled, with eyes that lie in its face; one that is no longer in the gallery is told as such."""
    from tools import galleries
    from tools.galleries.enrolment import enrol

    galleries.new(opened.case, "wanted", galleries.Terms(), "tester")
    files = sorted((shared / "faces-gallery/gallery").glob("obama*"))
    faces = [enrol(opened.case, "wanted", "Jane Roe", file, "tester").face for file in files]
    for file, face in zip(files, faces, strict=True):
        wanted = candidate(photograph, candidate=face.person.id, gallery_picture=face.sha256)
        given = enrolled(opened, wanted)
        assert given.content == file.read_bytes()
        assert all(face.box[0] < x < face.box[0] + face.box[2] for x, _ in given.eyes)
        assert enrolled_portrait(given.content, given.eyes).between_eyes > 20
    gone = candidate(photograph, candidate=faces[0].person.id, gallery_picture="0" * 64)
    with pytest.raises(ToolError, match="no longer in the gallery 'wanted'"):
        enrolled(opened, gone)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_candidate_becomes_markup(opened: Session, photograph: Exhibit, text: str) -> None:
    """Names, galleries, remarks and conditions are text, whatever they say."""
    made = candidate(photograph, person=text, gallery=text, candidate=text, text=text, conditions=(text,), verification="unverified")
    found(opened.case, photograph, "search_faces", made)
    shown = [turn_view(Turn("Who?", _answer(made.model_copy(update={"verification": "verified lead"}))), 0, "/at")]
    shown.append(comparison_view(lead(opened, made.id), "/at"))
    features = [
        {"feature": "nose", "finding": "similar", "remark": text},
        {"feature": "chin", "finding": "different", "remark": text + "x"},
    ]
    for examiner in ("ann", "bob"):
        judge(opened, made.id, Judgement.model_validate({"verdict": 1, "features": features, "remark": text}), examiner)
    shown.append(comparison_view(lead(opened, made.id), "/at"))
    for page in shown:
        assert not set("{}$`") & set(page)
        assert "script" not in read(page).elements
        assert not [name for name, _ in read(page).attributes if name.startswith("on")]


def _answer(item: Candidate) -> Answer:
    return Answer(question="Who?", status="answered", evidence=(item,))
