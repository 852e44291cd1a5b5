"""Following through videos keeps up with the bare library, on ten seconds of each video."""

from pathlib import Path

from assistant.bench import vision_video
from tests.conftest import needs_vision


@needs_vision
def test_following_keeps_up_with_bare_ultralytics(shared: Path) -> None:
    """Hashing, exact times and evidence cost little: at least 0.6 of the pictures a second of the bare library on a busy machine."""
    [speed] = vision_video.rows(shared, True)
    assert speed.ratio is not None
    assert speed.ratio >= 0.6
    assert speed.higher_is_better
    assert speed.n > 50
