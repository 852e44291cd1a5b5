"""Detections and candidates in an exhibit, made without a detector or a gallery."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from tools import results
from tools.case import Case, Exhibit
from tools.evidence import Candidate, Detection, Evidence, Sighting
from tools.registry import get_tool

BOX = (40, 30, 60, 80)


def candidate(exhibit: Exhibit, rank: int = 1, **other: Any) -> Candidate:
    """A face of the exhibit that may be that of somebody in the gallery `wanted`."""
    time = {"t": (other["start"], other["end"])} if "start" in other else {}
    fields: dict[str, Any] = {
        "text": f"A face in {exhibit.id} may be candidate C-00000{rank} of the gallery wanted",
        "citations": (exhibit.at(quote="face", xywh=other.get("probe_box", BOX), **time),),
        "source": "search_faces",
        "score": 0.61,
        "rank": rank,
        "gallery": "wanted",
        "person": f"Person Nr {rank}",
        "candidate": f"C-00000{rank}",
        "probe_box": BOX,
        "gallery_picture": "a" * 64,
        "quality": 0.8,
        "threshold": 0.43,
        "gallery_size": 12,
        "fpir": 0.0123,
        "fnir": 0.0456,
        "conditions": ("Groups of persons: unknown.",),
    }
    return Candidate(**fields | other)


def detection(exhibit: Exhibit, label: str = "person", box: tuple[int, int, int, int] = BOX, **other: Any) -> Detection:
    """Something seen in the exhibit."""
    time = {"t": (other["start"], other["end"])} if "start" in other else {}
    fields: dict[str, Any] = {
        "text": f"A {label} is seen in {exhibit.id}",
        "citations": (exhibit.at(quote=label, xywh=box, **time),),
        "source": "detect_objects",
        "label": label,
        "box": box,
        "confidence": 0.83,
    }
    return Detection(**fields | other)


def track(exhibit: Exhibit, number: int, label: str, path: Sequence[tuple[float, tuple[int, int, int, int]]], **other: Any) -> Detection:
    """Something followed through a video: where it was at which second."""
    best = path[len(path) // 2]
    way = tuple(Sighting(time=time, box=box) for time, box in path)
    times = {"start": path[0][0], "end": path[-1][0], "time": best[0]}
    return detection(exhibit, label, best[1], track=number, path=way, **times | other)


def found(case: Case, exhibit: Exhibit, tool: str, *items: Evidence, **args: Any) -> None:
    """Keep evidence as if a tool had found it in the exhibit."""
    stand_in = dataclasses.replace(get_tool("read_document"), name=tool, reads=False)
    given = {"exhibit": exhibit.id, **args}
    results.save(case, f"{tool} {given}", stand_in, given, 1.0, items)
