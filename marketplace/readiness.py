"""Can this process serve, and does the worker keep up?"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from cooperatives import clock
from cooperatives.jobs import selectors as jobs
from cooperatives.outbox import selectors as outbox
from marketplace.payment.watching import CardPayments, card_payments

logger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Waiting:
    """How the rows that wait for the worker stand."""

    messages: int
    message_age: timedelta
    messages_given_up: int
    jobs: int
    job_age: timedelta
    jobs_given_up: int
    heartbeat_age: timedelta | None
    cards: CardPayments

    @property
    def keeps_up(self) -> bool:
        """Whether the worker lives and nothing has waited for long."""
        longest = timedelta(seconds=settings.WAITING_SECONDS)
        lives = self.heartbeat_age is not None and self.heartbeat_age <= timedelta(seconds=settings.HEARTBEAT_SECONDS)
        return lives and max(self.message_age, self.job_age, self.cards.event_age) <= longest


def waiting() -> Waiting:
    """Read how the rows stand now."""
    now = clock.now()
    messages, message_age = outbox.depth_and_age(now=now)
    due, job_age = jobs.due_and_age(now=now)
    return Waiting(
        messages=messages,
        message_age=message_age,
        messages_given_up=outbox.given_up().count(),
        jobs=due,
        job_age=job_age,
        jobs_given_up=jobs.given_up().count(),
        heartbeat_age=jobs.heartbeat_age(now=now),
        cards=card_payments(now=now),
    )


def database_answers() -> bool:
    """Whether the database answers a question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        logger.warning("database_not_ready", error=type(error).__name__)
        return False
    return True


def cache_answers() -> bool:
    """Whether the cache gives back what it was given; its own errors are swallowed elsewhere."""
    given = uuid.uuid4().hex
    try:
        cache.set(f"readyz-{given}", given, timeout=10)
        return bool(cache.get(f"readyz-{given}") == given)
    except (OSError, ConnectionError) as error:
        logger.warning("cache_not_ready", error=type(error).__name__)
        return False


class Migrations:
    """Whether every migration of this process's code has run; a yes is remembered."""

    def __init__(self) -> None:
        self.known = False

    def are_applied(self) -> bool:
        """Ask the database unless it has said yes before."""
        if not self.known:
            executor = MigrationExecutor(connection)
            self.known = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return self.known


migrations = Migrations()


def checks() -> dict[str, bool]:
    """What this process needs to serve at all, by name."""
    database = database_answers()
    asked: dict[str, Callable[[], bool]] = {"cache": cache_answers}
    if database:
        asked["migrations"] = migrations.are_applied
    return {"database": database, "migrations": False} | {name: ask() for name, ask in asked.items()}
