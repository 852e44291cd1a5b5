"""Whether a question is about somebody's involvement, and about whose. Where in doubt it is: searching for what clears a person costs
little, and not searching for it may cost that person much."""

import re
from dataclasses import dataclass

_AUXILIARY = (
    r"(?:did|do|does|was|were|is|are|has|have|had|could|can|would|might|may|must|should)(?:n['’]t|\s+not)?"
    r"|hat|haben|war|waren|ist|sind|könnte|a|ha|est|était|avait|fue|estaba|era|es|había"
    r"|czy|heeft|foi|estava|è|aveva"
)
_PERSON = (
    r"he|she|they|him|her|them|somebody|someone|anybody|anyone|mr|mrs|ms|miss|dr|er|sie|il|elle|ils|elles|él|ella|lui|lei|hij|zij|ele|ela"
    r"|(?:the |this |that |der |die |le |la |el |il |o |a )?(?:suspects?|accused|defendant|driver|caller|man|men|woman|women|boys?|girls?"
    r"|person|neighbour|brother|sister|husband|wife|father|mother|son|daughter|uncle|owner|manager|watchman|guard|witness|sender|speaker"
    r"|verdächtige[rn]?|fahrer|mann|frau|beschuldigte[rn]?|suspecte?|homme|femme|sospechos[oa]|hombre|mujer|sospettat[oa]|uomo|donna)"
)
_DEED = "|".join(
    r"""
    stole steal stolen took taken take rob\w* burgl\w+ kill\w* murder\w* shot shoot stab\w* hit beat struck attack\w* assault\w*
    threaten\w* cut broke broken break smash\w* forced enter\w* set\s+fire set\s+the\s+fire burn\w* lit drove driv\w+ carri\w+ fled
    ran\s+away hid sold sell bought paid transferred signed forged wrote sent called rang made organi[sz]ed ordered planned helped
    did\s+it did\s+this did\s+that done\s+it committed responsible behind involved to\s+blame (?:was|were)\s+(?:there|at|in|on|seen)
    gestohlen getötet überfallen gefahren volé tué attaqué conduit robó mató atacó condujo rubato ucciso guidato gestolen gedood
    roubou matou
    """.split()
)
_WHO = r"who(?:se|m)?|which (?:man|men|woman|women|person|people|of them)|wer|qui|quién|quien|chi|wie|quem|kto"
_CONNECTION = re.compile(
    r"\b(involv\w+|implicat\w+|connect(?:ed|ion)|responsib\w+|part in|role in|behind (?:it|this|the)"
    r"|anything to do with|something to do with|nothing to do with|speaks? (?:for|against)|evidence (?:for|against)|alibi"
    r"|beteilig\w+|verwickelt|impliqu\w+|implicad\w+|involucrad\w+|coinvolt\w+|betrokken|envolvid\w+)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"^\W*(?:and\s+)?(?:where|wo|où|dónde|donde|dove|waar|onde|gdzie)\s+(?:was|were|war|waren|était|estaba|era|was|estava)\b\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_YES_NO = re.compile(rf"^\W*(?:and\s+|but\s+|so\s+)?(?:{_AUXILIARY}|est-ce\s+que|est-ce\s+qu['’])\s+(?P<rest>.+)", re.IGNORECASE)
_WHO_DID = re.compile(rf"\b(?:{_WHO})\b.*\b(?:{_DEED})\b", re.IGNORECASE)
_SAID = re.compile(
    r"^\W*(?:please\s+)?(?:show|prove|demonstrate|confirm|establish|find|give|zeig\w*|beweis\w*|prouve\w*|demuestra\w*|dimostra\w*)\b",
    re.IGNORECASE,
)
_IS_PERSON = re.compile(rf"^(?:{_PERSON})\b", re.IGNORECASE)
_NAME = re.compile(r"\b[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*(?:\s+[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*)*")
_PLACED = re.compile(r"\b(?:in|at)\s+(?:the\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_THINGS = frozenset(
    """
    the a an this that these those there it any some my your our its all both no each every der die das ein eine le la les un une el los
    las il lo i gli
    """.split()
)
_NO_NAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december ex exhibit iban pdf i mr mrs ms miss dr montag dienstag mittwoch donnerstag freitag samstag sonntag
    who what when where which why how did do does was were is are has have had could can would might may must should show prove find
    confirm give please and but so isn't wasn't didn't hat haben war ist qui est wer wo chi quién est-ce
    """.split()
)


@dataclass(frozen=True)
class Involvement:
    """That a question is about somebody's involvement."""

    person: str
    """The name in the question; empty where it says he, the driver, or who."""


def involvement(question: str) -> Involvement | None:
    """Whose involvement a question is about, or None: it is about a thing, a time, a number.

    It is about a person's involvement when it asks whether somebody did, was or had something, where somebody was, who did a deed,
    for a connection or for what speaks for or against somebody, or when it wants something about somebody shown or proved.
    """
    person = _name(question)
    if _CONNECTION.search(question) or _WHO_DID.search(question):
        return Involvement(person)
    asked = _YES_NO.match(question) or _WHERE.match(question)
    if asked is not None and _begins_with_person(asked["rest"]):
        return Involvement(person or _small_name(asked["rest"]))
    if _SAID.match(question) and (person or re.search(rf"\b(?:{_PERSON})\b", question, re.IGNORECASE)) and " that " in f" {question} ":
        return Involvement(person)
    return None


def _begins_with_person(rest: str) -> bool:
    if _IS_PERSON.match(rest):
        return True
    first = _WORD.match(rest)
    if first is None:
        return False
    if first[0][0].isupper():
        return first[0].casefold() not in _NO_NAMES
    return first[0] not in _THINGS and rest == rest.casefold()  # written in small letters throughout: it may be a name


def _small_name(rest: str) -> str:
    """The first word after the verb, where a question is written without capitals."""
    first = _WORD.match(rest)
    return "" if first is None or _IS_PERSON.match(rest) or first[0][0].isupper() else first[0]


def _name(question: str) -> str:
    """The first name in a question that does not stand behind "in" or "at", as a place does; its first word is one only where others
    follow or nothing else is."""
    for found in _NAME.finditer(question):
        if _PLACED.search(question[: found.start()]):
            continue
        words = [word for word in found[0].split() if word.casefold() not in _NO_NAMES]
        if words and not re.match(r"\s*\d", question[found.end() :]):
            return " ".join(words)
    return ""
