"""How far a product is, and that what may not be sold says exactly what is missing."""

from decimal import Decimal

import pytest
from django.utils import translation

from catalogue.completeness import PART_OF_FIELD, completeness_of, may_not_sell
from catalogue.models import Product
from catalogue.moderation.services import send_for_sale
from catalogue.services import PaperMissing
from catalogue.suggestions import allergens_named, glossary
from catalogue.writing import write_part
from tests.catalogue.keeping import LAWFUL, make_draft, make_keeper, photo
from tests.factories import make_cooperative, make_product

pytestmark = pytest.mark.django_db
ALLERGENS = {"gluten", "crustaceans", "eggs", "fish", "peanuts", "soya", "milk", "nuts", "celery", "mustard"} | {
    "sesame",
    "sulphites",
    "lupin",
    "molluscs",
}


@pytest.fixture
def cooperative():
    return make_cooperative(is_trusted=True)


@pytest.fixture
def keeper(cooperative):
    return make_keeper(cooperative)


def write(product, keeper, **values) -> Product:
    write_part(product_id=product.pk, values=values, seen={}, by=keeper)
    return Product.objects.get(pk=product.pk)


def test_a_new_draft_of_honey_lacks_four_things_by_law(cooperative, keeper) -> None:
    draft = make_draft(cooperative, keeper)

    assert may_not_sell(draft) == ["onssa_number", "ingredients", "net_quantity", "durability_months"]
    found = completeness_of(draft)
    assert [step.part for step in found.steps if step.is_law] == ["amount", "contents", "keeping", "papers"]
    assert found.next_step.part == "amount"


def test_each_thing_said_is_one_less_and_then_it_may_be_sold(cooperative, keeper) -> None:
    with translation.override("fr"):
        draft = make_draft(cooperative, keeper, pictures=[photo()])
    lacking = [may_not_sell(draft)]
    for name in ("onssa_number", "ingredients_fr", "durability_months"):
        lacking.append(may_not_sell(write(draft, keeper, **{name: LAWFUL[name]})))
        with pytest.raises(PaperMissing):
            send_for_sale(product_id=draft.pk, by=keeper)
    whole = write(draft, keeper, net_quantity=Decimal(500), net_unit="g")

    assert [len(fields) for fields in lacking] == [4, 3, 2, 1]
    assert may_not_sell(whole) == []
    assert completeness_of(whole).percent == 5 * 100 // 7
    send_for_sale(product_id=draft.pk, by=keeper)
    assert Product.objects.get(pk=draft.pk).is_public


def test_ingredients_in_a_language_that_nobody_read_do_not_count(cooperative, keeper) -> None:
    draft = make_draft(cooperative, keeper)
    Product.objects.filter(pk=draft.pk).update(ingredients_fr="miel", drafted_languages=["fr"])

    assert "ingredients" in may_not_sell(Product.objects.get(pk=draft.pk))


def test_a_rug_needs_no_papers_and_says_its_size(cooperative, keeper) -> None:
    rug = make_draft(cooperative, keeper, "rug", quantity=Decimal(1))

    assert may_not_sell(rug) == []
    assert [step.part for step in completeness_of(rug).steps] == ["pictures", "amount", "description", "names"]
    sized = write(rug, keeper, dimensions="120 × 200 cm")
    assert next(step for step in completeness_of(sized).steps if step.part == "amount").is_done


def test_a_cosmetic_needs_its_registration(cooperative, keeper) -> None:
    assert may_not_sell(make_draft(cooperative, keeper, "soap")) == ["cosmetic_registration"]


def test_every_field_of_the_law_has_its_screen() -> None:
    assert set(PART_OF_FIELD.values()) <= {"papers", "contents", "amount", "keeping"}


def test_completeness_asks_the_database_nothing(django_assert_num_queries) -> None:
    product = Product.objects.select_related("product_class").get(pk=make_product().pk)

    with django_assert_num_queries(0):
        completeness_of(product)


def test_ingredients_name_their_allergens_in_any_language(cooperative, keeper) -> None:
    draft = make_draft(cooperative, keeper)
    draft.drafted_languages = []
    draft.ingredients_ar, draft.ingredients_fr = "لوز محمص، عسل", "Sésame, lait de chèvre"

    assert allergens_named(draft) == ["nuts", "sesame", "milk"]


def test_the_glossary_knows_only_allergens_that_the_law_names() -> None:
    assert {word.allergen for word in glossary().values()} - {""} <= ALLERGENS
    assert len({id(word) for word in glossary().values()}) > 100
