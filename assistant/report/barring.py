"""What a report may not show although an answer once did: privileged, taken without caution, outside a warrant."""

from assistant.answer import Sentence
from tools.evidence import Citation
from tools.locks import Locks


def barred(standing: Locks, citation: Citation) -> str | None:
    """Why a place may not be shown as the locks stand now; None where it may."""
    bar = standing.bars().get(citation.exhibit)
    if bar is None:
        return None
    if bar.whole:
        return f"{citation.exhibit}: {bar.reason}"
    limit = standing.limits.get(citation.exhibit)
    if limit is not None and not limit.holds(standing.exhibits[citation.exhibit], citation.place):
        return f"{citation.exhibit}: {bar.reason}"
    return None


def withheld(standing: Locks, sentence: Sentence) -> str | None:
    """Why a sentence may not be shown; None where all of its places may."""
    return next((reason for citation in sentence.citations if (reason := barred(standing, citation)) is not None), None)
