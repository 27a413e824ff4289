"""Products with their price, stock and pictures; the shelves and families they stand in."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import formfield_for_dbfield

from catalogue.enums import Unit
from catalogue.models import Category, Product, ProductClass, ProductImage
from catalogue.partner.stock import AllocatedAboveCount
from catalogue.pictures import PictureTooLarge, PictureTooSmall, PictureUnreadable
from catalogue.services import (
    PaperMissing,
    PriceMissing,
    ShortageSettled,
    SignOfAnother,
    add_category,
    add_product,
    edit_category,
    edit_family,
    edit_product,
)
from cooperatives.accounts.models import User
from cooperatives.formats.numbers import quantity_text
from cooperatives.models import SignHeld
from cooperatives.texts import slug
from marketplace.staff.choosers import commune_chooser, cooperative_chooser
from marketplace.staff.forms.base import ActForm, Refusal, Refusals, Section, ServiceForm, Text, in_languages

LEAST = Decimal("0.01")
PAPERS: dict[str, Text] = {
    "onssa_number": _("Food needs its ONSSA number before it goes on sale."),
    "ingredients": _("Food needs its ingredients before it goes on sale."),
    "net_quantity": _("Food needs its net weight or volume before it goes on sale."),
    "durability_months": _("Food needs to say how long it keeps before it goes on sale."),
    "cosmetic_registration": _("A cosmetic needs its registration before it goes on sale."),
}
# Where a text stands in three languages, the first of them is pointed at.
FIELDS = {"ingredients": "ingredients_ar"}
PAPER_MISSING = Refusal(lambda error: PAPERS[error.field], field=lambda error: FIELDS.get(error.field, error.field))
PUBLISH_REFUSALS: Refusals = {
    PaperMissing: PAPER_MISSING,
    PriceMissing: Refusal(_("Write its price first: without one nobody can buy it.")),
}
COUNT_REFUSALS: Refusals = {
    AllocatedAboveCount: Refusal(
        lambda error: (
            gettext("%(promised)s are promised to orders: you cannot have counted fewer.")
            % {"promised": quantity_text(error.allocated)}
        ),
        field="quantity",
    )
}
PICTURE_REFUSALS: Refusals = {
    PictureUnreadable: Refusal(_("This file is not a picture that we can read. Take a JPEG or PNG."), field="picture"),
    PictureTooLarge: Refusal(_("This picture is too large: at most 15 MB."), field="picture"),
    PictureTooSmall: Refusal(_("This picture is too small: at least 200 pixels wide."), field="picture"),
}
SHORTAGE_REFUSALS: Refusals = {ShortageSettled: Refusal(_("Somebody settled this before."))}


def shelves() -> QuerySet[Category]:
    """Every shelf, in the order of the tree."""
    return Category.objects.order_by("path")


class ShelfField(forms.ModelMultipleChoiceField):
    """The shelves on which a product stands, those below another set in."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return indented(obj)


class ParentField(forms.ModelChoiceField):
    """The shelf below which another stands."""

    def label_from_instance(self, obj: Any) -> str:
        return indented(obj)


def indented(category: Category) -> str:
    """A shelf's name after a dash for each one above it: asking for their names would cost queries."""
    return "– " * (category.depth - 1) + str(category.name)


class ProductForm(ServiceForm):
    """What a product is; whether it is on sale, its price and its stock move by acts."""

    only_new = frozenset({"cooperative", "price"})
    only_later = frozenset({"sign"})
    prefilled = ("cooperative",)
    translated = {"title": _("Name"), "description": _("Description"), "ingredients": _("Ingredients")}
    sections = (
        Section(_("What it is"), ("cooperative", *in_languages("title"), "product_class", "categories", "price")),
        Section(_("Where it is made"), ("commune", "sign")),
        Section(_("How it is sold"), ("unit", "net_quantity", "net_unit", "is_unique", "dimensions")),
        Section(_("Delivery"), ("weight_grams", "shipping_class")),
        Section(_("Papers"), ("onssa_number", "cosmetic_registration", "durability_months", "allergens")),
        Section(_("Texts"), in_languages("description", "ingredients")),
    )
    refusals: ClassVar[Refusals] = {
        PaperMissing: PAPER_MISSING,
        SignOfAnother: Refusal(_("This certificate belongs to another cooperative."), field="sign"),
        "product_title_in_one_language": Refusal(_("Write the name in one language at least."), field="title_ar"),
        "product_net_quantity_has_its_unit": Refusal(
            _("Write both: how much is in one, and in which unit."), field="net_quantity"
        ),
        "product_unique_is_a_piece": Refusal(_("The only one of its kind is sold by the piece."), field="unit"),
        "product_food_on_sale_has_onssa": Refusal(PAPERS["onssa_number"], field="onssa_number"),
        "product_cosmetic_on_sale_is_registered": Refusal(
            PAPERS["cosmetic_registration"], field="cosmetic_registration"
        ),
        "stockrecord_price_above_zero": Refusal(_("A price is more than zero."), field="price"),
    }
    categories = ShelfField(queryset=Category.objects.none(), required=False, label=_("Shelves"))
    price = forms.DecimalField(
        label=_("Price in dirhams, tax included"), max_digits=12, decimal_places=2, min_value=LEAST
    )

    class Meta:
        model = Product
        formfield_callback = formfield_for_dbfield
        fields = (
            "cooperative",
            *in_languages("title"),
            "product_class",
            "commune",
            "sign",
            "unit",
            "net_quantity",
            "net_unit",
            "is_unique",
            "dimensions",
            "weight_grams",
            "shipping_class",
            "onssa_number",
            "cosmetic_registration",
            "durability_months",
            "allergens",
            *in_languages("description", "ingredients"),
        )
        labels = {
            "cooperative": _("Cooperative"),
            "product_class": _("Family"),
            "commune": _("Where it is made"),
            "sign": _("Quality sign"),
            "unit": _("Sold by the"),
            "net_quantity": _("How much is in one"),
            "net_unit": _("In which unit"),
            "is_unique": _("The only one of its kind"),
            "dimensions": _("Size"),
            "weight_grams": _("Weight of the parcel, in grams"),
            "shipping_class": _("How the parcel is treated"),
            "onssa_number": _("ONSSA number"),
            "cosmetic_registration": _("Registration as a cosmetic"),
            "durability_months": _("Keeps for how many months"),
            "allergens": _("Allergens, with commas between"),
        }
        widgets = {"commune": commune_chooser.widget_class, "cooperative": cooperative_chooser.widget_class}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categories"].queryset = shelves()
        self.fields["product_class"].queryset = ProductClass.objects.order_by("code")
        self.fields["product_class"].required = True
        if not self.is_new:
            self.fields["categories"].initial = [row.pk for row in self.instance.categories.all()]
            own = SignHeld.objects.filter(cooperative=self.instance.cooperative_id)
            self.fields["sign"].queryset = own.select_related("sign")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.need_text("title")
        return given

    def carry_out(self, *, by: User) -> Product:
        shelf_ids = [row.pk for row in self.cleaned_data["categories"]]
        if not self.is_new:
            return edit_product(product_id=self.instance.pk, values=self.given(), category_ids=shelf_ids, by=by)
        return add_product(
            cooperative_id=self.cleaned_data["cooperative"].pk,
            values=self.given(without=["cooperative"]),
            category_ids=shelf_ids,
            price=self.cleaned_data["price"],
            by=by,
        )


class PriceForm(ActForm):
    """What one costs online and between what limits at a stall, in dirhams."""

    price = forms.DecimalField(
        label=_("Price in dirhams, tax included"), max_digits=12, decimal_places=2, min_value=LEAST
    )
    stall_price_min = forms.DecimalField(
        label=_("Lowest price at a stall"), max_digits=12, decimal_places=2, min_value=LEAST, required=False
    )
    stall_price_max = forms.DecimalField(
        label=_("Highest price at a stall"), max_digits=12, decimal_places=2, min_value=LEAST, required=False
    )
    low_stock_threshold = forms.DecimalField(
        label=_("Stock is low below"), max_digits=12, decimal_places=3, min_value=Decimal(0), required=False
    )

    def __init__(self, *args: Any, subject: Product, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        for name, field in self.fields.items():
            field.initial = getattr(subject.stockrecord, name)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        lowest, highest = given.get("stall_price_min"), given.get("stall_price_max")
        if lowest and highest and lowest > highest:
            self.add_error("stall_price_max", _("The highest price cannot be below the lowest."))
        return given


class CountForm(ActForm):
    """How much was counted."""

    quantity = forms.DecimalField(
        label=_("How much did you count, promised ones included?"),
        max_digits=12,
        decimal_places=3,
        min_value=Decimal(0),
    )

    def clean_quantity(self) -> Decimal:
        quantity: Decimal = self.cleaned_data["quantity"]
        product: Any = self.subject
        if product.unit == Unit.PIECE and quantity != quantity.to_integral_value():
            raise forms.ValidationError(_("This product is sold by the piece: count whole ones."))
        if product.is_unique and quantity > 1:
            raise forms.ValidationError(_("It is the only one of its kind: count one, or none."))
        return quantity


class PictureForm(ActForm):
    """A picture of the product; it is made again in the sizes that pages show."""

    picture = forms.FileField(
        label=_("Picture"), widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic"})
    )
    is_illustration = forms.BooleanField(
        label=_("Drawn, not photographed"), required=False, help_text=_("The page says so to shoppers.")
    )


class PictureField(forms.ModelChoiceField):
    """One of the product's pictures, shown small."""

    def label_from_instance(self, obj: Any) -> str:
        return format_html(
            '<img src="{}" alt="{}" width="96" loading="lazy">', obj.original.url, f"{obj.display_order + 1}"
        )


class WhichPictureForm(ActForm):
    """Which of a product's pictures."""

    picture = PictureField(
        label=_("Picture"), queryset=ProductImage.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, subject: Product, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.fields["picture"].queryset = subject.images.order_by("display_order", "id")


class CategoryForm(ServiceForm):
    """A shelf of the shop."""

    only_new = frozenset({"parent"})
    translated = {"name": _("Name"), "description": _("Description")}
    parent = ParentField(queryset=Category.objects.none(), required=False, label=_("Below which shelf"))

    class Meta:
        model = Category
        formfield_callback = formfield_for_dbfield
        fields = (*in_languages("name"), "icon", "is_public", *in_languages("description"))
        labels = {"icon": _("Icon"), "is_public": _("Shown in the shop")}

    field_order = ("parent",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            self.fields["parent"].queryset = shelves()

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.need_text("name")
        return given

    def carry_out(self, *, by: User) -> Category:
        if not self.is_new:
            return edit_category(category_id=self.instance.pk, values=self.given(), by=by)
        given, parent = self.given(), self.cleaned_data["parent"]
        name = given["name_fr"] or given["name_en"] or given["name_ar"]
        return add_category(parent_id=parent.pk if parent else None, values=given | {"slug": slug(name)}, by=by)


class FamilyForm(ServiceForm):
    """A product family; its code and what the law asks of it stay, since products repeat them."""

    translated = {"name": _("Name")}

    class Meta:
        model = ProductClass
        formfield_callback = formfield_for_dbfield
        fields = (*in_languages("name"), "tax_rate", "may_be_withdrawn", "icon")
        labels = {
            "tax_rate": _("Tax rate, as a share"),
            "may_be_withdrawn": _("The shopper may send it back within seven days"),
            "icon": _("Icon"),
        }
        help_texts = {"tax_rate": _("0.200 is twenty per cent. What was sold keeps its rate.")}

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.need_text("name")
        return given

    def clean_tax_rate(self) -> Decimal:
        rate: Decimal = self.cleaned_data["tax_rate"]
        if not 0 <= rate < 1:
            raise forms.ValidationError(_("A share lies between 0 and 1: write 0.200 for twenty per cent."))
        return rate

    def carry_out(self, *, by: User) -> ProductClass:
        return edit_family(family_id=self.instance.pk, values=self.given(), by=by)


class OutcomeForm(ActForm):
    """How a matter was settled, in words that stay."""

    outcome = forms.CharField(
        label=_("How was it settled?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say how it was settled: nobody can ask you later.")},
    )
