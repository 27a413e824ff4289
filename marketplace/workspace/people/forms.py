"""What people type about who works here: little, and in plain words."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.accounts.fields import CodeField, PhoneField
from cooperatives.accounts.models import User
from cooperatives.accounts.names import known_as
from cooperatives.enums import Role
from cooperatives.phones import masked_phone

MISSING_ROLE = {"required": _("Choose what this person will do."), "invalid_choice": _("Choose one of these.")}


def _roles() -> list[tuple[str, Any]]:
    return [(role.value, role.label) for role in Role]


class InviteForm(forms.Form):
    """What somebody shall do here, and their number where it is known."""

    role = forms.ChoiceField(
        label=_("What will this person do?"), choices=_roles, widget=forms.RadioSelect, error_messages=MISSING_ROLE
    )
    phone = PhoneField(
        label=_("Telephone number"),
        required=False,
        help_text=_("We send a message to this number, and only its holder can accept. Without one you get a link."),
    )


class RoleForm(forms.Form):
    """Another role for somebody who works here."""

    role = forms.ChoiceField(
        label=_("What will this person do?"), choices=_roles, widget=forms.RadioSelect, error_messages=MISSING_ROLE
    )


class NameForm(forms.Form):
    """What a person is called, where the account does not say it yet."""

    first_name = forms.CharField(
        label=_("First name"), max_length=80, error_messages={"required": _("Write your first name.")}
    )
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)


class CodeForm(forms.Form):
    """The six digits that an officer reads from the telephone."""

    code = CodeField(
        label=_("The code of six digits"),
        max_length=20,
        error_messages={"required": _("Write the six digits that the officer received.")},
    )


class WhomForm(forms.Form):
    """Which officer is asked, where there are several."""

    whom = forms.TypedChoiceField(
        label=_("Whom do we ask?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whom we ask."), "invalid_choice": _("Choose whom we ask.")},
    )

    def __init__(self, *args: Any, officers: Sequence[User] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "whom", officers)


class OfficerForm(forms.Form):
    """Which manager becomes an officer."""

    member = forms.TypedChoiceField(
        label=_("Who becomes an officer?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a manager."), "invalid_choice": _("Choose a manager.")},
    )

    def __init__(self, *args: Any, managers: Sequence[User] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = _people(managers)  # type: ignore[attr-defined]


class StopForm(forms.Form):
    """Why a lost telephone is none."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        error_messages={"required": _("Say why in a few words: all members are told.")},
    )


class MandateForm(WhomForm):
    """What a field agent wants to do here."""

    task = forms.CharField(
        label=_("What will you do?"),
        max_length=200,
        help_text=_("The officer reads it in the message. For example: photograph and write three products."),
        error_messages={"required": _("Say what you will do.")},
    )
    field_order = ("task", "whom")


class RecoveryForm(forms.Form):
    """Who lost the telephone, the new number, and what the agent saw."""

    member = forms.TypedChoiceField(
        label=_("Who lost the telephone?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the person."), "invalid_choice": _("Choose the person.")},
    )
    phone = PhoneField(label=_("New telephone number"))
    seen = forms.CharField(
        label=_("What did you see?"),
        max_length=300,
        help_text=_("For example: the person, with the identity card; the minutes that name the officers."),
        error_messages={"required": _("Say what you saw.")},
    )

    def __init__(self, *args: Any, members: Sequence[User] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = _people(members)  # type: ignore[attr-defined]


class ShowForm(forms.Form):
    """What the union may see."""

    shows_catalogue = forms.BooleanField(
        label=_("Our products, prices and stock"),
        required=False,
    )
    shows_figures = forms.BooleanField(
        label=_("Our figures: what we sold each month"),
        required=False,
    )


def _people(people: Sequence[User]) -> list[tuple[int, str]]:
    return [(person.pk, _named(person)) for person in people]


def _named(person: User) -> str:
    """A name with the end of the number: two people may be called the same."""
    name = known_as(person)
    return f"{name} · {masked_phone(person.phone)}" if person.phone and person.get_full_name() else name


def _offer(form: forms.Form, name: str, people: Sequence[User]) -> None:
    """Ask only where there is a choice."""
    if len(people) > 1:
        form.fields[name].choices = _people(people)  # type: ignore[attr-defined]
    else:
        del form.fields[name]
