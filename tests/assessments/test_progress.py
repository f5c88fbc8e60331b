from assessments.progress import measure
from pillars.levels import PILLARS


def test_nothing_opened(instrument):
    progress = measure(instrument, "full", {})
    assert [section.state for section in progress.sections] == ["not-started"] * 6
    assert (progress.done, progress.started, progress.complete) == (0, False, False)
    assert progress.next_section.next_code == "LEA-1"


def test_a_section_counts_answers_skips_and_doubts(instrument):
    leadership = measure(instrument, "full", {"LEA-1": 2, "LEA-2": "DK", "LEA-3": None}).sections[0]
    assert (leadership.answered, leadership.skipped, leadership.unsure) == (2, 1, 1)
    assert (leadership.state, leadership.next_code, leadership.total) == ("in-progress", "LEA-4", 8)


def test_complete_means_every_section_was_opened(instrument):
    opened = {f"{prefix}-1": None for prefix in PILLARS.values()}
    progress = measure(instrument, "full", opened)
    assert (progress.complete, progress.done, progress.skipped) == (True, 0, 42)


def test_all_answered(instrument):
    progress = measure(instrument, "full", dict.fromkeys(instrument.items, 2))
    assert (progress.done, progress.next_section, progress.skipped) == (6, None, 0)


def test_the_short_form_has_18_questions_in_six_sections(instrument):
    progress = measure(instrument, "core", {})
    assert (len(progress.codes), len(progress.sections)) == (18, 6)


def test_the_way_through_a_section(instrument):
    progress = measure(instrument, "full", {})
    assert (progress.before("LEA-1"), progress.after("LEA-1"), progress.after("LEA-8")) == (None, "LEA-2", None)
    assert (progress.before("WRK-1"), progress.number("WRK-1")) == (None, 9)
