"""What the processor said is kept word for word, until nobody needs it: then the words go and the row stays."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import structlog
from django.conf import settings as configured
from django.db import DatabaseError, transaction
from django.utils.module_loading import import_string
from pytest_django.fixtures import Settings

from cooperatives import clock
from marketplace.payment import retention
from marketplace.payment.enums import EventStatus
from marketplace.payment.models import GatewayEvent
from marketplace.payment.retention import forget_event_words
from marketplace.settings.environment import Environment
from tests.marketplace.test_settings import PRODUCTION, refusal

pytestmark = pytest.mark.django_db
S = EventStatus
WORDS = '{"customer_details": {"name": "Amina"}}'


def make_event(status: str = S.DONE, *, days: int = 401, **given: Any) -> GatewayEvent:
    """An event that was worked through so many days ago; one that is new has only come then."""
    at: datetime = clock.now() - timedelta(days=days)
    row = {
        "event_id": f"evt_{GatewayEvent.objects.count()}",
        "kind": "charge.refunded",
        "raw": WORDS,
        "note": "settled",
    }
    done = {} if status == S.NEW else {"done_at": at}
    return GatewayEvent.objects.create(**(row | done | {"status": status, "received_at": at} | given))


def words() -> list[str]:
    return list(GatewayEvent.objects.order_by("pk").values_list("raw", flat=True))


def test_words_go_and_the_row_with_its_outcome_stays() -> None:
    done, ignored = make_event(), make_event(S.IGNORED, tries=1)
    before = GatewayEvent.objects.order_by("pk").values()

    kept = [row | {"raw": ""} for row in before]
    assert forget_event_words() == 2

    assert list(GatewayEvent.objects.order_by("pk").values()) == kept
    assert [row["event_id"] for row in kept] == [done.event_id, ignored.event_id]


@pytest.mark.parametrize(
    ("status", "days"), [(S.DONE, 399), (S.IGNORED, 399), (S.REVIEW, 2000), (S.NEW, 2000)], ids=str
)
def test_what_is_recent_waits_or_lies_with_a_person_keeps_its_words(status: str, days: int) -> None:
    make_event(status, days=days)

    assert (forget_event_words(), words()) == (0, [WORDS])


def test_time_counts_from_when_it_was_worked_through() -> None:
    make_event(days=399, received_at=clock.now() - timedelta(days=2000))

    assert (forget_event_words(), words()) == (0, [WORDS])


def test_setting_says_how_many_days(settings: Settings) -> None:
    settings.GATEWAY_EVENT_DAYS = 30
    make_event(days=31)
    make_event(days=29)

    assert (forget_event_words(), words()) == (1, ["", WORDS])


def test_it_goes_in_batches_and_again_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for _ in range(5):
        make_event()

    with structlog.testing.capture_logs() as logged:
        assert (forget_event_words(), forget_event_words()) == (5, 0)

    assert [(line["event"], line["events"]) for line in logged] == [
        ("event_words_forgotten", 5),
        ("event_words_forgotten", 0),
    ]


def test_beat_has_it_done_every_night() -> None:
    make_event()

    import_string(configured.CELERY_BEAT_SCHEDULE["forget-event-words"]["task"])()

    assert words() == [""]


@pytest.mark.parametrize("status", [S.DONE, S.IGNORED, S.REVIEW, S.NEW])
@pytest.mark.parametrize(
    "change", [{"raw": "{}"}, {"event_id": "evt_x"}, {"kind": "x"}, {"received_at": datetime(2026, 1, 1, tzinfo=UTC)}]
)
def test_nothing_else_of_it_is_ever_changed(status: str, change: dict[str, Any]) -> None:
    make_event(status)

    with pytest.raises(DatabaseError, match="word for word"), transaction.atomic():
        GatewayEvent.objects.update(**change)

    assert words() == [WORDS]


@pytest.mark.parametrize("status", [S.REVIEW, S.NEW])
def test_words_of_what_is_not_worked_through_cannot_be_blanked(status: str) -> None:
    make_event(status)

    with pytest.raises(DatabaseError, match="word for word"), transaction.atomic():
        GatewayEvent.objects.update(raw="")


def test_words_that_are_gone_do_not_come_back_nor_does_the_row_go() -> None:
    make_event(raw="")

    for act in (lambda: GatewayEvent.objects.update(raw=WORDS), lambda: GatewayEvent.objects.all().delete()):
        with pytest.raises(DatabaseError, match="word for word"), transaction.atomic():
            act()

    assert words() == [""]


def test_environment_says_how_many_days_and_they_are_400() -> None:
    assert Environment.read(PRODUCTION).gateway_event_days == 400
    assert Environment.read(PRODUCTION | {"GATEWAY_EVENT_DAYS": "90"}).gateway_event_days == 90
    assert "GATEWAY_EVENT_DAYS must be a whole number" in refusal(GATEWAY_EVENT_DAYS="a year")
