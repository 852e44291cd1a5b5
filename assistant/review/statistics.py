"""What reviewers found of each tool and of each kind of question: counts, shares and intervals. There are none of persons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.ledger import LedgerEvent
from assistant.review.draw import drawn
from assistant.review.transcript import Transcript
from assistant.review.verdicts import Verdict, reviews_of

Sample = Literal["all", "drawn"]
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Share:
    """How often one verdict was given."""

    verdict: Verdict
    count: int
    share: float
    low: float
    """Of the Wilson interval of the share, at `CONFIDENCE`."""
    high: float


@dataclass(frozen=True)
class Counted:
    """The verdicts on one tool, or on one kind of question."""

    of: Literal["tool", "question"]
    name: str
    """Of the tool, or of the class that the router liked best."""
    sample: Sample
    """Everything that was reviewed, or what the draw picked alone: only the latter speaks for the rest, for the other reasons to look
    pick what is unusual."""
    recorded: int
    """So many there are in the record, in this sample."""
    reviewed: int
    """So many of them have a verdict: the n of the shares."""
    shares: tuple[Share, ...]
    """Empty where nothing was reviewed."""
    disputed: int
    """So many have different verdicts of different reviewers; the newest counts."""


def statistics(found: Sequence[Transcript]) -> list[Counted]:
    """Verdicts on calls by tool, and on answers by the kind of question; each judged thing counts once, by its newest verdict."""
    judged: dict[tuple[Literal["tool", "question"], str, Sample], list[list[Verdict]]] = {}
    for transcript in found:
        samples: tuple[Sample, ...] = ("all", "drawn") if drawn(transcript.first) else ("all",)
        for of, name, event in _things(transcript):
            for sample in samples:
                judged.setdefault((of, name, sample), []).append(_verdicts(transcript, event))
    return [_counted(*key, verdicts) for key, verdicts in sorted(judged.items())]


def kind_of(transcript: Transcript) -> str:
    """The kind of a question: the class that the router liked best."""
    route = transcript.find("route") or {}
    considered: dict[str, float] = route.get("considered") or {}
    return max(considered, key=considered.__getitem__) if considered else str(route.get("refusal") or "unknown")


def _things(transcript: Transcript) -> Iterator[tuple[Literal["tool", "question"], str, LedgerEvent]]:
    for call in transcript.calls:
        yield "tool", str(call.data["tool"]), call
    if transcript.kind == "question" and transcript.end is not transcript.first:
        yield "question", kind_of(transcript), transcript.end


def _verdicts(transcript: Transcript, event: LedgerEvent) -> list[Verdict]:
    """The verdicts on a thing: of each reviewer the newest, and the newest of all at the end."""
    newest: dict[str, Verdict] = {}
    for review in reviews_of(transcript, event.seq):
        newest.pop(review.by, None)
        newest[review.by] = review.verdict
    return list(newest.values())


def _counted(of: Literal["tool", "question"], name: str, sample: Sample, things: Sequence[Sequence[Verdict]]) -> Counted:
    given = [verdicts for verdicts in things if verdicts]
    last = [verdicts[-1] for verdicts in given]
    shares = [_share(verdict, last.count(verdict), len(last)) for verdict in get_args(Verdict)] if last else []
    return Counted(of, name, sample, len(things), len(given), tuple(shares), sum(len(set(verdicts)) > 1 for verdicts in given))


def _share(verdict: Verdict, count: int, n: int) -> Share:
    from scipy.stats import binomtest

    interval = binomtest(count, n).proportion_ci(CONFIDENCE, method="wilson")
    return Share(verdict, count, count / n, float(interval.low), float(interval.high))
