"""Whether a run can be repeated as things stand, and if not, what has changed since."""

from collections.abc import Iterator
from importlib import metadata

from assistant.ledger import LedgerEvent
from assistant.ledger.verify import events
from assistant.manifests import Manifest, Run, goes_through, inputs_of, numbered, whole_case
from assistant.manifests.machine import machine
from assistant.session import Session
from tools.case import Case
from tools.errors import CaseError, IntegrityError
from tools.registry import Tool, all_tools

_CALL = "tool_call"


def run_of_event(session: Session, seq: int) -> Run:
    """The run that an event of the record tells of.

    Raises:
        CaseError: there is no such event, or it is no call that was done and has a run.
        IntegrityError: the manifest is not what the record says.
    """
    event = next((event for event in _calls(session) if event.seq == seq), None)
    if event is None or event.data.get("run") is None:
        raise CaseError(f"Event {seq} of the record is no tool call that was done and has a manifest. `exhibit ledger show` lists them.")
    run = numbered(session.case, event.data["run"])
    _holds(run, event)
    return run


def recorded(session: Session, run: Run) -> LedgerEvent:
    """The first event that tells of a run.

    Raises:
        IntegrityError: there is none, or the manifest is not what the record says.
    """
    event = next((event for event in _calls(session) if event.data.get("run") == run.number), None)
    if event is None:
        raise IntegrityError(f"The record has no call with run {run.number}: its manifest was put there by something else.")
    _holds(run, event)
    return event


def changed(case: Case, manifest: Manifest) -> list[str]:
    """What a run hung on and is not the same any more, each in words; nothing where it can be repeated."""
    tool = all_tools().get(manifest.tool)
    if tool is None:
        return [f"this version of the program has no tool {manifest.tool}"]
    found = list(_of_program(tool, manifest))
    return found or list(_of_case(case, tool, manifest))


def notes(manifest: Manifest) -> list[str]:
    """What may let numbers differ though the run can be repeated: other libraries, another machine."""
    found = []
    for name, version in manifest.libraries.items():
        try:
            now = metadata.version(name)
        except metadata.PackageNotFoundError:
            now = "not installed"
        if now != version:
            found.append(f"{name} was {version} and is {now}")
    here = machine(manifest.machine.threads)
    for name in ("processor", "architecture", "system", "python"):
        was, now = getattr(manifest.machine, name), getattr(here, name)
        if was != now:
            found.append(f"{name} was {was} and is {now}")
    return found


def _of_program(tool: Tool, manifest: Manifest) -> Iterator[str]:
    if tool.version != manifest.version:
        yield f"the code of {tool.name} was {manifest.version} and is {tool.version}"
    present = tool.weights_digests()
    for task in dict.fromkeys([*manifest.weights, *present]):
        was, now = manifest.weights.get(task, "none"), present.get(task, "none")
        if was != now:
            yield f"the weights for {task} were {was[:12]} and are {now[:12]}"


def _of_case(case: Case, tool: Tool, manifest: Manifest) -> Iterator[str]:
    try:
        now = inputs_of(case, tool, tool.checked(case, manifest.args))
    except CaseError as error:
        yield str(error)
        return
    for what, was, is_now in (
        ("the bytes of", manifest.inputs.exhibits, now.exhibits),
        ("the text of", manifest.inputs.readings, now.readings),
        ("the gallery", manifest.inputs.galleries, now.galleries),
        ("the case's", manifest.inputs.settings, now.settings),
    ):
        for name in dict.fromkeys([*was, *is_now]):
            if was.get(name) != is_now.get(name):
                yield f"{what} {name} {'are' if what == 'the bytes of' else 'is'} not what it was"
    if goes_through(tool) and whole_case(case) != manifest.inputs.case:
        yield f"the texts of the case are not what they were{_since(case, manifest.started)}"


def _since(case: Case, then: str) -> str:
    """The exhibits whose text has come or changed since a time."""
    rows = case.database.connection.execute(
        "SELECT DISTINCT exhibit FROM (SELECT exhibit FROM runs WHERE finished_at > ?1 AND exhibit IS NOT NULL"
        " UNION SELECT exhibit FROM confirmations WHERE at > ?1 UNION SELECT subject FROM locks WHERE at > ?1) ORDER BY 1",
        (then,),
    ).fetchall()
    return f": {', '.join(row[0] for row in rows)}" if rows else ""


def _calls(session: Session) -> Iterator[LedgerEvent]:
    return (event for event in events(session.case.folder) if event.event == _CALL)


def _holds(run: Run, event: LedgerEvent) -> None:
    if event.data.get("manifest") != run.manifest.digest:
        raise IntegrityError(f"The manifest of run {run.number} is not the one that the record names: it was changed after the run.")
