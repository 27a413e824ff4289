"""Giving goods back: who may, until when, what the cooperative answers, and how the money follows."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from catalogue.partner.models import StockRecord
from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import ForbiddenMove
from cooperatives.enums import Role
from cooperatives.idempotency import new_token
from cooperatives.outbox.models import Message
from marketplace.order.models import Order
from marketplace.payment import returns
from marketplace.payment.enums import RefundWay, ReturnReason
from marketplace.payment.models import Refund, ReturnRequest
from marketplace.payment.refund_parts import AboveTheRest, NotOfThisOrder
from marketplace.payment.refunds import Payee
from marketplace.payment.return_rules import reasons_open
from tests.factories import make_family, make_member, make_user
from tests.marketplace.factories import make_order
from tests.marketplace.refunding import (
    books_agree,
    commission_of,
    delivered,
    jar,
    paid_by_card,
    paid_in_cash,
    staff_member,
    stands,
)

pytestmark = pytest.mark.django_db
D = Decimal
RIB = "230780000000000000000039"
POST = Payee(RefundWay.POSTAL, "Amina Idrissi")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def ask(order: Order, quantity: int = 1, reason: str = "changed_mind", **given: object) -> ReturnRequest:
    defaults = {"pieces": {order.lines.get().pk: quantity}, "note": "", "payee": POST, "by": None}
    return returns.ask_return(order_id=order.pk, reason=reason, **(defaults | given))


def wrote() -> set[str]:
    return {key.split(":")[-1] for key in Message.objects.filter(channel="sms").values_list("key", flat=True)}


def test_goods_come_back_and_the_card_is_paid_by_itself() -> None:
    commission_of()
    product = jar("100.00")
    order = delivered(paid_by_card(product, quantity=3))
    StockRecord.objects.filter(product=product).update(num_in_stock=5, num_allocated=0)

    request = ask(order, 2, note="Trop grand")
    assert (request.way, request.payee_name, wrote() >= {"return_asked", "return_asked_cooperative"}) == (
        "card",
        "",
        True,
    )
    returns.accept_return(request_id=request.pk, by=staff_member())
    refund = returns.receive_return(request_id=request.pk, put_back=True, by=staff_member())

    request.refresh_from_db()
    assert (request.status, refund.status, refund.cause) == ("refunded", "ready", "returned")
    # A part of the order: its delivery money stays.
    assert (refund.goods, refund.delivery, refund.return_request) == (D("200.00"), D("0.00"), request)
    assert StockRecord.objects.get(product=product).num_in_stock == 7
    assert stands("customer:refunds") == {"customer:refunds": D("-200.00")}
    assert wrote() >= {"return_accepted", "return_received"}
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {"return.accept", "return.receive"}
    books_agree()


def test_with_the_whole_order_its_delivery_comes_back() -> None:
    order = delivered(paid_by_card(jar("100.00"), quantity=2))
    first, second = ask(order, 1), None
    returns.accept_return(request_id=first.pk, by=staff_member())
    assert returns.receive_return(request_id=first.pk, put_back=False, by=staff_member()).delivery == D("0.00")

    second = ask(order, 1)
    returns.accept_return(request_id=second.pk, by=staff_member())
    refund = returns.receive_return(request_id=second.pk, put_back=False, by=staff_member())

    assert (refund.goods, refund.delivery) == (D("100.00"), D("35.00"))
    assert stands("customer:refunds") == {"customer:refunds": D("-235.00")}
    books_agree()


def test_cash_goes_where_the_shopper_said_after_a_second_person() -> None:
    order = paid_in_cash(jar("100.00"))
    member = make_user()
    request = ask(order, payee=Payee(RefundWay.BANK, "Amina", RIB))
    returns.accept_return(request_id=request.pk, by=member)
    refund = returns.receive_return(request_id=request.pk, put_back=False, by=member)

    assert (refund.way, refund.payee_name, refund.payee_rib, refund.status) == ("bank", "Amina", RIB, "requested")
    assert refund.requested_by == member
    with pytest.raises(returns.PayeeMissing):
        ask(paid_in_cash(jar()), payee=None)


def test_days_are_whole_and_a_fault_has_more_of_them() -> None:
    order = delivered(paid_by_card(jar()))
    seven, fourteen = timedelta(days=7), timedelta(days=14)

    with clock.frozen_at(clock.now() + seven):
        assert ReturnReason.CHANGED_MIND in reasons_open(order)
    with clock.frozen_at(clock.now() + seven + timedelta(days=1)):
        with pytest.raises(returns.TooLate):
            ask(order)
        assert reasons_open(order) == [ReturnReason.DAMAGED, ReturnReason.WRONG, ReturnReason.POOR]
    with clock.frozen_at(clock.now() + fourteen + timedelta(days=1)):
        assert reasons_open(order) == []
        with pytest.raises(returns.TooLate):
            ask(order, reason="damaged")
    with clock.frozen_at(clock.now() + fourteen):
        assert ask(order, reason="damaged").status == "asked"


def test_what_spoils_comes_back_only_when_something_is_wrong_with_it() -> None:
    fresh = make_family("fresh", may_be_withdrawn=False)
    order = delivered(paid_by_card(jar(family=fresh)))

    with pytest.raises(returns.NotTakenBack):
        ask(order)
    assert ReturnRequest.objects.count() == 0
    request = ask(order, reason="poor")
    returns.accept_return(request_id=request.pk, by=staff_member())
    assert returns.receive_return(request_id=request.pk, put_back=False, by=staff_member()).cause == "fault"


def test_only_what_was_delivered_is_there_and_is_theirs() -> None:
    order, other = delivered(paid_by_card(jar(), quantity=2)), delivered(paid_by_card(jar()))

    with pytest.raises(returns.NotDelivered):
        ask(make_order(jar(), status="shipped"))
    with pytest.raises(returns.NothingChosen):
        ask(order, 0)
    with pytest.raises(AboveTheRest):
        ask(order, 3)
    with pytest.raises(NotOfThisOrder):
        ask(order, pieces={other.lines.get().pk: 1})
    ask(order)
    with pytest.raises(returns.AskedBefore):
        ask(order)
    assert ReturnRequest.objects.count() == 1


def test_a_declined_return_is_overruled_by_the_platform() -> None:
    order = delivered(paid_by_card(jar()))
    request = ask(order)
    returns.decline_return(request_id=request.pk, reason="Ouvert", by=staff_member())
    request.refresh_from_db()
    assert (request.status, request.answer, "return_declined" in wrote()) == ("declined", "Ouvert", True)
    with pytest.raises(ForbiddenMove):
        returns.accept_return(request_id=request.pk, by=staff_member())

    returns.overrule_return(request_id=request.pk, reason="Le pot était cassé", by=staff_member())

    request.refresh_from_db()
    assert (request.status, request.ended_at) == ("accepted", None)
    assert AuditEntry.objects.filter(action="return.overrule").exists()
    assert returns.receive_return(request_id=request.pk, put_back=False, by=staff_member()).amount == D("155.00")


def test_shopper_keeps_the_goods_after_all() -> None:
    order = delivered(paid_by_card(jar()))
    request = ask(order)
    returns.withdraw_return(request_id=request.pk, by=None)
    with pytest.raises(ForbiddenMove):
        returns.receive_return(request_id=request.pk, put_back=True, by=staff_member())
    assert (Refund.objects.count(), wrote() >= {"return_withdrawn_cooperative"}) == (0, True)
    assert ask(order).status == "asked"


# The pages


def path_of(order: Order, name: str = "return") -> str:
    purchase = order.purchase
    return reverse(f"payment:{name}", args=[purchase.public_id, purchase.link_token, order.public_id])


def test_shopper_asks_on_the_purchases_page(client: Client) -> None:
    order = paid_in_cash(jar("100.00"), quantity=2)
    page = client.get(order.purchase.get_absolute_url()).content.decode()
    assert path_of(order) in page
    assert "Give something back" in client.get(path_of(order)).content.decode()

    given = {"once": new_token(), "pieces_0": "1", "reason": "changed_mind", "way": "bank", "payee_name": "Amina"}
    wrong = client.post(path_of(order), given | {"payee_rib": "230780000000000000000040"})
    assert (wrong.status_code, ReturnRequest.objects.count()) == (422, 0)
    assert "230780000000000000000040" in wrong.content.decode()
    assert "one is wrong or two are swapped" in wrong.content.decode()
    for _press in range(2):
        client.post(path_of(order), given | {"payee_rib": "230 780 0000000000000000 39"})

    request = ReturnRequest.objects.get()
    assert (request.status, request.way, request.payee_rib, request.lines.get().quantity) == ("asked", "bank", RIB, 1)
    page = client.get(order.purchase.get_absolute_url()).content.decode()
    assert "the cooperative will answer" in page
    assert path_of(order) not in page.replace(path_of(order, "return-withdraw"), "")

    client.post(path_of(order, "return-withdraw"), {"once": new_token()})
    request.refresh_from_db()
    assert request.status == "withdrawn"


def test_nothing_chosen_or_spoiling_is_said_beside_it(client: Client) -> None:
    fresh = make_family("fresh", may_be_withdrawn=False)
    order = delivered(paid_by_card(jar(family=fresh)))
    given = {"once": new_token(), "reason": "changed_mind"}

    nothing = client.post(path_of(order), given | {"pieces_0": "0"})
    spoils = client.post(path_of(order), given | {"pieces_0": "1"})

    assert (nothing.status_code, spoils.status_code, ReturnRequest.objects.count()) == (422, 422, 0)
    assert "Choose what you give back." in nothing.content.decode()
    assert "it spoils" in spoils.content.decode()


def test_others_find_nothing(client: Client) -> None:
    order, other = delivered(paid_by_card(jar())), delivered(paid_by_card(jar()))
    mixed = reverse("payment:return", args=[order.purchase.public_id, order.purchase.link_token, other.public_id])
    wrong = reverse("payment:return", args=[order.purchase.public_id, other.purchase.link_token, order.public_id])
    assert [client.get(path).status_code for path in (mixed, wrong)] == [404, 404]
    assert client.post(path_of(order, "return-withdraw"), {"once": new_token()}).status_code == 404

    request = ask(order)
    stranger = Client()
    stranger.force_login(make_member(other.cooperative, role=Role.SELLER))
    paths = [reverse("workspace:return", args=[request.public_id])]
    paths += [reverse("workspace:return-act", args=[request.public_id, "accept"])]
    assert [stranger.get(paths[0]).status_code, stranger.post(paths[1], {"once": new_token()}).status_code] == [
        404,
        404,
    ]


def test_cooperative_answers_and_takes_in(client: Client) -> None:
    order = delivered(paid_by_card(jar()))
    request = ask(order, note="Le bouchon fuit", reason="damaged")
    client.force_login(make_member(order.cooperative, role=Role.SELLER))
    page = reverse("workspace:return", args=[request.public_id])

    def act(name: str, **given: str):
        return client.post(
            reverse("workspace:return-act", args=[request.public_id, name]), {"once": new_token()} | given
        )

    assert reverse("workspace:returns") in client.get(reverse("workspace:home")).content.decode()
    assert page in client.get(reverse("workspace:returns")).content.decode()
    assert page in client.get(reverse("workspace:order", args=[order.public_id])).content.decode()
    assert "Le bouchon fuit" in client.get(page).content.decode()
    assert act("decline", reason="").status_code == 422
    act("accept")
    assert act("received").status_code == 422
    act("received", put_back="no")
    act("received", put_back="no")

    request.refresh_from_db()
    assert (request.status, Refund.objects.get().amount) == ("refunded", D("155.00"))
    assert client.get(page).status_code == 200
    books_agree()
