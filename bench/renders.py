"""Draws a plan of some eight pages again and again and prints, as JSON, the process's memory after so many renders.

python -m bench.renders 10 200
"""

import json
import sys

import django
import psutil


def main(counts):
    django.setup()
    from reports.models import Report
    from reports.printing import draw

    report = Report.objects.latest("requested_at")
    # One pillar's page in place of six: 200 whole plans would take two minutes and a half.
    context = {**report.context, "busy": report.context["busy"][:1], "quiet": []}
    memory = {}
    for number in range(1, max(counts) + 1):
        draw(context, report.context_hash)
        memory[number] = psutil.Process().memory_info().rss
    print(json.dumps([memory[count] for count in counts]))


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]])
