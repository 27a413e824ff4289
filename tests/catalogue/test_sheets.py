"""Products by spreadsheet: read with their mistakes, taken over whole or in part, and each thing once."""

import zipfile
from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from catalogue.kinds.models import ProductKind
from catalogue.models import Product
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import as_proposed, shelves_as_proposed, wanted_changes
from catalogue.partner import stock
from catalogue.partner.models import StockMovement, StockRecord
from catalogue.services import set_price
from catalogue.sheets.enums import RowAct, SheetStatus
from catalogue.sheets.exceptions import NothingToTakeOver, RowsToMend, SameSheetTwice, UnfitSheet
from catalogue.sheets.files import table_of
from catalogue.sheets.models import ProductSheet
from catalogue.sheets.services import LOAD_WHOLE, keep_sheet, put_away, take_over_good, take_over_whole
from catalogue.sheets.template import products_of, sheet_xlsx
from catalogue.sheets.words import _ROWS, problem_texts, refusal_text
from catalogue.writing import write_part
from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import ForbiddenMove
from cooperatives.jobs.models import Job
from cooperatives.models import Cooperative
from tests.catalogue.sheets import (
    OIL,
    D,
    as_sheet,
    codes,
    keeper_of,
    make_kind,
    rows_by_number,
    sent,
    taken_over,
    try_until_given_up,
    work,
)
from tests.factories import make_cooperative, make_family, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds():
    with translation.override("fr"):
        make_kind()
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


def test_a_new_product_becomes_a_hidden_draft_with_what_its_kind_knows(cooperative: Cooperative) -> None:
    row = OIL | {"net_quantity": 250, "net_unit": "ml", "durability_months": 18, "onssa_number": "ES.12", "stock": 12}
    sheet = taken_over(sent(cooperative, [row]))

    product = Product.objects.get(cooperative=cooperative)
    assert (sheet.status, product.is_public, product.first_public_at) == (SheetStatus.LOADED, False, None)
    assert (product.title_fr, product.kind.code, product.net_quantity, product.net_unit) == (
        "Huile d'argan vierge",
        "argan_oil",
        D(250),
        "ml",
    )
    assert (product.weight_grams, product.shipping_class, product.legal_kind) == (420, "fragile", "food")
    assert (product.stockrecord.price, product.stockrecord.num_in_stock) == (D("90.00"), D(12))
    assert list(product.categories.all()) == [product.kind.category]
    assert product.slug == "huile-dargan-vierge"
    movement = StockMovement.objects.get(stockrecord=product.stockrecord)
    assert (movement.change_in_stock, movement.by) == (D(12), sheet.loaded_by)


def test_a_sheet_made_in_arabic_is_read_while_the_page_is_french(cooperative: Cooperative) -> None:
    content = as_sheet(
        [{"kind": "زيت أركان", "title_ar": "زيت أركان للطبخ", "price": "٩٠,٥٠", "unit": "القطعة"}], language="ar"
    )
    sheet = keep_sheet(cooperative=cooperative, file_name="a.xlsx", content=content, by=keeper_of(cooperative))
    taken_over(work(sheet))

    product = Product.objects.get(cooperative=cooperative)
    assert (product.title_ar, product.stockrecord.price) == ("زيت أركان للطبخ", D("90.50"))


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"price": "cher"}, ("price", "price_not_a_number")),
        ({"price": 0}, ("price", "price_zero")),
        ({"price": None}, ("price", "no_price")),
        ({"title_fr": None}, ("title_ar", "no_name")),
        ({"kind": None}, ("kind", "no_kind")),
        ({"kind": "Voiture"}, ("kind", "unknown_kind")),
        ({"stock": 2.5}, ("stock", "not_whole")),
        ({"stock": -1}, ("stock", "below_zero")),
        ({"stock": "beaucoup"}, ("stock", "not_a_number")),
        ({"unit": "caisse"}, ("unit", "unknown_unit")),
        ({"net_quantity": 250}, ("net_unit", "content_half")),
        ({"net_unit": "ml"}, ("net_quantity", "content_half")),
        ({"weight_grams": "1,5"}, ("weight_grams", "not_whole")),
        ({"durability_months": 0}, ("durability_months", "zero")),
        ({"onssa_number": "x" * 41}, ("onssa_number", "too_long")),
        ({"description_fr": "x" * 4001}, ("description_fr", "too_long")),
        ({"code": "22222222222b"}, ("code", "unknown_code")),
    ],
)
def test_each_mistake_is_told_with_its_column(cooperative: Cooperative, cells: dict, found: tuple[str, str]) -> None:
    row = rows_by_number(sent(cooperative, [OIL | cells]))[2]

    assert (row.act, codes(row)) == (RowAct.REFUSED, [found])


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_what_was_typed_and_what_is_wrong_stand_in_the_language_of_the_page(
    cooperative: Cooperative, language: str
) -> None:
    row = rows_by_number(sent(cooperative, [OIL | {"price": "cher"}]))[2]

    with translation.override(language):
        (told,) = problem_texts(row.problems)

    assert told["value"] == "cher"
    assert told["column"] == {"ar": "الثمن بالدرهم", "fr": "Prix en dirhams", "en": "Price in dirhams"}[language]


def test_the_only_one_of_its_kind_is_not_sold_by_weight(cooperative: Cooperative) -> None:
    make_kind("carpet", "Tapis", is_unique=True)
    rows = [{"kind": "Tapis", "title_fr": "Tapis rouge", "price": 900, "unit": "kg"}]

    sheet = sent(cooperative, rows)

    assert codes(rows_by_number(sheet)[2]) == [("unit", "one_by_weight")]


def test_every_code_has_its_words() -> None:
    given = {"row": 3, "code_of": "x", "promised": "2"}
    texts = problem_texts({"column": "price", "code": code, **given} | {"code": code} for code in _ROWS)

    assert all(each["text"] for each in texts)


def test_the_same_name_twice_and_a_name_that_is_there_are_told(cooperative: Cooperative) -> None:
    there = make_product(cooperative=cooperative, title_fr="Miel d'euphorbe", net_quantity=D(250))
    rows = [
        OIL,
        OIL | {"title_fr": "HUILE d’argan vierge"},
        OIL | {"net_quantity": 500, "net_unit": "ml"},
        OIL | {"title_fr": "Miel d'Euphorbe", "net_quantity": "250", "net_unit": "g"},
    ]
    found = rows_by_number(sent(cooperative, rows))

    assert [found[number].act for number in (2, 3, 4, 5)] == ["add", "refused", "add", "refused"]
    assert found[3].problems == [
        {"column": "title_fr", "code": "name_twice", "value": "huile d'argan vierge", "row": 2}
    ]
    assert found[5].problems[0]["code_of"] == there.public_id


def test_another_cooperatives_product_is_not_known(cooperative: Cooperative) -> None:
    other = make_product(price="50.00")
    row = rows_by_number(sent(cooperative, [{"code": other.public_id, "price": 1}]))[2]

    assert codes(row) == [("code", "unknown_code")]
    assert other.public_id not in str(problem_texts(row.problems)[0]["text"])


def test_of_a_product_on_sale_price_and_quantity_change_at_once(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, price="100.00", stock="10", is_public=True)
    sheet = taken_over(sent(cooperative, [{"code": product.public_id, "price": "110", "stock": 14, "stock_was": 10}]))

    record = StockRecord.objects.get(product=product)
    assert (record.price, record.num_in_stock) == (D("110.00"), D(14))
    row = rows_by_number(sheet)[2]
    assert (row.act, row.before) == (RowAct.CHANGE, {"price": "100", "stock": "10"})
    assert AuditEntry.objects.filter(action="product.change", subject_id=str(product.pk)).count() == 1


WORDS = {"title_fr": "Miel de thym", "description_fr": "Il sent le thym"}


@pytest.mark.parametrize("is_public", [True, False])
def test_words_of_a_product_that_shoppers_know_go_to_staff_and_the_price_at_once(
    cooperative: Cooperative, is_public: bool
) -> None:
    product = make_product(cooperative=cooperative, is_public=is_public, title_fr="Miel", first_public_at=clock.now())
    sheet = taken_over(sent(cooperative, [{"code": product.public_id, "price": 77, "weight_grams": 300} | WORDS]))

    product = Product.objects.get()
    assert (product.title_fr, product.weight_grams, product.stockrecord.price) == ("Miel", 300, D(77))
    revision = ProductRevision.objects.get()
    assert (revision.status, wanted_changes(revision)) == ("sent", WORDS)
    assert revision.sent_by == sheet.loaded_by
    told = AuditEntry.objects.filter(after__sheet=sheet.public_id).order_by("pk")
    assert [(line.action, line.before) for line in told] == [
        ("product.change", {"weight_grams": 500}),
        ("productrevision.sent", dict.fromkeys(("title_fr", "description_fr"), "") | {"title_fr": "Miel"}),
        ("product.change", {"price": "120"}),
    ]


def test_they_join_what_waits_already_and_are_compared_with_it(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, title_fr="Miel")
    values = {"title_fr": "Miel de thym", "title_ar": "عسل الزعتر"}
    write_part(product_id=product.pk, values=values, seen={}, by=keeper_of(cooperative))
    sheet = sent(cooperative, [{"code": product.public_id} | WORDS])
    assert rows_by_number(sheet)[2].values == {"description_fr": "Il sent le thym"}

    taken_over(sheet)

    assert wanted_changes(ProductRevision.objects.get()) == values | WORDS


def test_what_another_wrote_meanwhile_keeps_the_row_back(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, title_fr="Miel")
    sheet = sent(cooperative, [{"code": product.public_id} | WORDS])
    write_part(product_id=product.pk, values={"title_fr": "Miel blanc"}, seen={}, by=sheet.sent_by)

    sheet = taken_over(sheet)

    assert sheet.status == SheetStatus.CHECKED
    assert codes(rows_by_number(sheet)[2]) == [("title_fr", "changed_meanwhile")]
    assert as_proposed(product).title_fr == "Miel blanc"


def test_another_kind_of_what_shoppers_know_goes_to_staff_with_its_shelf(cooperative: Cooperative) -> None:
    product, kind = make_product(cooperative=cooperative, title_fr="Miel"), ProductKind.objects.get()

    taken_over(sent(cooperative, [{"code": product.public_id, "kind": kind.name_fr}]))

    assert as_proposed(product).kind == kind
    assert shelves_as_proposed(product) == [kind.category_id]
    assert Product.objects.get().kind is None


def test_what_the_law_asks_of_it_is_told_before(cooperative: Cooperative) -> None:
    bare = {"onssa_number": "", "ingredients_fr": "", "net_quantity": None, "net_unit": "", "durability_months": None}
    craft = make_family(code="pottery", legal_kind="craft")
    product = make_product(cooperative=cooperative, title_fr="Sel", family=craft, **bare)
    rows = [{"code": product.public_id, "kind": make_family(code="jam").name_fr}, OIL]

    row = rows_by_number(sent(cooperative, rows))[2]

    assert row.act == RowAct.REFUSED
    assert {code for _, code in codes(row)} == {"law_asks"}
    assert [column for column, _ in codes(row)] == [
        "onssa_number",
        "ingredients_ar",
        "net_quantity",
        "durability_months",
    ]


def test_one_that_cannot_be_taken_over_says_so_and_is_tried_again(
    cooperative: Cooperative, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = sent(cooperative, [OIL])
    take_over_whole(sheet_id=sheet.pk, by=sheet.sent_by)
    with monkeypatch.context() as broken:
        broken.setattr("catalogue.sheets.loading.record_each", _stumble)
        work(sheet)
        assert (sheet.status, sheet.problem) == (SheetStatus.LOADING, "")
        try_until_given_up(sheet)

    assert (sheet.status, sheet.problem, sheet.loaded_by) == (SheetStatus.CHECKED, "load_failed", None)
    assert Job.objects.get(kind=LOAD_WHOLE).done_at is not None
    assert (Product.objects.count(), StockMovement.objects.count()) == (0, 0)
    assert refusal_text(sheet.problem)
    assert taken_over(sheet).status == SheetStatus.LOADED
    assert (sheet.problem, Product.objects.count()) == ("", 1)


def test_or_it_is_put_away(cooperative: Cooperative, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = sent(cooperative, [OIL])
    monkeypatch.setattr("catalogue.sheets.loading.record_each", _stumble)
    take_over_good(sheet_id=sheet.pk, by=sheet.sent_by)
    try_until_given_up(sheet)

    assert put_away(sheet_id=sheet.pk, by=sheet.sent_by).status == SheetStatus.DROPPED


def test_one_that_cannot_be_read_says_so(cooperative: Cooperative, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.sheets.reading.judge", _stumble)

    sheet = try_until_given_up(sent(cooperative, [OIL]))

    assert (sheet.status, sheet.problem) == (SheetStatus.DROPPED, "read_failed")


def _stumble(*_given: object, **_more: object) -> None:
    raise RuntimeError("broken")


def test_a_draft_changes_and_an_empty_cell_changes_nothing(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, is_public=False, title_fr="Miel", onssa_number="ES.1")
    taken_over(sent(cooperative, [{"code": product.public_id, "title_fr": "Miel de thym", "onssa_number": ""}]))

    product.refresh_from_db()
    assert (product.title_fr, product.onssa_number, product.version) == ("Miel de thym", "ES.1", 2)
    assert "thym" in product.search_text


def test_what_was_sold_while_the_sheet_was_filled_in_stays_sold(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, stock="10")
    record = product.stockrecord
    # Ten when the sheet was made, two sold since; five more were brought.
    stock.correct(items=[stock.Item(record.pk, D(-2), "sold")], by=None)
    taken_over(sent(cooperative, [{"code": product.public_id, "stock": 15, "stock_was": 10}]))

    record.refresh_from_db()
    assert record.num_in_stock == D(13)


def test_an_untouched_sheet_changes_nothing_even_when_something_was_sold(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, stock="10")
    content = sheet_xlsx(language="fr", products=products_of(cooperative)).read()
    stock.correct(items=[stock.Item(product.stockrecord.pk, D(-2), "sold")], by=None)
    sheet = work(keep_sheet(cooperative=cooperative, file_name="p.xlsx", content=content, by=keeper_of(cooperative)))

    assert [row.act for row in rows_by_number(sheet).values()] == [RowAct.SAME]
    with pytest.raises(NothingToTakeOver):
        take_over_whole(sheet_id=sheet.pk, by=sheet.sent_by)


def test_less_than_is_promised_to_orders_is_refused(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, stock="10")
    stock.allocate(items=[stock.Item(product.stockrecord.pk, D(4), "order")])
    row = rows_by_number(sent(cooperative, [{"code": product.public_id, "stock": 3}]))[2]

    assert (codes(row), row.problems[0]["promised"]) == ([("stock", "promised")], "4")


def test_the_whole_is_refused_while_a_row_must_be_mended(cooperative: Cooperative) -> None:
    sheet = sent(cooperative, [OIL, OIL | {"title_fr": "Autre", "price": "cher"}])

    with pytest.raises(RowsToMend):
        take_over_whole(sheet_id=sheet.pk, by=sheet.sent_by)

    sheet.refresh_from_db()
    assert (sheet.status, Product.objects.count()) == (SheetStatus.CHECKED, 0)


def test_only_the_good_rows_are_taken_over_when_that_is_wanted(cooperative: Cooperative) -> None:
    sheet = taken_over(sent(cooperative, [OIL, OIL | {"title_fr": "Autre", "price": "cher"}]), only_good=True)

    assert sheet.status == SheetStatus.LOADED
    assert [product.title_fr for product in Product.objects.all()] == ["Huile d'argan vierge"]
    assert rows_by_number(sheet)[3].loaded_at is None


def test_a_price_that_somebody_changed_meanwhile_keeps_the_whole_back(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, price="100.00")
    sheet = sent(cooperative, [OIL, {"code": product.public_id, "price": 110}])
    set_price(product_id=product.pk, values={"price": D("105.00")}, by=sheet.sent_by)

    sheet = taken_over(sheet)

    assert (sheet.status, Product.objects.count()) == (SheetStatus.CHECKED, 1)
    assert codes(rows_by_number(sheet)[3]) == [("price", "changed_meanwhile")]
    assert StockRecord.objects.get(product=product).price == D("105.00")
    assert not StockMovement.objects.exists()


def test_or_it_is_left_out_where_only_the_good_ones_are_wanted(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, price="100.00")
    sheet = sent(cooperative, [OIL, {"code": product.public_id, "price": 110}])
    set_price(product_id=product.pk, values={"price": D("105.00")}, by=sheet.sent_by)

    sheet = taken_over(sheet, only_good=True)

    assert (sheet.status, Product.objects.count()) == (SheetStatus.LOADED, 2)
    assert rows_by_number(sheet)[3].act == RowAct.REFUSED


def test_taken_over_once_however_often_it_is_asked(cooperative: Cooperative) -> None:
    sheet = sent(cooperative, [OIL])
    taken_over(sheet)

    with pytest.raises(ForbiddenMove):
        take_over_good(sheet_id=sheet.pk, by=sheet.sent_by)
    again = sent(cooperative, [OIL])

    assert codes(rows_by_number(again)[2]) == [("title_fr", "name_taken")]
    assert Product.objects.count() == 1


def test_the_same_file_waits_once_and_may_come_again_when_it_was_put_away(cooperative: Cooperative) -> None:
    by, content = keeper_of(cooperative), as_sheet([OIL])
    sheet = keep_sheet(cooperative=cooperative, file_name="p.xlsx", content=content, by=by)

    with pytest.raises(SameSheetTwice):
        keep_sheet(cooperative=cooperative, file_name="p.xlsx", content=content, by=by)
    put_away(sheet_id=sheet.pk, by=by)
    keep_sheet(cooperative=cooperative, file_name="p.xlsx", content=content, by=by)

    assert ProductSheet.objects.count() == 2


def test_reading_takes_the_same_queries_for_two_rows_and_for_two_hundred(
    cooperative: Cooperative, django_assert_max_num_queries
) -> None:
    sheet = keep_sheet(
        cooperative=cooperative,
        file_name="p.xlsx",
        content=as_sheet([OIL | {"title_fr": f"Huile {number}"} for number in range(200)]),
        by=keeper_of(cooperative),
    )
    with django_assert_max_num_queries(24):
        sheet = work(sheet)
    with django_assert_max_num_queries(48):
        sheet = taken_over(sheet)

    assert Product.objects.count() == 200


# Files


def test_heads_and_lists_of_the_sheet_stand_in_its_language() -> None:
    book = load_workbook(BytesIO(sheet_xlsx(language="ar").read()))

    sheet = book.worksheets[0]
    assert (sheet["B1"].value, sheet.sheet_view.rightToLeft) == ("نوع المنتوج", True)
    assert book.worksheets[2].sheet_state == "hidden"
    assert book.worksheets[2]["A1"].value == "زيت أركان"
    assert sum(1 for _ in sheet.data_validations.dataValidation) == 3


def test_a_name_that_looks_like_a_formula_stays_text(cooperative: Cooperative) -> None:
    make_product(cooperative=cooperative, title_fr="=HYPERLINK(1)")
    book = load_workbook(BytesIO(sheet_xlsx(language="fr", products=products_of(cooperative)).read()))

    cell = book.worksheets[0]["D2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def _macros() -> bytes:
    written = BytesIO(as_sheet([OIL]))
    with zipfile.ZipFile(written, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"x")
    return written.getvalue()


def _bomb() -> bytes:
    written = BytesIO(as_sheet([OIL]))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet9.xml", b"0" * 70_000_000)
    return written.getvalue()


def _no_heads() -> bytes:
    book, written = Workbook(), BytesIO()
    book.active.append(["un", "deux"])
    book.active.append([1, 2])
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7 ...", "not_xlsx"),
        (b"Nom;Prix\nMiel;3\n", "not_xlsx"),
        (b"PK\x03\x04broken", "not_xlsx"),
        (_macros(), "has_macros"),
        (_bomb(), "too_large"),
        (b"PK" + b"0" * (5 * 1024 * 1024 + 1), "too_large"),
        (_no_heads(), "no_heads"),
        (as_sheet([]), "no_rows"),
        (as_sheet([{"title_fr": f"P{number}"} for number in range(5001)]), "too_many_rows"),
    ],
    ids=["pdf", "csv", "broken", "macros", "bomb", "large", "no heads", "empty", "5001 rows"],
)
def test_a_file_that_is_no_sheet_is_refused_by_its_content(content: bytes, why: str) -> None:
    with pytest.raises(UnfitSheet) as refusal:
        table_of(content)

    assert refusal.value.why == why


def test_what_turns_out_to_be_no_sheet_when_it_is_read_says_why(cooperative: Cooperative) -> None:
    sheet = work(
        keep_sheet(cooperative=cooperative, file_name="p.xlsx", content=_no_heads(), by=keeper_of(cooperative))
    )

    assert (sheet.status, sheet.problem) == (SheetStatus.DROPPED, "no_heads")
