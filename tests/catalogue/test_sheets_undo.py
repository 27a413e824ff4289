"""Taking a whole sheet back: what it made goes, what it changed is as before, and what stays says why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from catalogue.models import Product
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import as_proposed, seen_of
from catalogue.moderation.services import accept_revision
from catalogue.moderation.trust import trust_cooperative
from catalogue.partner import stock
from catalogue.partner.models import StockRecord
from catalogue.services import count_stock, edit_product, publish_product, set_price
from catalogue.sheets.enums import SheetStatus
from catalogue.sheets.services import take_back
from catalogue.suggestions import suggested
from catalogue.writing import write_part
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import ForbiddenMove
from cooperatives.models import Cooperative
from tests.catalogue.sheets import OIL, D, codes, make_kind, rows_by_number, sent, taken_over, try_until_given_up, work
from tests.factories import make_cooperative, make_product, make_user

pytestmark = pytest.mark.django_db
LAWFUL = {"net_quantity": 250, "net_unit": "ml", "durability_months": 18, "onssa_number": "ES.1", "ingredients_fr": "h"}


@pytest.fixture(autouse=True)
def _kinds():
    with translation.override("fr"):
        make_kind()
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


def back(sheet):
    take_back(sheet_id=sheet.pk, by=sheet.sent_by)
    return work(sheet)


def test_new_products_without_a_history_go(cooperative: Cooperative) -> None:
    sheet = taken_over(sent(cooperative, [OIL | {"stock": None}, OIL | {"title_fr": "Autre", "stock": 0}]))
    assert Product.objects.count() == 2

    assert back(sheet).status == SheetStatus.TAKEN_BACK
    assert not Product.objects.exists()
    assert not StockRecord.objects.exists()
    assert [(row.product, row.problems) for row in rows_by_number(sheet).values()] == [(None, []), (None, [])]
    assert AuditEntry.objects.filter(action="product.delete").count() == 2


def test_a_draft_with_stock_is_emptied_and_thrown_away_since_its_movements_stay(cooperative: Cooperative) -> None:
    sheet = taken_over(sent(cooperative, [OIL]))

    back(sheet)

    product = Product.objects.get()
    assert product.discarded_at is not None
    assert (product.stockrecord.num_in_stock, rows_by_number(sheet)[2].problems) == (D(0), [])


def test_one_that_shoppers_know_is_hidden_and_emptied(cooperative: Cooperative) -> None:
    sheet = taken_over(sent(cooperative, [OIL | LAWFUL]))
    product = Product.objects.get()
    publish_product(product_id=product.pk, by=sheet.sent_by)

    back(sheet)

    product.refresh_from_db()
    assert (product.is_public, product.discarded_at, product.stockrecord.num_in_stock) == (False, None, D(0))
    assert codes(rows_by_number(sheet)[2]) == [("code", "undo_hidden")]


def test_what_shoppers_read_of_one_put_on_sale_since_stays(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, is_public=False, title_fr="Miel", onssa_number="")
    sheet = taken_over(sent(cooperative, [{"code": product.public_id, "onssa_number": "ES.1", "price": 77}]))
    publish_product(product_id=product.pk, by=sheet.sent_by)

    back(sheet)

    product.refresh_from_db()
    assert (product.is_public, product.onssa_number, product.stockrecord.price) == (True, "ES.1", D(77))
    assert codes(rows_by_number(sheet)[2]) == [("onssa_number", "law_asks")]


WORDS = {"title_fr": "Miel de thym", "description_fr": "Il sent le thym", "price": 110, "stock": 14}


def on_sale(cooperative: Cooperative) -> Product:
    return make_product(cooperative=cooperative, title_fr="Miel", price="100.00", stock="10")


def test_what_waits_for_staff_is_withdrawn(cooperative: Cooperative) -> None:
    product = on_sale(cooperative)
    sheet = taken_over(sent(cooperative, [{"code": product.public_id} | WORDS]))
    assert ProductRevision.objects.get().status == "sent"

    back(sheet)

    product = Product.objects.get()
    assert (product.title_fr, product.stockrecord.price, product.stockrecord.num_in_stock) == ("Miel", D(100), D(10))
    assert ProductRevision.objects.get().status == "withdrawn"
    assert rows_by_number(sheet)[2].problems == []


def test_what_staff_accepted_they_are_asked_about(cooperative: Cooperative) -> None:
    product = on_sale(cooperative)
    sheet = taken_over(sent(cooperative, [{"code": product.public_id} | WORDS]))
    revision = ProductRevision.objects.get()
    accept_revision(revision_id=revision.pk, seen=seen_of(revision)[2], by=make_user())

    back(sheet)

    product = Product.objects.get()
    assert (product.title_fr, as_proposed(product).title_fr) == ("Miel de thym", "Miel")
    assert product.stockrecord.price == D(100)
    assert codes(rows_by_number(sheet)[2]) == [("code", "undo_waits")]


def test_of_who_is_trusted_it_is_as_before_at_once(cooperative: Cooperative) -> None:
    trust_cooperative(cooperative_id=cooperative.pk, reason="Depuis longtemps", by=make_user())
    product = on_sale(cooperative)
    sheet = taken_over(sent(cooperative, [{"code": product.public_id} | WORDS]))
    assert Product.objects.get().title_fr == "Miel de thym"

    back(sheet)

    assert Product.objects.get().title_fr == "Miel"
    assert rows_by_number(sheet)[2].problems == []


def test_what_its_keeper_wrote_of_it_since_stays(cooperative: Cooperative) -> None:
    product = on_sale(cooperative)
    sheet = taken_over(sent(cooperative, [{"code": product.public_id} | WORDS]))
    write_part(product_id=product.pk, values={"title_fr": "Miel blanc"}, seen={}, by=sheet.sent_by)

    back(sheet)

    assert as_proposed(Product.objects.get()).title_fr == "Miel blanc"
    assert [code for _, code in codes(rows_by_number(sheet)[2])] == ["undo_changed"]


def test_what_was_a_suggestion_is_one_again(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, ingredients_ar="زيت", drafted_languages=["fr"])
    Product.objects.filter(pk=product.pk).update(**suggested(product))
    sheet = taken_over(sent(cooperative, [{"code": product.public_id, "title_fr": "Miel"}]))
    assert as_proposed(Product.objects.get()).drafted_languages == []

    back(sheet)

    assert ProductRevision.objects.get().status == "withdrawn"
    assert as_proposed(Product.objects.get()).drafted_languages == ["fr"]


def test_it_is_taken_back_by_the_worker_and_says_how_far_it_is(
    cooperative: Cooperative, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    monkeypatch.setattr("catalogue.sheets.undoing.report", lambda _sheet, done: told.append(done))
    monkeypatch.setattr("catalogue.sheets.undoing.A_BATCH", 2)
    sheet = taken_over(sent(cooperative, [OIL | {"title_fr": f"Huile {each}", "stock": None} for each in range(5)]))

    take_back(sheet_id=sheet.pk, by=sheet.sent_by)
    sheet.refresh_from_db()
    assert (sheet.status, Product.objects.count()) == (SheetStatus.UNDOING, 5)

    assert work(sheet).status == SheetStatus.TAKEN_BACK
    assert told == [0, 1, 2, 2]
    assert not Product.objects.exists()


def test_one_that_cannot_be_taken_back_says_so_and_nothing_of_it_is_half_done(
    cooperative: Cooperative, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = taken_over(sent(cooperative, [OIL, OIL | {"title_fr": "Autre"}]))
    take_back(sheet_id=sheet.pk, by=sheet.sent_by)
    with monkeypatch.context() as broken:
        broken.setattr("catalogue.sheets.undoing.record_each", _stumble)
        try_until_given_up(sheet)

    assert (sheet.status, sheet.problem, sheet.taken_back_by) == (SheetStatus.LOADED, "undo_failed", None)
    assert not Product.objects.exclude(discarded_at=None).exists()
    assert back(sheet).status == SheetStatus.TAKEN_BACK
    assert sheet.problem == ""


def _stumble(*_given: object, **_more: object) -> None:
    raise RuntimeError("broken")


def test_a_new_one_without_stock_that_shoppers_know_does_not_vanish(cooperative: Cooperative) -> None:
    sheet = taken_over(sent(cooperative, [OIL | LAWFUL | {"stock": None}]))
    publish_product(product_id=Product.objects.get().pk, by=sheet.sent_by)

    back(sheet)

    assert not Product.objects.get().is_public
    assert codes(rows_by_number(sheet)[2]) == [("code", "undo_hidden")]


def test_the_same_sheet_again_makes_them_anew(cooperative: Cooperative) -> None:
    back(taken_over(sent(cooperative, [OIL])))
    taken_over(sent(cooperative, [OIL]))

    product = Product.objects.get(discarded_at__isnull=True)
    assert (product.stockrecord.price, product.stockrecord.num_in_stock) == (D("90.00"), D(12))


def test_what_was_changed_is_as_before(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, price="100.00", stock="10", is_public=False, title_fr="Miel")
    rows = [{"code": product.public_id, "price": 110, "stock": 14, "title_fr": "Miel de thym", "kind": "Huile d'argan"}]
    sheet = taken_over(sent(cooperative, rows))
    product.refresh_from_db()
    assert product.kind is not None
    stock.correct(items=[stock.Item(product.stockrecord.pk, D(-3), "sold")], by=None)

    back(sheet)

    product = Product.objects.get(pk=product.pk)
    assert (product.title_fr, product.kind, product.search_text.count("thym")) == ("Miel", None, 0)
    assert product.stockrecord.price == D("100.00")


def test_what_was_sold_since_stays_sold(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, stock="10")
    sheet = taken_over(sent(cooperative, [{"code": product.public_id, "stock": 14}]))
    record = product.stockrecord
    stock.allocate(items=[stock.Item(record.pk, D(2), "order")])
    stock.consume(items=[stock.Item(record.pk, D(2), "order:gone")])

    back(sheet)

    record.refresh_from_db()
    assert (record.num_in_stock, rows_by_number(sheet)[2].problems) == (D(8), [])


def test_what_is_promised_of_it_stays(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, stock="10")
    sheet = taken_over(sent(cooperative, [{"code": product.public_id, "stock": 14}]))
    stock.allocate(items=[stock.Item(product.stockrecord.pk, D(12), "order")])

    back(sheet)

    record = StockRecord.objects.get(product=product)
    assert (record.num_in_stock, codes(rows_by_number(sheet)[2])) == (D(12), [("stock", "undo_promised")])


def test_a_quantity_that_was_counted_since_stays(cooperative: Cooperative) -> None:
    product = make_product(cooperative=cooperative, stock="10", price="100.00")
    sheet = taken_over(sent(cooperative, [{"code": product.public_id, "stock": 14, "price": 120}]))
    count_stock(product_id=product.pk, quantity=D(9), key="counted", by=sheet.sent_by)

    back(sheet)

    record = StockRecord.objects.get(product=product)
    assert (record.num_in_stock, record.price) == (D(9), D("100.00"))
    assert codes(rows_by_number(sheet)[2]) == [("stock", "undo_counted")]


@pytest.mark.parametrize("changed", ["title", "price"])
def test_a_row_that_somebody_changed_since_stays_whole(cooperative: Cooperative, changed: str) -> None:
    product = make_product(cooperative=cooperative, price="100.00", is_public=False, title_fr="Miel")
    rows = [{"code": product.public_id, "price": 110, "title_fr": "Miel de thym"}]
    sheet = taken_over(sent(cooperative, rows))
    if changed == "title":
        edit_product(product_id=product.pk, values={"title_fr": "Miel blanc"}, by=sheet.sent_by)
    else:
        set_price(product_id=product.pk, values={"price": D("105.00")}, by=sheet.sent_by)

    back(sheet)

    product = Product.objects.get(pk=product.pk)
    said = ("Miel blanc", D("110.00")) if changed == "title" else ("Miel de thym", D("105.00"))
    assert (product.title_fr, product.stockrecord.price) == said
    assert [code for _, code in codes(rows_by_number(sheet)[2])] == ["undo_changed"]


def test_what_was_deleted_before_says_so(cooperative: Cooperative) -> None:
    sheet = taken_over(sent(cooperative, [OIL | {"stock": None}]))
    Product.objects.all().delete()

    back(sheet)

    assert codes(rows_by_number(sheet)[2]) == [("code", "undo_gone")]


def test_taken_back_once(cooperative: Cooperative) -> None:
    sheet = taken_over(sent(cooperative, [OIL]))
    back(sheet)

    with pytest.raises(ForbiddenMove):
        back(sheet)
    assert AuditEntry.objects.filter(action="product_sheet.take_back").count() == 1


def test_a_row_that_was_not_taken_over_is_left_alone(cooperative: Cooperative) -> None:
    sheet = taken_over(sent(cooperative, [OIL, OIL | {"title_fr": "Autre", "price": "cher"}]), only_good=True)
    back(sheet)

    assert codes(rows_by_number(sheet)[3]) == [("price", "price_not_a_number")]


def _asked(cooperative: Cooperative, number: int, label: str) -> int:
    """How many questions it takes to take back a sheet with so many new products, and as many that it changed."""
    rows = [{"code": make_product(cooperative=cooperative).public_id, "price": 77, "stock": 20} for _ in range(number)]
    rows += [OIL | {"title_fr": f"{label} {each}", "stock": each % 2} for each in range(number)]
    sheet = taken_over(sent(cooperative, rows))
    with CaptureQueriesContext(connection) as asked:
        back(sheet)
    return len(asked)


def test_it_takes_the_same_queries_for_two_rows_and_for_eighty(cooperative: Cooperative) -> None:
    few = _asked(cooperative, 2, "Huile")

    # One statement more where rows are many enough to be copied.
    assert _asked(cooperative, 40, "Miel") <= few + 2 <= 120
