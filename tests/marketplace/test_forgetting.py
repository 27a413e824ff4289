"""A person is forgotten when they ask for it, or stayed away for years; what they did stays."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.module_loading import import_string
from wagtail.models import ModelLogEntry

from cooperatives import clock
from cooperatives.accounts.exceptions import PersonStillNeeded, StillMember, WorksForPlatform
from cooperatives.accounts.models import User
from cooperatives.accounts.services import enrol_demo_totp, user_of_phone
from cooperatives.audit.models import AuditEntry
from cooperatives.idempotency import FIELD, new_token
from cooperatives.jobs.services import run_due
from cooperatives.models import Membership
from cooperatives.officers.models import FieldAgent
from fairs.models import EditionMembership
from marketplace import forgetting
from marketplace.basket.models import Basket
from marketplace.forgetting import PurchaseUnderWay, StillHelps, StillOrganises, forget_person, forget_unused
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Purchase
from tests.factories import make_commune, make_cooperative, make_edition, make_member, make_user
from tests.fairs.organisers import signed_in
from tests.marketplace.factories import make_basket, make_order
from tests.marketplace.staff import send, staff_client, told

pytestmark = pytest.mark.django_db
PHONE = "+212612345678"
URL = "/en/account/delete/"


def make_person(**given: Any) -> User:
    """A person with a name, a number, an e-mail address and a second factor."""
    person = make_user(**{"phone": PHONE, "email": "amina@example.ma", "first_name": "Amina", **given})
    person.phone_verified_at = person.last_login = clock.now()
    person.save()
    EmailAddress.objects.create(user=person, email="amina@example.ma")
    enrol_demo_totp(user=person)
    return person


def last_seen(person: User, *, days: int) -> User:
    seen = clock.now() - timedelta(days=days)
    User.objects.filter(pk=person.pk).update(last_login=seen, date_joined=seen)
    return person


def row_of(person: User) -> dict[str, Any]:
    return User.objects.filter(pk=person.pk).values().get()


def test_account_is_emptied_and_its_row_stays() -> None:
    person = make_person()
    person.groups.add(Group.objects.get(name="Editors"))

    forget_person(user_id=person.pk, by=person)

    row = row_of(person)
    assert [row[name] for name in ("first_name", "last_name", "phone", "email", "phone_digest")] == [
        "", "", "", None, None,
    ]  # fmt: skip
    assert (row["phone_verified_at"], row["last_login"], row["is_active"]) == (None, None, False)
    assert row["anonymised_at"] is not None
    assert row["public_id"] == person.public_id
    assert not User.objects.get(pk=person.pk).has_usable_password()
    assert not Authenticator.objects.exists()
    assert not EmailAddress.objects.exists()
    assert not person.groups.exists()
    assert not Basket.objects.exists()


def test_audit_line_names_nobody_that_is_gone() -> None:
    person = make_person()

    forget_person(user_id=person.pk, by=person)

    entry = AuditEntry.objects.get(action="user.anonymise")
    assert (entry.subject_type, entry.subject_id, entry.by_id) == ("accounts.user", str(person.pk), person.pk)
    assert (entry.before, entry.after) == ({}, {})


def test_number_is_free_again_and_opens_another_account() -> None:
    person = make_person()

    forget_person(user_id=person.pk, by=person)

    assert user_of_phone(phone=PHONE, language="ar").pk != person.pk


def test_history_points_at_the_emptied_row() -> None:
    cooperative = make_cooperative()
    person = make_member(cooperative, phone=PHONE, first_name="Amina")
    Membership.objects.update(left_at=clock.now())
    order = make_order(basket=make_basket(owner=person), status=OrderStatus.DELIVERED)

    forget_person(user_id=person.pk, by=person)

    purchase = Purchase.objects.get()
    assert Membership.objects.get().user_id == person.pk
    assert (purchase.user_id, purchase.pk) == (person.pk, order.purchase_id)
    # The parcel's own year has only begun.
    assert purchase.payer_name == "Amina Idrissi"


def make_organiser() -> User:
    person = make_person()
    EditionMembership.objects.create(user=person, edition=make_edition(), role="owner")
    return person


def make_waiting() -> User:
    person = make_person()
    make_order(basket=make_basket(owner=person), status=OrderStatus.SHIPPED)
    return person


def make_helper() -> User:
    person = make_person()
    FieldAgent.objects.create(user=person, region=make_commune().province.region)
    return person


NEEDED: dict[type[PersonStillNeeded], Callable[[], User]] = {
    StillMember: lambda: make_member(make_cooperative(), first_name="Amina"),
    WorksForPlatform: lambda: make_person(is_staff=True),
    StillOrganises: make_organiser,
    StillHelps: make_helper,
    PurchaseUnderWay: make_waiting,
}


@pytest.mark.parametrize("why", NEEDED)
def test_person_who_is_still_needed_is_not_forgotten(why: type[PersonStillNeeded]) -> None:
    person = NEEDED[why]()
    basket = Basket.objects.create(owner=person)
    before = row_of(person)

    with pytest.raises(why):
        forget_person(user_id=person.pk, by=person)

    assert row_of(person) == before
    assert Basket.objects.filter(pk=basket.pk).exists()
    assert not AuditEntry.objects.filter(action="user.anonymise").exists()


def test_forgetting_again_changes_nothing() -> None:
    person = make_person()
    forget_person(user_id=person.pk, by=person)
    before = row_of(person)

    forget_person(user_id=person.pk, by=person)

    assert row_of(person) == before
    assert AuditEntry.objects.filter(action="user.anonymise").count() == 1


def test_every_session_ends_at_once_and_its_row_soon_after() -> None:
    person, other = make_person(), make_user()
    clients = [signed_in(person), signed_in(person), signed_in(other)]
    about_to = Client()
    about_to.post(reverse("account_login"), {"phone": PHONE})

    forget_person(user_id=person.pk, by=person)

    assert [client.get("/ar/account/").status_code for client in clients] == [302, 302, 200]
    run_due()
    left = {session.get_decoded().get("_auth_user_id") for session in Session.objects.all()}
    assert left == {str(other.pk)}


def test_wagtails_log_keeps_what_was_done_and_not_the_name() -> None:
    person = make_person()
    ModelLogEntry.objects.log_action(person, "wagtail.edit", user=make_user(is_staff=True))
    assert ModelLogEntry.objects.get().label == "Amina"

    forget_person(user_id=person.pk, by=person)

    assert ModelLogEntry.objects.get().label == ""


# At night


def test_account_unused_for_three_years_is_forgotten() -> None:
    person = last_seen(make_person(), days=3 * 365 + 1)

    assert forget_unused() == 1
    assert forget_unused() == 0

    assert row_of(person)["phone"] == ""
    assert AuditEntry.objects.get(action="user.anonymise").by is None


def test_account_used_within_three_years_is_kept() -> None:
    last_seen(make_person(), days=3 * 365 - 1)

    assert forget_unused() == 0


@pytest.mark.parametrize("why", NEEDED)
def test_unused_account_of_somebody_who_is_needed_is_kept(why: type[PersonStillNeeded]) -> None:
    person = last_seen(NEEDED[why](), days=2000)
    Purchase.objects.update(placed_at=clock.now() - timedelta(days=1999))
    before = row_of(person)

    forget_unused()

    assert row_of(person) == before


def test_purchase_or_basket_of_lately_shows_that_an_account_is_used() -> None:
    buyer, looker = (last_seen(make_user(), days=2000) for _ in range(2))
    make_order(basket=make_basket(owner=buyer), status=OrderStatus.DELIVERED)
    make_basket(owner=looker)

    assert forget_unused() == 0


def queries_to_forget(people: int) -> int:
    for _ in range(people):
        last_seen(make_user(), days=2000)
    with CaptureQueriesContext(connection) as seen:
        assert forget_unused() == people
    return len(seen)


def test_night_takes_the_same_number_of_queries_for_each_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    queries_to_forget(1)

    assert queries_to_forget(2) == queries_to_forget(20)
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    one, three = queries_to_forget(2), queries_to_forget(6)
    assert three - 1 == 3 * (one - 1)


def test_it_runs_every_night() -> None:
    last_seen(make_person(), days=2000)

    import_string(settings.CELERY_BEAT_SCHEDULE["anonymise-people"]["task"])()

    assert User.objects.get().anonymised_at is not None


# By the person


def leave(client: Client, **data: str) -> Any:
    return client.post(URL, {FIELD: new_token(), "sure": "on", **data})


def test_person_deletes_their_account_and_is_signed_out() -> None:
    person = make_person()
    client = signed_in(person)
    assert URL in client.get("/en/account/").content.decode()
    assert client.get(URL).status_code == 200

    response = leave(client)

    assert (response.status_code, response["Location"]) == (302, reverse("home"))
    assert told(response) == "Your account is deleted."
    assert "_auth_user_id" not in client.session
    assert row_of(person)["anonymised_at"] is not None
    assert AuditEntry.objects.get(action="user.anonymise").by == person


def test_unticked_box_deletes_nothing_and_says_so() -> None:
    person = make_person()

    response = leave(signed_in(person), sure="")

    assert response.status_code == 422
    assert response.context["form"].errors["sure"]
    assert row_of(person)["first_name"] == "Amina"


def test_form_without_its_token_deletes_nothing() -> None:
    person = make_person()

    signed_in(person).post(URL, {"sure": "on"})

    assert row_of(person)["first_name"] == "Amina"


@pytest.mark.parametrize("why", NEEDED)
def test_page_says_why_not_yet(why: type[PersonStillNeeded]) -> None:
    person = NEEDED[why]()
    client = signed_in(person)

    shown, sent = client.get(URL), leave(client)

    assert (shown.status_code, sent.status_code) == (200, 422)
    for page in (shown, sent):
        assert page.context["not_yet"]
        assert 'name="sure"' not in page.content.decode()
    assert row_of(person)["anonymised_at"] is None


# By staff


def act_url(person: User) -> str:
    return reverse("wagtailusers_users:act", args=[person.pk, "forget"])


@pytest.mark.ignore_template_errors
def test_administrator_deletes_an_account_and_the_log_says_who() -> None:
    person, administrator = make_person(), make_user(is_staff=True, is_superuser=True)
    client = signed_in(administrator)
    form = reverse("wagtailusers_users:edit", args=[person.pk])
    assert act_url(person) in client.get(form).content.decode()
    assert client.get(act_url(person)).status_code == 200

    response = send(client, act_url(person), sure="on")

    assert response["Location"] == form
    assert row_of(person)["anonymised_at"] is not None
    assert AuditEntry.objects.get(action="user.anonymise").by == administrator
    assert act_url(person) not in client.get(form).content.decode()


@pytest.mark.ignore_template_errors
def test_administrator_reads_why_an_account_cannot_be_deleted() -> None:
    person = NEEDED[StillMember]()
    client = signed_in(make_user(is_staff=True, is_superuser=True))

    response = send(client, act_url(person), sure="on")

    assert response.status_code == 422
    assert response.context["form"].errors
    assert row_of(person)["first_name"] == "Amina"


@pytest.mark.ignore_template_errors
def test_emptied_account_is_not_filled_again() -> None:
    person = make_person()
    client = signed_in(make_user(is_staff=True, is_superuser=True))
    send(client, act_url(person), sure="on")

    client.post(
        reverse("wagtailusers_users:edit", args=[person.pk]),
        {"email": "new@example.ma", "is_active": "on", "language": "ar", "password1": "", "password2": ""},
    )

    assert (row_of(person)["email"], row_of(person)["is_active"]) == (None, False)


@pytest.mark.ignore_template_errors
def test_staff_who_are_no_administrators_delete_nobody() -> None:
    person = make_person()

    response = send(staff_client(), act_url(person), sure="on")

    assert response.status_code == 302
    assert told(response)
    assert row_of(person)["anonymised_at"] is None
