"""A purchase's page: the truth for who has the link, and nothing for anybody else."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cooperatives.idempotency import new_token
from cooperatives.outbox.models import Message
from marketplace.order import services
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Order, Purchase
from tests.factories import make_product, make_user
from tests.marketplace.factories import code_sent, make_basket, make_order, make_purchase, walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def address(name: str, purchase: Purchase, **given: str) -> str:
    return reverse(f"purchase:{name}", kwargs={"public_id": purchase.public_id, "token": purchase.link_token, **given})


def test_the_page_tells_orders_money_and_what_comes_next(client: Client) -> None:
    purchase = make_purchase(make_product(price="120.00"), make_product(price="80.00"))

    page = client.get(purchase.get_absolute_url()).content.decode().replace("\xa0", " ")

    assert purchase.number in page
    assert "To pay in cash, when it comes: 270.00 DH" in page
    for order in purchase.orders.all():
        assert str(order.cooperative) in page
    assert "Type the code that we sent to your phone." in page


@pytest.mark.parametrize("forged", ["x", "A" * 43])
def test_a_forged_or_borrowed_token_is_404(client: Client, forged: str) -> None:
    purchase, other = make_purchase(), make_purchase()

    for token in (forged, other.link_token):
        for name in ("detail", "confirm", "cancel"):
            extra = {"order": purchase.orders.get().public_id} if name == "cancel" else {}
            path = reverse(f"purchase:{name}", kwargs={"public_id": purchase.public_id, "token": token, **extra})
            assert client.get(path).status_code in (404, 405)
            assert client.post(path, {"once": new_token()}).status_code in (404, 405)

    assert purchase.orders.get().status == OrderStatus.AWAITING_CONFIRMATION


def test_another_purchases_order_cannot_be_cancelled_by_this_ones_link(client: Client) -> None:
    purchase, other = make_purchase(), make_purchase()

    response = client.post(address("cancel", purchase, order=other.orders.get().public_id), {"once": new_token()})

    assert response.status_code == 404
    assert other.orders.get().status == OrderStatus.AWAITING_CONFIRMATION


@pytest.mark.parametrize(
    ("reached", "said"),
    [
        (OrderStatus.CANCELLED, "The order is cancelled. You pay nothing for it."),
        (OrderStatus.PREPARED, "The parcel is ready already."),
        (OrderStatus.DELIVERED, "This order cannot be cancelled any more."),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_cannot_be_cancelled_any_more_says_how_it_stands(
    client: Client, reached: OrderStatus, said: str, method: str
) -> None:
    order = make_order()
    walk_to(order, reached)

    path = address("cancel", order.purchase, order=order.public_id)
    page = getattr(client, method)(path, {"once": new_token()}, follow=True)

    assert page.redirect_chain == [(order.purchase.get_absolute_url(), 302)]
    assert said in page.content.decode()
    assert Order.objects.get(pk=order.pk).status == reached


def test_who_guesses_at_links_is_stopped(client: Client) -> None:
    purchase = make_purchase()
    path = reverse("purchase:detail", kwargs={"public_id": purchase.public_id, "token": "guess"})

    # Sixty a minute: a new minute may begin on the way, so that only of twice as many sixty-one fall into one.
    answers = {client.get(path).status_code for _ in range(121)}

    assert answers == {404, 429}


def test_the_phone_stands_masked_on_the_page(client: Client) -> None:
    purchase = make_purchase()

    page = client.get(purchase.get_absolute_url()).content.decode()

    assert purchase.recipient_phone not in page
    assert purchase.recipient_phone[-2:] in page


def test_the_code_confirms_and_the_page_says_so(client: Client) -> None:
    purchase = make_purchase()

    response = client.post(address("confirm", purchase), {"code": code_sent(purchase)}, follow=True)

    assert "Thank you: your purchase is confirmed" in response.content.decode()
    assert purchase.orders.get().status == OrderStatus.CONFIRMED


def test_the_link_of_the_message_brings_the_code_and_waits_for_the_press(client: Client) -> None:
    purchase = make_purchase()
    code = code_sent(purchase)

    page = client.get(purchase.get_absolute_url() + f"?code={code}")
    assert f'value="{code}"' in page.content.decode()
    assert purchase.orders.get().status == OrderStatus.AWAITING_CONFIRMATION

    client.post(address("confirm", purchase), {"code": code, "from_message": "True"})
    purchase.refresh_from_db()
    assert purchase.confirmed_via == "message"


@pytest.mark.parametrize("typed", ["", "12", "abcdef", "1" * 400])
def test_what_is_no_code_is_said_beside_the_field_and_costs_no_try(client: Client, typed: str) -> None:
    purchase = make_purchase()

    response = client.post(address("confirm", purchase), {"code": typed})

    assert response.status_code == 422
    assert response.context["form"].errors["code"]
    purchase.refresh_from_db()
    assert purchase.confirmation_tries == 0


def test_a_code_in_arabic_digits_with_spaces_is_the_code(client: Client) -> None:
    purchase = make_purchase()
    western = code_sent(purchase)
    arabic = western.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    client.post(address("confirm", purchase), {"code": f"{arabic[:3]} {arabic[3:]}"})

    assert purchase.orders.get().status == OrderStatus.CONFIRMED


def test_after_five_wrong_codes_the_page_promises_a_call(client: Client) -> None:
    purchase = make_purchase()
    wrong = "000000" if code_sent(purchase) != "000000" else "111111"

    pages = [client.post(address("confirm", purchase), {"code": wrong}).content.decode() for _ in range(6)]

    assert "4 tries left" in pages[0]
    assert "One try left" in pages[3]
    assert "We will call you" in pages[5]
    page = client.get(purchase.get_absolute_url()).content.decode()
    assert 'name="code"' not in page
    assert "Type the code" not in page


def test_a_code_that_did_not_come_is_sent_again_a_few_times(client: Client) -> None:
    purchase = make_purchase()
    sent = Message.objects.filter(channel="sms")

    for _ in range(5):
        client.post(address("send-again", purchase), {"once": new_token()})

    assert sent.count() == 1 + 3
    client.post(address("confirm", purchase), {"code": code_sent(purchase)})
    assert purchase.orders.get().status == OrderStatus.CONFIRMED


def test_cancelling_asks_first_and_takes_one_order(client: Client) -> None:
    purchase = make_purchase(make_product(), make_product())
    first, second = purchase.orders.order_by("pk")
    path = address("cancel", purchase, order=first.public_id)

    asked = client.get(path)
    assert asked.status_code == 200
    assert Order.objects.filter(status=OrderStatus.CANCELLED).count() == 0
    token = new_token()
    for _ in range(2):
        client.post(path, {"once": token})

    assert [Order.objects.get(pk=order.pk).status for order in (first, second)] == [
        "cancelled",
        "awaiting_confirmation",
    ]


def test_a_form_without_its_token_cancels_nothing(client: Client) -> None:
    order = make_order()

    client.post(address("cancel", order.purchase, order=order.public_id))

    order.refresh_from_db()
    assert order.status == OrderStatus.CONFIRMED


def test_a_ready_parcel_is_not_cancelled_and_the_page_says_what_to_do(client: Client) -> None:
    order = make_order(status=OrderStatus.PREPARED)

    response = client.post(address("cancel", order.purchase, order=order.public_id), {"once": new_token()}, follow=True)

    assert "refuse it at the door" in response.content.decode()
    order.refresh_from_db()
    assert order.status == OrderStatus.PREPARED


@pytest.mark.parametrize("status", [status for status in OrderStatus if status != OrderStatus.AWAITING_PAYMENT])
@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_every_state_has_its_page_in_every_language(client: Client, status: str, language: str) -> None:
    order = make_order(status=status)

    with translation.override(language):
        response = client.get(order.purchase.get_absolute_url())

    assert response.status_code == 200
    steps = response.context["orders"][0]["steps"]
    assert sum(step["state"] in ("now", "failed") for step in steps) == (0 if status == OrderStatus.DELIVERED else 1)


def test_a_delivered_order_says_until_when_it_may_be_given_back(client: Client) -> None:
    order = make_order(status=OrderStatus.DELIVERED)

    shown = client.get(order.purchase.get_absolute_url()).context["orders"][0]

    assert shown["return_until"] == order.delivered_at + timedelta(days=7)


def test_the_page_takes_the_same_queries_for_one_order_and_for_four(
    client: Client, django_assert_max_num_queries
) -> None:
    purchase = make_purchase(*(make_product() for _ in range(4)))
    client.get(purchase.get_absolute_url())

    with django_assert_max_num_queries(6):
        client.get(purchase.get_absolute_url())


def test_the_list_is_ones_own_and_needs_sign_in(client: Client) -> None:
    owner, other = make_user(), make_user()
    mine = make_purchase(basket=make_basket(make_product(), owner=owner))
    assert client.get(reverse("purchase:list")).status_code == 302

    client.force_login(other)
    assert mine.number not in client.get(reverse("purchase:list")).content.decode()
    client.force_login(owner)
    assert mine.number in client.get(reverse("purchase:list")).content.decode()


def test_a_purchase_is_told_wholly_cancelled_when_all_its_orders_are(client: Client) -> None:
    purchase = make_purchase()
    order = purchase.orders.get()
    walk_to(order, OrderStatus.AWAITING_CONFIRMATION)
    services.cancel_order(order_id=order.pk, by=None)

    page = client.get(purchase.get_absolute_url())

    assert page.context["awaits"] is False
    assert page.context["to_pay"] == 0
    assert (page.context["called_off"], page.context["total"]) == (-purchase.total, Decimal("0.00"))
