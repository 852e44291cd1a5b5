"""The transcript of a recording: leaves of so many lines, of which the page has those in sight and fetches the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.chat.escape import Html, join, tag
from assistant.chat.labels import clock, counted
from assistant.chat.line_view import is_in, line_view
from assistant.chat.names_view import names_view
from assistant.chat.sight import Sight
from assistant.chat.voices import Voices, legend
from tools.evidence import Citation
from tools.transcript import Line, Transcript

LEAF = 80
"""Lines of a leaf."""
_LINE_HEIGHT, _LINE_LENGTH = 34, 70
"""About how high a line is, in pixels, and how many characters it holds: what is not drawn yet takes about its room."""


@dataclass(frozen=True)
class Leaf:
    """Lines that follow one another."""

    number: int
    """Counted from 0."""
    lines: Sequence[Line]


def leaves(found: Transcript) -> list[Leaf]:
    """A transcript in leaves."""
    return [Leaf(n // LEAF, found.lines[n : n + LEAF]) for n in range(0, len(found.lines), LEAF)]


def transcript_view(sight: Sight) -> Html:
    """What is said. The first leaf and those with cited words are drawn; of the others, which may be hundreds, only their room."""
    found = sight.transcript
    if found is None:
        return tag("p", "Nobody has gone through this recording yet: there is no transcript. Use “Go through what is new”.", class_="hint")
    if not found.lines:
        return tag("p", "No speech was found in this recording.", _lapsed(found), class_="hint")
    said = [line.stands for line in found.lines]
    voices = Voices.of(said)
    drawn = {0} if not sight.opening.marks else set(_cited(found, sight.opening.marks)) or {0}
    parts = [_leaf(leaf, voices, sight.opening.marks, drawn=leaf.number in drawn) for leaf in leaves(found)]
    return tag(
        "section",
        tag("div", legend(voices, said), _doubts(found), class_="transcript-head"),
        names_view(found, sight.supporting, sight.address),
        _lapsed(found),
        tag("div", *parts, class_="transcript", data_leaves=f"{sight.address}/transcript", data_confirm=f"{sight.address}/confirmations"),
        class_="transcript-view",
        aria_label="Transcript",
    )


def leaf_lines(found: Transcript, number: int) -> Html | None:
    """The lines of one leaf, without marks; None where there is no such leaf."""
    wanted = [leaf for leaf in leaves(found) if leaf.number == number]
    voices = Voices.of(line.stands for line in found.lines)
    return join(line_view(line, voices, ()) for line in wanted[0].lines) if wanted else None


def doubts_words(found: Transcript) -> str:
    """How much is uncertain and not confirmed; empty where nothing is."""
    doubtful = [line.stands for line in found.lines if not line.stands.citable]
    seconds = sum(said.end - said.start for said in doubtful)
    return f"{counted(len(doubtful), 'uncertain line')}, {clock(seconds)}" if doubtful else ""


def _leaf(leaf: Leaf, voices: Voices, marks: Sequence[Citation], *, drawn: bool) -> Html:
    rows = sum(1 + len(line.stands.text) // _LINE_LENGTH for line in leaf.lines)
    return tag(
        "ol",
        *((line_view(line, voices, marks) for line in leaf.lines) if drawn else ()),
        class_="leaf loaded" if drawn else "leaf",
        style=None if drawn else f"min-height:{rows * _LINE_HEIGHT}px",
        data_leaf=leaf.number,
        data_start=f"{leaf.lines[0].stands.start:.2f}",
        data_doubts=sum(not line.stands.citable for line in leaf.lines) or None,
    )


def _cited(found: Transcript, marks: Sequence[Citation]) -> Iterator[int]:
    return (n // LEAF for n, line in enumerate(found.lines) if any(is_in(mark, line.stands) for mark in marks))


def _doubts(found: Transcript) -> Html:
    words = doubts_words(found)
    return tag(
        "span",
        tag("span", words, class_="doubts", role="status"),
        tag("button", "Next uncertain", type="button", data_do="doubt", title="The next line that nobody has confirmed"),
        class_="doubtful-part",
        hidden=not words,
    )


def _lapsed(found: Transcript) -> Html | None:
    if not found.lapsed:
        return None
    one = len(found.lapsed) == 1
    words = f"of an earlier transcript {'does' if one else 'do'} not apply to this one and {'stays' if one else 'stay'} on record."
    return tag("p", f"{counted(len(found.lapsed), 'confirmation')} {words}", class_="hint lapsed")
