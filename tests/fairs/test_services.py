"""Editions with their stops and days, who takes part, stalls and roles: and what is refused once money is in."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.audit.services import ForbiddenMove
from cooperatives.outbox.models import Message
from fairs.business_days import CASABLANCA
from fairs.enums import PARTICIPATION_MOVES, ParticipationStatus
from fairs.models import Edition, EditionDay, EditionMembership, Listing, Participation, StallAssignment, Stop
from fairs.permissions import editions_for
from fairs.revenue.services import record_sales
from fairs.services import (
    AlreadyAppointed,
    AlreadyTakesPart,
    AppointmentEnded,
    CodeTaken,
    CooperativeSuspended,
    DayOfAnotherStop,
    DaysInUse,
    EditionHasSales,
    EditionSettled,
    ParticipationWithdrawn,
    ProductOfAnother,
    SharedAtOnce,
    SoldThere,
    StallOfAnotherEdition,
    StallTaken,
    StopOutsideEdition,
    StopSettled,
    StopsOverlap,
    add_edition,
    add_participant,
    add_stop,
    appoint,
    assign_stall,
    confirm_participation,
    edit_edition,
    edit_stall,
    edit_stop,
    end_appointment,
    free_stall,
    hide_edition,
    invite_participant,
    publish_edition,
    set_listings,
    withdraw_participation,
)
from tests.factories import (
    make_commune,
    make_cooperative,
    make_edition,
    make_participation,
    make_product,
    make_programme,
    make_stall,
    make_user,
)
from tests.fairs.facts import line, sale

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 8, 3), date(2026, 8, 5)


@pytest.fixture
def staff() -> User:
    return make_user(is_staff=True)


def at(day: date, hour: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=CASABLANCA)


def edition_given(**given) -> dict:
    commune = make_commune()
    return {
        "code": "taroudant-2026",
        "programme": make_programme(),
        "name_fr": "Taroudant",
        "commune": commune,
        "starts_at": at(FIRST, 9),
        "ends_at": at(LAST, 23),
    } | given


def sold_at(participation: Participation, day: date = FIRST, **given) -> None:
    moment = datetime(day.year, day.month, day.day, 11, tzinfo=UTC)
    record_sales(facts=[sale(line(participation, **given), counts_on=day, sold_at=moment)])


def days_of(edition: Edition) -> list[date]:
    return list(EditionDay.objects.filter(stop__edition=edition).order_by("day").values_list("day", flat=True))


def test_new_edition_has_its_stop_and_days_and_is_not_shown(staff: User) -> None:
    edition = add_edition(values=edition_given(), by=staff)

    stop = edition.stops.get()
    assert (edition.is_published, edition.region_id) == (False, "09")
    assert (stop.number, stop.name_fr, stop.starts_at) == (1, "Taroudant", edition.starts_at)
    assert days_of(edition) == [FIRST, date(2026, 8, 4), LAST]


def test_small_hours_of_the_last_night_make_no_day_of_their_own(staff: User) -> None:
    edition = add_edition(values=edition_given(ends_at=at(LAST + timedelta(days=1), 2)), by=staff)

    assert days_of(edition)[-1] == LAST


def test_code_of_another_edition_is_refused(staff: User) -> None:
    add_edition(values=edition_given(), by=staff)

    with pytest.raises(CodeTaken):
        add_edition(values=edition_given(), by=staff)

    assert Edition.objects.count() == 1


def test_only_stop_moves_with_its_edition(staff: User) -> None:
    edition = add_edition(values=edition_given(), by=staff)

    later = {"starts_at": edition.starts_at + timedelta(days=7), "ends_at": edition.ends_at + timedelta(days=7)}
    edit_edition(edition_id=edition.pk, values=later | {"name_fr": "Autre"}, by=staff)

    stop = edition.stops.get()
    assert (stop.starts_at, stop.name_fr) == (later["starts_at"], "Autre")
    assert days_of(edition) == [FIRST + timedelta(days=7 + number) for number in range(3)]


def test_days_that_stalls_are_given_for_cannot_fall_out(staff: User) -> None:
    edition = make_edition(starts_on=FIRST)
    make_stall(edition, make_participation(edition, make_cooperative()))

    with pytest.raises(DaysInUse) as refused:
        edit_edition(edition_id=edition.pk, values={"ends_at": at(LAST)}, by=staff)

    assert refused.value.days == [LAST]


def test_settled_edition_is_not_edited(staff: User) -> None:
    edition = make_edition(settled_at=clock.now())

    with pytest.raises(EditionSettled):
        edit_edition(edition_id=edition.pk, values={"name_fr": "Autre"}, by=staff)

    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("business_day_ends", time(6)), ("cash_held_by", "operator")])
def test_what_sales_were_reckoned_by_stays_once_something_is_sold(field: str, value, staff: User) -> None:
    edition = make_edition(starts_on=FIRST)
    participation = make_participation(edition, make_cooperative())
    edit_edition(edition_id=edition.pk, values={field: value}, by=staff)
    before = getattr(make_edition(), field)
    sold_at(participation)

    with pytest.raises(EditionHasSales) as refused:
        edit_edition(edition_id=edition.pk, values={field: before}, by=staff)

    assert refused.value.field == field
    edition.refresh_from_db()
    assert getattr(edition, field) == value


def test_edition_is_shown_and_hidden(staff: User) -> None:
    edition = add_edition(values=edition_given(), by=staff)

    publish_edition(edition_id=edition.pk, by=staff)
    assert list(Edition.objects.published()) == [edition]
    hide_edition(edition_id=edition.pk, by=staff)
    assert not Edition.objects.published().exists()


def market(staff: User) -> Edition:
    """An edition of three days whose one stop has the first."""
    edition = make_edition(programme_kind="mobile_markets", starts_on=FIRST)
    edit_stop(stop_id=edition.stops.get().pk, values={"ends_at": at(FIRST, 23)}, by=staff)
    return edition


def stop_given(first: date, last: date) -> dict:
    return {"name_fr": "Tata", "commune": make_commune(), "starts_at": at(first, 9), "ends_at": at(last, 23)}


def test_second_stop_gets_the_next_number_and_its_days(staff: User) -> None:
    edition = market(staff)

    stop = add_stop(edition_id=edition.pk, values=stop_given(date(2026, 8, 4), LAST), by=staff)

    assert stop.number == 2
    assert days_of(edition) == [FIRST, date(2026, 8, 4), LAST]


def test_stops_never_overlap(staff: User) -> None:
    edition = market(staff)

    with pytest.raises(StopsOverlap):
        add_stop(edition_id=edition.pk, values=stop_given(FIRST, LAST), by=staff)

    assert edition.stops.count() == 1


def test_stop_lies_inside_its_edition(staff: User) -> None:
    edition = market(staff)

    with pytest.raises(StopOutsideEdition):
        add_stop(edition_id=edition.pk, values=stop_given(LAST, LAST + timedelta(days=1)), by=staff)
    add_stop(edition_id=edition.pk, values=stop_given(LAST, LAST), by=staff)
    with pytest.raises(StopOutsideEdition):
        edit_edition(edition_id=edition.pk, values={"ends_at": at(LAST)}, by=staff)

    edition.refresh_from_db()
    assert edition.ends_at == at(LAST + timedelta(days=1))


def test_settled_stop_is_not_edited(staff: User) -> None:
    edition = market(staff)
    Stop.objects.filter(edition=edition).update(settled_at=clock.now())

    with pytest.raises(StopSettled):
        edit_stop(stop_id=edition.stops.get().pk, values={"name_fr": "Autre"}, by=staff)


def test_organisation_takes_part_in_a_stop_once(staff: User) -> None:
    edition, cooperative = make_edition(), make_cooperative()
    given = {"stop_id": edition.stops.get().pk, "cooperative_id": cooperative.pk, "by": staff}

    participation = add_participant(values={"people": 3, "women": 2}, **given)

    assert (participation.status, participation.people) == (ParticipationStatus.CONFIRMED, 3)
    with pytest.raises(AlreadyTakesPart):
        invite_participant(values={}, **given)
    assert Participation.objects.count() == 1


def test_suspended_cooperative_takes_part_in_nothing_new(staff: User) -> None:
    cooperative = make_cooperative(status="suspended", suspended_at=clock.now())

    with pytest.raises(CooperativeSuspended):
        add_participant(stop_id=make_edition().stops.get().pk, cooperative_id=cooperative.pk, values={}, by=staff)

    assert not Participation.objects.exists()


def test_nobody_is_added_to_a_settled_stop(staff: User) -> None:
    edition = make_edition(settled_at=clock.now())

    with pytest.raises(EditionSettled):
        add_participant(stop_id=edition.stops.get().pk, cooperative_id=make_cooperative().pk, values={}, by=staff)


@pytest.mark.parametrize("new", [ParticipationStatus.CONFIRMED, ParticipationStatus.WITHDRAWN])
@pytest.mark.parametrize("old", ParticipationStatus.values)
def test_participation_moves_only_by_its_table(old: str, new: str, staff: User) -> None:
    participation = make_participation(make_edition(), make_cooperative())
    Participation.objects.filter(pk=participation.pk).update(status=old)
    verb = {"confirmed": confirm_participation, "withdrawn": withdraw_participation}[new]

    if new in PARTICIPATION_MOVES[old]:
        verb(participation_id=participation.pk, by=staff)
        assert StatusChange.objects.get().new_status == new
    else:
        with pytest.raises(ForbiddenMove):
            verb(participation_id=participation.pk, by=staff)
        assert not StatusChange.objects.exists()
    participation.refresh_from_db()
    assert participation.status == (new if new in PARTICIPATION_MOVES[old] else old)


def test_withdrawn_participation_frees_the_stalls_of_days_to_come(staff: User) -> None:
    edition = make_edition(starts_on=FIRST)
    participation = make_participation(edition, make_cooperative())
    make_stall(edition, participation)

    with clock.frozen_at(at(date(2026, 8, 4), 12)):
        withdraw_participation(participation_id=participation.pk, by=staff)

    assert [row.day.day for row in StallAssignment.objects.all()] == [FIRST]


def test_participant_lists_only_its_own_products(staff: User) -> None:
    cooperative = make_cooperative()
    own, other = make_product(cooperative=cooperative), make_product()
    participation = make_participation(make_edition(), cooperative, products=[own])

    with pytest.raises(ProductOfAnother):
        set_listings(participation_id=participation.pk, product_ids=[own.pk, other.pk], by=staff)
    assert [row.product for row in Listing.objects.all()] == [own]

    second = make_product(cooperative=cooperative)
    set_listings(participation_id=participation.pk, product_ids=[second.pk], by=staff)
    assert [row.product for row in Listing.objects.all()] == [second]
    assert AuditEntry.objects.get().after == {"products": [second.pk]}


def test_unshared_stall_is_given_once_a_day(staff: User) -> None:
    edition = make_edition(starts_on=FIRST)
    first, second = (make_participation(edition, make_cooperative()) for _ in range(2))
    stall = make_stall(edition, first)
    days = list(EditionDay.objects.values_list("pk", flat=True))

    with pytest.raises(StallTaken) as refused:
        assign_stall(stall_id=stall.pk, participation_id=second.pk, day_ids=days, by=staff)

    assert refused.value.days == days_of(edition)
    assert not StallAssignment.objects.filter(participation=second).exists()


def test_shared_stall_takes_several(staff: User) -> None:
    edition = make_edition()
    first, second = (make_participation(edition, make_cooperative()) for _ in range(2))
    stall = make_stall(edition, first, is_shared=True)
    day = EditionDay.objects.first()

    given = assign_stall(stall_id=stall.pk, participation_id=second.pk, day_ids=[day.pk], by=staff)

    assert [row.day for row in given] == [day]
    assert assign_stall(stall_id=stall.pk, participation_id=second.pk, day_ids=[day.pk], by=staff) == []


def test_stall_at_which_several_stand_stays_shared(staff: User) -> None:
    edition = make_edition()
    both = [make_participation(edition, make_cooperative()) for _ in range(2)]
    stall = make_stall(edition, *both, is_shared=True)

    with pytest.raises(SharedAtOnce):
        edit_stall(stall_id=stall.pk, values={"is_shared": False}, by=staff)

    stall.refresh_from_db()
    assert stall.is_shared is True


def test_stall_that_becomes_shared_lets_others_in(staff: User) -> None:
    edition = make_edition()
    first, second = (make_participation(edition, make_cooperative()) for _ in range(2))
    stall = make_stall(edition, first)

    edit_stall(stall_id=stall.pk, values={"is_shared": True}, by=staff)
    assign_stall(
        stall_id=stall.pk, participation_id=second.pk, day_ids=EditionDay.objects.values_list("pk", flat=True), by=staff
    )

    assert StallAssignment.objects.filter(exclusive=False).count() == 6


def test_stall_is_given_only_where_and_when_its_holder_takes_part(staff: User) -> None:
    edition, other = make_edition(), make_edition()
    participation = make_participation(edition, make_cooperative())
    stall, elsewhere = make_stall(edition), make_stall(other)
    own_day, other_day = EditionDay.objects.filter(stop__edition=edition)[0], other.stops.get().days.all()[0]
    give = {"participation_id": participation.pk, "by": staff}

    with pytest.raises(StallOfAnotherEdition):
        assign_stall(stall_id=elsewhere.pk, day_ids=[own_day.pk], **give)
    with pytest.raises(DayOfAnotherStop):
        assign_stall(stall_id=stall.pk, day_ids=[other_day.pk], **give)
    Participation.objects.update(status=ParticipationStatus.WITHDRAWN)
    with pytest.raises(ParticipationWithdrawn):
        assign_stall(stall_id=stall.pk, day_ids=[own_day.pk], **give)

    assert not StallAssignment.objects.exists()


def test_stall_is_freed_unless_something_was_sold_there_that_day(staff: User) -> None:
    edition = make_edition(starts_on=FIRST)
    participation = make_participation(edition, make_cooperative())
    stall = make_stall(edition, participation)
    sold_at(participation, stall_id=stall.pk)
    first, second, _ = StallAssignment.objects.order_by("day__day")

    free_stall(assignment_id=second.pk, by=staff)
    with pytest.raises(SoldThere):
        free_stall(assignment_id=first.pk, by=staff)

    assert [row.day.day for row in StallAssignment.objects.order_by("day__day")] == [FIRST, LAST]


def test_appointed_organiser_sees_the_edition_until_the_role_ends(staff: User) -> None:
    edition = make_edition()
    given = {"phone": "+212612345678", "role": "owner", "edition": edition, "programme": None, "by": staff}

    membership = appoint(**given)

    assert list(editions_for(membership.user)) == [edition]
    assert Message.objects.get().recipient == "+212612345678"
    with pytest.raises(AlreadyAppointed):
        appoint(**given)
    end_appointment(membership_id=membership.pk, by=staff)
    assert list(editions_for(membership.user)) == []
    with pytest.raises(AppointmentEnded):
        end_appointment(membership_id=membership.pk, by=staff)
    assert EditionMembership.objects.count() == 1
