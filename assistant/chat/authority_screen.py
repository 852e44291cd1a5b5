"""The screen of authority: questions that wait for a person, authorisations, and what was done on them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import gradio as gr

from assistant import approvals, authorisation
from assistant.accounts import Right
from assistant.approvals import Decision
from assistant.authorisation import use_of
from assistant.chat.ask_screen import AskScreen
from assistant.chat.authority_view import asking_view, authorisations_view, standing_view, uses_view
from assistant.chat.desk import Desk
from assistant.chat.escape import Html, join, tag
from assistant.chat.going_on import GoingOn
from assistant.chat.mounted import mounted
from assistant.chat.viewer import failure
from assistant.chat.waiting_view import waiting_view
from assistant.ledger import LedgerDamaged
from assistant.session import Session
from tools.errors import CaseError, IntegrityError
from tools.registry import all_tools

_NO_CASE = tag("p", "Choose a case first, on the first tab.", class_="hint")
_RUNS: Mapping[str, Decision] = {"run-approve": "approve", "run-edit": "edit", "run-reject": "reject"}
_MANY = ("actions", "exhibits")
_YES = ("urgent", "each_use")
_ASKED = (
    "purpose",
    "offence",
    "missing_person",
    "legal_basis",
    "necessity",
    "recipient",
    "authorised_by",
    "number",
    "first_identification",
    "gallery",
)


class AuthorityScreen:
    """Asking for authorisations and deciding on them and on runs, by the functions that the command line uses.

    Args:
        ask: the screen where the case is chosen.
        going_on: goes on with runs that were decided on.
    """

    title = "Authority"

    def __init__(self, ask: AskScreen, going_on: GoingOn) -> None:
        self._ask = ask
        self._going_on = going_on

    def build(self, page: gr.Blocks) -> None:
        """Put the parts on the page and say what each does; the other screen must be built before."""
        with gr.Column(elem_id="authority", elem_classes="screen"):
            self.again = gr.Button("Show", size="sm", elem_id="authority-show")
            self.view = mounted("authority", elem_id="authority-view")
        quiet: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": None, "api_visibility": "private"}
        self.again.click(self._show, self._ask.desk, self.view, **quiet)
        self.view.decide(self._decide, self._ask.desk, self.view, **quiet)
        self._ask.history.authorise(self._wanted, self._ask.desk, self.view, **quiet)

    def _show(self, desk: Desk) -> dict[str, object]:
        return self._told(desk, None, {})

    def _wanted(self, desk: Desk, event: gr.EventData) -> dict[str, object]:
        """Somebody wants to ask for what a question lacks: the form has it already."""
        session = self._ask.session(desk)
        wanted: dict[str, object] = {"actions": ()}
        if session is not None:
            held = next((each for each in approvals.all_of(session) if each.id == event._data.get("approval")), None)
            found = [use_of(all_tools()[call.call.tool], call.call.args) for call in held.calls] if held is not None else []
            wanted = {
                "actions": tuple(dict.fromkeys(use.action for use in found)),
                "exhibits": tuple(dict.fromkeys(exhibit for use in found for exhibit in use.exhibits)),
                "gallery": next((use.gallery for use in found if use.gallery), None),
            }
        return self._told(desk, None, wanted)

    def _decide(self, desk: Desk, event: gr.EventData) -> dict[str, object]:
        """Somebody sent one of the forms."""
        session, said = self._ask.session(desk), event._data
        if session is None:
            return self._told(desk, None, {})
        try:
            notice = self._done(session, str(said.get("what", "")), str(said.get("id", "")), said)
        except (IntegrityError, LedgerDamaged) as error:
            notice = failure("Integrity failure", str(error))
        except CaseError as error:
            notice = failure("Not done", str(error))
        return self._told(desk, notice, {})

    def _done(self, session: Session, what: str, id_: str, said: Mapping[str, Any]) -> Html:
        """Do what a form asks for; the errors are those of the functions that do it."""
        words = {name: value for name in (*_ASKED, "reason") if (value := str(said.get(name) or "").strip())}
        reason = words.pop("reason", "")
        if what == "ask":
            asked: dict[str, Any] = dict(words)
            asked |= {name: [str(value) for value in said.get(name) or ()] for name in _MANY} | {
                name: bool(said.get(name)) for name in _YES
            }
            made = authorisation.ask(session, authorisation.terms_of(asked, str(said.get("expires", ""))))
            return _notice(f"{made.id} is asked for." + (" It may be used now, and the clock runs." if made.terms.urgent else ""))
        if what == "approve":
            authorisation.approve(session, id_, reason, words.get("authorised_by"), words.get("number"))
        elif what == "reject":
            authorisation.reject(session, id_, reason)
        elif what == "revoke":
            authorisation.revoke(session, id_, reason)
        elif what in _RUNS:
            return self._run(session, _RUNS[what], id_, reason, said.get("args"))
        return _notice(f"{id_}: done, and on record.")

    def _run(self, session: Session, decision: Decision, id_: str, reason: str, args: object) -> Html:
        """Decide on a run, and go on with it in the name of who asked."""
        asker = session.in_the_name_of(approvals.find(session, id_).asked_by)
        changed = {str(name): str(value) for name, value in args.items()} if isinstance(args, dict) and decision == "edit" else None
        decided = approvals.decide(session, asker, id_, decision, reason, changed)
        self._going_on.begin(asker, decided)
        return _notice(f"{id_} is decided; the question goes on in the name of {decided.asked_by}, who reads the answer.")

    def _told(self, desk: Desk, notice: Html | None, wanted: Mapping[str, object]) -> dict[str, object]:
        session = self._ask.session(desk)
        if session is None:
            return {"html": _NO_CASE, "asking": False}
        try:
            return {"html": join((notice, _drawn(session, wanted))), "asking": bool(wanted)}
        except (IntegrityError, LedgerDamaged) as error:
            return {"html": failure("Integrity failure", str(error)), "asking": False}
        except CaseError as error:
            return {"html": failure("Not shown", str(error)), "asking": False}


def _drawn(session: Session, wanted: Mapping[str, object]) -> Html:
    """Everything, for who may see it; runs that wait are shown to who decides from now on, by the record."""
    if not session.standing.holds(Right.APPROVE):
        session.require(Right.VIEW)
    now, held, runs = datetime.now(UTC), authorisation.all_of(session), approvals.all_of(session)
    if session.standing.holds(Right.APPROVE):
        approvals.shown(session, [each.id for each in runs if each.status(now) == "waiting"])
    return join(
        (
            waiting_view(session, runs, now),
            standing_view(session, held, now),
            asking_view(session, wanted, now),
            authorisations_view(session, held, now),
            uses_view(session),
        )
    )


def _notice(words: str) -> Html:
    return tag("p", words, class_="notice", role="status")
