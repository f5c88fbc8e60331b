import shutil

import pytest

from pillars import catalog
from pillars.catalog import UnknownContent, load_instrument, load_practices, load_references
from pillars.levels import PILLARS, Level


def test_the_instrument_has_its_pillars_in_the_reports_order():
    instrument = load_instrument()
    assert [pillar.slug for pillar in instrument.pillars] == list(PILLARS)
    assert [len(pillar.items) for pillar in instrument.pillars] == [8, 8, 6, 7, 6, 7]


def test_the_forms():
    instrument = load_instrument()
    assert len(instrument.form("full")) == 42
    assert instrument.form("core") == (
        "LEA-1", "LEA-2", "LEA-4", "WRK-1", "WRK-4", "WRK-5", "SPC-1", "SPC-2", "SPC-3", "SPC-4", "SUP-1", "SUP-4",
        "PEE-1", "PEE-2", "PEE-3", "IND-1", "IND-2", "IND-7",
    )  # fmt: skip
    with pytest.raises(UnknownContent, match="short"):
        instrument.form("short")


def test_an_item_carries_its_words_and_its_three_moves():
    instrument = load_instrument()
    item = instrument.items["SUP-1"]
    assert (item.pillar, item.core, len(item.descriptors)) == ("supervision", True, 4)
    assert item.lines[0] == (436, 436)
    assert [move.code for move in item.moves] == ["SUP-1:1", "SUP-1:2", "SUP-1:3"]
    assert instrument.moves["SUP-1:2"] is item.moves[1]


def test_every_item_can_be_found_by_its_pillar():
    instrument = load_instrument()
    assert instrument.pillar("peer-support").items[0] is instrument.items["PEE-1"]
    with pytest.raises(UnknownContent, match="'budget'"):
        instrument.pillar("budget")


def test_levels_by_step():
    instrument = load_instrument()
    assert [instrument.level(step).name for step in (1, 2, 3, 4)] == [level.title for level in Level]
    for step in (0, -1, 5):
        with pytest.raises(UnknownContent):
            instrument.level(step)


def test_practices_and_references():
    practices, references = load_practices(), load_references()
    assert (len(practices), len(references)) == (50, 143)
    assert practices["supervisory-support"].evidence == "promising"
    assert references["cross-1989"].year == 1989


def test_what_was_read_once_is_not_read_again():
    assert load_instrument() is load_instrument("2026.1", "en")
    assert load_practices() is load_practices("2026.1", "en")


@pytest.mark.parametrize(
    ("version", "language"), [("2025.9", "en"), ("2026.1", "xx"), ("..", "en"), ("2026.1", "../2026.1/en"), ("", "")]
)
def test_what_does_not_exist_is_refused(version, language):
    with pytest.raises(UnknownContent):
        load_instrument(version, language)
    with pytest.raises(UnknownContent):
        load_practices(version, language)


def test_references_of_an_unknown_version():
    with pytest.raises(UnknownContent):
        load_references("../content")


def test_versions_go_by_number_and_pass_over_other_folders(elsewhere):
    for name in ("2026.10", "2026.2", "__pycache__", "drafts"):
        (elsewhere / name).mkdir()
    assert catalog.versions() == ["2026.1", "2026.2", "2026.10"]


def test_a_language_is_offered_once_every_file_is_there(elsewhere):
    shutil.copytree(elsewhere / "2026.1/en", elsewhere / "2026.1/es")
    (elsewhere / "2026.1/es/workload.toml").rename(elsewhere / "workload.toml")
    assert catalog.languages("2026.1") == ["en"]
    (elsewhere / "workload.toml").rename(elsewhere / "2026.1/es/workload.toml")
    catalog.languages.cache_clear()
    assert catalog.languages("2026.1") == ["en", "es"]
    assert load_instrument("2026.1", "es").language == "es"
    assert catalog.languages("2030.1") == []
