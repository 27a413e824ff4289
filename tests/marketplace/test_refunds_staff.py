"""The menu Payments: money that goes back, cash that carriers have, and what nobody can explain."""

from decimal import Decimal

import pytest
from django.test import Client

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.ledger.models import LedgerTransaction
from marketplace.order.models import Order
from marketplace.payment import returns
from marketplace.payment.models import PaymentAttempt, Refund, Remittance
from marketplace.payment.refunds import Payee
from tests.factories import make_cooperative, make_member
from tests.fairs.organisers import signed_in
from tests.marketplace.factories import make_order, make_purchase
from tests.marketplace.refunding import books_agree, delivered, jar, paid_by_card, paid_in_cash, received, stands
from tests.marketplace.staff import make_staff, send, staff_client

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
D = Decimal
WHY = {"cause": "goodwill", "reason": "Retard"}
CASH = {"way": "bank", "payee_name": "Amina Idrissi", "payee_rib": "230 780 0000000000000000 39"}


@pytest.fixture
def staff() -> Client:
    return staff_client()


def refund_page(order: Order) -> str:
    return f"/cms/orders/inspect/{order.pk}/refund/"


def act(staff: Client, refund: Refund, name: str, **given: str):
    response = send(staff, f"/cms/refunds/inspect/{refund.pk}/{name}/", **given)
    refund.refresh_from_db()
    return response


def test_order_paid_by_card_is_refunded_from_its_page(staff: Client) -> None:
    order = paid_by_card(jar("100.00"), quantity=2)
    assert "135,00" not in staff.get(refund_page(order)).content.decode()
    assert "200,00" in staff.get(refund_page(order)).content.decode()

    send(staff, refund_page(order), what="pieces", pieces_0="1", **WHY)
    send(staff, refund_page(order), what="amount", amount="40.50", **WHY)
    refused = send(staff, refund_page(order), what="amount", amount="59.51", **WHY)
    nothing = send(staff, refund_page(order), what="pieces", pieces_0="0", **WHY)
    send(staff, refund_page(order), what="everything", with_delivery="on", **WHY)

    assert (refused.status_code, nothing.status_code) == (422, 422)
    assert [(refund.goods, refund.delivery) for refund in Refund.objects.order_by("pk")] == [
        (D("100.00"), D("0.00")),
        (D("40.50"), D("0.00")),
        (D("59.50"), D("35.00")),
    ]
    assert send(staff, refund_page(order), what="everything", **WHY).status_code == 422
    assert staff.get(f"/cms/orders/inspect/{order.pk}/").status_code == 200
    assert list(staff.get(f"/cms/refunds/?q={order.number}&status=ready").context["object_list"])
    books_agree()


def test_a_form_sent_twice_refunds_once(staff: Client) -> None:
    order = paid_by_card(jar("100.00"))
    form = {"once": "a" * 32, "what": "amount", "amount": "10.00", **WHY}
    for _press in range(2):
        staff.post(refund_page(order), form)
    assert Refund.objects.count() == 1


def test_reason_is_asked_and_an_unpaid_order_refused(staff: Client) -> None:
    order = paid_by_card(jar())
    assert send(staff, refund_page(order), what="everything", cause="goodwill", reason="").status_code == 422
    unpaid = make_order(jar())
    assert send(staff, refund_page(unpaid), what="everything", **WHY).status_code in (302, 422)
    assert Refund.objects.count() == 0


def test_cash_goes_back_through_two_people(staff: Client) -> None:
    order = paid_in_cash(jar("100.00"))
    wrong = send(staff, refund_page(order), what="everything", **WHY, **(CASH | {"payee_rib": "123"}))
    assert wrong.status_code == 422
    send(staff, refund_page(order), what="everything", **WHY, **CASH)
    refund = Refund.objects.get()
    assert (refund.status, refund.payee_rib) == ("requested", "230780000000000000000039")

    act(staff, refund, "approve")
    assert refund.status == "requested"
    second = staff_client()
    act(second, refund, "approve")
    assert refund.status == "ready"
    act(second, refund, "paid", reference="VIR-9")

    assert (refund.status, refund.reference, stands("bank")) == ("succeeded", "VIR-9", {"bank": D("-100.00")})
    assert "230 780 0000000000000000 39" in second.get(f"/cms/refunds/inspect/{refund.pk}/").content.decode()
    act(second, refund, "came-back", reason="Compte clos")
    act(second, refund, "another-way", way="postal", payee_name="Amina Idrissi")
    act(staff, refund, "call-off", reason="Réglé sur place")
    assert refund.status == "cancelled"
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert actions >= {f"refund.{name}" for name in ("approve", "paid", "came_back", "another_way", "call_off")}
    books_agree()


def test_payment_that_fits_nothing_goes_back(staff: Client) -> None:
    attempt = received(make_purchase(jar()), "99.00")
    page = f"/cms/payments_to_look_at/inspect/{attempt.pk}/"
    assert attempt in staff.get("/cms/payments_to_look_at/").context["object_list"]
    assert "99.00 MAD" in staff.get(page).content.decode()

    send(staff, f"{page}closed/", reason="x")
    assert PaymentAttempt.objects.get(pk=attempt.pk).status == "review"
    send(staff, f"{page}refund/", reason="Montant faux")

    assert PaymentAttempt.objects.get(pk=attempt.pk).status == "refunding"
    assert Refund.objects.get().amount == D("99.00")


def test_foreign_money_is_closed_once_it_was_given_back_by_hand(staff: Client) -> None:
    attempt = received(make_purchase(jar()), "99.00", currency="EUR")
    page = f"/cms/payments_to_look_at/inspect/{attempt.pk}/"
    before = LedgerTransaction.objects.count()

    send(staff, f"{page}refund/", reason="x")
    assert Refund.objects.count() == 0
    send(staff, f"{page}closed/", reason="Remboursé chez le processeur")

    assert PaymentAttempt.objects.get(pk=attempt.pk).status == "refunded"
    assert LedgerTransaction.objects.count() == before


def test_platform_answers_a_return_and_overrules(staff: Client) -> None:
    order = delivered(paid_by_card(jar()))
    pieces = {order.lines.get().pk: 1}
    request = returns.ask_return(
        order_id=order.pk, pieces=pieces, reason="poor", note="", payee=Payee("postal", "Amina"), by=None
    )
    page = f"/cms/returns/inspect/{request.pk}/"

    send(staff, f"{page}decline/", reason="Trop tard")
    send(staff, f"{page}overrule/", reason="Dans les délais")
    send(staff, f"{page}received/", put_back="on")

    request.refresh_from_db()
    assert (request.status, Refund.objects.get().return_request) == ("refunded", request)
    assert staff.get(page).status_code == 200


def test_cash_of_a_carrier_is_counted_against_the_orders(staff: Client) -> None:
    orders = [paid_in_cash(jar("100.00")) for _ in range(3)]
    carrier = orders[0].carrier
    page = f"/cms/cash_with_carriers/inspect/{carrier.pk}/"
    assert "405,00" in staff.get(page).content.decode()
    given = {
        "orders": [order.pk for order in orders[:2]],
        "kept": "70.00",
        "received_on": clock.today().isoformat(),
        "reference": "BR-12",
    }

    short = send(staff, f"{page}handed-over/", **given, handed_over="199.00")
    assert (short.status_code, Remittance.objects.count()) == (422, 0)
    send(staff, f"{page}handed-over/", **given, handed_over="200.00")

    made = Remittance.objects.get()
    assert (made.collected, made.kept, made.handed_over) == (D("270.00"), D("70.00"), D("200.00"))
    assert stands("bank", "held:carrier:poste") == {"bank": D("200.00"), "held:carrier:poste": D("135.00")}
    again = send(staff, f"{page}handed-over/", **given, handed_over="200.00")
    assert (again.status_code, Remittance.objects.count()) == (422, 1)

    send(staff, f"/cms/cash_handed_over/inspect/{made.pk}/take-back/", reason="Mauvais transporteur")
    assert stands("bank", "held:carrier:poste") == {"held:carrier:poste": D("405.00")}
    assert list(staff.get("/cms/cash_handed_over/?q=BR-12").context["object_list"])
    books_agree()


def test_shoppers_and_members_see_none_of_it() -> None:
    refund_id = 1
    urls = ["/cms/refunds/", f"/cms/refunds/inspect/{refund_id}/approve/", "/cms/payments_to_look_at/"]
    member = signed_in(make_member(make_cooperative()))
    assert {member.get(url).status_code for url in urls} <= {302, 403, 404}
    assert make_staff().is_staff
