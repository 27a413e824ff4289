"""What organisers type about goods on deposit and about the operator's money."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.enums import Unit
from catalogue.models import Product
from cooperatives import clock
from cooperatives.formats.numbers import quantity_text
from cooperatives.models import Cooperative
from fairs.organiser.forms import SEPARATORS, SPACES, AmountField

MOST = Decimal(100_000)
QUANTITY = "q-"
NAME_OF = {"autocomplete": "off"}


class QuantityField(forms.DecimalField):
    """How much of a product: pieces are whole, kilograms and litres have up to three places."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"})

    def __init__(self, *, unit: str, **given: Any) -> None:
        is_piece = unit == Unit.PIECE
        wrong = _("Write a whole number, such as 12.") if is_piece else _("Write a quantity, such as 2,5.")
        messages = {
            "invalid": wrong,
            "max_decimal_places": wrong,
            "min_value": _("A quantity cannot be below zero."),
            "max_value": _("A quantity of 100,000 or more cannot be written. Is there a digit too many?"),
            "max_digits": wrong,
            "max_whole_digits": _("A quantity of 100,000 or more cannot be written. Is there a digit too many?"),
        }
        super().__init__(
            min_value=Decimal(0),
            max_value=MOST,
            decimal_places=0 if is_piece else 3,
            required=False,
            error_messages=messages,
            **given,
        )

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.translate(SPACES).translate(SEPARATORS).replace(",", ".")
        return super().to_python(value)


class SignedForm(forms.Form):
    """Two people sign: who gives and who takes."""

    given_by = forms.CharField(
        label=gettext_lazy("Who gives"),
        max_length=80,
        widget=forms.TextInput(attrs=NAME_OF),
        error_messages={"required": gettext_lazy("Write the name of who gives: they sign the paper.")},
    )
    received_by = forms.CharField(
        label=gettext_lazy("Who receives"),
        max_length=80,
        widget=forms.TextInput(attrs=NAME_OF),
        error_messages={"required": gettext_lazy("Write the name of who receives: they sign the paper.")},
    )


class SlipForm(SignedForm):
    """A quantity for each product of the cooperative, and two names."""

    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, products: Iterable[Product], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.products = {product.public_id: product for product in products}
        for public_id, product in self.products.items():
            self.fields[QUANTITY + public_id] = QuantityField(unit=product.unit, label=str(product))

    def clean(self) -> dict[str, Any]:
        strange = {name for name in self.data if name.startswith(QUANTITY) and name not in self.fields}
        if any(self.data[name] for name in strange):
            self.add_error(None, _("A product of this slip is not one of this cooperative. Nothing was written down."))
        return self.cleaned_data

    def quantities(self) -> dict[str, Decimal]:
        """What is above nothing, by the product's public id."""
        given = {public_id: self.cleaned_data.get(QUANTITY + public_id) for public_id in self.products}
        return {public_id: quantity for public_id, quantity in given.items() if quantity}

    def quantity_field(self, product: Product) -> forms.BoundField:
        return self[QUANTITY + product.public_id]

    def say_what_is_there(self, there: Mapping[str, Decimal], text: str) -> None:
        """Beside each product of which too much was written: how much there is."""
        for public_id, quantity in there.items():
            unit = Unit(self.products[public_id].unit).label
            self.add_error(QUANTITY + public_id, text % {"quantity": quantity_text(quantity), "unit": unit})


class CashField(AmountField):
    """Money that was handed over or counted."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.error_messages |= {
            "required": gettext_lazy("Write the amount in dirhams."),
            "min_value": gettext_lazy("An amount cannot be below zero."),
            "max_value": gettext_lazy("This is ten million dirhams or more. Is there a digit too many?"),
        }


class DayField(forms.DateField):
    """A day of the calendar, today until another is chosen."""

    def __init__(self, **given: Any) -> None:
        messages = {
            "required": gettext_lazy("Choose the day."),
            "invalid": gettext_lazy("Choose a day of the calendar."),
        }
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(
            widget=widget, input_formats=["%Y-%m-%d"], initial=clock.today, error_messages=messages, **given
        )


class ToCooperativeForm(SignedForm):
    """Money given to a cooperative, in cash."""

    field_order = ("cooperative", "amount", "handed_on", "given_by", "received_by")
    cooperative: "forms.ModelChoiceField[Cooperative]" = forms.ModelChoiceField(
        label=gettext_lazy("Cooperative"),
        queryset=Cooperative.objects.none(),
        to_field_name="public_id",
        empty_label=gettext_lazy("Choose"),
        error_messages={
            "required": gettext_lazy("Choose the cooperative."),
            "invalid_choice": gettext_lazy("Nothing was sold here for this cooperative."),
        },
    )
    amount = CashField(label=gettext_lazy("Amount, in dirhams"))
    handed_on = DayField(label=gettext_lazy("Day"))

    def __init__(self, *args: Any, cooperatives: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["cooperative"]).queryset = cooperatives


class ToBankForm(forms.Form):
    """Money brought to the platform's bank."""

    amount = CashField(label=gettext_lazy("Amount, in dirhams"))
    handed_on = DayField(label=gettext_lazy("Day"))
    given_by = forms.CharField(
        label=gettext_lazy("Who brought it"),
        max_length=80,
        widget=forms.TextInput(attrs=NAME_OF),
        error_messages={"required": gettext_lazy("Write the name of who brought the money to the bank.")},
    )
    reference = forms.CharField(
        label=gettext_lazy("Number on the bank's paper"),
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write the number that stands on the bank's paper.")},
    )


class TakeBackForm(forms.Form):
    """Why money that was written down as handed over is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is taken back"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say why: it stands beside the entry for good.")},
    )
