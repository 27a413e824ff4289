"""What keepers write of a lot; everything in it is public, on its passport."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from catalogue.enums import LegalKind, Unit
from catalogue.lots.models import Lot
from catalogue.lots.services import LotFacts
from catalogue.models import Product
from cooperatives import clock
from cooperatives.territory.models import Commune
from cooperatives.texts import LANGUAGES
from marketplace.workspace.stock.forms import QuantityField

CODE = {"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}
# A telephone number, an identity card, an address of e-mail: none of anybody's business on a jar.
PRIVATE = re.compile(r"\d(?:[\s.\-]?\d){5,}|\b[A-Za-z]{1,2}\s?\d{4,}\b|@")


def day_input() -> forms.DateInput:
    """The telephone's own calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class LotForm(forms.Form):
    """One making: its number, when, how much, where and by whom."""

    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9 ./_-]*$",
        label=gettext_lazy("Number of the lot"),
        max_length=30,
        strip=True,
        widget=forms.TextInput(attrs=CODE),
        error_messages={
            "required": gettext_lazy("Write a number for this lot."),
            "invalid": gettext_lazy("Digits and Latin letters only, such as 261122-1."),
        },
    )
    made_on = forms.DateField(
        label=gettext_lazy("Day it was made"),
        widget=day_input(),
        error_messages={
            "required": gettext_lazy("Say on which day it was made."),
            "invalid": gettext_lazy("Write the day, such as 2026-11-22."),
        },
    )
    quantity = QuantityField(label=gettext_lazy("How much was made?"))
    best_before = forms.DateField(
        label=gettext_lazy("Best before"),
        required=False,
        widget=day_input(),
        error_messages={"invalid": gettext_lazy("Write the day, such as 2026-11-22.")},
    )
    commune: "forms.ModelChoiceField[Commune]" = forms.ModelChoiceField(
        label=gettext_lazy("Where was it made?"),
        queryset=Commune.objects.none(),
        to_field_name="code",
        error_messages={
            "required": gettext_lazy("Choose the commune."),
            "invalid_choice": gettext_lazy("Choose the commune."),
        },
    )
    people = forms.CharField(
        label=gettext_lazy("Who made it?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Everybody can read it: first names, or “the women of Tafraout”. No telephone numbers."),
    )
    into_stock = forms.BooleanField(
        label=gettext_lazy("Add this quantity to the stock"),
        required=False,
    )

    def __init__(self, *args: Any, product: Product, lot: Lot | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.product = product
        around = {product.commune.province_id, product.cooperative.commune.province_id}
        if lot is not None:
            around.add(lot.commune.province_id)
            del self.fields["into_stock"]
        language = (get_language() or "ar")[:2]
        communes = Commune.objects.filter(province__in=around).order_by(f"name_{language}")
        self.fields["commune"].queryset = communes  # type: ignore[attr-defined]
        if product.legal_kind == LegalKind.FOOD:
            self.fields["best_before"].required = True
            self.fields["best_before"].error_messages["required"] = _("It is food: say until when it keeps best.")
        self.fields["quantity"].label = _("How much was made? (%(unit)s)") % {"unit": product.get_unit_display()}

    def clean_made_on(self) -> date:
        made_on: date = self.cleaned_data["made_on"]
        if made_on > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return made_on

    def clean_people(self) -> str:
        people = " ".join(self.cleaned_data["people"].split())
        if PRIVATE.search(people):
            raise forms.ValidationError(
                _("Names only: everybody reads this, so no telephone, identity card or e-mail of anybody.")
            )
        return people

    def clean_quantity(self) -> Any:
        quantity = self.cleaned_data["quantity"]
        if self.product.unit == Unit.PIECE and quantity != quantity.to_integral_value():
            raise forms.ValidationError(_("It is sold by the piece: write a whole number."))
        return quantity

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        made_on, best_before = given.get("made_on"), given.get("best_before")
        if made_on and best_before and best_before <= made_on:
            self.add_error("best_before", _("This is not after the day on which it was made."))
        return given

    @property
    def facts(self) -> LotFacts:
        """What was typed, as the service takes it."""
        given = self.cleaned_data
        language = (get_language() or "ar")[:2]
        return LotFacts(
            code=given["code"],
            made_on=given["made_on"],
            quantity=given["quantity"],
            commune=given["commune"],
            people=given["people"],
            language=language if language in LANGUAGES else "ar",
            best_before=given["best_before"],
        )


class CallBackForm(forms.Form):
    """Why nobody should use what is in the lot."""

    reason = forms.CharField(
        label=gettext_lazy("Why? Everybody who scans the label reads it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why in a few words: who has the product at home must know.")},
    )


class LabelsForm(forms.Form):
    """How many sheets of labels."""

    sheets = forms.IntegerField(min_value=1, max_value=20)
