"""The tablet's door: taken by one scan, given a book for the evening, and photographs of notebooks."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.test import Client
from PIL import Image

from cooperatives import clock
from cooperatives.jobs.models import Job
from fairs.enrolment import new_secret
from fairs.enums import EditionRole
from fairs.job_handlers import forget_round_photos
from fairs.models import EditionMembership
from fairs.nightly import plan_the_night
from fairs.revenue.declared import NewTotal, declare_total
from fairs.revenue.services import record_sales
from fairs.rounds.models import Tablet, Visit, VisitPhoto
from fairs.rounds.photos import FORGET_PHOTOS
from fairs.rounds.slips import give_out_slips
from fairs.rounds.tablets import MayNotGoRound, invite_tablet
from tests.factories import (
    make_cooperative,
    make_edition,
    make_family,
    make_participation,
    make_product,
    make_stall,
    make_user,
)
from tests.fairs.facts import line, sale
from tests.fairs.rounds import DAY, EVENING, make_enumerator, make_evening, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_evening():
    with clock.frozen_at(EVENING + timedelta(hours=1)):
        yield


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path) -> None:
    private = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"private": private}


def enrol(code: str, token: str):
    return Client().post("/api/round/v1/enrol", {"code": code, "token": token}, content_type="application/json")


class TestEnrolling:
    def test_a_code_is_taken_once_and_the_same_pair_is_answered_again(self) -> None:
        edition = make_edition(starts_on=DAY)
        user = make_user(first_name="Salma")
        EditionMembership.objects.create(user=user, edition=edition, role=EditionRole.FIELD_STAFF)
        tablet, code = invite_tablet(edition=edition, user=user, label="Tablet 2", by=make_user())
        token = new_secret()

        first, again, rival = enrol(code, token), enrol(code, token), enrol(code, new_secret())

        expected = {"tablet": tablet.public_id, "edition": edition.code, "user": "Salma"}
        assert (first.status_code, first.json()) == (200, expected)
        assert (again.status_code, again.json()) == (200, expected)
        assert (rival.status_code, list(rival.json())) == (404, ["detail"])

    def test_an_old_code_is_not_good_any_more(self) -> None:
        edition = make_edition(starts_on=DAY)
        user = make_enumerator(edition).user
        _tablet, code = invite_tablet(edition=edition, user=user, by=user)

        with clock.frozen_at(EVENING + timedelta(hours=26)):
            assert enrol(code, new_secret()).status_code == 404

        assert Tablet.objects.filter(token_digest__isnull=True).count() == 1

    @pytest.mark.parametrize("role", [None, EditionRole.COMMITTEE])
    def test_only_who_works_for_the_edition_gets_a_tablet(self, role: str | None) -> None:
        edition, user = make_edition(starts_on=DAY), make_user()
        if role:
            EditionMembership.objects.create(user=user, edition=edition, role=role)

        with pytest.raises(MayNotGoRound):
            invite_tablet(edition=edition, user=user, by=make_user())

        assert Tablet.objects.count() == 0

    @pytest.mark.parametrize("path", ["book", "visits", "slips"])
    def test_an_unknown_token_opens_nothing(self, path: str) -> None:
        client = Client(headers={"Authorization": f"Bearer {new_secret()}"})
        ask = client.get if path == "book" else client.post
        assert ask(f"/api/round/v1/{path}").status_code == 401


class TestTheBook:
    def test_it_holds_the_stalls_of_the_days_that_have_come(self) -> None:
        edition, (stand, other), salma = make_evening(stalls=2)
        stall = make_stall(edition, stand, code="A12")
        stall.zone = "North"
        stall.save()
        make_family("honey")
        product = make_product(cooperative=stand.cooperative, family=make_family("oils"), price="60.00")
        declare_total(total=NewTotal(stand.pk, DAY - timedelta(days=1), Decimal("500.00")), by=None)
        record_sales(facts=[sale(line(stand, "120.00"))])
        salma.send(visit(stand, "850.00"), visit(other, None, outcome="absent"))
        give_out_slips(edition=edition, first=1, last=50, participation=stand, by=salma.user)

        book = salma.get("book").json()

        assert [day["day"] for day in book["days"]] == ["2026-08-03"]
        first, second = book["places"]
        assert first == {
            "participation": stand.public_id,
            "name": {language: getattr(stand.cooperative, f"name_{language}") for language in ("ar", "fr", "en")},
            "kind": "cooperative",
            "stall": "A12",
            "zone": "North",
            "day": "2026-08-03",
            "families": ["oils"],
            "usual": "500.00",
            "known": {"itemised": "120.00", "declared": "850.00", "visited": "told", "by": "Salma"},
        }
        assert (second["stall"], second["known"]["visited"], second["known"]["declared"]) == (None, "absent", None)
        assert {family["code"] for family in book["families"]} >= {"oils", "honey"}
        assert book["slip_books"] == [{"first": 1, "last": 50, "participation": stand.public_id}]
        assert [(row["id"], row["participation"], row["price"]) for row in book["products"]] == [
            (product.public_id, stand.public_id, "60.00")
        ]
        assert set(book["who_sees"]) == {"ar", "fr", "en"}
        assert book["edition"]["cut_off"] == "04:00"

    def test_what_a_participation_listed_goes_before_all_that_is_on_sale(self) -> None:
        edition, _stalls, salma = make_evening(stalls=0)
        cooperative = make_cooperative()
        listed, _other = (make_product(cooperative=cooperative) for _ in range(2))
        make_participation(edition, cooperative, products=[listed])

        assert [row["id"] for row in salma.get("book").json()["products"]] == [listed.public_id]

    def test_who_withdrew_is_not_visited(self) -> None:
        _edition, (stand,), salma = make_evening()
        type(stand).objects.update(status="withdrawn")

        assert salma.get("book").json()["places"] == []

    def test_it_takes_the_same_queries_for_a_stall_and_for_thirty(self, django_assert_max_num_queries) -> None:
        edition, _stalls, salma = make_evening(stalls=30)
        for number in range(5):
            make_product(cooperative=make_participation(edition, make_cooperative()).cooperative)
            give_out_slips(edition=edition, first=number * 10 + 1, last=number * 10 + 9, by=salma.user)

        with django_assert_max_num_queries(18):
            book = salma.get("book").json()

        assert len(book["places"]) == 35


def picture(**given) -> bytes:
    """A JPEG with the place where it was taken."""
    drawn = Image.new("RGB", (2400, 1200), "white")
    exif = Image.Exif()
    exif[0x010F] = "Maker of the telephone"
    exif[0x8825] = {1: "N", 2: (30.0, 25.0, 0.0)}
    file = BytesIO()
    drawn.save(file, "JPEG", exif=exif, **given)
    return file.getvalue()


class TestPhotos:
    def test_a_photo_is_kept_privately_without_what_the_telephone_wrote(self) -> None:
        _edition, (stand,), salma = make_evening()
        sent = visit(stand, photo=True)
        salma.send(sent)

        first = salma.put_photo(sent["id"], picture())
        again = salma.put_photo(sent["id"], picture(quality=30))

        assert (first.status_code, again.status_code) == (204, 204)
        photo = VisitPhoto.objects.get()
        with storages["private"].open(photo.file) as kept, Image.open(kept) as image:
            assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (2000, 1000), {})
        assert len(storages["private"].listdir("rounds")[1]) == 1

    @pytest.mark.parametrize("content", [b"", b"<svg/>", b"\xff\xd8\xff\xe0 broken", b"GIF89a"])
    def test_what_is_no_picture_is_refused(self, content: bytes) -> None:
        _edition, (stand,), salma = make_evening()
        sent = visit(stand, photo=True)
        salma.send(sent)

        assert salma.put_photo(sent["id"], content).status_code == 400
        assert VisitPhoto.objects.count() == 0

    def test_a_photo_that_is_too_big_is_refused(self) -> None:
        _edition, (stand,), salma = make_evening()
        sent = visit(stand, photo=True)
        salma.send(sent)

        assert salma.put_photo(sent["id"], b"\xff" * (2 * 1024 * 1024 + 1)).status_code == 413

    def test_a_photo_of_another_tablets_visit_is_not_found(self) -> None:
        edition, (stand,), salma = make_evening()
        sent = visit(stand, photo=True)
        salma.send(sent)

        assert make_enumerator(edition).put_photo(sent["id"], picture()).status_code == 404
        assert salma.put_photo(str(uuid4()), picture()).status_code == 404
        assert VisitPhoto.objects.count() == 0

    def test_old_photos_are_forgotten_at_night_and_their_visits_stay(self, settings) -> None:
        settings.ROUND_PHOTO_DAYS = 90
        _edition, (stand, other), salma = make_evening(stalls=2)
        old, new = visit(stand, photo=True), visit(other, photo=True)
        salma.send(old, new)
        salma.put_photo(old["id"], picture())
        with clock.frozen_at(EVENING + timedelta(days=50)):
            salma.put_photo(new["id"], picture())

        with clock.frozen_at(EVENING + timedelta(days=100)):
            plan_the_night()
            forget_round_photos(Job.objects.get(kind=FORGET_PHOTOS))

        assert [str(photo.visit_id) for photo in VisitPhoto.objects.all()] == [new["id"]]
        assert len(storages["private"].listdir("rounds")[1]) == 1
        assert Visit.objects.count() == 2
