"""Sessions and cash reports (Z) in the desk: sums, gaps, closing what was forgotten, late sales beside."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.html import escape
from openpyxl import load_workbook

from cooperatives import clock
from cooperatives.idempotency import new_token
from fairs.templatetags.clock_words import clock_words
from fairs.tills.closing import close_session_from_desk
from fairs.tills.models import CashReport, Till, TillEvent, TillSession
from fairs.tills.reports import expected_cash
from tests.factories import make_user
from tests.fairs.organisers import EVENING, make_fair, make_organiser, questions, signed_in
from tests.fairs.tills import SESSION, Stand, make_stand

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _evening():
    with clock.frozen_at(EVENING):
        yield


@pytest.fixture
def client(stand: Stand) -> Client:
    return signed_in(make_organiser(stand.edition, first_name="Khadija", last_name="Amrani"))


def at(name: str, stand: Stand, *args: object) -> str:
    return reverse(f"organiser:{name}", args=[stand.edition.code, *args])


def sold(stand: Stand, *numbers: int, session: UUID = SESSION) -> None:
    stand.send(*(stand.sale(number=number, session=str(session)) for number in numbers))


def told(stand: Stand, kind: str, amount: str) -> None:
    TillEvent.objects.create(
        id=uuid4(), till=stand.till, session_id=SESSION, kind=kind, happened_at=EVENING, amount=D(amount),
        status="accepted", content_digest="x",
    )  # fmt: skip


def with_float(amount: str) -> None:
    TillSession.objects.filter(pk=SESSION).update(opening_float=D(amount))


def closed(counted: str | None = "430.00", session: UUID = SESSION) -> CashReport:
    return close_session_from_desk(
        session_id=session,
        counted_cash=None if counted is None else D(counted),
        explanation="Oubliée",
        by=make_user(first_name="Khadija", last_name="Amrani"),
        witnessed_by="Driss",
    )


def close_form(**given: str) -> dict[str, str]:
    return {
        "how": "counted",
        "counted_cash": "430,00",
        "explanation": "Le téléphone est perdu",
        "witnessed_by": "Driss",
        "once": new_token(),
    } | given


class TestSessions:
    def test_session_shows_its_money_and_the_numbers_that_are_missing(self, client: Client, stand: Stand) -> None:
        sold(stand, 1, 2, 5)
        with_float("100.00")
        told(stand, "cash_in", "20.00")
        told(stand, "cash_out", "50.00")

        for response in (
            client.get(at("till", stand, stand.till.public_id)),
            client.get(at("till-session", stand, SESSION)),
        ):
            assert response.status_code == 200
        row = response.context["row"]
        (listed,) = client.get(at("till", stand, stand.till.public_id)).context["rows"]

        assert (row.sold, row.cash, row.cash_in, row.cash_out) == (D("360.00"), D("360.00"), D("20.00"), D("50.00"))
        assert (row.expected, row.records, row.missing, row.report) == (D("430.00"), 3, [3, 4], None)
        assert (listed.expected, listed.missing) == (row.expected, row.missing)

    def test_wrong_total_counts_as_its_lines_do_as_on_the_report(self, client: Client, stand: Stand) -> None:
        stand.send(stand.sale("120.00", total="100.00"))

        row = client.get(at("till-session", stand, SESSION)).context["row"]

        assert (row.sold, row.expected) == (D("120.00"), expected_cash(TillSession.objects.get()))
        assert row.expected == D("120.00")

    def test_what_is_kept_aside_is_not_missing(self, client: Client, stand: Stand) -> None:
        sold(stand, 1, 3)
        stand.send(stand.sale(number=2, lines=[stand.line(product="nowhere")]))

        response = client.get(at("till", stand, stand.till.public_id))

        assert response.context["rows"][0].missing == []
        assert response.context["kept_aside"] == 1

    def test_cancelled_sale_stands_with_the_sellers_reason(self, client: Client, stand: Stand) -> None:
        sale = stand.sale(number=4)
        stand.send(sale, stand.void(sale, number=5, note="Payé deux fois"))
        report = closed("0.00")

        session = client.get(at("till-session", stand, SESSION)).content.decode()
        shown = client.get(at("cash-report", stand, report.public_id))

        assert "Payé deux fois" in session
        assert [(sale.note, sale.reverses.number) for sale in shown.context["cancelled"]] == [("Payé deux fois", 4)]
        assert "Payé deux fois" in shown.content.decode()

    def test_void_after_the_report_stands_beside_it_with_its_reason(self, client: Client, stand: Stand) -> None:
        sale = stand.sale()
        stand.send(sale)
        report = closed("120.00")
        stand.send(stand.void(sale, note="Erreur"))

        shown = client.get(at("cash-report", stand, report.public_id))

        assert (list(shown.context["cancelled"]), [late.note for late in shown.context["late"]]) == ([], ["Erreur"])
        assert "Erreur" in shown.content.decode()

    def test_wrong_clock_is_told_where_sessions_are_listed(self, client: Client, stand: Stand) -> None:
        sale = stand.sale()
        stand.send(sale | {"device_at": (parse_datetime(sale["sold_at"]) - timedelta(hours=3, minutes=5)).isoformat()})

        listed = client.get(at("till", stand, stand.till.public_id))
        shown = client.get(at("till-session", stand, SESSION))

        with translation.override("fr"):
            words = escape(clock_words(-timedelta(hours=3, minutes=5)))
        for response in (listed, shown):
            assert words in response.content.decode()

    @pytest.mark.parametrize(
        ("off", "words"),
        [
            (timedelta(minutes=11), "The telephone's clock was 11 minutes ahead."),
            (-timedelta(minutes=119, seconds=59), "The telephone's clock was 119 minutes behind."),
            (timedelta(hours=47), "The telephone's clock was 47 hours ahead."),
            (-timedelta(days=400), "The telephone's clock was 400 days behind."),
        ],
    )
    def test_how_wrong_a_clock_was_is_said_in_the_largest_fitting_unit(self, off: timedelta, words: str) -> None:
        with translation.override("en"):
            assert clock_words(off) == words

    def test_numbers_that_came_after_the_report_are_missing_no_more(self, client: Client, stand: Stand) -> None:
        sold(stand, 1, 3, 5)
        report = closed("360.00")
        sold(stand, 4)

        (row,) = client.get(at("till", stand, stand.till.public_id)).context["rows"]

        assert (report.missing_numbers, row.missing) == ([2, 4], [2])

    def test_doubtful_sales_stand_with_their_reason(self, client: Client, stand: Stand) -> None:
        stand.send(stand.sale("100.00", total="90.00"))

        (flagged,) = client.get(at("till", stand, stand.till.public_id)).context["flagged"]
        (row,) = client.get(at("tills", stand)).context["rows"]

        assert [problem["code"] for problem in flagged.problems] == ["wrong_total"]
        assert (row.flagged, row.kept_aside, row.not_closed) == (1, 0, 1)

    def test_session_of_another_edition_is_not_there(self, stand: Stand) -> None:
        sold(stand, 1)
        client = signed_in(make_organiser(make_fair()))

        assert client.get(at("till-session", stand, SESSION)).status_code == 404
        assert client.post(at("close-session", stand, SESSION), close_form()).status_code == 404
        other = make_fair()
        mine = signed_in(make_organiser(other))
        path = reverse("organiser:till-session", args=[other.code, SESSION])
        assert mine.get(path).status_code == 404
        assert TillSession.objects.get().status == "open"

    def test_pages_ask_the_same_for_few_and_for_many(self, client: Client, stand: Stand) -> None:
        sold(stand, 1)
        path = at("till", stand, stand.till.public_id)
        few = questions(client, path)
        for number in range(2, 6):
            sold(stand, 1, 3, session=UUID(int=number))

        assert questions(client, path) == few


class TestClosingFromTheDesk:
    def test_counted_session_gets_its_report(self, client: Client, stand: Stand) -> None:
        sold(stand, 1, 2, 3)
        with_float("100.00")

        response = client.post(at("close-session", stand, SESSION), close_form())

        report = CashReport.objects.get()
        assert response["Location"] == at("cash-report", stand, report.public_id)
        assert (report.expected_cash, report.counted_cash, report.difference) == (
            D("460.00"),
            D("430.00"),
            D("-30.00"),
        )
        assert (report.signed_by, report.witnessed_by, report.explanation) == (
            "Khadija Amrani",
            "Driss",
            "Le téléphone est perdu",
        )
        assert TillSession.objects.get().status == "closed"

    def test_session_that_nobody_counted_has_no_difference(self, client: Client, stand: Stand) -> None:
        sold(stand, 1)

        client.post(at("close-session", stand, SESSION), close_form(how="not_counted", counted_cash=""))

        report = CashReport.objects.get()
        assert (report.expected_cash, report.counted_cash, report.difference) == (D("120.00"), None, None)

    def test_form_sent_twice_makes_one_report(self, client: Client, stand: Stand) -> None:
        sold(stand, 1)
        form = close_form()
        for _ in range(2):
            assert client.post(at("close-session", stand, SESSION), form).status_code == 302
        # And another form, for a session that is closed by now.
        assert client.post(at("close-session", stand, SESSION), close_form()).status_code == 302

        assert CashReport.objects.count() == 1

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"how": ""}, "how"),
            ({"counted_cash": ""}, "counted_cash"),
            ({"counted_cash": "beaucoup"}, "counted_cash"),
            ({"counted_cash": "-3"}, "counted_cash"),
            ({"how": "not_counted"}, "counted_cash"),
            ({"explanation": " "}, "explanation"),
        ],
    )
    def test_what_is_missing_is_told_beside_the_field(
        self, client: Client, stand: Stand, given: dict[str, str], field: str
    ) -> None:
        sold(stand, 1)

        response = client.post(at("close-session", stand, SESSION), close_form(**given))

        assert response.status_code == 422
        assert list(response.context["form"].errors) == [field]
        assert 'value="Driss"' in response.content.decode()
        assert TillSession.objects.get().status == "open"

    def test_committee_closes_nothing(self, stand: Stand) -> None:
        sold(stand, 1)
        client = signed_in(make_organiser(stand.edition, role="committee"))

        assert client.get(at("till-session", stand, SESSION)).context["form"] is None
        assert client.post(at("close-session", stand, SESSION), close_form()).status_code == 404
        assert TillSession.objects.get().status == "open"


class TestReports:
    def test_report_has_its_lines_and_what_came_later_beside_it(self, client: Client, stand: Stand) -> None:
        sold(stand, 1, 2)
        report = closed("240.00")
        with clock.frozen_at(EVENING + timedelta(hours=1)):
            sold(stand, 3)

        context = client.get(at("cash-report", stand, report.public_id)).context

        (line,) = context["lines"]
        assert (line.payment, line.gross, line.taken, line.sales) == ("cash", D("240.00"), D("240.00"), 2)
        assert line.cooperative == stand.participation.cooperative
        assert [sale.number for sale in context["late"]] == [3]
        assert context["taken_in"] == D("240.00")
        assert CashReport.objects.get().cash_sales == D("240.00")

    @pytest.mark.parametrize("language", ["ar", "fr", "en"])
    def test_report_is_printed_in_three_languages(self, client: Client, stand: Stand, language: str) -> None:
        sold(stand, 1, 4)
        report = closed()
        sold(stand, 5)
        with translation.override(language):
            path = at("cash-report-pdf", stand, report.public_id)

        response = client.get(path)

        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")

    def test_all_reports_of_an_edition_stand_with_their_sums(self, client: Client, stand: Stand) -> None:
        sold(stand, 1, 2)
        closed("200.00")
        second = UUID(int=2)
        sold(stand, 1, session=second)
        closed(None, session=second)

        context = client.get(at("cash-reports", stand)).context

        assert [str(report) for report, _ in context["rows"]] == ["Z2", "Z1"]
        sums = context["sums"]
        assert (sums["cash_sales"], sums["expected_cash"], sums["counted_cash"], sums["difference"]) == (
            D("360.00"),
            D("360.00"),
            D("200.00"),
            D("-40.00"),
        )
        assert (sums["reports"], sums["uncounted"]) == (2, 1)

    def test_spreadsheet_has_them_all_as_numbers(self, client: Client, stand: Stand) -> None:
        sold(stand, 1, 2)
        closed("200.00")

        response = client.get(at("cash-reports-xlsx", stand))

        sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).worksheets[0]
        heads, row = list(sheet.iter_rows(values_only=True))
        assert row[:3] == ("Z1", "A1", "Till of the stall")
        # Cash sales, expected, counted, difference.
        amounts = [value for value in row if isinstance(value, int | float) and value in (240, 200, -40)]
        assert amounts == [240, 240, 200, -40]
        assert len(heads) == 24

    def test_others_reports_are_not_there(self, client: Client, stand: Stand) -> None:
        other = make_stand()
        sold(other, 1, session=UUID(int=7))
        report = closed(session=UUID(int=7))

        for place in (stand, other):
            for name in ("cash-report", "cash-report-pdf"):
                assert client.get(at(name, place, report.public_id)).status_code == 404
        for name in ("cash-reports", "cash-reports-xlsx"):
            assert client.get(at(name, other)).status_code == 404

    def test_list_asks_the_same_for_few_and_for_many(self, client: Client, stand: Stand) -> None:
        path = at("cash-reports", stand)
        sold(stand, 1)
        closed()
        few = questions(client, path)
        for number in range(2, 5):
            sold(stand, 1, session=UUID(int=number))
            closed(session=UUID(int=number))

        assert questions(client, path) == few


def test_till_pages_are_there_for_a_till_that_never_sold(client: Client, stand: Stand) -> None:
    paper = Till.objects.create(stall=stand.stall, kind="paper")

    for till in (stand.till, paper):
        assert client.get(at("till", stand, till.public_id)).status_code == 200
