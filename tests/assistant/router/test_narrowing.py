"""What narrows a question is what the officer wrote out, and nothing else."""

import pytest

from assistant.router.narrowing import narrowing_in


@pytest.mark.parametrize(
    ("question", "rest", "args"),
    [
        ("Who paid? exhibit:ex-0003", "Who paid?", {"exhibit": "EX-0003"}),
        ('kind:statement person:"Daniel Brooks" Where was he?', "Where was he?", {"kind": "statement", "person": "Daniel Brooks"}),
        ("Who called since:2026-03-12 until:2026-03-14?", "Who called?", {"since": "2026-03-12", "until": "2026-03-14"}),
    ],
)
def test_parts_are_taken_out(question: str, rest: str, args: dict[str, str]) -> None:
    """Each part becomes an argument of the search, and the question is asked without it."""
    found = narrowing_in(question)
    assert (found.question, found.args) == (rest, args)


@pytest.mark.parametrize(
    "question",
    [
        "What does EX-0003 say?",
        "Who is the person: Brooks?",
        "What was said since 12 March?",
        "mailto:a@b.example wrote what?",
        "kind: statement",
    ],
)
def test_nothing_is_guessed(question: str) -> None:
    """Exhibits, persons and days that are only spoken of narrow nothing."""
    found = narrowing_in(question)
    assert (found.question, found.args) == (question, {})
