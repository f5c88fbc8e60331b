"""How far a sheet has come: what is answered, skipped, not sure, and what comes next."""

from dataclasses import dataclass

from pillars.levels import DONT_KNOW

NOT_STARTED, IN_PROGRESS, DONE = "not-started", "in-progress", "done"


@dataclass(frozen=True)
class Section:
    """One pillar of a form as the task list shows it; the counts are of questions."""

    pillar: object
    codes: tuple[str, ...]
    answered: int
    skipped: int
    unsure: int
    next_code: str  # the first question not opened yet, else the first of all

    @property
    def total(self):
        return len(self.codes)

    @property
    def seen(self):
        return self.answered + self.skipped

    @property
    def state(self):
        if not self.seen:
            return NOT_STARTED
        return DONE if self.seen == self.total else IN_PROGRESS


@dataclass(frozen=True)
class Progress:
    """All sections of a sheet and the way through them."""

    sections: tuple[Section, ...]
    codes: tuple[str, ...]

    @property
    def done(self):
        return sum(section.state == DONE for section in self.sections)

    @property
    def started(self):
        return any(section.seen for section in self.sections)

    @property
    def complete(self):
        """True once every section has been opened: answers may still be skipped."""
        return all(section.seen for section in self.sections)

    @property
    def skipped(self):
        return sum(section.total - section.answered for section in self.sections)

    @property
    def unsure(self):
        return sum(section.unsure for section in self.sections)

    @property
    def next_section(self):
        """The first section that is not done, or None."""
        return next((section for section in self.sections if section.state != DONE), None)

    def number(self, code):
        """The place of a question in its form, from 1."""
        return self.codes.index(code) + 1

    def after(self, code):
        """The code that follows in the same section, or None at the section's end."""
        section = next(section for section in self.sections if code in section.codes)
        later = section.codes[section.codes.index(code) + 1 :]
        return later[0] if later else None

    def before(self, code):
        """The code before it in the same section, or None at the section's start."""
        section = next(section for section in self.sections if code in section.codes)
        earlier = section.codes[: section.codes.index(code)]
        return earlier[-1] if earlier else None


def measure(instrument, form, answers):
    """The Progress of a sheet.

    instrument: pillars.catalog.Instrument; form: "full" or "core"; answers: item code to answer, as Sheet.answers.
    """
    codes = instrument.form(form)
    sections = tuple(_section(pillar, codes, answers) for pillar in instrument.pillars)
    return Progress(sections=tuple(section for section in sections if section.codes), codes=codes)


def _section(pillar, form_codes, answers):
    codes = tuple(item.code for item in pillar.items if item.code in form_codes)
    given = [answers.get(code) for code in codes]
    unopened = [code for code in codes if code not in answers]
    return Section(
        pillar=pillar,
        codes=codes,
        answered=sum(answer is not None for answer in given),
        skipped=sum(answers.get(code, "") is None for code in codes),
        unsure=given.count(DONT_KNOW),
        next_code=(unopened or codes or [""])[0],
    )
