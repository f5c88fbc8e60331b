"""How hard a text is to read. Pure: standard library only.

textstat needs a corpus download, so the count of syllables is by groups of vowels.
"""

import re

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
SENTENCE_END = re.compile(r"[.!?:;]+[”’\")]*(?:\s|$)")
VOWELS = re.compile(r"[aeiouy]+")


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
