"""Baskets that nobody came back to are forgotten."""

from datetime import timedelta

import pytest

from catalogue.partner.models import StockRecord
from cooperatives import clock
from marketplace.basket.models import Basket, Line
from marketplace.retention import forget_baskets
from tests.factories import make_product, make_user

pytestmark = pytest.mark.django_db


def make_basket(*, days: int, **given: object) -> Basket:
    basket = Basket.objects.create(**given)
    Basket.objects.filter(pk=basket.pk).update(date_created=clock.now() - timedelta(days=days))
    return basket


def test_old_open_baskets_of_visitors_are_forgotten() -> None:
    old = make_basket(days=91)
    kept = [make_basket(days=89), make_basket(days=91, owner=make_user()), make_basket(days=91, status="Submitted")]

    assert forget_baskets() == 1

    assert not Basket.objects.filter(pk=old.pk).exists()
    assert Basket.objects.filter(pk__in=[basket.pk for basket in kept]).count() == 3


def test_basket_that_somebody_came_back_to_is_kept() -> None:
    basket, product = make_basket(days=91), make_product()
    Line.objects.create(
        basket=basket,
        product=product,
        stockrecord=StockRecord.objects.get(product=product),
        line_reference="1",
        quantity=1,
        price_currency="MAD",
        price_incl_tax="1.00",
    )

    assert forget_baskets() == 0
