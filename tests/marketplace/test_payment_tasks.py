"""What beat asks of the worker about card payments, and how it gives way to other work."""

from datetime import timedelta

import pytest
from celery import current_app
from django.conf import settings

from cooperatives import clock
from cooperatives.jobs.models import Job
from marketplace.payment import tasks
from marketplace.payment.enums import EventStatus, RefundCause, RefundStatus
from marketplace.payment.models import GatewayEvent, PaymentAttempt, Refund
from marketplace.payment.refund_sending import send_refund
from marketplace.payment.refunds import refund_order
from tests.factories import make_user
from tests.marketplace.processor import Processor, message, opened_attempt, post, processor  # noqa: F401

pytestmark = pytest.mark.django_db


def test_beat_asks_for_tasks_that_there_are() -> None:
    current_app.loader.import_default_modules()
    asked = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert asked - set(current_app.tasks) == set()
    assert {f"marketplace.payment.tasks.{name}" for name in ("sweep_events", "sweep_refunds", "reconcile")} <= asked


def test_sweep_gives_way_when_enough_threads_are_at_it(processor: Processor) -> None:  # noqa: F811
    post(message("customer.created", {"id": "cus_1", "object": "customer"}))
    for _ in range(2):
        tasks._SWEEPS.acquire()
    try:
        tasks.sweep_events()
        assert GatewayEvent.objects.get().status == EventStatus.NEW
    finally:
        tasks._SWEEPS.release(2)

    tasks.sweep_events()

    assert GatewayEvent.objects.get().status == EventStatus.IGNORED


@pytest.fixture
def refund(processor: Processor) -> Refund:  # noqa: F811
    """A refund that the processor has, and of which no event came."""
    attempt = opened_attempt()
    post(message("checkout.session.completed", processor.pay(attempt)))
    tasks.sweep_events()
    made = refund_order(
        order=PaymentAttempt.objects.get(pk=attempt.pk).purchase.orders.get(),
        cause=RefundCause.GOODWILL,
        reason="a gift",
        by=make_user(is_staff=True),
        with_delivery=True,
    )
    send_refund(refund_id=made.pk)
    made.refresh_from_db()
    return made


def test_refund_of_which_no_event_came_is_asked_after(processor: Processor, refund: Refund) -> None:  # noqa: F811
    path = f"/v1/refunds/{refund.provider_id}"
    processor.put(processor.objects[path] | {"status": "succeeded"})

    tasks.sweep_refunds()
    refund.refresh_from_db()
    assert refund.status == RefundStatus.PENDING
    with clock.frozen_at(clock.now() + timedelta(hours=2)):
        tasks.sweep_refunds()

    refund.refresh_from_db()
    assert refund.status == RefundStatus.SUCCEEDED


def test_refund_that_is_not_known_there_keeps_no_other_from_being_asked_after(
    processor: Processor,  # noqa: F811
    refund: Refund,
    settings,
) -> None:
    del processor.objects[f"/v1/refunds/{refund.provider_id}"]

    with clock.frozen_at(clock.now() + timedelta(hours=2)):
        tasks.sweep_refunds()
        settings.STRIPE_API_BASE = "http://127.0.0.1:9"
        tasks.sweep_refunds()

    refund.refresh_from_db()
    assert refund.status == RefundStatus.PENDING


def test_the_night_that_releases_proceeds_is_planned_once() -> None:
    tasks.plan_release()
    tasks.plan_release()

    assert Job.objects.filter(kind__contains="release").count() == 1
