"""Words that say how a thing is claimed: closed lists, so that an officer can look up why a sentence was refused.

The classes follow the modality and hearsay categories of the literature on factuality (Saurí and Pustejovsky 2009, FactBank):
what is possible, probable, believed, alleged, conditional, wanted or owed is not what happened.
"""

_BY_CLASS = {
    "possible": "may might perhaps maybe possibly possible potentially potential conceivably",
    "probable": "probably probable likely unlikely presumably apparently seemingly apparent",
    "alleged": "allegedly alleged reportedly supposedly supposed purportedly purported suspected ostensibly so-called",
    "can": "can could cannot able",
    "will": "will would shall 'll 'd wo",
    "must": "must should ought",
    "nearly": "almost nearly barely scarcely",
    "only": "only",
}
HEDGES = {word: name for name, words in _BY_CLASS.items() for word in words.split()}
"""Adverbs, adjectives and auxiliaries by what they make of a claim."""
PRIVATIVE = frozenset(
    "alleged suspected supposed purported attempted fake false former ex possible potential likely probable so-called future planned "
    "proposed unconfirmed apparent would-be imitation replica".split()
)
"""Adjectives without which a noun says another thing: a suspected thief is no thief."""

BELIEF = frozenset("think believe suspect guess suppose assume imagine feel reckon presume expect hope fear doubt".split())
"""Verbs whose clause is only held to be so."""
SEEMING = frozenset("seem appear".split())
INTENT = frozenset(
    "want try attempt plan intend offer promise threaten ask tell order agree wish mean expect hope need prepare arrange propose "
    "seek decline consider urge advise persuade encourage request demand instruct invite require allow permit".split()
)
"""Verbs whose infinitive is not said to have happened."""
UNDONE = frozenset("refuse fail decline forget neglect omit avoid stop prevent".split())
"""Verbs whose infinitive or gerund is said not to have happened."""
ACCUSING = frozenset("accuse suspect charge blame arrest".split())
"""Verbs whose "of doing" is an accusation."""

TELLING = frozenset(
    "say tell state mention report write explain add note remark reply answer inform recount describe record speak announce declare "
    "testify comment observe put".split()
)
"""Verbs of telling that may stand for one another: they say nothing of whether it is true."""
REPORTING = TELLING | frozenset(
    "claim admit confess allege confirm insist maintain argue suggest imply hear understand deny dispute complain warn promise swear "
    "assert acknowledge concede recall remember estimate predict propose indicate show reveal read according quote accuse repeat "
    "message text email call shout whisper conclude contend stress emphasise emphasize believe".split()
)
"""Verbs whose clause is somebody's claim. `show`, `indicate`, `reveal`: what a report or a log says."""
CLAIMS = frozenset(
    "claim allegation rumour rumor suspicion belief impression accusation theory possibility fear assumption hypothesis".split()
)
"""Nouns whose clause is somebody's claim."""
DENYING = frozenset("deny dispute reject".split())
CONDITIONS = frozenset("if whether unless".split())
LINKS = frozenset("because so although though if unless whether before after until till since".split())
"""Conjunctions that claim how two events hang together."""

NEGATIVE_DETERMINERS = frozenset({"no", "neither"})
NOBODY = frozenset({"nobody", "none", "nothing", "neither", "nowhere"})
NEGATIVE_ADVERBS = frozenset({"not", "n't", "never", "hardly", "scarcely", "no-one"})
QUANTIFIERS = frozenset("all every each some any few several many most both another other no half".split())

SOURCES = frozenset(
    "exhibit document statement recording transcript speaker caller writer author sender message letter email mail e-mail receipt page "
    "report record witness note text call voicemail log table file quote it they".split()
)
"""How an answer may speak of an exhibit, or of whose it is, without a name."""
PAPERS = SOURCES - frozenset("speaker caller writer author sender witness it they".split())
TITLES = frozenset("mr mrs ms miss dr sir madam pc sgt dc ds di dci officer sergeant inspector constable prof".split())

FIRST = frozenset("i me my mine myself we us our ours ourselves".split())
SECOND = frozenset("you your yours yourself".split())
HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
THEY = frozenset("they them their theirs themselves".split())
IT = frozenset("it its itself this that these those there which one".split())

APPROXIMATE = (
    ("least", frozenset({"at least", "more than", "over", "above", "no less than", "in excess of", "no fewer than", "exceeding"})),
    ("most", frozenset({"at most", "less than", "fewer than", "under", "below", "up to", "no more than", "not more than", "within"})),
    ("about", frozenset({"about", "around", "roughly", "approximately", "circa", "some", "maybe", "perhaps", "nearly", "almost",
                         "shortly before", "shortly after", "just before", "just after", "before", "after", "until", "since", "by"})),
)  # fmt: skip
"""What may stand before a number and make it a bound or a guess."""
