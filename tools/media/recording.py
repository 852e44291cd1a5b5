"""Sound and film: whether anything in them can be decoded."""

from pathlib import Path

from tools.errors import Rejected
from tools.media.identified import Identified
from tools.media.size import check_size
from tools.recordings import moving, open_recording


def recording(path: Path, mime: str) -> Identified:
    """A recording, whose first frame has been decoded.

    Raises:
        Rejected: it is broken or no recording.
    """
    import av

    try:
        with open_recording(path) as container:
            pictures, sound = moving(container), next(iter(container.streams.audio), None)
            if pictures is None and sound is None:
                raise Rejected("not a supported kind of file")
            if pictures is not None:
                check_size(pictures.width, pictures.height)
            if next(container.decode(pictures or sound), None) is None:
                raise Rejected("the recording is broken: nothing in it can be decoded")
            seconds = round(container.duration / av.time_base, 3) if container.duration else 0.0
    except (av.error.FFmpegError, ValueError) as error:
        raise Rejected(
            f"the recording is broken or not a supported kind of file ({error})" if mime else "not a supported kind of file"
        ) from error
    facts: dict[str, str | int | float] = {"seconds": seconds}
    if pictures is not None:
        facts |= {"width": pictures.width, "height": pictures.height}
        return Identified("video", mime or "video/x-unknown", facts)
    assert sound is not None
    facts |= {"channels": sound.channels, "sample_rate": sound.sample_rate}
    return Identified("audio", mime or "audio/x-unknown", facts)
