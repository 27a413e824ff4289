"""Alive, ready, degraded or unavailable; and numbers for those who may read them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client

from cooperatives import clock
from cooperatives.jobs.models import Heartbeat, Job
from cooperatives.jobs.services import MAX_ATTEMPTS, beat
from cooperatives.outbox.models import Message
from marketplace import readiness
from marketplace.payment.enums import EventStatus
from marketplace.payment.models import GatewayEvent


@pytest.fixture(autouse=True)
def _forget_migrations() -> None:
    readiness.migrations.known = False


def answer(client: Client, **extra: str) -> tuple[int, dict]:
    response = client.get("/readyz", **extra)
    return response.status_code, response.json()


def test_healthz_asks_nobody(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Cache-Control"].startswith("max-age=0")


@pytest.mark.django_db
def test_ready_with_a_living_worker(client: Client) -> None:
    beat("jobs")

    status, said = answer(client)

    assert status == 200
    assert said["status"] == "ready"
    assert said["checks"] == {"database": True, "cache": True, "migrations": True}
    assert said["outbox"] == {"due": 0, "age": 0, "given_up": 0}


@pytest.mark.django_db
@pytest.mark.parametrize("last", [None, timedelta(seconds=61)])
def test_worker_that_is_away_degrades_and_does_not_close_the_shop(client: Client, last: timedelta | None) -> None:
    if last:
        Heartbeat.objects.create(name="jobs", at=clock.now() - last)

    status, said = answer(client)

    assert (status, said["status"]) == (200, "degraded")


@pytest.mark.django_db
def test_message_that_waits_too_long_degrades(client: Client) -> None:
    beat("jobs")
    Message.objects.create(
        key="k", channel="sms", recipient="x", language="ar", body="x", due_at=clock.now() - timedelta(minutes=6)
    )

    status, said = answer(client)

    assert (status, said["status"]) == (200, "degraded")
    assert said["outbox"]["due"] == 1
    assert said["outbox"]["age"] >= 360


@pytest.mark.django_db
def test_job_that_waits_too_long_degrades_and_one_given_up_is_counted(client: Client) -> None:
    beat("jobs")
    Job.objects.create(kind="x", key="a", subject_id=1, due_at=clock.now() - timedelta(minutes=6))
    Job.objects.create(kind="x", key="b", subject_id=1, due_at=clock.now(), attempts=MAX_ATTEMPTS)

    _, said = answer(client)

    assert said["status"] == "degraded"
    assert (said["jobs"]["due"], said["jobs"]["given_up"]) == (1, 1)


@pytest.mark.django_db
def test_event_that_waits_too_long_degrades_and_one_for_a_person_is_counted(client: Client) -> None:
    beat("jobs")
    now = clock.now()
    GatewayEvent.objects.create(event_id="a", kind="x", raw="{}", next_try_at=now - timedelta(minutes=6))
    GatewayEvent.objects.create(event_id="b", kind="x", raw="{}", status=EventStatus.REVIEW, done_at=now)

    _, said = answer(client)

    assert said["status"] == "degraded"
    assert (said["events"]["due"], said["events"]["given_up"]) == (1, 1)
    text = client.get("/metrics").content.decode()
    assert ("souk_events_waiting 1.0" in text, "souk_events_in_review 1.0" in text) == (True, True)


@pytest.mark.django_db
def test_event_that_is_put_off_after_a_failure_does_not_degrade(client: Client) -> None:
    beat("jobs")
    GatewayEvent.objects.create(event_id="a", kind="x", raw="{}", next_try_at=clock.now() + timedelta(minutes=6))

    assert answer(client)[1]["status"] == "ready"


@pytest.mark.django_db
def test_database_that_is_away_makes_it_unavailable(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)

    status, said = answer(client)

    assert (status, said["status"]) == (503, "unavailable")
    assert said["checks"] == {"database": False, "cache": True, "migrations": False}


@pytest.mark.django_db
@pytest.mark.parametrize("breakage", [lambda *a, **k: None, lambda *a, **k: (_ for _ in ()).throw(ConnectionError)])
def test_cache_that_is_away_makes_it_unavailable(
    client: Client, monkeypatch: pytest.MonkeyPatch, breakage: Callable[..., None]
) -> None:
    monkeypatch.setattr(
        cache._connections.default if hasattr(cache._connections, "default") else cache, "get", breakage
    )

    status, said = answer(client)

    assert (status, said["checks"]["cache"]) == (503, False)


@pytest.mark.django_db
def test_missing_migration_makes_it_unavailable_until_it_has_run(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(readiness.MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
        assert answer(client)[0] == 503

    assert answer(client)[0] == 200


@pytest.mark.django_db
def test_migrations_are_asked_for_once_in_a_process(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(client)
    monkeypatch.setattr(readiness, "MigrationExecutor", None)

    assert answer(client)[0] == 200


@pytest.mark.django_db
def test_metrics_say_what_waits_and_what_was_answered(client: Client) -> None:
    beat("jobs")
    client.get("/healthz")

    text = client.get("/metrics").content.decode()

    assert "souk_outbox_depth 0.0" in text
    assert "souk_worker_heartbeat_age_seconds" in text
    assert "souk_events_waiting 0.0" in text
    assert "souk_unapplied_dirhams 0.0" in text
    assert 'souk_requests_total{method="GET",status="2xx"}' in text


@pytest.mark.django_db
@pytest.mark.parametrize("extra", [{"REMOTE_ADDR": "10.0.0.7"}, {"HTTP_X_FORWARDED_FOR": "10.0.0.7"}])
def test_metrics_are_not_found_from_elsewhere(client: Client, extra: dict[str, str]) -> None:
    assert client.get("/metrics", follow=True, **extra).status_code == 404


@pytest.mark.django_db
def test_metrics_with_a_token_ask_for_it_wherever_one_comes_from(client: Client, settings) -> None:
    settings.METRICS_TOKEN = "a-token"

    assert client.get("/metrics", follow=True).status_code == 404
    assert client.get("/metrics", follow=True, headers={"Authorization": "Bearer élan"}).status_code == 404
    allowed = client.get("/metrics", headers={"Authorization": "Bearer a-token"}, REMOTE_ADDR="10.0.0.7")
    assert allowed.status_code == 200
