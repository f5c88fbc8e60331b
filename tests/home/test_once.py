import pytest
from django.template import Context, engines
from django.utils.safestring import mark_safe
from django.utils.translation import override

from home.templatetags import once


@pytest.fixture
def template():
    """A function that compiles a template: template("...") -> a function from values to HTML."""

    def compiled(source):
        found = engines["django"].from_string("{% load i18n once %}" + source).template
        return lambda **values: found.render(Context(values))

    return compiled


def test_the_same_values_are_drawn_once(template):
    drawn = []
    draw = template("{% once step=step %}{{ step.mark }}{% endonce %}")

    class Step:
        @property
        def mark(self):
            drawn.append(1)
            return "*"

    step = Step()
    assert [draw(step=step), draw(step=step)] == ["*", "*"]
    assert len(drawn) == 1
    draw(step=Step())
    assert len(drawn) == 2


def test_each_language_has_its_own(template):
    draw = template('{% once %}{% translate "Sign out" %}{% endonce %}')
    english = draw()
    with override("es"):
        assert draw() != english
    assert draw() == english


def test_markup_sees_only_the_values_that_are_named(template):
    draw = template("{% once name=user.name %}[{{ name }}{{ user }}{{ token }}]{% endonce %}")
    assert draw(user={"name": "Ana"}, token="abc") == "[Ana]"
    assert draw(user={"name": "Luis"}, token="abc") == "[Luis]"


def test_what_is_safe_does_not_stand_in_for_what_must_be_escaped(template):
    draw = template("{% once words=words %}{{ words }}{% endonce %}")
    assert draw(words=mark_safe("<b>")) == "<b>"
    assert draw(words="<b>") == "&lt;b&gt;"


def test_one_true_and_one_point_zero_are_three_values(template):
    draw = template("{% once n=n %}{{ n }}{% endonce %}")
    assert [draw(n=1), draw(n=True), draw(n=1.0)] == ["1", "True", "1.0"]


def test_it_does_not_grow_without_end(template, monkeypatch):
    monkeypatch.setattr(once, "MOST", 3)
    draw = template("{% once n=n %}{{ n }}{% endonce %}")
    assert [draw(n=n) for n in range(10)] == [str(n) for n in range(10)]
    assert draw(n=4) == "4"
