"""Every page of an organization, as axe, a phone and a browser without script meet it."""

import pytest
from django.urls import reverse

from plans import services as plans

pytestmark = pytest.mark.browser

STAGES = ("empty", "draft", "submitted", "compared")


@pytest.fixture
def site_at(organization, owner, make_check, make_result, instrument):
    """A function that brings the organization to a stage and gives the addresses worth looking at there."""

    def at(name, *args):
        return reverse(name, args=[organization.slug, *args])

    def empty():
        return [at("home:organization"), at("home:results"), at("home:compare"), at("assessments:start"),
                at("plans:plan"), at("reports:list")]  # fmt: skip

    def draft():
        sheet = make_check(organization, owner, {"LEA-1": 2, "LEA-2": None, "WRK-1": "DK"}, notes={"LEA-1": "A note"})
        pk = sheet.assessment_id
        questions = [at("assessments:question", pk, code) for code in ("LEA-1", "IND-6", "SUP-7")]
        section = at("assessments:section", pk, "workspace")
        return [at("home:organization"), at("assessments:start"), at("assessments:tasks", pk), section, *questions]

    def submitted():
        answers = {code: 1 + number % 4 for number, code in enumerate(instrument.items)}
        result = make_result(organization, owner, {**answers, "WRK-2": "DK", "SUP-1": None})
        pk = result.assessment_id
        action = plans.add_suggestion(organization=organization, result=result, code="LEA-2:2", user=owner)
        checks = [at(f"assessments:{name}", pk) for name in ("tasks", "answers", "submitted", "reopen")]
        pillars = [at("home:pillar_results", pk, slug) for slug in ("leadership", "workload")]
        plan = [at("plans:plan"), at("plans:suggestions"), at("plans:action", action.pk), at("plans:own")]
        return [at("home:organization"), at("home:results"), *pillars, *checks, *plan, at("reports:new")]

    def compared():
        steps = {code: 1 + number % 4 for number, code in enumerate(instrument.items)}
        earlier = {code: 1 if code.startswith("WRK") else 3 for code in instrument.items}
        for answers, form in ((steps, "core"), (3, "full"), (earlier, "full")):
            make_result(organization, owner, answers, form=form, label=f"A check of the {form} form in the autumn")
        return [at("home:organization"), at("home:results"), at("home:compare"), at("home:compare") + "?before=none"]

    stages = {"empty": empty, "draft": draft, "submitted": submitted, "compared": compared}
    return lambda stage: stages[stage]()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("stage", STAGES)
def test_no_page_breaks_a_rule_or_scrolls_sideways(new_page, axe, owner, site_at, stage, script):
    page = new_page(user=owner, script=script)
    for address in site_at(stage):
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        if script:  # axe is a script itself
            axe(page)
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


@pytest.mark.parametrize("stage", ["draft", "submitted"])
def test_nor_does_it_in_spanish_where_words_are_longer(new_page, axe, owner, site_at, stage):
    page = new_page(user=owner, locale="es-MX")
    for address in site_at(stage):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "es"
        axe(page)
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
