"""What a shopper types on a purchase's page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DIGITS = 6


class CodeForm(forms.Form):
    """The six digits of the message; spaces and Arabic digits are as good."""

    code = forms.CharField(
        label=_("The code of 6 digits that we sent you"),
        max_length=20,
        error_messages={"required": _("Type the 6 digits of the message.")},
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    from_message = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_code(self) -> str:
        digits = "".join(str(int(sign)) for sign in self.cleaned_data["code"] if sign.isdecimal())
        if len(digits) != DIGITS:
            raise ValidationError(_("Type the 6 digits of the message."), code="code")
        return digits


def code_form(data: Any = None, *, code: str = "") -> CodeForm:
    """An empty form, or one that the message's link has filled."""
    if data is not None:
        return CodeForm(data)
    return CodeForm(initial={"code": code[:DIGITS], "from_message": bool(code)})
