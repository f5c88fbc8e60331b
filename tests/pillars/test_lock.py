import hashlib
import tomllib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pillars import catalog, lock


@pytest.fixture
def unpublished(content):
    (content / "lock.toml").unlink(missing_ok=True)
    return content


@pytest.fixture
def published(unpublished):
    lock.add(unpublished, "2026.1")
    return unpublished


def lock_content(version):
    out = StringIO()
    call_command("lock_content", version, stdout=out)
    return out.getvalue()


def test_what_was_published_here_is_as_it_was_published():
    assert lock.compare(catalog.CONTENT, "2026.1") == lock.Comparison((), (), ())


def test_nothing_is_locked_before_it_is_published(unpublished):
    state = lock.compare(unpublished, "2026.1")
    assert (state.changed, state.vanished, len(state.unlocked)) == ((), (), 16)


def test_the_lock_holds_the_hash_of_every_file(published):
    locked = tomllib.loads((published / "lock.toml").read_text())["2026.1"]
    digest = hashlib.sha256((published / "2026.1/en/levels.toml").read_bytes()).hexdigest()
    assert (len(locked), locked["en/levels.toml"]) == (16, digest)
    assert lock.compare(published, "2026.1") == lock.Comparison((), (), ())


def test_a_changed_file_and_a_missing_one_are_found(published):
    with (published / "2026.1/en/levels.toml").open("a") as file:
        file.write("# a word more\n")
    (published / "2026.1/references.toml").unlink()
    assert lock.compare(published, "2026.1") == lock.Comparison(("en/levels.toml",), ("references.toml",), ())


def test_nothing_is_added_where_a_locked_file_was_changed(published):
    before = (published / "lock.toml").read_bytes()
    (published / "2026.1/en/levels.toml").write_text("")
    (published / "2026.1/es.toml").write_text("")
    with pytest.raises(lock.ChangedContent, match=r"2026\.1/en/levels\.toml"):
        lock.add(published, "2026.1")
    assert (published / "lock.toml").read_bytes() == before


def test_a_new_language_may_join_a_published_version(published):
    (published / "2026.1/es").mkdir()
    (published / "2026.1/es/levels.toml").write_text("")
    assert lock.compare(published, "2026.1").unlocked == ("es/levels.toml",)
    before = lock.read(published)["2026.1"]
    assert lock.add(published, "2026.1") == ("es/levels.toml",)
    after = lock.read(published)["2026.1"]
    assert {name: after[name] for name in before} == before


def test_other_versions_keep_their_hashes(published):
    (published / "2026.2").mkdir()
    (published / "2026.2/practices.toml").write_text("")
    before = lock.read(published)["2026.1"]
    lock.add(published, "2026.2")
    assert lock.read(published)["2026.1"] == before


def test_the_command_says_what_it_locked_and_then_that_all_is_locked(unpublished, elsewhere):
    assert "Locked 2026.1/en/leadership.toml\n" in lock_content("2026.1")
    assert lock_content("2026.1") == "Every file is locked already.\n"


def test_the_command_refuses_changed_files(published, elsewhere):
    (published / "2026.1/en/levels.toml").write_text("")
    with pytest.raises(CommandError, match=r"Nothing was locked: .* 2026\.1/en/levels\.toml\."):
        lock_content("2026.1")


def test_the_command_refuses_an_unknown_version(elsewhere):
    with pytest.raises(CommandError, match=r"There is no version 1\.0\. There are: 2026\.1\."):
        lock_content("1.0")
