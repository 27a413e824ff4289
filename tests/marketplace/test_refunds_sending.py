"""Sending refunds to their cards, over HTTP with the processor's own library, and hearing of them in any order."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from cooperatives import clock
from cooperatives.audit.services import ForbiddenMove
from cooperatives.jobs.registry import NotNow
from cooperatives.jobs.services import run_due
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.outbox.models import Message
from marketplace.payment import refund_acts
from marketplace.payment.enums import RefundWay
from marketplace.payment.gateway import GatewayRefundStatus, RefundState
from marketplace.payment.models import Refund
from marketplace.payment.refund_acts import OnlyAnotherWay, Wanted
from marketplace.payment.refund_sending import (
    LEASE,
    note_refund_state,
    refunds_to_look_at,
    send_refund,
    sweep_refunds,
)
from marketplace.payment.refunds import Payee
from tests.marketplace.factories import make_purchase
from tests.marketplace.refunding import (
    EVERYTHING,
    books_agree,
    commission_of,
    jar,
    paid_by_card,
    received,
    staff_member,
    stands,
)
from tests.payments_simulator import Wire, list_object, refund_object

pytestmark = pytest.mark.django_db
D = Decimal
G = GatewayRefundStatus


@pytest.fixture
def made() -> Refund:
    commission_of()
    order = paid_by_card(jar("100.00"), intent="pi_1")
    return refund_acts.refund_by_staff(
        order_id=order.pk, wanted=EVERYTHING, cause="cancelled", reason="Rupture", by=staff_member()
    )


@pytest.fixture
def later() -> Iterator[Callable[[timedelta], None]]:
    """Moves the clock on from where it stands."""
    with ExitStack() as moved:
        yield lambda by: moved.enter_context(clock.frozen_at(clock.now() + by))


def answer(refund: Refund, status: str = "succeeded", **changes: object) -> dict:
    whole = {"amount": int(refund.amount * 100), "metadata": {"reference": str(refund.uuid)}, "status": status}
    return refund_object(**(whole | changes))


def state(refund: Refund, status: GatewayRefundStatus, **changes: object) -> RefundState:
    heard = RefundState(
        refund_id="re_1", status=status, amount=refund.amount, currency="MAD", reference=str(refund.uuid)
    )
    return replace(heard, **changes)


def now_stands(refund: Refund) -> tuple[str, str]:
    refund.refresh_from_db()
    return refund.status, refund.provider_id


OWED = {"processor:stripe": D("135.00"), "customer:refunds": D("-135.00")}


def test_a_refund_is_sent_with_its_own_key(made: Refund, wire: Wire) -> None:
    wire.answer(answer(made))
    assert stands() == OWED

    send_refund(refund_id=made.pk)

    (asked,) = wire.asked
    assert (asked.path, asked.idempotency_key) == ("/v1/refunds", f"refund:{made.uuid}")
    assert asked.params == {
        "payment_intent": "pi_1",
        "amount": "13500",
        "metadata[reference]": str(made.uuid),
    }
    assert now_stands(made) == ("succeeded", "re_1")
    assert stands() == {}
    assert LedgerTransaction.objects.filter(key=f"refund:{made.uuid}:sent", kind="refund").exists()
    assert Message.objects.filter(key__startswith=f"refund:{made.uuid}:sent", channel="sms").count() == 1
    books_agree()


def test_the_job_sends_it(made: Refund, wire: Wire) -> None:
    wire.answer(answer(made))
    run_due()
    run_due()
    assert now_stands(made) == ("succeeded", "re_1")
    assert len(wire.asked) == 1


def test_nothing_is_sent_twice(made: Refund, wire: Wire) -> None:
    wire.answer(answer(made))
    for _ in range(3):
        send_refund(refund_id=made.pk)
    assert len(wire.asked) == 1


def test_a_lost_answer_is_asked_for_again_with_the_same_key(made: Refund, wire: Wire, later) -> None:
    """The worker dies, or the line breaks, after the processor did it: the key makes the second call the first."""
    wire.hang_up().hang_up().hang_up().answer(answer(made))

    with pytest.raises(NotNow):
        send_refund(refund_id=made.pk)
    assert now_stands(made) == ("sending", "")
    assert stands() == OWED
    later(timedelta(minutes=2))
    send_refund(refund_id=made.pk)

    assert now_stands(made) == ("succeeded", "re_1")
    assert {asked.idempotency_key for asked in wire.asked} == {f"refund:{made.uuid}"}
    books_agree()


def test_after_a_day_we_look_before_we_send(made: Refund, wire: Wire, later) -> None:
    """The processor has forgotten the key: the same call would be a second refund."""
    wire.hang_up().hang_up().hang_up()
    with pytest.raises(NotNow):
        send_refund(refund_id=made.pk)
    wire.answers[:] = []
    wire.answer(list_object("/v1/refunds", refund_object(id="re_0", metadata={}), answer(made)))
    tried = len(wire.asked)

    later(timedelta(hours=25))
    send_refund(refund_id=made.pk)

    (looked,) = wire.asked[tried:]
    assert (looked.method, looked.params["payment_intent"]) == ("GET", "pi_1")
    assert now_stands(made) == ("succeeded", "re_1")
    books_agree()


def test_after_a_day_it_is_sent_when_the_processor_has_none(made: Refund, wire: Wire, later) -> None:
    wire.hang_up().hang_up().hang_up()
    with pytest.raises(NotNow):
        send_refund(refund_id=made.pk)
    wire.answers[:] = []
    wire.answer(list_object("/v1/refunds")).answer(answer(made))
    tried = len(wire.asked)

    later(timedelta(hours=25))
    send_refund(refund_id=made.pk)

    assert [asked.method for asked in wire.asked[tried:]] == ["GET", "POST"]
    assert now_stands(made) == ("succeeded", "re_1")


def test_a_killed_sender_keeps_others_away_until_its_lease_is_over(made: Refund, wire: Wire, later) -> None:
    wire.answer(answer(made))
    Refund.objects.filter(pk=made.pk).update(status="sending", claimed_until=clock.now() + LEASE)

    with pytest.raises(NotNow) as put_off:
        send_refund(refund_id=made.pk)
    assert (wire.asked, put_off.value.wait > timedelta(minutes=9)) == ([], True)
    later(LEASE + timedelta(seconds=1))
    assert sweep_refunds() == 1
    send_refund(refund_id=made.pk)

    assert now_stands(made) == ("succeeded", "re_1")


def test_pending_until_the_processor_says_more(made: Refund, wire: Wire, later) -> None:
    wire.answer(answer(made, "pending"))
    send_refund(refund_id=made.pk)
    assert (now_stands(made), stands()) == (("pending", "re_1"), OWED)
    later(timedelta(hours=2))
    assert list(refunds_to_look_at()) == [made.pk]

    assert note_refund_state(state=state(made, G.SUCCEEDED)) is True
    assert note_refund_state(state=state(made, G.SUCCEEDED)) is False

    assert (now_stands(made), stands()) == (("succeeded", "re_1"), {})


def test_refund_that_fails_days_later_is_owed_again_once(made: Refund, wire: Wire) -> None:
    wire.answer(answer(made))
    send_refund(refund_id=made.pk)
    failed = state(made, G.FAILED, failure="lost_or_stolen_card")

    assert note_refund_state(state=failed) is True
    assert note_refund_state(state=failed) is False
    # What was on its way meanwhile changes nothing any more.
    assert note_refund_state(state=state(made, G.SUCCEEDED)) is False

    assert (now_stands(made), made.last_error) == (("failed", "re_1"), "lost_or_stolen_card")
    assert stands() == OWED
    back = LedgerTransaction.objects.get(key=f"refund:{made.uuid}:failed")
    assert back.reverses.key == f"refund:{made.uuid}:sent"
    books_agree()
    # This card takes nothing back: it goes another way.
    with pytest.raises(OnlyAnotherWay):
        refund_acts.send_again(refund_id=made.pk, by=staff_member())
    asker, second = staff_member(), staff_member()
    refund_acts.send_another_way(refund_id=made.pk, payee=Payee(RefundWay.POSTAL, "Amina"), by=asker)
    refund_acts.approve_refund(refund_id=made.pk, by=second)
    refund_acts.mark_refund_paid(refund_id=made.pk, reference="MANDAT-1", by=second)
    assert stands() == {"processor:stripe": D("135.00"), "bank": D("-135.00")}
    assert note_refund_state(state=failed) is False
    books_agree()


def test_failure_heard_before_anything_else(made: Refund, wire: Wire) -> None:
    """The event of the failure overtakes that of the creation, and our own answer."""
    Refund.objects.filter(pk=made.pk).update(status="sending", claimed_until=clock.now() + LEASE)
    assert note_refund_state(state=state(made, G.FAILED, failure="expired_or_canceled_card")) is True
    # Nothing was posted as sent, so nothing is reversed: we owe it as before.
    assert stands() == OWED

    for status in (G.PENDING, G.SUCCEEDED, G.FAILED):
        assert note_refund_state(state=state(made, status)) is False
    assert (now_stands(made), stands()) == (("failed", "re_1"), OWED)
    assert not LedgerTransaction.objects.filter(key__contains=":failed").exists()
    books_agree()


def test_success_heard_before_our_own_answer(made: Refund, wire: Wire) -> None:
    Refund.objects.filter(pk=made.pk).update(status="sending", claimed_until=clock.now() + LEASE)
    assert note_refund_state(state=state(made, G.SUCCEEDED)) is True
    assert note_refund_state(refund_id=made.pk, state=state(made, G.PENDING)) is False
    assert (now_stands(made), stands()) == (("succeeded", "re_1"), {})


def test_refund_made_by_hand_at_the_processor_is_not_ours(made: Refund) -> None:
    for reference in ("", "order-17", "2f1d0d5e-0000-4000-8000-000000000000"):
        assert note_refund_state(state=state(made, G.SUCCEEDED, refund_id="re_9", reference=reference)) is False
    assert stands() == OWED


def test_what_the_processor_refuses_is_tried_again_as_another_request(made: Refund, wire: Wire) -> None:
    wire.refuse(400, code="charge_disputed").answer(answer(made))

    send_refund(refund_id=made.pk)
    assert now_stands(made) == ("failed", "")
    assert stands() == OWED
    refund_acts.send_again(refund_id=made.pk, by=staff_member())
    with pytest.raises(ForbiddenMove):
        refund_acts.send_again(refund_id=made.pk, by=staff_member())
    run_due()

    assert [asked.idempotency_key for asked in wire.asked] == [f"refund:{made.uuid}", f"refund:{made.uuid}:1"]
    assert (now_stands(made), stands()) == (("succeeded", "re_1"), {})


def test_without_card_payments_it_waits(made: Refund, settings) -> None:
    settings.CARD_PAYMENTS = False
    with pytest.raises(NotNow):
        send_refund(refund_id=made.pk)
    assert (now_stands(made), stands(), made.tries) == (("ready", ""), OWED, 0)


def test_the_attempt_follows_the_refund_of_its_whole_money(wire: Wire) -> None:
    attempt = received(make_purchase(jar()), "155.00")
    made = refund_acts.refund_attempt(attempt_id=attempt.pk, reason="Deux fois", by=staff_member())
    wire.answer(answer(made))

    def attempt_status() -> str:
        attempt.refresh_from_db()
        return attempt.status

    assert attempt_status() == "refunding"
    send_refund(refund_id=made.pk)
    assert (attempt_status(), stands()) == ("refunded", {})
    note_refund_state(state=state(made, G.FAILED))
    assert (attempt_status(), stands()) == (
        "refunding",
        {"processor:stripe": D("155.00"), "customer:refunds": D("-155.00")},
    )
    books_agree()


def test_partial_refunds_are_sent_apart(wire: Wire) -> None:
    order = paid_by_card(jar("100.00"), intent="pi_1")
    both = [
        refund_acts.refund_by_staff(
            order_id=order.pk, wanted=Wanted(amount=D("40.00")), cause="goodwill", reason="Retard", by=staff_member()
        )
        for _ in range(2)
    ]
    wire.answer(answer(both[0], id="re_1")).answer(answer(both[1], id="re_2"))
    for refund in both:
        send_refund(refund_id=refund.pk)

    assert len({asked.idempotency_key for asked in wire.asked}) == 2
    assert stands("processor:stripe", "customer:refunds") == {"processor:stripe": D("55.00")}
    books_agree()
