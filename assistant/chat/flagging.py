"""The form below an answer that flags it as wrong, what the page sends, and what it gets to draw."""

from collections.abc import Callable

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Answer
from assistant.chat.escape import Html, tag
from assistant.ledger import LedgerDamaged
from assistant.review import flag
from assistant.review.flags import As
from assistant.review.verdicts import LONGEST
from assistant.session import Session
from tools.errors import CaseError

_PRIVATE = {"Cache-Control": "no-store"}


class Flagging(BaseModel):
    """What a person says of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    on: int = Field(ge=1)
    """Number of the answer's event."""
    what: As
    comment: str = Field(max_length=2 * LONGEST)
    expected: str = Field(default="", max_length=2 * LONGEST)


def flag_form(answer: Answer, address: str) -> Html | None:
    """The form, folded; None below what is not on record.

    Args:
        answer: that stands above it.
        address: the beginning of the addresses of its case.
    """
    if not answer.ledger_seq:
        return None
    choice = tag(
        "select",
        tag("option", "The answer is wrong", value="wrong"),
        tag("option", "Its evidence is wrong", value="evidence"),
        data_field="what",
        aria_label="What is wrong",
    )
    comment = tag(
        "input", type="text", data_field="comment", placeholder="What is wrong? (on record)", aria_label="What is wrong", maxlength=LONGEST
    )
    expected = tag(
        "input",
        type="text",
        data_field="expected",
        placeholder="What would be right, and in which exhibit? (if you know)",
        aria_label="What would be right",
        maxlength=LONGEST,
    )
    button = tag("button", "Flag", type="button", class_="send-flag")
    told = tag("p", class_="told-flag", role="status")
    form = tag("div", choice, comment, expected, button, told, class_="flag-form")
    return tag(
        "details", tag("summary", "Flag as wrong"), form, class_="flagging", data_on=answer.ledger_seq, data_flags=f"{address}/flags"
    )


def flag_routes(session_of: Callable[[str, str], Session]) -> APIRouter:
    """The address that flags are sent to.

    Args:
        session_of: the open case of a token and a key.
    """
    router = APIRouter()

    @router.post("/flags")
    def flags(token: str, case: str, said: Flagging) -> Response:
        session = session_of(token, case)
        try:
            made = flag(session, said.on, said.what, said.comment, said.expected)
        except (CaseError, LedgerDamaged) as reason:
            return JSONResponse({"reason": str(reason)}, headers=_PRIVATE)
        return JSONResponse({"told": f"Flagged by {made.by}, record no. {made.seq}. A supervisor reviews it."}, headers=_PRIVATE)

    return router
