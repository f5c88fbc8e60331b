"""The worker's way in. A task carries an id and nothing else."""

import resource

from celery import shared_task, signals

MEMORY = 1 << 30  # bytes of address space for a process that draws: a page that needs more is a fault


@shared_task(bind=True)
def render(self, report_id):
    """Make one report (reports.jobs.run)."""
    from reports import jobs  # noqa: PLC0415 (pages that only ask for reports must not pay for the renderer)

    # Delivered once more means that the process which had it is gone, so its lease need not run out.
    jobs.run(report_id, worker_lost=bool(self.request.delivery_info.get("redelivered")))


@signals.worker_init.connect
def load_renderer(**kwargs):
    """Import WeasyPrint once, before the pool's processes part from this one."""
    import reports.jobs  # noqa: F401, PLC0415


@signals.worker_process_init.connect
def limit_memory(**kwargs):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
