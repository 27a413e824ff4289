"""What staff type about an order."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.staff.forms.base import ActForm


class CancelForm(ActForm):
    """Why an order is cancelled."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=200,
        error_messages={"required": _("Say why in a few words: it stays with the order.")},
    )
