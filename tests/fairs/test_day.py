"""The day itself, at the desk: who came, who did not and who comes instead, incidents, visitors, workshops, stands."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from cooperatives import clock
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.audit.services import ForbiddenMove
from cooperatives.idempotency import FIELD, new_token
from cooperatives.jobs.models import Job
from fairs.applications.models import Application
from fairs.attendance.badges import code_of, end_badge, make_badges
from fairs.attendance.beside import (
    add_stand,
    cancel_workshop,
    count_visitors,
    count_workshop,
    end_stand,
    plan_workshop,
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
    NotCounted,
    NotMissing,
    StallNotFree,
)
from fairs.attendance.forgetting import FORGET_PICTURES, forget_pictures
from fairs.attendance.incidents import reopen_incident, report_incident, solve_incident
from fairs.attendance.models import Absence, Arrival, Badge, Incident, InstitutionalStand, VisitorCount, Workshop
from fairs.attendance.selectors import Presence, presence_of, visitors_of, workshop_sums
from fairs.attendance.services import (
    Marked,
    badge_at,
    mark_arrival,
    note_absence,
    replace_participation,
    take_absence_back,
    take_arrival_back,
)
from fairs.calls.models import Call
from fairs.enums import EditionRole, ParticipationStatus
from fairs.job_handlers import forget_incident_pictures
from fairs.models import Edition, EditionDay, Participation, Stall, StallAssignment
from fairs.nightly import plan_the_night
from fairs.services import DaysTold, edit_edition
from tests.constraints import refused_by
from tests.factories import make_cooperative, make_participation, make_stall, make_user
from tests.fairs.calling import announced, make_call, placed
from tests.fairs.closing_world import make_at, make_market
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


def url(name: str, edition: Edition, *more: str) -> str:
    return reverse(f"organiser:{name}", args=[edition.code, *more])


def send(client: Client, address: str, day: EditionDay, **given: Any) -> Any:
    """A form of the day, as a browser sends it."""
    on = f"{day.stop.number}-{day.day.isoformat()}"
    return client.post(address, {FIELD: new_token(), "on": on} | given, follow=True)


def marked(comer: Participation, day: EditionDay, *, badge: Badge | None = None, **given: Any) -> Marked:
    way = ArrivalWay.SCAN if badge else ArrivalWay.HAND
    given = {"key": uuid4(), "by": make_user()} | given
    return mark_arrival(participation=comer, day=day, way=way, badge=badge, **given)


def badge_of(comer: Participation) -> Badge:
    make_badges(stop=comer.stop, by=make_user())
    return Badge.objects.filter(participation=comer).latest("number")


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
    assert (str(page.context["wrong"])[:32], page.context["q"]) == ("This badge is of another edition", "b7")
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


# Incidents.


def written(day: EditionDay, **given: Any) -> Incident:
    values = {"kind": "power", "stall": None, "text": "انقطع الكهرباء"}
    return report_incident(day=day, values=values, **({"key": uuid4(), "by": make_user()} | given))


def photo() -> bytes:
    file = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Telephone of somebody"
    Image.new("RGB", (640, 480), (200, 120, 40)).save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_incident_is_written_once_solved_and_opened_again(day: EditionDay) -> None:
    by, key = make_user(), uuid4()
    incident = written(day, key=key)
    assert written(day, key=key) == incident
    solve_incident(incident_id=incident.pk, solution="مولد جديد", by=by)
    with pytest.raises(ForbiddenMove):
        solve_incident(incident_id=incident.pk, solution="again", by=by)
    assert reopen_incident(incident_id=incident.pk, by=by).status == "open"
    with pytest.raises(ForbiddenMove):
        reopen_incident(incident_id=incident.pk, by=by)
    moves = StatusChange.objects.filter(subject_type="attendance.incident").order_by("pk")
    assert list(moves.values_list("old_status", "new_status")) == [("", "open"), ("open", "solved"), ("solved", "open")]
    # What happened may name who is hurt: the log does not hold it.
    assert not AuditEntry.objects.filter(after__icontains="الكهرباء").exists()
    with refused_by("incident_says_what_happened"):
        Incident.objects.filter(pk=incident.pk).update(text="")


def test_picture_of_an_incident_comes_without_traces_and_is_shown_to_who_may(
    day: EditionDay, edition: Edition, desk: Client
) -> None:
    sent = SimpleUploadedFile("IMG_1.jpg", photo(), "image/jpeg")
    given = {"kind": "damage", "text": "Tente déchirée"}
    # The day is past: at what time must be said, and half past midnight belongs to it.
    page = send(desk, url("incidents", edition), day, **given)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["at"])
    page = send(desk, url("incidents", edition), day, **given, at="00:30", picture=sent)
    assert page.status_code == 200
    incident = Incident.objects.get()
    assert incident.happened_at == datetime(2026, 8, 3, 23, 30, tzinfo=UTC)
    with storages["private"].open(incident.picture) as kept, Image.open(kept) as image:
        assert (image.format, image.size, len(image.getexif())) == ("JPEG", (640, 480), 0)
    shown = desk.get(url("incident-picture", edition, incident.public_id))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert shown.close() is None


def test_incident_refused_keeps_what_was_typed(day: EditionDay, edition: Edition, desk: Client) -> None:
    broken = SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg")
    page = send(desk, url("incidents", edition), day, kind="water", text="Plus d'eau", at="10:00", picture=broken)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["picture"]
    assert "Plus d&#x27;eau" in page.content.decode()
    incident = written(day)
    page = send(desk, url("solve-incident", edition, incident.public_id), day, solution="")
    assert (page.status_code, page.context["solving"]) == (422, incident.pk)
    send(desk, url("solve-incident", edition, incident.public_id), day, solution="Réparé")
    incident.refresh_from_db()
    assert (incident.status, incident.solution) == ("solved", "Réparé")
    send(desk, url("reopen-incident", edition, incident.public_id), day)
    incident.refresh_from_db()
    assert incident.status == "open"


def test_pictures_of_incidents_are_forgotten_at_night_and_what_happened_stays(
    day: EditionDay, settings: Any, tmp_path: Path
) -> None:
    settings.STORAGES = settings.STORAGES | {
        "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    }
    by = make_user()
    with clock.frozen_at(NINE):
        solved, still_open = written(day, picture=photo()), written(day, picture=photo())
        solve_incident(incident_id=solved.pk, solution="Réparé", by=by)
    with clock.frozen_at(NINE + timedelta(days=60)):
        young = written(day, picture=photo())
        solve_incident(incident_id=young.pk, solution="Réparé", by=by)
    left = storages["private"].save("incidents/left.jpg", ContentFile(b"of nobody"))
    with clock.frozen_at(NINE + timedelta(days=100)):
        plan_the_night()
        forget_incident_pictures(Job.objects.get(kind=FORGET_PICTURES))
    kept = {row.pk: bool(row.picture) for row in Incident.objects.all()}
    assert kept == {solved.pk: False, still_open.pk: True, young.pk: True}
    assert AuditEntry.objects.get(action="incident.forget_picture").subject_id == str(solved.pk)
    assert len(storages["private"].listdir("incidents")[1]) == 3
    # What was left behind goes once it is a day old, what was never solved after a year.
    with clock.frozen_at(max(clock.now(), NINE + timedelta(days=366)) + timedelta(days=2)):
        assert forget_pictures() == 2
    assert storages["private"].listdir("incidents")[1] == []
    assert not storages["private"].exists(left)
    assert Incident.objects.exclude(text="").count() == 3


# Visitors, workshops, institutions.


def test_visitors_counted_again_replace_the_number_and_are_summed(
    day: EditionDay, edition: Edition, desk: Client
) -> None:
    by = make_user()
    for zone, hour, people in (("A", 10, 120), ("A", 11, 80), ("B", 10, 40), ("A", 10, 100)):
        count_visitors(day=day, zone=zone, hour=hour, people=people, by=by)
    table = visitors_of(day)
    assert (table.totals, table.total) == ([("A", 180), ("B", 40)], 220)
    assert [(row["hour"], row["total"]) for row in table.rows] == [(10, 140), (11, 80)]
    change = AuditEntry.objects.get(action="visitorcount.change")
    assert (change.before["people"], change.after["people"]) == (120, 100)
    # Who counted the whole ground did not count other people than who counted a zone of it.
    count_visitors(day=day, zone="", hour=11, people=90, by=by)
    count_visitors(day=day, zone="A", hour=1, people=5, by=by)
    assert (visitors_of(day).total, [row["hour"] for row in visitors_of(day).rows]) == (235, [10, 11, 1])
    wrong = {"zone": "A", "hour": "1", "people": "", "is_wrong": "on"}
    Stall.objects.create(edition=edition, code="Z1", zone="A")
    send(desk, url("visitors", edition), day, **wrong)
    assert not VisitorCount.objects.filter(hour=1).exists()
    assert AuditEntry.objects.get(action="visitorcount.delete").before["people"] == 5
    assert send(desk, url("visitors", edition), day, zone="", hour="13", people="").status_code == 422
    send(desk, url("visitors", edition), day, zone="", hour="12", people="٣٠")
    assert VisitorCount.objects.get(zone="", hour=12).people == 30
    assert send(desk, url("visitors", edition), day, zone="", hour="12", people="-1").status_code == 422
    with refused_by("visitorcount_once_an_hour"):
        VisitorCount.objects.create(day=day, zone="A", hour=10, people=1, counted_by=by)
    with refused_by("visitorcount_hour_of_a_day"):
        VisitorCount.objects.create(day=day, zone="A", hour=24, people=1, counted_by=by)


def workshop(day: EditionDay, **given: Any) -> Workshop:
    values = {"kind": "training", "title": "التسويق", "starts_at": NINE, "ends_at": TEN}
    return plan_workshop(stop=day.stop, values=values | given, by=make_user())


def test_workshops_are_counted_and_summed_and_a_called_off_one_is_not(day: EditionDay) -> None:
    by = make_user()
    first, second, third = workshop(day), workshop(day), workshop(day)
    count_workshop(workshop_id=first.pk, people=20, women=15, young=8, by=by)
    count_workshop(workshop_id=first.pk, people=22, women=15, young=8, by=by)
    count_workshop(workshop_id=second.pk, people=10, women=0, young=10, by=by)
    assert workshop_sums([day.stop_id]) == {"counted": 2, "people": 32, "women": 15, "young": 18}
    with pytest.raises(NotCounted):
        cancel_workshop(workshop_id=first.pk, by=by)
    cancel_workshop(workshop_id=third.pk, by=by)
    assert cancel_workshop(workshop_id=third.pk, by=by).cancelled_at
    with pytest.raises(NotCounted):
        count_workshop(workshop_id=third.pk, people=1, women=1, young=1, by=by)
    assert workshop_sums([]) == {"counted": 0, "people": 0, "women": 0, "young": 0}
    with refused_by("workshop_begins_before_it_ends"):
        workshop(day, starts_at=TEN, ends_at=NINE)
    for wrong in ({"women": 23}, {"young": 23}, {"people": None}, {"women": None}):
        with refused_by("workshop_counts_within_people"):
            Workshop.objects.filter(pk=first.pk).update(**wrong)


def test_desk_plans_a_workshop_and_writes_down_who_came(day: EditionDay, edition: Edition, desk: Client) -> None:
    given = {"kind": "workshop", "title": "Emballage", "starts_at": "2026-08-03T15:00", "ends_at": "2026-08-03T14:00"}
    page = send(desk, url("workshops", edition), day, **given)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["ends_at"])
    page = send(desk, url("workshops", edition), day, **given | {"starts_at": "2025-08-03T15:00"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["starts_at"])
    send(desk, url("workshops", edition), day, **given | {"ends_at": "2026-08-03T16:30"})
    planned = Workshop.objects.get()
    change = url("change-workshop", edition, planned.public_id)
    assert 'value="Emballage"' in desk.get(change).content.decode()
    later = given | {"starts_at": "2026-08-04T15:00", "ends_at": "2026-08-04T16:30"}
    assert send(desk, change, day, **later | {"title": ""}).status_code == 422
    send(desk, change, day, **later)
    planned.refresh_from_db()
    assert planned.starts_at == datetime(2026, 8, 4, 14, 0, tzinfo=UTC)
    page = send(desk, url("count-workshop", edition, planned.public_id), day, people="5", women="6", young="1")
    assert (page.status_code, list(page.context["came_form"].errors)) == (422, ["women"])
    send(desk, url("count-workshop", edition, planned.public_id), day, people="7", women="6", young="1")
    planned.refresh_from_db()
    assert (planned.people, planned.women, planned.young) == (7, 6, 1)
    send(desk, url("cancel-workshop", edition, planned.public_id), day)
    planned.refresh_from_db()
    assert planned.cancelled_at is None


def test_institution_stands_alone_at_a_stall_kept_for_institutions(
    day: EditionDay, edition: Edition, desk: Client
) -> None:
    kept = Stall.objects.create(edition=edition, code="I1", is_institutional=True)
    plain = make_stall(edition, code="A1")
    given = {"name": "ONSSA", "people": "2"}
    assert send(desk, url("stands", edition), day, **given, stall=plain.code).status_code == 422
    send(desk, url("stands", edition), day, **given, stall=kept.code)
    stand = InstitutionalStand.objects.get()
    assert (stand.name, stand.stall, stand.people) == ("ONSSA", kept, 2)
    for taken in (kept, plain):
        with pytest.raises(StallNotFree):
            add_stand(stop=day.stop, values={"name": "ODCO", "stall": taken}, by=make_user())
    with refused_by("institutionalstand_alone_at_its_stall"):
        InstitutionalStand.objects.create(stop=day.stop, name="ODCO", stall=kept)
    send(desk, url("end-stand", edition, stand.public_id), day)
    stand.refresh_from_db()
    assert stand.ended_at
    assert end_stand(stand_id=stand.pk, by=make_user()).ended_at == stand.ended_at
    add_stand(stop=day.stop, values={"name": "ODCO", "stall": kept}, by=make_user())
