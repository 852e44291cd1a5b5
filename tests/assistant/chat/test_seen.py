"""What was seen in pictures and videos, on the screen."""

import html
import io
import json
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image
from starlette.testclient import TestClient

from assistant.chat.conversation import Cited
from assistant.chat.material import Material
from assistant.chat.media import Addresses
from assistant.chat.opening import Opening
from assistant.chat.seen import numbered, seen
from assistant.chat.viewer import Viewer
from assistant.drawing import moments
from assistant.session import Session
from tests.assistant.chat.test_escape import HOSTILE, read
from tests.tools.seeing import BOX, candidate, detection, found, track
from tools.case import Exhibit
from tools.errors import ToolError
from tools.evidence import UNVERIFIED_LEAD

Put = Callable[..., Exhibit]
RATE, FRAMES = 10, 40


@pytest.fixture
def viewer(material: Material, addresses: Addresses) -> Viewer:
    return Viewer(material, addresses)


@pytest.fixture
def photograph(put_in: Put) -> Exhibit:
    """A picture of 400 x 200 pixels, grey on the left and white on the right."""
    pixels = np.full((200, 400, 3), 90, np.uint8)
    pixels[:, 200:] = 255
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return put_in("photograph.png", out.getvalue())


def film(place: Path) -> Path:
    """Four seconds in which the picture becomes brighter from frame to frame, with a bright bar that moves along its upper half."""
    with av.open(str(place), "w") as out:
        stream = out.add_stream("mpeg4", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for number in range(FRAMES):
            picture = np.full((64, 96, 3), 20 + 5 * number, np.uint8)
            picture[:32] = 0
            picture[8:24, 2 * number : 2 * number + 10] = 255
            frame = av.VideoFrame.from_ndarray(picture, "rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return place


@pytest.fixture
def video(put_in: Put, tmp_path: Path) -> Exhibit:
    return put_in(film(tmp_path / "film.mp4"))


def spots(shown: str, kind: str) -> list[int]:
    """The numbers of the boxes, lines or rows of a view."""
    return [int(number) for number in re.findall(rf'class="{kind}[^"]*"[^>]*data-spot="(\d+)"', shown)]


def test_boxes_and_list_have_the_same_numbers(viewer: Viewer, opened: Session, key: str, photograph: Exhibit) -> None:
    """Each place has one box in shares of the picture, each thing one line, and the numbers tell which belong together."""
    leads = [candidate(photograph, rank, probe_box=(200, 50, 100, 100)) for rank in (1, 2)]
    found(
        opened.case, photograph, "detect_objects", detection(photograph, "car", (0, 0, 40, 20)), detection(photograph, "dog", (8, 8, 4, 4))
    )
    found(opened.case, photograph, "search_faces", *leads, gallery="wanted")
    shown = viewer.show(opened, key, Opening(photograph.id))
    assert spots(shown, "spot voice") == [1, 2, 3]
    assert spots(shown, "spot-line") == [1, 2, 3, 3]
    [places] = re.findall(r'style="(left:50[^"]*)" data-spot="3"', shown)
    assert places == "left:50.0000%;top:25.0000%;width:25.0000%;height:50.0000%"
    assert [word for word in ("car", "dog", "C-000001", "C-000002") if f'class="name">{word}<' in shown] == [
        "car",
        "dog",
        "C-000001",
        "C-000002",
    ]


def test_the_cited_place_is_marked(viewer: Viewer, opened: Session, key: str, photograph: Exhibit) -> None:
    """The box and the line of what is cited are marked when the picture opens, and the frame stands around it."""
    car, dog = detection(photograph, "car", (0, 0, 40, 20)), detection(photograph, "dog", (8, 8, 4, 4))
    found(opened.case, photograph, "detect_objects", car, dog)
    shown = viewer.show(opened, key, Opening.at(Cited(dog.citations[0]), (0, 1), play=True))
    assert re.findall(r'class="([^"]*picked)"[^>]*data-spot="(\d)"', shown) == [("spot voice-2 picked", "2"), ("spot-line picked", "2")]
    assert shown.count('class="frame"') == 1


def test_what_is_said_of_the_whole_picture_has_no_box(viewer: Viewer, opened: Session, key: str, photograph: Exhibit) -> None:
    """It stands in the list, but neither a box nor a frame lies over the whole picture, even when it is cited."""
    whole = detection(photograph, "faces", (0, 0, 400, 200))
    found(opened.case, photograph, "search_faces", whole, detection(photograph, "face", (5, 5, 9, 9)))
    shown = viewer.show(opened, key, Opening.at(Cited(whole.citations[0]), (0, 1), play=False))
    assert (spots(shown, "spot voice"), spots(shown, "spot-line")) == ([2], [1, 2])
    assert 'class="frame' not in shown


def test_a_candidate_is_shown_without_what_examiners_may_not_know(viewer: Viewer, opened: Session, key: str, photograph: Exhibit) -> None:
    """Beside it stands that it is no identification; neither name, score nor rank is anywhere in the view, not even in hints."""
    text = "A face may be candidate C-000007: score 0.6177, rank 7"
    lead = candidate(photograph, 7, score=0.6177, person="Jane Roe", text=text)
    found(opened.case, photograph, "search_faces", lead)
    shown = viewer.show(opened, key, Opening(photograph.id))
    assert UNVERIFIED_LEAD in html.unescape(shown)
    assert f'data-lead="{lead.id}"' in shown
    assert not [word for word in ("Jane Roe", "0.6177", "rank 7", "0.43") if word in shown]


def test_only_the_newest_run_is_shown(opened: Session, photograph: Exhibit) -> None:
    """What an earlier run with the same arguments saw is gone; what a run with other arguments saw stays, and nothing stands twice."""
    found(opened.case, photograph, "detect_objects", detection(photograph, "car"), label="car")
    found(opened.case, photograph, "detect_objects", detection(photograph, "dog"), detection(photograph, "cat"))
    found(opened.case, photograph, "detect_objects", detection(photograph, "dog"), label="dog")
    opened.case.database.connection.execute("UPDATE runs SET key = key || ' of an earlier version'")
    found(opened.case, photograph, "detect_objects", detection(photograph, "dog"))
    assert sorted(spot.name for spot in seen(opened, photograph.id)) == ["car", "dog"]


def test_colours_tell_kinds_apart(photograph: Exhibit) -> None:
    """Things of one kind have one colour, and the first eight kinds have eight."""
    items = [detection(photograph, label, (n, 0, 1, 1)) for n, label in enumerate("abcdefghabc")]
    colours = [spot.colour for spot in numbered(items)]
    assert colours == [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3]


def test_the_tracks_of_a_video(viewer: Viewer, opened: Session, key: str, video: Exhibit) -> None:
    """Each track has a row with its stretch of time, and the script gets the moments and boxes of its way, in order of time."""
    person = track(video, 1, "person", [(1.0, (0, 0, 10, 20)), (1.5, (5, 0, 10, 20)), (2.0, (10, 0, 10, 20))])
    bag = track(video, 2, "bag", [(3.0, (1, 2, 3, 4)), (4.0, (1, 2, 3, 4))])
    found(opened.case, video, "detect_objects", bag, person)
    shown = viewer.show(opened, key, Opening(video.id))
    assert re.findall(r'data-spot="(\d)" data-start="([\d.]+)" data-end="([\d.]+)"', shown) == [
        ("1", "1.00", "2.00"),
        ("2", "3.00", "4.00"),
    ]
    assert "left:25.0000%;width:25.0000%" in shown
    [told] = re.findall('data-spots="(.*?)"', shown)
    first = json.loads(html.unescape(told))[0]
    assert first == {
        "n": 1,
        "name": "person",
        "colour": 1,
        "from": 1.0,
        "to": 2.0,
        "way": [[1.0, 0, 0, 10, 20], [1.5, 5, 0, 10, 20], [2.0, 10, 0, 10, 20]],
    }
    assert "data-stills" not in shown


def test_the_cited_place_of_a_video(viewer: Viewer, opened: Session, key: str, video: Exhibit) -> None:
    """What is cited has its row marked; a cited place where nothing was seen has a frame of its own for its stretch of time."""
    person = track(video, 1, "person", [(1.0, (0, 0, 10, 20)), (1.5, (5, 0, 10, 20)), (2.0, (10, 0, 10, 20))])
    found(opened.case, video, "detect_objects", person, track(video, 2, "bag", [(3.0, (1, 2, 3, 4)), (4.0, (1, 2, 3, 4))]))
    shown = viewer.show(opened, key, Opening.at(Cited(person.citations[0]), (0, 1), play=False))
    assert re.findall(r'class="track voice-\d picked" data-spot="(\d)"', shown) == ["1"]
    assert 'data-cited="[]"' in shown
    elsewhere = video.at(quote="smoke", t=(2.5, 3.0), xywh=(7, 7, 9, 9))
    shown = viewer.show(opened, key, Opening.at(Cited(elsewhere), (0, 1), play=False))
    assert 'data-cited="[[2.5, 3.0, 7, 7, 9, 9]]"' in shown
    assert "picked" not in shown


def test_what_is_said_of_a_whole_video_has_no_box(viewer: Viewer, opened: Session, key: str, video: Exhibit) -> None:
    """It has its row, and no box over the moving picture."""
    found(opened.case, video, "search_faces", detection(video, "faces", (0, 0, 96, 64), time=1.0, start=0.0, end=3.0))
    shown = viewer.show(opened, key, Opening(video.id))
    assert 'data-spots="[]"' in shown
    assert spots(shown, "track") == [1]


def test_a_video_that_browsers_cannot_play(viewer: Viewer, opened: Session, key: str, put_in: Put, tmp_path: Path) -> None:
    """It is shown frame by frame, and said so."""
    old = put_in(film(tmp_path / "film.avi"))
    shown = viewer.show(opened, key, Opening(old.id))
    assert "data-stills" in shown
    assert "you see its frames one by one" in shown


def decoded(exhibit: Exhibit) -> list[np.ndarray[Any, Any]]:
    """All frames of a video, one after the other."""
    with av.open(str(exhibit.path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


@pytest.mark.parametrize("number", [0, 1, 17, 18, FRAMES - 1])
def test_the_frame_of_a_moment(video: Exhibit, number: int) -> None:
    """At a frame's own time, in hundredths of a second as the page asks for it, it is that frame that is shown and no other."""
    frames = decoded(video)
    assert np.array_equal(moments.moment(video, round(number / RATE, 2)), frames[number])
    assert sum(np.array_equal(frame, frames[number]) for frame in frames) == 1


def test_a_moment_after_the_end(video: Exhibit) -> None:
    """After the last frame the last frame is shown."""
    assert np.array_equal(moments.moment(video, 99.0), decoded(video)[-1])


def test_a_piece_of_a_picture(photograph: Exhibit) -> None:
    """What is in a box comes with half as much around it, and a place outside the picture is refused."""
    piece = np.asarray(Image.open(io.BytesIO(moments.cut(photograph, None, (200, 50, 100, 100)))))
    assert piece.shape == (150, 150, 3)
    assert piece[:, :20].mean() < 100 < piece[:, 30:].mean()
    with pytest.raises(ToolError, match="no place xywh=500"):
        moments.cut(photograph, None, (500, 500, 10, 10))


def test_frames_come_to_the_page(browser: TestClient, addresses: Addresses, key: str, video: Exhibit, photograph: Exhibit) -> None:
    """A frame of a video is a JPEG that is not kept; other exhibits have none, and nonsense is refused."""
    answer = browser.get(f"{addresses.of(key, video)}/frame.jpg", params={"t": 1.7})
    assert (answer.status_code, answer.headers["content-type"], answer.headers["cache-control"]) == (200, "image/jpeg", "no-store")
    shown = np.asarray(Image.open(io.BytesIO(answer.content))).astype(int)
    assert abs(shown - decoded(video)[17]).mean() < 1.5
    assert browser.get(f"{addresses.of(key, photograph)}/frame.jpg", params={"t": 1.7}).status_code == 404
    assert browser.get(f"{addresses.of(key, video)}/frame.jpg", params={"t": -1}).status_code == 422


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_tools_say_becomes_markup(
    viewer: Viewer, opened: Session, key: str, photograph: Exhibit, video: Exhibit, text: str
) -> None:
    """Labels, notes, names of galleries and candidates are text, whatever they say, also inside the data of the script."""
    hostile: dict[str, Any] = {"text": text, "notes": (text,)}
    found(opened.case, photograph, "detect_objects", detection(photograph, text, **hostile))
    found(opened.case, photograph, "search_faces", candidate(photograph, gallery=text, candidate=text, text=text))
    found(opened.case, video, "detect_objects", track(video, 1, text, [(0.0, BOX), (1.0, BOX)], **hostile))
    for exhibit in (photograph, video):
        shown = viewer.show(opened, key, Opening(exhibit.id))
        assert not set("{}$`") & set(shown)
        assert not {"script", "textarea"} & set(read(shown).elements)
        assert not [name for name, _ in read(shown).attributes if name.startswith("on")]
