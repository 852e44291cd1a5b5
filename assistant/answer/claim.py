"""The claim gate: nothing is said that its quotes do not say.

A program, not a model, decides. It is strict on purpose: where it refuses a sentence that was true, the officer reads the
exhibit's own words instead. Its measured rates stand in `models/cards/claim-gate.md`.
"""

import re
import unicodedata
from collections.abc import Sequence

from assistant.answer.attribution import EXHIBIT, named_exhibits
from assistant.answer.fault import Fault
from assistant.answer.held import Held
from assistant.answer.lexical import Support, denies
from assistant.answer.order import is_english, order
from assistant.answer.quote import Quote, quotes_of
from assistant.answer.reading import read
from assistant.answer.roles import Embedding
from assistant.answer.words import FUNCTION, plain
from assistant.answer.words import words as words_of

_OPENING = re.compile(
    r"^(?:according to|in|as per) (?:exhibit )?EX-\d{4,},?\s+|,? according to (?:exhibit )?EX-\d{4,}(?=\W*$)", re.IGNORECASE
)

_BARE = FUNCTION | {"yes", "yeah", "no", "not", "never"}
"""Words of which a sentence that says nothing by itself is made."""
_PLATE = re.compile(r"\b(?:number|licen[cs]e|registration|index) (?=plates?\b)", re.IGNORECASE)
"""What may stand before "plate" and says nothing more."""
_LOOSE_MARK = re.compile(r"(?<=\w) (?=[,.;:!?)](?:\s|$))")


def faults(sentence: str, quotes: Sequence[str | Quote], question: str) -> list[Fault]:
    """What in a sentence is not supported by the quotes it cites; an empty list lets it pass.

    First the words: every number, date, code and content word must stand in the quotes; a name may stand in the question instead
    where the quote has a pronoun. What the officer supposes in the question is otherwise no support: "Was the van blue?" must not
    make a van blue. Words in quotation marks must stand in a quote as they are. Then the grammar: every clause must be found in one
    quote with the same parts, denied, hedged and attributed alike (`assistant.answer.roles`). Text whose language is not read must
    be whole sentences of a quote. A bare "No", which would make a fact of what somebody says, is only let pass where it is the quote.

    Args:
        sentence: one sentence of an answer.
        quotes: what stands at the places it cites, word for word; with their exhibit where a sentence may name one.
        question: the officer's question.
    """
    if not quotes:
        return [Fault("uncited", "it cites nothing")]
    cited = quotes_of(tuple(quotes))
    sentence = _set(sentence)
    found = list(named_exhibits(sentence, cited))
    sentence = _OPENING.sub("", sentence)  # which exhibit it is has been checked
    texts = [text for quote in cited for text in quote.texts]
    if not found and any(_same(sentence, text) for text in texts):
        return []
    words = EXHIBIT.sub(" ", sentence)
    if all(plain(word) in _BARE for word in words_of(words)):
        return [*found, Fault("empty", "it says nothing of its own that could be held against its quotes")]
    support = Support(cited, question)
    found += support.faults(words)
    if found:
        return [*found, *_denial(words, texts)]
    if not is_english(words) and not any(is_english(text) for text in texts):
        return order(support.in_their_form(words), cited)
    held = [Held(quote, read(_set(text))) for quote in cited for text in quote.texts]
    found = Embedding(read(support.in_their_form(sentence)), held, question).faults()
    kinds = {fault.kind for fault in found}
    return [*found, *(_denial(words, texts) if found and "negation" not in kinds else [])]


def _set(text: str) -> str:
    """A text with its letters and spaces as they are usually set."""
    return _PLATE.sub("", _LOOSE_MARK.sub("", " ".join(unicodedata.normalize("NFKC", text).split())))


def _same(sentence: str, text: str) -> bool:
    """Whether a sentence is a quote, but for the case of its first letter and the mark at its end."""
    one, two = (_set(part).rstrip(".!; ") for part in (sentence, text))
    return one[:1].casefold() + one[1:] == two[:1].casefold() + two[1:]


def _denial(sentence: str, texts: Sequence[str]) -> list[Fault]:
    """Whether what is denied is denied on both sides, of a sentence that is faulty anyway: the officer should read this of it."""
    if denies(sentence) != any(denies(text) for text in texts):
        return [Fault("negation", "it and its quotes do not agree on what is denied")]
    return []
