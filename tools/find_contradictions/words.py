"""Words that tell what excludes what. Closed lists, so that an officer can look up why a pair was found."""

COLOURS = {
    "black": "black", "white": "white", "grey": "grey", "gray": "grey", "silver": "grey", "red": "red", "maroon": "red", "blue": "blue",
    "navy": "blue", "green": "green", "yellow": "yellow", "orange": "orange", "brown": "brown", "beige": "brown", "tan": "brown",
    "pink": "pink", "purple": "purple", "violet": "purple", "gold": "yellow", "blond": "blond", "blonde": "blond", "ginger": "red",
}  # fmt: skip
"""Colours by the group in which witnesses do not tell them apart."""

STATES = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("open unlocked ajar", "closed shut locked"),
        ("locked", "unlocked"),
        ("alive", "dead"),
        ("married", "divorced single unmarried"),
        ("empty", "full"),
        ("sober", "drunk intoxicated"),
        ("conscious awake", "unconscious asleep"),
        ("alone", "accompanied"),
        ("innocent", "guilty"),
        ("paid", "unpaid"),
        ("armed", "unarmed"),
        ("injured wounded hurt", "unhurt unharmed uninjured"),
        ("wet", "dry"),
        ("tall", "short"),
        ("fat", "thin slim"),
        ("old elderly", "young"),
        ("bald", "long-haired"),
        ("masked", "unmasked"),
        ("loaded", "unloaded"),
        ("present", "absent"),
        ("on", "off"),
        ("inside", "outside"),
        ("left", "right"),
        ("left-handed", "right-handed"),
        ("true", "false"),
        ("working", "broken"),
        ("valid", "expired invalid"),
        ("clean", "dirty"),
        ("employed", "unemployed"),
    )
)
"""States of one thing at one time that exclude each other."""

DECISIONS = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("accept", "refuse reject decline"),
        ("approve authorise authorize allow permit", "reject refuse forbid"),
        ("admit confess", "deny"),
        ("win", "lose"),
        ("remember", "forget"),
        ("love", "hate"),
        ("survive", "die"),
        ("pass", "fail"),
    )
)
"""Deeds of which a person does one about the same thing. Deeds that may follow each other (open, close) are none."""

KINDS = tuple(
    frozenset(group.split())
    for group in (
        "man woman boy girl",
        "wife sister mother daughter cousin aunt niece girlfriend",
        "husband brother father son uncle nephew boyfriend",
        "car lorry truck motorcycle bicycle bus van scooter",
        "pistol rifle shotgun knife bat hammer",
        "dog cat",
    )
)
"""Nouns of which one thing is only one, where a statement says what somebody or something is."""

REPORTING = frozenset(
    "say state tell report write note claim confirm declare explain add show indicate reveal testify insist maintain see hear notice "
    "watch observe remember recall believe think know stamp log find mean admit mention list".split()
)
"""Verbs whose clause is what is stated."""
DENYING = frozenset({"deny", "dispute", "reject"})
HYPOTHETICAL = frozenset({"if", "whether", "unless"})
MODAL = frozenset({"may", "might", "could", "would", "should", "can", "must", "shall", "'d"})
OTHER_EVENT = frozenset(
    "again next another second third other also later then back either too first last previous previously earlier former new once-more "
    "afterwards afterward subsequently".split()
)
"""Words that say that the statement is of another event or thing than the one before."""
NEGATIONS = frozenset({"no", "not", "n't", "never", "nobody", "none", "nothing", "neither", "without", "nowhere"})
NOBODY = frozenset({"nobody", "none", "neither"})
PERSON_PRONOUNS = frozenset({"i", "he", "she", "we", "they", "you", "me", "him", "her", "them", "us", "who", "that"})
THINGS = frozenset({"it", "this", "that", "there", "which"})
APPROXIMATE = frozenset({"about", "around", "roughly", "approximately", "some", "circa", "ca.", "almost", "nearly", "like", "over", "least",
                         "most", "than", "up", "maybe", "perhaps", "probably", "shortly", "towards", "just"})  # fmt: skip
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset("january february march april may june july august september october november december".split())
DAY_PARTS = frozenset("morning afternoon evening night noon midday midnight".split())
LOCATIVE = frozenset(
    "be lie hang stand sit find park moor stay live spend meet happen occur keep put leave sleep work hide wait bury drop die run go drive "
    "flee walk take place arrest see discover".split()
)
"""Verbs that say where something is, or where it went."""
PLACE_PREPOSITIONS = frozenset("in at on under behind near beside inside outside above below to towards toward into onto".split())
STOP = frozenset(
    "be have do get go there here it that this which who very so then just yeah no well like really and the a an of to time o'clock "
    "evening morning night afternoon day again also all right mr mrs ms dr only say according come when as at".split()
)
"""Words that do not say what a statement is about."""
