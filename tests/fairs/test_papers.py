"""The papers of a stop: what stands on them, in which language, for whom, and how long ones are made."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from cooperatives.idempotency import FIELD, new_token
from cooperatives.identifiers import new_public_id
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from fairs.applications.models import Application
from fairs.attendance.badges import code_of, end_badge, make_badges, name_badges, public_id_in
from fairs.attendance.models import Badge
from fairs.calls.enums import BodyKind, BodyPart
from fairs.calls.models import Call, EditionBody, OrganisingBody
from fairs.enums import EditionRole, ParticipationStatus
from fairs.models import Edition, Participation, Stop
from fairs.papers import printing
from fairs.papers.contents import paper_of
from fairs.papers.kinds import PaperKind
from fairs.papers.printing import PRINT_PAPER, file_of
from tests.constraints import refused_by
from tests.factories import make_cooperative, make_family, make_participation, make_product, make_stall, make_user
from tests.fairs.organisers import make_fair, make_organiser, make_participants, questions, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Edition:
    return make_fair(name_ar="معرض الجهة", name_fr="Salon de la région")


@pytest.fixture
def stop(edition: Edition) -> Stop:
    return Stop.objects.select_related("edition", "commune", "region").get(edition=edition)


@pytest.fixture
def desk(edition: Edition) -> Client:
    return signed_in(make_organiser(edition))


def coming(edition: Edition, *, people: int = 2, code: str = "", **given: Any) -> Participation:
    """A participation with so many people, at the stall `code` where one is named."""
    participation = make_participation(edition, make_cooperative(**given))
    Participation.objects.filter(pk=participation.pk).update(people=people)
    if code:
        make_stall(edition, participation, code=code)
    participation.refresh_from_db()
    return participation


def asked(participation: Participation, **needs: Any) -> Application:
    """What the participant had asked for while its call was open."""
    moment = clock.now()
    stop, user = participation.stop, make_user()
    call, _ = Call.objects.get_or_create(
        stop=stop,
        defaults={
            "opens_at": moment - timedelta(days=1),
            "closes_at": moment + timedelta(days=1),
            "announces_at": moment + timedelta(days=2),
            "confirm_by": moment + timedelta(days=3),
            "capacity": 10,
            "opened_at": moment,
            "opened_by": user,
        },
    )
    return Application.objects.create(
        call=call, cooperative=participation.cooperative, status="sent", sent_at=moment, begun_by=user, **needs
    )


def paper_url(edition: Edition, kind: str, language: str = "ar") -> str:
    return reverse("organiser:paper", args=[edition.code, 1, kind]) + f"?language={language}"


class TestBadges:
    def test_each_person_gets_one_and_asking_again_makes_only_what_is_missing(
        self, edition: Edition, stop: Stop
    ) -> None:
        participation, by = coming(edition, people=2), make_user()
        assert make_badges(stop=stop, by=by) == 2
        first = list(Badge.objects.values_list("public_id", flat=True))
        Participation.objects.filter(pk=participation.pk).update(people=3)
        assert make_badges(stop=stop, by=by) == 1
        assert make_badges(stop=stop, by=by) == 0
        assert list(Badge.objects.order_by("number").values_list("public_id", flat=True))[:2] == first

    def test_who_does_not_come_gets_none(self, edition: Edition, stop: Stop) -> None:
        participation = coming(edition)
        Participation.objects.filter(pk=participation.pk).update(status=ParticipationStatus.WITHDRAWN)
        assert make_badges(stop=stop, by=make_user()) == 0

    def test_a_lost_one_ends_and_the_next_number_keeps_the_name(self, edition: Edition, stop: Stop) -> None:
        participation, by = coming(edition, people=1), make_user()
        make_badges(stop=stop, by=by)
        name_badges(participation=participation, names={1: "Fadma Aït"}, by=by)
        end_badge(badge=Badge.objects.get(), by=by)
        end_badge(badge=Badge.objects.get(number=1), by=by)
        assert [(each.number, each.name, each.ended_at is None) for each in Badge.objects.order_by("number")] == [
            (1, "Fadma Aït", False),
            (2, "Fadma Aït", True),
        ]

    def test_a_number_is_given_once(self, edition: Edition) -> None:
        participation = coming(edition)
        Badge.objects.create(participation=participation, number=1)
        with refused_by("badge_number_once"):
            Badge.objects.create(participation=participation, number=1)

    def test_its_code_is_told_from_other_codes(self, edition: Edition) -> None:
        badge = Badge(participation=coming(edition), number=1)
        assert public_id_in(code_of(badge)) == badge.public_id
        assert public_id_in(f" {badge.public_id} ") == badge.public_id
        assert public_id_in("https://example.org/x") == ""


class TestContents:
    def test_an_invitation_says_where_when_and_what_to_bring_in_both_languages(
        self, edition: Edition, stop: Stop
    ) -> None:
        participation = coming(edition, code="A7", name_ar="تعاونية تافراوت", name_fr="Coopérative Tafraout")
        call = asked(participation).call
        Call.objects.filter(pk=call.pk).update(what_to_bring_ar="الأواني", what_to_bring_fr="La vaisselle")
        body = OrganisingBody.objects.create(kind=BodyKind.REGION, name_ar="مجلس الجهة", name_fr="Conseil régional")
        EditionBody.objects.create(edition=edition, body=body, part=BodyPart.LEADS)
        (page,) = paper_of(stop, PaperKind.INVITATIONS, "fr").given["pages"]
        assert (page["ar"]["name"], page["fr"]["name"]) == ("تعاونية تافراوت", "Coopérative Tafraout")
        assert (page["ar"]["signed"], page["fr"]["signed"]) == (["مجلس الجهة"], ["Conseil régional"])
        assert "A7" in [value for _, value in page["fr"]["facts"]]
        assert "La vaisselle" in page["fr"]["notes"][0]

    def test_lists_of_lodging_and_transport_hold_only_those_who_asked(self, edition: Edition, stop: Stop) -> None:
        asked(coming(edition, name_fr="Avec lit"), lodging_for=2, people=3)
        asked(coming(edition, name_fr="Avec camion"), needs_transport=True, needs="Dix caisses")
        lodging = paper_of(stop, PaperKind.LODGING, "fr")
        transport = paper_of(stop, PaperKind.TRANSPORT, "fr")
        assert [row[0] for row in lodging.given["sheets"][0]["rows"]] == ["Avec lit"]
        assert [value for _, value in lodging.given["sheets"][0]["sums"]] == ["2"]
        assert [row[0] for row in transport.given["sheets"][0]["rows"]] == ["Avec camion"]
        assert transport.given["sheets"][0]["rows"][0][4] == "Dix caisses"

    def test_the_gate_list_names_each_food_product_with_its_number(self, edition: Edition, stop: Stop) -> None:
        participation = coming(edition, code="B2")
        food = make_product(cooperative=participation.cooperative, family=make_family("honey", legal_kind="food"))
        craft = make_product(cooperative=participation.cooperative, family=make_family("rugs", legal_kind="craft"))
        participation.listings.create(product=food)
        participation.listings.create(product=craft)
        rows = paper_of(stop, PaperKind.ONSSA, "fr").given["sheets"][0]["rows"]
        assert [(row[0], row[4].strip("\u2066\u2069")) for row in rows] == [("B2", food.onssa_number)]

    def test_attendance_has_a_sheet_for_each_day(self, edition: Edition, stop: Stop) -> None:
        coming(edition)
        paper = paper_of(stop, PaperKind.ATTENDANCE, "fr")
        assert [sheet["title"] for sheet in paper.given["sheets"]] == [
            "lundi 3 août 2026",
            "mardi 4 août 2026",
            "mercredi 5 août 2026",
        ]
        assert paper.count == 3

    def test_the_sign_of_a_shared_stall_names_all_who_stand_there(self, edition: Edition, stop: Stop) -> None:
        first, second = coming(edition, name_fr="Une"), coming(edition, name_fr="Deux")
        make_stall(edition, first, second, code="P1", is_shared=True)
        (page,) = paper_of(stop, PaperKind.STALL_SIGNS, "ar").given["pages"]
        assert (page["number"], [one["fr"]["name"] for one in page["names"]]) == ("P1", ["Une", "Deux"])

    def test_only_who_confirmed_gets_a_certificate(self, edition: Edition, stop: Stop) -> None:
        coming(edition, name_fr="Vient")
        invited = coming(edition, name_fr="Invitée")
        Participation.objects.filter(pk=invited.pk).update(status=ParticipationStatus.INVITED)
        pages = paper_of(stop, PaperKind.CERTIFICATES, "ar").given["pages"]
        assert [page["fr"]["name"] for page in pages] == ["Vient"]


class TestPages:
    @pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind != PaperKind.CERTIFICATES])
    def test_each_paper_comes_as_pdf(self, desk: Client, edition: Edition, stop: Stop, kind: PaperKind) -> None:
        participation = coming(edition, code="A1")
        asked(participation, lodging_for=1, needs_transport=True)
        family = make_family("honey", legal_kind="food")
        participation.listings.create(product=make_product(cooperative=participation.cooperative, family=family))
        make_badges(stop=stop, by=make_user())
        answer = desk.get(paper_url(edition, kind, "fr"))
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert b"".join(answer).startswith(b"%PDF")

    def test_certificates_wait_for_the_doors_to_close(self, desk: Client, edition: Edition, stop: Stop) -> None:
        coming(edition)
        url = paper_url(edition, PaperKind.CERTIFICATES)
        with clock.frozen_at(stop.ends_at - timedelta(minutes=1)):
            assert desk.get(url).status_code == 302
        with clock.frozen_at(stop.ends_at):
            assert desk.get(url).status_code == 200

    def test_a_long_paper_is_made_by_the_worker_and_a_changed_one_anew(
        self, desk: Client, edition: Edition, stop: Stop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(printing, "AT_ONCE", 1)
        for name in (new_public_id(), new_public_id()):
            coming(edition, name_fr=name)
        url = paper_url(edition, PaperKind.INVITATIONS)
        assert b"<progress" in desk.get(url).content
        assert desk.get(url).status_code == 200
        assert Job.objects.filter(kind=PRINT_PAPER).count() == 1
        run_due()
        assert desk.get(url)["Content-Type"] == "application/pdf"
        coming(edition)
        assert b"<progress" in desk.get(url).content
        assert Job.objects.filter(kind=PRINT_PAPER).count() == 2

    def test_a_paper_that_was_given_up_is_tried_again_when_asked_for(
        self, desk: Client, edition: Edition, stop: Stop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(printing, "AT_ONCE", 0)
        coming(edition, name_fr=new_public_id())
        url = paper_url(edition, PaperKind.INVITATIONS)
        desk.get(url)
        key = file_of(stop, PaperKind.INVITATIONS, "ar").key
        Job.objects.filter(key=key).update(attempts=Job.MAX_ATTEMPTS, last_error="no room")
        desk.get(url)
        assert Job.objects.get(key=key).attempts == 0

    def test_names_are_written_and_a_lost_badge_is_ended(self, desk: Client, edition: Edition, stop: Stop) -> None:
        coming(edition, people=1)
        desk.post(reverse("organiser:make-badges", args=[edition.code, 1]), {FIELD: new_token()})
        badge = Badge.objects.get()
        page = reverse("organiser:badges", args=[edition.code, 1])
        desk.post(page, {badge.public_id: " Aïcha ", FIELD: new_token()})
        badge.refresh_from_db()
        assert badge.name == "Aïcha"
        desk.post(reverse("organiser:end-badge", args=[edition.code, 1, badge.public_id]), {FIELD: new_token()})
        assert [each.number for each in Badge.objects.filter(ended_at__isnull=True)] == [2]

    def test_neither_the_committee_nor_strangers_see_them(self, edition: Edition, stop: Stop) -> None:
        coming(edition)
        for user in (make_organiser(edition, role=EditionRole.COMMITTEE), make_organiser(make_fair())):
            client = signed_in(user)
            assert client.get(reverse("organiser:papers", args=[edition.code])).status_code == 404
            assert client.get(paper_url(edition, PaperKind.BADGES)).status_code == 404

    def test_the_list_asks_as_much_for_two_as_for_twenty(self, desk: Client, edition: Edition) -> None:
        url = reverse("organiser:papers", args=[edition.code])
        make_participants(edition, 2)
        few = questions(desk, url)
        make_participants(edition, 18)
        assert questions(desk, url) == few
