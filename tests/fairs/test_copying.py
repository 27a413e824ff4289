"""The next edition made from the last one, and the months of a platform."""

from datetime import date, time, timedelta

import pytest

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from fairs.calls.copying import copy_edition
from fairs.calls.enums import BodyKind, BodyPart, QuotaKind
from fairs.calls.exceptions import EditionOver, MonthsTaken
from fairs.calls.models import EditionBody, OrganisingBody, Quota
from fairs.calls.stops import add_months
from fairs.models import Edition, Stall, Stop
from fairs.plan.models import Plan, PlanMark, PlanPlace
from fairs.services import CodeTaken
from tests.factories import make_commune, make_edition, make_user
from tests.fairs.calls import FIRST_DAY, TODAY, at, make_call, make_coming_fair, make_committee

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_september():
    with clock.frozen_at(TODAY):
        yield


@pytest.fixture
def by() -> User:
    return make_user()


def test_layout_call_rules_and_bodies_come_along_with_shifted_dates(by: User) -> None:
    source = make_coming_fair(stalls=2, code="fair-2026")
    stop = source.stops.get()
    Stop.objects.filter(pk=stop.pk).update(venue_ar="ساحة", sets_up_at=stop.starts_at - timedelta(days=1))
    stop.days.update(opens_at=time(10), closes_at=time(22))
    Stall.objects.filter(code="A02").update(ended_at=clock.now())
    plan = Plan.objects.create(stop=stop, columns=20)
    PlanPlace.objects.create(plan=plan, stall=source.stalls.get(code="A01"), column=3, row=4)
    PlanMark.objects.create(plan=plan, kind="entrance", column=0, row=0)
    call = make_call(stop, capacity=1, what_to_bring_fr="Nappe", opened_at=TODAY, opened_by=by)
    Quota.objects.create(call=call, kind=QuotaKind.WOMEN, at_least=1)
    body = OrganisingBody.objects.create(kind=BodyKind.REGION, name_fr="Région")
    EditionBody.objects.create(edition=source, body=body, part=BodyPart.LEADS, brings="Tentes")
    make_committee(source)

    made = copy_edition(
        edition_id=source.pk,
        values={"code": "fair-2027", "name_fr": "Salon 2027"},
        first_day=date(2027, 11, 8),
        by=by,
    )

    new = made.stops.get()
    copied = new.call
    shift = timedelta(days=371)
    assert (made.is_published, made.starts_at, made.online_closes_at) == (
        False,
        source.starts_at + shift,
        source.online_closes_at + shift,
    )
    assert (new.venue_ar, new.starts_at - new.sets_up_at) == ("ساحة", timedelta(days=1))
    assert new.days.filter(day=date(2027, 11, 8), opens_at=time(10)).exists()
    assert [stall.code for stall in made.stalls.all()] == ["A01"]
    place = new.plan.places.get()
    assert (new.plan.columns, place.stall, place.column, place.row) == (20, made.stalls.get(), 3, 4)
    assert new.plan.marks.get().kind == "entrance"
    assert (copied.opened_at, copied.what_to_bring_fr, copied.closes_at) == (None, "Nappe", call.closes_at + shift)
    assert [(row.name_fr, row.weight) for row in copied.criteria.all()] == [("Qualité", 60), ("Origine", 40)]
    assert copied.quotas.get().at_least == 1
    assert [(row.body, row.brings) for row in made.bodies.all()] == [(body, "Tentes")]
    assert not made.memberships.exists()
    assert AuditEntry.objects.get(action="edition.copy").after == {"from": "fair-2026", "stops": 1, "stalls": 1}


def test_code_taken_and_a_day_past_are_refused(by: User) -> None:
    source = make_coming_fair(code="fair")

    with pytest.raises(CodeTaken):
        copy_edition(edition_id=source.pk, values={"code": "fair"}, first_day=FIRST_DAY, by=by)
    with pytest.raises(EditionOver):
        copy_edition(edition_id=source.pk, values={"code": "other"}, first_day=date(2026, 8, 31), by=by)

    assert Edition.objects.count() == 1


def test_platform_moves_by_months(by: User) -> None:
    source = make_edition(programme_kind="permanent_platforms", starts_on=date(2026, 10, 1), days=92)
    add_months(edition_id=source.pk, first=date(2026, 10, 1), last=date(2026, 12, 31), by=by)

    made = copy_edition(
        edition_id=source.pk, values={"code": "next", "name_fr": "Azilal"}, first_day=date(2027, 1, 1), by=by
    )

    assert [stop.starts_at for stop in made.stops.order_by("number")] == [
        at(date(2027, month, 1), 0) for month in (1, 2, 3)
    ]
    assert made.ends_at == at(date(2027, 4, 1), 0)
    names = made.stops.order_by("number").values_list("name_fr", "name_en")
    assert names[0] == ("janvier 2027", "January 2027")
    assert names[2][1] == "March 2027"


def test_months_that_a_stop_half_fills_are_left(by: User) -> None:
    source = make_edition(programme_kind="permanent_platforms", starts_on=date(2026, 10, 20), days=5)

    made = add_months(edition_id=source.pk, first=date(2026, 10, 1), last=date(2026, 11, 30), by=by)

    assert [stop.name_en for stop in made] == ["November 2026"]
    assert Edition.objects.get().ends_at == at(date(2026, 12, 1), 0)
    with pytest.raises(MonthsTaken):
        add_months(edition_id=source.pk, first=date(2026, 11, 1), last=date(2026, 11, 30), by=by)


def test_quotas_of_provinces_stay_behind_where_the_edition_moves_to_another_region(by: User) -> None:
    source = make_coming_fair(code="here")
    call = make_call(source.stops.get())
    province = source.commune.province
    Quota.objects.create(call=call, kind=QuotaKind.PROVINCE, province=province, at_least=2)
    Quota.objects.create(call=call, kind=QuotaKind.WOMEN, at_least=1)
    call.areas_struck.add(province)
    elsewhere = make_commune(code="031", region="03")
    assert elsewhere.province.region != province.region
    names = {"name_fr": "Salon"}

    same = copy_edition(edition_id=source.pk, values={"code": "same"} | names, first_day=FIRST_DAY, by=by)
    moved = copy_edition(
        edition_id=source.pk, values={"code": "moved", "commune": elsewhere} | names, first_day=FIRST_DAY, by=by
    )

    kinds = [set(each.stops.get().call.quotas.values_list("kind", flat=True)) for each in (same, moved)]
    assert kinds == [{"province", "women"}, {"women"}]
    assert [each.stops.get().call.areas_struck.count() for each in (same, moved)] == [1, 0]
