"""Whether a sentence may clear somebody, by the words with which people deny, place somebody elsewhere, doubt, or name another one.

A rule, not a model: what it goes by can be read here, and how often it is right is measured on sentences of which a half was not
looked at when it was written (`tests/data/counter/sentences.jsonl`).
"""

import re
from typing import Literal

Kind = Literal["denial", "alibi", "doubt", "other"]
"""Said not to be so; was elsewhere; not certain or not matching; it was somebody or something else."""

_NOT = r"(?:not|n['’]t|never)"
_DEEDS = (
    "(?:"
    + "|".join(
        """
        take taken steal stolen touch touched kill killed hit attack attacked set cut break broken enter entered go gone been drive driven
        see seen meet met buy bought sell sold send sent write written sign signed call called threaten threatened own owned use used do
        done have had know known push pushed hold held fire fired leave left visit visited receive received harm hurt
        """.split()
    )
    + ")"
)
_WHILE_THERE = (
    r"(?:was|were|been|is|stayed|remained|spent|slept|worked|sat|played|watched|ate|dined|drank)\b[^.]*\b"
    r"(?:at home|in bed|asleep|at work|at the office|with (?:me|us|him|her|them|my|his)|abroad|in hospital|at the hospital|elsewhere"
    r"|somewhere else|on shift|on duty|on a flight|in custody|in (?:a |his |the )?cell|in prison"
    r"|at (?:his|her|their|my) (?:\w+['’]s|mother|sister|brother|parents|father|friend)(?:['’]s)?)"
)
_ALL_THE_TIME = (
    r"(?:was|were|been)\b[^.]*\b"
    r"(?:from \d|until (?:\d|long|after|the|six|seven|eight|nine|ten|eleven|twelve|one|two|three|four|five|midnight|morning)"
    r"|(?:all|the whole|all that) (?:night|evening|day|weekend|time))"
)
_TRACE = (
    r"(?:fingerprints?|prints?|dna|trace|handwriting|voice|car|plate|face|number)\b[^.]*\b(?:not|no|n['’]t)\b[^.]*\b"
    r"(?:match\w*|found|fit|his|hers|seen|agree)"
)
_LENT = (
    r"(?:was|were|been) (?:\w+ )?(?:lent|borrowed|hired out|rented|stolen|driven|used|approved|signed|sold)\b[^.]*\b"
    r"(?:to|by|that week|at that time)"
)
_DENIAL = (
    r"\b(?:den(?:y|ies|ied|ying)|disputes?|disputed|contests?|contested)\b",
    r"\breject(?:s|ed)?\b[^.]*\b(?:accusation|claim|charge|allegation|suspicion)s?\b",
    r"\b(?:know|knows|knew|known) nothing\b",
    r"\b(?:nothing to do with|no part in|not involved|not guilty|innocen(?:t|ce)|falsely accused|no idea)\b",
    r"\b(?:was|is)(?:n['’]t| not) (?:me|him|her|us|them)\b",
    rf"\b(?:I|we)(?: \w+)? ?{_NOT} (?:\w+ )?{_DEEDS}\b",
    rf"\b(?:said|says|say|stated|states|insist\w*|maintain\w*|claim\w*|swore|swears|told)\b[^.]*(?:{_NOT}) (?:\w+ )?{_DEEDS}\b",
    r"\binsist\w* that (?:he|she|they|I) only\b",
)
_ALIBI = (
    r"\balibi\b",
    rf"\b{_WHILE_THERE}\b",
    rf"\b{_ALL_THE_TIME}\b",
    r"\b(?:slept|stayed|was|were) (?:on|at|in) (?:our|my)\b",
    r"\b(?:we|I) (?:\w+ ){1,4}with \w+[^.]*\b(?:from|until|all)\b",
    r"\b(?:could|can)(?:not|n['’]t| not) (?:possibly )?have been\b",
)
_DOUBT = (
    r"\b(?:did|do|does|could|can|would)(?: ?not|n['’]t) (?:see|recogni[sz]e|identify|make out|swear|tell who|remember)\b",
    r"\b(?:did|do|does|could|can|would)(?: ?not|n['’]t) say (?:that|who|for)\b",
    r"\b(?:not|n['’]t) (?:\w+ )?(?:sure|certain|positive)\b|\bcannot (?:swear|say)\b",
    r"\bunsure\b|\btoo (?:dark|far|fast)\b",
    rf"\b{_TRACE}\b",
    r"\bno (?:\w+ )?(?:trace|fingerprints?|prints?|dna|evidence|proof|match|picture|record)\b",
    r"\bnothing (?:\w+ )?(?:connects|links|points)\b",
    r"\b(?:confused|mistook|mistaken|mixed up|misheard)\b",
    r"\b(?:taller|shorter|older|younger|heavier|thinner) than\b",
    r"\bdoes(?: not|n['’]t) (?:match|fit|know how|own|drive)\b",
    r"\b(?:had|has|have|owns?) no (?:\w+ )?(?:key|car|petrol|van|access|motive|reason)\b",
)
_OTHER = (
    r"\b(?:someone|somebody) else\b|\b(?:another|a different|some other) (?:man|woman|person|one|driver|suspect|car|van|vehicle)\b",
    r"\b(?:confess\w*|admitt?(?:s|ed)? (?:that )?(?:he|she|it|to|having))\b",
    r"\bnot (?:by )?(?:him|her|me|them|[A-Z]\w+)\b(?=[,.;]|$)",
    rf"\b{_LENT}\b",
    r"\b(?:was|were|been) taken by\b",
    r"\bhad (?:been stolen|borrowed|lent|hired|taken over)\b",
    r"\bbelong(?:s|ed) to (?!him\b|her\b)",
)
_PARTS: dict[Kind, tuple[str, ...]] = {"alibi": _ALIBI, "denial": _DENIAL, "other": _OTHER, "doubt": _DOUBT}
"""In the order in which they are tried."""
_RULES: dict[Kind, re.Pattern[str]] = {
    kind: re.compile("|".join(f"(?:{part})" for part in parts), 0 if kind == "other" else re.IGNORECASE)  # "other" looks for names
    for kind, parts in _PARTS.items()
}
_STATES_NOTHING = re.compile(r"\?\s*[\"'”’)]*$|^\W*(?:if|whether|unless)\b", re.IGNORECASE)
_DENIES_NOT_THIS = re.compile(
    r"\bno quarrel\b|\b(?:did|does|do|has|have)(?: not|n['’]t) deny\b|\b(?:nobody|no one|nothing) must\b|\bn(?:ot|ever) to tell\b",
    re.IGNORECASE,
)


def kind_of(sentence: str) -> Kind | None:
    """What a sentence may be good for against somebody's involvement, or None: it does not have the words.

    A question states nothing, and a few turns of speech deny something else.
    """
    if _STATES_NOTHING.search(sentence) or _DENIES_NOT_THIS.search(sentence):
        return None
    return next((kind for kind, rule in _RULES.items() if rule.search(sentence)), None)
