"""Work that is due is done once, a failure is put off and seen, and nothing is lost with a handler's error."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from cooperatives import clock
from cooperatives.jobs import registry, services
from cooperatives.jobs.models import Heartbeat, Job
from cooperatives.jobs.waking import wake_jobs
from cooperatives.request_context import bound_request, request_id
from cooperatives.territory.models import Region

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def handled(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[Job], None]]:
    """The table of handlers, put back after the test."""
    registry.discover()
    handlers: dict[str, Callable[[Job], None]] = {}
    monkeypatch.setattr(registry, "_HANDLERS", handlers)
    return handlers


@pytest.fixture
def seen(handled: dict[str, Callable[[Job], None]]) -> list[int]:
    subjects: list[int] = []
    handled["note"] = lambda job: subjects.append(job.subject_id)
    return subjects


def schedule(subject_id: int = 7, *, kind: str = "note", key: str = "note-7", due_at: datetime = NOON) -> None:
    services.schedule(kind=kind, key=key, subject_id=subject_id, due_at=due_at)


def make_region(name: str) -> Region:
    return Region.objects.create(code="99", slug="r99", name_fr=name, name_ar=name, name_en=name)


def test_due_job_is_done_once(seen: list[int]) -> None:
    schedule()

    with clock.frozen_at(NOON):
        assert services.run_due() == 1
        assert services.run_due() == 0

    assert seen == [7]
    assert Job.objects.get().done_at == NOON


def test_job_waits_for_its_moment(seen: list[int]) -> None:
    schedule()

    with clock.frozen_at(NOON - timedelta(seconds=1)):
        assert services.run_due() == 0

    assert seen == []


def test_oldest_due_job_goes_first_and_the_limit_holds(seen: list[int]) -> None:
    schedule(2, key="b", due_at=NOON)
    schedule(1, key="a", due_at=NOON - timedelta(minutes=1))
    schedule(3, key="c", due_at=NOON)

    with clock.frozen_at(NOON):
        assert services.run_due(2) == 2

    assert seen == [1, 2]


def test_same_key_is_written_once_even_when_it_was_done(seen: list[int]) -> None:
    schedule()
    schedule(8)
    with clock.frozen_at(NOON):
        services.run_due()
    schedule(9)

    assert list(Job.objects.values_list("subject_id", flat=True)) == [7]


def test_cancelled_job_is_not_done_and_a_done_one_stays(seen: list[int]) -> None:
    schedule()
    services.cancel(key="note-7")
    with clock.frozen_at(NOON):
        assert services.run_due() == 0

    schedule()
    with clock.frozen_at(NOON):
        services.run_due()
    services.cancel(key="note-7")

    assert seen == [7]
    assert Job.objects.get().done_at == NOON


def test_failing_handler_leaves_nothing_and_is_put_off(handled: dict[str, Callable[[Job], None]]) -> None:
    def write_then_fail(job: Job) -> None:
        make_region("half done")
        raise RuntimeError("no")

    handled["note"] = write_then_fail
    schedule()

    with clock.frozen_at(NOON):
        assert services.run_due() == 1

    job = Job.objects.get()
    assert (job.attempts, job.last_error, job.done_at) == (1, "RuntimeError: no", None)
    assert job.due_at == NOON + timedelta(seconds=5)
    assert not Region.objects.exists()


def test_failure_of_the_database_itself_is_recorded_too(handled: dict[str, Callable[[Job], None]]) -> None:
    def break_the_transaction(job: Job) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")

    handled["note"] = break_the_transaction
    schedule()

    with clock.frozen_at(NOON):
        services.run_due()

    assert Job.objects.get().last_error.startswith("DataError: division by zero")


def test_each_wait_is_longer_up_to_an_hour(handled: dict[str, Callable[[Job], None]]) -> None:
    handled["note"] = fail
    schedule()
    waits, now = [], NOON

    for _ in range(services.MAX_ATTEMPTS):
        with clock.frozen_at(now):
            services.run_due()
        due_at = Job.objects.get().due_at
        waits.append((due_at - now).total_seconds())
        now = due_at

    assert waits == [5, 20, 80, 320, 1280, 3600, 3600, 3600, 3600, 3600]


def test_hopeless_job_is_given_up_loudly_and_stays_until_someone_retries(
    handled: dict[str, Callable[[Job], None]], caplog: pytest.LogCaptureFixture
) -> None:
    handled["note"] = fail
    schedule()
    Job.objects.update(attempts=services.MAX_ATTEMPTS - 1)

    with clock.frozen_at(NOON):
        services.run_due()
    with clock.frozen_at(NOON + timedelta(days=9)):
        assert services.run_due() == 0

    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "job_given_up" in caplog.text
    services.retry(key="note-7")
    handled["note"] = lambda job: None
    assert services.run_due() == 1
    assert Job.objects.get().done_at is not None


def test_one_failure_does_not_keep_the_next_job_waiting(
    handled: dict[str, Callable[[Job], None]], seen: list[int]
) -> None:
    handled["bad"] = fail
    schedule(1, kind="bad", key="bad", due_at=NOON - timedelta(hours=1))
    schedule(2)

    with clock.frozen_at(NOON):
        services.run_due()

    assert seen == [2]


def test_unknown_kind_waits_for_a_worker_that_knows_it(handled: dict[str, Callable[[Job], None]]) -> None:
    schedule(kind="newer")

    with clock.frozen_at(NOON):
        services.run_due()

    assert Job.objects.get().last_error == "UnknownKind: newer"


def test_every_apps_handlers_can_be_loaded_and_say_what_they_do() -> None:
    registry.discover()

    assert all(function.__doc__ for function in registry._HANDLERS.values())


def test_two_handlers_for_one_kind_are_refused(handled: dict[str, Callable[[Job], None]]) -> None:
    registry.handler("note")(fail)

    with pytest.raises(ValueError, match="note"):
        registry.handler("note")(lambda job: None)


def test_handler_works_under_the_request_that_asked(handled: dict[str, Callable[[Job], None]]) -> None:
    asked_by: list[str] = []
    handled["note"] = lambda job: asked_by.append(request_id.get())
    with bound_request("3f2a9c11"):
        schedule()

    with clock.frozen_at(NOON):
        services.run_due()

    assert asked_by == ["3f2a9c11"]
    assert request_id.get() == ""


def test_worker_is_woken_once_after_commit_and_only_for_what_is_due(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., Iterator[list[object]]]
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        schedule(1, key="a", due_at=clock.now() + timedelta(days=1))
    assert callbacks == []

    with django_capture_on_commit_callbacks() as callbacks:
        schedule(2, key="b")
        schedule(3, key="c")
    assert callbacks == [wake_jobs]


def test_wake_up_of_a_rolled_back_part_does_not_hide_the_next(
    django_capture_on_commit_callbacks: Callable[..., Iterator[list[object]]],
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        with suppress(RuntimeError), transaction.atomic():
            schedule(1, key="a")
            raise RuntimeError
        schedule(2, key="b")

    assert callbacks == [wake_jobs]


@pytest.fixture
def calling(handled: dict[str, Callable[[Job], None]], monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The kinds that call out, put back after the test."""
    kinds = {"ask"}
    monkeypatch.setattr(registry, "_CALLING", kinds)
    return kinds


def test_a_job_that_calls_out_is_claimed_before_and_no_rival_takes_it(
    handled: dict[str, Callable[[Job], None]], calling: set[str]
) -> None:
    meanwhile: list[object] = []

    def ask(job: Job) -> None:
        meanwhile.append((services.run_due(), Job.objects.get().attempts, Job.objects.get().due_at))

    handled["ask"] = ask
    schedule(kind="ask")

    with clock.frozen_at(NOON):
        assert services.run_due() == 1

    assert meanwhile == [(0, 1, NOON + services.LEASE)]
    assert Job.objects.get().done_at == NOON


def test_while_both_places_for_calling_are_taken_what_stays_in_the_house_is_done(
    handled: dict[str, Callable[[Job], None]], calling: set[str], seen: list[int]
) -> None:
    asked: list[int] = []
    handled["ask"] = lambda job: asked.append(job.subject_id)
    schedule(1, kind="ask", key="ask")
    schedule(2)

    with clock.frozen_at(NOON):
        with services._CALLERS, services._CALLERS:
            assert services.run_due() == 1
        assert (asked, seen) == ([], [2])
        assert services.run_due() == 1

    assert asked == [1]


def test_a_worker_killed_while_it_calls_leaves_the_job_to_the_next_once_the_lease_is_over(
    handled: dict[str, Callable[[Job], None]], calling: set[str]
) -> None:
    def killed(job: Job) -> None:
        make_region("recorded before")
        raise SystemExit

    handled["ask"] = killed
    schedule(kind="ask")
    with clock.frozen_at(NOON), pytest.raises(SystemExit):
        services.run_due()
    asked: list[int] = []
    handled["ask"] = lambda job: asked.append(job.subject_id)

    with clock.frozen_at(NOON + services.LEASE - timedelta(seconds=1)):
        assert services.run_due() == 0
    with clock.frozen_at(NOON + services.LEASE):
        assert services.run_due() == 1

    assert asked == [7]
    # No transaction of the job's took back what the handler had committed by itself.
    assert Region.objects.filter(code="99").exists()
    assert (Job.objects.get().attempts, Job.objects.get().done_at) == (2, NOON + services.LEASE)


def test_a_call_that_fails_is_counted_once_and_put_off(
    handled: dict[str, Callable[[Job], None]], calling: set[str]
) -> None:
    handled["ask"] = fail
    schedule(kind="ask")

    with clock.frozen_at(NOON):
        services.run_due()

    job = Job.objects.get()
    assert (job.attempts, job.last_error, job.due_at) == (1, "RuntimeError: no", NOON + timedelta(seconds=5))


def test_what_came_late_does_not_undo_what_a_rival_wrote(
    handled: dict[str, Callable[[Job], None]], calling: set[str]
) -> None:
    def overtaken(job: Job) -> None:
        Job.objects.filter(pk=job.pk).update(due_at=NOON + timedelta(hours=2))
        raise RuntimeError("too late")

    handled["ask"] = overtaken
    schedule(kind="ask")

    with clock.frozen_at(NOON):
        services.run_due()

    assert (Job.objects.get().due_at, Job.objects.get().last_error) == (NOON + timedelta(hours=2), "")


@pytest.mark.parametrize("kind", ["ask", "note"])
def test_who_is_away_is_asked_later_and_it_counts_as_no_try(
    handled: dict[str, Callable[[Job], None]], calling: set[str], kind: str
) -> None:
    def away(job: Job) -> None:
        raise registry.NotNow(timedelta(minutes=1), "away")

    handled[kind] = away
    schedule(kind=kind)
    now = NOON

    for _ in range(services.MAX_ATTEMPTS + 2):
        with clock.frozen_at(now):
            assert services.run_due() == 1
        now += timedelta(minutes=1)

    job = Job.objects.get()
    assert (job.attempts, job.due_at, job.done_at, job.last_error) == (0, now, None, "put off: away")


def test_heartbeat_is_one_row_that_moves() -> None:
    with clock.frozen_at(NOON):
        services.beat("jobs")
    with clock.frozen_at(NOON + timedelta(seconds=3)):
        services.beat("jobs")

    assert Heartbeat.objects.get().at == NOON + timedelta(seconds=3)


def fail(job: Job) -> None:
    raise RuntimeError("no")
