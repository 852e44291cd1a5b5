"""The addresses under which the page gets pictures and sound, and sends files. Nothing of a case can be reached otherwise."""

import secrets
from collections.abc import Callable
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Header, HTTPException, Path, Query, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse
from pydantic import BaseModel

from assistant.accounts import NotAllowed, Right
from assistant.authorisation import NeedsAuthorisation
from assistant.chat.adding import Adding
from assistant.chat.cases import Cases
from assistant.chat.confirming import Said, confirming
from assistant.chat.flagging import flag_routes
from assistant.chat.going_on import News
from assistant.chat.lead_media import lead_routes
from assistant.chat.likeness import Gallery
from assistant.chat.looks import Looks
from assistant.chat.material import Material
from assistant.chat.names_view import Naming, naming
from assistant.chat.people import PRESENT
from assistant.chat.plan_files import PLAN_FILES
from assistant.chat.report_files import report_routes
from assistant.chat.served import opened
from assistant.chat.transcript_view import leaf_lines
from assistant.drawing.pages import page_count
from assistant.ledger import LedgerDamaged
from assistant.publishing import KINDS, publish
from assistant.session import Session
from assistant.viewing import PurposeMissing
from tools.case import Exhibit
from tools.errors import CaseError, IntegrityError, NoSuchExhibit, Rejected
from tools.locks import locks

_RECORDINGS = ("audio", "video")
_PICTURES = ("image", "document")
_PRIVATE = {"Cache-Control": "no-store"}

ExhibitId = Annotated[str, Path(pattern=r"^EX-[0-9]{4,9}$")]
ToolName = Annotated[str, Path(pattern=r"^[a-z_]{1,60}$")]
Key = Annotated[str, Path(pattern=r"^[0-9a-f]{8,64}$")]
PictureName = Annotated[str, Path(pattern=r"^[a-z_]{1,60}$")]
PlanFile = Annotated[str, Path(pattern=r"^(map\.html|run_sheet\.html|plan\.gpx|plan\.geojson)$")]
Second = Annotated[float, Query(ge=0, le=1_000_000)]
LeafNumber = Annotated[int, Path(ge=0, le=1_000_000)]
PageNumber = Annotated[int, Path(ge=1, le=1_000_000)]


class Addresses:
    """Where the page finds what belongs to one case: below a word that is new in every run of the program."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(24)

    def of(self, case: str, exhibit: Exhibit | None = None) -> str:
        """The beginning of the addresses of a case, or of one of its exhibits."""
        return f"/material/{self.token}/{case}" + (f"/{exhibit.id}" if exhibit else "")

    def of_lead(self, case: str, evidence: str) -> str:
        """The beginning of the addresses of a candidate."""
        return f"{self.of(case)}/lead/{evidence}"


def routes(
    cases: Cases, material: Material, addresses: Addresses, adding: Adding, gallery: Gallery, looks: Looks | None = None
) -> APIRouter:
    """The routes; `gallery` gives the enrolled pictures of candidates, and `looks` puts every look on record."""
    router = APIRouter(prefix="/material/{token}/{case}")
    looks, news = looks or Looks(), News()

    def session_of(token: str, case: str, *rights: Right, used: bool = True) -> Session:
        """The open case, for who holds one of some rights in it."""
        session = cases.opened(case, PRESENT.get(), used=used) if secrets.compare_digest(token.encode(), addresses.token.encode()) else None
        if session is None or (rights and not any(map(session.standing.holds, rights))):
            raise HTTPException(404)
        return session

    def exhibit_of(token: str, case: str, exhibit: str, media: tuple[str, ...]) -> Exhibit:
        session = session_of(token, case, Right.VIEW)
        try:
            found = session.case.look_up(exhibit)
        except NoSuchExhibit:
            raise HTTPException(404) from None
        if found.media not in media or locks(session.case).unopened(found.id) is not None:
            raise HTTPException(404)
        try:
            looks.fetched(session, found)
        except PurposeMissing as reason:
            raise HTTPException(403, str(reason)) from None
        except LedgerDamaged as error:
            raise HTTPException(409, str(error)) from error
        return found

    @router.get("/waiting")
    def waiting(token: str, case: str) -> Response:
        try:
            return PlainTextResponse(news.of(session_of(token, case, used=False)), headers=_PRIVATE)
        except LedgerDamaged as error:
            raise HTTPException(409, str(error)) from error

    @router.get("/{exhibit}/page/{number}.jpg")
    def page(token: str, case: str, exhibit: ExhibitId, number: PageNumber) -> Response:
        found = exhibit_of(token, case, exhibit, _PICTURES)
        if number > page_count(found):
            raise HTTPException(404)
        return Response(opened(material.page, found, number).jpeg, media_type="image/jpeg", headers=_PRIVATE)

    @router.get("/{exhibit}/waveform.png")
    def waveform(token: str, case: str, exhibit: ExhibitId) -> Response:
        found = exhibit_of(token, case, exhibit, _RECORDINGS)
        return Response(opened(material.waveform, found).png, media_type="image/png", headers=_PRIVATE)

    @router.get("/{exhibit}/sound.wav")
    def sound(token: str, case: str, exhibit: ExhibitId) -> Response:
        found = exhibit_of(token, case, exhibit, _RECORDINGS)
        return FileResponse(opened(material.listening_copy, found), media_type="audio/wav", headers=_PRIVATE)

    @router.get("/{exhibit}/recording")
    def recording(token: str, case: str, exhibit: ExhibitId) -> Response:
        found = exhibit_of(token, case, exhibit, _RECORDINGS)
        opened(material.verified.check, found)
        kind = found.mime if found.mime.startswith(("audio/", "video/")) else "application/octet-stream"
        return FileResponse(found.path, media_type=kind, headers=_PRIVATE)

    @router.get("/{exhibit}/frame.jpg")
    def frame(token: str, case: str, exhibit: ExhibitId, t: Second) -> Response:
        found = exhibit_of(token, case, exhibit, ("video",))
        return Response(opened(material.frame, found, t), media_type="image/jpeg", headers=_PRIVATE)

    @router.get("/derived/{tool}/{key}/{name}.png")
    def drawn(token: str, case: str, tool: ToolName, key: Key, name: PictureName) -> Response:
        place = session_of(token, case, Right.VIEW).case.folder / "derived" / tool / key / f"{name}.png"
        if not place.is_file():
            raise HTTPException(404)
        return FileResponse(place, media_type="image/png", headers=_PRIVATE)

    @router.get("/derived/plan_patrol/{key}/{name}")
    def plan_file(token: str, case: str, key: Key, name: PlanFile) -> Response:
        session = session_of(token, case, Right.VIEW)
        place = session.case.folder / "derived" / "plan_patrol" / key / name
        if not place.is_file():
            raise HTTPException(404)
        if name in KINDS:
            try:
                publish(session, [place])
            except (NotAllowed, NeedsAuthorisation) as reason:
                raise HTTPException(403, str(reason)) from None
        kind, rules = PLAN_FILES[name]
        headers = _PRIVATE | ({"Content-Security-Policy": rules} if rules else {"Content-Disposition": f'attachment; filename="{name}"'})
        return FileResponse(place, media_type=kind, headers=headers)

    @router.get("/{exhibit}/transcript/{leaf}")
    def leaf(token: str, case: str, exhibit: ExhibitId, leaf: LeafNumber) -> Response:
        found = exhibit_of(token, case, exhibit, _RECORDINGS)
        opened(material.verified.check, found)
        said = opened(material.transcripts.of, session_of(token, case).case, found.id)
        lines = None if said is None else leaf_lines(said, leaf)
        if lines is None:
            raise HTTPException(404)
        return HTMLResponse(lines, headers=_PRIVATE)

    @router.post("/{exhibit}/confirmations")
    def confirm(token: str, case: str, exhibit: ExhibitId, said: Said) -> Response:
        return told_of(token, case, exhibit, lambda session, found: confirming(session, found, said, material.transcripts))

    @router.post("/{exhibit}/names")
    def name(token: str, case: str, exhibit: ExhibitId, said: Naming) -> Response:
        def done(session: Session, found: Exhibit) -> BaseModel:
            return naming(session, found, said, material.transcripts, addresses.of(case, found))

        return told_of(token, case, exhibit, done)

    def told_of(token: str, case: str, exhibit: str, done: Callable[[Session, Exhibit], BaseModel]) -> Response:
        """What the page gets when a person has said something of a recording, or the reason why it was not done."""
        session = session_of(token, case)
        found = exhibit_of(token, case, exhibit, _RECORDINGS)
        opened(material.verified.check, found)
        try:
            told = done(session, found)
        except IntegrityError as error:
            session.record("integrity_failure", {"exhibit": found.id, "error": str(error)})
            return JSONResponse({"reason": str(error)}, 409, headers=_PRIVATE)
        except (CaseError, LedgerDamaged) as reason:
            return JSONResponse({"reason": str(reason)}, headers=_PRIVATE)
        return JSONResponse(told.model_dump(), headers=_PRIVATE)

    @router.post("/files")
    async def add(
        request: Request,
        token: str,
        case: str,
        x_file_name: Annotated[str, Header(max_length=3000)],
        x_source: Annotated[str, Header(max_length=3000)] = "",
        x_kind: Annotated[str, Header(max_length=3000)] = "",
    ) -> Response:
        session = session_of(token, case)
        if not session.standing.holds(Right.ADD):
            raise HTTPException(403)
        name, source, kind = (unquote(said) for said in (x_file_name, x_source, x_kind))
        try:
            added = await adding.take(session, request.stream(), name, source, kind)
        except Rejected as reason:
            return JSONResponse({"reason": str(reason)}, headers=_PRIVATE)
        return JSONResponse({"exhibit": added.id}, headers=_PRIVATE)

    router.include_router(lead_routes(session_of, material, gallery))
    router.include_router(flag_routes(session_of))
    router.include_router(report_routes(session_of))
    return router
