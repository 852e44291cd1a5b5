"""The candidates of a case as they stand: what the tool found, with what examiners made of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tools import results
from tools.case import Case
from tools.errors import ToolError
from tools.evidence import Candidate, Evidence, Verification
from tools.verification.judgement import outcome
from tools.verification.store import Verdict, all_verdicts


@dataclass(frozen=True)
class Lead:
    """One candidate with the verdicts on it."""

    candidate: Candidate
    """As it stands."""
    verdicts: tuple[Verdict, ...]


def leads(case: Case) -> list[Lead]:
    """Every candidate that was found in the case, each once, in the order of their exhibits and places.

    Raises:
        IntegrityError: a stored candidate or verdict is not what it was.
    """
    verdicts = all_verdicts(case)
    found = {item.id: item for item in results.of_kind(case, "Candidate") if isinstance(item, Candidate)}
    stand = (Lead(_standing(item, verdicts.get(id_, ())), verdicts.get(id_, ())) for id_, item in found.items())
    return sorted(stand, key=lambda lead: (lead.candidate.citations[0].exhibit, lead.candidate.time or 0.0, lead.candidate.probe_box))


def lead(case: Case, evidence: str) -> Lead:
    """One candidate by its evidence id.

    Raises:
        ToolError: there is none.
        IntegrityError: it or a verdict on it is not what it was.
    """
    found = results.by_id(case, evidence)
    if found is None:
        raise ToolError(f"The case has no candidate {evidence!r}: `exhibit verify CASE --list` shows those that it has.")
    if not isinstance(found, Candidate):
        raise ToolError(f"{evidence} is no candidate but {found.kind}: only candidates are verified.")
    verdicts = all_verdicts(case).get(evidence, ())
    return Lead(_standing(found, verdicts), verdicts)


def applied(case: Case, made: Sequence[Evidence]) -> list[Evidence]:
    """Evidence as it stands: candidates with what two examiners made of them, all else as it was made."""
    if not any(isinstance(item, Candidate) for item in made):
        return list(made)
    verdicts = all_verdicts(case)
    return [_standing(item, verdicts.get(item.id, ())) if isinstance(item, Candidate) else item for item in made]


def verification(verdicts: Iterable[Verdict]) -> Verification:
    """What the verdicts on a candidate come to; unverified while one of them is sealed."""
    return outcome(tuple(verdict.opened.judgement for verdict in verdicts if verdict.opened is not None))


def _standing(item: Candidate, verdicts: Sequence[Verdict]) -> Candidate:
    """Whatever is stored with a candidate, only verdicts make it a verified lead."""
    return item.model_copy(update={"verification": verification(verdicts)})
