"""The pictures of a video come with their exact times, whatever is the matter with the file."""

import io
import struct
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from tests.tools.filming import counting, film, grey
from tools.errors import ToolError
from tools.frames import Video, next_tick


def test_each_picture_has_its_own_time(tmp_path: Path) -> None:
    """Sampled five times a second, pictures come at their ticks, and each shows what was there at that time."""
    video = Video(film(tmp_path / "a.mp4", counting(4)))
    looked = list(video.sampled(5))
    assert [frame.time for frame in looked] == pytest.approx(np.arange(20) / 5, abs=0.002)
    for frame in looked:
        assert frame.picture.mean() == pytest.approx(20 + 20 * frame.time, abs=4)
    assert video.shortfall is None


def test_reading_on_gives_the_same_pictures(tmp_path: Path) -> None:
    """Going on from a tick in the middle gives the pictures that reading from the beginning gives."""
    video = Video(film(tmp_path / "a.mp4", counting(6)))
    whole = [frame.time for frame in video.sampled(5)]
    for last in (0, 7, 20, len(whole) - 1):
        assert [frame.time for frame in video.sampled(5, next_tick(whole[last], 5))] == whole[last + 1 :]


def test_one_moment_is_found_again(tmp_path: Path) -> None:
    """Asked for a time, the picture of that time comes; after the end, the last one."""
    video = Video(film(tmp_path / "a.mp4", counting(6)))
    assert video.at(3.2).time == pytest.approx(3.2, abs=0.002)
    assert video.at(3.2).picture.mean() == pytest.approx(20 + 20 * 3.2, abs=4)
    assert video.at(99).time == pytest.approx(5.96, abs=0.01)


def test_an_uneven_pace_is_kept(tmp_path: Path) -> None:
    """Where pictures come seldom and unevenly, each has the time that the file gives it, and none is invented."""
    times = [0.0, 0.04, 0.08, 1.0, 1.04, 4.3, 4.5]
    video = Video(film(tmp_path / "a.mkv", [(time, grey(100)) for time in times], codec="mpeg4"))
    assert [frame.time for frame in video.sampled(5)] == pytest.approx([0.0, 1.0, 4.3, 4.5], abs=0.002)


def test_a_turned_video_is_set_upright(tmp_path: Path) -> None:
    """A telephone held upright writes lying pictures and that they are to be turned: the pictures come turned."""
    lying = grey(30, 64, 48)
    lying[:, 32:] = 220  # the right half is light; turned by a quarter to the right it is the lower half
    path = film(tmp_path / "a.mp4", [(number / 25, lying) for number in range(10)])
    content = bytearray(path.read_bytes())
    matrix = content.index(b"tkhd") + 4 + 40
    struct.pack_into(">9i", content, matrix, 0, 1 << 16, 0, -(1 << 16), 0, 0, 48 << 16, 0, 1 << 30)
    path.write_bytes(content)
    video = Video(path)
    assert (video.width, video.height) == (48, 64)
    picture = video.at(0).picture
    assert picture[:28].mean() < 60
    assert picture[36:].mean() > 190


def test_an_animation_is_a_video(tmp_path: Path) -> None:
    """The pictures of an animated GIF come whole, though the file holds only what changes."""
    pictures = [Image.new("RGB", (40, 30), (0, 0, 0)) for _ in range(8)]
    for number, picture in enumerate(pictures):
        picture.putpixel((number, 0), (255, 255, 255))
        picture.paste((255, 0, 0), (0, 10, number + 1, 20))
    out = io.BytesIO()
    pictures[0].save(out, "GIF", save_all=True, append_images=pictures[1:], duration=100)
    (tmp_path / "a.gif").write_bytes(out.getvalue())
    video = Video(tmp_path / "a.gif")
    assert [frame.time for frame in video.sampled(10)] == pytest.approx(np.arange(8) / 10, abs=0.002)
    assert (video.at(0.5).picture[15] == (255, 0, 0)).all(axis=-1).sum() == 6


def test_what_can_be_read_of_a_cut_file_is_read(tmp_path: Path) -> None:
    """Of a file that was cut off the pictures before the cut come, and what is missing is said."""
    path = film(tmp_path / "a.mp4", noise(6), movflags="faststart")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])
    video = Video(path)
    looked = [frame.time for frame in video.sampled(5)]
    assert 2.0 < looked[-1] < 5.0
    assert video.shortfall is not None
    assert "it lasts 6.0 s" in video.shortfall


def test_a_damaged_stretch_is_passed_over_and_said(tmp_path: Path) -> None:
    """Bytes that were overwritten in the middle cost what stands there, and the reading tells of it."""
    path = film(tmp_path / "a.mkv", noise(6), codec="mpeg4")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + len(content) // 10] = b"\xff" * (len(content) // 10)
    path.write_bytes(content)
    video = Video(path)
    looked = [frame.time for frame in video.sampled(5)]
    assert looked[0] == 0.0
    assert len(looked) < 30 or video.shortfall is not None


def test_what_is_no_video_is_refused(tmp_path: Path) -> None:
    """Noise with the name of a video is refused with a reason."""
    (tmp_path / "a.mp4").write_bytes(np.random.default_rng(7).bytes(50_000))
    with pytest.raises(ToolError, match="broken"):
        Video(tmp_path / "a.mp4")


def test_memory_does_not_grow_with_length(tmp_path: Path) -> None:
    """Looking through a video takes the memory of a few pictures, not of all of them."""
    pictures = 250
    path = film(tmp_path / "a.mp4", [(n / 25, grey(n % 200, 640, 480)) for n in range(pictures)])
    process = psutil.Process()
    taken = [process.memory_info().rss for frame in Video(path).sampled(25) if frame.picture.size]
    assert len(taken) == pictures
    # The first fifth is left to the decoder's own store. Were pictures kept, half the rest would take more than this.
    assert max(taken) - max(taken[: pictures // 5]) < pictures * (640 * 480 * 3 // 2) * 2 // 5


def noise(seconds: int) -> list[tuple[float, np.ndarray]]:
    """Pictures that no codec makes small."""
    random = np.random.default_rng(7)
    return [(number / 25, random.integers(0, 255, (48, 64, 3), np.uint8)) for number in range(seconds * 25)]
