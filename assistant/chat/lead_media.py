"""The addresses of candidates: their pictures, and the verdicts on them."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse

from assistant.accounts import Right
from assistant.chat.judging import GivenVerdict, judging
from assistant.chat.likeness import Gallery
from assistant.chat.material import Material
from assistant.chat.portraits import Portrait
from assistant.chat.served import opened
from assistant.ledger import LedgerDamaged
from assistant.session import Session
from tools.errors import CaseError, IntegrityError
from tools.evidence import Candidate
from tools.verification import lead

EvidenceId = Annotated[str, Path(pattern=r"^ev-[0-9a-f]{12}$")]
_PRIVATE = {"Cache-Control": "no-store"}
_LOOKING = (Right.VIEW, Right.JUDGE)
_BETWEEN_EYES = "X-Between-Eyes"
"""Header with the pixels between the eyes in the picture that a portrait was taken from."""


def lead_routes(session_of: Callable[..., Session], material: Material, gallery: Gallery) -> APIRouter:
    """The routes.

    Args:
        session_of: the open case of a token and a key, for who holds one of some rights; 404 when there is none.
        material: opens exhibits.
        gallery: gives enrolled pictures.
    """
    router = APIRouter(prefix="/lead/{evidence}")

    @router.get("/face.jpg")
    def face(token: str, case: str, evidence: EvidenceId) -> Response:
        def shown() -> bytes:
            session = session_of(token, case, *_LOOKING)
            found = lead(session.case, evidence).candidate
            return material.cut(session.case.look_up(found.citations[0].exhibit), found.time, found.probe_box)

        return Response(opened(shown), media_type="image/jpeg", headers=_PRIVATE)

    @router.get("/probe.jpg")
    def probe(token: str, case: str, evidence: EvidenceId) -> Response:
        def shown() -> Portrait:
            session = session_of(token, case, *_LOOKING)
            found = lead(session.case, evidence).candidate
            return material.probe(session.case.look_up(found.citations[0].exhibit), found.probe_box, found.time)

        return _portrait(opened(shown))

    @router.get("/enrolled.jpg")
    def enrolled(token: str, case: str, evidence: EvidenceId) -> Response:
        def shown() -> Portrait:
            session = session_of(token, case, *_LOOKING)
            return material.enrolled(gallery(session, lead(session.case, evidence).candidate))

        return _portrait(opened(shown))

    @router.post("/verdict")
    def verdict(token: str, case: str, evidence: EvidenceId, given: GivenVerdict) -> Response:
        session = session_of(token, case, *_LOOKING)
        try:
            found: Candidate = lead(session.case, evidence).candidate
            material.verified.check(session.case.look_up(found.citations[0].exhibit))
            told = judging(session, evidence, given)
        except IntegrityError as error:
            session.record("integrity_failure", {"evidence": evidence, "error": str(error)})
            return JSONResponse({"reason": str(error)}, 409, headers=_PRIVATE)
        except (CaseError, LedgerDamaged) as reason:
            return JSONResponse({"reason": str(reason)}, headers=_PRIVATE)
        return JSONResponse(told.model_dump(), headers=_PRIVATE)

    return router


def _portrait(found: Portrait) -> Response:
    return Response(found.jpeg, media_type="image/jpeg", headers=_PRIVATE | {_BETWEEN_EYES: f"{found.between_eyes:.1f}"})
