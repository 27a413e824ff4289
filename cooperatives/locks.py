"""Every row lock of this package, so that their order can be read in one place.

Jobs and messages are taken with SKIP LOCKED and never waited for.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model

from cooperatives.accounts.models import User
from cooperatives.jobs.models import Job
from cooperatives.models import Cooperative
from cooperatives.outbox.models import Message

Row = TypeVar("Row", bound=Model)


def cooperative_for_update(pk: int) -> Cooperative:
    """The cooperative's row, held until the transaction ends."""
    return Cooperative.objects.select_for_update(of=("self",)).get(pk=pk)


def users_for_update(pks: Collection[int]) -> list[User]:
    """People's rows in primary-key order, held until the transaction ends: the last thing locked.

    Every new row that names a person waits for it.
    """
    return list(User.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))


def next_due_job(*, due: datetime, max_attempts: int, without: Collection[str] = ()) -> Job | None:
    """The job that has been due longest and that no other worker holds, of any kind but those in `without`."""
    waiting = Job.objects.select_for_update(skip_locked=True).filter(done_at__isnull=True, attempts__lt=max_attempts)
    return waiting.filter(due_at__lte=due).exclude(kind__in=without).order_by("due_at", "id").first()


def next_due_message(*, due: datetime, max_attempts: int) -> Message | None:
    """The message that has waited longest, unless a sender's lease on it still runs."""
    waiting = Message.objects.select_for_update(skip_locked=True).filter(
        sent_at__isnull=True, given_up_at__isnull=True, attempts__lt=max_attempts, due_at__lte=due
    )
    return waiting.exclude(claimed_until__gt=due).order_by("due_at", "id").first()


def row_for_update(model: type[Row], pk: Any) -> Row:
    """Any one row that nothing else of its act is locked with, held until the transaction ends."""
    return model._default_manager.select_for_update(of=("self",)).get(pk=pk)
