#!/usr/bin/env python3
"""Django's command line, with the developer's servers started when none are named."""

import os
import sys
from pathlib import Path

DEVELOPER_ENVIRONMENT = Path(__file__).resolve().parent / "var" / "dev.env"


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stsapp.settings")
    # `make` writes this file on a developer's machine. A server start never reads it: it must be told its secret.
    if DEVELOPER_ENVIRONMENT.exists() and "runserver" not in sys.argv[1:2]:
        from stsapp import embedded

        embedded.use(DEVELOPER_ENVIRONMENT, servers="place" not in sys.argv[1:2])
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
