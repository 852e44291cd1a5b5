"""A report without the query history: no questions, no drafts, no edits, no remarks; names of nobody in a gallery."""

from assistant.report.document import Finding, Report, Statement


def for_defence(report: Report) -> Report:
    """What is relied upon and what speaks against it, as it is handed to the defence.

    Args:
        report: assembled without the names of persons in galleries.
    """
    return report.model_copy(
        update={
            "findings": tuple(map(_finding, report.findings)),
            "negative": tuple(map(_finding, report.negative)),
            "unanswered": {},
            "reviews": tuple(said.model_copy(update={"remark": ""}) for said in report.reviews),
        }
    )


def _finding(finding: Finding) -> Finding:
    return finding.model_copy(
        update={
            "question": "",
            "asked_by": "",
            "note": None,
            "drafts": (),
            "remarks": (),
            "tools": tuple(dict.fromkeys(called.partition("(")[0] for called in finding.tools)),
            "statements": tuple(map(_statement, finding.statements)),
            "counter": tuple(map(_statement, finding.counter)),
        }
    )


def _statement(statement: Statement) -> Statement:
    edits = tuple(edit.model_copy(update={"old": "", "reason": ""}) for edit in statement.edits)
    return statement.model_copy(update={"machine": "", "remarks": (), "edits": edits})
