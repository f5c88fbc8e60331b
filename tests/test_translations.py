"""Every text exists in Spanish: what the code says, what the pages show, and what the catalogue knows are the same."""

import gettext
import os
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from pillars.reading import ease_es

PO = "locale/es/LC_MESSAGES/django.po"
SOURCES = ("accounts", "assessments", "home", "pillars", "plans", "reports", "stsapp", "templates", "locale", "bin")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?[a-z]+")
MANY_WORDS = 4  # from here on, a text that reads the same in both languages is one that was not translated


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """A copy of the sources in which `bin/messages collect` was run: the path of its catalogue."""
    copy = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        shutil.copytree(settings.BASE_DIR / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    shutil.copy(settings.BASE_DIR / "manage.py", copy)
    environment = os.environ | {"PYTHON": sys.executable}
    subprocess.run([copy / "bin" / "messages", "collect"], env=environment, check=True, timeout=120)
    return copy / PO


def selected(catalogue, *options):
    """What msgattrib finds in a catalogue, without its header."""
    command = ["msgattrib", "--no-wrap", *options, catalogue]
    found = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    return found.partition("\n\n")[2]


def messages_of(catalogue, folder):
    """A catalogue as {text: translation}, plurals as {(text, number of the form): translation}."""
    compiled = folder / "django.mo"
    subprocess.run(["msgfmt", "--check", f"--output-file={compiled}", catalogue], check=True, timeout=60)
    with compiled.open("rb") as file:
        found = gettext.GNUTranslations(file)._catalog
    return {text: words for text, words in found.items() if text}


@pytest.fixture(scope="module")
def spanish(tmp_path_factory):
    return messages_of(settings.BASE_DIR / PO, tmp_path_factory.mktemp("compiled"))


@pytest.mark.parametrize("state", ["--untranslated", "--only-fuzzy"])
def test_every_text_is_translated(collected, state):
    """What this shows: bin/messages collect puts it into the catalogue, and somebody writes the Spanish."""
    assert selected(collected, state) == ""


def test_the_catalogue_holds_no_text_that_is_gone(collected, spanish, tmp_path):
    assert set(spanish) - set(messages_of(collected, tmp_path)) == set()


def test_what_the_server_reads_is_compiled_from_the_catalogue(spanish):
    with (settings.BASE_DIR / PO).with_suffix(".mo").open("rb") as file:
        assert {text: words for text, words in gettext.GNUTranslations(file)._catalog.items() if text} == spanish


def test_a_translation_has_the_placeholders_and_tags_of_its_text(spanish):
    """Plurals are left to msgfmt --check, which knows that "one answer" may leave the number out."""
    for text, words in spanish.items():
        if isinstance(text, str):
            assert sorted(PLACEHOLDER.findall(words)) == sorted(PLACEHOLDER.findall(text)), text


def test_no_prose_is_the_same_in_both_languages(spanish):
    plain = [(text if isinstance(text, str) else text[0], words) for text, words in spanish.items()]
    assert [text for text, words in plain if text == words and len(text.split()) >= MANY_WORDS] == []


def test_questions_and_marks_are_opened_as_in_spanish(spanish):
    for text, words in spanish.items():
        assert words.count("¿") == words.count("?") - len(re.findall(r'="[^"]*\?', words)), text
        assert not re.search(r"\"[^\"<>=]*\"", re.sub(r'="[^"]*"', "", words)), text


def test_it_reads_easily(spanish):
    """Fernández-Huerta: 70 and more is easy. Labels of a word or two cannot be measured."""
    prose = [words for words in spanish.values() if len(words.split()) >= 10]
    eases = sorted((ease_es(re.sub(r"<[^>]+>|%\(\w+\)[sd]", "x", words)), words) for words in prose)
    assert sum(ease for ease, _words in eases) / len(eases) >= 70
    assert [found for found in eases if found[0] < 50] == []
