"""Retention on record: rules and holds, what is due, and carrying out exactly what a dry run has shown."""

from assistant.retention.applying import DRY_RUN, carry_out, dry_run, due
from assistant.retention.remains import Remains, remains
from assistant.retention.setting import clear_rule, lift_hold, set_hold, set_rule

__all__ = [
    "DRY_RUN",
    "Remains",
    "carry_out",
    "clear_rule",
    "dry_run",
    "due",
    "lift_hold",
    "remains",
    "set_hold",
    "set_rule",
]
