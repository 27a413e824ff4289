"""What the database itself refuses of drafts, revisions, lots and sheets."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from catalogue.kinds.models import ProductKind
from catalogue.lots.models import Lot
from catalogue.models import Product
from catalogue.moderation.enums import RevisionStatus
from catalogue.moderation.models import ProductRevision
from catalogue.sheets.enums import RowAct, SheetStatus
from catalogue.sheets.models import ProductSheet, SheetRow
from cooperatives import clock
from tests.constraints import refused_by
from tests.factories import make_category, make_cooperative, make_family, make_product, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def product() -> Product:
    return make_product()


class TestFoodOnSale:
    @pytest.mark.parametrize(
        "missing",
        [{"ingredients_fr": ""}, {"durability_months": None}, {"net_quantity": None, "net_unit": ""}],
        ids=["ingredients", "durability", "net weight"],
    )
    def test_says_what_is_in_it(self, product: Product, missing: dict[str, Any]) -> None:
        with refused_by("product_food_on_sale_says_what_is_in_it"):
            Product.objects.filter(pk=product.pk).update(**missing)
        Product.objects.filter(pk=product.pk).update(is_public=False, **missing)

    def test_by_weight_needs_no_net_weight(self, product: Product) -> None:
        Product.objects.filter(pk=product.pk).update(unit="kg", net_quantity=None, net_unit="")

    def test_a_rug_needs_none_of_it(self) -> None:
        rug = make_product(family=make_family("rugs", legal_kind="craft"), ingredients_fr="", durability_months=None)
        assert Product.objects.on_sale().get() == rug


def test_a_product_is_no_variant_of_itself(product: Product) -> None:
    with refused_by("product_not_a_variant_of_itself"):
        Product.objects.filter(pk=product.pk).update(variant_of=product)


def test_drafts_are_in_languages_that_we_have(product: Product) -> None:
    with refused_by("product_drafted_in_known_languages"):
        Product.objects.filter(pk=product.pk).update(drafted_languages=["de"])


def test_a_kind_that_is_the_only_one_is_sold_by_the_piece() -> None:
    row = {"family": make_family(), "category": make_category(), "name": "k"}
    with refused_by("productkind_unique_is_a_piece"):
        ProductKind.objects.create(code="k", is_unique=True, unit="kg", **row)


class TestRevisions:
    def revision(self, product: Product, **given: Any) -> ProductRevision:
        number = product.revisions.count() + 1
        return ProductRevision.objects.create(
            **{"product": product, "number": number, "values": {}, "sent_by": make_user()} | given
        )

    def test_one_of_a_product_is_looked_at(self, product: Product) -> None:
        self.revision(product)
        with refused_by("productrevision_open_once"):
            self.revision(product)

    def test_who_sent_it_does_not_judge_it(self, product: Product) -> None:
        person = make_user()
        with refused_by("productrevision_judged_by_another"):
            self.revision(product, status=RevisionStatus.ACCEPTED, sent_by=person, judged_by=person)

    def test_a_trusted_cooperatives_needs_nobody(self, product: Product) -> None:
        self.revision(product, status=RevisionStatus.ACCEPTED)
        self.revision(product, status=RevisionStatus.ACCEPTED)
        assert product.revisions.count() == 2

    def test_asking_for_a_change_says_which(self, product: Product) -> None:
        with refused_by("productrevision_asked_again_with_a_reason"):
            self.revision(product, status=RevisionStatus.ASKED_AGAIN, judged_by=make_user())


class TestLots:
    def lot(self, product: Product, **given: Any) -> Lot:
        row = {
            "product": product,
            "cooperative": product.cooperative,
            "commune": product.commune,
            "code": "L1",
            "made_on": date(2026, 11, 1),
            "quantity": Decimal(40),
            "language": "ar",
            "written_by": make_user(),
        }
        return Lot.objects.create(**row | given)

    def test_a_code_is_good_once_in_a_cooperative(self, product: Product) -> None:
        self.lot(product)
        with refused_by("lot_code_once"):
            self.lot(make_product(cooperative=product.cooperative))
        self.lot(make_product())
        assert Lot.objects.count() == 2

    def test_it_keeps_longer_than_the_day_it_was_made(self, product: Product) -> None:
        with refused_by("lot_best_after_it_was_made"):
            self.lot(product, best_before=date(2026, 11, 1))

    def test_it_holds_something(self, product: Product) -> None:
        with refused_by("lot_quantity_above_zero"):
            self.lot(product, quantity=Decimal(0))

    def test_calling_it_back_says_why(self, product: Product) -> None:
        with refused_by("lot_called_back_with_a_reason"):
            self.lot(product, called_back_at=clock.now())


class TestSheets:
    def sheet(self, **given: Any) -> ProductSheet:
        row = {"cooperative": make_cooperative(), "file": "f", "file_name": "p.xlsx", "digest": "d"}
        return ProductSheet.objects.create(**row | {"sent_by": make_user()} | given)

    def test_the_same_file_is_read_once_at_a_time(self) -> None:
        first = self.sheet()
        with refused_by("productsheet_open_once"):
            self.sheet(cooperative=first.cooperative)
        ProductSheet.objects.filter(pk=first.pk).update(status=SheetStatus.DROPPED)
        self.sheet(cooperative=first.cooperative)
        assert ProductSheet.objects.count() == 2

    def test_a_row_with_mistakes_is_not_taken_over(self) -> None:
        with refused_by("sheetrow_refused_is_not_loaded"):
            SheetRow.objects.create(sheet=self.sheet(), number=2, act=RowAct.REFUSED, loaded_at=clock.now())
