"""The way to the hosted page and back: the purchase's page tells the truth at every step, with and without scripts."""

import html
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.idempotency import new_token
from cooperatives.territory.models import Place
from marketplace.order import services
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Order, Purchase
from marketplace.payment import attempts, views
from marketplace.payment.enums import AttemptStatus
from marketplace.payment.models import PaymentAttempt
from marketplace.payment.settling import settle
from marketplace.payment.standing import LOOKS
from tests.factories import make_delivery_rate, make_member, make_place, make_product, make_user
from tests.marketplace.cards import attempt_of, opened, statuses
from tests.marketplace.factories import make_card_purchase, make_paid_order, paid_money
from tests.marketplace.test_checkout import put_in, send, typed
from tests.payments_simulator import CardSimulator, Wire, session_object

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def place() -> Place:
    make_delivery_rate(price="35.00")
    return make_place(name_fr="Tafraout", name_ar="تافراوت")


def address(purchase: Purchase, name: str) -> str:
    return reverse(f"payment:{name}", kwargs={"public_id": purchase.public_id, "token": purchase.link_token})


def text(client: Client, url: str) -> str:
    return plain(client.get(url, follow=True))


def plain(response: Any) -> str:
    return html.unescape(response.content.decode()).replace("\xa0", " ")


def come_back(client: Client, location: str) -> Any:
    """Follow the hosted page's way back, whatever host it names."""
    parts = urlsplit(location)
    return client.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)


# The checkout


def test_the_card_is_offered_beside_cash_and_cash_stays_the_first_choice(
    client: Client, card_simulator: CardSimulator, place: Place
) -> None:
    put_in(client, make_product())

    page = client.get(reverse("checkout:index"))

    options = page.context["payment_options"]
    assert [(option["value"], option["checked"]) for option in options] == [
        ("cash_on_delivery", True),
        ("card", False),
    ]
    shown = page.content.decode()
    assert "The number of your card never reaches us" in shown
    assert "Payments are simulated" in shown
    assert 'name="card' not in shown
    assert 'autocomplete="cc-number"' not in shown


def test_where_no_card_is_taken_none_is_offered_nor_accepted(client: Client, settings, place: Place) -> None:
    settings.CARD_PAYMENTS = False
    put_in(client, make_product())
    assert [option["value"] for option in client.get(reverse("checkout:index")).context["payment_options"]] == [
        "cash_on_delivery"
    ]

    response = send(client, typed(client, place, payment_method="card"))

    assert (response.status_code, Purchase.objects.count()) == (422, 0)


def test_confirming_leads_to_the_hosted_page_and_paying_there_back_to_the_truth(
    client: Client, card_simulator: CardSimulator, place: Place
) -> None:
    put_in(client, make_product(price="120.00"))

    response = send(client, typed(client, place, payment_method="card"))

    purchase = Purchase.objects.get()
    assert response.status_code == 303
    assert response.headers["Location"] == attempt_of(purchase).session_url
    assert response.headers["Location"].startswith(card_simulator.address)
    back = come_back(client, card_simulator.pay(response.headers["Location"]))
    assert (back.status_code, back.headers["Location"]) == (303, purchase.get_absolute_url())
    page = text(client, purchase.get_absolute_url())
    assert "Paid by card: 155.00 DH" in page
    assert "The cooperative looks at your order" in page
    assert "To pay in cash" not in page
    assert "One step left" not in page


def test_pressed_twice_it_is_the_same_page(client: Client, card_simulator: CardSimulator, place: Place) -> None:
    put_in(client, make_product())
    data = typed(client, place, payment_method="card")

    first, second = send(client, data), send(client, data)

    assert first.headers["Location"] == second.headers["Location"]
    assert (Purchase.objects.count(), PaymentAttempt.objects.count()) == (1, 1)


def test_pressed_again_once_it_is_paid_it_leads_to_the_purchase(
    client: Client, card_simulator: CardSimulator, place: Place
) -> None:
    put_in(client, make_product())
    data = typed(client, place, payment_method="card")
    card_simulator.pay(send(client, data).headers["Location"])

    response = send(client, data)

    assert response.headers["Location"] == Purchase.objects.get().get_absolute_url()
    assert statuses(Purchase.objects.get()) == [OrderStatus.CONFIRMED]


def test_more_than_a_card_pays_at_once_is_said_and_nothing_is_lost(
    client: Client, card_simulator: CardSimulator, place: Place
) -> None:
    put_in(client, make_product(price="999999.00"))

    response = send(client, typed(client, place, payment_method="card"))

    assert (response.status_code, Purchase.objects.count()) == (409, 0)
    assert "A card pays from 10.00 DH to 999,999.99 DH at once." in response.content.decode().replace("\xa0", " ")


def test_while_the_gateway_is_away_the_purchase_says_so_and_offers_both_ways(
    client: Client, wire: Wire, place: Place
) -> None:
    put_in(client, make_product())
    wire.refuse(503)

    response = send(client, typed(client, place, payment_method="card"))

    purchase = Purchase.objects.get()
    assert response.headers["Location"] == purchase.get_absolute_url()
    page = text(client, purchase.get_absolute_url())
    assert "The bank's page does not answer at the moment" in page
    assert address(purchase, "pay") in page
    assert address(purchase, "cash") in page
    # Nobody was given a page, so nothing has to be shut before cash is chosen.
    client.post(address(purchase, "cash"), {"once": new_token()})
    assert statuses(purchase) == [OrderStatus.AWAITING_CONFIRMATION]


# Coming back


def test_declined_and_given_up_it_says_that_nothing_came_and_can_be_paid_again(
    client: Client, card_simulator: CardSimulator
) -> None:
    purchase = make_card_purchase(language="en")
    page = opened(purchase)
    card_simulator.decline(page)

    back = come_back(client, card_simulator.abandon(page))

    assert back.headers["Location"] == purchase.get_absolute_url()
    shown = text(client, purchase.get_absolute_url())
    assert "No payment has reached us yet." in shown
    assert "failed" not in shown.lower()
    again = client.post(address(purchase, "pay"), {"once": new_token()})
    assert again.status_code == 303
    come_back(client, card_simulator.pay(again.headers["Location"]))
    assert statuses(purchase) == [OrderStatus.CONFIRMED]


def test_while_the_gateway_does_not_answer_it_is_checked_again_by_itself_and_less_and_less_often(
    client: Client, wire: Wire
) -> None:
    purchase = make_card_purchase()
    wire.answer(session_object())
    opened(purchase)
    wire.answers.clear()
    wire.refuse(503)

    url, waits = address(purchase, "returned"), []
    for _ in range(LOOKS + 1):
        back = client.get(url)
        page = client.get(back.headers["Location"])
        shown = page.content.decode()
        assert "We are checking your payment" in shown
        assert "Pay, and the cooperative begins" not in shown
        assert f'action="{address(purchase, "pay")}"' not in shown
        assert "failed" not in shown.lower()
        waits.append(page.context["card"].looks_again_in)
        if waits[-1]:
            url = f"{address(purchase, 'returned')}?look={page.context['card'].looks}"
            # Without scripts: the page itself says when to ask again.
            assert f'<meta http-equiv="refresh" content="{waits[-1]};url={url}">' in shown

    assert waits == [3, 6, 12, 24, 48, 60, 60, 60, 0]
    wire.answers.clear()
    wire.answer(session_object())
    assert "No payment has reached us yet." in text(client, url)


def test_slow_money_is_being_checked_however_the_page_is_opened(client: Client, card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase(language="en")
    come_back(client, card_simulator.pay_delayed(opened(purchase)))

    assert "We are checking your payment" in text(client, purchase.get_absolute_url())
    response = client.post(address(purchase, "pay"), {"once": new_token()})
    assert response.headers["Location"].startswith(f"{purchase.get_absolute_url()}?look=")
    client.post(address(purchase, "cash"), {"once": new_token()})
    assert statuses(purchase) == [OrderStatus.AWAITING_PAYMENT]

    card_simulator.settle_delayed(attempt_of(purchase).session_id)
    assert "Paid by card" in text(client, address(purchase, "returned"))


def test_money_that_a_person_looks_at_is_being_checked_too(client: Client, card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    attempt = attempt_of(purchase)
    settle(attempt_id=attempt.pk, received=paid_money(attempt, amount=attempt.amount - 1))

    shown = text(client, purchase.get_absolute_url())

    assert "We are checking your payment" in shown
    assert "No payment has reached us" not in shown


def test_late_money_that_goes_back_is_told(client: Client, card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase(make_product(price="120.00"))
    attempt = attempt_of(purchase)
    attempts.close(purchase_id=purchase.pk)
    services.cancel_order(order_id=purchase.orders.get().pk, by=None)
    settle(attempt_id=attempt.pk, received=paid_money(attempt))

    assert "155.00 DH that you paid by card pays for nothing here: it goes back" in text(
        client, purchase.get_absolute_url()
    )


def test_how_long_it_is_kept_stands_there_until_that_is_over(client: Client, card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    opened(purchase)

    assert "We keep everything for you until" in text(client, purchase.get_absolute_url())
    with clock.frozen_at(clock.now() + timedelta(minutes=36)):
        assert "We keep everything" not in text(client, purchase.get_absolute_url())


# Otherwise


def test_cash_instead_shuts_the_page_and_asks_for_the_code(client: Client, card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    opened(purchase)
    token = new_token()

    for _ in range(2):
        response = client.post(address(purchase, "cash"), {"once": token}, follow=True)

    assert statuses(purchase) == [OrderStatus.AWAITING_CONFIRMATION]
    assert attempt_of(purchase).status == AttemptStatus.EXPIRED
    assert "The code of 6 digits" in response.content.decode()


def test_cash_without_the_forms_token_changes_nothing(client: Client, card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    opened(purchase)

    client.post(address(purchase, "cash"))

    assert (statuses(purchase), attempt_of(purchase).status) == ([OrderStatus.AWAITING_PAYMENT], AttemptStatus.PENDING)


def test_cash_above_what_one_door_takes_is_refused_in_words(client: Client, card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase(make_product(price="12000.00"))

    response = client.post(address(purchase, "cash"), {"once": new_token()}, follow=True)

    assert (
        "One order can be paid in cash up to 10,000.00 DH. Pay by card instead."
        in response.content.decode().replace("\xa0", " ")
    )
    assert statuses(purchase) == [OrderStatus.AWAITING_PAYMENT]


def test_cash_waits_while_the_page_cannot_be_shut(client: Client, wire: Wire) -> None:
    purchase = make_card_purchase()
    wire.answer(session_object())
    opened(purchase)
    wire.answers.clear()
    wire.refuse(503)

    response = client.post(address(purchase, "cash"), {"once": new_token()}, follow=True)

    assert "so you might pay twice" in plain(response)
    assert statuses(purchase) == [OrderStatus.AWAITING_PAYMENT]


def test_one_order_is_cancelled_from_the_page_and_the_rest_stays_to_be_paid(
    client: Client, card_simulator: CardSimulator
) -> None:
    purchase = make_card_purchase(make_product(price="120.00"), make_product(price="80.00"))
    opened(purchase)
    first = purchase.orders.order_by("pk")[0]
    url = reverse(
        "purchase:cancel",
        kwargs={"public_id": purchase.public_id, "token": purchase.link_token, "order": first.public_id},
    )

    client.post(url, {"once": new_token()})

    assert statuses(purchase) == [OrderStatus.CANCELLED, OrderStatus.AWAITING_PAYMENT]
    assert "Pay 115.00 DH by card" in text(client, purchase.get_absolute_url())


def test_a_paid_order_that_is_cancelled_says_that_its_money_goes_back(
    client: Client, card_simulator: CardSimulator
) -> None:
    order = make_paid_order()
    url = reverse(
        "purchase:cancel",
        kwargs={"public_id": order.purchase.public_id, "token": order.purchase.link_token, "order": order.public_id},
    )
    assert "What you paid for it goes back to your card." in text(client, url)

    response = client.post(url, {"once": new_token()}, follow=True)

    assert "The order is cancelled. What you paid for it goes back to your card." in response.content.decode()


@pytest.mark.parametrize("name", ["pay", "cash", "returned"])
def test_a_forged_link_is_404_and_moves_nothing(client: Client, card_simulator: CardSimulator, name: str) -> None:
    purchase, other = make_card_purchase(), make_card_purchase()
    forged = reverse(f"payment:{name}", kwargs={"public_id": purchase.public_id, "token": other.link_token})

    assert client.get(forged).status_code in (404, 405)
    assert client.post(forged, {"once": new_token()}).status_code in (404, 405)

    assert (attempt_of(purchase).status, statuses(purchase)) == (
        AttemptStatus.CREATED,
        [OrderStatus.AWAITING_PAYMENT],
    )


@pytest.mark.parametrize("look", ["0", "-1", "999999999999", "١", "x", ""])
def test_a_look_that_makes_no_sense_is_none(client: Client, card_simulator: CardSimulator, look: str) -> None:
    purchase = make_card_purchase()
    opened(purchase)

    page = client.get(purchase.get_absolute_url(), {"look": look})

    assert (page.status_code, page.context["card"].looks) == (200, 0)


def test_who_asks_too_often_is_stopped(
    client: Client, card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    purchase = make_card_purchase()
    monkeypatch.setattr(views, "RATE", "3/h")

    assert [client.get(address(purchase, "returned")).status_code for _ in range(4)] == [303, 303, 303, 429]


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.parametrize(
    "status",
    [
        OrderStatus.CONFIRMED,
        OrderStatus.PREPARED,
        OrderStatus.SHIPPED,
        OrderStatus.DELIVERED,
        OrderStatus.REFUSED,
        OrderStatus.CANCELLED,
    ],
)
def test_every_state_of_a_paid_order_has_its_page(
    client: Client, card_simulator: CardSimulator, status: str, language: str
) -> None:
    order = make_paid_order(status=status)

    with translation.override(language):
        response = client.get(order.purchase.get_absolute_url())

    assert response.status_code == 200
    steps = response.context["orders"][0]["steps"]
    assert sum(step["state"] in ("now", "failed") for step in steps) == (0 if status == OrderStatus.DELIVERED else 1)
    assert response.context["to_pay"] == 0


# At the cooperative


def test_the_cooperative_reads_that_it_takes_no_money(client: Client, card_simulator: CardSimulator) -> None:
    product = make_product()
    order = make_paid_order(product, status=OrderStatus.SHIPPED)
    client.force_login(make_member(product.cooperative))
    url = reverse("workspace:order", kwargs={"public_id": order.public_id})

    page = client.get(url).content.decode()
    assert "Paid by card: take no money." in page
    assert "To take in cash" not in page
    act = reverse("workspace:act", kwargs={"public_id": order.public_id, "name": "delivered"})
    client.post(act, {"once": new_token()})

    assert Order.objects.get().status == OrderStatus.DELIVERED


def test_what_nobody_has_paid_no_cooperative_sees(client: Client, card_simulator: CardSimulator) -> None:
    product = make_product()
    order = make_card_purchase(product).orders.get()
    client.force_login(make_member(product.cooperative))

    assert client.get(reverse("workspace:order", kwargs={"public_id": order.public_id})).status_code == 404


def test_staff_are_told_why_an_order_that_may_be_being_paid_is_not_cancelled(card_simulator: CardSimulator) -> None:
    order = make_card_purchase().orders.get()

    with pytest.raises(services.PagesStillOpen):
        services.cancel_order_by_staff(order_id=order.pk, by=make_user(is_staff=True), reason="x")

    order.refresh_from_db()
    assert order.status == OrderStatus.AWAITING_PAYMENT
