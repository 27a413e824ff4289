"""What staff say about papers of cooperatives that join, and about certificates."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.certificates import seen_of
from cooperatives.joining.models import Paper
from cooperatives.joining.papers import pages_of
from cooperatives.models import SignHeld
from marketplace.staff.forms.base import ActForm


class JudgeForm(ActForm):
    """Which pages were looked at: a page that came since is not judged unseen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = pages_of(cast(Paper, self.subject))


class WhyForm(ActForm):
    """A reason that the cooperative reads."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The cooperative reads this in a message. Say in plain words what to do."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: the cooperative will want to know.")},
    )


class CertificateForm(ActForm):
    """What the certificate said and showed: one that was changed since is not judged unseen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = seen_of(cast(SignHeld, self.subject))


class AskCertificateForm(WhyForm, CertificateForm):
    """Why a certificate is needed once more."""


class AskAgainForm(WhyForm, JudgeForm):
    """Why a paper is needed once more."""
