"""Inputs for a number and for a code, made for a thumb on a cheap phone."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.phones import parse_phone


def western_digits(text: str) -> str:
    """`text` with digits of any script, such as ٤ or ۴, as 0 to 9."""
    return "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text)


class PhoneField(forms.CharField):
    """A phone number as people write it, cleaned to E.164."""

    widget = forms.TextInput(
        attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "dir": "ltr", "placeholder": "06 12 34 56 78"}
    )

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Phone number"))
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return parse_phone(text) if text else ""


class CodeField(forms.CharField):
    """A code of digits, with whatever spaces a person or a keyboard put in."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr", "class": "code"}
    )

    def to_python(self, value: Any) -> str:
        return western_digits("".join(str(value or "").split()))
