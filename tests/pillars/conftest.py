"""A copy of the content that a test may break."""

import shutil

import pytest

from pillars import catalog

VERSION = catalog.CURRENT_VERSION


@pytest.fixture
def content(tmp_path):
    """The content folder, copied, with English alone: content / VERSION / "en" / "leadership.toml"."""
    shutil.copytree(catalog.CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("es"))
    return tmp_path / "content"


@pytest.fixture
def version(content):
    return content / VERSION


@pytest.fixture
def edit(version):
    """A function that replaces the first `old` in a file of the version, and fails where there is none."""

    def replace(name, old, new):
        path = version / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def elsewhere(content, monkeypatch):
    """The catalog reads the copy, and forgets what it has read before and after."""
    caches = (catalog.languages, catalog._load_instrument, catalog._load_practices, catalog._load_references)
    monkeypatch.setattr(catalog, "CONTENT", content)
    for cached in caches:
        cached.cache_clear()
    yield content
    for cached in caches:
        cached.cache_clear()
