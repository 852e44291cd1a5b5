"""A comparison of voices in a case, made without a voice."""

from tools import results
from tools.case import Case, Exhibit
from tools.evidence import SpeakerComparison
from tools.registry import get_tool


def made(questioned: Exhibit, reference: Exhibit, log10_lr: float, stretch: tuple[float, float] = (0.0, 2.0)) -> SpeakerComparison:
    """A comparison with this likelihood ratio, as if the tool had measured it on this stretch of both recordings."""
    return SpeakerComparison(
        text="What was measured in the two voices.",
        citations=tuple(exhibit.at(t=stretch, quote="[speech]") for exhibit in (questioned, reference)),
        source="compare_speakers",
        propositions=("one speaker", "two speakers"),
        log10_lr=log10_lr,
        interval=(log10_lr - 0.3, log10_lr + 0.3),
        verbal="some support",
        capped=False,
        supported=(-2.0, 2.0),
        cllr=0.3,
        cllr_min=0.2,
        eer=0.1,
        net_speech_seconds=(9.0, 9.0),
        snr_db=(20.0, 20.0),
        band=("wide", "wide"),
        bandwidth_hz=(8000.0, 8000.0),
        population="thirty",
        calibration="c",
        conditions=(),
    )


def compared(
    case: Case, questioned: Exhibit, reference: Exhibit, log10_lr: float, stretch: tuple[float, float] = (0.0, 2.0)
) -> SpeakerComparison:
    """Keep such a comparison as if the tool had made it."""
    item = made(questioned, reference, log10_lr, stretch)
    args = {"questioned": questioned.id, "reference": reference.id}
    tool = get_tool("compare_speakers")
    results.save(case, f"{results.key_of(case, tool, args)}{log10_lr}{stretch}", tool, args, 0.1, [item])
    return item
