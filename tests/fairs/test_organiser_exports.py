"""Spreadsheets and CSV: they add up to the roll-up, run no formula, and ask for the same rights as the pages."""

import csv
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cooperatives import clock
from fairs.enums import Channel, LineKind
from fairs.organiser.exports import guarded
from fairs.revenue.declared import NewTotal, declare_total
from fairs.revenue.figures import Scope
from fairs.revenue.selectors import edition_rows, total_of
from tests.factories import make_cooperative, make_participation, make_programme
from tests.fairs.organisers import (
    EVENING,
    FIRST_DAY,
    make_fair,
    make_organiser,
    make_participants,
    questions,
    sell,
    signed_in,
)

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://evil.example";"x")'


@pytest.fixture(autouse=True)
def _evening():
    with clock.frozen_at(EVENING):
        yield


@pytest.fixture
def edition():
    return make_fair(code="fair")


@pytest.fixture
def client(edition) -> Client:
    return signed_in(make_organiser(make_programme()))


@pytest.fixture
def _sold(edition) -> None:
    first, second = make_participants(edition, 2)
    dangerous = make_participation(edition, make_cooperative(name_ar=FORMULA, name_fr=FORMULA, name_en=FORMULA))
    sell(first, "100.10")
    sell(first, "-30.05", kind=LineKind.RETURN)
    sell(first, "50.20", counts_on=FIRST_DAY + timedelta(days=1))
    sell(dangerous, "20.30", channel=Channel.ONLINE)
    declare_total(total=NewTotal(second.pk, FIRST_DAY, Decimal("70.40")), by=None)


def fetched(client: Client, of: str, code: str, form: str, language: str = "en") -> bytes:
    place = "programmes" if of == "programme" else "editions"
    response = client.get(f"/{language}/organiser/{place}/{code}/figures.{form}")
    assert response.status_code == 200
    assert f'filename="{code}-2026-08-04.{form}"' in response["Content-Disposition"]
    return response.getvalue()


def sheets_of(content: bytes):
    return load_workbook(BytesIO(content))


def rows_of(sheet) -> list[dict[str, object]]:
    titles, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rows]


def cents(value: object) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))


@pytest.mark.usefixtures("_sold")
def test_spreadsheet_of_an_edition_adds_up_to_the_roll_up(client: Client) -> None:
    rows = rows_of(sheets_of(fetched(client, "edition", "fair", "xlsx")).worksheets[0])

    rolled_up = total_of(edition_rows(scope=Scope(edition="fair")))
    assert sum(cents(row["Gross"]) for row in rows) == rolled_up.gross == Decimal("241.00")
    assert sum(cents(row["Returns"]) for row in rows) == rolled_up.returns == Decimal("30.05")
    assert sum(cents(row["Turnover"]) for row in rows) == rolled_up.turnover == Decimal("210.95")
    assert sum(row["Sales"] or 0 for row in rows) == rolled_up.sales == 3


@pytest.mark.usefixtures("_sold")
def test_spreadsheet_holds_real_days_and_numbers_and_no_formula(client: Client) -> None:
    sheet = sheets_of(fetched(client, "edition", "fair", "xlsx")).worksheets[0]

    row = next(row for row in rows_of(sheet) if row["Cooperative"] == FORMULA)
    assert row["Business day"] == datetime(2026, 8, 3)  # noqa: DTZ001 -- a spreadsheet's day has no zone
    assert row["Turnover"] == 20.3
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n", "d"}
    assert sheet.column_dimensions["C"].width > len("Cooperative")


@pytest.mark.usefixtures("_sold")
def test_what_was_not_itemised_has_no_number_of_sales(client: Client) -> None:
    rows = rows_of(sheets_of(fetched(client, "edition", "fair", "xlsx")).worksheets[0])

    declared = [row for row in rows if row["How it is known"] == "By word of the exhibitor"]
    assert [(row["Sales"], row["Units"], row["Turnover"]) for row in declared] == [(None, None, 70.4)]


@pytest.mark.usefixtures("_sold")
@pytest.mark.parametrize(("language", "from_right"), [("ar", True), ("fr", False), ("en", False)])
def test_sheets_run_as_the_language_is_written_and_say_what_their_words_mean(
    client: Client, language: str, from_right: bool
) -> None:
    book = sheets_of(fetched(client, "edition", "fair", "xlsx", language))

    assert [bool(sheet.sheet_view.rightToLeft) for sheet in book.worksheets] == [from_right, from_right]
    words = [row[0] for row in book.worksheets[1].iter_rows(min_row=2, values_only=True)]
    assert len(words) >= 10


@pytest.mark.usefixtures("_sold")
def test_csv_says_the_same_as_the_spreadsheet(client: Client) -> None:
    content = fetched(client, "edition", "fair", "csv")

    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert sum(Decimal(row["Turnover"]) for row in rows) == Decimal("210.95")
    assert {row["Business day"] for row in rows} == {"2026-08-03", "2026-08-04"}


@pytest.mark.usefixtures("_sold")
def test_csv_runs_no_formula_and_keeps_negative_numbers(client: Client) -> None:
    content = fetched(client, "edition", "fair", "csv").decode("utf-8-sig")

    cells = [cell for row in csv.reader(StringIO(content)) for cell in row]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@", "\t"))]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1"])
def test_what_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "تعاونية الأمل", "Coopérative Al Amal", "2026-08-03"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.usefixtures("_sold")
def test_programme_has_a_row_for_each_edition_and_adds_up(client: Client) -> None:
    (quiet,) = make_participants(make_fair(code="quiet"), 1)
    sell(quiet, "9.00")

    rows = rows_of(sheets_of(fetched(client, "programme", "regional_fairs", "xlsx")).worksheets[0])

    rolled_up = total_of(edition_rows(scope=Scope(programme="regional_fairs")))
    assert {row["Code"] for row in rows} == {"fair", "quiet"}
    assert sum(cents(row["Turnover"]) for row in rows) == rolled_up.turnover == Decimal("219.95")
    fair = next(row for row in rows if row["Code"] == "fair")
    assert cents(fair["At stalls, total"]) + cents(fair["Online"]) == cents(fair["Turnover"])
    assert (fair["Participations"], fair["Distinct organisations"]) == (3, 3)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_files_ask_for_the_same_rights_as_the_pages(form: str) -> None:
    own = make_fair(code="own")
    make_fair(code="other")
    make_fair(code="market", programme_kind="mobile_markets")
    client = signed_in(make_organiser(own))

    assert client.get(reverse("organiser:edition-export", args=["other", form])).status_code == 404
    assert client.get(reverse("organiser:programme-export", args=["mobile_markets", form])).status_code == 404
    content = client.get(reverse("organiser:programme-export", args=["regional_fairs", form]))
    rows = (
        [row[0] for row in sheets_of(content.getvalue()).worksheets[0].iter_rows(min_row=2, values_only=True)]
        if form == "xlsx"
        else [row[0] for row in csv.reader(StringIO(content.getvalue().decode("utf-8-sig")))][1:]
    )
    assert rows == ["own"]


def test_format_that_is_not_offered_is_not_there(client: Client, edition) -> None:
    assert client.get(reverse("organiser:edition-export", args=["fair", "pdf"])).status_code == 404


def test_file_asks_as_many_questions_for_three_cooperatives_as_for_thirty(client: Client, edition) -> None:
    address = reverse("organiser:edition-export", args=["fair", "xlsx"])
    for participation in make_participants(edition, 3):
        sell(participation, "10.00")
    few = questions(client, address)
    for participation in make_participants(edition, 27):
        sell(participation, "10.00")

    assert questions(client, address) == few
