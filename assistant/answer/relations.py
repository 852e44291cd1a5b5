"""Whether one word has the part in another's claim that a sentence gives it."""

from functools import lru_cache

from assistant.answer.hedges import APPROXIMATE
from assistant.answer.reading import Node, Reading, pronoun_class
from assistant.answer.stance import Stance, stance

_PLACES = frozenset("in on at inside within into onto".split())
_GROUPS = (
    _PLACES,
    frozenset("to towards toward".split()),
    frozenset("of".split()),
    frozenset("about regarding concerning".split()),
    frozenset("near beside".split()),
    frozenset("around round".split()),
)
_SAYING_WHAT = frozenset({"is", "mod", "name", "num"})
_OWNING = frozenset({"poss", "prep:of", "name"})
_CORE = frozenset({"subj", "obj", "is"})
_LOOSE = frozenset({"adv", "num", "mod", "name", "is", "obj", "comp", "xcomp"})
_LABELS = frozenset(
    "account address bic colour color email fax iban imei mobile number passport phone plate price serial telephone".split()
)
"""Words by which something of a thing is given beside it."""
_PERSONS = {"first": {"first", "he", "she", "they"}, "he": {"he"}, "she": {"she"}, "they": {"they", "he", "she"},
            "second": {"second", "he", "she", "they"}, "it": {"it", "they"}}  # fmt: skip
"""What a pronoun of a quote may become in a sentence about it: "I" may be told as "he"."""


@lru_cache(maxsize=65536)
def related(reading: Reading, head: int, role: str, to: int) -> bool:
    """Whether a text gives one of its words that part in another's claim, or what is one and the same with it: Tom of "his brother Tom",
    the plate of "plate AB12 CDE"."""
    if role in _OWNING and reading.nodes[head].plain in _LABELS and _labelled(reading, head, to):
        return True
    return any(
        _directly(reading, one, role, other)
        for one in _one_and_the_same(reading, head)
        for other in _one_and_the_same(reading, to)
        if one != other
    )


def _one_and_the_same(reading: Reading, i: int) -> list[int]:
    """A word, and the words that name the same person or thing beside it."""
    found = [i]
    for head, role in reading.heads.get(i, ()):
        if (role == "name" and reading.nodes[head].kind in ("name", "number") and reading.nodes[i].kind in ("name", "noun")) or (
            role == "is" and _is_so(reading, head, i)
        ):
            found.append(head)
    found += [link.to for link in reading.links.get(i, ()) if link.role == "is" and _is_so(reading, i, link.to)]
    return found


def _is_so(reading: Reading, one: int, other: int) -> bool:
    """Whether two things that are put as one are nouns, names or numbers, and it is neither denied nor hedged that they are one."""
    if {reading.nodes[one].kind, reading.nodes[other].kind} - {"name", "noun", "number"}:
        return False
    return one not in reading.verb_of or stance(reading, one) == Stance(False, frozenset(), ())


def _directly(reading: Reading, head: int, role: str, to: int) -> bool:
    if any(same_role(role, held) for held in reading.holds(head, to)):
        return True
    backwards = reading.holds(to, head)
    if role in _SAYING_WHAT and backwards & _SAYING_WHAT and (role == "is" or "is" in backwards):
        return True
    if role == "poss" and backwards & {"prep:with"}:
        return True
    if role == "prep:with" and backwards & {"poss"}:
        return True
    return _in_one_clause(reading, head, role, to) or _side_by_side(reading, head, role, to) or _put_after(reading, head, role, to)


def _labelled(reading: Reading, label: int, thing: int) -> bool:
    """Whether a word labels what is put right beside a thing: the plate of "a grey van, plate AB12 CDE". Only what stands there counts,
    and only where it is the one such label: on which of several things the parser hangs several is a guess."""
    alone = sum(node.plain == reading.nodes[label].plain for node in reading.nodes.values()) == 1
    beside = label == thing + 2 and reading.document[thing + 1].text == ","
    return alone and beside and any(role == "name" for _, role in reading.heads.get(label, ()))


def same_role(role: str, held: str) -> bool:
    """Whether two parts are one and the same, said differently."""
    if role == held or (role in _OWNING and held in _OWNING):
        return True
    if role in _SAYING_WHAT and held in _SAYING_WHAT:
        return role == "is" or held == "is" or {role, held} <= {"mod", "name"}
    if {role, held} == {"comp", "xcomp"} or {role, held} <= {"adv", "mod"} or {role, held} <= {"comp", "obj"}:
        return True
    one, other = role.removeprefix("prep:"), held.removeprefix("prep:")
    if role.startswith("prep:") and held.startswith("prep:"):
        return any(one in group and other in group for group in _GROUPS)
    return "adv" in (role, held) and bool({one, other} & _PLACES)


def taken(reading: Reading, head: int, role: str, to: int) -> bool:
    """Whether another word than this one has that part, so that this one cannot."""
    return role in _CORE and any(link.role == role and link.to != to for link in reading.links.get(head, ()))


def approximate(reading: Reading, i: int) -> str:
    """Whether a number is told as about so much, at least or at most so much; empty where it is told as exact."""
    end = reading.place.get(i)
    if end is None:
        return ""
    for length in (3, 2, 1):
        before = " ".join(reading.run[max(0, end - length) : end])
        for name, phrases in APPROXIMATE:
            if before in phrases:
                return name
    return ""


def may_stand_for(pronoun: Node, told: Node) -> bool:
    """Whether a pronoun of a quote may be told as a noun, a name or another pronoun in a sentence."""
    of = pronoun_class(pronoun.plain)
    if told.kind == "pronoun":
        return pronoun_class(told.plain) in _PERSONS.get(of, set()) | {of}
    if told.kind not in ("name", "noun"):
        return False
    return of != "" and not (of == "it" and told.kind == "name" and pronoun.plain in ("who", "whom"))


def _in_one_clause(reading: Reading, head: int, role: str, to: int) -> bool:
    """Whether a circumstance that the parser hung on a noun of a clause may belong to its verb, or the other way round."""
    if not (role.startswith("prep:") or role == "adv"):
        return False
    clause = clause_of(reading, head)
    for node, held in reading.heads.get(to, ()):
        if same_role(role, held) and (held.startswith("prep:") or held == "adv"):
            verbal = reading.nodes[node].kind == "verb" or node in reading.verb_of
            if clause_of(reading, node) == clause and (verbal or head == clause):
                return True
    return False


def clause_of(reading: Reading, i: int) -> int:
    """The verb, or what is said by "be", of the clause in which a word stands."""
    token = reading.document[reading.verb_of.get(i, i)]
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    return next((node for node, verb in reading.verb_of.items() if verb == token.i), int(token.i))


def _put_after(reading: Reading, head: int, role: str, to: int) -> bool:
    """Whether what something is said to be stands right after it, between commas: "four motors, worth 4,200 pounds,"."""
    if role != "is" or head <= to or reading.nodes[head].kind not in ("other", "number"):
        return False
    between = reading.document[to + 1 : head]
    return len(between) == 1 and between[0].text == ","


def _side_by_side(reading: Reading, head: int, role: str, to: int) -> bool:
    """Whether two words of a heading or a row, where no verb says how they belong together, stand next to each other."""
    if role not in _LOOSE and not role.startswith("prep:"):
        return False
    sentence = reading.document[head].sent
    if sentence.start != reading.document[to].sent.start or any(token.pos_ in ("VERB", "AUX") for token in sentence):
        return False
    inside = sorted(i for i in reading.nodes if sentence.start <= i < sentence.end)
    return abs(inside.index(head) - inside.index(to)) == 1
