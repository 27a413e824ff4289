"""Only a part can be sent: the cooperative offers it, the shopper takes or leaves it, and money and stock follow."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from catalogue.models import Product
from catalogue.partner.models import StockRecord
from cooperatives import clock
from cooperatives.audit.models import StatusChange
from cooperatives.audit.services import ForbiddenMove
from cooperatives.enums import CooperativeStatus
from cooperatives.idempotency import new_token
from cooperatives.jobs.models import Job
from cooperatives.models import Cooperative
from cooperatives.outbox.models import Message
from fairs.revenue.models import RevenueLine
from marketplace.order import late, part_offers, services
from marketplace.order.enums import CancelCause, CannotReason, OfferStatus, OrderStatus
from marketplace.order.exceptions import (
    CooperativeSuspended,
    MoreThanOrdered,
    NothingLeftOut,
    NothingOffered,
    OfferOver,
    PartOffered,
)
from marketplace.order.models import Order, PartOffer
from marketplace.order.part_offers import ANSWER_WITHIN, EXPIRE_OFFER, expire_offer, leave_part, offer_part, take_part
from marketplace.payment.models import Refund
from marketplace.payment.refunds import refund_amount
from marketplace.workspace.returns import DeclineForm
from tests.constraints import refused_by
from tests.factories import make_cooperative, make_member, make_product, make_user
from tests.marketplace.factories import make_order, walk_on
from tests.marketplace.refunding import books_agree, commission_of, paid_by_card

pytestmark = pytest.mark.django_db
D, S = Decimal, OrderStatus


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative(phone="+212661000001")


@pytest.fixture
def goods(cooperative: Cooperative) -> tuple[Product, Product]:
    """Honey at 120, oil at 80, ten of each."""
    return (
        make_product(cooperative=cooperative, price="120.00", stock=10, title_ar="عسل", title_fr="Miel"),
        make_product(cooperative=cooperative, price="80.00", stock=10, title_ar="زيت", title_fr="Huile"),
    )


@pytest.fixture
def order(goods: tuple[Product, Product]) -> Order:
    """Three of each to be paid in cash: 600 dirhams and 35 for the delivery."""
    commission_of()
    return make_order(*goods, quantity=3)


@pytest.fixture
def paid(goods: tuple[Product, Product]) -> Order:
    """The same, paid by card."""
    commission_of()
    return paid_by_card(*goods, quantity=3)


def offered(order: Order, *pieces: int, reason: str = CannotReason.NOT_READY) -> PartOffer:
    lines = order.lines.order_by("pk")
    by = make_member(order.cooperative)
    wanted = dict(zip([line.pk for line in lines], pieces, strict=True))
    return offer_part(order_id=order.pk, pieces=wanted, reason=reason, by=by)


def levels(*products: Product) -> list[tuple[Decimal, Decimal]]:
    rows = [StockRecord.objects.get(product=product) for product in products]
    return [(row.num_in_stock, row.num_allocated) for row in rows]


def state(order: Order) -> tuple[object, ...]:
    fresh = Order.objects.select_related("purchase").get(pk=order.pk)
    lines = fresh.lines.order_by("pk").values_list("quantity", "left_out", "line_price_incl_tax", "commission")
    return fresh.status, fresh.total_incl_tax, fresh.purchase.total, fresh.purchase.goods_total, *lines


def sent(template: str) -> list[str]:
    return [message.body for message in Message.objects.filter(key__contains=template).order_by("pk")]


def test_an_offer_asks_the_shopper_and_moves_nothing(order: Order, goods: tuple[Product, Product]) -> None:
    before = state(order), levels(*goods)

    offer = offered(order, 1, 0)

    assert (state(order), levels(*goods)) == before
    assert [(each.ordered, each.offered) for each in offer.lines.order_by("pk")] == [(3, 1), (3, 0)]
    assert offer.answer_by == offer.made_at + ANSWER_WITHIN
    assert Job.objects.get(kind=EXPIRE_OFFER).due_at == offer.answer_by
    # By SMS and by e-mail, with the place on the page where it is answered.
    assert [f"#order-{order.public_id}" in body for body in sent("order_part_offered")] == [True, True]


def test_to_be_paid_in_cash_less_is_asked_for_and_the_rest_is_free_again(
    order: Order, goods: tuple[Product, Product]
) -> None:
    take_part(offer_id=offered(order, 1, 0).pk, by=None)

    assert state(order) == (
        S.ACCEPTED,
        D("155.00"),
        D("155.00"),
        D("120.00"),
        (1, 0, D("120.00"), D("6.00")),
        (0, 0, D("0.00"), D("0.00")),
    )
    assert levels(*goods) == [(D(10), D(1)), (D(10), D(0))]
    assert not Refund.objects.exists()
    walk_on(order, (S.PREPARED, S.SHIPPED, S.DELIVERED))
    assert levels(*goods) == [(D(9), D(0)), (D(10), D(0))]
    (line,) = RevenueLine.objects.all()
    assert (line.amount, line.units, line.commission, line.commission_tax) == (D("120.00"), D(1), D("6.00"), D("1.20"))
    books_agree()


def test_tax_of_what_is_left_is_written_anew(order: Order) -> None:
    rate = order.lines.order_by("pk")[0].tax_rate

    take_part(offer_id=offered(order, 2, 3).pk, by=None)

    fresh = Order.objects.get(pk=order.pk)
    honey, oil = fresh.lines.order_by("pk")
    assert honey.line_price_excl_tax == (D(240) / (1 + rate)).quantize(D("0.01"))
    delivery = fresh.shipping_excl_tax
    assert fresh.total_excl_tax == honey.line_price_excl_tax + oil.line_price_excl_tax + delivery


def test_paid_by_card_the_money_of_the_rest_goes_back_and_the_lines_stay_as_sold(
    paid: Order, goods: tuple[Product, Product]
) -> None:
    take_part(offer_id=offered(paid, 1, 0).pk, by=None)

    assert state(paid)[0:3] == (S.ACCEPTED, D("635.00"), D("635.00"))
    assert list(paid.lines.order_by("pk").values_list("quantity", "left_out")) == [(3, 2), (3, 3)]
    refund = Refund.objects.get()
    assert (refund.goods, refund.delivery, refund.way, refund.status) == (D("480.00"), D("0.00"), "card", "ready")
    assert list(refund.lines.order_by("line").values_list("quantity", "amount")) == [(2, D("240.00")), (3, D("240.00"))]
    assert levels(*goods) == [(D(10), D(1)), (D(10), D(0))]
    assert sum(RevenueLine.objects.values_list("amount", flat=True)) == D("120.00")
    books_agree()
    walk_on(paid, (S.PREPARED, S.SHIPPED, S.DELIVERED))
    assert levels(*goods) == [(D(9), D(0)), (D(10), D(0))]
    books_agree()


def test_cancelled_afterwards_what_is_left_goes_back_and_nothing_twice(
    paid: Order, goods: tuple[Product, Product]
) -> None:
    take_part(offer_id=offered(paid, 1, 0).pk, by=None)

    services.cancel_order_by_staff(order_id=paid.pk, by=make_user(is_staff=True), reason="x")

    assert sorted(Refund.objects.values_list("goods", "delivery")) == [
        (D("120.00"), D("35.00")),
        (D("480.00"), D("0.00")),
    ]
    assert levels(*goods) == [(D(10), D(0)), (D(10), D(0))]
    assert sum(RevenueLine.objects.values_list("amount", flat=True)) == 0
    books_agree()


def test_what_staff_gave_back_before_goes_back_no_second_time(paid: Order) -> None:
    offer = offered(paid, 0, 3)
    part_offers.refund_pieces(
        order=paid, pieces={paid.lines.order_by("pk")[0].pk: 2}, cause="goodwill", reason="x", by=None
    )

    assert "120.00\xa0DH goes back to your card" in Client().get(page(paid)).text
    take_part(offer_id=offer.pk, by=None)

    assert sum(Refund.objects.values_list("goods", flat=True)) == D("360.00")
    books_agree()


def test_taken_after_staff_gave_the_whole_amount_back_nothing_more_goes_back(
    paid: Order, goods: tuple[Product, Product]
) -> None:
    offer = offered(paid, 3, 1)
    refund_amount(order=paid, amount=D("600.00"), cause="goodwill", reason="x", by=None)

    take_part(offer_id=offer.pk, by=None)

    assert sum(Refund.objects.values_list("goods", flat=True)) == D("600.00")
    assert state(paid)[0] == S.ACCEPTED
    assert levels(*goods) == [(D(10), D(3)), (D(10), D(1))]
    books_agree()


def test_left_by_who_paid_with_a_card_it_says_that_the_money_goes_back(paid: Order) -> None:
    offer = offered(paid, 1, 0)

    shown = Client().post(
        f"{page(paid)}orders/{paid.public_id}/part/leave/", {"offer": offer.public_id, "once": new_token()}, follow=True
    )

    assert "What you paid for it goes back to your card." in shown.text


@pytest.mark.parametrize("name", ["collected", "refused", "ship"])
def test_an_act_that_does_not_fit_an_order_leads_back_to_it(client: Client, paid: Order, name: str) -> None:
    client.force_login(make_member(paid.cooperative))
    walk_on(paid, (S.ACCEPTED, S.PREPARED, *((S.SHIPPED,) if name == "collected" else ())))
    before = state(paid)
    given = {"collector": "carrier", "reason": "x", "once": new_token()}

    with translation.override("en"):
        answered = client.post(reverse("workspace:act", args=[paid.public_id, name]), given)

    assert answered.status_code == 302
    assert name == "ship" or state(paid) == before


def test_refused_at_the_door_only_what_was_sent_comes_back(order: Order, goods: tuple[Product, Product]) -> None:
    take_part(offer_id=offered(order, 2, 0).pk, by=None)

    walk_on(order, (S.PREPARED, S.SHIPPED, S.REFUSED))

    assert levels(*goods) == [(D(10), D(0)), (D(10), D(0))]


def test_left_the_whole_order_is_cancelled_and_a_cards_money_goes_back(
    paid: Order, goods: tuple[Product, Product]
) -> None:
    offer = offered(paid, 1, 0)

    leave_part(offer_id=offer.pk, by=None)

    paid.refresh_from_db()
    offer.refresh_from_db()
    assert (paid.status, paid.cancelled_because, paid.end_reason) == (S.CANCELLED, CancelCause.COOPERATIVE, "not_ready")
    assert offer.status == OfferStatus.LEFT
    assert list(Refund.objects.values_list("amount", flat=True)) == [D("635.00")]
    assert levels(*goods) == [(D(10), D(0)), (D(10), D(0))]
    assert len(sent("order_part_left_cooperative")) == 1
    books_agree()


def test_without_an_answer_in_time_the_order_is_called_off_once(order: Order, goods: tuple[Product, Product]) -> None:
    offer = offered(order, 1, 0)
    expire_offer(offer_id=offer.pk)
    assert state(order)[0] == S.CONFIRMED

    with clock.frozen_at(offer.answer_by):
        with pytest.raises(OfferOver):
            take_part(offer_id=offer.pk, by=None)
        with pytest.raises(OfferOver):
            leave_part(offer_id=offer.pk, by=None)
        assert state(order)[0] == S.CONFIRMED
        expire_offer(offer_id=offer.pk)
        expire_offer(offer_id=offer.pk)

    offer.refresh_from_db()
    assert (state(order)[0], offer.status) == (S.CANCELLED, OfferStatus.EXPIRED)
    assert levels(*goods) == [(D(10), D(0)), (D(10), D(0))]
    assert len(sent("order_part_expired_cooperative")) == 1


def test_while_the_shopper_is_asked_nothing_goes_on(order: Order) -> None:
    by = make_member(order.cooperative)
    offered(order, 1, 0)

    with pytest.raises(PartOffered):
        services.accept_order(order_id=order.pk, by=by)
    with pytest.raises(PartOffered):
        offered(order, 2, 2)
    assert (state(order)[0], PartOffer.objects.count()) == (S.CONFIRMED, 1)


def test_all_of_it_can_be_sent_after_all(order: Order, goods: tuple[Product, Product]) -> None:
    offer = offered(order, 1, 0)

    part_offers.send_all_after_all(order_id=order.pk, by=make_member(order.cooperative))

    with pytest.raises(OfferOver):
        take_part(offer_id=offer.pk, by=None)
    assert state(order)[:2] == (S.ACCEPTED, D("635.00"))
    assert levels(*goods) == [(D(10), D(3)), (D(10), D(3))]


def test_whoever_cancels_ends_the_offer(order: Order) -> None:
    offer = offered(order, 1, 0)

    services.cancel_order(order_id=order.pk, by=None)

    offer.refresh_from_db()
    assert offer.status == OfferStatus.WITHDRAWN
    moves = StatusChange.objects.filter(subject_type="order.partoffer", subject_id=str(offer.pk)).order_by("pk")
    assert list(moves.values_list("old_status", "new_status")) == [("", "open"), ("open", "withdrawn")]
    for answer in (take_part, leave_part):
        with pytest.raises(OfferOver):
            answer(offer_id=offer.pk, by=None)


def test_a_second_part_may_be_offered_after_a_first_was_taken(order: Order, goods: tuple[Product, Product]) -> None:
    take_part(offer_id=offered(order, 2, 2).pk, by=None)
    lines = list(order.lines.order_by("pk"))

    second = offer_part(
        order_id=order.pk, pieces={lines[0].pk: 2, lines[1].pk: 0}, reason="spoiled", by=make_member(order.cooperative)
    )
    take_part(offer_id=second.pk, by=None)

    assert state(order)[:2] == (S.ACCEPTED, D("275.00"))
    assert levels(*goods) == [(D(10), D(2)), (D(8), D(0))]


def test_what_is_no_part_is_refused_and_nothing_is_asked(order: Order) -> None:
    stranger = make_order(make_product()).lines.get().pk
    lines = [line.pk for line in order.lines.order_by("pk")]
    by = make_member(order.cooperative)

    for pieces, refusal in (
        ({lines[0]: 3, lines[1]: 3}, NothingLeftOut),
        ({lines[0]: 0, lines[1]: 0}, NothingOffered),
        ({lines[0]: 4, lines[1]: 0}, MoreThanOrdered),
        ({lines[0]: -1, lines[1]: 1}, MoreThanOrdered),
        ({lines[0]: 1, stranger: 1}, MoreThanOrdered),
    ):
        with pytest.raises(refusal):
            offer_part(order_id=order.pk, pieces=pieces, reason="other", by=by)
    assert not PartOffer.objects.exists()


@pytest.mark.parametrize("status", [S.PREPARED, S.SHIPPED, S.DELIVERED, S.CANCELLED])
def test_only_before_it_is_packed(goods: tuple[Product, Product], status: str) -> None:
    order = make_order(*goods, quantity=3, status=status)

    with pytest.raises(ForbiddenMove):
        offered(order, 1, 1)


def test_a_suspended_cooperative_offers_nothing_new(order: Order) -> None:
    offer = offered(order, 1, 0)
    Cooperative.objects.filter(pk=order.cooperative_id).update(
        status=CooperativeStatus.SUSPENDED, suspended_at=clock.now()
    )

    with pytest.raises(CooperativeSuspended):
        take_part(offer_id=offer.pk, by=None)
    assert state(order)[0] == S.CONFIRMED


def test_one_offer_is_open_for_an_order(order: Order) -> None:
    offer = offered(order, 1, 0)
    again = {"order": order, "reason": "other", "made_by": offer.made_by, "answer_by": offer.answer_by}

    with refused_by("partoffer_one_open_for_an_order"):
        PartOffer.objects.create(**again)
    with refused_by("partoffer_answered_iff_not_open"):
        PartOffer.objects.filter(pk=offer.pk).update(status=OfferStatus.TAKEN)
    with refused_by("partoffer_leaves_time_to_answer"):
        PartOffer.objects.filter(pk=offer.pk).update(answer_by=offer.made_at)
    line = offer.lines.order_by("pk")[0]
    with refused_by("partofferline_not_more_than_ordered"):
        offer.lines.filter(pk=line.pk).update(offered=4)
    with refused_by("partofferline_of_something"):
        offer.lines.filter(pk=line.pk).update(ordered=0, offered=0)
    with refused_by("partofferline_once"):
        offer.lines.create(line=line.line, ordered=1, offered=0)
    with refused_by("orderline_left_out_within"):
        order.lines.update(left_out=4)


def page(order: Order) -> str:
    with translation.override("en"):
        return order.purchase.get_absolute_url()


def answer(order: Order, how: str, offer: str, **given: str):
    path = f"{page(order)}orders/{order.public_id}/part/{how}/"
    return Client().post(path, {"offer": offer, "once": new_token()} | given)


def test_the_cooperative_offers_on_its_screen_and_the_shopper_answers_by_the_link(client: Client, order: Order) -> None:
    client.force_login(make_member(order.cooperative))
    with translation.override("en"):
        act = reverse("workspace:act", args=[order.public_id, "offer-part"])
        own = reverse("workspace:order", args=[order.public_id])
    assert "How many can you send?" in client.get(act).content.decode()

    client.post(act, {"pieces_0": "1", "pieces_1": "0", "reason": "sold_out", "once": new_token()})

    offer = PartOffer.objects.get()
    assert client.get(own).context["main"].name == "send-all"
    shown = Client().get(page(order)).content.decode()
    assert "Only a part can come" in shown
    assert "155" in shown
    answered = answer(order, "take", offer.public_id)
    assert (answered.status_code, state(order)[0]) == (302, S.ACCEPTED)
    assert "Only a part can come" not in Client().get(page(order)).content.decode()
    later = answer(order, "leave", offer.public_id)
    assert (later.status_code, state(order)[0]) == (302, S.ACCEPTED)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"pieces_0": "0", "pieces_1": "0", "reason": "sold_out"}, "Not one piece"),
        ({"pieces_0": "3", "pieces_1": "3", "reason": "sold_out"}, "That is all of it"),
        ({"pieces_0": "4", "pieces_1": "3", "reason": "sold_out"}, "From 0 to 3."),
        ({"pieces_0": "", "pieces_1": "3", "reason": "sold_out"}, "From 0 to 3."),
        ({"pieces_0": "1", "pieces_1": "3", "reason": ""}, "Choose why"),
    ],
)
def test_a_form_that_makes_no_sense_comes_back(client: Client, order: Order, given: dict[str, str], said: str) -> None:
    client.force_login(make_member(order.cooperative))
    with translation.override("en"):
        act = reverse("workspace:act", args=[order.public_id, "offer-part"])

    refused = client.post(act, given | {"once": new_token()})

    assert (refused.status_code, said in refused.content.decode()) == (422, True)
    assert not PartOffer.objects.exists()


def test_anothers_offer_and_forged_links_are_404_and_change_nothing(
    order: Order, goods: tuple[Product, Product]
) -> None:
    offer = offered(order, 1, 0)
    other = make_order(goods[0])

    assert answer(other, "take", offer.public_id).status_code == 404
    assert answer(order, "take", "xxxxxxxxxxxx").status_code == 404
    assert answer(order, "keep", offer.public_id).status_code == 404
    forged = page(order).replace(order.purchase.link_token, "forged")
    sent_there = Client().post(
        f"{forged}orders/{order.public_id}/part/take/", {"offer": offer.public_id, "once": new_token()}
    )
    assert sent_there.status_code == 404
    assert Client().get(f"{page(order)}orders/{order.public_id}/part/take/").status_code == 405
    assert state(order)[0] == S.CONFIRMED


def test_pressed_twice_it_is_taken_once(paid: Order) -> None:
    offer, token = offered(paid, 1, 0), new_token()

    answer(paid, "take", offer.public_id, once=token)
    answer(paid, "take", offer.public_id, once=token)

    assert Refund.objects.count() == 1


def test_a_declined_order_says_why_from_a_short_list(client: Client, order: Order) -> None:
    client.force_login(make_member(order.cooperative))
    with translation.override("en"):
        act = reverse("workspace:act", args=[order.public_id, "decline"])
    assert client.post(act, {"reason": "no such", "once": new_token()}).status_code == 422
    assert client.post(act, {"reason": "other", "once": new_token()}).status_code == 422

    client.post(act, {"reason": "spoiled", "once": new_token()})

    order.refresh_from_db()
    assert (order.status, order.end_reason) == (S.CANCELLED, "spoiled")
    assert "It broke or spoiled" in Client().get(page(order)).content.decode()


def test_own_words_lose_their_numbers(client: Client, order: Order) -> None:
    client.force_login(make_member(order.cooperative))
    with translation.override("en"):
        act = reverse("workspace:act", args=[order.public_id, "decline"])

    client.post(act, {"reason": "other", "note": "Call 0612345678", "once": new_token()})

    order.refresh_from_db()
    assert order.end_reason == "Call •••"


def test_what_is_written_about_a_return_loses_its_numbers() -> None:
    form = DeclineForm({"reason": "It was opened, call 06 12 34 56 78"})

    assert form.is_valid()
    assert form.cleaned_data["reason"] == "It was opened, call •••"


def test_no_parcel_is_asked_for_or_packed_while_the_shopper_is_asked(client: Client, order: Order) -> None:
    walk_on(order, (S.ACCEPTED,))
    offered(order, 1, 0)

    late.remind_to_send(order_id=order.pk)

    client.force_login(make_member(order.cooperative))
    with translation.override("en"):
        assert client.get(reverse("workspace:slip", args=[order.public_id])).status_code == 302
    assert not sent("order_late_cooperative")
    assert Job.objects.filter(kind=late.LATE_TO_SEND).exists()
