from django.apps import AppConfig
from django.core.checks import register

from home.checks import check_messages


class HomeConfig(AppConfig):
    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        register(check_messages, "translation")
