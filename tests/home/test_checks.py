"""What `manage.py check` says of the languages that are offered."""

from home.checks import check_messages


def test_languages_that_are_compiled_are_fine():
    assert check_messages(None) == []


def test_a_language_without_compiled_words_is_a_warning(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    assert [(found.id, found.hint) for found in check_messages(None)] == [("home.W001", "bin/messages")]
