from datetime import date

import pytest

from assessments.forms import AnswerForm, StartForm, default_label


@pytest.mark.parametrize(
    ("month", "label"), [(1, "Winter 2026"), (4, "Spring 2026"), (8, "Summer 2026"), (11, "Autumn 2026")]
)
def test_a_check_is_named_after_its_season(month, label):
    assert str(default_label(date(2026, month, 15))) == label


def test_alone_means_one_person():
    form = StartForm({"label": "Autumn", "form": "full", "together": "alone", "people": ""})
    assert form.is_valid()
    assert form.agreed_by == 1


def test_together_asks_how_many():
    form = StartForm({"label": "Autumn", "form": "full", "together": "together", "people": ""})
    assert form.errors == {"people": ["Enter how many people answer together, from 2 to 99."]}


@pytest.mark.parametrize("answer", ["", "0", "5", "3.5", "dk", "NA", "-1", "1e400", "\x00", "NaN"])
def test_any_other_answer_is_refused_in_plain_words(instrument, answer):
    form = AnswerForm({"answer": answer}, item=instrument.items["LEA-1"])
    assert form.errors == {"answer": [AnswerForm.NOTHING_CHOSEN]}


def test_a_note_too_long_is_refused_with_its_length(instrument):
    form = AnswerForm({"answer": "2", "note": "x" * 501}, item=instrument.items["LEA-1"])
    assert form.errors == {"note": ["The note can be up to 500 characters. Yours has 501."]}


def test_numbers_come_out_as_numbers(instrument):
    form = AnswerForm({"answer": "2", "seen": "DK"}, item=instrument.items["LEA-1"])
    assert form.is_valid()
    assert (form.cleaned_data["answer"], form.cleaned_data["seen"]) == (2, "DK")
