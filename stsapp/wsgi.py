import os

from django.core.wsgi import get_wsgi_application

from stsapp.encodings import always_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stsapp.settings")
application = always_utf8(get_wsgi_application())
