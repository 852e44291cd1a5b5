"""Two examiners judge a candidate, each blind to the other: kept in the case, and on record."""

from assistant.verification.examiners import enrolled_by, may_judge, searched_by
from assistant.verification.judging import Given, judge
from assistant.verification.witness import all_leads, as_they_stand, lead

__all__ = ["Given", "all_leads", "as_they_stand", "enrolled_by", "judge", "lead", "may_judge", "searched_by"]
