"""Whether a published version is still as it was published. Pure: no Django.

content/lock.toml holds the SHA-256 of every file of a published version, as `sha256sum` prints it. Files may be added
to a version, for a language is one more folder; a file that is locked never changes again.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

HEADER = "# SHA-256 of every published file. Written by `manage.py lock_content`; never by hand.\n"


class ChangedContent(ValueError):
    """A locked file was changed or is missing, so nothing more of its version can be locked."""


@dataclass(frozen=True)
class Comparison:
    """How a version's files stand to the lock: paths below the version's folder, in order."""

    changed: tuple[str, ...]
    vanished: tuple[str, ...]
    unlocked: tuple[str, ...]


def compare(content: Path, version: str) -> Comparison:
    """The files of content/<version> that differ from content/lock.toml.

    Raises tomllib.TOMLDecodeError if the lock file cannot be read.
    """
    locked, found = read(content).get(version, {}), _hashes(content / version)
    return Comparison(
        changed=tuple(name for name in locked if name in found and found[name] != locked[name]),
        vanished=tuple(name for name in locked if name not in found),
        unlocked=tuple(name for name in found if name not in locked),
    )


def add(content: Path, version: str) -> tuple[str, ...]:
    """Locks the files of a version that are not locked yet, and returns their paths.

    Raises ChangedContent if a locked file of the version was changed or is missing; then nothing is written.
    """
    state = compare(content, version)
    if state.changed or state.vanished:
        raise ChangedContent(", ".join(f"{version}/{name}" for name in state.changed + state.vanished))
    _write(content, {**read(content), version: _hashes(content / version)})
    return state.unlocked


def read(content: Path) -> dict[str, dict[str, str]]:
    """Version to path to hash; empty where nothing was published yet."""
    path = content / "lock.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _hashes(folder):
    files = sorted(path for path in folder.rglob("*.toml"))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _write(content, versions):
    parts = [HEADER]
    for version, files in sorted(versions.items()):
        parts += [f'\n["{version}"]\n', *(f'"{name}" = "{digest}"\n' for name, digest in sorted(files.items()))]
    (content / "lock.toml").write_text("".join(parts), encoding="utf-8")
