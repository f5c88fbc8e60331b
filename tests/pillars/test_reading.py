import pytest

from pillars.reading import ease_es, grade, sentences, syllables, syllables_es, words


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


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("sol", 1),
        ("casa", 2),
        ("leer", 2),  # two strong vowels are heard apart
        ("aéreo", 4),
        ("tiempo", 2),  # a weak one joins a strong one
        ("ciudad", 2),
        ("día", 2),  # ... unless it has the stress
        ("oído", 3),
        ("guía", 2),
        ("que", 1),
        ("quien", 1),
        ("pingüino", 3),
        ("y", 1),
        ("hoy", 1),  # a final y is a vowel
        ("muy", 1),
        ("ayuda", 3),  # ... and one before a vowel is not
        ("organización", 5),
        ("Número", 3),
        ("STS", 1),
    ],
)
def test_syllables_of_spanish(word, count):
    assert syllables_es(word) == count


def test_spanish_ease_is_the_formula():
    # 10 words, 2 sentences, 16 syllables; the number is no word, and the opening mark ends no sentence
    text = "¿Qué hace su equipo con 40 horas? Nadie las cuenta hoy."
    assert ease_es(text) == pytest.approx(206.84 - 60 * 16 / 10 - 1.02 * 5)


def test_no_spanish_words_have_no_ease():
    assert ease_es("") == 0.0
    assert ease_es("¿40 + 2?") == 0.0


def test_shorter_spanish_words_and_sentences_read_more_easily():
    assert ease_es("Nos ven. Nos oyen.") > 70 > ease_es("Las organizaciones institucionalizan responsabilidades.")
