import pytest

from pillars.catalog import load_instrument
from pillars.reading import grade
from plans.recommend import suggest
from plans.words import takes, why
from tests.plans.conftest import answers_of, summary_of

ITEMS = load_instrument().items


def suggestion(answers, code):
    return next(one for one in suggest(summary_of(answers)) if one.code == code)


@pytest.mark.parametrize(
    ("answers", "code", "words"),
    [
        (answers_of(), "SUP-1:2", "“{topic}” stands at step 2, and so does Supervision."),
        (
            answers_of() | {"SUP-1": 1},
            "SUP-1:1",
            "“{topic}” stands at step 1, and Supervision at step 2.",
        ),
        (
            answers_of() | {"SUP-1": 3},
            "SUP-1:3",
            "“{topic}” stands at step 3, ahead of Supervision as a whole.",
        ),
        (
            answers_of() | {"SUP-1": "DK"},
            "SUP-1:1",
            "People are not sure about “{topic}”. Finding out is a first step.",
        ),
        (dict.fromkeys(ITEMS, 3) | {"SUP-1": 1}, "SUP-1:1", "“{topic}” holds Supervision at step 2."),
        (
            answers_of(supervision=4) | {"SUP-1": 1, "SUP-2": 1},
            "SUP-1:1",
            "“{topic}” is one of 2 answers that hold Supervision at step 2.",
        ),
        (
            answers_of(supervision=None) | {"SUP-1": 1},
            "SUP-1:1",
            "“{topic}” stands at step 1. Supervision has too few answers to be placed.",
        ),
        (
            {code: 1 if item.pillar == "supervision" else 3 for code, item in ITEMS.items()},
            "SUP-1:1",
            "“{topic}” stands at step 1, and so does Supervision. Supervision holds your organization at step 2.",
        ),
    ],
)
def test_the_reason_is_said_in_whole_sentences(answers, code, words):
    assert why(suggestion(answers, code)) == words.format(topic=ITEMS["SUP-1"].topic)
    assert grade(words.format(topic="This")) <= 8


def test_every_suggestion_has_words_for_all_it_shows():
    for start in (1, 2, 3):
        for one in suggest(summary_of(dict.fromkeys(ITEMS, start))):
            words = takes(one)
            assert all([why(one), words.effort["name"], words.cost["meaning"], words.who, words.evidence["name"]])


def test_the_cautions_and_studies_of_its_practices_come_along():
    words = takes(suggestion(answers_of(), "WRK-2:2"))
    assert [source.practice.id for source in words.sources] == ["lower-caseload"]
    assert [reference.id for reference in words.sources[0].references] == ["pross-2006"]
    assert words.cautions == ("The study gives no safe number of clients, so set your own limit and review it.",)
