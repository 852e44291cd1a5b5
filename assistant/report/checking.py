"""What must hold before a report leaves the hands of those who made it."""

from assistant.report.assembling import Assembled
from assistant.report.barring import withheld
from assistant.report.drafting import refuse_names
from assistant.report.leads import Leads
from assistant.report.places import Rechecked
from assistant.report.proofs import require_intact
from assistant.report.recorded import Drafted
from assistant.session import Session
from tools.errors import IntegrityError, ToolError
from tools.locks import locks


def require_sound(session: Session, drafted: Drafted, made: Assembled) -> None:
    """Pass where the record, every exhibit and every citation of a report hold, and no candidate is shown as more than it is.

    Raises:
        LedgerDamaged: an event of the record was edited, removed, reordered or cut off.
        IntegrityError: an exhibit's bytes are not what they were, or a quote does not stand at its place.
        ToolError: what was heard was corrected since, or a candidate is shown as more than it is.
    """
    require_intact(session)
    _exhibits(session)
    _citations(session, made)
    _candidates(session, drafted, made)


def _exhibits(session: Session) -> None:
    for exhibit in session.case.exhibits():
        if exhibit.withheld is None:  # what lies in quarantine is opened by nobody
            exhibit.verify()


def _citations(session: Session, made: Assembled) -> None:
    standing, rechecked = locks(session.case), Rechecked(session, made.record)
    for answered in made.answers:
        for sentence in (*answered.sentences, *answered.counter):
            if withheld(standing, sentence) is None:
                for citation in sentence.citations:
                    rechecked.hold(citation, answered.evidence)


def _candidates(session: Session, drafted: Drafted, made: Assembled) -> None:
    leads = Leads(session)
    findings = [*made.report.findings, *made.report.negative]
    by_finding = {finding.id: answered for finding in findings for answered in made.answers if answered.seq == finding.seq}
    for finding in findings:
        found = {lead.candidate.candidate: lead.candidate for lead in leads.of(by_finding[finding.id])}
        for statement in (*finding.statements, *finding.counter):
            if statement.standing is not None and statement.standing not in statement.text:
                raise IntegrityError(f"{statement.id} shows a candidate without what it is: {statement.standing}.")
        for search in finding.searches:
            for lead in search.leads:
                if lead.standing != found[lead.candidate].standing or (
                    lead.person is not None and found[lead.candidate].verification != "verified lead"
                ):
                    raise IntegrityError(f"{lead.candidate} is shown as more than it is.")
    for edit in drafted.edits:
        if edit.faults:
            refuse_names(leads, by_finding[edit.statement.partition(".")[0]], edit.new)
    for remark in drafted.remarks:
        refuse_names(leads, by_finding[remark.about.partition(".")[0]], remark.text)


def require_reviewed(drafted: Drafted) -> None:
    """Pass where another person has approved the report as it stands; ToolError otherwise."""
    if drafted.release is not None:
        raise ToolError(f"{drafted.id} is released already: `exhibit report CASE -o FILE.pdf` writes it.")
    if drafted.status == "reviewed":
        return
    last = drafted.reviews[-1] if drafted.reviews else None
    if last is None:
        why = "nobody has reviewed it"
    elif drafted.status == "returned":
        why = f"{last.by} returned it: {last.remark}"
    else:
        why = f"it was changed after {last.by} reviewed it"
    raise ToolError(f"{drafted.id} is not released: {why}. Another person than {', '.join(drafted.authors)} reviews it with "
                    "`exhibit report review CASE --approve --remark …`.")  # fmt: skip
