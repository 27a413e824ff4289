"""The broker dies while jobs wait, and comes back empty: rows are the work, it is only what wakes the worker."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from cooperatives import clock
from cooperatives.audit.models import UsedToken
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import schedule
from cooperatives.outbox.models import Message
from cooperatives.outbox.services import enqueue_text
from marketplace.runtime.account import server_account
from marketplace.runtime.layout import layout
from marketplace.runtime.valkey import Valkey
from tests.concurrency.test_worker_killed import Worker
from tests.conftest import CommittedDatabase

pytestmark = pytest.mark.threads
JOBS = 6


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Valkey]:
    """A broker of the test's own, to be killed."""
    data = layout(tmp_path / "broker")
    data.create()
    made = Valkey(layout=data, account=server_account())
    made.start()
    yield made
    made.stop()


def lose(broker: Valkey) -> None:
    """Kill it, and what it had written down with it."""
    assert broker.child is not None
    broker.child.kill()
    broker.child.wait()
    for file in sorted((broker.layout.valkey / "appendonlydir").glob("*")):
        file.unlink()


def give_work(first: int) -> None:
    now = clock.now()
    for number in range(first, first + JOBS):
        schedule(kind="slow", key=f"slow-{number}", subject_id=number, due_at=now)
        enqueue_text(key=f"plain-{number}", channel="sms", recipient="+212612345678", language="ar", body="x")


def all_done() -> bool:
    jobs, messages = Job.objects.filter(done_at__isnull=True), Message.objects.filter(sent_at__isnull=True)
    return not jobs.exists() and not messages.exists()


def until_done_or_dead(worker: Worker) -> None:
    until = time.monotonic() + 60
    while worker.process.poll() is None and not all_done() and time.monotonic() < until:
        time.sleep(0.1)


def listens(worker: Worker, broker: Valkey) -> bool:
    """Whether the worker has bound its queue."""
    with redis.Redis.from_url(f"{broker.url}/0") as client:
        return bool(list(client.scan_iter(f"{worker.prefix}*")))


def test_broker_that_dies_while_jobs_wait_loses_and_repeats_nothing(
    committed_db: CommittedDatabase, broker: Valkey, tmp_path: Path
) -> None:
    worker = Worker(committed_db, tmp_path, REDIS_URL=broker.url)
    give_work(0)
    with worker.running():
        # In the middle of its first job, with the others waiting in the queue and in rows.
        worker.wait_for(lambda: worker.reached("handling"))
        lose(broker)
        give_work(JOBS)
        (tmp_path / "calm").touch()
        broker.start()
        until_done_or_dead(worker)
    # The library gives up when it loses the broker with a job in its hands; its supervisor starts it again.
    with worker.running():
        worker.wait_for(all_done, seconds=120)

    assert Counter(UsedToken.objects.values_list("action", flat=True)) == Counter(
        {f"slow-{number}": 1 for number in range(2 * JOBS)}
    )
    carried = Counter((tmp_path / "carried").read_text().split())
    assert carried == Counter({f"plain-{number}": 1 for number in range(2 * JOBS)})


def test_without_the_sweep_what_the_broker_lost_is_never_done(
    committed_db: CommittedDatabase, broker: Valkey, tmp_path: Path
) -> None:
    """The negative control: a worker that does only what it is woken for."""
    worker = Worker(committed_db, tmp_path, REDIS_URL=broker.url, SLOW_WORK_NO_SWEEP="1")
    (tmp_path / "calm").touch()
    lose(broker)
    give_work(0)
    broker.start()

    with worker.running():
        worker.wait_for(lambda: listens(worker, broker))
        time.sleep(4)

    assert Job.objects.filter(done_at__isnull=True).count() == JOBS
