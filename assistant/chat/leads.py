"""The candidates under an answer: a face each, what it is called and where it is, and that it is no identification."""

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.chat.boxes import lead_line
from assistant.chat.escape import Html, tag
from assistant.chat.labels import clock
from tools.evidence import Candidate


def leads_view(answer: Answer, address: str) -> Html | None:
    """The candidates of an answer; None where it has none.

    Args:
        answer: the answer.
        address: the beginning of the addresses of its case.
    """
    found = {item.id: item for item in answer.evidence if isinstance(item, Candidate)}
    if not found:
        return None
    shown: Sequence[Candidate] = sorted(
        found.values(), key=lambda item: (item.citations[0].exhibit, item.time or 0.0, item.probe_box, item.rank)
    )
    return tag("div", *(_card(item, address) for item in shown), class_="leads")


def _card(item: Candidate, address: str) -> Html:
    place = item.citations[0].exhibit + (f" {clock(item.time)}" if item.time is not None else "")
    face = tag("img", src=f"{address}/lead/{item.id}/face.jpg", alt=f"The face in {place}", loading="lazy")
    about = tag("span", f"rank {item.rank} · {place} · box {','.join(map(str, item.probe_box))}", class_="about")
    name = tag("b", item.person, dir="auto", class_="person") if item.verification == "verified lead" else None
    return tag("figure", face, tag("figcaption", tag("b", item.candidate), about, name, lead_line(item)), class_="lead-card")
