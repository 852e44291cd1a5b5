"""What is followed through a video, as evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools import derived
from tools.case import Case, Exhibit
from tools.detect_objects import pictures, wording
from tools.detect_objects.counting import tally
from tools.detect_objects.drawn import LINE_FORM, ZONE_FORM, Crossing, Point, Stay, crossings, points, stays
from tools.evidence import Citation, Detection, Sighting, Tally
from tools.following import RATE, Look, Pass, Sight, Track, follow
from tools.frames import Video

_WAY = 40
"""Places of a track's way that are kept."""


@dataclass(frozen=True)
class Drawn:
    """What the officer drew in the picture."""

    line: tuple[Point, ...] | None
    zone: tuple[Point, ...] | None

    @classmethod
    def of(cls, exhibit: Exhibit, line: str | None, zone: str | None) -> "Drawn":
        """Read a line and a zone as they were given; ToolError when they are none of this video."""
        if line is None and zone is None:
            return cls(None, None)
        video = Video(exhibit.path)
        size = video.width, video.height
        return cls(
            None if line is None else points(line, "line", LINE_FORM, 2, size),
            None if zone is None else points(zone, "zone", ZONE_FORM, 3, size),
        )


def found(exhibit: Exhibit, seen: Pass[Look], kinds: Sequence[str], drawn: Drawn) -> list[tuple[Track, Detection]]:
    """One detection for each track of these kinds in what has been seen so far, the first of each kind with their count.

    Tracks are numbered through all kinds of the video in order of first sight, so that a number means the same whatever is asked for.
    """
    numbered = [(number, track) for number, track in enumerate(follow(seen.looks(), RATE), start=1) if track.label in kinds]
    tracks = [track for _, track in numbered]
    crossed = None if drawn.line is None else crossings(tracks, drawn.line)
    stayed = None if drawn.zone is None else stays(tracks, drawn.zone)
    evidence: list[tuple[Track, Detection]] = []
    for kind in kinds:
        group = [place for place, track in enumerate(tracks) if track.label == kind]
        if not group:
            continue
        over = None if crossed is None else [crossing for crossing in crossed if crossing.track in group]
        within = None if stayed is None else [stay for stay in stayed if stay.track in group]
        count = tally([tracks[place] for place in group], over, within)
        for place in group:
            own = [crossing for crossing in over or () if crossing.track == place]
            stay = next((stay for stay in within or () if stay.track == place), None)
            first = place == group[0]
            others = [tracks[other] for other in group[1:]] if first else []
            one = _Followed(exhibit, numbered[place][0], tracks[place], own, stay, within is not None)
            evidence.append((tracks[place], one.detection(count if first else None, others)))
    return evidence


@dataclass(frozen=True)
class _Followed:
    """One track with what it did."""

    exhibit: Exhibit
    number: int
    track: Track
    crossings: Sequence[Crossing]
    stay: Stay | None
    zoned: bool

    def detection(self, count: Tally | None, others: Sequence[Track]) -> Detection:
        """It as evidence; with the count of its kind, which cites the others of its kind too."""
        track, best = self.track, self.track.best
        text = wording.one_in_video(track.label, self.number, track, self.crossings, self.stay)
        if count is not None:
            text = f"{wording.in_video(self.exhibit.id, track.label, count, RATE)} {text}"
        sights = [best, track.sights[0], track.sights[-1], *(other.best for other in others)]
        return Detection(
            text=text,
            citations=tuple(dict.fromkeys(self._citation(sight, track.label) for sight in sights)),
            source="detect_objects",
            label=track.label,
            box=best.seen.box,
            time=best.time,
            start=track.start,
            end=track.end,
            track=self.number,
            confidence=best.seen.confidence,
            path=tuple(Sighting(time=sight.time, box=sight.seen.box) for sight in thinned(track.sights)),
            tally=count,
            in_zone_seconds=(self.stay.seconds if self.stay else 0.0) if self.zoned else None,
        )

    def _citation(self, sight: Sight, label: str) -> Citation:
        return self.exhibit.at(t=(sight.time, round(sight.time + 1 / RATE, 3)), xywh=sight.seen.box, quote=label)


def thinned(sights: Sequence[Sight], most: int = _WAY) -> list[Sight]:
    """At most so many sights of a track, evenly from the first to the last."""
    if len(sights) <= most:
        return list(sights)
    return [sights[round(step * (len(sights) - 1) / (most - 1))] for step in range(most)]


def illustrated(case: Case, exhibit: Exhibit, evidence: Sequence[tuple[Track, Detection]], parts: Sequence[str]) -> list[Detection]:
    """The detections, the first of each kind with pictures: contact sheet, heat map and counts over time of its kind.

    Args:
        case: where the pictures lie.
        exhibit: the video.
        evidence: as `found` gives it.
        parts: what the pictures depend on beside the exhibit.
    """
    place = derived.folder(case, "detect_objects", [exhibit.sha256, *parts])
    video = Video(exhibit.path)
    told = []
    for track, detection in evidence:
        if detection.tally is None:
            told.append(detection)
            continue
        kind = track.label.replace(" ", "-")
        group = [(other.track or 0, own) for own, other in evidence if other.label == track.label]
        own = [one for _, one in group]
        length = max(video.promised, *(one.end for one in own))
        names = (
            place.write(f"{kind}-sheet.png", pictures.contact_sheet(video, group)),
            place.write(f"{kind}-map.png", pictures.heat_map(video, own)),
            place.write(f"{kind}-counts.png", pictures.counts({track.label: detection.tally.over_time}, length)),
        )
        told.append(detection.model_copy(update={"pictures": names}))
    return told
