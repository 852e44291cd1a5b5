"""From quotes to sentences that have passed the gate, with a scripted model."""

from collections.abc import Callable

import pytest

from assistant.compose import Composer, Quotable
from assistant.compose.composer import sentences_wanted
from tests.assistant.scripted_model import SURE, ScriptedModel, said
from tests.conftest import needs_weights

pytestmark = needs_weights("named-entities", "text-embedding")
Read = Callable[..., list[Quotable]]
TEXT = "The van was grey.\n\nIts plate was PA99 KTX.\n\nTwo men carried four motors.\n"
TITLES = {"EX-0001": "Statement"}
COLOUR = "What colour was the van?"


def test_a_supported_sentence_passes(quotes: Read) -> None:
    """What the model says in the words of the quote it names is shown with that quote's place, after one writing."""
    model = ScriptedModel(writes=[said(("The van was grey.", [1]))])
    composed = Composer(model).compose(COLOUR, quotes(TEXT), TITLES, ranked=False)
    [sentence] = composed.sentences
    assert (sentence.text, sentence.quoted) == ("The van was grey.", False)
    assert [(c.exhibit, c.fragment, c.quote) for c in sentence.citations] == [("EX-0001", "line=1", "The van was grey.")]
    assert composed.reading.answers
    assert (model.count("write"), model.count("choose")) == (1, 0)


def test_needless_quotes_are_not_cited(quotes: Read) -> None:
    """A sentence for which the model names every quote cites only the one that carries it."""
    model = ScriptedModel(writes=[said(("The plate was PA99 KTX.", [1, 2, 3]))])
    [sentence] = Composer(model).compose("Which plate?", quotes(TEXT), TITLES, ranked=False).sentences
    assert [citation.fragment for citation in sentence.citations] == ["line=3"]


def test_for_a_faulty_sentence_the_exhibit_speaks(quotes: Read) -> None:
    """A sentence that its quotes do not support is replaced by the nearest words of the exhibit, marked as such, and stays on record; the
    model is not asked to write it again."""
    model = ScriptedModel(writes=[said(("The van was blue.", [1]))])
    composed = Composer(model).compose(COLOUR, quotes(TEXT), TITLES, ranked=False)
    assert model.count("write") == 1
    assert (composed.drafts[0].text, bool(composed.drafts[0].faults)) == ("The van was blue.", True)
    assert all(sentence.quoted for sentence in composed.sentences)
    assert "The van was grey." in [sentence.text for sentence in composed.sentences]
    for sentence in composed.sentences:
        assert sentence.text == sentence.citations[0].quote
    assert "blue" not in " ".join(sentence.text for sentence in composed.sentences)


def test_a_heading_does_not_speak_for_the_exhibit(quotes: Read) -> None:
    """Of a sentence that is wrong and rests on a heading of the question's words, what remains is a quote that tells something."""
    text = "Daniel Brooks.\n\nHe was with me in the Harbour Club until two.\n"
    model = ScriptedModel(writes=[said(("Daniel Brooks speaks for himself.", [1]))])
    composed = Composer(model).compose("Does anyone speak for Daniel Brooks?", quotes(text), TITLES, ranked=False)
    assert [sentence.text for sentence in composed.sentences] == ["He was with me in the Harbour Club until two."]


def test_a_wrong_quote_number_is_found_out_and_recorded(quotes: Read) -> None:
    """A true sentence with the wrong quote is cited by the one quote that carries it; that it was named wrongly is on record."""
    model = ScriptedModel(writes=[said(("The van was grey.", [2]))])
    composed = Composer(model).compose(COLOUR, quotes(TEXT), TITLES, ranked=False)
    [sentence] = composed.sentences
    assert (sentence.text, sentence.quoted, sentence.citations[0].fragment) == ("The van was grey.", False, "line=1")
    assert (model.count("write"), model.count("choose")) == (1, 0)
    assert [bool(draft.faults) for draft in composed.drafts] == [True, False]


def test_among_several_carriers_the_model_chooses(quotes: Read) -> None:
    """Where more than one quote carries a sentence that named neither, the model is asked which, and by number."""
    text = TEXT + "\nThe van was grey that night.\n"
    model = ScriptedModel(writes=[said(("The van was grey.", [2]))], chooses=lambda options: next(o for o in options if o == "4"))
    [sentence] = Composer(model).compose(COLOUR, quotes(text), TITLES, ranked=False).sentences
    assert sentence.citations[0].fragment == "line=7"
    assert tuple(model.options[0]) == ("1", "4")


def test_a_good_sentence_stays_beside_a_faulty_one(quotes: Read) -> None:
    """Only for the faulty sentence the exhibit speaks; the one that passed is not lost by it."""
    model = ScriptedModel(writes=[said(("The van was grey.", [1]), ("The plate was PA98 KTX.", [2]))])
    composed = Composer(model).compose(COLOUR, quotes(TEXT), TITLES, ranked=False)
    assert [sentence.text for sentence in composed.sentences if not sentence.quoted] == ["The van was grey."]
    assert [sentence.citations[0].fragment for sentence in composed.sentences if sentence.quoted] == ["line=3"]


def test_what_is_not_answered_is_not_written(quotes: Read) -> None:
    """Where the model says that the quotes do not answer, it is never asked to write, and nothing is said."""
    model = ScriptedModel(odds=-SURE)
    composed = Composer(model).compose("Who insured the motors?", quotes(TEXT), TITLES, ranked=False)
    assert (composed.sentences, composed.reading.answers) == ((), False)
    assert model.count("write") == 0


def test_without_quotes_the_model_is_not_asked() -> None:
    """Nothing found is no answer, and costs nothing."""
    model = ScriptedModel()
    composed = Composer(model).compose(COLOUR, [], TITLES, ranked=True)
    assert (composed.sentences, composed.reading.answers, model.asked) == ((), False, [])


def test_only_quotes_at_hand_can_be_cited(quotes: Read) -> None:
    """The schema that binds the model names exactly the quotes that it was shown."""
    model = ScriptedModel(writes=[said(("The van was grey.", [1]))])
    Composer(model).compose(COLOUR, quotes(TEXT), TITLES, ranked=False)
    sentence = model.schemas[0]["properties"]["sentences"]["items"]
    assert sentence["properties"]["quotes"]["items"]["enum"] == [1, 2, 3]
    assert {"text", "quotes"} <= set(sentence["required"])


def test_the_same_sentence_is_said_once(quotes: Read) -> None:
    """A model that repeats itself is not repeated."""
    model = ScriptedModel(writes=[said(("The van was grey.", [1]), ("The van was grey.", [1]))])
    assert len(Composer(model).compose(COLOUR, quotes(TEXT), TITLES, ranked=False).sentences) == 1


@pytest.mark.parametrize(
    ("question", "most"),
    [("What colour was the van?", 1), ("Who paid the deposit, and how much?", 3), ("Describe the man.", 3), ("number plate?", 1)],
)
def test_a_simple_question_takes_one_sentence(question: str, most: int) -> None:
    """A model that may write three sentences writes three: it may write as many as there are things asked."""
    assert sentences_wanted(question) == most


def test_the_model_is_not_asked_about_what_is_far_away(quotes: Read) -> None:
    """Quotes that have nothing to do with the question are not an answer, and the model is spared the reading."""
    model = ScriptedModel()
    composed = Composer(model).compose("Good morning!", quotes(TEXT), TITLES, ranked=True)
    assert (composed.sentences, model.asked) == ((), [])


def test_a_model_that_writes_nothing_leaves_the_exhibit_to_answer(quotes: Read) -> None:
    """When the model breaks off at its first try, the quote that is nearest to the question is shown as it stands."""
    composed = Composer(ScriptedModel(writes=[None])).compose(COLOUR, quotes(TEXT), TITLES, ranked=False)
    assert [(sentence.text, sentence.quoted) for sentence in composed.sentences] == [("The van was grey.", True)]
