"""A suspended cooperative leaves the shop at once and comes back whole, as a shopper sees it: baskets included."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from catalogue.models import Product
from cooperatives.accounts.models import User
from cooperatives.services import reinstate_cooperative, suspend_cooperative
from marketplace.basket.models import Basket, Line
from marketplace.basket.selectors import contents
from marketplace.order.models import Purchase
from tests.factories import make_cooperative, make_delivery_rate, make_place, make_product, make_user
from tests.marketplace.staff import send
from tests.marketplace.test_checkout import send as confirm
from tests.marketplace.test_checkout import typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def staff() -> User:
    return make_user(is_staff=True)


@pytest.fixture
def product() -> Product:
    make_delivery_rate()
    return make_product(title_en="Argan oil of Tissa", title_ar="زيت تيسة", title_fr="Huile de Tissa")


def suspend(product: Product, by: User) -> None:
    suspend_cooperative(cooperative_id=product.cooperative_id, reason="Papers", by=by)


def reinstate(product: Product, by: User) -> None:
    reinstate_cooperative(cooperative_id=product.cooperative_id, by=by)


def page_of(product: Product) -> str:
    return reverse("catalogue:detail", args=[product.slug, product.public_id])


def put_in(client: Client, product: Product, quantity: int = 2) -> None:
    send(client, reverse("basket:add"), product=product.public_id, quantity=quantity)


def is_listed(client: Client, product: Product) -> bool:
    pages = [reverse("catalogue:index"), f"{reverse('catalogue:index')}?q=Tissa"]
    found = {product.title in client.get(page).content.decode() for page in pages}
    assert len(found) == 1
    return found.pop()


def can_be_bought(client: Client, product: Product) -> bool:
    return f'name="product" value="{product.public_id}"' in client.get(page_of(product)).content.decode()


def test_products_leave_the_lists_and_their_pages_at_once_and_come_back(
    client: Client, product: Product, staff: User
) -> None:
    assert (is_listed(client, product), can_be_bought(client, product)) == (True, True)

    suspend(product, staff)
    assert (is_listed(client, product), can_be_bought(client, product)) == (False, False)
    put_in(client, product)
    assert not Line.objects.exists()

    reinstate(product, staff)
    assert (is_listed(client, product), can_be_bought(client, product)) == (True, True)


def test_the_cooperatives_own_page_says_so_or_is_gone_and_comes_back(
    client: Client, product: Product, staff: User
) -> None:
    url = product.cooperative.get_absolute_url()
    assert product.title in client.get(url).content.decode()

    suspend(product, staff)
    assert product.title not in client.get(url).content.decode()

    reinstate(product, staff)
    assert product.title in client.get(url).content.decode()


def test_a_basket_keeps_its_lines_does_not_sell_them_and_is_whole_again(
    client: Client, product: Product, staff: User
) -> None:
    other = make_product(cooperative=make_cooperative(), title_en="Honey of Azilal")
    put_in(client, product)
    put_in(client, other, 1)

    suspend(product, staff)
    held = contents(Basket.objects.get())
    assert [line.product for line in held.gone] == [product]
    assert [line.product for part in held.parts for line in part.lines] == [other]
    # Said on the page, not silently taken out.
    assert product.title in client.get(reverse("basket:summary")).content.decode()

    reinstate(product, staff)
    held = contents(Basket.objects.get())
    assert held.gone == []
    assert [(line.product, line.quantity) for part in held.parts for line in part.lines] == [(product, 2), (other, 1)]


def test_the_checkout_refuses_it_and_takes_it_again(client: Client, product: Product, staff: User) -> None:
    put_in(client, product)
    place = make_place()
    # Filled in before: the shopper presses the button a moment too late.
    filled = typed(client, place)

    suspend(product, staff)
    confirm(client, filled)
    assert not Purchase.objects.exists()

    reinstate(product, staff)
    confirm(client, typed(client, place))
    order = Purchase.objects.get().orders.get()
    assert (order.cooperative, order.lines.get().quantity) == (product.cooperative, 2)
