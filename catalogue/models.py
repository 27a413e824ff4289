"""Products as described, whoever sells them: Oscar's catalogue with a cooperative and an origin."""

from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import (
    AbstractCategory,
    AbstractProduct,
    AbstractProductClass,
    AbstractProductImage,
)
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet

from catalogue.enums import LegalKind, NetUnit, ShippingClass, Unit
from cooperatives.enums import CooperativeStatus
from cooperatives.identifiers import new_public_id
from cooperatives.texts import LANGUAGES, one_filled, search_form, slug, sort_key, texts_of


class ProductClass(AbstractProductClass):
    """A product family: oils, honey, rugs. It fixes the tax rate and what the law asks.

    Oscar's product class; `family` is our word for it on pages and in the roll-up.
    """

    code = models.SlugField(max_length=40, unique=True)
    legal_kind = models.CharField(max_length=10, choices=LegalKind.choices)
    tax_rate = models.DecimalField(max_digits=4, decimal_places=3, default=Decimal("0.200"))
    may_be_withdrawn = models.BooleanField(
        default=True, help_text=_("Law 31-08: off for goods that spoil or that may not be resold once opened.")
    )
    icon = models.CharField(max_length=40, default="package")

    class Meta(AbstractProductClass.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(tax_rate__gte=0, tax_rate__lt=1), name="productclass_tax_rate_is_a_share"
            )
        ]


class Category(AbstractCategory):
    """A shelf of the shop; products stand on one or more."""

    icon = models.CharField(max_length=40, default="package")

    def get_absolute_url(self) -> str:
        return f"{reverse('catalogue:index')}?category={self.slug}"


class ProductQuerySet(OscarProductQuerySet):
    def on_sale(self) -> "ProductQuerySet":
        """What a shopper may see now: public, of a cooperative that may sell."""
        return self.filter(
            is_public=True, cooperative__status=CooperativeStatus.APPROVED, cooperative__sells_online=True
        )

    def kept(self) -> "ProductQuerySet":
        """All but the drafts that their keepers threw away."""
        return self.filter(discarded_at__isnull=True)


class Product(AbstractProduct):
    """A thing that one cooperative makes and sells.

    `price` and `stock` stand on its one stock record. `picture` repeats the first image's
    renditions so that a list needs no further query.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="products")
    commune = models.ForeignKey(
        "territory.Commune", on_delete=models.PROTECT, related_name="+", verbose_name=_("where it is made")
    )
    # Repeated from the commune so that every list by region is one index away.
    region = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="+", editable=False)
    sign = models.ForeignKey(
        "cooperatives.SignHeld", null=True, blank=True, on_delete=models.SET_NULL, related_name="products"
    )
    unit = models.CharField(max_length=6, choices=Unit.choices, default=Unit.PIECE)
    net_quantity = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    net_unit = models.CharField(max_length=6, choices=NetUnit.choices, blank=True)
    weight_grams = models.PositiveIntegerField(default=500, help_text=_("Packed, for delivery."))
    shipping_class = models.CharField(max_length=8, choices=ShippingClass.choices, default=ShippingClass.NORMAL)
    is_unique = models.BooleanField(_("the only one of its kind"), default=False)
    dimensions = models.CharField(_("size"), max_length=40, blank=True)
    ingredients = models.TextField(_("ingredients"), blank=True)
    allergens = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    # Repeated from the family, so that one CHECK can say what may be on sale.
    legal_kind = models.CharField(max_length=10, choices=LegalKind.choices, editable=False)
    onssa_number = models.CharField("ONSSA", max_length=40, blank=True)
    cosmetic_registration = models.CharField(max_length=40, blank=True)
    durability_months = models.PositiveSmallIntegerField(null=True, blank=True)
    # What it usually is; its keeper chose it from the short list.
    kind = models.ForeignKey(
        "kinds.ProductKind", null=True, blank=True, on_delete=models.SET_NULL, related_name="products"
    )
    # The same thing in another size: each has its own price and stock, and their pages lead to each other.
    variant_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="variants")
    variant_label = models.CharField(_("which size"), max_length=40, blank=True, default="", db_default="")
    # Languages whose texts are suggestions that nobody has read: keepers see them as drafts, shoppers not at all.
    drafted_languages = ArrayField(models.CharField(max_length=2), default=list, db_default=[], blank=True)
    # Grows with each change of what it is: who changes an older one is told, and loses nothing.
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    position = models.PositiveIntegerField(
        default=0, db_default=0, help_text=_("Its place among the products of its cooperative.")
    )
    first_public_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Its stock has a history that nobody deletes, so a draft that its keeper throws away only leaves every list.
    discarded_at = models.DateTimeField(null=True, blank=True, editable=False)
    picture = models.JSONField(default=dict, blank=True, editable=False)
    sort_ar = models.CharField(max_length=80, editable=False, default="")
    sort_fr = models.CharField(max_length=80, editable=False, default="")
    sort_en = models.CharField(max_length=80, editable=False, default="")
    search_text = models.TextField(editable=False, default="")

    objects = ProductQuerySet.as_manager()

    class Meta(AbstractProduct.Meta):
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=one_filled("title"), name="product_title_in_one_language"),
            models.CheckConstraint(condition=Q(product_class__isnull=False), name="product_has_a_family"),
            models.CheckConstraint(
                condition=Q(is_public=False) | ~Q(legal_kind=LegalKind.FOOD) | ~Q(onssa_number=""),
                name="product_food_on_sale_has_onssa",
                violation_error_message=_("Food needs its ONSSA number before it goes on sale."),
            ),
            models.CheckConstraint(
                condition=Q(is_public=False)
                | ~Q(legal_kind=LegalKind.FOOD)
                | Q(durability_months__isnull=False)
                & one_filled("ingredients")
                & (~Q(unit=Unit.PIECE) | Q(net_quantity__isnull=False)),
                name="product_food_on_sale_says_what_is_in_it",
                violation_error_message=_(
                    "Food needs its ingredients, net weight and how long it keeps before it goes on sale."
                ),
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | ~Q(legal_kind=LegalKind.COSMETIC) | ~Q(cosmetic_registration=""),
                name="product_cosmetic_on_sale_is_registered",
                violation_error_message=_("A cosmetic needs its registration before it goes on sale."),
            ),
            models.CheckConstraint(
                condition=Q(net_quantity__isnull=True, net_unit="") | (Q(net_quantity__gt=0) & ~Q(net_unit="")),
                name="product_net_quantity_has_its_unit",
            ),
            models.CheckConstraint(condition=Q(is_unique=False) | Q(unit=Unit.PIECE), name="product_unique_is_a_piece"),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True) | Q(is_public=False, first_public_at__isnull=True),
                name="product_discarded_was_never_public",
            ),
            models.CheckConstraint(condition=~Q(variant_of=F("id")), name="product_not_a_variant_of_itself"),
            models.CheckConstraint(
                condition=Q(drafted_languages__contained_by=["ar", "fr", "en"]),
                name="product_drafted_in_known_languages",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "-id"], condition=Q(is_public=True), name="product_public_region"),
            models.Index(fields=["cooperative", "-id"], condition=Q(is_public=True), name="product_public_cooperative"),
            models.Index(fields=["product_class", "-id"], condition=Q(is_public=True), name="product_public_family"),
            models.Index(fields=["-id"], condition=Q(is_public=True), name="product_public_newest"),
            models.Index(fields=["cooperative", "position", "-id"], name="product_own_list"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="product_search_trigrams"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_derived()
        super().save(*args, **kwargs)

    def fill_derived(self) -> None:
        """Set what repeats or derives from other rows; for bulk writers too."""
        self.region_id = self.commune.province.region_id
        self.legal_kind = self.product_class.legal_kind
        titles = texts_of(self, "title")
        fallback = next((title for title in titles.values() if title), "")
        for language, title in titles.items():
            setattr(self, f"sort_{language}", sort_key(title or fallback))
        self.search_text = search_form(" ".join([*filter(None, titles.values()), self._said_around()]))
        if not self.slug:  # type: ignore[has-type]  # Oscar carries no types
            self.slug = slug(titles["fr"] or fallback)[:80]

    def _said_around(self) -> str:
        """What else people type to find a product: who makes it, where, of which family."""
        province = self.commune.province
        around = (self.product_class, self.commune, province, province.region)
        names = [getattr(row, f"name_{language}") or "" for row in around for language in LANGUAGES]
        return " ".join([self.cooperative.search_text, *dict.fromkeys(names)])

    def get_absolute_url(self) -> str:
        return reverse("catalogue:detail", kwargs={"slug": self.slug, "public_id": self.public_id})


class ProductImage(AbstractProductImage):
    """A picture of a product, with the sizes that were made of it.

    `renditions` is {"avif": {"320": path, …}, "webp": {…}}, paths below MEDIA_URL.
    """

    renditions = models.JSONField(default=dict, blank=True)
    is_illustration = models.BooleanField(default=False, help_text=_("Drawn, not photographed: the page says so."))
    # Waits with the revision that adds it, until staff have seen it.
    is_held_back = models.BooleanField(default=False, db_default=False, editable=False)


from oscar.apps.catalogue.models import *  # noqa: E402, F403
