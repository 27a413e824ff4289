"""Several workers sweep at once: each job is done and each message handed over by one of them."""

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import pytest
from django.db import connection

from cooperatives import clock
from cooperatives.jobs import registry
from cooperatives.jobs import services as jobs
from cooperatives.jobs.models import Job
from cooperatives.outbox import services as outbox
from cooperatives.outbox.models import Message
from tests.conftest import CommittedDatabase

WORKERS = 4
ROWS = 12


class Carrier:
    """Counts what it is handed, slowly enough that rivals meet."""

    handed: Counter[str] = Counter()
    lock = threading.Lock()

    def send(self, message: Message) -> None:
        threading.Event().wait(0.02)
        with Carrier.lock:
            Carrier.handed[message.key] += 1


def all_at_once(work: Callable[[], object]) -> None:
    together = threading.Barrier(WORKERS)

    def one() -> None:
        together.wait()
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.fixture
def done(committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often each job was done; the jobs are written."""
    counted: Counter[int] = Counter()
    lock = threading.Lock()

    def count(job: Job) -> None:
        threading.Event().wait(0.02)
        with lock:
            counted[job.subject_id] += 1

    registry.discover()
    monkeypatch.setattr(registry, "_HANDLERS", {"count": count})
    for number in range(ROWS):
        jobs.schedule(kind="count", key=f"count-{number}", subject_id=number, due_at=clock.now())
    return counted


@pytest.fixture
def handed(committed_db: CommittedDatabase, settings) -> Counter[str]:
    """How often each message was handed over; the messages are written."""
    settings.SMS_MESSENGER = "tests.concurrency.test_rival_workers.Carrier"
    Carrier.handed = Counter()
    for number in range(ROWS):
        outbox.enqueue_text(key=f"m-{number}", channel="sms", recipient="+212612345678", language="ar", body="x")
    return Carrier.handed


@pytest.mark.threads
def test_each_job_is_done_by_one_worker(done: Counter[int]) -> None:
    all_at_once(jobs.run_due)

    assert done == Counter(range(ROWS))


@pytest.mark.threads
def test_without_the_lock_a_job_is_done_by_several(done: Counter[int], monkeypatch: pytest.MonkeyPatch) -> None:
    def unlocked(*, due: datetime, max_attempts: int, without: frozenset[str]) -> Job | None:
        return Job.objects.filter(done_at__isnull=True, due_at__lte=due).order_by("due_at", "id").first()

    monkeypatch.setattr(jobs, "next_due_job", unlocked)

    all_at_once(jobs.run_due)

    assert max(done.values()) > 1


@pytest.mark.threads
def test_each_message_is_handed_over_by_one_worker(handed: Counter[str]) -> None:
    all_at_once(outbox.send_due)

    assert handed == Counter(f"m-{number}" for number in range(ROWS))


@pytest.mark.threads
def test_without_the_lease_a_message_is_handed_over_by_several(
    handed: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked() -> Message | None:
        with suppress(Message.DoesNotExist):
            return Message.objects.filter(sent_at__isnull=True).earliest("id")
        return None

    monkeypatch.setattr(outbox, "_claim", unlocked)

    all_at_once(outbox.send_due)

    assert max(handed.values()) > 1
