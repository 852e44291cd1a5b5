"""The command line. Each command's file is imported only when it is called, so that `exhibit --help` is instant."""

import importlib
from collections.abc import Mapping

import click

# command -> (module, attribute, what `exhibit --help` says)
_COMMANDS = {
    "models": (
        "assistant.cli.models",
        "models",
        "Fetch, list and verify model weights.",
    ),
    "case": ("assistant.cli.case", "case", "Make cases."),
    "add": ("assistant.cli.case", "add", "Add files to a case as exhibits."),
    "process": (
        "assistant.cli.process",
        "process",
        "Go through all exhibits with every tool that fits.",
    ),
    "run": ("assistant.cli.run", "run", "Use one tool on a case."),
    "route": (
        "assistant.cli.route",
        "route",
        "Show which tools a question would use; runs nothing.",
    ),
    "ask": ("assistant.cli.ask", "ask", "Ask a question about a case."),
    "transcript": (
        "assistant.cli.transcript",
        "transcript",
        "Show what is said in a recording, and what of it is confirmed.",
    ),
    "confirm": (
        "assistant.cli.transcript",
        "confirm",
        "Confirm or correct an utterance of a recording.",
    ),
    "name": (
        "assistant.cli.transcript",
        "name",
        "Name a voice of a recording, on a comparison that supports it.",
    ),
    "register": (
        "assistant.cli.register",
        "register",
        "Show who and what the exhibits name, and say what is the same.",
    ),
    "timeline": (
        "assistant.cli.timeline",
        "timeline",
        "Show what the exhibits date, in the order of time.",
    ),
    "links": (
        "assistant.cli.timeline",
        "links",
        "Show who is linked to whom by which exhibit.",
    ),
    "gallery": (
        "assistant.cli.gallery",
        "gallery",
        "Make galleries of persons, and put pictures into them.",
    ),
    "verify": (
        "assistant.cli.verify",
        "verify",
        "Judge a candidate, blind to the other examiner.",
    ),
    "patrol": (
        "assistant.cli.patrol",
        "patrol",
        "Make a patrol plan again during the shift, and show its seed after it.",
    ),
    "privilege": (
        "assistant.cli.privilege",
        "privilege",
        "List whose correspondence is privileged.",
    ),
    "quarantine": (
        "assistant.cli.privilege",
        "quarantine",
        "Show what lies in quarantine, and why.",
    ),
    "release": (
        "assistant.cli.privilege",
        "release",
        "Release an exhibit from quarantine, or keep it there.",
    ),
    "mark": (
        "assistant.cli.mark",
        "mark",
        "Mark a statement that was taken without caution or under compulsion.",
    ),
    "scope": (
        "assistant.cli.scope",
        "scope",
        "Set what a warrant allows to be looked at.",
    ),
    "retention": (
        "assistant.cli.retention",
        "retention",
        "Say how long what is in a case is kept, and delete what is due.",
    ),
    "hold": ("assistant.cli.hold", "hold", "Stop deletion by a legal hold."),
    "report": ("assistant.cli.report", "report", "Report answers: draft, edit, review, release, and hand over."),
    "chat": ("assistant.cli.chat", "chat", "Open the chat in the browser."),
    "ledger": (
        "assistant.cli.ledger",
        "ledger",
        "Verify, show and export a case's record.",
    ),
    "replay": ("assistant.cli.replay", "replay_command", "Repeat a run of a tool, and say whether the same comes out."),
    "accounts": ("assistant.cli.accounts", "accounts", "Make accounts and say who may do what in which case."),
    "login": ("assistant.cli.login", "login", "Log in, on a station with accounts."),
    "logout": ("assistant.cli.login", "logout", "End your login."),
    "authorise": (
        "assistant.cli.authorise",
        "authorise",
        "Ask for authorisations, decide on them, and see what was done on them.",
    ),
    "approvals": ("assistant.cli.approve", "approvals", "Show the runs that wait for a person."),
    "approve": ("assistant.cli.approve", "approve", "Approve, edit or reject a run that waits."),
    "flag": ("assistant.cli.flag", "flag", "Flag an answer as wrong."),
    "review": ("assistant.cli.review", "review", "Review what was asked and done in a case."),
    "bench": ("assistant.cli.bench", "bench", "Measure against the bare libraries."),
    "demo": (
        "assistant.cli.demo",
        "demo",
        "Build the demo case and ask it five questions.",
    ),
}


class _Lazy(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, attribute, _ = _COMMANDS[name]
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, _, said) in _COMMANDS.items()])


@click.group(cls=_Lazy)
@click.version_option(package_name="exhibit")
def exhibit() -> None:
    """Exhibit: an investigative assistant that runs on this machine. Every sentence of an answer cites the exact place in an
    exhibit that supports it, and a program has checked it."""


def commands() -> Mapping[str, str]:
    """The commands with what each is for."""
    return {name: said for name, (_, _, said) in _COMMANDS.items()}
