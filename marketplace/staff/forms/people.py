"""The platform's own people: they sign in by e-mail and password, then show a second factor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from cooperatives.accounts.models import User
from marketplace.staff.forms.base import ActForm

FIELDS = ("email", "first_name", "last_name", "language", "is_staff", "is_superuser", "groups")
LABELS = {
    "email": _("E-mail"),
    "language": _("Language of messages"),
    "is_staff": _("Works for the platform"),
    "groups": _("Groups"),
}
HELP_TEXTS = {"is_staff": _("Sees every edition. What they may do in these screens hangs on their groups.")}


class _WithoutUserName:
    """A person is found by e-mail: the opaque identifier is not for typing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop(User.USERNAME_FIELD, None)  # type: ignore[attr-defined]

    def separate_username_field(self) -> bool:
        return False

    def clean_email(self) -> str | None:
        return str(self.cleaned_data["email"]).lower()  # type: ignore[attr-defined]


class NewPersonForm(_WithoutUserName, UserCreationForm):
    """Somebody new at the platform."""

    class Meta(UserCreationForm.Meta):
        fields = FIELDS
        labels = LABELS
        help_texts = HELP_TEXTS


class PersonForm(_WithoutUserName, UserEditForm):
    """Anybody with an account; who signs in by telephone has no e-mail and needs none."""

    email = forms.EmailField(label=_("E-mail"), required=False)
    first_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)

    class Meta(UserEditForm.Meta):
        fields = (*FIELDS, "is_active")
        labels = LABELS | {"is_active": _("May sign in")}
        help_texts = HELP_TEXTS

    def clean(self) -> dict[str, Any]:
        if self.instance.anonymised_at:
            raise forms.ValidationError(_("This account was deleted: it stays empty."))
        return super().clean() or self.cleaned_data

    def clean_email(self) -> str | None:
        email = super().clean_email() or None
        if email is None and not (self.instance.phone_digest or self.instance.anonymised_at):
            raise forms.ValidationError(_("Without a telephone number the account needs an e-mail address."))
        return email


class ForgetForm(ActForm):
    """Asked twice: an emptied account cannot be filled again."""

    sure = forms.BooleanField(label=_("The person asked for it, or for good reason cannot"))
