"""The document of each command, by name: a public interface under test."""

from pydantic import BaseModel

from assistant.answer import Answer
from assistant.authority_documents import (
    AccountsDocument,
    ApprovalsDocument,
    ApproveDocument,
    AuthorisationsDocument,
    LoginDocument,
    SecondFactorDocument,
    UsesDocument,
)
from assistant.documents import (
    AddDocument,
    BenchDocument,
    CardsDocument,
    CaseDocument,
    CaseShowDocument,
    ErrorDocument,
    GlossaryDocument,
    LedgerDocument,
    LedgerShowDocument,
    ModelsDocument,
    ProcessDocument,
    RouteDocument,
    RunDocument,
)
from assistant.gallery_documents import GalleriesDocument, GalleryDocument, GalleryRemoveDocument, GalleryShowDocument
from assistant.lead_documents import VerifyDocument, VerifyListDocument
from assistant.link_documents import LinksDocument, TimelineDocument
from assistant.lock_documents import MarkDocument, PrivilegeDocument, QuarantineDocument, ReleaseDocument, ScopeDocument
from assistant.patrol_documents import PatrolListDocument, PatrolPublishDocument, PatrolReplanDocument, PatrolRevealDocument
from assistant.register_documents import DecidedDocument, DecisionsDocument, RegisterDocument, SuggestionsDocument
from assistant.replay_documents import ReplayDocument
from assistant.report_documents import DefenceDocument, ReportDocument, ReportFileDocument
from assistant.retention_documents import HoldsDocument, RetentionDueDocument, RetentionGoneDocument, RetentionRulesDocument
from assistant.review_documents import (
    FlagDocument,
    ReviewCompareDocument,
    ReviewQuestionsDocument,
    ReviewQueueDocument,
    ReviewShowDocument,
    ReviewStatisticsDocument,
    ReviewVerdictDocument,
)
from assistant.transcript_documents import ConfirmDocument, NameDocument, TranscriptDocument

DOCUMENTS: dict[str, type[BaseModel]] = {
    "models": ModelsDocument,
    "models-cards": CardsDocument,
    "case": CaseDocument,
    "case-show": CaseShowDocument,
    "glossary": GlossaryDocument,
    "add": AddDocument,
    "process": ProcessDocument,
    "run": RunDocument,
    "replay": ReplayDocument,
    "route": RouteDocument,
    "ask": Answer,
    "transcript": TranscriptDocument,
    "confirm": ConfirmDocument,
    "patrol-list": PatrolListDocument,
    "patrol-replan": PatrolReplanDocument,
    "patrol-reveal": PatrolRevealDocument,
    "patrol-publish": PatrolPublishDocument,
    "name": NameDocument,
    "register": RegisterDocument,
    "register-suggestions": SuggestionsDocument,
    "register-decided": DecidedDocument,
    "register-decisions": DecisionsDocument,
    "timeline": TimelineDocument,
    "links": LinksDocument,
    "gallery": GalleryDocument,
    "gallery-list": GalleriesDocument,
    "gallery-show": GalleryShowDocument,
    "gallery-remove": GalleryRemoveDocument,
    "verify": VerifyDocument,
    "verify-list": VerifyListDocument,
    "accounts": AccountsDocument,
    "accounts-totp": SecondFactorDocument,
    "login": LoginDocument,
    "authorise": AuthorisationsDocument,
    "authorise-uses": UsesDocument,
    "approvals": ApprovalsDocument,
    "approve": ApproveDocument,
    "privilege": PrivilegeDocument,
    "quarantine": QuarantineDocument,
    "release": ReleaseDocument,
    "mark": MarkDocument,
    "scope": ScopeDocument,
    "retention-rules": RetentionRulesDocument,
    "retention-due": RetentionDueDocument,
    "retention-gone": RetentionGoneDocument,
    "hold": HoldsDocument,
    "flag": FlagDocument,
    "review-queue": ReviewQueueDocument,
    "review-show": ReviewShowDocument,
    "review-verdict": ReviewVerdictDocument,
    "review-statistics": ReviewStatisticsDocument,
    "review-questions": ReviewQuestionsDocument,
    "review-compare": ReviewCompareDocument,
    "report": ReportDocument,
    "report-file": ReportFileDocument,
    "report-defence": DefenceDocument,
    "ledger": LedgerDocument,
    "ledger-show": LedgerShowDocument,
    "bench": BenchDocument,
    "error": ErrorDocument,
}
"""The document of each command."""
