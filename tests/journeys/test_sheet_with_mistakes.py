"""A sheet with mistakes, from the empty form to the products and back: what is wrong stands beside its column."""

import pytest
from playwright.sync_api import Page, expect

from catalogue.models import Product
from catalogue.moderation.models import ProductRevision
from catalogue.sheets.models import ProductSheet
from cooperatives.enums import Role
from cooperatives.jobs.services import run_due
from tests.catalogue.sheets import OIL, as_sheet, make_kind
from tests.factories import make_cooperative, make_member, make_product
from tests.journeys.conftest import Shop
from tests.journeys.visits import VIEWS, View, visiting
from tests.marketplace.money_rows import sold_at_a_stall, taken_by_carrier

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("view", VIEWS, ids=str)]
REFUSAL = "[aria-invalid=true]"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEETS = "workspace/figures/sheets/"


def test_sheet_is_sent_mended_taken_over_and_taken_back(market: Shop, phone: Page, view: View) -> None:
    cooperative = make_cooperative()
    make_kind()
    there = make_product(cooperative=cooperative, price="100.00", stock="10")
    rows = [
        OIL | {"title_fr": f"Huile pressée {view}"},
        OIL | {"title_fr": "Autre huile", "price": "cher"},
        {"code": there.public_id, "price": 110, "stock": 14, "title_en": "Thyme honey"},
        {"code": "22222222222b", "price": 5},
    ]
    with visiting(phone, market, view) as visit:
        visit.sign_in(make_member(cooperative, role=Role.CATALOGUE_KEEPER))
        visit.see(SHEETS, shows="#upload")
        visit.press("#upload button[type=submit]", answers=422)
        visit.look("no file chosen", shows=REFUSAL)
        phone.locator("#id_file").set_input_files(
            {"name": "منتوجات.xlsx", "mimeType": XLSX, "buffer": as_sheet(rows, language=view.language)}
        )
        visit.press("#upload button[type=submit]")
        visit.look("being read", shows="#sheet-progress")

        # The worker reads it, and the page comes by itself.
        run_due()
        phone.locator("#decide").wait_for(timeout=10_000)
        visit.look("rows with mistakes", shows="#row-3")
        expect(phone.locator("#row-3")).to_contain_text("cher")
        expect(phone.locator("#row-5")).to_contain_text("22222222222b")
        phone.locator("nav a.chip").first.click()
        visit.look("all rows", shows="#row-4 del")
        # Its name staff look at first; the price changes at once.
        expect(phone.locator("#row-4 .badge-blue")).to_have_count(1)

        phone.locator("input[name=how][value=good]").check()
        visit.press("#decide button[type=submit]")
        run_due()
        phone.locator("#undo").wait_for(timeout=10_000)
        visit.look("taken over", shows="#undo")
        assert ProductRevision.objects.get(product=there).status == "sent"
        assert Product.objects.filter(cooperative=cooperative).count() == 2
        there.stockrecord.refresh_from_db()
        assert str(there.stockrecord.price) == "110.00"

        phone.locator("#undo summary").click()
        phone.locator("#undo button[type=submit]").click()
        visit.press("dialog[open] [data-yes]")
        visit.look("being taken back", shows="#sheet-progress")
        run_due()
        phone.locator("#sheet-progress").wait_for(state="detached", timeout=10_000)
        visit.look("taken back", shows="#row-2")
        there.stockrecord.refresh_from_db()
        assert (str(there.stockrecord.price), str(there.stockrecord.num_in_stock)) == ("100.00", "10.000")
        visit.see(SHEETS, shows="article.item")
        assert ProductSheet.objects.get(cooperative=cooperative).status == "taken_back"
        assert ProductRevision.objects.get(product=there).status == "withdrawn"


def test_figures_money_and_data_have_no_barrier(market: Shop, phone: Page, view: View) -> None:
    cooperative = make_cooperative()
    with visiting(phone, market, view) as visit:
        visit.sign_in(make_member(cooperative, role=Role.MANAGER))
        for path in ("workspace/figures/", "workspace/money/", "workspace/figures/data/"):
            visit.see(path, shows=".empty, .item, form")
        taken_by_carrier(cooperative, day=3)
        sold_at_a_stall(cooperative, "40.00", "60.00", day=4)
        visit.see("workspace/figures/?period=2026-07", shows=".map")
        visit.see("workspace/money/", shows=".item a.cover")
        for summary in phone.locator("main details.disclosure summary").all():
            summary.click()
        visit.look("money, its lists open", shows="#money-orders table")
        visit.see("workspace/money/pending/", shows="main table")
        visit.see("workspace/money/available/", shows=".big-figure")
        phone.goto(visit.at("workspace/figures/data/"))
        visit.press("main form button[type=submit]")
        visit.look("file being made", shows="#files progress")
        run_due()
        phone.locator("#files a[download]").wait_for(timeout=10_000)
        visit.look("file is there", shows="#files a[download]")
