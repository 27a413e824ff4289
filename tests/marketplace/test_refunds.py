"""Refunds: how much of an order goes back, by which way, and what that does to the book."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from cooperatives import clock
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.audit.services import ForbiddenMove
from cooperatives.jobs.models import Job
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.ledger.services import BANK, Posting, owed_to_cooperative, post
from fairs.business_days import business_day
from fairs.revenue.models import RevenueLine
from marketplace.order.enums import Collector
from marketplace.order.models import Order
from marketplace.order.services import mark_collected
from marketplace.payment import refund_acts, refunds
from marketplace.payment.enums import RefundCause, RefundStatus, RefundWay
from marketplace.payment.models import Refund, RefundLine
from marketplace.payment.refund_acts import ApprovedByItsAuthor, MustGoBack, Wanted
from marketplace.payment.refund_parts import AboveTheRest, NothingToRefund, NotOfThisOrder
from marketplace.payment.refunds import ForeignMoney, OrderNotPaid, Payee
from marketplace.payment.releasing import release_proceeds
from tests.factories import make_edition, make_participation
from tests.marketplace.factories import make_order, make_purchase
from tests.marketplace.refunding import (
    DELIVERY,
    EVERYTHING,
    books_agree,
    commission_of,
    delivered,
    jar,
    paid_by_card,
    paid_in_cash,
    received,
    staff_member,
    stands,
)

pytestmark = pytest.mark.django_db
D = Decimal


def refund(order: Order, wanted: Wanted = EVERYTHING, **given: object) -> Refund:
    defaults = {"cause": RefundCause.GOODWILL, "reason": "Excuse", "by": staff_member()}
    return refund_acts.refund_by_staff(order_id=order.pk, wanted=wanted, **(defaults | given))


class Untouched:
    """On leaving, the book, the refunds, the jobs and the logs are as they were."""

    def __enter__(self) -> None:
        self.before = self._counts()

    def __exit__(self, *_error: object) -> None:
        assert self._counts() == self.before

    @staticmethod
    def _counts() -> list[object]:
        tables = (Refund, RefundLine, LedgerTransaction, RevenueLine, Job, StatusChange, AuditEntry)
        return [*(table.objects.count() for table in tables), stands()]


def test_whole_order_paid_by_card_goes_back_to_the_card() -> None:
    commission_of()
    order = paid_by_card(jar("120.00"), quantity=2)
    coop = f"coop:{order.cooperative_id}"
    assert stands() == {
        "processor:stripe": D("275.00"),
        f"{coop}:pending": D("-225.60"),
        "commission": D("-12.00"),
        "commission:tax": D("-2.40"),
        "delivery": -DELIVERY,
    }

    made = refund(order)

    assert (made.way, made.status, made.goods, made.delivery) == ("card", "ready", D("240.00"), DELIVERY)
    assert stands() == {"processor:stripe": D("275.00"), "customer:refunds": D("-275.00")}
    assert Job.objects.get(kind="refund.send").subject_id == made.pk
    line = made.lines.get()
    assert (line.quantity, line.amount, line.commission, line.commission_tax) == (2, D("240.00"), D("12.00"), D("2.40"))
    assert AuditEntry.objects.get(action="refund.request").after["amount"] == "275.00"
    books_agree()


def test_some_pieces_go_back_without_delivery() -> None:
    commission_of()
    order = paid_by_card(jar("99.90"), quantity=3)
    line = order.lines.get()

    made = refund(order, Wanted(pieces={line.pk: 1}))

    assert (made.goods, made.delivery) == (D("99.90"), D("0.00"))
    part = made.lines.get()
    # 5 % of 99.90 is 4.995.
    assert (part.quantity, part.commission, part.commission_tax) == (1, D("5.00"), D("1.00"))
    sold = RevenueLine.objects.get(transaction__key=f"refund:{made.uuid}")
    assert (sold.kind, sold.amount, sold.units, sold.sales) == ("return", D("-99.90"), D("-1.000"), 0)
    books_agree()


def test_an_amount_is_spread_over_the_lines() -> None:
    commission_of()
    cooperative = jar().cooperative
    order = paid_by_card(jar("10.00", cooperative=cooperative), jar("20.00", cooperative=cooperative))

    made = refund(order, Wanted(amount=D("10.00")))

    assert [line.amount for line in made.lines.order_by("pk")] == [D("3.33"), D("6.67")]
    assert [line.quantity for line in made.lines.all()] == [None, None]
    assert RevenueLine.objects.filter(kind="return").count() == 2
    books_agree()


def test_many_small_refunds_give_back_exactly_the_share() -> None:
    commission_of()
    order = paid_by_card(jar("100.00"))
    for _ in range(7):
        refund(order, Wanted(amount=D("13.33")))
    refund(order)

    back = RefundLine.objects.values_list("commission", "commission_tax")
    assert sum(commission for commission, _tax in back) == D("5.00")
    assert sum(tax for _commission, tax in back) == D("1.00")
    assert stands() == {"processor:stripe": D("135.00"), "customer:refunds": D("-135.00")}
    books_agree()


def test_a_return_belongs_to_its_day_and_to_the_edition_of_the_sale() -> None:
    cooperative = jar().cooperative
    product = jar(cooperative=cooperative)
    edition = make_edition()
    make_participation(edition, cooperative, products=[product])
    order = paid_by_card(product)
    assert order.lines.get().edition_id == edition.pk

    made = refund(order)

    line = RevenueLine.objects.get(transaction__key=f"refund:{made.uuid}")
    assert (line.edition_id, line.channel, line.payment) == (edition.pk, "online", "card")
    assert line.counts_on == business_day(made.created_at)
    books_agree()


def test_nothing_goes_back_of_an_order_that_nobody_paid() -> None:
    order = make_order(jar())
    with Untouched(), pytest.raises(OrderNotPaid):
        refund(order)


def test_refused_at_the_door_moves_no_money() -> None:
    commission_of()
    order = make_order(jar(), status="refused")

    assert stands() == {}
    assert LedgerTransaction.objects.count() == 0
    with Untouched(), pytest.raises(OrderNotPaid):
        refund(order)


def test_amounts_of_nothing_or_above_the_rest_are_refused() -> None:
    order = paid_by_card(jar("241.00"))
    refund(order, Wanted(amount=D("200.00")))

    for amount in ("0.00", "-1.00"):
        with Untouched(), pytest.raises(NothingToRefund):
            refund(order, Wanted(amount=D(amount)))
    with Untouched(), pytest.raises(AboveTheRest) as refusal:
        refund(order, Wanted(amount=D("41.01")))
    assert refusal.value.left == D("41.00")
    with Untouched(), pytest.raises(AboveTheRest):
        refund(order, Wanted(pieces={order.lines.get().pk: 2}))

    refund(order)
    with Untouched(), pytest.raises(NothingToRefund):
        refund(order)


def test_lines_of_another_order_are_refused() -> None:
    order, other = paid_by_card(jar()), paid_by_card(jar())
    with Untouched(), pytest.raises(NotOfThisOrder):
        refund(order, Wanted(pieces={other.lines.get().pk: 1}))


def test_the_database_refuses_more_than_was_paid() -> None:
    order = paid_by_card(jar("100.00"))
    refund(order, Wanted(amount=D("100.00")))
    more = {"order": order, "purchase": order.purchase, "way": "postal", "cause": "goodwill", "status": "requested"}

    with pytest.raises(IntegrityError, match="above what was paid"), transaction.atomic():
        Refund.objects.create(**more, goods=D("35.01"), delivery=D("0.00"), amount=D("35.01"))
    # The negative control: what is left is accepted.
    Refund.objects.create(**more, goods=D("0.00"), delivery=D("35.00"), amount=D("35.00"))


def test_cash_goes_back_after_a_second_person_and_by_hand() -> None:
    commission_of()
    order = paid_in_cash(jar("100.00"))
    asker, second = staff_member(), staff_member()
    rib = "230780000000000000000039"
    made = refund(order, by=asker, payee=Payee(RefundWay.BANK, "Amina Idrissi", rib))
    owed = {"held:carrier:poste": D("135.00"), "customer:refunds": D("-135.00")}
    assert (made.status, made.attempt, Job.objects.filter(kind="refund.send").count()) == ("requested", None, 0)
    assert stands() == owed

    with Untouched(), pytest.raises(ApprovedByItsAuthor):
        refund_acts.approve_refund(refund_id=made.pk, by=asker)
    with pytest.raises(IntegrityError, match="refund_in_cash_was_approved"), transaction.atomic():
        Refund.objects.filter(pk=made.pk).update(status=RefundStatus.READY)
    with pytest.raises(IntegrityError, match="refund_approved_by_another"), transaction.atomic():
        Refund.objects.filter(pk=made.pk).update(status=RefundStatus.READY, approved_by=asker)
    with Untouched(), pytest.raises(ForbiddenMove):
        refund_acts.mark_refund_paid(refund_id=made.pk, reference="VIR-1", by=second)

    refund_acts.approve_refund(refund_id=made.pk, by=second)
    refund_acts.mark_refund_paid(refund_id=made.pk, reference="VIR-1", by=second)

    made.refresh_from_db()
    assert (made.status, made.reference, made.payee_rib) == ("succeeded", "VIR-1", rib)
    assert stands() == {"held:carrier:poste": D("135.00"), "bank": D("-135.00")}
    with Untouched(), pytest.raises(ForbiddenMove):
        refund_acts.mark_refund_paid(refund_id=made.pk, reference="VIR-2", by=second)
    books_agree()


def test_a_transfer_that_came_back_is_owed_again_and_goes_by_post() -> None:
    order, asker, second = paid_in_cash(jar("100.00")), staff_member(), staff_member()
    made = refund(order, by=asker, payee=Payee(RefundWay.BANK, "Amina", "230780000000000000000039"))
    refund_acts.approve_refund(refund_id=made.pk, by=second)
    refund_acts.mark_refund_paid(refund_id=made.pk, reference="VIR-1", by=second)

    refund_acts.mark_refund_came_back(refund_id=made.pk, reason="Compte clos", by=second)
    assert stands()["customer:refunds"] == D("-135.00")
    assert "bank" not in stands()
    refund_acts.send_another_way(refund_id=made.pk, payee=Payee(RefundWay.POSTAL, "Amina Idrissi"), by=second)
    # Whoever names the new way cannot approve it.
    with Untouched(), pytest.raises(ApprovedByItsAuthor):
        refund_acts.approve_refund(refund_id=made.pk, by=second)
    refund_acts.approve_refund(refund_id=made.pk, by=asker)
    refund_acts.mark_refund_paid(refund_id=made.pk, reference="MANDAT-7", by=asker)

    assert stands()["bank"] == D("-135.00")
    assert "customer:refunds" not in stands()
    keys = LedgerTransaction.objects.filter(kind="refund").order_by("pk").values_list("key", "reverses__key")
    name = f"refund:{made.uuid}"
    assert list(keys) == [(f"{name}:sent", None), (f"{name}:failed", f"{name}:sent"), (f"{name}:sent:2", None)]
    books_agree()


def test_cash_that_the_cooperative_holds_is_paid_by_us_and_owed_by_it() -> None:
    commission_of()
    order = make_order(jar("100.00"), status="shipped")
    mark_collected(order_id=order.pk, collector=Collector.COOPERATIVE, by=staff_member())
    coop, held = f"coop:{order.cooperative_id}", f"held:coop:{order.cooperative_id}"
    assert stands(coop, held) == {coop: D("-94.00"), held: D("135.00")}

    refund(order, Wanted(everything=True))

    # It keeps the shopper's 100.00 and delivery, and is owed nothing for the goods any more.
    assert stands(coop, held) == {held: D("135.00")}
    assert stands()["customer:refunds"] == D("-100.00")
    books_agree()


def test_refund_that_is_called_off_gives_everyone_back_what_it_took() -> None:
    commission_of()
    order = paid_by_card(jar("99.99"), quantity=3)
    before = stands()
    made = refund(order, Wanted(amount=D("100.01"), with_delivery=True))
    assert stands() != before

    refund_acts.call_off_refund(refund_id=made.pk, reason="Erreur", by=staff_member())

    made.refresh_from_db()
    assert (made.status, stands()) == ("cancelled", before)
    assert refunds.delivery_left(order) == DELIVERY
    assert refund(order).amount == order.total_incl_tax
    books_agree()
    with pytest.raises(ForbiddenMove):
        refund_acts.call_off_refund(refund_id=made.pk, reason="Encore", by=staff_member())


def test_called_off_after_the_proceeds_were_released() -> None:
    commission_of()
    order = delivered(paid_by_card(jar("100.00")), days_ago=8)
    coop = f"coop:{order.cooperative_id}"
    made = refund(order, Wanted(amount=D("50.00")))
    release_proceeds()
    assert stands(coop, f"{coop}:pending") == {coop: D("-47.00")}

    refund_acts.call_off_refund(refund_id=made.pk, reason="Erreur", by=staff_member())

    assert stands(coop, f"{coop}:pending") == {coop: D("-94.00")}
    books_agree()


def test_late_refund_makes_the_cooperative_owe() -> None:
    """After the proceeds were released and paid out, a refund leaves a debt: it is netted, never paid."""
    commission_of()
    order = delivered(paid_by_card(jar("100.00")), days_ago=8)
    release_proceeds()
    coop = f"coop:{order.cooperative_id}"
    paid_out(order.cooperative_id, "94.00")

    refund(order)

    assert stands(coop, f"{coop}:pending") == {coop: D("94.00")}
    books_agree()


def test_money_that_pays_for_nothing_goes_back_whole_and_once() -> None:
    purchase = make_purchase(jar())
    attempt = received(purchase, "120.00")
    assert stands() == {"processor:stripe": D("120.00"), "customer:unapplied": D("-120.00")}

    made = refund_acts.refund_attempt(attempt_id=attempt.pk, reason="Payé deux fois", by=staff_member())

    attempt.refresh_from_db()
    assert (made.amount, made.order, made.status, attempt.status) == (D("120.00"), None, "ready", "refunding")
    assert stands() == {"processor:stripe": D("120.00"), "customer:refunds": D("-120.00")}
    with transaction.atomic():
        again = refunds.refund_unapplied(attempt=attempt, cause=RefundCause.PAID_TWICE)
    assert again == made
    with Untouched(), pytest.raises(ForbiddenMove):
        refund_acts.refund_attempt(attempt_id=attempt.pk, reason="Encore", by=staff_member())
    with Untouched(), pytest.raises(MustGoBack):
        refund_acts.call_off_refund(refund_id=made.pk, reason="Non", by=staff_member())


def test_foreign_money_is_not_sent_back_as_dirhams() -> None:
    attempt = received(make_purchase(jar()), "120.00", currency="EUR")
    with Untouched(), pytest.raises(ForeignMoney):
        refund_acts.refund_attempt(attempt_id=attempt.pk, reason="Devise", by=staff_member())


def paid_out(cooperative_id: int, amount: str) -> None:
    entries = [(owed_to_cooperative(cooperative_id), D(amount)), (BANK, -D(amount))]
    post([Posting(key="payout:test", kind=EntryKind.PAYOUT, counts_on=clock.today(), entries=entries)])
