"""Numbers for whoever watches: requests, and how rows that wait stand."""

import time
from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from marketplace.payment.watching import CardPayments
from marketplace.readiness import Waiting, waiting

REQUESTS = Counter("souk_requests", "Requests answered.", ["method", "status"])
SECONDS = Histogram(
    "souk_request_seconds", "How long an answer took.", buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
)
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class MetricsMiddleware:
    """Count each answer by method and kind of status, and time it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        SECONDS.observe(time.perf_counter() - began)
        method = request.method if request.method in _METHODS else "other"
        REQUESTS.labels(method=method, status=f"{response.status_code // 100}xx").inc()
        return response


class WaitingCollector(Collector):
    """What waits, read from the rows at the moment of asking."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, help_text, value in _gauges(waiting()):
            yield GaugeMetricFamily(f"souk_{name}", help_text, value=value)


def _gauges(now: Waiting) -> Iterator[tuple[str, str, float]]:
    yield "outbox_depth", "Messages that are due.", now.messages
    yield "outbox_age_seconds", "How long the oldest due message has waited.", now.message_age.total_seconds()
    yield "outbox_given_up", "Messages that nobody will send.", now.messages_given_up
    yield "jobs_due", "Jobs that are due.", now.jobs
    yield "jobs_age_seconds", "How long the oldest due job has waited.", now.job_age.total_seconds()
    yield "jobs_given_up", "Jobs that nobody will do.", now.jobs_given_up
    yield from _card_gauges(now.cards)
    if now.heartbeat_age is not None:
        yield (
            "worker_heartbeat_age_seconds",
            "Since the worker showed that it lives.",
            now.heartbeat_age.total_seconds(),
        )


def _card_gauges(now: CardPayments) -> Iterator[tuple[str, str, float]]:
    yield "events_waiting", "Events of the card processor that wait.", now.events
    yield "events_age_seconds", "How long the oldest of them has waited.", now.oldest_event.total_seconds()
    yield "events_in_review", "Events that a person must look at.", now.events_in_review
    yield "attempts_in_review", "Card payments that a person must look at.", now.attempts_in_review
    yield "disputes_open", "Disputes that wait for an answer or a verdict.", now.open_disputes
    # Prometheus knows no decimals; the exact amount is in the book.
    yield "unapplied_dirhams", "Money received that pays for nothing yet.", int(now.unapplied)
    if now.since_reconciled is not None:
        yield "reconciled_age_seconds", "Since the books were compared.", now.since_reconciled.total_seconds()
    if now.since_agreed is not None:
        yield "books_agreed_age_seconds", "Since the books agreed.", now.since_agreed.total_seconds()


def rows_registry() -> CollectorRegistry:
    """A registry that reads the rows; never joined to the one of each process."""
    registry = CollectorRegistry()
    registry.register(WaitingCollector())
    return registry
