import shutil

import pytest
from django.apps import apps
from django.core.checks import Error, Warning, run_checks

from pillars import catalog, checks, lock


def found():
    return [(message.id, message.level) for message in checks.check_content()]


def test_the_content_of_this_repository_has_no_problem():
    assert checks.check_content() == []


def test_django_runs_the_check(elsewhere, edit):
    edit("items/leadership.toml", "core = true", "core = false")
    (elsewhere / "lock.toml").unlink(missing_ok=True)
    assert "pillars.E004" in [message.id for message in run_checks(tags=["content"])]


def test_an_error_names_file_and_key(elsewhere, edit):
    (elsewhere / "lock.toml").unlink(missing_ok=True)
    lock.add(elsewhere, "2026.1")
    edit("items/workload.toml", 'who = "leadership"', 'who = "nobody"')
    messages = checks.check_content()
    assert [message.id for message in messages] == ["pillars.E010", "pillars.E031"]
    assert messages[0] == Error(
        '"nobody" is none of board, leadership, supervisor, direct, personnel.',
        hint="See pillars/content/2026.1/items/workload.toml, key WRK-1.moves[0].who.",
        id="pillars.E010",
    )
    assert messages[1].hint.startswith("See pillars/content/2026.1/items/workload.toml. Bring back")


def test_a_published_file_that_is_missing(elsewhere):
    (elsewhere / "lock.toml").unlink(missing_ok=True)
    (elsewhere / "2026.1/notes.toml").write_text("")
    lock.add(elsewhere, "2026.1")
    (elsewhere / "2026.1/notes.toml").unlink()
    assert found() == [("pillars.E032", Error("").level)]


def test_an_unreadable_lock(elsewhere):
    (elsewhere / "lock.toml").write_text("= 1")
    assert found() == [("pillars.E033", Error("").level)]


def test_a_new_language_is_a_warning_until_it_is_locked(elsewhere):
    (elsewhere / "lock.toml").unlink(missing_ok=True)
    lock.add(elsewhere, "2026.1")
    shutil.copytree(elsewhere / "2026.1/en", elsewhere / "2026.1/es")
    assert found() == [("pillars.W031", Warning("").level)]
    assert "es/workload.toml" in checks.check_content()[0].hint
    lock.add(elsewhere, "2026.1")
    assert found() == []


def test_the_current_version_must_be_there(elsewhere, monkeypatch):
    (elsewhere / "lock.toml").unlink(missing_ok=True)
    lock.add(elsewhere, "2026.1")
    monkeypatch.setattr(catalog, "CURRENT_VERSION", "2027.1")
    assert [message.id for message in checks.check_content()] == ["pillars.E001"]


@pytest.mark.parametrize(("name", "count"), [("pillars", 1), ("accounts", 0)])
def test_checks_of_one_app(elsewhere, edit, name, count):
    (elsewhere / "lock.toml").unlink(missing_ok=True)
    lock.add(elsewhere, "2026.1")
    (elsewhere / "2026.1/new.toml").write_text("")
    assert len(checks.check_content(app_configs=[apps.get_app_config(name)])) == count
