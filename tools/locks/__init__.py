"""Locks: what a tool, a search or an answer may not use although the case holds it.

Three kinds. *Privilege*: correspondence with lawyers, clergy and doctors lies in quarantine, opened by nobody until a custodian
releases it. *Caution*: statements taken without caution or under compulsion can be read, and nothing rests on them. *Scope*: what lies
outside a warrant's days, accounts and persons is only counted.
"""

from tools.locks.barring import Bar, Locks, guard, locks

__all__ = ["Bar", "Locks", "guard", "locks"]
