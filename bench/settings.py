"""The platform as it is served, on a database and folders of the benchmark's own."""

import os
from pathlib import Path

from stsapp.settings import *  # noqa: F403
from stsapp.settings import DATABASES, LOGGING

FILES = Path(os.environ["BENCH_FILES"])
DATABASES["default"]["NAME"] = "bench_sts"
STATIC_ROOT = FILES / "static"
MEDIA_ROOT = str(FILES / "media")
LOGGING["root"]["level"] = "WARNING"
