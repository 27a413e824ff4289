"""A list of a past edition from the file to the book and back, by hand: axe finds nothing to mend on the way."""

from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from fairs.imports.models import ImportRow, PastImport
from fairs.models import DeclaredTotal
from tests.factories import make_cooperative
from tests.fairs.lists import as_xlsx, make_past_fair
from tests.fairs.organisers import make_organiser
from tests.journeys.conftest import Shop
from tests.journeys.visits import VIEWS, View, visiting

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("view", VIEWS, ids=str)]
REFUSAL = "[aria-invalid=true]"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = ("اسم التعاونية", "رقم السجل", "اليوم", "المبلغ")


def list_of(number: str, other: str) -> bytes:
    """A good row, one whose number and name disagree, one with an amount in words, one that nobody knows."""
    rows: list[list[Any]] = [
        ["تعاونية أمل تافراوت", number, "04/08/2025", "1 000,50"],
        ["تعاونية أمل تافراوت", other, "05/08/2025", 300],
        ["تعاونية زهرة ماسة", other, "04/08/2025", "ألفان"],
        ["تعاونية لا يعرفها أحد", "", "04/08/2025", 75],
    ]
    return as_xlsx(rows, heads=HEADS)


def test_list_is_read_mended_loaded_and_taken_back(market: Shop, phone: Page, view: View) -> None:
    edition = make_past_fair()
    owner = make_organiser(edition, first_name="Amina", last_name="Idrissi")
    number, other = f"{edition.pk}1/2019", f"{edition.pk}2/2019"
    make_cooperative(name_ar="تعاونية أمل تافراوت", registration_number=number)
    zahra = make_cooperative(name_ar="تعاونية زهرة ماسة", registration_number=other)
    pages = f"organiser/editions/{edition.code}/import/"
    with visiting(phone, market, view) as visit:
        visit.sign_in(owner)
        visit.see(pages, shows="#upload")
        visit.press("#upload form button", answers=422)
        visit.look("no file chosen", shows=REFUSAL)
        file = {"name": "معرض.xlsx", "mimeType": XLSX, "buffer": list_of(number, other)}
        phone.locator("#id_file").set_input_files(file)
        visit.press("#upload form button")
        visit.look("columns", shows="#sample-title")
        visit.press("main aside form button")
        visit.look("preview with conflicts", shows="#row-3 .with-icon")

        # Number and name disagree: a person says who it was.
        past = PastImport.objects.get(edition=edition)
        rows = f"{pages}{past.public_id}/rows/"
        numbers = list(ImportRow.objects.filter(past_import=past).order_by("number").values_list("number", flat=True))
        visit.see(f"{rows}{numbers[1]}/", shows="#meant-title")
        phone.locator(f"input[value='is:{zahra.public_id}']").check()
        visit.press("main form.panel button[type=submit]")
        visit.see(f"{rows}{numbers[2]}/", shows="#id_amount")
        phone.locator("#id_amount").fill("much")
        visit.press("main form.panel button[type=submit]", answers=422)
        visit.look("amount refused", shows=REFUSAL)

        visit.go(f"{pages}{past.public_id}/")
        phone.locator("input[name=how][value=good]").check()
        visit.press("[aria-labelledby=load-title] button")
        visit.look("loaded", shows="#back-title")
        totals = DeclaredTotal.objects.filter(participation__stop__edition=edition).order_by("amount")
        assert [total.amount for total in totals] == [Decimal("300.00"), Decimal("1000.50")]

        phone.locator("[aria-labelledby=back-title] button").click()
        visit.press("dialog[open] [data-yes]", answers=422)
        visit.look("no reason", shows=REFUSAL)
        phone.locator("#id_reason").fill("قائمة سنة أخرى")
        phone.locator("[aria-labelledby=back-title] button").click()
        visit.press("dialog[open] [data-yes]")
        visit.look("taken back", shows="main .notice")
        assert not totals.all().exists()
        visit.see(pages, shows="#lists-title")
        expect(phone.locator("main table")).to_contain_text("قائمة سنة أخرى")
