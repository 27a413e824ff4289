"""Two people who write one product: what both changed is told, what one changed is kept."""

from decimal import Decimal

import pytest
from django.utils import translation

from catalogue.models import Product
from catalogue.moderation.selectors import as_proposed
from catalogue.writing import ChangedMeanwhile, NoNameLeft, seen_of, seen_of_price, write_part, write_price
from cooperatives.audit.models import AuditEntry
from tests.catalogue.keeping import make_draft, make_keeper, make_lawful
from tests.factories import make_cooperative, make_product

pytestmark = pytest.mark.django_db
TEXTS = ("title_fr", "description_fr")


@pytest.fixture
def cooperative():
    return make_cooperative()


@pytest.fixture
def product(cooperative):
    with translation.override("fr"):
        return make_draft(cooperative, make_keeper(cooperative))


def write(product, by, seen, read=("fr",), **values):
    return write_part(product_id=product.pk, values=values, seen=seen, by=by, read=read)


def test_the_second_of_two_is_told_and_nothing_is_written(cooperative, product) -> None:
    first, second = make_keeper(cooperative), make_keeper(cooperative)
    seen = seen_of(product, TEXTS)
    write(product, first, seen, title_fr="Miel de thym", description_fr="")

    with pytest.raises(ChangedMeanwhile) as refusal:
        write(product, second, seen, title_fr="Miel d'oranger", description_fr="")

    assert refusal.value.fields == ("title_fr",)
    assert refusal.value.stands.title_fr == "Miel de thym"
    assert Product.objects.get(pk=product.pk).title_fr == "Miel de thym"


def test_what_each_changed_alone_is_kept_of_both(cooperative, product) -> None:
    first, second = make_keeper(cooperative), make_keeper(cooperative)
    seen = seen_of(product, TEXTS)
    write(product, first, seen, title_fr="Miel de thym", description_fr="")

    written = write(product, second, seen, title_fr="Miel", description_fr="De la montagne.")

    stored = Product.objects.get(pk=product.pk)
    assert (stored.title_fr, stored.description_fr) == ("Miel de thym", "De la montagne.")
    assert written.kept_of_another == ("title_fr",)


def test_the_same_words_by_both_are_no_quarrel(cooperative, product) -> None:
    seen = seen_of(product, TEXTS)
    write(product, make_keeper(cooperative), seen, title_fr="Miel de thym", description_fr="")

    write(product, make_keeper(cooperative), seen, title_fr="Miel de thym", description_fr="")

    assert Product.objects.get(pk=product.pk).title_fr == "Miel de thym"


def test_saving_again_after_having_seen_both_is_a_decision(cooperative, product) -> None:
    first, second = make_keeper(cooperative), make_keeper(cooperative)
    write(product, first, seen_of(product, TEXTS), title_fr="Miel de thym", description_fr="")
    fresh = seen_of(as_proposed(Product.objects.get(pk=product.pk)), TEXTS)

    write(product, second, fresh, title_fr="Miel d'oranger", description_fr="")

    assert Product.objects.get(pk=product.pk).title_fr == "Miel d'oranger"


def test_the_version_grows_with_each_change(cooperative, product) -> None:
    keeper = make_keeper(cooperative)
    write(product, keeper, {}, title_fr="Un")
    write(product, keeper, {}, title_fr="Deux")

    assert Product.objects.get(pk=product.pk).version == 3


def test_a_price_changes_at_once_and_the_log_keeps_the_old_one(cooperative) -> None:
    product, keeper = make_product(cooperative=cooperative), make_keeper(cooperative)
    seen = seen_of_price(product.stockrecord, ["price"])

    write_price(product_id=product.pk, values={"price": Decimal("99.90")}, seen=seen, by=keeper)

    product.stockrecord.refresh_from_db()
    assert product.stockrecord.price == Decimal("99.90")
    entry = AuditEntry.objects.get(action="stockrecord.change")
    assert (entry.before, entry.after, entry.by) == ({"price": "120.00"}, {"price": "99.90"}, keeper)


def test_two_prices_at_once_are_told_and_120_is_120_00(cooperative) -> None:
    product, keeper = make_product(cooperative=cooperative), make_keeper(cooperative)
    seen = seen_of_price(product.stockrecord, ["price"])
    write_price(product_id=product.pk, values={"price": Decimal(90)}, seen=seen, by=keeper)

    with pytest.raises(ChangedMeanwhile):
        write_price(product_id=product.pk, values={"price": Decimal(80)}, seen=seen, by=make_keeper(cooperative))
    kept = write_price(product_id=product.pk, values={"price": Decimal(120)}, seen=seen, by=keeper)

    product.stockrecord.refresh_from_db()
    assert product.stockrecord.price == Decimal("90.00")
    assert kept.kept_of_another == ("price",)


def test_suggestions_are_made_anew_until_somebody_has_read_them(cooperative, product) -> None:
    keeper = make_keeper(cooperative)
    write(product, keeper, {}, read=(), net_quantity=Decimal(250), net_unit="g")
    stored = Product.objects.get(pk=product.pk)
    assert (stored.title_en, stored.drafted_languages) == ("Honey, 250 g", ["ar", "en"])

    write(product, keeper, {}, read=("en",), title_en="Honey, 250 g", description_en="")
    write(product, keeper, {}, read=(), net_quantity=Decimal(500), net_unit="g")

    stored = Product.objects.get(pk=product.pk)
    assert (stored.title_en, stored.drafted_languages) == ("Honey, 250 g", ["ar"])
    with translation.override("en"):
        assert stored.title == "Honey, 250 g"


def test_the_last_name_that_was_read_is_not_taken_away(cooperative, product) -> None:
    with pytest.raises(NoNameLeft):
        write_part(
            product_id=product.pk,
            values={"title_fr": "", "description_fr": ""},
            seen={},
            by=make_keeper(cooperative),
            unread=["fr"],
        )

    assert Product.objects.get(pk=product.pk).title_fr == "Miel"


def test_of_what_shoppers_know_the_change_waits_and_is_seen_by_its_keepers(cooperative) -> None:
    product, keeper = make_product(cooperative=cooperative), make_keeper(cooperative)
    seen = seen_of(product, TEXTS)

    written = write(product, keeper, seen, title_fr="Autre nom", description_fr="")

    assert written.waits_for_staff
    assert Product.objects.get(pk=product.pk).title_fr == product.title_fr
    assert written.product.title_fr == "Autre nom"
    with pytest.raises(ChangedMeanwhile):
        write(product, make_keeper(cooperative), seen, title_fr="Encore un autre", description_fr="")


def test_ingredients_are_proposed_where_every_word_is_known(cooperative) -> None:
    keeper = make_keeper(cooperative)
    with translation.override("fr"):
        product = make_lawful(cooperative, keeper)

    write(product, keeper, {}, read=(), ingredients_fr="amandes grillées, miel, huile d'argan")
    assert Product.objects.get(pk=product.pk).ingredients_ar == "لوز محمص، عسل، زيت أركان"

    write(product, keeper, {}, read=(), ingredients_fr="amandes, secret de famille")
    assert Product.objects.get(pk=product.pk).ingredients_ar == ""
