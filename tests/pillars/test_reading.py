import pytest

from pillars.reading import grade, sentences, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("make", 1),  # a silent final e
        ("the", 1),  # ... unless it is the only vowel
        ("table", 2),  # -le is heard
        ("agency", 3),
        ("supervisor", 4),
        ("staff’s", 1),
        ("rhythm", 1),
        ("hmm", 1),
    ],
)
def test_syllables(word, count):
    assert syllables(word) == count


def test_words_are_letters_with_their_apostrophes_and_hyphens():
    assert words("One-to-one time, 40 hours: the staff’s.") == ["One-to-one", "time", "hours", "the", "staff’s"]


def test_a_sentence_may_end_inside_a_quotation():
    assert len(sentences("She said “no.” Then she left. It is 9.5 miles!")) == 3


def test_a_part_without_words_is_no_sentence():
    assert sentences("40. … ?") == []


def test_grade_is_the_formula():
    # 12 words, 2 sentences, 14 syllables
    text = "The cat sat on the mat. It saw a small brown rabbit."
    counted = sum(syllables(word) for word in words(text))
    assert (len(words(text)), counted) == (12, 13)
    assert grade(text) == pytest.approx(0.39 * 6 + 11.8 * 13 / 12 - 15.59)


def test_no_words_have_no_grade():
    assert grade("") == 0.0
    assert grade("40 + 2") == 0.0


def test_longer_words_and_sentences_read_harder():
    assert grade("We ask. We help.") < grade("Organizational responsibilities necessitate institutionalization.")
