"""Sound and film: whether anything in them can be decoded."""

from pathlib import Path

from tools.errors import Rejected
from tools.media.identified import Identified
from tools.recordings import open_recording


def recording(path: Path, mime: str) -> Identified:
    """A recording, whose first frame has been decoded.

    Raises:
        Rejected: it is broken or no recording.
    """
    import av

    try:
        with open_recording(path) as container:
            moving = [s for s in container.streams.video if not (s.disposition & av.stream.Disposition.attached_pic)]
            sound = list(container.streams.audio)
            if not moving and not sound:
                raise Rejected("not a supported kind of file")
            if next(container.decode(moving[0] if moving else sound[0]), None) is None:
                raise Rejected("the recording is broken: nothing in it can be decoded")
            seconds = round(container.duration / av.time_base, 3) if container.duration else 0.0
    except (av.error.FFmpegError, ValueError) as error:
        raise Rejected(
            f"the recording is broken or not a supported kind of file ({error})" if mime else "not a supported kind of file"
        ) from error
    facts: dict[str, str | int | float] = {"seconds": seconds}
    if moving:
        facts |= {"width": moving[0].width, "height": moving[0].height}
        return Identified("video", mime or "video/x-unknown", facts)
    facts |= {"channels": sound[0].channels, "sample_rate": sound[0].sample_rate}
    return Identified("audio", mime or "audio/x-unknown", facts)
