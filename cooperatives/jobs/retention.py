"""What is forgotten, and when. docs/decisions say why; nothing here is history of money or goods."""

from collections.abc import Callable
from datetime import timedelta

import structlog
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.db.models import Q

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import UsedToken
from cooperatives.jobs.models import Job
from cooperatives.joining.forgetting import forget_papers
from cooperatives.outbox.models import Message
from cooperatives.push.models import PushSubscription

logger = structlog.get_logger(__name__)

MESSAGES_FOR = timedelta(days=60)
TOKENS_FOR = timedelta(days=30)
JOBS_FOR = timedelta(days=30)
# Long enough to see why a telephone fell silent.
DEVICES_FOR = timedelta(days=30)
UNCONFIRMED_FOR = timedelta(days=1)


def forget_sessions() -> int:
    """Delete sessions that nobody can use any more."""
    expired = Session.objects.filter(expire_date__lt=clock.now()).count()
    SessionStore.clear_expired()
    return expired


def forget_messages() -> int:
    """Empty messages that were sent or given up long ago; that they were written stays known."""
    before = clock.now() - MESSAGES_FOR
    old = Message.objects.filter(Q(sent_at__lt=before) | Q(given_up_at__lt=before)).exclude(body="", recipient="")
    return old.update(body="", recipient="", subject="")


def forget_tokens() -> int:
    """Delete tokens of forms that were sent long ago."""
    return UsedToken.objects.filter(used_at__lt=clock.now() - TOKENS_FOR).delete()[0]


def forget_jobs() -> int:
    """Delete jobs that were done long ago; one that was given up waits for a person."""
    return Job.objects.filter(done_at__lt=clock.now() - JOBS_FOR).delete()[0]


def forget_devices() -> int:
    """Delete telephones that have not been rung any more for a while."""
    return PushSubscription.objects.filter(ended_at__lt=clock.now() - DEVICES_FOR).delete()[0]


def forget_unconfirmed() -> int:
    """Delete users who asked for a code and never wrote it: their number may be somebody else's.

    Whoever was given a role, an address of e-mail or a name was not written by a sign-in.
    """
    unconfirmed = User.objects.filter(
        phone_verified_at__isnull=True,
        last_login__isnull=True,
        date_joined__lt=clock.now() - UNCONFIRMED_FOR,
        email__isnull=True,
        anonymised_at__isnull=True,
        is_staff=False,
        first_name="",
        last_name="",
    )
    return unconfirmed.filter(*_untouched()).delete()[0]


def _untouched() -> list[Q]:
    """Conditions that no row anywhere points at the user, whichever package it is in."""
    relations = [field for field in User._meta.get_fields() if field.auto_created and not field.concrete]
    return [Q(**{f"{field.name}__isnull": True}) for field in relations if not field.hidden]


def purge() -> dict[str, int]:
    """Forget what is old enough; a kind that fails is said loudly and does not keep the others."""
    kinds: tuple[Callable[[], int], ...] = (
        forget_sessions,
        forget_messages,
        forget_tokens,
        forget_jobs,
        forget_devices,
        forget_unconfirmed,
        forget_papers,
    )
    forgotten = {}
    for kind in kinds:
        try:
            forgotten[kind.__name__] = kind()
        except (DatabaseError, OSError) as error:
            logger.exception("not_purged", kind=kind.__name__, error=type(error).__name__)
    logger.info("purged", **forgotten)
    return forgotten
