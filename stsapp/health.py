"""Signs of life for whoever runs the server."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse


def livez(request):
    """200 as long as the process answers; touches nothing."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request):
    """200 when the database answers and every migration is applied, else 503. A broker that is down does not matter."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("database does not answer", status=503, content_type="text/plain")
    if waiting:
        return HttpResponse("migrations are waiting", status=503, content_type="text/plain")
    return HttpResponse("ready", content_type="text/plain")
