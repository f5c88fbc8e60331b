"""A server start that lacks something ends with one clear line."""

import pytest

SERVERS = {
    "gunicorn": ["-m", "gunicorn", "stsapp.wsgi", "--bind=127.0.0.1:0"],
    "celery": ["-m", "celery", "-A", "stsapp", "worker"],
    "runserver": ["manage.py", "runserver", "127.0.0.1:0"],
}


@pytest.mark.parametrize("command", SERVERS.values(), ids=SERVERS)
@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL"])
def test_start_without_setting_fails_with_one_line(run, command, name):
    done = run(command, **{name: None})
    assert done.stderr == f"{name} is not set. Set it in the environment, or use `make run` on a developer's machine.\n"
    assert done.stdout == ""
    assert done.returncode == 2


@pytest.mark.parametrize("address", ["nonsense", "sqlite:///db", "postgres://a:b@host:port/name", "mysql://a@b/c"])
def test_start_with_another_kind_of_database_fails_with_one_line(run, address):
    done = run(SERVERS["runserver"], DATABASE_URL=address)
    assert done.stderr == (
        "DATABASE_URL is not the address of a PostgreSQL database: postgres://user:password@host:5432/name\n"
    )
    assert done.returncode == 2


PRINT = """
from django.conf import settings
print(settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS, settings.SESSION_COOKIE_NAME)
"""


@pytest.mark.parametrize(
    ("hosts", "expected"), [(None, "False 0 sessionid"), ("sts.example", "True 31536000 __Host-session")]
)
def test_a_public_server_asks_for_https(run, hosts, expected):
    done = run(["-c", PRINT], ALLOWED_HOSTS=hosts, DJANGO_SETTINGS_MODULE="stsapp.settings")
    assert done.stdout.strip() == expected
