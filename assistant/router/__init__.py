"""From a question and a case's register to tool calls, or to a reason why none is made.

Only the officer's words and the register decide: nothing that an exhibit says reaches this package.
"""

from assistant.router.route import Route, RoutedCall
from assistant.router.router import Router

__all__ = ["Route", "RoutedCall", "Router"]
