"""The broker is only a wake-up: without it a request is neither refused nor kept waiting."""

import threading
import time

import pytest
import structlog
from celery import Celery, current_app
from django.conf import settings

from cooperatives.jobs import tasks, waking
from cooperatives.outbox import tasks as outbox_tasks

SCHEDULED = settings.CELERY_BEAT_SCHEDULE


@pytest.fixture
def broker_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Celery("away", broker="redis://127.0.0.1:1/0", set_as_current=False)
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    monkeypatch.setattr(waking, "current_app", app)


@pytest.mark.usefixtures("broker_that_is_away")
def test_broker_that_is_away_costs_moments_and_is_said() -> None:
    began = time.monotonic()

    with structlog.testing.capture_logs() as lines:
        waking.wake_jobs()

    assert time.monotonic() - began < 5
    assert [line["event"] for line in lines] == ["worker_not_woken"]


def test_threads_of_the_web_know_the_workers_app() -> None:
    seen: list[str] = []
    thread = threading.Thread(target=lambda: seen.append(current_app.main))
    thread.start()
    thread.join()

    assert seen == ["marketplace"]


def test_names_that_wake_are_names_of_tasks() -> None:
    assert tasks.sweep_jobs.name == waking.SWEEP_JOBS
    assert outbox_tasks.sweep_outbox.name == waking.SWEEP_OUTBOX


def test_everything_that_beat_asks_for_is_a_task() -> None:
    current_app.loader.import_default_modules()

    assert {entry["task"] for entry in SCHEDULED.values()} <= set(current_app.tasks)


def test_sweeps_that_nobody_took_are_dropped() -> None:
    for name in ("sweep-jobs", "sweep-outbox"):
        assert SCHEDULED[name]["options"]["expires"] <= SCHEDULED[name]["schedule"]
