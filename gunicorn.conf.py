"""How the web server runs, on a developer's machine and in the container; gunicorn reads this file by itself.

The address comes from --bind or PORT, the number of workers from WEB_CONCURRENCY.
"""

import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Settings are read before any worker starts: a missing one ends the start with its one line.
preload_app = True
# No access log: it would keep who asked for which page, respondents' links among them.
accesslog = None
# The control socket lies in the home folder, where two servers would fight for it.
control_socket_disable = True
