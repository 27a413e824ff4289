"""What organisers type when they close: reasons, contracts, public money, periods, regular files."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives import clock
from fairs.closing.beside import NewContract
from fairs.closing.readiness import Missing, Readiness
from fairs.enums import ContractKind, ExportPeriod
from fairs.models import Edition, Participation, Programme
from fairs.models.programmes import EditionQuerySet
from fairs.organiser.forms import AmountField, ParticipationField
from fairs.organiser.selectors import sort_column

LONGEST_REASON = 200
FEWEST_FOR_ONE_REASON = 3
DATE = {"type": "date"}


class ClosingForm(forms.Form):
    """A reason for each participation that is left out, and that the person means it."""

    same_reason = forms.CharField(
        label=_("One reason for all that have none of their own below"), max_length=LONGEST_REASON, required=False
    )
    note = forms.CharField(label=_("Note for the report"), max_length=300, required=False)
    means_it = forms.BooleanField(
        label=_("I have looked at the figures. After this they never change."),
        error_messages={"required": _("Tick this box to close.")},
    )

    def __init__(self, *args: Any, readiness: Readiness | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missing = readiness.missing if readiness else ()
        if len(self.missing) < FEWEST_FOR_ONE_REASON:
            del self.fields["same_reason"]
        for row in self.missing:
            self.fields[self.name_of(row)] = forms.CharField(
                label=_("Why is it left out?"), max_length=LONGEST_REASON, required=False
            )

    @staticmethod
    def name_of(row: Missing) -> str:
        return f"reason-{row.participation.public_id}"

    def reasons(self) -> dict[str, str]:
        """What was written, by public id of the participation."""
        same = self.cleaned_data.get("same_reason", "")
        return {row.participation.public_id: self.cleaned_data.get(self.name_of(row)) or same for row in self.missing}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("same_reason"):
            for row in self.missing:
                if not given.get(self.name_of(row)) and self.name_of(row) not in self.errors:
                    self.add_error(self.name_of(row), _("Write why, or write down a figure for these days."))
        return given


class ContractForm(forms.Form):
    """A contract or an order signed at the fair."""

    participation = ParticipationField(
        label=_("Cooperative"),
        queryset=Participation.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose the cooperative."),
            "invalid_choice": _("This cooperative does not take part in this edition."),
        },
    )
    kind = forms.ChoiceField(label=_("What was signed"), choices=ContractKind.choices, widget=forms.RadioSelect)
    counterpart = forms.CharField(
        label=_("With whom"), max_length=120, error_messages={"required": _("Write with whom it was signed.")}
    )
    amount = AmountField(label=_("Amount over the whole term, in dirhams"))
    signed_on = forms.DateField(label=_("Signed on"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Participation.objects.filter(stop__edition=edition).select_related("cooperative")
        field = cast(forms.ModelChoiceField, self.fields["participation"])
        field.queryset = rows.order_by(f"cooperative__{sort_column()}", "pk")

    def clean_amount(self) -> Any:
        return _above_zero(self.cleaned_data["amount"])

    def clean_signed_on(self) -> date:
        signed_on: date = self.cleaned_data["signed_on"]
        if signed_on > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return signed_on

    def contract(self) -> NewContract:
        given = self.cleaned_data
        return NewContract(**(given | {"kind": ContractKind(given["kind"])}))


class SpendingForm(forms.Form):
    """Public money spent on the edition."""

    label = forms.CharField(
        label=_("What for"),
        max_length=120,
        help_text=_("Tents, transport, lodging."),
        error_messages={"required": _("Write what it was spent on.")},
    )
    amount = AmountField(label=_("Amount in dirhams"))
    source = forms.CharField(
        label=_("Where the figure comes from"),
        max_length=160,
        help_text=_("Number of the agreement or of the invoice, or who told it."),
        error_messages={"required": _("Write where the figure comes from: without it nobody can check it.")},
    )

    def clean_amount(self) -> Any:
        return _above_zero(self.cleaned_data["amount"])


class PeriodForm(forms.Form):
    """From a day to a day, both counted."""

    first = forms.DateField(label=_("From"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    last = forms.DateField(label=_("To"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("first") and given.get("last") and given["first"] > given["last"]:
            self.add_error("last", _("The last day must not be before the first."))
        return given


class ScheduleForm(forms.Form):
    """What a regular file is of, and how often it is made."""

    EVERYTHING = "all"

    of = forms.ChoiceField(label=_("Which figures"))
    period = forms.ChoiceField(label=_("How often"), choices=ExportPeriod.choices, initial=ExportPeriod.WEEK)

    def __init__(self, *args: Any, editions: EditionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = {f"edition:{edition.code}": edition for edition in editions}
        programmes = Programme.objects.filter(pk__in=editions.order_by().values("programme")).order_by("pk")
        self.programmes = {f"programme:{programme.code}": programme for programme in programmes}
        cast(forms.ChoiceField, self.fields["of"]).choices = [
            (self.EVERYTHING, _("All editions that I may see")),
            *((key, str(programme)) for key, programme in self.programmes.items()),
            *((key, str(edition)) for key, edition in self.editions.items()),
        ]

    def chosen(self) -> dict[str, Any]:
        of = self.cleaned_data["of"]
        return {
            "edition": self.editions.get(of),
            "programme": self.programmes.get(of),
            "period": ExportPeriod(self.cleaned_data["period"]),
        }


def _above_zero(amount: Any) -> Any:
    if not amount:
        raise forms.ValidationError(_("Write an amount above zero."))
    return amount
