"""What keepers do with their products: begin, hide, sell out, copy, throw away, put in order."""

from decimal import Decimal

import pytest
from django.utils import translation

from catalogue import keeping
from catalogue.counting import NothingToUndo, change_stock, count_by_hand
from catalogue.models import Product
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import waiting
from catalogue.moderation.services import send_for_sale
from catalogue.own_list import Pile, count_piles, named, on_pile, own_products, put_after, put_before
from catalogue.partner.models import StockMovement
from catalogue.partner.stock import Item, allocate, take_at_stall
from catalogue.pictures import PictureUnreadable
from catalogue.services import PaperMissing
from cooperatives.audit.models import AuditEntry
from tests.catalogue.keeping import kind, make_draft, make_keeper, make_lawful, photo
from tests.constraints import refused_by
from tests.factories import make_cooperative, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooperative():
    return make_cooperative(is_trusted=True)


@pytest.fixture
def keeper(cooperative):
    return make_keeper(cooperative)


def test_a_photo_a_kind_a_price_and_a_quantity_make_a_draft(cooperative, keeper) -> None:
    with translation.override("fr"):
        product = make_draft(cooperative, keeper, pictures=[photo()])

    product.refresh_from_db()
    assert (product.title_fr, product.unit, product.weight_grams) == ("Miel", "piece", 760)
    assert (product.is_public, product.first_public_at, product.legal_kind) == (False, None, "food")
    assert (product.stockrecord.price, product.stockrecord.num_in_stock) == (Decimal("120.00"), Decimal(10))
    assert product.images.count() == 1
    assert product.picture["webp"]
    assert product.net_quantity is None
    assert product.durability_months is None
    assert [shelf.slug for shelf in product.categories.all()] == ["honey"]


def test_the_languages_that_nobody_wrote_are_drafted_and_shown_to_nobody(cooperative, keeper) -> None:
    with translation.override("fr"):
        product = make_draft(cooperative, keeper)

    product.refresh_from_db()
    assert product.drafted_languages == ["ar", "en"]
    assert (product.title_ar, product.title_en) == ("عسل", "Honey")
    with translation.override("ar"):
        assert product.title == "Miel"
    assert product.search_text.count("عسل") == product.product_class.name_ar.count("عسل")


def test_the_same_draft_sent_twice_by_a_device_is_one_product(cooperative, keeper) -> None:
    first = make_draft(cooperative, keeper, device_id="5f1c")
    again = make_draft(cooperative, keeper, device_id="5f1c", price=Decimal(999))

    assert again == first
    assert Product.objects.filter(cooperative=cooperative).count() == 1
    assert first.stockrecord.price == Decimal(120)


def test_another_cooperative_with_the_same_device_id_has_its_own(cooperative, keeper) -> None:
    other = make_cooperative()

    assert make_draft(other, make_keeper(other), device_id="5f1c") != make_draft(cooperative, keeper, device_id="5f1c")


def test_a_draft_thrown_away_is_not_begun_again_by_its_device(cooperative, keeper) -> None:
    draft = make_draft(cooperative, keeper, device_id="5f1c")
    keeping.throw_away(product_id=draft.pk, by=keeper)

    with pytest.raises(keeping.DraftDeleted):
        make_draft(cooperative, keeper, device_id="5f1c")


def test_of_a_unique_piece_there_is_one(cooperative, keeper) -> None:
    with pytest.raises(keeping.MoreThanOneOfAUnique):
        make_draft(cooperative, keeper, "rug", quantity=Decimal(2))

    assert not Product.objects.exists()
    assert make_draft(cooperative, keeper, "rug", quantity=Decimal(1)).is_unique


def test_a_file_that_is_no_photo_begins_nothing(cooperative, keeper) -> None:
    broken = photo()
    broken.truncate(40)

    with pytest.raises(PictureUnreadable):
        make_draft(cooperative, keeper, pictures=[broken])

    assert not Product.objects.exists()


def test_hidden_it_is_off_the_shop_and_comes_back(cooperative, keeper) -> None:
    product = make_product(cooperative=cooperative)

    keeping.hide(product_id=product.pk, by=keeper)
    assert product not in Product.objects.on_sale()
    assert AuditEntry.objects.filter(action="product.change", subject_id=str(product.pk)).exists()

    keeping.show(product_id=product.pk, by=keeper)
    assert product in Product.objects.on_sale()


def test_a_draft_is_not_put_on_sale_by_showing_it(cooperative, keeper) -> None:
    draft = make_lawful(cooperative, keeper)

    keeping.show(product_id=draft.pk, by=keeper)

    assert not Product.objects.get(pk=draft.pk).is_public


def test_what_lost_a_paper_while_hidden_does_not_come_back(cooperative, keeper) -> None:
    product = make_product(cooperative=cooperative)
    keeping.hide(product_id=product.pk, by=keeper)
    Product.objects.filter(pk=product.pk).update(onssa_number="")

    with pytest.raises(PaperMissing):
        keeping.show(product_id=product.pk, by=keeper)


def test_sold_out_leaves_what_is_promised_and_is_undone_once(cooperative, keeper) -> None:
    product = make_product(cooperative=cooperative, stock="10")
    allocate(items=[Item(product.stockrecord.pk, Decimal(3), "order:1")])

    keeping.say_sold_out(product_id=product.pk, key="sold-out:1", by=keeper)
    product.stockrecord.refresh_from_db()
    assert (product.stockrecord.num_in_stock, product.stockrecord.free) == (Decimal(3), Decimal(0))

    keeping.undo_sold_out(product_id=product.pk, key="sold-out:1", by=keeper)
    with pytest.raises(NothingToUndo):
        keeping.undo_sold_out(product_id=product.pk, key="sold-out:1", by=keeper)
    product.stockrecord.refresh_from_db()
    assert product.stockrecord.num_in_stock == Decimal(10)
    assert StockMovement.objects.filter(kind="counted").count() == 2


@pytest.mark.parametrize(
    "since",
    [
        lambda **given: count_by_hand(quantity=Decimal(4), **given),
        lambda **given: change_stock(change=Decimal(4), **given),
    ],
)
def test_sold_out_is_not_undone_over_a_number_that_somebody_wrote_since(cooperative, keeper, since) -> None:
    product = make_product(cooperative=cooperative, stock="10")
    keeping.say_sold_out(product_id=product.pk, key="sold-out:1", by=keeper)
    since(product_id=product.pk, by=make_keeper(cooperative))

    with pytest.raises(NothingToUndo):
        keeping.undo_sold_out(product_id=product.pk, key="sold-out:1", by=keeper)

    product.stockrecord.refresh_from_db()
    assert product.stockrecord.num_in_stock == Decimal(4)


def test_what_was_sold_is_not_put_back_by_the_undo_of_something_else(cooperative, keeper) -> None:
    product = make_product(cooperative=cooperative, stock="10")
    take_at_stall(items=[Item(product.stockrecord.pk, Decimal(3), "sale:1")], edition_code="")

    with pytest.raises(NothingToUndo):
        keeping.undo_sold_out(product_id=product.pk, key="sale:1", by=keeper)


def test_a_draft_thrown_away_leaves_every_list_and_comes_back(cooperative, keeper) -> None:
    draft = make_draft(cooperative, keeper)

    keeping.throw_away(product_id=draft.pk, by=keeper)
    assert not own_products(cooperative).exists()
    assert count_piles(cooperative).drafts == 0

    keeping.fetch_back(product_id=draft.pk, by=keeper)
    assert list(own_products(cooperative)) == [draft]


def test_what_was_sent_of_a_draft_is_taken_back_when_it_is_thrown_away(cooperative, keeper) -> None:
    cooperative.is_trusted = False
    cooperative.save()
    sent = make_lawful(cooperative, keeper)
    send_for_sale(product_id=sent.pk, by=keeper)

    keeping.throw_away(product_id=sent.pk, by=keeper)

    assert not waiting().exists()


def test_what_shoppers_have_seen_is_not_thrown_away(cooperative, keeper) -> None:
    product = make_product(cooperative=cooperative)
    keeping.hide(product_id=product.pk, by=keeper)

    with pytest.raises(keeping.SoldBefore):
        keeping.throw_away(product_id=product.pk, by=keeper)

    assert Product.objects.get(pk=product.pk).discarded_at is None


def test_the_database_keeps_what_is_thrown_away_off_the_shop(cooperative, keeper) -> None:
    draft = make_lawful(cooperative, keeper)
    keeping.throw_away(product_id=draft.pk, by=keeper)

    with refused_by("product_discarded_was_never_public"):
        Product.objects.filter(pk=draft.pk).update(is_public=True)


def test_a_copy_says_the_same_and_has_nothing_in_stock(cooperative, keeper) -> None:
    original = make_lawful(cooperative, keeper, pictures=[photo()])
    send_for_sale(product_id=original.pk, by=keeper)

    copied = keeping.duplicate(product_id=original.pk, by=keeper)

    copied.refresh_from_db()
    same = ("kind_id", "product_class_id", "ingredients_fr", "net_quantity", "onssa_number", "drafted_languages")
    original.refresh_from_db()
    assert [getattr(copied, name) for name in same] == [getattr(original, name) for name in same]
    assert (copied.is_public, copied.first_public_at, copied.version) == (False, None, 1)
    assert copied.public_id != original.public_id
    assert (copied.stockrecord.price, copied.stockrecord.num_in_stock) == (Decimal(120), Decimal(0))
    assert copied.picture == original.picture
    assert copied.images.count() == 1


def test_another_size_is_tied_to_the_first_one(cooperative, keeper) -> None:
    first = make_lawful(cooperative, keeper)

    small = keeping.add_variant(product_id=first.pk, label="250 g", price=Decimal(70), by=keeper)
    smaller = keeping.add_variant(product_id=small.pk, label="125 g", price=Decimal(40), by=keeper)

    assert (small.variant_of, smaller.variant_of) == (first, first)
    assert (small.variant_label, small.net_quantity, small.stockrecord.price) == ("250 g", None, Decimal(70))


def test_products_are_put_before_and_after_each_other(cooperative, keeper) -> None:
    third, second, first = (make_product(cooperative=cooperative) for _ in range(3))
    assert list(own_products(cooperative)) == [first, second, third]

    put_before(product=third, other=first, by=keeper)
    assert list(own_products(cooperative)) == [third, first, second]

    put_after(product=third, other=first, by=keeper)
    assert list(own_products(cooperative)) == [first, third, second]

    newest = make_product(cooperative=cooperative)
    assert list(own_products(cooperative)) == [newest, first, third, second]


def test_a_product_is_not_put_among_those_of_another_cooperative(cooperative, keeper) -> None:
    own, other = make_product(cooperative=cooperative), make_product()

    put_before(product=own, other=other, by=keeper)

    assert list(own_products(cooperative)) == [own]
    assert not AuditEntry.objects.filter(action="product.move").exists()


def test_each_product_lies_on_its_pile(cooperative, keeper) -> None:
    cooperative.is_trusted = False
    cooperative.save()
    draft = make_draft(cooperative, keeper)
    sent = make_lawful(cooperative, keeper)
    send_for_sale(product_id=sent.pk, by=keeper)
    on_sale, hidden = make_product(cooperative=cooperative), make_product(cooperative=cooperative)
    keeping.hide(product_id=hidden.pk, by=keeper)

    own = own_products(cooperative)

    piles = {pile: set(on_pile(own, pile)) for pile in Pile}
    assert piles == {
        Pile.ALL: {draft, sent, on_sale, hidden},
        Pile.DRAFTS: {draft},
        Pile.WAITING: {sent},
        Pile.ON_SALE: {on_sale},
        Pile.HIDDEN: {hidden},
    }
    counts = count_piles(cooperative)
    assert (counts.all, counts.drafts, counts.waiting, counts.on_sale, counts.hidden) == (4, 1, 1, 1, 1)


def test_changes_sent_of_a_product_on_sale_take_nothing_from_the_drafts(cooperative, keeper) -> None:
    """Nor where it went on sale without a day written down."""
    ProductRevision.objects.create(product=make_product(cooperative=cooperative), number=1, sent_by=keeper)

    counts = count_piles(cooperative)

    assert (counts.all, counts.drafts, counts.waiting, counts.on_sale) == (1, 0, 1, 1)


def test_a_product_is_found_by_a_word_of_its_name_in_any_language(cooperative) -> None:
    honey = make_product(
        cooperative=cooperative, title_ar="عسل الزعتر", title_fr="Miel de thym", title_en="Thyme honey"
    )
    make_product(cooperative=cooperative)

    for typed in ("miel", "عسل", "honey thyme", "MIÈL"):
        assert list(named(own_products(cooperative), typed)) == [honey]


def test_a_kind_is_known_by_its_code() -> None:
    assert kind("rug").is_unique
