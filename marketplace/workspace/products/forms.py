"""What keepers type about a product: one short form for each screen, named after the fields that it writes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.enums import LegalKind, NetUnit, ShippingClass, Unit
from catalogue.kinds.models import ProductKind
from catalogue.limits import (
    LONGEST_DESCRIPTION,
    LONGEST_INGREDIENTS,
    LONGEST_NUMBER,
    LONGEST_TITLE,
    MOST_GRAMS,
    MOST_MONTHS,
)
from catalogue.models import Product
from catalogue.partner.models import StockRecord
from cooperatives import clock
from cooperatives.models import SignHeld
from fairs.organiser.forms import AmountField
from marketplace.storefront.selectors.product_page import ALLERGENS
from marketplace.workspace.stock.forms import QuantityField

LATIN = {"dir": "ltr", "autocomplete": "off"}
LEAST_PRICE = Decimal("0.01")
UNITS = (
    (Unit.PIECE, gettext_lazy("By the piece: a jar, a bag, a rug")),
    (Unit.KILOGRAM, gettext_lazy("By weight: the price is for one kilogram")),
    (Unit.LITRE, gettext_lazy("By volume: the price is for one litre")),
)
SHIPPING = (
    (ShippingClass.NORMAL, gettext_lazy("Nothing special")),
    (ShippingClass.FRAGILE, gettext_lazy("It can break")),
    (ShippingClass.COLD, gettext_lazy("It must stay cold")),
    (ShippingClass.BULKY, gettext_lazy("It is very large")),
)
LENGTHS = {"max_length": gettext_lazy("This is too long: write %(limit_value)d letters at most.")}


class PriceField(AmountField):
    """The price of one, in dirhams, above zero."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.validators = [each for each in self.validators if getattr(each, "code", "") != "min_value"]
        self.error_messages["required"] = gettext_lazy("Write the price of one, in dirhams.")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value < LEAST_PRICE:
            raise forms.ValidationError(_("Write a price above zero."), code="min_value")


class PartForm(forms.Form):
    """A screen of a product: it knows the product that it was opened for."""

    def __init__(self, *given: Any, product: Product, **named: Any) -> None:
        self.product = product
        initial: dict[str, Any] = {name: getattr(product, name) for name in self.base_fields if hasattr(product, name)}
        super().__init__(*given, **({"initial": initial} | named))

    def values(self) -> dict[str, Any]:
        """What is written into the product, by name of field."""
        return dict(self.cleaned_data)

    def languages(self) -> dict[str, frozenset[str]]:
        """The languages that were read here, or are left to suggestions."""
        return {}


class WordsForm(PartForm):
    """Name, description and ingredients in one language."""

    language = "ar"
    is_right = forms.BooleanField(
        label=gettext_lazy("I have read it, it is right: show it to shoppers"), required=False
    )

    def __init__(self, *given: Any, language: str, **named: Any) -> None:
        self.language = language
        super().__init__(*given, **named)
        texts = {
            f"title_{language}": self._text(gettext_lazy("Name"), rows=0, longest=LONGEST_TITLE),
            f"description_{language}": self._text(
                gettext_lazy("What should a shopper know?"), rows=5, longest=LONGEST_DESCRIPTION
            ),
        }
        if self.product.product_class.legal_kind != LegalKind.CRAFT:
            label = gettext_lazy("Ingredients, with commas between")
            texts[f"ingredients_{language}"] = self._text(label, rows=3, longest=LONGEST_INGREDIENTS)
        is_right = self.fields.pop("is_right")
        self.fields.update(texts)
        if self.is_drafted:
            self.fields["is_right"] = is_right
        for name in texts:
            self.initial[name] = getattr(self.product, name) or ""

    @property
    def is_drafted(self) -> bool:
        return self.language in self.product.drafted_languages

    def _text(self, label: Any, *, rows: int, longest: int) -> forms.CharField:
        attrs = {"lang": self.language, "dir": "rtl" if self.language == "ar" else "ltr"}
        widget = forms.Textarea(attrs | {"rows": rows}) if rows else forms.TextInput(attrs)
        return forms.CharField(label=label, max_length=longest, required=False, widget=widget, error_messages=LENGTHS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        texts = [cleaned.get(name) for name in self.fields if name != "is_right"]
        if any(texts) and not cleaned.get(f"title_{self.language}"):
            self.add_error(f"title_{self.language}", _("Write its name too."))
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "is_right"}

    def languages(self) -> dict[str, frozenset[str]]:
        own = frozenset({self.language})
        if not any(self.values().values()):
            return {"unread": own}
        is_own_text = any(value != (self.initial.get(name) or "") for name, value in self.values().items())
        return {"read": own} if is_own_text or self.cleaned_data.get("is_right") else {}


class AmountForm(PartForm):
    """By the piece or by weight, how much is in one, and whether there is only one."""

    unit = forms.ChoiceField(label=gettext_lazy("How is it sold?"), choices=UNITS, widget=forms.RadioSelect)
    net_quantity = QuantityField(
        label=gettext_lazy("How much is in one piece?"),
        required=False,
        help_text=gettext_lazy("The content alone, without jar or bag: 500 for 500 grams."),
    )
    net_unit = forms.ChoiceField(
        label=gettext_lazy("Grams or litres?"), choices=[("", "–"), *NetUnit.choices], required=False
    )
    is_unique = forms.BooleanField(label=gettext_lazy("There is only this one in the world"), required=False)
    dimensions = forms.CharField(
        label=pgettext_lazy("of a piece", "Size"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For example 120 × 200 cm."),
        widget=forms.TextInput(LATIN),
        error_messages=LENGTHS,
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        kind = self.product.kind
        if self.product.net_quantity is None and kind is not None and kind.net_quantity is not None:
            self.initial.update(net_quantity=kind.net_quantity, net_unit=kind.net_unit)
            self.is_suggested = True
        if isinstance(self.initial.get("net_quantity"), Decimal):
            self.initial["net_quantity"] = self.initial["net_quantity"].normalize().__format__("f")

    is_suggested = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        amount, unit = given.get("net_quantity"), given.get("net_unit")
        if amount is not None and not unit:
            self.add_error("net_unit", _("Choose whether these are grams, litres or pieces."))
        if amount is None:
            given["net_unit"] = ""
        if given.get("is_unique") and given.get("unit") != Unit.PIECE:
            self.add_error("is_unique", _("Only what is sold by the piece can be the only one."))
        elif given.get("is_unique") and _in_stock(self.product) > 1:
            self.add_error("is_unique", _("You have said that you have more than one of it."))
        return given


def _in_stock(product: Product) -> Decimal:
    record = StockRecord.objects.filter(product_id=product.pk).first()
    return record.num_in_stock if record else Decimal(0)


class AllergensForm(PartForm):
    """The fourteen allergens that the law names."""

    allergens = forms.MultipleChoiceField(
        label=gettext_lazy("Does it hold any of these?"),
        choices=list(ALLERGENS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def values(self) -> dict[str, Any]:
        chosen = self.cleaned_data["allergens"]
        return {"allergens": [code for code in ALLERGENS if code in chosen]}


class ContentsForm(AllergensForm):
    """What is in it, in the language that its keeper writes, and the allergens."""

    def __init__(self, *given: Any, language: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.name = f"ingredients_{language}"
        attrs = {"rows": 4, "lang": language, "dir": "rtl" if language == "ar" else "ltr"}
        field = forms.CharField(
            label=gettext_lazy("Ingredients, with commas between"),
            help_text=gettext_lazy("The most comes first: almonds, honey, argan oil."),
            max_length=LONGEST_INGREDIENTS,
            required=False,
            widget=forms.Textarea(attrs),
            error_messages=LENGTHS,
        )
        self.fields = {self.name: field, **self.fields}
        self.initial[self.name] = getattr(self.product, self.name) or ""

    def values(self) -> dict[str, Any]:
        return super().values() | {self.name: self.cleaned_data[self.name]}


class KeepingForm(PartForm):
    """How long it keeps."""

    durability_months = forms.IntegerField(
        label=gettext_lazy("How many months does it keep after it was made?"),
        min_value=1,
        max_value=MOST_MONTHS,
        required=False,
        widget=forms.TextInput(LATIN | {"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Write a number of months, such as 12."),
            "min_value": gettext_lazy("Write 1 month at least."),
            "max_value": gettext_lazy("Write 240 months at most."),
        },
    )
    is_suggested = False

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        kind = self.product.kind
        if self.product.durability_months is None and kind is not None and kind.durability_months:
            self.initial["durability_months"] = kind.durability_months
            self.is_suggested = True


class PapersForm(PartForm):
    """The number under which the law allows it to be sold."""

    onssa_number = forms.CharField(
        label=gettext_lazy("Your ONSSA number"),
        max_length=LONGEST_NUMBER,
        required=False,
        help_text=gettext_lazy("It stands on your sanitary authorisation, such as ES.8.123.21."),
        widget=forms.TextInput(LATIN),
        error_messages=LENGTHS,
    )
    cosmetic_registration = forms.CharField(
        label=gettext_lazy("Its registration number as a cosmetic"),
        max_length=LONGEST_NUMBER,
        required=False,
        help_text=gettext_lazy("The ministry of health gave it to this product."),
        widget=forms.TextInput(LATIN),
        error_messages=LENGTHS,
    )
    is_suggested = False

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        is_food = self.product.product_class.legal_kind == LegalKind.FOOD
        del self.fields["cosmetic_registration" if is_food else "onssa_number"]
        if is_food and not self.product.onssa_number and (used := _last_onssa_number(self.product)):
            self.initial["onssa_number"] = used
            self.is_suggested = True


def _last_onssa_number(product: Product) -> str:
    """The authorisation of a workshop is the same for all that it makes: the one written last is proposed."""
    own = Product.objects.kept().filter(cooperative=product.cooperative_id).exclude(onssa_number="")
    return own.order_by("-pk").values_list("onssa_number", flat=True).first() or ""


class SignForm(PartForm):
    """Which of the cooperative's own certificates stands for it."""

    sign = forms.ModelChoiceField(
        label=gettext_lazy("Which sign does it have?"),
        queryset=SignHeld.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
        blank=True,
        widget=forms.RadioSelect,
        to_field_name="public_id",
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        held = SignHeld.objects.valid_on(clock.today()).filter(cooperative=self.product.cooperative_id)
        field = self.fields["sign"]
        field.queryset = held.select_related("sign")  # type: ignore[attr-defined]
        field.label_from_instance = lambda row: f"{row.sign} · {row.number}"  # type: ignore[attr-defined]


class DeliveryForm(PartForm):
    """What its parcel weighs, and how it must be treated."""

    weight_grams = forms.IntegerField(
        label=gettext_lazy("Weight of one, packed, in grams"),
        min_value=1,
        max_value=MOST_GRAMS,
        widget=forms.TextInput(LATIN | {"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Write the weight in grams, such as 750."),
            "invalid": gettext_lazy("Write the weight in grams, such as 750."),
            "min_value": gettext_lazy("Write the weight in grams, such as 750."),
            "max_value": gettext_lazy("No carrier takes more than 200 kilograms."),
        },
    )
    shipping_class = forms.ChoiceField(
        label=gettext_lazy("How must it travel?"), choices=SHIPPING, widget=forms.RadioSelect
    )


class PriceForm(forms.Form):
    """What one costs."""

    price = PriceField(label=gettext_lazy("Price of one, in dirhams"))

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class KindForm(PartForm):
    """What it is, chosen from pictures."""

    kind: "forms.ModelChoiceField[ProductKind]" = forms.ModelChoiceField(
        queryset=ProductKind.objects.select_related("family"),
        to_field_name="code",
        error_messages={
            "required": gettext_lazy("Touch the picture of what it is."),
            "invalid_choice": gettext_lazy("Touch the picture of what it is."),
        },
    )

    def values(self) -> dict[str, Any]:
        kind: ProductKind = self.cleaned_data["kind"]
        return {"kind": kind, "product_class": kind.family}


class SizeForm(forms.Form):
    """Another size of the same thing."""

    label = forms.CharField(
        label=gettext_lazy("Which size is it?"),
        max_length=40,
        help_text=gettext_lazy("For example 250 g, or large."),
        error_messages=LENGTHS | {"required": gettext_lazy("Write which size it is, such as 250 g.")},
    )
    price = PriceField(label=gettext_lazy("Price of one, in dirhams"))


class OwnSizeForm(PartForm):
    """Which of the sizes this one is."""

    variant_label = forms.CharField(
        label=gettext_lazy("Which size is this one?"), max_length=40, required=False, error_messages=LENGTHS
    )


class NewForm(forms.Form):
    """A product begun: a photograph, what it is, what it costs, how many there are."""

    picture = forms.FileField(required=False, widget=forms.ClearableFileInput(attrs={"accept": "image/*"}))
    kept_picture = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    device_id = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    kind: "forms.ModelChoiceField[ProductKind]" = forms.ModelChoiceField(
        label=gettext_lazy("What is it?"),
        queryset=ProductKind.objects.select_related("family", "category"),
        to_field_name="code",
        error_messages={
            "required": gettext_lazy("Touch the picture of what it is."),
            "invalid_choice": gettext_lazy("Touch the picture of what it is."),
        },
    )
    price = PriceField(label=gettext_lazy("Price of one, in dirhams"))
    quantity = QuantityField(
        label=gettext_lazy("How many do you have?"),
        min_value=0,
        error_messages={"required": gettext_lazy("Write how many you have; 0 when there are none yet.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("picture") and not given.get("kept_picture"):
            self.add_error("picture", _("Take a photo of it first."))
        kind, quantity = given.get("kind"), given.get("quantity")
        if kind and quantity is not None and kind.unit == Unit.PIECE and quantity != quantity.to_integral_value():
            self.add_error("quantity", _("It is sold by the piece: write a whole number."))
        if kind and quantity is not None and kind.is_unique and quantity > 1:
            self.add_error("quantity", _("Each one is different: write 1, and add the others one by one."))
        return given


def posted_seen(data: Mapping[str, Any]) -> dict[str, str]:
    """The digests that a screen carried, from its hidden field `seen`: name:digest, with spaces between."""
    pairs = (pair.partition(":") for pair in str(data.get("seen", "")).split()[:40])
    return {name: digest for name, _colon, digest in pairs if digest}
