"""The side-by-side screen: a face of an exhibit and the gallery's picture, for one examiner who knows nothing else.

Until the examiner has given a verdict the screen has no score, rank, name, nor what another examiner said.
"""

from collections.abc import Sequence
from typing import get_args

from assistant.chat.boxes import standing_class
from assistant.chat.escape import Html, join, tag
from assistant.chat.icons import icon
from assistant.chat.labels import clock
from tools.evidence import Candidate
from tools.verification import EXAMINERS, SCALE, Feature, Finding, Judgement, Lead, Verdict
from tools.verification.judgement import LONGEST
from tools.verification.wording import percent

_BY = {"type": "text", "name_": "by", "maxlength": 100, "autocomplete": "off", "required": True}


def comparison_view(lead: Lead, address: str, examiner: str | None = None) -> Html:
    """The two pictures and the form for a verdict; once two examiners have judged, what they said.

    Args:
        lead: the candidate.
        address: the beginning of the candidate's addresses.
        examiner: who has logged in, in whose name alone a verdict is given; None on a station without accounts.
    """
    return tag(
        "div",
        _standing(lead.candidate),
        _bar(),
        tag(
            "div",
            _pane(f"{address}/probe.jpg", "In the exhibit", _place(lead.candidate)),
            _pane(f"{address}/enrolled.jpg", "In the gallery", f"the picture of {lead.candidate.candidate}"),
            class_="panes",
        ),
        tag("div", _form(lead, address, examiner) if lead.candidate.verification == "unverified" else decided(lead), class_="judging"),
        class_="comparison",
    )


def after_verdict(lead: Lead, judgement: Judgement) -> Html:
    """What an examiner reads who has just given a verdict: only now what the search said."""
    own = tag("p", tag("b", f"{judgement.verdict:+d}"), " ", judgement.words, class_="own-verdict")
    rest = decided(lead) if lead.candidate.verification != "unverified" else join((_sealed(lead), search_said(lead.candidate)))
    return join((_standing(lead.candidate), tag("h3", "Your verdict"), own, rest))


def decided(lead: Lead) -> Html:
    """What both examiners said, and what the search said."""
    said = [_said(verdict) for verdict in lead.verdicts]
    name = tag("p", "Enrolled as ", tag("b", lead.candidate.person, dir="auto"), ".")
    return join((tag("h3", "What the examiners said"), *said, name, search_said(lead.candidate)))


def search_said(item: Candidate) -> Html:
    """Score, threshold and the measured rates of the search."""
    facts = (
        ("Score", "none" if item.score is None else f"{item.score:.3f}"),
        ("Threshold", f"{item.threshold:.3f}"),
        ("Rank", str(item.rank)),
        ("Persons in the gallery", str(item.gallery_size)),
        ("False-positive identification rate (FPIR), measured: at most", percent(item.fpir)),
        ("False-negative identification rate (FNIR), measured", percent(item.fnir)),
        ("Quality of the face", f"{item.quality:.2f}"),
    )
    rows = [tag("tr", tag("th", name, scope="row"), tag("td", value)) for name, value in facts]
    conditions = [tag("li", condition) for condition in item.conditions]
    return tag(
        "section",
        tag("h3", "What the search said"),
        tag("table", *rows),
        tag("ul", *conditions) if conditions else None,
        class_="search-said",
    )


def _standing(item: Candidate) -> Html:
    return tag("p", item.standing, class_=standing_class(item), role="status")


def _place(item: Candidate) -> str:
    where = f"{item.citations[0].exhibit}, box {','.join(map(str, item.probe_box))}"
    return where if item.time is None else f"{where}, at {clock(item.time)} ({item.time:.2f} s)"


def _bar() -> Html:
    buttons = (("minus", "out", "Smaller"), ("plus", "in", "Larger"), ("width", "fit", "Whole face"))
    made = [tag("button", icon(name), type="button", data_zoom=zoom, title=words, aria_label=words) for name, zoom, words in buttons]
    hint = tag("span", "Both pictures are turned, scaled and moved so that the eyes lie alike; they zoom and move together.", class_="hint")
    back = tag("button", icon("left"), "Back to the exhibit", type="button", data_do="leave")
    return tag("div", back, tag("span", *made, tag("output", "100 %", class_="zoomed"), class_="zooming"), hint, class_="bar")


def _pane(source: str, what: str, where: str) -> Html:
    picture = tag("img", data_src=source, alt=f"{what}: {where}", draggable="false")
    return tag(
        "figure",
        tag("div", picture, class_="pane", tabindex=0),
        tag("figcaption", tag("b", what), " ", where, " ", tag("span", class_="detail")),
    )


def _form(lead: Lead, address: str, examiner: str | None) -> Html:
    verdicts = [
        tag("label", tag("input", type="radio", name_="verdict", value=number), tag("b", f"{number:+d}" if number else "0"), " ", words)
        for number, words in sorted(SCALE.items(), reverse=True)
    ]
    return tag(
        "form",
        tag("h3", "What do you see?"),
        tag(
            "p",
            "Go through the features one by one; of one that you say nothing of, the record says that it was not assessed.",
            class_="hint",
        ),
        tag("table", *(_feature(feature) for feature in get_args(Feature)), class_="features"),
        tag("h3", "Your verdict"),
        tag("div", *verdicts, class_="scale", role="radiogroup", aria_label="Verdict"),
        tag("label", "Remark", tag("textarea", name_="remark", rows=2, maxlength=LONGEST)),
        tag("label", "Who judges", tag("input", **_BY, value=examiner, readonly=examiner is not None)),
        tag("p", _judged_words(lead.verdicts), class_="hint"),
        tag("p", class_="complaint", role="alert"),
        tag("button", "Give this verdict", type="submit", class_="primary"),
        class_="verdict-form",
        data_address=f"{address}/verdict",
        data_lead=lead.candidate.id,
    )


def _feature(feature: Feature) -> Html:
    choices = [
        tag("td", tag("label", tag("input", type="radio", name_=f"feature-{feature}", value=finding), finding))
        for finding in get_args(Finding)
    ]
    remark = tag(
        "td", tag("input", type="text", name_=f"remark-{feature}", maxlength=LONGEST, placeholder="remark", aria_label=f"{feature}: remark")
    )
    return tag("tr", tag("th", feature, scope="row"), *choices, remark, data_feature=feature)


def _judged_words(verdicts: Sequence[Verdict]) -> str:
    if not verdicts:
        return "Nobody has judged this candidate. Your verdict is sealed until another examiner has judged."
    return f"{verdicts[0].record.examiner} has judged this candidate; with your verdict both are opened, and until then neither is shown."


def _sealed(lead: Lead) -> Html:
    left = EXAMINERS - len(lead.verdicts)
    return tag(
        "p", f"It is sealed until {left} more {'examiner has' if left == 1 else 'examiners have'} judged: nobody can read it, you neither."
    )


def _said(verdict: Verdict) -> Html:
    assert verdict.opened is not None
    said = verdict.opened.judgement
    features = [
        tag("li", tag("b", assessed.feature), f": {assessed.finding}", f" – {assessed.remark}" if assessed.remark else None)
        for assessed in said.features
    ]
    left = tag("li", f"not assessed: {', '.join(said.not_assessed)}", class_="hint") if said.not_assessed else None
    remark = tag("p", said.remark, dir="auto") if said.remark else None
    head = tag("p", tag("b", verdict.record.examiner, dir="auto"), ": ", tag("b", f"{said.verdict:+d}"), " ", said.words)
    return tag("div", head, tag("ul", *features, left), remark, class_="said-by")
