"""Goods on deposit: left, taken back, sold; one count each way, and what was sold closes the difference."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from catalogue.partner.models import StockHolding, StockMovement
from catalogue.partner.stock import Item, take_at_stall
from fairs.consignment import deposit_of, lines_of, products_lying_at
from fairs.enums import ParticipationStatus
from fairs.models import DepositSlip
from fairs.services.deposits import NothingOnTheSlip, NotSoMuchThere, NotTakingPart, NotTheirProduct
from tests.factories import make_cooperative, make_product
from tests.fairs.consignment import leave, make_depositor, make_platform, take
from tests.fairs.facts import together

D = Decimal


@pytest.fixture
def edition():
    return make_platform()


@pytest.mark.django_db
class TestDeposits:
    def test_goods_left_lie_at_the_edition_and_are_no_longer_in_the_stock(self, edition) -> None:
        cooperative = make_depositor(edition, products=2).cooperative
        honey, oil = cooperative.products.order_by("pk")

        slip = leave(edition, cooperative, quantities={honey.public_id: D(4), oil.public_id: D("2.5")})

        assert (slip.kind, slip.given_by, slip.received_by) == ("left", "Fatima Ait Ali", "Driss")
        rows = {row.product: row for row in deposit_of(edition, cooperative)}
        assert (rows[honey].left, rows[honey].there, rows[honey].free) == (D(4), D(4), D(6))
        assert (rows[oil].left, rows[oil].there, rows[oil].free) == (D("2.5"), D("2.5"), D("7.5"))
        assert rows[honey].value == D("480.00")
        assert {line.product: line.quantity for line in lines_of(slip)} == {honey: D(4), oil: D("2.5")}
        assert products_lying_at(edition) == {cooperative.pk: 2}

    def test_what_was_sold_closes_the_difference(self, edition) -> None:
        cooperative = make_depositor(edition).cooperative
        (honey,) = cooperative.products.all()
        leave(edition, cooperative, quantities={honey.public_id: D(6)})
        take_at_stall(items=[Item(honey.stockrecord.pk, D(2), "sale:1:0")], edition_code=edition.code)
        take(edition, cooperative, quantities={honey.public_id: D(1)})

        (row,) = deposit_of(edition, cooperative)

        assert (row.left, row.taken_back, row.sold, row.there, row.free) == (D(6), D(1), D(2), D(3), D(5))
        sold = StockMovement.objects.filter(kind="sold_at_stall", place="edition").values_list("change_in_stock")
        assert [amount for (amount,) in sold] == [D(-2)]

    def test_each_edition_has_its_own_deposit(self, edition) -> None:
        other = make_platform()
        cooperative = make_depositor(edition).cooperative
        leave(edition, cooperative)

        (row,) = deposit_of(other, cooperative)

        assert (row.left, row.there) == (D(0), D(0))
        assert products_lying_at(other) == {}
        with pytest.raises(NotSoMuchThere):
            take(other, cooperative)

    def test_more_than_is_in_the_stock_moves_nothing(self, edition) -> None:
        cooperative = make_depositor(edition, products=2).cooperative
        honey, oil = cooperative.products.order_by("pk")

        with pytest.raises(NotSoMuchThere) as refusal:
            leave(edition, cooperative, quantities={honey.public_id: D(1), oil.public_id: D(11)})

        assert refusal.value.there == {oil.public_id: D(10)}
        assert not StockMovement.objects.exists()
        assert not DepositSlip.objects.exists()

    def test_more_than_lies_there_is_not_taken_back(self, edition) -> None:
        cooperative = make_depositor(edition, products=2).cooperative
        honey, oil = cooperative.products.order_by("pk")
        leave(edition, cooperative, quantities={honey.public_id: D(3)})

        with pytest.raises(NotSoMuchThere) as refusal:
            take(edition, cooperative, quantities={honey.public_id: D(4), oil.public_id: D(1)})

        assert refusal.value.there == {honey.public_id: D(3), oil.public_id: D(0)}
        assert StockHolding.objects.get().quantity == D(3)
        assert DepositSlip.objects.count() == 1

    def test_who_withdrew_leaves_nothing_more_and_takes_back_what_is_its_own(self, edition) -> None:
        participation = make_depositor(edition)
        leave(edition, participation.cooperative)
        participation.status = ParticipationStatus.WITHDRAWN
        participation.save()

        with pytest.raises(NotTakingPart):
            leave(edition, participation.cooperative)
        assert take(edition, participation.cooperative).kind == "taken_back"
        assert products_lying_at(edition) == {}

    def test_product_of_another_is_refused(self, edition) -> None:
        cooperative = make_depositor(edition).cooperative
        foreign = make_product(cooperative=make_cooperative())

        with pytest.raises(NotTheirProduct) as refusal:
            leave(edition, cooperative, quantities={foreign.public_id: D(1)})

        assert refusal.value.products == {foreign.public_id}
        assert not DepositSlip.objects.exists()

    def test_slip_without_a_quantity_is_no_slip(self, edition) -> None:
        cooperative = make_depositor(edition).cooperative
        (honey,) = cooperative.products.all()

        for quantities in ({}, {honey.public_id: D(0)}):
            with pytest.raises(NothingOnTheSlip):
                leave(edition, cooperative, quantities=quantities)

    def test_a_signed_slip_is_never_changed(self, edition) -> None:
        leave(edition, make_depositor(edition).cooperative)

        for change in (lambda: DepositSlip.objects.update(note="x"), lambda: DepositSlip.objects.all().delete()):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                change()


@pytest.mark.threads
@pytest.mark.usefixtures("committed_db")
def test_two_slips_at_once_never_leave_more_than_there_is() -> None:
    edition = make_platform()
    cooperative = make_depositor(edition, products=2, stock="3").cooperative

    answers = together(
        *[lambda: leave(edition, cooperative, quantities={p.public_id: D(2) for p in cooperative.products.all()})] * 3
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["DepositSlip", "NotSoMuchThere", "NotSoMuchThere"]
    assert [row.there for row in deposit_of(edition, cooperative)] == [D(2), D(2)]
    assert [row.free for row in deposit_of(edition, cooperative)] == [D(1), D(1)]
