"""How hard a text is to read. Pure: standard library only.

textstat needs a corpus download, so the count of syllables is by groups of vowels.
"""

import re
from itertools import pairwise

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
SENTENCE_END = re.compile(r"[.!?:;]+[”’\")]*(?:\s|$)")
VOWELS = re.compile(r"[aeiouy]+")
WORD_ES = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
VOWELS_ES = re.compile(r"[aeiouáéíóúü]+")
FINAL_Y = re.compile(r"y(?![aeiouáéíóúü])")
STRONG, STRESSED_WEAK = "aeoáéó", "íú"


def words(text: str) -> list[str]:
    """The words of an English text, in order; numbers and signs are not words."""
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the ones that hold no word."""
    return [part for part in SENTENCE_END.split(text) if WORD.search(part)]


def syllables(word: str) -> int:
    """Syllables of one English word, at least 1: groups of vowels, less a silent final "e"."""
    lowered = word.lower().strip("'’-")
    count = len(VOWELS.findall(lowered))
    if lowered.endswith("e") and not lowered.endswith(("le", "ee")) and count > 1:
        count -= 1
    return max(1, count)


def grade(text: str) -> float:
    """Flesch-Kincaid grade of an English text: US school years, often 0 to 12; 0.0 for no words.

    Source: Kincaid et al. 1975, 0.39 words per sentence + 11.8 syllables per word - 15.59.
    """
    found = words(text)
    if not found:
        return 0.0
    per_sentence = len(found) / max(1, len(sentences(text)))
    per_word = sum(syllables(word) for word in found) / len(found)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def syllables_es(word: str) -> int:
    """Syllables of one Spanish word, at least 1: groups of vowels, parted where two of them are heard apart."""
    groups = VOWELS_ES.findall(FINAL_Y.sub("i", word.lower()))
    return max(1, sum(1 + _apart(group) for group in groups))


def _apart(group):
    """How many neighbors are heard apart: two strong vowels (le-er), or a strong one and a stressed weak one (dí-a)."""
    heard = ["strong" if letter in STRONG else "stressed" if letter in STRESSED_WEAK else "weak" for letter in group]
    pairs = {("strong", "strong"), ("strong", "stressed"), ("stressed", "strong")}
    return sum(pair in pairs for pair in pairwise(heard))


def ease_es(text: str) -> float:
    """Fernández-Huerta ease of a Spanish text: 70 and more reads easily, higher is easier; 0.0 for no words.

    Source: Fernández Huerta 1959 (Consigna 214), 206.84 - 60 syllables per word - 1.02 words per sentence. It is often
    quoted with sentences in the last term, an error that Law showed in 2011 (LINGUIST List 22.2332).
    """
    found = WORD_ES.findall(text)
    if not found:
        return 0.0
    parts = [part for part in SENTENCE_END.split(text) if WORD_ES.search(part)]
    per_word = sum(syllables_es(word) for word in found) / len(found)
    return 206.84 - 60 * per_word - 1.02 * len(found) / len(parts)
