"""One utterance of a transcript on the screen: its words, why it is uncertain, who confirmed it, and what can be done with it."""

from collections.abc import Sequence

from assistant.chat.escape import Html, join, tag
from assistant.chat.labels import clock, day
from assistant.chat.spoken import words_view
from assistant.chat.voices import Voices, label, voice_of
from tools.evidence import Citation, Utterance
from tools.transcript import Line

_LISTEN = "Listen to it first: then it can be confirmed"


def line_view(line: Line, voices: Voices, marks: Sequence[Citation]) -> Html:
    """An utterance as it stands.

    Args:
        line: the utterance.
        voices: the speakers of the recording.
        marks: the places that are marked, the one that was asked for first.
    """
    said = line.stands
    cited = [mark for mark in marks if is_in(mark, said)]
    kinds = (
        "cited" if cited else "",
        "asked" if cited and cited[0] == marks[0] else "",
        "" if said.citable else "unsure",
        "vouched" if line.confirmation is not None else "",
    )
    moment = clock(said.start)
    return tag(
        "li",
        tag("button", moment, type="button", class_="moment", title="Hear it", aria_label=f"Hear what is said at {moment}"),
        label(voices, who) if (who := voice_of(said)) else None,
        tag(
            "div",
            tag("p", words_view(said, [mark.quote for mark in cited]), class_="said", dir="auto", lang=said.language),
            _doubt(said),
            _vouched(line),
            class_="what",
        ),
        _deeds(line),
        class_=" ".join(filter(None, kinds)) or None,
        title=None if said.citable else _why(said),
        data_start=f"{said.start:.2f}",
        data_end=f"{said.end:.2f}",
        data_evidence=line.evidence,
        data_seen=line.newest.number if line.newest is not None else 0,
    )


def is_in(citation: Citation, said: Utterance) -> bool:
    """Whether a citation is of this utterance or of a part of it."""
    stretch = citation.place.t
    if stretch is None:
        return False
    if any(citation.fragment == own.fragment for own in said.citations):
        return True
    middle = (stretch[0] + stretch[1]) / 2
    return said.start <= middle <= said.end and citation.quote in said.text


def _why(said: Utterance) -> str:
    return f"{', '.join(said.flags) or 'uncertain'}: no answer rests on this until a person confirms it"


def _doubt(said: Utterance) -> Html | None:
    if not said.flags and said.citable:
        return None
    words = join(said.flags, ", ") if said.citable else _why(said)
    return tag("p", words, class_="flags")


def _vouched(line: Line) -> Html | None:
    record, said = line.confirmation, line.stands
    if record is None:
        return None
    verb = "Confirmed" if said.heard is None else "Corrected"
    heard = None if said.heard is None else join(("; the machine had written: ", tag("q", said.heard, dir="auto", class_="heard")))
    return tag("p", f"{verb} by {record.officer}, {day(record.at)}", heard, class_="voucher")


def _deeds(line: Line) -> Html:
    """What a person can do, once the utterance was played: the script lets the first two be used then."""
    confirm = None if line.confirmation is not None or line.stands.citable else _deed("confirm", "Confirm", "This is what is said")
    undo = _deed("undo", "Take back", "Take back what was confirmed", waits=False) if line.confirmation is not None else None
    return tag("span", confirm, _deed("correct", "Correct", "Something else is said"), undo, class_="deeds")


def _deed(name: str, words: str, about: str, *, waits: bool = True) -> Html:
    return tag("button", words, type="button", data_deed=name, data_about=about, title=_LISTEN if waits else about, disabled=waits)
