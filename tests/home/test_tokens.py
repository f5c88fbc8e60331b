"""The colours: every pair that is read together has the contrast that was promised."""

import re
from itertools import pairwise

import pytest
from django.conf import settings

TOKENS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", TOKENS))

# Text or mark, ground, ratio: ux.md 3.2 and 3.3.
PAIRS = [
    ("paper", "white", 1.06),
    ("sand", "white", 1.17),
    ("sand", "paper", 1.10),
    ("ink", "white", 15.22),
    ("ink", "paper", 14.35),
    ("ink-2", "white", 7.32),
    ("ink-2", "paper", 6.90),
    ("edge", "white", 4.59),
    ("edge", "paper", 4.33),
    ("rule", "white", 1.48),
    ("rule", "paper", 1.39),
    ("primary", "white", 8.42),
    ("primary", "paper", 7.94),
    ("primary-hover", "white", 11.54),
    ("primary-hover", "paper", 10.88),
    ("primary-tint", "white", 1.17),
    ("primary-tint", "paper", 1.10),
    ("ink", "primary-tint", 13.03),
    ("focus", "white", 1.53),
    ("focus", "paper", 1.44),
    ("ink", "focus", 9.94),
    ("error", "white", 7.60),
    ("error", "paper", 7.16),
    ("error", "error-tint", 6.66),
    ("note", "note-tint", 7.06),
    ("leaders", "white", 11.45),
    ("leaders", "paper", 10.79),
    ("staff", "white", 5.84),
    ("staff", "paper", 5.50),
    ("ink", "step-1", 13.07),
    ("ink", "step-2", 7.82),
    ("white", "step-3", 4.69),
    ("white", "step-4", 11.45),
]
MAIN_TEXT, SECOND_TEXT, ANY_TEXT, MARKS = 13, 6, 4.5, 3


def channel(value):
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(name):
    """Relative luminance of a token, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (channel(int(COLOURS[name][i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Contrast of two tokens, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lightness(name):
    """L* of a token, 0 to 100 (CIE 1976): what is left of it in a grey print."""
    y = luminance(name)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize(("one", "other", "ratio"), PAIRS)
def test_pairs_keep_the_ratio_that_was_measured(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.02)


@pytest.mark.parametrize("ground", ["white", "paper"])
def test_text_and_controls_can_be_seen_on_every_ground(ground):
    assert contrast("ink", ground) >= MAIN_TEXT
    assert min(contrast(name, ground) for name in ("ink-2", "primary", "primary-hover", "error")) >= SECOND_TEXT
    assert min(contrast(name, ground) for name in ("edge", "leaders", "staff")) >= MARKS


def test_quiet_text_stays_readable_on_sand():
    assert min(contrast(name, "sand") for name in ("ink-2", "primary", "note")) >= ANY_TEXT


@pytest.mark.parametrize(("step", "label"), re.findall(r"--step-(\d)-text: var\(--([\w-]+)\);", TOKENS))
def test_labels_can_be_read_on_every_step(step, label):
    assert contrast(label, f"step-{step}") >= ANY_TEXT


def test_steps_differ_in_a_grey_print():
    lights = [lightness(f"step-{step}") for step in (1, 2, 3, 4)]
    assert min(lighter - darker for lighter, darker in pairwise(lights)) >= 15
