"""Django's system checks of the content: what `manage.py check` says about the instrument."""

import tomllib

from django.core.checks import Error, Warning

from pillars import catalog, lock
from pillars.validation import validate


def check_content(app_configs=None, **kwargs):
    """Every broken rule of every version, and every published file that is no longer as it was published."""
    if app_configs is not None and not any(config.name == "pillars" for config in app_configs):
        return []
    found = catalog.versions()
    missing = [] if catalog.CURRENT_VERSION in found else [_missing()]
    return missing + [message for version in found for message in (*_rules(version), *_lock(version))]


def _missing():
    return _error("E001", catalog.CURRENT_VERSION, "", "The current version has no folder.")


def _rules(version):
    return [_error(found.id, found.file, found.key, found.message) for found in validate(catalog.CONTENT / version)]


def _lock(version):
    try:
        state = lock.compare(catalog.CONTENT, version)
    except tomllib.TOMLDecodeError as reason:
        return [_error("E033", "lock.toml", "", f"It cannot be read: {reason}.")]
    changed = [_broken("E031", version, name, "It was changed after it was published.") for name in state.changed]
    vanished = [_broken("E032", version, name, "It was published and is missing.") for name in state.vanished]
    return changed + vanished + _unlocked(version, state.unlocked)


def _unlocked(version, names):
    if not names:
        return []
    hint = f"Not locked: {', '.join(names)}. Run: manage.py lock_content {version}"
    return [Warning(f"Version {version} has files that are not published yet.", hint=hint, id="pillars.W031")]


def _broken(code, version, name, message):
    error = _error(code, f"{version}/{name}", "", message)
    error.hint += " Bring back the published text; a change of wording is a new version."
    return error


def _error(code, file, key, message):
    place = f", key {key}" if key else ""
    return Error(message, hint=f"See pillars/content/{file}{place}.", id=f"pillars.{code}")
