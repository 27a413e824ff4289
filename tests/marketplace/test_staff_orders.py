"""The menu Orders and the reports: calls to make, orders to cancel, and what was given up tried again."""

import pytest
from django.test import Client

from catalogue.partner.models import StockRecord
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import MAX_ATTEMPTS
from cooperatives.outbox.models import Message
from marketplace.order.models import Order, Purchase
from tests.factories import make_cooperative, make_product, make_user
from tests.fairs.organisers import signed_in
from tests.marketplace.factories import make_order, make_purchase
from tests.marketplace.staff import send, staff_client

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def staff() -> Client:
    return staff_client()


def calls(staff: Client) -> list[Purchase]:
    return list(staff.get("/cms/calls/").context["object_list"])


def test_purchase_is_confirmed_after_a_call(staff: Client) -> None:
    purchase = make_purchase(make_product())
    page = f"/cms/calls/inspect/{purchase.pk}/"
    assert calls(staff) == [purchase]
    assert "+33 6 12 34 56 78" in staff.get(page).content.decode()

    send(staff, f"{page}confirm/")

    purchase.refresh_from_db()
    assert (purchase.confirmed_via, purchase.orders.get().status) == ("call", "confirmed")
    assert calls(staff) == []
    assert staff.get(page).status_code == 200


def test_purchase_that_nobody_means_is_cancelled_in_all_its_parts(staff: Client) -> None:
    products = [make_product(stock="3") for _ in range(2)]
    purchase = make_purchase(*products)

    send(staff, f"/cms/calls/inspect/{purchase.pk}/cancel/", reason="Faux numéro")

    assert {order.status for order in Order.objects.all()} == {"cancelled"}
    assert {order.end_reason for order in Order.objects.all()} == {"Faux numéro"}
    assert {record.num_allocated for record in StockRecord.objects.all()} == {0}


def test_cancelling_asks_why(staff: Client) -> None:
    order = make_order(make_product())

    response = send(staff, f"/cms/orders/inspect/{order.pk}/cancel/", reason="")

    assert response.status_code == 422
    order.refresh_from_db()
    assert order.status == "confirmed"


def test_order_is_found_by_its_number_and_cancelled(staff: Client) -> None:
    order, _other = make_order(make_product()), make_order(make_product())

    assert list(staff.get(f"/cms/orders/?q={order.number}").context["object_list"]) == [order]
    send(staff, f"/cms/orders/inspect/{order.pk}/cancel/", reason="Demande du client")

    order.refresh_from_db()
    assert order.status == "cancelled"
    assert AuditEntry.objects.filter(action="order.cancel").exists()


def test_orders_cannot_be_edited(staff: Client) -> None:
    order = make_order(make_product())

    assert staff.get(f"/cms/orders/edit/{order.pk}/", follow=True).status_code == 404
    assert staff.get("/cms/orders/new/", follow=True).status_code == 404


def test_message_given_up_is_sent_again(staff: Client) -> None:
    message = Message.objects.create(
        key="m:1",
        channel="sms",
        recipient="+212612345678",
        language="ar",
        body="x",
        given_up_at=clock.now(),
        attempts=8,
    )

    page = staff.get("/cms/messages_given_up/").content.decode()
    send(staff, f"/cms/messages_given_up/inspect/{message.pk}/retry/")

    message.refresh_from_db()
    assert (message.given_up_at, message.attempts) == (None, 0)
    assert "+212612345678" not in page


def test_work_given_up_is_tried_again(staff: Client) -> None:
    job = Job.objects.create(kind="test", key="j:1", subject_id=1, due_at=clock.now(), attempts=MAX_ATTEMPTS)

    send(staff, f"/cms/jobs_given_up/inspect/{job.pk}/retry/")

    job.refresh_from_db()
    assert job.attempts == 0
    assert AuditEntry.objects.get().action == "job.retry"


def test_log_is_narrowed_and_says_what_changed(staff: Client) -> None:
    cooperative = make_cooperative()
    send(staff, f"/cms/cooperatives/inspect/{cooperative.pk}/suspend/", reason="Papiers")

    entries = staff.get("/cms/acts/?action=suspended").context["object_list"]
    assert [entry.subject_id for entry in entries] == [str(cooperative.pk)]
    assert not staff.get("/cms/acts/?action=nothing").context["object_list"]
    assert "Papiers" in staff.get("/cms/moves/").content.decode()
    assert "Papiers" in staff.get(f"/cms/acts/inspect/{entries[0].pk}/").content.decode()


@pytest.fixture
def admin() -> Client:
    return signed_in(make_user(is_staff=True, is_superuser=True))


def test_administrator_adds_one_of_the_staff_by_e_mail(admin: Client) -> None:
    secret = "a long enough secret"
    data = {"email": "Nadia@Souk.ma", "first_name": "Nadia", "last_name": "Alami", "language": "fr", "is_staff": "on"}

    admin.post("/cms/users/new/", data | {"password1": secret, "password2": secret})

    user = User.objects.get(email="nadia@souk.ma")
    assert (user.first_name, user.is_staff, user.is_superuser) == ("Nadia", True, False)
    assert user.check_password(secret)


def test_person_who_signs_in_by_telephone_is_edited_without_an_e_mail(admin: Client) -> None:
    person, other = make_user(phone="+212612345678"), make_user()

    admin.post(f"/cms/users/edit/{person.pk}/", {"first_name": "Brahim", "language": "ar", "is_active": "on"})

    person.refresh_from_db()
    assert (person.first_name, person.email, person.phone) == ("Brahim", None, "+212612345678")
    found = admin.get("/cms/users/?q=06 12 34 56 78").context["object_list"]
    assert list(found) == [person]
    assert other not in found


def test_nobody_is_deleted(admin: Client) -> None:
    person = make_user()

    admin.post(f"/cms/users/delete/{person.pk}/", follow=True)
    admin.post(f"/cms/bulk/accounts/user/delete/?id={person.pk}", follow=True)

    assert User.objects.filter(pk=person.pk).exists()
