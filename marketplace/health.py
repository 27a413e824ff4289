"""Is the process alive, can it serve, and what do its numbers say?"""

import hmac
import os

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from marketplace.metrics import rows_registry
from marketplace.readiness import checks, waiting


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether this process can serve; a worker that lags behind makes it "degraded", not unready.

    Taking the shop away because messages wait would turn a late SMS into a closed shop.
    """
    found = checks()
    if not all(found.values()):
        return JsonResponse({"status": "unavailable", "checks": found}, status=503)
    now = waiting()
    beat = now.heartbeat_age
    return JsonResponse(
        {
            "status": "ready" if now.keeps_up else "degraded",
            "checks": found,
            "worker": {"heartbeat_age": None if beat is None else round(beat.total_seconds())},
            "outbox": _row(now.messages, now.message_age.total_seconds(), now.messages_given_up),
            "events": _row(now.cards.events_due, now.cards.event_age.total_seconds(), now.cards.events_in_review),
            "jobs": _row(now.jobs, now.job_age.total_seconds(), now.jobs_given_up),
        }
    )


def _row(due: int, age: float, given_up: int) -> dict[str, int]:
    return {"due": due, "age": round(age), "given_up": given_up}


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers in Prometheus' format; whoever may not read them finds no such page."""
    if not _may_read_metrics(request):
        raise Http404
    text = generate_latest(_process_registry()) + generate_latest(rows_registry())
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def _process_registry() -> CollectorRegistry:
    """The counts of all web processes together where they share a folder, else of this one."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry


def _may_read_metrics(request: HttpRequest) -> bool:
    """With the token where there is one; without, only from the machine itself and past no proxy."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    return request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1") and "X-Forwarded-For" not in request.headers


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
