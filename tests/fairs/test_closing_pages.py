"""The desk's pages of closing: who sees them, what a refused form keeps, and the papers of what was closed."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cooperatives import clock
from cooperatives.idempotency import new_token
from cooperatives.jobs.services import run_due
from fairs.attendance.beside import add_stand, count_visitors, count_workshop, plan_workshop
from fairs.attendance.enums import ArrivalWay
from fairs.attendance.incidents import report_incident
from fairs.attendance.services import mark_arrival, note_absence, take_arrival_back
from fairs.closing.models import Closing, SalesCertificate
from fairs.closing.papers import certificates_given, report_given
from fairs.closing.report import report_of
from fairs.closing.services import settle_stop
from fairs.enums import EditionRole
from fairs.models import Edition, EditionDay, PublicSpending, SignedContract
from tests.factories import make_cooperative, make_participation
from tests.fairs.closing_world import AFTER, DAYS, Fair, declare, make_full_fair
from tests.fairs.organisers import make_organiser, questions, sell, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after() -> Iterator[None]:
    with clock.frozen_at(AFTER):
        yield


@pytest.fixture(scope="module")
def made(once_for_all: Callable[[Callable[[], Fair]], Fair]) -> Fair:
    with clock.frozen_at(AFTER):
        return once_for_all(make_full_fair)


@pytest.fixture
def fair(made: Fair) -> Fair:
    return deepcopy(made)


@pytest.fixture
def client(fair: Fair) -> Client:
    return signed_in(make_organiser(fair.edition))


def page_of_stop(language: str = "fr") -> str:
    return f"/{language}/organiser/editions/fair/closing/stops/1/"


def form(**given: str) -> dict[str, str]:
    return {"once": new_token(), "means_it": "on", "note": ""} | given


def test_one_press_closes_a_fair_and_shows_its_papers(client: Client, fair: Fair) -> None:
    once = form(note="Bonne édition")

    answers = [client.post(page_of_stop(), once, follow=True) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert Closing.objects.count() == 2
    assert Closing.objects.get(stop=None).note == "Bonne édition"
    content = answers[0].content.decode()
    # A fair's only stop says the same as the fair: its papers are shown once.
    closing = Closing.objects.get(stop=None)
    assert content.count("/report.pdf") == 1
    assert f"/fr/organiser/editions/fair/closing/{closing.public_id}/report.pdf" in content


def test_box_that_is_not_ticked_closes_nothing(client: Client, fair: Fair) -> None:
    answer = client.post(page_of_stop("en"), {"once": new_token(), "note": "Kept"})

    assert answer.status_code == 422
    assert "Tick this box to close." in answer.content.decode()
    assert 'value="Kept"' in answer.content.decode()
    assert not Closing.objects.exists()


def test_reasons_are_kept_where_one_is_missing(client: Client, fair: Fair) -> None:
    first, second = (make_participation(fair.edition, make_cooperative()) for _ in range(2))

    answer = client.post(page_of_stop("en"), form(**{f"reason-{first.public_id}": "Ill"}))

    content = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Ill"' in content
    assert content.count("Write why, or write down a figure for these days.") >= 1
    assert not Closing.objects.exists()

    reasons = {f"reason-{row.public_id}": "Ill" for row in (first, second)}
    assert client.post(page_of_stop("en"), form(**reasons)).status_code == 302
    assert {row["reason"] for row in Closing.objects.get(stop=None).left_out} == {"Ill"}


def test_page_lists_what_stands_in_the_way_with_links(client: Client, fair: Fair) -> None:
    silent = make_participation(fair.edition, make_cooperative(name_en="Silent ones"))
    with clock.frozen_at(datetime(2026, 8, 5, 20, 0, tzinfo=UTC)):
        content = client.get(page_of_stop("en")).content.decode()
        refused = client.post(page_of_stop("en"), form(**{f"reason-{silent.public_id}": "Ill"}))

    assert "The last day is not over yet" in content
    assert f"?day=2026-08-03&amp;participation={silent.public_id}#write" in content
    assert "Silent ones" in content
    assert refused.status_code == 422
    assert "nothing was closed" in refused.content.decode()
    assert not Closing.objects.exists()


@pytest.mark.parametrize("role", [EditionRole.COMMITTEE, EditionRole.FIELD_STAFF])
def test_only_who_answers_for_the_figures_closes_them(fair: Fair, role: str) -> None:
    client = signed_in(make_organiser(fair.edition, role=role))

    assert client.get("/fr/organiser/editions/fair/closing/").status_code == 200
    assert client.get(page_of_stop()).status_code == 404
    assert client.post(page_of_stop(), form()).status_code == 404
    assert client.post("/fr/organiser/editions/fair/closing/whole/", form()).status_code == 404
    assert not Closing.objects.exists()


def test_papers_of_another_edition_are_not_there(fair: Fair) -> None:
    closing = settle_stop(stop_id=fair.stop.pk, reasons={}, by=fair.by)
    other = make_full_fair(code="other")
    stranger = signed_in(make_organiser(other.edition))

    for address in (f"{closing.public_id}/report.pdf", f"{closing.public_id}/certificates.pdf"):
        for code in ("fair", "other"):
            assert stranger.get(f"/fr/organiser/editions/{code}/closing/{address}").status_code == 404


def test_page_asks_as_many_questions_for_three_as_for_thirty(client: Client, fair: Fair) -> None:
    for _ in range(3):
        make_participation(fair.edition, make_cooperative())
    few = questions(client, page_of_stop())
    for _ in range(27):
        make_participation(fair.edition, make_cooperative())

    assert questions(client, page_of_stop()) == few


# The papers


@pytest.fixture
def closed(fair: Fair) -> Closing:
    silent = make_participation(fair.edition, make_cooperative(name_fr="Silencieuse", name_en="Silent ones"))
    settle_stop(stop_id=fair.stop.pk, reasons={silent.public_id: "Ill"}, note="", by=fair.by)
    SignedContract.objects.create(
        participation=fair.typed,
        kind="contract",
        counterpart="Hotel",
        amount=Decimal("5000.00"),
        signed_on=DAYS[1],
        recorded_by=fair.by,
    )
    PublicSpending.objects.create(
        edition=fair.edition, label="Tents", amount=Decimal("625.13"), source="Invoice 7", recorded_by=fair.by
    )
    with clock.frozen_at(AFTER + timedelta(days=3)):
        sell(fair.typed, "55.00", counts_on=DAYS[1])
    return Closing.objects.get(stop=None)


def test_report_says_each_figure_and_keeps_apart_what_stands_apart(closed: Closing, client: Client) -> None:
    address = f"/en/organiser/editions/fair/closing/{closed.public_id}/report.xlsx"

    book = load_workbook(BytesIO(client.get(address).getvalue()))

    sheets = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    assert ["At stalls, item by item", 280, "22.4%"] in sheets["How it is known"]
    assert sheets["How it is known"][-1][:2] == ["Total", 1250.25]
    assert ["Ba", 0, 600, 0, 70.25, 670.25] in sheets["By cooperative"]
    assert sheets["By cooperative"][-1] == ["Total", 280, 600, 300, 70.25, 1250.25]
    assert sheets["By business day"][-1] == ["Total", 280, 600, 300, 70.25, 1250.25]
    assert ["Silent ones", "3 August, 4 August, 5 August", "Ill"] in sheets["Left out, without a figure"]
    later = sheets["What became known later"]
    assert [(row[0].date(), row[1].date(), *row[2:]) for row in later[1:2]] == [
        (AFTER.date() + timedelta(days=3), DAYS[1], "Alif", 55)
    ]
    assert sheets["Contracts and orders"][1][1:] == ["Alif", "Contract", "Hotel", 5000]
    assert sheets["Public money"][1] == ["Tents", "Invoice 7", 625.13]
    words = [row[1] for row in sheets["In short"]]
    # 1,250.25 that were closed and 55.00 that came later.
    assert any("0.48 dirham" in text and "1,305.25" in text for text in words if text)
    assert any("Of 12 stalls and days" in text or "of 12 stalls and days, 6" in text for text in words if text)


def test_report_tells_who_came_visitors_workshops_and_institutions(closed: Closing, fair: Fair, client: Client) -> None:
    first, second, third = EditionDay.objects.filter(stop=fair.stop).order_by("day")
    for who, day in ((fair.typed, first), (fair.told, first), (fair.typed, second)):
        mark_arrival(participation=who, day=day, way=ArrivalWay.HAND, key=uuid4(), by=fair.by)
    mistaken = mark_arrival(participation=fair.told, day=second, way=ArrivalWay.HAND, key=uuid4(), by=fair.by)
    take_arrival_back(arrival=mistaken.arrival, by=fair.by)
    note_absence(participation=fair.guessed, day=first, by=fair.by)
    for day, zone, hour, people in (
        (first, "A", 10, 120),
        (first, "B", 10, 30),
        (first, "", 11, 75),
        (third, "A", 9, 40),
    ):
        count_visitors(day=day, zone=zone, hour=hour, people=people, by=fair.by)
    times = {"starts_at": fair.stop.starts_at, "ends_at": fair.stop.ends_at}
    for title, came in (("Labels", (20, 15, 8)), ("Prices", (10, 4, 5)), ("Nobody counted", None)):
        held = plan_workshop(stop=fair.stop, values={"kind": "training", "title": title} | times, by=fair.by)
        if came:
            people, women, young = came
            count_workshop(workshop_id=held.pk, people=people, women=women, young=young, by=fair.by)
    add_stand(stop=fair.stop, values={"name": "ONSSA", "people": 2}, by=fair.by)
    report_incident(day=first, values={"kind": "injury", "text": "Somebody by name"}, key=uuid4(), by=fair.by)
    address = f"/en/organiser/editions/fair/closing/{closed.public_id}/report.xlsx"

    book = load_workbook(BytesIO(client.get(address).getvalue()))

    sheets = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    came_by_day = sheets["Who came, day by day"][1:]
    assert [(row[0].date(), *row[2:]) for row in came_by_day] == [(DAYS[0], 4, 2, 1, 1), (DAYS[1], 4, 1, 0, 3)]
    assert [row[2:] for row in sheets["Visitors"][1:]] == [[2, 225], [1, 40], [None, 265]]
    assert sheets["Visitors by zone"][1:] == [["The whole ground", 75], ["A", 160], ["B", 30]]
    assert [row[2] for row in sheets["Trainings and workshops"][1:3]] == ["Labels", "Prices"]
    assert sheets["Trainings and workshops"][-1][4:] == [30, 19, 13]
    assert sheets["Institutions"][1][0] == "ONSSA"
    assert sheets["Incidents"][1] == ["Somebody is hurt or ill", 1, 0]
    # Not its words: they may name who was hurt, and the paper goes far.
    assert "Somebody by name" not in str(sheets)
    assert any("1 other nobody wrote down" in str(row[1]) for row in sheets["In short"])


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_report_is_a_document_in_each_language(closed: Closing, client: Client, language: str) -> None:
    for closing in Closing.objects.all():
        answer = client.get(f"/{language}/organiser/editions/fair/closing/{closing.public_id}/report.pdf")

        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")


def test_report_holds_only_texts_for_the_typesetter(closed: Closing) -> None:
    given = report_given(report_of(closed))

    cells = [cell for section in given["sections"] for row in section["rows"] for cell in row]
    assert {type(cell) for cell in cells} == {str}


def test_figures_of_the_report_are_those_that_were_frozen(closed: Closing) -> None:
    before = report_given(report_of(closed))["sections"][:5]
    Edition.objects.filter(pk=closed.edition_id).update(name_ar="Another name")

    sell(SalesCertificate.objects.get(number=1).participation, "999.00", counts_on=DAYS[0])
    declare(SalesCertificate.objects.get(number=1).participation, DAYS[2], "5000.00")

    assert report_given(report_of(closed))["sections"][:5] == before


def test_all_certificates_come_as_one_file(closed: Closing, client: Client) -> None:
    answer = client.get(f"/fr/organiser/editions/fair/closing/{closed.public_id}/certificates.pdf")

    assert answer.content.startswith(b"%PDF-")
    given = certificates_given(SalesCertificate.objects.order_by("number"))
    assert [page["number"] for page in given["pages"]] == ["fair-0001", "fair-0002", "fair-0003"]


# The certificate by its code


def test_whoever_holds_the_code_sees_what_the_paper_says(closed: Closing) -> None:
    row = SalesCertificate.objects.get(number=2)

    answer = Client().get(f"/fr/certificates/{row.public_id}/")

    content = answer.content.decode()
    assert answer.status_code == 200
    for text in ("fair-0002", "Ba", "600,00", "70,25", "670,25"):
        assert text in content
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_certificate_is_printed_in_both_languages(closed: Closing) -> None:
    row = SalesCertificate.objects.get(number=1)

    answer = Client().get(reverse("certificate:pdf", args=[row.public_id]))

    (page,) = certificates_given([row])["pages"]
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="fair-0001.pdf"'
    assert page["link"].endswith(f"/ar/certificates/{row.public_id}/")
    assert page["qr"].startswith("<svg")
    assert [page[language]["sums"][-1][1] for language in ("ar", "fr")] == ["280,00\u00a0درهم", "280,00\u00a0DH"]


@pytest.mark.parametrize("code", ["x" * 12, "2" * 12, "0"])
def test_code_that_was_never_given_is_not_there(closed: Closing, code: str) -> None:
    assert Client().get(f"/fr/certificates/{code}/").status_code == 404
    assert Client().get(f"/fr/certificates/{code}/certificate.pdf").status_code == 404


# All certificates, made by the worker


@pytest.fixture
def _private(settings, tmp_path) -> None:
    private = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "private": private}


@pytest.mark.usefixtures("_private")
def test_many_certificates_are_made_by_the_worker_while_the_page_says_how_far(
    closed: Closing, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fairs.organiser.views.closing.AT_ONCE", 2)
    monkeypatch.setattr("fairs.closing.printing.TOLD_EVERY", 1)
    place = f"/en/organiser/editions/fair/closing/{closed.public_id}"

    waiting = client.get(f"{place}/certificates.pdf")
    assert waiting.status_code == 202
    assert "0 of 3" in waiting.content.decode()
    run_due()

    ready = client.get(f"{place}/printing/", headers={"HX-Request": "true"}).content.decode()
    assert "The certificates are there" in ready
    assert cache.get(f"closing.print_certificates:{closed.pk}") == 3
    file = client.get(f"{place}/certificates.pdf")
    assert (file.status_code, file.getvalue()[:5]) == (200, b"%PDF-")


@pytest.mark.usefixtures("_private")
def test_certificates_whose_making_failed_are_tried_again(
    closed: Closing, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fairs.organiser.views.closing.AT_ONCE", 2)
    with monkeypatch.context() as broken:
        broken.setattr("fairs.closing.printing.certificates_pdf", None)
        run_due()
    address = f"/en/organiser/editions/fair/closing/{closed.public_id}/certificates.pdf"

    assert "tried again by itself" in client.get(address).content.decode()
    with clock.frozen_at(AFTER + timedelta(hours=1)):
        run_due()
    assert client.get(address).status_code == 200


def test_one_reason_does_for_all_that_have_none_of_their_own(client: Client, fair: Fair) -> None:
    first, *others = (make_participation(fair.edition, make_cooperative()) for _ in range(4))

    sent = form(same_reason="Storm on all days", **{f"reason-{first.public_id}": "Ill"})

    assert client.post(page_of_stop("en"), sent).status_code == 302
    reasons = {row["participation"]: row["reason"] for row in Closing.objects.get(stop=None).left_out}
    assert reasons == {first.public_id: "Ill"} | {row.public_id: "Storm on all days" for row in others}
