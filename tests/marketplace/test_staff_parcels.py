"""Hubs, and the parcels that they put together, in the staff's hands: how the platforms' parcels go."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from cooperatives.audit.models import AuditEntry
from cooperatives.ledger.selectors import balances
from fairs.models import Edition
from marketplace.delivery.models import Hub
from marketplace.delivery.services import NotAPlatform, NotAUnion, add_hub
from marketplace.order.enums import OrderStatus, ParcelState
from marketplace.staff.forms.parcels import ONE_OF_THE_TWO
from tests.factories import make_commune, make_cooperative, make_edition, make_user
from tests.marketplace.factories import walk_on
from tests.marketplace.hubs import make_hub, make_parcel, make_union
from tests.marketplace.staff import send, staff_client, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
S, P = OrderStatus, ParcelState
NAMES = {"name_ar": "مركز", "name_fr": "Maison de l'ESS", "name_en": ""}


@pytest.fixture
def staff() -> Client:
    return staff_client()


@pytest.fixture
def hub() -> Hub:
    return make_hub()


def platform() -> Edition:
    return make_edition(programme_kind="permanent_platforms", days=30)


def typed(**given: Any) -> dict[str, Any]:
    make_commune()
    return {"code": "maison", "region": "09", "is_active": "on"} | NAMES | given


def test_a_permanent_platform_becomes_a_hub_and_it_is_written_down(staff: Client) -> None:
    edition = platform()

    response = send(staff, "/cms/hubs/new/", **typed(edition=edition.pk))

    hub = Hub.objects.get()
    assert response.status_code == 302
    assert (hub.code, hub.name_fr, hub.edition, hub.union, hub.is_active) == (
        "maison",
        "Maison de l'ESS",
        edition,
        None,
        True,
    )
    assert AuditEntry.objects.get(action="hub.create").after["code"] == "maison"


def test_a_union_becomes_a_hub_and_is_chosen_in_a_window_of_unions(staff: Client) -> None:
    union, other = make_union(), make_cooperative()

    send(staff, "/cms/hubs/new/", **typed(union=union.pk))

    assert Hub.objects.get().union == union
    choices = staff.get("/cms/union_chooser/results/").content.decode()
    assert str(union) in choices
    assert str(other) not in choices


@pytest.mark.parametrize("both", [False, True])
def test_a_hub_is_a_union_or_a_platform_and_not_both(staff: Client, both: bool) -> None:
    given = {"union": make_union().pk, "edition": platform().pk} if both else {}

    response = send(staff, "/cms/hubs/new/", **typed(**given))

    assert response.context["form"].errors == {"union": [str(ONE_OF_THE_TWO)]}
    assert Hub.objects.count() == 0


def test_what_is_neither_a_union_nor_a_platform_is_no_hub(staff: Client) -> None:
    region = make_commune().province.region
    common = {"code": "x", "name_fr": "X", "region": region}

    with pytest.raises(NotAUnion):
        add_hub(values=common | {"union": make_cooperative()}, by=make_user())
    with pytest.raises(NotAPlatform):
        add_hub(values=common | {"edition": make_edition()}, by=make_user())
    response = send(staff, "/cms/hubs/new/", **typed(union=make_cooperative().pk))

    assert "union" in response.context["form"].errors
    assert Hub.objects.count() == 0


@pytest.mark.parametrize("field", ["code", "union"])
def test_a_second_hub_of_the_same_union_or_code_is_refused_beside_its_field(
    staff: Client, hub: Hub, field: str
) -> None:
    given = {"code": hub.code, "union": make_union().pk} if field == "code" else {"union": hub.union.pk}

    response = send(staff, "/cms/hubs/new/", **typed(**given))

    assert list(response.context["form"].errors) == [field]
    assert Hub.objects.get() == hub


def test_a_hubs_names_and_offer_change_and_whose_it_is_does_not(staff: Client, hub: Hub) -> None:
    union = hub.union

    send(staff, f"/cms/hubs/edit/{hub.pk}/", **NAMES, region="09", union=make_union().pk, code="other")

    hub.refresh_from_db()
    assert (hub.name_fr, hub.is_active) == ("Maison de l'ESS", False)
    assert (hub.code, hub.union) == ("union-souss", union)
    assert AuditEntry.objects.get(action="hub.change").before["is_active"] is True


def test_a_parcel_is_sent_and_delivered_by_staff(staff: Client, hub: Hub) -> None:
    parcel = make_parcel(hub, state=P.READY)
    page = f"/cms/parcels/inspect/{parcel.pk}/"
    assert parcel.purchase.number in staff.get(page).content.decode()

    send(staff, f"{page}ship/", tracking="RR77")
    assert set(parcel.orders.values_list("status", "tracking")) == {(S.SHIPPED, "RR77")}
    send(staff, f"{page}delivered/")

    assert set(parcel.orders.values_list("status", flat=True)) == {S.DELIVERED}
    assert balances(["held:carrier:poste"]) == {"held:carrier:poste": Decimal("275.00")}


def test_a_parcel_that_nobody_took_is_asked_why(staff: Client, hub: Hub) -> None:
    parcel = make_parcel(hub, state=P.AWAY)
    url = f"/cms/parcels/inspect/{parcel.pk}/refused/"

    assert send(staff, url, reason="").status_code == 422
    assert set(parcel.orders.values_list("status", flat=True)) == {S.SHIPPED}
    send(staff, url, reason="absent")

    assert set(parcel.orders.values_list("status", "end_reason")) == {(S.REFUSED, "absent")}


def test_a_parcel_that_waits_says_for_whom_and_is_not_sent(staff: Client, hub: Hub) -> None:
    parcel = make_parcel(hub)
    first, second = parcel.orders.order_by("pk")
    assert "Brahim Idrissi" not in staff.get(f"/cms/parcels/inspect/{parcel.pk}/").content.decode()
    walk_on(first, (S.ACCEPTED, S.PREPARED))
    url = f"/cms/parcels/inspect/{parcel.pk}/ship/"
    page = staff.get(f"/cms/parcels/inspect/{parcel.pk}/").content.decode()

    assert str(second.cooperative) in page
    assert "Brahim Idrissi" in page
    assert url not in page
    response = send(staff, url, tracking="X")

    assert response.status_code == 422
    assert str(second.cooperative) in str(response.context["form"].errors)
    assert set(parcel.orders.values_list("status", flat=True)) == {S.PREPARED, S.CONFIRMED}


def test_what_was_delivered_is_not_delivered_again(staff: Client, hub: Hub) -> None:
    parcel = make_parcel(hub, state=P.DONE)

    response = send(staff, f"/cms/parcels/inspect/{parcel.pk}/delivered/")

    assert told(response)
    assert balances(["held:carrier:poste"]) == {"held:carrier:poste": Decimal("275.00")}


def test_parcels_are_found_by_number_and_narrowed_by_where_they_stand(staff: Client, hub: Hub) -> None:
    waiting, ready = make_parcel(hub), make_parcel(hub, state=P.READY)

    def listed(query: str) -> list[Any]:
        return list(staff.get(f"/cms/parcels/?{query}").context["object_list"])

    assert listed("") == [ready, waiting]
    assert listed("state=ready") == [ready]
    assert listed(f"q={waiting.purchase.number}") == [waiting]
    assert listed(f"q={ready.orders.first().number}") == [ready]
