"""A shopper's bank takes money back: known once, posted once, given back once when it is won."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from structlog.testing import capture_logs

from cooperatives.audit.models import StatusChange
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.ledger.selectors import balances
from marketplace.payment.enums import DisputeStatus, EventStatus
from marketplace.payment.events import process_due
from marketplace.payment.models import Dispute, GatewayEvent, PaymentAttempt
from tests.marketplace.processor import Processor, message, opened_attempt, post, processor  # noqa: F401

pytestmark = pytest.mark.django_db
OPENED, CLOSED = "charge.dispute.created", "charge.dispute.closed"


@pytest.fixture
def attempt(processor: Processor) -> PaymentAttempt:  # noqa: F811
    """A payment that was applied."""
    made = opened_attempt()
    post(message("checkout.session.completed", processor.pay(made)))
    process_due()
    made.refresh_from_db()
    return made


def hear(processor: Processor, attempt: PaymentAttempt, kind: str, **changes: object) -> None:  # noqa: F811
    """The dispute stands so now, and an event says that something changed."""
    post(message(kind, processor.dispute(attempt, **changes)))
    process_due()


def book() -> tuple[Decimal, Decimal]:
    """What was lost to disputes, and what the processor holds."""
    found = balances(["dispute:loss", "processor:stripe"])
    return found["dispute:loss"], found["processor:stripe"]


def test_dispute_takes_the_money_from_the_processor_once(
    processor: Processor,  # noqa: F811
    attempt: PaymentAttempt,
) -> None:
    with capture_logs() as logs:
        for kind in (OPENED, "charge.dispute.funds_withdrawn", "charge.dispute.updated"):
            hear(processor, attempt, kind)

    dispute = Dispute.objects.get()
    assert (dispute.provider_id, dispute.attempt, dispute.amount) == ("du_1", attempt, attempt.amount)
    assert (dispute.status, dispute.reason) == (DisputeStatus.OPEN, "product_not_received")
    assert dispute.answer_by == datetime.fromtimestamp(1_800_600_000, tz=UTC)
    assert book() == (attempt.amount, Decimal("0.00"))
    assert [line["log_level"] for line in logs if line["event"] == "dispute_opened"] == ["error"]
    assert GatewayEvent.objects.filter(kind=OPENED).get().attempt == attempt


def test_won_dispute_gives_all_of_it_back_once(processor: Processor, attempt: PaymentAttempt) -> None:  # noqa: F811
    hear(processor, attempt, OPENED)
    for kind in (CLOSED, "charge.dispute.funds_reinstated", CLOSED):
        hear(processor, attempt, kind, status="won")

    dispute = Dispute.objects.get()
    assert dispute.status == DisputeStatus.WON
    assert dispute.closed_at is not None
    assert book() == (Decimal("0.00"), attempt.amount)
    won = LedgerTransaction.objects.get(key="dispute:du_1:won")
    assert won.reverses.key == "dispute:du_1"
    moves = StatusChange.objects.filter(subject_type="payment.dispute").order_by("pk")
    assert list(moves.values_list("old_status", "new_status")) == [("", "open"), ("open", "won")]


def test_lost_dispute_stays_lost(processor: Processor, attempt: PaymentAttempt) -> None:  # noqa: F811
    hear(processor, attempt, OPENED)
    hear(processor, attempt, CLOSED, status="lost")
    hear(processor, attempt, OPENED)

    assert Dispute.objects.get().status == DisputeStatus.LOST
    assert book() == (attempt.amount, Decimal("0.00"))


def test_end_that_is_heard_of_before_the_beginning_is_posted_whole(
    processor: Processor,  # noqa: F811
    attempt: PaymentAttempt,
) -> None:
    hear(processor, attempt, CLOSED, status="won")
    hear(processor, attempt, OPENED, status="won")

    assert Dispute.objects.get().status == DisputeStatus.WON
    assert set(LedgerTransaction.objects.filter(kind="dispute").values_list("key", flat=True)) == {
        "dispute:du_1",
        "dispute:du_1:won",
    }
    assert book() == (Decimal("0.00"), attempt.amount)


def test_dispute_of_a_part_takes_that_part(processor: Processor, attempt: PaymentAttempt) -> None:  # noqa: F811
    hear(processor, attempt, OPENED, amount=1250)

    assert book() == (Decimal("12.50"), attempt.amount - Decimal("12.50"))


@pytest.mark.parametrize("status", ["warning_needs_response", "warning_under_review", "warning_closed", "prevented"])
def test_inquiry_has_taken_nothing(processor: Processor, attempt: PaymentAttempt, status: str) -> None:  # noqa: F811
    hear(processor, attempt, OPENED, status=status)

    assert not Dispute.objects.exists()
    assert book() == (Decimal("0.00"), attempt.amount)


def test_dispute_in_another_currency_goes_to_a_person(
    processor: Processor,  # noqa: F811
    attempt: PaymentAttempt,
) -> None:
    hear(processor, attempt, OPENED, currency="eur")

    assert not Dispute.objects.exists()
    assert GatewayEvent.objects.get(kind=OPENED).status == EventStatus.REVIEW
    assert book() == (Decimal("0.00"), attempt.amount)


def test_dispute_of_an_unknown_payment_waits_for_it(processor: Processor, attempt: PaymentAttempt) -> None:  # noqa: F811
    hear(processor, attempt, OPENED, payment_intent="pi_foreign")

    event = GatewayEvent.objects.get(kind=OPENED)
    assert (event.status, event.tries) == (EventStatus.NEW, 1)
    assert not Dispute.objects.exists()
