"""Fills the bare site's database and prints, as JSON, what the client needs. Run with the bare site's settings.

python -m bench.bare.seed PEOPLE
"""

import json
import sys

import django
from django.core.management import call_command

QUESTIONS, CATEGORIES, RESPONSES = 36, 6, 1000
CHOICES = "never,sometimes,often,always"


def main(people):
    django.setup()
    call_command("migrate", verbosity=0)
    by_category, on_one_page = (make_survey(method) for method in (2, 0))
    make_responses(on_one_page)
    print(
        json.dumps(
            {
                "sessions": [session(number) for number in range(people)],
                "category_page": f"/survey/{by_category.pk}-0/",
                "survey_page": f"/survey/{on_one_page.pk}/",
                "answers": {f"question_{question.pk}": "often" for question in on_one_page.questions.all()},
            }
        )
    )


def make_survey(display_method):
    """A published survey of 36 radio questions in 6 categories."""
    from survey.models import Category, Question, Survey

    survey = Survey.objects.create(
        name="Support for staff", description="", need_logged_user=True, display_method=display_method
    )
    categories = [
        Category.objects.create(name=f"Part {number}", survey=survey, order=number) for number in range(CATEGORIES)
    ]
    for number in range(QUESTIONS):
        Question.objects.create(
            text=f"Question {number}: how does your organization support staff in this?",
            order=number,
            required=True,
            category=categories[number * CATEGORIES // QUESTIONS],
            survey=survey,
            type=Question.RADIO,
            choices=CHOICES,
        )
    return survey


def make_responses(survey):
    from survey.models import Answer, Response

    responses = Response.objects.bulk_create(
        Response(survey=survey, interview_uuid=f"{number:032x}") for number in range(RESPONSES)
    )
    questions = list(survey.questions.all())
    Answer.objects.bulk_create(
        Answer(question=question, response=response, body="often") for response in responses for question in questions
    )


def session(number):
    """A new person's session cookie."""
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client()
    client.force_login(User.objects.create(username=f"person-{number}"))
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    main(int(sys.argv[1]))
