"""What people type into a basket."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.idempotency import FIELD
from marketplace.basket.services import MOST

WHOLE_NUMBER = _("Write a whole number from 1 to 999.")


class QuantityField(forms.IntegerField):
    """A number of pieces; Arabic digits count as well as western ones."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {
            "invalid": WHOLE_NUMBER,
            "required": WHOLE_NUMBER,
            "min_value": WHOLE_NUMBER,
            "max_value": WHOLE_NUMBER,
        }
        super().__init__(max_value=MOST, error_messages=messages, label=_("How many"), **kwargs)


class AddForm(forms.Form):
    """How many of a product to put in, and through which edition's page the shopper came."""

    quantity = QuantityField(min_value=1)
    product = forms.CharField(max_length=12, widget=forms.HiddenInput)
    edition = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)


class UpdateForm(forms.Form):
    """How many of a product the basket shall hold; 0 takes it out."""

    quantity = QuantityField(min_value=0)
    product = forms.CharField(max_length=12, widget=forms.HiddenInput)


def once_of(data: Any) -> str:
    """The form's token; a product page from the cache has none."""
    return str(data.get(FIELD, ""))[:64]
