"""The disclosure-ready report: drafted by the program, edited on record, reviewed by another person, released when everything holds."""

from assistant.report.acting import acting
from assistant.report.assembling import assemble
from assistant.report.document import Report
from assistant.report.drafting import draft, edit, remark
from assistant.report.recorded import Drafted, all_of, find
from assistant.report.releasing import ENDINGS, drawn, hand_out, release, write
from assistant.report.reviewing import review

__all__ = [
    "ENDINGS",
    "Drafted",
    "Report",
    "acting",
    "all_of",
    "assemble",
    "draft",
    "drawn",
    "edit",
    "find",
    "hand_out",
    "release",
    "remark",
    "review",
    "write",
]
