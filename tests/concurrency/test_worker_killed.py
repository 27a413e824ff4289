"""A real worker is killed in the middle of its work: nothing is lost, and no job has its effect twice."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis
from django.conf import settings

from cooperatives import clock
from cooperatives.audit.models import UsedToken
from cooperatives.jobs.models import Heartbeat, Job
from cooperatives.jobs.services import schedule
from cooperatives.outbox.models import Message
from cooperatives.outbox.services import enqueue_text
from tests.conftest import CommittedDatabase

ROOT = Path(__file__).resolve().parents[2]
JOBS = 4
KEYS = ["before-1", "after-1", "plain-1", "plain-2"]
COMMAND = ["-m", "celery", "-A", "marketplace.celery", "worker", "--beat", "--pool=threads", "--concurrency=4"]
# As the demonstration's: nobody is waited for who might be there too.
COMMAND += ["--without-gossip", "--without-mingle", "--without-heartbeat"]


class Worker:
    """How to start this test's worker, again and again, on its own part of the broker."""

    def __init__(self, database: CommittedDatabase, folder: Path, **extra: str) -> None:
        self.folder = folder
        self.prefix = f"test-{uuid.uuid4().hex}-"
        self.env = os.environ | {
            "MARKETPLACE_MODE": "demo",
            "DJANGO_SETTINGS_MODULE": "tests.concurrency.worker_settings",
            "DATABASE_URL": database.url,
            "REDIS_URL": settings.REDIS_URL,
            "DATA_DIR": str(folder / "data"),
            "SLOW_WORK_FOLDER": str(folder),
            "SLOW_WORK_PREFIX": self.prefix,
            **extra,
        }

    @contextmanager
    def running(self) -> Iterator[None]:
        """A worker that is killed, with everything it started, when the block ends."""
        (self.folder / "data").mkdir(exist_ok=True)
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *COMMAND],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            self.process = process
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=10)

    def lose_the_broker(self) -> None:
        """What waited in the queue is gone, as after a crash without persistence."""
        with redis.Redis.from_url(f"{settings.REDIS_URL}/0") as broker:
            for key in broker.scan_iter(f"{self.prefix}*"):
                broker.delete(key)

    def wait_for(self, reached: object, seconds: int = 60) -> None:
        until = time.monotonic() + seconds
        while not reached():
            lives = self.process.poll() is None
            assert lives, (self.folder / "log").read_text()[-3000:]
            assert time.monotonic() < until, (self.folder / "log").read_text()[-3000:]
            time.sleep(0.1)

    def reached(self, *signs: str) -> bool:
        return all((self.folder / sign).exists() for sign in signs)


def give_work() -> None:
    now = clock.now()
    for number in range(JOBS):
        schedule(kind="slow", key=f"slow-{number}", subject_id=number, due_at=now)
    for key in KEYS:
        enqueue_text(key=key, channel="sms", recipient="+212612345678", language="ar", body=key)


def kill_in_the_middle(worker: Worker) -> None:
    """Let the worker reach all three places where it lingers, kill it there, and start a calm one."""
    with worker.running():
        worker.wait_for(lambda: worker.reached("handling", "before", "after"))
    assert Job.objects.filter(done_at__isnull=True).count() >= 1
    worker.lose_the_broker()
    (worker.folder / "calm").touch()
    with worker.running():
        worker.wait_for(lambda: not Job.objects.filter(done_at__isnull=True).exists())
        worker.wait_for(lambda: not Message.objects.filter(sent_at__isnull=True).exists())
    worker.lose_the_broker()


def effects() -> Counter[str]:
    return Counter(UsedToken.objects.filter(action__startswith="slow-").values_list("action", flat=True))


def carried(worker: Worker) -> Counter[str]:
    return Counter((worker.folder / "carried").read_text().split())


@pytest.mark.threads
def test_killed_worker_loses_nothing_and_repeats_no_job(committed_db: CommittedDatabase, tmp_path: Path) -> None:
    worker = Worker(committed_db, tmp_path)
    give_work()

    kill_in_the_middle(worker)

    assert effects() == Counter({f"slow-{number}": 1 for number in range(JOBS)})
    assert set(carried(worker)) == set(KEYS)
    # Killed before the hand-over it was handed over once; killed after it, twice with the same key.
    assert (carried(worker)["before-1"], carried(worker)["after-1"]) == (1, 2)
    assert Message.objects.get(key="after-1").attempts == 2
    assert Heartbeat.objects.count() == 2


@pytest.mark.threads
def test_without_that_care_a_job_is_done_twice_and_a_message_is_lost(
    committed_db: CommittedDatabase, tmp_path: Path
) -> None:
    worker = Worker(committed_db, tmp_path, SLOW_WORK_CARELESS="1")
    give_work()

    kill_in_the_middle(worker)

    assert max(effects().values()) > 1
    assert carried(worker)["before-1"] == 0
