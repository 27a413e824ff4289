"""What happens beside the stalls of a day: incidents, visitors, workshops, institutional stands."""

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
from PIL import Image

from cooperatives import clock
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.audit.services import ForbiddenMove
from cooperatives.jobs.models import Job
from fairs.attendance.beside import (
    add_stand,
    cancel_workshop,
    count_visitors,
    count_workshop,
    end_stand,
    plan_workshop,
)
from fairs.attendance.exceptions import (
    NotCounted,
    StallNotFree,
)
from fairs.attendance.forgetting import FORGET_PICTURES, forget_pictures
from fairs.attendance.incidents import reopen_incident, solve_incident
from fairs.attendance.models import Incident, InstitutionalStand, VisitorCount, Workshop
from fairs.attendance.selectors import visitors_of, workshop_sums
from fairs.job_handlers import forget_incident_pictures
from fairs.models import Edition, EditionDay, Stall
from fairs.nightly import plan_the_night
from tests.constraints import refused_by
from tests.factories import make_stall, make_user
from tests.fairs.on_the_day import send, url, written
from tests.fairs.organisers import FIRST_DAY, make_fair, make_organiser, signed_in

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
def desk(edition: Edition) -> Client:
    return signed_in(make_organiser(edition))


# Incidents.


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
