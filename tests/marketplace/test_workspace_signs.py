"""Certificates in the workspace and on the staff's screen: sent with a photo, looked at, sent once more."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, override
from PIL import Image

from cooperatives import clock
from cooperatives.enums import Role
from cooperatives.idempotency import new_token
from cooperatives.models import Cooperative, QualitySign, SignHeld
from tests.factories import make_cooperative, make_member
from tests.fairs.organisers import questions
from tests.marketplace.staff import send as send_as_staff
from tests.marketplace.staff import staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


@pytest.fixture
def keeper(client: Client, cooperative: Cooperative) -> Client:
    client.force_login(make_member(cooperative, role=Role.CATALOGUE_KEEPER))
    return client


@pytest.fixture(autouse=True)
def sign() -> QualitySign:
    return QualitySign.objects.create(kind="igp", code="igp-argane", name_fr="IGP Argane", name_en="Argane PGI")


def photo() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (900, 700), "white").save(drawn, "PNG")
    return SimpleUploadedFile("photo.exe", drawn.getvalue(), content_type="text/html")


def given(**changed: Any) -> dict[str, Any]:
    usual = {
        "sign": "igp-argane",
        "certifier": "Normacert",
        "number": "2026/1",
        "expires_on": (clock.today() + timedelta(days=300)).isoformat(),
        "paper": photo(),
    }
    return {"once": new_token()} | usual | changed


def send(client: Client, **changed: Any) -> Any:
    return client.post(reverse("workspace:sign-new"), given(**changed))


def words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ").split())


def test_a_certificate_is_sent_once_and_waits(keeper: Client, cooperative: Cooperative) -> None:
    token = new_token()
    for _ in range(2):
        assert send(keeper, once=token)["Location"] == reverse("workspace:signs")

    held = SignHeld.objects.get()
    assert (held.cooperative, held.status, held.number) == (cooperative, "sent", "2026/1")
    assert "Argane PGI Being checked" in words(keeper.get(reverse("workspace:signs")))
    picture = keeper.get(reverse("workspace:sign-paper", args=[held.public_id]))
    assert picture["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(b"".join(picture.streaming_content))).format == "JPEG"


def test_a_wrong_form_keeps_what_was_typed_and_the_photo(keeper: Client) -> None:
    refused = send(keeper, number="")
    assert refused.status_code == 422
    assert "Your photo is kept" in words(refused)
    kept = BeautifulSoup(refused.content, "html.parser").select_one('input[name="kept"]')["value"]

    without = given(kept=kept)
    del without["paper"]
    assert keeper.post(reverse("workspace:sign-new"), without).status_code == 302

    assert SignHeld.objects.get().paper.startswith("certificates/")


def test_a_photo_that_another_cooperative_kept_is_not_taken(keeper: Client) -> None:
    other = Client()
    other.force_login(make_member(make_cooperative()))
    kept = BeautifulSoup(send(other, number="").content, "html.parser").select_one('input[name="kept"]')["value"]
    without = given(kept=kept)
    del without["paper"]

    for forged in (kept, "certificates/x.jpg"):
        response = keeper.post(reverse("workspace:sign-new"), without | {"kept": forged})
        assert response.context["form"].errors["paper"] == ["Take a photo of the certificate."]
    assert not SignHeld.objects.exists()


@pytest.mark.parametrize(
    ("field", "sent", "said"),
    [
        ("sign", "none", "Choose the sign."),
        ("expires_on", "2020-01-01", "This day has passed: send the certificate that is valid now."),
        ("paper", SimpleUploadedFile("a.jpg", b"<script>"), "This is not a picture: take a photo of the certificate."),
        ("certifier", "", "Write the name that stands on the certificate."),
    ],
)
def test_what_cannot_be_is_said_beside_it(keeper: Client, field: str, sent: Any, said: str) -> None:
    response = send(keeper, **{field: sent})

    assert response.status_code == 422
    assert response.context["form"].errors[field] == [said]
    assert not SignHeld.objects.exists()


# Wagtail's own templates print what nobody gave them.
@pytest.mark.ignore_template_errors
def test_staff_look_at_it_ask_again_with_a_reason_and_accept(keeper: Client) -> None:
    staff, listed_at = staff_client(), reverse("workspace:signs")
    send(keeper)
    held = SignHeld.objects.get()
    page = staff.get(f"/cms/certificates/inspect/{held.pk}/")
    assert f"/cms/certificates/{held.public_id}/paper.jpg" in page.content.decode()
    assert staff.get(f"/cms/certificates/{held.public_id}/paper.jpg")["Content-Type"] == "image/jpeg"

    asked = f"/cms/certificates/inspect/{held.pk}/ask-again/"
    seen = staff.get(asked).context["form"]["seen"].value()
    assert send_as_staff(staff, asked, seen=seen).status_code == 422
    send_as_staff(staff, asked, seen=seen, reason="It is blurred")
    listed = keeper.get(listed_at)
    assert "It is blurred" in words(listed)
    again = f"{listed_at}{held.public_id}/again/"
    assert again in listed.content.decode()
    assert keeper.get(again).context["form"].initial["number"] == "2026/1"
    assert keeper.post(again, given(certifier="Ecocert")).status_code == 302

    accept = f"/cms/certificates/inspect/{held.pk}/accept/"
    late = send_as_staff(staff, accept, seen=seen)
    assert late.status_code == 422
    with override("ar"):
        said = gettext("It was changed while you looked: look at the certificate again.")
    assert late.context["form"].non_field_errors() == [said]
    held.refresh_from_db()
    assert held.status == "sent"
    send_as_staff(staff, accept, seen=staff.get(accept).context["form"]["seen"].value())
    held.refresh_from_db()
    assert held.status == "checked"
    assert "Shoppers see it" in words(keeper.get(listed_at))


def test_the_photograph_is_for_its_cooperative_and_for_staff(keeper: Client) -> None:
    send(keeper)
    held = SignHeld.objects.get()
    other = Client()
    other.force_login(make_member(make_cooperative()))

    for name in ("sign-paper", "sign-again"):
        assert other.get(reverse(f"workspace:{name}", args=[held.public_id])).status_code == 404
    assert keeper.get(f"/cms/certificates/{held.public_id}/paper.jpg").status_code in (302, 403, 404)
    assert Client().get(f"/cms/certificates/{held.public_id}/paper.jpg").status_code == 302


def test_who_sells_sends_no_certificates(client: Client, cooperative: Cooperative) -> None:
    client.force_login(make_member(cooperative, role=Role.SELLER))

    assert client.get(reverse("workspace:signs")).status_code == 404
    assert send(client).status_code == 404
    assert not SignHeld.objects.exists()


def test_the_list_says_what_runs_out(keeper: Client, cooperative: Cooperative, sign: QualitySign) -> None:
    for number, days in enumerate((-1, 10, 300)):
        last = clock.today() + timedelta(days=days)
        SignHeld.objects.create(cooperative=cooperative, sign=sign, certifier="N", number=str(number), expires_on=last)

    rows = keeper.get(reverse("workspace:signs")).context["rows"]

    assert [(text, may_send) for _held, text, _tone, may_send in rows] == [
        ("Shoppers see it", False),
        ("Runs out soon", True),
        ("Run out: shoppers do not see it", True),
    ]


def test_the_list_takes_the_same_queries_for_one_and_for_twenty(
    keeper: Client, cooperative: Cooperative, sign: QualitySign
) -> None:
    def hold(count: int) -> None:
        row = {"cooperative": cooperative, "sign": sign, "certifier": "N", "expires_on": clock.today()}
        first = SignHeld.objects.count()
        SignHeld.objects.bulk_create(SignHeld(number=str(first + each), **row) for each in range(count))

    hold(1)
    few = questions(keeper, reverse("workspace:signs"))
    hold(24)

    assert questions(keeper, reverse("workspace:signs")) == few
