"""Signing in: a number and a code, known or not; a password and a second factor for those who need one."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.accounts.services import demo_totp_codes, enrol_demo_totp
from cooperatives.outbox.models import Message
from fairs.models import EditionMembership
from tests.factories import make_cooperative, make_edition, make_member, make_user

pytestmark = pytest.mark.django_db

PHONE = "+212612345678"


def ask(client: Client, phone: str = "06 12 34 56 78", **extra: str) -> str:
    """Ask for a code by the form; the address that the answer goes on to."""
    response = client.post(reverse("account_login"), {"phone": phone, **extra})
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"]


def last_code() -> str:
    return re.search(r"\b\d{6}\b", Message.objects.latest("id").body)[0]


def confirm(client: Client, code: str, **extra: str) -> HttpResponse:
    return client.post(reverse("account_confirm_login_code"), {"code": code, **extra})


def sign_in(client: Client, phone: str = PHONE) -> HttpResponse:
    ask(client, phone)
    return confirm(client, last_code())


def signed_in_as(client: Client) -> User | None:
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_known_number_signs_in_by_code(client: Client) -> None:
    user = make_user(phone=PHONE)

    ask(client)
    response = confirm(client, last_code())

    assert response["Location"] == reverse("after-sign-in")
    assert signed_in_as(client) == user
    user.refresh_from_db()
    assert user.phone_verified_at is not None


def test_message_goes_to_the_number_in_the_language_of_the_page(client: Client) -> None:
    make_user(phone=PHONE)

    client.post("/fr/account/login/", {"phone": PHONE})

    message = Message.objects.get()
    assert (message.channel, message.recipient, message.language) == ("sms", PHONE, "fr")
    assert re.search(r"\b\d{6}\b", message.body)


def test_unknown_number_is_answered_like_a_known_one_and_signs_in_by_its_code(client: Client) -> None:
    make_user(phone=PHONE)

    known, unknown = ask(client), ask(Client(), "+212699999999")
    pages = [client.get(known).content, client.get(known).content]
    other = Client()
    ask(other, "+212699999998")
    pages[1] = other.get(unknown).content

    assert known == unknown
    assert normalised(pages[0]) == normalised(pages[1])
    confirm(other, last_code())
    assert signed_in_as(other) == User.objects.with_phone("+212699999998")


def normalised(page: bytes) -> str:
    """A page without its number, and without the values that every page has its own of."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.decode())
    return re.sub(r"\+212 6[\d -]{8,14}", "NUMBER", text)


def test_arabic_digits_are_read(client: Client) -> None:
    user = make_user(phone=PHONE)

    ask(client, "٠٦١٢٣٤٥٦٧٨")
    confirm(client, last_code().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))

    assert signed_in_as(client) == user


def test_number_that_cannot_be_is_refused_beside_the_field_and_kept(client: Client) -> None:
    response = client.post(reverse("account_login"), {"phone": "0612"})

    assert response.status_code == 200
    assert response.context["form"].errors["phone"]
    assert 'value="0612"' in response.content.decode()
    assert not Message.objects.exists()
    assert not User.objects.exists()


def test_wrong_code_is_refused_three_times_then_asks_for_a_new_one(client: Client) -> None:
    make_user(phone=PHONE)
    ask(client)
    right = last_code()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"

    assert confirm(client, wrong).status_code == 200
    assert confirm(client, wrong).status_code == 200
    answered = confirm(client, wrong)
    confirm(client, right)

    assert answered["Location"] == reverse("account_login")
    (said,) = get_messages(answered.wsgi_request)
    assert str(said) == gettext("The code was wrong too often. Ask for a new one.")
    assert signed_in_as(client) is None


def test_after_three_wrong_codes_a_new_one_signs_in_at_once(client: Client) -> None:
    user = make_user(phone=PHONE)
    ask(client)
    wrong = f"{(int(last_code()) + 1) % 1_000_000:06d}"
    for _ in range(3):
        confirm(client, wrong)

    sign_in(client)

    assert signed_in_as(client) == user


def test_code_is_too_old_after_ten_minutes(client: Client) -> None:
    make_user(phone=PHONE)
    ask(client)
    session = client.session
    stash = session["account_login"]
    stash["state"]["stages"]["login_by_code"]["data"]["at"] -= 601
    session["account_login"] = stash
    session.save()

    confirm(client, last_code())

    assert signed_in_as(client) is None


def test_fourth_code_in_a_minute_is_refused_whoever_asks(client: Client) -> None:
    for _ in range(3):
        ask(Client(REMOTE_ADDR="127.0.0.1"))

    response = Client(REMOTE_ADDR="127.0.0.9").post(reverse("account_login"), {"phone": PHONE})

    assert response.status_code == 200
    assert response.context["form"].errors["phone"]
    assert Message.objects.count() == 3


def test_fair_full_of_exhibitors_signs_in_through_one_address() -> None:
    for number in range(40):
        ask(Client(), f"+2126000001{number:02d}")

    assert Message.objects.count() == 40


def test_too_many_tries_from_one_address_are_a_429_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "login", "2/m/ip")
    ask(client, "+212600000101")
    ask(Client(), "+212600000102")

    response = Client().post(reverse("account_login"), {"phone": "+212600000103"})

    assert response.status_code == 429
    assert Message.objects.count() == 2


def test_closed_account_does_not_sign_in(client: Client) -> None:
    make_user(phone=PHONE, is_active=False)

    response = sign_in(client)

    assert response["Location"] == reverse("account_inactive")
    assert signed_in_as(client) is None


def test_session_lasts_six_weeks_and_ends_by_signing_out(client: Client) -> None:
    make_user(phone=PHONE)

    sign_in(client)
    left = Session.objects.get(pk=client.session.session_key).expire_date - clock.now()

    assert timedelta(days=41, hours=23) < left <= timedelta(days=42)
    client.post(reverse("account_logout"))
    assert signed_in_as(client) is None


def test_number_changed_while_the_code_travelled_is_not_confirmed(client: Client) -> None:
    user = make_user(phone=PHONE)
    ask(client)
    code = last_code()
    user.set_phone("+212611111111")
    user.save()

    confirm(client, code)

    user.refresh_from_db()
    assert user.phone_verified_at is None


def test_next_page_is_kept_through_the_code_and_never_leaves_the_site(client: Client) -> None:
    make_user(phone=PHONE)
    address = client.post(reverse("account_login") + "?next=/ar/basket/", {"phone": PHONE})["Location"]
    assert client.post(address, {"code": last_code()})["Location"] == "/ar/basket/"

    other = Client()
    address = other.post(reverse("account_login") + "?next=https://evil.example/", {"phone": PHONE})["Location"]
    assert other.post(address, {"code": last_code()})["Location"] == reverse("after-sign-in")


RIGHT = "long enough a password"


def make_staff() -> User:
    return User.objects.create_superuser(email="staff@demo.souk", password=RIGHT)


def password_sign_in(client: Client, password: str = RIGHT) -> HttpResponse:
    return client.post(reverse("account_login_password"), {"login": "staff@demo.souk", "password": password})


@pytest.mark.ignore_template_errors
def test_staff_sign_in_by_password_and_app(client: Client) -> None:
    staff = make_staff()
    enrol_demo_totp(user=staff)

    assert password_sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert signed_in_as(client) is None
    response = client.post(reverse("mfa_authenticate"), {"code": demo_totp_codes()[0]})

    assert response["Location"] == reverse("after-sign-in")
    assert signed_in_as(client) == staff
    assert client.get("/cms/").status_code == 200


def test_wrong_password_says_the_same_for_known_and_unknown_addresses(client: Client) -> None:
    make_staff()

    known = password_sign_in(client, "wrong")
    unknown = client.post(reverse("account_login_password"), {"login": "nobody@demo.souk", "password": "wrong"})

    assert known.context["form"].errors == unknown.context["form"].errors
    assert signed_in_as(client) is None


def test_sixth_wrong_password_in_five_minutes_locks_even_the_right_one(client: Client) -> None:
    make_staff()
    for _ in range(5):
        password_sign_in(client, "wrong")

    password_sign_in(client)

    assert signed_in_as(client) is None
    assert "_auth_user_id" not in client.session


def test_password_alone_does_not_open_the_staff_pages(client: Client) -> None:
    make_staff()
    password_sign_in(client)

    response = client.get("/cms/pages/")

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("mfa_activate_totp"))


def test_wagtails_own_form_is_not_a_way_in(client: Client) -> None:
    staff = make_staff()

    response = client.post("/cms/login/", {"username": staff.public_id, "password": RIGHT})

    assert response["Location"].startswith(reverse("account_login"))
    assert signed_in_as(client) is None


@pytest.mark.ignore_template_errors
def test_signed_in_by_other_means_staff_still_show_their_second_factor(client: Client) -> None:
    staff = make_staff()
    enrol_demo_totp(user=staff)
    client.force_login(staff)

    response = client.get("/cms/pages/")
    assert response["Location"] == reverse("mfa_reauthenticate") + "?next=%2Fcms%2Fpages%2F"
    answered = client.post(response["Location"], {"code": demo_totp_codes()[0]})

    assert answered["Location"] == "/cms/pages/"
    assert client.get("/cms/pages/").status_code in (200, 302)
    assert "2fa" not in client.get("/cms/").get("Location", "")


def test_second_factor_is_asked_again_after_twelve_hours(client: Client) -> None:
    staff = make_staff()
    enrol_demo_totp(user=staff)
    password_sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": demo_totp_codes()[0]})
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [r | {"at": r["at"] - 12 * 3600 - 1} for r in records]
    session.save()

    assert client.get("/cms/")["Location"].startswith(reverse("mfa_reauthenticate"))


def test_new_organiser_sets_a_second_factor_up_and_is_not_asked_twice(client: Client) -> None:
    organiser = make_user(phone=PHONE)
    EditionMembership.objects.create(user=organiser, edition=make_edition(), role="owner")
    sign_in(client)
    assert client.get("/ar/organiser/")["Location"].startswith(reverse("mfa_activate_totp"))

    client.get(reverse("mfa_activate_totp"))
    response = client.post(reverse("mfa_activate_totp"), {"code": app_code(client)})

    assert response["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(response["Location"]).status_code == 200
    assert client.get("/ar/organiser/no-such-page/").status_code == 404


def app_code(client: Client) -> str:
    return demo_totp_codes(secret=client.session["mfa.totp.secret"])[0]


def test_secret_of_a_second_factor_is_encrypted_at_rest() -> None:
    staff = make_staff()

    enrol_demo_totp(user=staff)

    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert settings.DEMO_TOTP_SECRET not in stored


def test_known_second_factor_is_for_the_demonstration_only(settings) -> None:
    settings.SHOW_DEMONSTRATION = False

    with pytest.raises(RuntimeError):
        enrol_demo_totp(user=make_staff())

    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    ("address", "status"),
    [("/cms/", 403), ("/cms/pages/", 403), ("/ar/organiser/", 404), ("/fr/organiser/anything/", 404)],
)
def test_areas_of_others_stay_closed(client: Client, address: str, status: int) -> None:
    client.force_login(make_member(make_cooperative()))

    assert client.get(address).status_code == status


def test_visitor_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/cms/")["Location"].startswith(reverse("account_login"))


def test_workspace_needs_no_second_factor(client: Client) -> None:
    client.force_login(make_member(make_cooperative()))

    assert "2fa" not in client.get("/ar/workspace/").get("Location", "")


def test_after_signing_in_each_lands_where_they_work(client: Client) -> None:
    organiser = make_user()
    EditionMembership.objects.create(user=organiser, edition=make_edition(), role="owner")
    lands = {}
    for name, user in {
        "shopper": make_user(),
        "member": make_member(make_cooperative()),
        "organiser": organiser,
        "staff": make_staff(),
    }.items():
        client.force_login(user)
        lands[name] = client.get(reverse("after-sign-in"))["Location"]

    assert lands == {
        "shopper": reverse("home"),
        "member": "/ar/workspace/",
        "organiser": "/ar/organiser/",
        "staff": "/cms/",
    }


def test_person_changes_their_name_and_language(client: Client) -> None:
    user = make_user(phone=PHONE)
    client.force_login(user)

    client.post(reverse("account"), {"first_name": "Fatima", "last_name": "", "language": "fr"})

    user.refresh_from_db()
    assert (user.first_name, user.language) == ("Fatima", "fr")
    assert PHONE not in client.get(reverse("account")).content.decode()


def test_pages_of_allauth_that_we_do_not_use_lead_back(client: Client) -> None:
    for name in ("account_signup", "account_email", "account_set_password"):
        assert client.get(reverse(name)).status_code == 302


def test_forgotten_password_is_sent_through_the_outbox(client: Client) -> None:
    make_staff()

    client.post(reverse("account_reset_password"), {"email": "staff@demo.souk"})

    message = Message.objects.get()
    assert (message.channel, message.recipient) == ("email", "staff@demo.souk")
    assert "/account/password/reset/key/" in message.body
