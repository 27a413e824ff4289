"""The basket in a browser: with and without scripts, before and after sign-in."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from catalogue.models import Product
from catalogue.partner.models import StockRecord
from cooperatives import clock
from cooperatives.idempotency import new_token
from marketplace.basket.models import Basket, Line
from marketplace.basket.selectors import count_pieces
from tests.factories import make_cooperative, make_delivery_rate, make_edition, make_product, make_user

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def url(name: str) -> str:
    return reverse(f"basket:{name}")


def put_in(client: Client, product: Product, quantity: int | str = 1, **given: str):
    data = {"product": product.public_id, "quantity": quantity, "once": new_token()} | given
    return client.post(url("add"), data)


def lines() -> list[tuple[Product, int]]:
    return [(line.product, line.quantity) for line in Line.objects.order_by("pk")]


def test_a_visitor_fills_a_basket_and_finds_it_again(client: Client) -> None:
    product = make_product()

    response = put_in(client, product, 2)

    assert response.headers["Location"] == url("summary")
    page = client.get(url("summary")).content.decode().replace("\xa0", " ")
    assert product.title in page
    assert "240.00 DH" in page
    assert lines() == [(product, 2)]


def test_a_page_that_does_not_ask_for_the_basket_reads_none(client: Client, django_assert_num_queries) -> None:
    put_in(client, make_product())

    with django_assert_num_queries(0):
        client.get("/healthz")


def test_a_forged_cookie_shows_nobodys_basket(client: Client) -> None:
    put_in(client, make_product())
    (name,) = [key for key in client.cookies if key.startswith("basket")]
    client.cookies[name] = Basket.objects.get().public_id + ":forged"

    assert "Your basket is empty" in client.get(url("summary")).content.decode()


def test_two_visitors_do_not_see_each_other(client: Client) -> None:
    put_in(client, make_product())

    assert "Your basket is empty" in Client().get(url("summary")).content.decode()


def test_after_sign_in_the_basket_goes_along_and_after_sign_out_it_stays_behind(client: Client) -> None:
    product, user = make_product(), make_user()
    put_in(client, product)

    client.force_login(user)
    assert product.title in client.get(url("summary")).content.decode()
    client.logout()

    assert "Your basket is empty" in client.get(url("summary")).content.decode()
    assert Basket.objects.get().owner == user


def test_the_edition_of_the_page_goes_onto_the_line(client: Client) -> None:
    edition, other = make_edition(), make_edition()
    first, second = make_product(), make_product()

    put_in(client, first, edition=edition.code)
    client.post(f"{url('add')}?edition={other.code}", {"product": second.public_id, "quantity": 1})

    assert [line.edition for line in Line.objects.order_by("pk")] == [edition, other]


def test_an_edition_whose_window_is_not_open_is_not_shown(client: Client) -> None:
    today = clock.today()
    ended, coming = make_edition(starts_on=today - timedelta(days=9)), make_edition(starts_on=today + timedelta(days=9))
    never = make_edition(online_opens_at=None, online_closes_at=None)
    running = make_edition()

    for edition in (ended, coming, never, running):
        put_in(client, make_product(), edition=edition.code)

    page = client.get(url("summary")).content.decode()
    assert [f"{edition}</span>" in page for edition in (ended, coming, never, running)] == [False, False, False, True]


def test_sent_twice_it_is_put_in_once(client: Client) -> None:
    product = make_product()
    data = {"product": product.public_id, "quantity": 1, "once": new_token()}

    client.post(url("add"), data)
    client.post(url("add"), data)

    assert lines() == [(product, 1)]


@pytest.mark.parametrize("typed", ["-1", "0", "1000000000", "lots", "", "1.5"])
def test_what_is_no_number_of_pieces_comes_back_with_a_word_beside_it(client: Client, typed: str) -> None:
    product = make_product()

    response = put_in(client, product, typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Write a whole number from 1 to 999." in page
    assert f'value="{typed}"' in page or typed == ""
    assert lines() == []


def test_arabic_digits_are_digits(client: Client) -> None:
    product = make_product()

    put_in(client, product, "٣")

    assert lines() == [(product, 3)]


def test_more_than_there_is_says_how_many_are_left(client: Client) -> None:
    product = make_product(stock="3")

    put_in(client, product, 7)

    assert "Only 3 left" in client.get(url("summary")).content.decode()
    assert lines() == [(product, 3)]


@pytest.mark.parametrize("typed", ["-4", "1000000000", "many"])
def test_a_wrong_quantity_is_said_beside_its_field_and_nothing_is_lost(client: Client, typed: str) -> None:
    product, other = make_product(), make_product()
    put_in(client, product, 2)
    put_in(client, other, 4)

    response = client.post(url("update"), {"product": product.public_id, "quantity": typed})

    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="problem-{product.public_id}"' in page
    assert f'id="problem-{other.public_id}"' not in page
    assert f'value="{typed}"' in page
    assert lines() == [(product, 2), (other, 4)]


def test_zero_takes_it_out_and_can_be_undone(client: Client) -> None:
    product = make_product()
    put_in(client, product, 3)

    response = client.post(url("update"), {"product": product.public_id, "quantity": "0"}, follow=True)
    assert (lines(), bool(response.context["undo"])) == ([], True)
    client.post(url("restore"), {"removed": response.context["undo"], "once": new_token()})

    assert lines() == [(product, 3)]


def test_a_removal_can_be_undone_once(client: Client) -> None:
    product = make_product()
    put_in(client, product, 2)

    response = client.post(url("remove"), {"product": product.public_id}, follow=True)
    undo = response.context["undo"]
    assert (lines(), bool(undo)) == ([], True)
    for _ in range(2):
        client.post(url("restore"), {"removed": undo, "once": new_token()})

    assert lines() == [(product, 2)]


def test_an_undo_that_somebody_made_up_does_nothing(client: Client) -> None:
    make_product()

    client.post(url("restore"), {"removed": "made-up", "once": new_token()})

    assert lines() == []


def test_a_changed_price_is_shown_and_asked_about(client: Client) -> None:
    product = make_product(price="120.00")
    put_in(client, product)
    StockRecord.objects.update(price=Decimal("140.00"))

    page = client.get(url("summary"))
    assert "was 120.00 DH, now 140.00 DH" in page.content.decode().replace("\xa0", " ")
    client.post(url("agree"), dict(page.context["seen_fields"]))

    assert "now 140.00" not in client.get(url("summary")).content.decode()


def test_what_is_gone_stands_apart_and_can_be_taken_out(client: Client) -> None:
    kept, gone = make_product(price="100.00"), make_product(price="55.00")
    put_in(client, kept)
    put_in(client, gone)
    Product.objects.filter(pk=gone.pk).update(is_public=False)

    page = client.get(url("summary"))
    assert "Not sold any more" in page.content.decode()
    assert page.context["held"].goods == Decimal("100.00")
    client.post(url("remove"), {"product": gone.public_id})

    assert lines() == [(kept, 1)]


def test_where_nothing_can_be_bought_no_total_is_told_and_the_way_leads_to_the_products(client: Client) -> None:
    gone = make_product()
    put_in(client, gone)
    Product.objects.filter(pk=gone.pk).update(is_public=False)

    page = client.get(url("summary")).content.decode()

    assert "Not sold any more" in page
    assert "0.00" not in page
    assert "One parcel" not in page
    assert "See the products" in page


def test_the_page_names_each_cooperative_with_its_subtotal_and_delivery(client: Client) -> None:
    one, other = make_cooperative(), make_cooperative()
    make_delivery_rate(price="35.00")
    for product in (make_product(cooperative=one, price="10.00"), make_product(cooperative=other, price="20.00")):
        put_in(client, product, 2)

    page = client.get(url("summary")).content.decode().replace("\xa0", " ")

    assert page.index(str(one)) < page.index("20.00 DH") < page.index(str(other)) < page.index("40.00 DH")
    assert page.count("35.00 DH") == 2


def test_htmx_gets_only_what_changes_and_the_count_is_told_to_refresh(client: Client) -> None:
    product = make_product()
    put_in(client, product)

    response = client.post(url("update"), {"product": product.public_id, "quantity": 3}, **HTMX)

    page = response.content.decode()
    assert response.headers["HX-Trigger"] == "basket-changed"
    assert '<div id="basket"' in page
    assert "<html" not in page


def test_htmx_putting_in_answers_with_the_message(client: Client) -> None:
    product = make_product()

    response = client.post(url("add"), {"product": product.public_id, "quantity": 1}, **HTMX)

    assert response.status_code == 200
    assert product.title in response.content.decode()
    assert response.headers["HX-Trigger"] == "basket-changed"


def test_an_empty_basket_counts_nothing_at_all(client: Client) -> None:
    response = client.get(url("count"))

    assert response.content == b""
    assert any(name.startswith("csrf") for name in response.cookies)
    assert Basket.objects.count() == 0


def test_the_count_is_a_fragment_that_no_cache_keeps(client: Client) -> None:
    put_in(client, make_product(), 2)
    put_in(client, make_product(), 3)

    response = client.get(url("count"))

    assert response.content.decode().strip().startswith("5")
    assert "no-store" in response.headers["Cache-Control"]
    assert count_pieces(Basket.objects.get()) == 5


def test_the_page_takes_the_same_queries_for_one_line_and_for_six(
    client: Client, django_assert_max_num_queries
) -> None:
    for _ in range(6):
        put_in(client, make_product())
    client.get(url("summary"))

    with django_assert_max_num_queries(5):
        client.get(url("summary"))


@pytest.mark.parametrize("name", ["add", "update", "remove", "restore", "agree", "keep-possible"])
def test_acts_are_not_done_by_looking(client: Client, name: str) -> None:
    assert client.get(url(name)).status_code == 405


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_page_speaks_three_languages_and_another_leads_to_one_of_them(client: Client, language: str) -> None:
    put_in(client, make_product())

    assert client.get(f"/{language}/basket/").status_code == 200
    assert client.get("/de/basket/").headers["Location"] == "/ar/basket/"
