"""What import-linter cannot see: relations name their target by a string."""

import pytest
from django.apps import apps

# From the top down, as in the import contract of pyproject.toml. pillars has no tables, stsapp none either.
LAYERS = ["home", "reports", "plans", "assessments", "accounts"]
OURS = [model for model in apps.get_models() if model._meta.app_label in LAYERS]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_relations_point_the_way_of_the_imports(model):
    height = LAYERS.index(model._meta.app_label)
    targets = [field.related_model._meta.app_label for field in model._meta.get_fields() if field.many_to_one]
    assert [app for app in targets if app in LAYERS and LAYERS.index(app) < height] == []


@pytest.mark.parametrize("app", ["pillars", "stsapp"])
def test_content_and_wiring_have_no_tables(app):
    assert list(apps.get_app_config(app).get_models()) == []
