"""Staff see events that nobody could explain, have them tried again, or say that they were seen to."""

import pytest
from django.test import Client

from cooperatives.audit.models import AuditEntry, StatusChange
from marketplace.payment import events
from marketplace.payment.enums import AttemptStatus, EventStatus
from marketplace.payment.models import GatewayEvent
from tests.factories import make_user
from tests.marketplace.processor import Processor, message, opened_attempt, post, processor  # noqa: F401
from tests.marketplace.staff import send, staff_client
from tests.payments_simulator import session_object

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
COMPLETED = "checkout.session.completed"


@pytest.fixture
def staff() -> Client:
    return staff_client()


def unexplained() -> GatewayEvent:
    """An event of a session that is nobody's."""
    post(message(COMPLETED, session_object(id="cs_foreign")))
    events.process_due()
    return GatewayEvent.objects.get(status=EventStatus.REVIEW)


def test_event_of_an_unknown_session_is_listed_and_seen_to(staff: Client, processor: Processor) -> None:  # noqa: F811
    event = unexplained()
    page = f"/cms/processor_messages/inspect/{event.pk}/"
    assert event in staff.get("/cms/processor_messages/").context["object_list"]
    assert event in staff.get("/cms/processor_messages/?status=review").context["object_list"]
    assert "cs_foreign" in staff.get(page).content.decode()

    assert send(staff, f"{page}close/").status_code == 422
    send(staff, f"{page}close/", reason="Le site des cartes-cadeaux")
    send(staff, f"{page}again/")

    event.refresh_from_db()
    assert event.status == EventStatus.DONE
    assert "Le site des cartes-cadeaux" in staff.get(page).content.decode()
    assert AuditEntry.objects.get(action="gatewayevent.closed").after == {"reason": "Le site des cartes-cadeaux"}


def test_event_that_is_mended_is_tried_again_and_settles(
    staff: Client,
    processor: Processor,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attempt = opened_attempt()

    def refuse(**given: object) -> None:
        raise events.ForAPerson("a fault of ours")

    with monkeypatch.context() as patch:
        patch.setattr(events, "settle", refuse)
        post(message(COMPLETED, processor.pay(attempt)))
        events.process_due()
    event = GatewayEvent.objects.get(status=EventStatus.REVIEW)

    send(staff, f"/cms/processor_messages/inspect/{event.pk}/again/")
    events.process_due()

    event.refresh_from_db()
    attempt.refresh_from_db()
    assert (event.status, attempt.status) == (EventStatus.DONE, AttemptStatus.APPLIED)
    moves = StatusChange.objects.filter(subject_type="payment.gatewayevent")
    assert list(moves.values_list("old_status", "new_status")) == [("review", "new")]


def test_others_find_no_events(client: Client, processor: Processor) -> None:  # noqa: F811
    event = unexplained()
    client.force_login(make_user())

    for path in ("", f"inspect/{event.pk}/", f"inspect/{event.pk}/again/"):
        assert client.get(f"/cms/processor_messages/{path}").status_code in (302, 403, 404)
