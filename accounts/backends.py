"""Who is asking: the two rows behind every page, the session and its user, read with SQL of our own (accounts.rows)."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts import rows
from accounts.models import User

SESSION = "SELECT {columns} FROM django_session WHERE session_key = %s AND expire_date > %s"
USER = "SELECT {columns} FROM accounts_user WHERE id = %s AND is_active"


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key):
        # A cookie's value may be quoted, with NUL in it as \\000; PostgreSQL takes none.
        return super()._validate_session_key(key) and "\0" not in key

    def load(self):
        found = rows.first((Session,), SESSION, [self.session_key, timezone.now()])
        if found is None:
            self._session_key = None  # as Django's own: what is stored next gets a key of our choosing
            return {}
        return self.decode(found[0].session_data)


class Backend(AuthenticationBackend):
    def get_user(self, user_id):
        found = rows.first((User,), USER, [user_id])
        return found and found[0]
