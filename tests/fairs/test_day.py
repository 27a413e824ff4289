"""The day itself, at the desk: who came, who did not and who comes instead."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import ForbiddenMove
from fairs.applications.models import Application
from fairs.attendance.badges import code_of, end_badge
from fairs.attendance.beside import (
    count_visitors,
)
from fairs.attendance.enums import ArrivalWay
from fairs.attendance.exceptions import (
    BadgeElsewhere,
    BadgeEnded,
    BadgeOfAnotherStop,
    BadgeUnknown,
    CameAlready,
    DayElsewhere,
    DayNotCome,
    NotComing,
    NotMissing,
)
from fairs.attendance.models import Absence, Arrival, VisitorCount
from fairs.attendance.selectors import Presence, presence_of
from fairs.attendance.services import (
    badge_at,
    note_absence,
    replace_participation,
    take_absence_back,
    take_arrival_back,
)
from fairs.calls.models import Call
from fairs.enums import EditionRole, ParticipationStatus
from fairs.models import Edition, EditionDay, Participation, StallAssignment
from fairs.services import DaysTold, edit_edition
from tests.constraints import refused_by
from tests.factories import make_cooperative, make_participation, make_stall, make_user
from tests.fairs.calling import announced, make_call, placed
from tests.fairs.closing_world import make_at, make_market
from tests.fairs.on_the_day import badge_of, marked, send, url, written
from tests.fairs.organisers import FIRST_DAY, make_fair, make_organiser, make_participants, questions, signed_in

pytestmark = pytest.mark.django_db

NINE = datetime(2026, 8, 3, 8, 0, tzinfo=UTC)
TEN = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def edition() -> Edition:
    return make_fair()


@pytest.fixture
def day(edition: Edition) -> EditionDay:
    return EditionDay.objects.select_related("stop__edition").get(stop__edition=edition, day=FIRST_DAY)


@pytest.fixture
def comer(edition: Edition) -> Participation:
    participation = make_participation(edition, make_cooperative(name_ar="تعاونية الأركان", name_fr="Argan"))
    make_stall(edition, participation, code="B7")
    return participation


@pytest.fixture
def desk(edition: Edition) -> Client:
    return signed_in(make_organiser(edition))


# Arrivals.


def test_an_arrival_is_marked_once_and_who_came_stays_as_first_noted(comer: Participation, day: EditionDay) -> None:
    badge = badge_of(comer)
    key = uuid4()
    first = marked(comer, day, badge=badge, at=NINE, key=key)
    again = marked(comer, day, badge=badge, at=TEN)
    same_key = marked(comer, day, badge=badge, at=TEN, key=key)
    assert [row.is_new for row in (first, again, same_key)] == [True, False, False]
    assert again.arrival == same_key.arrival == first.arrival
    assert Arrival.objects.get().arrived_at == NINE
    assert AuditEntry.objects.filter(action="arrival.mark").count() == 1


def test_arrival_marked_by_mistake_counts_no_more_and_stays_on_record(comer: Participation, day: EditionDay) -> None:
    badge, by = badge_of(comer), make_user()
    first = marked(comer, day, badge=badge, at=NINE)
    assert [take_arrival_back(arrival=first.arrival, by=by) for _ in range(2)] == [True, False]
    assert presence_of(day) == Presence(all=1, arrived=0, absent=0)
    row = Arrival.objects.get()
    assert (row.withdrawn_by, row.withdrawn_at is not None) == (by, True)
    entry = AuditEntry.objects.get(action="arrival.take_back")
    assert (entry.before["badge"], entry.by) == (1, by)
    # Its own telephone sends it again: it stays taken back. Scanned anew, it counts.
    assert marked(comer, day, badge=badge, key=first.arrival.key).is_new is False
    assert presence_of(day).arrived == 0
    assert note_absence(participation=comer, day=day, by=by)
    assert marked(comer, day, badge=badge, at=TEN).is_new is True
    assert presence_of(day) == Presence(all=1, arrived=1, absent=0)
    with refused_by("arrival_taken_back_by_somebody"):
        Arrival.objects.filter(pk=row.pk).update(withdrawn_by=None)
    with refused_by("arrival_once_a_day"):
        Arrival.objects.filter(pk=row.pk).update(withdrawn_at=None, withdrawn_by=None)


def test_nobody_arrives_on_a_day_that_has_not_begun(comer: Participation, day: EditionDay) -> None:
    with clock.frozen_at(NINE - timedelta(days=1)):
        with pytest.raises(DayNotCome):
            marked(comer, day)
        assert note_absence(participation=comer, day=day, by=make_user())
    assert not Arrival.objects.exists()


def test_badge_of_another_stop_or_lost_or_unknown_opens_nothing(comer: Participation, day: EditionDay) -> None:
    badge = badge_of(comer)
    assert badge_at(stop=day.stop, text=code_of(badge)) == badge_at(stop=day.stop, text=f" {badge.public_id} ")
    elsewhere = badge_of(make_participation(make_fair(), make_cooperative()))
    with pytest.raises(BadgeElsewhere):
        badge_at(stop=day.stop, text=code_of(elsewhere))
    market, (_first, second) = make_market()
    of_second = badge_of(make_at(second))
    with pytest.raises(BadgeOfAnotherStop):
        badge_at(stop=market.stops.get(number=1), text=code_of(of_second))
    end_badge(badge=badge, by=make_user())
    with pytest.raises(BadgeEnded):
        badge_at(stop=day.stop, text=code_of(badge))
    for text in ("", "no-such", "\0", "https://example.org/x", "شارة"):
        with pytest.raises(BadgeUnknown):
            badge_at(stop=day.stop, text=text)


def test_nobody_arrives_who_gave_up_its_place_or_on_the_day_of_another(comer: Participation, day: EditionDay) -> None:
    with pytest.raises(DayElsewhere):
        marked(comer, EditionDay.objects.get(stop__edition=make_fair(), day=FIRST_DAY))
    Participation.objects.update(status=ParticipationStatus.WITHDRAWN)
    with pytest.raises(NotComing):
        marked(comer, day)
    with pytest.raises(NotComing):
        note_absence(participation=comer, day=day, by=make_user())
    assert not Arrival.objects.exists()
    assert not Absence.objects.exists()


def test_who_is_missing_is_written_down_once_taken_back_or_arrives_after_all(
    comer: Participation, day: EditionDay
) -> None:
    by = make_user()
    first = note_absence(participation=comer, day=day, by=by)
    assert note_absence(participation=comer, day=day, by=by) == first
    assert presence_of(day) == Presence(all=1, arrived=0, absent=1)
    take_absence_back(participation=comer, day=day, by=by)
    take_absence_back(participation=comer, day=day, by=by)
    assert presence_of(day).awaited == 1
    note_absence(participation=comer, day=day, by=by)
    marked(comer, day)
    assert presence_of(day) == Presence(all=1, arrived=1, absent=0)
    with pytest.raises(CameAlready):
        note_absence(participation=comer, day=day, by=by)
    assert Absence.objects.filter(withdrawn_at__isnull=True).count() == 0


def test_replacing_frees_the_stalls_of_the_days_that_are_left(
    comer: Participation, day: EditionDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cooperatives.clock.today", lambda: FIRST_DAY + timedelta(days=1))
    by = make_user()
    note_absence(participation=comer, day=day, by=by)
    assert replace_participation(participation=comer, day=day, by=by) == []
    comer.refresh_from_db()
    assert comer.status == ParticipationStatus.WITHDRAWN
    assert list(StallAssignment.objects.values_list("day__day", flat=True)) == [FIRST_DAY]
    with pytest.raises(ForbiddenMove):
        replace_participation(participation=comer, day=day, by=by)
    # The day on which it was missing tells it still; the others do not await it.
    assert presence_of(day) == Presence(all=1, arrived=0, absent=1)
    following = EditionDay.objects.get(stop=day.stop, day=FIRST_DAY + timedelta(days=1))
    assert presence_of(following) == Presence(all=0, arrived=0, absent=0)


def test_nobody_is_replaced_who_came_or_is_awaited_again(comer: Participation, day: EditionDay) -> None:
    by = make_user()
    with pytest.raises(NotMissing):
        replace_participation(participation=comer, day=day, by=by)
    note_absence(participation=comer, day=day, by=by)
    marked(comer, EditionDay.objects.select_related("stop__edition").get(stop=day.stop, day=FIRST_DAY + timedelta(1)))
    with pytest.raises(CameAlready):
        replace_participation(participation=comer, day=day, by=by)
    comer.refresh_from_db()
    assert comer.status == ParticipationStatus.CONFIRMED
    assert StallAssignment.objects.filter(participation=comer).exists()


def test_replacing_offers_the_place_to_the_next_of_the_waiting_list() -> None:
    call = announced(make_call())
    first, second = (placed(call, "waiting", waiting_position=number, stalls_wanted=1) for number in (1, 2))
    coming = make_participation(call.stop.edition, make_cooperative())
    mine = placed(call, "confirmed", coming.cooperative, stalls_granted=1, participation=coming)
    Call.objects.filter(pk=call.pk).update(capacity=1)
    day = EditionDay.objects.filter(stop=call.stop).earliest("day")
    with clock.frozen_at(call.stop.starts_at + timedelta(hours=10)):
        note_absence(participation=coming, day=day, by=make_user())
        (offer,) = replace_participation(participation=coming, day=day, by=make_user())
    assert (offer.application, offer.after) == (first, mine)
    assert list(Application.objects.filter(pk__in=[first.pk, second.pk]).order_by("pk").values_list("status")) == [
        ("offered",),
        ("waiting",),
    ]


def test_rules_of_arrivals_and_absences_stand_in_the_database(comer: Participation, day: EditionDay) -> None:
    by, badge = make_user(), badge_of(comer)
    arrived = {"participation": comer, "day": day, "arrived_at": NINE, "recorded_by": by}
    Arrival.objects.create(**arrived, way="hand", key=uuid4())
    with refused_by("arrival_once_a_day"):
        Arrival.objects.create(**arrived, way="hand", key=uuid4())
    for wrong in ({"way": "hand", "badge": badge}, {"way": "scan"}, {"way": "code"}):
        with refused_by("arrival_by_badge_or_by_hand"):
            Arrival.objects.create(**arrived, **wrong, key=uuid4())
    scanned = Arrival.objects.create(**arrived, way="scan", badge=badge, key=uuid4())
    other = make_participation(day.stop.edition, make_cooperative())
    with refused_by("attendance_arrival_key_key"):
        Arrival.objects.create(**arrived | {"participation": other}, way="hand", key=scanned.key)
    Absence.objects.create(participation=comer, day=day, recorded_by=by)
    with refused_by("absence_once_a_day"):
        Absence.objects.create(participation=comer, day=day, recorded_by=by)
    assert (Arrival.objects.count(), Absence.objects.count()) == (2, 1)


def test_days_on_which_something_was_written_down_stay_in_the_dates(day: EditionDay, edition: Edition) -> None:
    last = EditionDay.objects.filter(stop=day.stop).latest("day")
    count_visitors(day=last, zone="", hour=10, people=5, by=make_user())
    values = {"ends_at": day.stop.ends_at - timedelta(days=1)}
    with pytest.raises(DaysTold) as refusal:
        edit_edition(edition_id=edition.pk, values=values, by=make_user())
    assert refusal.value.days == [last.day]
    VisitorCount.objects.all().delete()
    edit_edition(edition_id=edition.pk, values=values, by=make_user())
    assert not EditionDay.objects.filter(pk=last.pk).exists()


# The list at the desk.


def test_desk_marks_by_badge_and_by_hand_and_says_who_came_already(
    comer: Participation, day: EditionDay, edition: Edition, desk: Client
) -> None:
    badge = badge_of(comer)
    page = send(desk, url("day-badge", edition), day, badge=badge.public_id)
    assert "Argan" in page.content.decode() or "تعاونية الأركان" in page.content.decode()
    assert Arrival.objects.get().way == ArrivalWay.CODE
    send(desk, url("day-badge", edition), day, badge=code_of(badge))
    assert Arrival.objects.count() == 1
    elsewhere = badge_of(make_participation(make_fair(), make_cooperative()))
    page = send(desk, url("day-badge", edition), day, badge=elsewhere.public_id, back="q=b7")
    # Beside the field, with what was typed and what was searched.
    assert page.status_code == 422
    assert f'value="{elsewhere.public_id}"' in page.content.decode()
    assert (str(page.context["wrong"])[:21], page.context["q"]) == ("هذه الشارة لدورة أخرى", "b7")
    send(desk, url("day-arrived", edition, comer.public_id), day)
    assert set(Arrival.objects.values_list("way", flat=True)) == {"code", "hand"}
    arrival = Arrival.objects.get(way="hand")
    path = url("day-unarrived", edition, comer.public_id, str(arrival.key))
    page = send(desk, path, day)
    assert Arrival.objects.standing().get().way == "code"
    assert "<s>" in page.content.decode()
    other = make_fair()
    assert send(signed_in(make_organiser(other)), path.replace(edition.code, other.code), day).status_code == 404


def test_desk_writes_down_who_is_missing_and_replaces_it(
    comer: Participation, day: EditionDay, edition: Edition, desk: Client
) -> None:
    send(desk, url("day-missing", edition, comer.public_id), day)
    page = desk.get(url("day", edition), {"on": "1-2026-08-03", "show": "absent", "q": "b7"})
    assert [row.pk for row in page.context["rows"]] == [comer.pk]
    send(desk, url("day-awaited", edition, comer.public_id), day)
    assert presence_of(day) == Presence(all=1, arrived=0, absent=0)
    staff = signed_in(make_organiser(edition, role=EditionRole.FIELD_STAFF))
    # Who works on the ground marks; to give a place away is for who answers for the edition.
    assert staff.get(url("day", edition)).status_code == 200
    assert send(staff, url("day-replace", edition, comer.public_id), day).status_code == 404
    send(desk, url("day-replace", edition, comer.public_id), day)
    comer.refresh_from_db()
    assert comer.status == ParticipationStatus.CONFIRMED
    send(desk, url("day-missing", edition, comer.public_id), day)
    send(desk, url("day-replace", edition, comer.public_id), day)
    comer.refresh_from_db()
    assert comer.status == ParticipationStatus.WITHDRAWN
    assert send(desk, url("day-replace", edition, comer.public_id), day).status_code == 200


def test_committee_and_another_edition_see_nothing_of_the_day(
    comer: Participation, day: EditionDay, edition: Edition
) -> None:
    incident = written(day)
    judge = signed_in(make_organiser(edition, role=EditionRole.COMMITTEE))
    for name in ("day", "incidents", "visitors", "workshops", "stands"):
        assert judge.get(url(name, edition)).status_code == 404
    other = make_fair()
    owner = signed_in(make_organiser(other))
    assert owner.get(url("incident-picture", other, incident.public_id)).status_code == 404
    assert send(owner, url("day-arrived", other, comer.public_id), day).status_code == 404
    assert not Arrival.objects.exists()


def test_list_of_a_day_asks_as_much_for_many_as_for_few(day: EditionDay, edition: Edition, desk: Client) -> None:
    for each in make_participants(edition, 2):
        marked(each, day)
    few = questions(desk, url("day", edition))
    for each in make_participants(edition, 22):
        marked(each, day)
    assert questions(desk, url("day", edition)) == few


def test_edition_without_a_day_says_so(edition: Edition, desk: Client) -> None:
    EditionDay.objects.all().delete()
    for name in ("day", "incidents", "visitors", "workshops", "stands"):
        assert desk.get(url(name, edition)).status_code == 200
