import pytest
from django.db.migrations.recorder import MigrationRecorder


def test_livez_touches_nothing(client):
    assert client.get("/livez").status_code == 200  # no database fixture: a query would fail


@pytest.mark.django_db
def test_readyz_when_all_is_there(client):
    assert client.get("/readyz").content == b"ready"


@pytest.mark.django_db
def test_readyz_waits_for_migrations(client):
    MigrationRecorder.Migration.objects.filter(app="reports").delete()
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"migrations are waiting")


@pytest.mark.django_db
def test_readyz_does_not_need_redis(client, settings):
    settings.CELERY_BROKER_URL = settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert client.get("/readyz").status_code == 200
