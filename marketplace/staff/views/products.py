"""The menu Products: what is sold, its price, stock and pictures, shelves, families and what ran short."""

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup

from catalogue.models import Category, Product, ProductClass
from catalogue.partner.models import Shortage, StockMovement
from catalogue.search import containing, words_of
from catalogue.services import (
    count_stock,
    hide_product,
    publish_product,
    set_price,
    settle_shortage,
    show_picture_first,
    take_picture_off,
)
from cooperatives.accounts.models import User
from cooperatives.idempotency import new_token
from cooperatives.models import Cooperative
from cooperatives.territory.models import Region
from cooperatives.texts import search_form
from marketplace.staff.forms.products import (
    COUNT_REFUSALS,
    PICTURE_REFUSALS,
    PUBLISH_REFUSALS,
    SHORTAGE_REFUSALS,
    CategoryForm,
    CountForm,
    FamilyForm,
    OutcomeForm,
    PictureForm,
    PriceForm,
    ProductForm,
    WhichPictureForm,
    indented,
)
from marketplace.staff.services import add_product_picture
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, table
from marketplace.staff.views.cooperatives import by_name
from marketplace.staff.views.logs import acts_of
from marketplace.staff.views.moderation import revisions


def _priced(row: Product) -> bool:
    return hasattr(row, "stockrecord")


def _pictured(row: Product) -> bool:
    return bool(row.images.exists())


def _count(row: Product, by: User, given: Mapping[str, Any]) -> None:
    count_stock(product_id=row.pk, quantity=given["quantity"], key=f"count:{new_token()}", by=by)


def _add_picture(row: Product, by: User, given: Mapping[str, Any]) -> None:
    add_product_picture(product_id=row.pk, upload=given["picture"], is_illustration=given["is_illustration"], by=by)


PUBLISH = Act(
    name="publish",
    title=_("Put on sale"),
    done=_("On sale from now on."),
    explained=_("Shoppers see it at once, as soon as its cooperative is checked."),
    icon="view",
    do=lambda row, by, _given: publish_product(product_id=row.pk, by=by),
    is_offered=lambda row: not row.is_public and row.discarded_at is None,
    refusals=PUBLISH_REFUSALS,
)
HIDE = Act(
    name="hide",
    title=_("Hide"),
    done=_("Hidden: shoppers do not see it any more."),
    explained=_("Shoppers do not see it any more. What was ordered of it stays ordered."),
    icon="no-view",
    do=lambda row, by, _given: hide_product(product_id=row.pk, by=by),
    is_offered=lambda row: row.is_public,
)
PRICE = Act(
    name="price",
    title=_("Price"),
    done=_("The price is written."),
    explained=_("What was sold keeps its price. A shopper who has it in the basket is told of the new one."),
    button=_("Save"),
    icon="tag",
    form=PriceForm,
    do=lambda row, by, given: set_price(product_id=row.pk, values=given, by=by),
    is_offered=_priced,
)
COUNT = Act(
    name="count",
    title=_("Count the stock"),
    done=_("The stock is written."),
    button=_("Save"),
    icon="list-ol",
    form=CountForm,
    do=_count,
    is_offered=_priced,
    refusals=COUNT_REFUSALS,
)
ADD_PICTURE = Act(
    name="add-picture",
    title=_("Add a picture"),
    done=_("The picture is added."),
    icon="image",
    form=PictureForm,
    do=_add_picture,
    refusals=PICTURE_REFUSALS,
)
FIRST_PICTURE = Act(
    name="first-picture",
    title=_("Which picture is first"),
    done=_("Lists show this picture now."),
    button=_("Save"),
    icon="order-up",
    form=WhichPictureForm,
    do=lambda row, by, given: show_picture_first(image_id=given["picture"].pk, by=by),
    is_offered=_pictured,
)
PICTURE_OFF = Act(
    name="picture-off",
    title=_("Take a picture off"),
    done=_("The picture is off."),
    icon="cross",
    form=WhichPictureForm,
    do=lambda row, by, given: take_picture_off(image_id=given["picture"].pk, by=by),
    is_offered=_pictured,
)
SETTLE_SHORTAGE = Act(
    name="settle",
    title=_("Settle"),
    done=_("Settled."),
    explained=_("Say which order was cancelled or made good, or why nothing is missing after all."),
    icon="check",
    form=OutcomeForm,
    do=lambda row, by, given: settle_shortage(shortage_id=row.pk, outcome=given["outcome"], by=by),
    is_offered=lambda row: row.settled_at is None,
    refusals=SHORTAGE_REFUSALS,
)


def sellers(_request: HttpRequest | None) -> QuerySet[Cooperative]:
    """The cooperatives that have products, by name."""
    return by_name(Cooperative.objects.filter(products__isnull=False).distinct().defer("story", "phone"))


class ProductFilters(WagtailFilterSet):
    product_class = django_filters.ModelChoiceFilter(queryset=ProductClass.objects.order_by("code"), label=_("Family"))
    cooperative = django_filters.ModelChoiceFilter(queryset=sellers, label=_("Cooperative"))
    region = django_filters.ModelChoiceFilter(queryset=Region.objects.all(), label=_("Region"))
    is_public = django_filters.BooleanFilter(label=_("On sale"))

    class Meta:
        model = Product
        fields = ["product_class", "cooperative", "region", "is_public"]


class ShortageFilters(WagtailFilterSet):
    open = django_filters.BooleanFilter(field_name="settled_at", lookup_expr="isnull", label=_("Still open"))

    class Meta:
        model = Shortage
        fields: list[str] = []


class ProductViewSet(StaffViewSet):
    model = Product
    names = Names(_("Product"), _("Products"), _("Add a product"))
    icon = "tag"
    form = ProductForm
    filterset_class = ProductFilters
    acts = (PUBLISH, HIDE, PRICE, COUNT, ADD_PICTURE, FIRST_PICTURE, PICTURE_OFF)
    list_display = (
        columns.text(_("Name"), "title"),
        columns.text(_("Cooperative"), "cooperative"),
        columns.text(_("Family"), "product_class.name", sort="product_class"),
        columns.money(_("Price"), "stockrecord.price", sort="stockrecord__price"),
        columns.quantity(pgettext_lazy("stock", "Free"), "stockrecord.free", sort="free"),
        columns.text(_("On sale"), lambda row: _("Yes") if row.is_public else _("No"), sort="is_public"),
    )

    def rows(self) -> QuerySet:
        read = Product.objects.kept().select_related("cooperative", "product_class", "stockrecord")
        free = F("stockrecord__num_in_stock") - F("stockrecord__num_allocated")
        return read.annotate(free=free).defer("cooperative__story", "cooperative__phone").order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return containing(rows, words_of(words))

    def facts(self, row: Product) -> Sequence[Fact]:
        record = getattr(row, "stockrecord", None)
        return [
            Fact(_("On sale"), _("Yes") if row.is_public else _("No")),
            Fact(_("Cooperative"), str(row.cooperative)),
            Fact(_("Family"), str(row.product_class)),
            Fact(_("Shelves"), columns.listed(*(shelf.name for shelf in row.categories.all()))),
            Fact(_("Where it is made"), columns.listed(row.commune.name, row.region.name)),
            Fact(_("Quality sign"), str(row.sign.sign) if row.sign else "–"),
            Fact(_("ONSSA number"), row.onssa_number or "–", is_code=True),
            Fact(_("Registration as a cosmetic"), row.cosmetic_registration or "–", is_code=True),
            Fact(_("Price"), columns.as_money(record.price if record else None)),
            Fact(_("In stock"), columns.as_quantity(record.num_in_stock if record else None)),
            Fact(_("Promised to orders"), columns.as_quantity(record.num_allocated if record else None)),
        ]

    def related(self, row: Product, request: HttpRequest) -> Sequence[Related]:
        pictures = row.images.order_by("display_order", "id")
        moves = StockMovement.objects.filter(stockrecord__product=row).select_related("by").order_by("-pk")
        return [
            Related(
                _("Pictures"),
                table(
                    (
                        columns.text(_("Picture"), _thumbnail),
                        columns.text(_("Drawn"), lambda image: _("Yes") if image.is_illustration else _("No")),
                    ),
                    pictures,
                ),
            ),
            Related(
                _("How its stock moved"),
                table(
                    (
                        columns.moment(_("When"), "at"),
                        columns.text(_("Why"), "get_kind_display"),
                        columns.text(_("Where"), "get_place_display"),
                        columns.quantity(_("In stock"), "change_in_stock"),
                        columns.quantity(_("Promised to orders"), "change_allocated"),
                        columns.text(_("Who"), "by"),
                    ),
                    moves[:20],
                ),
            ),
            acts_of(row),
        ]


def _thumbnail(image: Any) -> str:
    return format_html('<img src="{}" alt="" width="120" loading="lazy">', image.original.url)


class CategoryViewSet(StaffViewSet):
    model = Category
    names = Names(_("Shelf"), _("Shelves"), _("Add a shelf"))
    icon = "folder-open-inverse"
    form = CategoryForm
    inspect_view_enabled = False
    list_per_page = 100
    list_display = (
        columns.text(_("Name"), indented),
        columns.text(_("Shown in the shop"), lambda row: _("Yes") if row.is_public else _("No")),
        columns.number(_("Products"), "held"),
    )

    def rows(self) -> QuerySet:
        return Category.objects.annotate(held=Count("product")).order_by("path")


class FamilyViewSet(StaffViewSet):
    model = ProductClass
    names = Names(_("Family"), _("Families"))
    icon = "grid"
    form = FamilyForm
    is_addable = False
    inspect_view_enabled = False
    list_display = (
        columns.text(_("Name"), "name"),
        columns.text(_("What the law asks"), "get_legal_kind_display", sort="legal_kind"),
        columns.code(_("Tax rate, as a share"), "tax_rate", sort="tax_rate"),
        columns.number(_("Products"), "held"),
    )

    def rows(self) -> QuerySet:
        return ProductClass.objects.annotate(held=Count("products")).order_by("code")


class ShortageViewSet(StaffViewSet):
    model = Shortage
    names = Names(_("Shortage"), _("Shortages"))
    icon = "warning"
    filterset_class = ShortageFilters
    acts = (SETTLE_SHORTAGE,)
    list_display = (
        columns.text(_("Product"), "stockrecord.product.title"),
        columns.text(_("Cooperative"), "stockrecord.product.cooperative"),
        columns.quantity(_("Missing"), "quantity"),
        columns.moment(_("When"), "created_at", sort="created_at"),
        columns.text(_("How was it settled?"), "outcome"),
    )

    def rows(self) -> QuerySet:
        # What is still open first.
        return Shortage.objects.select_related("stockrecord__product__cooperative").order_by(
            F("settled_at").desc(nulls_first=True), "-pk"
        )

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(
            Q(stockrecord__product__search_text__contains=search_form(words)) | Q(key__contains=words.strip())
        )

    def facts(self, row: Shortage) -> Sequence[Fact]:
        return [
            Fact(_("Product"), str(row.stockrecord.product.title)),
            Fact(_("Cooperative"), str(row.stockrecord.product.cooperative)),
            Fact(_("Missing"), columns.as_quantity(row.quantity)),
            Fact(_("From which sale"), row.key, is_code=True),
            Fact(_("When"), columns.as_moment(row.created_at)),
            Fact(_("How was it settled?"), row.outcome or "–"),
            Fact(_("Who"), str(row.settled_by or "–")),
        ]


products = ProductViewSet("products")
categories = CategoryViewSet("shelves")
families = FamilyViewSet("families")
shortages = ShortageViewSet("shortages")


class ProductsMenu(ViewSetGroup):
    menu_label = _("Products")
    menu_name = "products"
    menu_icon = "tag"
    menu_order = 220
    items = (products, revisions, categories, families, shortages)
