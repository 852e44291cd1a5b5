"""The addresses of a report's files: each download is an export, allowed or refused and on record."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Response

from assistant import report
from assistant.chat.served import opened
from assistant.ledger import LedgerDamaged
from assistant.session import Session

ReportId = Annotated[str, Path(pattern=r"^RP-[0-9]{4,9}$")]
Ending = Annotated[str, Path(pattern=r"^(pdf|html)$")]
_KINDS = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}


def report_routes(session_of: Callable[[str, str], Session]) -> APIRouter:
    """The routes.

    Args:
        session_of: the open case of a token and a key; 404 when there is none.
    """
    router = APIRouter(prefix="/report")

    @router.get("/{id_}.{ending}")
    def file(token: str, case: str, id_: ReportId, ending: Ending) -> Response:
        session = session_of(token, case)
        name = f"{id_}.{ending}"
        try:
            content = opened(lambda: report.hand_out(session, report.find(session, id_), name))
        except LedgerDamaged as error:
            raise HTTPException(409, str(error)) from error
        headers = {"Cache-Control": "no-store", "Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type=_KINDS[ending], headers=headers)

    return router
