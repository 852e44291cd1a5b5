"""A question that wants something shown, turned into one that asks whether it is so: what is looked for must not depend on what the
officer hopes to find."""

import re
from functools import cache
from typing import Any

import models

_SHOW = "show|prove|demonstrate|confirm|establish|verify|find|give|get|list|collect|disprove|refute|argue|need|want"
_LEAD = re.compile(
    rf"""^\W*(?:please\s+)?(?:can\s+you\s+|could\s+you\s+|i\s+|we\s+)?(?:{_SHOW}|look\s+for|rule\s+out)(?:\s+(?:me|us))?
    (?:\s+(?:some|any|the|all(?:\s+the)?))?
    (?:\s+(?:evidence|proof|material|statements?|sentences?|passages?|exhibits?|facts?|everything)
       \s+(?:which|that|to|for)\s+(?:shows?|proves?|confirms?|supports?|suggests?|the\s+claim|the\s+fact)
      |\s+(?:evidence|proof|reasons?|everything))?
    \s+that\s+(?P<clause>.+?)[\s.!?]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_TRUE = re.compile(
    r"^\W*(?:is\s+it|isn['’]t\s+it|it\s+is|surely)\s*(?:not\s+)?(?:true|right|correct|clear|obvious|a\s+fact)?"
    r"\s+that\s+(?P<clause>.+?)[\s.!?]*$",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"^(?P<clause>.+?),\s*(?:did|was|is|has|had|were|could|does)(?:n['’]t|\s+not)?\s+(?:he|she|they|it)(?:\s+not)?\s*\?+\s*$",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"^\W*(?P<verb>did|was|is|has|had|were|could|does|do|are|have)(?:n['’]t|\s+not)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OPPOSITES = {"nothing": "anything", "no": "any", "none": "any", "nobody": "anybody", "nowhere": "anywhere"}


def neutral(question: str) -> str:
    """A question without what the officer hopes for: "show that Brooks was not there" and "show that Brooks was there" both become "Was
    Brooks there?". Any other question stays as it is, in other languages too.
    """
    for leading in (_LEAD, _TRUE, _TAG):
        if (found := leading.match(question)) is not None:
            return _asked(found["clause"]) or question
    if (found := _NEGATIVE.match(question)) is not None:
        return f"{found['verb'].capitalize()} {found['rest']}"
    return question


def _asked(clause: str) -> str | None:
    """Whether a statement is so, as a question: its verb first, without a denial; None where it states nothing of anybody."""
    words = [token for token in _parser()(clause) if token.text.casefold() not in _NEGATIONS]
    verb = next((token for token in words if token.dep_ == "ROOT"), None)
    if verb is None or not any(token.head == verb and token.dep_ in _SUBJECTS for token in words):
        return None
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
