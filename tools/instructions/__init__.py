"""Text in exhibits that reads like an instruction to this program.

Such text is data like any other: nothing here obeys it, and nothing removes it. It is flagged, so that the officer sees that somebody
has tried, and it is kept from the language model and out of the order in which a search finds things, so that an answer is the same
with and without it. Rules cannot find every wording; what holds without them is that tools are chosen from the officer's words alone
and that each sentence of an answer has to stand in what it cites.
"""

from tools.instructions.apart import rest_of, set_apart
from tools.instructions.finding import Flag, flag, flags_in
from tools.instructions.naming import harmless_title

__all__ = ["Flag", "flag", "flags_in", "harmless_title", "rest_of", "set_apart"]
