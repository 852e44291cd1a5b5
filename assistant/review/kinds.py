"""What the events of the record are to a reviewer."""

from assistant.ledger import LedgerEvent

ENDS = ("answer", "refused", "failed", "needs_approval", "stopped", "integrity_failure")
"""The end of a question, for now: one that waited for an approval goes on."""
PARTS = frozenset(
    {"route", "prompts", "tool_call", "counter", "indexed", "error", "approval_wanted", "biometric_begin", "biometric_end", *ENDS}
)
"""What is recorded while a question is answered."""
OWN = frozenset({"review_view", "review_verdict", "review_questions", "flag"})
"""What reviewing itself leaves: told beside what it is about, and not reviewed in turn."""
MACHINE = frozenset({"indexed", "quarantine", "results_deleted", "interrupted_write", "error", "prompts", "approval_shown"})
"""What the program does by itself."""

_LOCKS = {
    "release": "a release from quarantine",
    "caution": "a mark taken back",
    "scope": "a change of what a warrant allows",
    "hold": "a legal hold was lifted",
}
_VERDICTS = {
    "confirmed": "what was uncertain is confirmed by a person",
    "corrected": "the machine's words are corrected by a person",
    "withdrawn": "a confirmation is taken back",
    "rejected": "a suggestion of the register is rejected",
    "undone": "a decision on the register is taken back",
}


def override(event: LedgerEvent) -> str | None:
    """In what way a person puts a judgement of theirs in place of the machine's, of a rule or of an earlier person's; None for none.

    Everything that somebody decides about a lock, an authorisation or a machine's words counts; what merely adds to the case does not.
    """
    data, kind = event.data, event.event
    if kind == "approval_given" and data["decision"] == "edit":
        return "an approver changed the arguments of a call"
    if kind == "confirmation" or (kind == "register_decision" and data["verdict"] in ("rejected", "undone")):
        return _VERDICTS[data["verdict"]]
    if kind == "speaker_name":
        return "a person named a voice" if data.get("name") else "a voice's name is taken back"
    if kind == "authorisation_asked" and data["terms"]["urgent"]:
        return "an urgent use, without a decision before it"
    if kind == "authorisation_revoked":
        return "an authorisation was revoked"
    if kind in _LOCKS and _opens(event):
        return _LOCKS[kind]
    if kind == "privilege_list" and data.get("verdict") == "removed":
        return "an entry was taken off the list of privileged correspondents"
    if kind == "patrol_replan":
        return "a patrol plan was made again during the shift"
    return None


def _opens(event: LedgerEvent) -> bool:
    """Whether a decision about a lock opens it; every setting of a scope is one, for another scope may be wider."""
    return event.event == "scope" or event.data.get("verdict") in ("released", "unmarked", "lifted")


def refusal(event: LedgerEvent) -> bool:
    """Whether something was refused."""
    return event.event in ("refused", "needs_approval") or (event.event == "tool_call" and event.data.get("needs_authorisation") is True)


def words(event: LedgerEvent) -> str:
    """What somebody did, in a few words."""
    data = event.data
    about = next((str(data[name]) for name in ("exhibit", "subject", "id", "gallery", "file", "plan") if data.get(name)), "")
    return " ".join(filter(None, (event.event.replace("_", " "), str(data.get("verdict") or ""), about)))
