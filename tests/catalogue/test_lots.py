"""Lots: written once under a number, put right with a trace, called back for good."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalogue.lots import services
from catalogue.lots.models import Lot
from catalogue.lots.selectors import next_code
from catalogue.lots.services import LotFacts
from catalogue.models import Product
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.models import QualitySign, SignHeld
from tests.factories import make_member, make_product

pytestmark = pytest.mark.django_db
MADE_ON = date(2026, 11, 2)


@pytest.fixture
def product() -> Product:
    return make_product(stock="10")


@pytest.fixture
def keeper(product: Product) -> User:
    return make_member(product.cooperative)


def facts(product: Product, **given: Any) -> LotFacts:
    usual = {
        "code": "261102-1",
        "made_on": MADE_ON,
        "quantity": Decimal(40),
        "commune": product.commune,
        "people": "Fatima, Aïcha",
        "language": "fr",
        "best_before": date(2027, 11, 2),
    }
    return LotFacts(**usual | given)


def write(product: Product, keeper: User, **given: Any) -> Lot:
    return services.write_lot(product_id=product.pk, facts=facts(product, **given), by=keeper)


def make_sign(product: Product, **given: Any) -> SignHeld:
    sign, _ = QualitySign.objects.get_or_create(code="igp-argane", defaults={"kind": "igp", "name_fr": "IGP Argane"})
    usual = {"certifier": "Normacert", "number": "1", "expires_on": MADE_ON + timedelta(days=30)}
    held = SignHeld.objects.create(cooperative=product.cooperative, sign=sign, **usual | given)
    Product.objects.filter(pk=product.pk).update(sign=held)
    return held


def test_a_lot_says_who_made_how_much_where_and_stock_stays_as_it_was(product: Product, keeper: User) -> None:
    lot = write(product, keeper)

    assert (lot.cooperative, lot.code, lot.quantity, lot.people) == (
        product.cooperative,
        "261102-1",
        Decimal(40),
        "Fatima, Aïcha",
    )
    product.stockrecord.refresh_from_db()
    assert product.stockrecord.num_in_stock == Decimal(10)
    assert AuditEntry.objects.get(action="lot.create").by == keeper


def test_a_lot_may_be_added_to_the_stock_together(product: Product, keeper: User) -> None:
    services.write_lot_into_stock(product_id=product.pk, facts=facts(product), by=keeper)

    product.stockrecord.refresh_from_db()
    assert product.stockrecord.num_in_stock == Decimal(50)


def test_a_number_is_good_once_in_a_cooperative(product: Product, keeper: User) -> None:
    write(product, keeper)
    with pytest.raises(services.LotCodeTaken):
        write(make_product(cooperative=product.cooperative), keeper)
    theirs = make_product()
    write(theirs, make_member(theirs.cooperative))

    assert Lot.objects.count() == 2
    assert next_code(product, MADE_ON) == "261102-2"


@pytest.mark.parametrize(
    ("given", "is_shown"),
    [({}, True), ({"expires_on": MADE_ON - timedelta(days=1)}, False), ({"status": "sent"}, False)],
    ids=["valid", "run out before", "not looked at"],
)
def test_a_lot_keeps_the_certificate_that_stood_on_its_day(
    product: Product, keeper: User, given: dict[str, Any], is_shown: bool
) -> None:
    held = make_sign(product, **given)

    assert write(product, keeper).sign == (held if is_shown else None)


def test_what_was_mistyped_is_put_right_and_stays_in_the_log(product: Product, keeper: User) -> None:
    lot, other = write(product, keeper), write(product, keeper, code="261102-2")
    services.correct_lot(lot_id=lot.pk, facts=facts(product, quantity=Decimal(44)), by=keeper)
    with pytest.raises(services.LotCodeTaken):
        services.correct_lot(lot_id=other.pk, facts=facts(product), by=keeper)

    entry = AuditEntry.objects.get(action="lot.change")
    assert (Decimal(entry.before["quantity"]), Decimal(entry.after["quantity"])) == (Decimal(40), Decimal(44))


def test_a_lot_that_is_put_right_keeps_the_certificate_of_its_day(product: Product, keeper: User) -> None:
    then = make_sign(product)
    lot = write(product, keeper)
    make_sign(product, number="2", expires_on=MADE_ON + timedelta(days=400))

    put_right = services.correct_lot(lot_id=lot.pk, facts=facts(product, people="Fatima"), by=keeper)
    assert put_right.sign == then


def test_a_lot_is_called_back_once_and_for_good(product: Product, keeper: User) -> None:
    lot = write(product, keeper)
    services.call_back_lot(lot_id=lot.pk, reason="Verre dans un pot", by=keeper)
    for act in (
        lambda: services.call_back_lot(lot_id=lot.pk, reason="x", by=keeper),
        lambda: services.correct_lot(lot_id=lot.pk, facts=facts(product), by=keeper),
    ):
        with pytest.raises(services.LotCalledBack):
            act()

    lot.refresh_from_db()
    assert (lot.called_back_because, lot.called_back_at <= clock.now()) == ("Verre dans un pot", True)
    assert not Lot.objects.standing().exists()
