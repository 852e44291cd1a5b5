"""Exact places in exhibits."""

import re
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

_FRAGMENT_PART = re.compile(
    r"t=(?P<t0>\d+(?:\.\d+)?),(?P<t1>\d+(?:\.\d+)?)|page=(?P<page>\d+)|xywh=(?P<xywh>\d+,\d+,\d+,\d+)|line=(?P<line>\d+)"
)


class Place(BaseModel):
    """Where in an exhibit: the parsed form of a fragment.

    The names follow the W3C Media Fragments URI recommendation (`t`, `xywh`), RFC 8118 (`page`) and RFC 5147 (`line`,
    here counted from 1). Written in this order, joined by `&`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    t: tuple[float, float] | None = None
    """Start and end in seconds."""
    page: int | None = Field(default=None, ge=1)
    """Counted from 1."""
    xywh: tuple[int, int, int, int] | None = None
    """Left, top, width, height in pixels of the upright picture; of a PDF page drawn at 150 dots an inch."""
    line: int | None = Field(default=None, ge=1)
    """Counted from 1."""

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.t is None and self.page is None and self.xywh is None and self.line is None:
            raise ValueError("a place needs at least one of t, page, xywh, line")
        if self.t is not None and self.t[1] < self.t[0]:
            raise ValueError(f"a stretch of time cannot end ({self.t[1]}) before it starts ({self.t[0]})")
        return self

    def __str__(self) -> str:
        parts = []
        if self.t is not None:
            parts.append(f"t={self.t[0]:.2f},{self.t[1]:.2f}")
        if self.page is not None:
            parts.append(f"page={self.page}")
        if self.xywh is not None:
            parts.append("xywh=" + ",".join(map(str, self.xywh)))
        if self.line is not None:
            parts.append(f"line={self.line}")
        return "&".join(parts)

    @classmethod
    def parse(cls, fragment: str) -> Self:
        """The place that a fragment names; ValueError when it names none."""
        found: dict[str, Any] = {}
        for part in fragment.split("&"):
            match = _FRAGMENT_PART.fullmatch(part)
            if match is None:
                raise ValueError(f"{part!r} is not a fragment of the forms t=1.0,2.0 page=1 xywh=0,0,10,10 line=1")
            if match["t0"]:
                found["t"] = (float(match["t0"]), float(match["t1"]))
            elif match["page"]:
                found["page"] = int(match["page"])
            elif match["xywh"]:
                found["xywh"] = tuple(map(int, match["xywh"].split(",")))
            else:
                found["line"] = int(match["line"])
        return cls(**found)


class Citation(BaseModel):
    """The exact place in an exhibit that supports something, and what stands there word for word."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    exhibit: str
    sha256: str
    """Of the exhibit's bytes."""
    fragment: str
    quote: str = Field(min_length=1)
    """Verbatim at that place; for a picture, what is in the box."""

    @property
    def place(self) -> Place:
        """The fragment, parsed."""
        return Place.parse(self.fragment)
