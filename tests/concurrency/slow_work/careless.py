"""The same work done without care, to show that the test would notice: the negative control."""

from cooperatives import clock
from cooperatives.jobs import services as jobs
from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import handler_of
from cooperatives.outbox import services as outbox
from cooperatives.outbox.models import Message


def run_next_carelessly(_without: frozenset[str]) -> bool:
    """The handler's work is committed before the job is marked as done."""
    job = Job.objects.filter(done_at__isnull=True, due_at__lte=clock.now()).order_by("due_at", "id").first()
    if job is None:
        return False
    handler_of(job.kind)(job)
    Job.objects.filter(pk=job.pk).update(done_at=clock.now())
    return True


def send_carelessly(message: Message) -> None:
    """The message is marked as sent before it is handed over."""
    Message.objects.filter(pk=message.pk).update(sent_at=clock.now())
    outbox.messenger().send(message)


def install() -> None:
    """Put the careless ways in the place of the careful ones."""
    jobs._run_next = run_next_carelessly
    outbox._send = send_carelessly
