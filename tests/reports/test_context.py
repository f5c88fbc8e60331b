import json
from datetime import date

import pytest

from pillars.catalog import UnknownContent
from plans.models import Action
from reports.context import build_context, context_hash
from tests.reports.conftest import LEVELS, TODAY, placement


def gather(result, plan=None, **more):
    values = {"language": "en", "paper": "letter", "prepared_by": "Olivia", "today": TODAY, **more}
    return build_context(organization=result.assessment.organization, result=result, plan=plan, **values)


def pillar_level(found, slug):
    pages = [*found["busy"], *(page for pair in found["quiet"] for page in pair)]
    return next(page["level"] for page in pages if page["slug"] == slug)


def test_it_is_plain_json_and_the_same_data_give_the_same_hash(result, make_plan):
    plan = make_plan(result, 5)
    found = gather(result, plan)
    assert json.loads(json.dumps(found)) == found
    assert context_hash(gather(result, plan)) == context_hash(found)


def test_another_day_paper_or_owner_is_another_report(result, make_plan):
    plan = make_plan(result, 1)
    hashes = {
        context_hash(gather(result, plan)),
        context_hash(gather(result, plan, paper="a4")),
        context_hash(gather(result, plan, today=date(2026, 11, 24))),
    }
    plan.actions.update(owner="The board")
    assert len(hashes | {context_hash(gather(result, plan))}) == 4


def test_notes_stay_out(result, make_plan):
    text = json.dumps(gather(result, make_plan(result, 3)))
    assert "A note that stays with the leaders" not in text
    assert "A private note" not in text


def test_the_placement_is_told_in_the_reports_and_in_plain_words(result):
    found = gather(result)["overall"]
    assert found["level"]["name"] == "STS Pre-Competence"
    assert [cell["count"] for cell in found["ladder"]] == [4, 23, 12, 1]
    assert (found["unsure"], found["unanswered"]) == (2, 0)
    assert found["earliest"] == ["Leadership", "Workload", "Workspace", "Supervision", "Individualization"]


def test_a_pillar_with_too_few_answers_keeps_its_row(organization, make_result):
    levels = LEVELS | {"workspace": [2, None, None, None, None, None]}
    places = dict.fromkeys(levels, 2) | {"workspace": None}
    found = gather(make_result(organization, placement(levels, places)))
    row = found["profile"][2]
    assert (row["name"], row["level"], row["answered"], row["of"]) == ("Workspace", None, 1, 6)
    assert not any(cell["placed"] for cell in row["cells"])
    assert pillar_level(found, "workspace") is None


def test_without_an_overall_level_no_cell_of_the_ladder_is_placed(organization, make_result):
    found = gather(make_result(organization, placement(overall=None)))["overall"]
    assert found["level"] is None
    assert not any(cell["placed"] for cell in found["ladder"])


def test_strengths_come_highest_first(result):
    found = gather(result)["strengths"]
    assert found["reached"]
    assert [entry["level"]["step"] for entry in found["items"]] == [4, 3, 3, 3, 3]


def test_without_strengths_efforts_under_way_are_told(organization, make_result):
    levels = {slug: [2 if n == 0 else 1 for n, _ in enumerate(items)] for slug, items in LEVELS.items()}
    found = gather(make_result(organization, placement(levels, dict.fromkeys(levels, 1), overall=1)))["strengths"]
    assert not found["reached"]
    assert [entry["level"]["step"] for entry in found["items"]] == [2, 2, 2, 2, 2]


def test_an_empty_plan_brings_three_suggestions_and_all_pillars_two_to_a_page(result):
    found = gather(result)
    assert found["plan"]["actions"] == []
    assert len(found["plan"]["suggestions"]) == 3
    assert (found["busy"], [len(pair) for pair in found["quiet"]]) == ([], [2, 2, 2])


def test_the_wall_takes_the_first_five_by_date_and_a_pillar_three(result, make_plan):
    found = gather(result, make_plan(result, 12))
    assert [action["number"] for action in found["plan"]["actions"]] == [1, 2, 3, 4, 5]
    assert found["plan"]["open"] == 12
    assert max(len(page["actions"]) for page in found["busy"]) == 3
    assert found["more_actions"]
    assert len(found["plan"]["all"]) == 12


def test_done_and_paused_actions_are_listed_last_and_not_on_the_wall(result, make_plan):
    plan = make_plan(result, 3)
    first, second, third = plan.actions.order_by("due")
    Action.objects.filter(pk=first.pk).update(status="done")
    Action.objects.filter(pk=second.pk).update(status="paused")
    found = gather(result, plan)
    assert [action["title"] for action in found["plan"]["actions"]] == [third.title]
    assert [action["title"] for action in found["plan"]["all"]] == [third.title, second.title, first.title]


def test_sources_are_numbered_without_gaps_and_every_number_is_listed(result, make_plan):
    found = gather(result, make_plan(result, 12))
    used = {number for page in found["busy"] for number in page["sources"]}
    used |= {number for pair in found["quiet"] for page in pair for number in page["sources"]}
    assert used == set(range(1, len(found["sources"]) + 2))


def test_links_are_left_out_where_the_platform_has_no_address(result):
    assert gather(result)["links"] == {}
    assert gather(result, site="https://sts.example.org/")["links"]["model"] == "https://sts.example.org/model/"


def test_a_language_without_words_is_refused(result):
    with pytest.raises(UnknownContent):
        gather(result, language="tlh")
