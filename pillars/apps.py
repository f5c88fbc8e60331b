from django.apps import AppConfig
from django.core.checks import register

from pillars.checks import check_content


class PillarsConfig(AppConfig):
    name = "pillars"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        register(check_content, "content")
