"""A person changes their own number: the new one is shown to be theirs, the old one is told."""

import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cooperatives.accounts.exceptions import PhoneTaken
from cooperatives.accounts.models import User
from cooperatives.accounts.services import change_phone, demo_totp_codes, enrol_demo_totp
from cooperatives.audit.models import AuditEntry
from cooperatives.outbox.models import Message
from tests.factories import make_user

pytestmark = pytest.mark.django_db
OLD, NEW = "+212612345678", "+212698765432"


def signed_in(**given: str) -> tuple[User, Client]:
    user, client = make_user(**{"phone": OLD, "language": "fr", **given}), Client()
    client.force_login(user)
    return user, client


def ask(client: Client, phone: str = "06 98 76 54 32") -> HttpResponse:
    return client.post(reverse("account_change_phone"), {"phone": phone})


def last_code() -> str:
    return re.search(r"\b\d{6}\b", Message.objects.latest("id").body)[0]


def write(client: Client, code: str) -> HttpResponse:
    return client.post(reverse("account_verify_phone"), {"code": code})


def test_code_goes_to_the_new_number_and_nothing_changes_before_it_is_written() -> None:
    user, client = signed_in()

    response = ask(client)

    assert response["Location"] == reverse("account_verify_phone")
    assert client.get(response["Location"]).status_code == 200
    assert Message.objects.get().recipient == NEW
    user.refresh_from_db()
    assert user.phone == OLD


def test_right_code_gives_the_new_number_and_tells_the_old_one() -> None:
    user, client = signed_in()
    ask(client)

    response = write(client, last_code())

    assert response["Location"] == reverse("account")
    user.refresh_from_db()
    assert user.phone == NEW
    assert user.phone_verified_at is not None
    told = Message.objects.latest("id")
    assert (told.recipient, told.language) == (OLD, "fr")
    assert "32" in told.body
    assert NEW not in told.body
    assert User.objects.with_phone(NEW) == user
    assert User.objects.with_phone(OLD) is None


def test_log_says_that_it_changed_and_holds_no_number() -> None:
    user, client = signed_in()
    ask(client)
    write(client, last_code())

    entry = AuditEntry.objects.get(action="user.change_phone")
    assert (entry.subject_id, entry.by, entry.before, entry.after) == (str(user.pk), user, {}, {})


def test_wrong_code_changes_nothing_and_the_third_begins_anew() -> None:
    user, client = signed_in()
    ask(client)
    wrong = f"{(int(last_code()) + 1) % 1_000_000:06d}"
    right = last_code()

    assert write(client, wrong).context["form"].errors["code"]
    assert write(client, wrong).status_code == 200
    assert write(client, wrong)["Location"] == reverse("account_change_phone")
    assert write(client, right)["Location"] == reverse("account_change_phone")

    user.refresh_from_db()
    assert user.phone == OLD
    assert not AuditEntry.objects.exists()


def test_number_of_another_account_is_not_given() -> None:
    user, client = signed_in()
    other = make_user(phone=NEW)
    ask(client)

    response = write(client, last_code())

    assert response.context["form"].errors["code"]
    user.refresh_from_db()
    other.refresh_from_db()
    assert (user.phone, other.phone) == (OLD, NEW)
    assert Message.objects.count() == 1
    with pytest.raises(PhoneTaken):
        change_phone(user_id=user.pk, phone=NEW)


@pytest.mark.parametrize("typed", ["0612", "06 12 34 56 78"])
def test_impossible_number_and_the_same_again_are_refused_beside_the_field(typed: str) -> None:
    _user, client = signed_in()

    response = ask(client, typed)

    assert response.context["form"].errors["phone"]
    assert not Message.objects.exists()


def test_second_code_takes_the_place_of_the_first() -> None:
    _user, client = signed_in()
    ask(client)
    first = last_code()
    ask(client)

    assert first != last_code()
    assert write(client, first).status_code == 200
    assert write(client, last_code())["Location"] == reverse("account")


def test_fourth_number_in_a_minute_is_refused() -> None:
    _user, client = signed_in()
    for last in range(3):
        ask(client, f"069876543{last}")

    assert ask(client, "0698765439").status_code == 429
    assert Message.objects.count() == 3


def test_person_without_a_number_adds_one() -> None:
    user, client = signed_in()
    User.objects.filter(pk=user.pk).update(phone="", phone_digest=None, email="staff@example.ma")
    ask(client)

    write(client, last_code())

    user.refresh_from_db()
    assert user.phone == NEW
    assert Message.objects.count() == 1


@pytest.mark.ignore_template_errors
def test_who_has_a_second_factor_shows_it_first() -> None:
    user, client = signed_in()
    enrol_demo_totp(user=user)

    response = client.get(reverse("account_change_phone"))
    assert response["Location"].startswith(reverse("mfa_reauthenticate"))
    client.post(response["Location"], {"code": demo_totp_codes()[0]})

    assert client.get(reverse("account_change_phone")).status_code == 200


def test_visitor_is_sent_to_sign_in() -> None:
    for name in ("account_change_phone", "account_verify_phone"):
        assert Client().get(reverse(name))["Location"].startswith(reverse(settings.LOGIN_URL))
