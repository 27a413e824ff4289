"""What waits to be sent, and what the demonstration shows of it."""

from datetime import datetime, timedelta

from django.db.models import Count, Min, QuerySet

from cooperatives.outbox.models import Message


def waiting() -> QuerySet[Message]:
    """Messages that are neither sent nor given up."""
    return Message.objects.filter(sent_at__isnull=True, given_up_at__isnull=True)


def depth_and_age(*, now: datetime) -> tuple[int, timedelta]:
    """How many messages are due, and for how long the oldest has been."""
    due = waiting().filter(due_at__lte=now).aggregate(depth=Count("id"), oldest=Min("due_at"))
    return due["depth"], now - (due["oldest"] or now)


def given_up() -> QuerySet[Message]:
    """Messages that nobody will send unless a person has them tried again."""
    return Message.objects.filter(given_up_at__isnull=False, sent_at__isnull=True)


def newest(limit: int = 50) -> QuerySet[Message]:
    """The messages written last."""
    return Message.objects.order_by("-id")[:limit]
