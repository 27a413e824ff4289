"""What staff type about a product that was sent, and why a cooperative is trusted."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalogue.moderation.exceptions import ChangedSince, JudgedByItsSender
from catalogue.moderation.trust import NotTrusted, TrustedAlready
from marketplace.staff.forms.base import ActForm, Refusal, Refusals
from marketplace.staff.forms.products import PUBLISH_REFUSALS

JUDGING_REFUSALS: Refusals = {
    ChangedSince: Refusal(_("The cooperative changed it while you were looking. Go back and look at it again.")),
    JudgedByItsSender: Refusal(_("You sent this yourself: somebody else looks at it.")),
}
ACCEPT_REFUSALS: Refusals = {**PUBLISH_REFUSALS, **JUDGING_REFUSALS}
TRUST_REFUSALS: Refusals = {
    TrustedAlready: Refusal(_("Somebody decided this before.")),
    NotTrusted: Refusal(_("Somebody decided this before.")),
}


class SeenForm(ActForm):
    """An act on what stood on the page, and on nothing that came after it."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("seen"):
            raise ValidationError(_("Open its page and look at it first."))
        return given


class AskAgainForm(SeenForm):
    """What must be changed, in words that the cooperative reads."""

    reason = forms.CharField(
        label=_("What must be changed?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is sent to the cooperative as it stands here: write it in its language, in plain words."),
        error_messages={"required": _("Say what must be changed: the cooperative reads nothing else.")},
    )


class TrustForm(ActForm):
    """Why, for whoever asks later."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why in a few words: it is kept.")},
    )
