"""What organisers type around the evening round: tablets, books of slips, estimates, choices between two figures."""

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives.accounts.models import User
from fairs.enums import EstimateMethod
from fairs.models import Edition, EditionMembership, Participation
from fairs.organiser.forms import ParticipationField
from fairs.organiser.round_day import Evening
from fairs.organiser.selectors import sort_column
from fairs.permissions import WORKING_ROLES
from fairs.rounds.models import VisitConflict

LAST_SLIP = 999_999_999
MOST_SLIPS_OF_A_BOOK = 100_000


class InviteTabletForm(forms.Form):
    """A tablet for who goes round in the evening."""

    person = forms.ModelChoiceField(
        label=_("Who goes round with it"),
        queryset=User.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose who goes round with this tablet."),
            "invalid_choice": _("This person does not work for this edition."),
        },
    )
    label = forms.CharField(
        label=_("Name of the tablet"),
        max_length=80,
        required=False,
        help_text=_("By which you know it in the list, such as “Tablet 2”."),
    )

    def __init__(self, *args: Any, edition: Edition, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["person"]).queryset = enumerators_of(edition, by)


def enumerators_of(edition: Edition, by: User) -> Any:
    """Who may write figures of the edition, and whoever asks."""
    held = EditionMembership.objects.current().filter(
        Q(edition=edition) | Q(programme=edition.programme_id), role__in=WORKING_ROLES
    )
    people = User.objects.filter(Q(pk__in=held.order_by().values("user")) | Q(pk=by.pk), is_active=True)
    return people.order_by("first_name", "last_name", "pk")


class SlipBookForm(forms.Form):
    """A run of numbered slips that is given out."""

    first = forms.IntegerField(
        label=_("First number"),
        min_value=1,
        max_value=LAST_SLIP,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
        error_messages={
            "required": _("Write the number of the first slip."),
            "invalid": _("Write a whole number, as it is printed on the slip."),
            "min_value": _("Numbers of slips begin at 1."),
            "max_value": _("This number is too long: nine digits at most."),
        },
    )
    last = forms.IntegerField(
        label=_("Last number"),
        min_value=1,
        max_value=LAST_SLIP,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
        error_messages={
            "required": _("Write the number of the last slip."),
            "invalid": _("Write a whole number, as it is printed on the slip."),
            "min_value": _("Numbers of slips begin at 1."),
            "max_value": _("This number is too long: nine digits at most."),
        },
    )
    participation = ParticipationField(
        label=_("Given to"),
        queryset=Participation.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Anyone of this edition"),
        error_messages={"invalid_choice": _("This cooperative does not take part in this edition.")},
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Participation.objects.coming().filter(stop__edition=edition).select_related("cooperative", "stop")
        rows = rows.order_by("stop__number", f"cooperative__{sort_column()}", "pk")
        cast(forms.ModelChoiceField, self.fields["participation"]).queryset = rows

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last number must not be below the first."))
        elif first and last and last - first >= MOST_SLIPS_OF_A_BOOK:
            self.add_error("last", _("That is more than 100,000 slips. Is there a digit too many?"))
        return given


class EveningForm(forms.Form):
    """Which business day of which stop is looked at; what is not offered is not there."""

    on = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, evenings: list[Evening], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.evenings = {evening.key: evening for evening in evenings}
        cast(forms.ChoiceField, self.fields["on"]).choices = [(key, key) for key in self.evenings]

    def chosen(self) -> Evening | None:
        """The evening asked for, the latest when none is; None where the one asked for is not offered."""
        if not self.is_valid():
            return None
        return self.evenings.get(self.cleaned_data["on"]) or next(iter(self.evenings.values()), None)


class ChooseForm(forms.Form):
    """Which of two visits is right."""

    visit = forms.ChoiceField(
        error_messages={
            "required": _("Choose which of the two figures counts."),
            "invalid_choice": _("Choose one of the two figures."),
        }
    )

    def __init__(self, *args: Any, conflict: VisitConflict, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [str(conflict.counting_id), str(conflict.other_id)]
        cast(forms.ChoiceField, self.fields["visit"]).choices = [(key, key) for key in offered]


class MethodForm(forms.Form):
    """By which method the missing figures would be filled."""

    method = forms.ChoiceField(
        label=_("Method"),
        choices=EstimateMethod.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a method."), "invalid_choice": _("Choose one of the methods.")},
    )


class SignForm(MethodForm):
    """The estimate that is signed."""

    note = forms.CharField(
        label=_("Why these stalls have no figure of their own"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: whoever reads the total will read it too.")},
    )


class WithdrawForm(forms.Form):
    """Taking an estimate back."""

    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        max_length=300,
        error_messages={"required": _("Say why the estimate is withdrawn.")},
    )
