"""The menu Fairs: editions with stops and days, who takes part with what at which stall, and who organises."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from cooperatives import clock
from fairs.models import (
    CommissionRule,
    Edition,
    EditionDay,
    EditionMembership,
    Listing,
    Participation,
    Programme,
    Stall,
    StallAssignment,
    Stop,
)
from fairs.tills.models import QuarantinedRecord, Sale, Till
from fairs.tills.services import revoke_till
from tests.factories import (
    make_commune,
    make_cooperative,
    make_edition,
    make_participation,
    make_product,
    make_programme,
    make_stall,
)
from tests.fairs.organisers import sell
from tests.fairs.tills import make_stand
from tests.marketplace.staff import send, staff_client

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
FIRST = date(2026, 8, 3)


@pytest.fixture
def staff() -> Client:
    return staff_client()


def given(**changed) -> dict:
    return {
        "programme": make_programme().pk,
        "code": "taroudant-2026",
        "name_fr": "Taroudant",
        "commune": make_commune().pk,
        "starts_at": "2026-08-03 09:00",
        "ends_at": "2026-08-05 23:00",
        "business_day_ends": "04:00",
        "cash_held_by": "cooperative",
    } | changed


def page_of(participation: Participation) -> str:
    return f"/cms/participations/inspect/{participation.pk}/"


def test_new_edition_is_published_by_an_act(staff: Client) -> None:
    send(staff, "/cms/editions/new/", **given())

    edition = Edition.objects.get()
    assert edition.is_published is False
    assert [row.day for row in EditionDay.objects.all()] == [FIRST + timedelta(days=number) for number in range(3)]
    assert edition.starts_at.isoformat() == "2026-08-03T08:00:00+00:00"
    send(staff, f"/cms/editions/inspect/{edition.pk}/publish/")
    assert Edition.objects.get().is_published is True


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name_fr": ""}, "name_ar"),
        ({"ends_at": "2026-08-01 09:00"}, "ends_at"),
        ({"online_opens_at": "2026-08-01 09:00"}, "online_closes_at"),
        ({"online_opens_at": "2026-08-02 09:00", "online_closes_at": "2026-08-01 09:00"}, "online_closes_at"),
        ({"code": "deux mots"}, "code"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(changed: dict, field: str, staff: Client) -> None:
    response = send(staff, "/cms/editions/new/", **given(**changed))

    assert set(response.context["form"].errors) == {field}
    assert not Edition.objects.exists()


def test_code_of_another_edition_is_refused_beside_its_field(staff: Client) -> None:
    make_edition(code="taroudant-2026")

    assert list(send(staff, "/cms/editions/new/", **given()).context["form"].errors) == ["code"]


def test_cut_off_stays_once_something_is_sold(staff: Client) -> None:
    edition = make_edition(starts_on=FIRST)
    sell(make_participation(edition, make_cooperative()), "100.00")
    as_it_is = {"starts_at": "2026-08-03 00:00", "ends_at": "2026-08-06 00:00"}

    response = staff.post(f"/cms/editions/edit/{edition.pk}/", given(**as_it_is, business_day_ends="06:00"))

    assert list(response.context["form"].errors) == ["business_day_ends"]


def test_settled_edition_says_so(staff: Client) -> None:
    edition = make_edition(settled_at=clock.now())

    response = staff.post(f"/cms/editions/edit/{edition.pk}/", given(name_fr="Autre"))

    assert response.context["form"].non_field_errors()
    edition.refresh_from_db()
    assert edition.name_fr != "Autre"


def test_stop_that_overlaps_another_is_refused_beside_its_field(staff: Client) -> None:
    edition = make_edition(starts_on=FIRST)
    data = {"edition": edition.pk, "name_fr": "Tata", "commune": make_commune().pk}

    response = send(staff, "/cms/stops/new/", **data, starts_at="2026-08-04 09:00", ends_at="2026-08-04 20:00")

    assert list(response.context["form"].errors) == ["starts_at"]
    assert Stop.objects.count() == 1


def test_opening_hours_of_a_day_are_written(staff: Client) -> None:
    day = make_edition().stops.get().days.first()

    staff.post(f"/cms/days/edit/{day.pk}/", {"opens_at": "10:00", "closes_at": "01:30"})

    day.refresh_from_db()
    assert (day.opens_at.hour, day.closes_at.hour, day.closes_at.minute) == (10, 1, 30)


def test_cooperative_is_added_to_a_stop_once(staff: Client) -> None:
    stop, cooperative = make_edition().stops.get(), make_cooperative()
    data = {"stop": stop.pk, "cooperative": cooperative.pk, "people": 3, "women": 2, "young": 0, "answer": "invited"}

    send(staff, "/cms/participations/new/", **data)
    again = send(staff, "/cms/participations/new/", **data)

    participation = Participation.objects.get()
    assert (participation.status, participation.people) == ("invited", 3)
    assert list(again.context["form"].errors) == ["cooperative"]
    send(staff, f"{page_of(participation)}confirm/")
    send(staff, f"{page_of(participation)}withdraw/")
    assert Participation.objects.get().status == "withdrawn"


def test_only_its_own_products_are_offered_to_a_participant(staff: Client) -> None:
    cooperative = make_cooperative()
    own, other = make_product(cooperative=cooperative), make_product()
    participation = make_participation(make_edition(), cooperative)

    refused = send(staff, f"{page_of(participation)}listings/", products=[own.pk, other.pk])
    send(staff, f"{page_of(participation)}listings/", products=[own.pk])

    assert list(refused.context["form"].errors) == ["products"]
    assert [row.product for row in Listing.objects.all()] == [own]


def test_stall_given_to_another_is_refused_beside_its_field(staff: Client) -> None:
    edition = make_edition()
    first, second = (make_participation(edition, make_cooperative()) for _ in range(2))
    stall = make_stall(edition, first)
    days = [day.pk for day in EditionDay.objects.all()]

    response = send(staff, f"{page_of(second)}assign/", stall=stall.pk, days=days)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["stall"]
    assert not second.assignments.exists()


def test_stall_is_given_and_taken_back(staff: Client) -> None:
    edition = make_edition()
    participation = make_participation(edition, make_cooperative())
    stall = make_stall(edition)
    day = EditionDay.objects.order_by("day").first()

    send(staff, f"{page_of(participation)}assign/", stall=stall.pk, days=[day.pk])
    assignment = StallAssignment.objects.get()
    assert (assignment.stall, assignment.day) == (stall, day)
    send(staff, f"{page_of(participation)}free/", assignment=assignment.pk)

    assert not StallAssignment.objects.exists()


def test_stall_code_is_given_once_in_an_edition(staff: Client) -> None:
    edition = make_edition()
    data = {"edition": edition.pk, "code": "B7", "zone": "Nord"}

    send(staff, "/cms/stalls/new/", **data)
    again = send(staff, "/cms/stalls/new/", **data)

    assert list(again.context["form"].errors) == ["code"]
    assert Stall.objects.get().zone == "Nord"


def test_organiser_is_appointed_for_an_edition_or_a_programme_not_both(staff: Client) -> None:
    edition = make_edition()
    data = {"phone": "0612345678", "language": "fr", "role": "owner", "edition": edition.pk}

    both = send(staff, "/cms/organisers/new/", **data, programme=Programme.objects.get().pk)
    send(staff, "/cms/organisers/new/", **data)

    assert list(both.context["form"].errors) == ["edition"]
    membership = EditionMembership.objects.get()
    assert (membership.edition, membership.user.phone) == (edition, "+212612345678")
    send(staff, f"/cms/organisers/inspect/{membership.pk}/end/")
    assert not EditionMembership.objects.current().exists()


def test_sale_kept_aside_is_settled_with_words_and_stays_as_it_was_sent(staff: Client) -> None:
    till = Till.objects.create(stall=make_stall(make_edition()), token_digest="x" * 64)
    row = QuarantinedRecord.objects.create(
        till=till, payload={"total": "120.00"}, content_digest="y" * 64, problems=[{"code": "unreadable"}]
    )
    url = f"/cms/kept_aside/inspect/{row.pk}/"

    assert "120.00" in staff.get(url).content.decode()
    send(staff, f"{url}settle/", outcome="Saisie de nouveau")

    row.refresh_from_db()
    assert (row.outcome, row.payload) == ("Saisie de nouveau", {"total": "120.00"})


def test_sale_of_a_till_that_was_switched_off_counts_by_the_staffs_word(staff: Client) -> None:
    stand = make_stand()
    revoke_till(till=stand.till, by=None)
    stand.send(stand.sale(), stand.sale(total="many"))
    broken = QuarantinedRecord.objects.get(payload__total="many")

    for row in QuarantinedRecord.objects.all():
        send(staff, f"/cms/kept_aside/inspect/{row.pk}/post/")

    assert Sale.objects.get().total == Decimal("120.00")
    assert list(QuarantinedRecord.objects.filter(settled_at=None)) == [broken]


def test_commission_rule_has_a_place_of_its_own_and_a_share(staff: Client) -> None:
    data = {"position": 1, "valid_from": "2026-01-01", "rate": "0.05", "tax_rate": "0.200"}

    send(staff, "/cms/commission_rules/new/", **data)
    same_place = send(staff, "/cms/commission_rules/new/", **data)
    whole = send(staff, "/cms/commission_rules/new/", **data | {"position": 2, "rate": "5"})

    assert CommissionRule.objects.get().rate == Decimal("0.0500")
    assert list(same_place.context["form"].errors) == ["position"]
    assert list(whole.context["form"].errors) == ["rate"]
