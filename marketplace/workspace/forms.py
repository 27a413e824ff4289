"""What a cooperative types about an order."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ShipForm(forms.Form):
    """The carrier's number of the parcel, from its slip."""

    tracking = forms.CharField(
        label=_("Number on the carrier's slip"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )


class ReasonForm(forms.Form):
    """Why a cooperative cannot send an order, or what was said at the door."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=200,
        error_messages={"required": _("Say why in a few words: the shopper will want to know.")},
    )


class CollectedForm(forms.Form):
    """Who holds the cash now."""

    collector = forms.ChoiceField(
        label=_("Who took the money?"),
        choices=[("carrier", _("The carrier has it")), ("cooperative", _("We have it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who took the money."), "invalid_choice": _("Say who took the money.")},
    )
