"""The questions of a check as plain JSON values, to be printed and answered with a pen around a table."""

from django.conf import settings
from django.utils import timezone, translation

from pillars.catalog import CURRENT_VERSION, UnknownContent, languages, load_instrument
from reports.actions import long_date

MINUTES = {"full": 35, "core": 15}  # as the page says on which a check is started


def version_to_print(organization):
    """The version of the questions that an organization answers: its open check's, else the current one."""
    check = organization.assessments.filter(state="open").first()
    return check.instrument_version if check else CURRENT_VERSION


def build_paper_form(*, organization, form, language, paper, today=None):
    """The paper form's content as JSON values. It holds no answers, and so is the same for whoever asks.

    form: "full" or "core"; language: an instrument language; paper: "letter" or "a4"; today: a date, the current one
    when None.
    Raises pillars.catalog.UnknownContent if there is no such form, or if the version has no words in that language.
    """
    version = version_to_print(organization)
    if language not in languages(version):
        raise UnknownContent(f"Version {version} has no words in language {language!r}.")
    instrument = load_instrument(version, language)
    asked = set(instrument.form(form))
    today = today or timezone.localdate()
    with translation.override(language):
        made_on = long_date(today)
    return {
        "kind": "paper-form",
        "form": form,
        "language": language,
        "paper": paper,
        "code_version": settings.CODE_VERSION,
        "organization": organization.name,
        "made_iso": today.isoformat(),
        "made_on": made_on,
        "version": version,
        "questions": len(asked),
        "minutes": MINUTES[form],
        "pillars": [pillar_values(pillar, asked) for pillar in instrument.pillars],
    }


def pillar_values(pillar, asked):
    items = [item_values(item) for item in pillar.items if item.code in asked]
    return {"slug": pillar.slug, "name": pillar.name, "line": pillar.line, "items": items}


def item_values(item):
    return {
        "code": item.code,
        "question": item.question,
        "counts": item.counts,
        "answers": list(item.descriptors),
        "not_applicable": item.not_applicable,
    }
