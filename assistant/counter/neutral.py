"""A question that wants something shown, turned into one that asks whether it is so: what is looked for must not depend on what the
officer hopes to find."""

import re
from functools import cache
from typing import Any

import models

_LEAD = re.compile(
    r"""^\W*(?:please\s+)?(?:can\s+you\s+|could\s+you\s+|i\s+(?:want|need)\s+(?:you\s+)?(?:to\s+)?)?
    (?:show|prove|demonstrate|confirm|establish|verify|find|give\s+me|get\s+me|list|collect|look\s+for|disprove|refute|rule\s+out|argue)
    (?:\s+(?:me|us))?
    (?:\s+(?:some|any|the|all|all\s+the))?
    (?:\s+(?:evidence|proof|material|statements?|sentences?|passages?|exhibits?|facts?|reasons?|everything))?
    (?:\s+(?:which|that|to|for))?(?:\s+(?:shows?|proves?|confirms?|supports?|suggests?|show|prove|the\s+claim|the\s+fact))?
    \s+(?:that|how|why)\s+(?P<clause>.+?)[\s.!?]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_TRUE = re.compile(r"^\W*(?:is\s+it|isn['’]t\s+it|it\s+is|surely)\s*(?:not\s+)?(?:true|right|correct|clear|obvious|a\s+fact)?\s+that\s+(?P<clause>.+?)[\s.!?]*$", re.I)
_TAG = re.compile(r"^(?P<clause>.+?),\s*(?:did|was|is|has|had|were|could|does)(?:n['’]t|\s+not)?\s+(?:he|she|they|it)(?:\s+not)?\s*\?+\s*$", re.I)
_NEGATIVE = re.compile(r"^\W*(?P<verb>did|was|is|has|had|were|could|does|do|are|have)(?:n['’]t|\s+not)\s+(?P<rest>.+)$", re.I)
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_OPPOSITES = {"nothing": "anything", "no": "any", "none": "any", "nobody": "anybody", "nowhere": "anywhere"}


def neutral(question: str) -> str:
    """A question without what the officer hopes for: "show that Brooks was not there" and "show that Brooks was there" both become "Was
    Brooks there?". Any other question stays as it is, in other languages too.
    """
    for leading in (_LEAD, _TRUE, _TAG):
        if (found := leading.match(question)) is not None:
            return _asked(found["clause"])
    if (found := _NEGATIVE.match(question)) is not None:
        return f"{found['verb'].capitalize()} {found['rest']}"
    return question


def _asked(clause: str) -> str:
    """Whether a statement is so, as a question: its verb first, without a denial."""
    words = [token for token in _parser()(clause) if token.text.casefold() not in _NEGATIONS]
    verb = next((token for token in words if token.dep_ == "ROOT"), None)
    if verb is None:
        return f"Is it so that {clause}?"
    helping = next((token for token in words if token.head == verb and token.dep_ in ("aux", "auxpass") and token.i < verb.i), None)
    copula = verb.lemma_ == "be" and helping is None
    first = verb if copula else helping
    said = [_plain(token) for token in words if token is not first]
    if first is None or first.lemma_ == "do":
        said = [token.lemma_ if token is verb else _plain(token) for token in words if token is not first]
        front = "Did"
    else:
        front = first.text
    front = {"'s": "is", "’s": "is", "ca": "can", "wo": "will", "'ve": "have", "'d": "had"}.get(front.casefold(), front)
    text = " ".join(said)
    return f"{front.capitalize()} {_joined(text)}?"


def _plain(token: Any) -> str:
    """A word of the clause; one that denies becomes the one that asks."""
    return _OPPOSITES.get(token.text, str(token.text))


def _joined(text: str) -> str:
    """Words with their signs and endings where they belong."""
    return re.sub(r"\s+(['’]s\b|[,.;:!?%)])", r"\1", re.sub(r"([(£$€])\s+", r"\1", text)).strip(" .,;")


@cache
def _parser() -> Any:
    import spacy

    return spacy.load(models.path("named-entities"), exclude=["ner", "senter"])
