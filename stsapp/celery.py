"""The Celery application: every worker's way in."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stsapp.settings")

app = Celery("stsapp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
