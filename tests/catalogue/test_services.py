"""Products: written hidden, put on sale with their papers, priced, counted and taken off again."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from catalogue.models import Category, Product
from catalogue.partner.models import Shortage, StockMovement, StockRecord
from catalogue.partner.stock import AllocatedAboveCount, Item, allocate
from catalogue.services import (
    PaperMissing,
    PriceMissing,
    ShortageSettled,
    SignOfAnother,
    add_category,
    add_product,
    count_stock,
    edit_category,
    edit_family,
    edit_product,
    hide_product,
    publish_product,
    set_price,
    settle_shortage,
)
from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.models import Cooperative, QualitySign, SignHeld
from tests.factories import make_category, make_cooperative, make_family, make_product, make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 8, 3, 11, 0, tzinfo=UTC)


def make_sign(cooperative: Cooperative) -> SignHeld:
    sign, _ = QualitySign.objects.get_or_create(code="igp-argane", defaults={"kind": "igp", "name_fr": "IGP Argane"})
    return SignHeld.objects.create(
        cooperative=cooperative, sign=sign, certifier="Normacert", number="12", expires_on="2099-01-01"
    )


def add(cooperative: Cooperative, **values) -> Product:
    given = {"title_fr": "Huile", "commune": cooperative.commune, "product_class": make_family()} | values
    shelf = make_category()
    return add_product(
        cooperative_id=cooperative.pk, values=given, category_ids=[shelf.pk], price=Decimal("95.00"), by=make_user()
    )


def test_new_product_is_hidden_priced_and_stands_on_its_shelf() -> None:
    cooperative = make_cooperative()

    product = add(cooperative)

    record = StockRecord.objects.get(product=product)
    assert (product.is_public, product.slug) == (False, "huile")
    assert (record.price, record.num_in_stock, record.partner) == (Decimal("95.00"), 0, cooperative.partner)
    assert [category.slug for category in product.categories.all()] == ["oils"]
    assert AuditEntry.objects.get().action == "product.create"


def test_first_product_of_a_cooperative_makes_its_partner() -> None:
    cooperative = make_cooperative()
    cooperative.partner.delete()

    product = add(Cooperative.objects.get(pk=cooperative.pk))

    assert product.stockrecord.partner.cooperative == cooperative


@pytest.mark.parametrize(
    ("kind", "field", "nothing"),
    [
        ("food", "onssa_number", {"onssa_number": ""}),
        ("food", "ingredients", {"ingredients_fr": ""}),
        ("food", "net_quantity", {"net_quantity": None, "net_unit": ""}),
        ("food", "durability_months", {"durability_months": None}),
        ("cosmetic", "cosmetic_registration", {"cosmetic_registration": ""}),
    ],
)
def test_product_without_its_paper_stays_hidden(kind: str, field: str, nothing: dict) -> None:
    family = make_family(f"of-{kind}", legal_kind=kind)
    product = make_product(family=family, is_public=False, **nothing)

    with pytest.raises(PaperMissing) as refused:
        publish_product(product_id=product.pk, by=make_user())

    assert refused.value.field == field
    product.refresh_from_db()
    assert product.is_public is False
    assert not AuditEntry.objects.exists()


def test_all_that_is_missing_is_said_at_once() -> None:
    product = make_product(is_public=False, onssa_number="", ingredients_fr="", durability_months=None)

    with pytest.raises(PaperMissing) as refused:
        publish_product(product_id=product.pk, by=make_user())

    assert refused.value.fields == ("onssa_number", "ingredients", "durability_months")


def test_sold_by_weight_food_needs_no_net_weight() -> None:
    product = make_product(is_public=False, unit="kg", net_quantity=None, net_unit="")

    publish_product(product_id=product.pk, by=make_user())

    product.refresh_from_db()
    assert product.is_public is True


def test_day_on_which_it_was_first_on_sale_stays() -> None:
    product, by = make_product(is_public=False), make_user()
    with clock.frozen_at(NOON):
        publish_product(product_id=product.pk, by=by)
    hide_product(product_id=product.pk, by=by)

    publish_product(product_id=product.pk, by=by)

    product.refresh_from_db()
    assert product.first_public_at == NOON


def test_craft_needs_no_paper() -> None:
    family = make_family("rugs", legal_kind="craft")
    product = make_product(family=family, is_public=False, onssa_number="", cosmetic_registration="")

    publish_product(product_id=product.pk, by=make_user())

    product.refresh_from_db()
    assert product.is_public is True


def test_product_without_a_price_stays_hidden() -> None:
    product = make_product(is_public=False)
    product.stockrecord.delete()

    with pytest.raises(PriceMissing):
        publish_product(product_id=product.pk, by=make_user())


def test_paper_cannot_be_taken_from_a_product_on_sale() -> None:
    product = make_product()

    with pytest.raises(PaperMissing):
        edit_product(product_id=product.pk, values={"onssa_number": ""}, by=make_user())

    product.refresh_from_db()
    assert product.onssa_number == "DEMO-1"


def test_sign_of_another_cooperative_is_refused() -> None:
    product, other = make_product(), make_cooperative()

    with pytest.raises(SignOfAnother):
        edit_product(product_id=product.pk, values={"sign": make_sign(other)}, by=make_user())

    edit_product(product_id=product.pk, values={"sign": make_sign(product.cooperative)}, by=make_user())
    product.refresh_from_db()
    assert product.sign.cooperative == product.cooperative


def test_hidden_product_leaves_the_shop() -> None:
    product = make_product()

    hide_product(product_id=product.pk, by=make_user())

    assert not Product.objects.on_sale().exists()
    assert AuditEntry.objects.get().after == {"is_public": False}


def test_new_price_is_written_down() -> None:
    product = make_product(price="120.00")

    set_price(product_id=product.pk, values={"price": Decimal("130.00")}, by=make_user())

    assert StockRecord.objects.get(product=product).price == Decimal("130.00")
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after) == ({"price": "120.00"}, {"price": "130.00"})


def test_count_below_what_is_promised_changes_nothing() -> None:
    product = make_product(stock="10")
    allocate(items=[Item(product.stockrecord.pk, Decimal(8), "order:1")])

    with pytest.raises(AllocatedAboveCount) as refused:
        count_stock(product_id=product.pk, quantity=Decimal(5), key="count:1", by=make_user())

    assert refused.value.allocated == 8
    assert StockRecord.objects.get(product=product).num_in_stock == 10
    assert not StockMovement.objects.filter(key="count:1").exists()
    assert not AuditEntry.objects.exists()


def test_count_moves_the_stock_through_its_one_writer() -> None:
    product, staff = make_product(stock="10"), make_user()

    count_stock(product_id=product.pk, quantity=Decimal("12.500"), key="count:1", by=staff)

    assert StockRecord.objects.get(product=product).num_in_stock == Decimal("12.500")
    movement = StockMovement.objects.get(key="count:1")
    assert (movement.change_in_stock, movement.by) == (Decimal("2.500"), staff)


def test_shelf_is_added_below_another_and_renamed() -> None:
    parent = make_category()

    child = add_category(parent_id=parent.pk, values={"name_fr": "Argan", "slug": "argan"}, by=make_user())
    edit_category(category_id=child.pk, values={"name_fr": "Huile d'argan"}, by=make_user())

    found = Category.objects.get(pk=child.pk)
    assert (found.get_parent(), found.name_fr) == (parent, "Huile d'argan")


def test_family_gets_another_tax_rate() -> None:
    family = make_family()

    edit_family(family_id=family.pk, values={"tax_rate": Decimal("0.100")}, by=make_user())

    family.refresh_from_db()
    assert family.tax_rate == Decimal("0.100")


def test_shortage_is_settled_once_with_its_outcome() -> None:
    staff = make_user()
    shortage = Shortage.objects.create(stockrecord=make_product().stockrecord, quantity=2, key="sale:1")

    settle_shortage(shortage_id=shortage.pk, outcome="Order cancelled", by=staff)

    shortage.refresh_from_db()
    assert (shortage.outcome, shortage.settled_by) == ("Order cancelled", staff)
    with pytest.raises(ShortageSettled):
        settle_shortage(shortage_id=shortage.pk, outcome="Again", by=staff)
    shortage.refresh_from_db()
    assert shortage.outcome == "Order cancelled"
