"""How the worker and its work stand."""

from datetime import datetime, timedelta

from django.db.models import Count, Min, QuerySet

from cooperatives.jobs.models import Heartbeat, Job


def due_and_age(*, now: datetime) -> tuple[int, timedelta]:
    """How many jobs are due, and for how long the oldest has been."""
    waiting = Job.objects.filter(done_at__isnull=True, attempts__lt=Job.MAX_ATTEMPTS, due_at__lte=now)
    found = waiting.aggregate(due=Count("id"), oldest=Min("due_at"))
    return found["due"], now - (found["oldest"] or now)


def given_up() -> QuerySet[Job]:
    """Jobs that nobody will do unless a person has them tried again."""
    return Job.objects.filter(done_at__isnull=True, attempts__gte=Job.MAX_ATTEMPTS)


def heartbeat_age(*, now: datetime) -> timedelta | None:
    """How long ago any part of the worker showed that it lives; None when it never did."""
    newest = Heartbeat.objects.order_by("-at").first()
    return now - newest.at if newest else None
