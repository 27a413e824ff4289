"""The menu Cooperatives: found, written in three languages, approved, suspended, and its people invited."""

import pytest
from django.test import Client

from catalogue.models import Product
from cooperatives.audit.models import AuditEntry
from cooperatives.idempotency import FIELD, new_token
from cooperatives.models import Cooperative, Membership, QualitySign, SignHeld, SupportProgramme
from cooperatives.outbox.models import Message
from marketplace.staff.views.acts import ELSEWHERE
from tests.factories import make_commune, make_cooperative, make_member, make_product
from tests.marketplace.staff import send, staff_client, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def staff() -> Client:
    return staff_client()


def given(**changed) -> dict:
    return {
        "kind": "cooperative",
        "name_ar": "تعاونية تيسة",
        "name_fr": "Coopérative Tissa",
        "name_en": "",
        "commune": make_commune().pk,
        "sells_online": "on",
        "member_count": 20,
        "women_count": 12,
        "youth_count": 3,
        "ice": "",
        "phone": "06 12 34 56 78",
    } | changed


def names_in(response) -> list[str]:
    return [row.name_fr for row in response.context["object_list"]]


def test_new_cooperative_waits_to_be_checked(staff: Client) -> None:
    programme = SupportProgramme.objects.create(code="mouazara", name_fr="Mouazara")

    response = send(staff, "/cms/cooperatives/new/", **given(support_programmes=[programme.pk]))

    cooperative = Cooperative.objects.get()
    assert response["Location"] == f"/cms/cooperatives/inspect/{cooperative.pk}/"
    assert (cooperative.status, cooperative.slug) == ("applied", "cooperative-tissa")
    assert (cooperative.name_ar, cooperative.phone) == ("تعاونية تيسة", "+212612345678")
    assert list(cooperative.support_programmes.all()) == [programme]


def test_form_sent_twice_adds_one(staff: Client) -> None:
    data = given() | {FIELD: new_token()}

    staff.post("/cms/cooperatives/new/", data)
    again = staff.post("/cms/cooperatives/new/", data)

    assert Cooperative.objects.count() == 1
    assert again["Location"] == "/cms/cooperatives/"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name_ar": "", "name_fr": ""}, "name_ar"),
        ({"women_count": 30}, "women_count"),
        ({"kind": "women"}, "women_count"),
        ({"ice": "123"}, "ice"),
        ({"phone": "12"}, "phone"),
        ({"commune": ""}, "commune"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(
    changed: dict, field: str, staff: Client
) -> None:
    response = send(staff, "/cms/cooperatives/new/", **given(**changed, tagline_fr="Au pied de l'Atlas"))

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    assert "Au pied de l&#x27;Atlas" in response.content.decode()
    assert not Cooperative.objects.exists()


def test_ice_of_another_is_refused_beside_its_field(staff: Client) -> None:
    make_cooperative(ice="001561191000066")

    response = send(staff, "/cms/cooperatives/new/", **given(ice="001561191000066"))

    assert list(response.context["form"].errors) == ["ice"]


def test_edit_keeps_status_and_lets_products_be_found_under_the_new_name(staff: Client) -> None:
    cooperative = make_cooperative()
    make_product(cooperative=cooperative)

    staff.post(f"/cms/cooperatives/edit/{cooperative.pk}/", given(name_fr="Zerhoun", status="suspended"))

    cooperative.refresh_from_db()
    assert (cooperative.name_fr, cooperative.status) == ("Zerhoun", "approved")
    assert Product.objects.filter(search_text__contains="zerhoun").exists()
    assert "phone" in AuditEntry.objects.get(action="cooperative.change").before


def test_two_people_who_edit_other_fields_do_not_undo_each_other(staff: Client) -> None:
    cooperative = make_cooperative(**{name: given()[name] for name in ("name_ar", "name_fr")}, name_en="")
    page = given(phone="06 00 00 00 01")
    Cooperative.objects.filter(pk=cooperative.pk).update(youth_count=3, sector="Olives")

    staff.post(f"/cms/cooperatives/edit/{cooperative.pk}/", page | {"member_count": 40, "sector": "Olives"})

    cooperative.refresh_from_db()
    assert (cooperative.member_count, cooperative.sector) == (40, "Olives")


def test_suspending_asks_why(staff: Client) -> None:
    cooperative = make_cooperative()
    url = f"/cms/cooperatives/inspect/{cooperative.pk}/suspend/"

    response = send(staff, url, reason="")

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    cooperative.refresh_from_db()
    assert cooperative.status == "approved"


def test_cooperative_is_suspended_and_reinstated(staff: Client) -> None:
    cooperative = make_cooperative()
    page = f"/cms/cooperatives/inspect/{cooperative.pk}/"

    send(staff, f"{page}suspend/", reason="Papiers manquants")
    assert Cooperative.objects.get().status == "suspended"
    assert "Papiers manquants" in staff.get(page).content.decode()
    send(staff, f"{page}reinstate/")

    assert Cooperative.objects.get().status == "approved"


def test_act_that_somebody_was_faster_with_says_so(staff: Client) -> None:
    cooperative = make_cooperative(status="approved")

    response = send(staff, f"/cms/cooperatives/inspect/{cooperative.pk}/approve/")

    assert response["Location"] == f"/cms/cooperatives/inspect/{cooperative.pk}/"
    assert str(ELSEWHERE.text) in told(response)


def test_list_is_narrowed_and_searched(staff: Client) -> None:
    make_cooperative(name_fr="Tissa", name_ar="تيسة", name_en="Tissa", status="applied")
    make_cooperative(name_fr="Été", name_ar="الصيف", name_en="Summer", kind="union")
    url = "/cms/cooperatives/"

    assert names_in(staff.get(f"{url}?status=applied")) == ["Tissa"]
    assert names_in(staff.get(f"{url}?kind=union")) == ["Été"]
    assert names_in(staff.get(f"{url}?region=09&q=ete")) == ["Été"]
    assert names_in(staff.get(f"{url}results/?q=تيسه")) == ["Tissa"]


def test_member_is_invited_by_number(staff: Client) -> None:
    cooperative = make_cooperative()
    data = {"cooperative": cooperative.pk, "phone": "0612345678", "role": "seller", "language": "fr"}

    send(staff, "/cms/memberships/new/", **data)

    membership = Membership.objects.get()
    assert (membership.cooperative, membership.role, membership.user.phone) == (cooperative, "seller", "+212612345678")
    assert Message.objects.get().language == "fr"
    again = send(staff, "/cms/memberships/new/", **data)
    assert list(again.context["form"].errors) == ["phone"]


def test_numbers_of_members_are_hidden_in_lists(staff: Client) -> None:
    make_member(make_cooperative(), phone="+212612345678")

    page = staff.get("/cms/memberships/").content.decode()

    assert "+212612345678" not in page
    assert "+2126 •••• 78" in page


def test_membership_ends_by_an_act(staff: Client) -> None:
    make_member(make_cooperative())
    membership = Membership.objects.get()

    send(staff, f"/cms/memberships/inspect/{membership.pk}/end/")

    membership.refresh_from_db()
    assert membership.left_at is not None


def test_certificate_is_written_for_a_cooperative(staff: Client) -> None:
    cooperative = make_cooperative()
    sign = QualitySign.objects.create(kind="igp", code="igp-argane", name_fr="IGP Argane")
    data = {"sign": sign.pk, "certifier": "Normacert", "number": "12", "expires_on": "2029-01-01"}

    send(staff, "/cms/certificates/new/", cooperative=cooperative.pk, **data)

    held = SignHeld.objects.get()
    assert (held.cooperative, held.number) == (cooperative, "12")


def test_what_is_not_there_is_404(staff: Client) -> None:
    other = f"/cms/cooperatives/inspect/{make_cooperative().pk}/delete/"
    for url in ("/cms/cooperatives/inspect/999999/", "/cms/cooperatives/edit/999999/", other):
        assert staff.get(url, follow=True).status_code == 404


def test_commune_is_chosen_by_a_name_that_people_use(staff: Client) -> None:
    make_commune(code="091", name_fr="Tafraout")
    make_commune(code="092", name_fr="Tata")

    page = staff.get("/cms/commune_chooser/results/?q=tafra").content.decode()

    assert "Tafraout" in page or "تافراوت" in page
    assert page.count("data-chooser-modal-choice") == 1
